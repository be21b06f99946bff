//! The reader's local time around now, so that a day is a day where clocks are set, too.

use super::Moment;
use model::Day;
use serde::{Deserialize, Serialize};

const MINUTE_MILLIS: i64 = 60_000;
const DAY_MILLIS: i64 = 86_400_000;
/// How far local time may be from Greenwich's.
const FURTHEST_MILLIS: i64 = 24 * 60 * MINUTE_MILLIS;
/// A whole day is kept as its noon in Greenwich: that is the same day nearly everywhere.
const NOON_MILLIS: i64 = DAY_MILLIS / 2;

/// Minutes east of Greenwich, and from which moments on they are others. Made by the page, which knows the rules of its zone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zone {
    /// Before all changes.
    pub first: i32,
    /// From this moment on (milliseconds since 1970 UTC) it is so many minutes; in the order of time.
    pub changes: Vec<(i64, i32)>,
}

/// Where clocks are never set, at Greenwich.
pub static GREENWICH: Zone = Zone { first: 0, changes: Vec::new() };

/// No zone sets its clocks twice within so many days.
const STEP_DAYS: i64 = 14;

impl Zone {
    /// The zone from so many days before a moment to so many after it, as `offset` tells minutes east of Greenwich. Beyond, the first and
    /// the last rule hold.
    pub fn around(now: i64, [back, ahead]: [i64; 2], offset: impl Fn(i64) -> i32) -> Zone {
        let now = now.div_euclid(MINUTE_MILLIS) * MINUTE_MILLIS;
        let mut at = now - back * DAY_MILLIS;
        let mut zone = Zone::fixed(offset(at));
        let mut before = zone.first;
        while at < now + ahead * DAY_MILLIS {
            let next = at + STEP_DAYS * DAY_MILLIS;
            let minutes = offset(next);
            if minutes != before {
                zone.changes.push((first_with(minutes, at, next, &offset), minutes));
            }
            (at, before) = (next, minutes);
        }
        zone
    }

    /// A zone whose clocks are never set.
    pub fn fixed(minutes: i32) -> Zone {
        Zone { first: minutes, changes: Vec::new() }
    }

    /// Minutes east of Greenwich at a moment.
    pub fn offset_at(&self, millis: i64) -> i32 {
        self.stretch(millis).2
    }

    /// From when to before when clocks stay as they are at a moment, and how many minutes east of Greenwich they are.
    pub fn stretch(&self, millis: i64) -> (i64, i64, i32) {
        let next = self.changes.partition_point(|(from, _)| *from <= millis);
        let (from, minutes) =
            next.checked_sub(1).and_then(|at| self.changes.get(at)).copied().unwrap_or((i64::MIN, self.first));
        (from, self.changes.get(next).map_or(i64::MAX, |(to, _)| *to), minutes)
    }

    /// The day and the minute of the day of a moment.
    pub fn local(&self, millis: i64) -> (Day, u32) {
        let offset = self.offset_at(millis);
        let wall = millis.saturating_add(i64::from(offset) * MINUTE_MILLIS);
        (Day::of_instant(millis, offset), (wall.rem_euclid(DAY_MILLIS) / MINUTE_MILLIS) as u32)
    }

    /// The moment at which clocks show this minute of this day. Of two such moments it is the first; a minute that is left out when clocks
    /// go forward is as much later as they go.
    pub fn instant(&self, day: Day, minute: u32) -> i64 {
        let wall = i64::from(day.0) * DAY_MILLIS + i64::from(minute) * MINUTE_MILLIS;
        let moment = |offset: i32| wall - i64::from(offset) * MINUTE_MILLIS;
        let (before, after) = (self.offset_at(wall - FURTHEST_MILLIS), self.offset_at(wall + FURTHEST_MILLIS));
        let fits = |offset: &i32| self.offset_at(moment(*offset)) == *offset;
        moment([before, after].into_iter().find(fits).unwrap_or(before))
    }

    /// The instant that a task keeps of a moment, whoever makes it; [`Zone::moment`] reads it again.
    pub fn kept(&self, moment: Moment) -> i64 {
        match moment.minute {
            Some(minute) => self.instant(moment.day, minute),
            None => i64::from(moment.day.0) * DAY_MILLIS + NOON_MILLIS,
        }
    }

    /// The moment that a task means by the instant it keeps. A whole day that was typed as some other time of it is read on the reader's clock.
    pub fn moment(&self, millis: i64, whole: bool) -> Moment {
        let (day, minute) = self.local(millis);
        match whole {
            true if millis.rem_euclid(DAY_MILLIS) == NOON_MILLIS => {
                Moment { day: Day::of_instant(millis, 0), minute: None }
            }
            true => Moment { day, minute: None },
            false => Moment { day, minute: Some(minute) },
        }
    }
}

/// The first minute after `from` that has this offset, as `to` has.
fn first_with(minutes: i32, mut from: i64, mut to: i64, offset: impl Fn(i64) -> i32) -> i64 {
    while to - from > MINUTE_MILLIS {
        let middle = (from + to).div_euclid(2 * MINUTE_MILLIS) * MINUTE_MILLIS;
        if middle <= from {
            break;
        }
        if offset(middle) == minutes { to = middle } else { from = middle }
    }
    to
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Berlin in 2026: summer time from 29 March 01:00 UTC to 25 October 01:00 UTC.
    fn berlin() -> Zone {
        let at = |text: &str, hour: i64| {
            i64::from(Day::parse_iso(text).expect("a day").0) * DAY_MILLIS + hour * 60 * MINUTE_MILLIS
        };
        Zone { first: 60, changes: vec![(at("2026-03-29", 1), 120), (at("2026-10-25", 1), 60)] }
    }

    #[test]
    fn nine_o_clock_is_nine_o_clock_before_and_after_clocks_are_set() {
        let zone = berlin();
        for text in ["2026-03-28", "2026-03-29", "2026-03-30", "2026-10-24", "2026-10-25", "2026-10-26"] {
            let day = Day::parse_iso(text).expect("a day");
            assert_eq!(zone.local(zone.instant(day, 540)), (day, 540), "{text}");
            assert_eq!(zone.local(zone.instant(day, 0)), (day, 0), "{text}");
            assert_eq!(zone.local(zone.instant(day, 1439)), (day, 1439), "{text}");
        }
        let (before, after) = (Day::parse_iso("2026-03-28"), Day::parse_iso("2026-03-29"));
        let length = zone.instant(after.expect("a day"), 540) - zone.instant(before.expect("a day"), 540);
        assert_eq!(length, 23 * 60 * MINUTE_MILLIS);
    }

    #[test]
    fn a_minute_that_does_not_exist_is_later_and_one_that_exists_twice_is_the_first() {
        let zone = berlin();
        let spring = Day::parse_iso("2026-03-29").expect("a day");
        assert_eq!(zone.local(zone.instant(spring, 150)), (spring, 210), "02:30 is 03:30");
        let autumn = Day::parse_iso("2026-10-25").expect("a day");
        let twice = zone.instant(autumn, 150);
        assert_eq!(zone.local(twice), (autumn, 150));
        assert_eq!(zone.local(twice + 60 * MINUTE_MILLIS), (autumn, 150));
    }

    #[test]
    fn what_is_kept_is_read_again_and_a_whole_day_is_the_same_day_elsewhere() {
        let zone = berlin();
        for text in ["2026-03-29", "2026-10-25", "2026-12-01"] {
            let day = Day::parse_iso(text).expect("a day");
            let timed = Moment { day, minute: Some(540) };
            assert_eq!(zone.moment(zone.kept(timed), false), timed);
            let whole = Moment { day, minute: None };
            for other in [-720, -300, 0, 480, 840] {
                assert_eq!(Zone::fixed(other).moment(zone.kept(whole), true), whole, "{text} {other}");
            }
            // As an import or a form may write it: midnight here.
            assert_eq!(zone.moment(zone.instant(day, 0), true), whole);
        }
    }

    #[test]
    fn a_zone_is_found_by_asking_for_its_offsets() {
        let zone = berlin();
        let (now, _) = zone.changes[0];
        assert_eq!(Zone::around(now + 12_345, [300, 300], |at| zone.offset_at(at)), zone);
        assert_eq!(Zone::around(now, [300, 300], |_| 480), Zone::fixed(480));
    }
}
