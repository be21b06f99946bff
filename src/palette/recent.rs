//! Which records were opened lately, in this tab and for as long as it lives: ids only, nowhere stored.

use crate::state::Slot;
use crate::ui::erase;
use crate::ui::field::shown_at;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use model::{CollectionId, RecordId};
use std::sync::LazyLock;

/// Records remembered.
const RECENT_MAX: usize = 6;

static RECENT: LazyLock<Slot<Vec<(CollectionId, RecordId)>>> = LazyLock::new(|| Slot::lasting(Vec::new()));

/// Newest first; reactive: the record on screen is noted only once this is loaded.
pub(super) fn list() -> Vec<(CollectionId, RecordId)> {
    RECENT.get()
}

/// Notes every record whose page is opened.
pub(super) fn follow() {
    let (path, query) = (use_location().pathname, use_location().query);
    erase::effect(move || {
        let Some(id) = query.with(|query| query.get_str("id").and_then(|id| id.parse().ok())) else { return };
        let of = query.with(|query| query.get_str("of").map(str::to_owned));
        let Some(collection) = path.with(|path| shown_at(path, of.as_deref())) else { return };
        RECENT.update(|all| {
            all.retain(|known| *known != (collection, id));
            all.insert(0, (collection, id));
            all.truncate(RECENT_MAX);
        });
    });
}
