//! The four steps: how far each one has come, and what to do next in it.

use super::super::{rules, way};
use super::words;
use crate::format;
use crate::i18n::{Msg, t, tf};
use crate::ui::{ScoreBar, button};
use leptos::prelude::*;
use model::rule::{Op, Rule, Test};
use model::schema::{customer, score};
use model::{Day, FieldId, OptionId, Value};
use protocol::{OverviewAnswer, Reached, Stage};

/// Name, and what is counted.
static STEPS: [(&Msg, &Msg); 4] = [
    (&words::IDENTIFY, &words::IDENTIFIED),
    (&words::DIFFERENTIATE, &words::DIFFERENTIATED),
    (&words::INTERACT, &words::INTERACTED),
    (&words::CUSTOMISE, &words::CUSTOMISED),
];

fn empty(fields: &[FieldId]) -> Rule {
    let test = |field: &FieldId| Rule::Test(Test { field: *field, op: Op::Empty, values: Vec::new() });
    Rule::All(fields.iter().map(test).collect())
}

/// Those who are left to do in a step: of whom there is no way to reach them, no stage, no conversation in the period, nothing made.
fn left(step: usize, as_of: Day, days: u32) -> (&'static Msg, Rule) {
    match step {
        0 => (&words::IDENTIFY_DO, empty(&[customer::PHONE.id, customer::EMAIL.id, customer::WECHAT.id])),
        1 => (&words::DIFFERENTIATE_DO, empty(&[score::STAGE])),
        2 => {
            // A relation that is over needs no conversation.
            let over = Value::Option(OptionId(Stage::Termination as u16 + 1));
            let talked = rules::talked(rules::period(as_of, days, 0), None);
            let rules = vec![way::test(score::STAGE, Op::NoneOf, vec![over]), Rule::Not(Box::new(talked))];
            (&words::INTERACT_DO, Rule::All(rules))
        }
        _ => (&words::CUSTOMISE_DO, Rule::All(vec![empty(&[customer::TAGS.id]), rules::not_served()])),
    }
}

/// The way to them.
fn next(step: usize, answer: &OverviewAnswer) -> AnyView {
    let (as_of, days) = (answer.as_of, answer.days);
    button("button quiet", left(step, as_of, days).0, move || {
        way::show(customer::ID, left(step, as_of, days).1, "customers");
    })
}

pub(super) fn steps(answer: &OverviewAnswer) -> AnyView {
    let step = |at: usize, reached: Reached| {
        let (name, counted) = STEPS[at];
        let share = f64::from(reached.n) / f64::from(reached.of.max(1));
        let (n, of) = (format::integer(reached.n.into()), format::integer(reached.of.into()));
        let to_do = match reached.n < reached.of {
            true => next(at, answer),
            false => view! { <span class="muted">{t(&words::ALL_DONE)}</span> }.into_any(),
        };
        view! {
            <li class="idic-step">
                <h3>{t(name)}</h3>
                <p>
                    <strong class="big">{format::percent(share, 0)}</strong>
                    " "
                    <span class="muted">{t(counted)}</span>
                </p>
                <ScoreBar share=share/>
                <p class="muted">{tf(&words::STEP_OF, &[("n", &n), ("of", &of)])}</p>
                {to_do}
            </li>
        }
        .into_any()
    };
    let steps: Vec<AnyView> = answer.steps.iter().enumerate().map(|(at, reached)| step(at, *reached)).collect();
    view! { <ol class="idic">{steps}</ol> }.into_any()
}

pub(super) fn sheet(answer: &OverviewAnswer) -> Vec<Vec<String>> {
    let row = |(at, reached): (usize, &Reached)| {
        vec![t(STEPS[at].0).to_owned(), t(STEPS[at].1).to_owned(), reached.n.to_string(), reached.of.to_string()]
    };
    answer.steps.iter().enumerate().map(row).collect()
}
