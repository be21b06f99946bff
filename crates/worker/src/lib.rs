//! The half of the app that owns the data: IndexedDB, tabs, requests.
