//! What the workspace has made of the schema: fields of its own, and its option lists.

use crate::few::sort_few;
use crate::import::derived;
use crate::table::Table;
use crate::workspace::Workspace;
use hashbrown::HashMap;
use model::custom::{field_number, list_of, parse_kind, value_number};
use model::options::OptionValue;
use model::schema::{self, FromValue, Key, custom_field, option};
use model::{Cell, CollectionId, Decimal, FieldId, Kind, OptionId, RecordId, Rule, Value, position};
use protocol::{Failure, NewField, OptionChange, OwnField, OwnOption, SchemaAnswer};
use xxhash_rust::xxh3::xxh3_64;

/// The answer to `Query::Schema`.
pub fn answer(workspace: &Workspace) -> SchemaAnswer {
    SchemaAnswer { fields: fields(workspace), options: options(workspace) }
}

fn get<T: FromValue>(workspace: &Workspace, table: &Table, row: u32, key: Key<T>) -> Option<T> {
    T::from_value(table.value(row, key.id, &workspace.ids))
}

/// A whole number that fits the type, as ids are kept.
fn whole<T: TryFrom<i64>>(number: Option<Decimal>) -> Option<T> {
    let number = number?.0;
    (number % Decimal::ONE == 0).then(|| T::try_from(number / Decimal::ONE).ok()).flatten()
}

/// The workspace's own fields, deleted ones included, in the order in which people put them. What is not a declaration of a field
/// (without a collection or a number of an own field) is left out.
pub fn fields(workspace: &Workspace) -> Vec<OwnField> {
    let Some(table) = workspace.table(custom_field::ID) else { return Vec::new() };
    let declared = (0..table.len()).filter_map(|row| {
        let field = FieldId(whole(get(workspace, table, row, custom_field::FIELD))?);
        Some(OwnField {
            record: workspace.ids.id(table.handle(row)),
            of: CollectionId(whole(get(workspace, table, row, custom_field::OF))?),
            field: Some(field).filter(|field| *field >= FieldId::CUSTOM)?,
            name: table.text(row, custom_field::NAME).to_owned(),
            kind: table.text(row, custom_field::KIND).to_owned(),
            position: table.text(row, custom_field::POSITION).to_owned(),
            deleted: !table.is_alive(row),
            shadowed: false,
        })
    });
    let mut fields: Vec<OwnField> = declared.collect();
    // Two devices may have drawn one number: the field that was made first keeps it, a living one before a deleted one.
    sort_few(&mut fields, |a, b| (a.deleted, a.record) < (b.deleted, b.record));
    let mut taken = HashMap::new();
    for field in &mut fields {
        field.shadowed = *taken.entry((field.of, field.field)).or_insert(field.record) != field.record;
    }
    sort_few(&mut fields, |a, b| (&a.position, a.record) < (&b.position, b.record));
    fields
}

/// What a field holds, be it declared or one of the workspace's own; nothing where nobody has told, and of lists of its own.
pub(crate) fn kind(workspace: &Workspace, of: CollectionId, field: FieldId) -> Option<Kind> {
    if let Some(declared) = schema::collection(of).and_then(|collection| collection.field(field)) {
        return Some(declared.kind);
    }
    let own = fields(workspace).into_iter().find(|own| (own.of, own.field) == (of, field) && !own.shadowed)?;
    parse_kind(&own.kind, |_| None)
}

/// What a rule asks of records of a collection: tests that are whole, of fields that are there; `None` where it leaves out nobody. What is still
/// being written, and what asks for a field that was deleted, is no condition, wherever the rule is kept.
pub(crate) fn meant(workspace: &Workspace, of: CollectionId, rule: &Rule) -> Option<Rule> {
    let own = fields(workspace);
    let is_there = |of: CollectionId, field: FieldId| {
        schema::collection(of).is_some_and(|of| of.field(field).is_some())
            || schema::computed(of).iter().any(|computed| computed.id == field)
            || own.iter().any(|own| (own.of, own.field) == (of, field) && !own.deleted && !own.shadowed)
    };
    rule.pruned(of, &|of, test| test.is_whole() && is_there(of, test.field))
}

/// Values of option lists that the workspace changed or added, in the order in which they were made.
pub fn options(workspace: &Workspace) -> Vec<OwnOption> {
    let Some(table) = workspace.table(option::ID) else { return Vec::new() };
    let made = (0..table.len()).filter_map(|row| {
        let list = table.text(row, option::LIST).to_owned();
        Some(OwnOption {
            record: workspace.ids.id(table.handle(row)),
            list: Some(list).filter(|list| !list.is_empty())?,
            value: OptionId(whole(get(workspace, table, row, option::VALUE))?),
            name: table.text(row, option::NAME).to_owned(),
            colour: get(workspace, table, row, option::COLOUR),
            position: table.text(row, option::POSITION).to_owned(),
            retired: get(workspace, table, row, option::RETIRED) == Some(true),
            deleted: !table.is_alive(row),
        })
    });
    let mut options: Vec<OwnOption> = made.collect();
    sort_few(&mut options, |a, b| a.record < b.record);
    options
}

/// The list of a field that takes one of its values: the list's name and its built-in values.
fn list_in(workspace: &Workspace, of: CollectionId, field: FieldId) -> Option<(String, &'static [OptionValue])> {
    let declared = || schema::collection(of).and_then(|of| of.field(field)).map(|field| field.kind);
    let computed = || schema::computed(of).iter().find(|computed| computed.id == field).map(|field| field.kind);
    if let Some(kind) = declared().or_else(computed) {
        return if let Kind::Option(list) = kind { Some((list.name.to_owned(), list.values)) } else { None };
    }
    let own = fields(workspace).into_iter().find(|own| (own.of, own.field) == (of, field) && !own.shadowed)?;
    let name = own.kind.strip_prefix(model::custom::OPTION)?;
    let built_in = model::options::ALL.iter().find(|list| list.name == name);
    Some((name.to_owned(), built_in.map_or(&[], |list| list.values)))
}

/// The places of a field's values, as the workspace has ordered them; nothing where the field takes no such values.
pub(crate) fn places(workspace: &Workspace, of: CollectionId, field: FieldId) -> HashMap<OptionId, u64> {
    let Some((name, built_in)) = list_in(workspace, of, field) else { return HashMap::new() };
    let own = options(workspace);
    let added = own.iter().filter(|own| own.list == name).map(|own| own.value);
    let mut values: Vec<OptionId> = built_in.iter().map(|value| value.id).chain(added).collect();
    values.sort_unstable();
    values.dedup();
    let place = |value| OwnOption::place(OwnOption::find(&own, &name, built_in, value), built_in, value);
    let mut placed: Vec<(String, OptionId)> = values.into_iter().map(|value| (place(value), value)).collect();
    placed.sort_unstable();
    placed.into_iter().zip(0..).map(|((_, value), place)| (value, place)).collect()
}

/// The name of a value of a list that the workspace made; empty where there is none.
pub fn option_name(workspace: &Workspace, list: &str, value: OptionId) -> String {
    let Some(table) = workspace.table(option::ID) else { return String::new() };
    let is_it = |&row: &u32| {
        whole(get(workspace, table, row, option::VALUE)) == Some(value.0) && &*table.text(row, option::LIST) == list
    };
    let same = (0..table.len()).filter(is_it);
    let row = same.min_by_key(|&row| (!table.is_alive(row), workspace.ids.id(table.handle(row))));
    row.map_or(String::new(), |row| table.text(row, option::NAME).to_string())
}

/// How many living records have a value in a field.
pub fn used(workspace: &Workspace, of: CollectionId, field: FieldId) -> u32 {
    let Some(table) = workspace.table(of) else { return 0 };
    table.alive_rows().filter(|&row| !table.value(row, field, &workspace.ids).is_empty()).count() as u32
}

fn cell(collection: CollectionId, record: RecordId, field: FieldId, value: Value) -> Cell {
    Cell { collection, record, field, value }
}

fn number(number: u16) -> Value {
    Value::Number(Decimal(i64::from(number) * Decimal::ONE))
}

/// The record of a value that every device has: the same on all of them.
fn record_of(list: &str, value: OptionId) -> RecordId {
    derived("option", &[list.as_bytes(), &value.0.to_le_bytes()])
}

/// The cells that change values of an option list. `ids` are for new values, as many as there are.
///
/// # Errors
/// [`Failure::Full`] where no number is left for a new value.
pub fn change_options(
    workspace: &Workspace,
    list: &str,
    changes: &[OptionChange],
    ids: &[RecordId],
) -> Result<Vec<Cell>, Failure> {
    let known = options(workspace);
    let mut taken: Vec<OptionId> = known.iter().filter(|known| known.list == list).map(|known| known.value).collect();
    let mut ids = ids.iter();
    let mut cells = Vec::new();
    for change in changes {
        let existing = change.value.and_then(|value| {
            let same = known.iter().filter(|known| known.list == list && known.value == value);
            same.min_by_key(|known| (known.deleted, known.record))
        });
        let record = match (existing, change.value) {
            (Some(existing), _) => existing.record,
            (None, Some(value)) => record_of(list, value),
            (None, None) => *ids.next().ok_or(Failure::Full)?,
        };
        if existing.is_none() {
            let drawn = || value_number(xxh3_64(&record.0.to_le_bytes()), |number| !taken.contains(&number));
            let value = change.value.or_else(drawn).ok_or(Failure::Full)?;
            taken.push(value);
            cells.push(cell(option::ID, record, option::LIST.id, Value::Text(list.to_owned())));
            cells.push(cell(option::ID, record, option::VALUE.id, number(value.0)));
        }
        if existing.is_none_or(|existing| existing.deleted) {
            cells.push(cell(option::ID, record, FieldId::ALIVE, Value::Bool(true)));
        }
        cells.extend(change.fields.iter().map(|(field, value)| cell(option::ID, record, *field, value.clone())));
    }
    Ok(cells)
}

/// The cells that add a field, `ids[0]` being its record and the others those of its own list's values.
///
/// # Errors
/// [`Failure::Full`] where no number is left.
pub fn add_field(workspace: &Workspace, new: &NewField, ids: &[RecordId]) -> Result<Vec<Cell>, Failure> {
    let (&record, values) = ids.split_first().ok_or(Failure::Full)?;
    let known = fields(workspace);
    let own: Vec<&OwnField> = known.iter().filter(|field| field.of == new.of).collect();
    let free = |id: FieldId| own.iter().all(|field| field.field != id) && used(workspace, new.of, id) == 0;
    let field = field_number(xxh3_64(&record.0.to_le_bytes()), free).ok_or(Failure::Full)?;
    let own_list = list_of(record);
    let kind = match new.kind.as_str() {
        model::custom::OPTION => format!("{}{own_list}", model::custom::OPTION),
        kind => kind.to_owned(),
    };
    let last = own.iter().filter(|field| !field.deleted).map(|field| field.position.as_str()).max();
    let place = position::between(last, None);
    let text = |text: &str| Value::Text(text.to_owned());
    let declared = [
        (FieldId::ALIVE, Value::Bool(true)),
        (custom_field::OF.id, number(new.of.0.into())),
        (custom_field::FIELD.id, number(field.0)),
        (custom_field::NAME.id, text(&new.name)),
        (custom_field::KIND.id, text(&kind)),
        (custom_field::POSITION.id, text(&place)),
    ];
    let mut cells: Vec<Cell> =
        declared.into_iter().map(|(field, value)| cell(custom_field::ID, record, field, value)).collect();
    if new.kind == model::custom::OPTION {
        let change = |(at, name): (usize, &String)| OptionChange {
            value: None,
            fields: vec![(option::NAME.id, text(name)), (option::POSITION.id, text(&position::nth(at)))],
        };
        let changes: Vec<OptionChange> = new.values.iter().enumerate().map(change).collect();
        cells.extend(change_options(workspace, &own_list, &changes, values)?);
    }
    Ok(cells)
}

/// Whether this edit may be made: the kind of a field stays while records have values in it.
///
/// # Errors
/// [`Failure::FieldInUse`].
pub fn may_edit(workspace: &Workspace, of: CollectionId, record: RecordId, field: FieldId) -> Result<(), Failure> {
    if (of, field) != (custom_field::ID, custom_field::KIND.id) {
        return Ok(());
    }
    let declared = fields(workspace).into_iter().find(|field| field.record == record);
    match declared.map_or(0, |field| used(workspace, field.of, field.field)) {
        0 => Ok(()),
        used => Err(Failure::FieldInUse(used)),
    }
}
