//! Segmentation, life cycle, loyalty and purchase models: pure functions over columns.
//!
//! Nothing here does I/O, reads a clock or draws a random number: a [`Book`] is a function of the orders, the known events,
//! the settings and the as-of day alone. Every transcendental function is the one of `libm` and every sum has a fixed order,
//! so a browser and a server compute the same bits, and neither the order of rows nor the numbering of customers matters to a fit.
//!
//! Reading order: [`History`] nets orders by day; [`rfm`], [`pareto`], [`btyd`], [`stage`] and [`loyalty`] are the methods;
//! [`Run`] applies them to a book in short steps; [`Book`] holds the columns and answers "why?" for one customer.
//!
//! Beside the scores: what a customer is worth ([`spend`], [`clv`]), who is about to leave ([`churn`]), how customers move and come back
//! ([`transition`], [`cohort`]), groups ([`cluster`]), what is bought together ([`baskets`]), loyalty in three layers ([`layers`]), whether the forecasts came
//! true ([`audit`]); the arithmetic of campaigns, acquisition, surveys, funnels and contracts ([`campaign`], [`acquisition`], [`survey`], [`funnel`],
//! [`survival`]); and statistics with their errors ([`stats`]). `examples/` holds the batch doors.
//!
//! Units: days are days since 1970-01-01, model time is weeks (days / 7), amounts are minor units of one currency.

pub mod acquisition;
pub mod areas;
pub mod audit;
mod auditing;
pub mod baskets;
pub mod book;
pub mod btyd;
pub mod calendar;
pub mod campaign;
pub mod churn;
pub mod cluster;
pub mod clv;
pub mod cohort;
mod fits;
mod follow;
pub mod funnel;
pub mod history;
pub mod layers;
pub mod loyalty;
mod optimise;
mod own;
pub mod pareto;
mod random;
pub mod rank;
pub mod rfm;
pub mod run;
pub mod settings;
mod shifts;
pub mod special;
pub mod spend;
pub mod stage;
pub mod stats;
pub mod survey;
pub mod survival;
mod total;
pub mod transition;
pub mod trend;
mod uncertainty;

pub use audit::Audit;
pub use book::{Book, FitState};
pub use btyd::{Btyd, Cbs, Fit, Model, Params};
pub use clv::{Discounting, WhatIf};
pub use fits::Fits;
pub use history::{History, Orders, Summary};
pub use loyalty::{LoyaltyFactor, LoyaltyPart, LoyaltyReason};
pub use own::Change;
pub use pareto::Pareto;
pub use rfm::{Rfm, RfmAxis, RfmReason, Segment};
pub use run::{Progress, Run, score};
pub use settings::Settings;
pub use spend::{GammaGamma, SpendData, SpendFit, SpendState};
pub use stage::{GrowthSign, Signals, Stage, StageOutlook, StageReason};
pub use total::Total;

/// What a column of shares or scores holds for a customer it does not apply to (no order yet, or too few buyers for a model).
/// Real values are never negative.
pub const ABSENT: f32 = -1.0;

/// Buyers below which no purchase model is fitted: "not enough data".
pub const BUYERS_MIN: usize = 30;

/// Buyers below which a weak prior from published data joins the fit, and its share is told.
pub const BUYERS_WITHOUT_PRIOR: usize = 500;
