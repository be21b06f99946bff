//! From where on a sign is a warning: settings of the workspace, so every device warns alike.

use super::super::words;
use super::{Figures, read};
use crate::data;
use crate::i18n::{Msg, t};
use crate::ui::erase;
use leptos::prelude::*;
use model::schema::{THE_SETTINGS, setting};
use model::{Decimal, FieldId, Value};
use protocol::{ChurnAnswer, Request};

pub(super) fn form(figures: Figures) -> AnyView {
    view! {
        <details class="why churn-thresholds">
            <summary>{t(&words::THRESHOLDS)}</summary>
            <div class="insight-controls">
                {number(figures, &words::WARN_OVERDUE, setting::WARN_OVERDUE.id, (50, 99), |a| Some(a.warn_overdue))}
                {number(figures, &words::WARN_DROP, setting::WARN_DROP.id, (1, 90), |a| Some(a.warn_drop))}
                {number(figures, &words::MARGIN, setting::MARGIN.id, (1, 100), margin)}
            </div>
        </details>
    }
    .into_any()
}

/// In per cent, if somebody said so.
fn margin(answer: &ChurnAnswer) -> Option<u32> {
    answer.margin_known.then(|| (answer.margin * 100.0).round() as u32)
}

fn number(
    figures: Figures,
    name: &'static Msg,
    field: FieldId,
    (least, most): (u32, u32),
    of: fn(&ChurnAnswer) -> Option<u32>,
) -> AnyView {
    let value = erase::text(move || read(figures, of).flatten().map_or_else(String::new, |n| n.to_string()));
    view! {
        <label class="insight-choice">
            <span>{t(name)}</span>
            <input
                class="input insight-number"
                type="number"
                min=least.to_string()
                max=most.to_string()
                prop:value=value
                on:change:target=move |event| {
                    let typed: Option<u32> = event.target().value().parse().ok();
                    let value = match typed {
                        Some(n) => Value::Number(Decimal(i64::from(n.clamp(least, most)) * Decimal::ONE)),
                        // An empty field is the usual threshold again.
                        None => Value::Empty,
                    };
                    let collection = setting::ID;
                    data::act(Request::Edit { collection, record: THE_SETTINGS, field, value });
                }
            />
        </label>
    }
    .into_any()
}
