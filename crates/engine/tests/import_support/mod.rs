//! A book in memory, and files that come into it.
#![allow(dead_code, unreachable_pub)]

use engine::import::records::{Batch, Choices, plan, settle};
use engine::storage::Memory;
use engine::{Book, records};
use model::schema::{self, Key};
use model::{
    Cell, CollectionId, Currency, Day, DeviceId, FieldId, Kind, Label, Operation, Part, RecordId, Stamp, Value,
};
use protocol::import::{
    FieldKind, ImportField, Mapping, OnMatch, OptionWords, ReadSummary, RecordMapping, RejectReason, Report,
    UnknownOption, UnknownReference,
};
use protocol::{GREENWICH, Zone};
use std::cell::RefCell;
use std::ops::ControlFlow;
use std::rc::Rc;
use transfer::{Log, Opening};

pub const TODAY: Day = Day(20_600);

/// The declared fields under their English names, as far as files of the tests use them.
pub fn fields() -> Vec<ImportField> {
    let declared = schema::ALL.iter().flat_map(|of| of.fields.iter().map(move |field| (of.id, field)));
    let field = |(of, field): (CollectionId, &schema::Field)| {
        let options = match field.kind {
            Kind::Option(list) => list.values,
            _ => &[],
        };
        let words = |name: &str| vec![name.to_owned()];
        Some(ImportField {
            of,
            id: field.id,
            name: field.name.to_owned(),
            labels: words(match field.name {
                "parent" => "Parent company",
                "day" => "Date",
                name => name,
            }),
            kind: FieldKind::of(field.kind)?,
            options: options.iter().map(|value| OptionWords { id: value.id, words: words(value.name) }).collect(),
        })
    };
    declared.filter_map(field).collect()
}

pub fn open(text: &str) -> Log {
    open_with(text, fields())
}

pub fn open_with(text: &str, fields: Vec<ImportField>) -> Log {
    open_in(&GREENWICH, text, fields)
}

pub fn open_in(zone: &Zone, text: &str, fields: Vec<ImportField>) -> Log {
    let opening = Opening { today: TODAY, currency: Currency::USD, zone: Rc::new(zone.clone()), fields };
    Log::open_any(text.as_bytes().to_vec(), opening, |_, _| None).expect("opens")
}

/// How a file of records of this collection is read.
pub fn meant(log: &mut Log, of: CollectionId) -> Mapping {
    let records = RecordMapping {
        collection: of,
        targets: Vec::new(),
        match_by: Vec::new(),
        on_match: OnMatch::Update,
        unknown_option: UnknownOption::Remark,
        unknown_reference: UnknownReference::Create,
        words: Vec::new(),
    };
    let mapping = Mapping { records: Some(records), ..log.preview().mapping };
    log.with(mapping).expect("reads").mapping
}

/// The book, and a number that grows.
pub struct Desk {
    book: Book<Memory>,
    next: std::cell::Cell<u64>,
}

impl Default for Desk {
    fn default() -> Self {
        let book = pollster::block_on(Book::open(Memory::default(), DeviceId(1))).expect("opens");
        Desk { book, next: std::cell::Cell::new(1) }
    }
}

impl Desk {
    fn tick(&self) -> u64 {
        self.next.set(self.next.get() + 1);
        self.next.get()
    }

    /// Imports a file as it is guessed.
    pub fn import(&self, text: &str) -> (Report, Option<u64>) {
        self.import_with(text, |_| {})
    }

    /// The same with other choices.
    pub fn import_with(&self, text: &str, change: impl Fn(&mut RecordMapping)) -> (Report, Option<u64>) {
        let mut fields = fields();
        engine::import::fields::own(&self.book.state().workspace, &mut fields);
        let log = open_with(text, fields);
        let mapping = log.preview().mapping;
        self.run(log, mapping, change)
    }

    /// The same with a file that is taken for records of this collection.
    pub fn import_as(&self, of: CollectionId, text: &str) -> (Report, Option<u64>) {
        let mut log = open(text);
        let mapping = meant(&mut log, of);
        self.run(log, mapping, |_| {})
    }

    pub fn run(
        &self,
        mut log: Log,
        mut mapping: Mapping,
        change: impl Fn(&mut RecordMapping),
    ) -> (Report, Option<u64>) {
        let records = mapping.records.as_mut().expect("a file of records");
        change(records);
        let (settled, choices) = self.with_workspace(|workspace| settle(workspace, records));
        *records = settled;
        let records = records.clone();
        let mut reader = log.record_reader(&mapping, &records).expect("reads");
        let mut batch = Batch::default();
        while let Some(rows) = reader.next_chunk(2) {
            batch.push(rows);
        }
        let read = reader.finish().summary;
        let dry = self.with_workspace(|workspace| plan(workspace, &batch, &records, read.clone(), Stamp::ZERO));
        let dry = dry.with_choices(choices.clone()).report;
        let (report, seq) = self.commit_with(&batch, &records, read, choices);
        assert_eq!(report, dry, "the dry run tells what the import does");
        (report, seq)
    }

    pub fn with_workspace<T>(&self, f: impl FnOnce(&engine::Workspace) -> T) -> T {
        f(&self.book.state().workspace)
    }

    pub fn commit(&self, batch: &Batch, records: &RecordMapping, read: ReadSummary) -> (Report, Option<u64>) {
        self.commit_with(batch, records, read, Choices::default())
    }

    fn commit_with(
        &self,
        batch: &Batch,
        records: &RecordMapping,
        read: ReadSummary,
        choices: Choices,
    ) -> (Report, Option<u64>) {
        let report = RefCell::new(Report::default());
        let build = |workspace: &engine::Workspace, stamp| {
            let plan = plan(workspace, batch, records, read, stamp).with_choices(choices);
            *report.borrow_mut() = plan.report.clone();
            Ok((!plan.is_empty()).then(|| plan.operation(stamp)))
        };
        let now = self.tick() * 1000;
        let done = self.book.commit_bulk(now, || self.tick(), build, |_, _| ControlFlow::Continue(()));
        let done = pollster::block_on(done).expect("imports");
        (report.take(), done.map(|done| done.seq))
    }

    pub fn undo(&self, seq: Option<u64>) {
        let (_, kept) = pollster::block_on(self.book.undo(self.tick() * 1000, seq.expect("done"))).expect("undoes");
        assert_eq!(kept, 0);
    }

    pub fn create(&self, of: CollectionId, fields: &[(FieldId, Value)]) {
        let record = RecordId(self.tick().into());
        let cell = |field, value| Cell { collection: of, record, field, value };
        let alive = cell(FieldId::ALIVE, Value::Bool(true));
        let cells: Vec<Cell> =
            [alive].into_iter().chain(fields.iter().map(|(field, value)| cell(*field, value.clone()))).collect();
        let commit = self.book.commit(self.tick() * 1000, |_, stamp| {
            Ok(Operation { stamp, label: Label::Create(of), parts: vec![Part::Cells(cells.clone())] })
        });
        pollster::block_on(commit).expect("creates");
    }

    pub fn write(&self, of: CollectionId, record: RecordId, fields: &[(FieldId, Value)]) {
        let cell =
            |(field, value): &(FieldId, Value)| Cell { collection: of, record, field: *field, value: value.clone() };
        let commit = self.book.commit(self.tick() * 1000, |_, stamp| {
            let label = Label::Edit(of, fields[0].0);
            Ok(Operation { stamp, label, parts: vec![Part::Cells(fields.iter().map(cell).collect())] })
        });
        pollster::block_on(commit).expect("writes");
    }

    pub fn delete(&self, of: CollectionId, id: RecordId) {
        let commit = self.book.commit(self.tick() * 1000, |workspace, stamp| {
            let parts = records::along(workspace, of, &[id], false);
            Ok(Operation { stamp, label: Label::Delete(of, 1), parts })
        });
        pollster::block_on(commit).expect("deletes");
    }

    pub fn label(&self, seq: Option<u64>) -> Label {
        let history = self.book.state().history();
        history.into_iter().find(|entry| Some(entry.seq) == seq).expect("done").label
    }

    pub fn live(&self, of: CollectionId) -> u32 {
        self.book.state().workspace.table(of).map_or(0, engine::table::Table::live)
    }

    pub fn value(&self, of: CollectionId, id: RecordId, field: FieldId) -> Value {
        self.book.state().workspace.value(of, id, field)
    }

    pub fn text(&self, of: CollectionId, id: RecordId, key: Key<String>) -> String {
        self.book.state().workspace.get(of, id, key).unwrap_or_default()
    }

    pub fn find(&self, of: CollectionId, key: Key<String>, text: &str) -> RecordId {
        let state = self.book.state();
        let table = state.workspace.table(of).expect("records");
        let mut rows = table.alive_rows().filter(|row| &*table.text(*row, key) == text);
        let row = rows.next().unwrap_or_else(|| panic!("no {text}"));
        state.workspace.ids.id(table.handle(row))
    }

    pub fn named(&self, of: CollectionId, name: &str) -> RecordId {
        self.find(of, Key::new(1), name)
    }
}

/// Lines and reasons of the refused rows.
pub fn reasons(report: &Report) -> Vec<(u32, RejectReason)> {
    assert_eq!(report.read.rejects.len(), report.read.rejected as usize);
    report.read.rejects.iter().map(|reject| (reject.line, reject.reason)).collect()
}
