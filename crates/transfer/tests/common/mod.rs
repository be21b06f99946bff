//! What all tests need: a log from literal text, and its rows.
#![allow(dead_code, unreachable_pub)]

use model::{Currency, Day};
use protocol::import::{CustomerFacts, Encoding, FileError, Mapping, Preview, Purchases, Question, Role};
use std::ops::ControlFlow;
use transfer::{Log, Outcome};

pub fn day(year: i32, month: u32, day: u32) -> Day {
    Day::from_ymd(year, month, day).expect("a day of the calendar")
}

pub fn today() -> Day {
    day(2026, 7, 1)
}

pub fn decode(encoding: Encoding, bytes: &[u8]) -> Option<String> {
    let encoding = match encoding {
        Encoding::Gb18030 => encoding_rs::GB18030,
        Encoding::Windows1252 => encoding_rs::WINDOWS_1252,
        _ => return None,
    };
    encoding.decode_without_bom_handling_and_without_replacement(bytes).map(|text| text.into_owned())
}

pub fn open_bytes(bytes: impl Into<Vec<u8>>) -> Result<Log, FileError> {
    Log::open(bytes.into(), today(), Currency::USD, decode)
}

pub fn open(text: &str) -> Log {
    open_bytes(text).expect("a log")
}

pub fn preview(text: &str) -> Preview {
    open(text).preview()
}

pub fn failure(bytes: impl Into<Vec<u8>>) -> FileError {
    open_bytes(bytes).err().expect("a file that cannot be read")
}

pub fn roles(text: &str) -> Vec<Role> {
    preview(text).mapping.roles
}

/// All chunks as one.
#[derive(Default)]
pub struct All {
    pub rows: Purchases,
    pub outcome: Outcome,
    pub progress: Vec<(u64, u64)>,
}

impl All {
    pub fn customer(&self, row: usize) -> &CustomerFacts {
        &self.rows.new_customers[self.rows.customer[row] as usize]
    }
}

pub fn read_as(log: &mut Log, mapping: &Mapping, chunk_rows: usize) -> All {
    let mut all = All::default();
    let (rows, progress) = (&mut all.rows, &mut all.progress);
    all.outcome = log
        .read(mapping, chunk_rows, &mut |chunk, done, total| {
            rows.new_customers.extend(chunk.new_customers);
            for (at, late) in chunk.late_facts {
                rows.new_customers[at as usize].learn(late);
            }
            rows.new_products.extend(chunk.new_products);
            rows.new_numbers.extend(chunk.new_numbers);
            rows.customer.extend(chunk.customer);
            rows.product.extend(chunk.product);
            rows.number.extend(chunk.number);
            rows.day.extend(chunk.day);
            rows.amount.extend(chunk.amount);
            rows.currency.extend(chunk.currency);
            rows.quantity.extend(chunk.quantity);
            rows.currencies = chunk.currencies;
            progress.push((done, total));
            ControlFlow::Continue(())
        })
        .expect("rows");
    all
}

pub fn read(text: &str) -> All {
    let mut log = open(text);
    let mapping = log.preview().mapping;
    read_as(&mut log, &mapping, 3)
}

pub fn asked_for_day(preview: &Preview) -> Option<&[(protocol::import::DayFormat, Day)]> {
    preview.questions.iter().find_map(|question| match question {
        Question::Day(readings) => Some(readings.as_slice()),
        _ => None,
    })
}
