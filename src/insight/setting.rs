//! A share of the workspace's own, typed on a page of insight.

use crate::i18n::{Msg, t};
use crate::ui::field::whole_setting;
use leptos::prelude::*;
use model::FieldId;

/// A field for a whole number of per cent between two bounds; an emptied one is as usual again.
pub(super) fn percent(
    name: &'static Msg,
    field: FieldId,
    bounds: (u32, u32),
    value: impl Fn() -> Option<u32> + Send + Sync + 'static,
) -> AnyView {
    let input = whole_setting("input insight-number", field, bounds, value);
    view! { <label class="insight-choice"><span>{t(name)}</span>{input}</label> }.into_any()
}
