//! Loyalty in three layers (after Oliver's chain: cognitive, affective, behavioural), with exact contributions, and the type of Dick & Basu (1994).
//!
//! Only what is observed counts, nothing is imputed; the observed share of the weights is the coverage. The score is additive, so the Shapley value of a
//! factor is its weight times its distance from the average customer under the same weights.

use crate::special::finite;

/// Half-life of engagement, days.
const ENGAGEMENT_HALF_LIFE: f64 = 90.0;

/// A layer of loyalty.
#[repr(u8)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Layer {
    /// What the customer does.
    Behavioural,
    /// What the customer feels.
    Affective,
    /// What the customer knows and follows.
    Cognitive,
}

/// A factor of loyalty, each a share u in 0..1.
#[repr(u8)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Factor {
    /// Probability of being still active.
    PAlive,
    /// Mid-rank of the order rate among buyers.
    OrderRate,
    /// Mid-rank of the net amount among buyers.
    NetSpend,
    /// Mid-rank of the time since the first order among buyers.
    Tenure,
    /// Share of wallet, or mid-rank of the breadth of categories.
    Breadth,
    /// Last answer to "would you recommend us", 0–10, divided by 10.
    Nps,
    /// Satisfaction, (score − lowest)/(highest − lowest).
    Csat,
    /// Referrals, reviews and solved complaints against open ones.
    Advocacy,
    /// Mid-rank of visits, opens and messages with a half-life of 90 days.
    Engagement,
    /// Share of the profile that is filled in, and of the channels in use.
    Familiarity,
}

/// All factors, in the order of their numbers.
pub const FACTORS: [Factor; 10] = [
    Factor::PAlive,
    Factor::OrderRate,
    Factor::NetSpend,
    Factor::Tenure,
    Factor::Breadth,
    Factor::Nps,
    Factor::Csat,
    Factor::Advocacy,
    Factor::Engagement,
    Factor::Familiarity,
];

impl Factor {
    /// Its layer.
    #[must_use]
    pub fn layer(self) -> Layer {
        match self {
            Self::PAlive | Self::OrderRate | Self::NetSpend | Self::Tenure | Self::Breadth => Layer::Behavioural,
            Self::Nps | Self::Csat | Self::Advocacy => Layer::Affective,
            Self::Engagement | Self::Familiarity => Layer::Cognitive,
        }
    }
}

/// Weights of a workspace.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights {
    /// Of the layers behavioural, affective, cognitive.
    pub layers: [f64; 3],
    /// Of the factors within their layer, in the order of [`FACTORS`]. Breadth takes its part from the others of its layer where it is observed.
    pub factors: [f64; 10],
}

impl Default for Weights {
    fn default() -> Self {
        Self { layers: [0.60, 0.25, 0.15], factors: [0.35, 0.30, 0.25, 0.10, 0.15, 0.5, 0.3, 0.2, 0.6, 0.4] }
    }
}

/// What is observed of one customer: a share in 0..1 per factor, in the order of [`FACTORS`].
pub type Observed = [Option<f64>; 10];

/// One factor of one customer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contribution {
    /// Which factor.
    pub factor: Factor,
    /// The customer's share u.
    pub value: f64,
    /// The mean share over those it is observed of.
    pub mean: f64,
    /// Weight among the observed factors; they sum to 1.
    pub weight: f64,
    /// Points by which it lifts the score above the baseline.
    pub points: f64,
}

/// The loyalty of one customer.
#[derive(Clone, Debug, PartialEq)]
pub struct Loyalty {
    /// 0 to 100.
    pub score: f64,
    /// Score of an average customer under this customer's weights.
    pub baseline: f64,
    /// Share of all weights that is observed.
    pub coverage: f64,
    /// Scores of the layers (0 to 100), behavioural, affective, cognitive; `None` where nothing of a layer is observed.
    pub layers: [Option<f64>; 3],
    /// One entry per observed factor; points sum to score − baseline.
    pub contributions: Vec<Contribution>,
}

/// Relation of attitude and patronage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoyaltyType {
    /// Likes it and buys.
    True,
    /// Likes it but buys little.
    Latent,
    /// Buys without liking it.
    Spurious,
    /// Neither.
    None,
}

/// Mean of each factor over the customers it is observed of; `None` where it is observed of nobody.
#[must_use]
pub fn means(all: &[Observed]) -> [Option<f64>; 10] {
    let mut means = Means::default();
    all.iter().for_each(|observed| means.add(observed));
    means.get()
}

/// Means on their way, customer by customer. Sums are in fixed point, so that the order of customers leaves no trace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Means {
    sums: [u128; 10],
    /// Customers that each factor is observed of.
    pub n: [u32; 10],
}

impl Means {
    /// Adds a customer.
    pub fn add(&mut self, observed: &Observed) {
        const ONE: f64 = (1u64 << 52) as f64;
        for (k, u) in observed.iter().enumerate() {
            if let Some(u) = sound(*u) {
                self.sums[k] += u128::from((u * ONE) as u64);
                self.n[k] += 1;
            }
        }
    }

    /// The means so far.
    #[must_use]
    pub fn get(&self) -> [Option<f64>; 10] {
        const ONE: f64 = (1u64 << 52) as f64;
        std::array::from_fn(|k| (self.n[k] > 0).then(|| self.sums[k] as f64 / ONE / f64::from(self.n[k])))
    }
}

fn sound(value: Option<f64>) -> Option<f64> {
    value.and_then(finite).map(|u| u.clamp(0.0, 1.0))
}

impl Weights {
    /// The loyalty of a customer; `None` where nothing is observed, or all weights of what is are nil.
    #[must_use]
    pub fn loyalty(&self, observed: &Observed, means: &[Option<f64>; 10]) -> Option<Loyalty> {
        let weight = |k: usize, with_breadth: bool| {
            let within = self.factors[k].max(0.0);
            let breadth = self.factors[Factor::Breadth as usize].clamp(0.0, 1.0);
            let within = match FACTORS[k] {
                Factor::Breadth if !with_breadth => 0.0,
                Factor::PAlive | Factor::OrderRate | Factor::NetSpend | Factor::Tenure if with_breadth => {
                    within * (1.0 - breadth)
                }
                _ => within,
            };
            self.layers[FACTORS[k].layer() as usize].max(0.0) * within
        };
        let with_breadth = sound(observed[Factor::Breadth as usize]).is_some();
        let all: f64 = (0..10).map(|k| weight(k, with_breadth)).sum();
        let seen: Vec<(usize, f64, f64)> = (0..10)
            .filter_map(|k| Some((k, sound(observed[k])?, weight(k, with_breadth))))
            .filter(|(_, _, w)| *w > 0.0)
            .collect();
        let sum: f64 = seen.iter().map(|(_, _, w)| w).sum();
        if sum <= 0.0 || !sum.is_finite() {
            return None;
        }
        let contributions: Vec<Contribution> = seen
            .iter()
            .map(|&(k, value, w)| {
                let (mean, weight) = (means[k].unwrap_or(value), w / sum);
                Contribution { factor: FACTORS[k], value, mean, weight, points: 100.0 * weight * (value - mean) }
            })
            .collect();
        let layer = |layer: Layer| {
            let own = || contributions.iter().filter(move |c| c.factor.layer() == layer);
            let weights: f64 = own().map(|c| c.weight).sum();
            (weights > 0.0).then(|| 100.0 * own().map(|c| c.weight * c.value).sum::<f64>() / weights)
        };
        Some(Loyalty {
            score: 100.0 * contributions.iter().map(|c| c.weight * c.value).sum::<f64>(),
            baseline: 100.0 * contributions.iter().map(|c| c.weight * c.mean).sum::<f64>(),
            coverage: (sum / all).min(1.0),
            layers: [layer(Layer::Behavioural), layer(Layer::Affective), layer(Layer::Cognitive)],
            contributions,
        })
    }
}

impl Loyalty {
    /// The type by attitude (affective) and patronage (behavioural), each high from 50 points on; `None` where either is not observed: an attitude is never
    /// guessed.
    #[must_use]
    pub fn kind(&self) -> Option<LoyaltyType> {
        let (patronage, attitude) = (self.layers[0]?, self.layers[1]?);
        Some(match (attitude >= 50.0, patronage >= 50.0) {
            (true, true) => LoyaltyType::True,
            (true, false) => LoyaltyType::Latent,
            (false, true) => LoyaltyType::Spurious,
            (false, false) => LoyaltyType::None,
        })
    }
}

/// Engagement as of a day: Σ 0.5^(age/90 d) over the days something happened; what lies ahead is ignored. Rank it among customers to have a share.
#[must_use]
pub fn engagement(days: &[i32], as_of: i32) -> f64 {
    let past = days.iter().filter(|d| **d <= as_of);
    past.map(|d| libm::exp2(-f64::from(as_of.abs_diff(*d)) / ENGAGEMENT_HALF_LIFE)).sum()
}

/// Mid-rank shares (rank − ½)/n of `values` in 0..1, equal values alike; what a factor that has no scale of its own is made of.
#[must_use]
pub fn mid_rank_shares(values: &[f64]) -> Vec<f64> {
    let n = values.len() as f64;
    crate::rank::mid_ranks(values).into_iter().map(|rank| (rank - 0.5) / n).collect()
}
