//! Holidays of the Chinese and the English calendar.
//!
//! The lunisolar ones are a table: they depend on when the moon is new in Beijing, to the minute. Its dates are those of the Hong Kong
//! Observatory's Gregorian–Lunar Calendar Conversion Table (1901–2100), which agrees with the almanac of the Purple Mountain Observatory,
//! and so with the holidays of mainland China. Some calendars differ where the new moon is close to midnight: 2027 and 2030.

use model::Day;
use model::moments::weekday;
use protocol::{CareKind, Holiday};

/// The first year of [`LUNAR`].
const FIRST_YEAR: i32 = 2020;
/// Spring Festival, Qingming, Dragon Boat, Mid-Autumn of each year, as month × 100 + day.
const LUNAR: [[u16; 4]; 26] = [
    [125, 404, 625, 1001],
    [212, 404, 614, 921],
    [201, 405, 603, 910],
    [122, 405, 622, 929],
    [210, 404, 610, 917],
    [129, 404, 531, 1006],
    [217, 405, 619, 925],
    [206, 405, 609, 915],
    [126, 404, 528, 1003],
    [213, 404, 616, 922],
    [203, 405, 605, 912],
    [123, 405, 624, 1001],
    [211, 404, 612, 919],
    [131, 404, 601, 908],
    [219, 405, 620, 927],
    [208, 405, 610, 916],
    [128, 404, 530, 1004],
    [215, 404, 618, 924],
    [204, 405, 607, 913],
    [124, 405, 527, 1002],
    [212, 404, 614, 920],
    [201, 404, 603, 910],
    [122, 404, 622, 928],
    [210, 405, 611, 917],
    [130, 404, 531, 1005],
    [217, 404, 619, 925],
];
const LUNAR_KINDS: [CareKind; 4] =
    [CareKind::SpringFestival, CareKind::Qingming, CareKind::DragonBoat, CareKind::MidAutumn];

/// Easter Sunday: the anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8).
fn easter(year: i32) -> Option<Day> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e, f) = (b / 4, b % 4, (b + 8) / 25);
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let sum = h + l - 7 * m + 114;
    Day::from_ymd(year, (sum / 31) as u32, (sum % 31) as u32 + 1)
}

/// The fourth Thursday of November.
fn thanksgiving(year: i32) -> Option<Day> {
    let first = Day::from_ymd(year, 11, 1)?;
    Some(Day(first.0 + (3 - weekday(first)).rem_euclid(7) + 21))
}

/// The holidays from one day to another, both included, in the order of days.
pub fn holidays(from: Day, to: Day) -> Vec<Holiday> {
    let mut all = Vec::new();
    for year in from.ymd().0..=to.ymd().0 {
        let fixed = |month, day| Day::from_ymd(year, month, day);
        let dates = [
            (CareKind::NewYear, fixed(1, 1)),
            (CareKind::Easter, easter(year)),
            (CareKind::NationalDay, fixed(10, 1)),
            (CareKind::Thanksgiving, thanksgiving(year)),
            (CareKind::Christmas, fixed(12, 25)),
        ];
        let lunar = usize::try_from(year - FIRST_YEAR).ok().and_then(|at| LUNAR.get(at));
        let lunar = lunar.into_iter().flatten().zip(LUNAR_KINDS);
        let lunar = lunar.map(|(&at, kind)| (kind, fixed((at / 100).into(), (at % 100).into())));
        let known = dates.into_iter().chain(lunar).filter_map(|(kind, day)| Some(Holiday { kind, day: day? }));
        all.extend(known.filter(|holiday| (from..=to).contains(&holiday.day)));
    }
    all.sort_by_key(|holiday| holiday.day);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(kind: CareKind, year: i32) -> String {
        let (from, to) = (Day::from_ymd(year, 1, 1).expect("a day"), Day::from_ymd(year, 12, 31).expect("a day"));
        let found = holidays(from, to).into_iter().find(|holiday| holiday.kind == kind);
        found.map_or_else(String::new, |holiday| holiday.day.iso())
    }

    /// Dates as the State Council and the observatories announced them.
    #[test]
    fn holidays_are_on_their_known_days() {
        let known = [
            (
                CareKind::SpringFestival,
                [(2020, "2020-01-25"), (2023, "2023-01-22"), (2026, "2026-02-17"), (2027, "2027-02-06")],
            ),
            (
                CareKind::SpringFestival,
                [(2024, "2024-02-10"), (2025, "2025-01-29"), (2030, "2030-02-03"), (2033, "2033-01-31")],
            ),
            (
                CareKind::DragonBoat,
                [(2020, "2020-06-25"), (2023, "2023-06-22"), (2025, "2025-05-31"), (2026, "2026-06-19")],
            ),
            (
                CareKind::MidAutumn,
                [(2020, "2020-10-01"), (2023, "2023-09-29"), (2025, "2025-10-06"), (2026, "2026-09-25")],
            ),
            (
                CareKind::Qingming,
                [(2020, "2020-04-04"), (2023, "2023-04-05"), (2024, "2024-04-04"), (2026, "2026-04-05")],
            ),
            (
                CareKind::Easter,
                [(2000, "2000-04-23"), (2024, "2024-03-31"), (2026, "2026-04-05"), (2038, "2038-04-25")],
            ),
            (
                CareKind::Thanksgiving,
                [(2023, "2023-11-23"), (2024, "2024-11-28"), (2026, "2026-11-26"), (2029, "2029-11-22")],
            ),
        ];
        for (kind, days) in known {
            for (year, day) in days {
                assert_eq!(on(kind, year), day, "{kind:?}");
            }
        }
        assert_eq!(on(CareKind::SpringFestival, 2046), "", "beyond the table nothing is guessed");
        assert_eq!(on(CareKind::Christmas, 2046), "2046-12-25");
    }

    #[test]
    fn the_table_is_one_of_a_lunar_calendar() {
        for year in FIRST_YEAR..FIRST_YEAR + LUNAR.len() as i32 {
            let day = |kind| Day::parse_iso(&on(kind, year)).expect("a day").0;
            let spring = day(CareKind::SpringFestival);
            let boat = day(CareKind::DragonBoat) - spring;
            let moon = day(CareKind::MidAutumn) - day(CareKind::DragonBoat);
            // 4 or 5 months and 4 days after the first; 3 or 4 months and 10 days later: 29 or 30 days each.
            assert!((120..=125).contains(&boat) || (149..=155).contains(&boat), "{year}: {boat}");
            assert!((97..=101).contains(&moon) || (126..=131).contains(&moon), "{year}: {moon}");
            let (_, month, at) = Day(spring).ymd();
            assert!((month, at) >= (1, 21) && (month, at) <= (2, 20), "{year}");
        }
    }
}
