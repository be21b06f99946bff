//! A modal dialog: the browser's own `<dialog>`, which traps focus and closes on Escape.

use super::{Glyph, Icon, erase, toast, words};
use crate::i18n::t;
use leptos::html;
use leptos::prelude::*;

/// A dialog that is shown while `open` is true. Its content is built anew each time it opens.
#[component]
pub fn Dialog(
    /// Whether it is shown; closing it by hand sets this to false.
    open: RwSignal<bool>,
    /// Its title.
    #[prop(into)]
    title: String,
    /// For forms with tables in them.
    #[prop(optional)]
    wide: bool,
    /// Its content.
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    erase::effect(move || {
        let Some(dialog) = node.get() else { return };
        if open.get() {
            if !dialog.open() {
                let _ = dialog.show_modal();
            }
        } else if dialog.open() {
            dialog.close();
        }
    });
    // The event comes a moment after the closing; by then it may be open again.
    let on_close = move |_| {
        if !node.get_untracked().is_some_and(|dialog| dialog.open()) {
            open.set(false);
        }
    };
    // A click on the backdrop reaches the dialog element itself; a click on its content reaches a child.
    let on_click = move |event: web_sys::MouseEvent| {
        if let (Some(target), Some(dialog)) = (event.target(), node.get_untracked())
            && &target == dialog.as_ref() as &web_sys::EventTarget
        {
            open.set(false);
        }
    };
    let name = title.clone();
    view! {
        <dialog class="dialog" class:wide=wide node_ref=node on:close=on_close on:click=on_click aria-label=name>
            <div class="dialog-body">
                <header class="dialog-head">
                    <h2>{title}</h2>
                    <button
                        type="button"
                        class="button icon-only quiet"
                        aria-label=t(&words::CLOSE)
                        on:click=move |_| open.set(false)
                    >
                        <Icon of=Glyph::Close />
                    </button>
                </header>
                {erase::maybe(move || open.get().then(toast::problems_from_now_on))}
                // What the content reads while it is made does not make it anew: somebody may be typing in it.
                {erase::maybe(move || open.get().then(|| untrack(|| children())))}
            </div>
        </dialog>
    }
    .into_any()
}
