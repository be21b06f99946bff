//! Clusters: customers who are alike in what one chooses, and a tag for each kind of them.

mod cards;
mod fields;
mod profile;
mod words;

use super::head::{self, Shown};
use super::tag;
use crate::format;
use crate::i18n::{t, tf};
use crate::state::{Derived, Slot};
use crate::ui::chart_frame::{Draw, Sheet};
use crate::ui::{ChartFrame, EmptyState, erase};
use leptos::prelude::*;
use protocol::insight::clusters::CLUSTERS;
use protocol::{Answer, ClusterField, ClustersAnswer, ClustersQuery, InsightAnswer, InsightQuery};
use std::sync::Arc;

pub(super) use words::CLUSTERS as NAME;

type Figures = Slot<Option<Arc<Answer>>>;

fn read<T>(figures: Figures, f: impl FnOnce(&ClustersAnswer) -> T) -> Option<T> {
    head::read(figures, |answer| match answer {
        InsightAnswer::Clusters(answer) => Some(f(answer)),
        _ => None,
    })
}

/// What is set on the page.
#[derive(Clone, Copy)]
struct Set {
    fields: Slot<Vec<ClusterField>>,
    k: Slot<Option<u32>>,
    /// Names of tags as they are being typed.
    tags: tag::Typed,
}

impl Set {
    fn query(self) -> ClustersQuery {
        ClustersQuery { fields: self.fields.get(), k: self.k.get() }
    }
}

/// The page.
#[component]
pub fn ClustersPage() -> impl IntoView {
    let saved = head::opened(|query| match query {
        InsightQuery::Clusters(query) => Some((query.fields.clone(), query.k)),
        _ => None,
    });
    let (fields, k) = saved.unwrap_or_else(|| (ClusterField::USUAL.to_vec(), None));
    let set = Set { fields: Slot::new(fields), k: Slot::new(k), tags: Slot::new(Vec::new()) };
    let figures: Figures = head::ask(move || InsightQuery::Clusters(set.query()));
    // Other figures may be there for more customers: a choice that leaves too few can be taken back.
    let now = Derived::new(move || read(figures, |answer| head::shown(answer.buyers, 1)).unwrap_or(Shown::Working));
    let body = move || match now.get() {
        Shown::Figures => charts(figures, set),
        Shown::Working => head::working(&words::WORKING),
        other => head::instead(other, &words::EMPTY_TEXT),
    };
    let line = move || read(figures, |a| head::as_of(a.as_of, a.buyers)).unwrap_or_default();
    head::page("clusters", &words::CLUSTERS, line, body)
}

fn charts(figures: Figures, set: Set) -> AnyView {
    let draw: Draw = Arc::new(move || read(figures, profile::table).unwrap_or_else(erase::nothing));
    let sheet: Sheet = ("clusters.csv", Arc::new(move || read(figures, profile::sheet).unwrap_or_default()));
    let found = Derived::new(move || read(figures, |answer| (answer.n, answer.needed, answer.clusters.len())));
    let content = erase::view(move || match found.get() {
        None => erase::nothing(),
        Some((n, needed, _)) if n < needed => few(n, needed),
        Some((.., 0)) => nothing(t(&words::SAME_TITLE), t(&words::SAME_TEXT).to_owned()),
        Some(_) => {
            let (draw, sheet) = (draw.clone(), sheet.clone());
            let cards = erase::view(move || {
                let query = untrack(move || set.query());
                read(figures, |answer| cards::cards(answer, &query, set.tags)).unwrap_or_else(erase::nothing)
            });
            view! {
                <p class="note">{erase::text(move || read(figures, said).unwrap_or_default())}</p>
                <div class="insight-charts">
                    <div class="insight-wide">
                        <ChartFrame title=&words::TITLE definition=&words::DEFINITION chart=draw sheet=sheet/>
                    </div>
                </div>
                <details class="why">
                    <summary>{t(&words::TRIED)}</summary>
                    <p class="why-body">{erase::text(move || read(figures, tried).unwrap_or_default())}</p>
                </details>
                {cards}
            }
            .into_any()
        }
    });
    view! {
        {controls(set)}
        {content}
    }
    .into_any()
}

fn few(n: u32, needed: u32) -> AnyView {
    let (n, needed) = (format::integer(n.into()), needed.to_string());
    nothing(t(&words::FEW_TITLE), tf(&words::FEW_TEXT, &[("n", &n), ("needed", &needed)]))
}

fn nothing(title: &'static str, text: String) -> AnyView {
    view! { <EmptyState title=title text=erase::text(move || text.clone())>{erase::nothing()}</EmptyState> }.into_any()
}

/// How many clusters, and who is in none.
fn said(answer: &ClustersAnswer) -> String {
    let (n, all) = (format::integer(answer.n.into()), format::integer(answer.buyers.into()));
    let chosen = answer.tried.len() > 1;
    let chosen = chosen.then(|| tf(&words::CHOSEN, &[("n", &answer.clusters.len().to_string())]));
    let left_out = (answer.n < answer.buyers).then(|| tf(&words::LEFT_OUT, &[("n", &n), ("all", &all)]));
    chosen.into_iter().chain(left_out).collect::<Vec<_>>().join(" ")
}

/// How clear each number is.
fn tried(answer: &ClustersAnswer) -> String {
    let one =
        |(k, value): &(u32, f64)| tf(&words::TRIED_ONE, &[("k", &k.to_string()), ("value", &format::fixed(*value, 3))]);
    let values = answer.tried.iter().map(one).collect::<Vec<_>>().join(t(&super::words::COMMA));
    tf(&words::TRIED_TEXT, &[("values", &values)])
}

fn controls(set: Set) -> AnyView {
    let boxes: Vec<AnyView> = ClusterField::ALL.into_iter().map(|field| check(set, field)).collect();
    let clearest = (String::new(), t(&words::CLEAREST).to_owned());
    let number = |k: u32| (k.to_string(), tf(&words::N_CLUSTERS, &[("n", &k.to_string())]));
    let options = std::iter::once(clearest).chain(CLUSTERS.map(number)).collect();
    let selected = set.k.get_untracked().map_or_else(String::new, |k| k.to_string());
    view! {
        <div class="insight-controls">
            <fieldset class="cluster-fields">
                <legend>{t(&words::ALIKE_IN)}</legend>
                {boxes}
            </fieldset>
            {head::choice(&words::HOW_MANY, options, &selected, move |k| set.k.set(k.parse().ok()))}
        </div>
    }
    .into_any()
}

fn check(set: Set, field: ClusterField) -> AnyView {
    let checked = erase::flag(move || set.fields.with(|fields| fields.contains(&field)));
    let toggle = move |event: leptos::ev::Event| {
        let now = set.fields.get_untracked();
        // Customers are alike in something.
        if now == [field] {
            return event_target::<web_sys::HtmlInputElement>(&event).set_checked(true);
        }
        let has = now.contains(&field);
        let wanted = |other: &ClusterField| if *other == field { !has } else { now.contains(other) };
        set.fields.set(ClusterField::ALL.into_iter().filter(wanted).collect());
    };
    view! {
        <label>
            <input type="checkbox" prop:checked=checked on:change=toggle />
            {t(fields::label(field))}
        </label>
    }
    .into_any()
}
