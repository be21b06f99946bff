//! The book that is measured, and the calls by which it is.
//!
//! The peers run in the same browser and get the same rows; see `tests/bench/` and `docs/PERFORMANCE.md`.

pub mod book;
#[cfg(target_arch = "wasm32")]
pub mod calls;
#[cfg(target_arch = "wasm32")]
pub mod columns;
#[cfg(target_arch = "wasm32")]
pub mod insights;
pub mod ntile;
#[cfg(target_arch = "wasm32")]
pub mod one;
