//! What is read from outside and from the disk, bent at random for a while: a part of all tests, and a command for longer.

use crate::checkout;
use crate::context::{Context, Result, run};
use crate::sim::number;
use crate::test::{Count, cargo_line, counted};
use std::process::Command;
use std::thread;

/// How long each decoder is tried where nothing else is said.
const SECONDS: u64 = 60;
/// Where all tests begin, so that what fails fails for everybody.
const SEED: &str = "20260101";

/// Decoders that every run of all tests tries: what is read, and by which test.
const DECODERS: [(&str, &str, &str, &str); 4] = [
    ("segments", "engine", "decoders", "a_changed_segment_is_refused_or_usable"),
    ("log entries", "engine", "decoders", "a_changed_log_entry_is_refused_or_usable"),
    ("backups", "engine", "decoders", "a_changed_backup_is_refused_or_becomes_a_book"),
    ("CSV files", "transfer", "robustness", "mutations_of_good_files"),
];

/// `cargo xtask fuzz`: all such tests, compiled for speed, for as long as is asked.
pub fn command(context: &Context, args: &[String]) -> Result<()> {
    let seconds = number(args, "--seconds")?.unwrap_or(SECONDS);
    let _claim = checkout::claim(context)?;
    println!("{seconds} seconds for each test");
    let mut cargo = context.cargo();
    cargo.args(["test", "--release", "-p", "engine", "-p", "transfer", "--no-fail-fast"]);
    cargo.args(["--test", "decoders", "--test", "robustness", "--test", "hostile_workbooks"]);
    cargo.env("RAPPORT_FUZZ_SECONDS", seconds.to_string());
    if let Some(seed) = number(args, "--seed")? {
        cargo.env("RAPPORT_FUZZ_SEED", seed.to_string());
    }
    run(&mut cargo, "the seed that fails is named above")
}

/// The part of `cargo xtask test`: a minute for each decoder, all at the same time. As the other tests are compiled, with every overflow checked.
pub fn part(context: &Context, extra: &[String]) -> Result<Count> {
    let _claim = checkout::claim(context)?;
    let mut build = context.cargo();
    build.args(["test", "--no-run", "-p", "engine", "-p", "transfer", "--test", "decoders", "--test", "robustness"]);
    run(&mut build, "the tests do not compile")?;
    let names = DECODERS.map(|(name, ..)| name).join(", ");
    println!("{SECONDS} seconds each, from seed {SEED}, at the same time: {names}");
    let tried = thread::scope(|scope| {
        let all = DECODERS.map(|(name, package, file, test)| {
            let mut cargo = context.cargo();
            cargo
                .args(["test", "--quiet", "-p", package, "--test", file, test, "--", "--exact"])
                .args(extra)
                .env("RAPPORT_FUZZ_SECONDS", SECONDS.to_string())
                .env("RAPPORT_FUZZ_SEED", SEED);
            (name, scope.spawn(move || one(&mut cargo)))
        });
        all.map(|(name, handle)| (name, handle.join()))
    });
    let mut sum = Count::default();
    for (name, count) in tried {
        let count = count.unwrap_or_else(|_| Err("its thread ended".to_owned()));
        let count = count.unwrap_or_else(|message| {
            eprintln!("error: {name}: {message}");
            Count { passed: 0, failed: 1 }
        });
        sum.passed += count.passed;
        sum.failed += count.failed;
    }
    Ok(sum)
}

fn one(cargo: &mut Command) -> Result<Count> {
    let count = counted(cargo, cargo_line)?;
    match count {
        Count { passed: 0, failed: 0 } => Err("there is no such test".to_owned()),
        count => Ok(count),
    }
}
