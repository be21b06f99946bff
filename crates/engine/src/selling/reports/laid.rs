//! Which groups a report shows, in which order, and which are told together.

use super::super::Context;
use super::coded::Coded;
use crate::list::{placed, sounded};
use crate::records::name;
use hashbrown::HashMap;
use model::rule::Unit;
use model::{Day, Value};
use protocol::GroupKey;

/// Most rows; what is beyond is told together.
const ROWS_MAX: usize = 500;
/// Most series that can be told apart, the others included.
pub(super) const SERIES_MAX: usize = 7;
/// Most periods without a record that are filled in.
const GAPS_MAX: usize = 400;

/// The groups as they are shown.
pub(super) struct Laid {
    pub(super) keys: Vec<GroupKey>,
    /// The place of each code.
    place_of: Vec<u32>,
}

impl Laid {
    /// Where a code stands.
    pub(super) fn place(&self, code: u32) -> usize {
        self.place_of.get(code as usize).map_or(0, |&place| place as usize)
    }
}

/// How groups are ordered and cut.
pub(super) struct Cut {
    /// Largest first.
    pub(super) largest: bool,
    /// At most so many, the others included.
    pub(super) most: usize,
    /// Periods without records are shown.
    pub(super) gaps: Option<Unit>,
}

impl Cut {
    /// The cut of a report's rows.
    pub(super) fn rows(report: &model::Report) -> Cut {
        let top = usize::from(report.top);
        let most = if top == 0 { ROWS_MAX } else { (top + 1).min(ROWS_MAX) };
        Cut { largest: report.largest, most, gaps: report.groups.first().map(|group| group.unit) }
    }

    /// The cut of its series.
    pub(super) fn series() -> Cut {
        Cut { largest: true, most: SERIES_MAX, gaps: None }
    }
}

/// Puts the groups in order that are `present`. `size` says how large the group of a code is.
pub(super) fn lay(
    context: &Context<'_>,
    coded: &Coded<'_>,
    cut: &Cut,
    present: &[bool],
    size: &dyn Fn(u32) -> i64,
) -> Laid {
    let mut codes: Vec<u32> = (0..coded.keys.len() as u32).filter(|code| present[*code as usize]).collect();
    if coded.periods {
        codes.sort_by_key(|code| day(coded, *code));
    } else {
        let readings = context.look_at_readings();
        let readings = readings.as_deref().unwrap_or_default();
        let shown: HashMap<u32, (u64, String)> =
            codes.iter().map(|&code| (code, shown(context, coded, code, readings))).collect();
        let by_size = |code: u32| if cut.largest { std::cmp::Reverse(size(code)) } else { std::cmp::Reverse(0) };
        let key = |value: &Value| match value {
            Value::Reference(id) => id.0,
            _ => 0,
        };
        codes.sort_by(|a, b| {
            (by_size(*a), &shown[a], key(&coded.keys[*a as usize])).cmp(&(
                by_size(*b),
                &shown[b],
                key(&coded.keys[*b as usize]),
            ))
        });
    }
    let mut order: Vec<(GroupKey, Option<u32>)> = codes.iter().map(|&code| (key_of(coded, code), Some(code))).collect();
    if coded.periods
        && let Some(unit) = cut.gaps
    {
        order = filled(order, unit);
    }
    let mut place_of = vec![0_u32; coded.keys.len()];
    let beyond = order.len().saturating_sub(cut.most);
    let mut keys = Vec::new();
    if beyond > 0 {
        // Of periods the newest stay, of others the first.
        let others = beyond + 1;
        let (together, stay): (Vec<_>, Vec<_>) = match coded.periods {
            true => {
                let stay = order.split_off(others);
                (order, stay)
            }
            false => {
                let together = order.split_off(order.len() - others);
                (together, order)
            }
        };
        let told = together.iter().filter(|(_, code)| code.is_some()).count() as u32;
        let at_front = coded.periods;
        let others_at = if at_front { 0 } else { stay.len() as u32 };
        together.iter().filter_map(|(_, code)| *code).for_each(|code| place_of[code as usize] = others_at);
        for (at, (key, code)) in (u32::from(at_front)..).zip(stay) {
            keys.push(key);
            if let Some(code) = code {
                place_of[code as usize] = at;
            }
        }
        keys.insert(others_at as usize, GroupKey::Others(told));
    } else {
        for (at, (key, code)) in (0..).zip(order) {
            keys.push(key);
            if let Some(code) = code {
                place_of[code as usize] = at;
            }
        }
    }
    Laid { keys, place_of }
}

fn key_of(coded: &Coded<'_>, code: u32) -> GroupKey {
    match &coded.keys[code as usize] {
        Value::Empty => GroupKey::Nothing,
        value => GroupKey::Value(value.clone()),
    }
}

/// Days in their order, nothing before them.
fn day(coded: &Coded<'_>, code: u32) -> i32 {
    match coded.keys.get(code as usize) {
        Some(Value::Day(day)) => day.0,
        _ => i32::MIN,
    }
}

/// The order of values that is nobody's choice, as in lists: numbers by size, options by their places, texts and names by letter or as they
/// are read, nothing last.
fn shown(context: &Context<'_>, coded: &Coded<'_>, code: u32, readings: &[u16]) -> (u64, String) {
    let number = |n: i64| (n as u64) ^ (1 << 63);
    match &coded.keys[code as usize] {
        Value::Empty => (u64::MAX, String::new()),
        Value::Bool(on) => (u64::from(!*on), String::new()),
        Value::Number(n) => (number(n.0), String::new()),
        Value::Money(money) => (number(money.minor), money.currency.code().to_owned()),
        value @ Value::Option(_) => (placed(value, &coded.places, readings), String::new()),
        Value::Text(text) => (0, sounded(text, readings) + "\0" + text),
        Value::Reference(id) => (0, sounded(&name(context.workspace, *id), readings)),
        _ => (0, String::new()),
    }
}

/// With the periods in between that have no record.
fn filled(order: Vec<(GroupKey, Option<u32>)>, unit: Unit) -> Vec<(GroupKey, Option<u32>)> {
    let mut whole: Vec<(GroupKey, Option<u32>)> = Vec::with_capacity(order.len());
    let mut gaps = 0;
    for entry in order {
        if let (Some((GroupKey::Value(Value::Day(before)), _)), GroupKey::Value(Value::Day(day))) =
            (whole.last(), &entry.0)
        {
            let mut next: Day = unit.moved(*before, 1);
            while next < *day && gaps < GAPS_MAX {
                whole.push((GroupKey::Value(Value::Day(next)), None));
                next = unit.moved(next, 1);
                gaps += 1;
            }
        }
        whole.push(entry);
    }
    whole
}
