//! The same bits natively as in a browser (`crates/worker/tests/same_bits.rs` is the other half).
#![allow(missing_docs)]

mod same {
    include!("common/same_bits.rs");
}

#[test]
fn a_native_build_computes_the_expected_bits() {
    assert_eq!(same::fingerprint(), same::EXPECTED);
}
