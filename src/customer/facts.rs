//! What is known of the customer, edited in place.

use super::{Shown, words};
use crate::fields;
use crate::forms::{create, refusing};
use crate::i18n::t;
use crate::state::{Derived, Slot};
use crate::ui::erase::{self, Reactive};
use crate::ui::field::{read_only, value_text};
use crate::ui::{Field as FieldView, Glyph, Icon};
use leptos::prelude::*;
use model::schema::{Field, contact, customer};
use model::{FieldId, Kind, RecordId, Value};
use protocol::Request;
use std::sync::Arc;

#[component]
pub(super) fn Facts(shown: Shown) -> impl IntoView {
    // Fields that were asked for and are still empty.
    let adding = Slot::new(Vec::<FieldId>::new());
    let who = Derived::new(move || shown.with(|customer| customer.id));
    let filled = Derived::new(move || {
        let filled = shown.with(|customer| customer.facts.iter().map(|(id, _)| *id).collect::<Vec<_>>());
        filled.unwrap_or_default()
    });
    // A box of the workspace's own holds nothing once it is not ticked any more: it stays while one is here.
    let ticked = Derived::new(move || {
        let is_box = |id: &FieldId| {
            *id >= FieldId::CUSTOM && fields::find(customer::ID, *id).is_some_and(|field| field.kind == Kind::Bool)
        };
        filled.get().into_iter().filter(is_box).collect::<Vec<_>>()
    });
    let boxes = Slot::new(Vec::<FieldId>::new());
    let mut last = None;
    erase::effect(move || {
        let (who, ticked) = (who.get(), ticked.get());
        let mut all = if last == Some(who) { boxes.get_untracked() } else { Vec::new() };
        all.extend(ticked.into_iter().filter(|id| !all.contains(id)).collect::<Vec<_>>());
        boxes.set(all);
        if last.replace(who) != Some(who) {
            adding.set(Vec::new());
        }
    });
    let present = Derived::new(move || {
        let filled = filled.get();
        let is_here = |id: FieldId| {
            filled.contains(&id) || [adding, boxes].iter().any(|asked| asked.with(|asked| asked.contains(&id)))
        };
        fields::of(customer::ID).iter().filter(|field| is_here(field.id)).map(|field| field.id).collect::<Vec<_>>()
    });
    let missing = move || {
        present.with(|present| {
            let fields = fields::of(customer::ID).into_iter();
            fields.filter(|field| field.is_editable() && !present.contains(&field.id)).collect::<Vec<_>>()
        })
    };
    let add = move |field: &'static Field| {
        view! {
            <button type="button" class="button quiet" on:click=move |_| adding.update(|all| all.push(field.id))>
                <Icon of=Glyph::Plus />
                {fields::label(customer::ID, field)}
            </button>
        }
        .into_any()
    };
    let facts = erase::keyed(move || {
        let one = |id: FieldId| -> erase::Row {
            let field = fields::find(customer::ID, id);
            // A field that got another name or kind is drawn anew.
            let key = field.map(|field| format!("{} {} {:?}", id.0, fields::label(customer::ID, field), field.kind));
            let draw = move || field.map_or_else(erase::nothing, |field| fact(shown, field, adding));
            (key.unwrap_or_default(), Box::new(draw))
        };
        present.get().into_iter().map(one).collect()
    });
    // Each stays what it is while others come and go: a finger that is on one is not to lift from another.
    let others_to_add = erase::keyed(move || {
        let one = |field: &'static Field| -> erase::Row {
            (format!("{} {}", field.id.0, fields::label(customer::ID, field)), Box::new(move || add(field)))
        };
        missing().into_iter().map(one).collect()
    });
    view! {
        <section class="facts" aria-label=t(&words::FACTS)>
            <h2>{t(&words::FACTS)}</h2>
            <div class="fields">
                {facts}
                {others(shown)}
            </div>
            <details class="why add-facts">
                <summary>{t(&words::ADD_FACT)}</summary>
                <div class="add-list">{others_to_add}</div>
            </details>
        </section>
        {contacts(shown)}
    }
    .into_any()
}

fn fact(shown: Shown, field: &'static Field, adding: Slot<Vec<FieldId>>) -> AnyView {
    let value = Derived::new(move || shown.value(field.id));
    let names = Derived::new(move || shown.with(|customer| customer.names.clone()).unwrap_or_default());
    let label = fields::label(customer::ID, field);
    let save = Callback::new(move |value: Value| {
        shown.id().map(|record| Request::Edit { collection: customer::ID, record, field: field.id, value })
    });
    let refuse = refusing(&customer::COLLECTION, field);
    let close = Callback::new(move |()| {
        adding.update(|all| all.retain(|id| *id != field.id));
    });
    let asked = adding.with_untracked(|all| all.contains(&field.id));
    let draft = shown.id().map(|record| format!("edit/customer/{record}/{}", field.id.0));
    view! {
        <FieldView label=label kind=field.kind value=value on_save=save refuse=refuse editing=asked on_close=close names=names draft=draft />
    }
    .into_any()
}

/// Facts that nothing declares, as those of a newer version: kept, shown, not edited here. Those of a deleted field wait unseen.
fn others(shown: Shown) -> Reactive<AnyView> {
    let all = move || {
        shown
            .with(|customer| {
                let own = fields::own_fields(customer::ID);
                let unknown =
                    |id: FieldId| fields::find(customer::ID, id).is_none() && own.iter().all(|field| field.field != id);
                let unknown = customer.facts.iter().filter(|(id, _)| unknown(*id));
                let named = unknown.map(|(id, value)| {
                    let name = customer.custom.iter().find(|(known, _)| known == id).map(|(_, name)| name.clone());
                    (name.unwrap_or_else(|| format!("#{}", id.0)), value.clone())
                });
                named.collect::<Vec<_>>()
            })
            .unwrap_or_default()
    };
    erase::view(move || {
        let one = |(name, value): (String, Value)| read_only(name, erase::text(move || value_text(Kind::Text, &value)));
        all().into_iter().map(one).collect::<Vec<_>>().into_any()
    })
}

/// The customer's contacts, each a link to its own record, and the way to add one.
fn contacts(shown: Shown) -> AnyView {
    let all = Derived::new(move || shown.with(|customer| customer.contacts.clone()).unwrap_or_default());
    let links = erase::view(move || {
        let link = |(id, name): (RecordId, String)| {
            let name = if name.is_empty() { t(&words::UNNAMED).to_owned() } else { name };
            view! { <li><a href=format!("records?of=contact&id={id}")>{name}</a></li> }.into_any()
        };
        all.get().into_iter().map(link).collect::<Vec<_>>().into_any()
    });
    let of_customer = move || shown.id().map(|id| (contact::CUSTOMER.id, Value::Reference(id))).into_iter().collect();
    let add = create("button quiet", &contact::COLLECTION, Arc::new(of_customer), Arc::new(|_| ()));
    view! {
        <section class="contacts" aria-label=t(&words::CONTACTS)>
            <h2>{t(&words::CONTACTS)}</h2>
            <ul class="contact-list">{links}</ul>
            {add}
        </section>
    }
    .into_any()
}
