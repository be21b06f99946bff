//! What was said: a text in which `@` offers records. While somebody writes, a record stands there by its name alone; it becomes a link when it is saved.

use super::form::Form;
use super::menu::{Menu, candidates};
use super::spoken::follow;
use super::who::SPOKEN_OF;
use super::words;
use crate::i18n::t;
use crate::state::{Derived, Slot};
use crate::ui::erase::{self, Told};
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use model::mention::plain_name;
use protocol::Whom;
use std::sync::Arc;

/// A name after `@` is not longer, in characters.
const NAME_CHARS_MAX: usize = 40;

/// What stands between the last `@` and the cursor, and where that `@` stands (in bytes); none where nothing is looked for.
fn looked_for(text: &str, cursor: usize) -> Option<(usize, String)> {
    let before = text.get(..cursor)?;
    let at = before.rfind('@')?;
    let name = &before[at + 1..];
    // In an e-mail address it stands behind a letter.
    let in_word = before[..at].chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric());
    let fits = !in_word
        && name.chars().count() <= NAME_CHARS_MAX
        && !name.contains(['\n', '@', '['])
        && !name.starts_with(' ');
    fits.then(|| (at, name.to_owned()))
}

/// Bytes before a place that the browser counts in UTF-16 units.
fn byte_of(text: &str, units: u32) -> usize {
    let mut left = units as usize;
    for (at, c) in text.char_indices() {
        if left < c.len_utf16() {
            return at;
        }
        left -= c.len_utf16();
    }
    text.len()
}

/// The input.
pub(super) fn text(form: Form, focus: bool) -> AnyView {
    let node = NodeRef::<html::Textarea>::new();
    let looking = Slot::new(None::<(usize, String)>);
    let asked = Derived::new(move || looking.with(|looking| looking.as_ref().map(|(_, name)| name.clone())));
    let choose: Told<Whom> = Arc::new(move |whom: Whom| {
        let Some((at, name)) = looking.get_untracked() else { return };
        let called = plain_name(&whom.name);
        form.change(|draft| {
            let end = at + 1 + name.len();
            let (Some(before), Some(after)) = (draft.text.get(..=at), draft.text.get(end..)) else { return };
            let now = format!("{before}{called} {after}");
            let cursor = now.len() - after.len();
            draft.mentions = follow((&draft.text, &draft.mentions), (&now, cursor), Some((at, &whom)));
            draft.text = now;
        });
        looking.set(None);
        if let Some(area) = node.get_untracked() {
            // Behind the name, in the units of the browser.
            let text = form.draft.with_untracked(|draft| draft.text.clone());
            let before = text.get(..at + 2 + called.len()).unwrap_or(&text);
            let units = before.encode_utf16().count() as u32;
            area.set_value(&text);
            let _ = area.set_selection_range(units, units);
        }
    });
    let menu = Menu::new(candidates(asked, SPOKEN_OF), choose);
    if focus {
        erase::focus_once(move || node.get().map(Into::into));
    }
    let typed = menu.clone();
    let on_input = move |event: web_sys::Event| {
        let now = event_target_value(&event);
        let area: web_sys::HtmlTextAreaElement = event_target(&event);
        let cursor = area.selection_start().ok().flatten().unwrap_or_default();
        let cursor = byte_of(&now, cursor);
        looking.set(looked_for(&now, cursor));
        typed.rest();
        form.change(move |draft| {
            draft.mentions = follow((&draft.text, &draft.mentions), (&now, cursor), None);
            draft.text = now;
        });
    };
    let keys = menu.clone();
    let on_key = move |event: KeyboardEvent| {
        if keys
            .key(&event, looking.with_untracked(|looking| looking.as_ref().is_some_and(|(_, name)| !name.is_empty())))
        {
            event.stop_propagation();
        } else if event.key() == "Escape" && looking.with_untracked(Option::is_some) {
            event.prevent_default();
            event.stop_propagation();
            looking.set(None);
        }
    };
    let paste = move |event: web_sys::ClipboardEvent| {
        if let Some(files) = event.clipboard_data().and_then(|data| data.files()).filter(|files| files.length() > 0) {
            event.prevent_default();
            form.take_files(files);
        }
    };
    view! {
        <div class="form-row">
            <span>{t(&words::TEXT)}</span>
            <span class="combo">
                <textarea class="input" rows="4" node_ref=node aria-label=t(&words::TEXT) placeholder=t(&words::TEXT_HINT)
                    prop:value=move || form.draft.with(|draft| draft.text.clone())
                    on:input=on_input on:keydown=on_key on:paste=paste on:blur=move |_| looking.set(None)></textarea>
                {menu.view(t(&words::MENTION).to_owned())}
            </span>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_after_the_sign_is_looked_for_up_to_the_cursor() {
        assert_eq!(looked_for("with @Ac", 8), Some((5, "Ac".into())));
        assert_eq!(looked_for("和@王小", "和@王小".len()), Some((3, "王小".into())));
        assert_eq!(looked_for("mail a@b", 8), None);
        assert_eq!(looked_for("@one\ntwo", 8), None);
        assert_eq!(looked_for("@ one", 5), None);
        assert_eq!(byte_of("王@a", 2), 4);
        assert_eq!(byte_of("😀@a", 2), 4);
    }
}
