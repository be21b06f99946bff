//! Clock and merge, shared by the app and the sync server.
