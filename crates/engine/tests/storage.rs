//! The storage in memory passes the acceptance suite that IndexedDB passes in a browser.
#![cfg(feature = "suite")]
#![allow(missing_docs)]

use engine::storage::Memory;
use engine::suite::{Factory, run};
use std::cell::RefCell;
use std::collections::BTreeMap;

#[derive(Default)]
struct Disks(RefCell<BTreeMap<String, Memory>>);

impl Factory for Disks {
    type Storage = Memory;

    async fn open(&self, name: &str) -> Memory {
        self.0.borrow_mut().entry(name.to_owned()).or_default().clone()
    }
}

#[test]
fn memory_passes_the_acceptance_suite() {
    pollster::block_on(run(&Disks::default()));
}
