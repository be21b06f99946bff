//! What the data worker stands on: IndexedDB and the browser's clock, randomness and storage.
//!
//! It exists in the browser only; natively this crate is empty, so that the workspace builds everywhere. The worker itself is the
//! program beside this library: it comes in parts, which only `cargo xtask build` can put together.
#![cfg(target_arch = "wasm32")]

pub mod idb;
pub mod platform;
