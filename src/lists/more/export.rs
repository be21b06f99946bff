//! What a list shows, or the lines of its orders and opportunities, as a CSV file.

use super::words;
use crate::data::{self, save};
use crate::fields;
use crate::i18n::{failure, t, tf};
use crate::lists::State;
use crate::ui::{Glyph, Icon, erase, toast};
use crate::{commands::offer_said, format};
use leptos::prelude::*;
use model::schema::{opportunity, opportunity_line, order, order_line};
use model::{CollectionId, Field, Kind};
use protocol::{Headings, Reply, Request, Sealed};

/// Saves what the list shows as a CSV file.
pub fn export(list: State) {
    let of = list.place.with_untracked(|place| place.of);
    let shown = untrack(|| {
        list.columns.get().into_iter().filter_map(|column| fields::find(of, column.field)).collect::<Vec<_>>()
    });
    file(list, of, &shown, list.place.with_untracked(|place| place.name()));
}

/// The lines that the records of a collection have.
fn lines_of(of: CollectionId) -> Option<(CollectionId, &'static str)> {
    let lines = match of {
        order::ID => &order_line::COLLECTION,
        opportunity::ID => &opportunity_line::COLLECTION,
        _ => return None,
    };
    Some((lines.id, lines.name))
}

/// The button that saves the lines of the listed orders or opportunities, each with whose it is; nothing for other lists.
pub fn lines(list: State) -> AnyView {
    let Some((of, name)) = lines_of(list.place.with_untracked(|place| place.of)) else { return erase::nothing() };
    let save = move || file(list, of, &fields::listed(of), name);
    offer_said("export-lines", &words::LINES_HINT, "export daochu mingxi dcmx", Glyph::Export, save);
    view! {
        <button type="button" class="button quiet tool lines-tool" title=t(&words::LINES_HINT) on:click=move |_| save()>
            <Icon of=Glyph::Export />
            <span>{t(&words::LINES)}</span>
        </button>
    }
    .into_any()
}

/// Saves these fields of what the list selects, or of its lines.
fn file(list: State, of: CollectionId, shown: &[&'static Field], name: &str) {
    let mut query = list.query.get_untracked();
    query.columns = shown.iter().map(|field| field.id).collect();
    query.group = None;
    let options = shown.iter().filter_map(|field| match field.kind {
        Kind::Option(list) => {
            let words = fields::known_choices(list).into_iter().map(|choice| (choice.id, choice.label));
            Some((field.id, words.collect()))
        }
        _ => None,
    });
    let headings = Headings {
        columns: shown.iter().map(|field| fields::label(of, field)).collect(),
        options: options.collect(),
        yes: t(&words::YES).to_owned(),
        no: t(&words::NO).to_owned(),
        lines: of != query.collection,
    };
    let today = format::local_day(js_sys::Date::now());
    let name = format!("{name}-{}.csv", today.iso());
    erase::spawn(async move {
        match data::send(Request::Export { query: Box::new(query), headings: Sealed::new(&headings) }).await {
            Ok(Reply::Bytes(bytes)) => match save(&bytes, &name, "text/csv;charset=utf-8") {
                Ok(()) => toast::show(tf(&words::EXPORTED, &[("name", &name)]), None),
                Err(_) => toast::problem(t(&words::NOT_SAVED)),
            },
            Ok(_) => {}
            Err(problem) => toast::problem(failure(&problem)),
        }
    });
}
