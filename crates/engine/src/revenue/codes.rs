//! Pieces of orders added up from their packed codes, without unpacking them.

use super::{Sums, add, month_of};
use crate::ints::{Codes, Ints, NO_INT, PIECE_ROWS, bytes_within};
use crate::marks::{WORD_ROWS, bits};
use std::collections::BTreeMap;

/// Base of amounts up to which sums of a piece cannot leave an `i64`.
const BASE_MAX: u64 = 1 << 40;
/// Days from the first order on up to which a table of them pays.
const DAYS_MAX: usize = 1 << 16;
/// Months that the orders of a piece may lie in.
const MONTHS_MAX: usize = 600;
/// Options have codes of a byte.
const OPTIONS: usize = 1 << 8;
/// So many of the orders of a word may have another option than most, for these to be taken off one by one.
const OTHERS_MAX: u32 = WORD_ROWS as u32 / 2;
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
    /// Where the days of each month begin.
    begins: Vec<usize>,
    end: i64,
    /// Two sums a month and option, added to in turns: an order need not wait for the one before, which is mostly of the same group. All zero between pieces.
    groups: Vec<[u64; 2]>,
}

impl<'a> Adder<'a> {
    /// For orders with these days, options, amounts and currencies.
    pub(super) fn new(days: &'a Ints, option: Option<&'a Ints>, amounts: [Option<&'a Ints>; 2], wanted: i64) -> Self {
        let first = days.spans().flatten().map(|(least, _)| least).min().unwrap_or(0);
        let ([minor, index], end) = (amounts, first.saturating_sub(1));
        let (of_day, months, begins, groups) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Adder { days, option, minor, index, wanted, first, of_day, months, begins, end, groups }
    }

    /// Finds the months of so many days from the first on.
    fn reach(&mut self, days: usize) {
        while self.of_day.len() < days {
            let day = self.first + self.of_day.len() as i64;
            if day > self.end || self.months.is_empty() {
                let (month, _, end) = month_of(day);
                self.months.push(month);
                self.begins.push(self.of_day.len());
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
        let days = match day.width {
            _ if first == last => Days::OneMonth,
            0 | 1 => Days::Bytes(day.packed::<1>(&ZEROS).as_flattened()),
            _ => Days::Pairs(day.packed::<2>(&ZEROS)),
        };
        let options = option.packed::<1>(&ZEROS).as_flattened();
        let packed = Packed { options, common: most_of(options), days, of_day, first, from, begins: &self.begins };
        let groups = &mut self.groups[..];
        match amounts.width {
            0 | 1 => packed.add(amounts.packed::<1>(&ZEROS), groups),
            2 => packed.add(amounts.packed::<2>(&ZEROS), groups),
            3 => packed.add(amounts.packed::<3>(&ZEROS), groups),
            _ => packed.add(amounts.packed::<4>(&ZEROS), groups),
        }
        // No option at all is option −1.
        let first_option = if option.base == NO_INT { -1 } else { option.base };
        for month in first..=last {
            let groups = &mut self.groups[usize::from(month - first) * OPTIONS..][..=options_seen];
            if groups.iter().all(|group| *group == [0; 2]) {
                continue;
            }
            let sums = months.entry(self.months[usize::from(month)]).or_default();
            for (option, group) in groups.iter_mut().enumerate().filter(|(_, group)| **group != [0; 2]) {
                let [a, b] = std::mem::take(group);
                let (orders, codes) = ((a / ONE + b / ONE) as i64, (a % ONE + b % ONE) as i64);
                add(sums, first_option + option as i64, orders as u32, orders * amounts.base + codes);
            }
        }
        true
    }
}

/// The days of a piece.
enum Days<'a> {
    OneMonth,
    Bytes(&'a [u8]),
    Pairs(&'a [[u8; 2]]),
}

/// A piece of orders as it is packed.
struct Packed<'a> {
    options: &'a [u8],
    /// The option that most of them have, mostly.
    common: u8,
    days: Days<'a>,
    /// The month of each day from the earliest of the piece on, and the first of these months.
    of_day: &'a [u16],
    first: u16,
    /// The earliest day, and where the days of each month begin, all counted from the first of all orders.
    from: usize,
    begins: &'a [usize],
}

impl Packed<'_> {
    /// The month of an order, counted from that of the first group.
    #[inline]
    fn month(&self, at: usize) -> u16 {
        let day = match self.days {
            Days::OneMonth => return 0,
            Days::Bytes(days) => days.get(at).map_or(0, |&day| day.into()),
            Days::Pairs(days) => days.get(at).map_or(0, |day| u16::from_le_bytes(*day).into()),
        };
        self.of_day.get::<usize>(day).map_or(0, |&month| month - self.first)
    }

    /// Whether a whole word of orders is of a month.
    fn are_of(&self, month: u16, from: usize) -> bool {
        match self.days {
            Days::OneMonth => true,
            Days::Bytes(days) => {
                let nth = usize::from(self.first + month);
                let day = |nth: usize| self.begins.get(nth).map(|begin| begin.saturating_sub(self.from));
                let (begin, end) = (day(nth).unwrap_or(0), day(nth + 1).unwrap_or(OPTIONS).min(OPTIONS));
                let days = days.get(from..).and_then(|days| days.first_chunk());
                let (begin, span) = (begin as u8, end.saturating_sub(begin + 1) as u8);
                days.is_some_and(|days| bytes_within(days, begin, span) == u64::MAX)
            }
            Days::Pairs(_) => (from..from + WORD_ROWS).all(|at| self.month(at) == month),
        }
    }

    /// Adds the orders to their groups, with their amounts.
    fn add<const W: usize>(&self, amounts: &[[u8; W]], groups: &mut [[u64; 2]]) {
        for (word, amounts) in amounts.chunks(WORD_ROWS).enumerate() {
            let from = word * WORD_ROWS;
            let month = self.month(from);
            match self.others(month, from) {
                // All are added up, and those of other options taken off again, which mostly are few.
                Some(others) => {
                    let groups = groups.get_mut(usize::from(month) * OPTIONS..).unwrap_or_default();
                    let mut common = amounts.len() as u64 * ONE + sum(amounts);
                    bits(others, |at| {
                        let one = ONE + amounts.get(at).map_or(0, number);
                        common -= one;
                        if let Some(group) = groups.get_mut(usize::from(self.options[from + at])) {
                            group[at & 1] += one;
                        }
                    });
                    if let Some(group) = groups.get_mut(usize::from(self.common)) {
                        group[0] += common;
                    }
                }
                None => {
                    let options = self.options.get(from..).unwrap_or_default();
                    for (at, (amount, &option)) in amounts.iter().zip(options).enumerate() {
                        let group = usize::from(self.month(from + at)) * OPTIONS + usize::from(option);
                        if let Some(group) = groups.get_mut(group) {
                            group[at & 1] += ONE + number(amount);
                        }
                    }
                }
            }
        }
    }

    /// Which orders of a word have another option than most, if these are few and all of them of that month.
    #[inline]
    fn others(&self, month: u16, from: usize) -> Option<u64> {
        let options = self.options.get(from..)?.first_chunk()?;
        let others = !bytes_within(options, self.common, 0);
        (others.count_ones() <= OTHERS_MAX && self.are_of(month, from)).then_some(others)
    }
}

/// What more than half of the first bytes are, if any is.
fn most_of(bytes: &[u8]) -> u8 {
    let mut most = (0, 0);
    for &byte in bytes.iter().take(WORD_ROWS) {
        most = match most {
            (_, 0) => (byte, 1),
            (of, lead) if of == byte => (of, lead + 1),
            (of, lead) => (of, lead - 1),
        };
    }
    most.0
}

#[inline]
fn number<const W: usize>(code: &[u8; W]) -> u64 {
    code.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte))
}

/// The sum of codes.
#[inline]
fn sum<const W: usize>(codes: &[[u8; W]]) -> u64 {
    let one_by_one = |codes: &[[u8; W]]| codes.iter().map(number).sum();
    if W != 3 {
        return one_by_one(codes);
    }
    // Eight of three bytes each are three numbers of eight.
    let (eights, rest) = codes.as_chunks::<8>();
    let sum: u64 = eights.iter().map(|eight| sum_of_eight(eight.as_flattened())).sum();
    sum + one_by_one(rest)
}

#[inline]
fn sum_of_eight(bytes: &[u8]) -> u64 {
    let [a, b, c] = bytes.as_chunks().0 else { return 0 };
    let (a, b, c) = (u64::from_le_bytes(*a), u64::from_le_bytes(*b), u64::from_le_bytes(*c));
    let low = |number: u64| number & 0xFF_FFFF;
    let of_two = low(a >> 48 | b << 16) + low(b >> 56 | c << 8);
    low(a) + low(a >> 24) + of_two + low(b >> 8) + low(b >> 32) + low(c >> 16) + (c >> 40)
}
