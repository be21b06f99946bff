//! Fewer files for what parts of a wasm have in common.
//!
//! The splitter makes a file of its own for every set of parts that share some code: with fifteen parts hundreds of them, most of one or two
//! kilobytes, of which a part waits for a third. What many parts share becomes one file here. Such files hold code, texts and their places in
//! the table of functions, and call each other through that table alone, so several of them are one after moving their numbers up.

use crate::context::{Result, at};
use std::convert::Infallible;
use std::fs;
use std::path::Path;
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{
    CodeSection, DataCountSection, DataSection, ElementSection, FunctionSection, ImportSection, Module, TypeSection,
};
use wasmparser::{Imports, Parser, Payload, TypeRef};

/// What two parts alone have in common stays by itself from so many bytes on, before wasm-opt; all else goes into one file.
const PAIR_BYTES_MIN: u64 = 16 * 1024;
/// The file of what parts share, by its name in the loader.
const SHARED: &str = "__chunk_shared";
const SHARED_FILE: &str = "chunk_shared.wasm";
/// How the loader begins to make a file ready. What stands before it says which file that is for.
const MAKES: &str = "makeLoad(() => {";
/// The same in short: the splitter writes it out for each file.
const FETCHED: &str = "const fetched = (url) => () => {
const src = fetch(url);
src.catch(() => {});
return async (imports) => WebAssembly.instantiateStreaming(src, imports);
};
";

/// A file that the loader can fetch.
struct Piece {
    /// `const __chunk_16 = ` or `export const __wasm_split_load_forms = wrapAsyncCb(`.
    opens: String,
    /// `);` or `));`.
    closes: String,
    file: String,
    /// Names of the files that it needs.
    needs: Vec<String>,
    /// Parts that have it in common; 0 for a part itself.
    parts: usize,
}

impl Piece {
    /// What stands between two beginnings: the file of the first, and what says what the second is for.
    fn parse(before: &str, after: &str) -> Option<Piece> {
        let opens = before.rsplit_once('\n')?.1.to_owned();
        let parts = before.rsplit_once("/* ").filter(|(_, said)| !said.contains(']') && opens.starts_with("const"));
        let parts = parts.map_or(0, |(_, said)| said.split("*/").next().unwrap_or_default().split(',').count());
        let file = after.split_once("new URL(\"./")?.1.split_once('"')?.0.to_owned();
        let (needs, rest) = after.split_once("\n, [")?.1.split_once(']')?;
        let needs = needs.split(", ").filter(|need| !need.is_empty()).map(str::to_owned).collect();
        Some(Piece { opens, closes: rest.lines().next()?.to_owned(), file, needs, parts })
    }

    fn name(&self) -> Option<&str> {
        self.opens.strip_prefix("const ")?.split_once(' ').map(|(name, _)| name)
    }

    fn written(&self) -> String {
        let Piece { opens, closes, file, needs, .. } = self;
        format!("{opens}makeLoad(fetched(new URL(\"./{file}\", import.meta.url)), [{}]{closes}\n", needs.join(", "))
    }
}

/// Puts files in `dir` that are shared by parts together, and writes the loader anew.
pub fn shared(dir: &Path, loader: &str) -> Result<()> {
    let path = dir.join(loader);
    let text = fs::read_to_string(&path).map_err(at(&path))?;
    let (head, mut pieces) = pieces(&text).ok_or(format!("{} is not written as it was", path.display()))?;
    let size = |piece: &Piece| fs::metadata(dir.join(&piece.file)).map_or(0, |file| file.len());
    let (merged, kept): (Vec<Piece>, Vec<Piece>) =
        pieces.drain(..).partition(|piece| piece.parts > 2 || (piece.parts > 0 && size(piece) < PAIR_BYTES_MIN));
    if merged.len() < 2 {
        return Ok(());
    }
    let mut files = Vec::new();
    for piece in &merged {
        let path = dir.join(&piece.file);
        files.push(fs::read(&path).map_err(at(&path))?);
        fs::remove_file(&path).map_err(at(&path))?;
    }
    let whole = join(&files).map_err(|error| format!("what parts share cannot be put together: {error}"))?;
    fs::write(dir.join(SHARED_FILE), whole).map_err(at(dir))?;
    let gone: Vec<&str> = merged.iter().filter_map(Piece::name).collect();
    fs::write(&path, rewritten(head, kept, &gone)).map_err(at(&path))
}

/// The loader up to its first file, and the files.
fn pieces(loader: &str) -> Option<(&str, Vec<Piece>)> {
    let texts: Vec<&str> = loader.split(MAKES).collect();
    let pieces = texts.windows(2).map(|two| Piece::parse(two[0], two[1])).collect::<Option<Vec<_>>>()?;
    let first = texts.first()?;
    let head = first.rfind("\n/* ").or_else(|| first.rfind('\n'))?;
    Some((&first[..=head], pieces))
}

fn rewritten(head: &str, kept: Vec<Piece>, gone: &[&str]) -> String {
    let shared = Piece {
        opens: format!("const {SHARED} = "),
        closes: ");".into(),
        file: SHARED_FILE.into(),
        needs: Vec::new(),
        parts: 0,
    };
    let mut text = format!("{head}{FETCHED}{}", shared.written());
    for mut piece in kept {
        let before = piece.needs.len();
        piece.needs.retain(|need| !gone.contains(&need.as_str()));
        if piece.needs.len() < before {
            piece.needs.push(SHARED.into());
        }
        text += &piece.written();
    }
    text
}

/// How far the numbers of one file are moved up.
#[derive(Clone, Copy, Default)]
struct Moved {
    types: u32,
    functions: u32,
    elements: u32,
    data: u32,
}

impl Reencode for Moved {
    type Error = Infallible;

    fn type_index(&mut self, ty: u32) -> std::result::Result<u32, Error> {
        Ok(ty + self.types)
    }

    fn function_index(&mut self, function: u32) -> std::result::Result<u32, Error> {
        Ok(function + self.functions)
    }

    fn element_index(&mut self, element: u32) -> std::result::Result<u32, Error> {
        Ok(element + self.elements)
    }

    fn data_index(&mut self, data: u32) -> std::result::Result<u32, Error> {
        Ok(data + self.data)
    }
}

/// One wasm of several. All import the same memory, table and stack, and nothing else.
fn join(files: &[Vec<u8>]) -> std::result::Result<Vec<u8>, String> {
    let (mut types, mut imports, mut functions) = (TypeSection::new(), ImportSection::new(), FunctionSection::new());
    let (mut elements, mut code, mut data) = (ElementSection::new(), CodeSection::new(), DataSection::new());
    let mut imported: Vec<(u8, String)> = Vec::new();
    for file in files {
        let mut moved =
            Moved { types: types.len(), functions: functions.len(), elements: elements.len(), data: data.len() };
        for payload in Parser::new(0).parse_all(file) {
            let done = match payload.map_err(|error| error.to_string())? {
                Payload::TypeSection(section) => moved.parse_type_section(&mut types, section),
                Payload::FunctionSection(section) => moved.parse_function_section(&mut functions, section),
                Payload::ElementSection(section) => moved.parse_element_section(&mut elements, section),
                Payload::DataSection(section) => moved.parse_data_section(&mut data, section),
                Payload::CodeSectionEntry(body) => moved.parse_function_body(&mut code, body),
                Payload::ImportSection(section) => {
                    for import in section {
                        let Imports::Single(_, import) = import.map_err(|error| error.to_string())? else {
                            return Err("imports in a form that is not known here".into());
                        };
                        let kind = match import.ty {
                            TypeRef::Table(_) => 0,
                            TypeRef::Memory(_) => 1,
                            TypeRef::Global(_) => 2,
                            _ => return Err(format!("{} is imported", import.name)),
                        };
                        let named = (kind, format!("{}.{}", import.module, import.name));
                        if imported.contains(&named) {
                            continue;
                        }
                        // One of each kind, so all have the number 0.
                        if imported.iter().any(|(other, _)| *other == kind) {
                            return Err(format!("{} is imported beside another", import.name));
                        }
                        imported.push(named);
                        let ty = moved.entity_type(import.ty).map_err(|error| error.to_string())?;
                        imports.import(import.module, import.name, ty);
                    }
                    Ok(())
                }
                Payload::ExportSection(section) if section.count() == 0 => Ok(()),
                Payload::GlobalSection(_)
                | Payload::TableSection(_)
                | Payload::MemorySection(_)
                | Payload::ExportSection(_)
                | Payload::StartSection { .. } => return Err("a section that shared code does not have".into()),
                _ => Ok(()),
            };
            done.map_err(|error| error.to_string())?;
        }
    }
    let mut whole = Module::new();
    whole.section(&types).section(&imports).section(&functions).section(&elements);
    whole.section(&DataCountSection { count: data.len() }).section(&code).section(&data);
    Ok(whole.finish())
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{ConstExpr, Elements, EntityType, Function, MemoryType};

    const LOADER: &str = "import { initSync } from \"./a.js\";\n\nfunction makeLoad(f, deps) {\n}\n/* x, y, z */\nconst __chunk_1 = makeLoad(() => {\n    const src = fetch(new URL(\"./chunk_1.wasm\", import.meta.url));\n}\n, []);\n/* x, y */\nconst __chunk_2 = makeLoad(() => {\n    fetch(new URL(\"./chunk_2.wasm\", import.meta.url));\n}\n, []);\nexport const __wasm_split_load_x = wrapAsyncCb(makeLoad(() => {\n    fetch(new URL(\"./split_x.wasm\", import.meta.url));\n}\n, [__chunk_1, __chunk_2]));\n";

    #[test]
    fn a_part_asks_for_the_shared_file_once() {
        let (head, pieces) = pieces(LOADER).expect("is read");
        assert_eq!(pieces.iter().map(|piece| piece.parts).collect::<Vec<_>>(), [3, 2, 0]);
        let kept = pieces.into_iter().skip(2).collect();
        let text = rewritten(head, kept, &["__chunk_1", "__chunk_2"]);
        assert!(
            text.starts_with("import { initSync } from \"./a.js\";\n\nfunction makeLoad(f, deps) {\n}\nconst fetched")
        );
        assert!(text.ends_with(
            "const __chunk_shared = makeLoad(fetched(new URL(\"./chunk_shared.wasm\", import.meta.url)), []);\nexport const __wasm_split_load_x = wrapAsyncCb(makeLoad(fetched(new URL(\"./split_x.wasm\", import.meta.url)), [__chunk_shared]));\n"
        ));
    }

    /// A function that calls itself, one type before its own, a place in the table.
    fn file(place: i32) -> Vec<u8> {
        let (mut types, mut imports, mut functions) =
            (TypeSection::new(), ImportSection::new(), FunctionSection::new());
        types.ty().function([wasm_encoder::ValType::I32], []);
        types.ty().function([], []);
        let memory = MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None };
        imports.import("m", "memory", EntityType::Memory(memory));
        functions.function(1);
        let mut elements = ElementSection::new();
        elements.active(None, &ConstExpr::i32_const(place), Elements::Functions(std::borrow::Cow::Borrowed(&[0])));
        let mut body = Function::new([]);
        body.instructions().call(0).end();
        let mut code = CodeSection::new();
        code.function(&body);
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions).section(&elements).section(&code);
        module.finish()
    }

    #[test]
    fn numbers_move_up_and_what_is_imported_stays_one() {
        let whole = join(&[file(5), file(6)]).expect("is joined");
        let (mut types, mut calls, mut imports, mut placed) = (Vec::new(), Vec::new(), 0, Vec::new());
        for payload in Parser::new(0).parse_all(&whole) {
            match payload.expect("is sound") {
                Payload::ImportSection(section) => imports = section.count(),
                Payload::FunctionSection(section) => {
                    types = section.into_iter().map(|ty| ty.expect("a type")).collect()
                }
                Payload::ElementSection(section) => {
                    for element in section {
                        if let wasmparser::ElementItems::Functions(all) = element.expect("an element").items {
                            placed.extend(all.into_iter().map(|one| one.expect("a number")));
                        }
                    }
                }
                Payload::CodeSectionEntry(body) => {
                    let mut reader = body.get_operators_reader().expect("code");
                    if let wasmparser::Operator::Call { function_index } = reader.read().expect("a call") {
                        calls.push(function_index);
                    }
                }
                _ => {}
            }
        }
        assert_eq!((types, calls, imports, placed), (vec![1, 3], vec![0, 1], 1, vec![0, 1]));
    }
}
