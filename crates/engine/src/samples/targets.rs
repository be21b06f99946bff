//! Targets of a sample: a tenth more revenue than in the year before, month by month, and as many new customers.

use super::Maker;
use crate::counted::void_statuses;
use crate::packed::Packed;
use crate::rows::Rows;
use model::rule::Unit;
use model::schema::target;
use model::{Day, Decimal, OptionId, RecordId, options};
use std::collections::BTreeMap;

/// One target: of whom, whether of revenue, from when, and how much.
type Goal = (Option<RecordId>, bool, Day, i64);

/// Months in a year.
const MONTHS: i64 = 12;

/// A tenth more, in two digits.
fn more(amount: i64) -> i64 {
    let amount = amount.saturating_mul(11) / 10;
    let step = 10_i64.pow(amount.max(1).ilog10().saturating_sub(1));
    (amount + step / 2) / step * step
}

impl Maker<'_> {
    /// The targets of the year of the newest order, of whoever owns the customers; none in a book without orders.
    pub(super) fn targets(&self, owner_of: &dyn Fn(usize) -> Option<RecordId>) -> Option<Rows> {
        let goals = self.goals(owner_of);
        let list = |list: &options::OptionList, name: &str| list.id(name).unwrap_or(OptionId(1));
        let (revenue, new) = (list(&options::MEASURE, "revenue"), list(&options::MEASURE, "new_customers"));
        let month = list(&options::PERIOD, "month");
        let each = || goals.iter().copied();
        let measure = |is_revenue: bool| Some(if is_revenue { revenue } else { new });
        let money = |minor| model::Money { minor, currency: self.book.currency };
        (!goals.is_empty()).then(|| {
            self.rows(target::ID, 0..goals.len())
                .with(target::MEASURE.id, Packed::options(each().map(|goal| measure(goal.1))))
                .with(target::OWNER.id, Packed::references(each().map(|goal| goal.0)))
                .with(target::PERIOD.id, Packed::options(each().map(|_| Some(month))))
                .with(target::START.id, Packed::days(each().map(|goal| Some(goal.2))))
                .with(target::AMOUNT.id, Packed::money(each().map(|goal| goal.1.then(|| money(goal.3)))))
                .with(target::COUNT.id, Packed::numbers(each().map(|goal| (!goal.1).then_some(goal.3 * Decimal::ONE))))
        })
    }

    fn goals(&self, owner_of: &dyn Fn(usize) -> Option<RecordId>) -> Vec<Goal> {
        let orders = &self.book.orders;
        let Some(newest) = orders.day.iter().max() else { return Vec::new() };
        let year = Unit::Year.start(Day(*newest));
        let before = Unit::Year.moved(year, -1);
        let void = void_statuses();
        // Of each customer: whether there was an order before, and what they brought in the year before.
        let mut of_each = vec![(false, None::<i64>); self.book.customers.len()];
        let mut new = 0_i64;
        for at in (0..orders.day.len()).filter(|&at| !void.contains(&Some(orders.status[at]))) {
            let Some((known, brought)) = of_each.get_mut(orders.customer[at] as usize) else { continue };
            let first = !std::mem::replace(known, true);
            if (before.0..year.0).contains(&orders.day[at]) {
                new += i64::from(first);
                *brought = Some(brought.unwrap_or(0).saturating_add(orders.total[at]));
            }
        }
        let mut revenue: BTreeMap<Option<RecordId>, i64> = BTreeMap::new();
        for (customer, (_, brought)) in of_each.into_iter().enumerate() {
            if let Some(brought) = brought {
                let sum = revenue.entry(owner_of(customer)).or_default();
                *sum = sum.saturating_add(brought);
            }
        }
        // Where nobody owns anything, the company has targets of its own; otherwise they follow from its people's.
        let owned = revenue.keys().any(Option::is_some);
        let months = || (0..MONTHS as i32).map(|nth| Unit::Month.moved(year, nth));
        let of_owner = |(owner, sum): (&Option<RecordId>, &i64)| {
            let (owner, goal) = (*owner, more(sum / MONTHS));
            (goal > 0 && owner.is_some() == owned).then_some((owner, goal))
        };
        let people = revenue.iter().filter_map(of_owner);
        let mut goals: Vec<Goal> =
            people.flat_map(|(owner, goal)| months().map(move |start| (owner, true, start, goal))).collect();
        let new = (new + MONTHS - 1) / MONTHS;
        if new > 0 {
            goals.extend(months().map(|start| (None, false, start, new)));
        }
        goals
    }
}

#[cfg(test)]
mod tests {
    use super::more;

    #[test]
    fn targets_are_a_tenth_more_in_two_digits() {
        assert_eq!((more(12_345), more(98), more(7), more(0)), (14_000, 110, 7, 0));
    }
}
