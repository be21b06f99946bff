//! A backup written by an earlier build is restored for ever, and a book that was restored by one opens for ever.
//!
//! The fixtures were written once by `write_the_golden_files` (run by hand with `--ignored`) out of the golden book of format 2 and are never written
//! again. A change of format gets a new number and new files beside these.
#![allow(missing_docs)]

mod common;
mod golden_support;

use common::{File, Random, backup, go_on, seen};
use engine::Book;
use engine::storage::{Memory, Storage, Stored};
use golden_support::{Dump, disk};
use model::{DeviceId, Label};

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/");

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{FIXTURES}{name}")).expect("fixture")
}

async fn restored() -> Book<Memory> {
    let (book, mut keys) = (Book::open(Memory::default(), DeviceId(7)).await.expect("opens"), Random(3));
    let file = fixture("format-2.rapport");
    book.restore(9000, || keys.key(), File::new(&file), &go_on).await.expect("restores");
    book
}

#[test]
fn a_backup_of_format_2_is_restored() {
    pollster::block_on(async {
        let golden = Book::open(disk(&format!("{FIXTURES}format-2.book")).await, DeviceId(1)).await.expect("opens");
        let book = restored().await;
        assert_eq!(seen(&book), seen(&golden));
        assert_eq!(book.state().operations(), golden.state().operations());
        assert_eq!(book.state().history()[1].label, golden.state().history()[0].label);
    });
}

#[test]
fn a_restored_book_of_format_2_opens_and_gives_back_the_one_before() {
    pollster::block_on(async {
        let golden = Book::open(disk(&format!("{FIXTURES}restored-2.book")).await, DeviceId(1)).await.expect("opens");
        let book = restored().await;
        assert_eq!(seen(&golden), seen(&book));
        assert_eq!(golden.state().history(), book.state().history());
        assert_eq!(golden.state().device(), DeviceId(7));
        let (seq, label) = golden.state().undoable().expect("something to undo");
        assert!(matches!(label, Label::Backup { customers: 1, orders: 0 }), "{label:?}");
        golden.undo(9001, seq).await.expect("undoes");
        assert!(seen(&golden).is_empty());
    });
}

#[test]
#[ignore = "writes the fixtures; run by hand for a new format only"]
fn write_the_golden_files() {
    pollster::block_on(async {
        let golden = Book::open(disk(&format!("{FIXTURES}format-2.book")).await, DeviceId(1)).await.expect("opens");
        let file = backup(&golden, &mut Random(2)).await;
        std::fs::write(format!("{FIXTURES}format-2.rapport"), file).expect("writes");
        let Stored { root, segments, log } = restored().await.storage().open().await.expect("reads");
        let dump: Dump = (root.version, root.folded, root.manifest, segments, log);
        std::fs::write(format!("{FIXTURES}restored-2.book"), postcard::to_allocvec(&dump).expect("encodes"))
            .expect("writes");
    });
}
