//! Says that there is a draft, and gives a way to be rid of it.

use crate::data::drafts;
use crate::format;
use crate::i18n::{Msg, t, tf};
use crate::state::Slot;
use crate::ui::{erase, words};
use leptos::prelude::*;
use protocol::Draft;
use std::sync::Arc;

/// Puts a draft into a form, or takes it out again (`None`); says whether it did.
pub type Restore = Arc<dyn Fn(Option<Vec<u8>>) -> bool + Send + Sync>;
/// Whether somebody has written into a form; also where it is gone.
pub type Touched = Arc<dyn Fn() -> bool + Send + Sync>;

/// What is said of a draft.
#[derive(Clone, PartialEq)]
enum Said {
    /// It was typed then, and stands in the form.
    Shown(i64),
    /// Somebody typed before it was read, and whoever types is not interrupted. What is typed is kept in its place, so it is only here.
    Offered(Draft),
}

/// Looks for what was typed before and not saved, hands it to the form, and says so with a way to be rid of it.
pub fn draft_note(form: String, touched: Touched, restore: Restore) -> AnyView {
    let said = Slot::new(None::<Said>);
    erase::spawn({
        let (form, restore) = (form.clone(), Arc::clone(&restore));
        async move {
            if let Some(draft) = drafts::get(form).await {
                let at = draft.at;
                said.set(match touched() {
                    true => Some(Said::Offered(draft)),
                    false => restore(Some(draft.bytes)).then_some(Said::Shown(at)),
                });
            }
        }
    });
    erase::maybe(move || {
        let (form, restore) = (form.clone(), Arc::clone(&restore));
        Some(match said.get()? {
            Said::Shown(at) => {
                let discard = move || {
                    said.set(None);
                    drafts::forget(&form);
                    restore(None);
                };
                note(&words::DRAFT_OF, at, vec![way(&words::DISCARD, Box::new(discard))])
            }
            Said::Offered(Draft { at, bytes }) => {
                let show = move || {
                    drafts::keep(&form, bytes.clone());
                    said.set(restore(Some(bytes.clone())).then_some(Said::Shown(at)));
                };
                let ways =
                    [(&words::DRAFT_SHOW, Box::new(show) as Act), (&words::DISCARD, Box::new(move || said.set(None)))];
                note(&words::DRAFT_BEFORE, at, ways.into_iter().map(|(name, act)| way(name, act)).collect())
            }
        })
    })
    .into_any()
}

type Act = Box<dyn Fn()>;

fn way(name: &'static Msg, act: Act) -> AnyView {
    view! {
        <button type="button" class="button quiet" on:click=move |_| act() on:mousedown=move |event| event.prevent_default()>
            {t(name)}
        </button>
    }
    .into_any()
}

fn note(said: &'static Msg, at: i64, ways: Vec<AnyView>) -> AnyView {
    view! {
        <p class="note draft-note" role="status">
            {tf(said, &[("when", &format::clock(at as f64))])}
            {ways}
        </p>
    }
    .into_any()
}
