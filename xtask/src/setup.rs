//! What a fresh machine needs, installed once. Every step says what it does, is instant when there is nothing to do, and fails with
//! the one thing a person can do about it.

use crate::browser;
use crate::context::{Context, Result, at, lock, output, run};
use crate::tools;
use std::fs;
use std::path::PathBuf;
use xxhash_rust::xxh3::xxh3_64;

const WASM_TARGET: &str = "wasm32-unknown-unknown";
/// Debian's own wasm-opt is years older than the features the compiler emits.
const BINARYEN_VERSION: &str = "132.0.0";
const BINARYEN_DIR: &str = "tools/binaryen-132";
const LIFETIMES_DIR: &str = "tools/lifetimes-0.11.3";
/// lifetimes does without the newer versions of the others.
const LIFETIMES_PACKAGES: [&str; 4] = ["lifetimes==0.11.3", "numpy==1.26.4", "scipy==1.13.1", "pandas==2.2.3"];
/// What the test runner and wasm-opt are made for.
const NODE_MAJOR_MIN: u32 = 20;

/// `cargo xtask setup`: all of it, for people who want to go offline afterwards.
pub fn everything(context: &Context) -> Result<()> {
    for_build(context)?;
    wasm_opt(context)?;
    browser::Browser::ensure(context)?;
    browser_tests(context)?;
    run(
        context.cargo().args(["fetch"]),
        "the crates could not be downloaded: check the network and run the command again",
    )?;
    println!("everything is installed");
    Ok(())
}

/// What `run` needs.
pub fn for_build(context: &Context) -> Result<()> {
    wasm_target()?;
    tools::WASM_BINDGEN.ensure(context)?;
    tools::WASM_SPLIT.ensure(context)?;
    tools::TRUNK.ensure(context)
}

fn wasm_target() -> Result<()> {
    let mut rustc = std::process::Command::new("rustc");
    rustc.args(["--print", "target-libdir", "--target", WASM_TARGET]);
    if output(&mut rustc).is_some_and(|dir| PathBuf::from(dir).is_dir()) {
        return Ok(());
    }
    println!("adding the compiler target {WASM_TARGET}, about a minute, once");
    run(
        std::process::Command::new("rustup").args(["target", "add", WASM_TARGET]),
        "the compiler target wasm32-unknown-unknown is missing: install Rust with rustup (https://rustup.rs) and run the command again",
    )
}

/// The path of wasm-opt's script, which Node runs.
pub fn wasm_opt(context: &Context) -> Result<PathBuf> {
    node()?;
    let home = context.cache.join(BINARYEN_DIR);
    let program = home.join("node_modules/binaryen/bin/wasm-opt");
    if program.is_file() {
        return Ok(program);
    }
    let _lock = lock(&context.cache.join("install.lock"))?;
    println!("installing wasm-opt (binaryen {BINARYEN_VERSION}), about a minute, once");
    fs::create_dir_all(&home).map_err(at(&home))?;
    let mut npm = npm(context);
    npm.args(["install", "--no-audit", "--no-fund", "--loglevel=error", "--prefix"]);
    run(
        npm.arg(&home).arg(format!("binaryen@{BINARYEN_VERSION}")),
        "wasm-opt could not be installed: check the network and run the command again",
    )?;
    Ok(program)
}

/// The npm packages of the browser tests, kept in step with their lock file.
pub fn browser_tests(context: &Context) -> Result<()> {
    packages(context, "tests/browser", "browser test packages")
}

/// The npm packages that `bench` compares with.
pub fn bench_packages(context: &Context) -> Result<()> {
    packages(context, "tests/bench", "packages to compare with")
}

/// Python with the package `lifetimes`, whose fits are compared with; `None`, and a word about it, on a machine without Python.
pub fn lifetimes(context: &Context) -> Result<Option<PathBuf>> {
    let home = context.cache.join(LIFETIMES_DIR);
    let program = home.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    // Written last: an installation that was broken off is done again.
    let stamp = home.join("installed");
    if stamp.is_file() {
        return Ok(Some(program));
    }
    let _lock = lock(&context.cache.join("install.lock"))?;
    if stamp.is_file() {
        return Ok(Some(program));
    }
    eprintln!("installing the Python package lifetimes to compare with, about a minute, once");
    let python = if cfg!(windows) { "python" } else { "python3" };
    let made = std::process::Command::new(python).args(["-m", "venv"]).arg(&home).status();
    if !made.is_ok_and(|status| status.success()) {
        eprintln!("Python 3 with venv is missing: there is no comparison with lifetimes");
        return Ok(None);
    }
    let mut pip = std::process::Command::new(&program);
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]).args(LIFETIMES_PACKAGES);
    if !pip.status().is_ok_and(|status| status.success()) {
        eprintln!(
            "lifetimes could not be installed (it needs Python 3.9 to 3.12 and the network): there is no comparison with it"
        );
        return Ok(None);
    }
    fs::write(&stamp, "").map_err(at(&stamp))?;
    Ok(Some(program))
}

fn packages(context: &Context, folder: &str, what: &str) -> Result<()> {
    node()?;
    let dir = context.root.join(folder);
    let lock_file = dir.join("package-lock.json");
    let locked = fs::read(&lock_file).map_err(at(&lock_file))?;
    let stamp = dir.join("node_modules/.rapport-lock");
    let wanted = format!("{:016x}", xxh3_64(&locked));
    if fs::read_to_string(&stamp).is_ok_and(|have| have == wanted) {
        return Ok(());
    }
    eprintln!("installing the {what}, about a minute, once");
    let mut npm = npm(context);
    npm.current_dir(&dir)
        .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
        // The browser is the system's own.
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    run(&mut npm, &format!("the {what} could not be installed: check the network and run the command again"))?;
    fs::write(&stamp, wanted).map_err(at(&stamp))
}

fn npm(context: &Context) -> std::process::Command {
    context.command(if cfg!(windows) { "npm.cmd" } else { "npm" })
}

fn node() -> Result<()> {
    let version = output(std::process::Command::new("node").arg("--version")).unwrap_or_default();
    let major = version.trim_start_matches('v').split('.').next();
    match major.and_then(|major| major.parse::<u32>().ok()) {
        Some(major) if major >= NODE_MAJOR_MIN => Ok(()),
        Some(_) => Err(format!("Node {version} is too old: install Node {NODE_MAJOR_MIN} or newer")),
        None => Err(format!("Node is missing: install Node {NODE_MAJOR_MIN} or newer")),
    }
}
