//! Several records, each as a chip that can be taken out, and a combobox for one more.

use super::editor::Editor;
use super::pick::{self, Pick, Picked};
use super::read::name_of;
use crate::i18n::tf;
use crate::state::Slot;
use crate::ui::{Glyph, Icon, erase, words};
use leptos::prelude::*;
use model::{Kind, RecordId, Value};
use std::sync::Arc;

/// The chips and the combobox.
pub fn chips(editor: Editor) -> AnyView {
    let Editor { label, kind, value, names, changed, learned, near, focus, invalid } = editor;
    let Kind::References(of) = kind else { return erase::nothing() };
    let ids = Slot::new(match value {
        Value::References(ids) => ids,
        _ => Vec::new(),
    });
    let names = Slot::new(names);
    let tell = move || {
        let ids = ids.get_untracked();
        changed(if ids.is_empty() { Value::Empty } else { Value::References(ids) });
    };
    let tell: Arc<dyn Fn() + Send + Sync> = Arc::new(tell);
    let without = Arc::new(move || ids.get());
    let picked = {
        let tell = Arc::clone(&tell);
        move |picked: Picked| {
            if let Picked::Record(id, name) = picked {
                if let Some(learned) = &learned {
                    learned(id, name.clone());
                }
                names.update(|names| names.push((id, name)));
                if ids.with_untracked(|ids| !ids.contains(&id)) {
                    ids.update(|ids| ids.push(id));
                    tell();
                }
            }
        }
    };
    let chips = erase::view(move || {
        let one = |id: RecordId| {
            let name = names.with(|names| name_of(names, id));
            let tell = Arc::clone(&tell);
            let take_out = move || {
                ids.update(|ids| ids.retain(|other| *other != id));
                tell();
            };
            chip(&name, String::new(), Arc::new(take_out))
        };
        ids.get().into_iter().map(one).collect::<Vec<_>>().into_any()
    });
    let combobox = Pick {
        of,
        label,
        text: String::new(),
        focus,
        invalid,
        many: true,
        add: true,
        near,
        without,
        picked: Arc::new(picked),
    };
    view! {
        <span class="chips">
            {chips}
            {pick::pick(combobox)}
        </span>
    }
    .into_any()
}

/// A record that can be taken out again; small beside its name, what tells it from others.
pub fn chip(name: &str, about: String, take_out: Arc<dyn Fn() + Send + Sync>) -> AnyView {
    let remove = tf(&words::REMOVE, &[("what", name)]);
    let about = (!about.is_empty()).then(|| view! { <span class="muted">{about}</span> }.into_any());
    view! {
        <span class="chip">
            <span>{name.to_owned()}</span>
            {about}
            <button type="button" title=remove.clone() aria-label=remove on:click=move |_| take_out()
                on:mousedown=move |event| event.prevent_default()>
                <Icon of=Glyph::Close />
            </button>
        </span>
    }
    .into_any()
}
