//! All tests behind one command, and one line at the end that adds them up.

use crate::browser::{Browser, CHROME_ARGS};
use crate::build::{self, Kind};
use crate::context::{Context, Result, at, flag};
use crate::{checkout, fuzz, setup};
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Packages that make sense in a browser only.
pub const WASM_ONLY: [&str; 2] = ["rapport", "worker"];
/// Packages whose tests run in a headless browser; those of all others run natively.
const WASM_TESTED: [&str; 1] = ["worker"];

/// The browser tests that look at how long the page takes.
const TIMED: &str = "long-tasks";

/// For a whole test binary; the runner's own 20 s are for a few quick tests on a quick machine.
const WASM_TEST_SECONDS_MAX: &str = "300";

/// How many tests.
#[derive(Default, Clone, Copy)]
pub struct Count {
    /// That passed.
    pub passed: u32,
    /// That did not.
    pub failed: u32,
}

/// Runs one part with the extra arguments for its runner.
type Part = fn(&Context, &[String]) -> Result<Count>;

/// `cargo xtask test`. A part that fails does not keep the others from running: one run tells everything.
pub fn command(context: &Context, args: &[String]) -> Result<()> {
    let (flags, extra) = match args.iter().position(|arg| arg == "--") {
        Some(at) => (&args[..at], &args[at + 1..]),
        None => (args, &args[..0]),
    };
    let parts: [(&str, Part); 4] =
        [("--native", native), ("--fuzz", fuzz::part), ("--wasm", wasm), ("--browser", browser)];
    if let Some(unknown) = flags.iter().find(|flag| parts.iter().all(|(name, _)| name != flag)) {
        return Err(format!("test knows no {unknown}; its parts are --native, --fuzz, --wasm and --browser"));
    }
    let all = flags.is_empty();
    if !extra.is_empty() && flags.len() != 1 {
        return Err("arguments after -- go to one part: name it with --native, --fuzz, --wasm or --browser".into());
    }
    let mut sum = Count::default();
    let mut lines = Vec::new();
    for (name, part) in parts.iter().filter(|(name, _)| all || flag(flags, name)) {
        let title = name.trim_start_matches('-');
        println!("\n── {title} tests ──");
        let count = part(context, extra).unwrap_or_else(|message| {
            eprintln!("error: {message}");
            Count { passed: 0, failed: 1 }
        });
        lines.push(format!("{title}: {} passed, {} failed", count.passed, count.failed));
        sum.passed += count.passed;
        sum.failed += count.failed;
    }
    println!("\n{}\n{} passed, {} failed", lines.join("\n"), sum.passed, sum.failed);
    if sum.failed > 0 {
        return Err("tests failed".into());
    }
    Ok(())
}

fn native(context: &Context, extra: &[String]) -> Result<Count> {
    let _claim = checkout::claim(context)?;
    let mut cargo = context.cargo();
    cargo.args(["test", "--workspace", "--no-fail-fast"]);
    for package in WASM_TESTED {
        cargo.args(["--exclude", package]);
    }
    counted(cargo.args(extra), cargo_line)
}

fn wasm(context: &Context, extra: &[String]) -> Result<Count> {
    setup::for_build(context)?;
    let browser = Browser::ensure(context)?;
    let _claim = checkout::claim(context)?;
    let mut cargo = context.cargo();
    cargo
        .args(["test", "--target", "wasm32-unknown-unknown", "--lib", "--bins", "--tests", "--no-fail-fast"])
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", webdriver_json(context, &browser)?)
        .env("WASM_BINDGEN_TEST_TIMEOUT", WASM_TEST_SECONDS_MAX)
        .env("CHROMEDRIVER", &browser.driver);
    for package in WASM_TESTED {
        cargo.args(["-p", package]);
    }
    counted(cargo.args(extra), cargo_line)
}

/// The runner starts the browser through the driver, with what this file says.
fn webdriver_json(context: &Context, browser: &Browser) -> Result<PathBuf> {
    let quote = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    let args: Vec<String> = ["--headless"].iter().chain(&CHROME_ARGS).map(|arg| quote(arg)).collect();
    let json = format!(
        "{{\"goog:chromeOptions\": {{\"binary\": {}, \"args\": [{}]}}}}\n",
        quote(&browser.chrome.to_string_lossy()),
        args.join(", ")
    );
    let path = context.work().join("webdriver.json");
    fs::create_dir_all(context.work()).map_err(at(&path))?;
    fs::write(&path, json).map_err(at(&path))?;
    Ok(path)
}

fn browser(context: &Context, extra: &[String]) -> Result<Count> {
    let browser = Browser::ensure(context)?;
    setup::browser_tests(context)?;
    // Its own folder: a `cargo xtask run` beside the tests must not change the site under them.
    let site = context.work().join("site-test");
    build::site(context, Kind::Quick, &site)?;
    let xtask = std::env::current_exe().map_err(|error| format!("cannot find xtask itself: {error}"))?;
    let dir = context.root.join("tests/browser");
    let run = |args: &[&str]| {
        let mut playwright = context.command("node");
        playwright
            .current_dir(&dir)
            .arg(dir.join("node_modules/@playwright/test/cli.js"))
            .arg("test")
            .args(args)
            .args(extra)
            .env("RAPPORT_SITE", &site)
            .env("RAPPORT_XTASK", &xtask)
            .env("CHROME", &browser.shell)
            .env("CHROME_WHOLE", &browser.chrome);
        counted(&mut playwright, playwright_line)
    };
    if !extra.is_empty() {
        return run(&[]);
    }
    // Two at a time, since a browser waits for its tests as often as they for it; then those that look at how long the page takes, with nothing beside them.
    let (beside, alone) =
        (run(&["--workers=2", &format!("--grep-invert={TIMED}")])?, run(&[&format!("--grep={TIMED}")])?);
    Ok(Count { passed: beside.passed + alone.passed, failed: beside.failed + alone.failed })
}

/// Runs a test runner, shows its output as it comes, and adds up what its summary lines say.
pub fn counted(command: &mut Command, read: fn(&str) -> Count) -> Result<Count> {
    let cannot = |error: std::io::Error| format!("cannot run the tests: {error}");
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().map_err(cannot)?;
    let mut sum = Count::default();
    if let Some(stdout) = child.stdout.take() {
        let mut screen = std::io::stdout();
        for line in BufReader::new(stdout).split(b'\n').map_while(std::io::Result::ok) {
            let line = String::from_utf8_lossy(&line);
            let _ = writeln!(screen, "{line}");
            let count = read(line.trim());
            sum.passed += count.passed;
            sum.failed += count.failed;
        }
    }
    let status = child.wait().map_err(cannot)?;
    // A compile error or a crash leaves no summary behind and is a failure all the same.
    if !status.success() && sum.failed == 0 {
        sum.failed = 1;
    }
    Ok(sum)
}

/// `test result: ok. 12 passed; 0 failed; …`, from cargo and from the wasm runner.
pub fn cargo_line(line: &str) -> Count {
    let Some((_, result)) = line.split_once("test result: ") else {
        return Count::default();
    };
    let number = |word: &str| {
        let part = result.split([';', '.']).find(|part| part.trim().ends_with(word));
        part.and_then(|part| part.split_whitespace().next()?.parse().ok()).unwrap_or(0)
    };
    Count { passed: number("passed"), failed: number("failed") }
}

/// `12 passed (3.4s)` and its kin, each on its own line. A test that did not run or passed only the second time has not passed.
fn playwright_line(line: &str) -> Count {
    let Some((number, words)) = line.split_once(' ') else {
        return Count::default();
    };
    let number: u32 = number.parse().unwrap_or(0);
    let is = |word: &str| words == word || words.starts_with(&format!("{word} ("));
    if is("passed") {
        Count { passed: number, failed: 0 }
    } else if ["failed", "flaky", "did not run", "interrupted"].iter().any(|word| is(word)) {
        Count { passed: 0, failed: number }
    } else {
        Count::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summaries_are_understood() {
        let of = |count: Count| (count.passed, count.failed);
        assert_eq!(of(cargo_line("test result: FAILED. 3 passed; 2 failed; 1 ignored; finished in 0.1s")), (3, 2));
        assert_eq!(of(cargo_line("running 3 tests")), (0, 0));
        assert_eq!(of(playwright_line("12 passed (3.4s)")), (12, 0));
        assert_eq!(of(playwright_line("1 failed")), (0, 1));
        assert_eq!(of(playwright_line("2 did not run")), (0, 2));
        assert_eq!(of(playwright_line("2 failed attempts were seen")), (0, 0));
    }
}
