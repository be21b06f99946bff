//! From the rows of a file of records to an operation: whom each row means, what is new, what changes.
//!
//! A row is taken for a record of the book, or of an earlier row, when they share a sign: an id, an address, a number, a name
//! (`keys`), and no surer one tells them apart (`bearers`). New records have ids derived from their sign or, where they have none, from all that the row says; so a file
//! that is imported again adds nothing, and two devices that import the same file agree.

mod batch;
mod bearers;
mod build;
mod choices;
mod keys;
mod lines;
mod matching;
mod names;
mod paying;
mod worth;

pub use batch::Batch;
pub use choices::{Choices, settle};

use super::Plan;
use crate::records::hangs;
use crate::workspace::Workspace;
use model::schema::{customer, order, order_line, product};
use model::{CollectionId, FieldId, Money, Part, RecordId, Stamp};
use names::Found;
use protocol::import::{
    FieldKind, REJECTS_SHOWN_MAX, ReadSummary, RecordMapping, RecordReport, Reject, RejectReason, Report,
    UNKNOWN_NAMES_MAX, UnknownName, required,
};
use std::collections::BTreeMap;

/// Rows refused here that are kept for the report; more are only counted.
const LATER_MAX: usize = 200_000;
/// Stands in `of_row` for a row that brings nothing.
const NOBODY: u32 = u32::MAX;

/// How a record of the file stands to the book.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Standing {
    New,
    /// In the book, deleted: comes back.
    Dead,
    /// In the book.
    Alive,
}

/// A record of the file.
#[derive(Clone, Copy, Debug)]
struct Target {
    id: RecordId,
    standing: Standing,
    /// Its first row; [`NOBODY`] where all of them are refused.
    first: u32,
}

struct Planner<'a> {
    workspace: &'a Workspace,
    batch: &'a Batch,
    mapping: &'a RecordMapping,
    stamp: Stamp,
    /// What the words of each column name; empty for columns of other kinds.
    found: Vec<Vec<Found>>,
    targets: Vec<Target>,
    /// The target of each row.
    of_row: Vec<u32>,
    /// Further rows of a target, in the order of the file.
    more: hashbrown::HashMap<u32, Vec<u32>>,
    /// What each row is worth as a line of an order.
    worth: Vec<Option<Money>>,
    /// The tax on it.
    taxes: Vec<Option<Money>>,
    report: RecordReport,
    rejected: u32,
    later: Vec<Reject>,
}

/// As much of a text as a report tells.
fn shortened(text: &str) -> String {
    text.chars().take(200).collect()
}

/// Plans an import of records against the book as it is.
pub fn plan(
    workspace: &Workspace,
    batch: &Batch,
    mapping: &RecordMapping,
    mut read: ReadSummary,
    stamp: Stamp,
) -> Plan {
    let mut planner = Planner {
        workspace,
        batch,
        mapping,
        stamp,
        found: Vec::new(),
        targets: Vec::new(),
        of_row: vec![NOBODY; batch.len()],
        more: hashbrown::HashMap::new(),
        worth: Vec::new(),
        taxes: Vec::new(),
        report: RecordReport { collection: Some(mapping.collection), ..RecordReport::default() },
        rejected: 0,
        later: Vec::new(),
    };
    planner.resolve_names();
    planner.match_rows();
    planner.resolve_own_names();
    planner.value_lines();
    planner.tax_lines();
    planner.compare_currencies();
    planner.gather();
    planner.require();
    planner.tell_nameless();
    let mut builder = build::Builder::new(&planner);
    if planner.has_lines() {
        lines::build(&planner, &mut builder);
    }
    let lines = std::mem::take(&mut builder.pieces);
    builder.records(&planner);
    builder.pieces.extend(lines);
    std::mem::take(&mut builder.moves).write(&planner, &mut builder);
    builder.made(&planner);
    let build::Builder { pieces, cells, alive, mut report, .. } = builder;
    report.skipped = planner.report.skipped;
    report.repeated = planner.report.repeated;
    report.nameless = planner.report.nameless;
    report.names_all = planner.report.names_all;
    report.names = std::mem::take(&mut planner.report.names);
    let mut parts = Vec::new();
    if !pieces.is_empty() {
        parts.push(Part::Rows(pieces));
    }
    let alive = alive.into_iter();
    parts.extend(alive.map(|(collection, records)| Part::Alive { collection, records, alive: true }));
    if !cells.is_empty() {
        parts.push(Part::Cells(cells));
    }
    let Planner { rejected, mut later, .. } = planner;
    later.sort_by_key(|reject| reject.line);
    read.good = read.good.saturating_sub(rejected);
    read.rejected = read.rejected.saturating_add(rejected);
    read.rejects.extend(later.iter().take(REJECTS_SHOWN_MAX).cloned());
    read.rejects.sort_by_key(|reject| reject.line);
    read.rejects.truncate(REJECTS_SHOWN_MAX);
    Plan { report: Report { read, records: report, ..Report::default() }, later, parts }
}

impl Planner<'_> {
    fn of(&self) -> CollectionId {
        self.mapping.collection
    }

    /// Whether rows are lines of orders.
    fn has_lines(&self) -> bool {
        self.of() == order::ID && self.batch.columns.iter().any(|column| column.of == order_line::ID)
    }

    fn reject(&mut self, row: usize, column: Option<usize>, reason: RejectReason) {
        self.of_row[row] = NOBODY;
        self.rejected += 1;
        if self.later.len() >= LATER_MAX {
            return;
        }
        let text = column.map(|column| {
            let cells = &self.batch.columns[column].cells;
            let word = cells.words(row).first().and_then(|word| self.batch.dictionary(column).get(*word as usize));
            shortened(word.map_or_else(|| cells.text(row), String::as_str))
        });
        self.later.push(Reject {
            line: self.batch.lines[row],
            column: column.and_then(|column| self.batch.place(column)),
            reason,
            text: text.unwrap_or_default(),
        });
    }

    /// Finds out what the words of every column name, as far as the book knows.
    fn resolve_names(&mut self) {
        let unknown = self.mapping.unknown_reference;
        for at in 0..self.batch.columns.len() {
            let column = &self.batch.columns[at];
            let found = match column.kind {
                FieldKind::Reference(to) | FieldKind::References(to) => {
                    let own = to == self.of() && column.of == self.of();
                    names::resolve(self.workspace, to, self.batch.dictionary(at), unknown, own)
                }
                _ => Vec::new(),
            };
            self.found.push(found);
        }
    }

    /// Whether a row is nothing without what a column names: its record hangs on that or needs it, or the user wants such rows left out.
    fn needs(&self, at: usize) -> bool {
        let column = &self.batch.columns[at];
        let (FieldKind::Reference(to) | FieldKind::References(to)) = column.kind else { return false };
        let by_choice = to == customer::ID || to == product::ID;
        by_choice || required(column.of).contains(&column.field) || hangs(column.of, column.field, to)
    }

    /// Why a row cannot be taken, by what its words name.
    fn bad_name(&self, row: usize) -> Option<(usize, RejectReason)> {
        let columns = self.batch.columns.iter().zip(&self.found).enumerate();
        for (at, (column, found)) in columns.filter(|(at, (_, found))| !found.is_empty() && self.needs(*at)) {
            for word in column.cells.words(row) {
                if let Some(Found::Bad(reason)) = found.get(*word as usize) {
                    return Some((at, *reason));
                }
            }
        }
        None
    }

    /// The names that nobody goes by and whose cells stay empty, in the report.
    fn tell_nameless(&mut self) {
        let mut names: BTreeMap<(usize, u32), UnknownName> = BTreeMap::new();
        for (at, found) in self.found.iter().enumerate() {
            if self.needs(at) || !found.iter().any(|found| matches!(found, Found::Bad(_))) {
                continue;
            }
            for row in (0..self.batch.len()).filter(|row| self.of_row[*row] != NOBODY) {
                for &word in self.batch.columns[at].cells.words(row) {
                    let Some(Found::Bad(reason)) = found.get(word as usize) else { continue };
                    let known = names.entry((at, word)).or_insert_with(|| UnknownName {
                        column: self.batch.place(at).unwrap_or(0),
                        text: shortened(&self.batch.dictionary(at)[word as usize]),
                        reason: *reason,
                        rows: 0,
                    });
                    known.rows += 1;
                }
            }
        }
        let mut names: Vec<UnknownName> = names.into_values().collect();
        self.report.nameless = names.iter().map(|name| name.rows).sum();
        self.report.names_all = names.len() as u32;
        names.sort_by_key(|name| std::cmp::Reverse(name.rows));
        names.truncate(UNKNOWN_NAMES_MAX);
        self.report.names = names;
    }

    /// Records that rows name and the file itself brings.
    fn resolve_own_names(&mut self) {
        let later = |found: &Vec<Found>| found.contains(&Found::Later);
        if !self.found.iter().any(later) {
            return;
        }
        let brought = self.signs_of_targets();
        let unknown = self.mapping.unknown_reference;
        for at in 0..self.found.len() {
            for word in 0..self.found[at].len() {
                if self.found[at][word] != Found::Later {
                    continue;
                }
                let text = &self.batch.dictionary(at)[word];
                let signs = keys::signs_of_word(self.of(), text);
                let id = signs.iter().find_map(|sign| brought.get(sign)).copied();
                self.found[at][word] = id.map_or_else(|| names::make(self.of(), text, unknown, false), Found::Id);
            }
        }
        for row in 0..self.batch.len() {
            if self.of_row[row] != NOBODY
                && let Some((column, reason)) = self.bad_name(row)
            {
                self.reject(row, Some(column), reason);
            }
        }
    }

    /// First and further rows of every target.
    fn gather(&mut self) {
        for row in 0..self.of_row.len() {
            let at = self.of_row[row];
            if let Some(target) = self.targets.get_mut(at as usize) {
                if target.first == NOBODY {
                    target.first = row as u32;
                } else {
                    self.more.entry(at).or_default().push(row as u32);
                }
            }
        }
    }

    /// All rows of a target, in the order of the file.
    fn rows(&self, at: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let first = Some(self.targets[at].first).filter(|first| *first != NOBODY);
        let more = self.more.get(&(at as u32)).map_or(&[][..], Vec::as_slice);
        first.into_iter().chain(more.iter().copied()).map(|row| row as usize)
    }

    /// The row that says last what stands in a column of a target.
    fn filled(&self, at: usize, column: usize) -> Option<usize> {
        let cells = &self.batch.columns[column].cells;
        let first = self.targets[at].first;
        if first == NOBODY {
            return None;
        }
        if self.more.is_empty() || !self.more.contains_key(&(at as u32)) {
            return Some(first as usize).filter(|row| !cells.is_empty(*row));
        }
        // Rows of one order are lines: the first says what the order is.
        if self.has_lines() {
            return self.rows(at).find(|row| !cells.is_empty(*row));
        }
        self.rows(at).rev().find(|row| !cells.is_empty(*row))
    }

    /// Refuses new records that lack what they need.
    fn require(&mut self) {
        let needed: Vec<(FieldId, Option<usize>)> =
            required(self.of()).iter().map(|field| (*field, self.batch.find(self.of(), *field))).collect();
        let stand_ins: Vec<usize> =
            keys::stand_ins(self.of()).iter().filter_map(|field| self.batch.find(self.of(), *field)).collect();
        for at in 0..self.targets.len() {
            if self.targets[at].standing == Standing::Alive || self.targets[at].first == NOBODY {
                continue;
            }
            let lacks = needed.iter().find(|(field, column)| {
                let said = column.is_some_and(|column| self.filled(at, column).is_some());
                let named = field.0 == 1 && stand_ins.iter().any(|column| self.filled(at, *column).is_some());
                !said && !named
            });
            if let Some((_, column)) = lacks.copied() {
                let rows: Vec<usize> = self.rows(at).collect();
                rows.into_iter().for_each(|row| self.reject(row, column, RejectReason::MissingField));
                self.targets[at].first = NOBODY;
                self.more.remove(&(at as u32));
            }
        }
    }
}
