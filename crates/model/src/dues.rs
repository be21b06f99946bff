//! What is due: instalments, and which payments they are paid by.

use crate::options::{ORDER_STATUS, PAYMENT_STATUS};
use crate::{Day, OptionId};

/// An instalment, as far as sharing out payments needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instalment {
    /// When it is due; one without a day comes last.
    pub due: Option<Day>,
    /// What was agreed, minor units.
    pub amount: i64,
}

/// Payments shared out among instalments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shares {
    /// What each instalment comes to: what was agreed, but all of them never more than is owed.
    pub wanted: Vec<i64>,
    /// What of it is paid.
    pub paid: Vec<i64>,
    /// What no instalment takes: below zero where more went back than came.
    pub beyond: i128,
}

/// Shares payments out: those made for an instalment go to it first, everything else to the oldest that is not paid yet. What was paid back
/// is taken from the newest. All of `paid` and `beyond` together is the sum of the payments, whatever stands in them.
///
/// Instalments that come to more than is owed, as after a line went, are wanted only as far: the oldest first.
pub fn share(instalments: &[Instalment], owed: i64, payments: &[(Option<usize>, i64)]) -> Shares {
    let mut oldest_first: Vec<usize> = (0..instalments.len()).collect();
    oldest_first.sort_by_key(|&at| (instalments[at].due.is_none(), instalments[at].due, at));
    let mut wanted = vec![0_i64; instalments.len()];
    let mut left = owed.max(0);
    for &at in &oldest_first {
        wanted[at] = instalments[at].amount.clamp(0, left);
        left -= wanted[at];
    }
    let mut own = vec![0_i128; instalments.len()];
    let mut pool = 0_i128;
    for &(of, amount) in payments {
        match of.and_then(|of| own.get_mut(of)) {
            Some(own) => *own += i128::from(amount),
            None => pool += i128::from(amount),
        }
    }
    let mut paid = vec![0_i64; instalments.len()];
    for at in 0..instalments.len() {
        paid[at] = own[at].clamp(0, i128::from(wanted[at])) as i64;
        pool += own[at] - i128::from(paid[at]);
    }
    for &at in &oldest_first {
        let more = pool.clamp(0, i128::from(wanted[at] - paid[at])) as i64;
        paid[at] += more;
        pool -= i128::from(more);
    }
    for &at in oldest_first.iter().rev() {
        let back = (-pool).clamp(0, i128::from(paid[at])) as i64;
        paid[at] -= back;
        pool += i128::from(back);
    }
    Shares { wanted, paid, beyond: pool }
}

/// Where an instalment stands.
pub fn state(wanted: i64, paid: i64, due: Option<Day>, today: Day) -> OptionId {
    let name = match paid {
        paid if paid >= wanted => "paid",
        _ if due.is_some_and(|due| due < today) => "overdue",
        1.. => "partly_paid",
        _ => "planned",
    };
    payment_status(name)
}

/// The number of a payment status.
pub fn payment_status(name: &str) -> OptionId {
    PAYMENT_STATUS.id(name).unwrap_or(OptionId(0))
}

/// What of an amount counts as received: nothing of what is only planned, and nothing of a payment that went back. What was paid back by a
/// payment of its own is an amount below zero, and counts.
pub fn received(amount: i64, status: Option<OptionId>) -> i64 {
    let name = status.and_then(|status| PAYMENT_STATUS.value(status)).map(|value| value.name);
    match name {
        Some("planned" | "overdue") => 0,
        Some("refunded") => amount.min(0),
        _ => amount,
    }
}

/// Whether an order in this state is owed at all: not while it is a draft, nor once it was cancelled or came back.
pub fn is_owed(status: Option<OptionId>) -> bool {
    let name = status.and_then(|status| ORDER_STATUS.value(status)).map(|value| value.name);
    !matches!(name, Some("draft" | "cancelled" | "returned"))
}

/// Whether an order in this state is under way: then its payments are waited for even where none was planned. What a purchase log tells was
/// mostly paid on the spot.
pub fn is_under_way(status: Option<OptionId>) -> bool {
    let name = status.and_then(|status| ORDER_STATUS.value(status)).map(|value| value.name);
    matches!(name, Some("confirmed" | "fulfilled"))
}

/// An amount in parts of equal size, the first ones larger by what does not divide.
pub fn equal_parts(amount: i64, parts: u32) -> Vec<i64> {
    shares_of(amount, &vec![1; parts as usize])
}

/// An amount in parts that stand to each other as these weights (per cents, say), exact to the minor unit: what rounding leaves over goes to
/// the parts that lost most by it, the first of equals.
pub fn shares_of(amount: i64, weights: &[u32]) -> Vec<i64> {
    let all: i128 = weights.iter().map(|&weight| i128::from(weight)).sum();
    if all == 0 {
        return Vec::new();
    }
    let whole = |weight: u32| i128::from(amount) * i128::from(weight);
    let mut parts: Vec<i64> = weights.iter().map(|&weight| whole(weight).div_euclid(all) as i64).collect();
    let mut left = i128::from(amount) - parts.iter().map(|&part| i128::from(part)).sum::<i128>();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|&at| (std::cmp::Reverse(whole(weights[at]).rem_euclid(all)), at));
    for at in order {
        if left > 0 {
            parts[at] += 1;
            left -= 1;
        }
    }
    parts
}

/// The same day so many months later; the last of the month where it has no such day.
pub fn later(day: Day, months: i32) -> Day {
    let (year, month, of_month) = day.ymd();
    let ahead = year * 12 + month as i32 - 1 + months;
    let (year, month) = (ahead.div_euclid(12), ahead.rem_euclid(12) as u32 + 1);
    (1..=of_month).rev().find_map(|of_month| Day::from_ymd(year, month, of_month)).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Day = Day(20_000);

    fn plan(parts: &[(i32, i64)]) -> Vec<Instalment> {
        parts.iter().map(|&(due, amount)| Instalment { due: Some(Day(due)), amount }).collect()
    }

    #[test]
    fn payments_go_where_they_were_made_for_and_then_to_the_oldest() {
        let three = plan(&[(30, 10), (10, 30), (20, 60)]);
        let shares = share(&three, 100, &[(None, 35), (Some(0), 4)]);
        assert_eq!((shares.paid, shares.beyond), (vec![4, 30, 5], 0));
        let shares = share(&three, 100, &[(Some(0), 25), (None, 90)]);
        assert_eq!((shares.paid, shares.beyond), (vec![10, 30, 60], 15), "what is too much for one goes to the others");
        let shares = share(&three, 100, &[(None, 100), (None, -15)]);
        assert_eq!(
            (shares.paid, shares.beyond),
            (vec![0, 30, 55], 0),
            "what went back is open again, the newest first"
        );
        assert_eq!(share(&three, 100, &[(None, -5)]).beyond, -5);
    }

    #[test]
    fn no_more_is_wanted_than_is_owed() {
        let three = plan(&[(30, 10), (10, 30), (20, 60)]);
        assert_eq!(share(&three, 70, &[]).wanted, [0, 30, 40]);
        assert_eq!(share(&three, -5, &[]).wanted, [0, 0, 0]);
        let odd = [Instalment { due: None, amount: 5 }, Instalment { due: Some(Day(1)), amount: -3 }];
        assert_eq!(share(&odd, 9, &[(None, 7)]), Shares { wanted: vec![5, 0], paid: vec![5, 0], beyond: 2 });
    }

    #[test]
    fn an_instalment_is_overdue_from_the_day_after() {
        let of = |paid, due| PAYMENT_STATUS.value(state(10, paid, Some(Day(due)), TODAY)).map(|value| value.name);
        assert_eq!(of(0, TODAY.0), Some("planned"));
        assert_eq!(of(3, TODAY.0), Some("partly_paid"));
        assert_eq!(of(3, TODAY.0 - 1), Some("overdue"));
        assert_eq!(of(10, TODAY.0 - 1), Some("paid"));
    }

    #[test]
    fn parts_add_up_to_the_minor_unit() {
        assert_eq!(equal_parts(1000, 3), [334, 333, 333]);
        assert_eq!(shares_of(9_999, &[30, 60, 10]), [3000, 5999, 1000]);
        assert_eq!(shares_of(-10, &[1, 1, 1]).iter().sum::<i64>(), -10);
        assert_eq!(shares_of(i64::MAX, &[30, 60, 10]).iter().sum::<i64>(), i64::MAX);
        assert!(shares_of(5, &[]).is_empty() && shares_of(5, &[0]).is_empty());
    }

    #[test]
    fn a_month_later_is_the_same_day_or_the_last() {
        let day = |text| Day::parse_iso(text).expect("a day");
        assert_eq!(later(day("2024-01-31"), 1), day("2024-02-29"));
        assert_eq!(later(day("2024-11-15"), 3), day("2025-02-15"));
        assert_eq!(later(day("2024-01-10"), -1), day("2023-12-10"));
    }

    #[test]
    fn what_came_back_counts_once() {
        let status = |name| PAYMENT_STATUS.id(name);
        assert_eq!(received(500, None), 500);
        assert_eq!(received(500, status("planned")), 0);
        assert_eq!(received(500, status("refunded")), 0);
        assert_eq!(received(-500, status("refunded")), -500);
        assert!(is_owed(None) && !is_owed(ORDER_STATUS.id("draft")) && is_under_way(ORDER_STATUS.id("fulfilled")));
    }
}
