//! `cargo xtask bench`: how fast Rapport is, beside others who do the same in the same browser.
//!
//! The site and a measuring wasm are built, put in one folder with the pages of `tests/bench/` and served; a script in Node drives
//! Chromium and prints one line of figures a row; the rest (medians, ratios, targets) happens here.

mod measures;
mod report;

use crate::browser::Browser;
use crate::build::{self, Kind};
use crate::context::{Context, Result, at, flag, run, walk};
use crate::{assets, checkout, setup, size};
use report::Row;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::Stdio;

/// Files of the peers in `tests/bench/node_modules`, and under which names the pages import them.
const PEERS: [(&str, &str); 7] = [
    ("dexie/dist/dexie.mjs", "dexie.js"),
    ("minisearch/dist/es/index.js", "minisearch.js"),
    ("@leeoniya/ufuzzy/dist/uFuzzy.mjs", "ufuzzy.js"),
    ("@sqlite.org/sqlite-wasm/dist/index.mjs", "sqlite3.js"),
    ("@sqlite.org/sqlite-wasm/dist/sqlite3.wasm", "sqlite3.wasm"),
    ("@duckdb/duckdb-wasm/dist/duckdb-mvp.wasm", "duckdb-mvp.wasm"),
    ("@duckdb/duckdb-wasm/dist/duckdb-eh.wasm", "duckdb-eh.wasm"),
];

/// `cargo xtask bench [NAME …] [--json] [--quick]`.
pub fn command(context: &Context, args: &[String]) -> Result<()> {
    if let Some(unknown) = args.iter().find(|arg| arg.starts_with("--") && *arg != "--json" && *arg != "--quick") {
        return Err(format!("bench knows no {unknown}; it takes names of measures, --json and --quick"));
    }
    if flag(args, "--json") {
        return as_json(context, args);
    }
    let names: Vec<&str> = args.iter().filter(|arg| !arg.starts_with("--")).map(String::as_str).collect();
    let mut rows: Vec<Row> = measures::named(&names)?.into_iter().map(Row::new).collect();
    let kind = if flag(args, "--quick") { Kind::Quick } else { Kind::Dist };
    let names: Vec<&str> = measures::named(&names)?.iter().map(|measure| measure.name).collect();
    if kind == Kind::Dist && names.contains(&"first_load_bytes") {
        let bytes = size::first_load_bytes(context)?;
        give(&mut rows, &format!("first_load_bytes\t\t\t{bytes}\t"))?;
    }
    // What was measured before something failed is told all the same.
    let outcome = measure(context, kind, &names, &mut rows);
    let json = report::json(&rows);
    let path = context.work().join("bench.json");
    fs::write(&path, &json).map_err(at(&path))?;
    print!("{}", report::table(&rows));
    println!("{}", path.display());
    outcome
}

/// The same with nothing but the list on standard output: what builds and measures say goes to standard error.
fn as_json(context: &Context, args: &[String]) -> Result<()> {
    let xtask = std::env::current_exe().map_err(|error| format!("cannot find xtask itself: {error}"))?;
    let mut again = context.command(xtask);
    again.arg("bench").args(args.iter().filter(|arg| *arg != "--json")).stdout(Stdio::from(std::io::stderr()));
    run(&mut again, "nothing was measured: see the message above")?;
    let path = context.work().join("bench.json");
    print!("{}", fs::read_to_string(&path).map_err(at(&path))?);
    Ok(())
}

fn give(rows: &mut [Row], line: &str) -> Result<()> {
    for row in rows {
        row.take(line)?;
    }
    Ok(())
}

fn measure(context: &Context, kind: Kind, names: &[&str], rows: &mut [Row]) -> Result<()> {
    if names.iter().all(|name| *name == "first_load_bytes") {
        return Ok(());
    }
    let browser = Browser::ensure(context)?;
    setup::bench_packages(context)?;
    let site = assemble(context, kind)?;
    let xtask = std::env::current_exe().map_err(|error| format!("cannot find xtask itself: {error}"))?;
    let dir = context.root.join("tests/bench");
    let mut node = context.command("node");
    node.current_dir(&dir).arg(dir.join("run.js")).args(names);
    node.env("RAPPORT_SITE", &site).env("RAPPORT_XTASK", xtask).env("CHROME", &browser.chrome);
    if names.contains(&"clv_fit")
        && let Some(python) = setup::lifetimes(context)?
    {
        node.env("RAPPORT_LIFETIMES", python);
    }
    node.stdin(Stdio::null()).stdout(Stdio::piped());
    let failed = |error: std::io::Error| format!("cannot run the measures: {error}");
    let mut child = node.spawn().map_err(failed)?;
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).lines().map_while(std::io::Result::ok) {
            give(rows, &line)?;
        }
    }
    match child.wait().map_err(failed)?.success() {
        true => Ok(()),
        false => Err("a measure failed: see the message above".into()),
    }
}

/// The site with the pages, the wasm and the peers' files beside it.
fn assemble(context: &Context, kind: Kind) -> Result<PathBuf> {
    let site = context.work().join("site-bench");
    if site.exists() {
        fs::remove_dir_all(&site).map_err(at(&site))?;
    }
    let built = build::default_out(context, kind);
    if kind == Kind::Quick || size::stale(context, &built) {
        build::site(context, kind, &built)?;
    }
    copy_all(&built, &site)?;
    let bench = site.join("bench");
    copy_all(&context.root.join("tests/bench/page"), &bench)?;
    let peers = bench.join("peers");
    fs::create_dir_all(&peers).map_err(at(&peers))?;
    for (from, name) in PEERS {
        let from = context.root.join("tests/bench/node_modules").join(from);
        fs::copy(&from, peers.join(name)).map_err(at(&from))?;
    }
    let mut node = context.command("node");
    node.arg(context.root.join("tests/bench/bundle.js")).arg(&peers);
    run(&mut node, "the peers' files could not be put together: see the message above")?;
    wasm(context, kind, &bench)?;
    Ok(site)
}

fn wasm(context: &Context, kind: Kind, out: &Path) -> Result<()> {
    let _claim = checkout::claim(context)?;
    let profile = if kind == Kind::Quick { "quick" } else { "release" };
    let mut cargo = context.cargo();
    cargo.args(["build", "-p", "bench", "--target", "wasm32-unknown-unknown", "--profile", profile]);
    run(&mut cargo, "the measuring wasm does not compile: see the messages above")?;
    let compiled = context.target.join(format!("wasm32-unknown-unknown/{profile}/bench.wasm"));
    let mut bind = context.command("wasm-bindgen");
    bind.args(["--target", "web", "--no-typescript", "--out-dir"]).arg(out).arg(&compiled);
    run(&mut bind, "the measuring wasm could not be bound to JavaScript: see the message above")?;
    if kind == Kind::Dist {
        let path = out.join("bench_bg.wasm");
        // As the data worker is optimised: it is the same code.
        let bytes = assets::optimise(context, "worker of bench", &fs::read(&path).map_err(at(&path))?)?;
        fs::write(&path, bytes).map_err(at(&path))?;
    }
    Ok(())
}

fn copy_all(from: &Path, to: &Path) -> Result<()> {
    for path in walk(from) {
        let target = to.join(assets::relative(from, &path));
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent).map_err(at(parent))?;
        }
        fs::copy(&path, &target).map_err(at(&path))?;
    }
    Ok(())
}
