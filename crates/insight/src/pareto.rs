//! How concentrated value is: top shares, the 80/20 curve, ABC classes and the Gini coefficient, all measured, in exact integers.

/// Points of the curve: every per cent from 0 to 100.
pub const CURVE_POINTS: usize = 101;

/// Concentration of net amount over the buyers. Negative totals count as nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Pareto {
    /// Customers counted.
    pub n: usize,
    /// Share of value of the best 20 % of customers.
    pub top20: f64,
    /// `curve[k]` is the share of value of the best k % of customers; 101 points from 0 to 1.
    pub curve: Vec<f64>,
    /// Gini coefficient `Σ(2i − n − 1) v_(i) / (n Σv)`, from 0 (all equal).
    pub gini: f64,
    /// Smallest share x of customers whose value share S(x) reaches 1 − x ("78/22" reads 0.22).
    pub balance: f64,
    /// Customers in the classes A (cumulative share before them below 80 %), B (below 95 %) and C.
    pub abc: [u32; 3],
    /// The smallest total in A and in B; `None` for a class without customers.
    pub least: [Option<i64>; 2],
    /// Customers whose negative total was counted as nothing.
    pub clipped: usize,
}

impl Pareto {
    /// Measures `totals` (minor units, any order); `None` when there is no value to share.
    #[must_use]
    pub fn of(totals: &[i64]) -> Option<Self> {
        let mut sorted = totals.to_vec();
        sorted.sort_unstable();
        Self::of_sorted(sorted.len(), |i| sorted[i])
    }

    /// The same for `n` totals where `ascending(i)` is the i-th smallest.
    pub(crate) fn of_sorted(n: usize, ascending: impl Fn(usize) -> i64) -> Option<Self> {
        let value = |i: usize| i128::from(ascending(i).max(0));
        // From the best down: cumulated value before each rank.
        let mut cumulated = Vec::with_capacity(n + 1);
        cumulated.push(0i128);
        let (mut sum, mut weighted, mut clipped) = (0i128, 0i128, 0);
        for i in (0..n).rev() {
            let v = value(i);
            sum += v;
            weighted += (2 * i as i128 + 1 - n as i128) * v;
            clipped += usize::from(ascending(i) < 0);
            cumulated.push(sum);
        }
        if sum <= 0 {
            return None;
        }
        let share = |v: i128| v as f64 / sum as f64;
        // Share of the best k %: whole customers, and a fraction of the next.
        let top = |percent: usize| {
            let hundredths = percent as u64 * n as u64;
            let (whole, rest) = ((hundredths / 100) as usize, hundredths % 100);
            let next = cumulated[(whole + 1).min(n)] - cumulated[whole];
            share(cumulated[whole]) + rest as f64 / 100.0 * share(next)
        };
        let balance = (0..=n).find(|&k| cumulated[k] * n as i128 + k as i128 * sum >= sum * n as i128);
        let mut abc = [0; 3];
        for before in &cumulated[..n] {
            let class = usize::from(before * 100 >= sum * 80) + usize::from(before * 100 >= sum * 95);
            abc[class] += 1;
        }
        // The last of a class is so many from the best down.
        let last = |upto: u32| n.checked_sub(upto as usize).filter(|_| upto > 0).map(&ascending);
        let least = [last(abc[0]), last(abc[0] + abc[1]).filter(|_| abc[1] > 0)];
        Some(Self {
            n,
            top20: top(20),
            curve: (0..CURVE_POINTS).map(top).collect(),
            gini: weighted as f64 / (n as f64 * sum as f64),
            balance: balance.unwrap_or(n) as f64 / n as f64,
            abc,
            least,
            clipped,
        })
    }
}
