//! Pages that tell of the customers as a whole. Each is a question to the worker and a folder here.

mod churn;
mod clusters;
mod cohorts;
mod compare;
mod dimensions;
mod drivers;
pub(crate) mod frame;
mod head;
pub(crate) mod left_out;
mod life_cycle;
mod loyalty;
mod offers;
mod overview;
mod people;
mod rules;
mod saved;
mod setting;
mod tag;
mod trust;
mod value;
pub(crate) mod way;
mod words;

use crate::i18n::{Msg, t};
use crate::state::Slot;
use crate::ui::erase;
use leptos::prelude::*;
use protocol::InsightQuery;
use std::sync::Arc;

pub use churn::ChurnPage;
pub(crate) use churn::reason as churn_reason;
pub use clusters::ClustersPage;
pub use cohorts::CohortsPage;
pub use compare::ComparePage;
pub use dimensions::DimensionsPage;
pub use drivers::DriversPage;
pub use life_cycle::LifeCyclePage;
pub use loyalty::LoyaltyPage;
pub use offers::OffersPage;
pub use overview::OverviewPage;
pub use people::PeoplePage;
pub use saved::AnalysesPage;
pub use trust::TrustPage;
pub use value::ValuePage;

/// The pages: path and name.
static PAGES: &[(&str, &Msg)] = &[
    ("overview", &words::OVERVIEW),
    ("segments", &words::SEGMENTS),
    ("life-cycle", &words::LIFE_CYCLE),
    ("churn", &words::CHURN),
    ("cohorts", &words::COHORTS),
    ("loyalty", &words::LOYALTY),
    ("dimensions", &words::DIMENSIONS),
    ("offers", &offers::words::OFFERS),
    ("people", &people::words::PEOPLE),
    ("drivers", &drivers::words::DRIVERS),
    ("clusters", &clusters::NAME),
    ("compare", &compare::NAME),
    ("value", &value::words::VALUE),
    ("trust", &trust::words::TRUST),
    ("analyses", &words::ANALYSES),
];

/// Lets the page of segments be saved as an analysis. Gives the share of the customers that its curve is read at.
pub fn keep_segments(usual: usize) -> Slot<usize> {
    let saved = head::opened(|query| match query {
        InsightQuery::Segments { best_percent } => Some(*best_percent as usize),
        _ => None,
    });
    let percent = Slot::new(saved.filter(|percent| *percent > 0).unwrap_or(usual));
    let query = |percent: usize| InsightQuery::Segments { best_percent: percent as u32 };
    let _ = head::ask_saving(Arc::new(move || query(0)), Arc::new(move || query(percent.get())));
    percent
}

/// The way from one page of insight to the others.
pub fn tabs(current: &'static str) -> AnyView {
    let tab = |&(path, name): &(&'static str, &'static Msg)| {
        let is_current = (path == current).then_some("page");
        view! { <a class="tab" href=path aria-current=is_current>{t(name)}</a> }.into_any()
    };
    let tabs: Vec<AnyView> = PAGES.iter().map(tab).collect();
    let node = NodeRef::<leptos::html::Nav>::new();
    // Where the tabs do not fit, that of this page is the one to see.
    erase::effect(move || {
        let current = node.get().and_then(|nav| nav.query_selector("[aria-current]").ok().flatten());
        if let (Some(nav), Some(current)) = (node.get_untracked(), current) {
            let (nav, tab) = (nav.get_bounding_client_rect(), current.get_bounding_client_rect());
            if tab.right() > nav.right()
                && let Some(nav) = node.get_untracked()
            {
                nav.set_scroll_left((tab.left() - nav.get_bounding_client_rect().left()) as i32);
            }
        }
    });
    // The saved ones are no analysis of their own.
    let keeper = (current != "analyses").then(saved::keeper);
    view! {
        <div class="insight-bar">
            <nav class="tabs insight-tabs" aria-label=t(&words::PAGES) node_ref=node>{tabs}</nav>
            {keeper}
        </div>
    }
    .into_any()
}
