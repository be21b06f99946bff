//! What fields, groups, measures and figures of reports are called.

use super::words;
use crate::fields;
use crate::format;
use crate::i18n::{Msg, label, t, tf};
use crate::ui::marks::{segment_label, stage_label};
use model::report::{self, Calc, Group, Measure, Path, extra};
use model::rule::Unit;
use model::schema::{collection, customer, score};
use model::{CollectionId, Day, FieldId, Kind, RecordId, Report, Value};
use protocol::{Figure, GroupKey, ReportAnswer, ReportColumn, Segment, Stage, Tile};

/// What ready-made reports are called, in the order of their numbers.
pub(crate) static READY: [&Msg; report::READY as usize] = [
    &words::SALES_BY_MONTH,
    &words::SALES_BY_PRODUCT,
    &words::SALES_BY_REGION,
    &words::SALES_BY_OWNER,
    &words::AGEING,
    &words::ACTIVITY,
    &words::LEAD_SOURCES,
    &words::WON_LOST,
    &words::LOST_REASONS,
];

/// What a tile is called.
pub(super) fn tile(tile: &Tile) -> String {
    let ready = tile.ready.and_then(|nth| READY.get(usize::from(nth)));
    match ready {
        Some(name) if tile.name.is_empty() => t(name).to_owned(),
        _ if tile.name.is_empty() => t(&words::NO_NAME).to_owned(),
        _ => tile.name.clone(),
    }
}

/// What a collection is called: "Orders".
pub(super) fn of(id: CollectionId) -> String {
    label(&format!("collections.{}", collection(id).map_or("", |of| of.name)))
}

fn target(of: CollectionId, via: FieldId) -> Option<CollectionId> {
    let kind = report::extra_kind(via).or_else(|| fields::find(of, via).map(|field| field.kind))?;
    if let Kind::Reference(to) = kind { Some(to) } else { None }
}

/// What stands at a path.
pub(super) fn kind(of: CollectionId, path: Path) -> Option<Kind> {
    let of = match path.via {
        Some(via) => target(of, via)?,
        None => of,
    };
    report::extra_kind(path.field).or_else(|| fields::find(of, path.field).map(|field| field.kind))
}

fn own(of: CollectionId, field: FieldId) -> String {
    let extra = match field {
        extra::RESPONSIBLE => &words::RESPONSIBLE,
        extra::BUYER => &words::BUYER,
        extra::FIRST_ORDER => &words::FIRST_ORDER,
        extra::ADDED => &words::ADDED,
        extra::OUTSTANDING => &words::OUTSTANDING,
        extra::DUE_FOR => &words::DUE_FOR,
        field => return fields::find(of, field).map_or_else(String::new, |field| fields::label(of, field)),
    };
    t(extra).to_owned()
}

/// What a path is called: "Region", "Customer: Region".
pub(super) fn path(of: CollectionId, path: Path) -> String {
    match path.via.and_then(|via| Some((via, target(of, via)?))) {
        None => own(of, path.field),
        Some((via, to)) => tf(&words::THROUGH, &[("via", &own(of, via)), ("field", &own(to, path.field))]),
    }
}

/// The fields at a path's end that a condition holds for: those of the records, then those of what they refer to.
pub(super) fn paths(of: CollectionId, holds: fn(Kind) -> bool) -> Vec<Path> {
    let ends = |of: CollectionId| -> Vec<FieldId> {
        let listed = fields::listed(of).into_iter().filter(|field| holds(field.kind)).map(|field| field.id);
        let extras = report::extras(of).iter().copied();
        listed.chain(extras.filter(|field| report::extra_kind(*field).is_some_and(holds))).collect()
    };
    let mut paths: Vec<Path> = ends(of).into_iter().map(Path::own).collect();
    let buyer = report::extras(of).contains(&extra::BUYER).then_some(extra::BUYER);
    let references = fields::of(of).into_iter().filter(|field| matches!(field.kind, Kind::Reference(_)));
    for via in references.map(|field| field.id).chain(buyer) {
        let to = target(of, via);
        paths.extend(
            to.into_iter()
                .flat_map(ends)
                .filter(|field| *field != FieldId::NAME)
                .map(|field| Path::through(via, field)),
        );
    }
    paths
}

/// Whether records can be put together by such a field.
pub(super) fn groups(kind: Kind) -> bool {
    !matches!(kind, Kind::LongText | Kind::Bytes | Kind::References(_) | Kind::Money)
}

/// Whether such a field is a day.
pub(super) fn is_day(kind: Kind) -> bool {
    matches!(kind, Kind::Day | Kind::Instant)
}

/// Whether such a field can be added up.
pub(super) fn weighs(kind: Kind) -> bool {
    matches!(kind, Kind::Money | Kind::Number)
}

/// The first day of a period, in words.
pub(super) fn period(day: Day, unit: Unit) -> String {
    let (year, month, _) = day.ymd();
    match unit {
        Unit::Day => format::day(day),
        Unit::Week => tf(&words::WEEK_OF, &[("day", &format::day(day))]),
        Unit::Month => format::month(day),
        Unit::Quarter => tf(&words::QUARTER_OF, &[("n", &month.div_ceil(3).to_string()), ("year", &year.to_string())]),
        Unit::Year => year.to_string(),
    }
}

fn due(number: i64) -> String {
    let steps = [&words::NOT_DUE, &words::DUE_30, &words::DUE_60, &words::DUE_90, &words::DUE_MORE];
    let step = usize::try_from(number / model::Decimal::ONE).ok().and_then(|at| steps.get(at).copied());
    t(step.unwrap_or(&words::NO_DUE_DAY)).to_owned()
}

/// What the records of a group share, in words.
pub(super) fn key(of: CollectionId, group: &Group, key: &GroupKey, names: &[(RecordId, String)]) -> String {
    let kind = kind(of, group.by);
    let value = match key {
        GroupKey::Nothing if group.by.field == extra::RESPONSIBLE => return t(&words::NOBODY).to_owned(),
        GroupKey::Nothing => return t(&words::NOT_SET).to_owned(),
        GroupKey::Others(_) if kind.is_some_and(is_day) => return t(&words::EARLIER).to_owned(),
        GroupKey::Others(n) => return tf(&words::OTHERS, &[("n", &format::integer(u64::from(*n)))]),
        GroupKey::Value(value) => value,
    };
    match (value, kind) {
        (Value::Day(day), _) => period(*day, group.unit),
        (Value::Bool(on), _) => t(if *on { &words::YES } else { &words::NO }).to_owned(),
        (Value::Number(number), _) if group.by.field == extra::DUE_FOR => due(number.0),
        (Value::Number(number), _) => number.plain(),
        (Value::Option(id), _) if is_of_customer(of, group.by) && group.by.field == score::STAGE => {
            let stage = usize::from(id.0).checked_sub(1).and_then(|at| Stage::ALL.get(at));
            stage.map_or_else(String::new, |stage| stage_label(*stage))
        }
        (Value::Option(id), _) if is_of_customer(of, group.by) && group.by.field == score::SEGMENT => {
            let segment = usize::from(id.0).checked_sub(1).and_then(|at| Segment::ALL.get(at));
            segment.map_or_else(String::new, |segment| segment_label(*segment))
        }
        (Value::Option(id), Some(Kind::Option(list))) => fields::choice(list, *id).label,
        (Value::Option(id), _) => format!("#{}", id.0),
        (Value::Reference(id), _) => {
            let name = names.iter().find(|(known, _)| known == id).map(|(_, name)| name.clone());
            name.filter(|name| !name.is_empty()).unwrap_or_else(|| t(&words::NO_NAME).to_owned())
        }
        (Value::Text(text), _) => text.clone(),
        (Value::Money(money), _) => format::money(*money),
        _ => String::new(),
    }
}

fn is_of_customer(of: CollectionId, path: Path) -> bool {
    match path.via {
        Some(via) => target(of, via) == Some(customer::ID),
        None => of == customer::ID,
    }
}

/// What a measure is called.
pub(super) fn measure(of_report: CollectionId, measure: &Measure) -> String {
    let msg = match measure.calc {
        Calc::Count => return of(of_report),
        Calc::Sum => &words::SUM_OF,
        Calc::Average => &words::AVERAGE_OF,
        Calc::Least => &words::LEAST_OF,
        Calc::Most => &words::MOST_OF,
        Calc::Distinct => &words::DISTINCT_OF,
        Calc::Filled => &words::FILLED_OF,
        Calc::Share => &words::SHARE_OF,
    };
    tf(msg, &[("field", &path(of_report, measure.of))])
}

/// What a column is called: its measure, with the currency where there are several.
pub(super) fn column(report: &Report, answer: &ReportAnswer, column: &ReportColumn) -> String {
    let counted = Measure::COUNT;
    let name = measure(report.of, report.measures.get(column.measure as usize).unwrap_or(&counted));
    let several = answer.columns.iter().filter(|other| other.measure == column.measure).count() > 1;
    match column.currency {
        Some(currency) if several => tf(&words::IN_CURRENCY, &[("measure", &name), ("currency", currency.code())]),
        _ => name,
    }
}

/// A figure in words; amounts without minor units where room is short.
pub(super) fn figure(figure: Figure, short: bool) -> String {
    match figure {
        Figure::Empty => "–".to_owned(),
        Figure::Count(n) => format::integer(n),
        Figure::Number(n) => format::number(n as f64 / 1e6),
        Figure::Money(money) if short => format::money_whole(money),
        Figure::Money(money) => format::money(money),
        Figure::Share(_, 0) => "–".to_owned(),
        Figure::Share(part, whole) => format::percent(part as f64 / whole as f64, 1),
        Figure::TooLarge => t(&words::TOO_LARGE).to_owned(),
    }
}

/// A figure as a spreadsheet reads it.
pub(super) fn plain(figure: Figure) -> String {
    match figure {
        Figure::Empty | Figure::TooLarge | Figure::Share(_, 0) => String::new(),
        Figure::Count(n) => n.to_string(),
        Figure::Number(n) => model::Decimal(n).plain(),
        Figure::Money(money) => money.plain(),
        Figure::Share(part, whole) => {
            let thousandths = u128::from(part) * 10_000 / u128::from(whole);
            format!("{}.{:04}", thousandths / 10_000, thousandths % 10_000)
        }
    }
}
