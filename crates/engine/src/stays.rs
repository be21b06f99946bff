//! Which of the records that an operation brought may go when it is undone. One that somebody wrote to since stays whole, and so does what living
//! records hang on: an undo takes back what its operation did and nothing that was done after it.

use crate::few::Few;
use crate::log::{Entry, Since};
use crate::records::{hanging, is_part, is_part_of};
use crate::table::Table;
use crate::workspace::Workspace;
use model::{CollectionId, FieldId, Part, RecordId, Runs, Value};

/// What becomes of a record.
#[derive(Clone, Copy, PartialEq)]
enum Fate {
    /// It was there before.
    Other,
    /// It goes with its operation.
    Goes,
    /// It stays.
    Stays,
}

/// What becomes of the records that an operation brought, by row.
pub(crate) struct Fates(Few<CollectionId, Vec<Fate>>);

impl Fates {
    pub(crate) fn of(workspace: &Workspace, entry: &Entry, since: &Since) -> Fates {
        let mut fates = Fates(Few::default());
        let (mut before, mut stood) = (entry.before.iter(), entry.stood.iter());
        let mut came = |collection, record, field, value: &Value, was: &Value| {
            let yes = Value::Bool(true);
            if (field, value) == (FieldId::ALIVE, &yes)
                && *was != yes
                && let Some(place) = workspace.find(collection, record)
            {
                fates.put(place, record, since, entry);
            }
        };
        for part in &entry.operation.parts {
            match part {
                Part::Cells(cells) => {
                    let cells = cells.iter().zip(before.by_ref());
                    cells.for_each(|(cell, was)| came(cell.collection, cell.record, cell.field, &cell.value, was));
                }
                Part::Alive { collection, records, alive } => {
                    let records = records.iter().zip(before.by_ref());
                    records.for_each(|(&record, was)| {
                        came(*collection, record, FieldId::ALIVE, &Value::Bool(*alive), was);
                    });
                }
                Part::Many(many) => {
                    let was = stood.next().into_iter().flat_map(Runs::iter);
                    if many.field == FieldId::ALIVE {
                        let cells = many.cells().zip(was);
                        cells.for_each(|(cell, was)| {
                            came(cell.collection, cell.record, cell.field, &cell.value, &was);
                        });
                    }
                }
                Part::Rows(_) => {}
            }
        }
        if entry.operation.parts.iter().any(|part| matches!(part, Part::Rows(_))) {
            for table in workspace.tables() {
                for row in (0..table.len()).filter(|&row| table.row_stamp(row) == entry.operation.stamp) {
                    let record = workspace.ids.id(table.handle(row));
                    fates.put((table, row), record, since, entry);
                }
            }
        }
        while fates.hold(workspace, entry, since) {}
        fates
    }

    fn put(&mut self, (table, row): (&Table, u32), record: RecordId, since: &Since, entry: &Entry) {
        let of = table.collection();
        let fates = self.0.get_or(of, || vec![Fate::Other; table.len() as usize]);
        let alive = table.stamp(row, FieldId::ALIVE);
        let is_as_left = since.stands((of, record, FieldId::ALIVE), alive, entry.operation.stamp);
        fates[row as usize] = match is_as_left {
            true if !since.touched(of, record) => Fate::Goes,
            // A part that went to the trash with its record is taken back there, as what it changed of the record is.
            false if !table.is_alive(row) && is_part(of) => Fate::Other,
            _ => Fate::Stays,
        };
    }

    /// Holds back whatever something that stays needs; says whether there was more.
    fn hold(&mut self, workspace: &Workspace, entry: &Entry, since: &Since) -> bool {
        let mut held = false;
        let brought: Vec<CollectionId> = self.0.keys().copied().collect();
        for of in brought {
            for &(child, field) in hanging(of) {
                let Some(table) = workspace.table(child) else { continue };
                let Some(column) = table.column(field) else { continue };
                for row in table.alive_rows() {
                    let parent = column.reference(row).and_then(|parent| workspace.ids.row(parent, of));
                    let Some(parent) = parent else { continue };
                    match (self.at(of, parent), self.at(child, row)) {
                        (Fate::Goes, Fate::Stays) => held |= self.keep(of, parent),
                        (Fate::Goes, Fate::Other) => {
                            let came = table.row_stamp(row);
                            let record = workspace.ids.id(table.handle(row));
                            if (came > entry.operation.stamp && !since.is_cancelled(came))
                                || since.touched(child, record)
                            {
                                held |= self.keep(of, parent);
                            }
                        }
                        (Fate::Stays, Fate::Goes) if is_part_of(child, field) => held |= self.keep(child, row),
                        _ => {}
                    }
                }
            }
        }
        held
    }

    fn at(&self, of: CollectionId, row: u32) -> Fate {
        self.0.get(&of).and_then(|fates| fates.get(row as usize)).copied().unwrap_or(Fate::Other)
    }

    fn keep(&mut self, of: CollectionId, row: u32) -> bool {
        let fate = self.0.get_mut(&of).and_then(|fates| fates.get_mut(row as usize));
        fate.map(|fate| *fate = Fate::Stays).is_some()
    }

    /// Whether the record in a row goes.
    pub(crate) fn goes(&self, of: CollectionId, row: u32) -> bool {
        self.at(of, row) == Fate::Goes
    }

    /// Whether the operation brought this record and its undo leaves it.
    pub(crate) fn stays(&self, workspace: &Workspace, of: CollectionId, record: RecordId) -> bool {
        self.0.get(&of).is_some() && workspace.find(of, record).is_some_and(|(_, row)| self.at(of, row) == Fate::Stays)
    }
}
