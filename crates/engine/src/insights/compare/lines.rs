//! Line by line: the figure of each group with its interval, and whether the difference is beyond chance.

use super::{Member, TESTED_MIN};
use crate::scoring::Scores;
use insight::rank::quantile;
use insight::stats::{Mean, difference, holm, median_interval, welch, wilson};
use insight::survey::{NpsCounts, nps_change};
use model::Day;
use model::rule::Rule;
use protocol::{CompareAnswer, CompareLine, CompareSide, CompareVerdict, CompareWhat};

/// Probability below which a difference is beyond chance.
const BEYOND_CHANCE: f64 = 0.05;

/// Both groups as they are told, and as they are tested: those in both stand in the smaller one only.
struct Groups<'a> {
    members: &'a [Member],
    both_in: usize,
}

impl Groups<'_> {
    fn told<T>(&self, group: usize, of: impl Fn(&Member) -> Option<T>) -> Vec<T> {
        self.members.iter().filter(|member| member.groups.get(group) == Some(&true)).filter_map(of).collect()
    }

    fn tested<T>(&self, group: usize, of: impl Fn(&Member) -> Option<T>) -> Vec<T> {
        let only = |member: &Member| member.groups != [true, true] || group == self.both_in;
        self.told(group, |member| if only(member) { of(member) } else { None })
    }

    /// What a test says: first less second, and its probability; `None` for too few.
    fn test<T>(
        &self,
        of: impl Fn(&Member) -> Option<T>,
        test: impl Fn(&[T], &[T]) -> Option<(f64, f64)>,
    ) -> Option<(f64, f64)> {
        let (first, second) = (self.tested(0, &of), self.tested(1, &of));
        if first.len().min(second.len()) < TESTED_MIN { None } else { test(&first, &second) }
    }
}

/// A line, and what its test says.
type Tested = (CompareWhat, [CompareSide; 2], Option<(f64, f64)>);

/// A mean, with its interval as far as the figure goes: not below nothing where nobody's is, and no more than 100 points of loyalty.
fn mean_side(what: CompareWhat, values: &[f64]) -> CompareSide {
    let mean = Mean::of(values);
    let floor = if values.iter().any(|value| *value < 0.0) { f64::MIN } else { 0.0 };
    let most = if what == CompareWhat::Loyalty { 100.0 } else { f64::MAX };
    let within = |(low, high): (f64, f64)| (low.max(floor), high.min(most));
    CompareSide {
        n: values.len() as u32,
        value: mean.map(|mean| mean.mean),
        interval: mean.and_then(|mean| mean.ci).map(within),
    }
}

fn means(groups: &Groups, what: CompareWhat, of: impl Fn(&Member) -> Option<f64>) -> Tested {
    let by_mean = |a: &[f64], b: &[f64]| welch(a, b).map(|test| (test.difference, test.p));
    (what, [0, 1].map(|group| mean_side(what, &groups.told(group, &of))), groups.test(&of, by_mean))
}

fn gaps(groups: &Groups) -> Tested {
    let side = |group: usize| {
        let mut gaps = groups.told(group, |member| member.gap);
        gaps.sort_unstable_by(f64::total_cmp);
        let value = (!gaps.is_empty()).then(|| quantile(&gaps, 0.5));
        CompareSide { n: gaps.len() as u32, value, interval: median_interval(&gaps) }
    };
    let ln = |member: &Member| member.gap.filter(|gap| *gap > 0.0).map(insight::cluster::of_count);
    let by_ln = |a: &[f64], b: &[f64]| welch(a, b).map(|test| (test.difference, test.p));
    (CompareWhat::Gap, [0, 1].map(side), groups.test(ln, by_ln))
}

fn counts(flags: &[bool]) -> (u64, u64) {
    (flags.iter().filter(|flag| **flag).count() as u64, flags.len() as u64)
}

fn shares(groups: &Groups, what: CompareWhat, of: impl Fn(&Member) -> Option<bool>) -> Tested {
    let side = |group: usize| {
        let (k, n) = counts(&groups.told(group, &of));
        let value = (n > 0).then(|| k as f64 / n as f64);
        CompareSide { n: n as u32, value, interval: wilson(k, n) }
    };
    let by_share = |a: &[bool], b: &[bool]| {
        let ((k1, n1), (k2, n2)) = (counts(a), counts(b));
        // Where nothing varies both shares are the same.
        difference(k1, n1, k2, n2).map(|test| (test.difference, test.p.unwrap_or(1.0)))
    };
    (what, [0, 1].map(side), groups.test(&of, by_share))
}

fn nps(groups: &Groups) -> Tested {
    let side = |group: usize| {
        let counts = NpsCounts::of(&groups.told(group, |member| member.nps));
        let nps = counts.nps();
        CompareSide { n: counts.n() as u32, value: nps.map(|nps| nps.score), interval: nps.map(|nps| nps.ci) }
    };
    let by_nps =
        |a: &[u8], b: &[u8]| nps_change(NpsCounts::of(a), NpsCounts::of(b)).map(|change| (change.difference, change.p));
    (CompareWhat::Nps, [0, 1].map(side), groups.test(|member| member.nps, by_nps))
}

/// What the tests of all lines together say of one: a difference counts where the figures themselves differ to the same side.
fn verdict(sides: &[CompareSide; 2], test: Option<(f64, f64)>) -> CompareVerdict {
    let (Some((gap, p)), [Some(first), Some(second)]) = (test, sides.map(|side| side.value)) else {
        return CompareVerdict::Few;
    };
    match () {
        () if p < BEYOND_CHANCE && gap > 0.0 && first > second => CompareVerdict::First,
        () if p < BEYOND_CHANCE && gap < 0.0 && first < second => CompareVerdict::Second,
        () => CompareVerdict::Unclear,
    }
}

/// The lines in their order.
const LINES: [fn(&Groups) -> Tested; 8] = [
    |groups| means(groups, CompareWhat::Amount, |member| Some(member.amount)),
    |groups| means(groups, CompareWhat::OrderDays, |member| Some(member.order_days)),
    gaps,
    |groups| means(groups, CompareWhat::Loyalty, |member| member.loyalty),
    |groups| shares(groups, CompareWhat::Leaving, |member| member.leaving),
    |groups| shares(groups, CompareWhat::Again, |member| member.again),
    |groups| means(groups, CompareWhat::LifetimeValue, |member| member.worth),
    nps,
];

/// Both groups whole.
struct Whole {
    sizes: [u32; 2],
    totals: [i64; 2],
    both: u32,
    both_in: usize,
}

/// What is told of both groups, a line a step.
#[derive(Default)]
pub(super) struct Lines {
    whole: Option<Whole>,
    done: Vec<Tested>,
}

impl Lines {
    /// Works one line out; whether all are.
    pub(super) fn step(&mut self, members: &[Member], scores: &Scores) -> bool {
        let both_in = self.whole.get_or_insert_with(|| whole(members, scores)).both_in;
        let Some(line) = LINES.get(self.done.len()) else { return true };
        self.done.push(line(&Groups { members, both_in }));
        false
    }

    /// The answer, once all lines are there.
    pub(super) fn answer(&self, groups: [Rule; 2], scores: &Scores) -> Option<CompareAnswer> {
        let whole = self.whole.as_ref()?;
        let tested: Vec<f64> = self.done.iter().filter_map(|(.., test)| test.map(|(_, p)| p)).collect();
        let mut adjusted = holm(&tested).into_iter();
        let lines = self.done.iter().map(|&(what, sides, test)| {
            let test = test.and_then(|(gap, _)| Some((gap, adjusted.next()?)));
            CompareLine { what, sides, verdict: verdict(&sides, test), p: test.map(|(_, p)| p) }
        });
        Some(CompareAnswer {
            groups,
            as_of: Day(scores.book.as_of),
            buyers: scores.book.buyers as u32,
            currency: scores.currency,
            sizes: whole.sizes,
            totals: whole.totals,
            both: whole.both,
            both_in: whole.both_in as u32,
            lines: lines.collect(),
        })
    }
}

fn whole(members: &[Member], scores: &Scores) -> Whole {
    let is_in = |group: usize| move |member: &&Member| member.groups.get(group) == Some(&true);
    let sizes = [0, 1].map(|group| members.iter().filter(is_in(group)).count() as u32);
    let totals = [0, 1].map(|group| {
        let total: i128 = members.iter().filter(is_in(group)).map(|member| i128::from(scores.total(member.row))).sum();
        total.clamp(i64::MIN.into(), i64::MAX.into()) as i64
    });
    let both = members.iter().filter(|member| member.groups == [true, true]).count() as u32;
    let [first, second] = sizes;
    Whole { sizes, totals, both, both_in: usize::from(second < first) }
}
