//! Groups of a list, and what its columns add up to.

use super::order::{placed, said, sorted, sounded};
use super::source::Source;
use crate::catalogue;
use crate::table::Table;
use hashbrown::HashMap;
use model::schema::{score, standing};
use model::{Currency, Day, Decimal, Field, FieldId, Money, Value, collection};
use protocol::{GroupRow, Sum, Zone};
use std::collections::BTreeMap;

/// Marks the head of a group among the lines of a list.
const HEAD: u32 = 1 << 31;

/// A line: a record's row, or a group's number.
#[derive(Clone, Copy)]
pub(crate) struct Line(u32);

impl Line {
    pub(crate) fn record(row: u32) -> Line {
        Line(row)
    }

    /// The record's row, or else the group's number.
    pub(crate) fn row(self) -> Result<u32, usize> {
        if self.0 & HEAD == 0 { Ok(self.0) } else { Err((self.0 & !HEAD) as usize) }
    }
}

/// Puts sorted rows into groups: the lines of the list, and the heads.
pub(crate) fn group(
    rows: &[u32],
    source: &Source,
    table: &Table,
    by: FieldId,
    columns: &[FieldId],
) -> (Vec<Line>, Vec<GroupRow>) {
    let mut known: HashMap<Value, usize> = HashMap::new();
    let mut groups: Vec<(Value, Vec<u32>)> = Vec::new();
    let said = said(source, table, by);
    for &row in rows {
        let value = sorted(month(said(row), source.zone));
        let at = *known.entry(value).or_insert_with_key(|value| {
            groups.push((value.clone(), Vec::new()));
            groups.len() - 1
        });
        groups[at].1.push(row);
    }
    let newest_first = |value: &Value| matches!(value, Value::Day(_));
    let places = catalogue::places(source.workspace, table.collection(), by);
    let readings = source.readings();
    let readings = readings.as_deref().unwrap_or_default();
    let key = |value: &Value| match placed(value, &places, readings) {
        key if newest_first(value) => u64::MAX - 1 - key,
        key => key,
    };
    let mut keyed: Vec<_> = groups
        .into_iter()
        .map(|(value, rows)| (value.is_empty(), key(&value), sounded(&source.shown(&value), readings), value, rows))
        .collect();
    keyed.sort_by(|a, b| (a.0, a.1, &a.2).cmp(&(b.0, b.1, &b.2)));
    let (mut lines, mut heads) = (Vec::with_capacity(rows.len() + keyed.len()), Vec::new());
    for (_, _, _, value, rows) in keyed {
        lines.push(Line(HEAD | heads.len() as u32));
        heads.push(GroupRow { value, count: rows.len() as u32, sums: sums(&rows, source, table, columns) });
        lines.extend(rows.into_iter().map(Line::record));
    }
    (lines, heads)
}

/// Days and moments are grouped by months.
fn month(value: Value, zone: &Zone) -> Value {
    let first = |day: Day| {
        let (year, month, _) = day.ymd();
        Value::Day(Day::from_ymd(year, month, 1).unwrap_or(day))
    };
    match value {
        Value::Day(day) => first(day),
        Value::Instant(millis) => first(zone.local(millis).0),
        value => value,
    }
}

/// Adds up the columns that can be (see [`model::Field::adds_up`]): amounts by currency, and numbers that are not scores.
pub(crate) fn sums(rows: &[u32], source: &Source, table: &Table, columns: &[FieldId]) -> Vec<Sum> {
    let declared = collection(table.collection());
    let adds_up = |field: FieldId| declared.and_then(|of| of.field(field)).is_none_or(Field::adds_up);
    let counts = |field: &&FieldId| **field >= FieldId::CUSTOM || **field < FieldId::COMPUTED && adds_up(**field);
    let added = |field: &&FieldId| {
        let amounts = [score::VALUE, score::ORDER_DAYS, score::OUTSTANDING, standing::PAID, standing::OUTSTANDING];
        counts(field) || amounts.contains(*field)
    };
    let sum = |&field: &FieldId| {
        let (mut numbers, mut amounts) = (None::<i64>, BTreeMap::<Currency, i64>::new());
        let mut add = |money: Money| {
            let total = amounts.entry(money.currency).or_default();
            *total = total.saturating_add(money.minor);
        };
        let others = source.later.filter(|_| field == score::OUTSTANDING).map(|later| later.others);
        for &row in rows {
            match source.value(table, row, field) {
                Value::Number(number) => numbers = Some(numbers.unwrap_or(0).saturating_add(number.0)),
                Value::Money(money) => {
                    add(money);
                    others.into_iter().flat_map(|of| of(source.workspace, table, row, field)).for_each(&mut add);
                }
                Value::Empty => {}
                _ => return None,
            }
        }
        let numbers = numbers.map(|total| Value::Number(Decimal(total)));
        let amounts = amounts.into_iter().map(|(currency, minor)| Value::Money(Money { minor, currency }));
        let totals: Vec<Value> = numbers.into_iter().chain(amounts).collect();
        (!totals.is_empty()).then_some(Sum { field, totals })
    };
    columns.iter().filter(added).filter_map(sum).collect()
}
