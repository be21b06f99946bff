//! The life cycle: stages over time, flows between them, and who moved.

mod columns;
mod flows;
mod movers;

use super::frame::Whole;
use super::head::{self, Shown};
use super::{tag, words};
use crate::format;
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

/// What is set on the page.
#[derive(Clone, Copy)]
struct Set {
    months: Slot<u32>,
    /// The one month that is looked at, counted back.
    back: Slot<Option<u32>>,
    /// From where to where those went who are listed.
    cell: Slot<(Option<u8>, Option<u8>)>,
    /// Where they are listed.
    who: NodeRef<leptos::html::Div>,
    /// Names of tags as they are being typed.
    tags: tag::Typed,
}

impl Set {
    fn query(self) -> LifeCycleQuery {
        let (from, to) = self.cell.get();
        LifeCycleQuery { months: self.months.get(), back: self.back.get(), from, to, limit: 0 }
    }

    /// Lists those of a place on a chart.
    fn pick(self, back: Option<u32>, cell: (Option<u8>, Option<u8>)) {
        self.back.set(back);
        self.cell.set(cell);
        if let Some(who) = self.who.get_untracked() {
            let _ = who.focus();
        }
    }
}

/// The page.
#[component]
pub fn LifeCyclePage() -> impl IntoView {
    let saved = head::opened(|query| match query {
        InsightQuery::LifeCycle(query) => Some(*query),
        _ => None,
    });
    let saved = saved.unwrap_or(LifeCycleQuery { months: MONTHS[1], ..LifeCycleQuery::default() });
    let set = Set {
        months: Slot::new(saved.months),
        back: Slot::new(saved.back),
        cell: Slot::new((saved.from, saved.to)),
        who: NodeRef::new(),
        tags: Slot::new(Vec::new()),
    };
    let figures: Figures = head::ask(move || InsightQuery::LifeCycle(set.query()));
    let now = Derived::new(move || {
        read(figures, |answer| head::shown(answer.buyers, answer.needed)).unwrap_or(Shown::Working)
    });
    let body = erase::view(move || match now.get() {
        Shown::Figures => charts(figures, set),
        other => head::instead(other, &words::EMPTY_TEXT),
    });
    view! {
        <div class="page insight-page">
            <header class="page-head">
                <h1>{t(&words::LIFE_CYCLE)}</h1>
                {erase::maybe(move || (now.get() == Shown::Figures).then(|| controls(figures, set)))}
            </header>
            {super::tabs("life-cycle")}
            {super::left_out::note()}
            {body}
        </div>
    }
    .into_any()
}

/// For which day it holds, over how many months, and of which month the moves are told.
fn controls(figures: Figures, set: Set) -> AnyView {
    let line = erase::text(move || read(figures, |a| head::as_of(a.as_of, a.buyers)).unwrap_or_default());
    let option = |n: &u32| (n.to_string(), tf(&words::LAST_MONTHS, &[("n", &n.to_string())]));
    let chosen = move |n: String| {
        if let Ok(n) = n.parse() {
            set.back.set(None);
            set.cell.set((None, None));
            set.months.set(n);
        }
    };
    let selected = set.months.get_untracked().to_string();
    view! {
        <div class="insight-controls note">
            <span>{line}</span>
            {head::choice(&words::MONTHS, MONTHS.iter().map(option).collect(), &selected, chosen)}
            {month(figures, set)}
        </div>
    }
    .into_any()
}

/// The choice of one month, newest first. The charts choose, too, so it follows what is set.
fn month(figures: Figures, set: Set) -> AnyView {
    let days = Derived::new(move || read(figures, |answer| answer.days.clone()).unwrap_or_default());
    let options = erase::view(move || {
        let option = |back: Option<u32>, name: String| {
            let is = set.back.get_untracked() == back;
            let value = back.map_or_else(String::new, |back| back.to_string());
            view! { <option value=value prop:selected=is>{name}</option> }.into_any()
        };
        let all = option(None, t(&words::ALL_MONTHS).to_owned());
        let months = days.get().into_iter().skip(1).rev().zip(0..).map(|(day, n)| option(Some(n), format::month(day)));
        std::iter::once(all).chain(months).collect::<Vec<_>>().into_any()
    });
    let value = erase::text(move || set.back.get().map_or_else(String::new, |back| back.to_string()));
    view! {
        <label class="insight-choice">
            <span>{t(&words::MOVES_OF)}</span>
            <select
                class="input"
                prop:value=value
                on:change:target=move |event| {
                    set.cell.set((None, None));
                    set.back.set(event.target().value().parse().ok());
                }
            >
                {options}
            </select>
        </label>
    }
    .into_any()
}

fn charts(figures: Figures, set: Set) -> AnyView {
    let draw = move |f: fn(&LifeCycleAnswer, Set) -> AnyView| -> Draw {
        Arc::new(move || read(figures, |answer| f(answer, set)).unwrap_or_else(erase::nothing))
    };
    let sheet = move |name: &'static str, f: fn(&LifeCycleAnswer) -> Vec<Vec<String>>| -> Sheet {
        (name, Arc::new(move || read(figures, f).unwrap_or_default()))
    };
    let whole: Whole = (
        Arc::new(move |nth| (nth == 0).then(|| InsightQuery::LifeCycle(whole_of(set)))),
        Arc::new(|answer| match answer {
            InsightAnswer::LifeCycle(answer) => movers::sheet(answer),
            _ => Vec::new(),
        }),
    );
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
            <div node_ref=set.who tabindex="-1">
                <ChartFrame
                    title=&words::MOVERS_TITLE
                    definition=&words::MOVERS_DEFINITION
                    chart=draw(movers::list)
                    sheet=sheet("life-cycle-movers.csv", movers::sheet)
                    whole=whole
                />
            </div>
        </div>
    }
    .into_any()
}

/// The question whose answer lists all who are asked for.
fn whole_of(set: Set) -> LifeCycleQuery {
    LifeCycleQuery { limit: u32::MAX, ..untrack(|| set.query()) }
}

/// The stage with a number, in the order of [`Stage::ALL`].
fn stage(number: usize) -> Option<Stage> {
    Stage::ALL.get(number).copied()
}

/// What a place is called: a stage, or nobody's yet.
fn place_name(place: Option<Stage>) -> String {
    place.map_or_else(|| t(&words::NOBODY_YET).to_owned(), crate::ui::marks::stage_label)
}
