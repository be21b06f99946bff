//! When customers buy and when they stop.
//!
//! The buy-till-you-die story of Fader, Hardie & Lee, "Counting Your Customers the Easy Way: An Alternative to the Pareto/NBD Model",
//! Marketing Science 24 (2005) 275–284, with the dropout also after the first purchase as in Batislam, Denizel & Filiztekin,
//! "Empirical validation and comparison of models for customer base analysis", IJRM 24 (2007) 201–209 (MBG/NBD):
//! * while active, a customer buys as a Poisson process with a personal rate λ ~ Gamma(r, α);
//! * after each purchase the customer leaves for good with a personal probability p ~ Beta(a, b);
//! * what is spent varies about a personal level that is itself gamma distributed (Fader, Hardie & Lee, "RFM and CLV: Using Iso-Value
//!   Curves for Customer Base Analysis", Journal of Marketing Research 42 (2005) 415–430).
//!
//! Two things are added so that a book of any size shows every stage: a quota of newcomers in the newest weeks, and first days
//! spread evenly over the years (stratified) instead of drawn independently.

use crate::Plan;
use crate::random::Random;
use model::Day;

/// Days between the first customer and today: a little under four years.
const HISTORY_DAYS: f64 = 1400.0;
/// Share of customers who have not bought yet.
const PROSPECTS: f64 = 0.07;
/// Share of customers who came in the newest [`NEWCOMER_DAYS`], on top of the steady stream.
const NEWCOMERS: f64 = 0.10;
const NEWCOMER_DAYS: f64 = 60.0;
/// Share of businesses.
const BUSINESSES: f64 = 0.38;
/// One customer in so many is a business that buys far more than the others.
const LARGE_EVERY: usize = 50;
/// Shape of the purchase rate's gamma distribution and its mean per day.
const RATE_SHAPE: f64 = 0.9;
const RATE_PER_DAY: f64 = 1.0 / 49.0;
/// Nobody buys more often than this.
const RATE_PER_DAY_MAX: f64 = 1.0 / 6.0;
/// Parameters of the dropout's beta distribution.
const DROPOUT_A: f64 = 0.9;
const DROPOUT_B: f64 = 4.2;
/// Orders of one customer after which the story is told.
const ORDERS_MAX: usize = 120;
/// Share of orders of which something comes back.
const REFUNDS: f64 = 0.012;
/// Share of those who left that say so.
const ENDINGS: f64 = 0.09;

/// What a customer is like; the book shows only its consequences.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fate {
    /// First contact, and of buyers the first purchase.
    pub(crate) joined: i32,
    pub(crate) prospect: bool,
    pub(crate) business: bool,
    pub(crate) large: bool,
    /// Mean spend relative to the shop's usual order.
    pub(crate) spend: f64,
    rate: f64,
    dropout: f64,
    /// Tells the shop when it leaves.
    says_goodbye: bool,
}

/// Draws every customer, the longest known first.
pub(crate) fn fates(plan: &Plan, random: &mut Random) -> Vec<Fate> {
    let n = plan.customers as usize;
    let newcomers = (n as f64 * NEWCOMERS) as usize;
    let mut fates: Vec<Fate> = (0..n)
        .map(|i| {
            // Evenly spread, with some chance within each stretch; a growing shop: more came lately than long ago.
            let age_days = if i < newcomers {
                NEWCOMER_DAYS * (i as f64 + random.unit()) / newcomers as f64
            } else {
                let place = ((i - newcomers) as f64 + random.unit()) / (n - newcomers) as f64;
                HISTORY_DAYS * libm::pow(place, 1.25)
            };
            // A quota, so that the concentration of revenue does not hang on luck in a small book.
            let large = i % LARGE_EVERY == LARGE_EVERY / 2;
            let business = random.chance(BUSINESSES) || large;
            let rate = RATE_PER_DAY * random.gamma(RATE_SHAPE) / RATE_SHAPE * if large { 1.3 } else { 1.0 };
            let level = match (business, large) {
                (false, _) => 1.0,
                (true, false) => 3.0,
                (true, true) => 11.0,
            };
            Fate {
                joined: (plan.today.0 - age_days as i32).max(Day::MIN.0),
                prospect: false,
                business,
                large,
                spend: level * (0.25 + 0.75 * random.gamma(1.3) / 1.3),
                rate: rate.min(RATE_PER_DAY_MAX),
                dropout: random.beta(DROPOUT_A, DROPOUT_B),
                says_goodbye: random.chance(ENDINGS),
            }
        })
        .collect();
    // Exact quota instead of a coin for each: a book of 200 also has its 14 prospects.
    let prospects = (n as f64 * PROSPECTS + 0.5) as usize;
    for turn in 0..prospects {
        let place = (turn as f64 + random.unit()) / prospects as f64 * n as f64;
        if let Some(fate) = fates.get_mut(place as usize) {
            fate.prospect = true;
        }
    }
    fates.sort_by_key(|fate| fate.joined);
    fates
}

/// Purchases of all customers, in the order of the customers and of time, and who left by word.
#[derive(Debug, Default)]
pub(crate) struct Purchases {
    pub(crate) customer: Vec<u32>,
    pub(crate) day: Vec<i32>,
    /// Something came back instead of going out.
    pub(crate) refund: Vec<bool>,
    /// Per customer: the day on which the relation was ended by word.
    pub(crate) ended: Vec<Option<i32>>,
}

/// Lets every customer live up to the plan's day.
pub(crate) fn purchases(plan: &Plan, fates: &[Fate], random: &mut Random) -> Purchases {
    let mut all = Purchases::default();
    for (customer, fate) in fates.iter().enumerate() {
        let ended = if fate.prospect { None } else { live(plan.today.0, customer as u32, fate, &mut all, random) };
        all.ended.push(ended);
    }
    all
}

/// One customer's purchases; the day of the goodbye, if there was one before today.
fn live(today: i32, customer: u32, fate: &Fate, all: &mut Purchases, random: &mut Random) -> Option<i32> {
    let mut day = fate.joined;
    let mut exact = f64::from(day);
    for _ in 0..ORDERS_MAX {
        let mut push = |day, refund| {
            all.customer.push(customer);
            all.day.push(day);
            all.refund.push(refund);
        };
        push(day, false);
        let back = day + random.between(2, 12);
        if random.chance(REFUNDS) && back <= today {
            push(back, true);
        }
        if random.chance(fate.dropout) {
            let goodbye = day + random.between(20, 75);
            return (fate.says_goodbye && goodbye <= today).then_some(goodbye);
        }
        exact += random.exponential() / fate.rate.max(1e-6);
        if exact >= f64::from(today) + 1.0 {
            break;
        }
        day = exact as i32;
    }
    None
}
