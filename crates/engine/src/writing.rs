//! Segments on their way to the disk. While some are being written, which is the browser's work, those after them are put into bytes and the ids of
//! their records entered, which is ours.

use crate::book::{Book, Committed, Progress, TRIES_MAX};
use crate::log;
use crate::manifest::{FORMAT, Manifest, Segment};
use crate::rows::{Rows, SEGMENT_ROWS_MAX};
use crate::storage::{Flip, Root, Storage, StorageError};
use model::{Operation, Part, Seen};
use protocol::Failure;
use std::future::{Future, poll_fn};
use std::pin::pin;

/// Bytes of segments written in one transaction: large enough to be quick, small enough to show progress.
pub(crate) const BATCH_BYTES: usize = 4 << 20;

/// Waits for `task`, and does `work` as soon as that has begun.
async fn beside<F: Future>(task: F, work: impl FnOnce()) -> F::Output {
    let (mut task, mut work) = (pin!(task), Some(work));
    poll_fn(|context| {
        let done = task.as_mut().poll(context);
        if let Some(work) = work.take() {
            work();
        }
        done
    })
    .await
}

/// The rows that an operation adds.
fn pieces(operation: &Operation<Vec<Rows>>) -> impl Iterator<Item = &Rows> {
    let rows = operation.parts.iter().filter_map(|part| if let Part::Rows(rows) = part { Some(rows) } else { None });
    rows.flatten()
}

impl<S: Storage> Book<S> {
    /// Writes the rows of an operation as segments and makes it part of the book.
    pub(crate) async fn write_bulk(
        &self,
        operation: Operation<Vec<Rows>>,
        seen: &Seen,
        ids: &mut dyn FnMut() -> u64,
        progress: &Progress<'_>,
    ) -> Result<Committed, Failure> {
        debug_assert!(pieces(&operation).all(|rows| rows.len() <= SEGMENT_ROWS_MAX));
        let segments: Vec<Segment> = pieces(&operation)
            .map(|rows| Segment { id: ids(), collection: rows.collection, rows: rows.len() as u32 })
            .collect();
        let done = match self.write_rows(&operation, &segments, progress).await {
            Ok(()) => self.flip_in(operation, seen, &segments).await,
            Err(error) => Err(error),
        };
        if done.is_err() {
            self.discard(&segments).await;
        }
        done
    }

    async fn write_rows(
        &self,
        operation: &Operation<Vec<Rows>>,
        segments: &[Segment],
        progress: &Progress<'_>,
    ) -> Result<(), Failure> {
        let weights: Vec<usize> = pieces(operation).map(Rows::weight).collect();
        let total: usize = weights.iter().sum();
        self.storage.reserve(total as u64).await?;
        let mut rest = pieces(operation).zip(segments).zip(&weights);
        let mut fill = || {
            let (mut batch, mut bytes) = (Vec::new(), 0);
            while bytes < BATCH_BYTES
                && let Some(((rows, segment), weight)) = rest.next()
            {
                batch.push((segment.id, rows.to_bytes()));
                bytes += weight;
            }
            (batch, bytes)
        };
        // Nobody sees an id that no record has.
        let mut unseen = pieces(operation);
        self.state.borrow_mut().workspace.expect(segments, 0);
        let (mut done, (mut batch, mut bytes)) = (0, fill());
        while !batch.is_empty() {
            let (count, mut next) = (batch.len(), (Vec::new(), 0));
            let write = self.storage.put_segments(batch);
            let work = || {
                next = fill();
                let ids = &mut self.state.borrow_mut().workspace.ids;
                unseen.by_ref().take(count).for_each(|rows| rows.enter(ids));
            };
            beside(write, work).await?;
            done += bytes;
            if progress(done as u64, total as u64).is_break() {
                return Err(Failure::Cancelled);
            }
            (batch, bytes) = next;
        }
        Ok(())
    }

    /// Removes segments of an operation that failed. Best effort: whatever stays behind is named by nothing and removed at the next opening. An
    /// operation may also be on disk although its answer got lost: then they are named, and stay.
    pub(crate) async fn discard(&self, segments: &[Segment]) {
        let Ok(root) = self.storage.root().await else { return };
        let Ok(manifest) = Manifest::from_bytes(&root.manifest) else { return };
        let loose = segments.iter().map(|segment| segment.id).filter(|id| !manifest.names(*id)).collect();
        let _ = self.storage.remove_segments(loose).await;
    }

    /// Makes a bulk operation whose segments are written part of the book.
    async fn flip_in(
        &self,
        operation: Operation<Vec<Rows>>,
        seen: &Seen,
        segments: &[Segment],
    ) -> Result<Committed, Failure> {
        for _ in 0..TRIES_MAX {
            let root = self.storage.root().await?;
            let mut manifest = Manifest::from_bytes(&root.manifest)?;
            manifest.format = FORMAT;
            manifest.segments.extend_from_slice(segments);
            let (seq, entry) = {
                let state = self.state.borrow();
                (state.head + 1, log::entry(&state.workspace, &operation, segments, seen.clone()))
            };
            let flip = Flip {
                root: Root { version: root.version + 1, folded: root.folded, manifest: manifest.to_bytes() },
                entries: vec![(seq, entry.to_bytes())],
                ..Flip::default()
            };
            match self.flip(flip).await {
                Ok(()) => {
                    let label = operation.label.clone();
                    self.state.borrow_mut().take_bulk(seq, operation, seen, manifest, segments);
                    self.note_apart(root.version + 1, root.folded).await;
                    return Ok(Committed { seq, label });
                }
                Err(StorageError::Conflict) => self.catch_up().await?,
                Err(error) => return Err(error.into()),
            };
        }
        Err(StorageError::Conflict.into())
    }

    /// Writes segments of a fold.
    pub(crate) async fn write(&self, pieces: Vec<(u64, Vec<u8>)>) -> Result<(), Failure> {
        let total: usize = pieces.iter().map(|(_, bytes)| bytes.len()).sum();
        self.storage.reserve(total as u64).await?;
        let (mut batch, mut bytes) = (Vec::new(), 0);
        for piece in pieces {
            bytes += piece.1.len();
            batch.push(piece);
            if bytes >= BATCH_BYTES {
                self.storage.put_segments(std::mem::take(&mut batch)).await?;
                bytes = 0;
            }
        }
        Ok(self.storage.put_segments(batch).await?)
    }
}
