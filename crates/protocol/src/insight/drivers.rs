//! What goes along with how much customers spend, whether they stay, and how satisfied they are.

use model::{Currency, Day, FieldId};
use serde::{Deserialize, Serialize};

/// Candidates taken at once: as many as explained variance is shared out among exactly.
pub const FACTORS_MAX: usize = 10;

/// What is set on the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DriversQuery {
    /// What is to be explained.
    pub outcome: Outcome,
    /// By what. Those that are part of the outcome, and those beyond [`FACTORS_MAX`], are left out.
    pub factors: Vec<Factor>,
    /// Correlations of ranks (Spearman) instead of values (Pearson).
    pub ranks: bool,
}

/// What is to be explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// ln(1 + net amount in whole units of currency) of buyers; a net amount below zero counts as zero.
    Amount,
    /// Whether a buyer ordered on a second day.
    Repeat,
    /// Whether a buyer is in danger or has ended.
    Churn,
    /// The newest answer to "how satisfied?", 1–5.
    Satisfaction,
    /// The newest answer to "would you recommend us?", 0–10.
    Recommendation,
}

impl Outcome {
    /// All of them.
    pub const ALL: [Outcome; 5] =
        [Outcome::Amount, Outcome::Repeat, Outcome::Churn, Outcome::Satisfaction, Outcome::Recommendation];

    /// Whether it is a yes or no.
    pub fn is_choice(self) -> bool {
        matches!(self, Outcome::Repeat | Outcome::Churn)
    }
}

/// What may explain it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Factor {
    /// Conversations in the year before the as-of day.
    Talks,
    /// Days since the first order.
    Tenure,
    /// Days with an order.
    OrderDays,
    /// Net amount of an order day, in whole units of currency.
    MeanAmount,
    /// Different products bought.
    Products,
    /// Different categories bought.
    Categories,
    /// Age in whole years.
    Age,
    /// Place of the size among the sizes, from 1.
    Size,
    /// A business (1) or a person (0).
    Business,
    /// Whether an e-mail address is known.
    Email,
    /// Whether a telephone number is known.
    Phone,
    /// Days since the last order.
    Recency,
    /// A number field of the workspace's own.
    Own(FieldId),
}

/// Why a factor cannot explain an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartOf {
    /// Order days times their mean amount is the net amount.
    Product,
    /// It shows whether there was a second order day.
    Shows,
    /// Stages are judged by it.
    Judged,
}

impl Factor {
    /// Those that every workspace has.
    pub const ALL: [Factor; 12] = [
        Factor::Talks,
        Factor::Tenure,
        Factor::OrderDays,
        Factor::MeanAmount,
        Factor::Products,
        Factor::Categories,
        Factor::Age,
        Factor::Size,
        Factor::Business,
        Factor::Email,
        Factor::Phone,
        Factor::Recency,
    ];

    /// Why it is part of the outcome; `None` where it is not.
    pub fn part_of(self, outcome: Outcome) -> Option<PartOf> {
        match (outcome, self) {
            (Outcome::Amount, Factor::OrderDays | Factor::MeanAmount) => Some(PartOf::Product),
            // Of who ordered once, the last order is the first.
            (Outcome::Repeat, Factor::OrderDays | Factor::Recency) => Some(PartOf::Shows),
            (Outcome::Churn, Factor::OrderDays | Factor::Tenure | Factor::Recency) => Some(PartOf::Judged),
            _ => None,
        }
    }

    /// Whether it is a yes or no.
    pub fn is_choice(self) -> bool {
        matches!(self, Factor::Business | Factor::Email | Factor::Phone)
    }
}

/// The analysis.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DriversAnswer {
    /// All of it holds on this day.
    pub as_of: Day,
    /// Customers with at least one order.
    pub buyers: u32,
    /// Currency of the amounts.
    pub currency: Currency,
    /// What is explained.
    pub outcome: Outcome,
    /// Customers who have an outcome.
    pub population: u32,
    /// Every so many of them, in the order of the book, were looked at.
    pub every: u32,
    /// Of those, left out because a factor is not known.
    pub missing: u32,
    /// What is left: the rows of all figures.
    pub used: u32,
    /// Rows below which nothing is told.
    pub needed: u32,
    /// Of a yes or no: the rows of the rarer of the two.
    pub rarer: Option<u32>,
    /// The factors, in the order in which they were asked for.
    pub factors: Vec<FactorAnswer>,
    /// Correlations of the outcome (first) and the factors; `None` on the diagonal and where something does not vary.
    pub correlations: Vec<Vec<Option<CorrelationAnswer>>>,
    /// The regression; `None` below [`DriversAnswer::needed`] rows, without a factor, or where the outcome does not vary.
    pub fit: Option<FitAnswer>,
}

/// One factor.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct FactorAnswer {
    /// Which.
    pub factor: Factor,
    /// Customers of whom it is not known.
    pub missing: u32,
    /// Mean over the rows; `None` without rows.
    pub mean: Option<f64>,
    /// Standard deviation over the rows; `None` below two.
    pub sd: Option<f64>,
    /// Rows that do not hold what most rows hold: its effect hangs on these.
    pub fewer: u32,
    /// Its part in the regression; `None` where it does not vary or is a combination of others.
    pub effect: Option<EffectAnswer>,
    /// Its share of R² (LMG); of numbers only.
    pub share: Option<f64>,
}

/// A coefficient of the regression: the change of the outcome, or of its log-odds, by one unit of the factor with all others equal.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct EffectAnswer {
    /// The coefficient.
    pub estimate: f64,
    /// Its 95 % interval, by the larger of the classical and the HC1 error for numbers and by Wald for a yes or no.
    pub interval: (f64, f64),
    /// Probability of one at least so far from zero without any effect, by the same.
    pub p: f64,
    /// The same for as many factors as there are (Holm).
    pub p_holm: f64,
    /// Variance inflation: by how much being like the others widens the interval, squared.
    pub vif: Option<f64>,
}

/// A correlation.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct CorrelationAnswer {
    /// −1 to 1.
    pub r: f64,
    /// 95 % interval.
    pub interval: Option<(f64, f64)>,
    /// Probability of one at least so far from zero without any relation.
    pub p: f64,
}

/// The regression as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct FitAnswer {
    /// Share of variance that is explained, or McFadden's of a yes or no.
    pub r2: f64,
    /// The same, allowing for the number of factors; of numbers only.
    pub adjusted_r2: Option<f64>,
    /// F of all factors together and its probability without any effect; of numbers only, and not of a perfect fit.
    pub f: Option<(f64, f64)>,
    /// How well it tells yes from no, 0.5–1, of the rows that it was fitted to.
    pub auc: Option<f64>,
    /// The 95 % interval of that (DeLong); `None` below two of a kind, or where it never errs.
    pub auc_range: Option<[f64; 2]>,
    /// The factors tell yes from no (almost) perfectly, or say the same: coefficients are held back by a penalty.
    pub separated: bool,
}
