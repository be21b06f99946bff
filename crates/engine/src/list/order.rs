//! Order of a list. Keys are made once, as integers: one sort serves every kind of field.

use super::source::Source;
use crate::catalogue;
use crate::table::Table;
use hashbrown::HashMap;
use model::{CollectionId, FieldId, Kind, OptionId, Value, schema};
use std::cmp::Ordering;

/// Comes after every other key, in either direction.
const LAST: u64 = u64::MAX;
/// The first character of those whose readings may be known (see [`super::Sounds::readings`]).
const FIRST_READ: u32 = 0x4E00;

/// Sorts rows by a field, then by name, then as they came. Of the rows after the first so many it is only known that they come later: whoever
/// looks at the beginning of a long list waits for no more.
pub(crate) fn sort(rows: &mut [u32], first: usize, source: &Source, table: &Table, by: FieldId, descending: bool) {
    let readings = source.readings();
    let readings = readings.as_deref().unwrap_or_default();
    let keys = keys(rows, source, table, by, readings);
    let turn = |key: u64| if descending && key != LAST { LAST - 1 - key } else { key };
    let name = FieldId::NAME;
    let text = |row: u32, field: FieldId| table.text(row, model::schema::Key::new(field.0));
    // Of equals the beginning of the name decides nearly always; before there are scores, all are equal.
    let beginning_of = |row: u32| if by == name { (0, 0) } else { halves(bytes_of(&text(row, name), readings)) };
    let keyed = keys.into_iter().zip(rows.iter()).map(|(key, &row)| (turn(key), beginning_of(row), row));
    let mut keyed: Vec<(u64, (u64, u64), u32)> = keyed.collect();
    let compare = |a: &(u64, (u64, u64), u32), b: &(u64, (u64, u64), u32)| {
        a.0.cmp(&b.0)
            .then_with(|| {
                // The key of a text is its beginning. What comes last has no text.
                let order =
                    if a.0 == LAST { Ordering::Equal } else { caseless(&text(a.2, by), &text(b.2, by), readings) };
                if descending { order.reverse() } else { order }
            })
            .then(a.1.cmp(&b.1))
            .then_with(|| {
                // A beginning that ends in a zero is the whole name.
                let whole = by == name || a.1.1 & 0xFF == 0;
                if whole { Ordering::Equal } else { caseless(&text(a.2, name), &text(b.2, name), readings) }
            })
            .then_with(|| if by == name && descending { b.2.cmp(&a.2) } else { a.2.cmp(&b.2) })
    };
    if first < keyed.len() {
        keyed.select_nth_unstable_by(first, compare);
    }
    let first = first.min(keyed.len());
    keyed[..first].sort_unstable_by(compare);
    rows.iter_mut().zip(keyed).for_each(|(row, (_, _, sorted))| *row = sorted);
}

fn keys(rows: &[u32], source: &Source, table: &Table, by: FieldId, readings: &[u16]) -> Vec<u64> {
    if let Some(ranks) = source.later.filter(|_| refers(table.collection(), by)).map(|later| later.ranks) {
        return ranks(rows, source, table, by);
    }
    let said = said(source, table, by);
    let key = |&row: &u32| {
        let start = table.text(row, model::schema::Key::new(by.0));
        if start.is_empty() { number(&said(row), readings) } else { beginning(&start, readings) }
    };
    rows.iter().map(key).collect()
}

/// What the rows say in a field. What was never ticked is not ticked.
pub(super) fn said<'a>(source: &'a Source, table: &'a Table, field: FieldId) -> impl Fn(u32) -> Value + 'a {
    let ticked = catalogue::kind(source.workspace, table.collection(), field) == Some(Kind::Bool);
    move |row| match source.value(table, row, field) {
        Value::Empty if ticked => Value::Bool(false),
        value => value,
    }
}

/// Whether a field's order is told by something else than its values: the names of records, or what the workspace made of a list.
pub(super) fn refers(of: CollectionId, field: FieldId) -> bool {
    match schema::collection(of).and_then(|collection| collection.field(field)) {
        Some(field) => matches!(field.kind, Kind::Reference(_) | Kind::References(_) | Kind::Option(_)),
        // One of the workspace's own, or of a newer version: it may.
        None => true,
    }
}

/// Keys of a field that names other records, in the order of their names, each looked up once; or of one that takes a list's values, in
/// their places.
pub(super) fn ranks(rows: &[u32], source: &Source, table: &Table, by: FieldId) -> Vec<u64> {
    let places = catalogue::places(source.workspace, table.collection(), by);
    let readings = source.readings();
    let readings = readings.as_deref().unwrap_or_default();
    let said = said(source, table, by);
    let mut ranks: HashMap<Value, u64> = HashMap::new();
    let mut keys = Vec::with_capacity(rows.len());
    for &row in rows {
        let start = table.text(row, model::schema::Key::new(by.0));
        keys.push(if start.is_empty() {
            match sorted(said(row)) {
                value @ (Value::Reference(_) | Value::References(_)) => {
                    let next = ranks.len() as u64;
                    *ranks.entry(value).or_insert(next)
                }
                value => placed(&value, &places, readings),
            }
        } else {
            beginning(&start, readings)
        });
    }
    if !ranks.is_empty() {
        let mut named: Vec<(String, u64)> =
            ranks.into_iter().map(|(value, at)| (sounded(&source.shown(&value), readings), at)).collect();
        named.sort();
        let mut place = vec![LAST; named.len()];
        for (rank, (name, at)) in named.iter().enumerate() {
            place[*at as usize] = if name.is_empty() { LAST } else { rank as u64 };
        }
        keys.iter_mut()
            .filter(|key| **key != LAST)
            .for_each(|key| *key = place.get(*key as usize).copied().unwrap_or(LAST));
    }
    keys
}

/// The same as [`number`], a list's value by its place; what the list does not know comes after it.
pub(crate) fn placed(value: &Value, places: &HashMap<OptionId, u64>, readings: &[u16]) -> u64 {
    match value {
        Value::Option(id) => places.get(id).copied().unwrap_or(1 << 16 | u64::from(id.0)),
        value => number(value, readings),
    }
}

/// Links without the order in which they were added: the same ones are the same, whoever came first.
pub(super) fn sorted(value: Value) -> Value {
    match value {
        Value::References(mut ids) => {
            ids.sort_unstable();
            Value::References(ids)
        }
        value => value,
    }
}

/// A text without case that compares as [`caseless`] does.
pub(crate) fn sounded(text: &str, readings: &[u16]) -> String {
    text.to_lowercase().chars().map(|c| placed_by(c, readings).unwrap_or(c)).collect()
}

/// The integer that compares as the value does; of amounts, as their numbers do, whatever their currencies.
fn number(value: &Value, readings: &[u16]) -> u64 {
    let signed = |n: i64| (n as u64 ^ 1 << 63).min(LAST - 1);
    match value {
        Value::Bool(on) => u64::from(*on),
        Value::Number(number) => signed(number.0),
        Value::Text(text) => beginning(text, readings),
        Value::Money(money) => signed(money.thousandths()),
        Value::Day(day) => signed(day.0.into()),
        Value::Instant(millis) => signed(*millis),
        Value::Option(id) => u64::from(id.0),
        _ => LAST,
    }
}

/// The first eight bytes of a text without case, as a number.
fn beginning(text: &str, readings: &[u16]) -> u64 {
    u64::from_be_bytes(bytes_of(text, readings)).min(LAST - 1)
}

/// The first bytes of a text without case; zeros after its end.
fn bytes_of<const N: usize>(text: &str, readings: &[u16]) -> [u8; N] {
    let mut bytes = [0; N];
    let mut at = 0;
    for c in text.chars().map(|c| fold(c, readings)) {
        let mut buffer = [0; 4];
        for byte in c.encode_utf8(&mut buffer).bytes() {
            if at == N {
                return bytes;
            }
            bytes[at] = byte;
            at += 1;
        }
    }
    bytes
}

/// Two numbers that compare as the bytes do. One of sixteen bytes would have every entry of a sort begin at a multiple of sixteen.
fn halves(bytes: [u8; 16]) -> (u64, u64) {
    let whole = u128::from_be_bytes(bytes);
    ((whole >> 64) as u64, whole as u64)
}

fn fold(c: char, readings: &[u16]) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    placed_by(c, readings).unwrap_or_else(|| c.to_lowercase().next().unwrap_or(c))
}

/// The character in whose place a Chinese one stands, where it is known how they are read: they change places among themselves.
fn placed_by(c: char, readings: &[u16]) -> Option<char> {
    let place = readings.get((c as u32).wrapping_sub(FIRST_READ) as usize)?;
    char::from_u32(FIRST_READ + u32::from(*place))
}

/// Compares as a reader would: letters without case, digits and Latin before Chinese, which stands as it is read where that is known.
fn caseless(a: &str, b: &str, readings: &[u16]) -> Ordering {
    a.chars().map(|c| fold(c, readings)).cmp(b.chars().map(|c| fold(c, readings)))
}
