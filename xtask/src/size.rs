//! What a visitor pays: compressed bytes of the site, and of the part that is fetched up to the first list.

use crate::assets::relative;
use crate::build::{self, Kind};
use crate::context::{Context, Result, at, walk};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

/// 385 KB at brotli quality 11 is the project's budget for the first load: under half of the lightest comparable web app, and about
/// two seconds on a slow 4G line.
const FIRST_LOAD_BYTES_MAX: u64 = 385 * 1024;

/// What `dist/` is made from.
const SOURCES: [&str; 10] =
    ["src", "crates", "style", "public", "xtask", "index.html", "build.rs", "Trunk.toml", "Cargo.toml", "Cargo.lock"];

/// Named in index.html and yet no part of the first load: the importer, the styles of later pages, and the icon of an installed app.
const LATER_NAMES: [&str; 3] = ["rapport-transfer", "rapport-later", "apple-touch-icon"];
/// Parts of the wasm that are loaded when they are asked for.
const LATER_PARTS: [&str; 2] = ["_split_", "_chunk_"];
/// Fetched when the page already stands; it names every other file.
const SERVICE_WORKER: &str = "sw.js";
/// Files whose own references are for an installed app.
const LEAVES: [&str; 2] = [".webmanifest", ".svg"];

/// `cargo xtask size`.
pub fn command(context: &Context) -> Result<()> {
    let dist = build::default_out(context, Kind::Dist);
    if stale(context, &dist) {
        build::dist(context)?;
    }
    let first = first_load(&dist)?;
    println!("{:>10} {:>10}        file", "bytes", "brotli");
    let mut sum = 0;
    for path in walk(&dist) {
        let name = relative(&dist, &path);
        if name.ends_with(".br") || name.ends_with(".gz") {
            continue;
        }
        let sent = sent_bytes(&path)?;
        let counts = first.contains(&name);
        sum += if counts { sent } else { 0 };
        let mark = if counts { "first" } else { "" };
        println!("{:>10} {sent:>10} {mark:>6} {name}", bytes(&path)?);
    }
    let verdict = if sum > FIRST_LOAD_BYTES_MAX {
        Err(format!("the first load is {} bytes over its budget of {FIRST_LOAD_BYTES_MAX}", sum - FIRST_LOAD_BYTES_MAX))
    } else {
        Ok(())
    };
    println!("first_load_bytes: {sum}");
    verdict
}

/// Compressed bytes of the first load of the site, which is built if it is out of date.
pub fn first_load_bytes(context: &Context) -> Result<u64> {
    let dist = build::default_out(context, Kind::Dist);
    if stale(context, &dist) {
        build::dist(context)?;
    }
    let first = first_load(&dist)?;
    first.iter().map(|name| sent_bytes(&dist.join(name))).sum()
}

/// What goes over the wire: the compressed copy where there is one.
fn sent_bytes(path: &Path) -> Result<u64> {
    let compressed = path.with_file_name(format!("{}.br", path.file_name().unwrap_or_default().to_string_lossy()));
    bytes(if compressed.is_file() { &compressed } else { path })
}

fn bytes(path: &Path) -> Result<u64> {
    Ok(fs::metadata(path).map_err(at(path))?.len())
}

/// Whether anything that a site is made from is newer than the site.
pub fn stale(context: &Context, dist: &Path) -> bool {
    let Some(built) = modified(&dist.join("index.html")) else {
        return true;
    };
    let sources = SOURCES.iter().flat_map(|source| walk(&context.root.join(source)));
    sources.filter_map(|path| modified(&path)).any(|changed| changed > built)
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).ok()?.modified().ok()
}

/// Follows the references from index.html, as a browser does.
fn first_load(dist: &Path) -> Result<BTreeSet<String>> {
    let names: Vec<String> = walk(dist).iter().map(|path| relative(dist, path)).collect();
    let mut found = BTreeSet::from(["index.html".to_string()]);
    let mut open = vec!["index.html".to_string()];
    while let Some(name) = open.pop() {
        let leaf = LEAVES.iter().any(|ending| name.ends_with(ending));
        // Wasm is not text and names no files.
        let Some(text) = fs::read_to_string(dist.join(&name)).ok().filter(|_| !leaf) else {
            continue;
        };
        let lines = text.lines().filter(|line| !LATER_NAMES.iter().any(|later| line.contains(later)));
        let text: String = lines.collect();
        let now = |name: &str| name != SERVICE_WORKER && !LATER_PARTS.iter().any(|part| name.contains(part));
        for other in names.iter().filter(|other| now(other) && text.contains(other.as_str())) {
            if found.insert(other.clone()) {
                open.push(other.clone());
            }
        }
    }
    Ok(found)
}
