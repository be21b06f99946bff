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
    let Editor { label, kind, value, names, changed, learned, focus, invalid } = editor;
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
        let chip = |id: RecordId| {
            let name = names.with(|names| name_of(names, id));
            let remove = tf(&words::REMOVE, &[("what", &name)]);
            let tell = Arc::clone(&tell);
            let take_out = move |_| {
                ids.update(|ids| ids.retain(|other| *other != id));
                tell();
            };
            view! {
                <span class="chip">
                    <span>{name}</span>
                    <button type="button" title=remove.clone() aria-label=remove on:click=take_out
                        on:mousedown=move |event| event.prevent_default()>
                        <Icon of=Glyph::Close />
                    </button>
                </span>
            }
            .into_any()
        };
        ids.get().into_iter().map(chip).collect::<Vec<_>>().into_any()
    });
    let combobox =
        Pick { of, label, text: String::new(), focus, invalid, many: true, without, picked: Arc::new(picked) };
    view! {
        <span class="chips">
            {chips}
            {pick::pick(combobox)}
        </span>
    }
    .into_any()
}
