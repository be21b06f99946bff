//! Where to invest and where to let go: value to come against what was earned.

use super::super::id_of;
use super::Person;
use crate::records::name_at;
use crate::scoring::Scores;
use crate::uncertainty::Uncertainty;
use crate::workspace::Workspace;
use insight::Total;
use model::schema::customer;
use protocol::{ValueCorner, ValueRow};
use std::cmp::Ordering;

/// Customers told of a corner, unless more are asked for.
pub(super) const FIRST: usize = 10;

/// High and high, high value to come and little earned, little to come and much earned, low and low.
pub(super) const CORNERS: [(bool, bool); 4] = [(true, true), (true, false), (false, true), (false, false)];

/// The lower median.
pub(super) fn median(mut values: Vec<f64>) -> f64 {
    let middle = values.len().saturating_sub(1) / 2;
    if values.is_empty() {
        return 0.0;
    }
    *values.select_nth_unstable_by(middle, f64::total_cmp).1
}

/// The corner of this kind, the ranges of its first customers still open; `medians` of value after contacts, and of what was earned.
pub(super) fn corner(
    (high_value, high_earned): (bool, bool),
    (people, uncertainty): (&[Person], Option<&Uncertainty>),
    medians: [f64; 2],
    told: usize,
    workspace: &Workspace,
    scores: &Scores,
) -> ValueCorner {
    let is = |person: &&Person| (person.net > medians[0]) == high_value && (person.earned > medians[1]) == high_earned;
    let mut all: Vec<&Person> = people.iter().filter(is).collect();
    let order = |a: &&Person, b: &&Person| -> Ordering {
        let worth_first = b.net.total_cmp(&a.net);
        let by = match (high_value, high_earned) {
            (true, _) => worth_first,
            // Whose loss is greatest.
            (false, true) => b.earned.total_cmp(&a.earned),
            // Who takes most work for least.
            (false, false) => b.contacts.cmp(&a.contacts).then(worth_first.reverse()),
        };
        by.then_with(|| id_of(workspace, a.row).cmp(&id_of(workspace, b.row)))
    };
    if all.len() > told {
        all.select_nth_unstable_by(told, order);
    }
    let sum = |of: &dyn Fn(&Person) -> f64| all.iter().map(|person| of(person)).collect::<Total>().get();
    let (value, earned, net) = (sum(&|p| p.value), sum(&|p| p.earned), sum(&|p| p.net));
    let moved = all.iter().filter_map(|person| person.moved.as_deref());
    let value_range = uncertainty.and_then(|none| none.of_all(moved, value));
    let [value, earned, net] = [value, earned, net].map(|sum| sum.round() as i64);
    let contacts = all.iter().map(|person| person.contacts).fold(0, u32::saturating_add);
    let customers = all.len() as u32;
    all.truncate(told);
    all.sort_unstable_by(order);
    let table = workspace.table(customer::ID);
    let first = all.iter().filter_map(|person| {
        let table = table?;
        Some(ValueRow {
            id: workspace.ids.id(table.handle(person.row)),
            name: name_at(workspace, table, person.row),
            stage: scores.stage(person.row),
            value: person.value.round() as i64,
            value_range: None,
            earned: person.earned.round() as i64,
            contacts: person.contacts,
            net: person.net.round() as i64,
        })
    });
    let first = first.collect();
    ValueCorner { high_value, high_earned, customers, value, value_range, earned, contacts, net, first }
}
