//! The workspace's own fields of one collection.

use super::order::{self, Move};
use super::{kinds, words};
use crate::data::{self, watch};
use crate::fields::{self, own_fields};
use crate::format;
use crate::i18n::{failure, t, tf};
use crate::state::{Derived, Slot};
use crate::ui::{Field as FieldView, Glyph, Icon, button_saying, erase, toast};
use leptos::prelude::*;
use model::options::same_name;
use model::schema::{self, custom_field};
use model::{CollectionId, FieldId, Kind, RecordId, Value};
use protocol::{Answer, OwnField, Query, Reply, Request, Target};
use std::sync::Arc;

/// The section.
pub fn section(of: CollectionId) -> AnyView {
    let living = Derived::new(move || own_fields(of).into_iter().filter(|field| !field.deleted).collect::<Vec<_>>());
    let deleted = Derived::new(move || own_fields(of).into_iter().filter(|field| field.deleted).collect::<Vec<_>>());
    let dragged = Slot::new(None);
    let act: Move = Arc::new(move |from, to| {
        let fields = living.get_untracked();
        let positions: Vec<String> = fields.iter().map(|field| field.position.clone()).collect();
        if let Some(field) = fields.get(from) {
            let place = order::placed(&positions, from, to);
            edit(field.record, custom_field::POSITION.id, Value::Text(place));
        }
    });
    // Drawn anew where fields come, go or change places; a name that is edited is not.
    let order = Derived::new(move || living.with(|fields| fields.iter().map(|field| field.record).collect::<Vec<_>>()));
    let rows = erase::view(move || {
        let records = order.get();
        let count = records.len();
        let row = |(at, record): (usize, RecordId)| {
            let field =
                Derived::new(move || living.with(|all| all.iter().find(|field| field.record == record).cloned()));
            let content = row(field, record, at, count, &act);
            order::row(at, dragged, &act, content)
        };
        match count {
            0 => view! { <li class="muted">{t(&words::NO_FIELDS)}</li> }.into_any(),
            _ => records.into_iter().enumerate().map(row).collect::<Vec<_>>().into_any(),
        }
    });
    let bin = erase::maybe(move || {
        let fields = deleted.get();
        (!fields.is_empty()).then(|| self::deleted(of, fields))
    });
    let text = tf(&words::FIELDS_TEXT, &[("of", &kinds::plural(of))]);
    view! {
        <section class="settings-section" aria-label=t(&words::FIELDS)>
            <h2>{t(&words::FIELDS)}</h2>
            <div class="settings-body">
                <p class="note">{text}</p>
                <ul class="custom-list">{rows}</ul>
                {super::add::button(of)}
                {bin}
            </div>
        </section>
    }
    .into_any()
}

fn edit(record: RecordId, field: FieldId, value: Value) {
    data::act(Request::Edit { collection: custom_field::ID, record, field, value });
}

/// What is said where another field of a collection has this name, be it built in, computed or the workspace's own; a deleted one does not count.
pub(super) fn there(of: CollectionId, name: &str, but: Option<FieldId>) -> Option<String> {
    untrack(|| {
        let all = fields::of(of).into_iter().chain(schema::computed(of)).filter(|field| Some(field.id) != but);
        let known = all.map(|field| fields::label(of, field)).find(|known| same_name(known, name))?;
        Some(tf(&words::FIELD_THERE, &[("name", &known)]))
    })
}

fn row(field: Derived<Option<OwnField>>, record: RecordId, at: usize, count: usize, act: &Move) -> AnyView {
    let now = move || field.get_untracked().map_or(String::new(), |field| field.name);
    let name = Derived::new(move || {
        field.with(|field| Value::Text(field.as_ref().map_or(String::new(), |field| field.name.clone())))
    });
    let save = Callback::new(move |value: Value| {
        let field = custom_field::NAME.id;
        (!value.is_empty()).then_some(Request::Edit { collection: custom_field::ID, record, field, value })
    });
    let refuse = Callback::new(move |value: Value| {
        let own = field.get_untracked()?;
        there(own.of, value.text()?, Some(own.field))
    });
    // A name that is being typed outlives the list being drawn anew.
    let draft = Some(format!("edit/custom_field/{record}/{}", custom_field::NAME.id.0));
    let remove = move |_| erase::spawn(delete(record, now()));
    let text = tf(&words::DELETE_FIELD, &[("name", &now())]);
    let shadowed = erase::maybe(move || {
        let shadowed = field.with(|field| field.as_ref().is_some_and(|field| field.shadowed));
        shadowed.then(|| view! { <p class="note">{t(&words::SHADOWED)}</p> }.into_any())
    });
    view! {
        {order::buttons(&now(), at, count, act)}
        <FieldView label=t(&words::NAME).to_owned() kind=Kind::Text value=name on_save=save refuse=refuse draft=draft />
        {kind(field)}
        <button type="button" class="button quiet icon-only" title=text.clone() aria-label=text on:click=remove>
            <Icon of=Glyph::Trash />
        </button>
        {shadowed}
    }
    .into_any()
}

/// The type: chosen while nothing is typed into the field, then only read.
fn kind(field: Derived<Option<OwnField>>) -> AnyView {
    let answer = watch(move || {
        field.with(|field| field.as_ref().map(|field| Query::FieldUse { collection: field.of, field: field.field }))
    });
    let used = Derived::new(move || match answer.get().as_deref() {
        Some(Answer::FieldUse(used)) => Some(*used),
        _ => None,
    });
    erase::view(move || {
        let Some(field) = field.get() else { return erase::nothing() };
        let used = used.get();
        if used != Some(0) || model::custom::parse_kind(&field.kind, crate::fields::list).is_none() {
            let n = format::integer(u64::from(used.unwrap_or(0)));
            let why = used.filter(|used| *used > 0).map(|_| tf(&words::IN_USE, &[("n", &n)]));
            return view! {
                <span class="custom-kind">
                    {kinds::kind_text(&field.kind)}
                    <span class="muted">{why}</span>
                </span>
            }
            .into_any();
        }
        let change = move |event| {
            edit(field.record, custom_field::KIND.id, Value::Text(event_target_value(&event)));
        };
        view! {
            <select class="select custom-kind" aria-label=tf(&words::TYPE_OF, &[("name", &field.name)]) on:change=change>
                {kinds::entries(&field.kind, false)}
            </select>
        }
        .into_any()
    })
    .into_any()
}

/// Deletes the field and says what becomes of its values.
async fn delete(record: RecordId, name: String) {
    match data::send(Request::Delete(Target::Records(custom_field::ID, vec![record]))).await {
        Ok(Reply::Along { seq, .. }) => toast::show(tf(&words::DELETED_FIELD, &[("name", &name)]), Some(seq)),
        Ok(reply) => data::done(&reply),
        Err(problem) => toast::problem(failure(&problem)),
    }
}

fn deleted(of: CollectionId, fields: Vec<OwnField>) -> AnyView {
    let one = |field: OwnField| {
        let answer = watch(move || Some(Query::FieldUse { collection: of, field: field.field }));
        let used = erase::text(move || match answer.get().as_deref() {
            Some(Answer::FieldUse(used)) if *used > 0 => {
                tf(&words::IN_USE, &[("n", &format::integer(u64::from(*used)))])
            }
            _ => String::new(),
        });
        let label = tf(&words::RESTORE_NAMED, &[("name", &field.name)]);
        let name = field.name.clone();
        let restore = move || match there(of, &name, None) {
            Some(why) => toast::problem(why),
            None => data::act(Request::Restore(Target::Records(custom_field::ID, vec![field.record]))),
        };
        view! {
            <li class="custom-row">
                <span class="custom-name">{field.name.clone()}</span>
                <span class="custom-kind">{kinds::kind_text(&field.kind)} <span class="muted">{used}</span></span>
                <span title=label>{button_saying("button", t(&words::RESTORE).to_owned(), restore)}</span>
            </li>
        }
        .into_any()
    };
    view! {
        <details class="why">
            <summary>{t(&words::DELETED_FIELDS)}</summary>
            <ul class="custom-list">{fields.into_iter().map(one).collect::<Vec<_>>()}</ul>
        </details>
    }
    .into_any()
}
