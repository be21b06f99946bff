//! A field of a record: reads as text, is edited in place.

mod chips;
mod draft;
mod editor;
mod in_place;
mod moment;
mod pick;
mod read;
mod reader;
mod setting;

pub use chips::chip;
pub use draft::draft_note;
pub use editor::{Changed, Editor, choice_text, editor};
pub use moment::{MomentInput, moment_input};
pub use pick::{Pick, Picked, about, pick};
pub use read::{address, full_text, option_text, read_only, shown_at, value_text};
pub use reader::{currency, local_instant, local_text, reader, today, typed_name};
pub use setting::whole_setting;

use super::{erase, toast, words};
use crate::data::{self, Outcome};
use crate::i18n::t;
use crate::state::Derived;
use in_place::{InPlace, in_place, shown};
use leptos::prelude::*;
use model::input::fits;
use model::options::OptionList;
use model::{Currency, Kind, RecordId, Value};
use protocol::Request;
use std::sync::Arc;
use web_sys::{HtmlInputElement, HtmlSelectElement};

/// Names of the records that values refer to, as they become known.
pub type NamesOf = Derived<Vec<(RecordId, String)>>;

/// Saves a value and tells whether it was saved: until then what was typed stays where it is.
type Save = Arc<dyn Fn(Value, Outcome) + Send + Sync>;

/// What follows a choice: whether it was saved, and how it is taken back where it was not.
type Chosen = Arc<dyn Fn(bool, &dyn Fn()) + Send + Sync>;

/// A field with its label.
#[component]
pub fn Field(
    /// Its label.
    label: String,
    /// What it holds.
    kind: Kind,
    /// What stands in it.
    value: Derived<Value>,
    /// What saves a value that differs from the present one and fits the kind; `None` where it is not to be saved.
    on_save: Callback<Value, Option<Request>>,
    /// Why a value cannot stand here, in words; what was typed stays then.
    #[prop(optional)]
    refuse: Option<Callback<Value, Option<String>>>,
    /// Currency of amounts typed without one; the book's where none is given, or known yet.
    #[prop(optional)]
    currency: Option<Derived<Option<Currency>>>,
    /// Begins as an open input.
    #[prop(optional)]
    editing: bool,
    /// Called when editing ends, saved or not.
    #[prop(optional)]
    on_close: Option<Callback<()>>,
    /// Names of the records that the value refers to.
    #[prop(optional)]
    names: Option<NamesOf>,
    /// Under which name what is typed is kept while it is not saved.
    #[prop(optional_no_strip)]
    draft: Option<String>,
) -> impl IntoView {
    // What is chosen is not typed: there is nothing to close, but the field is done with.
    let chosen = move |saved: bool, back: &dyn Fn()| match on_close {
        _ if !saved => back(),
        Some(on_close) => drop(on_close.try_run(())),
        None => {}
    };
    let chosen: Chosen = Arc::new(chosen);
    let save: Save = Arc::new(move |new, outcome| {
        let is_new = new != value.get_untracked();
        if let Some(why) = refuse.filter(|_| is_new).and_then(|refuse| refuse.run(new.clone())) {
            toast::problem(why);
            return outcome(false);
        }
        match if is_new { on_save.run(new) } else { None } {
            Some(request) => data::act_telling(request, outcome),
            None => outcome(true),
        }
    });
    let names = names.unwrap_or_else(|| Derived::new(Vec::new));
    let editing = RwSignal::new(editing);
    let field = InPlace { label: label.clone(), kind, value, save, currency, editing, on_close, names, draft };
    // A value of another kind is read as what it is, until somebody types over it.
    let direct = Derived::new(move || value.with(|value| fits(kind, value)));
    let content = erase::view(move || match kind {
        Kind::Bool if direct.get() => check(field.label.clone(), value, Arc::clone(&field.save), Arc::clone(&chosen)),
        Kind::Option(list) if direct.get() => {
            select(list, field.label.clone(), value, Arc::clone(&field.save), Arc::clone(&chosen))
        }
        Kind::Bytes => view! { <span class="field-value">{shown(&field)}</span> }.into_any(),
        _ => in_place(field.clone()),
    });
    view! {
        <div class="field">
            <span class="field-label">{label}</span>
            {content}
        </div>
    }
    .into_any()
}

fn check(label: String, value: Derived<Value>, save: Save, chosen: Chosen) -> AnyView {
    let on = erase::flag(move || value.with(|value| *value == Value::Bool(true)));
    let set = move |event| {
        let input: HtmlInputElement = event_target(&event);
        let now = input.checked();
        let chosen = Arc::clone(&chosen);
        let settle = move |saved| chosen(saved, &|| input.set_checked(!now));
        save(Value::Bool(now), Box::new(settle));
    };
    view! { <input type="checkbox" class="field-check" aria-label=label prop:checked=on on:change=set /> }.into_any()
}

/// A native select in the dress of what it says.
fn select(list: &'static OptionList, label: String, value: Derived<Value>, save: Save, chosen: Chosen) -> AnyView {
    let present = move || match value.get() {
        Value::Option(id) => Some(id),
        _ => None,
    };
    let hue = erase::attribute(move || present().and_then(|id| crate::fields::choice(list, id).hue).map(str::to_owned));
    // Drawn anew with the list: a renamed value is renamed here at once.
    let entries = erase::view(move || {
        view! {
            <option value="" prop:selected=present().is_none()>{t(&words::NONE)}</option>
            {editor::options(list, present())}
        }
        .into_any()
    });
    let on_change = move |event| {
        let input: HtmlSelectElement = event_target(&event);
        let before = untrack(present).map_or(String::new(), |id| id.0.to_string());
        let now = editor::chosen(&input.value());
        let chosen = Arc::clone(&chosen);
        let settle = move |saved| chosen(saved, &|| input.set_value(&before));
        save(now, Box::new(settle));
    };
    view! {
        <span class="field-option">
            <select class="field-select" aria-label=label data-hue=hue on:change=on_change>
                {entries}
            </select>
        </span>
    }
    .into_any()
}
