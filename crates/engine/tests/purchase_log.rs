//! A real purchase log all the way: bytes, rows, operation, disk, scores. And again, and undone.
#![allow(missing_docs)]

use engine::import::{Log, plan};
use engine::scoring::{self, ScoreSettings, Scores};
use engine::storage::Memory;
use engine::{Book, segments};
use model::schema::{THE_SETTINGS, customer, order, setting};
use model::{Cell, Currency, Day, Decimal, DeviceId, FieldId, Label, Operation, Part, Value};
use protocol::import::{Mapping, Preview, ReadSummary, Report};
use protocol::{AsOf, Segment, SegmentsAnswer, Stage};
use std::cell::RefCell;
use std::ops::ControlFlow;

const TODAY: Day = Day(20_600);

fn cdnow() -> Vec<u8> {
    std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/CDNOW_sample.txt")).expect("fixture")
}

fn read(bytes: Vec<u8>, correct: impl Fn(&Preview, &mut Mapping)) -> (Log, ReadSummary) {
    let mut source = transfer::Log::open(bytes, TODAY, Currency::USD, |_, _: &[u8]| None).expect("opens");
    let preview = source.preview();
    let mut mapping = preview.mapping.clone();
    correct(&preview, &mut mapping);
    source.with(mapping.clone()).expect("takes the mapping");
    let mut log = Log::default();
    let outcome = source
        .read(&mapping, 1000, &mut |rows, _, _| {
            log.push(rows);
            ControlFlow::Continue(())
        })
        .expect("reads");
    (log, outcome.summary)
}

fn import(book: &Book<Memory>, log: &Log, read: &ReadSummary) -> (Report, Option<u64>) {
    let report = RefCell::new(Report::default());
    let mut next = 1000 * (book.state().head() + 1);
    let ids = || {
        next += 1;
        next
    };
    let build = |workspace: &engine::Workspace, stamp| {
        let plan = plan(workspace, log, read.clone(), stamp);
        *report.borrow_mut() = plan.report.clone();
        Ok((!plan.is_empty()).then(|| plan.operation(stamp)))
    };
    let done = pollster::block_on(book.commit_bulk(1, ids, build, |_, _| ControlFlow::Continue(()))).expect("imports");
    (report.take(), done.map(|done| done.seq))
}

fn set(book: &Book<Memory>, field: FieldId, value: Value) {
    let commit = book.commit(2, |_, stamp| {
        let cell = |field, value| Cell { collection: setting::ID, record: THE_SETTINGS, field, value };
        let cells = vec![cell(FieldId::ALIVE, Value::Bool(true)), cell(field, value.clone())];
        Ok(Operation { stamp, label: Label::Edit(setting::ID, field), parts: vec![Part::Cells(cells)] })
    });
    pollster::block_on(commit).expect("commits");
}

fn score(book: &Book<Memory>) -> (Scores, ScoreSettings) {
    let state = book.state();
    let settings = scoring::settings(&state.workspace, TODAY, Currency::USD);
    let input = scoring::fingerprint(state.workspace.scored_version(), &settings);
    let (mut run, rest) = scoring::begin(&state.workspace, &settings, input, None, None);
    while run.step() != insight::Progress::Done {}
    (scoring::finish(run, rest), settings)
}

fn groups(book: &Book<Memory>) -> SegmentsAnswer {
    let (scores, settings) = score(book);
    segments::answer(&book.state().workspace, Some(&scores), &settings, false)
}

fn book() -> Book<Memory> {
    pollster::block_on(Book::open(Memory::default(), DeviceId(1))).expect("opens")
}

fn live(book: &Book<Memory>) -> (u32, u32) {
    let state = book.state();
    let live = |collection| state.workspace.table(collection).map_or(0, |table| table.live());
    (live(customer::ID), live(order::ID))
}

#[test]
fn cdnow_is_imported_scored_found_again_and_undone() {
    let book = book();
    let (log, summary) = read(cdnow(), |_, _| {});
    assert_eq!((summary.good, summary.rejected), (6919, 0));
    let (report, seq) = import(&book, &log, &summary);
    assert_eq!((report.customers_new, report.orders_new), (2357, 6919));
    assert_eq!(live(&book), (2357, 6919));

    // An old log is scored as of its own end.
    assert_eq!(score(&book).1.as_of, AsOf::NewestOrder(Day::from_ymd(1998, 6, 30).expect("day")));

    // Segments as published for this log (tests of `insight` hold them to the reference file).
    set(&book, setting::AS_OF.id, Value::Day(Day::from_ymd(1998, 7, 1).expect("day")));
    let answer = groups(&book);
    let count = |segment| answer.segments.iter().find(|(is, _)| *is == segment).map(|(_, group)| group.customers);
    assert_eq!(answer.buyers, 2357);
    assert_eq!(count(Segment::Champions), Some(414));
    assert_eq!(count(Segment::Lost), Some(439));
    assert_eq!(count(Segment::CantLose), Some(2));
    assert_eq!(answer.grid.iter().flatten().map(|group| group.customers).sum::<u32>(), 2357);

    // Stages at the end of the first 39 weeks, with a horizon of the next 39.
    set(&book, setting::AS_OF.id, Value::Day(Day::from_ymd(1997, 9, 30).expect("day")));
    set(&book, setting::HORIZON_DAYS.id, Value::Number(Decimal::whole(273).expect("fits")));
    let answer = groups(&book);
    let count = |stage| answer.stages.iter().find(|(is, _)| *is == stage).map(|(_, group)| group.customers);
    let stages = [Stage::Growth, Stage::Maturity, Stage::Danger, Stage::Termination].map(count);
    assert_eq!(stages, [Some(342), Some(180), Some(282), Some(1553)]);

    // Again: nothing new.
    let (again, none) = import(&book, &log, &summary);
    assert_eq!((again.customers_new, again.orders_new, none), (0, 0, None));
    assert_eq!((again.customers_known, again.orders_known), (2357, 6919));

    // Undone, and imported once more.
    pollster::block_on(book.undo(3, seq.expect("an operation"))).expect("undoes");
    assert_eq!(live(&book), (0, 0));
    assert_eq!(groups(&book).buyers, 0);
    let (back, _) = import(&book, &log, &summary);
    assert_eq!((back.customers_new, back.orders_new), (2357, 6919));
    assert_eq!(live(&book), (2357, 6919));
}

#[test]
fn true_duplicates_stay_and_rows_with_one_number_are_one_order() {
    let text = "Customer ID,Order No,Date,Product,Qty,Amount\n\
                C1,A-1,2026-01-02,Tea,2,10.00\n\
                C1,A-1,2026-01-02,Cup,1,5.50\n\
                C1,A-2,2026-02-02,Tea,1,5.00\n\
                C2,A-2,2026-02-03,Tea,1,5.00\n";
    let (log, summary) = read(text.as_bytes().to_vec(), |_, _| {});
    let book = book();
    let (report, _) = import(&book, &log, &summary);
    assert_eq!((report.customers_new, report.orders_new, report.products_new), (2, 3, 2));
    let duplicates = "who,when,how much\nAnn,2026-01-02,5.00\nAnn,2026-01-02,5.00\nAnn,2026-01-02,5.00\n";
    let naming = |_: &Preview, mapping: &mut Mapping| {
        use protocol::import::Role;
        mapping.roles = vec![Role::CustomerName, Role::Day, Role::Amount];
    };
    let (log, summary) = read(duplicates.as_bytes().to_vec(), naming);
    assert_eq!(import(&book, &log, &summary).0.orders_new, 3);
    assert_eq!(import(&book, &log, &summary).0.orders_new, 0);
}

#[test]
fn a_known_customer_is_found_by_id_and_by_address() {
    let book = book();
    let first = "Customer ID,Email,Date,Amount\nC1,ann@example.com,2026-01-02,5\n";
    let (log, summary) = read(first.as_bytes().to_vec(), |_, _| {});
    import(&book, &log, &summary);
    let second = "Email,Date,Amount\nAnn@Example.com,2026-03-02,7\nbob@example.com,2026-03-02,7\n";
    let (log, summary) = read(second.as_bytes().to_vec(), |_, _| {});
    let (report, _) = import(&book, &log, &summary);
    assert_eq!((report.customers_new, report.customers_known, report.orders_new), (1, 1, 2));
}
