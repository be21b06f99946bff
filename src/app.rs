//! Routes: every page has a URL, exactly one segment below the place where the site is served, so that relative links
//! work under `/` and under `/any/path/`.

use crate::customers::CustomersPage;
use crate::data::prefs;
use crate::parts::{self, Page};
use crate::shell::Shell;
use crate::state::Derived;
use crate::ui::erase;
use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::hooks::{use_location, use_navigate};
use leptos_router::{NavigateOptions, path};
use std::cell::RefCell;
use std::sync::LazyLock;

/// Where the site is served: "" or "/sub".
static BASE: LazyLock<String> = LazyLock::new(|| {
    let base = document().base_uri().ok().flatten().and_then(|uri| web_sys::Url::new(&uri).ok());
    let path = base.map(|url| url.pathname()).unwrap_or_default();
    path.rsplit_once('/').map_or(String::new(), |(directory, _)| directory.to_owned())
});

/// Under this the browser keeps which page the site opens with.
pub const START: &str = "rapport.start";

type Go = Box<dyn Fn(&str, NavigateOptions)>;

thread_local! {
    static GO: RefCell<Option<Go>> = const { RefCell::new(None) };
}

/// Goes to a page by its relative URL ("customers?segment=lost").
pub fn go(to: &str) {
    navigate(to, false);
}

/// Like [`go`], but Back will not return to the present URL.
pub fn go_instead(to: &str) {
    navigate(to, true);
}

fn navigate(to: &str, replace: bool) {
    let to = format!("{}/{to}", BASE.as_str());
    let options = NavigateOptions { resolve: false, replace, scroll: false, ..NavigateOptions::default() };
    GO.with_borrow(|go| {
        if let Some(go) = go {
            go(&to, options);
        }
    });
}

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    crate::fields::start();
    view! {
        <Router base=BASE.as_str()>
            {erase::view(|| {
                crate::i18n::track_lang();
                pages()
            })}
        </Router>
    }
}

/// The pages by their path. One route for all of them: each route of its own is a type of its own, which the router compiles anew.
static PAGES: &[(&str, Page)] = &[
    ("customers", || view! { <CustomersPage /> }.into_any()),
    ("segments", parts::segments),
    ("life-cycle", parts::life_cycle),
    ("churn", parts::churn),
    ("cohorts", parts::cohorts),
    ("loyalty", parts::loyalty),
    ("overview", parts::overview),
    ("dimensions", parts::dimensions),
    ("offers", parts::offers),
    ("people", parts::people),
    ("drivers", parts::drivers),
    ("clusters", parts::clusters),
    ("compare", parts::compare),
    ("value", parts::value),
    ("trust", parts::trust),
    ("analyses", parts::analyses),
    ("today", parts::today),
    ("leads", parts::leads),
    ("deals", parts::deals),
    ("money", parts::money),
    ("agenda", parts::agenda),
    ("field", parts::field),
    ("call", parts::call),
    ("reports", parts::reports),
    ("team", parts::team),
    ("records", parts::records),
    ("import", parts::import),
    ("settings", parts::settings),
    ("history", parts::history),
    ("fields", parts::customise),
];

fn pages() -> AnyView {
    let (page, start): (Page, Page) = (page, not_found);
    let navigate = use_navigate();
    GO.set(Some(Box::new(move |to, options| navigate(to, options))));
    view! {
        <Shell>
            <FlatRoutes fallback=start>
                <Route path=path!("") view=start />
                <Route path=path!(":page") view=page />
            </FlatRoutes>
        </Shell>
    }
    .into_any()
}

/// The page that the URL names, drawn anew when it names another.
fn page() -> AnyView {
    // The router tells a route that stays of its parameters, but not of the query; the location has both.
    let path = use_location().pathname;
    let named = Derived::new(move || path.with(|path| path.rsplit('/').next().unwrap_or_default().to_owned()));
    let content = erase::view(move || {
        let named = named.get();
        PAGES.iter().find(|(path, _)| *path == named).map_or_else(not_found, |(_, page)| page())
    });
    content.into_any()
}

/// The start page, and any URL that names no page: the customers, or the day of who sells.
fn not_found() -> AnyView {
    go_instead(if prefs::get_text(START).as_deref() == Some("today") { "today" } else { "customers" });
    erase::nothing()
}
