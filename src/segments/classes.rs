//! The classes A, B and C: how many buyers bring the first 80 % of revenue, the next 15 %, the rest. Each leads to its customers.

use super::figures::{classes, share};
use super::words;
use crate::format::{self, css_percent};
use crate::i18n::{Msg, t, tf};
use crate::insight::way;
use leptos::prelude::*;
use model::rule::{Op, Rule};
use model::schema::score;
use model::{Currency, Money, Value};
use protocol::{ParetoAnswer, SegmentsAnswer};

/// Name, and what it means.
static CLASSES: [(&Msg, &Msg); 3] = [
    (&words::CLASS_A, &words::CLASS_A_WHY),
    (&words::CLASS_B, &words::CLASS_B_WHY),
    (&words::CLASS_C, &words::CLASS_C_WHY),
];

/// Who is in a class, by what they brought: those who brought exactly as much as its last are all in it.
fn rule(pareto: &ParetoAnswer, class: usize, currency: Currency) -> Option<Rule> {
    let money = |minor: i64| Value::Money(Money { minor, currency });
    let test = |op, values| Some(way::test(score::VALUE, op, values));
    match (class, pareto.least) {
        (0, [Some(a), _]) => test(Op::AtLeast, vec![money(a)]),
        (1, [Some(a), Some(b)]) => test(Op::Between, vec![money(b), money(a.saturating_sub(1).max(b))]),
        (2, [a, b]) => test(Op::Below, vec![money(b.or(a)?)]),
        _ => None,
    }
}

/// Where A and B end, on the curve.
pub(super) fn marks(pareto: &ParetoAnswer) -> AnyView {
    let mark = |((x, y), name): ((f64, f64), &'static str)| {
        view! { <span class="pareto-mark" style:left=css_percent(x) style:bottom=css_percent(y)>{name}</span> }
            .into_any()
    };
    classes(pareto).into_iter().zip(["A", "B"]).map(mark).collect::<Vec<_>>().into_any()
}

/// A fact for each class.
pub(super) fn facts(answer: &SegmentsAnswer, pareto: &ParetoAnswer) -> Vec<AnyView> {
    let all: u32 = pareto.abc.iter().sum();
    let one = |class: usize| {
        let (name, why) = CLASSES[class];
        let n = pareto.abc[class];
        let told = format::integer(n.into());
        let value = match rule(pareto, class, answer.currency).filter(|_| n > 0) {
            Some(rule) => way::customers(told, t(name), rule),
            None => told.into_any(),
        };
        let why = tf(why, &[("share", &format::percent(share(n, all), 1))]);
        view! {
            <div>
                <dt>{t(name)}</dt>
                <dd>
                    <span class="fact-value">{value}</span>
                    <span class="note">{why}</span>
                </dd>
            </div>
        }
        .into_any()
    };
    (0..3).map(one).collect()
}

/// The classes as rows of a file.
pub(super) fn rows(pareto: &ParetoAnswer) -> Vec<Vec<String>> {
    let all: u32 = pareto.abc.iter().sum();
    let upto = classes(pareto).map(|(_, share)| share);
    let percent = |share: f64| format!("{:.1}", share * 100.0);
    let one = |class: usize| {
        let before = class.checked_sub(1).map_or(0.0, |before| upto[before]);
        let (name, n) = (t(CLASSES[class].0).to_owned(), pareto.abc[class]);
        vec![name, n.to_string(), percent(share(n, all)), percent(upto[class] - before)]
    };
    (0..3).map(one).collect()
}
