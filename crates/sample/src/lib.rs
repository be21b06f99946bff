//! A believable bilingual customer book from a seed: what "Try it with sample data" fills an empty book with.
//!
//! The customers of a small wholesaler and shop for tea, coffee and household goods are drawn from a purchase-and-dropout
//! process (see [`process`]) that ends at the given day, so that every RFM segment and every life-cycle stage occurs
//! at any usual size and the loyal, the fading and the lost look as they do in real logs. Names, places and notes are Chinese
//! or English. Nobody in it is real: telephone numbers come from ranges kept for fiction, e-mail addresses from the reserved `example` domains.
//!
//! Like `model` it knows no clock and no randomness of its own: the same [`Plan`] gives the same [`SampleBook`], bit for bit,
//! natively and in a browser (`libm` for every transcendental function, no iteration over hash maps). Record ids are the caller's affair.

mod basket;
mod book;
mod catalogue;
mod choice;
mod deals;
mod dues;
mod field;
mod leads;
mod people;
mod process;
mod random;
pub mod staff;
mod talks;
mod tasks;
mod words;

pub use book::{
    Activities, CheckIns, Customers, Deals, Leads, Lines, Orders, Payments, Plans, Product, SampleBook, Tasks,
};

use model::{Currency, Day};
use random::Random;

/// Customers beyond which a plan is cut: about 150 MB of columns.
pub const CUSTOMERS_MAX: u32 = 1_000_000;

/// Customers up to which every order has its lines. Above it only orders of the newest [`LINES_DAYS`] have, which keeps a book of
/// 100,000 customers light.
pub const LINES_FOR_ALL_MAX: u32 = 20_000;

/// Days back to which orders of a large book have lines.
pub const LINES_DAYS: i32 = 365;

/// What book to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// How many customers, prospects included; at most [`CUSTOMERS_MAX`].
    pub customers: u32,
    /// Another seed, another book.
    pub seed: u64,
    /// The day on which the book is opened; nothing in it is later but what is still to be done.
    pub today: Day,
    /// Currency of all prices and totals.
    pub currency: Currency,
}

/// Makes the book.
pub fn generate(plan: &Plan) -> SampleBook {
    let plan = Plan {
        customers: plan.customers.min(CUSTOMERS_MAX),
        today: Day(plan.today.0.clamp(Day::MIN.0, Day::MAX.0)),
        ..*plan
    };
    // Each part draws from its own stream, so that a longer note never changes an order.
    let stream = |part: u64| Random::new(plan.seed ^ part.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let fates = process::fates(&plan, &mut stream(1));
    let purchases = process::purchases(&plan, &fates, &mut stream(2));
    let mut customers = people::customers(&plan, &fates, &purchases.ended, &mut stream(3));
    let products = catalogue::products(plan.currency);
    let (orders, lines) = basket::orders(&plan, &fates, &purchases, &products, &mut stream(4));
    let activities = talks::activities(&plan, &fates, &purchases, &customers, &products, &mut stream(5));
    let leads = leads::leads(&plan, &customers, &orders, &mut stream(6));
    let deals = deals::deals(&plan, &customers, &products, &mut stream(40));
    let (plans, payments) = dues::dues(&plan, &orders, &mut stream(40));
    customers.position = field::positions(&customers, &mut stream(40));
    let check_ins = field::check_ins(&customers, &activities, &mut stream(41));
    let tasks = tasks::tasks(&plan, &customers, &mut stream(6));
    SampleBook {
        currency: plan.currency,
        customers,
        products,
        orders,
        lines,
        activities,
        leads,
        deals,
        plans,
        payments,
        check_ins,
        tasks,
    }
}
