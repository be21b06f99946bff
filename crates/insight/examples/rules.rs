//! Association rules of a file of baskets: `cargo run --release -p insight --example rules -- --baskets FILE --support S --confidence C`.
#![allow(missing_docs)]

mod door;

fn main() -> std::process::ExitCode {
    door::end(door::rules::run(std::env::args().skip(1)))
}
