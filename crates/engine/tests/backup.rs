//! A backup gives back the book it was made of, to the byte, or says why it cannot.
#![allow(missing_docs)]

mod common;

use common::{File, Random, act, backup, go_on, seen};
use engine::backup::files::{InFile, table};
use engine::backup::{BLOCK_BYTES, FORMAT, Packer, Reader, Source, check};
use engine::storage::{Memory, Storage, StorageError};
use engine::{Book, restore};
use model::{CollectionId, DeviceId, Label, Operation};
use protocol::{BackupError, Failure, HistoryQuery};
use std::ops::ControlFlow;

async fn empty(device: u64) -> Book<Memory> {
    Book::open(Memory::default(), DeviceId(device)).await.expect("opens")
}

/// A book with a history of so many random operations.
async fn lived(seed: u64, operations: u64) -> Book<Memory> {
    let (book, mut random) = (empty(1).await, Random(seed));
    for n in 0..operations {
        act(&book, &mut random, 1000 + n).await.expect("acts");
    }
    book
}

async fn restored(into: &Book<Memory>, file: &[u8], keys: &mut Random) -> Result<u64, Failure> {
    into.restore(5000, || keys.key(), File::new(file), &go_on).await.map(|done| done.seq)
}

/// What the disk holds once nobody is at work.
async fn segments<S: Storage>(book: &Book<S>) -> usize {
    book.storage().open().await.expect("reads").segments.len()
}

#[test]
fn a_book_comes_back_with_its_history_and_gives_the_same_bytes_again() {
    pollster::block_on(async {
        for seed in 0..60 {
            let mut keys = Random(seed + 1000);
            let book = lived(seed, 40).await;
            let file = backup(&book, &mut keys).await;
            let other = empty(2).await;
            restored(&other, &file, &mut keys).await.expect("restores");
            assert_eq!(seen(&other), seen(&book), "seed {seed}");
            assert_eq!(backup(&other, &mut keys).await, file, "seed {seed}");
            // The history is there, below the restoring itself, and each step of it can be taken back in both books alike.
            let (ours, theirs) = (book.state().history(), other.state().history());
            assert!(matches!(theirs[0].label, Label::Backup { .. }));
            let pairs: Vec<_> = ours.iter().zip(&theirs[1..]).collect();
            assert!(pairs.iter().all(|(a, b)| (a.stamp, &a.label, a.undone) == (b.stamp, &b.label, b.undone)));
            for (a, b) in pairs.iter().take(10) {
                let (_, kept) = book.undo(6000, a.seq).await.expect("undoes");
                let (_, kept_there) = other.undo(6000, b.seq).await.expect("undoes");
                assert_eq!(kept, kept_there, "seed {seed}");
                assert_eq!(seen(&other), seen(&book), "seed {seed}");
            }
            // And all of it is on disk.
            let reopened = Book::open(other.storage().clone(), DeviceId(9)).await.expect("opens");
            assert_eq!(seen(&reopened), seen(&book), "seed {seed}");
            assert_eq!(reopened.state().history(), other.state().history(), "seed {seed}");
            assert_eq!(reopened.state().device(), DeviceId(2), "an installation keeps its own number");
        }
    });
}

#[test]
fn the_replaced_book_comes_back_by_undo_and_goes_again_by_redo() {
    pollster::block_on(async {
        for seed in 0..30 {
            let mut keys = Random(seed + 1000);
            let file = backup(&lived(seed, 30).await, &mut keys).await;
            let book = lived(seed + 500, 30).await;
            let (was, own) = (seen(&book), backup(&book, &mut keys).await);
            let seq = restored(&book, &file, &mut keys).await.expect("restores");
            let is = seen(&book);
            assert_eq!(book.state().undoable().map(|(seq, _)| seq), Some(seq), "the newest thing to undo");
            book.undo(6000, seq).await.expect("undoes");
            assert_eq!(seen(&book), was, "seed {seed}");
            assert_eq!(backup(&book, &mut keys).await, own, "seed {seed}: history and all");
            assert!(book.undo(6000, seq).await.is_err(), "not twice");
            let redo = book.state().redoable().expect("something to redo");
            book.undo(6001, redo).await.expect("redoes");
            assert_eq!(seen(&book), is, "seed {seed}");
            let (undo, label) = book.state().undoable().expect("something to undo");
            assert!(matches!(label, Label::Backup { .. }));
            // Work goes on in the restored book, is kept with it, and the earlier book can still come back.
            for n in 0..10 {
                act(&book, &mut keys, 7000 + n).await.expect("acts");
            }
            let mut reopened = Book::open(book.storage().clone(), DeviceId(9)).await.expect("opens");
            assert_eq!(seen(&reopened), seen(&book), "seed {seed}");
            reopened.sweep().await.expect("sweeps");
            reopened.let_go(7000).await.expect("keeps");
            if reopened.state().history().iter().any(|entry| entry.seq == undo) {
                reopened.undo(8000, undo).await.expect("undoes");
                assert_eq!(seen(&reopened), was, "seed {seed}");
            }
            // In time the disk holds nothing but the book.
            reopened.let_go(8001 + restore::KEPT_MILLIS).await.expect("lets go");
            assert!(reopened.state().history().iter().all(|entry| !entry.label.replaces_book()));
            reopened = Book::open(book.storage().clone(), DeviceId(9)).await.expect("opens");
            let named: usize = reopened.state().workspace.tables().map(|table| table.spans().len()).sum();
            assert_eq!(segments(&reopened).await, named, "seed {seed}");
        }
    });
}

/// A tab that has not heard yet may want to undo what is not there any more.
fn heard(outcome: Result<Option<u64>, Failure>) {
    assert!(matches!(outcome, Ok(_) | Err(Failure::NothingToUndo)), "{outcome:?}");
}

#[test]
fn another_tab_follows_and_loses_nothing_it_was_promised() {
    pollster::block_on(async {
        for seed in 0..30 {
            let mut keys = Random(seed + 1000);
            let file = backup(&lived(seed, 20).await, &mut keys).await;
            let one = lived(seed + 500, 20).await;
            let two = Book::open(one.storage().clone(), DeviceId(3)).await.expect("opens");
            let asleep = Book::open(one.storage().clone(), DeviceId(3)).await.expect("opens");
            // The other tab writes first: its change is in the book that is kept.
            act(&two, &mut keys, 4000).await.expect("acts");
            let was = seen(&two);
            let seq = restored(&one, &file, &mut keys).await.expect("restores");
            // Then it writes without having heard: its change goes into the restored book.
            heard(act(&two, &mut keys, 5001).await);
            one.catch_up().await.expect("reads");
            assert_eq!(seen(&one), seen(&two), "seed {seed}");
            if two.state().generation() == seq {
                one.undo(5002, seq).await.expect("undoes");
                two.catch_up().await.expect("reads");
                assert_eq!((seen(&one), seen(&two)), (was.clone(), was), "seed {seed}");
            }
            // A tab that slept through all of it, while what it would read was thrown away, writes where the others do.
            one.let_go(6000 + restore::KEPT_MILLIS).await.expect("lets go");
            heard(act(&asleep, &mut keys, 7000).await);
            asleep.catch_up().await.expect("reads");
            one.catch_up().await.expect("reads");
            assert_eq!(seen(&one), seen(&asleep), "seed {seed}");
        }
    });
}

/// The history page by page, as somebody turns them who sees so many at once.
async fn pages(book: &Book<Memory>, len: u32) -> Vec<u64> {
    let mut query = HistoryQuery { len, ..HistoryQuery::default() };
    let mut seqs = Vec::new();
    loop {
        let page = engine::history::page(book, &query, &|| false).await.expect("reads");
        seqs.extend(page.entries.iter().map(|entry| entry.seq));
        match page.next {
            Some(next) => query.after = Some(next),
            None => return seqs,
        }
    }
}

#[test]
fn the_history_tells_of_the_restoring_after_what_came_with_the_book() {
    pollster::block_on(async {
        for seed in 0..20 {
            let mut keys = Random(seed + 1000);
            let file = backup(&lived(seed, seed).await, &mut keys).await;
            let book = lived(seed + 500, 20).await;
            let seq = restored(&book, &file, &mut keys).await.expect("restores");
            for n in 0..seed % 4 {
                let build =
                    |_: &_, stamp| Ok(Operation { stamp, label: Label::Create(CollectionId(1)), parts: Vec::new() });
                book.commit(6000 + n, build).await.expect("commits");
            }
            let (operations, head) = (book.state().operations(), book.state().head());
            let brought = operations - seed % 4;
            let (since, came) = (seq + brought + 1..=head, seq + 1..=seq + brought);
            let expected: Vec<u64> = since.rev().chain([seq]).chain(came.rev()).collect();
            for len in [1, 2, 7, 100] {
                assert_eq!(pages(&book, len).await, expected, "seed {seed}, pages of {len}");
            }
            book.let_go(6000 + 2 * restore::KEPT_MILLIS).await.expect("lets go");
            let expected: Vec<u64> = expected.into_iter().filter(|other| *other != seq).collect();
            assert_eq!(pages(&book, 3).await, expected, "seed {seed}, not kept any more");
        }
    });
}

#[test]
fn stamps_made_after_a_restore_are_later_than_all_before() {
    pollster::block_on(async {
        let mut keys = Random(1);
        let file = backup(&lived(3, 20).await, &mut keys).await;
        let book = empty(2).await;
        restored(&book, &file, &mut keys).await.expect("restores");
        let newest = book.state().history()[0].stamp;
        // Even with a clock that was set back, and in a later visit.
        let again = Book::open(book.storage().clone(), DeviceId(9)).await.expect("opens");
        act(&again, &mut keys, 1).await.expect("acts");
        let made = again.state().history()[0].clone();
        assert!(made.stamp > newest || made.label.replaces_book());
    });
}

/// Reads it all; what a preview does.
fn looked_at(file: &[u8]) -> Result<(), Failure> {
    pollster::block_on(check(File::new(file), &go_on, async |_| Ok(()))).map(drop)
}

#[test]
fn a_file_altered_anywhere_or_cut_anywhere_is_refused_and_the_book_stays() {
    pollster::block_on(async {
        let mut keys = Random(7);
        let file = backup(&lived(1, 12).await, &mut keys).await;
        let book = lived(2, 12).await;
        let (was, on_disk) = (seen(&book), segments(&book).await);
        for at in 0..file.len() {
            let mut altered = file.clone();
            altered[at] ^= 1 << (at % 8);
            let expected = |error: &Failure| match error {
                Failure::Backup(BackupError::NotABackup) => at < 8,
                Failure::Backup(BackupError::Altered { .. } | BackupError::CutOff) => at >= 8,
                _ => false,
            };
            let error = looked_at(&altered).expect_err("is refused");
            assert!(expected(&error), "byte {at}: {error:?}");
            if at % 40 == 0 {
                assert_eq!(restored(&book, &altered, &mut keys).await, Err(error), "byte {at}");
            }
            let cut = looked_at(&file[..at]).expect_err("is refused");
            match at {
                0 => assert_eq!(cut, Failure::Backup(BackupError::Empty)),
                _ => assert_eq!(cut, Failure::Backup(BackupError::CutOff), "cut at {at}"),
            }
        }
        let mut longer = file.clone();
        longer.push(0);
        assert!(matches!(looked_at(&longer), Err(Failure::Backup(BackupError::Altered { .. }))));
        assert_eq!(
            (seen(&book), segments(&book).await),
            (was, on_disk),
            "nothing was changed and nothing stays behind"
        );
    });
}

/// A file that tells which photos and files it was said to hold.
struct Telling<'a>(File<'a>, &'a mut Vec<InFile>);

impl Source for Telling<'_> {
    fn bytes(&self) -> u64 {
        self.0.bytes()
    }

    async fn next(&mut self) -> Result<Vec<u8>, Failure> {
        self.0.next().await
    }

    async fn files(&mut self, files: Vec<InFile>) -> Result<(), Failure> {
        self.1.extend(files);
        Ok(())
    }
}

#[test]
fn photos_and_files_stand_behind_the_book_and_are_told_once_it_is_sound() {
    pollster::block_on(async {
        let mut keys = Random(7);
        let book = backup(&lived(1, 12).await, &mut keys).await;
        let photos: [&[u8]; 2] = [b"a photo", &[9; 3000]];
        let hashes = ["ab".repeat(32), "0f".repeat(32)];
        let lengths = hashes.iter().zip(photos).map(|(hash, photo)| (hash.clone(), photo.len() as u64));
        let file = [&*book, &*table(&lengths.collect::<Vec<_>>()), photos[0], photos[1]].concat();
        for chunk in [1000, 7, file.len()] {
            let mut told = Vec::new();
            let source = Telling(File { chunk, ..File::new(&file) }, &mut told);
            let (_, contents) = check(source, &go_on, async |_| Ok(())).await.expect("is sound");
            assert!(contents.entries > 0);
            let parts = told.iter().map(|of| &file[of.from as usize..(of.from + of.bytes) as usize]);
            assert_eq!(parts.collect::<Vec<_>>(), photos);
            assert_eq!(told.iter().map(|of| &of.hash).collect::<Vec<_>>(), hashes.iter().collect::<Vec<_>>());
        }
        for end in book.len() + 1..file.len() {
            assert_eq!(looked_at(&file[..end]), Err(Failure::Backup(BackupError::CutOff)), "cut at {end}");
        }
        let mut altered = file.clone();
        altered[book.len() + 20] ^= 1;
        let mut told = Vec::new();
        let source = Telling(File::new(&altered), &mut told);
        assert!(check(source, &go_on, async |_| Ok(())).await.is_err());
        assert!(told.is_empty());
        let into = lived(2, 12).await;
        restored(&into, &file, &mut keys).await.expect("restores");
        assert_eq!(backup(&into, &mut keys).await, book);
    });
}

#[test]
fn other_files_and_newer_backups_are_named() {
    let error = |bytes: &[u8]| looked_at(bytes).expect_err("is refused");
    assert_eq!(error(b""), Failure::Backup(BackupError::Empty));
    assert_eq!(error(b"customer,date,amount\n"), Failure::Backup(BackupError::NotABackup));
    assert_eq!(error(b"PK\x03\x04 a workbook"), Failure::Backup(BackupError::NotABackup));
    let mut newer = Packer::default().finish();
    newer[8] = 7;
    let sum = xxhash_rust::xxh3::xxh3_64(&newer[..12]);
    newer[12..20].copy_from_slice(&sum.to_le_bytes());
    assert_eq!(error(&newer), Failure::Backup(BackupError::Newer { found: 7, known: FORMAT }));
    // No piece at all, and pieces that are no book.
    assert!(matches!(error(&Packer::default().finish()), Failure::Backup(BackupError::Altered { .. })));
    let mut nonsense = Packer::default();
    nonsense.piece(b"\xff\xff\xff");
    assert!(matches!(error(&nonsense.finish()), Failure::Backup(BackupError::Altered { .. })));
}

#[test]
fn a_length_is_not_believed_before_the_bytes_are_there() {
    let head = Packer::default().finish()[..20].to_vec();
    for (raw, packed) in [(u32::MAX, 10), (10, u32::MAX), (BLOCK_BYTES as u32, BLOCK_BYTES as u32)] {
        let mut file = head.clone();
        file.extend(raw.to_le_bytes());
        file.extend(packed.to_le_bytes());
        file.extend([0; 30]);
        let mut reader = Reader::new(file.len() as u64).expect("begins");
        reader.push(&file);
        assert!(reader.piece().is_err());
    }
}

#[test]
fn work_stopped_or_failing_half_way_leaves_the_book_as_it_was() {
    pollster::block_on(async {
        let mut keys = Random(7);
        let file = backup(&lived(1, 40).await, &mut keys).await;
        let book = lived(2, 12).await;
        book.fold(|| keys.key()).await.expect("folds");
        let (was, on_disk) = (seen(&book), segments(&book).await);
        let stop = |_, _| ControlFlow::Break(());
        let mut ids = Random(8);
        assert_eq!(book.restore(5000, || ids.key(), File::new(&file), &stop).await.map(drop), Err(Failure::Cancelled));
        assert_eq!(book.backup(|| ids.key(), &stop, drop).await.map(drop), Err(Failure::Cancelled));
        for n in 0..2 {
            let full = StorageError::Quota { needed_bytes: 5, free_bytes: 1 };
            book.storage().fail_after.replace(Some((n, full)));
            let failed = restored(&book, &file, &mut keys).await;
            assert_eq!(failed, Err(Failure::Quota { needed_bytes: 5, free_bytes: 1 }), "write {n}");
            assert_eq!((seen(&book), segments(&book).await), (was.clone(), on_disk), "write {n}");
        }
        restored(&book, &file, &mut keys).await.expect("restores");
        // With a full disk a backup can still be made.
        act(&book, &mut keys, 6000).await.expect("acts");
        book.storage().fail_after.replace(Some((0, StorageError::Quota { needed_bytes: 5, free_bytes: 1 })));
        let unfolded = backup(&book, &mut keys).await;
        let other = empty(4).await;
        restored(&other, &unfolded, &mut keys).await.expect("restores");
        assert_eq!(seen(&other), seen(&book));
    });
}

#[test]
fn a_fold_that_fails_leaves_nothing_behind() {
    pollster::block_on(async {
        let mut keys = Random(7);
        let book = lived(2, 12).await;
        book.fold(|| keys.key()).await.expect("folds");
        act(&book, &mut keys, 6000).await.expect("acts");
        let (was, on_disk) = (seen(&book), segments(&book).await);
        for n in 0..2 {
            let full = StorageError::Quota { needed_bytes: 5, free_bytes: 1 };
            book.storage().fail_after.replace(Some((n, full)));
            book.fold(|| keys.key()).await.expect_err("fails");
            assert_eq!((seen(&book), segments(&book).await), (was.clone(), on_disk), "write {n}");
        }
        assert!(book.fold(|| keys.key()).await.expect("folds"));
    });
}
