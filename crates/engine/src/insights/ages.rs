//! Ages in whole years on a day.

use model::Day;

/// The first age of each group.
const FROM: [u32; 7] = [0, 18, 25, 35, 45, 55, 65];
/// An age beyond which a birthday is a slip.
const AGE_MAX: u32 = 120;

/// Ages on one day.
pub(super) struct Ages {
    as_of: Day,
}

impl Ages {
    pub(super) fn of(as_of: Day) -> Ages {
        Ages { as_of }
    }

    /// The last birthday of those who are at least so many years old. Who was born on 29 February is a year older on 1 March.
    fn born_by(&self, years: u32) -> Day {
        let (year, month, day) = self.as_of.ymd();
        let year = year - years as i32;
        Day::from_ymd(year, month, day).or_else(|| Day::from_ymd(year, month, day - 1)).unwrap_or(Day::MIN)
    }

    /// The age of somebody born on that day; `None` for what is no age.
    pub(super) fn age(&self, born: Day) -> Option<u32> {
        if born > self.as_of || born <= self.born_by(AGE_MAX + 1) {
            return None;
        }
        let years = (self.as_of.ymd().0 - born.ymd().0).max(0) as u32;
        Some(if born <= self.born_by(years) { years } else { years.saturating_sub(1) })
    }

    /// The group of somebody born on that day: least and greatest age, and the birthdays of that.
    pub(super) fn band(&self, born: Day) -> Option<(u32, Option<u32>, (Day, Day))> {
        let age = self.age(born)?;
        let at = FROM.iter().rposition(|&from| from <= age)?;
        let from = *FROM.get(at)?;
        let next = FROM.get(at + 1).copied();
        let first = self.born_by(next.unwrap_or(AGE_MAX + 1));
        Some((from, next.map(|next| next - 1), (Day(first.0 + 1), self.born_by(from))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse_iso(text).expect("a day")
    }

    #[test]
    fn a_year_is_full_on_the_birthday() {
        let ages = Ages::of(day("2026-03-10"));
        assert_eq!(ages.age(day("2000-03-10")), Some(26));
        assert_eq!(ages.age(day("2000-03-11")), Some(25));
        assert_eq!(ages.age(day("2026-03-10")), Some(0));
        assert_eq!(ages.age(day("2026-03-11")), None);
        assert_eq!(ages.age(day("1905-03-11")), Some(120));
        assert_eq!(ages.age(day("1905-03-10")), None);
        assert_eq!(Ages::of(day("2022-02-28")).age(day("2004-02-29")), Some(17));
        assert_eq!(Ages::of(day("2022-03-01")).age(day("2004-02-29")), Some(18));
        assert_eq!(Ages::of(day("2024-02-29")).age(day("2006-02-28")), Some(18));
        assert_eq!(Ages::of(day("2024-02-29")).age(day("2006-03-01")), Some(17));
    }

    #[test]
    fn groups_cover_all_ages_and_their_birthdays_meet() {
        let ages = Ages::of(day("2026-03-10"));
        assert_eq!(ages.band(day("2010-01-01")).map(|band| (band.0, band.1)), Some((0, Some(17))));
        assert_eq!(ages.band(day("1961-03-10")).map(|band| (band.0, band.1)), Some((65, None)));
        for born in (day("1905-03-11").0..=day("2026-03-10").0).map(Day) {
            let (from, to, (first, last)) = ages.band(born).expect("a group");
            let age = ages.age(born).expect("an age");
            assert!(from <= age && to.is_none_or(|to| age <= to) && (first..=last).contains(&born));
            assert_eq!((ages.band(first), ages.band(last)), (ages.band(born), ages.band(born)));
        }
    }
}
