//! The JSON object of the score door.

use super::columns::Names;
use insight::{Audit, Btyd, Fit, FitState, Model, Pareto, Rfm, Segment, SpendFit, Stage};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Debug, Serialize)]
pub struct Report {
    /// The columns that were read.
    pub columns: Names,
    /// Customers with an order up to `as_of`.
    pub customers: usize,
    /// Rows up to `as_of`.
    pub orders: usize,
    /// Distinct days with an order, summed over customers: what the models count.
    pub order_days: usize,
    pub as_of: String,
    /// The day up to which models were fitted, stages and holdout scores taken.
    pub models_as_of: String,
    /// Days ahead that "active" looks.
    pub horizon_days: i32,
    pub rfm: RfmPart,
    pub pareto: Option<ParetoPart>,
    pub bgnbd: Option<FitPart>,
    pub mbgnbd: Option<FitPart>,
    pub gamma_gamma: Option<SpendPart>,
    /// "bgnbd" or "mbgnbd": the one with the higher likelihood.
    pub chosen: Option<&'static str>,
    pub stages: BTreeMap<&'static str, usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holdout: Option<HoldoutPart>,
    /// What a reader of the numbers should know, in words.
    pub notes: Vec<String>,
}

#[derive(Debug, Serialize)]
pub struct RfmPart {
    pub quantiles: Axes<Vec<f64>>,
    pub scores: Axes<BTreeMap<String, usize>>,
    pub segments: BTreeMap<&'static str, usize>,
}

#[derive(Debug, Serialize)]
pub struct Axes<T> {
    pub r: T,
    pub f: T,
    pub m: T,
}

#[derive(Debug, Serialize)]
pub struct ParetoPart {
    pub top20: f64,
    pub gini: f64,
    pub abc: BTreeMap<&'static str, u32>,
    pub balance: f64,
    pub clipped: usize,
}

#[derive(Debug, Serialize)]
pub struct FitPart {
    pub r: f64,
    pub alpha: f64,
    pub a: f64,
    pub b: f64,
    pub log_likelihood: f64,
    pub se: Option<BTreeMap<&'static str, f64>>,
    pub prior_share: f64,
    pub converged: bool,
}

#[derive(Debug, Serialize)]
pub struct SpendPart {
    pub p: f64,
    pub q: f64,
    pub v: f64,
    pub log_likelihood: f64,
    pub se: Option<BTreeMap<&'static str, f64>>,
    pub repeaters: usize,
    pub spearman: Option<f64>,
    pub prior_share: f64,
    pub converged: bool,
}

#[derive(Debug, Serialize)]
pub struct HoldoutPart {
    pub calibrate_until: String,
    pub until: String,
    pub customers: usize,
    pub active: usize,
    pub order_days: usize,
    pub auc_p_active: Option<f64>,
    pub auc_p_alive: Option<f64>,
    pub auc_recency: Option<f64>,
    pub brier: Option<f64>,
    pub mean_p_active: Option<f64>,
    pub expected_orders: Option<f64>,
    pub active_share_by_stage: BTreeMap<&'static str, f64>,
    pub customers_by_stage: BTreeMap<&'static str, usize>,
    pub loyalty_auc: Option<f64>,
    pub rfm_sum_auc: Option<f64>,
    pub loyalty_spearman: Option<f64>,
    pub rfm_sum_spearman: Option<f64>,
    pub calibration: Vec<Tenth>,
}

#[derive(Debug, Serialize)]
pub struct Tenth {
    pub customers: usize,
    pub predicted: f64,
    pub actual: f64,
}

impl RfmPart {
    /// Amounts in currency: minor units divided by `unit`.
    pub fn of(rfm: &Rfm, unit: f64) -> Self {
        let cuts =
            |cuts: [f64; 4], unit: f64| if rfm.buyers == 0 { Vec::new() } else { cuts.map(|c| c / unit).to_vec() };
        let counts = |scores: &[u8]| {
            (1..=5u8).map(|s| (s.to_string(), scores.iter().filter(|x| **x == s).count())).collect::<BTreeMap<_, _>>()
        };
        let mut segments = BTreeMap::new();
        for segment in rfm.segment.iter().filter(|s| **s != Segment::Prospect) {
            *segments.entry(segment.name()).or_insert(0) += 1;
        }
        Self {
            quantiles: Axes { r: cuts(rfm.cuts_r, 1.0), f: cuts(rfm.cuts_f, 1.0), m: cuts(rfm.cuts_m, unit) },
            scores: Axes { r: counts(&rfm.r), f: counts(&rfm.f), m: counts(&rfm.m) },
            segments,
        }
    }
}

impl From<&Pareto> for ParetoPart {
    fn from(pareto: &Pareto) -> Self {
        let abc = ["A", "B", "C"].into_iter().zip(pareto.abc).collect();
        Self { top20: pareto.top20, gini: pareto.gini, abc, balance: pareto.balance, clipped: pareto.clipped }
    }
}

impl From<&Fit> for FitPart {
    fn from(fit: &Fit) -> Self {
        let [r, alpha, a, b] = fit.params.to_array();
        let se = fit.se.map(|se| ["r", "alpha", "a", "b"].into_iter().zip(se).collect());
        let Fit { log_likelihood, prior_share, converged, .. } = *fit;
        Self { r, alpha, a, b, log_likelihood, se, prior_share, converged }
    }
}

impl From<&SpendFit> for SpendPart {
    fn from(fit: &SpendFit) -> Self {
        let [p, q, v] = fit.model.to_array();
        let se = fit.se.map(|se| ["p", "q", "v"].into_iter().zip(se).collect());
        let SpendFit { log_likelihood, repeaters, spearman, prior_share, converged, .. } = *fit;
        Self { p, q, v, log_likelihood, se, repeaters, spearman, prior_share, converged }
    }
}

impl HoldoutPart {
    pub fn of(audit: &Audit, calibrate_until: String, until: String) -> Self {
        let stages = || Stage::ALL.into_iter().map(Stage::name);
        let shares = stages().zip(audit.stage_active).filter_map(|(name, share)| Some((name, share?)));
        let tenth =
            |c: &insight::audit::Calibration| Tenth { customers: c.n, predicted: c.predicted, actual: c.actual };
        Self {
            calibrate_until,
            until,
            customers: audit.customers,
            active: audit.active,
            order_days: audit.order_days,
            auc_p_active: audit.auc_p_active,
            auc_p_alive: audit.auc_p_alive,
            auc_recency: audit.auc_recency,
            brier: audit.brier,
            mean_p_active: audit.mean_p_active,
            expected_orders: audit.expected_orders,
            active_share_by_stage: shares.collect(),
            customers_by_stage: stages().zip(audit.stage_customers).collect(),
            loyalty_auc: audit.loyalty_auc,
            rfm_sum_auc: audit.rfm_sum_auc,
            loyalty_spearman: audit.loyalty_spearman,
            rfm_sum_spearman: audit.rfm_sum_spearman,
            calibration: audit.calibration.iter().map(tenth).collect(),
        }
    }
}

/// The two fits of a book.
pub fn fits(state: &FitState) -> Option<(&Fit, &Fit, Model)> {
    match state {
        FitState::NotEnough { .. } => None,
        FitState::Fitted { bg, mbg, chosen, .. } => Some((bg, mbg, *chosen)),
    }
}

/// Both models of a book, BG/NBD first.
pub fn models(state: &FitState) -> Option<[Btyd; 2]> {
    fits(state).map(|(bg, mbg, _)| [bg.btyd(), mbg.btyd()])
}
