//! The sections: a side bar on wide screens, a bottom bar on phones.

use super::log;
use super::palette::{self, Shown};
use super::theme::{Theme, set_theme, theme};
use super::words;
use crate::i18n::{Lang, Msg, lang, set_lang, t, tf};
use crate::state::{Derived, Slot};
use crate::ui::{Glyph, Icon, erase};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use std::sync::LazyLock;

/// A section: its path, its name, its icon, and the key that goes there after `g`.
pub struct Section {
    pub(crate) path: &'static str,
    pub(crate) name: &'static Msg,
    pub(crate) icon: Glyph,
    pub(crate) key: &'static str,
    /// It stands in the bar of a phone; the others come out with "More".
    first: bool,
}

/// All of them.
pub static SECTIONS: [Section; 12] = [
    Section { path: "today", name: &words::TODAY, icon: Glyph::Pick, key: "t", first: true },
    Section { path: "customers", name: &words::CUSTOMERS, icon: Glyph::Customers, key: "c", first: true },
    Section { path: "leads", name: &words::LEADS, icon: Glyph::Contact, key: "l", first: false },
    Section { path: "deals", name: &words::DEALS, icon: Glyph::Columns, key: "d", first: true },
    Section { path: "money", name: &words::MONEY, icon: Glyph::Payment, key: "p", first: false },
    Section { path: "agenda", name: &words::AGENDA, icon: Glyph::Meeting, key: "a", first: true },
    Section { path: "field", name: &words::FIELD, icon: Glyph::Visit, key: "v", first: false },
    Section { path: INSIGHT, name: &words::INSIGHT, icon: Glyph::Segments, key: "s", first: false },
    Section { path: "reports", name: &words::REPORTS, icon: Glyph::Chart, key: "o", first: false },
    Section { path: "records", name: &words::RECORDS, icon: Glyph::Table, key: "r", first: false },
    Section { path: "import", name: &words::IMPORT, icon: Glyph::Import, key: "i", first: false },
    Section { path: "settings", name: &words::SETTINGS, icon: Glyph::Settings, key: ",", first: false },
];

/// Where insight begins; its other pages are tabs beside this one.
const INSIGHT: &str = "segments";

/// Pages that are reached from within others: path, name, and the section in which they are, if they are in one.
pub static BESIDE: [(&str, &Msg, Option<&str>); 18] = [
    ("overview", &words::OVERVIEW, Some(INSIGHT)),
    ("segments", &words::SEGMENTS, Some(INSIGHT)),
    ("life-cycle", &words::LIFE_CYCLE, Some(INSIGHT)),
    ("churn", &words::CHURN, Some(INSIGHT)),
    ("cohorts", &words::COHORTS, Some(INSIGHT)),
    ("loyalty", &words::LOYALTY, Some(INSIGHT)),
    ("dimensions", &words::DIMENSIONS, Some(INSIGHT)),
    ("offers", &words::OFFERS, Some(INSIGHT)),
    ("people", &words::PEOPLE, Some(INSIGHT)),
    ("drivers", &words::DRIVERS, Some(INSIGHT)),
    ("clusters", &words::CLUSTERS, Some(INSIGHT)),
    ("compare", &words::COMPARE, Some(INSIGHT)),
    ("value", &words::VALUE, Some(INSIGHT)),
    ("trust", &words::TRUST, Some(INSIGHT)),
    ("analyses", &words::ANALYSES, Some(INSIGHT)),
    ("history", &words::HISTORY, None),
    ("call", &words::CALL, None),
    ("team", &words::TEAM, None),
];

static NEW_DEALS: LazyLock<Slot<usize>> = LazyLock::new(|| Slot::lasting(0));
/// The words that say what the number beside the section of deals counts.
const NEW_DEALS_ID: &str = "nav-new-deals";

/// How many large deals are new to who sits here: told beside the section of deals by the part that knows.
pub fn new_deals() -> Slot<usize> {
    *NEW_DEALS
}

/// The last part of the path: which section is shown.
pub(super) fn current_path() -> Derived<String> {
    let pathname = use_location().pathname;
    Derived::new(move || pathname.with(|path| path.rsplit('/').next().unwrap_or("").to_owned()))
}

#[component]
pub(super) fn Nav() -> impl IntoView {
    let path = current_path();
    erase::effect(move || {
        let section = || SECTIONS.iter().find(|section| path.get() == section.path);
        let beside = BESIDE.iter().find(|(beside, ..)| path.get() == *beside).map(|(_, name, _)| *name);
        let title = beside.or_else(|| section().map(|section| section.name));
        let title = title.map_or_else(|| "Rapport".to_owned(), |name| format!("{} · Rapport", t(name)));
        document().set_title(&title);
    });
    let link = move |section: &'static Section| {
        let within = move |path: &String| {
            let beside = BESIDE.iter().find(|(beside, ..)| path == beside);
            path == section.path || beside.is_some_and(|(.., within)| *within == Some(section.path))
        };
        let current = erase::attribute(move || path.with(within).then(|| "page".to_owned()));
        let new = move || if section.path == "deals" { NEW_DEALS.get() } else { 0 };
        let described = erase::attribute(move || (new() > 0).then(|| NEW_DEALS_ID.to_owned()));
        let count = erase::maybe(move || {
            let n = Some(new()).filter(|n| *n > 0)?.to_string();
            let said = tf(&words::NEW_DEALS, &[("n", &n)]);
            let count = view! {
                <span class="nav-count" aria-hidden="true">{n}</span>
                <span id=NEW_DEALS_ID hidden>{said}</span>
            };
            Some(count.into_any())
        });
        view! {
            <li class:nav-later=!section.first>
                <a class="nav-link" href=section.path aria-current=current aria-describedby=described>
                    <Icon of=section.icon />
                    <span>{t(section.name)}</span>
                    {count}
                </a>
            </li>
        }
        .into_any()
    };
    let more = RwSignal::new(false);
    erase::effect(move || {
        path.with(|_| ());
        more.set(false);
    });
    let mut links: Vec<AnyView> = SECTIONS.iter().map(link).collect();
    // On a phone it stands in the middle: after the second section of its bar.
    links.insert(2, log::button());
    view! {
        <nav class="nav" class:open=move || more.get() aria-label=t(&words::SECTIONS)>
            <div class="nav-brand">
                <Mark />
                <span>"Rapport"</span>
            </div>
            <ul class="nav-list">
                {links}
                <li class="nav-more">
                    <button
                        type="button"
                        class="nav-link"
                        aria-expanded=erase::attribute(move || Some(more.get().to_string()))
                        on:click=move |_| more.update(|more| *more = !*more)
                    >
                        <Icon of=Glyph::More />
                        <span>{t(&words::MORE)}</span>
                    </button>
                </li>
            </ul>
            <div class="nav-foot">
                <Switches />
                <button
                    type="button"
                    class="button quiet icon-only only-keyboard"
                    title=t(&words::SHORTCUTS)
                    aria-label=t(&words::SHORTCUTS)
                    on:click=move |_| palette::open(Shown::Keys)
                >
                    <Icon of=Glyph::Keyboard />
                </button>
            </div>
        </nav>
    }
    .into_any()
}

/// The product's mark: two people facing each other, as two brackets of one circle.
#[component]
fn Mark() -> impl IntoView {
    view! {
        <svg viewBox="0 0 20 20" aria-hidden="true">
            <path
                fill="none"
                stroke="currentColor"
                stroke-width="2.6"
                stroke-linecap="round"
                d="M8 3a7.3 7.3 0 0 0 0 14M12 3a7.3 7.3 0 0 1 0 14"
            ></path>
            <circle cx="10" cy="10" r="1.9" fill="currentColor"></circle>
        </svg>
    }
}

/// Theme and language.
#[component]
pub(super) fn Switches() -> impl IntoView {
    let icon = erase::view(|| {
        let icon = match theme() {
            Theme::System => Glyph::System,
            Theme::Light => Glyph::Sun,
            Theme::Dark => Glyph::Moon,
        };
        view! { <Icon of=icon /> }.into_any()
    });
    let name = erase::text(|| {
        let name = match theme() {
            Theme::System => &words::THEME_SYSTEM,
            Theme::Light => &words::THEME_LIGHT,
            Theme::Dark => &words::THEME_DARK,
        };
        t(name).to_owned()
    });
    let next_theme = |_| {
        set_theme(match theme() {
            Theme::System => Theme::Light,
            Theme::Light => Theme::Dark,
            Theme::Dark => Theme::System,
        });
    };
    let other = if lang() == Lang::En { Lang::ZhCn } else { Lang::En };
    view! {
        <button type="button" class="button quiet icon-only" title=name.clone() aria-label=name on:click=next_theme>
            {icon}
        </button>
        <button type="button" class="button quiet" lang=other.tag() on:click=move |_| set_lang(other)>
            {t(&words::OTHER_LANGUAGE)}
        </button>
    }
}
