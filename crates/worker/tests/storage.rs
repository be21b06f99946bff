//! IndexedDB passes the acceptance suite that the storage in memory passes natively.
#![cfg(target_arch = "wasm32")]
#![allow(missing_docs)]

use engine::suite::{Factory, run};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use worker::idb::Idb;

wasm_bindgen_test_configure!(run_in_dedicated_worker);

/// Databases of this run; the name keeps them apart from those of an earlier one.
struct Databases(f64);

impl Factory for Databases {
    type Storage = Idb;

    async fn open(&self, name: &str) -> Idb {
        Idb::open(&format!("suite-{}-{name}", self.0)).await.expect("opens")
    }
}

#[wasm_bindgen_test]
async fn indexed_db_passes_the_acceptance_suite() {
    run(&Databases(js_sys::Date::now())).await;
}
