//! From where on a sign is a warning: settings of the workspace, so every device warns alike.

use super::super::setting::percent;
use super::super::words;
use super::{Figures, read};
use crate::i18n::{Msg, t};
use leptos::prelude::*;
use model::FieldId;
use model::schema::setting;
use protocol::{ChurnAnswer, MarginOf};

pub(super) fn form(figures: Figures) -> AnyView {
    view! {
        <details class="why churn-thresholds">
            <summary>{t(&words::THRESHOLDS)}</summary>
            <div class="insight-controls">
                {number(figures, &words::WARN_OVERDUE, setting::WARN_OVERDUE.id, (50, 99), |a| Some(a.warn_overdue))}
                {number(figures, &words::WARN_DROP, setting::WARN_DROP.id, (1, 90), |a| Some(a.warn_drop))}
                {number(figures, &words::STAGE_ALIVE, setting::STAGE_ALIVE.id, (5, 95), |a| Some(a.stages.alive))}
                {number(figures, &words::STAGE_OVERDUE, setting::STAGE_OVERDUE.id, (50, 99), |a| Some(a.stages.overdue))}
                {number(figures, &words::STAGE_ACTIVE, setting::STAGE_ACTIVE.id, (1, 90), |a| Some(a.stages.active))}
                {number(figures, &words::MARGIN, setting::MARGIN.id, (1, 100), margin)}
            </div>
        </details>
    }
    .into_any()
}

/// In per cent, if somebody said so.
fn margin(answer: &ChurnAnswer) -> Option<u32> {
    (answer.margin_of == MarginOf::Set).then(|| (answer.margin * 100.0).round() as u32)
}

fn number(
    figures: Figures,
    name: &'static Msg,
    field: FieldId,
    range: (u32, u32),
    of: fn(&ChurnAnswer) -> Option<u32>,
) -> AnyView {
    percent(name, field, range, move || read(figures, of).flatten())
}
