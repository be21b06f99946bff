//! Parts of the page that are loaded when they are first asked for, so that the list comes first.
//!
//! A part is a function marked with `wasm_split`: it is compiled into a file of its own, with all that nothing else uses. The
//! service worker keeps these files with the others, so a part is there offline, too.

use crate::data::prefs;
use crate::forms::Spec;
use crate::i18n::{self, t};
use crate::lists::{Saved, State};
use crate::messages;
use crate::state::{Derived, Slot};
use crate::styles;
use crate::ui::{EmptyState, Skeleton, button, erase, toast};
use leptos::prelude::*;
use model::{CollectionId, RecordId, Rule};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

mod selling;

pub use selling::*;

messages! {
    NOT_LOADED = "This page did not load", "此页面未能加载";
    NOT_LOADED_TEXT = "The network did not answer, or a new version of Rapport was published meanwhile. Your data is safe.", "网络没有响应，或者 Rapport 刚刚发布了新版本。您的数据是安全的。";
    RELOAD = "Reload", "重新载入";
}

/// How a page is made. One type for all of them: the router is compiled anew for each.
pub type Page = fn() -> AnyView;
/// How a customer is shown: who, and the URL that closes it.
pub type CustomerView = fn(Derived<RecordId>, Derived<String>) -> AnyView;
/// The views that are saved of a list.
pub type SavedViews = Derived<Arc<Vec<Saved>>>;

/// What a list has beside its lines.
#[derive(Clone, Copy)]
struct More {
    panel: fn(State, SavedViews) -> AnyView,
    bulk: fn(State) -> AnyView,
    export: fn(State),
    rule: fn(CollectionId, Slot<Rule>) -> AnyView,
    unseen: fn(State, u32, u32, bool),
}

/// Under this the browser keeps whether reminders are wanted here.
pub const REMINDERS_WANTED: &str = "rapport.notify";

type Loaded<T> = Result<T, SplitLoaderError>;

#[wasm_split(labels, fallible)]
fn labels_part() -> Loaded<fn() -> [i18n::Groups; 2]> {
    Ok(i18n::later_labels)
}

/// Waits for the styles and labels of what is not on the first list; false where they cannot be fetched.
async fn later() -> bool {
    let Ok(labels) = labels_part().await else { return false };
    i18n::take_later_labels(labels());
    styles::later().await
}

#[wasm_split(customer, fallible)]
fn customer_part() -> Loaded<CustomerView> {
    Ok(|id, back| view! { <crate::customer::CustomerPage id=id back=back /> }.into_any())
}

#[wasm_split(segments, fallible)]
fn segments_part() -> Loaded<Page> {
    Ok(|| view! { <crate::segments::SegmentsPage /> }.into_any())
}

/// The pages of insight, in the order of their names below.
type Insight = [Page; 14];

#[wasm_split(insight, fallible)]
fn insight_part() -> Loaded<Insight> {
    Ok([
        || view! { <crate::insight::LifeCyclePage /> }.into_any(),
        || view! { <crate::insight::ChurnPage /> }.into_any(),
        || view! { <crate::insight::CohortsPage /> }.into_any(),
        || view! { <crate::insight::DimensionsPage /> }.into_any(),
        || view! { <crate::insight::AnalysesPage /> }.into_any(),
        || view! { <crate::insight::OverviewPage /> }.into_any(),
        || view! { <crate::insight::LoyaltyPage /> }.into_any(),
        || view! { <crate::insight::OffersPage /> }.into_any(),
        || view! { <crate::insight::PeoplePage /> }.into_any(),
        || view! { <crate::insight::DriversPage /> }.into_any(),
        || view! { <crate::insight::ClustersPage /> }.into_any(),
        || view! { <crate::insight::ComparePage /> }.into_any(),
        || view! { <crate::insight::ValuePage /> }.into_any(),
        || view! { <crate::insight::TrustPage /> }.into_any(),
    ])
}

/// One page of insight. They share one way of being drawn: each of its own would be compiled anew.
fn insight(which: usize) -> AnyView {
    drawn(insight_part(), move |pages| pages.get(which).map_or_else(erase::nothing, |page| page()))
}

/// Stages over time.
pub fn life_cycle() -> AnyView {
    insight(0)
}

/// Who is about to leave.
pub fn churn() -> AnyView {
    insight(1)
}

/// Who came back.
pub fn cohorts() -> AnyView {
    insight(2)
}

/// Loyalty in three layers.
pub fn loyalty() -> AnyView {
    insight(6)
}

/// The book at a glance.
pub fn overview() -> AnyView {
    insight(5)
}

/// Seven dimensions.
pub fn dimensions() -> AnyView {
    insight(3)
}

/// What to offer to whom.
pub fn offers() -> AnyView {
    insight(7)
}

/// Who the customers are.
pub fn people() -> AnyView {
    insight(8)
}

/// What goes along with spend and satisfaction.
pub fn drivers() -> AnyView {
    insight(9)
}

/// Who is alike.
pub fn clusters() -> AnyView {
    insight(10)
}

/// Two groups side by side.
pub fn compare() -> AnyView {
    insight(11)
}

/// What the relations are worth.
pub fn value() -> AnyView {
    insight(12)
}

/// Whether the forecasts can be trusted.
pub fn trust() -> AnyView {
    insight(13)
}

/// Analyses that were saved.
pub fn analyses() -> AnyView {
    insight(4)
}

#[wasm_split(import, fallible)]
fn import_part() -> Loaded<Page> {
    Ok(|| view! { <crate::import::ImportPage /> }.into_any())
}

#[wasm_split(settings, fallible)]
fn settings_part() -> Loaded<Page> {
    Ok(|| view! { <crate::settings::SettingsPage /> }.into_any())
}

/// Everything that shows what happened.
#[derive(Clone, Copy)]
struct History {
    page: Page,
    past: OfRecord,
    conflicts: OfRecord,
}
/// Something shown with a record: of which collection, and which.
type OfRecord = fn(CollectionId, Derived<Option<RecordId>>) -> AnyView;

#[wasm_split(history, fallible)]
fn history_part() -> Loaded<History> {
    let page: Page = || view! { <crate::history::HistoryPage /> }.into_any();
    Ok(History { page, past: crate::history::past, conflicts: crate::history::conflicts })
}

/// All operations.
pub fn history() -> AnyView {
    drawn(history_part(), |history| (history.page)())
}

/// The past of a record.
pub fn past(of: CollectionId, id: Derived<Option<RecordId>>) -> AnyView {
    quietly(history_part(), move |history| (history.past)(of, id))
}

/// What was written to a record on several devices at once.
pub fn conflicts(of: CollectionId, id: Derived<Option<RecordId>>) -> AnyView {
    quietly(history_part(), move |history| (history.conflicts)(of, id))
}

#[wasm_split(forms, fallible)]
fn forms_part() -> Loaded<fn(Spec) -> AnyView> {
    Ok(crate::forms::form)
}

/// The form for a new record.
pub fn form(spec: Spec) -> AnyView {
    // What it looks at does not draw it anew while somebody writes.
    drawn(forms_part(), move |form| untrack(|| form(spec.clone())))
}

#[wasm_split(customise, fallible)]
fn customise_part() -> Loaded<Page> {
    Ok(|| view! { <crate::customise::CustomisePage /> }.into_any())
}

#[wasm_split(records, fallible)]
fn records_part() -> Loaded<Page> {
    Ok(|| view! { <crate::records::RecordsPage /> }.into_any())
}

#[wasm_split(lists, fallible)]
fn lists_part() -> Loaded<More> {
    use crate::lists::more;
    let unseen = |list, offset, len, pick| erase::spawn(more::pick_unseen(list, offset, len, pick));
    Ok(More { panel: more::panel, bulk: more::bulk, export: more::export, rule: more::rule_editor, unseen })
}

/// What is open above a list.
pub fn list_panel(list: State, saved: SavedViews) -> AnyView {
    drawn(lists_part(), move |more| (more.panel)(list, saved))
}

/// The builder of a rule.
pub fn rule_editor(of: CollectionId, rule: Slot<Rule>) -> AnyView {
    drawn(lists_part(), move |more| (more.rule)(of, rule))
}

/// What is done with many records at once.
pub fn list_bulk(list: State) -> AnyView {
    drawn(lists_part(), move |more| (more.bulk)(list))
}

/// Picks so many lines of a list, or lets go of them, of which some were not seen.
pub async fn pick_unseen(list: State, offset: u32, len: u32, pick: bool) {
    match lists_part().await {
        Ok(more) => (more.unseen)(list, offset, len, pick),
        Err(_) => toast::problem(t(&NOT_LOADED_TEXT)),
    }
}

/// Saves what a list shows as a file.
pub async fn export_list(list: State) {
    match lists_part().await {
        Ok(more) => (more.export)(list),
        Err(_) => toast::problem(t(&NOT_LOADED_TEXT)),
    }
}

#[wasm_split(palette, fallible)]
fn palette_part() -> Loaded<Page> {
    Ok(|| view! { <crate::palette::Palette /> }.into_any())
}

/// Search and commands, and the list of keys, with the words for all of them where those can be had.
///
/// # Errors
/// Where its file cannot be fetched.
pub async fn palette() -> Loaded<Page> {
    let page = palette_part().await?;
    later().await;
    Ok(page)
}

/// Orders, products and all the rest, and the trash.
pub fn records() -> AnyView {
    drawn(records_part(), |page| page())
}

/// One customer.
pub fn customer(id: Derived<RecordId>, back: Derived<String>) -> AnyView {
    drawn(customer_part(), move |view| view(id, back))
}

/// Makes ready what most people open next, so that opening it is not the moment when everything is fetched and made for the first time.
pub fn customer_ahead() {
    erase::spawn(async {
        // Where it does not load now, it is asked for again when a customer is opened.
        if customer_part().await.is_ok() && later().await {
            crate::format::make_ready();
        }
        if let Ok(talks) = selling::talks_part().await {
            (talks.look)();
        }
        // Who wants to be reminded is, whichever page is open.
        if prefs::get(REMINDERS_WANTED).is_some()
            && let Ok(selling) = selling::selling_part().await
        {
            (selling.remind)();
        }
    });
}

/// Segments and stages.
pub fn segments() -> AnyView {
    drawn(segments_part(), |page| page())
}

/// The import.
pub fn import() -> AnyView {
    drawn(import_part(), |page| page())
}

/// The settings.
pub fn settings() -> AnyView {
    drawn(settings_part(), |page| page())
}

/// Fields and options.
pub fn customise() -> AnyView {
    drawn(customise_part(), |page| page())
}

fn drawn<T: Copy + Send + Sync + 'static>(
    load: impl Future<Output = Loaded<T>> + 'static,
    draw: impl Fn(T) -> AnyView + Send + 'static,
) -> AnyView {
    drawn_boxed(Box::pin(load), Box::new(draw))
}

/// A part on its way.
type Coming<T> = Pin<Box<dyn Future<Output = Loaded<T>>>>;
/// How it is drawn.
type Draw<T> = Box<dyn Fn(T) -> AnyView + Send>;

fn drawn_boxed<T: Copy + Send + Sync + 'static>(load: Coming<T>, draw: Draw<T>) -> AnyView {
    let part = Slot::new(None::<Option<T>>);
    erase::spawn(async move {
        let (loaded, styled) = (load.await.ok(), later().await);
        part.set(Some(loaded.filter(|_| styled)));
    });
    erase::view(move || match part.get() {
        None => view! { <Skeleton lines=8 /> }.into_any(),
        Some(None) => not_loaded(),
        Some(Some(part)) => draw(part),
    })
    .into_any()
}

/// What belongs to a page but is not its point: drawn once it is there.
fn quietly<T: Copy + Send + Sync + 'static>(
    load: impl Future<Output = Loaded<T>> + 'static,
    draw: impl Fn(T) -> AnyView + Send + 'static,
) -> AnyView {
    quietly_boxed(Box::pin(load), Box::new(draw))
}

fn quietly_boxed<T: Copy + Send + Sync + 'static>(load: Coming<T>, draw: Draw<T>) -> AnyView {
    let part = Slot::new(None::<T>);
    erase::spawn(async move {
        let (loaded, styled) = (load.await.ok(), later().await);
        part.set(loaded.filter(|_| styled));
    });
    erase::maybe(move || part.get().map(&draw)).into_any()
}

fn not_loaded() -> AnyView {
    view! {
        <EmptyState title=t(&NOT_LOADED) text=erase::text(|| t(&NOT_LOADED_TEXT).to_owned())>
            {button("button primary", &RELOAD, || drop(window().location().reload()))}
        </EmptyState>
    }
    .into_any()
}
