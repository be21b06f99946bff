//! Which records are meant: a condition on their fields, as lists, segments and bulk changes share it.

use crate::deep::deeper;
use crate::related::Related;
use crate::{CollectionId, Day, FieldId, Kind, Value};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::cell::Cell;

/// Deepest nesting of a rule that is kept: deeper ones come from no person. A list adds to it what its page means.
pub const RULE_DEPTH_MAX: usize = 12;
/// Deepest nesting of a rule that is read at all.
const READ_DEPTH_MAX: usize = 2 * RULE_DEPTH_MAX;
/// Most tests of one rule that is kept.
pub const RULE_TESTS_MAX: usize = 100;

/// A condition on a record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub enum Rule {
    /// Each of them holds; with none, every record is meant.
    All(Vec<Rule>),
    /// At least one of them holds.
    Any(Vec<Rule>),
    /// It does not hold.
    Not(Box<Rule>),
    /// What one field holds.
    Test(Test),
    /// What belongs to the record: its orders, conversations, answers.
    Related(Box<Related>),
}

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, into: S) -> Result<S::Ok, S::Error> {
        Rule::serialize(self, into)
    }
}

impl<'de> Deserialize<'de> for Rule {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        thread_local! { static DEPTH: Cell<usize> = const { Cell::new(0) } }
        deeper(&DEPTH, READ_DEPTH_MAX, || Rule::deserialize(from))
    }
}

impl Default for Rule {
    fn default() -> Self {
        Rule::All(Vec::new())
    }
}

/// A condition on one field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Test {
    /// The field.
    pub field: FieldId,
    /// How it is compared.
    pub op: Op,
    /// With what: none, one, two or several values, as `op` has it.
    pub values: Vec<Value>,
}

/// How a field is compared. Persisted in saved views: new ones go to the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Op {
    /// Equal; of texts, case does not matter.
    Is,
    /// Not equal, or empty.
    IsNot,
    /// The text occurs in it (in the name of what it refers to); case does not matter.
    Contains,
    /// The text does not occur in it.
    ContainsNot,
    /// It begins with the text.
    Begins,
    /// It ends with the text.
    Ends,
    /// Less; of days, earlier.
    Below,
    /// Less or equal.
    AtMost,
    /// More; of days, later.
    Above,
    /// More or equal.
    AtLeast,
    /// From the first value to the second, both included.
    Between,
    /// One of the values.
    AnyOf,
    /// All of the values (of fields that hold several).
    AllOf,
    /// None of the values.
    NoneOf,
    /// Nothing there.
    Empty,
    /// Something there.
    Filled,
    /// A day within a period that moves with the calendar.
    Within(Period),
    /// A day outside of it, or none.
    NotWithin(Period),
    /// Longer ago than so many units; also empty days count as that.
    LongerAgo(u16, Unit),
}

/// A period seen from today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Period {
    /// Today.
    Today,
    /// The last so many units, today included.
    Last(u16, Unit),
    /// The next so many units, today included.
    Next(u16, Unit),
    /// The calendar unit that holds today.
    This(Unit),
    /// The calendar unit before that.
    Previous(Unit),
}

/// A length of time in the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Unit {
    /// Days.
    Day,
    /// Weeks, beginning on Monday.
    Week,
    /// Months.
    Month,
    /// Quarters.
    Quarter,
    /// Years.
    Year,
}

impl Unit {
    /// All of them, shortest first.
    pub const ALL: [Unit; 5] = [Unit::Day, Unit::Week, Unit::Month, Unit::Quarter, Unit::Year];

    /// The first day of the unit that holds `day`.
    pub fn start(self, day: Day) -> Day {
        let (year, month, _) = day.ymd();
        let first = |month| Day::from_ymd(year, month, 1).unwrap_or(Day::MIN);
        match self {
            Unit::Day => day,
            // 1970-01-01 was a Thursday.
            Unit::Week => Day(day.0 - (day.0 + 3).rem_euclid(7)),
            Unit::Month => first(month),
            Unit::Quarter => first((month - 1) / 3 * 3 + 1),
            Unit::Year => first(1),
        }
    }

    /// `day` moved by so many units; the 31st becomes the last day of a shorter month.
    pub fn moved(self, day: Day, by: i32) -> Day {
        let months = |n: i32| {
            let (year, month, of_month) = day.ymd();
            let month = i64::from(year) * 12 + i64::from(month) - 1 + i64::from(n);
            let year = i32::try_from(month.div_euclid(12)).unwrap_or(0);
            let month = month.rem_euclid(12) as u32 + 1;
            let found = (1..=of_month).rev().find_map(|of_month| Day::from_ymd(year, month, of_month));
            found.unwrap_or(if n < 0 { Day::MIN } else { Day::MAX })
        };
        let days = |n: i32| Day(day.0.saturating_add(n).clamp(Day::MIN.0, Day::MAX.0));
        match self {
            Unit::Day => days(by),
            Unit::Week => days(by.saturating_mul(7)),
            Unit::Month => months(by),
            Unit::Quarter => months(by.saturating_mul(3)),
            Unit::Year => months(by.saturating_mul(12)),
        }
    }
}

impl Period {
    /// Its first and last day, seen from `today`.
    pub fn days(self, today: Day) -> (Day, Day) {
        match self {
            Period::Today => (today, today),
            Period::Last(n, unit) => (Day(unit.moved(today, -i32::from(n)).0.saturating_add(1).min(today.0)), today),
            Period::Next(n, unit) => (today, Day(unit.moved(today, i32::from(n)).0.saturating_sub(1).max(today.0))),
            Period::This(unit) => {
                let start = unit.start(today);
                (start, Day(unit.moved(start, 1).0 - 1))
            }
            Period::Previous(unit) => {
                let this = unit.start(today);
                (unit.moved(this, -1), Day(this.0 - 1))
            }
        }
    }
}

/// The last day that is longer ago than so many units before `today`.
pub fn longer_ago(n: u16, unit: Unit, today: Day) -> Day {
    Day(unit.moved(today, -i32::from(n)).0.saturating_sub(1))
}

impl Rule {
    /// Both hold.
    pub fn and(self, other: Rule) -> Rule {
        match (self, other) {
            (Rule::All(mut rules), Rule::All(more)) => {
                rules.extend(more);
                Rule::All(rules)
            }
            (Rule::All(mut rules), other) => {
                rules.push(other);
                Rule::All(rules)
            }
            (rule, other) => Rule::All(vec![rule]).and(other),
        }
    }

    /// Whether it leaves anything out at all.
    pub fn narrows(&self) -> bool {
        match self {
            Rule::All(rules) => rules.iter().any(Rule::narrows),
            Rule::Any(rules) => !rules.is_empty(),
            Rule::Not(rule) => rule.narrows(),
            Rule::Test(_) | Rule::Related(_) => true,
        }
    }

    /// Whether it tests one of these fields, be it of the records themselves, which are of this collection, or of what belongs to them.
    pub fn asks(&self, of: CollectionId, wanted: &dyn Fn(CollectionId, FieldId) -> bool) -> bool {
        match self {
            Rule::All(rules) | Rule::Any(rules) => rules.iter().any(|rule| rule.asks(of, wanted)),
            Rule::Not(rule) => rule.asks(of, wanted),
            Rule::Test(test) => wanted(of, test.field),
            Rule::Related(related) => {
                let theirs = related.link.of;
                wanted(theirs, related.test.field) || related.rule.asks(theirs, wanted)
            }
        }
    }

    /// How many tests it has.
    pub fn tests(&self) -> usize {
        match self {
            Rule::All(rules) | Rule::Any(rules) => rules.iter().map(Rule::tests).sum(),
            Rule::Not(rule) => rule.tests(),
            Rule::Test(_) => 1,
            Rule::Related(related) => 1 + related.rule.tests(),
        }
    }

    fn depth(&self) -> usize {
        match self {
            Rule::All(rules) | Rule::Any(rules) => 1 + rules.iter().map(Rule::depth).max().unwrap_or(0),
            Rule::Not(rule) => 1 + rule.depth(),
            Rule::Test(_) => 1,
            Rule::Related(related) => 1 + related.rule.depth(),
        }
    }

    /// Whether it keeps to the limits above.
    pub fn is_sound(&self) -> bool {
        self.depth() <= RULE_DEPTH_MAX && self.tests() <= RULE_TESTS_MAX
    }

    /// Whether it asks what belongs to a record, not only the record.
    pub fn relates(&self) -> bool {
        match self {
            Rule::All(rules) | Rule::Any(rules) => rules.iter().any(Rule::relates),
            Rule::Not(rule) => rule.relates(),
            Rule::Test(_) => false,
            Rule::Related(_) => true,
        }
    }

    /// Only the tests to keep, each of a collection; groups that are empty then are gone, too.
    pub fn pruned(&self, of: CollectionId, keep: &dyn Fn(CollectionId, &Test) -> bool) -> Option<Rule> {
        let kept = |rules: &[Rule]| rules.iter().filter_map(|rule| rule.pruned(of, keep)).collect::<Vec<_>>();
        let rule = match self {
            Rule::All(rules) => Rule::All(kept(rules)),
            Rule::Any(rules) => Rule::Any(kept(rules)),
            Rule::Not(rule) => Rule::Not(Box::new(rule.pruned(of, keep)?)),
            Rule::Test(test) => return keep(of, test).then(|| self.clone()),
            Rule::Related(related) => {
                let (whose, test) = (related.link.of, &related.test);
                let rule = || related.rule.pruned(whose, keep).unwrap_or_default();
                return keep(whose, test)
                    .then(|| Rule::Related(Box::new(Related { rule: rule(), ..(**related).clone() })));
            }
        };
        rule.narrows().then_some(rule)
    }
}

impl Test {
    /// Whether it says with what it compares: one that does not is still being written.
    pub fn is_whole(&self) -> bool {
        let filled = |n: usize| self.values.iter().take(n).filter(|value| !value.is_empty()).count() == n;
        match self.op {
            Op::Empty | Op::Filled | Op::Within(_) | Op::NotWithin(_) | Op::LongerAgo(..) => true,
            Op::Between => filled(2),
            _ => filled(1),
        }
    }
}

/// How fields of a kind can be compared, the usual way first.
pub fn ops(kind: Kind) -> &'static [Op] {
    use Op::*;
    const LAST: Period = Period::Last(30, Unit::Day);
    match kind {
        Kind::Text | Kind::LongText | Kind::Email | Kind::Phone | Kind::Url => {
            &[Contains, ContainsNot, Is, IsNot, Begins, Ends, Empty, Filled]
        }
        Kind::Bool => &[Is, IsNot],
        Kind::Number | Kind::Money => &[AtLeast, Above, AtMost, Below, Between, Is, IsNot, Empty, Filled],
        Kind::Day | Kind::Instant => {
            &[Within(LAST), NotWithin(LAST), LongerAgo(30, Unit::Day), Is, Below, Above, Between, Empty, Filled]
        }
        Kind::Option(_) => &[AnyOf, NoneOf, Empty, Filled],
        Kind::Reference(_) => &[AnyOf, NoneOf, Contains, Empty, Filled],
        Kind::References(_) => &[AnyOf, AllOf, NoneOf, Contains, Empty, Filled],
        Kind::Bytes => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::related::{Link, Measure};

    fn day(text: &str) -> Day {
        Day::parse_iso(text).expect("day")
    }

    fn days(period: Period, today: &str) -> (String, String) {
        let (from, to) = period.days(day(today));
        (from.iso(), to.iso())
    }

    #[test]
    fn periods_follow_the_calendar() {
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        // A Tuesday.
        let today = "2026-11-24";
        assert_eq!(days(Period::Today, today), pair(today, today));
        assert_eq!(days(Period::Last(7, Unit::Day), today), pair("2026-11-18", today));
        assert_eq!(days(Period::Next(1, Unit::Week), today), pair(today, "2026-11-30"));
        assert_eq!(days(Period::This(Unit::Week), today), pair("2026-11-23", "2026-11-29"));
        assert_eq!(days(Period::This(Unit::Month), today), pair("2026-11-01", "2026-11-30"));
        assert_eq!(days(Period::This(Unit::Quarter), today), pair("2026-10-01", "2026-12-31"));
        assert_eq!(days(Period::Previous(Unit::Quarter), today), pair("2026-07-01", "2026-09-30"));
        assert_eq!(days(Period::Previous(Unit::Month), "2026-01-05"), pair("2025-12-01", "2025-12-31"));
        assert_eq!(days(Period::This(Unit::Year), "2024-02-29"), pair("2024-01-01", "2024-12-31"));
        assert_eq!(days(Period::Last(1, Unit::Month), "2026-03-31"), pair("2026-03-01", "2026-03-31"));
        assert_eq!(days(Period::Last(1, Unit::Year), "2024-02-29"), pair("2023-03-01", "2024-02-29"));
        assert_eq!(longer_ago(2, Unit::Week, day(today)).iso(), "2026-11-09");
    }

    #[test]
    fn periods_hold_at_the_ends_of_time() {
        for unit in Unit::ALL {
            for today in [Day::MIN, Day::MAX] {
                for period in [Period::Last(u16::MAX, unit), Period::Next(u16::MAX, unit), Period::Previous(unit)] {
                    let (from, to) = period.days(today);
                    assert!(from.0 <= to.0.saturating_add(1), "{period:?} {today:?}");
                }
            }
        }
    }

    #[test]
    fn a_rule_loses_the_tests_of_fields_that_are_gone() {
        let test = |field| Rule::Test(Test { field: FieldId(field), op: Op::Filled, values: Vec::new() });
        let rule =
            Rule::All(vec![test(1), Rule::Any(vec![test(9)]), Rule::Not(Box::new(Rule::Any(vec![test(1), test(9)])))]);
        let left = Rule::All(vec![test(1), Rule::Not(Box::new(Rule::Any(vec![test(1)])))]);
        let of = CollectionId(1);
        assert_eq!(rule.pruned(of, &|_, test| test.field != FieldId(9)), Some(left));
        assert_eq!(rule.pruned(of, &|_, _| false), None);
        let link = Link { of: CollectionId(4), path: vec![FieldId(2)] };
        let about = |rule, field| {
            let test = Test { field: FieldId(field), op: Op::Filled, values: Vec::new() };
            Rule::Related(Box::new(Related { link: link.clone(), rule, measure: Measure::Most, test }))
        };
        let orders = Rule::All(vec![about(test(9), 3), about(Rule::default(), 9)]);
        let fits = |of: CollectionId, test: &Test| of == CollectionId(4) && test.field != FieldId(9);
        assert_eq!(orders.pruned(of, &fits), Some(Rule::All(vec![about(Rule::default(), 3)])));
        assert_eq!((orders.tests(), orders.relates(), rule.relates()), (3, true, false));
        let unfinished = Test { field: FieldId(1), op: Op::Between, values: vec![Value::Bool(true), Value::Empty] };
        assert!(!unfinished.is_whole());
        assert!(rule.narrows() && !Rule::default().narrows());
        assert_eq!(rule.tests(), 4);
        let mut deep = test(1);
        for _ in 0..RULE_DEPTH_MAX {
            deep = Rule::Not(Box::new(deep));
        }
        assert!(rule.is_sound() && !deep.is_sound());
    }
}
