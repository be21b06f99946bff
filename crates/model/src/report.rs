//! A report: which records, put into which groups, measured how, drawn how. Saved reports keep it as bytes.

use crate::rule::{Period, Rule, Unit};
use crate::schema::{
    activity, customer, lead, opportunity, order, order_line, payment, payment_plan, survey_response, task, user,
};
use crate::{CollectionId, FieldId, Kind, RecordId, Value};
use serde::{Deserialize, Serialize};

/// Form of the bytes; the first of them.
const VERSION: u8 = 1;
/// How many reports there are before anybody made one.
pub const READY: u8 = 9;
/// The id of the record of the first of them, should it be changed: the same on every device.
const FIRST_READY: u128 = 0x7265_706f_7274_0000_0000_0000_0000;

/// The record that keeps a ready-made report once it is changed.
pub fn ready_id(nth: u8) -> RecordId {
    RecordId(FIRST_READY + u128::from(nth))
}

/// Which ready-made report a record keeps.
pub fn ready_nth(id: RecordId) -> Option<u8> {
    let nth = id.0.checked_sub(FIRST_READY).and_then(|nth| u8::try_from(nth).ok())?;
    (nth < READY).then_some(nth)
}

/// Most fields that records are grouped by.
pub const GROUPS_MAX: usize = 2;
/// Most measures of one report.
pub const MEASURES_MAX: usize = 4;

/// Fields that only reports know, beside those of a collection and those of the record it refers to.
pub mod extra {
    use crate::FieldId;

    /// When the record was added to the book: an instant.
    pub const ADDED: FieldId = FieldId::ALIVE;
    /// Whose it is: its owner, or else that of its customer.
    pub const RESPONSIBLE: FieldId = FieldId(0x7F00);
    /// Of a customer, the day of the first order that counts.
    pub const FIRST_ORDER: FieldId = FieldId(0x7F01);
    /// Of an order, what is not paid yet.
    pub const OUTSTANDING: FieldId = FieldId(0x7F02);
    /// Of an order with something outstanding, for how long it has been due: 0 not yet, 1 up to 30 days, 2 to 60, 3 to 90, 4 longer.
    pub const DUE_FOR: FieldId = FieldId(0x7F03);
    /// Of an order, order line or payment, the customer who bought.
    pub const BUYER: FieldId = FieldId(0x7F04);
}

/// The collections that reports are made of.
pub const REPORTED: [CollectionId; 10] = [
    order::ID,
    order_line::ID,
    payment::ID,
    customer::ID,
    opportunity::ID,
    lead::ID,
    activity::ID,
    task::ID,
    survey_response::ID,
    payment_plan::ID,
];

/// The day that a record of a collection is mostly told by.
pub fn day_of(of: CollectionId) -> Option<Path> {
    Some(match of {
        order::ID => Path::own(order::DAY.id),
        order_line::ID => Path::through(order_line::ORDER.id, order::DAY.id),
        payment::ID => Path::own(payment::DAY.id),
        customer::ID => Path::own(extra::FIRST_ORDER),
        opportunity::ID => Path::own(opportunity::EXPECTED_CLOSE_DATE.id),
        lead::ID => Path::own(extra::ADDED),
        activity::ID => Path::own(activity::AT.id),
        task::ID => Path::own(task::DUE.id),
        survey_response::ID => Path::own(survey_response::DAY.id),
        payment_plan::ID => Path::own(payment_plan::DUE.id),
        _ => return None,
    })
}

/// The amount that a record of a collection is mostly told by.
pub fn amount_of(of: CollectionId) -> Option<Path> {
    Some(match of {
        order::ID => Path::own(order::TOTAL.id),
        order_line::ID => Path::own(order_line::AMOUNT.id),
        payment::ID => Path::own(payment::AMOUNT.id),
        payment_plan::ID => Path::own(payment_plan::AMOUNT.id),
        opportunity::ID => Path::own(opportunity::AMOUNT.id),
        _ => return None,
    })
}

/// The fields of a collection that only reports know.
pub fn extras(of: CollectionId) -> &'static [FieldId] {
    match of {
        order::ID => &[extra::RESPONSIBLE, extra::OUTSTANDING, extra::DUE_FOR, extra::ADDED],
        order_line::ID | payment::ID | payment_plan::ID => &[extra::RESPONSIBLE, extra::BUYER, extra::ADDED],
        customer::ID => &[extra::FIRST_ORDER, extra::ADDED],
        opportunity::ID | activity::ID | task::ID => &[extra::RESPONSIBLE, extra::ADDED],
        _ => &[extra::ADDED],
    }
}

/// The field of what only reports know: how it is read.
pub fn extra_kind(field: FieldId) -> Option<Kind> {
    Some(match field {
        extra::ADDED => Kind::Instant,
        extra::RESPONSIBLE => Kind::Reference(user::ID),
        extra::BUYER => Kind::Reference(customer::ID),
        extra::FIRST_ORDER => Kind::Day,
        extra::OUTSTANDING => Kind::Money,
        extra::DUE_FOR => Kind::Number,
        _ => return None,
    })
}

/// Where a value stands: in the record, or in the one that it refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Path {
    /// The field that refers to the other record; `None` for the record itself.
    pub via: Option<FieldId>,
    /// The field.
    pub field: FieldId,
}

impl Path {
    /// A field of the record itself.
    pub const fn own(field: FieldId) -> Path {
        Path { via: None, field }
    }

    /// A field of the record that `via` refers to.
    pub const fn through(via: FieldId, field: FieldId) -> Path {
        Path { via: Some(via), field }
    }
}

/// What records are put together by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// The value that they share.
    pub by: Path,
    /// Of days, how long a group is; of anything else it says nothing.
    pub unit: Unit,
}

/// How a group is measured. Persisted: new ones go to the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Calc {
    /// How many records.
    Count,
    /// What their values add up to.
    Sum,
    /// What they are on average.
    Average,
    /// The least.
    Least,
    /// The greatest.
    Most,
    /// How many different ones.
    Distinct,
    /// How many records have one.
    Filled,
    /// Which share of the records have one.
    Share,
}

impl Calc {
    /// All of them.
    pub const ALL: [Calc; 8] =
        [Calc::Count, Calc::Sum, Calc::Average, Calc::Least, Calc::Most, Calc::Distinct, Calc::Filled, Calc::Share];
}

/// One figure of each group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// How.
    pub calc: Calc,
    /// Of what; counting needs nothing.
    pub of: Path,
}

impl Measure {
    /// How many records.
    pub const COUNT: Measure = Measure { calc: Calc::Count, of: Path::own(FieldId::NAME) };
}

/// How a report is drawn. Persisted: new ones go to the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Chart {
    /// As a table only.
    Table,
    /// Lying bars.
    Bars,
    /// Standing columns.
    Columns,
    /// A line.
    Line,
    /// Columns that are made of the second group.
    Stacked,
    /// One bar of shares.
    Share,
}

impl Chart {
    /// All of them.
    pub const ALL: [Chart; 6] = [Chart::Table, Chart::Bars, Chart::Columns, Chart::Line, Chart::Stacked, Chart::Share];
}

/// A report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Of which collection.
    pub of: CollectionId,
    /// Only records that this holds for.
    pub rule: Rule,
    /// Only orders that count (no draft, not cancelled, not returned), their lines, money that was received, and of opportunities told by when or
    /// why they ended those that did.
    pub counted: bool,
    /// Only records whose day lies in a period.
    pub within: Option<(Path, Period)>,
    /// What they are grouped by: the rows, then the series.
    pub groups: Vec<Group>,
    /// Without records that have nothing in the first group.
    pub filled: bool,
    /// The figures; with none, records are counted.
    pub measures: Vec<Measure>,
    /// How it is drawn.
    pub chart: Chart,
    /// Largest first; otherwise in the order of the groups.
    pub largest: bool,
    /// Only so many groups, the rest together; 0 for all. Of days, the newest.
    pub top: u16,
    /// Over the whole width of the dashboard.
    pub wide: bool,
}

impl Report {
    /// All records of a collection, counted.
    pub fn new(of: CollectionId) -> Report {
        Report {
            of,
            rule: Rule::default(),
            counted: true,
            within: None,
            groups: Vec::new(),
            filled: false,
            measures: vec![Measure::COUNT],
            chart: Chart::Bars,
            largest: true,
            top: 10,
            wide: false,
        }
    }

    /// As a saved report keeps it.
    pub fn to_value(&self) -> Value {
        let mut bytes = vec![VERSION];
        bytes.extend(postcard::to_allocvec(self).unwrap_or_default());
        Value::Bytes(bytes)
    }

    /// Reads what [`Report::to_value`] writes; `None` for a newer form or damaged bytes.
    pub fn from_value(value: &Value) -> Option<Report> {
        let Value::Bytes(bytes) = value else { return None };
        let (VERSION, rest) = bytes.split_first().map(|(version, rest)| (*version, rest))? else { return None };
        let mut report: Report = postcard::from_bytes(rest).ok()?;
        report.groups.truncate(GROUPS_MAX);
        report.measures.truncate(MEASURES_MAX);
        report.rule.is_sound().then_some(report)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn a_report_reads_what_it_wrote_and_refuses_the_rest() {
        let by = Path::through(order::CUSTOMER.id, customer::REGION.id);
        let report = Report {
            within: Some((Path::own(order::DAY.id), Period::Last(12, Unit::Month))),
            groups: vec![Group { by, unit: Unit::Month }],
            measures: vec![Measure { calc: Calc::Sum, of: Path::own(order::TOTAL.id) }],
            ..Report::new(order::ID)
        };
        let value = report.to_value();
        assert_eq!(Report::from_value(&value), Some(report));
        let Value::Bytes(bytes) = value else { panic!("bytes") };
        for cut in 0..bytes.len() {
            assert_eq!(Report::from_value(&Value::Bytes(bytes[..cut].to_vec())), None);
        }
        let newer = [&[2], &bytes[1..]].concat();
        assert_eq!(Report::from_value(&Value::Bytes(newer)), None);
        assert_eq!(Report::from_value(&Value::Empty), None);
    }
}
