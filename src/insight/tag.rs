//! A tag for all customers whom a chart stands for: with it they can be listed, filtered and written to anywhere.

use super::words;
use crate::data;
use crate::format;
use crate::i18n::{t, tf};
use leptos::prelude::*;
use protocol::{InsightQuery, Request, Sealed, TagListed};

/// The name that the tag gets, and the button that gives it to the `n` customers whom the answer to `of` lists.
pub(super) fn form(name: String, n: u32, of: InsightQuery) -> AnyView {
    let typed = RwSignal::new(name);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let name = typed.with_untracked(|text| text.trim().to_owned());
        if !name.is_empty() {
            let tag = TagListed { of: of.clone(), size: n, name };
            data::act(Request::TagListed(Sealed::new(&tag)));
        }
    };
    view! {
        <form class="cluster-tag" on:submit=submit>
            <label>
                <span>{t(&words::TAG_NAME)}</span>
                <input
                    class="input"
                    type="text"
                    autocomplete="off"
                    prop:value=typed.get_untracked()
                    on:input=move |event| typed.set(event_target_value(&event))
                />
            </label>
            <button type="submit" class="button" title=t(&words::TAG_HINT)>
                {tf(&words::TAG_IT, &[("n", &format::integer(n.into()))])}
            </button>
        </form>
    }
    .into_any()
}
