//! Figures made of the answers of a period.

use crate::surveys::{Response, Responses};
use insight::stats::wilson;
use insight::survey::{NpsCounts, ces, csat};
use protocol::{Answered, Reached};

/// The worst answer of one who is satisfied, of 1–5.
const SATISFIED_MIN: i32 = 4;

/// The answers of the `days` until `as_of`, and of as many days before.
pub(super) fn periods(of: &Responses, as_of: i32, days: i32) -> [Vec<Response>; 2] {
    [0, 1].map(|back| {
        let end = as_of.saturating_sub(days.saturating_mul(back));
        let begin = end.saturating_sub(days);
        of.all.iter().filter(|one| one.day <= end && one.day > begin).copied().collect()
    })
}

/// The scores, sorted: rows stand in another order on every device, and sums must not tell.
fn scores(of: &[Response]) -> Vec<u8> {
    let mut scores: Vec<u8> = of.iter().filter_map(|one| u8::try_from(one.score).ok()).collect();
    scores.sort_unstable();
    scores
}

/// Recommendation; `None` below three answers.
pub(super) fn nps(of: &[Response]) -> Option<Answered> {
    let nps = NpsCounts::of(&scores(of)).nps()?;
    Some(Answered { n: nps.n as u32, score: nps.score, low: nps.ci.0, high: nps.ci.1 })
}

/// Satisfied, per cent.
pub(super) fn satisfied(of: &[Response]) -> Option<Answered> {
    let satisfied = of.iter().filter(|one| one.score >= SATISFIED_MIN).count();
    let figure = csat(satisfied as u64, of.len() as u64)?;
    Some(Answered { n: figure.n as u32, score: figure.score, low: figure.ci.0, high: figure.ci.1 })
}

/// Mean of "was it easy".
pub(super) fn easy(of: &[Response]) -> Option<Answered> {
    let figure = ces(&scores(of))?;
    let (low, high) = figure.ci?;
    Some(Answered { n: figure.n as u32, score: figure.mean, low, high })
}

/// A share of people with Wilson's interval, per cent.
pub(super) fn share(of: Reached) -> Option<Answered> {
    let (low, high) = wilson(of.n.into(), of.of.into())?;
    let score = 100.0 * f64::from(of.n) / f64::from(of.of);
    Some(Answered { n: of.of, score, low: 100.0 * low, high: 100.0 * high })
}
