//! What the site opens with: Today once somebody sells here, unless they chose otherwise. A choice of the device.
//!
//! Whether somebody sells is found out after the first list stands and holds from the next visit on, so nobody waits for it and no page changes
//! under a hand.

use super::deals;
use crate::app::START;
use crate::data::{at_root, prefs, watch};
use crate::state::Slot;
use crate::ui::erase;
use model::schema::{lead, opportunity, task};
use protocol::{Answer, Query};
use std::sync::LazyLock;

/// The page of the working day, and that of customers.
pub const TODAY: &str = "today";
/// See [`TODAY`].
pub const CUSTOMERS: &str = "customers";

const SELLS: &str = "rapport.sells";

// Global on purpose: the settings show what is found out meanwhile.
static CHOSEN: LazyLock<Slot<Option<String>>> = LazyLock::new(|| Slot::lasting(prefs::get_text(START)));
static FOUND: LazyLock<Slot<bool>> = LazyLock::new(|| Slot::lasting(prefs::get(SELLS).is_some()));

/// The page that the site opens with; reactive.
pub fn start() -> String {
    CHOSEN.get().unwrap_or_else(|| CUSTOMERS.to_owned())
}

/// Chooses it.
pub fn set_start(page: &str) {
    prefs::set(START, &page.into());
    CHOSEN.set(Some(page.to_owned()));
}

/// Somebody sells here.
pub(super) fn sells() {
    if !FOUND.get_untracked() {
        prefs::set(SELLS, &true.into());
        FOUND.set(true);
    }
    if CHOSEN.with_untracked(Option::is_none) {
        set_start(TODAY);
    }
}

/// Finds out whether the book has leads, opportunities or tasks, until it has; then the sections say how many large deals are new. And whether who sits
/// here is in the book.
pub fn look() {
    super::me::look_who_is_there();
    at_root(|| {
        let names = [(task::ID, task::NAME.id), (opportunity::ID, opportunity::NAME.id), (lead::ID, lead::NAME.id)];
        for (collection, field) in names {
            let used = watch(move || (!FOUND.get()).then_some(Query::FieldUse { collection, field }));
            erase::effect(move || {
                if used.with(|used| matches!(used.as_deref(), Some(Answer::FieldUse(1..)))) {
                    sells();
                }
            });
        }
        deals::count_large(|| FOUND.get());
    });
}
