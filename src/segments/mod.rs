//! The groups of the book: RFM grid, segments, life-cycle stages, the 80/20 curve.

mod classes;
mod figures;
mod grid;
pub(crate) mod list;
mod model_line;
mod own;
mod pareto;
mod sheets;
mod stages;
mod words;

pub(crate) use words::AS_OF;

use crate::data::watch;
use crate::format;
use crate::i18n::{t, tf};
use crate::insight::left_out;
use crate::state::{Derived, Slot};
use crate::ui::chart_frame::{Draw, Sheet};
use crate::ui::{ChartFrame, Skeleton, erase};
use leptos::prelude::*;
use protocol::{Answer, Query, SegmentsAnswer};
use std::sync::Arc;

/// Buyers from which on stages can be told (insight: "small books").
const BUYERS_MIN: u32 = 30;

/// The answer that the page shows, as its parts take it.
type Figures = Slot<Option<Arc<Answer>>>;

/// What `f` makes of the figures, once there are any; reactive.
fn read<T>(figures: Figures, f: impl FnOnce(&SegmentsAnswer) -> T) -> Option<T> {
    figures.with(|answer| match answer.as_deref() {
        Some(Answer::Segments(answer)) => answer.get().map(f),
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
    let percent = crate::insight::keep_segments(pareto::BEST_PERCENT);
    let now = Derived::new(move || read(figures, shown).unwrap_or(Shown::Nothing));
    let body = erase::view(move || match now.get() {
        Shown::Nothing => view! { <Skeleton lines=8/> }.into_any(),
        Shown::FirstRun => view! {
            <p class="note" role="status">{t(&words::WORKING_FIRST)}</p>
            <Skeleton lines=8/>
        }
        .into_any(),
        Shown::Empty => left_out::empty(&words::EMPTY_TITLE, &words::EMPTY_TEXT, &words::EMPTY_ACTION),
        Shown::Figures => charts(figures, percent),
    });
    view! {
        <div class="page segments-page">
            <header class="page-head">
                <h1>{t(&words::TITLE)}</h1>
                {erase::maybe(move || (now.get() == Shown::Figures).then(|| as_of(figures)))}
            </header>
            {crate::insight::tabs("segments")}
            {left_out::note()}
            {body}
            {own::own()}
        </div>
    }
    .into_any()
}

/// For which day and how many buyers everything on the page holds.
fn as_of(figures: Figures) -> AnyView {
    let line = erase::text(move || {
        let line = read(figures, |answer| {
            let n = format::integer(answer.buyers.into());
            tf(&words::AS_OF, &[("day", &format::day(answer.as_of)), ("n", &n)])
        });
        line.unwrap_or_default()
    });
    let working = erase::text(move || match read(figures, |answer| answer.working) {
        Some(true) => t(&words::WORKING).to_owned(),
        _ => String::new(),
    });
    view! {
        <p class="segments-as-of note">
            <span>{line}</span>
            <a href="settings">{t(&words::AS_OF_CHANGE)}</a>
        </p>
        <p class="segments-working note" role="status">{working}</p>
    }
    .into_any()
}

fn charts(figures: Figures, percent: Slot<usize>) -> AnyView {
    let draw = move |f: fn(&SegmentsAnswer) -> AnyView| -> Draw {
        Arc::new(move || read(figures, f).unwrap_or_else(erase::nothing))
    };
    let sheet = move |name: &'static str, f: fn(&SegmentsAnswer) -> Vec<Vec<String>>| -> Sheet {
        (name, Arc::new(move || read(figures, f).unwrap_or_default()))
    };
    let curve: Draw =
        Arc::new(move || read(figures, |answer| pareto::chart(answer, percent)).unwrap_or_else(erase::nothing));
    view! {
        <div class="segments-charts">
            <div class="segments-grid">
                <ChartFrame
                    title=&words::GRID_TITLE
                    definition=&words::GRID_DEFINITION
                    table=draw(grid::table)
                    chart=draw(grid::grid)
                    sheet=sheet("segments-grid.csv", sheets::grid)
                />
            </div>
            <div class="segments-list">
                <ChartFrame
                    title=&words::SEGMENTS_TITLE
                    definition=&words::SEGMENTS_DEFINITION
                    chart=draw(list::segments)
                    sheet=sheet("segments.csv", sheets::segments)
                />
            </div>
            <div class="segments-stages">
                <ChartFrame
                    title=&words::STAGES_TITLE
                    definition=&words::STAGES_DEFINITION
                    chart=draw(stages::life_cycle)
                    sheet=sheet("stages.csv", sheets::stages_of)
                />
            </div>
            <div class="segments-pareto">
                <ChartFrame
                    title=&words::PARETO_TITLE
                    definition=&words::PARETO_DEFINITION
                    table=draw(pareto_table)
                    chart=curve
                    sheet=sheet("revenue-curve.csv", sheets::curve)
                />
            </div>
        </div>
    }
    .into_any()
}

fn pareto_table(answer: &SegmentsAnswer) -> AnyView {
    answer.pareto.as_ref().map_or_else(erase::nothing, pareto::table)
}
