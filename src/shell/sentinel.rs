//! Notices when the browser has removed the data: the last known counts stand in localStorage, the data in IndexedDB.

use crate::data::{self, prefs};
use crate::state::Slot;
use crate::ui::erase;

const KEY: &str = "rapport.sentinel";

fn kept() -> Option<u32> {
    Some(prefs::get(KEY)?.as_f64()? as u32)
}

fn keep(records: u32) {
    prefs::set(KEY, &records.into());
}

/// The number of records that were here and are gone, if the book opened empty though it should not be; the signal is set to
/// `None` when the notice is dismissed, which also forgets them.
pub(super) fn lost() -> Slot<Option<u32>> {
    let lost = Slot::new(None);
    let book = data::book();
    let mut seen = None::<u32>;
    erase::effect(move || {
        let Some(now) = book.with(|book| book.as_ref().map(|book| book.counts.records)) else { return };
        let before = seen.replace(now);
        if before.is_none()
            && now == 0
            && let Some(kept) = kept().filter(|kept| *kept > 0)
        {
            // Left as it is: the notice must come again after a reload, until somebody has read it.
            lost.set(Some(kept));
            return;
        }
        if before != Some(now) {
            keep(now);
            if now > 0 {
                lost.set(None);
            }
        }
    });
    lost
}

/// The notice was read.
pub(super) fn forget(lost: Slot<Option<u32>>) {
    keep(0);
    lost.set(None);
}
