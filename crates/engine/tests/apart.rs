//! Segments that are known to have no record in common are read without comparing their ids: the book is the one that comparing gives, whatever was done
//! to it before and is done afterwards.
#![allow(missing_docs)]

mod common;

use common::{Random, go_on, seen};
use engine::manifest::Manifest;
use engine::packed::Packed;
use engine::storage::{Flip, Memory, Root, Storage};
use engine::{Book, Rows};
use model::schema::{customer, order, payment};
use model::{Cell, Day, DeviceId, Label, Operation, Part, RecordId, Stamp, Value};
use protocol::Failure;

const DEVICE: DeviceId = DeviceId(1);

/// Customers, orders and payments have numbers of their own; spread, as real ids are.
fn id(of: model::CollectionId, number: u64) -> RecordId {
    RecordId((u128::from(of.0) << 64 | u128::from(number)).wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835))
}

/// So many rows from a number on, referring to customers, or to orders where they are payments.
fn rows(of: model::CollectionId, stamp: Stamp, from: u64, count: u64, random: &mut Random) -> Rows {
    let rows = Rows::new(of, stamp, (from..from + count).map(|n| id(of, n)));
    let mut references = |to, most| {
        Packed::references((0..count).map(|_| Some(id(to, random.below(most)))).collect::<Vec<_>>().into_iter())
    };
    match of {
        order::ID => {
            let whose = references(customer::ID, 60);
            rows.with(order::CUSTOMER.id, whose)
                .with(order::DAY.id, Packed::days((0..count).map(|n| Some(Day(n as i32)))))
        }
        payment::ID => rows.with(payment::ORDER.id, references(order::ID, 400)),
        _ => rows.with(customer::NAME.id, Packed::texts((0..count).map(|n| format!("{n}")))),
    }
}

async fn bulk(book: &Book<Memory>, now: u64, random: &mut Random) -> Result<(), Failure> {
    let seed = random.next();
    let mut keys = Random(random.next());
    let build = |_: &_, stamp| {
        let mut random = Random(seed);
        let pieces = (0..1 + random.below(3)).map(|_| {
            let of = [customer::ID, order::ID, order::ID, payment::ID][random.below(4) as usize];
            // Some of them were there before, or come twice.
            let (from, count) = (random.below(300), 1 + random.below(40));
            rows(of, stamp, from, count, &mut random)
        });
        let parts = vec![Part::Rows(pieces.collect())];
        Ok(Some(Operation { stamp, label: Label::Import { customers: 0, orders: 1 }, parts }))
    };
    book.commit_bulk(now, || keys.key(), build, go_on).await.map(drop)
}

async fn edit(book: &Book<Memory>, now: u64, random: &mut Random) -> Result<(), Failure> {
    let (record, day) = (id(order::ID, random.below(600)), Day(random.below(99) as i32));
    let cells = [
        (model::FieldId::ALIVE, Value::Bool(random.below(4) > 0)),
        (order::DAY.id, Value::Day(day)),
        (order::CUSTOMER.id, Value::Reference(id(customer::ID, random.below(80)))),
    ];
    let cells = cells.map(|(field, value)| Cell { collection: order::ID, record, field, value });
    let build = |_: &_, stamp| {
        Ok(Operation { stamp, label: Label::Create(order::ID), parts: vec![Part::Cells(cells.to_vec())] })
    };
    book.commit(now, build).await.map(drop)
}

/// How many segments a book on disk has, and of how many it is known that they have no record in common.
async fn known(disk: &Memory) -> (usize, usize) {
    let manifest = Manifest::from_bytes(&disk.root().await.expect("reads").manifest).expect("decodes");
    (manifest.segments.len(), manifest.apart as usize)
}

/// The same book, of which nothing is known.
async fn forgotten(disk: &Memory) -> Memory {
    let disk = disk.copy();
    let root = disk.root().await.expect("reads");
    let manifest = Manifest { apart: 0, ..Manifest::from_bytes(&root.manifest).expect("decodes") };
    let root = Root { version: root.version + 1, manifest: manifest.to_bytes(), ..root };
    disk.flip(Flip { root, ..Flip::default() }).await.expect("writes");
    disk
}

#[test]
fn the_book_is_the_one_that_comparing_ids_gives() {
    pollster::block_on(async {
        let (mut not_compared, mut merged) = (0, 0);
        for seed in 0..60 {
            let (disk, mut random) = (Memory::default(), Random(seed));
            let mut book = Book::open(disk.clone(), DEVICE).await.expect("opens");
            for now in 1..30 {
                match random.below(8) {
                    0 => {
                        let mut keys = Random(random.next());
                        book.fold(|| keys.key()).await.expect("folds");
                    }
                    1..=3 => bulk(&book, now, &mut random).await.expect("commits"),
                    4 | 5 => edit(&book, now, &mut random).await.expect("commits"),
                    _ => {
                        let plain = Book::open(forgotten(&disk).await, DEVICE).await.expect("opens");
                        book = Book::open(disk.clone(), DEVICE).await.expect("opens");
                        assert!(seen(&book) == seen(&plain), "seed {seed} at {now}");
                        let (segments, apart) = known(&disk).await;
                        not_compared += apart;
                        merged += segments - apart;
                    }
                }
            }
            let plain = Book::open(forgotten(&disk).await, DEVICE).await.expect("opens");
            assert!(seen(&book) == seen(&plain), "seed {seed}");
        }
        assert!(not_compared > 200 && merged > 200, "{not_compared} {merged}");
    });
}

#[test]
fn what_came_in_bulk_and_what_was_folded_is_known() {
    pollster::block_on(async {
        let disk = Memory::default();
        let book = Book::open(disk.clone(), DEVICE).await.expect("opens");
        let build = |of: model::CollectionId, from| {
            move |_: &engine::Workspace, stamp| {
                let parts = vec![Part::Rows(vec![rows(of, stamp, from, 50, &mut Random(3))])];
                Ok(Some(Operation { stamp, label: Label::Import { customers: 0, orders: 1 }, parts }))
            }
        };
        let mut keys = Random(9);
        for (now, (of, from)) in (1..).zip([(customer::ID, 0), (order::ID, 0), (order::ID, 50)]) {
            book.commit_bulk(now, || keys.key(), build(of, from), go_on).await.expect("commits");
        }
        assert_eq!(known(&disk).await, (3, 3));
        // Half of these are there already.
        book.commit_bulk(5, || keys.key(), build(order::ID, 75), go_on).await.expect("commits");
        assert_eq!(known(&disk).await, (4, 3));
        let again = Book::open(disk.clone(), DEVICE).await.expect("opens");
        assert_eq!(seen(&again), seen(&book));
        assert_eq!(again.state().workspace.table(order::ID).map(|table| table.len()), Some(125));
        again.fold(|| keys.key()).await.expect("folds");
        let (segments, apart) = known(&disk).await;
        assert_eq!((segments, apart), (4, 4));
        assert_eq!(seen(&Book::open(disk, DEVICE).await.expect("opens")), seen(&book));
    });
}
