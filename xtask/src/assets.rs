//! Collects the files a site is made of, still under their plain names.

use crate::build::Kind;
use crate::context::{Context, Result, at, run, walk};
use crate::{names, places, setup, split};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The files of a site by their path with forward slashes.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Packages that run in a worker and so need a start file.
const WORKERS: [&str; 2] = ["worker", "transfer"];
/// Stylesheets that the first list needs, in this order; the rest comes with the first part of the page that is loaded later (`src/parts.rs`), by name.
/// Cascade layers make the order of the rest immaterial.
const STYLES_FIRST: [&str; 9] = [
    "tokens.css",
    "base.css",
    "layout.css",
    "components.css",
    "customers.css",
    "floating.css",
    "list-tools.css",
    "lists.css",
    "palette.css",
];
/// What the compiler emits and so wasm-opt has to accept.
const WASM_FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-simd",
];

/// Everything: what Trunk made, what public/ holds, the stylesheet and the workers' start files.
pub fn gather(context: &Context, kind: Kind, staging: &Path) -> Result<Files> {
    let mut files = Files::new();
    for (dir, templates) in [(staging, false), (&context.root.join("public"), true)] {
        for path in walk(dir) {
            let name = relative(dir, &path);
            if !(templates && name.contains(".template")) {
                files.insert(name, fs::read(&path).map_err(at(&path))?);
            }
        }
    }
    split::packages(context, kind, &mut files)?;
    names::shorten(&mut files)?;
    let (first, later) = stylesheets(context)?;
    files.insert("app.css".into(), first.into_bytes());
    files.insert("later.css".into(), later.into_bytes());
    let start = template(context, "start.template.js")?;
    for worker in WORKERS {
        let text = start.replace("%NAME%", worker);
        files.insert(format!("{worker}_start.js"), text.into_bytes());
    }
    if kind == Kind::Dist {
        for (name, bytes) in &mut files {
            if name.ends_with(".wasm") {
                *bytes = optimise(context, name, bytes)?;
                places::blank(bytes);
            } else if name.ends_with(".js") || name.ends_with(".css") {
                *bytes = squeeze(&String::from_utf8_lossy(bytes)).into_bytes();
            }
        }
    }
    Ok(files)
}

/// A file of public/ that is filled in rather than copied.
pub fn template(context: &Context, name: &str) -> Result<String> {
    let path = context.root.join("public").join(name);
    fs::read_to_string(&path).map_err(at(&path))
}

/// `path` below `dir` with forward slashes.
pub fn relative(dir: &Path, path: &Path) -> String {
    let below = path.strip_prefix(dir).unwrap_or(path);
    let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

/// Two texts instead of many: the first goes into index.html, since every request before the first paint costs a round trip, and
/// holds no more than the first list needs.
fn stylesheets(context: &Context) -> Result<(String, String)> {
    let dir = context.root.join("style");
    let mut paths = walk(&dir);
    paths.retain(|path| path.extension().is_some_and(|ext| ext == "css"));
    let rank = |path: &Path| {
        let name = relative(&dir, path);
        let first = STYLES_FIRST.iter().position(|&known| known == name);
        (first.unwrap_or(STYLES_FIRST.len()), name)
    };
    paths.sort_by_key(|path| rank(path));
    let (mut first, mut later) = (String::new(), String::new());
    for path in &paths {
        let text = if rank(path).0 < STYLES_FIRST.len() { &mut first } else { &mut later };
        *text += &fs::read_to_string(path).map_err(at(path))?;
        text.push('\n');
    }
    Ok((first, later))
}

/// A wasm as small or as quick as its place asks for.
pub fn optimise(context: &Context, name: &str, bytes: &[u8]) -> Result<Vec<u8>> {
    let wasm_opt = setup::wasm_opt(context)?;
    let input = context.work().join("wasm-opt-input.wasm");
    let result = context.work().join("wasm-opt-output.wasm");
    fs::write(&input, bytes).map_err(at(&input))?;
    println!("optimising {name}");
    // The data worker is waited for, and costs the same compressed: measured within half a per cent of -Oz.
    let level = if name.starts_with("worker") { "-O3" } else { "-Oz" };
    let mut node = context.command("node");
    node.arg(wasm_opt).arg(level).args(WASM_FEATURES);
    run(node.arg(&input).arg("-o").arg(&result), &format!("wasm-opt cannot optimise {name}: see its message above"))?;
    let optimised = fs::read(&result).map_err(at(&result))?;
    println!("  {} → {} bytes", bytes.len(), optimised.len());
    Ok(optimised)
}

/// Drops comment lines and indentation, and nothing else: a real minifier for generated glue would save a kilobyte more and bring a
/// parser along. Safe as long as no string spans lines, which holds for our files and for wasm-bindgen's.
fn squeeze(text: &str) -> String {
    let mut kept = String::new();
    let mut in_comment = false;
    for line in text.lines().map(str::trim) {
        let opens = line.starts_with("/*") && (line.ends_with("*/") || !line.contains("*/"));
        if in_comment || opens {
            in_comment = !line.ends_with("*/");
        } else if !line.is_empty() && !line.starts_with("//") {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::squeeze;

    #[test]
    fn squeeze_drops_comment_lines_and_indentation_only() {
        let text = "/* a */\n/**\n * b\n */\n  let x = 'http://y'; // kept\n\n// c\n/* d */ let z;\n";
        assert_eq!(squeeze(text), "let x = 'http://y'; // kept\n/* d */ let z;\n");
    }
}
