//! What the tests of the pages of insight share: a book, its scores, a question.
#![allow(dead_code, missing_docs, unreachable_pub)]

use engine::insights::Work;
use engine::scoring::{self, Scores};
use engine::{Workspace, samples};
use model::{Cell, CollectionId, Currency, Day, DeviceId, FieldId, Label, Operation, Part, RecordId, Stamp, Value};
use protocol::{InsightAnswer, InsightQuery, Zone};

pub const TODAY: Day = Day(20_600);

pub fn book(customers: u32) -> Workspace {
    let plan = sample::Plan { customers, seed: 1, today: TODAY, currency: Currency::CNY };
    let mut workspace = Workspace::default();
    let pieces = samples::pieces(&sample::generate(&plan), 7);
    workspace.apply(&samples::operation(pieces, Stamp::new(1, 0, DeviceId(1))));
    workspace
}

pub fn scored(workspace: &Workspace) -> Scores {
    let settings = scoring::settings(workspace, TODAY, Currency::CNY);
    let input = scoring::fingerprint(workspace.scored_version(), &settings);
    let (mut run, mut rest) = scoring::begin(workspace, &settings, input, None, None);
    while scoring::step(&mut run, &mut rest, workspace) != insight::Progress::Done {}
    scoring::finish(run, rest)
}

pub fn ask(workspace: &Workspace, scores: &Scores, query: InsightQuery) -> InsightAnswer {
    ask_in(workspace, scores, query, &protocol::GREENWICH)
}

/// Whether a conversation is one: of the samples, those that are no notes.
pub fn is_talk(workspace: &Workspace, row: u32) -> bool {
    let talks = workspace.table(model::schema::activity::ID).expect("activities");
    let note = model::options::ACTIVITY_KIND.id("note").map(Value::Option);
    Some(talks.value(row, model::schema::activity::KIND.id, &workspace.ids)) != note
}

/// The same of a reader in another zone.
pub fn ask_in(workspace: &Workspace, scores: &Scores, query: InsightQuery, zone: &'static Zone) -> InsightAnswer {
    let mut work = Work::new(&query, workspace, scores, zone);
    loop {
        if let Some(answer) = work.step(workspace, scores) {
            return answer;
        }
    }
}

/// Writes a cell, later than everything before it; of a record that is not there yet it makes one.
pub fn write(workspace: &mut Workspace, collection: CollectionId, record: RecordId, field: FieldId, value: Value) {
    let mut cells = vec![Cell { collection, record, field, value }];
    if workspace.find(collection, record).is_none() {
        cells.push(Cell { collection, record, field: FieldId::ALIVE, value: Value::Bool(true) });
    }
    let label = Label::Edit(collection, field);
    let stamp = Stamp::new(2 + workspace.version(), 0, DeviceId(1));
    workspace.apply(&Operation { stamp, label, parts: vec![Part::Cells(cells)] });
}
