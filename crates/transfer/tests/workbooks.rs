//! Workbooks are read as tables; those that would cost memory or make no sense get a clear error.

mod common;

use common::*;
use model::{Currency, Day};
use protocol::import::{FileError, Mapping, RejectReason, Role};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use std::io::{Cursor, Write};
use transfer::limits::{COLUMNS_MAX, INFLATED_BYTES_MAX, STRINGS_BYTES_MAX};
use transfer::{Log, Opening};
use zip::write::SimpleFileOptions;

fn date(year: u16, month: u8, day: u8) -> ExcelDateTime {
    ExcelDateTime::from_ymd(year, month, day).expect("a day")
}

fn open_book(mut book: Workbook) -> Result<Log, FileError> {
    open_bytes(book.save_to_buffer().expect("bytes"))
}

/// The parts of a workbook of one sheet, to be bent.
fn parts(sheet: &str) -> Vec<(&'static str, String)> {
    let ns = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let packaged = "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"";
    vec![
        (
            "_rels/.rels",
            format!(
                "<Relationships {packaged}><Relationship Id=\"r1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook {ns} xmlns:r=\"{office}\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships {packaged}><Relationship Id=\"r1\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        ),
        ("xl/worksheets/sheet1.xml", format!("<worksheet {ns}><sheetData>{sheet}</sheetData></worksheet>")),
    ]
}

fn zipped(parts: &[(&str, String)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for (name, text) in parts {
        writer.start_file(*name, options).expect("a part");
        writer.write_all(text.as_bytes()).expect("bytes");
    }
    writer.finish().expect("an archive").into_inner()
}

fn texts(log: &Log) -> Vec<Vec<String>> {
    log.preview().sample.into_iter().map(|row| row.raw).collect()
}

#[test]
fn a_purchase_log_in_a_workbook_reads_like_one_in_text() {
    let mut book = Workbook::new();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let empty = book.add_worksheet();
    empty.set_name("Notes").expect("a name");
    let sheet = book.add_worksheet();
    sheet.set_name("订单").expect("a name");
    for (column, name) in ["customer", "date", "amount", "note"].iter().enumerate() {
        sheet.write(0, column as u16, *name).expect("a cell");
    }
    sheet.write(1, 0, "Acme, \"Ltd\"").expect("a cell");
    sheet.write_datetime_with_format(1, 1, date(2024, 3, 5), &day).expect("a cell");
    sheet.write(1, 2, 310.1).expect("a cell");
    sheet.write(2, 0, "王小明\nNorth").expect("a cell");
    sheet.write(2, 1, "2024-03-07").expect("a number as text");
    sheet.write(2, 2, "86.50").expect("a number as text");
    sheet.write(2, 3, "=1+1").expect("a text that looks like a formula");
    let mut log = open_book(book).expect("a log");
    let preview = log.preview();
    assert_eq!(preview.sheets, ["Notes", "订单"]);
    assert_eq!((preview.mapping.sheet, preview.rows), (1, 2));
    assert_eq!(preview.mapping.roles[..3], [Role::CustomerName, Role::Day, Role::Amount]);
    let mapping = preview.mapping;
    let all = read_as(&mut log, &mapping, 10);
    assert_eq!((all.rows.amount.as_slice(), all.outcome.summary.rounded), (&[31_010, 8_650][..], 0));
    assert_eq!(all.rows.day, [day_number(2024, 3, 5), day_number(2024, 3, 7)]);
    assert_eq!(all.customer(0).name, "Acme, \"Ltd\"");
    let empty = log.with(Mapping { sheet: 0, ..mapping.clone() });
    assert_eq!(empty, Err(FileError::Empty));
    assert!(log.with(mapping).is_ok(), "the log is as it was");
}

fn day_number(year: i32, month: u32, day: u32) -> i32 {
    common::day(year, month, day).0
}

#[test]
fn another_sheet_is_another_table() {
    let mut book = Workbook::new();
    for (name, rows) in [("A", 2), ("B", 4)] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).expect("a name");
        for (column, name) in ["customer", "date", "amount"].iter().enumerate() {
            sheet.write(0, column as u16, *name).expect("a cell");
        }
        for row in 1..=rows {
            sheet.write(row, 0, format!("{name}{row}")).expect("a cell");
            sheet.write(row, 1, "2024-03-05").expect("a cell");
            sheet.write(row, 2, 5).expect("a cell");
        }
    }
    let mut log = open_book(book).expect("a log");
    assert_eq!(log.preview().rows, 2);
    let mapping = Mapping { sheet: 1, ..log.preview().mapping };
    let preview = log.with(mapping).expect("the other sheet");
    assert_eq!((preview.rows, preview.mapping.sheet, preview.columns.len()), (4, 1, 3));
    assert_eq!(log.with(Mapping { sheet: 9, ..preview.mapping }), Err(FileError::NoSheet));
}

#[test]
fn merged_cells_formulas_errors_and_truths_are_what_they_show() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.merge_range(1, 0, 2, 0, "Merged", &Format::new()).expect("a range");
    for (column, name) in ["customer", "amount", "active"].iter().enumerate() {
        sheet.write(0, column as u16, *name).expect("a cell");
    }
    sheet.write_formula(1, 1, Formula::new("=2*21").set_result("42")).expect("a formula");
    sheet.write_formula(2, 1, Formula::new("=NA()").set_result("#N/A")).expect("a formula");
    sheet.write(1, 2, true).expect("a cell");
    let log = open_book(book).expect("a table");
    assert_eq!(texts(&log), [["Merged", "42", "TRUE"]], "what is left of the second row is nothing");
    assert_eq!(log.preview().errors, 1);
}

#[test]
fn the_epoch_of_1904_is_known() {
    let mut parts = parts(
        "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>customer</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>date</t></is></c></row>\
         <row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>A</t></is></c><c r=\"B2\" s=\"1\"><v>44196</v></c></row>",
    );
    parts[1].1 = parts[1].1.replace("<sheets>", "<workbookPr date1904=\"1\"/><sheets>");
    parts[2].1 = parts[2].1.replace("</Relationships>", "<Relationship Id=\"r9\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/></Relationships>");
    parts.push(("xl/styles.xml", "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>".to_owned()));
    assert_eq!(texts(&open_bytes(zipped(&parts)).expect("a table")), [["A", "2025-01-01"]]);
}

#[test]
fn the_farthest_cell_costs_nothing() {
    let sheet = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row>";
    let found = u32::try_from(16_384).expect("small");
    let max = u32::try_from(COLUMNS_MAX).expect("small");
    assert_eq!(failure(zipped(&parts(sheet))), FileError::TooManyColumns { found, max });
    let beyond = "<row r=\"4000000000\"><c r=\"A4000000000\"><v>1</v></c></row>";
    assert!(matches!(failure(zipped(&parts(beyond))), FileError::Workbook(_)));
}

#[test]
fn what_unpacks_to_gigabytes_is_refused_before_it_is_kept() {
    // A part that says that it is large: nothing is unpacked.
    let row = "<row><c><v>1</v></c></row>";
    let mut honest = parts(row);
    let bent = |bytes: &mut [u8], size: usize, claim: u32| {
        let size = u32::try_from(size).expect("fits").to_le_bytes();
        let places = bytes.windows(4).enumerate().filter(|(_, window)| *window == size).map(|(at, _)| at);
        for at in places.collect::<Vec<_>>() {
            bytes[at..at + 4].copy_from_slice(&claim.to_le_bytes());
        }
    };
    let mut bomb = zipped(&honest);
    bent(&mut bomb, honest[3].1.len(), 0xf000_0000);
    assert_eq!(failure(bomb), FileError::Inflates { max_bytes: INFLATED_BYTES_MAX });

    // A part that says it is small and is not: the size in the directory and in the part itself is bent.
    honest[3].1 = format!("<worksheet><sheetData>{}</sheetData></worksheet>", row.repeat(100_000));
    let mut lies = zipped(&honest);
    bent(&mut lies, honest[3].1.len(), 100);
    assert!(matches!(failure(lies), FileError::Inflates { .. } | FileError::Workbook(_)));
}

#[test]
fn strings_that_are_announced_and_not_there_cost_nothing() {
    let mut announced = parts("<row><c t=\"s\"><v>0</v></c></row>");
    announced.push(("xl/sharedStrings.xml", "<sst uniqueCount=\"99999999999999\"><si><t>x</t></si></sst>".to_owned()));
    assert_eq!(failure(zipped(&announced)), FileError::Inflates { max_bytes: STRINGS_BYTES_MAX });
    let mut endless = parts("");
    endless[3].1 = format!("<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>{}", "x".repeat(2 << 20));
    assert!(matches!(failure(zipped(&endless)), FileError::Workbook(_)));
    let mut wide = parts("<row><c><v>1</v></c></row>");
    wide[1].1 = format!("<?xml version=\"1.0\" encoding=\"UTF-16\"?>{}", wide[1].1);
    assert!(matches!(failure(zipped(&wide)), FileError::Workbook(_)), "another encoding hides what is looked for");
}

#[test]
fn damaged_locked_and_empty_workbooks_are_named() {
    assert_eq!(failure(zipped(&parts(""))), FileError::NoSheet);
    let mut cut = zipped(&parts("<row><c><v>1</v></c></row>"));
    cut.truncate(cut.len() / 2);
    assert!(matches!(failure(cut), FileError::Workbook(_) | FileError::Binary(_)));
    let mut locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(failure(locked), FileError::Locked);
    let mut torn = parts("<row><c><v>1</v></c></row>");
    torn[3].1 = "<worksheet><sheetData><row><c><v>1".to_owned();
    assert!(matches!(failure(zipped(&torn)), FileError::Workbook(_)));
}

#[test]
fn a_cell_that_is_too_long_refuses_its_row_alone() {
    let long = "x".repeat(200_000);
    let sheet = format!(
        "<row><c t=\"inlineStr\"><is><t>customer</t></is></c><c t=\"inlineStr\"><is><t>date</t></is></c><c t=\"inlineStr\"><is><t>amount</t></is></c></row>\
         <row><c t=\"inlineStr\"><is><t>{long}</t></is></c><c t=\"inlineStr\"><is><t>2024-01-01</t></is></c><c><v>1</v></c></row>\
         <row><c t=\"inlineStr\"><is><t>A</t></is></c><c t=\"inlineStr\"><is><t>2024-01-01</t></is></c><c><v>1</v></c></row>"
    );
    let opening = Opening {
        today: today(),
        currency: Currency::USD,
        zone: std::rc::Rc::new(protocol::Zone::fixed(0)),
        fields: Vec::new(),
    };
    let mut log = Log::open_any(zipped(&parts(&sheet)), opening, decode).expect("a log");
    let mapping = log.preview().mapping;
    let all = read_as(&mut log, &mapping, 10);
    assert_eq!((all.outcome.summary.good, all.outcome.summary.rejects[0].reason), (1, RejectReason::TooLong));
    assert_eq!(all.rows.day, [Day(19_723).0]);
}
