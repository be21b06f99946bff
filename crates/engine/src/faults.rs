//! A storage that fails as disks, browsers and batteries do, after a seed: for tests and for `cargo xtask sim`.
//!
//! Every call may find the disk full, or the connection lost before or after the work was done; the whole thing may die in any call. What was written
//! without waiting for the disk may be gone after that, the newest first; what was acknowledged as durable may not.

use crate::storage::{Flip, Memory, Reader, Root, Storage, StorageError, Stored};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::Poll;

/// How often what goes wrong: once in so many calls; 0 for never.
#[derive(Clone, Copy, Debug, Default)]
pub struct Odds {
    /// A write finds no room.
    pub full: u64,
    /// A call is refused, its work not done.
    pub refused: u64,
    /// The connection breaks once the work is done, and a new one tries again.
    pub broken: u64,
    /// Everything stops for good, before or after the work is done.
    pub death: u64,
}

/// A storage whose clones share it, as tabs share a browser's.
#[derive(Clone)]
pub struct Faulty {
    shared: Rc<RefCell<Shared>>,
    /// What every tab sees.
    seen: Memory,
}

struct Shared {
    /// What is on the disk for good.
    durable: Memory,
    /// Written since, in order, and not durable yet.
    loose: Vec<Loose>,
    odds: Odds,
    chance: u64,
    dead: bool,
    locked: bool,
    archive: BTreeMap<u64, Vec<u8>>,
}

#[derive(Clone)]
enum Loose {
    Put(Vec<(u64, Vec<u8>)>),
    Remove(Vec<u64>),
}

impl Shared {
    fn below(&mut self, n: u64) -> u64 {
        self.chance = self.chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.chance >> 33) % n
    }

    fn strikes(&mut self, odds: u64) -> bool {
        odds > 0 && self.below(odds) == 0
    }
}

fn lost() -> StorageError {
    StorageError::Lost("the connection is gone".into())
}

impl Faulty {
    /// Over what a disk holds already; `seed` decides what goes wrong when.
    pub fn new(disk: &Memory, seed: u64, odds: Odds) -> Faulty {
        let shared = Shared {
            durable: disk.copy(),
            loose: Vec::new(),
            odds,
            chance: seed ^ 0x5DEE_CE66_D123_4567,
            dead: false,
            locked: false,
            archive: BTreeMap::new(),
        };
        Faulty { shared: Rc::new(RefCell::new(shared)), seen: disk.copy() }
    }

    /// Whether everything has stopped.
    pub fn is_dead(&self) -> bool {
        self.shared.borrow().dead
    }

    /// What a tab sees that looks now, faultlessly.
    pub fn seen(&self) -> &Memory {
        &self.seen
    }

    /// Every segment that was ever written, by its key.
    pub fn archive(&self) -> BTreeMap<u64, Vec<u8>> {
        self.shared.borrow().archive.clone()
    }

    /// What the disk holds after the power went: all that was durable, and some of what was written since, oldest first.
    pub async fn after_power_loss(&self) -> Memory {
        let (disk, kept) = {
            let shared = &mut *self.shared.borrow_mut();
            let kept = shared.below(shared.loose.len() as u64 + 1) as usize;
            (shared.durable.copy(), shared.loose[..kept].to_vec())
        };
        apply(&disk, kept).await;
        disk
    }

    async fn sync(&self) {
        let (durable, loose) = {
            let shared = &mut *self.shared.borrow_mut();
            (shared.durable.clone(), std::mem::take(&mut shared.loose))
        };
        apply(&durable, loose).await;
    }

    /// Lets others go first, then says whether the call goes through.
    async fn turn(&self, writes: bool) -> Result<(), StorageError> {
        others_first().await;
        let shared = &mut *self.shared.borrow_mut();
        let odds = shared.odds;
        if shared.dead || shared.strikes(odds.death) {
            shared.dead = true;
            return Err(lost());
        }
        if writes && shared.strikes(odds.full) {
            return Err(StorageError::Quota { needed_bytes: 1, free_bytes: 0 });
        }
        if shared.strikes(odds.refused) {
            return Err(StorageError::Other("refused".into()));
        }
        Ok(())
    }

    /// After the work: the answer may not arrive any more. True where the connection broke and the call is made again.
    fn answer(&self) -> Result<bool, StorageError> {
        let shared = &mut *self.shared.borrow_mut();
        let odds = shared.odds;
        if shared.dead || shared.strikes(odds.death) {
            shared.dead = true;
            return Err(lost());
        }
        Ok(shared.strikes(odds.broken))
    }
}

async fn apply(disk: &Memory, writes: Vec<Loose>) {
    for write in writes {
        // Memory refuses nothing that was not arranged beforehand.
        let _ = match write {
            Loose::Put(segments) => disk.put_segments(segments).await,
            Loose::Remove(ids) => disk.remove_segments(ids).await,
        };
    }
}

/// Gives way once.
async fn others_first() {
    let mut waited = false;
    poll_fn(|context| {
        if std::mem::replace(&mut waited, true) {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

/// Held while somebody writes in bulk.
pub struct Guard(Rc<RefCell<Shared>>);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.borrow_mut().locked = false;
    }
}

impl Storage for Faulty {
    type Guard = Guard;

    async fn read(&self, reader: &mut dyn Reader) -> Result<Stored<()>, StorageError> {
        self.turn(false).await?;
        self.seen.read(reader).await
    }

    async fn root(&self) -> Result<Root, StorageError> {
        self.turn(false).await?;
        self.seen.root().await
    }

    async fn segment(&self, id: u64) -> Result<Option<Vec<u8>>, StorageError> {
        self.turn(false).await?;
        self.seen.segment(id).await
    }

    async fn entry(&self, seq: u64) -> Result<Option<Vec<u8>>, StorageError> {
        self.turn(false).await?;
        self.seen.entry(seq).await
    }

    async fn log_after(&self, seq: u64) -> Result<Vec<(u64, Vec<u8>)>, StorageError> {
        self.turn(false).await?;
        self.seen.log_after(seq).await
    }

    async fn log_between(&self, from: u64, to: u64) -> Result<Vec<(u64, Vec<u8>)>, StorageError> {
        self.turn(false).await?;
        self.seen.log_between(from, to).await
    }

    async fn append(&self, seq: u64, entry: Vec<u8>) -> Result<(), StorageError> {
        self.turn(true).await?;
        self.seen.append(seq, entry.clone()).await?;
        self.sync().await;
        let durable = self.shared.borrow().durable.clone();
        durable.append(seq, entry.clone()).await?;
        if self.answer()? {
            return self.seen.append(seq, entry).await;
        }
        Ok(())
    }

    async fn reserve(&self, _needed_bytes: u64) -> Result<(), StorageError> {
        self.turn(true).await
    }

    async fn put_segments(&self, segments: Vec<(u64, Vec<u8>)>) -> Result<(), StorageError> {
        self.turn(true).await?;
        {
            let shared = &mut *self.shared.borrow_mut();
            shared.archive.extend(segments.iter().cloned());
            shared.loose.push(Loose::Put(segments.clone()));
        }
        self.seen.put_segments(segments).await?;
        // Doing it twice is no different.
        self.answer().map(drop)
    }

    async fn flip(&self, flip: Flip) -> Result<(), StorageError> {
        self.turn(true).await?;
        self.seen.flip(flip.clone()).await?;
        self.sync().await;
        let durable = self.shared.borrow().durable.clone();
        durable.flip(flip.clone()).await?;
        if self.answer()? {
            return self.seen.flip(flip).await;
        }
        Ok(())
    }

    async fn remove_segments(&self, ids: Vec<u64>) -> Result<(), StorageError> {
        self.turn(true).await?;
        self.shared.borrow_mut().loose.push(Loose::Remove(ids.clone()));
        self.seen.remove_segments(ids).await?;
        self.answer().map(drop)
    }

    async fn set_aside(&self, name: &str, bytes: Vec<u8>) -> Result<(), StorageError> {
        self.turn(true).await?;
        self.seen.set_aside(name, bytes).await?;
        self.answer().map(drop)
    }

    async fn aside(&self, name: &str) -> Result<Option<Vec<u8>>, StorageError> {
        self.turn(false).await?;
        self.seen.aside(name).await
    }

    async fn lock(&self) -> Self::Guard {
        loop {
            others_first().await;
            let shared = &mut *self.shared.borrow_mut();
            if !std::mem::replace(&mut shared.locked, true) {
                return Guard(self.shared.clone());
            }
        }
    }
}
