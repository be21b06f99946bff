//! What JavaScript calls. Time is taken there, around these calls; a call that fails throws.

use crate::{book, columns};
use engine::scoring::{self, ScoreSettings, Scores};
use engine::storage::Memory;
use engine::{Book, Workspace, samples};
use model::schema::{activity, customer, order};
use model::{Cell, Currency, Label, Operation, Part, Value};
use protocol::SearchQuery;
use sample::SampleBook;
use search::Index;
use std::cell::RefCell;
use std::ops::ControlFlow;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use worker::idb::Idb;
use worker::platform::{new_device_id, new_segment_id, now_millis};

/// Keeps record ids of all runs equal, so that a seed is all that makes the book.
pub(crate) const NONCE: u128 = 1;

#[derive(Default)]
pub(crate) struct Bench {
    pub(crate) sample: Option<SampleBook>,
    book: Option<Rc<Book<Idb>>>,
    /// The same book without a disk: to time what happens in memory alone.
    pub(crate) in_memory: Option<Rc<Book<Memory>>>,
    pub(crate) scores: Option<Scores>,
    /// Rows of three numbers, to be clustered.
    pub(crate) points: Vec<f64>,
    index: Index,
}

thread_local! {
    pub(crate) static BENCH: RefCell<Bench> = RefCell::default();
}

pub(crate) fn said(error: impl std::fmt::Debug) -> JsValue {
    js_sys::Error::new(&format!("{error:?}")).into()
}

/// Does nothing; calling it links the rest.
pub fn ready() {}

/// Makes the reference book.
#[wasm_bindgen]
pub fn generate(customers: u32, orders: u32, activities: u32, seed: u32) {
    let sample = book::plain_reference(customers, orders as usize, activities as usize, seed.into());
    BENCH.with_borrow_mut(|bench| bench.sample = Some(sample));
}

/// The reference book as JavaScript columns.
#[wasm_bindgen(js_name = columnsOf)]
pub fn columns_of() -> JsValue {
    BENCH.with_borrow(|bench| bench.sample.as_ref().map_or(JsValue::NULL, columns::of))
}

/// Lets the reference book go.
#[wasm_bindgen]
pub fn forget() {
    BENCH.set(Bench::default());
}

/// Imports the reference book into the database of that name; it is durable when the promise is fulfilled. Rows written.
#[wasm_bindgen(js_name = importBook)]
pub async fn import_book(database: String) -> Result<f64, JsValue> {
    let sample = BENCH.with_borrow_mut(|bench| bench.sample.take()).ok_or("no book was generated")?;
    let opened = Book::open(Idb::open(&database).await.map_err(said)?, new_device_id()).await.map_err(said)?;
    let pieces = samples::pieces(&sample, NONCE);
    // The few products and tags that every sample has do not count.
    let counted = pieces.iter().filter(|rows| [customer::ID, order::ID, activity::ID].contains(&rows.collection));
    let rows: usize = counted.map(engine::Rows::len).sum();
    let done = opened
        .commit_bulk(
            now_millis(),
            new_segment_id,
            |_, stamp| Ok(Some(samples::operation(pieces, stamp))),
            |_, _| ControlFlow::Continue(()),
        )
        .await;
    BENCH.with_borrow_mut(|bench| bench.sample = Some(sample));
    done.map_err(said)?;
    Ok(rows as f64)
}

/// Opens the database of that name: everything is in memory when the promise is fulfilled.
#[wasm_bindgen]
pub async fn load(database: String) -> Result<(), JsValue> {
    let opened = Book::open(Idb::open(&database).await.map_err(said)?, new_device_id()).await.map_err(said)?;
    BENCH.with_borrow_mut(|bench| bench.book = Some(Rc::new(opened)));
    Ok(())
}

pub(crate) fn opened() -> Result<Rc<Book<Idb>>, JsValue> {
    BENCH.with_borrow(|bench| bench.book.clone()).ok_or_else(|| "no book is open".into())
}

/// Customers, orders, activities of the open book, and the sum of all order totals and days: to compare with what the peers hold.
#[wasm_bindgen]
pub fn check() -> Result<Vec<f64>, JsValue> {
    let book = opened()?;
    let state = book.state();
    let live = |collection| state.workspace.table(collection).map_or(0, |table| table.live());
    let (mut totals, mut days) = (0.0, 0.0);
    if let Some(orders) = state.workspace.table(order::ID) {
        let (total, day) = (orders.column(order::TOTAL.id), orders.column(order::DAY.id));
        for row in orders.alive_rows() {
            totals += total.and_then(|column| column.money(row)).map_or(0.0, |money| money.minor as f64);
            days += day.and_then(|column| column.day(row)).map_or(0.0, |day| f64::from(day.0));
        }
    }
    Ok(vec![live(customer::ID).into(), live(order::ID).into(), live(activity::ID).into(), totals, days])
}

/// Changes a customer's name and returns when that is durable.
#[wasm_bindgen]
pub async fn edit(row: u32, name: String) -> Result<(), JsValue> {
    let book = opened()?;
    let committed = book.commit(now_millis(), |workspace, stamp| {
        let table = workspace.table(customer::ID).ok_or(protocol::Failure::NotFound)?;
        let record = workspace.ids.id(table.handle(row));
        let (collection, field) = (customer::ID, customer::NAME.id);
        let cells = vec![Cell { collection, record, field, value: Value::Text(name.clone()) }];
        Ok(Operation { stamp, label: Label::Edit(collection, field), parts: vec![Part::Cells(cells)] })
    });
    committed.await.map(drop).map_err(said)
}

/// Scores the open book.
#[wasm_bindgen]
pub fn score() -> Result<(), JsValue> {
    let book = opened()?;
    let scores = scores_of(&book.state().workspace);
    BENCH.with_borrow_mut(|bench| bench.scores = Some(scores));
    Ok(())
}

/// The settings that everything here is scored by.
pub(crate) fn settings(workspace: &Workspace) -> ScoreSettings {
    scoring::settings(workspace, book::TODAY, Currency::CNY)
}

pub(crate) fn scores_of(workspace: &Workspace) -> Scores {
    let settings = settings(workspace);
    let input = scoring::fingerprint(workspace.scored_version(), &settings);
    let (mut run, rest) = scoring::begin(workspace, &settings, input, None, None);
    while run.step() != insight::Progress::Done {}
    scoring::finish(run, rest)
}

/// Takes the open book into the search index, as the worker does after the scores.
#[wasm_bindgen]
pub fn index() -> Result<(), JsValue> {
    let book = opened()?;
    let state = book.state();
    BENCH.with_borrow_mut(|bench| while bench.index.step(&state.workspace) {});
    Ok(())
}

/// The names found for that text as the palette shows them, best first, joined by line breaks.
#[wasm_bindgen]
pub fn search(text: String) -> Result<String, JsValue> {
    let book = opened()?;
    let state = book.state();
    BENCH.with_borrow_mut(|bench| {
        let query = SearchQuery { text, recent: Vec::new(), words: Vec::new() };
        let answer = bench.index.answer(&state.workspace, bench.scores.as_ref(), &query);
        let names: Vec<String> = answer.hits.into_iter().map(|hit| hit.name.text).collect();
        Ok(names.join("\n"))
    })
}
