//! Drivers: which factors go along with spend, repeat orders, leaving and satisfaction.

mod effect;
mod factors;
mod fit;
mod matrix;
mod reading;
pub(super) mod words;

use super::head::{self, Shown};
use crate::i18n::{Msg, t};
use crate::state::{Derived, Slot};
use crate::ui::chart_frame::{Draw, Sheet};
use crate::ui::{ChartFrame, erase};
use leptos::prelude::*;
use protocol::{Answer, DriversAnswer, DriversQuery, FACTORS_MAX, Factor, InsightAnswer, InsightQuery, Outcome};
use std::sync::Arc;

/// What is ticked at first: known of nearly everybody, and part of no outcome but one.
const PICKED: [Factor; 5] = [Factor::Talks, Factor::Tenure, Factor::Products, Factor::Business, Factor::Email];

/// The figures of a frame as a file.
type Rows = fn(&DriversAnswer) -> Vec<Vec<String>>;

type Figures = Slot<Option<Arc<Answer>>>;

fn read<T>(figures: Figures, f: impl FnOnce(&DriversAnswer) -> T) -> Option<T> {
    head::read(figures, |answer| match answer {
        InsightAnswer::Drivers(answer) => Some(f(answer)),
        _ => None,
    })
}

/// What is set on the page.
#[derive(Clone, Copy)]
struct Set {
    outcome: Slot<Outcome>,
    ranks: Slot<bool>,
    picked: Slot<Vec<Factor>>,
}

impl Set {
    /// What is ticked and no part of the outcome; reactive.
    fn factors(self) -> Vec<Factor> {
        let outcome = self.outcome.get();
        let picked = self.picked.get().into_iter().filter(|factor| factor.part_of(outcome).is_none());
        picked.take(FACTORS_MAX).collect()
    }
}

/// The page.
#[component]
pub fn DriversPage() -> impl IntoView {
    let saved = head::opened(|query| match query {
        InsightQuery::Drivers(query) => Some((query.outcome, query.ranks, query.factors.clone())),
        _ => None,
    });
    let (outcome, ranks, picked) = saved.unwrap_or_else(|| (Outcome::Amount, false, PICKED.to_vec()));
    let set = Set { outcome: Slot::new(outcome), ranks: Slot::new(ranks), picked: Slot::new(picked) };
    let figures: Figures = head::ask(move || {
        let (outcome, ranks) = (set.outcome.get(), set.ranks.get());
        InsightQuery::Drivers(DriversQuery { outcome, factors: set.factors(), ranks })
    });
    let now = Derived::new(move || read(figures, |answer| head::shown(answer.buyers, 1)).unwrap_or(Shown::Working));
    let body = move || match now.get() {
        Shown::Figures => explained(figures, set),
        other => head::instead(other, &words::EMPTY),
    };
    let line = move || read(figures, |a| head::as_of(a.as_of, a.buyers)).unwrap_or_default();
    head::page("drivers", &words::DRIVERS, line, body)
}

/// The outcomes: the key of each in the menu, and its name.
const OUTCOMES: [(&str, &Msg, Outcome); 5] = [
    ("amount", &words::AMOUNT, Outcome::Amount),
    ("repeat", &words::REPEAT, Outcome::Repeat),
    ("churn", &words::CHURN, Outcome::Churn),
    ("satisfaction", &words::SATISFACTION, Outcome::Satisfaction),
    ("recommendation", &words::RECOMMENDATION, Outcome::Recommendation),
];

fn outcome_name(outcome: Outcome) -> String {
    let known = OUTCOMES.iter().find(|(.., known)| *known == outcome);
    known.map_or_else(String::new, |(_, name, _)| t(name).to_owned())
}

fn explained(figures: Figures, set: Set) -> AnyView {
    let outcomes = OUTCOMES.iter().map(|(key, name, _)| ((*key).to_owned(), t(name).to_owned())).collect();
    let outcome = set.outcome.get_untracked();
    let selected = OUTCOMES.iter().find(|(.., known)| *known == outcome).map_or("", |(key, ..)| key);
    let chosen = move |key: String| {
        if let Some((.., outcome)) = OUTCOMES.iter().find(|(known, ..)| *known == key) {
            set.outcome.set(*outcome);
        }
    };
    let compared = [("values", &words::VALUES), ("ranks", &words::RANKS)];
    let compared = compared.iter().map(|(key, name)| ((*key).to_owned(), t(name).to_owned())).collect();
    let ranks = if set.ranks.get_untracked() { "ranks" } else { "values" };
    let notes = erase::view(move || read(figures, notes).unwrap_or_else(erase::nothing));
    // A frame is there as long as there is something in it: its table is not shut by each new answer.
    let has_fit = Derived::new(move || read(figures, |answer| answer.fit.is_some()).unwrap_or(false));
    let has_shares = Derived::new(move || {
        read(figures, |answer| answer.fit.is_some() && !answer.outcome.is_choice()).unwrap_or(false)
    });
    view! {
        <div class="insight-controls">
            {head::choice(&words::OUTCOME, outcomes, selected, chosen)}
            {head::choice(&words::COMPARED, compared, ranks, move |key| set.ranks.set(key == "ranks"))}
        </div>
        {factors::choice(set)}
        {notes}
        <div class="insight-charts">
            {erase::show(
                move || has_fit.get(),
                move || frame(figures, (&words::FIT_TITLE, &words::FIT_DEFINITION), fit::table, ("drivers.csv", fit::table_sheet)),
            )}
            {erase::show(
                move || has_shares.get(),
                move || frame(figures, (&words::SHARES_TITLE, &words::SHARES_DEFINITION), fit::bars, ("drivers-shares.csv", fit::bars_sheet)),
            )}
            {erase::show(
                move || has_fit.get(),
                move || frame(figures, (&words::MATRIX_TITLE, &words::MATRIX_DEFINITION), matrix::table, ("correlations.csv", matrix::sheet)),
            )}
        </div>
    }
    .into_any()
}

fn frame(
    figures: Figures,
    (title, definition): (&'static Msg, &'static Msg),
    draw: fn(&DriversAnswer) -> AnyView,
    (file, rows): (&'static str, Rows),
) -> AnyView {
    let chart: Draw = Arc::new(move || read(figures, draw).unwrap_or_else(erase::nothing));
    let sheet: Sheet = (file, Arc::new(move || read(figures, rows).unwrap_or_default()));
    view! {
        <div class="insight-wide">
            <ChartFrame title=title definition=definition chart=chart sheet=sheet/>
        </div>
    }
    .into_any()
}

/// Of whom the figures are, what stands in place of them, and what to beware of.
fn notes(answer: &DriversAnswer) -> AnyView {
    let rows: Vec<AnyView> =
        reading::rows(answer).into_iter().map(|line| view! { <p class="note">{line}</p> }.into_any()).collect();
    let nothing = reading::nothing(answer).map(|line| view! { <p><strong>{line}</strong></p> }.into_any());
    let warnings: Vec<AnyView> =
        reading::warnings(answer).into_iter().map(|line| view! { <li>{line}</li> }.into_any()).collect();
    let warnings = (!warnings.is_empty()).then(|| view! { <ul class="drivers-warnings">{warnings}</ul> }.into_any());
    view! {
        <div class="drivers-notes" role="status">
            {rows}
            {nothing}
            {warnings}
        </div>
    }
    .into_any()
}
