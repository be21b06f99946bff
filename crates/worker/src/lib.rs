//! The half of the app that owns the data: IndexedDB, tabs, requests.
//!
//! It exists in the browser only; natively this crate is empty, so that the workspace builds everywhere.
#![cfg(target_arch = "wasm32")]

pub mod backups;
pub mod commands;
pub mod drafts;
pub mod edits;
pub mod idb;
pub mod importer;
pub mod imports;
pub mod parts;
pub mod platform;
pub mod search;
pub mod service;
pub mod tabs;
pub mod watches;
