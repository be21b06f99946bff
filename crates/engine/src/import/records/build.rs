//! Targets to rows, cells and records that come back.

use super::batch::{self, day, money, number, option};
use super::keys::stand_ins;
use super::names::Found;
use super::worth::{Moves, Worth, with_worth};
use super::{NOBODY, Planner, Standing, lines};
use crate::converted;
use crate::import::{Known, known};
use crate::packed::Packed;
use crate::rows::{Rows, SEGMENT_ROWS_MAX};
use hashbrown::HashSet;
use model::schema::{customer, kept, lead, order, order_line, said};
use model::{Cell, CollectionId, FieldId, Money, RecordId, Stamp, Value};
use protocol::import::{Cells, FieldKind, RecordReport};
use std::collections::BTreeMap;

/// What the operation will be made of.
pub(super) struct Builder {
    pub(super) pieces: Vec<Rows>,
    pub(super) cells: Vec<Cell>,
    pub(super) alive: BTreeMap<CollectionId, Vec<RecordId>>,
    pub(super) report: RecordReport,
    /// Totals of orders that follow their lines.
    pub(super) moves: Moves,
    stamp: Stamp,
}

impl Builder {
    pub(super) fn new(planner: &Planner<'_>) -> Builder {
        Builder {
            pieces: Vec::new(),
            cells: Vec::new(),
            alive: BTreeMap::new(),
            report: RecordReport { collection: Some(planner.of()), ..RecordReport::default() },
            moves: Moves::default(),
            stamp: planner.stamp,
        }
    }

    pub(super) fn revive(&mut self, of: CollectionId, id: RecordId) {
        self.alive.entry(of).or_default().push(id);
    }

    pub(super) fn along(&mut self, of: CollectionId, count: u32) {
        if count > 0 {
            self.report.along.push((of, count));
        }
    }

    /// The records of the file themselves.
    pub(super) fn records(&mut self, planner: &Planner<'_>) {
        let of = planner.of();
        let columns: Vec<usize> =
            (0..planner.batch.columns.len()).filter(|at| planner.batch.columns[*at].of == of).collect();
        let mut new = Vec::new();
        for (at, target) in planner.targets.iter().enumerate().filter(|(_, target)| target.first != NOBODY) {
            match target.standing {
                Standing::New => new.push(at),
                Standing::Dead => {
                    self.revive(of, target.id);
                    self.report.created += 1;
                    self.change(planner, at, &columns);
                }
                Standing::Alive => match self.change(planner, at, &columns) {
                    0 if !self.moves.moves(target.id) => self.report.unchanged += 1,
                    changed => {
                        self.report.updated += 1;
                        self.report.cells += changed;
                    }
                },
            }
        }
        self.report.created += new.len() as u32;
        for chunk in new.chunks(SEGMENT_ROWS_MAX) {
            let mut rows = Rows::new(of, self.stamp, chunk.iter().map(|at| planner.targets[*at].id));
            for &column in &columns {
                let cells: Vec<Option<usize>> = chunk.iter().map(|at| planner.filled(*at, column)).collect();
                rows = self.with(planner, rows, column, &cells);
            }
            if of == order_line::ID {
                let lines: Vec<Worth> = chunk.iter().map(|at| self.worth(planner, *at)).collect();
                rows = with_worth(rows, &lines);
            }
            self.pieces.push(complete(planner, rows, chunk));
        }
    }

    /// The rows with one more column; tags and the like are kept cell by cell.
    pub(super) fn with(&self, planner: &Planner<'_>, rows: Rows, at: usize, cells: &[Option<usize>]) -> Rows {
        if cells.iter().all(Option::is_none) {
            return rows;
        }
        let column = &planner.batch.columns[at];
        let found = |row: usize| column.cells.words(row).first().and_then(|word| id_of(planner, at, *word));
        let each = || cells.iter().copied();
        let packed = match (&column.cells, column.kind) {
            (cells @ Cells::Text { .. }, _) => Packed::texts(each().map(|row| row.map_or("", |row| cells.text(row)))),
            (cells @ Cells::Bool(_), _) => {
                Packed::bools(each().map(|row| match kept(column.field, Value::Bool(batch::yes(cells, row?)?)) {
                    Value::Bool(yes) => Some(yes),
                    _ => None,
                }))
            }
            (cells @ Cells::Number(_), _) => Packed::numbers(each().map(|row| number(cells, row?))),
            (cells @ Cells::Instant(_), _) => Packed::instants(each().map(|row| batch::instant(cells, row?))),
            (cells @ Cells::Money { .. }, _) => Packed::money(each().map(|row| money(cells, row?))),
            (cells @ Cells::Day(_), _) => Packed::days(each().map(|row| day(cells, row?))),
            (cells @ Cells::Option(_), _) => Packed::options(each().map(|row| option(cells, row?))),
            (Cells::Word { .. }, _) => Packed::references(each().map(|row| found(row?))),
            (Cells::Words { .. }, _) => {
                let filled = each().enumerate().filter_map(|(index, row)| {
                    let value = value(planner, at, row?);
                    (!value.is_empty()).then_some((index as u32, value))
                });
                let mut rows = rows;
                rows.sparse.push((column.field, filled.collect()));
                return rows;
            }
        };
        rows.with(column.field, packed)
    }

    /// The cells of a record of the book that the file says otherwise; how many.
    fn change(&mut self, planner: &Planner<'_>, at: usize, columns: &[usize]) -> u32 {
        if planner.of() == order_line::ID {
            let (id, row) = (planner.targets[at].id, planner.targets[at].first as usize);
            let worth = self.worth(planner, at);
            return lines::change(planner, self, id, worth, columns, row);
        }
        let (of, id, before) = (planner.of(), planner.targets[at].id, self.cells.len());
        for &column in columns {
            if let Some(row) = planner.filled(at, column) {
                self.set(planner, of, id, planner.batch.columns[column].field, value(planner, column, row));
            }
        }
        (self.cells.len() - before) as u32
    }

    /// What a line of a file of lines comes to; the total of its order will follow.
    fn worth(&mut self, planner: &Planner<'_>, at: usize) -> Worth {
        let (id, row) = (planner.targets[at].id, planner.targets[at].first as usize);
        let worth = planner.worth_of(id, row);
        if let Some(order) = planner.order_named(row) {
            let before = worth.before.filter(|_| known(planner.workspace, order_line::ID, id) == Known::Alive);
            self.moves.note(order, before, worth.gross());
        }
        worth
    }

    /// Writes a cell, if it says something else than stands there. What is in a set stays in it.
    pub(super) fn set(&mut self, planner: &Planner<'_>, of: CollectionId, id: RecordId, field: FieldId, value: Value) {
        if value.is_empty() {
            return;
        }
        let is = kept(field, said(of, field, planner.workspace.value(of, id, field)));
        let value = match (&is, value) {
            (Value::References(held), Value::References(more)) => {
                let new: Vec<RecordId> = more.into_iter().filter(|id| !held.contains(id)).collect();
                Value::References(held.iter().copied().chain(new).collect())
            }
            (_, value) => kept(field, value),
        };
        let stays = (of, field) == (lead::ID, lead::STATUS.id) && converted::stays(planner.workspace, id);
        if value != is && !stays {
            self.cells.push(Cell { collection: of, record: id, field, value });
        }
    }

    /// Records that are made, or come back, because rows name them.
    pub(super) fn made(&mut self, planner: &Planner<'_>) {
        let mut seen = HashSet::new();
        let mut new: BTreeMap<CollectionId, Vec<(RecordId, &str)>> = BTreeMap::new();
        for (at, found) in planner.found.iter().enumerate() {
            let column = &planner.batch.columns[at];
            let (FieldKind::Reference(to) | FieldKind::References(to)) = column.kind else { continue };
            if !found.iter().any(|found| matches!(found, Found::Make(_))) {
                continue;
            }
            for row in (0..planner.batch.len()).filter(|row| planner.of_row[*row] != NOBODY) {
                for &word in column.cells.words(row) {
                    if let Some(Found::Make(id)) = found.get(word as usize)
                        && seen.insert(*id)
                    {
                        new.entry(to).or_default().push((*id, &planner.batch.dictionary(at)[word as usize]));
                    }
                }
            }
        }
        let own: HashSet<RecordId> = planner.targets.iter().map(|target| target.id).collect();
        for (to, mut records) in new {
            // The file itself may bring a record under the id that a word would make.
            records.retain(|(id, _)| to != planner.of() || !own.contains(id));
            let standing = |id| known(planner.workspace, to, id);
            let dead = records.iter().filter(|(id, _)| standing(*id) == Known::Dead);
            let dead: Vec<RecordId> = dead.map(|(id, _)| *id).collect();
            records.retain(|(id, _)| standing(*id) == Known::New);
            self.along(to, (dead.len() + records.len()) as u32);
            dead.into_iter().for_each(|id| self.revive(to, id));
            for chunk in records.chunks(SEGMENT_ROWS_MAX) {
                let mut rows = Rows::new(to, self.stamp, chunk.iter().map(|(id, _)| *id))
                    .with(customer::NAME.id, Packed::texts(chunk.iter().map(|(_, name)| name)));
                if to == customer::ID && chunk.iter().any(|(_, name)| name.contains('@')) {
                    let emails = chunk.iter().map(|(_, name)| if name.contains('@') { name } else { "" });
                    rows = rows.with(customer::EMAIL.id, Packed::texts(emails));
                }
                self.pieces.push(rows);
            }
        }
    }
}

/// The record that a word of a column names.
pub(super) fn id_of(planner: &Planner<'_>, column: usize, word: u32) -> Option<RecordId> {
    match planner.found[column].get(word as usize) {
        Some(Found::Id(id) | Found::Make(id)) => Some(*id),
        _ => None,
    }
}

/// What stands in a cell, as a value.
pub(super) fn value(planner: &Planner<'_>, at: usize, row: usize) -> Value {
    let cells = &planner.batch.columns[at].cells;
    match cells {
        Cells::Word { .. } => {
            let id = cells.words(row).first().and_then(|word| id_of(planner, at, *word));
            id.map_or(Value::Empty, Value::Reference)
        }
        Cells::Words { .. } => {
            let mut ids: Vec<RecordId> = Vec::new();
            for id in cells.words(row).iter().filter_map(|word| id_of(planner, at, *word)) {
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
            if ids.is_empty() { Value::Empty } else { Value::References(ids) }
        }
        cells => batch::plain(cells, row),
    }
}

/// New records with what stands in for a missing name, and orders with the sum of their lines.
fn complete(planner: &Planner<'_>, mut rows: Rows, chunk: &[usize]) -> Rows {
    let of = planner.of();
    let column = |field: FieldId| planner.batch.find(of, field);
    if of == order::ID && planner.has_lines() {
        let given = column(order::TOTAL.id);
        let total = |at: &usize| -> Option<Money> {
            let said = given.and_then(|column| Some((column, planner.filled(*at, column)?)));
            match said {
                Some((column, row)) => money(&planner.batch.columns[column].cells, row),
                None => planner.total(*at),
            }
        };
        rows.columns.retain(|(field, _)| *field != order::TOTAL.id);
        let totals: Vec<Option<Money>> = chunk.iter().map(total).collect();
        if totals.iter().any(Option::is_some) {
            rows = rows.with(order::TOTAL.id, Packed::money(totals.into_iter()));
        }
    }
    let others: Vec<usize> = stand_ins(of).iter().filter_map(|field| column(*field)).collect();
    let named = column(customer::NAME.id);
    let unnamed = |at: &usize| named.and_then(|named| planner.filled(*at, named)).is_none();
    if !others.is_empty() && chunk.iter().any(unnamed) {
        let name = |at: &usize| {
            let mut said = named.iter().chain(&others);
            let said = said.find_map(|column| Some((*column, planner.filled(*at, *column)?)));
            said.map_or("", |(column, row)| planner.batch.columns[column].cells.text(row))
        };
        rows.columns.retain(|(field, _)| *field != customer::NAME.id);
        rows = rows.with(customer::NAME.id, Packed::texts(chunk.iter().map(name)));
    }
    rows
}
