//! By what records are recognised: ids of other systems, addresses, telephones, numbers and names, each as a hash of its plain form.

use crate::records::name_at;
use crate::table::Table;
use crate::workspace::Workspace;
use model::schema::{Key, contact, customer, order, payment, payment_plan, product};
use model::{CollectionId, FieldId, Kind, RecordId, collection};
use protocol::import::{MatchKey, keys_of, phone_match};
use xxhash_rust::xxh3::Xxh3;

/// The hash of one sign: 128 bits, so that two that differ are never taken for one.
pub(super) type Sign = u128;

/// Digits that make a word a telephone.
const PHONE_DIGITS_MIN: usize = 7;

fn hash(key: MatchKey, text: &str, whose: Option<RecordId>) -> Sign {
    let mut hash = Xxh3::new();
    hash.update(&[key as u8]);
    if let Some(whose) = whose {
        hash.update(&whose.0.to_le_bytes());
    }
    hash.update(text.as_bytes());
    hash.digest128()
}

/// The sign that a text is; `None` where it says nothing. Names are taken letter by letter when rows are matched, and
/// belong to `whose` where two customers may both have a contact of that name.
pub(super) fn sign(key: MatchKey, text: &str, whose: Option<RecordId>) -> Option<Sign> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    match key {
        MatchKey::Name => Some(hash(key, text, whose)),
        MatchKey::Phone => {
            let digits = phone_match(text);
            (!digits.is_empty()).then(|| hash(key, &digits, None))
        }
        _ if text.chars().any(char::is_uppercase) => Some(hash(key, &text.to_lowercase(), None)),
        _ => Some(hash(key, text, None)),
    }
}

/// The same for a name that somebody wrote to mean a record: in whatever case.
fn named(text: &str) -> Sign {
    hash(MatchKey::Name, &text.trim().to_lowercase(), None)
}

/// What a word that names a record of `to` can be, surest first.
pub(super) fn signs_of_word(to: CollectionId, word: &str) -> Vec<Sign> {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let fits = |key: &MatchKey| match key {
        MatchKey::Email => word.contains('@'),
        MatchKey::Phone => digits >= PHONE_DIGITS_MIN && !word.chars().any(char::is_alphabetic),
        _ => true,
    };
    let keys = keys_of(to).iter().map(|(key, _)| *key).filter(fits);
    let signs = keys.filter_map(|key| if key == MatchKey::Name { Some(named(word)) } else { sign(key, word, None) });
    let by_name = called(to).is_some() || goes_by_others(to);
    signs.chain(by_name.then(|| named(word))).collect()
}

/// The field by which a word means a record whose rows are not matched by a name: a user, a team, an opportunity, a stage.
fn called(of: CollectionId) -> Option<Key<String>> {
    let keyed = keys_of(of).iter().any(|(key, _)| matches!(key, MatchKey::Name | MatchKey::Number));
    let first = collection(of)?.fields.first()?;
    (!keyed && first.kind == Kind::Text).then(|| Key::new(first.id.0))
}

/// Whether records without a number are called by what they belong to.
fn goes_by_others(of: CollectionId) -> bool {
    [order::ID, payment::ID, payment_plan::ID].contains(&of)
}

/// Every sign by which a word may mean a record of the book.
pub(super) fn signs_of_row(workspace: &Workspace, table: &Table, row: u32, mut each: impl FnMut(Sign)) {
    for (key, fields) in keys_of(table.collection()) {
        for field in *fields {
            let text = table.text(row, Key::new(field.0));
            match key {
                _ if text.is_empty() => {}
                MatchKey::Name => each(named(&text)),
                key => sign(*key, &text, None).into_iter().for_each(&mut each),
            }
        }
    }
    let name = called(table.collection()).map(|key| table.text(row, key));
    name.filter(|name| !name.is_empty()).map(|name| named(&name)).into_iter().for_each(&mut each);
    // What has no number goes by customer and day, as lists and files call it.
    if goes_by_others(table.collection()) && table.text(row, Key::new(FieldId::NAME.0)).is_empty() {
        let name = name_at(workspace, table, row);
        Some(name).filter(|name| !name.is_empty()).map(|name| named(&name)).into_iter().for_each(each);
    }
}

/// Whether names are only told apart within something: contacts within their customer.
pub(super) fn names_belong(of: CollectionId) -> bool {
    of == contact::ID
}

/// The signs of a record of the book by which rows are matched.
pub(super) fn match_signs(workspace: &Workspace, table: &Table, row: u32, key: MatchKey, mut each: impl FnMut(Sign)) {
    let of = table.collection();
    let whose = if key == MatchKey::Name && names_belong(of) {
        let column = table.column(contact::CUSTOMER.id);
        column.and_then(|column| column.reference(row)).map(|handle| workspace.ids.id(handle))
    } else {
        None
    };
    let fields = keys_of(of).iter().find(|(known, _)| *known == key).map_or(&[][..], |(_, fields)| fields);
    for field in fields {
        sign(key, &table.text(row, Key::new(field.0)), whose).into_iter().for_each(&mut each);
    }
}

/// The text by which a record's own id is derived: the same as a purchase log's where that names customers, too.
pub(super) fn own_key(key: MatchKey, text: &str) -> String {
    match key {
        MatchKey::Phone => protocol::import::phone_key(text),
        _ => text.trim().to_lowercase(),
    }
}

/// The fields whose text stands in for a name that is missing.
pub(super) fn stand_ins(of: CollectionId) -> &'static [model::FieldId] {
    match of {
        customer::ID => &[customer::EXTERNAL_ID.id, customer::EMAIL.id, customer::PHONE.id],
        contact::ID => &[contact::EMAIL.id, contact::MOBILE.id, contact::PHONE.id, contact::EXTERNAL_ID.id],
        product::ID => &[product::SKU.id, product::EXTERNAL_ID.id],
        order::ID | payment::ID => &[],
        _ => &[],
    }
}
