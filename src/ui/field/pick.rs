//! Choosing a record by its name: a combobox (WAI-ARIA, list autocomplete) over what the worker finds.

use super::read::value_text;
use super::reader::typed_name;
use crate::data::{self, watch};
use crate::i18n::{failure, label as label_of, t, tf};
use crate::state::{Derived, Slot};
use crate::ui::{erase, toast, words};
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use model::schema::{contact, customer, product, tag};
use model::{CollectionId, Kind, RecordId, collection};
use protocol::{Answer, FindAnswer, Found, Query, Reply, Request};
use std::cell::Cell;
use std::sync::Arc;

/// Records offered at once: what a menu shows without scrolling for long.
const OFFERED_MAX: u32 = 12;

/// What came of choosing.
pub enum Picked {
    /// A record, and its name.
    Record(RecordId, String),
    /// What stands there is no record's name (yet).
    Text(String),
}

/// A combobox that is to be made.
pub struct Pick {
    /// Whose records.
    pub of: CollectionId,
    /// Its accessible name.
    pub label: String,
    /// What stands in it at first.
    pub text: String,
    /// Takes the cursor at once.
    pub focus: bool,
    /// What stands in it cannot be taken.
    pub invalid: Slot<bool>,
    /// For one after the other: it is emptied after each.
    pub many: bool,
    /// A name that nobody bears may become a new record.
    pub add: bool,
    /// Whose records come first; reactive.
    pub near: Option<Derived<Option<RecordId>>>,
    /// Records that are not offered; reactive.
    pub without: Arc<dyn Fn() -> Vec<RecordId> + Send + Sync>,
    /// Told of every choice.
    pub picked: Arc<dyn Fn(Picked) + Send + Sync>,
}

thread_local! {
    static NEXT: Cell<u32> = const { Cell::new(0) };
}

/// Records that a name is enough for.
fn can_be_new(of: CollectionId) -> bool {
    [customer::ID, contact::ID, product::ID, tag::ID].contains(&of)
}

#[derive(Clone, PartialEq)]
enum Entry {
    Known(Found),
    New(String),
}

#[derive(Clone, Copy)]
struct State {
    of: CollectionId,
    number: u32,
    text: RwSignal<String>,
    open: RwSignal<bool>,
    at: RwSignal<Option<usize>>,
    /// Enter came before the answer that it is about.
    entered: RwSignal<bool>,
    /// What was asked, and what may be chosen then.
    entries: Derived<(String, Vec<Entry>)>,
    many: bool,
}

/// The combobox.
pub fn pick(pick: Pick) -> AnyView {
    let Pick { of, label, text, focus, invalid, many, add, near, without, picked } = pick;
    let number = NEXT.replace(NEXT.get().wrapping_add(1));
    let text = RwSignal::new(text);
    let open = RwSignal::new(false);
    let at = RwSignal::new(None);
    let entered = RwSignal::new(false);
    let asked = move || {
        let near = near.and_then(Derived::get);
        open.get().then(|| Query::Find { collection: of, text: text.get(), near, limit: OFFERED_MAX })
    };
    let answer = watch(asked);
    let entries = Derived::new(move || {
        let without = without();
        answer.with(|answer| match answer.as_deref() {
            Some(Answer::Find(answer)) => answer.get().map_or_else(Default::default, |FindAnswer { text, found }| {
                // Only what was asked is known to be nobody's name.
                let typed = text.trim();
                let exact = found.iter().any(|found| same_name(&found.name, typed));
                let known = found.iter().filter(|found| !without.contains(&found.id)).cloned().map(Entry::Known);
                let new = (add && can_be_new(of) && !typed.is_empty() && !exact).then(|| Entry::New(typed.to_owned()));
                (text.clone(), known.chain(new).collect())
            }),
            _ => Default::default(),
        })
    });
    let state = State { of, number, text, open, at, entered, entries, many };
    let node = NodeRef::<html::Input>::new();
    if focus {
        erase::focus_once(move || {
            let input = node.get()?;
            let _ = input.focus();
            input.select();
            Some(input.into())
        });
    }
    let on_input = {
        let picked = Arc::clone(&picked);
        move |event| {
            let now = event_target_value(&event);
            state.text.set(now.clone());
            state.open.set(true);
            state.at.set(None);
            state.entered.set(false);
            picked(Picked::Text(now));
        }
    };
    let on_key = {
        let picked = Arc::clone(&picked);
        move |event: KeyboardEvent| key(state, &event, &picked)
    };
    let on_answer = {
        let picked = Arc::clone(&picked);
        let mut offered = String::new();
        move || {
            // What was pointed at was of another list.
            entries.with(|(asked, _)| {
                if *asked != offered {
                    offered.clone_from(asked);
                    at.set(None);
                }
            });
            if entered.get_untracked() {
                untrack(|| enter(state, &picked));
            }
        }
    };
    erase::effect(on_answer);
    let on_blur = {
        let picked = Arc::clone(&picked);
        move |_| {
            // Who types a whole name means the record that bears it. An input that is taken away is left, too, when all else is gone already.
            if state.open.try_get_untracked().unwrap_or(false) {
                close(state);
                if let [entry] = &bearers(state)[..] {
                    choose(state, entry.clone(), &picked);
                }
            }
        }
    };
    let expanded = erase::text(move || (open.get() && entries.with(|(_, all)| !all.is_empty())).to_string());
    let active = erase::attribute(move || at.get().filter(|_| open.get()).map(|at| format!("pick-{number}-{at}")));
    let wrong = erase::attribute(move || invalid.get().then(|| "true".to_owned()));
    let nothing = Derived::new(move || {
        let answered = answer.with(|answer| answer.is_some());
        answered && text.with(|text| !text.trim().is_empty()) && entries.with(|(_, all)| all.is_empty())
    });
    let list = erase::maybe(move || match open.get() {
        true if entries.with(|(_, all)| !all.is_empty()) => Some(listbox(state, &picked)),
        true if nothing.get() => {
            Some(view! { <p class="combo-list combo-nothing" role="status">{t(&words::NOTHING_FOUND)}</p> }.into_any())
        }
        _ => None,
    });
    view! {
        <span class="combo">
            <input class="input" type="text" role="combobox" autocomplete="off" aria-autocomplete="list" aria-haspopup="listbox"
                aria-label=label aria-expanded=expanded aria-controls=format!("pick-{number}") aria-activedescendant=active
                aria-invalid=wrong node_ref=node prop:value=move || text.get() on:input=on_input on:keydown=on_key
                on:click=move |_| open.set(true) on:blur=on_blur />
            {list}
        </span>
    }
    .into_any()
}

fn same_name(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

/// The records that are called just what is typed.
fn bearers(state: State) -> Vec<Entry> {
    let typed = state.text.with_untracked(|text| text.trim().to_owned());
    let same =
        |entry: &&Entry| matches!(entry, Entry::Known(found) if !typed.is_empty() && same_name(&found.name, &typed));
    state.entries.with_untracked(|(_, entries)| entries.iter().filter(same).cloned().collect())
}

/// What tells a record from others of its name, as one text.
pub fn about(found: &Found) -> String {
    found.about.iter().map(|fact| value_text(Kind::Text, fact)).collect::<Vec<_>>().join(" · ")
}

fn listbox(state: State, picked: &Arc<dyn Fn(Picked) + Send + Sync>) -> AnyView {
    let State { of, number, at, .. } = state;
    let what = collection(of).map_or(String::new(), |of| label_of(&format!("collection.{}", of.name)));
    let option = |(index, entry): (usize, Entry)| {
        let content = match &entry {
            Entry::Known(found) => {
                let name = if found.name.is_empty() { t(&words::NO_NAME).to_owned() } else { found.name.clone() };
                view! {
                    <span>{name}</span>
                    <span class="muted">{about(found)}</span>
                }
                .into_any()
            }
            Entry::New(text) => tf(&words::NEW_NAMED, &[("what", &what), ("name", text)]).into_any(),
        };
        let chosen = erase::text(move || (at.get() == Some(index)).to_string());
        let picked = Arc::clone(picked);
        // The cursor stays in the input: a press, not a click, so that leaving it does not come first.
        let press = move |event: web_sys::MouseEvent| {
            event.prevent_default();
            choose(state, entry.clone(), &picked);
        };
        view! {
            <li role="option" id=format!("pick-{number}-{index}") aria-selected=chosen on:mousedown=press>
                {content}
            </li>
        }
        .into_any()
    };
    let options: Vec<AnyView> = state.entries.get().1.into_iter().enumerate().map(option).collect();
    view! { <ul class="combo-list" role="listbox" id=format!("pick-{number}") aria-label=what>{options}</ul> }
        .into_any()
}

fn key(state: State, event: &KeyboardEvent, picked: &Arc<dyn Fn(Picked) + Send + Sync>) {
    let State { open, at, entries, .. } = state;
    let count = entries.with_untracked(|(_, entries)| entries.len());
    let step = |by: usize| {
        event.prevent_default();
        open.set(true);
        if count > 0 {
            at.update(|at| *at = Some(at.map_or(if by == 1 { 0 } else { count - 1 }, |now| (now + by) % count)));
        }
    };
    match event.key().as_str() {
        "ArrowDown" => step(1),
        "ArrowUp" => step(count.max(1) - 1),
        "Enter" if !event.is_composing() && enter(state, picked) => event.prevent_default(),
        // Closes the list alone, whatever it is in: also one that is still to come, so that a quick hand loses nothing.
        "Escape"
            if open.get_untracked() && (count > 0 || state.text.with_untracked(|text| !text.trim().is_empty())) =>
        {
            event.prevent_default();
            event.stop_propagation();
            close(state);
        }
        _ => {}
    }
}

/// Whether Enter means anything here: it takes an entry, once what is offered answers what is typed.
fn enter(state: State, picked: &Arc<dyn Fn(Picked) + Send + Sync>) -> bool {
    let State { text, open, at, entered, entries, .. } = state;
    let pointed = at.get_untracked();
    if !open.get_untracked() || pointed.is_none() && text.with_untracked(|text| text.trim().is_empty()) {
        return false;
    }
    let late = pointed.is_none() && entries.with_untracked(|(asked, _)| text.with_untracked(|text| text != asked));
    entered.set(late);
    if late {
        return true;
    }
    // Of several that bear the name, nobody knows which is meant: the first is pointed at, not taken.
    if pointed.is_none() && bearers(state).len() > 1 {
        at.set(Some(0));
        return true;
    }
    let entry = entries.with_untracked(|(_, entries)| entries.get(pointed.unwrap_or(0)).cloned());
    entry.map(|entry| choose(state, entry, picked)).is_some()
}

fn close(state: State) {
    state.open.set(false);
    state.at.set(None);
    state.entered.set(false);
}

fn choose(state: State, entry: Entry, picked: &Arc<dyn Fn(Picked) + Send + Sync>) {
    close(state);
    match entry {
        Entry::Known(found) => chosen(state, found.id, found.name, picked),
        Entry::New(name) => {
            let picked = Arc::clone(picked);
            erase::spawn(async move {
                if let Some(id) = add(state.of, name.clone()).await {
                    chosen(state, id, name, &picked);
                }
            });
        }
    }
}

fn chosen(state: State, id: RecordId, name: String, picked: &Arc<dyn Fn(Picked) + Send + Sync>) {
    let shown = if state.many { String::new() } else { name.clone() };
    // The form may be gone before a new record was added.
    if state.text.try_set(shown).is_none() {
        picked(Picked::Record(id, name));
    }
}

async fn add(of: CollectionId, name: String) -> Option<RecordId> {
    let field = collection(of)?.fields.first().filter(|field| field.kind == Kind::Text)?;
    let fields = vec![(field.id, typed_name(&name)?)];
    match data::send(Request::Create { collection: of, fields }).await {
        Ok(reply) => {
            data::done(&reply);
            if let Reply::Created { id, .. } = reply { Some(id) } else { None }
        }
        Err(problem) => {
            toast::problem(failure(&problem));
            None
        }
    }
}
