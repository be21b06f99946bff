//! Which user sits at this device. A choice of the device, not of the book: accounts come with sync.

use crate::data::prefs;
use crate::state::Slot;
use model::RecordId;
use std::sync::LazyLock;

const KEY: &str = "rapport.me";

// Global on purpose: it outlives every page.
static ME: LazyLock<Slot<Option<RecordId>>> =
    LazyLock::new(|| Slot::lasting(prefs::get_text(KEY).and_then(|id| id.parse().ok())));

/// The user at this device, if one was chosen; reactive.
pub fn me() -> Option<RecordId> {
    ME.get()
}

/// Chooses the user at this device.
pub fn set_me(user: Option<RecordId>) {
    prefs::set(KEY, &user.map(|id| id.to_string()).unwrap_or_default().as_str().into());
    ME.set(user);
    if user.is_some() {
        super::start::sells();
    }
}
