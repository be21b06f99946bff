//! Another book in the place of the present one: out of a backup, and back.
//!
//! The pieces are written first, under new keys; then one transaction replaces the root, adds a log entry that says so, and gives the log that came
//! along the numbers after it. The log number is the lock here, too: a tab that writes at the same moment either was first, and its
//! change is in the book that is kept, or finds its number taken, reads the entry and opens the other book. See docs/decisions/0011.

use crate::backup::{self, Piece, Source};
use crate::book::{Book, Committed, Progress, TRIES_MAX};
use crate::log::Entry;
use crate::manifest::{FORMAT, Manifest, Origin, Previous, Segment};
use crate::storage::{Flip, Root, Storage, StorageError};
use crate::writing::BATCH_BYTES;
use model::schema::{customer, order};
use model::{Label, Operation, Seen};
use protocol::Failure;

/// How long a replaced book is kept. It costs its size on disk.
pub const KEPT_MILLIS: u64 = 30 * 24 * 3600 * 1000;

/// A book whose segments are on disk and named by no manifest, or by the one of the book kept from before.
struct Incoming {
    segments: Vec<Segment>,
    entries: Vec<Vec<u8>>,
    /// Of `entries`, so many are in the segments.
    folded: u64,
    label: Label,
}

impl<S: Storage> Book<S> {
    /// Puts the book of a backup in the place of the present one, which is kept for a while: [`Book::undo`] of the number that is returned brings it
    /// back. `progress` hears bytes of the file, done and in all, and may stop it; `ids` gives random keys for segments.
    ///
    /// # Errors
    /// [`Failure::Backup`], [`Failure::Cancelled`], or what storage says; nothing is changed then.
    pub async fn restore(
        &self,
        now_millis: u64,
        mut ids: impl FnMut() -> u64,
        source: impl Source,
        progress: &Progress<'_>,
    ) -> Result<Committed, Failure> {
        let _guard = self.storage.lock().await;
        self.catch_up().await?;
        let mut segments = Vec::new();
        let done = match self.take_in(&mut ids, source, progress, &mut segments).await {
            Ok(incoming) => self.replace(now_millis, incoming).await,
            Err(error) => Err(error),
        };
        if done.is_err() {
            self.discard(&segments).await;
        }
        done
    }

    /// Writes the segments of a backup, each noted in `written` before it is, and gathers its log.
    async fn take_in(
        &self,
        ids: &mut impl FnMut() -> u64,
        source: impl Source,
        progress: &Progress<'_>,
        written: &mut Vec<Segment>,
    ) -> Result<Incoming, Failure> {
        let mut wanted = Vec::new();
        let (mut entries, mut batch, mut batch_bytes) = (Vec::new(), Vec::new(), 0);
        let (_, contents) = backup::check(source, progress, async |piece| {
            match piece {
                Piece::Contents(contents) => wanted = contents.segments,
                Piece::Entry(bytes) => entries.push(bytes),
                Piece::Segment(bytes) => {
                    let Some(&(collection, rows)) = wanted.get(written.len()) else { return Ok(()) };
                    let segment = Segment { id: ids(), collection, rows };
                    written.push(segment);
                    batch_bytes += bytes.len();
                    batch.push((segment.id, bytes));
                    if batch_bytes >= BATCH_BYTES {
                        self.storage.reserve(std::mem::take(&mut batch_bytes) as u64).await?;
                        self.storage.put_segments(std::mem::take(&mut batch)).await?;
                    }
                }
            }
            Ok(())
        })
        .await?;
        let rest = batch_bytes + entries.iter().map(Vec::len).sum::<usize>();
        self.storage.reserve(rest as u64).await?;
        self.storage.put_segments(batch).await?;
        let label = Label::Backup { customers: contents.live(customer::ID), orders: contents.live(order::ID) };
        Ok(Incoming { segments: written.clone(), entries, folded: contents.folded, label })
    }

    /// Brings back the book that was replaced; the one that replaced it is kept in its turn.
    pub(crate) async fn take_back(&self, now_millis: u64) -> Result<Committed, Failure> {
        let _guard = self.storage.lock().await;
        self.catch_up().await?;
        let root = self.storage.root().await?;
        let origin = Manifest::from_bytes(&root.manifest)?.origin.ok_or(Failure::NothingToUndo)?;
        let previous = origin.previous.ok_or(Failure::NothingToUndo)?;
        let entries = self.storage.log_between(previous.base, previous.head).await?;
        let whole =
            entries.len() as u64 == previous.head - previous.base && entries.iter().all(|(_, entry)| !entry.is_empty());
        if !whole {
            return Err(Failure::Damaged("log of the book before".into()));
        }
        let label = match origin.label {
            // What was undone comes back under its own name, so that it can be undone again.
            Label::Undo(_, what) => *what,
            label => Label::undo(origin.stamp, label),
        };
        let incoming = Incoming {
            segments: previous.segments,
            entries: entries.into_iter().map(|(_, entry)| entry).collect(),
            folded: previous.folded - previous.base,
            label,
        };
        self.replace(now_millis, incoming).await
    }

    /// The flip. Memory is read anew afterwards: every piece was checked before, so it can be read.
    async fn replace(&self, now_millis: u64, incoming: Incoming) -> Result<Committed, Failure> {
        let Incoming { segments, entries, folded, label } = incoming;
        for _ in 0..TRIES_MAX {
            let root = self.storage.root().await?;
            let old = Manifest::from_bytes(&root.manifest)?;
            let (base, stamp) = {
                let state = &mut *self.state.borrow_mut();
                (state.head + 1, state.clock.tick(now_millis))
            };
            let operation = Operation { stamp, label: label.clone(), parts: Vec::new() };
            let arrival = Entry { operation, before: Vec::new(), seen: Seen::default(), stood: Vec::new() }.to_bytes();
            let log = std::iter::once(arrival).chain(entries.iter().cloned());
            let previous = Previous {
                base: old.base(),
                head: base - 1,
                folded: root.folded,
                segments: old.segments.clone(),
                replaced_at: now_millis,
            };
            let origin =
                Origin { base, brought: entries.len() as u64, stamp, label: label.clone(), previous: Some(previous) };
            let manifest = Manifest {
                format: FORMAT,
                device: old.device,
                folded: base + folded,
                segments: segments.clone(),
                origin: Some(origin),
                apart: 0,
            };
            let flip = Flip {
                root: Root { version: root.version + 1, folded: manifest.folded, manifest: manifest.to_bytes() },
                entries: (base..).zip(log).collect(),
                ..gone(&old, &manifest)
            };
            match self.flip(flip).await {
                Ok(()) => {
                    self.reload().await?;
                    return Ok(Committed { seq: base, label });
                }
                Err(StorageError::Conflict) => self.catch_up().await?,
                Err(error) => return Err(error.into()),
            };
        }
        Err(StorageError::Conflict.into())
    }

    /// Lets go of a replaced book that was kept long enough. `now_millis` counts from 1970-01-01 UTC.
    ///
    /// # Errors
    /// What storage says.
    pub async fn let_go(&self, now_millis: u64) -> Result<(), Failure> {
        let expired = |manifest: &Manifest| {
            manifest.previous().is_some_and(|previous| now_millis.saturating_sub(previous.replaced_at) > KEPT_MILLIS)
        };
        if !expired(&self.state.borrow().manifest) {
            return Ok(());
        }
        let _guard = self.storage.lock().await;
        let root = self.storage.root().await?;
        let old = Manifest::from_bytes(&root.manifest)?;
        if !expired(&old) {
            return Ok(());
        }
        let mut manifest = old.clone();
        manifest.origin.iter_mut().for_each(|origin| origin.previous = None);
        let root = Root { version: root.version + 1, folded: root.folded, manifest: manifest.to_bytes() };
        self.flip(Flip { root, ..gone(&old, &manifest) }).await?;
        self.state.borrow_mut().let_go();
        Ok(())
    }
}

/// What the old manifest kept and the new one does not need: the book before the one before.
fn gone(old: &Manifest, new: &Manifest) -> Flip {
    let Some(previous) = old.previous() else { return Flip::default() };
    let remove = previous.segments.iter().map(|segment| segment.id).filter(|id| !new.names(*id)).collect();
    // The entry that brought that book goes with it; number 0 was never given.
    let log = (previous.base.max(1), previous.head);
    Flip { remove, forget: (log.0 <= log.1).then_some(log), ..Flip::default() }
}
