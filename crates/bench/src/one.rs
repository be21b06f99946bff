//! One new order in a book in memory: what the worker does after it is durable, and before the page is told.

use crate::book::TODAY;
use crate::calls::{BENCH, NONCE, said, scores_of, settings};
use engine::storage::Memory;
use engine::{Book, samples};
use model::schema::{customer, order};
use model::{Cell, Currency, FieldId, Label, Money, Operation, OptionId, Part, RecordId, Value};
use std::ops::ControlFlow;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use worker::platform::{new_device_id, new_record_id, new_segment_id, now_millis};

/// What an ordinary order of the sample has.
const STATUS_COMPLETED: OptionId = OptionId(4);

/// Takes the reference book into memory, without a disk, and scores it.
#[wasm_bindgen(js_name = openInMemory)]
pub async fn open_in_memory() -> Result<(), JsValue> {
    let sample = BENCH.with_borrow_mut(|bench| bench.sample.take()).ok_or("no book was generated")?;
    let pieces = samples::pieces(&sample, NONCE);
    drop(sample);
    let book = Book::open(Memory::default(), new_device_id()).await.map_err(said)?;
    let build = |_: &_, stamp| Ok(Some(samples::operation(pieces, stamp)));
    book.commit_bulk(now_millis(), new_segment_id, build, |_, _| ControlFlow::Continue(())).await.map_err(said)?;
    let scores = scores_of(&book.state().workspace);
    BENCH.with_borrow_mut(|bench| {
        bench.scores = Some(scores);
        bench.in_memory = Some(Rc::new(book));
    });
    Ok(())
}

fn in_memory() -> Result<Rc<Book<Memory>>, JsValue> {
    BENCH.with_borrow(|bench| bench.in_memory.clone()).ok_or_else(|| "no book is in memory".into())
}

/// Commits an order of the customer in a row, today, for so much, and judges that customer anew: an operation planned, encoded, put into the log (in memory)
/// and carried out, then scores, stage and segment. Nothing may be gone through for it but what is the customer's own.
#[wasm_bindgen(js_name = orderOne)]
pub async fn order_one(row: u32, minor: u32) -> Result<(), JsValue> {
    let book = in_memory()?;
    let record = new_record_id();
    let committed = book.commit(now_millis(), |workspace, stamp| {
        let people = workspace.table(customer::ID).ok_or(protocol::Failure::NotFound)?;
        let who = workspace.ids.id(people.handle(row));
        Ok(Operation {
            stamp,
            label: Label::Create(order::ID),
            parts: vec![Part::Cells(new_order(record, who, minor))],
        })
    });
    committed.await.map_err(said)?;
    let state = book.state();
    let settings = settings(&state.workspace);
    BENCH.with_borrow_mut(|bench| {
        let scores = bench.scores.as_mut().ok_or("not scored")?;
        if (scores.follow)(scores, &state.workspace, &settings) { Ok(()) } else { Err("not followed".into()) }
    })
}

fn new_order(record: RecordId, who: RecordId, minor: u32) -> Vec<Cell> {
    let total = Money { minor: minor.into(), currency: Currency::CNY };
    let fields = [
        (FieldId::ALIVE, Value::Bool(true)),
        (order::NUMBER.id, Value::Text(format!("NEW-{:x}", record.0 as u32))),
        (order::CUSTOMER.id, Value::Reference(who)),
        (order::DAY.id, Value::Day(TODAY)),
        (order::TOTAL.id, Value::Money(total)),
        (order::STATUS.id, Value::Option(STATUS_COMPLETED)),
    ];
    fields.into_iter().map(|(field, value)| Cell { collection: order::ID, record, field, value }).collect()
}

/// What is known of the customer in a row: last order day, order days, net amount, R, F, M, stage, segment.
#[wasm_bindgen(js_name = scoresOf)]
pub fn scores_of_one(row: u32) -> Result<Vec<f64>, JsValue> {
    BENCH.with_borrow(|bench| {
        let scores = bench.scores.as_ref().ok_or("not scored")?;
        let rfm = |column: &[u8]| column.get(row as usize).copied().map_or(0.0, f64::from);
        Ok(vec![
            scores.last_order(row).map_or(0.0, |day| day.0.into()),
            scores.order_days(row).into(),
            scores.total(row) as f64,
            rfm(&scores.book.rfm.r),
            rfm(&scores.book.rfm.f),
            rfm(&scores.book.rfm.m),
            scores.stage(row).map_or(0.0, |stage| f64::from(stage as u8) + 1.0),
            f64::from(scores.segment(row) as u8) + 1.0,
        ])
    })
}

/// Day up to which scores are, and the quintile cuts of recency, order days and amount in force.
#[wasm_bindgen(js_name = cutsOf)]
pub fn cuts_of() -> Result<Vec<f64>, JsValue> {
    BENCH.with_borrow(|bench| {
        let book = &bench.scores.as_ref().ok_or("not scored")?.book;
        let cuts = [book.rfm.cuts_r, book.rfm.cuts_f, book.rfm.cuts_m].concat();
        Ok(std::iter::once(f64::from(book.as_of)).chain(cuts).collect())
    })
}
