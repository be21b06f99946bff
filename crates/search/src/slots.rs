//! Which fields of a collection are looked at, and as what.

use crate::fold::Mapped;
use crate::own::{Own, is_held};
use engine::Workspace;
use engine::catalogue;
use engine::column::Column;
use engine::table::Table;
use model::mention::plain;
use model::schema::{
    self, Key, activity, contact, customer, lead, opportunity, order, payment, payment_plan, product, report, tag,
    task, user,
};
use model::{CollectionId, FieldId, Kind, RecordId, Value};
use protocol::OwnField;
use std::borrow::Cow;

/// Collections whose texts are kept folded side by side.
pub(crate) const FOLDED: [CollectionId; 8] =
    [customer::ID, contact::ID, product::ID, tag::ID, lead::ID, opportunity::ID, user::ID, report::ID];
/// Collections of perhaps a million records, whose columns are read where they stand.
pub(crate) const IN_PLACE: [CollectionId; 5] = [order::ID, payment::ID, payment_plan::ID, activity::ID, task::ID];
/// Longest part of a text that is looked at, in bytes.
pub(crate) const TEXT_MAX: usize = 2_000;

/// How a field's text is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum As {
    /// Words, in which letters may be wrong.
    Words,
    /// Addresses and numbers, letter by letter.
    Exact,
    /// Digits, however they are grouped.
    Phone,
    /// The names of tags.
    Tags,
    /// Values of a field of the workspace's own that is none of texts: see [`own`](crate::own).
    Held,
}

/// A field that is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Slot {
    pub(crate) field: FieldId,
    pub(crate) compared: As,
}

/// The field that names a record: the first, but what was said of a conversation.
pub(crate) fn name_field(collection: CollectionId) -> FieldId {
    if collection == activity::ID { activity::TEXT.id } else { customer::NAME.id }
}

/// Whether a Chinese text of a field is found by its reading, too: names, and the company of somebody who is no customer yet.
pub(crate) fn is_spoken(collection: CollectionId, field: FieldId) -> bool {
    field == name_field(collection) || (collection, field) == (lead::ID, lead::COMPANY.id)
}

/// The fields of a collection that are looked at: the name first, then as declared, then the workspace's own by what they were declared to hold.
pub(crate) fn slots(workspace: &Workspace, table: &Table) -> Vec<Slot> {
    let collection = table.collection();
    let name = name_field(collection);
    let mut slots = Vec::new();
    let of = schema::collection(collection);
    let external = of.and_then(schema::Collection::external_id);
    for field in of.map_or(&[][..], |of| of.fields) {
        let compared = match field.kind {
            // Where it stands on the dashboard is no text that anybody reads.
            _ if collection == report::ID && field.id != name => continue,
            _ if Some(field.id) == external => As::Exact,
            Kind::Text | Kind::LongText => As::Words,
            Kind::Email | Kind::Url => As::Exact,
            Kind::Phone => As::Phone,
            Kind::References(of) if of == tag::ID => As::Tags,
            _ => continue,
        };
        let slot = Slot { field: field.id, compared };
        if field.id == name { slots.insert(0, slot) } else { slots.push(slot) }
    }
    let own: Vec<FieldId> = table.fields().into_iter().filter(|field| *field >= FieldId::CUSTOM).collect();
    if own.is_empty() {
        return slots;
    }
    let declared = catalogue::fields(workspace);
    slots.extend(own.into_iter().filter_map(|field| {
        let known = declared.iter().find(|own| (own.of, own.field) == (collection, field) && !own.shadowed);
        let compared = match known {
            Some(own) => as_declared(own)?,
            // Nobody has told of it yet: it may come with the next merge.
            None => Some(As::Words).filter(|_| matches!(table.column(field), Some(Column::Text { .. })))?,
        };
        Some(Slot { field, compared })
    }));
    slots
}

fn as_declared(own: &OwnField) -> Option<As> {
    match own.kind.as_str() {
        _ if own.deleted => None,
        "text" | "long_text" => Some(As::Words),
        "email" | "url" => Some(As::Exact),
        "phone" => Some(As::Phone),
        kind => is_held(kind).then_some(As::Held),
    }
}

/// The text of a field of a row as it is read: what it links by its name.
pub(crate) fn readable(workspace: &Workspace, own: &Own, table: &Table, row: u32, slot: Slot) -> String {
    if slot.compared == As::Held {
        return own.shown(table, row, slot.field);
    }
    let text = text(workspace, table, row, slot);
    if text.contains("@[") { plain(&text) } else { text.into_owned() }
}

/// The text of a field of a row; tags by their names, a line each. What is held otherwise has none here.
pub(crate) fn text<'a>(workspace: &Workspace, table: &'a Table, row: u32, slot: Slot) -> Cow<'a, str> {
    if slot.compared != As::Tags {
        return table.text(row, Key::new(slot.field.0)).into();
    }
    match table.value(row, slot.field, &workspace.ids) {
        Value::References(tags) => {
            let name = |id: &RecordId| workspace.get(tag::ID, *id, tag::NAME);
            Cow::Owned(tags.iter().filter_map(name).collect::<Vec<String>>().join("\n"))
        }
        _ => Cow::Borrowed(""),
    }
}

/// A text as it is compared, with the way back.
pub(crate) fn mapped(text: &str, compared: As) -> Mapped {
    match compared {
        As::Phone => Mapped::digits(text, TEXT_MAX),
        _ => Mapped::new(text, TEXT_MAX),
    }
}

/// What tells a record from others of the same name.
pub(crate) fn about(collection: CollectionId) -> &'static [FieldId] {
    match collection {
        customer::ID => &[customer::REGION.id, customer::PHONE.id],
        contact::ID => &[contact::CUSTOMER.id, contact::TITLE.id],
        product::ID => &[product::CATEGORY.id, product::UNIT_PRICE.id],
        lead::ID => &[lead::COMPANY.id, lead::MOBILE.id],
        order::ID => &[order::CUSTOMER.id, order::DAY.id, order::TOTAL.id],
        payment::ID => &[payment::ORDER.id, payment::DAY.id, payment::AMOUNT.id],
        payment_plan::ID => &[payment_plan::ORDER.id, payment_plan::DUE.id, payment_plan::AMOUNT.id],
        user::ID => &[user::EMAIL.id],
        opportunity::ID => &[opportunity::CUSTOMER.id, opportunity::STAGE.id, opportunity::AMOUNT.id],
        activity::ID => &[activity::CUSTOMER.id, activity::AT.id],
        task::ID => &[task::CUSTOMER.id, task::DUE.id],
        _ => &[],
    }
}

/// What is told of a record whose name says the rest.
pub(crate) fn amount(collection: CollectionId) -> &'static [FieldId] {
    match collection {
        order::ID => &[order::TOTAL.id],
        payment::ID => &[payment::AMOUNT.id],
        payment_plan::ID => &[payment_plan::AMOUNT.id],
        _ => &[],
    }
}
