//! Stored bytes are not believed: whatever stands in a segment, a log entry, a manifest or a backup, reading it never panics and never takes more
//! room than the bytes there are can need.
//!
//! Noise hardly gets past a checksum. So most of what is tried here is bytes of real books, changed and sealed anew.
#![allow(missing_docs)]
// Counting what is allocated takes an allocator, and the trait of allocators is unsafe.
#![allow(unsafe_code)]

mod common;
#[path = "common/seeds.rs"]
mod seeds;

use common::{File, Random, act, backup, go_on, seen};
use engine::backup::{Packer, Piece, check};
use engine::log::{Entry, Since, inverse};
use engine::manifest::Manifest;
use engine::rows::{sealed, unsealed};
use engine::storage::{Flip, Memory, Root, Storage};
use engine::{Book, Rows, Workspace};
use model::related::{Link, Measure, Related};
use model::rule::{Op, Rule, Test};
use model::schema::order;
use model::view::Column;
use model::{Day, DeviceId, FieldId, Label, Operation, Part, RecordId, Report, Stamp, Value, View};
use protocol::{CompareQuery, InsightQuery};
use seeds::seeds;
use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

/// In memory a value takes up to 48 bytes that takes one on disk, and lists grow by doubling.
const ROOM_PER_BYTE: usize = 150;
/// What a decoder may take at once before it has seen a byte: serde makes room for a mebibyte in each list it enters.
const ROOM_AT_ONCE: usize = 5 << 20;

struct Counting;

thread_local! {
    static HELD: Cell<usize> = const { Cell::new(0) };
    static PEAK: Cell<usize> = const { Cell::new(0) };
}

// Counts and hands on to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let held = HELD.get().wrapping_add(layout.size());
        HELD.set(held);
        PEAK.set(PEAK.get().max(held));
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        HELD.set(HELD.get().saturating_sub(layout.size()));
        unsafe { System.dealloc(at, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Runs `work` on bytes and checks that it took no more room than they can need.
fn bounded<T>(bytes: usize, work: impl FnOnce() -> T) -> T {
    HELD.set(0);
    PEAK.set(0);
    let done = work();
    let peak = PEAK.get();
    assert!(peak <= bytes * ROOM_PER_BYTE + ROOM_AT_ONCE, "{peak} bytes for {bytes}");
    done
}

/// Changes bytes in a few places: other values, the largest of varints, pieces gone, doubled or put elsewhere.
fn mutated(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..1 + random.below(4) {
        if bytes.is_empty() {
            return bytes;
        }
        let at = random.below(bytes.len() as u64) as usize;
        match random.below(8) {
            0 | 1 => bytes[at] = random.next() as u8,
            2 => bytes[at] = bytes[at].wrapping_add(1),
            3 => drop(bytes.splice(at..at, [0xFF, 0xFF, 0xFF, 0xFF, 0x0F])),
            4 => drop(bytes.splice(at..at + 1, [0x80 | random.next() as u8, 0x7F])),
            5 => drop(bytes.remove(at)),
            6 => bytes.truncate(at),
            _ => {
                let end = bytes.len().min(at + 1 + random.below(30) as usize);
                let piece = bytes[at..end].to_vec();
                let to = random.below(bytes.len() as u64) as usize;
                drop(bytes.splice(to..to, piece));
            }
        }
    }
    bytes
}

/// Changed below the checksum, which is right again.
fn resealed(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    sealed(mutated(unsealed(bytes).expect("sealed"), random))
}

/// A book with a bit of everything, and what its disk holds.
fn lived(seed: u64) -> Memory {
    let disk = Memory::default();
    pollster::block_on(async {
        let book = Book::open(disk.clone(), DeviceId(1)).await.expect("opens");
        let mut random = Random(seed);
        for n in 0..30 {
            let _ = act(&book, &mut random, 1000 + n).await.expect("acts");
        }
        book.fold(|| random.key()).await.expect("folds");
    });
    disk
}

/// Everything that a page does with records: what was decoded must also be usable.
fn used(rows: &Rows) {
    let mut workspace = Workspace::default();
    let before = Part::Rows(vec![Rows::new(rows.collection, Stamp::ZERO, [RecordId(u128::MAX)])]);
    workspace.apply(&Operation { stamp: Stamp::ZERO, label: Label::Create(rows.collection), parts: vec![before] });
    for stamp in [Stamp::ZERO, Stamp::new(5, 0, DeviceId(1))] {
        let parts = vec![Part::Rows(vec![rows.clone()])];
        workspace.apply(&Operation { stamp, label: Label::Create(rows.collection), parts });
    }
    let _ = engine::suite::picture(&workspace);
    for table in workspace.tables() {
        let _ = table.pack(0, table.len(), &workspace.ids).to_bytes();
    }
}

#[test]
fn noise_is_refused() {
    for seed in seeds(0..20_000) {
        let mut random = Random(seed);
        let bytes: Vec<u8> = (0..random.below(200)).map(|_| random.next() as u8).collect();
        let sealed = sealed(bytes.clone());
        for bytes in [&bytes, &sealed] {
            bounded(bytes.len(), || Rows::from_bytes(bytes)).iter().for_each(used);
            bounded(bytes.len(), || Entry::from_bytes(bytes));
            let _ = bounded(bytes.len(), || Manifest::from_bytes(bytes));
            let _ = bounded(bytes.len(), || pollster::block_on(check(File::new(bytes), &go_on, async |_| Ok(()))));
        }
    }
}

#[test]
fn a_changed_segment_is_refused_or_usable() {
    let mut taken = 0;
    for seed in seeds(0..12) {
        let mut random = Random(seed);
        let stored = pollster::block_on(lived(seed).open()).expect("reads");
        for _ in 0..200 {
            for (_, bytes) in &stored.segments {
                let bytes = resealed(bytes, &mut random);
                if let Some(rows) = bounded(bytes.len(), || Rows::from_bytes(&bytes)) {
                    taken += 1;
                    used(&rows);
                }
            }
        }
    }
    assert!(taken > 1000, "only {taken} got past the decoder: nothing behind it was tried");
}

#[test]
fn a_value_outside_of_its_segment_is_refused() {
    let mut rows = Rows::new(model::schema::customer::ID, Stamp(1), [RecordId(1)]);
    rows.sparse = vec![(model::FieldId(0x9001), vec![(0, model::Value::Opaque(99, vec![1]))])];
    assert!(Rows::from_bytes(&rows.to_bytes()).is_some());
    rows.sparse[0].1[0].0 = u32::MAX;
    assert_eq!(Rows::from_bytes(&rows.to_bytes()), None);
}

#[test]
fn a_changed_log_entry_is_refused_or_usable() {
    let mut taken = 0;
    for seed in seeds(0..12) {
        let mut random = Random(seed);
        let log = pollster::block_on(lived(seed).log_after(0)).expect("reads");
        for _ in 0..150 {
            let mut workspace = Workspace::default();
            for (_, bytes) in &log {
                let bytes = resealed(bytes, &mut random);
                let Some(entry) = bounded(bytes.len(), || Entry::from_bytes(&bytes)) else { continue };
                taken += 1;
                let (undo, _) = inverse(&workspace, &entry, &Since::default(), Stamp::new(9, 0, DeviceId(1)));
                workspace.apply(&undo);
            }
        }
    }
    assert!(taken > 1000, "only {taken} got past the decoder: nothing behind it was tried");
}

#[test]
fn a_label_within_a_label_within_a_label_does_not_exhaust_the_stack() {
    let undo_of = |times: usize| {
        let mut body = vec![1];
        // Variant 5 is an undo: the stamp (one byte), then what was undone.
        body.extend([5, 1].repeat(times));
        body.extend([1, 1, 1, 0, 0]);
        sealed(body)
    };
    assert!(Entry::from_bytes(&undo_of(3)).is_some());
    assert_eq!(Entry::from_bytes(&undo_of(1_000_000)), None);
}

/// The bytes of something with a rule, and where one that negates it is put in again and again.
fn negated(with: impl Fn(Rule) -> Vec<u8>, times: usize) -> Vec<u8> {
    let (plain, mut bytes) = (with(Rule::default()), with(Rule::Not(Box::default())));
    let at = plain.iter().zip(&bytes).position(|(a, b)| a != b).expect("differ");
    let level = bytes[at];
    bytes.splice(at..at, std::iter::repeat_n(level, times - 1));
    bytes
}

fn kept(value: Value) -> Vec<u8> {
    let Value::Bytes(bytes) = value else { panic!("bytes") };
    bytes
}

#[test]
fn a_rule_within_a_rule_within_a_rule_does_not_exhaust_the_stack() {
    let view = |times| {
        let bytes = negated(|rule| kept(View { rule, ..View::default() }.to_value()), times);
        View::from_value(&Value::Bytes(bytes)).is_some()
    };
    let report = |times| {
        let bytes = negated(|rule| kept(Report { rule, ..Report::new(order::ID) }.to_value()), times);
        Report::from_value(&Value::Bytes(bytes)).is_some()
    };
    let analysis = |times| {
        let query = |rule| InsightQuery::Compare(CompareQuery { groups: [rule, Rule::default()], today: Day(0) });
        let bytes = negated(|rule| protocol::encode(&query(rule)).expect("encodes"), times);
        protocol::decode::<InsightQuery>(&bytes).is_ok()
    };
    // What was refused leaves nothing behind: the next one is read as before.
    for _ in 0..3 {
        for times in [1, 5] {
            assert!(view(times) && report(times) && analysis(times), "{times}");
        }
        assert!(!view(1_000_000) && !report(1_000_000) && !analysis(1_000_000));
    }
}

#[test]
fn a_changed_view_or_report_is_refused_or_sound() {
    let day = FieldId(1);
    let test = |op| Rule::Test(Test { field: day, op, values: vec![Value::Day(Day(1)), Value::Text("a".to_owned())] });
    let related = Related {
        link: Link { of: order::ID, path: vec![order::CUSTOMER.id] },
        rule: test(Op::Is),
        measure: Measure::Count,
        test: Test { field: day, op: Op::Filled, values: Vec::new() },
    };
    let rule = Rule::Any(vec![Rule::Not(Box::new(test(Op::Between))), Rule::Related(Box::new(related))]);
    let columns = vec![Column { field: day, width: 1 }; 3];
    let view = kept(View { rule: rule.clone(), sort: Some((day, true)), group: Some(day), columns }.to_value());
    let report = kept(Report { rule, ..Report::new(order::ID) }.to_value());
    let mut taken = 0;
    for seed in seeds(0..20_000) {
        let mut random = Random(seed);
        let bytes = Value::Bytes(mutated(&view, &mut random));
        if let Some(view) = bounded(view.len() + 30, || View::from_value(&bytes)) {
            taken += 1;
            assert!(view.rule.is_sound() && View::from_value(&view.to_value()) == Some(view));
        }
        let bytes = Value::Bytes(mutated(&report, &mut random));
        if let Some(report) = bounded(report.len() + 30, || Report::from_value(&bytes)) {
            taken += 1;
            assert!(report.rule.is_sound() && Report::from_value(&report.to_value()) == Some(report));
        }
    }
    assert!(taken > 1000, "only {taken} got past the decoder: nothing behind it was tried");
}

#[test]
fn a_changed_manifest_never_panics() {
    let mut taken = 0;
    for seed in seeds(0..20) {
        let mut random = Random(seed);
        let disk = lived(seed);
        pollster::block_on(async {
            let book = Book::open(disk.clone(), DeviceId(1)).await.expect("opens");
            if seed % 2 == 0 {
                let mut keys = Random(seed);
                let file = backup(&book, &mut keys).await;
                book.restore(5000, || keys.key(), File::new(&file), &go_on).await.expect("restores");
            }
            let root = disk.root().await.expect("reads");
            for _ in 0..150 {
                let manifest = resealed(&root.manifest, &mut random);
                let copy = disk.copy();
                let changed = Root { version: root.version + 1, manifest: manifest.clone(), ..root.clone() };
                let flip = Flip { root: changed, ..Default::default() };
                copy.flip(flip).await.expect("writes");
                let _ = bounded(manifest.len(), || Manifest::from_bytes(&manifest));
                let Ok(book) = Book::open(copy, DeviceId(1)).await else { continue };
                taken += 1;
                let mut keys = Random(random.next());
                let _ = book.sweep().await;
                for n in 0..6 {
                    let _ = act(&book, &mut keys, 6000 + n).await;
                }
                let _ = book.backup(|| keys.key(), &go_on, drop).await;
                let _ = book.let_go(u64::MAX).await;
            }
        });
    }
    assert!(taken > 50, "only {taken} opened: nothing behind the decoder was tried");
}

#[test]
fn a_manifest_whose_numbers_cannot_be_those_of_its_log_is_refused() {
    pollster::block_on(async {
        let (disk, mut keys) = (lived(1), Random(1));
        let book = Book::open(disk.clone(), DeviceId(1)).await.expect("opens");
        let file = backup(&book, &mut keys).await;
        book.restore(5000, || keys.key(), File::new(&file), &go_on).await.expect("restores");
        let root = disk.root().await.expect("reads");
        let good = Manifest::from_bytes(&root.manifest).expect("sound");
        // Whoever looks through a log of so many entries would never end.
        let changes: [fn(&mut Manifest); 6] = [
            |_| {},
            |manifest| manifest.folded = 1 << 60,
            |manifest| manifest.origin.as_mut().expect("restored").base = 1 << 60,
            |manifest| manifest.origin.as_mut().expect("restored").brought = 1 << 60,
            |manifest| manifest.origin.as_mut().expect("restored").brought = u64::MAX,
            |manifest| {
                let previous = &mut manifest.origin.as_mut().expect("restored").previous;
                previous.as_mut().expect("kept").head = 1 << 60;
            },
        ];
        for (at, change) in changes.into_iter().enumerate() {
            let mut manifest = good.clone();
            change(&mut manifest);
            let copy = disk.copy();
            let root = Root { version: root.version + 1, manifest: manifest.to_bytes(), ..root.clone() };
            copy.flip(Flip { root, ..Default::default() }).await.expect("writes");
            assert_eq!(Book::open(copy, DeviceId(1)).await.is_ok(), at == 0, "change {at}");
        }
    });
}

#[test]
fn a_record_that_stands_twice_in_a_segment_is_one_record() {
    let stamp = |n| Stamp::new(n, 0, DeviceId(1));
    let twice = |order: [u128; 4]| {
        let mut rows = Rows::new(model::schema::customer::ID, stamp(1), order.map(RecordId))
            .with(model::schema::customer::NAME.id, engine::packed::Packed::texts(["a", "b", "c", "d"].into_iter()));
        (rows.stamps, rows.row_stamps) = (vec![stamp(1), stamp(2)], vec![0, 0, 1, 1]);
        let mut workspace = Workspace::default();
        let parts = vec![Part::Rows(vec![rows])];
        workspace.apply(&Operation { stamp: stamp(3), label: Label::Create(model::schema::customer::ID), parts });
        engine::suite::picture(&workspace)
    };
    let pictures = [[7, 8, 9, 7], [7, 8, 7, 9], [9, 8, 7, 7]].map(twice);
    assert_eq!(pictures.map(|rows| rows.len()), [3; 3]);
}

#[test]
fn a_changed_backup_is_refused_or_becomes_a_book() {
    let mut taken = 0;
    for seed in seeds(0..10) {
        let mut random = Random(seed);
        let (book, mut keys) = (lived(seed), Random(seed));
        pollster::block_on(async {
            let book = Book::open(book, DeviceId(1)).await.expect("opens");
            let file = backup(&book, &mut keys).await;
            let mut pieces = Vec::new();
            check(File::new(&file), &go_on, async |piece| {
                pieces.push(piece);
                Ok(())
            })
            .await
            .expect("sound");
            for _ in 0..60 {
                let file = repacked(&pieces, &mut random);
                let into = Book::open(Memory::default(), DeviceId(2)).await.expect("opens");
                let checked =
                    bounded(file.len(), || pollster::block_on(check(File::new(&file), &go_on, async |_| Ok(()))));
                let restored = into.restore(5000, || keys.key(), File::new(&file), &go_on).await;
                assert_eq!(checked.is_ok(), restored.is_ok());
                let Ok(done) = restored else {
                    assert!(seen(&into).is_empty());
                    continue;
                };
                taken += 1;
                for n in 0..6 {
                    let _ = act(&into, &mut keys, 6000 + n).await;
                }
                let again = Book::open(into.storage().clone(), DeviceId(3)).await.expect("opens");
                assert_eq!(seen(&again), seen(&into));
                if into.state().history().iter().any(|entry| entry.seq == done.seq) {
                    into.undo(7000, done.seq).await.expect("undoes");
                    assert!(seen(&into).is_empty());
                }
            }
        });
    }
    assert!(taken > 50, "only {taken} were restored: nothing behind the decoder was tried");
}

/// The pieces in a file of their own, one of them changed.
fn repacked(pieces: &[Piece], random: &mut Random) -> Vec<u8> {
    let changed = random.below(pieces.len() as u64) as usize;
    let mut packer = Packer::default();
    for (at, piece) in pieces.iter().enumerate() {
        let bytes = match piece {
            Piece::Contents(contents) => postcard::to_allocvec(contents).expect("encodes"),
            Piece::Segment(bytes) | Piece::Entry(bytes) => bytes.clone(),
        };
        packer.piece(&match (at == changed, piece) {
            (false, _) => bytes,
            (true, Piece::Contents(_)) => mutated(&bytes, random),
            (true, _) => resealed(&bytes, random),
        });
    }
    packer.finish()
}
