//! Content hashes in file names. A file's name depends on its bytes, and its bytes on the names of the files it refers to, so the
//! files are finished from the leaves up; what nothing refers to is dropped.

use crate::assets::Files;
use crate::context::Result;
use std::collections::BTreeMap;
use xxhash_rust::xxh3::xxh3_64;

const HASHED: [&str; 3] = ["js", "wasm", "css"];
const TEXT: [&str; 3] = ["js", "css", "html"];

/// Renames every js, wasm and css file that `root` leads to, rewrites the references, and removes those it does not lead to.
pub fn hash_names(files: &mut Files, root: &str) -> Result<()> {
    let mut graph = Graph { files, finished: BTreeMap::new() };
    graph.finish(root)?;
    let finished = graph.finished;
    files.retain(|name, _| !hashed(name) || finished.values().any(|new| new.as_ref() == Some(name)));
    Ok(())
}

/// Whether a file name says that the file never changes.
pub fn has_hash(name: &str) -> bool {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    hashed(name)
        && stem
            .rsplit_once('-')
            .is_some_and(|(_, hash)| hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

struct Graph<'a> {
    files: &'a mut Files,
    /// Old name to new name; None while a file is being worked on.
    finished: BTreeMap<String, Option<String>>,
}

impl Graph<'_> {
    fn finish(&mut self, name: &str) -> Result<String> {
        match self.finished.get(name) {
            Some(Some(new)) => return Ok(new.clone()),
            Some(None) => {
                return Err(format!("{name} refers to itself in a circle, so it cannot be named by its content"));
            }
            None => {}
        }
        self.finished.insert(name.to_string(), None);
        let mut bytes = self.files.get(name).cloned().ok_or(format!("{name} is missing from the build"))?;
        if is_one_of(name, &TEXT) {
            let mut text = String::from_utf8(bytes).map_err(|_| format!("{name} is not UTF-8"))?;
            let names: Vec<String> =
                self.files.keys().filter(|other| hashed(other) && *other != name).cloned().collect();
            for other in names {
                let old = from_folder_of(name, &other);
                if replaced(&text, &old, "").is_some() {
                    let new = from_folder_of(name, &self.finish(&other)?);
                    text = replaced(&text, &old, &new).unwrap_or(text);
                }
            }
            bytes = text.into_bytes();
        }
        let new = if hashed(name) { hashed_name(name, &bytes) } else { name.to_string() };
        self.files.insert(new.clone(), bytes);
        self.finished.insert(name.to_string(), Some(new.clone()));
        Ok(new)
    }
}

fn hashed_name(name: &str, bytes: &[u8]) -> String {
    let (stem, ext) = name.rsplit_once('.').unwrap_or((name, ""));
    format!("{stem}-{:016x}.{ext}", xxh3_64(bytes))
}

fn hashed(name: &str) -> bool {
    is_one_of(name, &HASHED)
}

fn is_one_of(name: &str, extensions: &[&str]) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ext)| extensions.contains(&ext))
}

/// How a file in the folder of `from` writes the path of `to`.
fn from_folder_of(from: &str, to: &str) -> String {
    let mut here: Vec<&str> = from.split('/').collect();
    here.pop();
    let there: Vec<&str> = to.split('/').collect();
    let shared = here.iter().zip(&there).take_while(|(a, b)| a == b).count();
    let mut parts = vec![".."; here.len() - shared];
    parts.extend(&there[shared..]);
    parts.join("/")
}

/// Replaces `old` where it stands as a whole path (`"old"`, `'./old'`, `(old)`); None where it does not occur. An object key
/// (`"./old": module`) stays: wasm-bindgen names its imports so, and the wasm asks for them by the name it was compiled with.
fn replaced(text: &str, old: &str, new: &str) -> Option<String> {
    let opens = |before: &str| {
        let before = before.strip_suffix("./").unwrap_or(before);
        before.ends_with(['"', '\'', '`', '('])
    };
    let closes = |after: &str| {
        let key = after.get(1..).is_some_and(|rest| rest.starts_with(':'));
        after.starts_with(['"', '\'', '`', ')', '?', '#']) && !key
    };
    let mut out = String::new();
    let mut rest_at = 0;
    for (at, _) in text.match_indices(old) {
        if opens(&text[..at]) && closes(&text[at + old.len()..]) {
            out += &text[rest_at..at];
            out += new;
            rest_at = at + old.len();
        }
    }
    (rest_at > 0).then(|| out + &text[rest_at..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(list: &[(&str, &str)]) -> Files {
        list.iter().map(|(name, text)| (name.to_string(), text.as_bytes().to_vec())).collect()
    }

    #[test]
    fn references_follow_the_new_names_and_strays_are_dropped() {
        let mut files = files(&[
            ("index.html", r#"<script src="./boot.js"></script>"#),
            ("boot.js", "import('./page.js')"),
            (
                "page.js",
                "new URL('page_bg.wasm', import.meta.url); import './snippets/a/in.js'; 'mypage.js'; ({ './snippets/a/in.js': 1 })",
            ),
            ("page_bg.wasm", "\0asm"),
            ("snippets/a/in.js", "1"),
            ("snippets/b/old.js", "2"),
            ("icon.svg", "<svg/>"),
        ]);
        hash_names(&mut files, "index.html").unwrap();
        let names: Vec<&str> = files.keys().map(String::as_str).collect();
        assert_eq!(names.len(), 6, "{names:?}");
        assert_eq!(names.iter().filter(|name| has_hash(name)).count(), 4);
        for name in names.iter().filter(|name| has_hash(name) && !name.starts_with("boot")) {
            let path = name.to_string();
            let quoted = files.values().any(|bytes| String::from_utf8_lossy(bytes).contains(&path));
            assert!(quoted, "nobody refers to {path}");
        }
        let page = files.iter().find(|(name, _)| name.starts_with("page-")).unwrap().1;
        let page = String::from_utf8_lossy(page);
        assert!(page.contains("'mypage.js'") && page.contains("'./snippets/a/in.js': 1"), "{page}");
    }

    #[test]
    fn a_changed_leaf_renames_everything_above_it() {
        let name_of_boot = |leaf: &str| {
            let mut files = files(&[("index.html", "'boot.js'"), ("boot.js", "'leaf.wasm'"), ("leaf.wasm", leaf)]);
            hash_names(&mut files, "index.html").unwrap();
            files.keys().find(|name| name.starts_with("boot")).unwrap().clone()
        };
        assert_ne!(name_of_boot("a"), name_of_boot("b"));
        assert_eq!(name_of_boot("a"), name_of_boot("a"));
    }

    #[test]
    fn paths_between_folders() {
        assert_eq!(from_folder_of("a/b.js", "c.js"), "../c.js");
        assert_eq!(from_folder_of("b.js", "a/c.js"), "a/c.js");
        assert_eq!(from_folder_of("a/b.js", "a/c.js"), "c.js");
    }
}
