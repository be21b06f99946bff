//! One record of any collection, and what goes and comes along with it.

use crate::ids::Handle;
use crate::table::Table;
use crate::workspace::{MemoryPart, Workspace};
use hashbrown::{HashMap, HashSet};
use model::options::CONSENT_WITHDRAWN;
use model::schema::{
    activity, attachment, check_in, contact, customer, kept, lead, opportunity, opportunity_line, order, order_line,
    payment, payment_plan, pipeline, pipeline_stage, stage_change, survey_response, tag, task,
};
use model::{Cell, CollectionId, Day, FieldId, Many, Part, RecordId, Stamp, Value};
use protocol::RecordAnswer;

/// Rows of records that were deleted.
pub(crate) fn dead_rows(table: &Table) -> impl Iterator<Item = u32> {
    (0..table.len()).filter(|&row| !table.is_alive(row) && table.stamp(row, FieldId::ALIVE) != Stamp::ZERO)
}

/// Whether somebody may be called or written to unasked: neither forbidden nor withdrawn.
pub(crate) fn may_approach(workspace: &Workspace, table: &Table, row: u32) -> bool {
    let (silent, consent) = match table.collection() {
        contact::ID => (contact::DO_NOT_CALL.id, contact::CONSENT.id),
        _ => (customer::DO_NOT_CALL.id, customer::CONSENT.id),
    };
    let value = |field| table.value(row, field, &workspace.ids);
    value(silent) != Value::Bool(true) && value(consent) != Value::Option(CONSENT_WITHDRAWN)
}

/// Between the parts of a name that is made of several.
pub(crate) const BETWEEN: &str = " · ";

/// The name of a record: every collection keeps it in its first field. An order without a number is told by its customer and its day, a
/// payment without one by its order and its day. Empty where there is nothing to tell it by.
pub fn name(workspace: &Workspace, id: RecordId) -> String {
    let place = workspace.ids.find(id).and_then(|handle| workspace.ids.place(handle));
    match place.and_then(|(collection, _)| workspace.find(collection, id)) {
        Some((table, row)) => name_at(workspace, table, row),
        None => String::new(),
    }
}

/// The name of the record in a row.
pub fn name_at(workspace: &Workspace, table: &Table, row: u32) -> String {
    let text = table.text(row, customer::NAME);
    if !text.is_empty() {
        return text.to_owned();
    }
    let (of, to, day) = match table.collection() {
        order::ID => (order::CUSTOMER.id, customer::ID, order::DAY.id),
        payment::ID => (payment::ORDER.id, order::ID, payment::DAY.id),
        payment_plan::ID => (payment_plan::ORDER.id, order::ID, payment_plan::DUE.id),
        _ => return String::new(),
    };
    // Only a record of the collection that belongs there: so this ends, whatever stands in the field.
    let of = match table.value(row, of, &workspace.ids) {
        Value::Reference(id) => workspace.find(to, id).map(|(table, row)| name_at(workspace, table, row)),
        _ => None,
    };
    let of = of.unwrap_or_default();
    let day = table.column(day).and_then(|column| column.day(row)).map_or(String::new(), |day| day.iso());
    let between = if of.is_empty() || day.is_empty() { "" } else { BETWEEN };
    format!("{of}{between}{day}")
}

/// Names of the records that the values refer to, each once.
pub fn names<'a>(workspace: &Workspace, values: impl Iterator<Item = &'a Value>) -> Vec<(RecordId, String)> {
    let mut seen = HashSet::new();
    let mut names = Vec::new();
    for value in values {
        let ids = match value {
            Value::Reference(id) => std::slice::from_ref(id),
            Value::References(ids) => ids,
            _ => continue,
        };
        names.extend(ids.iter().filter(|id| seen.insert(**id)).map(|&id| (id, name(workspace, id))));
    }
    names
}

/// Whether a record is a tag that was deleted.
fn is_dead_tag(workspace: &Workspace, id: RecordId) -> bool {
    let dead = |(tags, row): (&Table, u32)| !tags.is_alive(row) && tags.stamp(row, FieldId::ALIVE) != Stamp::ZERO;
    workspace.find(tag::ID, id).is_some_and(dead)
}

/// A value as it is shown: without tags that were deleted. The cell keeps them, and so they stand there again once they come back.
pub(crate) fn seen(workspace: &Workspace, value: Value) -> Value {
    let Value::References(mut ids) = value else { return value };
    ids.retain(|&id| !is_dead_tag(workspace, id));
    if ids.is_empty() { Value::Empty } else { Value::References(ids) }
}

/// The cells of a record as they are shown.
pub(crate) fn facts(workspace: &Workspace, table: &Table, row: u32) -> Vec<(FieldId, Value)> {
    let cells = table.cells(row, &workspace.ids).into_iter();
    cells.map(|(field, value)| (field, seen(workspace, value))).filter(|(_, value)| !value.is_empty()).collect()
}

/// What is written over `is` by somebody who chose this of what they saw: what they did not see stays.
pub fn with_unseen(workspace: &Workspace, is: &Value, value: Value) -> Value {
    let Value::References(held) = is else { return value };
    let mut ids = match value {
        Value::References(ids) => ids,
        Value::Empty => Vec::new(),
        value => return value,
    };
    let unseen = held.iter().copied().filter(|&id| is_dead_tag(workspace, id));
    let unseen: Vec<RecordId> = unseen.filter(|id| !ids.contains(id)).collect();
    ids.extend(unseen);
    if ids.is_empty() { Value::Empty } else { Value::References(ids) }
}

/// The cells of a new record; empty values are left out.
pub fn new_record(collection: CollectionId, record: RecordId, fields: Vec<(FieldId, Value)>) -> Vec<Cell> {
    let cell = |(field, value)| Cell { collection, record, field, value };
    let told = fields.into_iter().map(|(field, value)| (field, kept(field, value)));
    let told = told.filter(|(_, value)| !value.is_empty());
    std::iter::once((FieldId::ALIVE, Value::Bool(true))).chain(told).map(cell).collect()
}

/// The answer to `Query::Record`; `None` where there never was such a record.
pub fn record(workspace: &Workspace, of: CollectionId, id: RecordId) -> Option<RecordAnswer> {
    let (table, row) = workspace.find(of, id)?;
    let facts = facts(workspace, table, row);
    let names = names(workspace, facts.iter().map(|(_, value)| value));
    let name = name_at(workspace, table, row);
    Some(RecordAnswer { id, collection: of, deleted: !table.is_alive(row), name, facts, names })
}

/// The collections whose records hang on those of `of`, by which field: what is deleted and restored along.
pub(crate) fn hanging(of: CollectionId) -> &'static [(CollectionId, FieldId)] {
    match of {
        customer::ID => &[
            (contact::ID, contact::CUSTOMER.id),
            (order::ID, order::CUSTOMER.id),
            (activity::ID, activity::CUSTOMER.id),
            (survey_response::ID, survey_response::CUSTOMER.id),
            (opportunity::ID, opportunity::CUSTOMER.id),
            (task::ID, task::CUSTOMER.id),
            (check_in::ID, check_in::CUSTOMER.id),
            (attachment::ID, attachment::CUSTOMER.id),
        ],
        order::ID => &[
            (order_line::ID, order_line::ORDER.id),
            (payment::ID, payment::ORDER.id),
            (payment_plan::ID, payment_plan::ORDER.id),
        ],
        lead::ID => {
            &[(activity::ID, activity::LEAD.id), (task::ID, task::LEAD.id), (attachment::ID, attachment::LEAD.id)]
        }
        opportunity::ID => &[
            (opportunity_line::ID, opportunity_line::OPPORTUNITY.id),
            (stage_change::ID, stage_change::OPPORTUNITY.id),
            (task::ID, task::OPPORTUNITY.id),
            (attachment::ID, attachment::OPPORTUNITY.id),
        ],
        activity::ID => &[(attachment::ID, attachment::ACTIVITY.id)],
        check_in::ID => &[(attachment::ID, attachment::CHECK_IN.id)],
        pipeline::ID => &[(pipeline_stage::ID, pipeline_stage::PIPELINE.id)],
        _ => &[],
    }
}

/// Whether a relationship that ends on a day is over on another one: from that day on. One that is to end later still goes on.
pub(crate) fn has_ended(ends: Option<Day>, on: Day) -> bool {
    ends.is_some_and(|ends| ends <= on)
}

/// Records that are parts of the one that this field names: without it they say nothing, and without them it says something else.
const PARTS: [(CollectionId, FieldId); 5] = [
    (order_line::ID, order_line::ORDER.id),
    (payment_plan::ID, payment_plan::ORDER.id),
    (opportunity_line::ID, opportunity_line::OPPORTUNITY.id),
    (stage_change::ID, stage_change::OPPORTUNITY.id),
    (pipeline_stage::ID, pipeline_stage::PIPELINE.id),
];

/// Whether records of `of` are parts of the one that this field names.
pub(crate) fn is_part_of(of: CollectionId, field: FieldId) -> bool {
    PARTS.contains(&(of, field))
}

/// Whether records of `of` are parts of others.
pub(crate) fn is_part(of: CollectionId) -> bool {
    PARTS.iter().any(|(part, _)| *part == of)
}

/// Whether a record of `of` hangs on the one of `to` that its field names.
pub(crate) fn hangs(of: CollectionId, field: FieldId, to: CollectionId) -> bool {
    hanging(to).contains(&(of, field))
}

/// The field by which a record that hangs on a lead belongs to a customer, too.
fn passed_on(of: CollectionId) -> Option<FieldId> {
    match of {
        activity::ID => Some(activity::CUSTOMER.id),
        task::ID => Some(task::CUSTOMER.id),
        attachment::ID => Some(attachment::CUSTOMER.id),
        _ => None,
    }
}

/// The collections that others hang on.
const HOLDING: [CollectionId; 7] =
    [customer::ID, order::ID, lead::ID, opportunity::ID, activity::ID, check_in::ID, pipeline::ID];

/// What records of `of` hang on, by which field.
fn hangs_on(of: CollectionId) -> impl Iterator<Item = (CollectionId, FieldId)> {
    let to = move |to| hanging(to).iter().filter(move |(child, _)| *child == of).map(move |(_, field)| (to, *field));
    HOLDING.into_iter().flat_map(to)
}

type Listed = Vec<(CollectionId, Vec<RecordId>)>;

/// Adds those of `found` that are not listed yet, each once.
fn list(listed: &mut Listed, of: CollectionId, mut found: Vec<RecordId>) {
    if found.is_empty() {
        return;
    }
    let mut new: HashSet<RecordId> = found.iter().copied().collect();
    for record in listed.iter().filter(|(known, _)| *known == of).flat_map(|(_, records)| records) {
        new.remove(record);
    }
    found.retain(|record| new.remove(record));
    if !found.is_empty() {
        listed.push((of, found));
    }
}

/// Adds what the listed records hang on and is in the trash, and what that hangs on: nothing comes back beneath what is deleted. With it come its
/// parts that went when it did, and nothing else of it.
fn list_above(workspace: &Workspace, listed: &mut Listed) {
    let mut at = 0;
    while at < listed.len() {
        let of = listed[at].0;
        for (to, field) in hangs_on(of) {
            let (Some(table), Some(parents)) = (workspace.table(of), workspace.table(to)) else { continue };
            let Some(column) = table.column(field) else { continue };
            // What a lead brought to the customer it became is the customer's.
            let went = if to == lead::ID { passed_on(of).and_then(|field| table.column(field)) } else { None };
            let dead = |row: &u32| !parents.is_alive(*row) && parents.stamp(*row, FieldId::ALIVE) != Stamp::ZERO;
            let rows = listed[at].1.iter().filter_map(|&record| workspace.ids.find_row(record, of));
            let rows = rows.filter(|&row| went.is_none_or(|customers| customers.reference(row).is_none()));
            let above = rows.filter_map(|row| workspace.ids.row(column.reference(row)?, to)).filter(dead);
            let above: Vec<RecordId> = above.map(|row| workspace.ids.id(parents.handle(row))).collect();
            let before = listed.len();
            list(listed, to, above);
            if listed.len() > before {
                list_parts(workspace, listed, before);
            }
        }
        at += 1;
    }
}

/// Adds the parts of the records listed there that went when they did.
fn list_parts(workspace: &Workspace, listed: &mut Listed, at: usize) {
    let to = listed[at].0;
    let wholes = listed[at]
        .1
        .iter()
        .filter_map(|&record| Some((workspace.ids.find(record)?, workspace.stamp(to, record, FieldId::ALIVE))));
    let wholes: HashMap<Handle, Stamp> = wholes.collect();
    for &(child, field) in hanging(to).iter().filter(|(child, field)| is_part_of(*child, *field)) {
        let Some(table) = workspace.table(child) else { continue };
        let Some(column) = table.column(field) else { continue };
        let went = |row: &u32| {
            let whole = column.reference(*row).and_then(|whole| wholes.get(&whole));
            whole == Some(&table.stamp(*row, FieldId::ALIVE))
        };
        let found = dead_rows(table).filter(went).map(|row| workspace.ids.id(table.handle(row))).collect();
        list(listed, child, found);
    }
}

/// The parts that delete (`alive` false) or restore these records with what hangs on them. What comes back is what went in the same operation, and
/// what it hangs on. The first part is of the records themselves. Of each collection there is one part, and each record is in it once, however many ways lead to it.
pub fn along(workspace: &Workspace, of: CollectionId, records: &[RecordId], alive: bool) -> Vec<MemoryPart> {
    let here = |collection: CollectionId, record: &RecordId| {
        workspace.find(collection, *record).is_some_and(|(table, row)| table.is_alive(row) != alive)
    };
    let stamp = |collection, record| workspace.stamp(collection, record, FieldId::ALIVE);
    let own: Vec<RecordId> = records.iter().copied().filter(|record| here(of, record)).collect();
    let stamps: HashSet<Stamp> = own.iter().map(|&record| stamp(of, record)).collect();
    let mut parts = vec![(of, own)];
    let mut seen: HashSet<(CollectionId, u32)> = HashSet::new();
    let mut at = 0;
    while at < parts.len() {
        let collection = parts[at].0;
        let parents: HashSet<_> = parts[at].1.iter().filter_map(|&record| workspace.ids.find(record)).collect();
        for &(child, field) in hanging(collection) {
            let Some(table) = workspace.table(child) else { continue };
            let Some(column) = table.column(field) else { continue };
            let hangs = |row: &u32| column.reference(*row).is_some_and(|parent| parents.contains(&parent));
            // What a lead brought to the customer it became is the customer's.
            let went =
                if collection == lead::ID { passed_on(child).and_then(|field| table.column(field)) } else { None };
            let stays = |row: &u32| went.is_some_and(|customers| customers.reference(*row).is_some());
            let found =
                (0..table.len()).filter(|&row| table.is_alive(row) != alive).filter(hangs).filter(|row| !stays(row));
            let found = found.filter(|&row| !alive || stamps.contains(&table.stamp(row, FieldId::ALIVE)));
            let found = found.filter(|&row| seen.insert((child, row)));
            let found: Vec<RecordId> = found.map(|row| workspace.ids.id(table.handle(row))).collect();
            if !found.is_empty() {
                parts.push((child, found));
            }
        }
        at += 1;
    }
    if alive {
        list_above(workspace, &mut parts);
    }
    let mut whole: Listed = Vec::new();
    for (of, records) in parts.into_iter().filter(|(_, records)| !records.is_empty()) {
        match whole.iter_mut().find(|(known, _)| *known == of) {
            Some((_, known)) => known.extend(records),
            None => whole.push((of, records)),
        }
    }
    let part = |(collection, records): (CollectionId, Vec<RecordId>)| {
        let cells = records.into_iter().map(|record| (record, Value::Bool(alive)));
        Part::Many(Many::of(collection, FieldId::ALIVE, cells))
    };
    whole.into_iter().map(part).collect()
}
