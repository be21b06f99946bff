//! The palette itself: a field, and the list that follows it. One types, the arrows choose, Enter does it.

use super::items::{Group, Item, groups};
use super::{recent, result, words};
use crate::app::go;
use crate::commands;
use crate::data::{self, Opening, watch};
use crate::fields::{self, Choice};
use crate::format;
use crate::i18n::{t, tf};
use crate::shell::palette::{shown, take_early};
use crate::state::{Derived, Slot};
use crate::ui::{Glyph, Icon, erase};
use leptos::html;
use leptos::prelude::*;
use model::options::OptionList;
use model::schema::{LISTED, customer};
use model::{FieldId, Kind};
use protocol::{Answer, OptionWord, Query, SearchAnswer, SearchQuery};
use wasm_bindgen::JsCast;

/// Characters that are sent on; nobody means more.
const TEXT_CHARS: usize = 200;
/// Lines that Page Up and Page Down pass over.
const PAGE: usize = 6;
const LIST: &str = "palette-list";

fn option_id(at: usize) -> String {
    format!("palette-option-{at}")
}

#[derive(Clone, Copy)]
struct State {
    text: RwSignal<String>,
    groups: Derived<Vec<Group>>,
    /// Which line is chosen.
    active: Slot<usize>,
    /// Whether the records are those of the text as it stands, not of the one before the last key.
    fresh: Derived<bool>,
    /// Enter was pressed before they were.
    entered: Slot<bool>,
}

impl State {
    fn len(self) -> usize {
        self.groups.with(|groups| groups.iter().map(|group| group.items.len()).sum())
    }

    fn active(self) -> usize {
        self.active.get().min(self.len().saturating_sub(1))
    }

    fn item(self, at: usize) -> Option<Item> {
        self.groups.with_untracked(|groups| groups.iter().flat_map(|group| &group.items).nth(at).cloned())
    }

    /// Does what a line stands for; the palette closes first, so that what is done may open a dialog of its own.
    fn run(self, at: usize) {
        let Some(item) = self.item(at) else { return };
        shown().set(None);
        erase::spawn(async move {
            match item {
                Item::Record(hit) => go(&result::url(&hit)),
                Item::Command(command) => commands::run(&command),
            }
        });
    }

    /// Moves the choice; true where the key is one that does.
    fn key(self, key: &str) -> bool {
        let (at, last) = (self.active(), self.len().saturating_sub(1));
        let to = match key {
            "ArrowDown" if at == last => 0,
            "ArrowDown" => at + 1,
            "ArrowUp" if at == 0 => last,
            "ArrowUp" => at - 1,
            "PageDown" => (at + PAGE).min(last),
            "PageUp" => at.saturating_sub(PAGE),
            "Home" => 0,
            "End" => last,
            "Enter" => {
                // A book that is not open answers nothing; commands are there all the same.
                if self.fresh.get_untracked() || data::opening() != Opening::Ready {
                    self.run(at)
                } else {
                    self.entered.set(true)
                }
                return true;
            }
            _ => return false,
        };
        self.active.set(to);
        in_sight(to);
        true
    }
}

/// Scrolls the list so that a line is seen whole, and no further.
fn in_sight(at: usize) {
    let element =
        |id: &str| document().get_element_by_id(id).and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok());
    let (Some(list), Some(option)) = (element(LIST), element(&option_id(at))) else { return };
    let (top, bottom) = (option.offset_top(), option.offset_top() + option.offset_height());
    if at == 0 {
        list.set_scroll_top(0);
    } else if top < list.scroll_top() {
        list.set_scroll_top(top);
    } else if bottom > list.scroll_top() + list.client_height() {
        list.set_scroll_top(bottom - list.client_height());
    }
}

/// The words of the lists that every book has and fields of the workspace's own take values of: only the page has them.
fn option_words() -> Vec<OptionWord> {
    let own = std::iter::once(customer::ID).chain(LISTED).flat_map(fields::of);
    let mut lists: Vec<&'static OptionList> = Vec::new();
    for field in own.filter(|field| field.id >= FieldId::CUSTOM) {
        match field.kind {
            Kind::Option(list) if lists.iter().all(|known| known.name != list.name) => lists.push(list),
            _ => {}
        }
    }
    let words = |list: &'static OptionList| {
        let word = |choice: Choice| OptionWord { list: list.name.to_owned(), value: choice.id, word: choice.label };
        fields::known_choices(list).into_iter().map(word)
    };
    lists.into_iter().flat_map(words).collect()
}

fn found(answer: &Answer) -> Option<&SearchAnswer> {
    match answer {
        Answer::Search(found) => found.get(),
        _ => None,
    }
}

pub(super) fn content() -> AnyView {
    // What was typed while the palette's code was on its way.
    let (typed, entered) = take_early();
    let text = RwSignal::new(typed);
    let asked = Derived::new(move || text.with(|text| text.trim().chars().take(TEXT_CHARS).collect::<String>()));
    let words = Derived::new(option_words);
    let query = move || SearchQuery { text: asked.get(), recent: recent::list(), words: words.get() };
    let answer = watch(move || Some(Query::Search(query())));
    let groups = Derived::new(move || {
        let asked = asked.get();
        answer.with(|answer| match answer.as_deref().and_then(found) {
            // Until the next answer is in, the last one stays; but the recent records answer nothing.
            Some(found) if found.text.is_empty() == asked.is_empty() => groups(&asked, &found.hits),
            _ => groups(&asked, &[]),
        })
    });
    let fresh = Derived::new(move || {
        let asked = asked.get();
        answer.with(|answer| answer.as_deref().and_then(found).is_some_and(|found| found.text == asked))
    });
    let ready = Derived::new(move || {
        fresh.get() && answer.with(|answer| answer.as_deref().and_then(found).is_some_and(|found| found.ready))
    });
    let state = State { text, groups, active: Slot::new(0), fresh, entered: Slot::new(entered) };
    erase::effect(move || {
        if fresh.get() && state.entered.get() {
            state.entered.set(false);
            state.run(state.active());
        }
    });
    let count = erase::text(move || tf(&words::FOUND, &[("n", &format::integer(state.len() as u64))]));
    // The field is there before the next key; what can be chosen may come a moment later.
    let list = erase::later(move || erase::view(move || state.groups.with(|groups| drawn(state, groups))).into_any());
    // A list box holds options and nothing else: what is said instead stands beside it.
    let empty = Derived::new(move || state.groups.with(Vec::is_empty));
    let nothing = erase::maybe(move || empty.get().then(|| result::nothing(ready.get())));
    let hidden = erase::flag(move || empty.get());
    view! {
        {field(state)}
        <div class="palette-list" id=LIST role="listbox" aria-label=t(&words::RESULTS) tabindex="-1" hidden=hidden>
            {list}
        </div>
        {nothing}
        <p class="visually-hidden" role="status">
            {count}
        </p>
        <footer class="palette-foot only-keyboard" aria-hidden="true">
            <span>
                <kbd>"↑"</kbd>
                <kbd>"↓"</kbd>
                {t(&words::FOOT_MOVE)}
            </span>
            <span>
                <kbd>"↵"</kbd>
                {t(&words::FOOT_OPEN)}
            </span>
            <span>
                <kbd>"Esc"</kbd>
                {t(&words::CLOSE)}
            </span>
        </footer>
    }
    .into_any()
}

fn field(state: State) -> AnyView {
    let node = NodeRef::<html::Input>::new();
    erase::focus_once(move || node.get().map(Into::into));
    let on_input = move |event| {
        state.active.set(0);
        state.entered.set(false);
        state.text.set(event_target_value(&event));
        in_sight(0);
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        // While a Chinese word is being composed, Enter and the arrows belong to the input method.
        let plain = !event.is_composing() && !event.ctrl_key() && !event.meta_key() && !event.alt_key();
        if plain && state.key(&event.key()) {
            event.prevent_default();
        }
    };
    let active = erase::attribute(move || (state.len() > 0).then(|| option_id(state.active())));
    let expanded = erase::text(move || (state.len() > 0).to_string());
    view! {
        <div class="palette-field">
            <Icon of=Glyph::Search />
            <input
                type="text"
                role="combobox"
                enterkeyhint="go"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                node_ref=node
                aria-label=t(&words::TITLE)
                aria-autocomplete="list"
                aria-haspopup="listbox"
                aria-expanded=expanded
                aria-controls=LIST
                aria-activedescendant=active
                placeholder=t(&words::HINT)
                prop:value=move || state.text.get()
                on:input=on_input
                on:keydown=on_key
            />
            <button
                type="button"
                class="button quiet icon-only"
                aria-label=t(&words::CLOSE)
                on:click=move |_| shown().set(None)
            >
                <Icon of=Glyph::Close />
            </button>
        </div>
    }
    .into_any()
}

fn drawn(state: State, groups: &[Group]) -> AnyView {
    let mut at = 0;
    let mut drawn: Vec<AnyView> = Vec::with_capacity(groups.len());
    for (nth, group) in groups.iter().enumerate() {
        let options: Vec<AnyView> =
            group.items.iter().enumerate().map(|(nth, item)| option(state, at + nth, item)).collect();
        at += group.items.len();
        let heading = format!("palette-group-{nth}");
        let named_by = heading.clone();
        let group = view! {
            <div role="group" aria-labelledby=named_by>
                <p class="palette-group" id=heading role="presentation">
                    {group.title.clone()}
                </p>
                {options}
            </div>
        };
        drawn.push(group.into_any());
    }
    drawn.into_any()
}

fn option(state: State, at: usize, item: &Item) -> AnyView {
    let selected = erase::text(move || (state.active() == at).to_string());
    view! {
        <div
            class="palette-option"
            role="option"
            id=option_id(at)
            aria-selected=selected
            on:mousemove=move |_| {
                if state.active.get_untracked() != at {
                    state.active.set(at);
                }
            }
            on:click=move |_| state.run(at)
        >
            {result::content(item)}
        </div>
    }
    .into_any()
}
