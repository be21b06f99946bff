//! Short names between a wasm and its script, and places in its table left empty.
//!
//! wasm-bindgen names what a wasm imports after what it does and adds a hash, in both files. Nobody reads these names, and hashes do
//! not compress: in the first load they are some 6 KB.

use crate::assets::Files;
use crate::context::Result;
use std::collections::BTreeMap;
use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{ElementSection, ImportSection, Module, RawSection};
use wasmparser::{Element, ElementItems, Imports, Operator, Parser, Payload};

/// Ending of the wasm files that have a script beside them.
const BOUND: &str = "_bg.wasm";

/// Gives short names to what every wasm imports from its script.
pub fn shorten(files: &mut Files) -> Result<()> {
    let packages: Vec<String> = files.keys().filter_map(|name| Some(name.strip_suffix(BOUND)?.to_owned())).collect();
    for package in packages {
        let (wasm, script) = (format!("{package}{BOUND}"), format!("{package}.js"));
        let (Some(bytes), Some(text)) = (files.get(&wasm), files.get(&script)) else { continue };
        let (shorter, names) =
            rename(bytes, &format!("./{package}_bg.js")).map_err(|error| format!("{wasm}: {error}"))?;
        let text = String::from_utf8(text.clone()).map_err(|_| format!("{script} is not UTF-8"))?;
        let text = replaced(&text, &names);
        files.insert(wasm, shorter);
        files.insert(script, text.into_bytes());
    }
    Ok(())
}

/// The wasm with short names for what it imports from `module`, and the names by those they stand for.
fn rename(bytes: &[u8], module: &str) -> std::result::Result<(Vec<u8>, BTreeMap<String, String>), String> {
    let said = |error: wasmparser::BinaryReaderError| error.to_string();
    let mut names = BTreeMap::new();
    let mut shorter = Module::new();
    for payload in Parser::new(0).parse_all(bytes) {
        let payload = payload.map_err(said)?;
        if let Payload::ImportSection(section) = payload {
            let mut imports = ImportSection::new();
            for import in section {
                let Imports::Single(_, import) = import.map_err(said)? else {
                    return Err("imports in a form that is not known here".to_owned());
                };
                let kind = RoundtripReencoder.entity_type(import.ty).map_err(|error| error.to_string())?;
                if import.module == module {
                    let next = format!("i{}", names.len());
                    let name = names.entry(import.name.to_owned()).or_insert(next);
                    imports.import(import.module, name, kind);
                } else {
                    imports.import(import.module, import.name, kind);
                }
            }
            shorter.section(&imports);
        } else if let Payload::ElementSection(section) = payload {
            let mut elements = ElementSection::new();
            for element in section {
                let element = element.map_err(said)?;
                if !is_nothing(&element) {
                    let done = RoundtripReencoder.parse_element(&mut elements, element);
                    done.map_err(|error| error.to_string())?;
                }
            }
            shorter.section(&elements);
        } else if let Some((id, range)) = payload.as_section() {
            let data = bytes
                .get(range.start as usize..range.end as usize)
                .ok_or("a section ends behind the end of the file")?;
            shorter.section(&RawSection { id, data });
        }
    }
    Ok((shorter.finish(), names))
}

/// Whether all that an element puts into the table is nothing, which stands there anyway: so the splitter keeps the places of functions that come later.
fn is_nothing(element: &Element) -> bool {
    let ElementItems::Expressions(_, items) = &element.items else { return false };
    items
        .clone()
        .into_iter()
        .all(|item| item.is_ok_and(|item| matches!(item.get_operators_reader().read(), Ok(Operator::RefNull { .. }))))
}

/// The script with every identifier that has a short name replaced by it.
fn replaced(script: &str, names: &BTreeMap<String, String>) -> String {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    let mut result = String::with_capacity(script.len());
    let mut rest = script;
    while let Some(start) = rest.find(is_part) {
        let (before, from) = rest.split_at(start);
        let (word, after) = from.split_at(from.find(|c| !is_part(c)).unwrap_or(from.len()));
        result += before;
        result += names.get(word).map_or(word, String::as_str);
        rest = after;
    }
    result + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{EntityType, TypeSection};

    #[test]
    fn both_sides_get_the_same_short_name_and_others_keep_theirs() {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        for (module, name) in
            [("./app_bg.js", "__wbg_now_0123"), ("./other.js", "load"), ("./app_bg.js", "__wbg_now_01234")]
        {
            imports.import(module, name, EntityType::Function(0));
        }
        let mut module = Module::new();
        let bytes = module.section(&types).section(&imports).clone().finish();
        let script = b"({ __wbg_now_0123: f, __wbg_now_01234: g, now: load })".to_vec();
        let mut files = Files::from([("app_bg.wasm".to_owned(), bytes), ("app.js".to_owned(), script)]);
        shorten(&mut files).unwrap();
        assert_eq!(files["app.js"], b"({ i0: f, i1: g, now: load })");
        let parsed = Parser::new(0).parse_all(&files["app_bg.wasm"]).filter_map(|payload| match payload.unwrap() {
            Payload::ImportSection(section) => Some(section),
            _ => None,
        });
        let names: Vec<String> = parsed
            .flat_map(|section| section.into_iter())
            .map(|import| match import.unwrap() {
                Imports::Single(_, import) => format!("{} {}", import.module, import.name),
                _ => String::new(),
            })
            .collect();
        assert_eq!(names, ["./app_bg.js i0", "./other.js load", "./app_bg.js i1"]);
    }
}
