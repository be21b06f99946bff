//! How bytes become text.

mod common;
use common::*;
use protocol::import::{Encoding, FileError};

const CHINESE: &str = "客户编号,姓名,下单日期,金额\nA1,王小明,2024-01-31,12.50\nA2,李娜,2024-02-01,8.00\n";

fn names_of(bytes: Vec<u8>) -> (Encoding, Vec<String>) {
    let mut log = open_bytes(bytes).expect("text");
    let mapping = log.preview().mapping;
    let all = read_as(&mut log, &mapping, 10);
    (mapping.encoding, all.rows.new_customers.into_iter().map(|customer| customer.name).collect())
}

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

#[test]
fn utf8_with_and_without_mark() {
    for bytes in [CHINESE.as_bytes().to_vec(), format!("\u{feff}{CHINESE}").into_bytes()] {
        assert_eq!(names_of(bytes), (Encoding::Utf8, vec!["王小明".to_owned(), "李娜".to_owned()]));
    }
}

#[test]
fn utf16_with_and_without_mark() {
    let marked = format!("\u{feff}{CHINESE}");
    for text in [CHINESE, &marked] {
        assert_eq!(names_of(utf16(text, u16::to_le_bytes)).0, Encoding::Utf16Le);
        assert_eq!(names_of(utf16(text, u16::to_be_bytes)).0, Encoding::Utf16Be);
        assert_eq!(names_of(utf16(text, u16::to_be_bytes)).1, ["王小明", "李娜"]);
    }
}

#[test]
fn gb18030_with_common_and_rare_characters() {
    let text = CHINESE.replace("李娜", "朱镕基");
    let (bytes, _, lossy) = encoding_rs::GB18030.encode(&text);
    assert!(!lossy);
    assert_eq!(names_of(bytes.to_vec()), (Encoding::Gb18030, vec!["王小明".to_owned(), "朱镕基".to_owned()]));
}

#[test]
fn a_gb18030_file_cut_off_within_a_character_is_still_read() {
    let (bytes, _, _) = encoding_rs::GB18030.encode(CHINESE);
    let mut bytes = bytes.to_vec();
    bytes.extend_from_slice(b"A3,\xcd");
    assert_eq!(names_of(bytes).0, Encoding::Gb18030);
}

#[test]
fn a_utf8_file_cut_off_within_a_character_rejects_only_its_last_row() {
    let mut bytes = CHINESE.as_bytes().to_vec();
    bytes.extend_from_slice(b"A3,\xe7\x8e");
    let mut log = open_bytes(bytes).expect("text");
    let mapping = log.preview().mapping;
    let summary = read_as(&mut log, &mapping, 10).outcome.summary;
    assert_eq!((mapping.encoding, summary.good, summary.rejected), (Encoding::Utf8, 2, 1));
}

#[test]
fn a_few_accents_are_western() {
    let text = "customer;city;date;amount\nJosé;München;2024-01-31;12,50\nZoë;Besançon;2024-02-01;8,00\nAnna;Ulm;2024-02-01;3,10\n";
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    assert_eq!(names_of(bytes.to_vec()), (Encoding::Windows1252, vec!["José".into(), "Zoë".into(), "Anna".into()]));
}

#[test]
fn the_user_can_choose_another_encoding() {
    let text = "customer,date,amount\nJosé,2024-01-31,12\n";
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    let mut log = open_bytes(bytes.to_vec()).expect("text");
    let mut mapping = log.preview().mapping;
    mapping.encoding = Encoding::Utf8;
    assert_eq!(log.with(mapping), Err(FileError::UnknownEncoding));
    assert_eq!(log.preview().mapping.encoding, Encoding::Windows1252, "a choice that fails changes nothing");
    let mut log = open("customer,date,amount\nJosé,2024-01-31,12\n");
    let mut mapping = log.preview().mapping;
    mapping.encoding = Encoding::Windows1252;
    assert_eq!(log.with(mapping).expect("text").columns[0].samples, ["JosÃ©"]);
}

#[test]
fn bytes_of_no_encoding_are_refused() {
    let noise: Vec<u8> = (0..4000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8 | 0x80).collect();
    assert_eq!(failure(noise), FileError::UnknownEncoding);
    assert_eq!(failure(b"\xff\xfea".to_vec()), FileError::UnknownEncoding, "UTF-16 cut off");
    assert_eq!(failure(b"\xff\xfe\0\0a\0\0\0".to_vec()), FileError::UnknownEncoding, "UTF-32");
}
