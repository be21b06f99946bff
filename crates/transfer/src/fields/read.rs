//! The whole file to columns of typed cells, and the rows that cannot be taken.

use super::options::{Options, key};
use super::slot::{Reading, Slot, Taken};
use super::{find, within};
use crate::currency;
use crate::limits::{CELL_CHARS_SHOWN, PROFILE_ROWS, UNKNOWN_TEXTS_MAX};
use crate::profile::Profile;
use crate::read::{Outcome, Progress, check_width};
use crate::records::{Records, Row};
use crate::rejects::Rejects;
use crate::text::{clean, is_absent, is_missing, join_names, shorten};
use model::Day;
use model::schema::customer;
use protocol::Zone;
use protocol::import::{
    FieldKind, ImportField, Mapping, ReadSummary, RecordColumn, RecordMapping, RecordRows, RejectReason, Target,
    UnknownOption, UnknownText, remark_of,
};
use std::collections::HashMap;
use std::rc::Rc;

/// How the example row of a template begins, which is the first below its headings.
pub const EXAMPLES: [&str; 2] = ["Example:", "例如："];

/// Reads rows into fields.
pub struct Fields {
    /// The fields in the order in which they are read; the one that keeps remarks is the last.
    pub slots: Vec<Slot>,
    names: [Option<usize>; 2],
    currency: Option<usize>,
    reading: Reading,
    width: usize,
    keep: bool,
    /// Whether no row was read yet.
    first: bool,
}

/// What a row brought beside its cells.
#[derive(Debug, Default)]
pub struct Noted {
    /// Amounts that were rounded.
    pub rounded: u32,
    /// Slots whose text is no value of the field's list.
    pub unknown: Vec<usize>,
}

impl Fields {
    /// By the meaning of each column, for a reader with this day and time zone.
    pub fn new(
        profile: &Profile,
        fields: &[ImportField],
        mapping: &Mapping,
        records: &RecordMapping,
        (today, zone): (Day, Rc<Zone>),
    ) -> Fields {
        let names = [records.column(Target::FirstName), records.column(Target::LastName)];
        let mut slots = Vec::new();
        for field in within(fields, records.collection) {
            let own = records.column(Target::Field(field.of, field.id));
            let named = field.id == customer::NAME.id && field.of == records.collection;
            let column = own.or(if named { names[1].or(names[0]) } else { None });
            if let Some(column) = column {
                let options = Options::with(&field.options, records.words_of(field.of, field.id));
                let mut slot = Slot::new(field.of, field.id, field.kind, Some(column), options);
                slot.label = field.labels.first().cloned().unwrap_or_else(|| field.name.clone());
                if let Some(Some(header)) = profile.columns.get(column).map(|column| &column.name) {
                    slot.label = clean(header).into_owned();
                }
                slots.push(slot);
            }
        }
        let remark = remark_of(records.collection);
        let keep = records.unknown_option == UnknownOption::Remark
            && remark.is_some()
            && slots.iter().any(|slot| slot.kind == FieldKind::Option);
        if keep {
            let is_remark = |slot: &Slot| slot.of == records.collection && Some(slot.field) == remark;
            let at = slots.iter().position(is_remark);
            let declared = remark.and_then(|id| find(fields, records.collection, id));
            let new = || declared.map(|field| Slot::new(field.of, field.id, field.kind, None, Options::default()));
            let last = at.map(|at| slots.remove(at)).or_else(new);
            slots.extend(last);
        }
        Fields {
            slots,
            names,
            currency: records.column(Target::Currency),
            reading: Reading { day: mapping.day, today, mark: mapping.decimal, currency: mapping.currency, zone },
            width: profile.columns.len(),
            keep,
            first: true,
        }
    }

    /// Reads one row as the row with this number; one that is refused leaves nothing behind.
    ///
    /// # Errors
    /// The column at fault and why.
    pub fn push(&mut self, row: &Row, rows: usize) -> Result<Noted, (Option<usize>, RejectReason)> {
        let read = self.read(row);
        if read.is_err() {
            self.slots.iter_mut().for_each(|slot| slot.truncate(rows));
        }
        read
    }

    fn read(&mut self, row: &Row) -> Result<Noted, (Option<usize>, RejectReason)> {
        let first = std::mem::take(&mut self.first);
        check_width(row, self.width).map_err(|reason| (None, reason))?;
        if first && is_example(row) {
            return Err((None, RejectReason::Example));
        }
        let reading = self.reading_of(row).map_err(|column| (Some(column), RejectReason::NotACurrency))?;
        let name = self.name(row);
        let mut noted = Noted::default();
        let mut remark = String::new();
        let last = self.slots.len().saturating_sub(1);
        for (at, slot) in self.slots.iter_mut().enumerate() {
            let column = slot.column;
            let mut text = column.map_or("", |column| row.field(column));
            if let Some(name) = name.as_deref().filter(|_| slot.field == customer::NAME.id) {
                text = name;
            }
            let kept;
            if self.keep && at == last && !remark.is_empty() {
                kept = if is_absent(text) { remark.clone() } else { format!("{text}\n{remark}") };
                text = &kept;
            }
            match slot.push(text, &reading).map_err(|reason| (column, reason))? {
                Taken::Plain => {}
                Taken::Rounded => noted.rounded += 1,
                Taken::Unknown => {
                    noted.unknown.push(at);
                    if !remark.is_empty() {
                        remark.push('\n');
                    }
                    remark.push_str(&format!("{}: {}", slot.label, clean(text)));
                }
            }
        }
        Ok(noted)
    }

    /// How this row is read: in its own currency, or the column at fault.
    fn reading_of(&self, row: &Row) -> Result<Reading, usize> {
        let word = self.currency.map(|column| (column, row.field(column))).filter(|(_, word)| !is_missing(word));
        let Some((column, word)) = word else { return Ok(self.reading.clone()) };
        let currency = currency::resolve(word, self.reading.currency).ok_or(column)?;
        Ok(Reading { currency, ..self.reading.clone() })
    }

    /// What each column of a row will be taken as; nothing for those that mean nothing.
    pub fn shown(&mut self, row: &Row) -> Vec<Option<Result<String, RejectReason>>> {
        let mut shown = vec![None; self.width];
        if let Err(reason) = check_width(row, self.width) {
            shown.iter_mut().take(1).for_each(|first| *first = Some(Err(reason)));
            return shown;
        }
        let reading = self.reading_of(row);
        if let (Some(column), Some(slot)) = (self.currency, self.currency.and_then(|column| shown.get_mut(column))) {
            let code = |reading: &Reading| reading.currency.code().to_owned();
            let empty = is_missing(row.field(column));
            let code = reading.as_ref().map(code).map_err(|_| RejectReason::NotACurrency);
            *slot = Some(if empty { Ok(String::new()) } else { code });
        }
        let reading = reading.unwrap_or_else(|_| self.reading.clone());
        for part in self.names.into_iter().flatten() {
            if let Some(slot) = shown.get_mut(part) {
                *slot = Some(Ok(clean(row.field(part)).into_owned()));
            }
        }
        for slot in &mut self.slots {
            let Some(column) = slot.column.filter(|column| !self.names.contains(&Some(*column))) else { continue };
            if let Some(cell) = shown.get_mut(column) {
                *cell = Some(slot.show(row.field(column), &reading));
            }
        }
        shown
    }

    /// The name that stands in two columns, where the name's own is empty.
    fn name(&self, row: &Row) -> Option<String> {
        let part = |column: Option<usize>| column.map(|column| row.field(column)).filter(|text| !is_absent(text));
        let own = self.slots.iter().find(|slot| slot.field == customer::NAME.id)?.column;
        let in_parts = own == self.names[0] || own == self.names[1];
        if !in_parts && part(own).is_some() {
            return None;
        }
        match (part(self.names[0]), part(self.names[1])) {
            (None, None) => None,
            (Some(first), Some(last)) => Some(join_names(first, last)),
            (first, last) => first.or(last).map(str::to_owned),
        }
    }
}

/// Texts that are no values of their lists, counted.
#[derive(Debug, Default)]
struct Unknown(HashMap<(usize, u64), (String, u32)>);

impl Unknown {
    fn note(&mut self, column: usize, text: &str) {
        let (key, full) = (key(text), self.0.len() >= UNKNOWN_TEXTS_MAX);
        match self.0.get_mut(&(column, key)) {
            Some((_, rows)) => *rows += 1,
            None if full => {}
            None => drop(self.0.insert((column, key), (shorten(&clean(text), CELL_CHARS_SHOWN), 1))),
        }
    }

    /// The most frequent first.
    fn listed(self) -> Vec<UnknownText> {
        let text = |((column, key), (text, rows)): ((usize, u64), (String, u32))| UnknownText {
            column: u32::try_from(column).unwrap_or(u32::MAX),
            text,
            key,
            rows,
        };
        let mut texts: Vec<UnknownText> = self.0.into_iter().map(text).collect();
        texts.sort_by(|a, b| b.rows.cmp(&a.rows).then_with(|| (a.column, &a.text).cmp(&(b.column, &b.text))));
        texts
    }
}

/// Texts of the first rows that are no values of their lists by themselves.
pub fn unknown_words(text: &str, profile: &Profile, fields: &Fields) -> Vec<UnknownText> {
    let asked: Vec<(usize, &Slot)> = fields
        .slots
        .iter()
        .filter(|slot| slot.kind == FieldKind::Option)
        .filter_map(|slot| Some((slot.column?, slot)))
        .collect();
    let (mut unknown, mut row, mut rows) = (Unknown::default(), Row::default(), profile.data(text));
    for at in 0..PROFILE_ROWS {
        if asked.is_empty() || !rows.next(&mut row) {
            break;
        }
        let whole = check_width(&row, fields.width).is_ok() && !(at == 0 && is_example(&row));
        for (column, slot) in asked.iter().filter(|_| whole) {
            if slot.is_unknown(row.field(*column)) {
                unknown.note(*column, row.field(*column));
            }
        }
    }
    unknown.listed()
}

fn is_example(row: &Row) -> bool {
    EXAMPLES.iter().any(|word| row.field(0).starts_with(word))
}

/// Reads a file's rows, some at a time.
pub struct RecordReader<'a> {
    records: Records<'a>,
    row: Row,
    fields: Fields,
    progress: Progress,
    rejects: Rejects,
    lines: Vec<u32>,
    summary: ReadSummary,
    unknown: Unknown,
    complete: bool,
}

impl<'a> RecordReader<'a> {
    pub(crate) fn new(text: &'a str, profile: &Profile, fields: Fields, bytes: u64) -> RecordReader<'a> {
        RecordReader {
            records: profile.data(text),
            row: Row::default(),
            fields,
            progress: Progress::new(bytes, text),
            rejects: Rejects::default(),
            lines: Vec::new(),
            summary: ReadSummary::default(),
            unknown: Unknown::default(),
            complete: false,
        }
    }

    /// The next `rows` rows of the file (those that can be taken), or `None` when all were read.
    pub fn next_chunk(&mut self, rows: usize) -> Option<RecordRows> {
        if self.complete {
            return None;
        }
        for _ in 0..rows.max(1) {
            if !self.records.next(&mut self.row) {
                self.complete = true;
                break;
            }
            match self.fields.push(&self.row, self.lines.len()) {
                Ok(noted) => {
                    self.lines.push(self.row.line);
                    self.summary.good = self.summary.good.saturating_add(1);
                    self.summary.rounded = self.summary.rounded.saturating_add(noted.rounded);
                    noted.unknown.into_iter().for_each(|slot| self.note(slot));
                }
                Err((column, reason)) => self.rejects.add(&self.row, column, reason),
            }
        }
        let column = |slot: &mut Slot| RecordColumn {
            of: slot.of,
            field: slot.field,
            kind: slot.kind,
            column: slot.column.and_then(|column| u32::try_from(column).ok()).unwrap_or(u32::MAX),
            cells: slot.take(),
        };
        let columns = self.fields.slots.iter_mut().map(column).collect();
        Some(RecordRows { lines: std::mem::take(&mut self.lines), columns })
    }

    /// Counts a text that is no value of its field's list.
    fn note(&mut self, slot: usize) {
        self.summary.unknown_cells = self.summary.unknown_cells.saturating_add(1);
        if let Some(column) = self.fields.slots.get(slot).and_then(|slot| slot.column) {
            self.unknown.note(column, self.row.field(column));
        }
    }

    /// Bytes of the file read so far.
    pub fn done_bytes(&self) -> u64 {
        self.progress.done(self.records.done(), self.complete)
    }

    /// Bytes of the file.
    pub fn total_bytes(&self) -> u64 {
        self.progress.bytes
    }

    /// What it came to, also when reading was broken off.
    pub fn finish(self) -> Outcome {
        let unknown = self.unknown.listed();
        let summary =
            ReadSummary { rejected: self.rejects.count, rejects: self.rejects.shown.clone(), unknown, ..self.summary };
        Outcome { summary, rejects: self.rejects, complete: self.complete }
    }
}
