//! What the tests share: the fixtures, tolerances, and a small seeded generator.
#![allow(dead_code, missing_docs, unreachable_pub, clippy::unwrap_used, clippy::disallowed_methods)]

use insight::{History, Orders};
use serde_json::Value;

pub const CDNOW_SAMPLE: &str = include_str!("../fixtures/cdnow_sample.txt");
pub const CDNOW_MASTER: &str = include_str!("../fixtures/cdnow_master.txt");
pub const RFM_ORDERS: &str = include_str!("../fixtures/rfm_orders.txt");

/// Orders as columns.
#[derive(Clone, Debug, Default)]
pub struct Log {
    pub customers: usize,
    pub customer: Vec<u32>,
    pub day: Vec<i32>,
    pub amount: Vec<i64>,
}

impl Log {
    pub fn push(&mut self, customer: u32, day: i32, amount: i64) {
        self.customers = self.customers.max(customer as usize + 1);
        self.customer.push(customer);
        self.day.push(day);
        self.amount.push(amount);
    }

    pub fn history(&self, as_of: i32) -> History {
        let orders = Orders { customer: &self.customer, day: &self.day, amount: &self.amount };
        History::build(orders, self.customers, as_of)
    }
}

pub fn cdnow_sample() -> Log {
    let mut log = Log::default();
    for line in CDNOW_SAMPLE.lines() {
        let mut words = line.split_whitespace();
        let customer: u32 = words.next().unwrap().parse().unwrap();
        let date = words.next().unwrap();
        let day = day(date[..4].parse().unwrap(), date[4..6].parse().unwrap(), date[6..].parse().unwrap());
        let (dollars, cents) = words.nth(1).unwrap().split_once('.').unwrap();
        assert_eq!(cents.len(), 2);
        log.push(customer - 1, day, dollars.parse::<i64>().unwrap() * 100 + cents.parse::<i64>().unwrap());
    }
    log
}

/// A log of one line per customer, alternating days since the previous order and cents.
pub fn compact(text: &str, day_zero: i32) -> Log {
    let mut log = Log::default();
    for (customer, line) in text.lines().skip(1).enumerate() {
        let numbers: Vec<i64> = line.split_whitespace().map(|w| w.parse().unwrap()).collect();
        let mut day = day_zero;
        for pair in numbers.chunks(2) {
            day += pair[0] as i32;
            log.push(customer as u32, day, pair[1]);
        }
    }
    log
}

pub fn cdnow_master() -> Log {
    compact(CDNOW_MASTER, 9862)
}

pub fn rfm_orders() -> Log {
    compact(RFM_ORDERS, 12000)
}

/// Days since 1970-01-01 of a civil date.
pub fn day(year: i32, month: i32, day: i32) -> i32 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

pub fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// A number that may be written as text, to keep its digits.
pub fn number(value: &Value) -> f64 {
    match value {
        Value::String(text) => text.parse().unwrap(),
        other => other.as_f64().unwrap(),
    }
}

pub fn numbers<const N: usize>(value: &Value) -> [f64; N] {
    std::array::from_fn(|i| number(&value[i]))
}

#[track_caller]
pub fn assert_rel(got: f64, want: f64, tolerance: f64, what: &str) {
    let error = if want == 0.0 { got.abs() } else { ((got - want) / want).abs() };
    assert!(error <= tolerance, "{what}: got {got:e}, want {want:e}, relative error {error:e} > {tolerance:e}");
}

#[track_caller]
pub fn assert_abs(got: f64, want: f64, tolerance: f64, what: &str) {
    assert!((got - want).abs() <= tolerance, "{what}: got {got}, want {want}, off by {:e}", (got - want).abs());
}

/// SplitMix64.
pub struct Dice(pub u64);

impl Dice {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    /// In (0, 1).
    pub fn unit(&mut self) -> f64 {
        ((self.next() >> 11) as f64 + 0.5) / (1u64 << 53) as f64
    }

    pub fn exponential(&mut self) -> f64 {
        -self.unit().ln()
    }

    pub fn normal(&mut self) -> f64 {
        (-2.0 * self.unit().ln()).sqrt() * (std::f64::consts::TAU * self.unit()).cos()
    }

    /// Gamma with this shape, scale 1 (Marsaglia & Tsang 2000).
    pub fn gamma(&mut self, shape: f64) -> f64 {
        if shape < 1.0 {
            return self.gamma(shape + 1.0) * self.unit().powf(1.0 / shape);
        }
        let d = shape - 1.0 / 3.0;
        loop {
            let x = self.normal();
            let v = (1.0 + x / (9.0 * d).sqrt()).powi(3);
            if v > 0.0 && self.unit().ln() < 0.5 * x * x + d - d * v + d * v.ln() {
                return d * v;
            }
        }
    }
}

/// A book simulated from MBG/NBD with parameters (r, α weeks, a, b): customers start over the first half of `span_days`.
pub fn simulated(dice: &mut Dice, customers: u32, params: [f64; 4], span_days: i32) -> Log {
    let [r, alpha, a, b] = params;
    let mut log = Log { customers: customers as usize, ..Log::default() };
    for c in 0..customers {
        let rate = dice.gamma(r) / alpha / 7.0;
        let (u, v) = (dice.gamma(a), dice.gamma(b));
        let drop_out = u / (u + v);
        let spend = (8.0 + 0.8 * dice.normal()).exp();
        let mut day = dice.below((span_days / 2).max(1) as u64) as f64;
        while day <= f64::from(span_days) {
            log.push(c, day as i32, (spend * (0.5 * dice.normal()).exp()) as i64);
            if dice.unit() < drop_out {
                break;
            }
            day += (dice.exponential() / rate).max(1.0);
        }
    }
    log
}

/// The columns of a table with a header, separated by white space.
pub fn table(text: &str) -> Vec<Vec<f64>> {
    let mut lines = text.lines();
    let mut columns = vec![Vec::new(); lines.next().unwrap().split_whitespace().count()];
    for line in lines {
        columns.iter_mut().zip(line.split_whitespace()).for_each(|(column, x)| column.push(x.parse().unwrap()));
    }
    columns
}
