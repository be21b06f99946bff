//! Routes: every page has a URL, exactly one segment below the place where the site is served, so that relative links
//! work under `/` and under `/any/path/`.

use crate::customers::CustomersPage;
use crate::parts::{self, Page};
use crate::shell::Shell;
use crate::ui::erase;
use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::hooks::use_navigate;
use leptos_router::{NavigateOptions, path};
use std::cell::RefCell;
use std::sync::LazyLock;

/// Where the site is served: "" or "/sub".
static BASE: LazyLock<String> = LazyLock::new(|| {
    let base = document().base_uri().ok().flatten().and_then(|uri| web_sys::Url::new(&uri).ok());
    let path = base.map(|url| url.pathname()).unwrap_or_default();
    path.rsplit_once('/').map_or(String::new(), |(directory, _)| directory.to_owned())
});

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

fn pages() -> AnyView {
    let customers: Page = || view! { <CustomersPage /> }.into_any();
    let segments: Page = parts::segments;
    let life_cycle: Page = parts::life_cycle;
    let churn: Page = parts::churn;
    let cohorts: Page = parts::cohorts;
    let value: Page = parts::value;
    let trust: Page = parts::trust;
    let records: Page = parts::records;
    let import: Page = parts::import;
    let settings: Page = parts::settings;
    let history: Page = parts::history;
    let customise: Page = parts::customise;
    let start: Page = not_found;
    let navigate = use_navigate();
    GO.set(Some(Box::new(move |to, options| navigate(to, options))));
    view! {
        <Shell>
            <FlatRoutes fallback=start>
                <Route path=path!("") view=start />
                <Route path=path!("customers") view=customers />
                <Route path=path!("segments") view=segments />
                <Route path=path!("life-cycle") view=life_cycle />
                <Route path=path!("churn") view=churn />
                <Route path=path!("cohorts") view=cohorts />
                <Route path=path!("value") view=value />
                <Route path=path!("trust") view=trust />
                <Route path=path!("records") view=records />
                <Route path=path!("import") view=import />
                <Route path=path!("settings") view=settings />
                <Route path=path!("history") view=history />
                <Route path=path!("fields") view=customise />
            </FlatRoutes>
        </Shell>
    }
    .into_any()
}

/// The start page, and any URL that names no page: the customers.
fn not_found() -> AnyView {
    go_instead("customers");
    erase::nothing()
}
