//! Pages that tell of the customers as a whole. Each is a question to the worker and a folder here.

mod churn;
mod clusters;
mod cohorts;
mod compare;
mod dimensions;
mod drivers;
pub(crate) mod frame;
mod head;
mod life_cycle;
mod loyalty;
mod offers;
mod overview;
mod people;
mod setting;
mod trust;
mod value;
mod words;

use crate::i18n::{Msg, t};
use leptos::prelude::*;

pub use churn::ChurnPage;
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
];

/// The way from one page of insight to the others.
pub fn tabs(current: &'static str) -> AnyView {
    let tab = |&(path, name): &(&'static str, &'static Msg)| {
        let is_current = (path == current).then_some("page");
        view! { <a class="tab" href=path aria-current=is_current>{t(name)}</a> }.into_any()
    };
    let tabs: Vec<AnyView> = PAGES.iter().map(tab).collect();
    view! { <nav class="tabs insight-tabs" aria-label=t(&words::PAGES)>{tabs}</nav> }.into_any()
}
