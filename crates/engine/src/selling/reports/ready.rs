//! The reports that are there before anybody made one.

use model::report::{Calc, Chart, Group, Measure, Path, extra};
use model::rule::{Period, Rule, Unit};
use model::schema::{activity, customer, lead, opportunity, order, order_line, pipeline_stage, survey_response, task};
use model::{CollectionId, FieldId, OptionId, Report, options, talks};

/// The field that says whose a nameless record is.
pub(super) fn whose(of: CollectionId) -> Option<FieldId> {
    Some(match of {
        activity::ID => activity::CUSTOMER.id,
        order_line::ID => order_line::PRODUCT.id,
        survey_response::ID => survey_response::CUSTOMER.id,
        task::ID => task::CUSTOMER.id,
        _ => return None,
    })
}

fn by(path: Path, unit: Unit) -> Group {
    Group { by: path, unit }
}

fn sum(field: FieldId) -> Measure {
    Measure { calc: Calc::Sum, of: Path::own(field) }
}

/// The option of [`options::MEASURE`] with this name.
pub(super) fn measure(name: &str) -> OptionId {
    options::MEASURE.id(name).unwrap_or(OptionId(0))
}

/// The report of that number.
pub fn report(nth: u8) -> Option<Report> {
    let year = |path: Path| Some((path, Period::Last(12, Unit::Month)));
    let of_order = Path::own(order::DAY.id);
    let of_line = Path::through(order_line::ORDER.id, order::DAY.id);
    let closed = Path::own(opportunity::CLOSED_AT.id);
    Some(match nth {
        // Sales by month.
        0 => Report {
            groups: vec![by(of_order, Unit::Month)],
            measures: vec![sum(order::TOTAL.id), Measure::COUNT],
            chart: Chart::Columns,
            top: 24,
            wide: true,
            ..Report::new(order::ID)
        },
        // Sales by product.
        1 => Report {
            within: year(of_line),
            groups: vec![by(Path::own(order_line::PRODUCT.id), Unit::Month)],
            measures: vec![sum(order_line::AMOUNT.id), sum(order_line::QUANTITY.id)],
            ..Report::new(order_line::ID)
        },
        // Sales by region.
        2 => Report {
            within: year(of_order),
            groups: vec![by(Path::through(order::CUSTOMER.id, customer::REGION.id), Unit::Month)],
            measures: vec![sum(order::TOTAL.id), Measure::COUNT],
            ..Report::new(order::ID)
        },
        // Sales by owner.
        3 => Report {
            within: year(of_order),
            groups: vec![by(Path::own(extra::RESPONSIBLE), Unit::Month)],
            measures: vec![sum(order::TOTAL.id), Measure::COUNT],
            ..Report::new(order::ID)
        },
        // How old receivables are.
        4 => Report {
            groups: vec![by(Path::own(extra::DUE_FOR), Unit::Month)],
            filled: true,
            measures: vec![sum(extra::OUTSTANDING), Measure::COUNT],
            largest: false,
            top: 0,
            ..Report::new(order::ID)
        },
        // Activities by person and kind.
        5 => Report {
            rule: Rule::All(talks::held().into()),
            within: Some((Path::own(activity::AT.id), Period::Last(90, Unit::Day))),
            groups: vec![by(Path::own(extra::RESPONSIBLE), Unit::Month), by(Path::own(activity::KIND.id), Unit::Month)],
            chart: Chart::Stacked,
            ..Report::new(activity::ID)
        },
        // Lead sources with conversion.
        6 => {
            let converted = Path::own(lead::CONVERTED_AT.id);
            Report {
                groups: vec![by(Path::own(lead::SOURCE.id), Unit::Month)],
                measures: vec![
                    Measure::COUNT,
                    Measure { calc: Calc::Filled, of: converted },
                    Measure { calc: Calc::Share, of: converted },
                ],
                ..Report::new(lead::ID)
            }
        }
        // Won and lost, by quarter.
        7 => Report {
            groups: vec![
                by(closed, Unit::Quarter),
                by(Path::through(opportunity::STAGE.id, pipeline_stage::OUTCOME.id), Unit::Month),
            ],
            filled: true,
            measures: vec![Measure::COUNT, sum(opportunity::AMOUNT.id)],
            chart: Chart::Stacked,
            top: 8,
            ..Report::new(opportunity::ID)
        },
        // Why deals were lost.
        8 => Report {
            groups: vec![by(Path::own(opportunity::LOST_REASON.id), Unit::Month)],
            filled: true,
            measures: vec![Measure::COUNT, sum(opportunity::AMOUNT.id)],
            ..Report::new(opportunity::ID)
        },
        _ => return None,
    })
}
