//! Rules as the builder edits them: by the path to a part of them.

use model::rule::{Op, Period, Rule, Test, Unit};
use model::schema::Field;
use model::{Kind, Value};

/// How the parts of a group are joined.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Join {
    /// All of them hold.
    All,
    /// One of them holds.
    Any,
    /// None of them holds.
    None,
}

/// A rule whose negations are groups of which none may hold.
pub(super) fn normal(rule: Rule) -> Rule {
    let all = |rules: Vec<Rule>| rules.into_iter().map(normal).collect();
    match rule {
        Rule::All(rules) => Rule::All(all(rules)),
        Rule::Any(rules) => Rule::Any(all(rules)),
        Rule::Not(inner) => Rule::Not(Box::new(match *inner {
            Rule::Any(rules) => Rule::Any(all(rules)),
            other => Rule::Any(vec![normal(other)]),
        })),
        Rule::Related(mut related) => {
            related.rule = match normal(related.rule) {
                rule if group(&rule).is_some() => rule,
                rule => Rule::All(vec![rule]),
            };
            Rule::Related(related)
        }
        test => test,
    }
}

/// The parts of a group and how they are joined; `None` for a test and for what is asked of related records.
pub(super) fn group(rule: &Rule) -> Option<(Join, &[Rule])> {
    match rule {
        Rule::All(rules) => Some((Join::All, rules)),
        Rule::Any(rules) => Some((Join::Any, rules)),
        Rule::Not(inner) => group(inner).map(|(_, rules)| (Join::None, rules)),
        Rule::Test(_) | Rule::Related(_) => None,
    }
}

fn parts(rule: &mut Rule) -> Option<&mut Vec<Rule>> {
    match rule {
        Rule::All(rules) | Rule::Any(rules) => Some(rules),
        Rule::Not(inner) => parts(inner),
        // Its parts say which of them count.
        Rule::Related(related) => parts(&mut related.rule),
        Rule::Test(_) => None,
    }
}

/// Joins the parts of a group in another way.
pub(super) fn joined(rule: Rule, join: Join) -> Rule {
    let rules = match rule {
        Rule::All(rules) | Rule::Any(rules) => rules,
        Rule::Not(inner) => return joined(*inner, join),
        test => vec![test],
    };
    match join {
        Join::All => Rule::All(rules),
        Join::Any => Rule::Any(rules),
        Join::None => Rule::Not(Box::new(Rule::Any(rules))),
    }
}

/// The group at a path; of related records the one that says which of them count.
pub(super) fn group_at<'a>(rule: &'a mut Rule, path: &[usize]) -> Option<&'a mut Rule> {
    match at(rule, path)? {
        Rule::Related(related) => Some(&mut related.rule),
        rule => Some(rule),
    }
}

/// The test at a path, be it of a field or of what was measured.
pub(super) fn test_at<'a>(rule: &'a mut Rule, path: &[usize]) -> Option<&'a mut Test> {
    match at(rule, path)? {
        Rule::Test(test) => Some(test),
        Rule::Related(related) => Some(&mut related.test),
        _ => None,
    }
}

/// The part of a rule at a path.
pub(super) fn at<'a>(rule: &'a mut Rule, path: &[usize]) -> Option<&'a mut Rule> {
    match path.split_first() {
        None => Some(rule),
        Some((first, rest)) => at(parts(rule)?.get_mut(*first)?, rest),
    }
}

/// Puts a part at the end of the group at a path.
pub(super) fn add(rule: &mut Rule, path: &[usize], part: Rule) {
    if let Some(parts) = at(rule, path).and_then(parts) {
        parts.push(part);
    }
}

/// Takes the part at a path away.
pub(super) fn remove(rule: &mut Rule, path: &[usize]) {
    if let Some((last, group)) = path.split_last()
        && let Some(parts) = at(rule, group).and_then(parts)
        && *last < parts.len()
    {
        parts.remove(*last);
    }
}

/// A test of a field as it begins.
pub(super) fn first_test(field: &Field) -> Test {
    let op = model::rule::ops(field.kind).first().copied().unwrap_or(Op::Filled);
    Test { field: field.id, op, values: first_values(field.kind) }
}

/// What a field is compared with at first: nothing that would leave all out.
fn first_values(kind: Kind) -> Vec<Value> {
    match kind {
        Kind::Bool => vec![Value::Bool(true)],
        _ => Vec::new(),
    }
}

/// What the builder draws, but for the values: as long as it stays the same, no input is made anew under the hand.
pub(super) fn shape(rule: &Rule) -> String {
    match rule {
        Rule::Test(test) => format!("{}{}", test.field.0, op_name(test.op)),
        Rule::Related(related) => {
            let (link, test) = (&related.link, &related.test);
            let of = format!("{}{:?}{:?}", link.of.0, link.path, related.measure);
            format!("{of}{}{}[{}]", test.field.0, op_name(test.op), shape(&related.rule))
        }
        rule => match group(rule) {
            Some((join, rules)) => format!("{join:?}({})", rules.iter().map(shape).collect::<Vec<_>>().join(",")),
            None => String::new(),
        },
    }
}

/// A stable name of an operator, without its period.
pub(super) fn op_name(op: Op) -> &'static str {
    match op {
        Op::Is => "is",
        Op::IsNot => "is_not",
        Op::Contains => "contains",
        Op::ContainsNot => "contains_not",
        Op::Begins => "begins",
        Op::Ends => "ends",
        Op::Below => "below",
        Op::AtMost => "at_most",
        Op::Above => "above",
        Op::AtLeast => "at_least",
        Op::Between => "between",
        Op::AnyOf => "any_of",
        Op::AllOf => "all_of",
        Op::NoneOf => "none_of",
        Op::Empty => "empty",
        Op::Filled => "filled",
        Op::Within(_) => "within",
        Op::NotWithin(_) => "not_within",
        Op::LongerAgo(..) => "longer_ago",
    }
}

/// A stable name of a period, without its length.
pub(super) fn period_name(period: Period) -> &'static str {
    match period {
        Period::Today => "today",
        Period::Last(..) => "last",
        Period::Next(..) => "next",
        Period::This(_) => "this",
        Period::Previous(_) => "previous",
    }
}

/// The parts of a period.
pub(super) fn period_parts(period: Period) -> (u16, Unit) {
    match period {
        Period::Today => (1, Unit::Day),
        Period::Last(n, unit) | Period::Next(n, unit) => (n, unit),
        Period::This(unit) | Period::Previous(unit) => (1, unit),
    }
}

/// The period of that name and length.
pub(super) fn period_of(name: &str, n: u16, unit: Unit) -> Period {
    match name {
        "last" => Period::Last(n, unit),
        "next" => Period::Next(n, unit),
        "this" => Period::This(unit),
        "previous" => Period::Previous(unit),
        _ => Period::Today,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::FieldId;

    fn test(field: u16, values: Vec<Value>) -> Rule {
        Rule::Test(Test { field: FieldId(field), op: Op::Contains, values })
    }

    #[test]
    fn parts_are_found_added_and_taken_away_by_their_path() {
        let mut rule = normal(Rule::All(vec![test(1, vec![]), Rule::Not(Box::new(test(2, vec![])))]));
        assert_eq!(
            group(at(&mut rule, &[1]).expect("there")).map(|(join, rules)| (join, rules.len())),
            Some((Join::None, 1))
        );
        add(&mut rule, &[1], test(3, vec![]));
        assert!(at(&mut rule, &[1, 1]).is_some_and(|part| *part == test(3, vec![])));
        assert_eq!(shape(&rule), "All(1contains,None(2contains,3contains))");
        remove(&mut rule, &[1, 0]);
        remove(&mut rule, &[7]);
        assert_eq!(shape(&rule), "All(1contains,None(3contains))");
        let any = joined(rule, Join::Any);
        assert_eq!(shape(&any), "Any(1contains,None(3contains))");
    }

    #[test]
    fn what_is_asked_of_related_records_has_parts_of_its_own() {
        let link = model::related::links(model::schema::customer::ID).swap_remove(0);
        let mut rule = normal(Rule::All(vec![test(1, vec![]), Rule::Related(Box::new(link.first()))]));
        assert_eq!(test_at(&mut rule, &[1]).map(|test| test.op), Some(Op::AtLeast));
        assert_eq!(test_at(&mut rule, &[1, 0]).map(|test| op_name(test.op)), Some("within"));
        add(&mut rule, &[1], test(7, vec![]));
        assert!(at(&mut rule, &[1, 2]).is_some_and(|part| *part == test(7, vec![])));
        if let Some(group) = group_at(&mut rule, &[1]) {
            *group = joined(std::mem::take(group), Join::None);
        }
        remove(&mut rule, &[1, 0]);
        let Rule::All(parts) = &rule else { panic!("{rule:?}") };
        let Rule::Related(related) = &parts[1] else { panic!("{parts:?}") };
        assert_eq!(shape(&related.rule), "None(5none_of,7contains)");
        assert_ne!(shape(&rule), shape(&Rule::All(vec![parts[0].clone()])));
    }
}
