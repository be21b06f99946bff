//! Pieces of orders added up from their packed codes, without unpacking them.

use super::{Sums, add, month_of};
use crate::ints::{Codes, Ints, NO_INT, PIECE_ROWS};
use std::collections::BTreeMap;

/// Base of amounts up to which sums of a piece cannot leave an `i64`.
const BASE_MAX: u64 = 1 << 40;
/// Days from the first order on up to which a table of them pays.
const DAYS_MAX: usize = 1 << 16;
/// Months that the orders of a piece may lie in.
const MONTHS_MAX: usize = 600;
/// Options have codes of a byte.
const OPTIONS: usize = 1 << 8;
/// A sum has amounts in its low bits, whose codes take four bytes at most, and in the high ones how many they are.
const ONE: u64 = 1 << 48;
/// Codes that take no bytes.
const ZEROS: [u8; PIECE_ROWS] = [0; PIECE_ROWS];

/// The columns of orders that are added up, and sums of a piece by month and option.
pub(super) struct Adder<'a> {
    days: &'a Ints,
    option: Option<&'a Ints>,
    minor: Option<&'a Ints>,
    index: Option<&'a Ints>,
    /// The index of the currency whose amounts count.
    wanted: i64,
    /// The earliest day, and of each from then on the month, counted from the first of `months`; `end` is the last day of the last of them.
    first: i64,
    of_day: Vec<u16>,
    months: Vec<i32>,
    end: i64,
    /// Two sums a month and option, added to in turns: an order need not wait for the one before, which is mostly of the same group. All zero between pieces.
    groups: Vec<[u64; 2]>,
}

impl<'a> Adder<'a> {
    /// For orders with these days, options, amounts and currencies.
    pub(super) fn new(days: &'a Ints, option: Option<&'a Ints>, amounts: [Option<&'a Ints>; 2], wanted: i64) -> Self {
        let first = days.spans().flatten().map(|(least, _)| least).min().unwrap_or(0);
        let ([minor, index], end) = (amounts, first.saturating_sub(1));
        let (of_day, months, groups) = (Vec::new(), Vec::new(), Vec::new());
        Adder { days, option, minor, index, wanted, first, of_day, months, end, groups }
    }

    /// Finds the months of so many days from the first on.
    fn reach(&mut self, days: usize) {
        while self.of_day.len() < days {
            let day = self.first + self.of_day.len() as i64;
            if day > self.end || self.months.is_empty() {
                let (month, _, end) = month_of(day);
                self.months.push(month);
                self.end = end;
            }
            self.of_day.push(self.months.len() as u16 - 1);
        }
    }

    /// Adds a piece of orders to the months, if nothing of it is empty and its codes are short enough; whether it did.
    pub(super) fn added(&mut self, months: &mut BTreeMap<i32, Sums>, piece: usize) -> bool {
        let ours = self.index.is_none_or(|index| index.constant(piece) == Some(self.wanted));
        let (Some(day), Some(option), true) =
            (self.days.codes(piece), self.option.and_then(|option| option.codes(piece)), ours)
        else {
            return false;
        };
        // Without a column of amounts all of them count as nothing.
        let amounts = self.minor.map_or(Some(Codes::nothing(day.len)), |minor| minor.codes(piece));
        let Some(amounts) = amounts.filter(|amounts| amounts.base.unsigned_abs() <= BASE_MAX) else { return false };
        let from = day.base.checked_sub(self.first).and_then(|from| usize::try_from(from).ok());
        let Some(from) = from.filter(|&from| from < DAYS_MAX && day.base.unsigned_abs() < BASE_MAX) else {
            return false;
        };
        let alike = option.len == day.len && amounts.len == day.len;
        // All days that a byte can say; of two bytes only what is there.
        let to = match day.width {
            0 | 1 => from + usize::from(u8::MAX),
            2 => from + day.bits() as usize,
            _ => return false,
        };
        if !alike || option.width > 1 || amounts.width > 4 || i32::try_from(self.first + to as i64).is_err() {
            return false;
        }
        self.reach(to + 1);
        let of_day = &self.of_day[from..=to];
        let (first, last) = (of_day[0], of_day[to - from]);
        let spread = usize::from(last - first) + 1;
        if spread > MONTHS_MAX {
            return false;
        }
        if self.groups.len() < spread * OPTIONS {
            self.groups.resize(spread * OPTIONS, [0; 2]);
        }
        let (days_seen, options_seen) = (day.bits() as usize, option.bits() as usize);
        let last = of_day.get(days_seen).map_or(last, |&last| last);
        let (groups, month) = (&mut self.groups[..], |day: usize| of_day.get(day).map_or(0, |&month| month - first));
        match day.width {
            _ if first == last => add_up(option, amounts, groups, std::iter::repeat_n(0, day.len)),
            0 | 1 => add_up(option, amounts, groups, day.packed::<1>(&ZEROS).iter().map(|&[day]| month(day.into()))),
            _ => add_up(option, amounts, groups, day.packed::<2>(&ZEROS).iter().map(|day| month(number(day) as usize))),
        }
        // No option at all is option −1.
        let first_option = if option.base == NO_INT { -1 } else { option.base };
        for month in first..=last {
            let groups = &mut self.groups[usize::from(month - first) * OPTIONS..][..=options_seen];
            for (option, group) in groups.iter_mut().enumerate().filter(|(_, group)| group[0] | group[1] != 0) {
                let [a, b] = std::mem::take(group);
                let (orders, codes) = ((a / ONE + b / ONE) as i64, (a % ONE + b % ONE) as i64);
                let sums = months.entry(self.months[usize::from(month)]).or_default();
                add(sums, first_option + option as i64, orders as u32, orders * amounts.base + codes);
            }
        }
        true
    }
}

/// Adds orders to the groups. `months` are counted from that of the first group.
fn add_up(option: Codes, amounts: Codes, groups: &mut [[u64; 2]], months: impl Iterator<Item = u16>) {
    match amounts.width {
        0 | 1 => add_up_of(option, amounts.packed::<1>(&ZEROS), groups, months),
        2 => add_up_of(option, amounts.packed::<2>(&ZEROS), groups, months),
        3 => add_up_of(option, amounts.packed::<3>(&ZEROS), groups, months),
        _ => add_up_of(option, amounts.packed::<4>(&ZEROS), groups, months),
    }
}

fn add_up_of<const W: usize>(
    option: Codes,
    amounts: &[[u8; W]],
    groups: &mut [[u64; 2]],
    months: impl Iterator<Item = u16>,
) {
    let options = option.packed::<1>(&ZEROS).iter();
    for (at, ((&[option], amount), month)) in options.zip(amounts).zip(months).enumerate() {
        if let Some(group) = groups.get_mut(usize::from(month) * OPTIONS + usize::from(option)) {
            group[at & 1] += ONE + number(amount);
        }
    }
}

#[inline]
fn number<const W: usize>(code: &[u8; W]) -> u64 {
    code.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte))
}
