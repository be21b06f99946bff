//! Targets, reports and the dashboard.

mod behind;
mod builder;
mod chart;
mod dashboard;
mod frame;
mod names;
mod targets;
pub(super) mod words;

pub(crate) use names::READY;

use crate::i18n::{Msg, t};
use crate::selling::asked;
use crate::state::{Derived, Slot};
use crate::ui::erase;
use asked::Asked;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use model::RecordId;
use protocol::{ReportsAnswer, ReportsDeed, ReportsQuery, Request, Sealed, SellingAnswer, SellingDeed, SellingQuery};

/// The parts of the page: their name in the URL and their words.
static TABS: [(&str, &Msg); 3] =
    [("dashboard", &words::DASHBOARD), ("targets", &words::TARGETS), ("report", &words::BUILDER)];

/// Watches a question of this page.
pub(super) fn ask(question: impl Fn() -> Option<ReportsQuery> + 'static) -> Asked {
    asked::ask(move || question().map(SellingQuery::Reports))
}

/// Something of the answer that is there; reactive.
pub(super) fn read<T>(answer: Asked, f: impl FnOnce(&ReportsAnswer) -> Option<T>) -> Option<T> {
    asked::read(answer, |answer| match answer {
        SellingAnswer::Reports(answer) => f(answer),
        _ => None,
    })
}

/// A step as a request.
fn step(deed: ReportsDeed) -> Request {
    Request::Sell(Sealed::new(&SellingDeed::Reports(deed)))
}

/// The page.
#[component]
pub fn ReportsPage() -> impl IntoView {
    let query = use_location().query;
    let tab = Derived::new(move || {
        let named = query.with(|query| query.get_str("tab").unwrap_or_default().to_owned());
        TABS.iter().position(|(name, _)| *name == named).unwrap_or(0)
    });
    let id: Derived<Option<RecordId>> =
        Derived::new(move || query.with(|query| query.get_str("id").and_then(|id| id.parse().ok())));
    let asked = Slot::new(None);
    let tabs = erase::view(move || {
        let now = tab.get();
        let one = |(at, (name, text)): (usize, &(&'static str, &'static Msg))| {
            let current = (at == now).then_some("page");
            view! { <a class="tab" href=format!("reports?tab={name}") aria-current=current>{t(text)}</a> }.into_any()
        };
        let tabs: Vec<AnyView> = TABS.iter().enumerate().map(one).collect();
        view! { <nav class="tabs report-tabs" aria-label=t(&words::TABS)>{tabs}</nav> }.into_any()
    });
    let body = erase::view(move || match tab.get() {
        0 => dashboard::dashboard(asked),
        1 => targets::targets(asked),
        _ => builder::builder(id, asked),
    });
    view! {
        <div class="page reports-page">
            <header class="page-head">
                <h1>{t(&words::TITLE)}</h1>
            </header>
            {tabs}
            {body}
            {behind::sheet(asked)}
        </div>
    }
    .into_any()
}
