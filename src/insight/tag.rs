//! A tag for all customers whom a chart stands for: with it they can be listed, filtered and written to anywhere.

use super::words;
use crate::data;
use crate::format;
use crate::i18n::{t, tf};
use crate::state::Slot;
use leptos::prelude::*;
use protocol::{InsightQuery, Request, Sealed, TagListed};

/// Names as they are being typed, each beside the one that was offered: a page holds them, whose figures are drawn anew.
pub(super) type Typed = Slot<Vec<(String, String)>>;

/// The name that the tag gets, and the button that gives it to the `n` customers whom the answer to `of` lists.
pub(super) fn form(typed: Typed, offered: String, n: u32, of: InsightQuery) -> AnyView {
    let named = move |offered: &str| {
        let of =
            |typed: &Vec<(String, String)>| typed.iter().find(|(of, _)| of == offered).map(|(_, name)| name.clone());
        typed.with_untracked(of).unwrap_or_else(|| offered.to_owned())
    };
    let first = named(&offered);
    let write = {
        let offered = offered.clone();
        move |name: String| {
            typed.update(|typed| {
                typed.retain(|(of, _)| *of != offered);
                typed.push((offered.clone(), name));
            });
        }
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let name = named(&offered).trim().to_owned();
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
                    prop:value=first
                    on:input=move |event| write(event_target_value(&event))
                />
            </label>
            <button type="submit" class="button" title=t(&words::TAG_HINT)>
                {tf(&words::TAG_IT, &[("n", &format::integer(n.into()))])}
            </button>
        </form>
    }
    .into_any()
}
