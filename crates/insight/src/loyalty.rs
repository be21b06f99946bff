//! Behavioural loyalty: a weighted mean of four shares, with contributions that add up exactly.
//!
//! `Loyalty = 100 · Σ w_k u_k / Σ w_k` over the observed factors. For an additive score the Shapley value of a factor is
//! `100 · w_k (u_k − ū_k) / Σ w_k`, measured against the average buyer: the contributions sum to score − baseline without approximation.
//! What customers feel and know has no part in it: see [`crate::layers`].

/// A factor of behavioural loyalty.
#[repr(u8)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LoyaltyFactor {
    /// Probability of being still active, as it is.
    PAlive,
    /// Mid-rank of the order rate (r+x)/(α+T) among buyers.
    OrderRate,
    /// Mid-rank of the net amount among buyers.
    NetSpend,
    /// Mid-rank of the time since the first order among buyers.
    Tenure,
}

impl LoyaltyFactor {
    /// All factors, in the order of their numbers.
    pub const ALL: [Self; 4] = [Self::PAlive, Self::OrderRate, Self::NetSpend, Self::Tenure];

    /// Weight within the behavioural layer; the four sum to 1.
    #[must_use]
    pub fn weight(self) -> f64 {
        match self {
            Self::PAlive => 0.35,
            Self::OrderRate => 0.30,
            Self::NetSpend => 0.25,
            Self::Tenure => 0.10,
        }
    }
}

/// One factor of one customer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LoyaltyPart {
    /// Which factor.
    pub factor: LoyaltyFactor,
    /// The customer's share u in 0..1.
    pub value: f64,
    /// The mean share over the buyers.
    pub mean: f64,
    /// Weight among the observed factors; the weights of all parts sum to 1.
    pub weight: f64,
    /// Points by which the factor lifts the score above the baseline (or lowers it).
    pub contribution: f64,
}

/// Why a customer has this loyalty.
#[derive(Clone, Debug, PartialEq)]
pub struct LoyaltyReason {
    /// Points from 0 to 100.
    pub score: f64,
    /// Points of the average buyer.
    pub baseline: f64,
    /// One entry per observed factor; contributions sum to `score − baseline`.
    pub parts: Vec<LoyaltyPart>,
}

/// Score of the four shares, in the order of [`LoyaltyFactor::ALL`].
pub(crate) fn score(shares: [f64; 4]) -> f64 {
    let (mut sum, mut weights) = (0.0, 0.0);
    for (factor, u) in LoyaltyFactor::ALL.iter().zip(shares) {
        sum += factor.weight() * u;
        weights += factor.weight();
    }
    100.0 * sum / weights
}

pub(crate) fn explain(shares: [f64; 4], means: [f64; 4]) -> LoyaltyReason {
    let weights: f64 = LoyaltyFactor::ALL.iter().map(|f| f.weight()).sum();
    let parts = LoyaltyFactor::ALL.iter().zip(shares).zip(means).map(|((&factor, value), mean)| {
        let weight = factor.weight() / weights;
        LoyaltyPart { factor, value, mean, weight, contribution: 100.0 * weight * (value - mean) }
    });
    LoyaltyReason { score: score(shares), baseline: score(means), parts: parts.collect() }
}

/// Mean of the shares that are present, summed in fixed point so that the numbering of customers leaves no trace.
pub(crate) fn mean_share(shares: &[f32]) -> f64 {
    const ONE: f64 = (1u64 << 52) as f64;
    let (mut sum, mut n) = (0u128, 0u32);
    for &u in shares.iter().filter(|&&u| u >= 0.0) {
        sum += u128::from((f64::from(u) * ONE) as u64);
        n += 1;
    }
    if n == 0 { 0.0 } else { sum as f64 / ONE / f64::from(n) }
}
