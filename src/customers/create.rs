//! A new customer: a name is enough.

use super::words;
use crate::app::go;
use crate::commands::offer_said;
use crate::forms::Spec;
use crate::i18n::t;
use crate::lists::State;
use crate::ui::{Dialog, Glyph, Icon, erase};
use leptos::prelude::*;
use model::schema::customer;
use std::sync::Arc;

/// The button and its dialog.
#[component]
pub(super) fn NewCustomer(list: State) -> impl IntoView {
    // In an empty book, the import is what one should do first.
    let first = erase::flag(move || list.rows.with(|rows| rows.all > 0));
    let open = RwSignal::new(false);
    offer_said("new-customer", &words::NEW, "", Glyph::Plus, move || open.set(true));
    let added = move |id| go(&list.place.get_untracked().with_id(Some(id)).url());
    let spec = Spec {
        of: &customer::COLLECTION,
        given: Arc::new(Vec::new),
        near: Arc::new(|| None),
        added: Arc::new(added),
        open,
    };
    view! {
        <button
            type="button"
            class="button new-customer"
            class:primary=first
            aria-label=t(&words::NEW)
            on:click=move |_| open.set(true)
        >
            <Icon of=Glyph::Plus />
            <span>{t(&words::NEW)}</span>
        </button>
        <Dialog open=open title=t(&words::NEW)>
            {crate::parts::form(spec.clone())}
        </Dialog>
    }
    .into_any()
}
