//! A scored book: columns over customers, figures of the whole, and the answers to "why?".

use crate::btyd::{Btyd, Cbs, Fit, Model};
use crate::fits::Fits;
use crate::history::{History, Summary, weeks};
use crate::loyalty::{self, LoyaltyReason};
use crate::pareto::Pareto;
use crate::rfm::{Rfm, RfmReason};
use crate::settings::Settings;
use crate::spend::SpendState;
use crate::stage::{Case, Rule, Signals, Stage, StageOutlook, StageReason};
use crate::{ABSENT, BUYERS_MIN};

/// The purchase models of a book.
#[derive(Clone, Debug, PartialEq)]
pub enum FitState {
    /// Too few buyers: no model, and no figure that would need one.
    NotEnough {
        /// Buyers in the book.
        buyers: usize,
        /// Buyers from which a model is fitted.
        needed: usize,
    },
    /// Both models.
    Fitted {
        /// BG/NBD.
        bg: Box<Fit>,
        /// MBG/NBD.
        mbg: Box<Fit>,
        /// The one with the higher log-likelihood (MBG/NBD if equal); all figures are its.
        chosen: Model,
        /// Share of the prior in the chosen fit; 0 where the data stand alone.
        prior_share: f64,
        /// A number for the purchases that were fitted, and the way of it: the same number gives the same fits.
        of: u64,
    },
}

impl FitState {
    pub(crate) fn not_enough(buyers: usize) -> Self {
        Self::NotEnough { buyers, needed: BUYERS_MIN }
    }

    pub(crate) fn choose(bg: Fit, mbg: Fit, of: u64) -> Self {
        let (chosen, prior_share) = if bg.log_likelihood > mbg.log_likelihood {
            (Model::Bg, bg.prior_share)
        } else {
            (Model::Mbg, mbg.prior_share)
        };
        Self::Fitted { bg: Box::new(bg), mbg: Box::new(mbg), chosen, prior_share, of }
    }

    /// The chosen fit.
    #[must_use]
    pub fn chosen(&self) -> Option<&Fit> {
        match self {
            Self::NotEnough { .. } => None,
            Self::Fitted { bg, mbg, chosen, .. } => Some(match chosen {
                Model::Bg => bg,
                Model::Mbg => mbg,
            }),
        }
    }

    /// Whether it is the fit of the purchases with that number.
    pub(crate) fn is_of(&self, number: u64) -> bool {
        matches!(self, Self::Fitted { of, .. } if *of == number)
    }

    /// Both fits as bytes, to be known after a restart; nothing where nothing was fitted.
    #[must_use]
    pub fn to_bytes(&self) -> Option<Vec<u8>> {
        let Self::Fitted { bg, mbg, of, .. } = self else { return None };
        let mut bytes = of.to_le_bytes().to_vec();
        bg.write(&mut bytes);
        mbg.write(&mut bytes);
        Some(bytes)
    }

    /// The fits in such bytes; `None` where they are something else.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (of, fits) = bytes.split_first_chunk()?;
        let (bg, mbg) = fits.split_at_checked(Fit::BYTES)?;
        Some(Self::choose(Fit::read(Model::Bg, bg)?, Fit::read(Model::Mbg, mbg)?, u64::from_le_bytes(*of)))
    }

    pub(crate) fn btyd(&self) -> Option<Btyd> {
        self.chosen().map(Fit::btyd)
    }
}

/// Everything computed of a book. Columns have one entry per customer; [`ABSENT`] marks a customer without the figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Book {
    /// The day everything is as of.
    pub as_of: i32,
    /// The settings used.
    pub settings: Settings,
    /// The netted orders.
    pub history: History,
    /// Customers with an order.
    pub buyers: usize,
    /// Recency, frequency, monetary.
    pub rfm: Rfm,
    /// The purchase models.
    pub fit: FitState,
    /// The spend model, of minor units.
    pub spend: SpendState,
    pub(crate) spend_of: u64,
    /// P(alive) in 0..1, or [`ABSENT`].
    pub p_alive: Vec<f32>,
    /// P(an order within the horizon) in 0..1, or [`ABSENT`].
    pub p_active: Vec<f32>,
    /// Overdue index in 0..1, or [`ABSENT`].
    pub overdue: Vec<f32>,
    /// Life-cycle stage; `None` where data do not suffice.
    pub stage: Vec<Option<Stage>>,
    /// Loyalty in 0..100, or [`ABSENT`]: no order yet, or no model.
    pub loyalty: Vec<f32>,
    /// Loyalty of the average buyer; `None` without a model.
    pub loyalty_mean: Option<f64>,
    /// Concentration of net amount; `None` where there is no value to share.
    pub pareto: Option<Pareto>,
    pub(crate) ended: Vec<bool>,
    pub(crate) in_danger: Vec<bool>,
    pub(crate) shares: Shares,
}

/// Mid-rank shares behind loyalty, per customer, and the means of all four factors.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Shares {
    pub(crate) rate: Vec<f32>,
    pub(crate) spend: Vec<f32>,
    pub(crate) tenure: Vec<f32>,
    pub(crate) means: [f64; 4],
}

impl Book {
    /// Number of customers, with or without orders.
    #[must_use]
    pub fn customers(&self) -> usize {
        self.history.customers()
    }

    /// All fits, as they are kept.
    #[must_use]
    pub fn fits(&self) -> Fits {
        Fits { purchases: self.fit.clone(), spend: self.spend.clone(), spend_of: self.spend_of }
    }

    /// Sums, repeats and trends of customer `c`; `None` without an order.
    #[must_use]
    pub fn summary(&self, c: usize) -> Option<Summary> {
        self.history.summary(c)
    }

    /// What the model says of customer `c`, in full precision.
    #[must_use]
    pub fn signals(&self, c: usize) -> Option<Signals> {
        self.rule().signals(&self.case(c, &self.history.amounts(c)))
    }

    /// The rule that put customer `c` into its stage. An unknown customer has no orders.
    #[must_use]
    pub fn explain_stage(&self, c: usize) -> StageReason {
        self.rule().judge(&self.case(c, &self.history.amounts(c)))
    }

    /// What would move customer `c` to another stage.
    #[must_use]
    pub fn stage_outlook(&self, c: usize) -> StageOutlook {
        self.rule().outlook(&self.case(c, &self.history.amounts(c)))
    }

    /// Loyalty of customer `c` with its exact contributions; `None` where [`Book::loyalty`] is [`ABSENT`].
    #[must_use]
    pub fn explain_loyalty(&self, c: usize) -> Option<LoyaltyReason> {
        Some(loyalty::explain(self.loyalty_shares(c)?, self.shares.means))
    }

    /// Why customer `c` is in its segment; `None` without an order.
    #[must_use]
    pub fn explain_rfm(&self, c: usize) -> Option<RfmReason> {
        self.rfm.explain(&self.history, c)
    }

    /// The day by which customer `c`, if still active, orders again with probability `quantile` (0.5: the median).
    /// `None` without a model or an order, for a relation that was ended, for a quantile outside (0, 1), or beyond the calendar.
    #[must_use]
    pub fn next_order(&self, c: usize, quantile: f64) -> Option<i32> {
        let days = self.fit.btyd()?.weeks_to_next_order(&self.living(c)?, quantile)? * 7.0;
        let day = f64::from(self.as_of) + days.ceil();
        (day <= f64::from(i32::MAX)).then_some(day as i32)
    }

    /// Orders expected of customer `c` in the next `days`; none where the relation was ended.
    #[must_use]
    pub fn expected_orders(&self, c: usize, days: u32) -> Option<f64> {
        let (model, cbs) = (self.fit.btyd()?, self.history.cbs(c)?);
        if self.has_ended(c) { Some(0.0) } else { model.expected(&cbs, weeks(days)) }
    }

    /// P(an order in the next `days`) of customer `c`; 0 where the relation was ended.
    #[must_use]
    pub fn p_active_within(&self, c: usize, days: u32) -> Option<f64> {
        let (model, cbs) = (self.fit.btyd()?, self.history.cbs(c)?);
        Some(if self.has_ended(c) { 0.0 } else { model.p_active(&cbs, weeks(days)) })
    }

    /// What the model knows of customer `c`, if there is something to forecast.
    pub(crate) fn living(&self, c: usize) -> Option<Cbs> {
        self.history.cbs(c).filter(|_| !self.has_ended(c))
    }

    /// The column [`Book::p_active`] for another horizon, as for a slider: one power per customer.
    #[must_use]
    pub fn p_active_column(&self, days: u32) -> Vec<f32> {
        let Some(model) = self.fit.btyd() else { return vec![ABSENT; self.customers()] };
        let of = |c| Some(f64::from(self.p_alive[c]) * model.p_order_if_alive(&self.history.cbs(c)?, weeks(days)));
        (0..self.customers()).map(|c| of(c).map_or(ABSENT, |p| p as f32)).collect()
    }

    /// Whether the relation with customer `c` is known to be over.
    #[must_use]
    pub fn has_ended(&self, c: usize) -> bool {
        self.ended.get(c).copied().unwrap_or(false)
    }

    /// The behavioural shares of customer `c`, each in 0..1: P(alive), and the mid-ranks of order rate, net amount and tenure. `None` without a model or an
    /// order.
    #[must_use]
    pub fn loyalty_shares(&self, c: usize) -> Option<[f64; 4]> {
        let columns = [&self.p_alive, &self.shares.rate, &self.shares.spend, &self.shares.tenure];
        let mut shares = [0.0; 4];
        for (share, column) in shares.iter_mut().zip(columns) {
            *share = f64::from(*column.get(c).filter(|&&u| u >= 0.0)?);
        }
        Some(shares)
    }

    pub(crate) fn rule(&self) -> Rule<'_> {
        Rule { settings: &self.settings, model: self.fit.btyd(), buyers: self.buyers }
    }

    /// What the rule looks at; `amounts` are those of the customer.
    pub(crate) fn case<'a>(&'a self, c: usize, amounts: &'a [i64]) -> Case<'a> {
        Case {
            days: self.history.days(c),
            amounts,
            as_of: self.as_of,
            ended: self.has_ended(c),
            in_danger: self.in_danger.get(c).copied().unwrap_or(false),
        }
    }
}
