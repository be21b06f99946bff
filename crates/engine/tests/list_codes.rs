//! Packed numbers asked and added up many at once (`crates/worker/tests/codes.rs` is the same in a browser).
#![allow(missing_docs)]

include!("common/codes.rs");

#[test]
fn packed_numbers_say_natively_what_each_of_them_does() {
    packed_numbers_say_what_each_of_them_does();
}
