//! What is answered of a book before all of it is in memory: the list of customers, with the scores of the last visit where they still hold.
#![allow(missing_docs)]

use engine::figures::{self, FIGURES, Figures, Kept};
use engine::list::{Later, Lists, Source};
use engine::scoring::{self, Scores};
use engine::state::State;
use engine::storage::{Memory, Storage};
use engine::{Book, samples};
use model::schema::{self, customer, order};
use model::{Cell, CollectionId, Currency, Day, DeviceId, FieldId, Label, Operation, Part, RecordId, Value};
use pollster::block_on;
use protocol::{RecordsAnswer, RecordsQuery};
use std::ops::ControlFlow;

const TODAY: Day = Day(20_600);
/// More than one segment.
const CUSTOMERS: u32 = 4_500;

fn ids() -> impl FnMut() -> u64 {
    let mut next = 0;
    move || {
        next += 1;
        next
    }
}

/// A disk with a sample book, whose figures were set aside at the end of a visit.
fn visited() -> Memory {
    let disk = Memory::default();
    let plan = sample::Plan { customers: CUSTOMERS, seed: 1, today: TODAY, currency: Currency::CNY };
    let sample = sample::generate(&plan);
    let book = block_on(Book::open(disk.clone(), DeviceId(1))).expect("opens");
    let make = |_: &_, stamp| Ok(Some(samples::operation(samples::pieces(&sample, 1), stamp)));
    block_on(book.commit_bulk(1, ids(), make, |_, _| ControlFlow::Continue(()))).expect("commits");
    drop(book);
    // Opened anew: that is the order of rows that the next visit will find, too.
    let book = block_on(Book::open(disk.clone(), DeviceId(1))).expect("opens");
    let scores = scored(&book.state());
    let of = figures::of(&book.state(), TODAY);
    let pieces: Vec<_> = (0..of.pieces()).map(|nth| figures::piece(&of, &scores, nth)).collect();
    block_on(disk.set_aside(FIGURES, figures::to_bytes(&of, &pieces))).expect("set aside");
    disk
}

fn scored(state: &State) -> Scores {
    let settings = scoring::settings(&state.workspace, TODAY, Currency::CNY);
    let input = scoring::fingerprint(state.workspace.scored_version(), &settings);
    let (mut run, rest) = scoring::begin(&state.workspace, &settings, input, None, None);
    while run.step() != insight::Progress::Done {}
    scoring::finish(run, rest)
}

fn write(book: &Book<Memory>, collection: CollectionId, record: RecordId, field: FieldId, value: Value) {
    let make = |_: &_, stamp| {
        let cells = vec![Cell { collection, record, field, value: value.clone() }];
        Ok(Operation { stamp, label: Label::Edit(collection, field), parts: vec![Part::Cells(cells)] })
    };
    block_on(book.commit(2, make)).expect("commits");
}

fn list(state: &State, figures: Option<Figures>) -> RecordsAnswer {
    let columns = customer::COLLECTION.fields.iter().chain(schema::computed(customer::ID)).map(|field| field.id);
    // These are computed for those who ask, and not kept.
    use schema::score::{ALIVE, LIFETIME_VALUE, OUTSTANDING, OVERDUE, VALUE_AT_RISK};
    let asked = [LIFETIME_VALUE, OUTSTANDING, ALIVE, OVERDUE, VALUE_AT_RISK];
    let columns = columns.filter(|field| !asked.contains(field));
    let query = RecordsQuery {
        columns: columns.collect(),
        sort: Some((schema::score::LOYALTY, true)),
        len: 500,
        ..RecordsQuery::of(customer::ID)
    };
    let source = Source {
        workspace: &state.workspace,
        scores: figures,
        scores_version: 1,
        today: TODAY,
        zone: &protocol::GREENWICH,
        later: Some(Later::new()),
    };
    Lists::default().answer(&source, &query)
}

/// The first part of a book, and its figures if they hold.
fn first(disk: &Memory, today: Day) -> (Book<Memory>, Option<Kept>) {
    let book = block_on(Book::open_first(disk.clone(), DeviceId(1))).expect("opens");
    let bytes = block_on(disk.aside(FIGURES)).expect("reads").expect("set aside");
    let kept = Kept::from_bytes(&bytes, &book.state(), today);
    (book, kept)
}

fn some(book: &Book<Memory>, collection: CollectionId) -> RecordId {
    let state = book.state();
    state.workspace.ids.id(state.workspace.table(collection).expect("a table").handle(3))
}

#[test]
fn the_first_list_is_the_list_of_the_whole_book() {
    let disk = visited();
    let (book, kept) = first(&disk, TODAY);
    assert!(book.state().workspace.table(order::ID).is_none(), "orders come later");
    let early = list(&book.state(), kept.as_ref().map(Figures::Kept));
    block_on(book.read_rest()).expect("reads");
    let scores = scored(&book.state());
    assert_eq!(early, list(&book.state(), Some(Figures::Scored(&scores))));
    assert_eq!((early.rows.len(), early.all), (500, CUSTOMERS));
    assert!(kept.is_some());
}

#[test]
fn what_was_written_since_is_in_the_first_list_and_figures_hold_as_long_as_it_does_not_concern_them() {
    let disk = visited();
    let book = block_on(Book::open(disk.clone(), DeviceId(1))).expect("opens");
    let who = some(&book, customer::ID);
    write(&book, customer::ID, who, customer::PHONE.id, Value::Text("555 0100".into()));
    write(&book, customer::ID, RecordId(77), FieldId::ALIVE, Value::Bool(true));
    let (early, kept) = first(&disk, TODAY);
    // A new customer is scored.
    assert!(kept.is_none());
    let answer = list(&early.state(), None);
    assert_eq!(answer.all, CUSTOMERS + 1);
    block_on(early.read_rest()).expect("reads");
    assert_eq!(answer, list(&early.state(), None));

    let disk = visited();
    let book = block_on(Book::open(disk.clone(), DeviceId(1))).expect("opens");
    write(&book, customer::ID, who, customer::PHONE.id, Value::Text("555 0100".into()));
    assert!(first(&disk, TODAY).1.is_some());
    // Scores are of another day, and of other orders.
    assert!(first(&disk, Day(TODAY.0 + 1)).1.is_none());
    let which = some(&book, order::ID);
    write(&book, order::ID, which, order::DAY.id, Value::Day(Day(20_000)));
    assert!(first(&disk, TODAY).1.is_none());
    block_on(book.fold(ids())).expect("folds");
    assert!(first(&disk, TODAY).1.is_none());
}

#[test]
fn a_book_that_another_tab_rewrote_meanwhile_is_read_anew() {
    let disk = visited();
    let other = block_on(Book::open(disk.clone(), DeviceId(1))).expect("opens");
    let (early, _) = first(&disk, TODAY);
    let who = some(&other, customer::ID);
    write(&other, customer::ID, who, customer::NAME.id, Value::Text("Folded".into()));
    let mut keys = ids();
    assert!(block_on(other.fold(|| 1_000 + keys())).expect("folds"));
    block_on(early.read_rest()).expect("reads");
    assert_eq!(list(&early.state(), None), list(&other.state(), None));
    assert_eq!(early.state().head(), other.state().head());
}

#[test]
fn altered_figures_are_none() {
    let disk = visited();
    let (book, _) = first(&disk, TODAY);
    let bytes = block_on(disk.aside(FIGURES)).expect("reads").expect("set aside");
    for at in (0..bytes.len()).step_by(97) {
        let mut altered = bytes.clone();
        altered[at] ^= 0x55;
        assert!(Kept::from_bytes(&altered, &book.state(), TODAY).is_none());
        assert!(Kept::from_bytes(&bytes[..at], &book.state(), TODAY).is_none());
        // Sound by its checksum, but nonsense.
        drop(Kept::from_bytes(&engine::rows::sealed(altered.split_off(8)), &book.state(), TODAY));
    }
}
