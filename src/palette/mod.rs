//! The palette: everything in the book and everything that can be done, by name. And the list of keys.

mod general;
mod items;
mod keys;
mod list;
mod recent;
mod result;
mod search;
mod words;

use crate::i18n::t;
use crate::shell::palette::{Shown, shown};
use crate::ui::{Dialog, erase};
use leptos::html;
use leptos::prelude::*;

/// Both dialogs, closed until they are asked for.
#[component]
pub fn Palette() -> impl IntoView {
    let shown = shown();
    recent::follow();
    let keys = RwSignal::new(false);
    let node = NodeRef::<html::Dialog>::new();
    erase::effect(move || {
        let what = shown.get();
        let wanted = what == Some(Shown::Keys);
        if keys.get_untracked() != wanted {
            keys.set(wanted);
        }
        let Some(dialog) = node.get() else { return };
        match what {
            Some(Shown::Palette) if !dialog.open() => drop(dialog.show_modal()),
            Some(Shown::Palette) => {}
            _ if dialog.open() => dialog.close(),
            _ => {}
        }
    });
    // The list of keys closes itself.
    erase::effect(move || {
        if !keys.get() && shown.get_untracked() == Some(Shown::Keys) {
            shown.set(None);
        }
    });
    // The event comes a moment after the closing; by then it may be open again.
    let on_close = move |_| {
        let open = node.get_untracked().is_some_and(|dialog| dialog.open());
        if !open && shown.get_untracked() == Some(Shown::Palette) {
            shown.set(None);
        }
    };
    // A click on the backdrop reaches the dialog element itself; a click on its content reaches a child.
    let on_click = move |event: web_sys::MouseEvent| {
        if let (Some(target), Some(dialog)) = (event.target(), node.get_untracked())
            && &target == dialog.as_ref() as &web_sys::EventTarget
        {
            shown.set(None);
        }
    };
    // Escape, at once: whoever opens it again before the closing is told finds it empty.
    let on_cancel = move |_: web_sys::Event| shown.set(None);
    view! {
        <dialog class="palette" node_ref=node on:close=on_close on:cancel=on_cancel on:click=on_click aria-label=t(&words::TITLE)>
            {erase::show(move || shown.get() == Some(Shown::Palette), search::content)}
        </dialog>
        <Dialog open=keys title=t(&words::KEYS)>
            {keys::list()}
        </Dialog>
    }
    .into_any()
}
