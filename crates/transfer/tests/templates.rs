//! Templates as workbooks: they open, say what they should, and come back as what they are for.
#![allow(missing_docs)]

use calamine::{Data, Reader, Xlsx};
use protocol::import::{FieldKind, Template, TemplateColumn};
use std::io::{Cursor, Read};
use transfer::template::workbook;

fn column(head: &str, kind: FieldKind, example: &str, choices: &[&str]) -> TemplateColumn {
    let choices = choices.iter().map(|choice| (*choice).to_owned()).collect();
    TemplateColumn { head: head.into(), kind, example: example.into(), choices }
}

fn template() -> Template {
    Template {
        sheet: "客户 & Customers".into(),
        columns: vec![
            column("Name", FieldKind::Text, "Example: Acme", &[]),
            column("Phone", FieldKind::Phone, "+44 20 7946 0958", &[]),
            column("Level", FieldKind::Option, "A – key", &["A – key", "B – normal"]),
            column("Birthday", FieldKind::Day, "2024-03-05", &[]),
            column("Acquisition cost", FieldKind::Money, "310.00", &[]),
            column("=1+1", FieldKind::LongText, "=HYPERLINK(\"x\")", &[]),
            column("Odd", FieldKind::Option, "", &["one, two", "three"]),
            column("Day", FieldKind::Day, "tomorrow", &[]),
        ],
    }
}

#[test]
fn a_workbook_has_headings_and_a_typed_example() {
    let bytes = workbook(&template()).expect("is made");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("opens");
    assert_eq!(book.sheet_names(), ["客户 & Customers"]);
    let range = book.worksheet_range("客户 & Customers").expect("a sheet");
    let texts: Vec<String> = range.rows().next().expect("headings").iter().map(ToString::to_string).collect();
    assert_eq!(texts[..4], ["Name", "Phone", "Level", "Birthday"]);
    let example = range.rows().nth(1).expect("an example");
    assert_eq!(example[1], Data::String("+44 20 7946 0958".into()));
    assert!(matches!(example[3], Data::DateTime(_)), "{:?}", example[3]);
    assert_eq!(example[4], Data::Float(310.0));
    assert_eq!(example[5], Data::String("=HYPERLINK(\"x\")".into()), "a text, not a formula");
    assert_eq!(example[7], Data::String("tomorrow".into()), "what is no day stays what it is");
}

#[test]
fn choices_are_a_menu_where_a_spreadsheet_can_show_them() {
    let bytes = workbook(&template()).expect("is made");
    let mut parts = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut sheet = String::new();
    parts.by_name("xl/worksheets/sheet1.xml").expect("a sheet").read_to_string(&mut sheet).expect("text");
    assert!(sheet.contains("<formula1>\"A – key,B – normal\"</formula1>"), "{sheet}");
    assert_eq!(sheet.matches("<dataValidation ").count(), 1, "none that a comma would break");
    assert!(!sheet.contains("<f>"), "no formula");
}

#[test]
fn names_that_no_sheet_can_have_are_an_error_or_are_taken() {
    for sheet in ["", "a/b", &"x".repeat(40), "[1]"] {
        let template = Template { sheet: sheet.into(), ..template() };
        assert!(workbook(&template).is_ok(), "{sheet}");
    }
}
