//! The project's own commands: `cargo xtask help` lists them.
//!
//! Everything a person or a CI needs to do with Rapport is one of these, so that nobody has to know which tools stand behind it.

mod assets;
mod bench;
mod browser;
mod build;
mod check;
mod checkout;
mod compress;
mod context;
mod fuzz;
mod graph;
mod headers;
mod http;
mod merge;
mod names;
mod places;
mod post;
mod serve;
mod setup;
mod sim;
mod size;
mod split;
mod test;
mod tidy;
mod tools;

use context::{Context, Result};

const HELP: &str = "\
cargo xtask <command>

  setup                    install what building and testing need (once; the other commands do it by themselves)
  run [--port N] [--release] [--offline]
                           build the app and serve it; --offline leaves the service worker on
  build [--release] [--out DIR]
                           build the app into target/site-quick (or dist with --release) without serving it
  dist                     the site to upload: optimised, compressed, in dist/
  serve DIR [--base /sub/] [--port N] [--no-offline]
                           serve a built site as a static host would
  test [--native] [--fuzz] [--wasm] [--browser] [-- ARGS]
                           all tests, or the named parts; ARGS go to the one named part's runner;
                           --fuzz bends segments, log entries, backups and CSV files for a minute, always from the same seed
  fuzz [--seconds N] [--seed S]
                           files, segments, log entries and backups bent at random, N seconds for each test (60); prints the seed that fails
  sim [--seeds N] [--from S]
                           stories of two tabs on a storage that fails, N of them (10000); prints the seed that fails
  kills [N]                kills the browser N times (500) at random moments of edits, imports and folds
  check [--quick]          formatting, the project's own rules and clippy (--quick: without clippy)
  size                     bytes of each file of dist/, and of everything fetched up to the first list
  bench [NAME ...] [--json] [--quick]
                           speed and size beside others in the same browser, in a table and in target/bench.json;
                           --json prints that instead; --quick measures the build that tests use (see docs/PERFORMANCE.md)
";

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if let Err(message) = dispatch(&args) {
        eprintln!("error: {message}");
        std::process::exit(1);
    }
}

fn dispatch(args: &[String]) -> Result<()> {
    let (command, rest) = match args.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", args),
    };
    let context = Context::new()?;
    match command {
        "setup" => setup::everything(&context),
        "run" => serve::run(&context, rest),
        "build" => build::command(&context, rest),
        "dist" => build::dist(&context),
        "serve" => serve::command(&context, rest),
        "test" => test::command(&context, rest),
        "sim" => sim::sim(&context, rest),
        "kills" => sim::kills(&context, rest),
        "fuzz" => fuzz::command(&context, rest),
        "check" => check::command(&context, rest),
        "size" => size::command(&context),
        "bench" => bench::command(&context, rest),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        other => Err(format!("there is no command '{other}'; `cargo xtask help` lists them")),
    }
}
