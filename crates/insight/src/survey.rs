//! Satisfaction: NPS, CSAT and CES, each with a 95 % interval.

use crate::special::{normal_two_sided, t_quantile_two_sided};
use crate::stats::{Z95, wilson};

/// Answers below which an NPS is not told.
pub const ANSWERS_MIN: u64 = 3;

/// Counts of answers to "how likely are you to recommend us?", 0–10.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NpsCounts {
    /// 9 and 10.
    pub promoters: u64,
    /// 7 and 8.
    pub passives: u64,
    /// 0 to 6.
    pub detractors: u64,
}

/// A net promoter score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Nps {
    /// Answers.
    pub n: u64,
    /// 100 (promoters − detractors)/n.
    pub score: f64,
    /// Middle of the interval.
    pub centre: f64,
    /// Adjusted Wald interval, within −100..100.
    pub ci: (f64, f64),
}

impl NpsCounts {
    /// Counts of `scores`; those above 10 are ignored.
    #[must_use]
    pub fn of(scores: &[u8]) -> Self {
        let mut counts = Self::default();
        for score in scores {
            match score {
                0..=6 => counts.detractors += 1,
                7 | 8 => counts.passives += 1,
                9 | 10 => counts.promoters += 1,
                _ => {}
            }
        }
        counts
    }

    /// Answers.
    #[must_use]
    pub fn n(&self) -> u64 {
        self.promoters + self.passives + self.detractors
    }

    /// The score; `None` below three answers.
    #[must_use]
    pub fn nps(&self) -> Option<Nps> {
        let n = self.n();
        if n < ANSWERS_MIN {
            return None;
        }
        let (centre, se) = self.adjusted();
        Some(Nps {
            n,
            score: 100.0 * (self.promoters as f64 - self.detractors as f64) / n as f64,
            centre,
            ci: ((centre - Z95 * se).max(-100.0), (centre + Z95 * se).min(100.0)),
        })
    }

    /// With three answers more, ¾ of them promoters and ¾ detractors (Rocks 2016): score and standard error.
    fn adjusted(&self) -> (f64, f64) {
        let n = self.n() as f64 + 3.0;
        let (p, d) = ((self.promoters as f64 + 0.75) / n, (self.detractors as f64 + 0.75) / n);
        let variance = (p + d - (p - d) * (p - d)) / n;
        (100.0 * (p - d), 100.0 * variance.sqrt())
    }
}

/// Two surveys compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NpsChange {
    /// First less second, on adjusted values.
    pub difference: f64,
    /// 95 % interval.
    pub ci: (f64, f64),
    /// Difference over its standard error.
    pub z: f64,
    /// Two-sided probability without a difference.
    pub p: f64,
}

/// The first survey against the second; `None` where either has fewer than three answers.
#[must_use]
pub fn nps_change(first: NpsCounts, second: NpsCounts) -> Option<NpsChange> {
    if first.n() < ANSWERS_MIN || second.n() < ANSWERS_MIN {
        return None;
    }
    let ((a, se_a), (b, se_b)) = (first.adjusted(), second.adjusted());
    let (difference, se) = (a - b, (se_a * se_a + se_b * se_b).sqrt());
    let z = difference / se;
    Some(NpsChange { difference, ci: (difference - Z95 * se, difference + Z95 * se), z, p: normal_two_sided(z) })
}

/// Share of satisfied answers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Csat {
    /// Answers.
    pub n: u64,
    /// Per cent of answers in the best two of five levels.
    pub score: f64,
    /// Wilson's interval, per cent.
    pub ci: (f64, f64),
}

/// `satisfied` of `n` answers; `None` for no answers.
#[must_use]
pub fn csat(satisfied: u64, n: u64) -> Option<Csat> {
    let (low, high) = wilson(satisfied, n)?;
    Some(Csat { n, score: 100.0 * satisfied as f64 / n as f64, ci: (100.0 * low, 100.0 * high) })
}

/// Customer effort.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ces {
    /// Answers.
    pub n: usize,
    /// Mean of 1 (hard) to 7 (easy).
    pub mean: f64,
    /// Standard deviation; `None` for a single answer.
    pub sd: Option<f64>,
    /// t interval of the mean, within 1..7.
    pub ci: Option<(f64, f64)>,
    /// Share of answers of 5 and more.
    pub share_easy: f64,
}

/// Of `scores` 1–7; others are ignored. `None` for no answers.
#[must_use]
pub fn ces(scores: &[u8]) -> Option<Ces> {
    let sound: Vec<f64> = scores.iter().filter(|s| (1..=7).contains(*s)).map(|s| f64::from(*s)).collect();
    let n = sound.len();
    if n == 0 {
        return None;
    }
    let size = n as f64;
    let mean = sound.iter().sum::<f64>() / size;
    let sd = (n > 1).then(|| (sound.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (size - 1.0)).sqrt());
    let reach = sd.and_then(|sd| Some(t_quantile_two_sided(0.05, size - 1.0)? * sd / size.sqrt()));
    Some(Ces {
        n,
        mean,
        sd,
        ci: reach.map(|reach| ((mean - reach).max(1.0), (mean + reach).min(7.0))),
        share_easy: sound.iter().filter(|x| **x >= 5.0).count() as f64 / size,
    })
}
