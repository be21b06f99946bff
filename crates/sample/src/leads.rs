//! Who may become a customer, and who just did.

use crate::book::{Customers, Leads, Orders};
use crate::people::Named;
use crate::random::Random;
use crate::words::{self, en, zh};
use crate::{Plan, choice, staff};

/// Leads for so many customers, and most of them: beyond that a book says nothing new.
const EACH: (u32, u32) = (3, 20);
const MAX: u32 = 3_000;
/// Share of Chinese leads, and of businesses.
const CHINESE: f64 = 0.62;
const BUSINESS: f64 = 0.7;
/// One in so many open leads stands in the public pool.
const POOL: usize = 4;
/// Shares of the statuses: new, contacted, nurturing, qualified, converted, unqualified.
const STATUSES: [u32; 6] = [26, 22, 16, 12, 14, 10];
const CONVERTED: usize = 4;
const UNQUALIFIED: usize = 5;
/// Shares of cold, warm, hot.
const RATINGS: [u32; 3] = [30, 45, 25];
/// Where the telephone numbers of leads begin among those kept for fiction, so that they are not those of customers.
const FIRST_LINE: u32 = 9_000;
/// Days since a lead came.
const AGE_DAYS: (i32, i32) = (1, 75);
const DAY_MILLIS: i64 = 86_400_000;
const MINUTE_MILLIS: i64 = 60_000;
/// Office hours in minutes after midnight UTC, as for conversations.
const OFFICE_MINUTES: (i32, i32) = (60, 9 * 60);

const TITLES: [[&str; 2]; 5] = [
    ["采购经理", "Purchasing manager"],
    ["店长", "Shop manager"],
    ["总经理", "Managing director"],
    ["行政主管", "Office manager"],
    ["餐饮总监", "Food and beverage director"],
];

pub(crate) fn leads(plan: &Plan, customers: &Customers, orders: &Orders, random: &mut Random) -> Leads {
    let count = (plan.customers / EACH.1 * EACH.0 + plan.customers % EACH.1 * EACH.0 / EACH.1).min(MAX);
    let mut all = Leads::default();
    let mut buyers = buyers(customers, orders);
    let mut opened = 0;
    for nth in 0..count {
        let chinese = random.chance(CHINESE);
        let business = random.chance(BUSINESS);
        let region = if chinese { zh::region(random) } else { en::region(random) };
        let person = if chinese { zh::person(random) } else { en::person(random) };
        let company = match (business, chinese) {
            (false, _) => String::new(),
            (true, true) => zh::business(words::REGIONS[region], random).name,
            (true, false) => en::business(random).name,
        };
        let mut status = random.weighted(&STATUSES);
        let came = plan.today.0.saturating_sub(random.between(AGE_DAYS.0, AGE_DAYS.1));
        let at = |day: i32, random: &mut Random| {
            let minute = random.between(OFFICE_MINUTES.0, OFFICE_MINUTES.1);
            i64::from(day) * DAY_MILLIS + i64::from(minute) * MINUTE_MILLIS
        };
        let came_at = at(came, random);
        // Who became a customer is one of the newest customers who bought.
        let customer = (status == CONVERTED).then(|| buyers.pop()).flatten();
        if status == CONVERTED && customer.is_none() {
            status = 0;
        }
        let open = status < CONVERTED;
        opened += usize::from(open);
        let pooled = open && opened % POOL == 0;
        let owner = match customer {
            Some((customer, _)) => staff::owner(customer, customers.region.get(customer).copied().unwrap_or(0)),
            None => staff::owner(nth as usize + 1, region as u8),
        };
        let spoken = at(random.between(came, plan.today.0.saturating_sub(1)), random);
        let next = at(plan.today.0.saturating_add(random.between(-2, 9)), random);
        let Named { name, mailbox, .. } = person;
        let known =
            |text: String, share: f64, random: &mut Random| if random.chance(share) { text } else { String::new() };
        let host = if chinese { "example.cn" } else { "example.com" };
        all.mobile.push(known(words::phone(region, FIRST_LINE + nth), 0.85, random));
        all.email.push(known(format!("{mailbox}.l{}@{host}", nth + 1), 0.6, random));
        let title = TITLES.get(random.below(TITLES.len())).map_or("", |title| title[usize::from(!chinese)]);
        all.title.push(if business { title } else { "" });
        let trade = random.below(words::TRADES) as u8 * 2 + u8::from(!chinese);
        all.industry.push(business.then_some(trade));
        let source = choice::nth(random.weighted(&choice::SOURCES));
        match customer {
            Some((customer, _)) => {
                let is_business = customers.kind.get(customer) == Some(&choice::BUSINESS);
                let called = customers.name.get(customer).cloned().unwrap_or_default();
                all.name.push(if is_business { name } else { called.clone() });
                all.company.push(if is_business { called } else { String::new() });
                all.region.push(customers.region.get(customer).copied().unwrap_or(0));
                all.source.push(customers.source.get(customer).copied().unwrap_or(source));
            }
            None => {
                all.name.push(name);
                all.company.push(company);
                all.region.push(region as u8);
                all.source.push(source);
            }
        }
        all.status.push(choice::nth(status));
        let rating = choice::nth(random.weighted(&RATINGS));
        all.rating.push((status > 0 && status != UNQUALIFIED).then_some(rating));
        all.owner.push((!pooled).then_some(owner as u8));
        all.owned_since.push((!pooled).then_some(came_at));
        all.last_contacted_at.push((status > 0).then_some(spoken));
        all.next_contact_at.push((open && !pooled && status > 0).then_some(next));
        all.customer.push(customer.map(|(customer, _)| customer as u32));
        all.converted_at.push(customer.map(|(_, day)| i64::from(day) * DAY_MILLIS + 8 * 60 * MINUTE_MILLIS));
    }
    all
}

/// The newer half of the customers, as far as they bought, with the day on which they did so first; the newest last.
fn buyers(customers: &Customers, orders: &Orders) -> Vec<(usize, i32)> {
    let mut first = vec![None; customers.len()];
    for (&customer, &day) in orders.customer.iter().zip(&orders.day) {
        if let Some(first) = first.get_mut(customer as usize) {
            first.get_or_insert(day);
        }
    }
    let newer = first.into_iter().enumerate().skip(customers.len() / 2);
    newer.filter_map(|(customer, day)| Some((customer, day?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::options::{LEAD_STATUS, RATING};

    #[test]
    fn numbers_mean_what_they_say() {
        let name = |at: usize| LEAD_STATUS.value(choice::nth(at)).map(|status| status.name);
        assert_eq!((name(CONVERTED), name(UNQUALIFIED)), (Some("converted"), Some("unqualified")));
        assert_eq!((STATUSES.len(), RATINGS.len()), (LEAD_STATUS.values.len(), RATING.values.len()));
    }
}
