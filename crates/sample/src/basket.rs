//! What is in each order.

use crate::book::{Lines, Orders, Product};
use crate::process::{Fate, Purchases};
use crate::random::Random;
use crate::{LINES_DAYS, LINES_FOR_ALL_MAX, Plan, catalogue, choice};
use model::Decimal;

/// The usual order of a person of ordinary means, in average product prices.
const USUAL_SPEND: f64 = 1.6;
/// Shape of an order's spend about the customer's level: the higher, the steadier.
const SPEND_SHAPE: f64 = 4.0;
/// Orders have one line at least and this share a second one.
const SECOND_LINE: f64 = 0.45;
/// Of second lines, the share that is what goes with the first.
const COMPANION: f64 = 0.5;
/// Days in which an order is on its way: confirmed, then fulfilled, then completed.
const CONFIRMED_DAYS: i32 = 2;
const FULFILLED_DAYS: i32 = 7;

/// One product of a basket: index, pieces, amount.
type Item = (usize, i64, i64);

/// Fills a basket for every purchase; the orders come sorted by day.
pub(crate) fn orders(
    plan: &Plan,
    fates: &[Fate],
    purchases: &Purchases,
    products: &[Product],
    random: &mut Random,
) -> (Orders, Lines) {
    let mean = products.iter().map(|product| product.unit_price as f64).sum::<f64>() / products.len().max(1) as f64;
    let lines_from =
        if plan.customers <= LINES_FOR_ALL_MAX { i32::MIN } else { plan.today.0.saturating_sub(LINES_DAYS) };
    let count = purchases.day.len();
    let mut orders = Orders {
        customer: Vec::with_capacity(count),
        day: Vec::with_capacity(count),
        total: Vec::with_capacity(count),
        status: Vec::with_capacity(count),
    };
    let mut lines = Lines::default();
    let mut basket = Vec::with_capacity(2);
    for row in by_day(&purchases.day) {
        let (customer, day, refund) = (purchases.customer[row], purchases.day[row], purchases.refund[row]);
        let level = fates.get(customer as usize).map_or(1.0, |fate| fate.spend);
        basket.clear();
        if refund {
            basket.push(back(products, random));
        } else {
            let spend = USUAL_SPEND * mean * level * random.gamma(SPEND_SHAPE) / SPEND_SHAPE;
            fill(&mut basket, spend, products, random);
        }
        if day >= lines_from {
            for &(product, pieces, amount) in &basket {
                lines.order.push(orders.day.len() as u32);
                lines.product.push(product as u8);
                lines.quantity.push(pieces * Decimal::ONE);
                lines.amount.push(amount);
            }
        }
        orders.customer.push(customer);
        orders.day.push(day);
        orders.total.push(basket.iter().map(|item| item.2).sum());
        orders.status.push(match plan.today.0 - day {
            _ if refund => choice::RETURNED,
            days if days < CONFIRMED_DAYS => choice::CONFIRMED,
            days if days < FULFILLED_DAYS => choice::FULFILLED,
            _ => choice::COMPLETED,
        });
    }
    (orders, lines)
}

/// Rows in the order of their days; of one day, in the order of the rows. Days span a few years: they are counted, not compared.
fn by_day(day: &[i32]) -> Vec<usize> {
    let (Some(&first), Some(&last)) = (day.iter().min(), day.iter().max()) else { return Vec::new() };
    let mut next = vec![0usize; last.abs_diff(first) as usize + 2];
    for &day in day {
        next[day.abs_diff(first) as usize + 1] += 1;
    }
    for slot in 1..next.len() {
        next[slot] += next[slot - 1];
    }
    let mut rows = vec![0; day.len()];
    for (row, &day) in day.iter().enumerate() {
        let slot = &mut next[day.abs_diff(first) as usize];
        rows[*slot] = row;
        *slot += 1;
    }
    rows
}

/// One or two different products worth about `spend` together.
fn fill(basket: &mut Vec<Item>, spend: f64, products: &[Product], random: &mut Random) {
    let first = pick(products, spend, random);
    let second = random.chance(SECOND_LINE).then(|| {
        let companion = catalogue::goes_with(products, first).filter(|_| random.chance(COMPANION));
        companion.unwrap_or_else(|| pick(products, spend / 3.0, random))
    });
    let second = second.filter(|&second| second != first);
    let share = if second.is_some() { 0.4 + 0.4 * random.unit() } else { 1.0 };
    basket.push(item(products, first, spend * share));
    basket.extend(second.map(|second| item(products, second, spend * (1.0 - share))));
}

/// One piece of something cheap enough to leave the customer in the black.
fn back(products: &[Product], random: &mut Random) -> Item {
    let (product, _, amount) = item(products, pick(products, 0.0, random), 0.0);
    (product, -1, -amount)
}

/// A product, popular ones more often; for a small purse the cheapest of a few.
fn pick(products: &[Product], purse: f64, random: &mut Random) -> usize {
    // 17 is prime to the catalogue's length: popularity is spread over all shelves.
    let mut draw = || {
        let place = random.unit();
        (place * place * products.len() as f64) as usize * 17 % products.len().max(1)
    };
    let price = |index: usize| products.get(index).map_or(0, |product| product.unit_price);
    let mut best = draw();
    for _ in 0..3 {
        if price(best) as f64 <= purse {
            break;
        }
        let other = draw();
        if price(other) < price(best) {
            best = other;
        }
    }
    best
}

/// As many pieces as the amount buys, at least one.
fn item(products: &[Product], product: usize, amount: f64) -> Item {
    let price = products.get(product).map_or(0, |product| product.unit_price);
    let pieces = ((amount / price.max(1) as f64 + 0.5) as i64).max(1);
    (product, pieces, pieces.saturating_mul(price))
}
