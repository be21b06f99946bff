//! RFM scores by the convention of SQL's NTILE: only to check that two hold the same. The project's own scores treat equal customers alike.

use insight::History;
use insight::rank::{key_of_i64, order_of};

/// How many customers have each of the 125 scores R, F, M: at `(r − 1) · 25 + (f − 1) · 5 + m − 1`. Of equal customers those that came first score lower.
#[must_use]
pub fn histogram(history: &History) -> Vec<u32> {
    let mut keys: [Vec<u64>; 3] = Default::default();
    for c in 0..history.customers() {
        if let Some((_, last)) = history.span(c) {
            let values = [i64::from(last), history.days(c).len() as i64, history.total(c)];
            keys.iter_mut().zip(values).for_each(|(keys, value)| keys.push(key_of_i64(value)));
        }
    }
    let [r, f, m] = keys.map(|keys| tiles(&order_of(&keys)));
    let mut counts = vec![0; 125];
    for ((r, f), m) in r.iter().zip(&f).zip(&m) {
        counts[r * 25 + f * 5 + m] += 1;
    }
    counts
}

/// The fifth of each, from 0; the first fifths are larger where they cannot be equal.
fn tiles(order: &[u32]) -> Vec<usize> {
    let (size, larger) = (order.len() / 5, order.len() % 5);
    let mut tiles = vec![0; order.len()];
    for (rank, &at) in order.iter().enumerate() {
        let in_larger = larger * (size + 1);
        tiles[at as usize] =
            if rank < in_larger { rank / (size + 1) } else { larger + (rank - in_larger) / size.max(1) };
    }
    tiles
}

#[cfg(test)]
mod tests {
    use super::*;
    use insight::Orders;

    #[test]
    fn seven_customers_fall_into_fifths_of_two_two_one_one_one() {
        assert_eq!(tiles(&[6, 5, 4, 3, 2, 1, 0]), [4, 3, 2, 1, 1, 0, 0]);
        assert_eq!(tiles(&[0, 1]), [0, 1]);
        let orders =
            Orders { customer: &[0, 1, 2, 3, 4, 4], day: &[1, 2, 3, 4, 5, 6], amount: &[50, 40, 30, 20, 10, 1] };
        let counts = histogram(&History::build(orders, 6, 10));
        // Every one has another fifth of each; who came first scores lower among those with one order.
        let at = |r: usize, f: usize, m: usize| counts[(r - 1) * 25 + (f - 1) * 5 + m - 1];
        assert_eq!([at(1, 1, 5), at(2, 2, 4), at(3, 3, 3), at(4, 4, 2), at(5, 5, 1)], [1; 5]);
        assert_eq!(counts.iter().sum::<u32>(), 5);
    }
}
