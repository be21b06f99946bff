//! The importer: a short-lived worker that is fetched when a file comes in or goes out.

fn main() {}
