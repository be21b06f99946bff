//! Packed numbers asked and added up many at once, with the instructions of a browser (`crates/engine/tests/list_codes.rs` is the same natively).
#![cfg(target_arch = "wasm32")]
#![allow(missing_docs)]

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

mod codes {
    include!("../../engine/tests/common/codes.rs");
}

#[wasm_bindgen_test]
fn packed_numbers_say_in_a_browser_what_each_of_them_does() {
    codes::packed_numbers_say_what_each_of_them_does();
}
