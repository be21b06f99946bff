//! Whole days and times of the agenda, wherever the reader is.

mod agenda_support;

use agenda_support::{Desk, HOUR, berlin, day};
use protocol::{AgendaDeed, Moment, Zone};

/// Shanghai, Berlin, New York in winter.
fn places() -> [Zone; 3] {
    [Zone::fixed(480), berlin(), Zone::fixed(-300)]
}

#[test]
fn a_whole_day_is_put_off_by_an_hour_as_by_days_east_and_west_of_greenwich() {
    for zone in places() {
        let mut desk = Desk::new("2026-11-29");
        desk.zone = zone.clone();
        let letter = desk.task("letter", "2026-11-29", None, &[]);
        let at = |text: &str, minute| zone.instant(day(text), minute);
        // At ten, by an hour: it still stands on its day, and reminds at eleven.
        let until = at("2026-11-29", 660);
        desk.act(AgendaDeed::Snooze { tasks: vec![letter], until });
        let items = desk.span(None, None, |_| ()).items;
        let whole = |text| Some(Moment { day: day(text), minute: None });
        assert_eq!((items[0].when, items[0].snoozed), (whole("2026-11-29"), true), "{zone:?}");
        let told = desk.reminders(until - HOUR).next;
        assert_eq!(told.iter().map(|one| one.at).collect::<Vec<_>>(), [until], "{zone:?}");
        desk.act(AgendaDeed::Snooze { tasks: vec![letter], until: at("2026-11-30", 540) });
        assert_eq!(desk.lines(None, None), ["2026-11-30 letter"], "{zone:?}");
        // A moment before the day puts nothing off.
        desk.act(AgendaDeed::Snooze { tasks: vec![letter], until: at("2026-11-28", 1439) });
        let items = desk.span(None, None, |_| ()).items;
        assert_eq!((items[0].when, items[0].snoozed), (whole("2026-11-29"), false), "{zone:?}");
    }
}
