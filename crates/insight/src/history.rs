//! Order history: one event per customer and day, in a compact layout.

mod net;

use crate::btyd::Cbs;
use crate::own::Own;
use crate::trend;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Orders as parallel columns of equal length (rows beyond the shortest column are ignored).
#[derive(Clone, Copy, Debug)]
pub struct Orders<'a> {
    /// Dense customer index, below the number of customers; others are ignored.
    pub customer: &'a [u32],
    /// Day of the order: days since 1970-01-01. Rows after the as-of day are ignored.
    pub day: &'a [i32],
    /// Net amount in minor units of one currency; refunds are negative.
    pub amount: &'a [i64],
}

/// Takes customers, days and amounts of many orders, as in [`Orders`].
pub type Block<'a> = dyn FnMut(&[u32], &[i32], &[i64]) + 'a;

/// Per customer the orders netted by day and sorted by day (compressed rows: `offsets` has one entry more than customers). Two are equal that say the same.
#[derive(Clone, Debug)]
pub struct History {
    pub(crate) as_of: i32,
    offsets: Vec<u32>,
    days: Vec<i32>,
    amounts: Amounts,
    /// Per customer, since lists and search ask for it over and over.
    totals: Amounts,
    /// Customers whose orders changed since: what stands in the columns is not theirs any more. They are few.
    pub(crate) own: BTreeMap<u32, Own>,
}

impl PartialEq for History {
    fn eq(&self, other: &Self) -> bool {
        let same = |c: usize| {
            let amounts = || self.amounts(c) == other.amounts(c);
            self.days(c) == other.days(c) && self.total(c) == other.total(c) && amounts()
        };
        self.as_of == other.as_of && self.customers() == other.customers() && (0..self.customers()).all(same)
    }
}

impl Eq for History {}

/// Net amounts, in half the memory where all are small: nearly every book's are.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Amounts {
    Small(Vec<i32>),
    Large(Vec<i64>),
}

impl Amounts {
    fn of(mut amounts: Vec<i64>) -> Self {
        if amounts.iter().all(|&amount| i32::try_from(amount).is_ok()) {
            return Self::Small(amounts.into_iter().map(|amount| amount as i32).collect::<Box<[i32]>>().into_vec());
        }
        amounts.shrink_to_fit();
        Self::Large(amounts)
    }

    fn get(&self, at: usize) -> Option<i64> {
        match self {
            Self::Small(amounts) => amounts.get(at).map(|&amount| amount.into()),
            Self::Large(amounts) => amounts.get(at).copied(),
        }
    }

    /// Makes room for so many, with nothing in it.
    fn grow(&mut self, len: usize) {
        match self {
            Self::Small(amounts) => amounts.resize(amounts.len().max(len), 0),
            Self::Large(amounts) => amounts.resize(amounts.len().max(len), 0),
        }
    }
}

/// What the models need to know of one customer who has ordered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Summary {
    /// Day of the first order.
    pub first_day: i32,
    /// Day of the newest order.
    pub last_day: i32,
    /// Days from the newest order to the as-of day.
    pub recency_days: u32,
    /// Distinct days with an order.
    pub order_days: u32,
    /// Net amount over all days, minor units, saturating at the ends of `i64`.
    pub total: i64,
    /// Repeat order days: `order_days − 1`.
    pub x: u32,
    /// Weeks from the first to the newest order.
    pub t_x: f64,
    /// Weeks from the first order to the as-of day.
    pub t: f64,
    /// Mean spend of the repeat days that net to more than nothing, minor units; `None` without such a day.
    pub repeat_mean: Option<f64>,
    /// Days that net to nothing or less: they keep their timing but are left out of spend means and trends.
    pub unpaid_days: u32,
    /// Laplace trend statistic of the rhythm (positive: accelerating), from three repeats on.
    pub laplace_u: Option<f64>,
    /// t statistic of the spend trend, from five paid days on.
    pub spend_trend_t: Option<f64>,
}

impl History {
    /// Sorts and nets `orders`, in time linear in their number (customers are counted; a customer's few days are sorted).
    /// The order of the rows has no influence on the result.
    #[must_use]
    pub fn build(orders: Orders<'_>, n_customers: usize, as_of: i32) -> Self {
        let Orders { customer, day, amount } = orders;
        let rows = customer.len().min(day.len()).min(amount.len());
        Self::of_blocks(&|_, each| each(&customer[..rows], &day[..rows], &amount[..rows]), n_customers, as_of)
    }

    /// The same for orders that stand elsewhere: `rows` calls what it is given with customer, day and amount of each, as in [`Orders`]. They are
    /// gone through twice.
    #[must_use]
    pub fn of_rows(rows: impl Fn(&mut dyn FnMut(u32, i32, i64)), n_customers: usize, as_of: i32) -> Self {
        Self::of_blocks(&|_, each| rows(&mut |c, d, m| each(&[c], &[d], &[m])), n_customers, as_of)
    }

    /// The same for orders that come many at a time, as columns: twice as quick. `blocks` hears whether amounts are looked at; where they are not, there may
    /// be none, and days may be missing where none is after `as_of`.
    #[must_use]
    pub fn of_blocks(blocks: &dyn Fn(bool, &mut Block<'_>), n_customers: usize, as_of: i32) -> Self {
        net::netted(blocks, n_customers, as_of)
    }

    /// The same history of `n_customers` (not fewer than before), with other orders of some: `changed` holds customer, day and amount of all orders of
    /// the customers in `touched`. It is, to the bit, what [`History::of_rows`] makes of all orders.
    #[must_use]
    pub fn with(&self, touched: &[u32], changed: &[(u32, i32, i64)], n_customers: usize) -> Self {
        let mut touched: Vec<u32> = touched.iter().copied().filter(|&c| (c as usize) < n_customers).collect();
        touched.sort_unstable();
        touched.dedup();
        // Those that changed before go with them.
        let mut changed = Cow::Borrowed(changed);
        for (&c, own) in self.own.iter().filter(|(c, _)| (**c as usize) < n_customers) {
            if let Err(at) = touched.binary_search(&c) {
                touched.insert(at, c);
                changed.to_mut().extend(own.days.iter().zip(&own.amounts).map(|(&day, &amount)| (c, day, amount)));
            }
        }
        let place = |c: u32| touched.binary_search(&c).ok();
        let rows = |each: &mut dyn FnMut(u32, i32, i64)| {
            changed.iter().for_each(|&(c, d, m)| place(c).map_or((), |at| each(at as u32, d, m)));
        };
        let own = Self::of_rows(rows, touched.len(), self.as_of);
        let (mut offsets, mut totals) = (Vec::with_capacity(n_customers + 1), Vec::with_capacity(n_customers));
        // Spans that stay as they are are copied whole.
        let mut pieces: Vec<(bool, std::ops::Range<usize>)> = Vec::new();
        let (mut kept, mut next) = (0, 0);
        for c in 0..n_customers {
            offsets.push(kept as u32);
            let is_touched = touched.get(next).is_some_and(|&t| t as usize == c);
            let (from, at) = if is_touched { (&own, next) } else { (self, c) };
            next += usize::from(is_touched);
            let range = from.range(at).unwrap_or(0..0);
            kept += range.len();
            totals.push(from.total(at));
            match pieces.last_mut() {
                Some((last_own, last)) if *last_own == is_touched && last.end == range.start => last.end = range.end,
                _ => pieces.push((is_touched, range)),
            }
        }
        offsets.push(kept as u32);
        let mut days = Vec::with_capacity(kept);
        pieces.iter().for_each(|(of_own, range)| {
            days.extend_from_slice(&if *of_own { &own } else { self }.days[range.clone()]);
        });
        let amounts = match (&self.amounts, &own.amounts) {
            (Amounts::Small(all), Amounts::Small(new)) => {
                let mut amounts = Vec::with_capacity(kept);
                for (of_own, range) in &pieces {
                    amounts.extend_from_slice(&if *of_own { new } else { all }[range.clone()]);
                }
                Amounts::Small(amounts)
            }
            _ => Amounts::of(
                (0..n_customers)
                    .flat_map(|c| match place(c as u32) {
                        Some(at) => own.amounts(at).into_owned(),
                        None => self.amounts(c).into_owned(),
                    })
                    .collect(),
            ),
        };
        Self { as_of: self.as_of, offsets, days, amounts, totals: Amounts::of(totals), own: BTreeMap::new() }
    }

    /// The same customers as of an earlier day: what was ordered after it is left out.
    #[must_use]
    pub fn until(&self, day: i32) -> Self {
        if !self.own.is_empty() {
            return self.settled(self.customers()).until(day);
        }
        let kept = |c: usize| {
            let range = self.range(c).unwrap_or(0..0);
            range.start..range.start + self.days(c).partition_point(|&ordered| ordered <= day)
        };
        let customers = self.customers();
        let (mut offsets, mut days) = (Vec::with_capacity(customers + 1), Vec::new());
        offsets.push(0);
        for range in (0..customers).map(kept) {
            days.extend_from_slice(&self.days[range]);
            offsets.push(days.len() as u32);
        }
        let ranges = (0..customers).map(kept);
        let amounts = match &self.amounts {
            Amounts::Small(all) => Amounts::Small(ranges.flat_map(|range| all[range].iter().copied()).collect()),
            Amounts::Large(all) => Amounts::of(ranges.flat_map(|range| all[range].iter().copied()).collect()),
        };
        let (as_of, totals) = (self.as_of.min(day), Amounts::Small(Vec::new()));
        let mut cut = Self { as_of, offsets, days, amounts, totals, own: BTreeMap::new() };
        let total = |c: usize| match cut.days(c).len() == self.days(c).len() {
            true => self.total(c),
            false => saturating_sum(cut.amounts(c).iter().copied()),
        };
        cut.totals = Amounts::of((0..customers).map(total).collect());
        cut
    }

    /// Number of customers, with or without orders.
    #[must_use]
    pub fn customers(&self) -> usize {
        self.offsets.len().saturating_sub(1)
    }

    /// The day the history is cut at.
    #[must_use]
    pub fn as_of(&self) -> i32 {
        self.as_of
    }

    /// Order days of all customers together.
    #[must_use]
    pub fn order_days(&self) -> usize {
        let more: usize = self.own.values().map(|own| own.days.len()).sum();
        let fewer: usize = self.own.keys().filter_map(|&c| Some(self.range(c as usize)?.len())).sum();
        self.days.len() + more - fewer
    }

    /// Order days of customer `c`, ascending and distinct; empty for an unknown customer.
    #[must_use]
    pub fn days(&self, c: usize) -> &[i32] {
        if let Some(own) = self.own_of(c) {
            return &own.days;
        }
        self.range(c).map_or(&[], |r| &self.days[r])
    }

    /// Net amounts of those days.
    #[must_use]
    pub fn amounts(&self, c: usize) -> Cow<'_, [i64]> {
        if let Some(own) = self.own_of(c) {
            return Cow::Borrowed(&own.amounts);
        }
        match (self.range(c), &self.amounts) {
            (None, _) => Cow::default(),
            (Some(range), Amounts::Small(amounts)) => {
                Cow::Owned(amounts[range].iter().map(|&amount| amount.into()).collect())
            }
            (Some(range), Amounts::Large(amounts)) => Cow::Borrowed(&amounts[range]),
        }
    }

    /// Net amount of customer `c` over all days, saturating.
    #[must_use]
    pub fn total(&self, c: usize) -> i64 {
        if let Some(own) = self.own_of(c) {
            return own.total;
        }
        self.totals.get(c).unwrap_or(0)
    }

    /// Newest order day of customer `c`.
    #[must_use]
    pub fn last_day(&self, c: usize) -> Option<i32> {
        if let Some(own) = self.own_of(c) {
            return own.days.last().copied();
        }
        let range = self.range(c)?;
        if range.is_empty() { None } else { self.days.get(range.end - 1).copied() }
    }

    /// First and newest order day of customer `c`.
    #[must_use]
    pub fn span(&self, c: usize) -> Option<(i32, i32)> {
        let days = self.days(c);
        Some((*days.first()?, *days.last()?))
    }

    /// The purchase model's view of customer `c`: repeats and weeks.
    #[must_use]
    pub fn cbs(&self, c: usize) -> Option<Cbs> {
        let (first, last) = self.span(c)?;
        Cbs::from_days(self.days(c).len() as u32 - 1, last.abs_diff(first), self.as_of.abs_diff(first))
    }

    /// Everything the models need to know of customer `c`; `None` without an order.
    #[must_use]
    pub fn summary(&self, c: usize) -> Option<Summary> {
        let (first_day, last_day) = self.span(c)?;
        let (days, amounts) = (self.days(c), self.amounts(c));
        let order_days = days.len() as u32;
        Some(Summary {
            first_day,
            last_day,
            recency_days: self.as_of.abs_diff(last_day),
            order_days,
            total: self.total(c),
            x: order_days - 1,
            t_x: weeks(last_day.abs_diff(first_day)),
            t: weeks(self.as_of.abs_diff(first_day)),
            repeat_mean: self.paid_repeats(c).map(|(_, mean)| mean),
            unpaid_days: amounts.iter().filter(|&&m| m <= 0).count() as u32,
            laplace_u: trend::laplace_u(days),
            spend_trend_t: trend::spend_trend_t(&amounts),
        })
    }

    /// Repeat days of customer `c` that net to more than nothing, and their mean in minor units; `None` without one.
    #[must_use]
    pub fn paid_repeats(&self, c: usize) -> Option<(u32, f64)> {
        paid_repeats(&self.amounts(c))
    }

    /// Order days of the whole book that net to nothing or less: they count in time, but not in mean spend.
    #[must_use]
    pub fn unpaid_days(&self) -> u32 {
        let unpaid = |c: usize| match (self.own_of(c), self.range(c), &self.amounts) {
            (Some(own), ..) => own.amounts.iter().filter(|amount| **amount <= 0).count(),
            (None, None, _) => 0,
            (None, Some(range), Amounts::Small(amounts)) => {
                amounts[range].iter().filter(|amount| **amount <= 0).count()
            }
            (None, Some(range), Amounts::Large(amounts)) => {
                amounts[range].iter().filter(|amount| **amount <= 0).count()
            }
        };
        (0..self.customers()).map(unpaid).sum::<usize>() as u32
    }

    /// Median number of days between successive order days over the whole book (lower median); `None` without a repeat.
    #[must_use]
    pub fn median_gap_days(&self) -> Option<u32> {
        let mut gaps: Vec<u32> =
            (0..self.customers()).flat_map(|c| self.days(c).windows(2).map(|w| w[1].abs_diff(w[0]))).collect();
        if gaps.is_empty() {
            return None;
        }
        gaps.sort_unstable();
        Some(gaps[(gaps.len() - 1) / 2])
    }

    /// Makes room for customers without orders, up to so many in all.
    pub(crate) fn grow(&mut self, n_customers: usize) {
        let end = self.offsets.last().copied().unwrap_or(0);
        self.offsets.resize(self.offsets.len().max(n_customers + 1), end);
        self.totals.grow(n_customers);
    }

    fn own_of(&self, c: usize) -> Option<&Own> {
        if self.own.is_empty() { None } else { self.own.get(&(c as u32)) }
    }

    fn range(&self, c: usize) -> Option<std::ops::Range<usize>> {
        let (start, end) = (self.offsets.get(c)?, self.offsets.get(c.checked_add(1)?)?);
        Some(*start as usize..*end as usize)
    }
}

/// Days to model weeks.
#[must_use]
pub fn weeks(days: u32) -> f64 {
    f64::from(days) / 7.0
}

pub(crate) fn saturating_sum(amounts: impl Iterator<Item = i64> + Clone) -> i64 {
    // Wide numbers are slow, and hardly ever needed.
    if let Some(sum) = amounts.clone().try_fold(0i64, i64::checked_add) {
        return sum;
    }
    let sum: i128 = amounts.map(i128::from).sum();
    sum.clamp(i128::from(i64::MIN), i128::from(i64::MAX)) as i64
}

/// [`History::paid_repeats`] of the amounts of a customer.
pub(crate) fn paid_repeats(amounts: &[i64]) -> Option<(u32, f64)> {
    let paid = amounts.get(1..)?.iter().filter(|&&m| m > 0);
    let (n, sum) = paid.fold((0u32, 0i128), |(n, sum), &m| (n + 1, sum + i128::from(m)));
    (n > 0).then(|| (n, sum as f64 / f64::from(n)))
}
