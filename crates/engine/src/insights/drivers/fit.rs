//! The regression: of numbers by least squares with shares of R², of a yes or no by logit.

use insight::areas::Placed;
use insight::special::{t_quantile_two_sided, t_two_sided};
use insight::stats::{Ols, drivers, holm, logit, ols};
use protocol::{EffectAnswer, FitAnswer, Outcome};

/// What was fitted, by factor.
#[derive(Default)]
pub(super) struct Fitted {
    effects: Vec<Option<EffectAnswer>>,
    shares: Vec<f64>,
    whole: Option<FitAnswer>,
}

/// An effect before it is known how many there are.
struct Bare {
    column: usize,
    estimate: f64,
    interval: (f64, f64),
    p: f64,
    vif: Option<f64>,
}

impl Fitted {
    /// Of the outcome (the first column) on the factors; nothing where that cannot be fitted.
    pub(super) fn of(outcome: Outcome, columns: &[Vec<f64>]) -> Fitted {
        let Some((y, factors)) = columns.split_first().filter(|(_, factors)| !factors.is_empty()) else {
            return Fitted::default();
        };
        let factors: Vec<&[f64]> = factors.iter().map(Vec::as_slice).collect();
        if outcome.is_choice() { of_choice(y, &factors) } else { of_number(y, &factors) }.unwrap_or_default()
    }

    /// Adds how alike the factors are, where the regression did not say.
    pub(super) fn alike(&mut self, outcome: Outcome, columns: &[Vec<f64>]) {
        let Some((y, factors)) = columns.split_first().filter(|_| outcome.is_choice() && self.whole.is_some()) else {
            return;
        };
        let factors: Vec<&[f64]> = factors.iter().map(Vec::as_slice).collect();
        let Ok(model) = ols(y, &factors) else { return };
        for known in &model.coefficients {
            let effect = known.column.and_then(|column| self.effects.get_mut(column)).and_then(Option::as_mut);
            if let Some(effect) = effect {
                effect.vif = known.vif;
            }
        }
    }

    pub(super) fn effect(&self, factor: usize) -> Option<EffectAnswer> {
        self.effects.get(factor).copied().flatten()
    }

    pub(super) fn share(&self, factor: usize) -> Option<f64> {
        self.shares.get(factor).copied()
    }

    pub(super) fn whole(&self) -> Option<FitAnswer> {
        self.whole
    }
}

fn of_number(y: &[f64], factors: &[&[f64]]) -> Option<Fitted> {
    let known = drivers(y, factors).ok()?;
    let model = &known.model;
    let whole = FitAnswer {
        r2: model.r2,
        adjusted_r2: Some(model.adjusted_r2),
        f: model.f.zip(model.f_p),
        auc: None,
        auc_range: None,
        separated: false,
    };
    Some(Fitted {
        effects: adjusted(factors.len(), robust(model)),
        shares: known.drivers.iter().map(|driver| driver.share).collect(),
        whole: Some(whole),
    })
}

/// The coefficients with errors that allow for unequal variances (HC1), but never below the classical ones: of a trait that few have, the fit leaves hardly a
/// residual, and HC1 takes that for being sure.
fn robust(model: &Ols) -> Vec<Bare> {
    let df = model.df as f64;
    let reach = t_quantile_two_sided(0.05, df);
    let effects = model.coefficients.iter().filter_map(|known| {
        let (column, se, reach) = (known.column?, known.se_hc1.max(known.se), reach?);
        let p = if se > 0.0 { t_two_sided(known.estimate / se, df)? } else { 0.0 };
        let interval = (known.estimate - reach * se, known.estimate + reach * se);
        Some(Bare { column, estimate: known.estimate, interval, p, vif: known.vif })
    });
    effects.collect()
}

fn of_choice(y: &[f64], factors: &[&[f64]]) -> Option<Fitted> {
    let outcome: Vec<bool> = y.iter().map(|&y| y == 1.0).collect();
    let model = logit(&outcome, factors).ok()?;
    let effects = model.coefficients.iter().filter_map(|known| {
        Some(Bare { column: known.column?, estimate: known.estimate, interval: known.ci, p: known.p, vif: None })
    });
    let auc_range = Placed::of(&model.probabilities, &outcome).and_then(|placed| placed.ci()).map(Into::into);
    let whole =
        FitAnswer { r2: model.mcfadden, adjusted_r2: None, f: None, auc: model.auc, auc_range, separated: model.ridge };
    Some(Fitted { effects: adjusted(factors.len(), effects.collect()), shares: Vec::new(), whole: Some(whole) })
}

/// By factor, with p values that know how many there are.
fn adjusted(factors: usize, effects: Vec<Bare>) -> Vec<Option<EffectAnswer>> {
    let by_holm = holm(&effects.iter().map(|bare| bare.p).collect::<Vec<_>>());
    let mut all = vec![None; factors];
    for (bare, p_holm) in effects.into_iter().zip(by_holm) {
        let Bare { column, estimate, interval, p, vif } = bare;
        if let Some(effect) = all.get_mut(column) {
            *effect = Some(EffectAnswer { estimate, interval, p, p_holm, vif });
        }
    }
    all
}
