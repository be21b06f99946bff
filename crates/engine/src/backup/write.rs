//! Writes a backup.

use super::{Contents, PIECE_BYTES_MAX, Packer};
use crate::book::{Book, LOG_SLICE, Progress};
use crate::manifest::Manifest;
use crate::storage::Storage;
use model::Stamp;
use protocol::Failure;

impl<S: Storage> Book<S> {
    /// Makes a backup of the whole book and hands it to `out` piece by piece. `progress` hears records and log entries, done and in all, and may
    /// stop it. The log is folded before, so that a book gives the same file however it came to be folded; `ids` gives keys for that.
    ///
    /// # Errors
    /// [`Failure::Cancelled`], or what storage says.
    pub async fn backup(
        &self,
        ids: impl FnMut() -> u64,
        progress: &Progress<'_>,
        mut out: impl FnMut(Vec<u8>),
    ) -> Result<Contents, Failure> {
        match self.fold(ids).await {
            // A full disk is when a backup is needed most: then the log goes in unfolded.
            Ok(_) | Err(Failure::Quota { .. } | Failure::Storage(_)) => {}
            Err(error) => return Err(error),
        }
        // While the lock is held, no segment goes away; log entries only ever come.
        let _guard = self.storage.lock().await;
        self.catch_up().await?;
        let root = self.storage.root().await?;
        let manifest = Manifest::from_bytes(&root.manifest)?;
        let (base, head) = (manifest.base(), self.state.borrow().head());
        let contents = self.contents(&manifest, root.folded);
        let total = contents.units();
        let mut done = 0;
        let mut packer = Packer::default();
        packer.piece(&postcard::to_allocvec(&contents).unwrap_or_default());
        for segment in &manifest.segments {
            let bytes = self.storage.segment(segment.id).await?;
            let bytes = bytes.ok_or_else(|| Failure::Damaged(format!("segment {}", segment.id)))?;
            add(&mut packer, &bytes, &mut out)?;
            done += u64::from(segment.rows);
            if progress(done, total).is_break() {
                return Err(Failure::Cancelled);
            }
        }
        let mut at = base;
        while at < head {
            let before = at;
            for (seq, bytes) in self.storage.log_between(at, head.min(at + LOG_SLICE)).await? {
                if seq == at + 1 && !bytes.is_empty() {
                    add(&mut packer, &bytes, &mut out)?;
                    at = seq;
                }
            }
            if at == before {
                return Err(Failure::Damaged(format!("log {}", at + 1)));
            }
            done += at - before;
            if progress(done, total).is_break() {
                return Err(Failure::Cancelled);
            }
        }
        out(packer.finish());
        Ok(contents)
    }

    fn contents(&self, manifest: &Manifest, folded: u64) -> Contents {
        let state = self.state.borrow();
        let base = manifest.base();
        let live = state.workspace.tables().map(|table| (table.collection(), table.live()));
        Contents {
            segments: manifest.segments.iter().map(|segment| (segment.collection, segment.rows)).collect(),
            entries: state.head() - base,
            folded: folded.saturating_sub(base),
            live: live.filter(|(_, live)| *live > 0).collect(),
            newest: state.newest().filter(|stamp| *stamp > Stamp::ZERO),
        }
    }
}

fn add(packer: &mut Packer, bytes: &[u8], out: &mut impl FnMut(Vec<u8>)) -> Result<(), Failure> {
    if bytes.len() > PIECE_BYTES_MAX {
        return Err(Failure::Damaged("a piece too large for a backup".into()));
    }
    packer.piece(bytes);
    let packed = packer.take();
    if !packed.is_empty() {
        out(packed);
    }
    Ok(())
}
