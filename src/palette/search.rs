//! The palette itself: a field, and the list that follows it. One types, the arrows choose, Enter does it.

use super::items::{self, Group, Item};
use super::list::{self, Part};
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

/// Characters that are sent on; nobody means more.
const TEXT_CHARS: usize = 200;
/// Lines that Page Up and Page Down pass over.
const PAGE: usize = 6;

#[derive(Clone, Copy)]
pub(super) struct State {
    text: RwSignal<String>,
    /// What can be done, and whether it stands before the records. It changes with the text alone, the records with their answers: each is drawn once.
    pub(super) commands: Derived<(Vec<Group>, bool)>,
    pub(super) records: Derived<Vec<Group>>,
    /// Which line is chosen.
    active: Slot<usize>,
    /// Whether the records are those of the text as it stands, not of the one before the last key.
    fresh: Derived<bool>,
    /// Enter was pressed before they were.
    entered: Slot<bool>,
}

impl State {
    /// Whether the commands stand first, and the lines of each part.
    fn lines(self) -> (bool, usize, usize) {
        let count = |groups: &[Group]| groups.iter().map(|group| group.items.len()).sum();
        let (first, commands) = self.commands.with(|(groups, first)| (*first, count(groups)));
        (first, commands, self.records.with(|groups| count(groups)))
    }

    fn len(self) -> usize {
        let (_, commands, records) = self.lines();
        commands + records
    }

    fn active(self) -> usize {
        self.active.get().min(self.len().saturating_sub(1))
    }

    /// In which part a line stands, and the how many-th of it.
    fn place(self, line: usize) -> (Part, usize) {
        match self.lines() {
            (true, commands, _) if line < commands => (Part::Commands, line),
            (true, commands, _) => (Part::Records, line - commands),
            (false, _, records) if line < records => (Part::Records, line),
            (false, _, records) => (Part::Commands, line - records),
        }
    }

    /// The line of something that stands in its part there.
    fn line(self, (part, at): (Part, usize)) -> usize {
        let (first, commands, records) = untrack(|| self.lines());
        match (part, first) {
            (Part::Commands, false) => at + records,
            (Part::Records, true) => at + commands,
            _ => at,
        }
    }

    fn item(self, line: usize) -> Option<Item> {
        let nth = |groups: &[Group], at| groups.iter().flat_map(|group| &group.items).nth(at).cloned();
        match untrack(|| self.place(line)) {
            (Part::Commands, at) => self.commands.with_untracked(|(groups, _)| nth(groups, at)),
            (Part::Records, at) => self.records.with_untracked(|groups| nth(groups, at)),
        }
    }

    /// The element of the chosen line, if there is any.
    pub(super) fn chosen(self) -> Option<String> {
        (self.len() > 0).then(|| list::option_id(self.place(self.active())))
    }

    /// Does what a line stands for; the palette closes first, so that what is done may open a dialog of its own.
    fn run(self, line: usize) {
        let Some(item) = self.item(line) else { return };
        shown().set(None);
        erase::spawn(async move {
            match item {
                Item::Record(hit) => go(&result::url(&hit)),
                Item::Command(command) => commands::run(&command),
            }
        });
    }

    /// Does what stands there.
    pub(super) fn run_there(self, there: (Part, usize)) {
        self.run(self.line(there));
    }

    /// Chooses what stands there.
    pub(super) fn point_at(self, there: (Part, usize)) {
        let line = self.line(there);
        if self.active.get_untracked() != line {
            self.active.set(line);
        }
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
        list::in_sight(to == 0, &list::option_id(self.place(to)));
        true
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
    let commands = Derived::new(move || asked.with(|asked| items::commands(asked)));
    let all = Derived::new(move || asked.with(String::is_empty));
    let records = Derived::new(move || {
        let all = all.get();
        answer.with(|answer| match answer.as_deref().and_then(found) {
            // Until the next answer is in, the last one stays; but the recent records answer nothing.
            Some(found) if found.text.is_empty() == all => items::records(all, &found.hits),
            _ => Vec::new(),
        })
    });
    let fresh = Derived::new(move || {
        let asked = asked.get();
        answer.with(|answer| answer.as_deref().and_then(found).is_some_and(|found| found.text == asked))
    });
    let ready = Derived::new(move || {
        fresh.get() && answer.with(|answer| answer.as_deref().and_then(found).is_some_and(|found| found.ready))
    });
    let state = State { text, commands, records, active: Slot::new(0), fresh, entered: Slot::new(entered) };
    erase::effect(move || {
        if fresh.get() && state.entered.get() {
            state.entered.set(false);
            state.run(state.active());
        }
    });
    let count = erase::text(move || tf(&words::FOUND, &[("n", &format::integer(state.len() as u64))]));
    let empty = Derived::new(move || state.len() == 0);
    let nothing = erase::maybe(move || empty.get().then(|| result::nothing(ready.get())));
    view! {
        {field(state)}
        {list::list(state, empty)}
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
        list::to_top();
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        // While a Chinese word is being composed, Enter and the arrows belong to the input method.
        let plain = !event.is_composing() && !event.ctrl_key() && !event.meta_key() && !event.alt_key();
        if plain && state.key(&event.key()) {
            event.prevent_default();
        }
    };
    let active = erase::attribute(move || state.chosen());
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
                aria-controls=list::LIST
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
