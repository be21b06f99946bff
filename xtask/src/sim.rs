//! The tests of what goes wrong, told longer than in every run.

use crate::checkout;
use crate::context::{Context, Result, flag_value, run};

/// `cargo xtask sim`: more stories of `crates/engine/tests/faults.rs`, compiled for speed.
pub fn sim(context: &Context, args: &[String]) -> Result<()> {
    let seeds = number(args, "--seeds")?.unwrap_or(10_000);
    let from = number(args, "--from")?.unwrap_or(0);
    let _claim = checkout::claim(context)?;
    println!("{seeds} stories, from seed {from}");
    let mut cargo = context.cargo();
    cargo
        .args(["test", "--release", "-p", "engine", "--test", "faults"])
        .env("RAPPORT_SIM_SEEDS", seeds.to_string())
        .env("RAPPORT_SIM_FROM", from.to_string());
    run(&mut cargo, "the seed that fails is named above")
}

/// `cargo xtask kills`: more deaths of `tests/browser/random-kills.spec.ts`.
pub fn kills(context: &Context, args: &[String]) -> Result<()> {
    let deaths = match args {
        [] => 500,
        [count] => count.parse::<u64>().map_err(|_| format!("kills wants a number, not '{count}'"))?,
        _ => return Err("kills takes one number".into()),
    };
    let itself = std::env::current_exe().map_err(|error| format!("cannot find xtask itself: {error}"))?;
    let mut test = context.command(itself);
    test.args(["test", "--browser", "--", "random-kills.spec.ts"]).env("RAPPORT_KILLS", deaths.to_string());
    run(&mut test, "the seed that fails is named above")
}

/// The number after a flag.
pub fn number(args: &[String], name: &str) -> Result<Option<u64>> {
    let Some(value) = flag_value(args, name)? else { return Ok(None) };
    value.parse().map(Some).map_err(|_| format!("{name} wants a number, not '{value}'"))
}
