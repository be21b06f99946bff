//! Figures made of the answers of a period.

use crate::surveys::{Response, Responses};
use insight::stats::{difference, wilson};
use insight::survey::{ANSWERS_MIN, NpsCounts, ces, csat, nps_change};
use protocol::{Answered, NPS_ANSWERS_MIN, Reached};

const _: () = assert!(NPS_ANSWERS_MIN as u64 == ANSWERS_MIN);

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

/// Recommendation; `None` where nobody answered, and no score below three answers.
pub(super) fn nps(of: &[Response]) -> Option<Answered> {
    let counts = NpsCounts::of(&scores(of));
    let nps = counts.nps();
    let n = Some(counts.n() as u32).filter(|n| *n > 0)?;
    Some(Answered { n, score: nps.map(|nps| nps.score), range: nps.map(|nps| nps.ci.into()) })
}

/// By how much recommendation changed from the second period to the first, with its 95 % interval; `None` below three answers in either. The interval is of adjusted
/// values: it is widened to the change that is told, within what a change can be.
pub(super) fn nps_moved([now, before]: &[Vec<Response>; 2]) -> Option<[f64; 3]> {
    let [now, before] = [now, before].map(|said| NpsCounts::of(&scores(said)));
    let change = nps_change(now, before)?;
    let told = now.nps()?.score - before.nps()?.score;
    Some([told, change.ci.0.min(told).max(-200.0), change.ci.1.max(told).min(200.0)])
}

/// By how much a share of people changed from the second period to the first, in points, with Newcombe's 95 % interval.
pub(super) fn share_moved([now, before]: [Reached; 2]) -> Option<[f64; 3]> {
    let change = difference(now.n.into(), now.of.into(), before.n.into(), before.of.into())?;
    Some([change.difference, change.ci.0, change.ci.1].map(|share| 100.0 * share))
}

/// Those who are satisfied, of those who answered.
pub(super) fn satisfied_of(of: &[Response]) -> Reached {
    let satisfied = of.iter().filter(|one| one.score >= SATISFIED_MIN).count();
    Reached { n: satisfied as u32, of: of.len() as u32 }
}

/// Satisfied, per cent.
pub(super) fn satisfied(of: &[Response]) -> Option<Answered> {
    let Reached { n, of } = satisfied_of(of);
    let figure = csat(n.into(), of.into())?;
    Some(Answered { n: figure.n as u32, score: Some(figure.score), range: Some(figure.ci.into()) })
}

/// Mean of "was it easy"; of a single answer without an interval.
pub(super) fn easy(of: &[Response]) -> Option<Answered> {
    let figure = ces(&scores(of))?;
    Some(Answered { n: figure.n as u32, score: Some(figure.mean), range: figure.ci.map(Into::into) })
}

/// A share of people with Wilson's interval, per cent.
pub(super) fn share(of: Reached) -> Option<Answered> {
    let (low, high) = wilson(of.n.into(), of.of.into())?;
    let score = 100.0 * f64::from(of.n) / f64::from(of.of);
    Some(Answered { n: of.of, score: Some(score), range: Some([100.0 * low, 100.0 * high]) })
}
