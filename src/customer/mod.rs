//! One customer, whole.

use leptos::prelude::*;
use model::RecordId;

/// The page of a customer, beside the list or alone.
#[component]
pub fn CustomerPage(
    /// Who.
    id: Signal<RecordId>,
    /// Where Back leads: the list.
    back: Signal<String>,
) -> impl IntoView {
    let _ = (id, back);
}
