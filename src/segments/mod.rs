//! The groups of the book: RFM grid, segments, life-cycle stages, the 80/20 curve.

mod figures;
mod grid;
mod list;
mod model_line;
mod pareto;
mod stages;
mod words;

use crate::data::watch;
use crate::format;
use crate::i18n::{t, tf};
use crate::ui::{ChartFrame, EmptyState, Skeleton};
use leptos::prelude::*;
use protocol::{Answer, Query, SegmentsAnswer};
use std::sync::Arc;

/// Buyers from which on stages can be told (insight: "small books").
const BUYERS_MIN: u32 = 30;

/// The answer that the page shows, as its parts take it.
type Figures = Signal<Option<Arc<Answer>>>;

/// What `f` makes of the figures, once there are any; reactive.
fn read<T>(figures: Figures, f: impl FnOnce(&SegmentsAnswer) -> T) -> Option<T> {
    figures.with(|answer| match answer.as_deref() {
        Some(Answer::Segments(answer)) => Some(f(answer)),
        _ => None,
    })
}

#[derive(Clone, Copy, PartialEq)]
enum Shown {
    Nothing,
    FirstRun,
    Empty,
    Figures,
}

fn shown(answer: &SegmentsAnswer) -> Shown {
    match (answer.buyers, answer.working) {
        (0, true) => Shown::FirstRun,
        (0, false) => Shown::Empty,
        _ => Shown::Figures,
    }
}

/// The page of segments.
#[component]
pub fn SegmentsPage() -> impl IntoView {
    let figures: Figures = watch(|| Some(Query::Segments));
    let now = Memo::new(move |_| read(figures, shown).unwrap_or(Shown::Nothing));
    let body = move || {
        match now.get() {
        Shown::Nothing => view! { <Skeleton lines=8/> }.into_any(),
        Shown::FirstRun => {
            view! {
                <p class="note" role="status">{t(&words::WORKING_FIRST)}</p>
                <Skeleton lines=8/>
            }
            .into_any()
        }
        Shown::Empty => {
            view! {
                <EmptyState title=Signal::derive(|| t(&words::EMPTY_TITLE).to_owned()) text=Signal::derive(|| t(&words::EMPTY_TEXT).to_owned())>
                    <a class="button primary" href="import">{t(&words::EMPTY_ACTION)}</a>
                </EmptyState>
            }
            .into_any()
        }
        Shown::Figures => view! { <Charts figures/> }.into_any(),
    }
    };
    view! {
        <div class="page segments-page">
            <header class="page-head">
                <h1>{t(&words::TITLE)}</h1>
                {move || (now.get() == Shown::Figures).then(|| view! { <AsOf figures/> })}
            </header>
            {body}
        </div>
    }
    .into_any()
}

/// For which day and how many buyers everything on the page holds, and what the figures leave out.
#[component]
fn AsOf(figures: Figures) -> impl IntoView {
    let line = move || {
        read(figures, |answer| {
            let n = format::integer(answer.buyers.into());
            tf(&words::AS_OF, &[("day", &format::day(answer.as_of)), ("n", &n)])
        })
    };
    let working = move || read(figures, |answer| answer.working) == Some(true);
    let others = move || {
        let (n, currency) = read(figures, |answer| (answer.other_currency_orders, answer.currency))?;
        let n = (n > 0).then(|| format::integer(n.into()))?;
        let text = tf(&words::OTHER_CURRENCIES, &[("n", &n), ("currency", currency.code())]);
        Some(view! { <p class="note">{text}</p> })
    };
    view! {
        <p class="segments-as-of note">
            <span>{line}</span>
            <a href="settings">{t(&words::AS_OF_CHANGE)}</a>
        </p>
        <p class="segments-working note" role="status">{move || working().then(|| t(&words::WORKING))}</p>
        {others}
    }
}

#[component]
fn Charts(figures: Figures) -> impl IntoView {
    let percent = RwSignal::new(pareto::BEST_PERCENT);
    let title = |msg: &'static crate::i18n::Msg| Signal::derive(move || t(msg).to_owned());
    view! {
        <div class="segments-charts">
            <div class="segments-grid">
                <ChartFrame
                    title=title(&words::GRID_TITLE)
                    definition=title(&words::GRID_DEFINITION)
                    table=move || read(figures, grid::table)
                >
                    {move || read(figures, grid::grid)}
                </ChartFrame>
            </div>
            <div class="segments-list">
                <ChartFrame title=title(&words::SEGMENTS_TITLE) definition=title(&words::SEGMENTS_DEFINITION)>
                    {move || read(figures, list::segments)}
                </ChartFrame>
            </div>
            <div class="segments-stages">
                <ChartFrame title=title(&words::STAGES_TITLE) definition=title(&words::STAGES_DEFINITION)>
                    {move || read(figures, stages::life_cycle)}
                </ChartFrame>
            </div>
            <div class="segments-pareto">
                <ChartFrame
                    title=title(&words::PARETO_TITLE)
                    definition=title(&words::PARETO_DEFINITION)
                    table=move || read(figures, |answer| answer.pareto.as_ref().map(pareto::table))
                >
                    {move || read(figures, |answer| pareto::chart(answer, percent))}
                </ChartFrame>
            </div>
        </div>
    }
}
