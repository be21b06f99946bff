//! A share of the workspace's own, typed on a page of insight: a setting, so every device counts alike.

use crate::data;
use crate::i18n::{Msg, t};
use crate::ui::erase;
use leptos::prelude::*;
use model::schema::{THE_SETTINGS, setting};
use model::{Decimal, FieldId, Value};
use protocol::Request;

/// A field for a whole number of per cent between two bounds; an emptied one is as usual again.
pub(super) fn percent(
    name: &'static Msg,
    field: FieldId,
    (least, most): (u32, u32),
    value: impl Fn() -> Option<u32> + Send + 'static,
) -> AnyView {
    let value = erase::text(move || value().map_or_else(String::new, |n| n.to_string()));
    view! {
        <label class="insight-choice">
            <span>{t(name)}</span>
            <input
                class="input insight-number"
                type="number"
                min=least.to_string()
                max=most.to_string()
                prop:value=value
                on:change:target=move |event| write(field, event.target().value().parse().ok(), (least, most))
            />
        </label>
    }
    .into_any()
}

fn write(field: FieldId, typed: Option<u32>, (least, most): (u32, u32)) {
    let value = match typed {
        Some(n) => Value::Number(Decimal(i64::from(n.clamp(least, most)) * Decimal::ONE)),
        None => Value::Empty,
    };
    data::act(Request::Edit { collection: setting::ID, record: THE_SETTINGS, field, value });
}
