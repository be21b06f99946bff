//! A piece of orders added up from its packed codes, without unpacking them.

use super::{Sums, add, month_of};
use crate::ints::{Codes, NO_INT};
use std::collections::BTreeMap;

/// Base of amounts up to which sums of a piece cannot leave an `i64`.
const BASE_MAX: i64 = 1 << 40;
/// Days and options of a piece up to which a table of them pays.
const TABLE_MAX: usize = 256;

/// Adds a piece of orders to the months, if days and options take a byte at most and nothing of it is empty; whether it did. `minor` is `None` where all
/// amounts count as nothing.
pub(super) fn added(months: &mut BTreeMap<i32, Sums>, day: Codes, option: Codes, minor: Option<Codes>) -> bool {
    let (Some(days), Some(options)) = (day.bytes(), option.bytes()) else { return false };
    let amounts = minor.unwrap_or(Codes::nothing(day.len));
    if day.base == NO_INT || amounts.base == NO_INT || amounts.base.unsigned_abs() > BASE_MAX as u64 {
        return false;
    }
    // No option at all is option −1.
    let first = if option.base == NO_INT { -1 } else { option.base };
    let width = options.iter().copied().max().map_or(1, |most| usize::from(most) + 1);
    let latest = days.iter().copied().max().unwrap_or(0);
    // The months that the piece lies in, and of each day which of them it is in, times the options.
    let (mut lies_in, mut place, mut last) = (Vec::new(), [0_u16; TABLE_MAX], i64::MIN);
    for (code, place) in place.iter_mut().enumerate().take(usize::from(latest) + 1) {
        let day = day.base + code as i64;
        if day > last {
            let (month, _, end) = month_of(day);
            lies_in.push(month);
            last = end;
        }
        *place = ((lies_in.len() - 1) * width) as u16;
    }
    // Two sums in turns: an order need not wait for the one before, which is mostly of the same group.
    let mut groups = vec![[(0_u32, 0_u64); 2]; lies_in.len() * width];
    let mut one = |at: usize, code: u64| {
        let day = days.get(at).map_or(0, |&code| place[usize::from(code)]);
        let option = options.get(at).map_or(0, |&code| usize::from(code));
        if let Some(sums) = groups.get_mut(usize::from(day) + option) {
            let sum = &mut sums[at & 1];
            *sum = (sum.0 + 1, sum.1 + code);
        }
    };
    match amounts.width {
        0 => (0..day.len).for_each(|at| one(at, 0)),
        1 => amounts.codes::<1>().for_each(|(at, code)| one(at, code)),
        2 => amounts.codes::<2>().for_each(|(at, code)| one(at, code)),
        3 => amounts.codes::<3>().for_each(|(at, code)| one(at, code)),
        4 => amounts.codes::<4>().for_each(|(at, code)| one(at, code)),
        _ => return false,
    }
    for (at, [a, b]) in groups.into_iter().enumerate().filter(|(_, [a, b])| a.0 + b.0 > 0) {
        let sums = months.entry(lies_in[at / width]).or_default();
        let (orders, codes) = (a.0 + b.0, a.1 + b.1);
        add(sums, first + (at % width) as i64, orders, i64::from(orders) * amounts.base + codes as i64);
    }
    true
}
