//! The four steps: how far each one has come, and what to do next in it.

use super::super::rules;
use super::words;
use crate::format;
use crate::i18n::{Msg, t, tf};
use crate::lists;
use crate::ui::{ScoreBar, button};
use leptos::prelude::*;
use model::FieldId;
use model::rule::{Op, Rule, Test};
use model::schema::customer;
use protocol::{OverviewAnswer, Reached};

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

/// Where the next thing to do in a step is.
fn next(step: usize) -> AnyView {
    let list = |name: &'static Msg, fields: &'static [FieldId]| {
        button("button quiet", name, move || lists::show(customer::ID, empty(fields)))
    };
    let page =
        |name: &'static Msg, path: &'static str| view! { <a class="button quiet" href=path>{t(name)}</a> }.into_any();
    match step {
        0 => list(&words::IDENTIFY_DO, &[customer::PHONE.id, customer::EMAIL.id, customer::WECHAT.id]),
        1 => page(&words::DIFFERENTIATE_DO, "segments"),
        2 => page(&words::INTERACT_DO, "churn"),
        _ => button("button quiet", &words::CUSTOMISE_DO, move || {
            lists::show(customer::ID, Rule::All(vec![empty(&[customer::TAGS.id]), rules::not_served()]));
        }),
    }
}

pub(super) fn steps(answer: &OverviewAnswer) -> AnyView {
    let step = |at: usize, reached: Reached| {
        let (name, counted) = STEPS[at];
        let share = f64::from(reached.n) / f64::from(reached.of.max(1));
        let (n, of) = (format::integer(reached.n.into()), format::integer(reached.of.into()));
        let to_do = match reached.n < reached.of {
            true => next(at),
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
