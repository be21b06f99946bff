//! Which user sits at this device. A choice of the device, not of the book: accounts come with sync.

use super::asked;
use crate::data::{at_root, prefs};
use crate::state::{Derived, Slot};
use crate::ui::erase;
use model::RecordId;
use protocol::{SellingAnswer, SellingQuery, TeamAnswer, TeamQuery};
use std::sync::LazyLock;

const KEY: &str = "rapport.me";

// Global on purpose: it outlives every page.
static ME: LazyLock<Slot<Option<RecordId>>> =
    LazyLock::new(|| Slot::lasting(prefs::get_text(KEY).and_then(|id| id.parse().ok())));

// Whom the book does not have: deleted, or of another book. Chosen all the same, for when they come back.
static GONE: LazyLock<Slot<Option<RecordId>>> = LazyLock::new(|| Slot::lasting(None));

/// The user at this device, if one was chosen whom the book has; reactive.
pub fn me() -> Option<RecordId> {
    let gone = GONE.get();
    ME.get().filter(|me| Some(*me) != gone)
}

/// Chooses the user at this device.
pub fn set_me(user: Option<RecordId>) {
    prefs::set(KEY, &user.map(|id| id.to_string()).unwrap_or_default().as_str().into());
    ME.set(user);
    if user.is_some() {
        super::start::sells();
    }
}

/// Looks from now on whether the book has the user at this device.
pub(super) fn look_who_is_there() {
    at_root(|| {
        let answer = asked::ask(|| Some(SellingQuery::Team(TeamQuery::Members { of: Some(ME.get()?) })));
        let gone = Derived::new(move || {
            asked::read(answer, |answer| match answer {
                SellingAnswer::Team(TeamAnswer::Members(known)) => known.of.filter(|_| !known.known),
                _ => None,
            })
        });
        erase::effect(move || {
            let gone = gone.get();
            // Nothing is drawn anew for what stays as it is.
            if GONE.get_untracked() != gone {
                GONE.set(gone);
            }
        });
    });
}
