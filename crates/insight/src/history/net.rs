//! Orders put to their customers and netted by day: the one pass of scoring that goes all over memory, so what it writes is kept narrow.

use super::{Amounts, Block, History, saturating_sum};
use std::collections::BTreeMap;

/// Calls what it is given with the orders, block by block: see [`History::of_blocks`].
pub(super) type Blocks<'a> = dyn Fn(bool, &mut Block<'_>) + 'a;

/// The history of the orders.
pub(super) fn netted(blocks: &Blocks<'_>, customers: usize, as_of: i32) -> History {
    let mut next = vec![0u32; customers + 1];
    blocks(false, &mut |whose, days, _| {
        let counts = &mut next[1..];
        let mut count = |c: u32| {
            if let Some(count) = counts.get_mut(c as usize) {
                *count += 1;
            }
        };
        if days.is_empty() {
            whose.iter().for_each(|&c| count(c));
        } else {
            whose.iter().zip(days).filter(|(_, day)| **day <= as_of).for_each(|(&c, _)| count(c));
        }
    });
    for c in 0..customers {
        next[c + 1] += next[c];
    }
    small(blocks, next.clone(), as_of).unwrap_or_else(|| large(blocks, next, as_of))
}

/// Calls `put` with the place, the day and the amount of every order that counts. `next` holds where each customer's orders begin, and afterwards where they
/// end.
fn scatter(blocks: &Blocks<'_>, next: &mut [u32], as_of: i32, mut put: impl FnMut(usize, i32, i64)) {
    let Some((_, next)) = next.split_last_mut() else { return };
    blocks(true, &mut |whose, days, amounts| {
        for ((&c, &day), &amount) in whose.iter().zip(days).zip(amounts) {
            if day <= as_of
                && let Some(next) = next.get_mut(c as usize)
            {
                put(*next as usize, day, amount);
                *next += 1;
            }
        }
    });
}

/// A day and an amount of four bytes each as one number, which sorts by day.
#[inline]
fn pair(day: i32, amount: i32) -> u64 {
    u64::from(day as u32 ^ 1 << 31) << 32 | u64::from(amount as u32)
}

#[inline]
fn day_of(pair: u64) -> i32 {
    ((pair >> 32) as u32 ^ 1 << 31) as i32
}

#[inline]
fn amount_of(pair: u64) -> i64 {
    i64::from(pair as u32 as i32)
}

/// Where all amounts fit into four bytes, as in nearly every book: then an order is one number, and written once. `None` where one does not.
fn small(blocks: &Blocks<'_>, mut next: Vec<u32>, as_of: i32) -> Option<History> {
    let mut pairs = vec![0u64; next.last().map_or(0, |&all| all as usize)];
    let mut fits = true;
    scatter(blocks, &mut next, as_of, |at, day, amount| {
        fits &= i32::try_from(amount).is_ok();
        if let Some(place) = pairs.get_mut(at) {
            *place = pair(day, amount as i32);
        }
    });
    if !fits {
        return None;
    }
    let customers = next.len() - 1;
    let (mut days, mut amounts) = (Vec::with_capacity(pairs.len()), Vec::with_capacity(pairs.len()));
    let (mut offsets, mut totals) = (Vec::with_capacity(customers + 1), Vec::with_capacity(customers));
    offsets.push(0);
    let mut start = 0;
    for &end in &next[..customers] {
        let own = pairs.get_mut(start..end as usize)?;
        start = end as usize;
        if !own.is_sorted_by_key(|pair| pair >> 32) {
            own.sort_unstable();
        }
        // Four billion amounts of four bytes each are still far from the ends of an `i64`. No day is as late as the first one to compare with.
        let (mut total, mut last) = (0, u64::MAX);
        for &pair in &*own {
            let amount = amount_of(pair);
            total += amount;
            if pair >> 32 == last {
                let sum = amounts.last_mut()?;
                *sum = i32::try_from(i64::from(*sum) + amount).ok()?;
            } else {
                last = pair >> 32;
                days.push(day_of(pair));
                amounts.push(amount as i32);
            }
        }
        totals.push(total);
        offsets.push(days.len() as u32);
    }
    drop(pairs);
    days.shrink_to_fit();
    amounts.shrink_to_fit();
    let (amounts, totals) = (Amounts::Small(amounts), Amounts::of(totals));
    Some(History { as_of, offsets, days, amounts, totals, own: BTreeMap::new() })
}

/// The same for amounts of any size.
fn large(blocks: &Blocks<'_>, mut next: Vec<u32>, as_of: i32) -> History {
    // Netted where they stand: a second copy of all orders would be most of the memory that scoring takes.
    let mut days = vec![0i32; next.last().map_or(0, |&all| all as usize)];
    let mut amounts = vec![0i64; days.len()];
    scatter(blocks, &mut next, as_of, |at, day, amount| (days[at], amounts[at]) = (day, amount));
    let customers = next.len() - 1;
    let (mut offsets, mut totals) = (Vec::with_capacity(customers + 1), Vec::with_capacity(customers));
    offsets.push(0);
    let (mut start, mut kept) = (0, 0);
    for &end in &next[..customers] {
        let end = end as usize;
        if !days[start..end].is_sorted() {
            let mut own: Vec<(i32, i64)> =
                days[start..end].iter().copied().zip(amounts[start..end].iter().copied()).collect();
            own.sort_unstable_by_key(|p| p.0);
            for (at, pair) in (start..end).zip(own) {
                (days[at], amounts[at]) = pair;
            }
        }
        while start < end {
            let same = days[start..end].iter().take_while(|&&day| day == days[start]).count();
            (days[kept], amounts[kept]) = (days[start], saturating_sum(amounts[start..start + same].iter().copied()));
            kept += 1;
            start += same;
        }
        let first = offsets.last().map_or(0, |&first| first as usize);
        totals.push(saturating_sum(amounts[first..kept].iter().copied()));
        offsets.push(kept as u32);
    }
    days.truncate(kept);
    amounts.truncate(kept);
    days.shrink_to_fit();
    let (amounts, totals) = (Amounts::of(amounts), Amounts::of(totals));
    History { as_of, offsets, days, amounts, totals, own: BTreeMap::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn narrow_and_wide_orders_are_netted_alike() {
        let mut dice = 3_u64;
        let mut next = |below: u64| {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (dice >> 33) % below
        };
        for most in [1_000, 1 << 31] {
            let orders: Vec<(u32, i32, i64)> = (0..4_000)
                .map(|_| (next(60) as u32, next(90) as i32 - 30, next(most) as i64 - most as i64 / 2))
                .collect();
            let blocks = |_: bool, each: &mut Block<'_>| orders.iter().for_each(|&(c, d, m)| each(&[c], &[d], &[m]));
            let mut starts = vec![0; 51];
            (1..=50).for_each(|c| {
                starts[c] = orders.iter().filter(|order| (order.0 as usize) < c && order.1 <= 40).count() as u32;
            });
            let wide = large(&blocks, starts.clone(), 40);
            let narrow = small(&blocks, starts, 40);
            // Where amounts are large, those of a day are too large for four bytes together.
            assert_eq!(narrow.is_some(), most == 1_000);
            assert!(narrow.is_none_or(|narrow| narrow == wide));
            assert_eq!(netted(&blocks, 50, 40), wide);
            assert!(wide.order_days() < 4_000 && wide.customers() == 50);
        }
    }
}
