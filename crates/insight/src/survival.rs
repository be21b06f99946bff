//! Time until something happens, when for some it has not happened yet: Kaplan–Meier and the log-rank test.

use crate::special::chi2_upper;
use crate::stats::Z95;

/// One customer, contract or deal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spell {
    /// How long it lasted, or has lasted so far (≥ 0).
    pub time: f64,
    /// It ended; otherwise it was still running when last seen.
    pub ended: bool,
}

/// The curve after a time at which something ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SurvivalStep {
    /// The time.
    pub time: f64,
    /// Spells that lasted at least so long.
    pub at_risk: usize,
    /// Spells that ended then.
    pub ended: usize,
    /// Estimated share that lasts longer.
    pub survival: f64,
    /// Greenwood's standard error.
    pub se: f64,
    /// 95 % interval on the log(−log) scale; the value itself where that has none (survival 0).
    pub ci: (f64, f64),
}

/// A Kaplan–Meier curve.
#[derive(Clone, Debug, PartialEq)]
pub struct Survival {
    /// Spells.
    pub n: usize,
    /// Spells that ended.
    pub ended: usize,
    /// One step per distinct time of an end, ascending.
    pub steps: Vec<SurvivalStep>,
    /// Longest time seen.
    pub longest: f64,
}

impl Survival {
    /// Of `spells`; those with a time that is negative or not finite are ignored.
    #[must_use]
    pub fn of(spells: &[Spell]) -> Self {
        let sorted = sorted(spells);
        let mut survival = Self { n: sorted.len(), ended: 0, steps: Vec::new(), longest: 0.0 };
        let (mut share, mut greenwood, mut at_risk) = (1.0, 0.0, sorted.len());
        for tied in sorted.chunk_by(|p, q| p.time == q.time) {
            let ended = tied.iter().filter(|s| s.ended).count();
            survival.longest = tied[0].time;
            if ended > 0 {
                let (d, r) = (ended as f64, at_risk as f64);
                share *= (r - d) / r;
                greenwood += d / (r * (r - d));
                survival.ended += ended;
                survival.steps.push(step(tied[0].time, at_risk, ended, share, greenwood));
            }
            at_risk -= tied.len();
        }
        survival
    }

    /// Estimated share that lasts longer than `time`; `None` beyond the longest time seen (unless all have ended).
    #[must_use]
    pub fn at(&self, time: f64) -> Option<f64> {
        let index = self.steps.partition_point(|s| s.time <= time);
        let value = index.checked_sub(1).map_or(1.0, |i| self.steps[i].survival);
        (time <= self.longest || value == 0.0).then_some(value)
    }

    /// The step that holds at `time`, with its interval.
    #[must_use]
    pub fn step_at(&self, time: f64) -> Option<&SurvivalStep> {
        self.steps[..self.steps.partition_point(|s| s.time <= time)].last()
    }

    /// First time at which no more than `share` lasts longer (0.5: the median); `None` if that was not seen.
    #[must_use]
    pub fn quantile(&self, share: f64) -> Option<f64> {
        self.steps.iter().find(|s| s.survival <= share).map(|s| s.time)
    }

    /// Mean time within the first `until` (the area under the curve).
    #[must_use]
    pub fn restricted_mean(&self, until: f64) -> f64 {
        let (mut area, mut from, mut share) = (0.0, 0.0, 1.0);
        for step in self.steps.iter().take_while(|s| s.time < until) {
            area += share * (step.time - from);
            (from, share) = (step.time, step.survival);
        }
        area + share * (until - from).max(0.0)
    }
}

fn step(time: f64, at_risk: usize, ended: usize, survival: f64, greenwood: f64) -> SurvivalStep {
    let ci = if survival > 0.0 && survival < 1.0 {
        let ln = libm::log(survival);
        let reach = Z95 * greenwood.sqrt() / ln;
        // ln is negative: the interval of ln(−ln S) turns around.
        (libm::exp(ln * libm::exp(-reach)), libm::exp(ln * libm::exp(reach)))
    } else {
        (survival, survival)
    };
    let se = if survival > 0.0 { survival * greenwood.sqrt() } else { 0.0 };
    SurvivalStep { time, at_risk, ended, survival, se, ci }
}

fn sorted(spells: &[Spell]) -> Vec<Spell> {
    let mut sorted: Vec<Spell> = spells.iter().copied().filter(|s| s.time >= 0.0 && s.time.is_finite()).collect();
    sorted.sort_unstable_by(|p, q| p.time.total_cmp(&q.time));
    sorted
}

/// The log-rank test of two groups.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LogRank {
    /// χ² with one degree of freedom.
    pub chi2: f64,
    /// Probability of one at least so large if both groups end alike.
    pub p: f64,
    /// Ends seen and expected in the first group.
    pub first: (f64, f64),
}

/// Do the two groups end at the same pace? `None` where nothing can be compared.
#[must_use]
pub fn log_rank(first: &[Spell], second: &[Spell]) -> Option<LogRank> {
    let (a, b) = (sorted(first), sorted(second));
    let (mut i, mut j) = (0, 0);
    let (mut seen, mut expected, mut variance) = (0.0, 0.0, 0.0);
    while i < a.len() || j < b.len() {
        let time = match (a.get(i), b.get(j)) {
            (Some(p), Some(q)) => p.time.min(q.time),
            (Some(s), None) | (None, Some(s)) => s.time,
            (None, None) => break,
        };
        let (r1, r2) = ((a.len() - i) as f64, (b.len() - j) as f64);
        let take = |group: &[Spell], at: &mut usize| {
            let tied = group[*at..].iter().take_while(|s| s.time == time);
            let (n, ended) = tied.fold((0, 0.0), |(n, d), s| (n + 1, d + f64::from(u8::from(s.ended))));
            *at += n;
            ended
        };
        let (d1, d2) = (take(&a, &mut i), take(&b, &mut j));
        let (d, r) = (d1 + d2, r1 + r2);
        if d > 0.0 {
            seen += d1;
            expected += d * r1 / r;
            if r > 1.0 {
                variance += d * (r1 / r) * (r2 / r) * (r - d) / (r - 1.0);
            }
        }
    }
    let gap: f64 = seen - expected;
    let chi2 = gap * gap / variance;
    Some(LogRank { chi2, p: chi2_upper(chi2, 1.0)?, first: (seen, expected) }).filter(|_| variance > 0.0)
}
