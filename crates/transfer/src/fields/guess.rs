//! Which records a file holds, and what its columns mean.

use super::aliases::Names;
use crate::guess;
use crate::profile::Profile;
use model::CollectionId;
use model::schema::{contact, customer, order, order_line};
use protocol::import::{IMPORTED, ImportField, OnMatch, RecordMapping, Role, Target, UnknownOption, UnknownReference};

/// The meaning of each column if the file holds records of `of`.
pub fn targets(profile: &Profile, fields: &[ImportField], of: CollectionId) -> Vec<Target> {
    let known = Names::new(of, fields);
    let names = profile.columns.iter().enumerate();
    let mut wishes: Vec<(u16, usize, Target)> = Vec::new();
    for (column, found) in names {
        let name = found.name.as_deref().unwrap_or_default();
        let meant = known.meant(name);
        wishes.extend(meant.into_iter().map(|(target, rank)| (rank, column, target)));
    }
    wishes.sort_by_key(|(rank, column, _)| (*rank, *column));
    let mut targets = vec![Target::Ignore; profile.columns.len()];
    for (_, column, target) in wishes {
        let free = targets.get(column) == Some(&Target::Ignore) && !targets.contains(&target);
        if let Some(slot) = targets.get_mut(column).filter(|_| free) {
            *slot = target;
        }
    }
    by_values(profile, of, &mut targets);
    lines_or_total(of, &mut targets);
    targets
}

/// Columns without a name that we know, by what stands in them.
fn by_values(profile: &Profile, of: CollectionId, targets: &mut [Target]) {
    let (email, phone) = match of {
        customer::ID => (customer::EMAIL.id, customer::PHONE.id),
        contact::ID => (contact::EMAIL.id, contact::MOBILE.id),
        _ => return,
    };
    for (index, column) in profile.columns.iter().enumerate() {
        let traits = &column.traits;
        let emails = traits.mostly(traits.emails, 80).then_some(email);
        let field = emails.or(traits.mostly(traits.phones, 80).then_some(phone));
        let target = field.map(|field| Target::Field(of, field));
        if let Some(target) = target.filter(|target| !targets.contains(target))
            && let Some(slot) = targets.get_mut(index).filter(|slot| **slot == Target::Ignore)
        {
            *slot = target;
        }
    }
}

/// An amount is the order's where nothing else is said of lines.
fn lines_or_total(of: CollectionId, targets: &mut [Target]) {
    let total = Target::Field(order::ID, order::TOTAL.id);
    let amount = Target::Field(order_line::ID, order_line::AMOUNT.id);
    let lines = |target: &&Target| matches!(target, Target::Field(of, _) if *of == order_line::ID);
    if of != order::ID || targets.contains(&total) || targets.iter().filter(lines).count() != 1 {
        return;
    }
    if let Some(slot) = targets.iter_mut().find(|target| **target == amount) {
        *slot = total;
    }
}

/// The mapping of a file of `of`, everything as it usually is.
pub fn mapping(profile: &Profile, fields: &[ImportField], of: CollectionId) -> RecordMapping {
    let mut mapping = RecordMapping {
        collection: of,
        targets: targets(profile, fields, of),
        match_by: Vec::new(),
        on_match: OnMatch::Update,
        unknown_option: UnknownOption::Remark,
        unknown_reference: UnknownReference::Create,
        words: Vec::new(),
    };
    mapping.match_by = mapping.usual_keys();
    mapping
}

/// The records that the file holds; `None` where it is a purchase log or nobody can tell.
pub fn records(profile: &Profile, roles: &[Role], fields: &[ImportField]) -> Option<RecordMapping> {
    if !profile.header || fields.is_empty() {
        return None;
    }
    let used = |targets: &[Target]| {
        // Who has a company beside a name in two parts is a contact of it.
        let company = targets.contains(&Target::Field(customer::ID, customer::NAME.id));
        let counts = |target: &&Target| match target {
            Target::Ignore => false,
            Target::FirstName | Target::LastName => !company,
            _ => true,
        };
        targets.iter().filter(counts).count()
    };
    let labelled = |mapping: &RecordMapping| {
        let known = Names::new(mapping.collection, fields);
        let pairs = profile.columns.iter().zip(&mapping.targets);
        let own = pairs.filter(|(column, target)| {
            let name = column.name.as_deref().unwrap_or_default();
            let meant = known.meant(name);
            meant.iter().any(|(other, rank)| other == *target && *rank == 0)
        });
        own.count()
    };
    let complete = |mapping: &RecordMapping| mapping.missing().is_empty();
    let candidates = IMPORTED.into_iter().map(|of| mapping(profile, fields, of)).filter(complete);
    // Of equals the first: customers before contacts.
    let best = candidates
        .rev()
        .max_by_key(|mapping| (used(&mapping.targets) * 2 + labelled(mapping), used(&mapping.targets)))?;
    let is_log = guess::missing(roles).is_empty();
    let log = roles.iter().filter(|role| **role != Role::Ignore).count();
    let known = used(&best.targets);
    // One column alone is a name and no more.
    let speaks = known > 1 || profile.columns.len() == 1;
    (speaks && (!is_log || known > log)).then_some(best)
}
