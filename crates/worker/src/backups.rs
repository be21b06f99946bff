//! Backups: the book as a file, and a file as the book.

use crate::service::Service;
use engine::backup::files::{self, InFile};
use engine::backup::{Contents, Piece, Source, check};
use engine::book::Progress;
use js_sys::{Array, Uint8Array};
use model::{CollectionId, schema};
use protocol::{BackupError, BackupPreview, Failure, Phase, Reply, Request, Sealed};
use std::cell::Cell;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag};
use worker::platform::{new_segment_id, now_millis, said};

/// What a backup is to the browser: no program but Rapport opens it.
const KIND: &str = "application/x-rapport";
/// Bytes of a file read at once.
const CHUNK_BYTES: f64 = (1 << 20) as f64;

impl Service {
    /// Carries out a request that concerns backups.
    pub(crate) async fn perform_backup(
        &self,
        id: u32,
        request: Request,
        file: Option<JsValue>,
    ) -> Result<Reply, Failure> {
        if request == Request::Backup {
            return self.backup(id).await;
        }
        let file: Blob = file
            .and_then(|file| file.dyn_into().ok())
            .ok_or_else(|| Failure::Protocol("no file beside the request".into()))?;
        let bytes = file.size() as u64;
        let phase = if request == Request::BackupPreview { Phase::Reading } else { Phase::Writing };
        let progress = |done, total| self.hear(id, phase, done, total);
        let found = Cell::new(0);
        let source = Chunks { file, at: 0.0, keeps: phase == Phase::Writing, progress: &progress, found: &found };
        match request {
            Request::BackupPreview => {
                let (format, contents) = check(source, &progress, async |_: Piece| Ok(())).await?;
                let files = (found.get(), self.files_here().await?.len() as u32);
                Ok(Reply::BackupPreview(Sealed::new(&self.beside(format, &contents, bytes, files))))
            }
            Request::BackupRestore => {
                self.sweep_files().await;
                let done = self.book.restore(now_millis(), new_segment_id, source, &progress).await?;
                Ok(Reply::Done { seq: done.seq, label: done.label })
            }
            _ => Err(Failure::Protocol("not a request of a backup".into())),
        }
    }

    /// Makes a file of the book. Its pieces are handed to the browser as they come, so that the worker never holds all of it.
    async fn backup(&self, id: u32) -> Result<Reply, Failure> {
        let cannot = |error: JsValue| Failure::Storage(said(&error));
        let parts = Array::new();
        let progress = |done, total| self.hear(id, Phase::Building, done, total);
        self.book.backup(new_segment_id, &progress, |piece| _ = parts.push(&Uint8Array::from(&*piece))).await?;
        let files = self.files_here().await?;
        let table: Vec<(String, u64)> = files.iter().map(|(hash, file)| (hash.clone(), file.size() as u64)).collect();
        parts.push(&Uint8Array::from(&*files::table(&table)));
        // Only named: the browser puts them into the file when it is saved.
        files.iter().for_each(|(_, file)| _ = parts.push(file));
        let options = BlobPropertyBag::new();
        options.set_type(KIND);
        let file = Blob::new_with_blob_sequence_and_options(&parts, &options).map_err(cannot)?;
        let bytes = file.size() as u64;
        self.made.set(Some(file.into()));
        Ok(Reply::Backup { bytes })
    }

    /// Photos and files that a record refers to and that are on this device, by their hashes.
    async fn files_here(&self) -> Result<Vec<(String, Blob)>, Failure> {
        let used = crate::files::used(&self.book.state().workspace);
        let mut here = Vec::new();
        for hash in used.into_iter().filter(|hash| files::bytes_of(hash).is_some()) {
            let file = crate::files::read(&hash).await?.and_then(|file| file.dyn_into().ok());
            here.extend(file.map(|file| (hash, file)));
        }
        Ok(here)
    }

    /// What a backup holds, beside what the book holds now.
    fn beside(&self, format: u32, contents: &Contents, bytes: u64, files: (u32, u32)) -> BackupPreview {
        let state = self.book.state();
        let now = |collection| state.workspace.table(collection).map_or(0, |table| table.live());
        let mut collections: Vec<CollectionId> = schema::ALL.iter().map(|collection| collection.id).collect();
        // Of a newer version of Rapport, perhaps: counted all the same.
        let others =
            contents.live.iter().map(|(id, _)| *id).filter(|id| schema::ALL.iter().all(|known| known.id != *id));
        collections.extend(others);
        let counts = collections.into_iter().map(|id| (id, contents.live(id), now(id)));
        BackupPreview {
            format,
            bytes,
            counts: counts.filter(|(_, there, here)| there + here > 0).collect(),
            files,
            changes: (contents.entries, state.operations()),
            newest_millis: (
                contents.newest.map_or(0, |stamp| stamp.millis()),
                state.newest().map_or(0, |stamp| stamp.millis()),
            ),
        }
    }
}

/// The browser's own file, read in chunks.
struct Chunks<'a> {
    file: Blob,
    at: f64,
    /// Whether photos and files are kept, or only looked at.
    keeps: bool,
    progress: &'a Progress<'a>,
    /// How many of them there were.
    found: &'a Cell<u32>,
}

impl Source for Chunks<'_> {
    fn bytes(&self) -> u64 {
        self.file.size() as u64
    }

    async fn next(&mut self) -> Result<Vec<u8>, Failure> {
        let unreadable = |error: JsValue| Failure::Backup(BackupError::Unreadable(said(&error)));
        let end = (self.at + CHUNK_BYTES).min(self.file.size());
        if end <= self.at {
            return Ok(Vec::new());
        }
        let chunk = self.file.slice_with_f64_and_f64(self.at, end).map_err(unreadable)?;
        let buffer = JsFuture::from(chunk.array_buffer()).await.map_err(unreadable)?;
        self.at = end;
        Ok(Uint8Array::new(&buffer).to_vec())
    }

    async fn files(&mut self, files: Vec<InFile>) -> Result<(), Failure> {
        let unreadable = |error: JsValue| Failure::Backup(BackupError::Unreadable(said(&error)));
        self.found.set(files.len() as u32);
        for InFile { hash, from, bytes } in files {
            let (start, end) = (from as f64, (from + bytes) as f64);
            let file = self.file.slice_with_f64_and_f64(start, end).map_err(unreadable)?;
            if crate::files::hash_of(&file).await? != hash {
                return Err(Failure::Backup(BackupError::Altered { at: from }));
            }
            if self.keeps && crate::files::read(&hash).await?.is_none() {
                crate::files::keep(&file, &hash).await?;
            }
            if (self.progress)(from + bytes, self.file.size() as u64).is_break() {
                return Err(Failure::Cancelled);
            }
        }
        Ok(())
    }
}
