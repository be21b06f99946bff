//! Two or three replicas are edited at random, each offline, and exchange what happened in any order, in pieces, and more than once.
//! In the end they know the same, byte for byte.
//!
//! `SEEDS=n` tries that many seeds (300 without it), `FIRST_SEED=n` begins elsewhere.
#![allow(missing_docs)]

mod replica;

use engine::Book;
use engine::storage::Memory;
use engine::suite::dump;
use model::DeviceId;
use replica::{Random, Replica};

fn seeds() -> std::ops::Range<u64> {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let first = number("FIRST_SEED").unwrap_or(0);
    first..first + number("SEEDS").unwrap_or(300)
}

/// Everything one replica knows reaches another, in any order.
async fn pour(random: &mut Random, from: &Replica, into: &mut Replica, chance: u64) {
    let mut parcels = from.parcels().await;
    random.shuffle(&mut parcels);
    for parcel in parcels {
        let is_new = !into.has(&parcel);
        if (is_new && random.below(100) < chance) || (!is_new && random.below(100) < 5) {
            into.receive(random, parcel).await;
        }
    }
}

async fn run(seed: u64) {
    let mut random = Random(seed);
    let count = 2 + random.below(2);
    let mut replicas = Vec::new();
    for n in 0..count {
        // One of them may live a year ahead or behind.
        let year = 365 * 86_400_000;
        let now = 2 * year + [0, year, 2 * year][random.below(3) as usize];
        replicas.push(Replica::new(DeviceId(n + 1), now).await);
    }
    for _ in 0..4 {
        for replica in &mut replicas {
            for _ in 0..1 + random.below(5) {
                replica.act(&mut random).await;
            }
        }
        let (from, into) = (random.below(count) as usize, random.below(count) as usize);
        if from != into {
            let parcels_from = std::mem::replace(&mut replicas[from], Replica::new(DeviceId(99), 1).await);
            pour(&mut random, &parcels_from, &mut replicas[into], 60).await;
            replicas[from] = parcels_from;
        }
    }
    // All are connected at last: twice round, so that what one has from another gets on.
    for _ in 0..2 {
        for at in 0..replicas.len() {
            let from = replicas.remove(at);
            for into in &mut replicas {
                pour(&mut random, &from, into, 100).await;
            }
            replicas.insert(at, from);
        }
    }
    let first = dump(&replicas[0].book.state().workspace);
    for replica in &replicas {
        assert!(
            dump(&replica.book.state().workspace) == first,
            "seed {seed}: {}",
            differ(&replicas[0].book, &replica.book)
        );
    }
    // What is on disk says the same, from the log and from segments.
    for replica in &mut replicas {
        for fold in [false, true] {
            if fold {
                replica.fold().await;
            }
            let before = replica.reopen().await;
            let same = dump(&replica.book.state().workspace) == first;
            assert!(same, "seed {seed}, folded {fold}: {}", differ(&before, &replica.book));
        }
    }
    // And one replica is enough to bring up another.
    let mut fresh = Replica::new(DeviceId(50), 1).await;
    pour(&mut random, &replicas[0], &mut fresh, 100).await;
    assert!(dump(&fresh.book.state().workspace) == first, "seed {seed}: {}", differ(&replicas[0].book, &fresh.book));
}

/// The first cell in which two replicas differ.
fn differ(one: &Book<Memory>, other: &Book<Memory>) -> String {
    let (one, other) = (one.state(), other.state());
    for (a, b) in [(&one.workspace, &other.workspace), (&other.workspace, &one.workspace)] {
        for table in a.tables() {
            for row in 0..table.len() {
                let record = a.ids.id(table.handle(row));
                for field in table.written(row, &a.ids) {
                    let at = (table.collection(), record, field);
                    let (left, right) = (a.state(at.0, at.1, at.2), b.state(at.0, at.1, at.2));
                    let (shown, other) = (a.value(at.0, at.1, at.2), b.value(at.0, at.1, at.2));
                    let (stamp, other_stamp) = (a.stamp(at.0, at.1, at.2), b.stamp(at.0, at.1, at.2));
                    if left != right || shown != other || stamp != other_stamp {
                        return format!("{at:?}\n{shown:?} {stamp:?} {left:#?}\n{other:?} {other_stamp:?} {right:#?}");
                    }
                }
            }
        }
    }
    "one knows a record that the other does not".into()
}

#[test]
fn replicas_that_exchanged_everything_know_the_same() {
    pollster::block_on(async {
        for seed in seeds() {
            run(seed).await;
        }
    });
}
