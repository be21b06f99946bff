//! One operation in the list: its sentence, its way back, and what it changed.

use super::load::Read;
use super::sentence::{self, sentence};
use super::words;
use crate::data;
use crate::format;
use crate::i18n::{Msg, failure, label, t, tf};
use crate::state::{Derived, Slot};
use crate::ui::field::address;
use crate::ui::{Skeleton, erase};
use leptos::prelude::*;
use model::{CollectionId, FieldId, Label, RecordId, collection};
use protocol::{AddedRows, Changed, Happened, OperationAnswer, Reply, Request};

/// What an operation changed, as far as it was told; nothing while it is asked for.
type Told = Option<Result<Option<OperationAnswer>, String>>;

/// The operations that are opened, and what they changed: held by the page, whose list is drawn anew whenever something happens.
#[derive(Clone, Copy)]
pub(super) struct Details(Slot<Vec<(u64, Told)>>);

impl Details {
    pub(super) fn new() -> Details {
        Details(Slot::new(Vec::new()))
    }

    fn is_open(self, seq: u64) -> bool {
        self.0.with(|all| all.iter().any(|(of, _)| *of == seq))
    }

    fn toggle(self, seq: u64) {
        if untrack(|| self.is_open(seq)) {
            return self.0.update(|all| all.retain(|(of, _)| *of != seq));
        }
        self.0.update(|all| all.push((seq, None)));
        erase::spawn(async move {
            let told = match data::send(Request::Operation { seq }).await {
                Ok(Reply::Operation(told)) => told.open().map_err(|error| failure(&error)),
                Ok(_) => Ok(None),
                Err(error) => Err(failure(&error)),
            };
            self.0.update(|all| {
                if let Some(place) = all.iter_mut().find(|(of, _)| *of == seq) {
                    place.1 = Some(told);
                }
            });
        });
    }

    /// What the operation changed, while it is opened; reactive.
    fn told(self, seq: u64) -> Option<Told> {
        self.0.with(|all| all.iter().find(|(of, _)| *of == seq).map(|(_, told)| told.clone()))
    }
}

/// One row.
pub(super) fn entry(read: &Read, entry: &Happened, opened: Details) -> AnyView {
    let what = sentence(entry, &read.names);
    let when = format::instant(entry.stamp.millis() as f64);
    // What an undo undid stands further down with its own way back, if it is in sight.
    let in_sight = |of: &model::Stamp| read.entries.iter().any(|other| other.stamp == *of);
    let button = match (entry.undone_by, &entry.label) {
        (Some(by), _) => Some(back(by, &words::REDO, &words::REDO_LABEL, &what, &when)),
        (None, Label::Undo(of, _)) if in_sight(of) => None,
        (None, Label::Undo(..)) => Some(back(entry.seq, &words::REDO, &words::REDO_LABEL, &what, &when)),
        (None, _) => Some(back(entry.seq, &words::UNDO, &words::UNDO_LABEL, &what, &when)),
    };
    let undone = entry.undone_by.is_some();
    let text = match undone {
        true => view! {
            <s>{what.clone()}</s>
            <span class="visually-hidden">{t(&words::WAS_UNDONE)}</span>
        }
        .into_any(),
        false => view! { <span>{what.clone()}</span> }.into_any(),
    };
    let elsewhere = (!entry.own).then(|| view! { <span class="pill">{t(&words::ELSEWHERE)}</span> }.into_any());
    let (more, body) = details(opened, entry.seq, &what, &when);
    view! {
        <li class="happened" class:undone=undone>
            <div class="happened-line">
                <span class="happened-what">{text}{elsewhere}</span>
                <time class="happened-when note">{format::time(entry.stamp.millis() as f64)}</time>
                {more}
                {button}
            </div>
            {body}
        </li>
    }
    .into_any()
}

/// The button that undoes the operation with this number; its name says which, since a list has many of them.
fn back(seq: u64, word: &'static Msg, name: &'static Msg, what: &str, when: &str) -> AnyView {
    let name = tf(name, &[("what", what), ("when", when)]);
    view! {
        <button type="button" class="button quiet" aria-label=name
            on:click=move |_| data::act(Request::Undo { seq: Some(seq) })>
            {t(word)}
        </button>
    }
    .into_any()
}

/// The button that opens what the operation changed, and what it opens.
fn details(opened: Details, seq: u64, what: &str, when: &str) -> (AnyView, AnyView) {
    // Opening another one does not draw this one anew.
    let told = Derived::new(move || opened.told(seq));
    let body = erase::maybe(move || {
        Some(match told.get()? {
            None => view! { <Skeleton lines=2 /> }.into_any(),
            Some(Err(problem)) => view! { <p class="field-error" role="alert">{problem}</p> }.into_any(),
            Some(Ok(told)) => told.map_or_else(nothing, |told| what_changed(&told)),
        })
    });
    let name = tf(&words::DETAILS_LABEL, &[("what", what), ("when", when)]);
    let expanded = erase::text(move || told.with(Option::is_some).to_string());
    let button = view! {
        <button type="button" class="button quiet happened-more" aria-expanded=expanded aria-label=name
            on:click=move |_| opened.toggle(seq)>
            {t(&words::DETAILS)}
        </button>
    };
    (button.into_any(), view! { <div class="happened-body">{body}</div> }.into_any())
}

fn nothing() -> AnyView {
    view! { <p class="note">{t(&words::DETAILS_NONE)}</p> }.into_any()
}

fn what_changed(told: &OperationAnswer) -> AnyView {
    if told.changes.is_empty() && told.added.is_empty() {
        return nothing();
    }
    let whole = |n: usize| format::integer(n as u64);
    let table = (!told.changes.is_empty()).then(|| changes(&told.changes, &told.names, false));
    let rest = (told.changes.len() < told.total as usize).then(|| {
        let text = tf(&words::FIRST_OF, &[("n", &whole(told.changes.len())), ("total", &whole(told.total as usize))]);
        view! { <p class="note">{text}</p> }.into_any()
    });
    let added = told.added.iter().map(|AddedRows { collection: of, count, first }| {
        let kind = label(&format!("collections.{}", collection(*of).map_or("customer", |of| of.name)));
        let kind = if kind.is_empty() { label(&format!("collection.{}", name_of(*of))) } else { kind };
        let title = tf(&words::ADDED_ROWS, &[("of", &kind), ("n", &whole(*count as usize))]);
        let names = first.iter().filter(|(_, name)| !name.is_empty());
        let links: Vec<AnyView> =
            names.map(|(id, name)| view! { <li>{link(*of, *id, name)}</li> }.into_any()).collect();
        let links = (!links.is_empty()).then(|| view! { <ul class="happened-names">{links}</ul> }.into_any());
        view! {
            <div>
                <p>{title}</p>
                {links}
            </div>
        }
        .into_any()
    });
    let added: Vec<AnyView> = added.collect();
    view! {
        {table}
        {rest}
        {added}
    }
    .into_any()
}

fn name_of(of: CollectionId) -> &'static str {
    collection(of).map_or("customer", |of| of.name)
}

/// A table of cells: what stood there and what was written, or only what stands there now.
pub(super) fn changes(all: &[Changed], names: &sentence::Names, only_now: bool) -> AnyView {
    let row = |change: &Changed| {
        let (field, from, to) = match change.field {
            FieldId::ALIVE => (String::new(), sentence::alive(&change.from), sentence::alive(&change.to)),
            field => {
                let read = |value| match sentence::value(change.collection, field, value, names) {
                    text if text.is_empty() => t(&words::NOT_THERE).to_owned(),
                    text => text,
                };
                (sentence::field_name(change.collection, field), read(&change.from), read(&change.to))
            }
        };
        let before = (!only_now).then(|| view! { <td>{from}</td> }.into_any());
        view! {
            <tr>
                <th scope="row">{link(change.collection, change.record, &sentence::who(change))}</th>
                <td>{field}</td>
                {before}
                <td>{to}</td>
            </tr>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = all.iter().map(row).collect();
    let before = (!only_now).then(|| view! { <th scope="col">{t(&words::BEFORE)}</th> }.into_any());
    view! {
        <div class="happened-scroll" tabindex="0" role="region" aria-label=t(&words::CHANGES)>
            <table class="table happened-table">
                <thead>
                    <tr>
                        <th scope="col">{t(&words::RECORD)}</th>
                        <th scope="col">{t(&words::FIELD)}</th>
                        {before}
                        <th scope="col">{t(if only_now { &words::NOW } else { &words::AFTER })}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The way to a record, where there is a page for it.
fn link(of: CollectionId, id: RecordId, name: &str) -> AnyView {
    let name = if name.is_empty() { t(&words::NO_NAME).to_owned() } else { name.to_owned() };
    match address(of, id) {
        Some(href) => view! { <a href=href>{name}</a> }.into_any(),
        None => view! { <span>{name}</span> }.into_any(),
    }
}
