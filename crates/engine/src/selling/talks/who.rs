//! Whom a conversation may be with.

use super::read::{about, instant, reference, whom, whom_of};
use crate::find::find;
use crate::ids::Handle;
use crate::workspace::Workspace;
use hashbrown::HashMap;
use model::CollectionId;
use model::schema::{Key, activity, contact, customer, lead, opportunity};
use protocol::import::phone_match;
use protocol::{About, Whom};

/// Who can be talked with, in this order.
const PEOPLE: [CollectionId; 4] = [customer::ID, contact::ID, lead::ID, opportunity::ID];
/// Most records of one answer: more than a menu shows.
const WHO_MAX: usize = 30;
/// Most records that share a number.
const CALLERS_MAX: usize = 20;
/// Digits from which on the end of a number is enough: a number without its country or area.
const SAME_END_DIGITS: usize = 8;
/// Digits below which a number is none.
const DIGITS_MIN: usize = 3;

/// Records whose name holds the text; without one, those that were talked with last, then the newest customers.
pub(super) fn who(workspace: &Workspace, text: &str, limit: usize) -> Vec<Whom> {
    let limit = limit.min(WHO_MAX);
    let mut all = if text.trim().is_empty() { lately(workspace, limit) } else { Vec::new() };
    for of in PEOPLE.into_iter().take(if text.trim().is_empty() { 1 } else { PEOPLE.len() }) {
        for found in find(workspace, of, text, None, limit as u32) {
            if all.iter().all(|known| known.id != found.id)
                && let Some((table, row)) = workspace.find_alive(of, found.id)
            {
                all.push(whom(workspace, of, table, row));
            }
        }
    }
    all.truncate(limit * if text.trim().is_empty() { 1 } else { PEOPLE.len() });
    all
}

/// Those who were talked with last: customers, and leads that are none yet.
fn lately(workspace: &Workspace, limit: usize) -> Vec<Whom> {
    let Some(table) = workspace.table(activity::ID) else { return Vec::new() };
    let mut last: HashMap<Handle, i64> = HashMap::new();
    for row in table.alive_rows() {
        let with = reference(table, row, activity::CUSTOMER).or_else(|| reference(table, row, activity::LEAD));
        if let (Some(with), Some(at)) = (with, instant(workspace, table, row, activity::AT.id)) {
            let known = last.entry(with).or_insert(at);
            *known = at.max(*known);
        }
    }
    let mut last: Vec<(i64, Handle)> = last.into_iter().map(|(with, at)| (at, with)).collect();
    last.sort_unstable_by_key(|&(at, with)| (std::cmp::Reverse(at), workspace.ids.id(with)));
    last.into_iter().filter_map(|(_, with)| whom_of(workspace, with)).take(limit).collect()
}

/// Everybody with this number, customers first.
pub(super) fn callers(workspace: &Workspace, number: &str) -> Vec<About> {
    let wanted = phone_match(number);
    if wanted.len() < DIGITS_MIN {
        return Vec::new();
    }
    let places: [(CollectionId, &[Key<String>]); 3] = [
        (customer::ID, &[customer::PHONE]),
        (contact::ID, &[contact::MOBILE, contact::PHONE]),
        (lead::ID, &[lead::MOBILE, lead::PHONE]),
    ];
    let mut found = Vec::new();
    for (of, fields) in places {
        let Some(table) = workspace.table(of) else { continue };
        let bears = |row: &u32| fields.iter().any(|key| same(&table.text(*row, *key), &wanted));
        let rows = table.alive_rows().filter(bears);
        // A lead that became a customer is there as the customer.
        let rows = rows.filter(|row| of != lead::ID || reference(table, *row, lead::CUSTOMER).is_none());
        found.extend(rows.map(|row| (of, workspace.ids.id(table.handle(row)))).take(CALLERS_MAX));
    }
    found.into_iter().take(CALLERS_MAX).filter_map(|(of, id)| about(workspace, of, id)).collect()
}

/// Whether a number as it stands in a field is the one that is looked for.
fn same(text: &str, wanted: &str) -> bool {
    // Most differ in their last digit, which is cheap to see.
    let last = text.bytes().rev().find(u8::is_ascii_digit);
    if last.is_none() || last != wanted.bytes().last() {
        return false;
    }
    let known = phone_match(text);
    let (long, short) = if known.len() > wanted.len() { (known.as_str(), wanted) } else { (wanted, known.as_str()) };
    long == short || (short.len() >= SAME_END_DIGITS && long.ends_with(short))
}
