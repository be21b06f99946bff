//! What follows from the stage of an opportunity. Whichever way a stage is set (a step, an edit in place, many at once, a form, an import, an undo),
//! the operation that sets it is completed here: with the record of the stage log, the pipeline, the day of closing.

use crate::ids::{Handle, Ids};
use crate::import::derived;
use crate::packed::Packed;
use crate::rows::{Rows, SEGMENT_ROWS_MAX};
use crate::table::Table;
use crate::workspace::{MemoryPart, Workspace};
use hashbrown::{HashMap, HashSet};
use model::schema::{FromValue, Key, opportunity, pipeline, pipeline_stage, pipelines, stage_change};
use model::{Cell, CollectionId, Day, FieldId, Label, Operation, OptionId, Part, RecordId, Stamp, Value};

const DAY_MILLIS: i64 = 86_400_000;

type Place = (CollectionId, RecordId, FieldId);

/// Completes an operation that was planned here. `offset_minutes` is where the writer is, east of Greenwich.
pub fn complete(workspace: &Workspace, operation: &mut Operation<Vec<Rows>>, offset_minutes: i32) {
    let imports = matches!(&operation.label, Label::Records { collection, .. } if *collection == opportunity::ID);
    let deals = touched(operation);
    if !deals.is_empty() {
        Completing::new(workspace, operation, offset_minutes).complete(operation, &deals);
    }
    if imports {
        complete_rows(workspace, operation, offset_minutes);
    }
}

/// Opportunities whose stage, pipeline or life an operation writes cell by cell, each once, in their order.
fn touched(operation: &Operation<Vec<Rows>>) -> Vec<RecordId> {
    let concerned = [FieldId::ALIVE, opportunity::STAGE.id, opportunity::PIPELINE.id];
    let mut seen = HashSet::new();
    let mut deals = Vec::new();
    for part in &operation.parts {
        if let Part::Cells(cells) = part {
            let these =
                cells.iter().filter(|cell| cell.collection == opportunity::ID && concerned.contains(&cell.field));
            deals.extend(these.map(|cell| cell.record).filter(|record| seen.insert(*record)));
        }
    }
    deals
}

/// The newest record of an opportunity's log.
#[derive(Clone, Copy, Debug)]
struct Last {
    at: i64,
    id: RecordId,
    to: Option<RecordId>,
}

struct Completing<'a> {
    workspace: &'a Workspace,
    /// What the operation writes of opportunities, stages and their log.
    written: HashMap<Place, Value>,
    stamp: Stamp,
    today: Day,
    is_undo: bool,
    is_import: bool,
}

impl<'a> Completing<'a> {
    fn new(workspace: &'a Workspace, operation: &Operation<Vec<Rows>>, offset_minutes: i32) -> Self {
        let mut written = HashMap::new();
        let concerned = [opportunity::ID, pipeline_stage::ID, stage_change::ID];
        for part in &operation.parts {
            match part {
                Part::Cells(cells) => {
                    let these = cells.iter().filter(|cell| concerned.contains(&cell.collection));
                    written.extend(these.map(|cell| ((cell.collection, cell.record, cell.field), cell.value.clone())));
                }
                Part::Alive { collection, records, alive } if concerned.contains(collection) => {
                    let place = |record: &RecordId| (*collection, *record, FieldId::ALIVE);
                    written.extend(records.iter().map(|record| (place(record), Value::Bool(*alive))));
                }
                Part::Many(many) if concerned.contains(&many.collection) => {
                    written.extend(many.cells().map(|cell| ((cell.collection, cell.record, cell.field), cell.value)));
                }
                _ => {}
            }
        }
        let stamp = operation.stamp;
        let today = Day::of_instant(stamp.millis() as i64, offset_minutes);
        let is_undo = matches!(operation.label, Label::Undo(..));
        let is_import = matches!(operation.label, Label::Records { .. });
        Completing { workspace, written, stamp, today, is_undo, is_import }
    }

    /// What stands in a cell after the operation.
    fn value(&self, collection: CollectionId, record: RecordId, field: FieldId) -> Value {
        let written = self.written.get(&(collection, record, field));
        written.cloned().unwrap_or_else(|| self.workspace.value(collection, record, field))
    }

    fn get<T: FromValue>(&self, collection: CollectionId, record: RecordId, key: Key<T>) -> Option<T> {
        T::from_value(self.value(collection, record, key.id))
    }

    fn writes(&self, deal: RecordId, field: FieldId) -> bool {
        self.written.contains_key(&(opportunity::ID, deal, field))
    }

    fn complete(&self, operation: &mut Operation<Vec<Rows>>, deals: &[RecordId]) {
        let last = self.last_of(deals);
        let mut more = Vec::new();
        for &deal in deals {
            if self.value(opportunity::ID, deal, FieldId::ALIVE) == Value::Bool(true) {
                let last = last.get(&deal).copied();
                if self.is_undo { self.settle_log(deal, last, &mut more) } else { self.follow(deal, last, &mut more) }
            }
        }
        put(operation, more);
    }

    /// The newest living log record of each of these opportunities, as it is after the operation. One pass over the log.
    fn last_of(&self, deals: &[RecordId]) -> HashMap<RecordId, Last> {
        let mut last: HashMap<RecordId, Last> = HashMap::new();
        let Some(log) = self.workspace.table(stage_change::ID) else { return last };
        let Some(column) = log.column(stage_change::OPPORTUNITY.id) else { return last };
        let ids = &self.workspace.ids;
        let wanted: HashMap<Handle, RecordId> =
            deals.iter().filter_map(|&deal| Some((ids.find(deal)?, deal))).collect();
        for row in 0..log.len() {
            let Some(&deal) = column.reference(row).and_then(|of| wanted.get(&of)) else { continue };
            let id = ids.id(log.handle(row));
            if self.value(stage_change::ID, id, FieldId::ALIVE) != Value::Bool(true) {
                continue;
            }
            let at = i64::from_value(log.value(row, stage_change::AT.id, ids)).unwrap_or(0);
            let to = RecordId::from_value(log.value(row, stage_change::TO.id, ids));
            if last.get(&deal).is_none_or(|known| (known.at, known.id) < (at, id)) {
                last.insert(deal, Last { at, id, to });
            }
        }
        last
    }

    /// After an undo the log still ends where the opportunity stands: nearly always by itself, since its record goes and comes with the stage.
    fn settle_log(&self, deal: RecordId, last: Option<Last>, more: &mut Vec<Cell>) {
        let stage = self.get(opportunity::ID, deal, opportunity::STAGE);
        let ends = last.and_then(|last| last.to);
        if stage != ends {
            self.log(deal, ends, stage, last, more);
        }
    }

    /// What follows from where the opportunity stands after the operation.
    fn follow(&self, deal: RecordId, last: Option<Last>, more: &mut Vec<Cell>) {
        let cell = |field: FieldId, value: Value| Cell { collection: opportunity::ID, record: deal, field, value };
        let is_new = self.workspace.find(opportunity::ID, deal).is_none();
        let before = self.workspace.get(opportunity::ID, deal, opportunity::STAGE);
        let mut stage = self.get(opportunity::ID, deal, opportunity::STAGE);
        let chosen = self.get(opportunity::ID, deal, opportunity::PIPELINE);
        let elsewhere = self.writes(deal, opportunity::PIPELINE.id) && !self.writes(deal, opportunity::STAGE.id) && {
            let whose = stage.and_then(|stage| self.get(pipeline_stage::ID, stage, pipeline_stage::PIPELINE));
            chosen.is_some() && whose != chosen
        };
        if (stage.is_none() && is_new) || elsewhere {
            let outcome = stage.and_then(|stage| self.get(pipeline_stage::ID, stage, pipeline_stage::OUTCOME));
            let ended = outcome.filter(|outcome| closes(Some(*outcome)));
            match first_stage(self.workspace, chosen, ended) {
                Some(first) => {
                    stage = Some(first);
                    more.push(cell(opportunity::STAGE.id, Value::Reference(first)));
                }
                // What was won or lost stays so. Where somebody wants it elsewhere that is refused ([`crate::checks`]); a file cannot be asked.
                None if ended.is_some() && self.is_import => {
                    let whose = stage.and_then(|stage| self.get(pipeline_stage::ID, stage, pipeline_stage::PIPELINE));
                    more.push(cell(opportunity::PIPELINE.id, whose.map_or(Value::Empty, Value::Reference)));
                }
                None => {}
            }
        }
        if is_new && self.value(opportunity::ID, deal, opportunity::OPENED_AT.id).is_empty() {
            more.push(cell(opportunity::OPENED_AT.id, Value::Day(self.today)));
        }
        if stage == before {
            return;
        }
        let whose = stage.and_then(|stage| self.get(pipeline_stage::ID, stage, pipeline_stage::PIPELINE));
        if let Some(whose) = whose.filter(|_| whose != chosen) {
            more.push(cell(opportunity::PIPELINE.id, Value::Reference(whose)));
        }
        let mut empty = |field: FieldId| {
            if !self.writes(deal, field) && !self.workspace.value(opportunity::ID, deal, field).is_empty() {
                more.push(cell(field, Value::Empty));
            }
        };
        // What somebody thought of the chance held for the stage before.
        empty(opportunity::PROBABILITY.id);
        let outcome = stage.and_then(|stage| self.get(pipeline_stage::ID, stage, pipeline_stage::OUTCOME));
        if outcome != Some(pipelines::LOST) {
            empty(opportunity::LOST_REASON.id);
        }
        // What was lost and is won after all ended anew.
        let was = before.and_then(|stage| self.get(pipeline_stage::ID, stage, pipeline_stage::OUTCOME));
        let anew = was != outcome && was.is_some() && !self.writes(deal, opportunity::CLOSED_AT.id);
        match closes(outcome) {
            false => empty(opportunity::CLOSED_AT.id),
            true if anew || self.value(opportunity::ID, deal, opportunity::CLOSED_AT.id).is_empty() => {
                more.push(cell(opportunity::CLOSED_AT.id, Value::Day(self.today)));
            }
            true => {}
        }
        self.log(deal, before, stage, last, more);
    }

    fn log(
        &self,
        deal: RecordId,
        from: Option<RecordId>,
        to: Option<RecordId>,
        last: Option<Last>,
        more: &mut Vec<Cell>,
    ) {
        let record = log_id(deal, self.stamp);
        // Two moves in one millisecond, or a clock that was set back: the log keeps the order in which they were made.
        let at = (self.stamp.millis() as i64).max(last.map_or(i64::MIN, |last| last.at.saturating_add(1)));
        let fields = [
            (FieldId::ALIVE, Value::Bool(true)),
            (stage_change::OPPORTUNITY.id, Value::Reference(deal)),
            (stage_change::FROM.id, from.map_or(Value::Empty, Value::Reference)),
            (stage_change::TO.id, to.map_or(Value::Empty, Value::Reference)),
            (stage_change::AT.id, Value::Instant(at)),
        ];
        let told = fields.into_iter().filter(|(_, value)| !value.is_empty());
        more.extend(told.map(|(field, value)| Cell { collection: stage_change::ID, record, field, value }));
    }
}

fn log_id(deal: RecordId, stamp: Stamp) -> RecordId {
    derived("stage", &[&deal.0.to_le_bytes(), &stamp.0.to_le_bytes()])
}

/// Whether nothing goes on in a stage with this outcome.
pub(crate) fn closes(outcome: Option<OptionId>) -> bool {
    [Some(pipelines::WON), Some(pipelines::LOST)].contains(&outcome)
}

/// What belongs to the stage of an opportunity stays with it: where an undo leaves the stage, it does not bring back what stood beside an earlier one.
pub(crate) fn stay(parts: &mut [MemoryPart], kept: &[Place]) {
    let is_stage = |place: &&Place| (place.0, place.2) == (opportunity::ID, opportunity::STAGE.id);
    let stays: HashSet<RecordId> = kept.iter().filter(is_stage).map(|place| place.1).collect();
    if stays.is_empty() {
        return;
    }
    let beside =
        [opportunity::PIPELINE.id, opportunity::PROBABILITY.id, opportunity::CLOSED_AT.id, opportunity::LOST_REASON.id];
    let cells_of = |part| if let &mut Part::Cells(ref mut cells) = part { Some(cells) } else { None };
    for cells in parts.iter_mut().filter_map(cells_of) {
        cells.retain(|cell| {
            cell.collection != opportunity::ID || !beside.contains(&cell.field) || !stays.contains(&cell.record)
        });
    }
}

/// Adds cells to an operation. A cell that it writes already is written once, as it is now: of two with one stamp the second would be refused.
fn put(operation: &mut Operation<Vec<Rows>>, cells: Vec<Cell>) {
    // Only the pipeline can be written already, and its stage says otherwise.
    let is_pipeline = |cell: &Cell| cell.collection == opportunity::ID && cell.field == opportunity::PIPELINE.id;
    let cells_of = |part| if let &mut Part::Cells(ref mut cells) = part { Some(cells) } else { None };
    let known = operation.parts.iter_mut().filter_map(cells_of).flatten().filter(|cell| is_pipeline(cell));
    let mut known: HashMap<RecordId, &mut Cell> = known.map(|cell| (cell.record, cell)).collect();
    let mut new = Vec::new();
    for cell in cells {
        match known.get_mut(&cell.record).filter(|_| is_pipeline(&cell)) {
            Some(known) => known.value = cell.value,
            None => new.push(cell),
        }
    }
    drop(known);
    if new.is_empty() {
        return;
    }
    match operation.parts.last_mut() {
        Some(Part::Cells(cells)) => cells.extend(new),
        _ => operation.parts.push(Part::Cells(new)),
    }
}

/// The living pipeline that comes first.
pub(crate) fn first_pipeline(workspace: &Workspace) -> Option<RecordId> {
    let table = workspace.table(pipeline::ID)?;
    let key = |row: u32| (table.text(row, pipeline::POSITION).to_owned(), workspace.ids.id(table.handle(row)));
    table.alive_rows().map(key).min().map(|(_, id)| id)
}

/// The first stage of a pipeline with this outcome, or else in which work goes on; of the first pipeline where none is named.
pub(crate) fn first_stage(workspace: &Workspace, of: Option<RecordId>, ended: Option<OptionId>) -> Option<RecordId> {
    let of = of.or_else(|| first_pipeline(workspace))?;
    let table = workspace.table(pipeline_stage::ID)?;
    let handle = workspace.ids.find(of)?;
    let rows = workspace.referring(pipeline_stage::ID, pipeline_stage::PIPELINE, handle).into_iter();
    let outcome = |row: u32| table.column(pipeline_stage::OUTCOME.id).and_then(|column| column.option(row));
    let key = |row: u32| (table.text(row, pipeline_stage::POSITION).to_owned(), workspace.ids.id(table.handle(row)));
    let is_meant = |row: &u32| if ended.is_some() { outcome(*row) == ended } else { !closes(outcome(*row)) };
    rows.filter(is_meant).map(key).min().map(|(_, id)| id)
}

/// Opportunities that an import adds: what the file does not say follows, and their log begins.
fn complete_rows(workspace: &Workspace, operation: &mut Operation<Vec<Rows>>, offset_minutes: i32) {
    let (stamp, mut cells, mut log) = (operation.stamp, Vec::new(), Vec::new());
    let now = stamp.millis() as i64;
    let today = Day::of_instant(now, offset_minutes);
    for part in &operation.parts {
        let Part::Rows(pieces) = part else { continue };
        for rows in pieces.iter().filter(|rows| rows.collection == opportunity::ID) {
            let (mut table, mut ids) = (Table::new(opportunity::ID), Ids::default());
            table.extend(rows.clone(), None, false, &mut ids);
            for row in 0..table.len() {
                let deal = ids.id(table.handle(row));
                let day = |key: Key<Day>| table.column(key.id).and_then(|column| column.day(row));
                let reference = |key: Key<RecordId>| RecordId::from_value(table.value(row, key.id, &ids));
                let mut tell = |field: FieldId, value: Value| {
                    cells.push(Cell { collection: opportunity::ID, record: deal, field, value });
                };
                let chosen = reference(opportunity::PIPELINE);
                let told = reference(opportunity::STAGE);
                let Some(stage) = told.or_else(|| first_stage(workspace, chosen, None)) else { continue };
                if told.is_none() {
                    tell(opportunity::STAGE.id, Value::Reference(stage));
                }
                let whose = workspace.get(pipeline_stage::ID, stage, pipeline_stage::PIPELINE);
                if let (Some(whose), None) = (whose, chosen) {
                    tell(opportunity::PIPELINE.id, Value::Reference(whose));
                }
                let opened = day(opportunity::OPENED_AT);
                let mut closed = day(opportunity::CLOSED_AT);
                if closed.is_none() && closes(workspace.get(pipeline_stage::ID, stage, pipeline_stage::OUTCOME)) {
                    let past = day(opportunity::EXPECTED_CLOSE_DATE).filter(|day| *day <= today);
                    closed = Some(past.unwrap_or(today));
                    tell(opportunity::CLOSED_AT.id, Value::Day(past.unwrap_or(today)));
                }
                // Noon, so that it is that day wherever the book is read.
                let noon = |day: Day| i64::from(day.0) * DAY_MILLIS + DAY_MILLIS / 2;
                log.push((deal, stage, closed.or(opened).map_or(now, noon).min(now)));
            }
        }
    }
    if !cells.is_empty() {
        put(operation, cells);
    }
    let pieces = log.chunks(SEGMENT_ROWS_MAX).map(|log| {
        Rows::new(stage_change::ID, stamp, log.iter().map(|(deal, ..)| log_id(*deal, stamp)))
            .with(stage_change::OPPORTUNITY.id, Packed::references(log.iter().map(|(deal, ..)| Some(*deal))))
            .with(stage_change::TO.id, Packed::references(log.iter().map(|(_, stage, _)| Some(*stage))))
            .with(stage_change::AT.id, Packed::instants(log.iter().map(|(.., at)| Some(*at))))
    });
    let pieces: Vec<Rows> = pieces.collect();
    if !pieces.is_empty() {
        match operation.parts.iter_mut().find_map(|part| if let Part::Rows(rows) = part { Some(rows) } else { None }) {
            Some(rows) => rows.extend(pieces),
            None => operation.parts.push(Part::Rows(pieces)),
        }
    }
}
