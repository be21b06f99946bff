//! Scores of one customer, with reasons.

use crate::scoring::{Scores, word_stage};
use model::{Day, Money};
use protocol::{LoyaltyAnswer, LoyaltyFactor, RfmAnswer, ScoreAnswer, StageReason, StageThresholds};

/// Everything computed about the customer in this row.
pub fn score(scores: &Scores, row: u32) -> ScoreAnswer {
    let (book, at) = (&scores.book, row as usize);
    let rfm = book.explain_rfm(at);
    let signals = book.signals(at);
    let reason = book.explain_stage(at);
    let outlook = book.stage_outlook(at);
    let quantile = |q| book.next_order(at, q).map(|day| Day(day.min(Day::MAX.0)));
    ScoreAnswer {
        as_of: Day(book.as_of),
        horizon_days: book.settings.horizon_days as u32,
        buyers: book.buyers as u32,
        segment: scores.segment(row),
        rfm: rfm.map(|rfm| RfmAnswer {
            scores: [rfm.recency.score, rfm.frequency.score, rfm.monetary.score],
            recency_days: rfm.recency.value as u32,
            frequency: rfm.frequency.value as u32,
            monetary: Money { minor: scores.total(row), currency: scores.currency },
            cuts: [book.rfm.cuts_r, book.rfm.cuts_f, book.rfm.cuts_m],
        }),
        stage: reason.stage().map(word_stage),
        stage_reason: word_reason(&reason),
        thresholds: thresholds(&book.settings),
        loyalty: book.explain_loyalty(at).map(|loyalty| LoyaltyAnswer {
            score: loyalty.score,
            range: book.loyalty_se(at).map(|se| {
                [-insight::stats::Z95, insight::stats::Z95].map(|by| (loyalty.score + by * se).clamp(0.0, 100.0))
            }),
            baseline: loyalty.baseline,
            factors: loyalty
                .parts
                .iter()
                .map(|part| (word_factor(part.factor), part.value, part.contribution))
                .collect(),
        }),
        p_alive: signals.map(|signals| signals.p_alive),
        p_active: signals.map(|signals| signals.p_active),
        p_active_range: book
            .p_active_interval(at, book.settings.horizon_days.max(1).unsigned_abs())
            .map(|(low, high)| [low, high]),
        overdue: signals.map(|signals| signals.overdue),
        silent_days: book.summary(at).map(|summary| summary.recency_days),
        expected_orders: book.expected_orders(at, book.settings.horizon_days as u32),
        expected_range: book
            .orders_interval(at, book.settings.horizon_days.max(1).unsigned_abs())
            .map(|(low, high)| [low, high]),
        next_order: quantile(0.1).zip(quantile(0.5)).zip(quantile(0.9)).map(|((a, b), c)| [a, b, c]),
        stage_if_silent: outlook.if_silent.map(|(day, stage)| (Day(day), word_stage(stage))),
        stage_if_orders: outlook.if_orders.map(word_stage),
        prior_share: book.fit.chosen().map_or(0.0, |fit| fit.prior_share),
        worth: crate::worth::answer(scores, at),
    }
}

pub(crate) fn word_reason(reason: &insight::StageReason) -> StageReason {
    use insight::{GrowthSign, StageReason as Reason};
    match *reason {
        Reason::NoPurchase => StageReason::NoPurchase,
        Reason::Ended => StageReason::Ended,
        Reason::Silent { .. } => StageReason::Silent,
        Reason::InDanger { probably_lost, overdue, flagged, .. } => {
            StageReason::InDanger { gone: probably_lost, overdue, unhappy: flagged }
        }
        Reason::FirstOrder { .. } => StageReason::FirstOrder,
        Reason::Steady { .. } => StageReason::Steady,
        Reason::Growing { sign, .. } => StageReason::Growing {
            rhythm: matches!(sign, GrowthSign::Accelerating { .. }),
            spend: matches!(sign, GrowthSign::SpendRising { .. }),
        },
        Reason::NotEnoughData { buyers, needed } => {
            StageReason::NotEnoughData { buyers: buyers as u32, needed: needed as u32 }
        }
    }
}

/// From where on a customer is in danger, or gone.
pub(crate) fn thresholds(settings: &insight::Settings) -> StageThresholds {
    let percent = |share: f64| (share * 100.0).round() as u32;
    StageThresholds {
        alive: percent(settings.danger_p_alive),
        overdue: percent(settings.danger_overdue),
        active: percent(settings.termination_p_active),
    }
}

fn word_factor(factor: insight::LoyaltyFactor) -> LoyaltyFactor {
    match factor {
        insight::LoyaltyFactor::PAlive => LoyaltyFactor::Alive,
        insight::LoyaltyFactor::OrderRate => LoyaltyFactor::Rate,
        insight::LoyaltyFactor::NetSpend => LoyaltyFactor::Spend,
        insight::LoyaltyFactor::Tenure => LoyaltyFactor::Tenure,
    }
}
