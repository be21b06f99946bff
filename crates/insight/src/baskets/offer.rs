//! What to offer a customer next, and why.

use super::Similarity;

/// A purchase counts half after this many days.
const HALF_LIFE_DAYS: f64 = 180.0;
/// Share of the personal interval after which a consumable is due again.
const DUE: f64 = 0.8;

/// What a customer has bought of one item.
#[derive(Clone, Copy, Debug)]
pub struct Owned<'a> {
    /// The item.
    pub item: u32,
    /// Days it was bought on, ascending and distinct.
    pub days: &'a [i32],
}

/// An item the customer does not have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Offer {
    /// The item.
    pub item: u32,
    /// Σ over what the customer has of 0.5^(age/180 d) · likeness.
    pub score: f64,
    /// The purchase that speaks most for it.
    pub because_of: u32,
    /// Of the baskets with that, the share with the item: "bought X; 41 % of such baskets hold this".
    pub share: f64,
    /// Baskets with both.
    pub together: u32,
}

/// An item the customer buys again and again, and that is due.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Repurchase {
    /// The item.
    pub item: u32,
    /// Median days between the customer's purchases of it (lower median).
    pub interval_days: u32,
    /// Days since the newest.
    pub since_days: u32,
}

/// What to offer one customer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Offers {
    /// New items, best first.
    pub new: Vec<Offer>,
    /// Items to buy again, most overdue first.
    pub again: Vec<Repurchase>,
}

impl Offers {
    /// At most `most` of each for a customer who has `owned`, as of day `as_of`; purchases after it are ignored.
    #[must_use]
    pub fn of(similarity: &Similarity, owned: &[Owned<'_>], as_of: i32, most: usize) -> Self {
        let known = |days: &[i32]| days.partition_point(|&d| d <= as_of);
        let mut scores: Vec<Offer> = Vec::new();
        let mut found = Self::default();
        for own in owned {
            let days = &own.days[..known(own.days)];
            let Some(&last) = days.last() else { continue };
            let since_days = as_of.abs_diff(last);
            let mut gaps: Vec<u32> = days.windows(2).map(|w| w[1].abs_diff(w[0])).collect();
            gaps.sort_unstable();
            let interval = gaps.get(gaps.len().saturating_sub(1) / 2);
            if let Some(&interval_days) = interval.filter(|gap| f64::from(since_days) >= DUE * f64::from(**gap)) {
                found.again.push(Repurchase { item: own.item, interval_days, since_days });
            }
            let weight = libm::exp2(-f64::from(since_days) / HALF_LIFE_DAYS);
            for near in similarity.neighbours(own.item) {
                let of_item = similarity.counts.get(own.item as usize).copied().unwrap_or(0).max(1);
                scores.push(Offer {
                    item: near.item,
                    score: weight * near.likeness,
                    because_of: own.item,
                    share: f64::from(near.together) / f64::from(of_item),
                    together: near.together,
                });
            }
        }
        scores.retain(|offer| !owned.iter().any(|own| own.item == offer.item && known(own.days) > 0));
        // The strongest reason of each item first.
        scores.sort_by(|p, q| {
            p.item.cmp(&q.item).then(q.score.total_cmp(&p.score)).then(p.because_of.cmp(&q.because_of))
        });
        for same in scores.chunk_by(|p, q| p.item == q.item) {
            found.new.push(Offer { score: same.iter().map(|offer| offer.score).sum(), ..same[0] });
        }
        found.new.retain(|offer| offer.score > 0.0);
        found.new.sort_by(|p, q| q.score.total_cmp(&p.score).then(p.item.cmp(&q.item)));
        found.new.truncate(most);
        let overdue = |r: &Repurchase| f64::from(r.since_days) / f64::from(r.interval_days.max(1));
        found.again.sort_by(|p, q| overdue(q).total_cmp(&overdue(p)).then(p.item.cmp(&q.item)));
        found.again.truncate(most);
        found
    }
}
