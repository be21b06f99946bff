//! Words of a file that become new values of an option list: with the records of the file, in one operation.

use crate::catalogue;
use crate::import::{Plan, derived};
use crate::workspace::Workspace;
use model::custom::{OPTION, parse_kind, value_number};
use model::schema::option;
use model::{
    Cell, CollectionId, Decimal, FieldId, Kind, OptionId, Part, RecordId, Value, collection, options, position,
};
use protocol::OwnOption;
use protocol::import::{RecordMapping, WordTo};
use xxhash_rust::xxh3::xxh3_64;

/// New values of option lists.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    cells: Vec<Cell>,
    count: u32,
}

/// The mapping with a number for every new value that it names, and what makes these values. The number follows from the list and the
/// name: whoever imports the file gets the same one. Values that are gone since the mapping was kept are forgotten.
pub fn settle(workspace: &Workspace, mapping: &RecordMapping) -> (RecordMapping, Choices) {
    let known = catalogue::options(workspace);
    let mut settled = mapping.clone();
    let mut choices = Choices::default();
    let mut made: Vec<(String, String, OptionId)> = Vec::new();
    settled.words.retain_mut(|word| {
        let Some(list) = list_of(workspace, word.of, word.field) else { return false };
        let name = match &word.to {
            WordTo::Empty => return true,
            WordTo::Option(id) => return stands(&known, &list, *id),
            WordTo::New(_) if options::is_closed(&list) => return false,
            WordTo::New(name) => model::input::clean(name, false),
        };
        if name.is_empty() {
            return false;
        }
        let same = |other: &str| other.to_lowercase() == name.to_lowercase();
        let there = known.iter().find(|own| own.list == list && !own.deleted && same(&own.name)).map(|own| own.value);
        let just = made.iter().find(|(of, other, _)| *of == list && same(other)).map(|(.., id)| *id);
        let id = there.or(just).or_else(|| {
            let id = make(&known, &made, &list, &name, &mut choices)?;
            made.push((list.clone(), name.clone(), id));
            Some(id)
        });
        let Some(id) = id else { return false };
        word.to = WordTo::Option(id);
        true
    });
    (settled, choices)
}

/// The option list of a field.
fn list_of(workspace: &Workspace, of: CollectionId, field: FieldId) -> Option<String> {
    if let Some(Kind::Option(list)) = collection(of).and_then(|of| of.field(field)).map(|field| field.kind) {
        return Some(list.name.to_owned());
    }
    let own = catalogue::fields(workspace);
    let own = own.iter().find(|own| (own.of, own.field) == (of, field) && !own.deleted && !own.shadowed)?;
    parse_kind(&own.kind, |_| Some(&options::SOURCE))?;
    own.kind.strip_prefix(OPTION).map(str::to_owned)
}

/// Whether a list has this value.
fn stands(known: &[OwnOption], list: &str, id: OptionId) -> bool {
    let own = known.iter().find(|own| own.list == list && own.value == id);
    let built_in = options::ALL.iter().any(|all| all.name == list && all.value(id).is_some());
    own.map_or(built_in, |own| !own.deleted)
}

/// A new value at the end of its list; `None` where no number is left.
fn make(
    known: &[OwnOption],
    made: &[(String, String, OptionId)],
    list: &str,
    name: &str,
    choices: &mut Choices,
) -> Option<OptionId> {
    let record = derived("option word", &[list.as_bytes(), name.to_lowercase().as_bytes()]);
    let others = || known.iter().filter(|own| own.list == list && own.record != record);
    let free = |id: OptionId| {
        others().all(|own| own.value != id) && made.iter().all(|(of, _, other)| of != list || *other != id)
    };
    // One that was undone comes back under its own number.
    let before = known.iter().find(|own| own.record == record).map(|own| own.value).filter(|id| free(*id));
    let id = before.or_else(|| value_number(xxh3_64(&record.0.to_le_bytes()), free))?;
    let built_in = options::ALL.iter().find(|all| all.name == list).map_or(0, |all| all.values.len());
    let ends = others().map(|own| own.position.clone()).chain(built_in.checked_sub(1).map(position::nth));
    let last = choices.last_position(list).into_iter().chain(ends).max();
    let place = position::between(last.as_deref(), None);
    let cell = |field, value| Cell { collection: option::ID, record, field, value };
    choices.cells.extend([
        cell(FieldId::ALIVE, Value::Bool(true)),
        cell(option::LIST.id, Value::Text(list.to_owned())),
        cell(option::VALUE.id, Value::Number(Decimal(i64::from(id.0) * Decimal::ONE))),
        cell(option::NAME.id, Value::Text(name.to_owned())),
        cell(option::POSITION.id, Value::Text(place)),
    ]);
    choices.count += 1;
    Some(id)
}

impl Choices {
    /// The place of the value that was made last in a list.
    fn last_position(&self, list: &str) -> Option<String> {
        let text = |record: RecordId, field| {
            let cell = self.cells.iter().find(|cell| (cell.record, cell.field) == (record, field))?;
            cell.value.text().map(str::to_owned)
        };
        let of_list =
            self.cells.iter().rev().find(|cell| cell.field == option::LIST.id && cell.value.text() == Some(list))?;
        text(of_list.record, option::POSITION.id)
    }
}

impl Plan {
    /// The plan with the values that its rows have; without rows there is nothing to make them for.
    pub fn with_choices(mut self, choices: Choices) -> Plan {
        if choices.count == 0 || self.is_empty() {
            return self;
        }
        self.report.records.along.push((option::ID, choices.count));
        match self.parts.iter_mut().find_map(|part| if let Part::Cells(cells) = part { Some(cells) } else { None }) {
            Some(cells) => cells.extend(choices.cells),
            None => self.parts.push(Part::Cells(choices.cells)),
        }
        self
    }
}
