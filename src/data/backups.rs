//! When the book was backed up last, and whether it is time again. Kept in localStorage: in the book it would be a change that no backup holds.

use super::prefs;
use crate::state::Slot;
use js_sys::{Date, Object, Reflect};
use protocol::BookAnswer;
use std::sync::LazyLock;

const KEY: &str = "rapport.backup";
const DAY_MILLIS: f64 = 86_400_000.0;
/// After so many days with changes that no backup holds, a reminder.
const DUE_DAYS: f64 = 14.0;
/// A reminder that was put off is quiet for so many days.
const LATER_DAYS: f64 = 7.0;

/// What this browser knows of backups, in milliseconds since 1970-01-01 UTC; 0 for never.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Backups {
    /// When the newest was saved.
    pub at: f64,
    /// Its size.
    pub bytes: f64,
    /// Since when there is something to back up.
    since: f64,
    /// Until when no reminder is wanted.
    later: f64,
}

static KNOWN: LazyLock<Slot<Backups>> = LazyLock::new(|| Slot::lasting(Backups::kept().unwrap_or_default()));

impl Backups {
    fn kept() -> Option<Backups> {
        let kept = prefs::get(KEY)?;
        let number =
            |name: &str| Reflect::get(&kept, &name.into()).ok().and_then(|value| value.as_f64()).unwrap_or(0.0);
        Some(Backups { at: number("at"), bytes: number("bytes"), since: number("since"), later: number("later") })
    }

    fn keep(self) {
        let kept = Object::new();
        for (name, value) in [("at", self.at), ("bytes", self.bytes), ("since", self.since), ("later", self.later)] {
            let _ = Reflect::set(&kept, &name.into(), &value.into());
        }
        prefs::set(KEY, &kept);
        KNOWN.set(self);
    }
}

/// What is known; reactive.
pub fn known() -> Backups {
    KNOWN.get()
}

/// A backup was saved just now.
pub fn saved(bytes: u64) {
    Backups { at: Date::now(), bytes: bytes as f64, later: 0.0, ..KNOWN.get_untracked() }.keep();
}

/// No reminder for a week.
pub fn put_off() {
    Backups { later: Date::now() + LATER_DAYS * DAY_MILLIS, ..KNOWN.get_untracked() }.keep();
}

/// There is something to back up, from now on unless it was noted before. A clock that was set back must not put reminders off for ever.
pub fn begin() {
    let (known, now) = (KNOWN.get_untracked(), Date::now());
    if known.since == 0.0 || known.since > now {
        Backups { since: now, ..known }.keep();
    }
}

/// Whether it is time for a backup: the book has changes that the last one does not hold, and that one (or the first data, where there is none)
/// is two weeks old. Reactive.
pub fn due(book: &BookAnswer) -> bool {
    let (known, now) = (KNOWN.get(), Date::now());
    let newest = book.history.first().map_or(0.0, |entry| entry.stamp.millis() as f64);
    let at = if known.at > now { 0.0 } else { known.at };
    let put_off = known.later > now && known.later - now <= LATER_DAYS * DAY_MILLIS;
    let old = now - at.max(known.since) > DUE_DAYS * DAY_MILLIS;
    known.since > 0.0 && newest > at && old && !put_off
}
