//! Undo: an operation that gives back what another one changed, as far as it still stands.

use crate::book::{Book, Committed, LOG_SLICE};
use crate::log::{self, Place};
use crate::storage::Storage;
use protocol::Failure;
use std::cell::RefCell;

impl<S: Storage> Book<S> {
    /// Undoes the operation with that number; says also how many cells stay because they were changed since.
    ///
    /// # Errors
    /// [`Failure::NothingToUndo`] where there is no such operation, [`Failure::Damaged`] where its entry cannot be read.
    pub async fn undo(&self, now_millis: u64, seq: u64) -> Result<(Committed, u32), Failure> {
        let (done, kept) = self.undo_telling(now_millis, seq).await?;
        Ok((done, kept.len() as u32))
    }

    /// Undoes the operation with that number; names the cells that stay because they were changed since.
    ///
    /// # Errors
    /// As [`Book::undo`].
    pub async fn undo_telling(&self, now_millis: u64, seq: u64) -> Result<(Committed, Vec<Place>), Failure> {
        self.catch_up().await?;
        let base = self.state.borrow().manifest.base();
        if base > 0 && seq == base {
            return Ok((self.take_back(now_millis).await?, Vec::new()));
        }
        // Below lie operations on a book that was replaced since.
        let entry = if seq > base { self.entry(seq).await? } else { None };
        let entry = entry.ok_or(Failure::NothingToUndo)?;
        let mut later = Vec::new();
        let mut from = seq;
        loop {
            // In slices, so that a long log does not come into memory at once and others are heard in between.
            let to = self.state.borrow().head.min(from + LOG_SLICE);
            later.extend(self.entries(from, to).await?.into_iter().map(|(_, entry)| entry));
            from = to;
            if from >= self.state.borrow().head {
                break;
            }
        }
        let since = log::Since::of(&entry, &later);
        let kept = RefCell::new(Vec::new());
        let done = self
            .commit(now_millis, |workspace, stamp| {
                let (operation, left) = log::inverse(workspace, &entry, &since, stamp);
                kept.replace(left);
                Ok(operation)
            })
            .await?;
        Ok((done, kept.into_inner()))
    }
}
