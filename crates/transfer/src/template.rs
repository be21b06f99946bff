//! A table to fill in, as a workbook: the headings, one row that shows how, and columns that take what their field holds.
//!
//! Written by hand (docs/decisions/0013): six small parts of a format that does not change, where a library would make the importer,
//! which everybody loads who brings a file, half as large again.

use model::Day;
use protocol::import::{FieldKind, FileError, Template, TemplateColumn};
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::write::{SimpleFileOptions, ZipWriter};

/// Last row that offers the choices of its field: as many as anybody fills in by hand.
const LAST_ROW: u32 = 5_000;
/// Most that a list of choices may come to, in characters; Excel does not open a file with a longer one.
const CHOICES_CHARS_MAX: usize = 255;
/// Longest name of a sheet, in characters.
const NAME_CHARS_MAX: usize = 31;
/// Narrowest and widest column, in characters.
const WIDTHS: (usize, usize) = (10, 40);
/// What spreadsheets count as day 0, 30 December 1899, in days before 1970.
const DAY_ZERO: i32 = 25_569;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/// Style of the headings; those of the columns follow (see [`style`]).
const BOLD: u8 = 1;

/// The workbook.
///
/// # Errors
/// [`FileError::Workbook`], which nothing in a template should lead to.
pub fn workbook(template: &Template) -> Result<Vec<u8>, FileError> {
    packed(&parts(template)).map_err(|error| FileError::Workbook(error.to_string()))
}

fn packed(parts: &[(&str, String)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, text) in parts {
        zip.start_file(*name, stored)?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

fn parts(template: &Template) -> [(&'static str, String); 6] {
    // Names of one's own may be longer than a sheet's, or have signs that it cannot have.
    let name: String = template.sheet.chars().filter(|c| !"[]:*?/\\'".contains(*c)).take(NAME_CHARS_MAX).collect();
    let name = if name.trim().is_empty() { "Sheet1" } else { name.trim() };
    let part =
        |path: &str, kind: &str| format!("<Override PartName=\"/xl/{path}.xml\" ContentType=\"{KIND}.{kind}+xml\"/>");
    let link = |id: u8, what: &str, to: &str| {
        format!("<Relationship Id=\"rId{id}\" Type=\"{OFFICE}/{what}\" Target=\"{to}\"/>")
    };
    let links = |links: &str| format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{links}</Relationships>");
    let types = format!(
        "<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>{}{}{}</Types>",
        part("workbook", "sheet.main"),
        part("worksheets/sheet1", "worksheet"),
        part("styles", "styles"),
    );
    let book = format!(
        "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><bookViews><workbookView/></bookViews>\
         <sheets><sheet name=\"{}\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
        escaped(name)
    );
    let of_book = links(&(link(1, "worksheet", "worksheets/sheet1.xml") + &link(2, "styles", "styles.xml")));
    let whole = |text: String| format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n{text}");
    [
        ("[Content_Types].xml", whole(types)),
        ("_rels/.rels", whole(links(&link(1, "officeDocument", "xl/workbook.xml")))),
        ("xl/workbook.xml", whole(book)),
        ("xl/_rels/workbook.xml.rels", whole(of_book)),
        ("xl/styles.xml", whole(styles())),
        ("xl/worksheets/sheet1.xml", whole(sheet(&template.columns))),
    ]
}

/// The formats of cells, in the order of [`style`].
fn styles() -> String {
    let font = |bold: &str| format!("<font>{bold}<sz val=\"11\"/><name val=\"Calibri\"/></font>");
    let format = |number: u16, font: u8| {
        format!(
            "<xf numFmtId=\"{number}\" fontId=\"{font}\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\"/>"
        )
    };
    let formats = [(0, 0), (0, 1), (49, 0), (4, 0), (164, 0), (165, 0)].map(|(number, font)| format(number, font));
    format!(
        "<styleSheet xmlns=\"{MAIN}\"><numFmts count=\"2\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/>\
         <numFmt numFmtId=\"165\" formatCode=\"yyyy\\-mm\\-dd hh:mm\"/></numFmts><fonts count=\"2\">{}{}</fonts>\
         <fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills>\
         <borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs>\
         <cellXfs count=\"{}\">{}</cellXfs></styleSheet>",
        font(""),
        font("<b/>"),
        formats.len(),
        formats.concat()
    )
}

/// How a spreadsheet shows what is typed into a column: telephone numbers and ids keep their zeros.
fn style(kind: FieldKind) -> u8 {
    match kind {
        FieldKind::Number => 0,
        FieldKind::Money => 3,
        FieldKind::Day => 4,
        FieldKind::Instant => 5,
        _ => 2,
    }
}

fn sheet(columns: &[TemplateColumn]) -> String {
    let (mut widths, mut heads, mut examples) = (String::new(), String::new(), String::new());
    let mut menus = Vec::new();
    for (at, column) in columns.iter().enumerate() {
        let (n, style) = (at + 1, style(column.kind));
        // What is not ASCII is as wide as two letters.
        let wide = column.head.chars().filter(|c| !c.is_ascii()).count();
        let width = column.head.chars().count().max(column.example.chars().count()) + wide + 2;
        let width = width.clamp(WIDTHS.0, WIDTHS.1);
        // Writing into a string does not fail.
        let _ = write!(widths, "<col min=\"{n}\" max=\"{n}\" width=\"{width}\" style=\"{style}\" customWidth=\"1\"/>");
        heads += &text(&place(at, 1), BOLD, &column.head);
        examples += &example(&place(at, 2), style, column);
        menus.extend(menu(&letters(at), &column.choices));
    }
    let menus = match menus.len() {
        0 => String::new(),
        count => format!("<dataValidations count=\"{count}\">{}</dataValidations>", menus.concat()),
    };
    let widths = if widths.is_empty() { widths } else { format!("<cols>{widths}</cols>") };
    format!(
        "<worksheet xmlns=\"{MAIN}\"><sheetViews><sheetView workbookViewId=\"0\">\
         <pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>{widths}\
         <sheetData><row r=\"1\">{heads}</row><row r=\"2\">{examples}</row></sheetData>{menus}</worksheet>"
    )
}

fn text(place: &str, style: u8, text: &str) -> String {
    let text = escaped(text);
    format!("<c r=\"{place}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>")
}

/// The cell of the example row, typed as the others of its column should be.
fn example(place: &str, style: u8, column: &TemplateColumn) -> String {
    let number = match column.kind {
        FieldKind::Number | FieldKind::Money => column.example.parse::<f64>().ok().filter(|number| number.is_finite()),
        FieldKind::Day => Day::parse_iso(&column.example).map(|day| f64::from(day.0 + DAY_ZERO)),
        _ => None,
    };
    match number {
        _ if column.example.is_empty() => String::new(),
        Some(number) => format!("<c r=\"{place}\" s=\"{style}\"><v>{number}</v></c>"),
        None => text(place, style, &column.example),
    }
}

/// The choices of a column as a menu on each of its cells. Other words can be written all the same: an import asks what they mean.
fn menu(column: &str, choices: &[String]) -> Option<String> {
    let list = choices.join(",");
    // A comma would make two choices of one.
    let odd = choices.iter().any(|choice| choice.contains([',', '"']));
    if choices.is_empty() || odd || list.chars().count() > CHOICES_CHARS_MAX {
        return None;
    }
    let (list, rows) = (escaped(&list), format!("{column}2:{column}{LAST_ROW}"));
    Some(format!(
        "<dataValidation type=\"list\" allowBlank=\"1\" sqref=\"{rows}\"><formula1>\"{list}\"</formula1></dataValidation>"
    ))
}

/// `A1`, `AB2`.
fn place(column: usize, row: u32) -> String {
    format!("{}{row}", letters(column))
}

fn letters(column: usize) -> String {
    let last = char::from(b'A' + (column % 26) as u8);
    if column < 26 { last.to_string() } else { format!("{}{last}", letters(column / 26 - 1)) }
}

/// A text within XML, without the control characters that it cannot hold.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')) {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_as_spreadsheets_do() {
        let named = [0, 25, 26, 51, 52, 701, 702].map(letters);
        assert_eq!(named, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
        assert_eq!(escaped("<a>\u{0}&\"\u{ffff}"), "&lt;a&gt;&amp;&quot;");
    }
}
