//! RFM: recency, frequency and monetary quintiles, and the eleven segments of the R×F table.
//!
//! Recency is days since the newest order day (reversed: 5 is fresh), frequency is distinct order days, monetary is the net amount.
//! Cuts are type-7 quintiles over the buyers; a score is 1 + the number of cuts below the value, so equal customers always score alike
//! and classes may be unequal or empty.

use crate::BUYERS_MIN;
use crate::history::History;
use crate::rank::{key_of_i64, order_of, quintile, quintile_cuts, quintile_cuts_of};

/// Segment of the R×F table.
#[repr(u8)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Segment {
    /// Fresh and frequent.
    Champions,
    /// Frequent and not long ago.
    Loyal,
    /// Fresh with a second order.
    PotentialLoyalist,
    /// Fresh, first order.
    New,
    /// One order, not long ago.
    Promising,
    /// Middling in both.
    NeedAttention,
    /// Few orders, some time ago.
    AboutToSleep,
    /// Was frequent, long ago.
    AtRisk,
    /// Was among the most frequent, long ago.
    CantLose,
    /// Few orders, long ago.
    Hibernating,
    /// Few orders, longest ago.
    Lost,
    /// No order yet.
    Prospect,
}

impl Segment {
    /// All segments, in the order of their numbers.
    pub const ALL: [Self; 12] = [
        Self::Champions,
        Self::Loyal,
        Self::PotentialLoyalist,
        Self::New,
        Self::Promising,
        Self::NeedAttention,
        Self::AboutToSleep,
        Self::AtRisk,
        Self::CantLose,
        Self::Hibernating,
        Self::Lost,
        Self::Prospect,
    ];

    /// Its English name, for files and tests; pages have their own words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Champions => "Champions",
            Self::Loyal => "Loyal",
            Self::PotentialLoyalist => "Potential loyalist",
            Self::New => "New",
            Self::Promising => "Promising",
            Self::NeedAttention => "Need attention",
            Self::AboutToSleep => "About to sleep",
            Self::AtRisk => "At risk",
            Self::CantLose => "Can't lose",
            Self::Hibernating => "Hibernating",
            Self::Lost => "Lost",
            Self::Prospect => "Prospect",
        }
    }

    /// The cell of the table for quintiles 1–5; anything else is a prospect.
    #[must_use]
    pub fn of(r: u8, f: u8) -> Self {
        match (r, f) {
            (5, 1) => Self::New,
            (4, 1) => Self::Promising,
            (4 | 5, 2 | 3) => Self::PotentialLoyalist,
            (5, 4 | 5) => Self::Champions,
            (3 | 4, 4 | 5) => Self::Loyal,
            (3, 1 | 2) => Self::AboutToSleep,
            (3, 3) => Self::NeedAttention,
            (2, 1 | 2) => Self::Hibernating,
            (1, 1 | 2) => Self::Lost,
            (1 | 2, 3 | 4) => Self::AtRisk,
            (1 | 2, 5) => Self::CantLose,
            _ => Self::Prospect,
        }
    }
}

/// RFM of a book: columns over all customers; a score is 0 where there is no order.
#[derive(Clone, Debug, PartialEq)]
pub struct Rfm {
    /// Quintile cuts of recency, days.
    pub cuts_r: [f64; 4],
    /// Quintile cuts of frequency, order days.
    pub cuts_f: [f64; 4],
    /// Quintile cuts of net amount, minor units.
    pub cuts_m: [f64; 4],
    /// Recency scores, 5 is the freshest.
    pub r: Vec<u8>,
    /// Frequency scores.
    pub f: Vec<u8>,
    /// Monetary scores.
    pub m: Vec<u8>,
    /// Segments.
    pub segment: Vec<Segment>,
    /// Customers with an order.
    pub buyers: usize,
    /// Fewer than 30 buyers: quintiles of so few are coarse and should be shown as such.
    pub small: bool,
}

/// One of the three axes of a customer's RFM.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RfmAxis {
    /// Days, order days or minor units.
    pub value: f64,
    /// Quintile 1–5.
    pub score: u8,
    /// The value lies above this cut (`None` in the lowest class).
    pub above: Option<f64>,
    /// The value lies at or below this cut (`None` in the highest class).
    pub up_to: Option<f64>,
}

/// Why a customer is in a segment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RfmReason {
    /// Days since the newest order; a lower value scores higher.
    pub recency: RfmAxis,
    /// Distinct order days.
    pub frequency: RfmAxis,
    /// Net amount.
    pub monetary: RfmAxis,
    /// The cell (R, F) of the table.
    pub segment: Segment,
    /// Customers the quintiles are taken over.
    pub buyers: usize,
    /// The quintiles are of fewer than 30 buyers.
    pub small: bool,
}

/// The customers with orders and their three values; what [`Rfm::of`] scores.
#[derive(Clone, Debug, Default)]
pub(crate) struct Values {
    /// Customer indices, ascending.
    pub(crate) buyers: Vec<u32>,
    pub(crate) recency: Vec<u64>,
    pub(crate) frequency: Vec<u64>,
    /// Net totals, minor units.
    pub(crate) total: Vec<i64>,
}

impl Values {
    pub(crate) fn of(history: &History) -> Self {
        let mut values = Self::default();
        for c in 0..history.customers() {
            if let Some((_, last)) = history.span(c) {
                values.buyers.push(c as u32);
                values.recency.push(u64::from(history.as_of().abs_diff(last)));
                values.frequency.push(history.days(c).len() as u64);
                values.total.push(history.total(c));
            }
        }
        values
    }

    /// The permutation that sorts the buyers by net total.
    pub(crate) fn order_by_total(&self) -> Vec<u32> {
        let keys: Vec<u64> = self.total.iter().map(|&m| key_of_i64(m)).collect();
        order_of(&keys)
    }
}

impl Rfm {
    /// Scores every customer of `history`.
    #[must_use]
    pub fn of(history: &History) -> Self {
        let values = Values::of(history);
        let by_total = values.order_by_total();
        Self::of_values(&values, &by_total, history.customers())
    }

    pub(crate) fn of_values(values: &Values, by_total: &[u32], customers: usize) -> Self {
        let n = values.buyers.len();
        let mut rfm = Self {
            cuts_r: quintile_cuts_of(&values.recency),
            cuts_f: quintile_cuts_of(&values.frequency),
            cuts_m: quintile_cuts(n, |i| values.total[by_total[i] as usize] as f64),
            r: vec![0; customers],
            f: vec![0; customers],
            m: vec![0; customers],
            segment: vec![Segment::Prospect; customers],
            buyers: n,
            small: n < BUYERS_MIN,
        };
        for (i, &c) in values.buyers.iter().enumerate() {
            let c = c as usize;
            rfm.r[c] = 6 - quintile(values.recency[i] as f64, &rfm.cuts_r);
            rfm.f[c] = quintile(values.frequency[i] as f64, &rfm.cuts_f);
            rfm.m[c] = quintile(values.total[i] as f64, &rfm.cuts_m);
            rfm.segment[c] = Segment::of(rfm.r[c], rfm.f[c]);
        }
        rfm
    }

    /// Places customer `c` anew among the cuts in force.
    pub(crate) fn place(&mut self, history: &History, c: usize) {
        let span = history.span(c);
        let score = |value: f64, cuts: &[f64; 4]| if span.is_some() { quintile(value, cuts) } else { 0 };
        self.r[c] = span.map_or(0, |(_, last)| 6 - score(f64::from(history.as_of().abs_diff(last)), &self.cuts_r));
        self.f[c] = score(history.days(c).len() as f64, &self.cuts_f);
        self.m[c] = score(history.total(c) as f64, &self.cuts_m);
        self.segment[c] = if span.is_some() { Segment::of(self.r[c], self.f[c]) } else { Segment::Prospect };
    }

    /// Why customer `c` is where it is; `None` without an order.
    #[must_use]
    pub fn explain(&self, history: &History, c: usize) -> Option<RfmReason> {
        let (_, last) = history.span(c)?;
        let recency = f64::from(history.as_of().abs_diff(last));
        Some(RfmReason {
            recency: RfmAxis { score: *self.r.get(c)?, ..axis(recency, &self.cuts_r) },
            frequency: axis(history.days(c).len() as f64, &self.cuts_f),
            monetary: axis(history.total(c) as f64, &self.cuts_m),
            segment: *self.segment.get(c)?,
            buyers: self.buyers,
            small: self.small,
        })
    }
}

fn axis(value: f64, cuts: &[f64; 4]) -> RfmAxis {
    let score = quintile(value, cuts);
    let class = usize::from(score) - 1;
    RfmAxis { value, score, above: class.checked_sub(1).map(|j| cuts[j]), up_to: cuts.get(class).copied() }
}
