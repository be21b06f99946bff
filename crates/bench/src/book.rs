//! The reference book: a sample book with exactly as many orders and activities as wanted.

use model::{Currency, Day};
use sample::{Activities, Lines, Orders, Plan, SampleBook, generate};

/// The day on which the book ends; fixed, so that a seed is all that makes it.
pub const TODAY: Day = Day(20_500);

const DAY_MILLIS: i64 = 86_400_000;
/// A repeated row is moved back by one to so many days, so that no customer has an order twice on a day by construction.
const BACK_DAYS_MAX: usize = 13;

/// A sample book of that many customers, orders and activities, without lines: those that the sample lacks repeat others some days
/// earlier, those that it has too many of are its newest.
pub fn reference(customers: u32, orders: usize, activities: usize, seed: u64) -> SampleBook {
    let mut book = generate(&Plan { customers, seed, today: TODAY, currency: Currency::CNY });
    book.lines = Lines::default();
    book.orders = stretched_orders(&book.orders, orders);
    book.activities = stretched_activities(&book.activities, activities);
    book
}

/// The same without what belongs to selling: the book that all measures but those of selling are of.
pub fn plain_reference(customers: u32, orders: usize, activities: usize, seed: u64) -> SampleBook {
    let book = reference(customers, orders, activities, seed);
    SampleBook {
        leads: Default::default(),
        deals: Default::default(),
        plans: Default::default(),
        payments: Default::default(),
        check_ins: Default::default(),
        tasks: Default::default(),
        ..book
    }
}

/// Which row stands at a place of the longer list, and how many days earlier.
fn origin(at: usize, have: usize) -> (usize, usize) {
    (at % have, if at < have { 0 } else { 1 + (at / have * 5 + at % have) % BACK_DAYS_MAX })
}

fn stretched_orders(from: &Orders, wanted: usize) -> Orders {
    let have = from.len();
    if have == 0 {
        return Orders::default();
    }
    let day = |at: usize| {
        let (of, back) = origin(at, have);
        from.day[of] - back as i32
    };
    let mut order: Vec<usize> = (0..wanted).collect();
    order.sort_by_key(|&at| day(at));
    let source = || order.iter().map(|&at| at % have);
    Orders {
        customer: source().map(|at| from.customer[at]).collect(),
        day: order.iter().map(|&at| day(at)).collect(),
        total: source().map(|at| from.total[at]).collect(),
        status: source().map(|at| from.status[at]).collect(),
    }
}

fn stretched_activities(from: &Activities, wanted: usize) -> Activities {
    let have = from.at.len();
    if have == 0 {
        return Activities::default();
    }
    let mut order: Vec<usize> = (0..wanted).collect();
    order.sort_by_key(|&at| from.customer[at % have]);
    let source = || order.iter().map(|&at| at % have);
    Activities {
        customer: source().map(|at| from.customer[at]).collect(),
        kind: source().map(|at| from.kind[at]).collect(),
        at: order.iter().map(|&at| from.at[at % have] - origin(at, have).1 as i64 * DAY_MILLIS).collect(),
        text: source().map(|at| from.text[at].clone()).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_book_has_exactly_what_was_asked_for_and_the_same_again() {
        let book = reference(500, 5_000, 1_000, 7);
        assert_eq!((book.customers.len(), book.orders.len(), book.activities.at.len()), (500, 5_000, 1_000));
        assert!(book.orders.day.is_sorted() && book.activities.customer.is_sorted());
        assert!(book.orders.customer.iter().chain(&book.activities.customer).all(|&customer| customer < 500));
        assert_eq!(book, reference(500, 5_000, 1_000, 7));
        assert_ne!(book, reference(500, 5_000, 1_000, 8));
        assert_eq!(reference(500, 10, 10, 7).orders.len(), 10);
    }
}
