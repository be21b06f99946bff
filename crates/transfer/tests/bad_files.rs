//! Files that are no purchase logs get a clear error.

mod common;
use common::*;
use protocol::import::{Delimiter, FileError, Question, Role};
use std::time::{Duration, Instant};
use transfer::limits;

#[test]
fn nothing_is_empty() {
    for text in ["", "\u{feff}", "\n\r\n  \t\n"] {
        assert_eq!(failure(text), FileError::Empty, "{text:?}");
    }
}

#[test]
fn binary_files_are_named() {
    let kind = |bytes: &[u8]| match failure(bytes) {
        FileError::Binary(kind) => kind,
        other => panic!("{other:?}"),
    };
    assert_eq!(kind(b"PK\x03\x04....readme.txt").as_deref(), Some("zip"));
    assert_eq!(kind(b"%PDF-1.7\n").as_deref(), Some("pdf"));
    assert_eq!(kind(b"\x89PNG\r\n\x1a\n").as_deref(), Some("png"));
    assert_eq!(kind(b"\xff\xd8\xff\xe0").as_deref(), Some("jpeg"));
    assert_eq!(kind(b"GIF89a").as_deref(), Some("gif"));
    assert_eq!(kind(b"\x1f\x8b\x08").as_deref(), Some("gzip"));
    assert_eq!(kind(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1").as_deref(), Some("xls"));
    assert!(matches!(failure(b"PK\x03\x04....xl/workbook.xml".as_slice()), FileError::Workbook(_)));
    assert_eq!(kind(b"a,b\n1,\0\0\0\x01\x02\n"), None);
    assert_eq!(kind(b"\x01\x02\x03\x04\x05abc"), None);
}

#[test]
fn a_file_cut_off_within_quotes_tells_where_they_open() {
    let text = "customer,date,amount\r\nA,2024-01-31,12\r\n\"B\nC\",2024-01-31,12\r\n\"D,2024-02-01";
    assert_eq!(failure(text), FileError::UnclosedQuote { line: 5 });
}

#[test]
fn one_line_of_fifty_megabytes_is_refused_quickly() {
    let start = Instant::now();
    let text = format!("customer,date,amount\nA,2024-01-31,12\n{}", "x".repeat(50 << 20));
    assert_eq!(failure(text), FileError::LineTooLong { line: 3, max_bytes: limits::LINE_BYTES_MAX as u64 });
    let text = format!("a,\"{}\"\n", "x\n".repeat(limits::LINE_BYTES_MAX));
    assert_eq!(failure(text), FileError::LineTooLong { line: 1, max_bytes: limits::LINE_BYTES_MAX as u64 });
    assert!(start.elapsed() < Duration::from_secs(20));
}

#[test]
fn ten_thousand_columns_are_refused() {
    let line = vec!["1"; 10_000].join(",");
    let max = limits::COLUMNS_MAX as u32;
    assert_eq!(failure(line.clone()), FileError::TooManyColumns { found: 10_000, max });
    assert_eq!(failure(format!("{line}\n{line}\n")), FileError::TooManyColumns { found: 10_000, max });
    let wide = vec!["some wider value"; 10_000].join("\t");
    assert_eq!(failure(format!("{wide}\n{wide}\n{wide}\n")), FileError::TooManyColumns { found: 10_000, max });
}

#[test]
fn more_bytes_than_memory_are_refused() {
    let bytes = limits::FILE_BYTES_MAX + 1;
    let error = failure(vec![b'a'; bytes as usize]);
    assert_eq!(error, FileError::TooLarge { bytes, max_bytes: limits::FILE_BYTES_MAX });
}

#[test]
fn prose_is_no_purchase_log() {
    let log = preview("It was a dark and stormy night; the rain fell in torrents.\nExcept at occasional intervals.\n");
    assert!(log.questions.contains(&Question::Missing(Role::Day)));
    assert!(log.questions.contains(&Question::Missing(Role::Amount)));
}

#[test]
fn reading_without_a_required_column_is_an_error() {
    let mut log = open("customer,date,amount\nA,2024-01-31,12\n");
    let mapping = log.preview().mapping;
    for (column, role) in [(0, Role::CustomerId), (1, Role::Day), (2, Role::Amount)] {
        let mut mapping = mapping.clone();
        mapping.roles[column] = Role::Ignore;
        assert_eq!(log.with(mapping.clone()).expect("preview").questions, [Question::Missing(role)]);
        assert_eq!(log.reader(&mapping).err(), Some(FileError::Missing(role)));
    }
}

#[test]
fn a_wrong_delimiter_is_no_crash() {
    let mut log = open("customer,date,amount\nA,2024-01-31,12\n");
    let mut mapping = log.preview().mapping;
    mapping.delimiter = Delimiter::Tab;
    let preview = log.with(mapping).expect("preview");
    assert_eq!(preview.columns.len(), 1);
    assert!(preview.questions.contains(&Question::Missing(Role::Amount)));
    let back = protocol::import::Mapping { delimiter: Delimiter::Comma, ..preview.mapping };
    let preview = log.with(back).expect("preview");
    assert_eq!(preview.questions, [], "and the way back is guessed anew");
    assert_eq!(preview.mapping.roles, [Role::CustomerName, Role::Day, Role::Amount]);
}
