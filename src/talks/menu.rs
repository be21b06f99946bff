//! Records to choose from, under what is being typed: those that the search finds (in Chinese or by pinyin, too), then those it does not know.

use super::{ask, read};
use crate::data::watch;
use crate::fields;
use crate::i18n::{label, t};
use crate::state::{Derived, Slot};
use crate::ui::erase::{self, Told};
use crate::ui::field::value_text;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use model::{CollectionId, Value, collection};
use protocol::{Answer, Hit, Query, SearchQuery, TalksAnswer, TalksQuery, Whom};
use std::cell::Cell;
use std::sync::Arc;

/// Records offered at once.
const OFFERED_MAX: usize = 10;
/// Facts told beside a name.
const ABOUT_MAX: usize = 2;

thread_local! {
    static NEXT: Cell<u32> = const { Cell::new(0) };
}

/// What a record is called.
pub(super) fn name_of(whom: &Whom) -> String {
    if whom.name.is_empty() { t(&super::words::NO_NAME).to_owned() } else { whom.name.clone() }
}

fn of_hit(hit: &Hit) -> Whom {
    let fact = |(field, value): &(model::FieldId, Value)| match value {
        Value::Reference(id) => hit.names.iter().find(|(known, _)| known == id).map(|(_, name)| name.clone()),
        value => fields::find(hit.collection, *field).map(|field| value_text(field.kind, value)),
    };
    let about: Vec<String> =
        hit.about.iter().filter_map(fact).filter(|fact| !fact.is_empty()).take(ABOUT_MAX).collect();
    Whom { of: hit.collection, id: hit.id, name: hit.name.text.clone(), about: about.join(" · ") }
}

/// Records of these collections that a text may mean; without a text, those that were talked with last.
pub(super) fn candidates(text: Derived<Option<String>>, only: &'static [CollectionId]) -> Derived<Vec<Whom>> {
    let found = watch(move || {
        let text = text.get().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())?;
        Some(Query::Search(SearchQuery { text, recent: Vec::new(), words: Vec::new() }))
    });
    let known = ask(move || Some(TalksQuery::Who { text: text.get()?, limit: OFFERED_MAX as u32 }));
    Derived::new(move || {
        let asked = text.get();
        let mut all: Vec<Whom> = found.with(|answer| match answer.as_deref() {
            Some(Answer::Search(found)) => {
                let hits = found.get().filter(|found| Some(found.text.as_str()) == asked.as_deref().map(str::trim));
                hits.map(|found| found.hits.iter().map(of_hit).collect()).unwrap_or_default()
            }
            _ => Vec::new(),
        });
        let known = read(known, |answer| match answer {
            // What is chosen is what was typed last.
            TalksAnswer::Who { text, known } => (asked.as_ref() == Some(text)).then(|| known.clone()),
            _ => None,
        });
        for whom in known.unwrap_or_default() {
            if all.iter().all(|other| other.id != whom.id) {
                all.push(whom);
            }
        }
        all.retain(|whom| only.contains(&whom.of));
        all.truncate(OFFERED_MAX);
        if asked.is_some() { all } else { Vec::new() }
    })
}

/// What else can be done with what is typed: the words for it, while it can be done, and the doing.
#[derive(Clone)]
pub(super) struct More {
    pub(super) said: Derived<Option<String>>,
    pub(super) act: Arc<dyn Fn() + Send + Sync>,
}

/// A list under an input, worked by its keys.
#[derive(Clone)]
pub(super) struct Menu {
    number: u32,
    at: Slot<Option<usize>>,
    pub(super) entries: Derived<Vec<Whom>>,
    choose: Told<Whom>,
    /// Stands below the entries.
    more: Option<More>,
}

impl Menu {
    pub(super) fn new(entries: Derived<Vec<Whom>>, choose: Told<Whom>) -> Menu {
        let number = NEXT.replace(NEXT.get().wrapping_add(1));
        Menu { number, at: Slot::new(None), entries, choose, more: None }
    }

    /// With one more thing that can be chosen.
    pub(super) fn with(self, more: Option<More>) -> Menu {
        Menu { more, ..self }
    }

    /// Things that can be chosen; reactive.
    fn count(&self) -> usize {
        let more = self.more.as_ref().is_some_and(|more| more.said.with(Option::is_some));
        self.entries.with(Vec::len) + usize::from(more)
    }

    pub(super) fn id(&self) -> String {
        format!("who-{}", self.number)
    }

    /// The id of the entry that is pointed at.
    pub(super) fn active(&self) -> erase::Reactive<Option<String>> {
        let menu = self.clone();
        erase::attribute(move || {
            let at = menu.at.get().filter(|at| *at < menu.count())?;
            Some(format!("who-{}-{at}", menu.number))
        })
    }

    pub(super) fn expanded(&self) -> erase::Reactive<String> {
        let menu = self.clone();
        erase::text(move || (menu.count() > 0).to_string())
    }

    /// Nothing is pointed at any more: something else was typed.
    pub(super) fn rest(&self) {
        self.at.set(None);
    }

    /// Takes a key; true where it was one for the list. Enter takes the first where `first` says so.
    pub(super) fn key(&self, event: &KeyboardEvent, first: bool) -> bool {
        let count = untrack(|| self.count());
        if count == 0 || event.is_composing() {
            return false;
        }
        let (now, known) = (self.at.get_untracked(), self.entries.with_untracked(Vec::len));
        match event.key().as_str() {
            "ArrowDown" => self.at.set(Some(now.map_or(0, |at| (at + 1) % count))),
            "ArrowUp" => self.at.set(Some(now.map_or(count - 1, |at| (at + count - 1) % count))),
            // What stands below them is chosen on purpose only: who is looked for may just not be found yet.
            "Enter" | "Tab" if now.is_some() || (first && event.key() == "Enter" && known > 0) => {
                let chosen = self.entries.with_untracked(|entries| entries.get(now.unwrap_or(0)).cloned());
                self.at.set(None);
                match (chosen, &self.more) {
                    (Some(whom), _) => (self.choose)(whom),
                    (None, Some(more)) => (more.act)(),
                    (None, None) => {}
                }
            }
            _ => return false,
        }
        event.prevent_default();
        true
    }

    /// The list; nothing where there is nothing to choose.
    pub(super) fn view(&self, name: String) -> AnyView {
        let menu = self.clone();
        erase::maybe(move || {
            let entries = menu.entries.get();
            let below = menu.more.as_ref().and_then(|more| Some((more.said.get()?, more.act.clone())));
            let below = below.map(|(said, act)| menu.option(entries.len(), said, String::new(), act));
            let options: Vec<AnyView> =
                entries.into_iter().enumerate().map(|(at, whom)| menu.entry(at, whom)).chain(below).collect();
            let list = || {
                view! { <ul class="combo-list" role="listbox" id=menu.id() aria-label=name.clone()>{options}</ul> }
                    .into_any()
            };
            (menu.count() > 0).then(list)
        })
        .into_any()
    }

    fn entry(&self, at: usize, whom: Whom) -> AnyView {
        let what = collection(whom.of).map_or(String::new(), |of| label(&format!("collection.{}", of.name)));
        let about = if whom.about.is_empty() { what } else { format!("{what} · {}", whom.about) };
        let name = name_of(&whom);
        let choose = self.choose.clone();
        self.option(at, name, about, Arc::new(move || choose(whom.clone())))
    }

    fn option(&self, at: usize, name: String, about: String, act: Arc<dyn Fn() + Send + Sync>) -> AnyView {
        let chosen = self.at;
        let selected = erase::text(move || (chosen.get() == Some(at)).to_string());
        // The cursor stays in the input: a press, not a click, so that leaving it does not come first.
        let press = move |event: web_sys::MouseEvent| {
            event.prevent_default();
            act();
        };
        view! {
            <li role="option" id=format!("who-{}-{at}", self.number) aria-selected=selected on:mousedown=press>
                <span>{name}</span>
                <span class="muted">{about}</span>
            </li>
        }
        .into_any()
    }
}
