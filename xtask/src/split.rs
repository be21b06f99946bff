//! Wasm that is loaded in parts: what the first list needs comes first, the rest when it is asked for.
//!
//! Functions marked with `wasm_split` are where a package comes apart. The cut has to be made in what the linker wrote, before
//! wasm-bindgen, which Trunk runs at once: so these packages are cut and bound here, from the same compilation.

use crate::assets::{Files, relative};
use crate::build::Kind;
use crate::context::{Context, Result, at, run, walk};
use crate::merge;
use std::fs;
use std::path::Path;

/// Packages with parts.
const SPLIT: [&str; 2] = ["rapport", "worker"];
/// What the splitter calls its loader, and how its first line begins.
const LOADER: &str = "__wasm_split.js";
const LOADER_IMPORT: &str = "import { initSync }";

/// Replaces what Trunk made of these packages by a first file and its parts.
pub fn packages(context: &Context, kind: Kind, files: &mut Files) -> Result<()> {
    let profile = if kind == Kind::Quick { "quick" } else { "release" };
    for package in SPLIT {
        let compiled = context.target.join(format!("wasm32-unknown-unknown/{profile}/{package}.wasm"));
        let dir = context.work().join(format!("split-{profile}")).join(package);
        if dir.exists() {
            fs::remove_dir_all(&dir).map_err(at(&dir))?;
        }
        let bound = dir.join("bound");
        let failed = |what: &str| format!("{package}.wasm could not be {what}: see the message above");
        let mut split = context.command("wasm-split-cli");
        split.arg(&compiled).arg(&dir).args(["--out-name", package]);
        run(&mut split, &failed("split"))?;
        merge::shared(&dir, LOADER)?;
        let mut bind = context.command("wasm-bindgen");
        bind.args(["--target", "web", "--no-typescript", "--keep-lld-exports", "--out-dir"]).arg(&bound);
        run(bind.arg(dir.join(format!("{package}.wasm"))), &failed("bound to JavaScript"))?;
        take(package, &dir, &bound, files)?;
    }
    Ok(())
}

fn take(package: &str, dir: &Path, bound: &Path, files: &mut Files) -> Result<()> {
    let read = |path: &Path| fs::read(path).map_err(at(path));
    let text = |path: &Path| fs::read_to_string(path).map_err(at(path));
    for path in walk(bound) {
        files.insert(relative(bound, &path), read(&path)?);
    }
    let mut loader = text(&dir.join(LOADER))?;
    for path in walk(dir) {
        let name = relative(dir, &path);
        if name.ends_with(".wasm") && !name.contains('/') && name != format!("{package}.wasm") {
            let ours = format!("{package}_{name}");
            loader = loader.replace(&format!("./{name}"), &format!("./{ours}"));
            files.insert(ours, read(&path)?);
        }
    }
    let script = format!("{package}.js");
    let joined = join(&text(&bound.join(&script))?, &loader);
    files.insert(script, joined.into_bytes());
    Ok(())
}

/// Loader and bindings import each other, so neither could be named by its content: they become one file.
fn join(bindings: &str, loader: &str) -> String {
    let mut names = Vec::new();
    let mut joined = String::new();
    for line in loader.lines().filter(|line| !line.starts_with(LOADER_IMPORT)) {
        let line = match line.strip_prefix("export const ") {
            Some(rest) => {
                names.extend(rest.split([' ', '=']).next());
                format!("const {rest}")
            }
            None => line.to_owned(),
        };
        joined += &line;
        joined.push('\n');
    }
    joined += &format!("const wasmParts = {{ {} }};\n", names.join(", "));
    for line in bindings.lines() {
        match line.strip_suffix(&format!(" from \"./{LOADER}\"")).and_then(|line| line.strip_prefix("import * as ")) {
            Some(name) => joined += &format!("const {name} = wasmParts;"),
            None => joined += line,
        }
        joined.push('\n');
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn loader_and_bindings_become_one_file_without_a_circle() {
        let loader = "import { initSync } from \"./page.js\";\nfunction f() {}\nexport const load_a = f(() => 1);\n";
        let bindings = "import * as import1 from \"./__wasm_split.js\"\nexport function initSync() {}\n({ \"./__wasm_split.js\": import1 });";
        assert_eq!(
            join(bindings, loader),
            "function f() {}\nconst load_a = f(() => 1);\nconst wasmParts = { load_a };\nconst import1 = wasmParts;\nexport function initSync() {}\n({ \"./__wasm_split.js\": import1 });\n"
        );
    }
}
