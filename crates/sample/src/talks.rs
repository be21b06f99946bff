//! Conversations and notes.

use crate::book::{Activities, Customers, Product};
use crate::process::{Fate, Purchases};
use crate::random::Random;
use crate::words::{self, talk};
use crate::{Plan, choice};

/// Share of buyers, and of prospects, somebody has talked with.
const BUYERS: f64 = 0.34;
const PROSPECTS: f64 = 0.8;
/// Most conversations of one customer.
const EACH_MAX: i32 = 4;
/// Office hours in minutes after midnight UTC: daytime in China and in Europe.
const OFFICE_MINUTES: (i32, i32) = (60, 16 * 60);
const MINUTE_MILLIS: i64 = 60_000;
const DAY_MILLIS: i64 = 1440 * MINUTE_MILLIS;

/// Writes what was said before and after orders.
pub(crate) fn activities(
    plan: &Plan,
    fates: &[Fate],
    purchases: &Purchases,
    customers: &Customers,
    products: &[Product],
    random: &mut Random,
) -> Activities {
    let mut all = Activities::default();
    let mut rows = purchases.customer.iter().zip(&purchases.day).peekable();
    for (customer, fate) in fates.iter().enumerate() {
        let (first, mut last, mut bought) = (fate.joined, fate.joined, false);
        while let Some((_, &day)) = rows.next_if(|(owner, _)| **owner as usize == customer) {
            (last, bought) = (last.max(day), true);
        }
        if !random.chance(if bought { BUYERS } else { PROSPECTS }) {
            continue;
        }
        let chinese = words::is_chinese(customers.region.get(customer).copied().unwrap_or(0));
        let ended = customers.ended_at.get(customer).copied().flatten();
        let mut days: Vec<i32> = (0..random.between(1, EACH_MAX))
            .map(|_| random.between(first - 3, last.saturating_add(20)))
            .map(|day| day.min(ended.map_or(i32::MAX, |day| day.0)).min(plan.today.0 - 1))
            .collect();
        days.sort_unstable();
        for day in days {
            let kind = random.weighted(&choice::ACTIVITY_KINDS);
            let minute = i64::from(random.between(OFFICE_MINUTES.0, OFFICE_MINUTES.1));
            let product = products.get(random.below(products.len())).map_or("", |product| product.name.as_str());
            all.customer.push(customer as u32);
            all.kind.push(choice::nth(kind));
            all.at.push(i64::from(day) * DAY_MILLIS + minute * MINUTE_MILLIS);
            all.text.push(talk::text(chinese, bought, product, random));
        }
    }
    all
}
