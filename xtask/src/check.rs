//! What must hold before a change is handed in: formatting, lints, the project's own rules.

use crate::context::{Context, Result, flag, run};
use crate::test::WASM_ONLY;
use crate::{checkout, setup, tidy};

/// Packages that are compiled for the browser and so are linted for it.
const WASM_LINTED: [&str; 3] = ["rapport", "worker", "transfer"];

/// `cargo xtask check`. With --quick it leaves out clippy, which has to compile.
pub fn command(context: &Context, args: &[String]) -> Result<()> {
    let mut failures = Vec::new();
    let mut step = |title: &str, result: Result<()>| {
        if let Err(message) = result {
            failures.push(format!("{title}: {message}"));
        }
    };
    println!("formatting");
    step("formatting", run(context.cargo().args(["fmt", "--all", "--", "--check", "-l"]), "run `cargo fmt --all`"));
    println!("project rules");
    step("project rules", tidy::check(context));
    if !flag(args, "--quick") {
        let _claim = checkout::claim(context)?;
        println!("clippy");
        step("clippy", clippy(context, &["--workspace"], &WASM_ONLY.map(|package| ["--exclude", package])));
        println!("clippy for the browser");
        setup::for_build(context)?;
        let target = ["--target", "wasm32-unknown-unknown"];
        step("clippy for the browser", clippy(context, &target, &WASM_LINTED.map(|package| ["-p", package])));
    }
    if failures.is_empty() {
        println!("all checks passed");
        return Ok(());
    }
    Err(failures.join("\nerror: "))
}

fn clippy(context: &Context, scope: &[&str], packages: &[[&str; 2]]) -> Result<()> {
    let mut cargo = context.cargo();
    cargo.args(["clippy", "--quiet", "--all-targets"]).args(scope).args(packages.concat());
    run(cargo.args(["--", "-D", "warnings"]), "see the messages above")
}
