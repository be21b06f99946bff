//! The life cycle: stages over time, flows between them, and who moved.

mod columns;
mod flows;
mod movers;

use super::head::{self, Shown};
use super::words;
use crate::i18n::{t, tf};
use crate::state::{Derived, Slot};
use crate::ui::chart_frame::{Draw, Sheet};
use crate::ui::{ChartFrame, erase};
use leptos::prelude::*;
use protocol::{Answer, InsightAnswer, InsightQuery, LifeCycleAnswer, LifeCycleQuery, Stage};
use std::sync::Arc;

/// How far one can look back, in months; the second at first.
const MONTHS: [u32; 3] = [6, 12, 24];

type Figures = Slot<Option<Arc<Answer>>>;

fn read<T>(figures: Figures, f: impl FnOnce(&LifeCycleAnswer) -> T) -> Option<T> {
    head::read(figures, |answer| match answer {
        InsightAnswer::LifeCycle(answer) => Some(f(answer)),
        _ => None,
    })
}

/// The page.
#[component]
pub fn LifeCyclePage() -> impl IntoView {
    let saved = head::opened(|query| match query {
        InsightQuery::LifeCycle(query) => Some(query.months),
        _ => None,
    });
    let months = Slot::new(saved.unwrap_or(MONTHS[1]));
    let figures: Figures = head::ask(move || InsightQuery::LifeCycle(LifeCycleQuery { months: months.get() }));
    let now = Derived::new(move || {
        read(figures, |answer| head::shown(answer.buyers, answer.needed)).unwrap_or(Shown::Working)
    });
    let body = erase::view(move || match now.get() {
        Shown::Figures => charts(figures),
        other => head::instead(other, &words::EMPTY_TEXT),
    });
    view! {
        <div class="page insight-page">
            <header class="page-head">
                <h1>{t(&words::LIFE_CYCLE)}</h1>
                {erase::maybe(move || (now.get() == Shown::Figures).then(|| controls(figures, months)))}
            </header>
            {super::tabs("life-cycle")}
            {super::left_out::note()}
            {body}
        </div>
    }
    .into_any()
}

/// For which day it holds, and over how many months.
fn controls(figures: Figures, months: Slot<u32>) -> AnyView {
    let line = erase::text(move || read(figures, |a| head::as_of(a.as_of, a.buyers)).unwrap_or_default());
    let option = |n: &u32| (n.to_string(), tf(&words::LAST_MONTHS, &[("n", &n.to_string())]));
    let chosen = move |n: String| {
        if let Ok(n) = n.parse() {
            months.set(n);
        }
    };
    let selected = months.get_untracked().to_string();
    view! {
        <div class="insight-controls note">
            <span>{line}</span>
            {head::choice(&words::MONTHS, MONTHS.iter().map(option).collect(), &selected, chosen)}
        </div>
    }
    .into_any()
}

fn charts(figures: Figures) -> AnyView {
    let draw = move |f: fn(&LifeCycleAnswer) -> AnyView| -> Draw {
        Arc::new(move || read(figures, f).unwrap_or_else(erase::nothing))
    };
    let sheet = move |name: &'static str, f: fn(&LifeCycleAnswer) -> Vec<Vec<String>>| -> Sheet {
        (name, Arc::new(move || read(figures, f).unwrap_or_default()))
    };
    view! {
        <div class="insight-charts">
            <div class="insight-wide">
                <ChartFrame
                    title=&words::OVER_TIME
                    definition=&words::OVER_TIME_DEFINITION
                    table=draw(columns::table)
                    chart=draw(columns::chart)
                    sheet=sheet("life-cycle.csv", columns::sheet)
                />
            </div>
            <div>
                <ChartFrame
                    title=&words::FLOWS
                    definition=&words::FLOWS_DEFINITION
                    chart=draw(flows::chart)
                    sheet=sheet("life-cycle-moves.csv", flows::sheet)
                />
            </div>
            <div>
                <ChartFrame
                    title=&words::MOVERS_TITLE
                    definition=&words::MOVERS_DEFINITION
                    chart=draw(movers::list)
                    sheet=sheet("life-cycle-movers.csv", movers::sheet)
                />
            </div>
        </div>
    }
    .into_any()
}

/// The stage with a number, in the order of [`Stage::ALL`].
fn stage(number: usize) -> Option<Stage> {
    Stage::ALL.get(number).copied()
}

/// What a place is called: a stage, or nobody's yet.
fn place_name(place: Option<Stage>) -> String {
    place.map_or_else(|| t(&words::NOBODY_YET).to_owned(), crate::ui::marks::stage_label)
}
