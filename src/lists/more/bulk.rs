//! What is done with the picked records at once, each as one operation that is undone as one.

use super::change::change;
use super::owned::{giving, owner_field};
use super::{value, words};
use crate::data;
use crate::format;
use crate::i18n::{t, tf};
use crate::lists::{Picked, State};
use crate::state::{Derived, Slot};
use crate::ui::{Dialog, Glyph, Icon, button, erase};
use leptos::prelude::*;
use model::schema::{collection, tag};
use model::{CollectionId, FieldId, Kind, RecordId, Value};
use protocol::{Change, Request, Target};
use std::sync::Arc;

/// The bar of what can be done.
pub fn bulk(list: State) -> AnyView {
    let count = Derived::new(move || list.picked.with(|picked| picked.count(list.rows.with(|rows| rows.total))));
    let said = erase::text(move || tf(&words::PICKED, &[("n", &format::integer(count.get().into()))]));
    let name = said.clone();
    let (changing, tagging) = (RwSignal::new(false), RwSignal::new(false));
    let place = list.place.get_untracked();
    let delete =
        move || act(list, |target| if place.trash { Request::Restore(target) } else { Request::Delete(target) });
    let tags_at = tags_of(place.of);
    let edits = (!place.trash).then(|| {
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
            {button(if place.trash { "button" } else { "button danger" }, last, delete)}
            <button type="button" class="button quiet icon-only" aria-label=t(&words::LET_GO) title=t(&words::LET_GO)
                on:click=move |_| list.picked.set(Picked::default())>
                <Icon of=Glyph::Close />
            </button>
        </div>
        <Dialog open=changing title=t(&words::CHANGE)>{change(list, changing, count)}</Dialog>
        <Dialog open=tagging title=t(&words::TAG)>{tags_at.map(|at| tags(list, at, tagging, count))}</Dialog>
    }
    .into_any()
}

/// Carries out a change of what is picked, and lets go of it where the records leave the list.
pub(super) fn act(list: State, request: impl FnOnce(Target) -> Request) {
    let query = list.query.get_untracked();
    let request = match request(list.picked.with_untracked(|picked| picked.target(&query))) {
        // Whose something is changes by one deed, wherever it is chosen.
        Request::EditMany { target, field, change: Change::Set(to) }
            if owner_field(query.collection) == Some(field) =>
        {
            crate::selling::transfer(target, &to)
        }
        request => request,
    };
    let leaves = matches!(request, Request::Delete(_) | Request::Restore(_) | Request::Sell(_));
    if leaves {
        list.picked.set(Picked::default());
    }
    data::act(request);
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
