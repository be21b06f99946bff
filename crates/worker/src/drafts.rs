//! What was typed and not saved, in a small database of this device: not in the book, so never in a backup, a history or another device,
//! and not in `localStorage`, since it may be about customers.

use indexed_db_futures::database::Database;
use indexed_db_futures::error::Error;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::TransactionMode;
use js_sys::Uint8Array;
use protocol::{Draft, Failure};
use wasm_bindgen::{JsCast, JsValue};
use worker::idb::{opened, told, told_of_opening};

const DATABASE: &str = "rapport-local";
const STORE: &str = "drafts";
/// Before the form's own bytes: when it was typed.
const TIME_BYTES: usize = 8;

async fn open() -> Result<Database, Failure> {
    let db = opened(DATABASE, &[STORE]).await;
    db.map_err(|error| Failure::StorageUnavailable(told_of_opening(&error)))
}

fn failed(error: Error) -> Failure {
    Failure::Storage(told(&error))
}

/// Keeps what was typed into a form; nothing removes what was kept.
///
/// # Errors
/// What storage says.
pub async fn keep(form: &str, bytes: &[u8], at: i64) -> Result<(), Failure> {
    let db = open().await?;
    let write = async {
        let transaction = db.transaction([STORE]).with_mode(TransactionMode::Readwrite).build()?;
        let store = transaction.object_store(STORE)?;
        if bytes.is_empty() {
            store.delete(form).primitive()?.await?;
        } else {
            let mut whole = at.to_le_bytes().to_vec();
            whole.extend_from_slice(bytes);
            let value: JsValue = Uint8Array::from(whole.as_slice()).into();
            store.put(value).with_key(form).primitive()?.await?;
        }
        transaction.commit().await
    };
    let done = write.await.map_err(failed);
    db.close();
    done
}

/// What was typed into a form and not saved.
///
/// # Errors
/// What storage says.
pub async fn get(form: &str) -> Result<Option<Draft>, Failure> {
    let db = open().await?;
    let read = async {
        let transaction = db.transaction([STORE]).with_mode(TransactionMode::Readonly).build()?;
        transaction.object_store(STORE)?.get::<JsValue, _, _>(form).primitive()?.await
    };
    let value = read.await.map_err(failed);
    db.close();
    let bytes = value?.and_then(|value| value.dyn_into::<Uint8Array>().ok()).map(|bytes| bytes.to_vec());
    Ok(bytes.and_then(|bytes| {
        let (at, bytes) = bytes.split_at_checked(TIME_BYTES)?;
        Some(Draft { at: i64::from_le_bytes(at.try_into().ok()?), bytes: bytes.to_vec() })
    }))
}
