//! Notices when the browser has removed the data: the last known counts stand in localStorage, the data in IndexedDB.

use crate::data::{self, prefs};
use crate::state::Slot;
use crate::ui::erase;
use js_sys::{Object, Reflect};

const KEY: &str = "rapport.sentinel";

#[derive(Clone, Copy, PartialEq)]
struct Sentinel {
    customers: u32,
    orders: u32,
}

impl Sentinel {
    fn kept() -> Option<Sentinel> {
        let kept = prefs::get(KEY)?;
        let count = |name: &str| Some(Reflect::get(&kept, &name.into()).ok()?.as_f64()? as u32);
        Some(Sentinel { customers: count("customers")?, orders: count("orders")? })
    }

    fn keep(self) {
        let kept = Object::new();
        let _ = Reflect::set(&kept, &"customers".into(), &self.customers.into());
        let _ = Reflect::set(&kept, &"orders".into(), &self.orders.into());
        prefs::set(KEY, &kept);
    }
}

/// The number of customers that were here and are gone, if the book opened empty though it should not be; the signal is set to
/// `None` when the notice is dismissed, which also forgets them.
pub(super) fn lost() -> Slot<Option<u32>> {
    let lost = Slot::new(None);
    let book = data::book();
    let mut seen = None::<Sentinel>;
    erase::effect(move || {
        let Some(counts) = book.with(|book| book.as_ref().map(|book| book.counts)) else { return };
        let now = Sentinel { customers: counts.customers, orders: counts.orders };
        let before = seen.replace(now);
        if before.is_none()
            && now.customers == 0
            && let Some(kept) = Sentinel::kept().filter(|kept| kept.customers > 0)
        {
            // Left as it is: the notice must come again after a reload, until somebody has read it.
            lost.set(Some(kept.customers));
            return;
        }
        if before != Some(now) {
            now.keep();
            if now.customers > 0 {
                lost.set(None);
            }
        }
    });
    lost
}

/// The notice was read.
pub(super) fn forget(lost: Slot<Option<u32>>) {
    Sentinel { customers: 0, orders: 0 }.keep();
    lost.set(None);
}
