//! What is done with the picked records at once, each as one operation that is undone as one.

use super::change::change;
use super::owned::{giving, owner_field};
use super::{value, words};
use crate::data::{self, watch};
use crate::format;
use crate::i18n::{t, tf};
use crate::lists::{Picked, State};
use crate::parts;
use crate::selling::Endings;
use crate::state::{Derived, Slot};
use crate::ui::{Dialog, Glyph, Icon, button, erase};
use leptos::prelude::*;
use model::schema::{collection, opportunity, product, tag};
use model::{CollectionId, FieldId, Kind, RecordId, Value};
use protocol::{Answer, Change, Request, Target};
use std::sync::Arc;

/// The bar of what can be done.
pub fn bulk(list: State) -> AnyView {
    let meant = watch(move || list.query.with(|query| list.picked.with(|picked| picked.asked(query))));
    let count = Derived::new(move || match meant.get().as_deref() {
        Some(Answer::Meant(count)) => *count,
        _ => list.picked.with(|picked| picked.count(list.rows.with(|rows| rows.total))),
    });
    let said = erase::text(move || tf(&words::PICKED, &[("n", &format::integer(count.get().into()))]));
    let name = said.clone();
    let (changing, tagging, endings) = (RwSignal::new(false), RwSignal::new(false), Endings::new());
    let place = list.place.get_untracked();
    let leave =
        move || act(list, |target| if place.trash { Request::Restore(target) } else { Request::Delete(target) });
    // A product may be named by many orders, and many may have a tag: whoever deletes it is told.
    let asked = RwSignal::new(false);
    let asks = [product::ID, tag::ID].contains(&place.of) && !place.trash;
    let question = asks.then(|| parts::in_use(Arc::new(move || picked(list)), asked, Arc::new(leave)));
    let delete = move || if asks { asked.set(true) } else { leave() };
    let tags_at = tags_of(place.of);
    // What happened is told, and stays as it is.
    let is_log = place.collection().is_log();
    let edits = (!place.trash && !is_log).then(|| {
        view! {
            {button("button", &words::CHANGE, move || changing.set(true))}
            {tags_at.map(|_| button("button", &words::TAG, move || tagging.set(true)))}
            {giving(list, count)}
        }
        .into_any()
    });
    let last = if place.trash { &words::RESTORE } else { &words::DELETE };
    view! {
        <div class="bulk-bar" role="region" aria-label=name>
            <span class="bulk-count" role="status">{said}</span>
            {edits}
            {(!is_log).then(|| button(if place.trash { "button" } else { "button danger" }, last, delete))}
            <button type="button" class="button quiet icon-only" aria-label=t(&words::LET_GO) title=t(&words::LET_GO)
                on:click=move |_| list.picked.set(Picked::default())>
                <Icon of=Glyph::Close />
            </button>
        </div>
        {question}
        {(place.of == opportunity::ID).then(|| parts::ending(endings))}
        <Dialog open=changing title=t(&words::CHANGE)>{change(list, changing, count, endings)}</Dialog>
        <Dialog open=tagging title=t(&words::TAG)>{tags_at.map(|at| tags(list, at, tagging, count))}</Dialog>
    }
    .into_any()
}

/// What is picked, as the list stands now; of all that it selects, as long as these are as many as it shows.
pub(super) fn picked(list: State) -> Target {
    let query = list.query.get_untracked();
    let total = list.rows.with_untracked(|rows| rows.total);
    list.picked.with_untracked(|picked| picked.target(&query, total))
}

/// Carries out a change of what is picked, and lets go of it where the records leave the list; they are picked again where they had to stay.
pub(super) fn act(list: State, request: impl FnOnce(Target) -> Request) {
    let of = list.place.with_untracked(|place| place.of);
    let request = match request(picked(list)) {
        // Whose something is changes by one deed, wherever it is chosen.
        Request::EditMany { target, field, change: Change::Set(to) } if owner_field(of) == Some(field) => {
            crate::selling::transfer(target, &to)
        }
        request => request,
    };
    if !matches!(request, Request::Delete(_) | Request::Restore(_) | Request::Sell(_)) {
        return data::act(request);
    }
    let (query, before) = (list.query.get_untracked(), list.picked.get_untracked());
    list.picked.set(Picked::default());
    let outcome = move |done: bool| {
        let still =
            list.query.try_get_untracked() == Some(query) && list.picked.try_get_untracked() == Some(Picked::default());
        if !done && still {
            list.picked.set(before);
        }
    };
    data::act_telling(request, Box::new(outcome));
}

/// The field of a collection's tags, if it has any.
fn tags_of(of: CollectionId) -> Option<FieldId> {
    let fields = collection(of)?.fields;
    fields.iter().find(|field| field.kind == Kind::References(tag::ID)).map(|field| field.id)
}

fn tags(list: State, field: FieldId, open: RwSignal<bool>, count: Derived<u32>) -> AnyView {
    let chosen = Slot::new(Vec::<Value>::new());
    let held = Derived::new(move || chosen.get());
    let ids = move || {
        let id = |value: Value| if let Value::Reference(id) = value { Some(id) } else { None };
        chosen.get_untracked().into_iter().filter_map(id).collect::<Vec<RecordId>>()
    };
    let apply = move |change: fn(Vec<RecordId>) -> Change| {
        let tags = ids();
        open.set(false);
        act(list, |target| Request::EditMany { target, field, change: change(tags) });
    };
    let none = erase::flag(move || chosen.with(Vec::is_empty));
    let title = erase::text(move || tf(&words::TAG_TITLE, &[("n", &format::integer(count.get().into()))]));
    view! {
        <div class="form">
            <p class="muted">{title}</p>
            {value::records(t(&words::TAG_CHOOSE).to_owned(), tag::ID, held, Arc::new(move |values| chosen.set(values)), true)}
            <div class="form-end">
                <button type="button" class="button" disabled=none.clone() on:click=move |_| apply(Change::Remove)>
                    {t(&words::TAG_REMOVE)}
                </button>
                <button type="button" class="button primary" disabled=none on:click=move |_| apply(Change::Add)>
                    {t(&words::TAG_ADD)}
                </button>
            </div>
        </div>
    }
    .into_any()
}
