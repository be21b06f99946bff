//! k-means clusters of a table of numbers: `cargo run --release -p insight --example cluster -- --table FILE --k K`.
#![allow(missing_docs)]

mod door;

fn main() -> std::process::ExitCode {
    door::end(door::cluster::run(std::env::args().skip(1)))
}
