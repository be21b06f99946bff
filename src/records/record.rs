//! One record beside its list: all its fields, edited in place; deleted, restored.

use super::words;
use crate::app::{go, go_instead};
use crate::commands::offer_said;
use crate::data::{self, watch};
use crate::fields;
use crate::forms::{DUPLICATE, duplicate, refusing};
use crate::i18n::{label, t};
use crate::lists::{Place, cell};
use crate::parts;
use crate::selling::{Endings, Read, told_by};
use crate::state::Derived;
use crate::ui::field::{address, full_text, read_only};
use crate::ui::{EmptyState, Field as FieldView, Glyph, Icon, Skeleton, button, erase};
use leptos::prelude::*;
use model::schema::{
    Field, activity, check_in, contact, customer, lead, opportunity, order, product, report, said, tag,
};
use model::{FieldId, Kind, RecordId, Value};
use protocol::{Answer, Query, RecordAnswer, Request, Target};
use std::sync::Arc;

type Shown = Derived<Option<Option<Arc<RecordAnswer>>>>;

/// What a page shows with a record beside its fields: before them, and below.
#[derive(Clone, Copy)]
pub struct Around {
    /// Before them.
    pub before: fn(RecordId) -> AnyView,
    /// Below.
    pub below: fn(RecordId) -> AnyView,
}

impl Default for Around {
    fn default() -> Self {
        Around { before: |_| erase::nothing(), below: |_| erase::nothing() }
    }
}

/// The open record of a place.
pub fn panel(place: Derived<Place>, around: Around) -> AnyView {
    let answer = watch(move || {
        let place = place.get();
        place.id.map(|id| Query::Record { collection: place.collection().id, id })
    });
    let shown: Shown = Derived::new(move || {
        answer.with(|answer| match answer.as_deref() {
            // Until the answer to a new place comes, the old one is of another record.
            Some(Answer::Record(record)) => match record.get()? {
                Some(record) if place.with(|place| place.id) != Some(record.id) => None,
                record => Some(record.clone().map(Arc::new)),
            },
            _ => None,
        })
    });
    #[derive(Clone, PartialEq)]
    enum State {
        Waiting,
        Gone,
        Here(RecordId, bool),
    }
    let state = Derived::new(move || match shown.get() {
        None => State::Waiting,
        Some(None) => State::Gone,
        Some(Some(record)) => State::Here(record.id, record.deleted),
    });
    let content = erase::view(move || match state.get() {
        State::Waiting => view! { <Skeleton lines=6 /> }.into_any(),
        State::Gone => view! {
            <EmptyState title=t(&words::GONE) text=erase::text(|| t(&words::GONE_TEXT).to_owned())>
                <a class="button" href=Place { id: None, ..place.get_untracked() }.url()>{t(&words::CLOSE)}</a>
            </EmptyState>
        }
        .into_any(),
        State::Here(_, deleted) => record(place, shown, deleted, around),
    });
    view! { <article class="customer page">{content}</article> }.into_any()
}

fn value(shown: Shown, field: FieldId) -> Value {
    shown.with(|shown| {
        let facts = shown.iter().flatten().flat_map(|record| &record.facts);
        facts.into_iter().find(|(id, _)| *id == field).map_or(Value::Empty, |(_, value)| value.clone())
    })
}

/// Names of the records that the shown one refers to.
fn names(shown: Shown) -> Vec<(RecordId, String)> {
    shown.with(|shown| shown.iter().flatten().flat_map(|record| record.names.clone()).collect())
}

/// What the record is called where its first field does not say it.
fn own_name(shown: Shown) -> String {
    shown.with(|shown| shown.iter().flatten().map(|record| record.name.clone()).collect())
}

fn record(place: Derived<Place>, shown: Shown, deleted: bool, around: Around) -> AnyView {
    let of = place.with_untracked(|place| place.collection());
    let back = move || Place { id: None, ..place.get() }.url();
    let title = erase::text(move || {
        let field = of.fields.first();
        let names = names(shown);
        let text = field.map(|field| cell::text(field, &value(shown, field.id), &names)).unwrap_or_default();
        let text = if text.is_empty() { own_name(shown) } else { text };
        if text.is_empty() { label(&format!("collection.{}", of.name)) } else { text }
    });
    let act = move |restore: bool| {
        let id = place.with_untracked(|place| place.id);
        let records: Vec<_> = id.into_iter().collect();
        data::act(match restore {
            true => Request::Restore(Target::Records(of.id, records)),
            false => Request::Delete(Target::Records(of.id, records)),
        });
        go_instead(&Place { id: None, ..place.get_untracked() }.url());
    };
    let copy = move || {
        if let Some(record) = place.with_untracked(|place| place.id) {
            let place = place.get_untracked();
            duplicate(of.id, record, move |id| go(&Place { id: Some(id), ..place }.url()));
        }
    };
    let paper = (of.id == order::ID && !deleted).then(|| {
        let url = move || format!("{}&print=1", place.get().url());
        offer_said("print", &words::PRINT, "dayin dy", Glyph::Table, move || go(&untrack(url)));
        let href = erase::text(url);
        view! { <a class="button" href=href>{t(&words::PRINT)}</a> }.into_any()
    });
    // A product may be named by many orders, and many may have a tag: whoever deletes it is told.
    let asked = RwSignal::new(false);
    let asks = place.with_untracked(|place| place.id).filter(|_| [product::ID, tag::ID].contains(&of.id) && !deleted);
    let question = asks.map(|id| {
        let which = Arc::new(move || Target::Records(of.id, vec![id]));
        parts::in_use(which, asked, Arc::new(move || act(false)))
    });
    let delete = move || if asks.is_some() { asked.set(true) } else { act(false) };
    // What happened is told, and stays as it is.
    let is_log = of.is_log();
    match deleted {
        _ if is_log => {}
        true => offer_said("restore-record", &words::RESTORE, "huifu hf", Glyph::Undo, move || act(true)),
        false => {
            offer_said("duplicate", &DUPLICATE, "copy fuzhi fz", Glyph::Copy, copy);
            offer_said("delete", &words::DELETE, "remove shanchu sc", Glyph::Trash, delete);
        }
    }
    let action = match deleted {
        _ if is_log => erase::nothing(),
        true => button("button", &words::RESTORE, move || act(true)),
        false => view! {
            {paper}
            <button type="button" class="button quiet icon-only" title=t(&DUPLICATE) aria-label=t(&DUPLICATE)
                on:click=move |_| copy()>
                <Icon of=Glyph::Copy />
            </button>
            <button type="button" class="button quiet icon-only" title=t(&words::DELETE) aria-label=t(&words::DELETE)
                on:click=move |_| delete()>
                <Icon of=Glyph::Trash />
            </button>
        }
        .into_any(),
    };
    // Whose an order is stands above what is paid of it.
    let whose = (of.id == order::ID).then(|| {
        erase::maybe(move || {
            let Value::Reference(id) = value(shown, order::CUSTOMER.id) else { return None };
            let (_, name) = names(shown).into_iter().find(|(known, _)| *known == id)?;
            Some(view! { " · " <a href=address(customer::ID, id)>{name}</a> }.into_any())
        })
    });
    let id = Derived::new(move || place.with(|place| place.id));
    let belonging = place.with_untracked(|place| place.id).filter(|_| of.id == order::ID && !deleted).map(parts::order);
    let living = place.with_untracked(|place| place.id).filter(|_| !deleted);
    let (before, below) = (living.map(around.before), living.map(around.below));
    // An opportunity has a page of its own, with its products and its way.
    let whole = (of.id == opportunity::ID && !deleted).then(|| {
        let href = erase::text(move || id.get().map_or_else(String::new, |id| format!("deals?id={id}")));
        view! { <p><a class="button" href=href>{t(&words::WHOLE)}</a></p> }.into_any()
    });
    let said = [contact::ID, lead::ID, opportunity::ID, activity::ID, check_in::ID].contains(&of.id) && !deleted;
    let talks = said.then(|| parts::talks(of.id, id));
    let said_of_it = if deleted { Some(&words::DELETED) } else { is_log.then_some(&words::LOG) };
    let note = said_of_it.map(|said| view! { <p class="note">{t(said)}</p> }.into_any());
    // Drawn anew where a field comes, goes or is renamed.
    let declared = Derived::new(move || {
        let fields = fields::of(of.id).into_iter();
        // What a report asks is read where it is built, and where it stands on the dashboard.
        let read = move |field: &&'static Field| of.id != report::ID || of.columns().contains(&field.id);
        fields
            .filter(read)
            .map(|field| (field.id, fields::label(of.id, field), std::ptr::from_ref(field) as usize))
            .collect::<Vec<_>>()
    });
    // Where its stage is changed here to one in which it is lost, it is asked why.
    let endings = Endings::new();
    let ending = (of.id == opportunity::ID && !deleted).then(|| parts::ending(endings));
    let facts = erase::view(move || {
        let declared = declared.get().into_iter();
        let fields = declared.filter_map(|(id, ..)| untrack(|| fields::find(of.id, id)));
        fields.map(|field| untrack(|| fact(place, shown, field, deleted, endings))).collect::<Vec<_>>().into_any()
    });
    view! {
        <header class="customer-head">
            <a class="button quiet icon-only" href=erase::text(back) title=t(&words::CLOSE) aria-label=t(&words::CLOSE)>
                <Icon of=Glyph::Close />
            </a>
            <div class="customer-name">
                <h1>{title}</h1>
                <p class="muted">{label(&format!("collection.{}", of.name))} {whose}</p>
            </div>
            <div class="customer-actions">{action}</div>
        </header>
        {note}
        {whole}
        {parts::conflicts(of.id, id)}
        {before}
        {belonging}
        <div class="fields">{facts}</div>
        {below}
        {talks}
        {parts::past(of.id, id)}
        {question}
        {ending}
    }
    .into_any()
}

fn fact(place: Derived<Place>, shown: Shown, field: &'static Field, deleted: bool, endings: Endings) -> AnyView {
    let of = place.with_untracked(|place| place.collection());
    let name = fields::label(of.id, field);
    let value = Derived::new(move || said(of.id, field.id, value(shown, field.id)));
    let names = Derived::new(move || names(shown));
    if deleted || of.is_log() {
        return read_only(name, erase::text(move || names.with(|names| full_text(field.kind, &value.get(), names))));
    }
    let id = place.with_untracked(|place| place.id);
    let save = Callback::new(move |value: Value| {
        let record = id?;
        if (of.id, field.id) == (lead::ID, lead::OWNER.id) {
            return Some(crate::selling::transfer(Target::Records(of.id, vec![record]), &value));
        }
        if let (Value::Reference(stage), true) = (&value, (of.id, field.id) == (opportunity::ID, opportunity::STAGE.id))
        {
            let name = untrack(|| full_text(Kind::Text, &self::value(shown, opportunity::NAME.id), &[]));
            endings.go(Target::Records(of.id, vec![record]), name, *stage);
            return None;
        }
        Some(Request::Edit { collection: of.id, record, field: field.id, value })
    });
    let refuse = refusing(of, field);
    let draft = id.map(|record| format!("edit/{}/{record}/{}", of.name, field.id.0));
    let draw = move |read: Read| {
        let Read { kind, value, save } = read;
        view! { <FieldView label=name.clone() kind=kind value=value on_save=save refuse=refuse names=names draft=draft.clone() /> }
            .into_any()
    };
    let read = Read { kind: field.kind, value, save };
    let Some(tells) = told_by(of.id, field.id) else { return draw(read) };
    let whole = Derived::new(move || self::value(shown, tells) == Value::Bool(true));
    erase::view(move || draw(if whole.get() { read.as_day() } else { read })).into_any()
}
