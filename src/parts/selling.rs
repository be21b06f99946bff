//! Parts of selling: its pages, conversations and files, what is owed.

use super::{Loaded, NOT_LOADED_TEXT, OfRecord, Page, drawn, later, quietly};
use crate::i18n::t;
use crate::selling::Endings;
use crate::state::Derived;
use crate::ui::{erase, toast};
use leptos::prelude::*;
use model::{CollectionId, RecordId};
use protocol::{FileAnswer, Target};
use std::sync::Arc;
use wasm_split_helpers::wasm_split;

/// Everything about conversations and files, and what is done in the field.
#[derive(Clone, Copy)]
pub(super) struct Talks {
    /// Finds out what the site opens with.
    pub(super) look: fn(),
    composer: Page,
    call: Page,
    field: Page,
    section: OfRecord,
    reach: OfRecord,
    files: fn(Vec<FileAnswer>) -> AnyView,
}

#[wasm_split(talks, fallible)]
pub(super) fn talks_part() -> Loaded<Talks> {
    use crate::talks;
    Ok(Talks {
        look: crate::selling::look,
        composer: talks::composer,
        call: talks::call,
        field: || view! { <crate::selling::FieldPage /> }.into_any(),
        section: talks::section,
        reach: talks::reach,
        files: talks::files,
    })
}

/// The composer of conversations; `None` where it does not load, which is said.
pub async fn composer() -> Option<Page> {
    match (talks_part().await, later().await) {
        (Ok(talks), true) => Some(talks.composer),
        _ => {
            toast::problem(t(&NOT_LOADED_TEXT));
            None
        }
    }
}

/// Who calls.
pub fn call() -> AnyView {
    drawn(talks_part(), |talks| (talks.call)())
}

/// Conversations and files of a record.
pub fn talks(of: CollectionId, id: Derived<Option<RecordId>>) -> AnyView {
    quietly(talks_part(), move |talks| (talks.section)(of, id))
}

/// Ways to call somebody and to write to them.
pub fn reach(of: CollectionId, id: Derived<Option<RecordId>>) -> AnyView {
    quietly(talks_part(), move |talks| (talks.reach)(of, id))
}

/// Photos and files.
pub fn files(files: Vec<FileAnswer>) -> AnyView {
    if files.is_empty() {
        return erase::nothing();
    }
    quietly(talks_part(), move |talks| (talks.files)(files.clone()))
}

/// The pages of selling, in the order of their names below, and what reminds.
#[derive(Clone, Copy)]
pub(super) struct Selling {
    pages: [Page; 7],
    ending: fn(Endings) -> AnyView,
    pub(super) remind: fn(),
}

#[wasm_split(selling, fallible)]
pub(super) fn selling_part() -> Loaded<Selling> {
    let pages: [Page; 7] = [
        || view! { <crate::selling::TodayPage /> }.into_any(),
        || view! { <crate::selling::LeadsPage /> }.into_any(),
        || view! { <crate::selling::DealsPage /> }.into_any(),
        || view! { <crate::selling::MoneyPage /> }.into_any(),
        || view! { <crate::selling::AgendaPage /> }.into_any(),
        || view! { <crate::selling::ReportsPage /> }.into_any(),
        || view! { <crate::selling::TeamPage /> }.into_any(),
    ];
    Ok(Selling { pages, ending: crate::selling::ending_dialog, remind: crate::selling::start_reminders })
}

/// Asks how opportunities end.
pub fn ending(endings: Endings) -> AnyView {
    quietly(selling_part(), move |selling| (selling.ending)(endings))
}

/// One page of selling.
fn selling(which: usize) -> AnyView {
    drawn(selling_part(), move |selling| selling.pages.get(which).map_or_else(erase::nothing, |page| page()))
}

/// What is to be done today.
pub fn today() -> AnyView {
    selling(0)
}

/// Leads and the public pool.
pub fn leads() -> AnyView {
    selling(1)
}

/// Opportunities: board, table, forecast, funnel.
pub fn deals() -> AnyView {
    selling(2)
}

/// What is due and what is overdue.
pub fn money() -> AnyView {
    selling(3)
}

/// Tasks, events and reminders.
pub fn agenda() -> AnyView {
    selling(4)
}

/// Visits and check-ins.
pub fn field() -> AnyView {
    drawn(talks_part(), |talks| (talks.field)())
}

/// Targets, reports and the dashboard.
pub fn reports() -> AnyView {
    selling(5)
}

/// Users and teams.
pub fn team() -> AnyView {
    selling(6)
}

/// What other pages show of money.
#[derive(Clone, Copy)]
struct Paying {
    order: fn(RecordId) -> AnyView,
    sheet: fn(RecordId) -> AnyView,
    account: fn(Derived<RecordId>) -> AnyView,
    in_use: InUse,
}
/// Asks before products or tags in use are deleted: which, whether they are to go, and what deletes them.
type InUse = fn(Arc<dyn Fn() -> Target + Send + Sync>, RwSignal<bool>, Arc<dyn Fn() + Send + Sync>) -> AnyView;

#[wasm_split(paying, fallible)]
fn paying_part() -> Loaded<Paying> {
    use crate::selling::{account, in_use, order_sections, order_sheet};
    Ok(Paying { order: order_sections, sheet: order_sheet, account, in_use })
}

/// What belongs to an order: lines, plan, payments.
pub fn order(id: RecordId) -> AnyView {
    drawn(paying_part(), move |paying| (paying.order)(id))
}

/// An order as it is printed.
pub fn order_sheet(id: RecordId) -> AnyView {
    drawn(paying_part(), move |paying| (paying.sheet)(id))
}

/// What a customer owes.
pub fn account(who: Derived<RecordId>) -> AnyView {
    quietly(paying_part(), move |paying| (paying.account)(who))
}

/// Asks before products or tags in use are deleted.
pub fn in_use(
    which: Arc<dyn Fn() -> Target + Send + Sync>,
    asked: RwSignal<bool>,
    delete: Arc<dyn Fn() + Send + Sync>,
) -> AnyView {
    quietly(paying_part(), move |paying| (paying.in_use)(which.clone(), asked, delete.clone()))
}
