//! An effect in words: by how much the outcome changes with one step of a factor.

use super::words;
use crate::format;
use crate::i18n::{Msg, t, tf};
use protocol::{DriversAnswer, EffectAnswer, FactorAnswer, Outcome};

/// A change beyond which its size is not told: ten times as much.
const CHANGE_MAX: f64 = 10.0;

/// By how much the outcome changes with so many units of a coefficient: a share of itself (or of its odds), or points.
fn change(outcome: Outcome, coefficient: f64, units: f64) -> f64 {
    let by = coefficient * units;
    if is_points(outcome) { by } else { by.exp_m1() }
}

fn is_points(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::Satisfaction | Outcome::Recommendation)
}

/// The size of a change, without its sign.
fn size(outcome: Outcome, change: f64) -> String {
    if is_points(outcome) {
        return format::fixed(change.abs(), 2);
    }
    let digits = if change.abs() < 0.1 { 1 } else { 0 };
    match change > CHANGE_MAX {
        true => tf(&words::BEYOND, &[("x", &format::percent(CHANGE_MAX, 0))]),
        false => format::percent(change.abs(), digits),
    }
}

/// The change with its sign.
fn signed(outcome: Outcome, change: f64) -> String {
    let size = size(outcome, change);
    if change < 0.0 { format!("−{size}") } else { format!("+{size}") }
}

/// The effect of a step of so many units and its interval, signed.
pub(super) fn told(outcome: Outcome, effect: &EffectAnswer, units: f64) -> [String; 3] {
    [effect.estimate, effect.interval.0, effect.interval.1].map(|b| signed(outcome, change(outcome, b, units)))
}

/// What the effect of a factor says, as a sentence.
pub(super) fn sentence(answer: &DriversAnswer, factor: &FactorAnswer) -> Option<String> {
    let effect = factor.effect.as_ref()?;
    let (units, step) = super::factors::step(factor, answer.currency);
    let change = change(answer.outcome, effect.estimate, units);
    let (say, up, down): (&'static Msg, &'static Msg, &'static Msg) = match answer.outcome {
        Outcome::Amount => (&words::SAY_AMOUNT, &words::MORE, &words::LESS),
        Outcome::Repeat => (&words::SAY_REPEAT, &words::HIGHER, &words::LOWER),
        Outcome::Churn => (&words::SAY_CHURN, &words::HIGHER, &words::LOWER),
        Outcome::Satisfaction | Outcome::Recommendation => (&words::SAY_SCORE, &words::HIGHER, &words::LOWER),
    };
    let x = tf(if change < 0.0 { down } else { up }, &[("x", &size(answer.outcome, change))]);
    let [_, low, high] = told(answer.outcome, effect, units);
    Some(capital(&tf(say, &[("step", &step), ("x", &x), ("low", &low), ("high", &high)])))
}

/// With a capital letter, as a sentence begins.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A number with three digits that say something, whatever its size.
pub(super) fn three_digits(n: f64) -> String {
    let digits = match n.abs() {
        size if size >= 100.0 || size == 0.0 => 0,
        size if size >= 10.0 => 1,
        size if size >= 1.0 => 2,
        size if size >= 0.1 => 3,
        size if size >= 0.01 => 4,
        size if size >= 0.001 => 5,
        _ => 6,
    };
    format::fixed(n, digits)
}

/// A probability.
pub(super) fn p(p: f64) -> String {
    if p < 0.001 { t(&words::P_BELOW).to_owned() } else { format::fixed(p, 3) }
}
