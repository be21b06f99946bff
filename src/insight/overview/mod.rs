//! Overview: the four steps of IDIC, the period beside the one before, stages and segments then and now, and who needs attention.

mod attention;
mod figures;
mod groups;
mod steps;
mod words;

use super::head::{self, Shown};
use crate::state::{Derived, Slot};
use crate::ui::chart_frame::{Draw, Sheet};
use crate::ui::{ChartFrame, erase};
use leptos::prelude::*;
use protocol::{Answer, InsightAnswer, InsightQuery, OverviewAnswer, OverviewQuery};
use std::sync::Arc;

/// The period at first, days.
const DAYS: u32 = 90;

type Figures = Slot<Option<Arc<Answer>>>;

fn read<T>(figures: Figures, f: impl FnOnce(&OverviewAnswer) -> T) -> Option<T> {
    head::read(figures, |answer| match answer {
        InsightAnswer::Overview(answer) => Some(f(answer)),
        _ => None,
    })
}

/// The page.
#[component]
pub fn OverviewPage() -> impl IntoView {
    let saved = head::opened(|query| match query {
        InsightQuery::Overview(query) => Some(query.days),
        _ => None,
    });
    let days = Slot::new(saved.unwrap_or(DAYS));
    let figures: Figures = head::ask(move || InsightQuery::Overview(OverviewQuery { days: days.get() }));
    let now = Derived::new(move || read(figures, |answer| head::shown(answer.buyers, 1)).unwrap_or(Shown::Working));
    let body = move || match now.get() {
        Shown::Figures => charts(figures, days),
        other => head::instead(other, &words::EMPTY),
    };
    let line = move || read(figures, |a| head::as_of(a.as_of, a.buyers)).unwrap_or_default();
    head::page("overview", &super::words::OVERVIEW, line, body)
}

fn charts(figures: Figures, days: Slot<u32>) -> AnyView {
    let draw = move |f: fn(&OverviewAnswer) -> AnyView| -> Draw {
        Arc::new(move || read(figures, f).unwrap_or_else(erase::nothing))
    };
    let sheet = move |name: &'static str, f: fn(&OverviewAnswer) -> Vec<Vec<String>>| -> Sheet {
        (name, Arc::new(move || read(figures, f).unwrap_or_default()))
    };
    view! {
        <div class="insight-controls">
            {head::period(days)}
        </div>
        <div class="insight-charts">
            <div class="insight-wide">
                <ChartFrame
                    title=&words::STEPS
                    definition=&words::STEPS_DEFINITION
                    chart=draw(steps::steps)
                    sheet=sheet("overview-steps.csv", steps::sheet)
                />
            </div>
            <div>
                <ChartFrame
                    title=&words::FIGURES
                    definition=&words::FIGURES_DEFINITION
                    chart=draw(figures::table)
                    sheet=sheet("overview.csv", figures::sheet)
                />
            </div>
            <div>
                <ChartFrame
                    title=&words::ATTENTION
                    definition=&words::ATTENTION_DEFINITION
                    chart=draw(attention::list)
                    sheet=sheet("overview-attention.csv", attention::sheet)
                />
            </div>
            <div class="insight-wide">
                <ChartFrame
                    title=&words::GROUPS
                    definition=&words::GROUPS_DEFINITION
                    chart=draw(groups::tables)
                    sheet=sheet("overview-groups.csv", groups::sheet)
                />
            </div>
        </div>
    }
    .into_any()
}
