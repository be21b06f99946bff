//! What must hold before a change is handed in: formatting, lints, the project's own rules.

use crate::context::{Context, Result, run};
use crate::test::WASM_ONLY;
use crate::{setup, tidy};

/// Packages that are compiled for the browser and so are linted for it.
const WASM_LINTED: [&str; 3] = ["rapport", "worker", "transfer"];

/// `cargo xtask check`.
pub fn command(context: &Context) -> Result<()> {
    setup::for_build(context)?;
    let mut failures = Vec::new();
    let mut step = |title: &str, result: Result<()>| {
        if let Err(message) = result {
            failures.push(format!("{title}: {message}"));
        }
    };
    println!("formatting");
    step("formatting", run(context.cargo().args(["fmt", "--all", "--check"]), "run `cargo fmt --all`"));
    println!("project rules");
    step("project rules", tidy::check(context));
    println!("clippy");
    let mut clippy = context.cargo();
    clippy.args(["clippy", "--quiet", "--workspace", "--all-targets"]);
    for package in WASM_ONLY {
        clippy.args(["--exclude", package]);
    }
    clippy.args(["--", "-D", "warnings"]);
    step("clippy", run(&mut clippy, "see the messages above"));
    println!("clippy for the browser");
    let mut clippy = context.cargo();
    clippy.args(["clippy", "--quiet", "--all-targets", "--target", "wasm32-unknown-unknown"]);
    for package in WASM_LINTED {
        clippy.args(["-p", package]);
    }
    clippy.args(["--", "-D", "warnings"]);
    step("clippy for the browser", run(&mut clippy, "see the messages above"));
    if failures.is_empty() {
        println!("all checks passed");
        return Ok(());
    }
    Err(failures.join("\nerror: "))
}
