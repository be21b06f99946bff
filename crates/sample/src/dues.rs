//! Which recent orders are paid in instalments, and what came in so far.

use crate::book::{Orders, Payments, Plans};
use crate::random::Random;
use crate::{Plan, choice};
use model::{Day, OptionId, dues};

/// Orders of so many days have a plan, if any: older ones are settled.
const RECENT_DAYS: i32 = 120;
/// One order with a plan for so many customers.
const CUSTOMERS_PER_PLAN: u32 = 5;
/// How orders are paid: parts in per cent, and the days after the order on which they are due.
const TERMS: [&[(u32, i32)]; 4] = [&[(100, 30)], &[(50, 0), (50, 30)], &[(30, 0), (60, 30), (10, 60)], &[(100, 14)]];
/// Of instalments that are due: paid in time or nearly, paid late, paid in part, not paid.
const HABITS: [u32; 4] = [60, 14, 10, 16];
/// Days before an instalment is due on which somebody is reminded.
const REMIND_DAYS: i64 = 3;

/// Plans for a share of the newest orders, and the payments for what was due by today.
pub(crate) fn dues(plan: &Plan, orders: &Orders, random: &mut Random) -> (Plans, Payments) {
    let (mut plans, mut payments) = (Plans::default(), Payments::default());
    let from = plan.today.0.saturating_sub(RECENT_DAYS);
    let recent: Vec<usize> = (0..orders.len())
        .filter(|&at| orders.day[at] >= from && orders.total[at] > 0 && orders.status[at] != choice::RETURNED)
        .collect();
    let wanted = (plan.customers / CUSTOMERS_PER_PLAN) as usize;
    // Spread over all of the days, so that some are long overdue.
    let step = recent.len().div_ceil(wanted.max(1)).max(1);
    for &at in recent.iter().step_by(step) {
        let terms = random.of(&TERMS);
        let weights: Vec<u32> = terms.iter().map(|(share, _)| *share).collect();
        let amounts = dues::shares_of(orders.total[at], &weights);
        for ((&(_, days), amount), nth) in terms.iter().zip(amounts).zip(1..) {
            let due = orders.day[at].saturating_add(days);
            let of = plans.order.len() as u32;
            plans.order.push(at as u32);
            plans.due.push(due);
            plans.amount.push(amount);
            plans.nth.push(nth);
            let (habit, wait, method) = (random.weighted(&HABITS), random.between(-2, 3), random.below(METHODS.len()));
            let (day, paid) = match habit {
                0 => (due + wait, amount),
                1 => (due + 9 + 3 * (wait + 2), amount),
                2 => (due + wait, amount / 2),
                _ => continue,
            };
            if day < orders.day[at] || day > plan.today.0 || paid <= 0 {
                continue;
            }
            payments.plan.push(of);
            payments.order.push(at as u32);
            payments.day.push(day);
            payments.amount.push(paid);
            payments.method.push(METHODS.get(method).copied().unwrap_or(OptionId(1)));
        }
    }
    (plans, payments)
}

/// `options::PAYMENT_METHOD`: wire, online transfer, Alipay, WeChat Pay, card.
const METHODS: [OptionId; 5] = [OptionId(3), OptionId(4), OptionId(5), OptionId(6), OptionId(7)];

impl Plans {
    /// Days before it is due on which somebody is reminded.
    pub fn remind_days(&self) -> i64 {
        REMIND_DAYS
    }

    /// The day on which an instalment is due.
    pub fn due_day(&self, at: usize) -> Day {
        Day(self.due[at])
    }
}

#[cfg(test)]
mod tests {
    use crate::{Plan, generate};
    use model::{Currency, Day};

    #[test]
    fn plans_come_to_their_orders_and_some_are_overdue() {
        let today = Day(20_600);
        let book = generate(&Plan { customers: 200, seed: 1, today, currency: Currency::CNY });
        let (plans, payments) = (&book.plans, &book.payments);
        assert!((30..=150).contains(&plans.order.len()), "{}", plans.order.len());
        let mut sums = std::collections::BTreeMap::<u32, i64>::new();
        for (order, amount) in plans.order.iter().zip(&plans.amount) {
            *sums.entry(*order).or_default() += amount;
        }
        assert!(sums.iter().all(|(order, sum)| book.orders.total[*order as usize] == *sum));
        let mut open = plans.amount.clone();
        for (plan, amount) in payments.plan.iter().zip(&payments.amount) {
            open[*plan as usize] -= amount;
        }
        assert!(open.iter().all(|open| *open >= 0), "nobody pays too much");
        let late = |(due, open): (&i32, &i64)| *due < today.0 && *open > 0;
        let overdue = plans.due.iter().zip(&open).filter(|pair| late(*pair)).count();
        let upcoming = plans.due.iter().filter(|due| **due >= today.0).count();
        assert!(overdue >= 5 && upcoming >= 5, "{overdue} overdue, {upcoming} to come");
        assert!(payments.day.iter().all(|day| *day <= today.0));
        assert!(payments.order.iter().zip(&payments.day).all(|(at, day)| book.orders.day[*at as usize] <= *day));
        let small = generate(&Plan { customers: 1, seed: 1, today, currency: Currency::CNY });
        assert!(small.plans.order.len() <= 4);
    }
}
