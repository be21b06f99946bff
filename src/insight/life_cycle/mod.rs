//! The life cycle: stages over time, flows between them, and who moved.

mod columns;
mod flows;
mod movers;

use super::words;
use crate::data::watch;
use crate::format;
use crate::i18n::{t, tf};
use crate::state::{Derived, Slot};
use crate::ui::chart_frame::{Draw, Sheet};
use crate::ui::{ChartFrame, EmptyState, Skeleton, erase};
use leptos::prelude::*;
use protocol::{Answer, InsightAnswer, InsightQuery, LifeCycleAnswer, LifeCycleQuery, Query, Stage};
use std::sync::Arc;

/// How far one can look back, in months; the second at first.
const MONTHS: [u32; 3] = [6, 12, 24];

type Figures = Slot<Option<Arc<Answer>>>;

fn read<T>(figures: Figures, f: impl FnOnce(&LifeCycleAnswer) -> T) -> Option<T> {
    figures.with(|answer| match answer.as_deref() {
        Some(Answer::Insight(answer)) => answer.get().map(|InsightAnswer::LifeCycle(answer)| f(answer)),
        _ => None,
    })
}

#[derive(Clone, Copy, PartialEq)]
enum Shown {
    Working,
    Empty,
    Few,
    Figures,
}

fn shown(answer: &LifeCycleAnswer) -> Shown {
    match answer.buyers {
        0 => Shown::Empty,
        buyers if buyers < answer.needed => Shown::Few,
        _ => Shown::Figures,
    }
}

/// The page.
#[component]
pub fn LifeCyclePage() -> impl IntoView {
    let months = Slot::new(MONTHS[1]);
    let query = move || Some(Query::Insight(InsightQuery::LifeCycle(LifeCycleQuery { months: months.get() })));
    let figures: Figures = watch(query);
    let now = Derived::new(move || read(figures, shown).unwrap_or(Shown::Working));
    let body = erase::view(move || match now.get() {
        Shown::Working => view! {
            <p class="note" role="status">{t(&words::WORKING)}</p>
            <Skeleton lines=8/>
        }
        .into_any(),
        Shown::Empty => view! {
            <EmptyState title=t(&words::EMPTY_TITLE) text=erase::text(|| t(&words::EMPTY_TEXT).to_owned())>
                <a class="button primary" href="import">{t(&words::EMPTY_ACTION)}</a>
            </EmptyState>
        }
        .into_any(),
        Shown::Few => few(figures),
        Shown::Figures => charts(figures),
    });
    view! {
        <div class="page insight-page">
            <header class="page-head">
                <h1>{t(&words::LIFE_CYCLE)}</h1>
                {erase::maybe(move || (now.get() == Shown::Figures).then(|| head(figures, months)))}
            </header>
            {super::tabs("life-cycle")}
            {body}
        </div>
    }
    .into_any()
}

fn few(figures: Figures) -> AnyView {
    let text = read(figures, |answer| {
        let (n, needed) = (format::integer(answer.buyers.into()), answer.needed.to_string());
        tf(&words::FEW_TEXT, &[("n", &n), ("needed", &needed)])
    });
    let text = text.unwrap_or_default();
    view! {
        <EmptyState title=t(&words::FEW_TITLE) text=erase::text(move || text.clone())>
            <a class="button" href="import">{t(&words::EMPTY_ACTION)}</a>
        </EmptyState>
    }
    .into_any()
}

/// For which day it holds, and over how many months.
fn head(figures: Figures, months: Slot<u32>) -> AnyView {
    let line = erase::text(move || {
        let line = read(figures, |answer| {
            let n = format::integer(answer.buyers.into());
            tf(&crate::segments::AS_OF, &[("day", &format::day(answer.as_of)), ("n", &n)])
        });
        line.unwrap_or_default()
    });
    let options: Vec<AnyView> = MONTHS
        .iter()
        .map(|&n| {
            let n = n.to_string();
            let name = tf(&words::LAST_MONTHS, &[("n", &n)]);
            let selected = n == months.get_untracked().to_string();
            view! { <option value=n selected=selected>{name}</option> }.into_any()
        })
        .collect();
    view! {
        <p class="insight-as-of note">
            <span>{line}</span>
            <select
                class="input"
                aria-label=t(&words::MONTHS)
                on:change:target=move |event| {
                    if let Ok(n) = event.target().value().parse() {
                        months.set(n);
                    }
                }
            >
                {options}
            </select>
        </p>
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
