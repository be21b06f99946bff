//! One change of many records as one operation.

use crate::list::{self, Source};
use crate::records::{along, with_unseen};
use crate::table::Table;
use crate::workspace::{MemoryPart, Workspace};
use hashbrown::HashSet;
use model::schema::{customer, kept, tag};
use model::{Cell, CollectionId, FieldId, Label, Many, Operation, Part, RecordId, Stamp, Value};
use protocol::{Change, Failure, Target};

/// The records that are meant, with their collection.
///
/// # Errors
/// [`Failure::NotLoaded`] where scores tell who is meant, and there are none yet; [`Failure::OtherNumber`] where a list selects more or fewer than
/// it showed to whoever chose all but some of them.
pub fn records(source: &Source, target: &Target) -> Result<(CollectionId, Vec<RecordId>), Failure> {
    Ok(match target {
        Target::Records(collection, records) => (*collection, records.clone()),
        Target::List(query, ..) if source.waits(query) => return Err(Failure::NotLoaded),
        Target::List(query, except, shown) => {
            let except: HashSet<RecordId> = except.iter().copied().collect();
            let mut records = list::ids(source, query);
            // Counted with those: who was let go of may have left the list since.
            let found = u32::try_from(records.len()).unwrap_or(u32::MAX);
            if let Some(shown) = shown.filter(|shown| *shown != found) {
                return Err(Failure::OtherNumber { shown, found });
            }
            records.retain(|record| !except.contains(record));
            (query.collection, records)
        }
    })
}

/// The operation that changes one field of these records. Those whose field would stay as it is are left out.
///
/// # Errors
/// [`Failure::Unchanged`] where nothing is to change, [`Failure::NotFound`] where none of them is there.
pub fn edit(
    workspace: &Workspace,
    (collection, records): (CollectionId, &[RecordId]),
    field: FieldId,
    change: &Change,
    stamp: Stamp,
) -> Result<Operation<Vec<crate::Rows>>, Failure> {
    let cell = |&record: &RecordId| {
        let (table, row) = workspace.find_alive(collection, record)?;
        let is = table.value(row, field, &workspace.ids);
        let value = match change {
            Change::Set(value) => kept(field, with_unseen(workspace, &is, value.clone())),
            change => changed(&is, change),
        };
        // Nobody is their own parent because they were picked with the others.
        let of_itself = value == Value::Reference(record);
        (value != is && !of_itself).then_some((record, value))
    };
    let many = Many::of(collection, field, records.iter().filter_map(cell));
    let (label, part) = match many.len() {
        0 => {
            let is_there = |&record: &RecordId| workspace.find_alive(collection, record).is_some();
            return Err(if records.iter().any(is_there) { Failure::Unchanged } else { Failure::NotFound });
        }
        1 => (Label::Edit(collection, field), Part::Cells(many.cells().collect())),
        count => (Label::EditMany(collection, field, count as u32), Part::Many(many)),
    };
    Ok(Operation { stamp, label, parts: vec![part] })
}

/// The operation that gives these customers the tag of this name; where there is none yet, it becomes the record `new`.
///
/// # Errors
/// [`Failure::NotFound`] without a name, [`Failure::Unchanged`] where it is there and all of them have it.
pub fn tag(
    workspace: &Workspace,
    customers: &[RecordId],
    name: &str,
    new: RecordId,
    stamp: Stamp,
) -> Result<Operation<Vec<crate::Rows>>, Failure> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Failure::NotFound);
    }
    let same = |table: &Table, row: &u32| table.text(*row, tag::NAME).to_lowercase() == name.to_lowercase();
    let known = workspace.table(tag::ID).and_then(|tags| {
        let row = tags.alive_rows().find(|row| same(tags, row))?;
        Some(workspace.ids.id(tags.handle(row)))
    });
    let change = Change::Add(vec![known.unwrap_or(new)]);
    let mut operation = match edit(workspace, (customer::ID, customers), customer::TAGS.id, &change, stamp) {
        // A list of nobody yet.
        Err(Failure::NotFound) if known.is_none() => {
            Operation { stamp, label: Label::Create(tag::ID), parts: Vec::new() }
        }
        operation => operation?,
    };
    if known.is_none() {
        let cell = |field, value| Cell { collection: tag::ID, record: new, field, value };
        let cells = vec![cell(FieldId::ALIVE, Value::Bool(true)), cell(tag::NAME.id, Value::Text(name.to_owned()))];
        operation.parts.insert(0, Part::Cells(cells));
    }
    Ok(operation)
}

fn changed(is: &Value, change: &Change) -> Value {
    let held = match is {
        Value::References(ids) => ids.clone(),
        _ => Vec::new(),
    };
    match change {
        Change::Set(value) => value.clone(),
        // Told by its name alone: see `tag`.
        Change::Tag(_) => is.clone(),
        Change::Add(more) => {
            let new = more.iter().filter(|id| !held.contains(id)).copied();
            Value::References(held.iter().copied().chain(new).collect())
        }
        Change::Remove(gone) => {
            let left: Vec<RecordId> = held.into_iter().filter(|id| !gone.contains(id)).collect();
            if left.is_empty() { Value::Empty } else { Value::References(left) }
        }
    }
}

/// The operation that deletes (`alive` false) or restores these records with what hangs on them.
///
/// # Errors
/// [`Failure::NotFound`] where there is nothing to delete or restore.
pub fn set_alive(
    workspace: &Workspace,
    (collection, records): (CollectionId, &[RecordId]),
    alive: bool,
    stamp: Stamp,
) -> Result<Operation<Vec<crate::Rows>>, Failure> {
    let parts: Vec<MemoryPart> = along(workspace, collection, records, alive);
    let first = parts.first().and_then(Part::many).filter(|many| many.collection == collection);
    let count = first.ok_or(Failure::NotFound)?.len() as u32;
    let label = if alive { Label::Restore(collection, count) } else { Label::Delete(collection, count) };
    Ok(Operation { stamp, label, parts })
}
