//! What the figures say in sentences, and what to beware of.

use super::effect::sentence;
use super::factors::name;
use super::words;
use crate::format;
use crate::i18n::{t, tf};
use leptos::prelude::*;
use protocol::{DriversAnswer, FactorAnswer};

/// Adjusted probability from which on an effect may be chance.
const CHANCE: f64 = 0.05;
/// Variance inflation from which on factors are much, and nearly, the same.
const ALIKE: f64 = 5.0;
const SAME: f64 = 10.0;
/// Rows apart from most that a factor should have, and needs for its effect to be told.
const APART: u32 = 10;
const APART_TOLD: u32 = 5;
/// Rows a factor should have.
const ROWS_EACH: u32 = 10;
/// So many tests at once are many.
const TESTS_MANY: usize = 5;

/// The names of factors, with commas between.
fn names<'a>(factors: impl Iterator<Item = &'a FactorAnswer>) -> Option<String> {
    let names: Vec<String> = factors.map(|factor| name(factor.factor)).collect();
    (!names.is_empty()).then(|| names.join(t(&words::COMMA)))
}

/// Of whom the figures are.
pub(super) fn rows(answer: &DriversAnswer) -> Vec<String> {
    let n = format::integer(answer.used.into());
    let mut lines = vec![match answer.every {
        0 | 1 => tf(&words::ROWS, &[("n", &n)]),
        k => {
            let all = format::integer(answer.population.into());
            tf(&words::ROWS_EVERY, &[("n", &n), ("k", &k.to_string()), ("all", &all)])
        }
    }];
    if answer.missing > 0 {
        let of = answer.factors.iter().filter(|factor| factor.missing > 0).map(|factor| {
            let n = format::integer(factor.missing.into());
            tf(&words::MISSING_OF, &[("name", &name(factor.factor)), ("n", &n)])
        });
        let by = of.collect::<Vec<_>>().join(t(&words::COMMA));
        lines.push(tf(&words::MISSING, &[("n", &format::integer(answer.missing.into())), ("by", &by)]));
    }
    lines
}

/// What stands in place of figures, if there are none.
pub(super) fn nothing(answer: &DriversAnswer) -> Option<String> {
    if answer.factors.is_empty() {
        return Some(t(&words::NO_FACTOR).to_owned());
    }
    if answer.used < answer.needed {
        let (n, needed) = (format::integer(answer.used.into()), answer.needed.to_string());
        return Some(tf(&words::FEW_ROWS, &[("n", &n), ("needed", &needed)]));
    }
    answer.fit.is_none().then(|| t(&words::NO_VARIATION).to_owned())
}

/// What to beware of.
pub(super) fn warnings(answer: &DriversAnswer) -> Vec<String> {
    let mut warnings = Vec::new();
    let Some(fit) = answer.fit else { return warnings };
    let k = answer.factors.len();
    let needed = ROWS_EACH * k as u32;
    let (rows, told) = match answer.rarer {
        Some(rarer) => (rarer, &words::WARN_FEW_RARER),
        None => (answer.used, &words::WARN_FEW),
    };
    if fit.separated {
        warnings.push(t(&words::WARN_SEPARATED).to_owned());
    }
    if rows < needed {
        let (n, needed) = (format::integer(rows.into()), needed.to_string());
        warnings.push(tf(told, &[("k", &k.to_string()), ("n", &n), ("needed", &needed)]));
    }
    let vif = |factor: &FactorAnswer| factor.effect.and_then(|effect| effect.vif).unwrap_or(1.0);
    if let Some(names) = names(answer.factors.iter().filter(|factor| vif(factor) > SAME)) {
        warnings.push(tf(&words::WARN_SAME, &[("names", &names)]));
    }
    if let Some(names) = names(answer.factors.iter().filter(|factor| vif(factor) > ALIKE && vif(factor) <= SAME)) {
        warnings.push(tf(&words::WARN_ALIKE, &[("names", &names)]));
    }
    if let Some(names) = names(answer.factors.iter().filter(|factor| factor.effect.is_none())) {
        warnings.push(tf(&words::WARN_DROPPED, &[("names", &names)]));
    }
    warnings.extend(answer.factors.iter().filter_map(hanging));
    if k >= TESTS_MANY {
        warnings.push(tf(&words::WARN_TESTS, &[("k", &k.to_string())]));
    }
    warnings
}

/// That an effect hangs on few customers, if it does.
fn hanging(factor: &FactorAnswer) -> Option<String> {
    factor.effect.filter(|_| factor.fewer < APART)?;
    let told = match factor.mean {
        Some(mean) if factor.factor.is_choice() && mean < 0.5 => &words::WARN_HAVE,
        Some(_) if factor.factor.is_choice() => &words::WARN_LACK,
        _ => &words::WARN_APART,
    };
    let warning = tf(told, &[("name", &name(factor.factor)), ("k", &factor.fewer.to_string())]);
    Some(if factor.fewer < APART_TOLD { tf(&words::WARN_UNTOLD, &[("warning", &warning)]) } else { warning })
}

/// What the effects say. Where the factors tell yes from no by themselves, nothing is said of them one by one; nor of one that hangs on a handful of customers.
pub(super) fn sentences(answer: &DriversAnswer) -> AnyView {
    let separated = answer.fit.is_some_and(|fit| fit.separated);
    let judged = || answer.factors.iter().filter(|factor| !separated && factor.fewer >= APART_TOLD);
    let is_told = |factor: &&FactorAnswer| factor.effect.is_some_and(|effect| effect.p_holm < CHANCE);
    let may_be_chance = |factor: &&FactorAnswer| factor.effect.is_some_and(|effect| effect.p_holm >= CHANCE);
    let mut lines: Vec<String> = judged().filter(is_told).filter_map(|factor| sentence(answer, factor)).collect();
    if let Some(names) = names(judged().filter(may_be_chance)) {
        lines.push(tf(&words::SAY_NONE, &[("names", &names)]));
    }
    lines.push(t(&words::NOT_CAUSE).to_owned());
    let lines: Vec<AnyView> = lines.into_iter().map(|line| view! { <li>{line}</li> }.into_any()).collect();
    view! { <ul class="drivers-reading">{lines}</ul> }.into_any()
}
