//! Who in the book may be the same somebody: by telephone, e-mail, WeChat and name, among leads, customers and contacts.

use crate::records::{name, name_at};
use crate::selling::Context;
use crate::selling::same::{DIGITS_MIN, digits, letters, may_be, near, plain, same_phone};
use crate::table::Table;
use model::schema::{Key, contact, customer, lead};
use model::{CollectionId, RecordId, Value};
use protocol::selling::leads::{Duplicate, Likeness, Probe};

/// Records that are told: more than that is a name that many have.
const TOLD_MAX: usize = 8;
/// Records by name only that are looked for in one collection.
const NAMED_MAX: usize = 24;

/// Where a collection keeps what is compared.
struct Place {
    of: CollectionId,
    names: &'static [(Key<String>, Whose)],
    phones: &'static [Key<String>],
    email: Key<String>,
    wechat: Key<String>,
}

/// Whose name it is.
#[derive(Clone, Copy, PartialEq)]
enum Whose {
    Person,
    Business,
    Either,
}

const PLACES: [Place; 3] = [
    Place {
        of: customer::ID,
        names: &[(customer::NAME, Whose::Either)],
        phones: &[customer::PHONE],
        email: customer::EMAIL,
        wechat: customer::WECHAT,
    },
    Place {
        of: contact::ID,
        names: &[(contact::NAME, Whose::Person)],
        phones: &[contact::MOBILE, contact::PHONE],
        email: contact::EMAIL,
        wechat: contact::WECHAT,
    },
    Place {
        of: lead::ID,
        names: &[(lead::NAME, Whose::Person), (lead::COMPANY, Whose::Business)],
        phones: &[lead::MOBILE, lead::PHONE],
        email: lead::EMAIL,
        wechat: lead::WECHAT,
    },
];

/// What is looked for, made ready once.
struct Wanted {
    phones: Vec<String>,
    email: String,
    wechat: String,
    /// Names as they are compared, and the letters in them.
    names: Vec<(String, u64, Whose)>,
}

impl Wanted {
    fn of(probe: &Probe) -> Wanted {
        let phones = probe.phones.iter().map(|phone| digits(phone)).filter(|phone| phone.len() >= DIGITS_MIN);
        let named = [(&probe.name, Whose::Person), (&probe.company, Whose::Business)];
        let names = named.into_iter().map(|(name, whose)| (plain(name), whose));
        // One letter is everywhere; one Chinese character may be, too.
        let told = |(name, _): &(String, Whose)| name.chars().count() >= 2;
        Wanted {
            phones: phones.collect(),
            email: probe.email.trim().to_lowercase(),
            wechat: probe.wechat.trim().to_lowercase(),
            names: names.filter(told).map(|(name, whose)| (name.clone(), letters(&name), whose)).collect(),
        }
    }

    fn is_empty(&self) -> bool {
        self.phones.is_empty() && self.email.is_empty() && self.wechat.is_empty() && self.names.is_empty()
    }

    /// What a record has in common with what is looked for.
    fn shared(&self, table: &Table, row: u32, place: &Place) -> Option<(Likeness, String)> {
        for &key in place.phones.iter().filter(|_| !self.phones.is_empty()) {
            let text = table.text(row, key);
            if text.len() >= DIGITS_MIN {
                let here = digits(&text);
                if self.phones.iter().any(|phone| same_phone(phone, &here)) {
                    return Some((Likeness::Phone, text.to_owned()));
                }
            }
        }
        for (wanted, key, likeness) in
            [(&self.email, place.email, Likeness::Email), (&self.wechat, place.wechat, Likeness::WeChat)]
        {
            if !wanted.is_empty() {
                let text = table.text(row, key);
                if text.trim().len() == wanted.len() && text.trim().to_lowercase() == *wanted {
                    return Some((likeness, text.to_owned()));
                }
            }
        }
        let mut nearly = None;
        for &(key, whose) in place.names.iter().filter(|_| !self.names.is_empty()) {
            let text = table.text(row, key);
            if text.is_empty() {
                continue;
            }
            let here = letters(&text);
            for (wanted, letters, of) in &self.names {
                if (whose != Whose::Either && whose != *of) || !may_be(*letters, here) {
                    continue;
                }
                let name = plain(&text);
                if name == *wanted {
                    let likeness = if *of == Whose::Business { Likeness::Company } else { Likeness::Name };
                    return Some((likeness, text.to_owned()));
                }
                if nearly.is_none() && near(&name, wanted) {
                    nearly = Some((Likeness::NearName, text.to_owned()));
                }
            }
        }
        nearly
    }
}

/// Who may be the same, the surest first.
pub(super) fn duplicates(context: &Context<'_>, probe: &Probe) -> Vec<Duplicate> {
    let wanted = Wanted::of(probe);
    if wanted.is_empty() {
        return Vec::new();
    }
    let workspace = context.workspace;
    let mut found: Vec<(Likeness, usize, u32, String)> = Vec::new();
    for (nth, place) in PLACES.iter().enumerate() {
        let Some(table) = workspace.table(place.of) else { continue };
        let mut named = 0;
        for row in table.alive_rows() {
            let Some((likeness, shared)) = wanted.shared(table, row, place) else { continue };
            if likeness >= Likeness::Name {
                named += 1;
                if named > NAMED_MAX {
                    continue;
                }
            }
            if probe.except != Some(workspace.ids.id(table.handle(row))) {
                found.push((likeness, nth, row, shared));
            }
        }
    }
    found.sort_by_key(|(likeness, nth, row, _)| (*likeness, *nth, *row));
    found.truncate(TOLD_MAX);
    found.into_iter().filter_map(|(likeness, nth, row, shared)| told(context, likeness, nth, row, shared)).collect()
}

fn told(context: &Context<'_>, likeness: Likeness, nth: usize, row: u32, shared: String) -> Option<Duplicate> {
    let workspace = context.workspace;
    let of = PLACES.get(nth)?.of;
    let table = workspace.table(of)?;
    let id = workspace.ids.id(table.handle(row));
    let reference = |field| match table.value(row, field, &workspace.ids) {
        Value::Reference(id) => Some(id),
        _ => None,
    };
    let customer: Option<RecordId> = match of {
        customer::ID => Some(id),
        contact::ID => reference(contact::CUSTOMER.id),
        _ => reference(lead::CUSTOMER.id),
    };
    let customer = customer.filter(|id| workspace.find_alive(customer::ID, *id).is_some());
    let owner = match of {
        customer::ID => reference(customer::OWNER.id),
        lead::ID => reference(lead::OWNER.id),
        _ => customer.and_then(|id| workspace.get(customer::ID, id, customer::OWNER)),
    };
    Some(Duplicate {
        collection: of,
        id,
        name: name_at(workspace, table, row),
        shared,
        likeness,
        customer: customer.map(|id| (id, name(workspace, id))),
        owner: owner.map(|id| name(workspace, id)).unwrap_or_default(),
    })
}

/// What is known of a lead, to be compared with the others.
pub(super) fn probe_of(table: &Table, row: u32, id: RecordId) -> Probe {
    let text = |key| table.text(row, key).to_owned();
    Probe {
        name: text(lead::NAME),
        company: text(lead::COMPANY),
        phones: [lead::MOBILE, lead::PHONE].map(text).into_iter().filter(|phone| !phone.is_empty()).collect(),
        email: text(lead::EMAIL),
        wechat: text(lead::WECHAT),
        except: Some(id),
    }
}
