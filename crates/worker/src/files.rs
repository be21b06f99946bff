//! The bytes of photos and files: in a small database of their own beside the book, each under its SHA-256. The book holds what a file is called and
//! its hash; so the form of the book on disk knows nothing of files, and the same photo is kept once.
//!
//! Nothing that a record refers to is ever removed, be the record alive, in the trash or undone. Bytes that no record has referred to for thirty days
//! are: those of a form that was given up, and those that were lost to an undo nobody took back.

use crate::service::Service;
use engine::Workspace;
use engine::selling::sha256::Sha256;
use indexed_db_futures::database::Database;
use indexed_db_futures::error::{DomException, Error};
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::TransactionMode;
use js_sys::Uint8Array;
use model::schema::attachment;
use protocol::{Failure, FilesReply, FilesRequest, Reply, Sealed};
use std::cell::Cell;
use std::collections::BTreeSet;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag};
use worker::idb::{commit, opened, told, told_of_opening};
use worker::platform::{now_millis, said, storage_answer};

const DATABASE: &str = "rapport-files-1";
/// Bytes by hash.
const FILES: &str = "files";
/// Since when no record refers to a hash, milliseconds since 1970.
const UNUSED: &str = "unused";
/// Read and hashed at once: memory that wasm has taken it never gives back.
const PIECE_BYTES: u32 = 1 << 20;
/// Room that stays free for the book itself.
const RESERVE_BYTES: u64 = 32 << 20;
/// As long as an undo can be taken back.
const KEPT_MILLIS: u64 = 30 * 86_400_000;

thread_local! {
    static SWEPT: Cell<bool> = const { Cell::new(false) };
}

impl Service {
    /// Keeps or hands over the bytes of a file.
    pub(crate) async fn perform_files(
        self: Rc<Self>,
        request: Sealed<FilesRequest>,
        file: Option<JsValue>,
    ) -> Result<Reply, Failure> {
        let reply = match request.open()? {
            FilesRequest::Keep => {
                let file = file.and_then(|file| file.dyn_into::<Blob>().ok());
                let file = file.ok_or(Failure::NotFound)?;
                let hash = hash_of(&file).await?;
                let mut kept = keep(&file, &hash).await;
                let is_full = matches!(kept, Err(Failure::Quota { .. }));
                if !SWEPT.replace(true) || is_full {
                    self.sweep_files().await;
                }
                if is_full {
                    kept = keep(&file, &hash).await;
                }
                FilesReply::Kept { hash, bytes: kept? }
            }
            FilesRequest::Read(hash) => match read(&hash).await? {
                Some(file) => {
                    self.made.set(Some(file));
                    FilesReply::Here
                }
                None => FilesReply::Gone,
            },
        };
        Ok(Reply::Files(Sealed::new(&reply)))
    }

    /// Makes room, as far as there is some to make.
    pub(crate) async fn sweep_files(&self) {
        let used = used(&self.book.state().workspace);
        // What cannot be swept now is swept another day.
        let _ = sweep(&used, now_millis()).await;
    }
}

async fn open() -> Result<Database, Failure> {
    let db = opened(DATABASE, &[FILES, UNUSED]).await;
    db.map_err(|error| Failure::StorageUnavailable(told_of_opening(&error)))
}

fn failed(error: Error) -> Failure {
    Failure::Storage(told(&error))
}

fn unreadable(error: JsValue) -> Failure {
    Failure::Storage(said(&error))
}

/// The hash of a file, read piece by piece.
pub(crate) async fn hash_of(file: &Blob) -> Result<String, Failure> {
    let mut hash = Sha256::default();
    let size = file.size();
    let mut from = 0.0;
    while from < size {
        let to = (from + f64::from(PIECE_BYTES)).min(size);
        let piece = file.slice_with_f64_and_f64(from, to).map_err(unreadable)?;
        let bytes = JsFuture::from(piece.array_buffer()).await.map_err(unreadable)?;
        hash.update(&Uint8Array::new(&bytes).to_vec());
        from = to;
    }
    Ok(hash.hex())
}

/// Keeps a file under its hash; its size. One that does not fit is refused before anything is written.
pub(crate) async fn keep(file: &Blob, hash: &str) -> Result<u64, Failure> {
    let needed_bytes = file.size() as u64;
    let storage = storage_answer().await;
    let free_bytes = storage.quota_bytes.saturating_sub(storage.used_bytes);
    if storage.quota_bytes > 0 && needed_bytes + RESERVE_BYTES > free_bytes {
        return Err(Failure::Quota { needed_bytes, free_bytes: free_bytes.saturating_sub(RESERVE_BYTES) });
    }
    // A copy in the browser's keeping: a file on disk may change or go.
    let options = BlobPropertyBag::new();
    options.set_type(&file.type_());
    let bytes = JsFuture::from(file.array_buffer()).await.map_err(unreadable)?;
    let copy = Blob::new_with_buffer_source_sequence_and_options(&js_sys::Array::of1(&bytes), &options);
    let copy: JsValue = copy.map_err(unreadable)?.into();
    let db = open().await?;
    let write = async {
        let transaction = db.transaction([FILES, UNUSED]).with_mode(TransactionMode::Readwrite).build()?;
        // Queued, not awaited: where the disk is full, only the transaction itself knows why.
        drop(transaction.object_store(FILES)?.put(copy).with_key(hash).primitive()?);
        drop(transaction.object_store(UNUSED)?.delete(hash).primitive()?);
        commit(transaction).await
    };
    let done = write.await;
    db.close();
    match done {
        Ok(()) => Ok(needed_bytes),
        Err(Error::DomException(DomException::Other(error))) if error.name() == "QuotaExceededError" => {
            Err(Failure::Quota { needed_bytes, free_bytes })
        }
        Err(error) => Err(failed(error)),
    }
}

pub(crate) async fn read(hash: &str) -> Result<Option<JsValue>, Failure> {
    let db = open().await?;
    let read = async {
        let transaction = db.transaction([FILES]).with_mode(TransactionMode::Readonly).build()?;
        transaction.object_store(FILES)?.get::<JsValue, _, _>(hash).primitive()?.await
    };
    let value = read.await.map_err(failed);
    db.close();
    value
}

/// Every hash that a record refers to, be it alive or not.
pub(crate) fn used(workspace: &Workspace) -> BTreeSet<String> {
    let table = workspace.table(attachment::ID);
    let rows = table.into_iter().flat_map(|table| (0..table.len()).map(move |row| table.text(row, attachment::HASH)));
    rows.map(|hash| hash.to_owned()).collect()
}

/// Marks what nothing refers to, and removes what was marked thirty days ago.
async fn sweep(used: &BTreeSet<String>, now: u64) -> Result<(), Error> {
    let Ok(db) = open().await else { return Ok(()) };
    let work = async {
        let transaction = db.transaction([FILES, UNUSED]).with_mode(TransactionMode::Readwrite).build()?;
        let (files, unused) = (transaction.object_store(FILES)?, transaction.object_store(UNUSED)?);
        let kept: Vec<String> =
            files.get_all_keys::<JsValue>().primitive()?.await?.filter_map(|key| key.ok()?.as_string()).collect();
        for hash in kept {
            let since = unused.get::<JsValue, _, _>(hash.as_str()).primitive()?.await?.and_then(|since| since.as_f64());
            match (used.contains(&hash), since) {
                (true, None) => {}
                (true, Some(_)) => drop(unused.delete(hash.as_str()).primitive()?.await?),
                (false, None) => {
                    drop(unused.put(JsValue::from(now as f64)).with_key(hash.as_str()).primitive()?.await?);
                }
                (false, Some(since)) if since + KEPT_MILLIS as f64 <= now as f64 => {
                    files.delete(hash.as_str()).primitive()?.await?;
                    unused.delete(hash.as_str()).primitive()?.await?;
                }
                (false, Some(_)) => {}
            }
        }
        transaction.commit().await
    };
    let done = work.await;
    db.close();
    done
}
