//! The life-cycle stage, the reason in plain words, and what to do.

use super::words;
use crate::format;
use crate::i18n::{Msg, t, tf};
use crate::ui::marks::stage_label;
use crate::ui::{StageDot, Why};
use leptos::prelude::*;
use protocol::{ScoreAnswer, Stage, StageReason, StageThresholds};

pub(super) fn stage(score: &ScoreAnswer) -> AnyView {
    let stage = score.stage;
    let (days, overdue) = (score.silent_days.unwrap_or(0), score.overdue.unwrap_or(0.0));
    let (alive, silence, buyers) = (score.p_alive, score.silent_days.zip(score.overdue), score.buyers);
    let numbers = numbers_of(alive, silence, buyers);
    let reason = words_of(&score.stage_reason, days, overdue, score.thresholds);
    let [alive_below, overdue_from, active_below] = bounds(score.thresholds);
    let bounds: [(&str, &str); 3] = [("alive", &alive_below), ("overdue", &overdue_from), ("active", &active_below)];
    let formula = tf(&words::STAGE_FORMULA, &bounds);
    let outlook = outlook(score);
    let name = match stage {
        Some(stage) => view! { <StageDot stage=stage /> }.into_any(),
        None => view! { <span class="muted">{t(&words::STAGE_UNKNOWN)}</span> }.into_any(),
    };
    view! {
        <div class="score-part">
            <h2>{t(&words::STAGE)}</h2>
            <p class="score-lead">{name}</p>
            <p>{reason}</p>
            {outlook.map(|outlook| view! { <p class="stage-outlook muted">{outlook}</p> }.into_any())}
            {stage.map(|stage| view! { <p class="advice">{t(advice(stage))}</p> }.into_any())}
            <Why>
                <p>{numbers}</p>
                <p>{formula}</p>
            </Why>
        </div>
    }
    .into_any()
}

/// The thresholds as they are read: still a customer, own gaps, an order within the horizon.
fn bounds(thresholds: StageThresholds) -> [String; 3] {
    let StageThresholds { alive, overdue, active } = thresholds;
    [alive, overdue, active].map(|percent| format::percent(f64::from(percent) / 100.0, 0))
}

/// Why a customer is in the stage: all that holds, in a sentence or two.
pub(crate) fn words_of(reason: &StageReason, days: u32, overdue: f64, thresholds: StageThresholds) -> String {
    let days = format::integer(u64::from(days));
    let plain = |msg: &'static Msg| t(msg).to_owned();
    let [alive, _, active] = bounds(thresholds);
    let share = format::percent_exceeded(overdue);
    let silent =
        |msg: &'static Msg| tf(msg, &[("days", &days), ("share", &share), ("alive", &alive), ("active", &active)]);
    match reason {
        StageReason::NoPurchase => plain(&words::NO_PURCHASE),
        StageReason::Ended => plain(&words::ENDED),
        StageReason::NotEnoughData { buyers, needed } => {
            tf(&words::NOT_ENOUGH, &[("buyers", &buyers.to_string()), ("needed", &needed.to_string())])
        }
        StageReason::Silent => silent(&words::SILENT),
        StageReason::InDanger { gone, overdue, unhappy } => {
            let silent = match (gone, overdue) {
                (true, true) => Some(silent(&words::GONE_AND_OVERDUE)),
                (true, false) => Some(silent(&words::PROBABLY_GONE)),
                (false, true) => Some(silent(&words::OVERDUE)),
                (false, false) => None,
            };
            let unhappy = unhappy.then(|| plain(&words::FLAGGED));
            match (silent, unhappy) {
                (Some(silent), Some(unhappy)) => tf(&words::AND_UNHAPPY, &[("silent", &silent), ("unhappy", &unhappy)]),
                (silent, unhappy) => silent.or(unhappy).unwrap_or_default(),
            }
        }
        StageReason::FirstOrder => plain(&words::FIRST_ORDER),
        StageReason::Steady => plain(&words::STEADY),
        StageReason::Growing { rhythm: true, spend: true } => plain(&words::GROWING_BOTH),
        StageReason::Growing { rhythm: true, spend: false } => plain(&words::GROWING_RHYTHM),
        StageReason::Growing { rhythm: false, spend: true } => plain(&words::GROWING_SPEND),
        StageReason::Growing { rhythm: false, spend: false } => plain(&words::GROWING_FEW),
    }
}

/// What would change the stage: silence, and an order.
fn outlook(score: &ScoreAnswer) -> Option<String> {
    let silent = score
        .stage_if_silent
        .map(|(day, stage)| tf(&words::IF_SILENT, &[("stage", &stage_label(stage)), ("day", &format::day(day))]));
    let orders = score.stage_if_orders.map(|stage| match score.stage == Some(stage) {
        true => t(&words::IF_ORDERS_SAME).to_owned(),
        false => tf(&words::IF_ORDERS, &[("stage", &stage_label(stage))]),
    });
    match (silent, orders) {
        (Some(silent), Some(orders)) => Some(tf(&words::OUTLOOK, &[("silent", &silent), ("orders", &orders)])),
        (silent, orders) => silent.or(orders),
    }
}

/// The numbers that the rule looked at.
fn numbers_of(alive: Option<f64>, silence: Option<(u32, f64)>, buyers: u32) -> String {
    let alive = alive.map(|alive| tf(&words::STAGE_ALIVE, &[("alive", &format::percent(alive, 0))]));
    let silence = silence.map(|(days, share)| {
        let days = format::integer(u64::from(days));
        tf(&words::STAGE_SILENCE, &[("days", &days), ("share", &format::percent_exceeded(share))])
    });
    let parts: Vec<String> = [alive, silence].into_iter().flatten().collect();
    if parts.is_empty() {
        return tf(&words::STAGE_BUYERS, &[("n", &format::integer(u64::from(buyers)))]);
    }
    parts.join(" ")
}

/// What each stage asks for.
fn advice(stage: Stage) -> &'static Msg {
    match stage {
        Stage::Exploration => &words::DO_EXPLORATION,
        Stage::Socialisation => &words::DO_SOCIALISATION,
        Stage::Growth => &words::DO_GROWTH,
        Stage::Maturity => &words::DO_MATURITY,
        Stage::Danger => &words::DO_DANGER,
        Stage::Termination => &words::DO_TERMINATION,
    }
}
