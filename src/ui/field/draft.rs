//! Says that there is a draft, and gives a way to be rid of it.

use crate::data::drafts;
use crate::format;
use crate::i18n::{t, tf};
use crate::state::Slot;
use crate::ui::{erase, words};
use leptos::prelude::*;
use std::sync::Arc;

/// Puts a draft into a form, or takes it out again (`None`); says whether it did.
pub type Restore = Arc<dyn Fn(Option<Vec<u8>>) -> bool + Send + Sync>;

/// Looks for what was typed before and not saved, hands it to the form, and says so with a way to be rid of it.
pub fn draft_note(form: String, restore: Restore) -> AnyView {
    let when = Slot::new(None::<i64>);
    erase::spawn({
        let (form, restore) = (form.clone(), Arc::clone(&restore));
        async move {
            if let Some(draft) = drafts::get(form).await
                && restore(Some(draft.bytes))
            {
                when.set(Some(draft.at));
            }
        }
    });
    erase::maybe(move || {
        let when_text = format::clock(when.get()? as f64);
        let (form, restore) = (form.clone(), Arc::clone(&restore));
        let discard = move |_| {
            when.set(None);
            drafts::forget(&form);
            restore(None);
        };
        Some(
            view! {
                <p class="note draft-note" role="status">
                    {tf(&words::DRAFT_OF, &[("when", &when_text)])}
                    <button type="button" class="button quiet" on:click=discard on:mousedown=move |event| event.prevent_default()>
                        {t(&words::DISCARD)}
                    </button>
                </p>
            }
            .into_any(),
        )
    })
    .into_any()
}
