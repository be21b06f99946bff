//! Finishes a site: hashed names, the build id, the service worker with its exact file list, headers, compressed copies.

use crate::assets::{self, Files};
use crate::build::Kind;
use crate::context::{Context, Result, at};
use crate::{compress, graph};
use base64::prelude::{BASE64_STANDARD, Engine};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;
use xxhash_rust::xxh3::Xxh3Default;

/// Nothing from elsewhere, nothing inline but the one style that the first paint needs; wasm may be compiled, and that is all.
const CSP: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' '%STYLE%'; img-src 'self' data: blob:; \
     font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'";

/// Files with a fixed name whose content changes between builds.
const REVALIDATED: [&str; 5] = ["/", "/index.html", "/404.html", "/sw.js", "/manifest.webmanifest"];

/// Makes the site in `out` from what Trunk left in `staging`.
pub fn assemble(context: &Context, kind: Kind, staging: &Path, out: &Path) -> Result<()> {
    let mut files = assets::gather(context, kind, staging)?;
    let style = text(&files, "app.css")?;
    let policy = CSP.replace("%STYLE%", &source_of(&style));
    let index = put_once(&tidy_html(&text(&files, "index.html")?), "%CSP%", &policy)?;
    files.insert("index.html".into(), put_once(&index, "%STYLE%", &style)?.into_bytes());
    graph::hash_names(&mut files, "index.html")?;

    let worker = assets::template(context, "sw.template.js")?;
    let build = build_id(&files, &worker);
    let index = put_once(
        &text(&files, "index.html")?,
        r#"name="rapport-build" content="dev""#,
        &format!(r#"name="rapport-build" content="{build}""#),
    )?;
    files.insert("index.html".into(), index.clone().into_bytes());

    let worker = put_once(&worker, "%BUILD%", &build)?;
    let worker = put_once(&worker, "%FILES%", &precache(&files))?;
    let headers = assets::template(context, "_headers.template")?;
    let headers = put_once(&headers, "%CSP%", &policy)?.replace("%CACHING%", &caching(&files));
    files.insert("sw.js".into(), worker.into_bytes());
    files.insert("_headers".into(), headers.into_bytes());
    // Static hosts answer unknown paths with this file: that is how a deep link finds the app.
    files.insert("404.html".into(), index.into_bytes());
    write(&files, out, |dir| match kind {
        Kind::Dist => compress::folder(context, dir),
        Kind::Quick => Ok(()),
    })
}

fn text(files: &Files, name: &str) -> Result<String> {
    let bytes = files.get(name).ok_or(format!("{name} is missing from the build"))?;
    String::from_utf8(bytes.clone()).map_err(|_| format!("{name} is not UTF-8"))
}

/// How a content security policy allows an inline text: by its bytes.
fn source_of(text: &str) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(text)))
}

/// Comments and blank lines in index.html are for the reader of the source.
fn tidy_html(html: &str) -> String {
    let mut kept = String::new();
    let mut rest = html;
    while let Some((before, comment)) = rest.split_once("<!--") {
        kept += before;
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    kept += rest;
    let lines = kept.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| format!("{line}\n")).collect()
}

/// Replaces what must be there exactly once: a template that lost its place-holder should stop the build, not ship.
fn put_once(text: &str, place: &str, value: &str) -> Result<String> {
    match text.matches(place).count() {
        1 => Ok(text.replace(place, value)),
        count => Err(format!("expected {place} once in its file, found it {count} times")),
    }
}

/// The same sources give the same id; any change to any shipped file gives another.
fn build_id(files: &Files, worker: &str) -> String {
    let mut hash = Xxh3Default::new();
    for (name, bytes) in files {
        hash.update(name.as_bytes());
        hash.update(&(bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    }
    hash.update(worker.as_bytes());
    format!("{:016x}", hash.digest())
}

fn precache(files: &Files) -> String {
    let mut names = vec!["./".to_string()];
    let others = files.keys().filter(|name| *name != "index.html");
    names.extend(others.map(|name| format!("./{name}")));
    let quoted: Vec<String> = names.iter().map(|name| format!("  '{name}',\n")).collect();
    format!("[\n{}]", quoted.concat())
}

fn caching(files: &Files) -> String {
    let rule = |path: &str, value: &str| format!("{path}\n  Cache-Control: {value}\n");
    let mut rules: Vec<String> = REVALIDATED.iter().map(|path| rule(path, "no-cache")).collect();
    for name in files.keys().filter(|name| graph::has_hash(name)) {
        rules.push(rule(&format!("/{name}"), "public, max-age=31536000, immutable"));
    }
    rules.concat()
}

/// Writes beside `out`, then swaps: whoever serves `out` sees the old site or the new one.
fn write(files: &Files, out: &Path, finish: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    let fresh = out.with_extension("new");
    let old = out.with_extension("old");
    for dir in [&fresh, &old] {
        if dir.exists() {
            fs::remove_dir_all(dir).map_err(at(dir))?;
        }
    }
    for (name, bytes) in files {
        let path = fresh.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(at(parent))?;
        }
        fs::write(&path, bytes).map_err(at(&path))?;
    }
    finish(&fresh)?;
    if out.exists() {
        fs::rename(out, &old).map_err(at(out))?;
    }
    fs::rename(&fresh, out).map_err(at(out))?;
    if old.exists() {
        fs::remove_dir_all(&old).map_err(at(&old))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_leave_the_page() {
        assert_eq!(tidy_html("<p>\n  <!-- a\n b -->\n  x</p>"), "<p>\nx</p>\n");
    }

    #[test]
    fn a_policy_names_an_inline_text_by_its_digest() {
        assert_eq!(source_of("abc"), "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    }

    #[test]
    fn a_lost_place_holder_stops_the_build() {
        assert!(put_once("a", "%X%", "b").is_err());
        assert_eq!(put_once("a%X%", "%X%", "b").unwrap(), "ab");
    }

    #[test]
    fn only_hashed_files_are_kept_for_ever() {
        let files: Files = [("a-0123456789abcdef.js", "1"), ("sw.js", "2")]
            .map(|(name, text)| (name.to_string(), text.as_bytes().to_vec()))
            .into();
        let rules = caching(&files);
        assert_eq!(rules.matches("immutable").count(), 1);
        assert!(rules.contains("/sw.js\n  Cache-Control: no-cache"));
    }
}
