//! The book in IndexedDB: three stores, all values bytes, all keys numbers or names.
//!
//! `root` holds the manifest with its version, `segments` the packed records, `log` the operations. A log entry is added
//! under the next number: where another tab took it, the transaction fails as a whole.

use crate::platform::{LockGuard, lock, storage_answer};
use engine::storage::{Flip, LOG_TAIL, Reader, Root, Storage, StorageError, Stored};
use indexed_db_futures::KeyRange;
use indexed_db_futures::database::Database;
use indexed_db_futures::error::{DomException, Error, OpenDbError};
use indexed_db_futures::internals::SystemRepr;
use indexed_db_futures::object_store::ObjectStore;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{Transaction, TransactionDurability, TransactionMode, TransactionOptions};
use js_sys::Uint8Array;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::pin::Pin;
use std::rc::Rc;
use std::task::Poll;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::IdbDatabase;

const ROOT: &str = "root";
const SEGMENTS: &str = "segments";
const LOG: &str = "log";
/// Segments asked for before they are needed: enough to keep the browser busy, little memory.
const ASKED_AHEAD: usize = 16;
/// Room that must stay free beyond what is written: the log and the browser's own bookkeeping need some.
const RESERVE_BYTES: u64 = 8 << 20;

/// A book in an IndexedDB database.
pub struct Idb {
    name: String,
    db: RefCell<Rc<Database>>,
    /// The newest version of the root that was seen. A database with an older one is another one: the browser removed ours.
    version: Cell<u64>,
}

impl Idb {
    /// Opens the database of that name, or makes it.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`] where the browser refuses, [`StorageError::Blocked`] where another tab is in the way.
    pub async fn open(name: &str) -> Result<Idb, StorageError> {
        Ok(Idb { name: name.to_owned(), db: RefCell::new(Rc::new(connect(name).await?)), version: Cell::new(0) })
    }

    /// Runs `work` with the database; once more with a new connection where the browser has dropped the old one.
    async fn run<T, F: Future<Output = Result<T, Error>>>(
        &self,
        work: impl Fn(Rc<Database>) -> F,
    ) -> Result<T, StorageError> {
        let db = self.db.borrow().clone();
        match work(db).await {
            Err(error) if is_lost(&error) => {
                let db = Rc::new(connect(&self.name).await?);
                let root = only_root(db.clone()).await.map_err(stored_error)?;
                if root.version < self.version.get() {
                    Database::clone(&db).close();
                    return Err(StorageError::Gone);
                }
                self.db.replace(db.clone());
                work(db).await.map_err(stored_error)
            }
            result => result.map_err(stored_error),
        }
    }

    fn seen(&self, root: &Root) {
        self.version.set(self.version.get().max(root.version));
    }
}

async fn only_root(db: Rc<Database>) -> Result<Root, Error> {
    let transaction = db.transaction([ROOT]).with_mode(TransactionMode::Readonly).build()?;
    read_root(&transaction).await
}

/// A full disk says so without numbers, at the end of a transaction: here they are.
async fn sized<T>(result: Result<T, StorageError>, needed_bytes: usize) -> Result<T, StorageError> {
    match result {
        Err(StorageError::Quota { .. }) => {
            let storage = storage_answer().await;
            let free_bytes = storage.quota_bytes.saturating_sub(storage.used_bytes);
            Err(StorageError::Quota { needed_bytes: needed_bytes as u64, free_bytes })
        }
        result => result,
    }
}

impl Drop for Idb {
    /// The connection would stay open until the browser collects it, and nobody could delete the database meanwhile.
    fn drop(&mut self) {
        Database::clone(&self.db.borrow()).close();
    }
}

async fn connect(name: &str) -> Result<Database, StorageError> {
    opened(name, &[ROOT, SEGMENTS, LOG]).await.map_err(open_error)
}

/// Opens a database with these stores, which are made where it is new. They are made through the browser's own request: the crate's way of making them has words
/// for whatever may go wrong in it, fractions among them, and they would be in the first load.
///
/// # Errors
/// Where the browser refuses.
pub async fn opened(name: &str, stores: &'static [&'static str]) -> Result<Database, OpenDbError> {
    let request = Database::open(name).with_version(1u8).build()?;
    let asked = request.as_sys().clone();
    let make = Closure::once(move || -> Result<(), JsValue> {
        let db: IdbDatabase = asked.result()?.unchecked_into();
        stores.iter().try_for_each(|store| db.create_object_store(store).map(drop))
    });
    request.as_sys().set_onupgradeneeded(Some(make.as_ref().unchecked_ref()));
    request.await
}

/// What the browser says of an access. Only bytes and numbers are kept, so nothing is said of values of other kinds: the words for those would bring the code
/// that writes fractions into the first load.
#[must_use]
pub fn told(error: &Error) -> String {
    match error {
        Error::DomException(error) => error.to_string(),
        Error::Unknown(error) => error.to_string(),
        Error::MissingData(_) => "there is nothing where something has to be".into(),
        Error::Serialisation(_) => "a value is of another kind".into(),
    }
}

/// The same of an opening.
#[must_use]
pub fn told_of_opening(error: &OpenDbError) -> String {
    match error {
        OpenDbError::Base(error) => told(error),
        _ => "there is no IndexedDB here".into(),
    }
}

fn open_error(error: OpenDbError) -> StorageError {
    StorageError::Unavailable(told_of_opening(&error))
}

/// The connection is gone: iOS drops them, and so does a browser that was told to clear site data.
fn is_lost(error: &Error) -> bool {
    match error {
        Error::DomException(DomException::InvalidStateError(_)) => true,
        Error::DomException(other) => other.message().contains("onnection"),
        _ => false,
    }
}

fn stored_error(error: Error) -> StorageError {
    match &error {
        Error::DomException(DomException::ConstraintError(_)) => StorageError::Conflict,
        Error::DomException(DomException::Other(other)) if other.name() == "QuotaExceededError" => {
            StorageError::Quota { needed_bytes: 0, free_bytes: 0 }
        }
        error if is_lost(error) => StorageError::Lost(told(error)),
        error => StorageError::Other(told(error)),
    }
}

/// Beside the root's own keys, which no such name meets.
fn aside_key(name: &str) -> String {
    format!("aside-{name}")
}

/// Commits a transaction. Where the browser gives up at the very end, as it does when the disk is full, only the transaction itself knows why.
///
/// # Errors
/// What the browser says, with the transaction's own cause.
pub async fn commit(transaction: Transaction<'_>) -> Result<(), Error> {
    let known = transaction.as_sys().clone();
    let done = transaction.commit().await;
    done.map_err(|error| known.error().map_or(error, |cause| DomException::from(cause).into()))
}

fn js_bytes(bytes: &[u8]) -> JsValue {
    Uint8Array::from(bytes).into()
}

fn rust_bytes(value: JsValue) -> Vec<u8> {
    value.dyn_into::<Uint8Array>().map(|bytes| bytes.to_vec()).unwrap_or_default()
}

fn options(durability: TransactionDurability) -> TransactionOptions {
    TransactionOptions::new().with_durability(durability)
}

async fn number(store: &ObjectStore<'_>, key: &str) -> Result<u64, Error> {
    let value = store.get::<JsValue, _, _>(key).primitive()?.await?;
    Ok(value.and_then(|value| value.as_f64()).unwrap_or_default() as u64)
}

async fn bytes(store: &ObjectStore<'_>, key: u64) -> Result<Option<Vec<u8>>, Error> {
    Ok(store.get::<JsValue, _, _>(key as f64).primitive()?.await?.map(rust_bytes))
}

/// A request that was made, and heard of at once, so that others can be made before it is answered: each one that waits for another costs a turn.
struct Asked<F: Future> {
    request: F,
    first: Poll<F::Output>,
}

impl<F: Future + Unpin> Asked<F> {
    /// A request is heard of from the first poll on.
    async fn of(mut request: F) -> Self {
        let first = std::future::poll_fn(|context| Poll::Ready(Pin::new(&mut request).poll(context))).await;
        Asked { request, first }
    }

    async fn answer(self) -> F::Output {
        match self.first {
            Poll::Ready(answer) => answer,
            Poll::Pending => self.request.await,
        }
    }
}

async fn read_root(transaction: &Transaction<'_>) -> Result<Root, Error> {
    let store = transaction.object_store(ROOT)?;
    let get = async |key| Ok::<_, Error>(Asked::of(store.get::<JsValue, _, _>(key).primitive()?).await);
    let [version, folded, manifest] = [get("version").await?, get("folded").await?, get("manifest").await?];
    let number = |value: Option<JsValue>| value.and_then(|value| value.as_f64()).unwrap_or_default() as u64;
    let (version, folded) = (number(version.answer().await?), number(folded.answer().await?));
    Ok(Root { version, folded, manifest: manifest.answer().await?.map(rust_bytes).unwrap_or_default() })
}

fn keys(keys: impl Iterator<Item = Result<JsValue, Error>>) -> Result<Vec<u64>, Error> {
    keys.map(|key| Ok(key?.as_f64().unwrap_or_default() as u64)).collect()
}

/// Log entries with a number above this one.
async fn entries(store: &ObjectStore<'_>, above: u64) -> Result<Vec<(u64, Vec<u8>)>, Error> {
    ranged(store, KeyRange::LowerBound(above as f64, true)).await
}

async fn ranged(store: &ObjectStore<'_>, range: KeyRange<f64>) -> Result<Vec<(u64, Vec<u8>)>, Error> {
    let numbers = Asked::of(store.get_all_keys::<JsValue>().with_query::<f64, _>(range.clone()).primitive()?).await;
    let values = Asked::of(store.get_all::<JsValue>().with_query::<f64, _>(range).primitive()?).await;
    let numbers = keys(numbers.answer().await?)?;
    numbers.into_iter().zip(values.answer().await?).map(|(number, value)| Ok((number, rust_bytes(value?)))).collect()
}

/// Hands the segments over one by one, in this order. Some more are always asked for already: the browser fetches them while the reader works.
async fn hand_over(store: &ObjectStore<'_>, ids: Vec<u64>, reader: &RefCell<&mut dyn Reader>) -> Result<(), Error> {
    let mut ids = ids.into_iter();
    let mut asked = VecDeque::new();
    loop {
        while asked.len() < ASKED_AHEAD
            && let Some(id) = ids.next()
        {
            asked.push_back((id, Asked::of(store.get::<JsValue, _, _>(id as f64).primitive()?).await));
        }
        let Some((id, asked)) = asked.pop_front() else { return Ok(()) };
        let value = asked.answer().await?;
        reader.borrow_mut().segment(id, value.map(rust_bytes));
    }
}

impl Storage for Idb {
    type Guard = LockGuard;

    async fn read(&self, reader: &mut dyn Reader) -> Result<Stored<()>, StorageError> {
        let reader = &RefCell::new(reader);
        let stored = self
            .run(async |db: Rc<Database>| {
                let transaction = db.transaction([ROOT, SEGMENTS, LOG]).with_mode(TransactionMode::Readonly).build()?;
                let store = transaction.object_store(SEGMENTS)?;
                let there = Asked::of(store.get_all_keys::<JsValue>().primitive()?).await;
                let root = read_root(&transaction).await?;
                let keys = keys(there.answer().await?)?;
                let wanted = reader.borrow_mut().begin(&root, &keys);
                hand_over(&store, wanted, reader).await?;
                let segments = keys.into_iter().map(|id| (id, ())).collect();
                let log = entries(&transaction.object_store(LOG)?, root.folded.saturating_sub(LOG_TAIL)).await?;
                Ok(Stored { root, segments, log })
            })
            .await?;
        self.seen(&stored.root);
        Ok(stored)
    }

    async fn root(&self) -> Result<Root, StorageError> {
        let root = self.run(only_root).await?;
        self.seen(&root);
        Ok(root)
    }

    async fn segment(&self, id: u64) -> Result<Option<Vec<u8>>, StorageError> {
        self.run(async |db: Rc<Database>| {
            let transaction = db.transaction([SEGMENTS]).with_mode(TransactionMode::Readonly).build()?;
            bytes(&transaction.object_store(SEGMENTS)?, id).await
        })
        .await
    }

    async fn entry(&self, seq: u64) -> Result<Option<Vec<u8>>, StorageError> {
        self.run(async |db: Rc<Database>| {
            let transaction = db.transaction([LOG]).with_mode(TransactionMode::Readonly).build()?;
            bytes(&transaction.object_store(LOG)?, seq).await
        })
        .await
    }

    async fn log_after(&self, seq: u64) -> Result<Vec<(u64, Vec<u8>)>, StorageError> {
        self.run(async |db: Rc<Database>| {
            let transaction = db.transaction([LOG]).with_mode(TransactionMode::Readonly).build()?;
            entries(&transaction.object_store(LOG)?, seq).await
        })
        .await
    }

    async fn log_between(&self, from: u64, to: u64) -> Result<Vec<(u64, Vec<u8>)>, StorageError> {
        // A range whose ends have crossed is an error to IndexedDB.
        if from >= to {
            return Ok(Vec::new());
        }
        self.run(async |db: Rc<Database>| {
            let transaction = db.transaction([LOG]).with_mode(TransactionMode::Readonly).build()?;
            let range = KeyRange::Bound(from as f64, true, to as f64, false);
            ranged(&transaction.object_store(LOG)?, range).await
        })
        .await
    }

    async fn append(&self, seq: u64, entry: Vec<u8>) -> Result<(), StorageError> {
        let entry = &entry;
        let done = self.run(async |db: Rc<Database>| {
            let transaction = db
                .transaction([LOG])
                .with_mode(TransactionMode::Readwrite)
                .with_options(options(TransactionDurability::Strict))
                .build()?;
            // Not awaited: the commit waits for it, and need not be asked for in another turn of the browser.
            drop(transaction.object_store(LOG)?.add(js_bytes(entry)).with_key(seq as f64).primitive()?);
            commit(transaction).await
        });
        sized(done.await, entry.len()).await
    }

    async fn reserve(&self, needed_bytes: u64) -> Result<(), StorageError> {
        let storage = storage_answer().await;
        let free_bytes = storage.quota_bytes.saturating_sub(storage.used_bytes);
        let fits = storage.quota_bytes == 0 || needed_bytes + RESERVE_BYTES <= free_bytes;
        if fits { Ok(()) } else { Err(StorageError::Quota { needed_bytes, free_bytes }) }
    }

    async fn put_segments(&self, segments: Vec<(u64, Vec<u8>)>) -> Result<(), StorageError> {
        if segments.is_empty() {
            return Ok(());
        }
        let segments = &segments;
        let done = self.run(async |db: Rc<Database>| {
            let transaction = db
                .transaction([SEGMENTS])
                .with_mode(TransactionMode::Readwrite)
                .with_options(options(TransactionDurability::Relaxed))
                .build()?;
            let store = transaction.object_store(SEGMENTS)?;
            for (id, bytes) in segments {
                // Queued, not awaited: the commit waits for all of them.
                drop(store.put(js_bytes(bytes)).with_key(*id as f64).primitive()?);
            }
            commit(transaction).await
        });
        sized(done.await, segments.iter().map(|(_, bytes)| bytes.len()).sum()).await
    }

    async fn flip(&self, flip: Flip) -> Result<(), StorageError> {
        let flip = &flip;
        let done = self
            .run(async |db: Rc<Database>| {
                let transaction = db
                    .transaction([ROOT, SEGMENTS, LOG])
                    .with_mode(TransactionMode::Readwrite)
                    .with_options(options(TransactionDurability::Strict))
                    .build()?;
                let root = transaction.object_store(ROOT)?;
                if number(&root, "version").await? + 1 != flip.root.version {
                    transaction.abort().await?;
                    return Ok(false);
                }
                let log = transaction.object_store(LOG)?;
                // Awaited one by one: a number that is taken says so itself, where a queued one would only be told that all was aborted.
                for (seq, entry) in &flip.entries {
                    log.add(js_bytes(entry)).with_key(*seq as f64).primitive()?.await?;
                }
                if let Some((first, last)) = flip.forget {
                    for seq in first..=last {
                        drop(log.put(js_bytes(&[])).with_key(seq as f64).primitive()?);
                    }
                }
                root.put(JsValue::from(flip.root.version as f64)).with_key("version").primitive()?.await?;
                root.put(JsValue::from(flip.root.folded as f64)).with_key("folded").primitive()?.await?;
                root.put(js_bytes(&flip.root.manifest)).with_key("manifest").primitive()?.await?;
                let segments = transaction.object_store(SEGMENTS)?;
                for id in &flip.remove {
                    segments.delete(*id as f64).primitive()?.await?;
                }
                commit(transaction).await?;
                Ok(true)
            })
            .await;
        let bytes = flip.root.manifest.len() + flip.entries.iter().map(|(_, entry)| entry.len()).sum::<usize>();
        match sized(done, bytes).await? {
            true => {
                self.seen(&flip.root);
                Ok(())
            }
            false => Err(StorageError::Conflict),
        }
    }

    async fn remove_segments(&self, ids: Vec<u64>) -> Result<(), StorageError> {
        let ids = &ids;
        self.run(async |db: Rc<Database>| {
            let transaction = db.transaction([SEGMENTS]).with_mode(TransactionMode::Readwrite).build()?;
            let store = transaction.object_store(SEGMENTS)?;
            for id in ids {
                store.delete(*id as f64).primitive()?.await?;
            }
            commit(transaction).await
        })
        .await
    }

    async fn set_aside(&self, name: &str, bytes: Vec<u8>) -> Result<(), StorageError> {
        let bytes = &bytes;
        self.run(async |db: Rc<Database>| {
            let transaction = db.transaction([ROOT]).with_mode(TransactionMode::Readwrite).build()?;
            let key = aside_key(name);
            transaction.object_store(ROOT)?.put(js_bytes(bytes)).with_key(key.as_str()).primitive()?.await?;
            commit(transaction).await
        })
        .await
    }

    async fn aside(&self, name: &str) -> Result<Option<Vec<u8>>, StorageError> {
        self.run(async |db: Rc<Database>| {
            let transaction = db.transaction([ROOT]).with_mode(TransactionMode::Readonly).build()?;
            let key = aside_key(name);
            let value = transaction.object_store(ROOT)?.get::<JsValue, _, _>(key.as_str()).primitive()?.await?;
            Ok(value.map(rust_bytes))
        })
        .await
    }

    async fn lock(&self) -> Self::Guard {
        lock(&format!("{}-bulk", self.name)).await
    }
}
