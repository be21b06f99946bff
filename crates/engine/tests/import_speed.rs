//! How long a large import takes: `cargo test -p engine --release --test import_speed -- --ignored --nocapture`.
#![allow(missing_docs, clippy::print_stdout)]

mod import_support;

use engine::import::records::{Batch, plan};
use import_support::{Desk, open};
use model::Stamp;
use model::schema::order;
use protocol::import::{Mapping, OnMatch, RecordMapping, UnknownOption, UnknownReference};
use std::fmt::Write;
use std::time::Instant;

fn customers(rows: u32) -> String {
    let mut text = String::from("External id,Name,E-mail,Phone,Region,Level\n");
    for at in 0..rows {
        let _ = writeln!(text, "C{at},Customer {at},c{at}@example.com,+44 20 {at:08},North,key_a");
    }
    text
}

fn orders(rows: u32, customers: u32) -> String {
    let mut text = String::from("Order number,Customer,Date,Total,Status\n");
    for at in 0..rows {
        let _ = writeln!(
            text,
            "O{at},C{},2024-{:02}-{:02},{}.50,completed",
            at % customers,
            at % 12 + 1,
            at % 28 + 1,
            at % 900
        );
    }
    text
}

#[test]
#[ignore = "a measurement, not a check"]
fn customers_and_orders() {
    let desk = Desk::default();
    for (name, text, rows) in
        [("customers", customers(100_000), 100_000_u32), ("orders", orders(1_000_000, 100_000), 1_000_000)]
    {
        let start = Instant::now();
        let mut log = open(&text);
        let opened = start.elapsed();
        let mut mapping = log.preview().mapping;
        if mapping.records.is_none() {
            let records = RecordMapping {
                collection: order::ID,
                targets: Vec::new(),
                match_by: Vec::new(),
                on_match: OnMatch::Update,
                unknown_option: UnknownOption::Remark,
                unknown_reference: UnknownReference::Create,
                words: Vec::new(),
            };
            mapping = log.with(Mapping { records: Some(records), ..mapping }).expect("orders").mapping;
        }
        let records = mapping.records.clone().expect("records");
        let start = Instant::now();
        let mut reader = log.record_reader(&mapping, &records).expect("reads");
        let mut batch = Batch::default();
        while let Some(rows) = reader.next_chunk(16_384) {
            batch.push(rows);
        }
        let summary = reader.finish().summary;
        let read = start.elapsed();
        let start = Instant::now();
        let planned = desk.with_workspace(|workspace| plan(workspace, &batch, &records, summary.clone(), Stamp::ZERO));
        let plan_time = start.elapsed();
        assert_eq!((planned.report.records.created, planned.report.read.rejected), (rows, 0));
        let start = Instant::now();
        let (report, _) = desk.commit(&batch, &records, summary);
        let committed = start.elapsed();
        assert_eq!(report.records.created, rows);
        let whole = (read + committed).as_secs_f64();
        println!(
            "{name}: open {opened:?}, read {read:?}, plan {plan_time:?}, plan and write {committed:?}; {:.0} rows/s",
            f64::from(rows) / whole
        );
    }
}
