//! Loyalty in three layers, of the book, of a group and of single customers.

use crate::{Segment, Stage};
use model::{Currency, Day, RecordId};
use serde::{Deserialize, Serialize};

/// Layers: behavioural, affective, cognitive.
pub const LAYERS: usize = 3;
/// Factors, in the order of [`LoyalFactor::ALL`].
pub const FACTORS: usize = 9;

/// What is set on the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LoyaltyQuery {
    /// Weights of the layers to try, in per cent; `None` for those of the workspace.
    pub weights: Option<[u32; LAYERS]>,
    /// Whose mean contributions are shown beside those of everybody.
    pub group: LoyalGroup,
    /// Whose members are listed.
    pub kind: LoyalKind,
    /// Who is listed instead of the members of that kind.
    pub listed: Option<LoyalListed>,
    /// How many of the list are left out at its beginning.
    pub skip: u32,
    /// How many are listed at most; nil for as many as a page shows.
    pub limit: u32,
    /// The reader's day: what periods in the rule of a saved view are counted from.
    pub today: Day,
}

/// Customers that a chart of the page stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LoyalListed {
    /// Of whom this layer is observed.
    Layer(u8),
    /// With so many tens of points.
    Ten(u8),
    /// Of whom this factor is observed.
    Factor(LoyalFactor),
    /// The group beside everybody.
    Group,
}

/// Customers looked at together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LoyalGroup {
    /// Those of a stage.
    Stage(Stage),
    /// Those of a segment.
    Segment(Segment),
    /// Those of a view that the workspace saved.
    View(RecordId),
}

/// How attitude and patronage go together (Dick & Basu, 1994).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LoyalKind {
    /// Likes us and buys.
    True,
    /// Likes us and buys little.
    Latent,
    /// Buys and does not like us.
    Spurious,
    /// Neither.
    Neither,
    /// Never asked: an attitude is not guessed.
    Unknown,
}

impl LoyalKind {
    /// All of them.
    pub const ALL: [LoyalKind; 5] =
        [LoyalKind::True, LoyalKind::Latent, LoyalKind::Spurious, LoyalKind::Neither, LoyalKind::Unknown];
}

/// A factor of loyalty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LoyalFactor {
    /// Probability of being still active.
    Alive,
    /// Orders by time.
    Rate,
    /// Net amount.
    Spend,
    /// Time since the first order.
    Tenure,
    /// Newest answer to "would you recommend us".
    Nps,
    /// Newest answer to "are you satisfied".
    Csat,
    /// Customers they brought.
    Advocacy,
    /// Conversations lately.
    Engagement,
    /// How much of the profile they told us.
    Familiarity,
}

impl LoyalFactor {
    /// All of them.
    pub const ALL: [LoyalFactor; FACTORS] = [
        LoyalFactor::Alive,
        LoyalFactor::Rate,
        LoyalFactor::Spend,
        LoyalFactor::Tenure,
        LoyalFactor::Nps,
        LoyalFactor::Csat,
        LoyalFactor::Advocacy,
        LoyalFactor::Engagement,
        LoyalFactor::Familiarity,
    ];

    /// The number of its layer.
    pub fn layer(self) -> usize {
        match self {
            LoyalFactor::Alive | LoyalFactor::Rate | LoyalFactor::Spend | LoyalFactor::Tenure => 0,
            LoyalFactor::Nps | LoyalFactor::Csat | LoyalFactor::Advocacy => 1,
            LoyalFactor::Engagement | LoyalFactor::Familiarity => 2,
        }
    }
}

/// Loyalty of the buyers of a book. Scores are points from 0 to 100.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LoyaltyPageAnswer {
    /// All of it holds on this day.
    pub as_of: Day,
    /// Customers with at least one order, and how many of them a model needs.
    pub buyers: u32,
    /// See there.
    pub needed: u32,
    /// Currency of the amounts.
    pub currency: Currency,
    /// Weights of the layers in this answer, and those of the workspace, per cent.
    pub weights: [u32; LAYERS],
    /// See there.
    pub kept: [u32; LAYERS],
    /// Buyers with a score: all but those who went to the trash.
    pub scored: u32,
    /// Mean score, its 95 % interval (`None` for a single one, and where all are the same), and the mean under the weights of the workspace.
    pub mean: f64,
    /// See there.
    pub mean_range: Option<[f64; 2]>,
    /// See there.
    pub mean_kept: f64,
    /// Mean share of the weights that is observed, 0–1.
    pub coverage: f64,
    /// Of each layer: buyers it is observed of, and their mean score.
    pub layers: [(u32, Option<f64>); LAYERS],
    /// The 95 % intervals of these means.
    pub layer_ranges: [Option<[f64; 2]>; LAYERS],
    /// Buyers by tens of points.
    pub tens: [u32; 10],
    /// Of each kind: buyers, and what they brought, minor units.
    pub kinds: [(u32, i64); 5],
    /// Of each factor: buyers it is observed of, their mean share (0–1), and the points it adds for the members of the group it is observed of.
    pub factors: Vec<FactorRow>,
    /// Members of the group, and their mean score.
    pub group: (u32, Option<f64>),
    /// The 95 % interval of that mean.
    pub group_range: Option<[f64; 2]>,
    /// Of those asked for, those who brought most first.
    pub rows: Vec<LoyalRow>,
    /// How many there are.
    pub listed: u32,
}

/// One factor.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct FactorRow {
    /// Which.
    pub factor: LoyalFactor,
    /// Buyers it is observed of.
    pub n: u32,
    /// Their mean share, 0–1.
    pub mean: Option<f64>,
    /// Points by which it lifts a member of the group above the average customer, on average over those it is observed of.
    pub points: Option<f64>,
}

/// One customer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LoyalRow {
    /// Who.
    pub id: RecordId,
    /// Their name.
    pub name: String,
    /// Points.
    pub score: f64,
    /// Points of an average customer of whom the same is observed.
    pub baseline: f64,
    /// Share of the weights that is observed, 0–1.
    pub coverage: f64,
    /// Points of each layer.
    pub layers: [Option<f64>; LAYERS],
    /// What they brought, minor units.
    pub total: i64,
    /// What each factor adds; they sum to score − baseline.
    pub points: Vec<(LoyalFactor, f64)>,
}
