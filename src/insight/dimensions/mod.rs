//! Seven dimensions: satisfaction, loyalty, engagement, channels, touchpoints, traits, market feedback.

mod feedback;
mod places;
mod scores;
mod words;

use super::head::{self, Shown};
use crate::i18n::Msg;
use crate::state::{Derived, Slot};
use crate::ui::chart_frame::{Draw, Sheet};
use crate::ui::{ChartFrame, erase};
use leptos::prelude::*;
use protocol::{Answer, DimensionsAnswer, DimensionsQuery, InsightAnswer, InsightQuery};
use std::sync::Arc;

/// The period at first, days.
const DAYS: u32 = 90;

type Figures = Slot<Option<Arc<Answer>>>;

fn read<T>(figures: Figures, f: impl FnOnce(&DimensionsAnswer) -> T) -> Option<T> {
    head::read(figures, |answer| match answer {
        InsightAnswer::Dimensions(answer) => Some(f(answer)),
        _ => None,
    })
}

/// The page.
#[component]
pub fn DimensionsPage() -> impl IntoView {
    let saved = head::opened(|query| match query {
        InsightQuery::Dimensions(query) => Some(query.days),
        _ => None,
    });
    let days = Slot::new(saved.unwrap_or(DAYS));
    let figures: Figures = head::ask(move || InsightQuery::Dimensions(DimensionsQuery { days: days.get() }));
    let now = Derived::new(move || read(figures, |answer| head::shown(answer.customers, 1)).unwrap_or(Shown::Working));
    let body = move || match now.get() {
        Shown::Figures => charts(figures, days),
        other => head::instead(other, &words::EMPTY),
    };
    let line = move || read(figures, |a| head::as_of(a.as_of, a.buyers)).unwrap_or_default();
    head::page("dimensions", &super::words::DIMENSIONS, line, body)
}

fn charts(figures: Figures, days: Slot<u32>) -> AnyView {
    let frame = move |title: &'static Msg,
                      definition: &'static Msg,
                      file: &'static str,
                      draw: fn(&DimensionsAnswer) -> AnyView,
                      rows: fn(&DimensionsAnswer) -> Vec<Vec<String>>| {
        let chart: Draw = Arc::new(move || read(figures, draw).unwrap_or_else(erase::nothing));
        let sheet: Sheet = (file, Arc::new(move || read(figures, rows).unwrap_or_default()));
        view! { <ChartFrame title=title definition=definition chart=chart sheet=sheet/> }.into_any()
    };
    let scores = frame(&words::SCORES, &words::SCORES_DEFINITION, "dimensions.csv", scores::table, scores::sheet);
    let channels =
        frame(&words::CHANNELS, &words::CHANNELS_DEFINITION, "channels.csv", places::channels, places::channel_sheet);
    let touchpoints = frame(
        &words::TOUCHPOINTS,
        &words::TOUCHPOINTS_DEFINITION,
        "touchpoints.csv",
        places::touchpoints,
        places::touchpoint_sheet,
    );
    let traits = frame(&words::TRAITS, &words::TRAITS_DEFINITION, "traits.csv", scores::traits, scores::trait_sheet);
    let feedback =
        frame(&words::FEEDBACK, &words::FEEDBACK_DEFINITION, "feedback.csv", feedback::list, feedback::sheet);
    view! {
        <div class="insight-controls">
            {head::period(days)}
        </div>
        <div class="insight-charts">
            <div class="insight-wide">{scores}</div>
            <div>{channels}</div>
            <div>{touchpoints}</div>
            <div>{traits}</div>
            <div>{feedback}</div>
        </div>
    }
    .into_any()
}
