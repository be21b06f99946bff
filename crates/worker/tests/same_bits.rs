//! The same bits in a browser as natively (`crates/insight/tests/same_bits.rs` is the other half).
#![cfg(target_arch = "wasm32")]
#![allow(missing_docs)]

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

mod same {
    include!("../../insight/tests/common/same_bits.rs");
}

#[wasm_bindgen_test]
fn a_browser_computes_the_expected_bits() {
    assert_eq!(same::fingerprint(), same::EXPECTED);
}
