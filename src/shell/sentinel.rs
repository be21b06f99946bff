//! Notices when the browser has removed the data: the last known counts stand in localStorage, the data in IndexedDB.

use crate::data::{self, prefs};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

const KEY: &str = "rapport.sentinel";

#[derive(Clone, Copy, PartialEq, Serialize, Deserialize)]
struct Sentinel {
    customers: u32,
    orders: u32,
}

/// The number of customers that were here and are gone, if the book opened empty though it should not be; the signal is set to
/// `None` when the notice is dismissed, which also forgets them.
pub(super) fn lost() -> RwSignal<Option<u32>> {
    let lost = RwSignal::new(None);
    let book = data::book();
    Effect::new(move |seen: Option<Option<Sentinel>>| {
        let Some(counts) = book.with(|book| book.as_ref().map(|book| book.counts)) else { return seen.flatten() };
        let now = Sentinel { customers: counts.customers, orders: counts.orders };
        let first = seen.flatten().is_none();
        if first && now.customers == 0 {
            let before: Option<Sentinel> = prefs::get(KEY);
            if let Some(before) = before.filter(|before| before.customers > 0) {
                // Left as it is: the notice must come again after a reload, until somebody has read it.
                lost.set(Some(before.customers));
                return Some(now);
            }
        }
        if seen.flatten() != Some(now) {
            prefs::set(KEY, now);
            if now.customers > 0 {
                lost.set(None);
            }
        }
        Some(now)
    });
    lost
}

/// The notice was read.
pub(super) fn forget(lost: RwSignal<Option<u32>>) {
    prefs::set(KEY, Sentinel { customers: 0, orders: 0 });
    lost.set(None);
}
