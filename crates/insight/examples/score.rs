//! Scores a purchase log: `cargo run --release -p insight --example score -- --orders FILE`. One JSON object goes to standard output,
//! notes and errors to standard error; the exit code is 2 where there is no answer.
#![allow(missing_docs)]

mod door;

fn main() -> std::process::ExitCode {
    door::end(door::score::run(std::env::args().skip(1)))
}
