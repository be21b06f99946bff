//! A whole number of the workspace's own, typed where it matters: a setting, so every device counts alike.

use crate::data;
use crate::state::Derived;
use crate::ui::erase;
use leptos::prelude::*;
use model::schema::{THE_SETTINGS, setting};
use model::{Decimal, FieldId, Value};
use protocol::Request;

/// An input for a whole number between two bounds; an emptied one is as usual again.
pub fn whole_setting(
    class: &'static str,
    field: FieldId,
    (least, most): (u32, u32),
    value: impl Fn() -> Option<u32> + Send + Sync + 'static,
) -> AnyView {
    // Other figures of the same answer do not write over what is being typed.
    let value = Derived::new(move || value().map_or_else(String::new, |n| n.to_string()));
    let changed = move |event: leptos::ev::Targeted<web_sys::Event, web_sys::HtmlInputElement>| {
        let typed = event.target().value().parse::<u32>().ok().map(|n| n.clamp(least, most));
        // What it is as usual stands here once it is known, where it differs from what was there.
        event.target().set_value(&typed.map_or_else(|| value.get_untracked(), |n| n.to_string()));
        let value = typed.map_or(Value::Empty, |n| Value::Number(Decimal(i64::from(n) * Decimal::ONE)));
        data::act(Request::Edit { collection: setting::ID, record: THE_SETTINGS, field, value });
    };
    view! {
        <input class=class type="number" min=least.to_string() max=most.to_string()
            prop:value=erase::text(move || value.get()) on:change:target=changed />
    }
    .into_any()
}
