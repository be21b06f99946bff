//! Day formats: of one cell and of a whole column.

mod common;
use common::*;
use protocol::import::{DayFormat, RejectReason};

fn parse(text: &str, format: DayFormat) -> Result<model::Day, RejectReason> {
    transfer::days::parse(text, format, today())
}

#[test]
fn a_time_of_day_is_read_over() {
    let end_of_january = Ok(day(2024, 1, 31));
    for text in [
        "2024-01-31",
        "2024-1-31",
        "2024/1/31 10:05",
        "2024.01.31",
        "2024-01-31T10:00:00Z",
        "2024-01-31T10:00:00.123+08:00",
        "2024-01-31 10:00:00 UTC",
        "2024年1月31日",
        "2024年01月31日 10时05分",
        "2024年1月31日 星期三",
        "２０２４－０１－３１",
        "2024-Jan-31",
    ] {
        assert_eq!(parse(text, DayFormat::Ymd), end_of_january, "{text}");
    }
    for text in [
        "31.01.2024 10:00",
        "31/1/2024",
        "31-Jan-2024",
        "31 January 2024",
        "31Jan2024",
        "31.01.24",
        "Wed, 31 Jan 2024 10:00:00 GMT",
    ] {
        assert_eq!(parse(text, DayFormat::Dmy), end_of_january, "{text}");
    }
    for text in [
        "Jan 31, 2024",
        "1/31/2024 10:00 PM",
        "01-31-2024",
        "January 31 2024",
        "Wednesday, January 31, 2024",
        "1/31/24",
    ] {
        assert_eq!(parse(text, DayFormat::Mdy), end_of_january, "{text}");
    }
    for text in ["20240131", "20240131.0", "20240131T100000", "20240131 10:00", "20240131100000", "202401311000"] {
        assert_eq!(parse(text, DayFormat::YmdDigits), end_of_january, "{text}");
    }
}

#[test]
fn two_digits_of_a_year_mean_what_they_mean_where_days_are_typed() {
    let typed = |text: &str| model::days::read(text, Some(today()), model::days::DateOrder::DayFirst);
    for year in 0..100 {
        let text = format!("05/12/{year:02}");
        assert_eq!(parse(&text, DayFormat::Dmy).ok(), typed(&text), "{text}");
    }
    assert_eq!(parse("05/12/55", DayFormat::Dmy), Ok(day(1955, 12, 5)), "a birthday");
    assert_eq!(parse("12/5/68", DayFormat::Mdy), Ok(day(1968, 12, 5)));
    assert_eq!(parse("31.01.30", DayFormat::Dmy), Ok(day(2030, 1, 31)));
}

#[test]
fn counted_days() {
    assert_eq!(parse("12772.0", DayFormat::EpochDays), Ok(day(2004, 12, 20)));
    assert_eq!(parse("-1", DayFormat::EpochDays), Ok(day(1969, 12, 31)));
    assert_eq!(parse("45658", DayFormat::ExcelSerial), Ok(day(2025, 1, 1)));
    assert_eq!(parse("45658.75", DayFormat::ExcelSerial), Ok(day(2025, 1, 1)));
    assert_eq!(parse("1", DayFormat::ExcelSerial), Ok(day(1900, 1, 1)));
    assert_eq!(parse("61", DayFormat::ExcelSerial), Ok(day(1900, 3, 1)));
    assert_eq!(parse("60", DayFormat::ExcelSerial), Err(RejectReason::NotADay), "29 February 1900 never was");
    assert_eq!(parse("1706695200", DayFormat::EpochSeconds), Ok(day(2024, 1, 31)));
    assert_eq!(parse("1706695200000", DayFormat::EpochMillis), Ok(day(2024, 1, 31)));
}

#[test]
fn impossible_days_are_refused() {
    for text in [
        "2024-02-30",
        "2023-02-29",
        "2024-13-01",
        "2024-00-10",
        "24-01-31",
        "2024-01",
        "never",
        "",
        "2024-01-31-05",
        "2024-01-311",
    ] {
        assert_eq!(parse(text, DayFormat::Ymd), Err(RejectReason::NotADay), "{text}");
    }
    assert_eq!(parse("30.02.2024", DayFormat::Dmy), Err(RejectReason::NotADay));
    assert_eq!(parse("20240230", DayFormat::YmdDigits), Err(RejectReason::NotADay));
    for text in ["1899-12-31", "2200-01-01", "9999-12-31"] {
        assert_eq!(parse(text, DayFormat::Ymd), Err(RejectReason::DayOutOfRange), "{text}");
    }
    assert_eq!(parse("1900-01-01", DayFormat::Ymd), Ok(transfer::days::FIRST));
    assert_eq!(parse("2199-12-31", DayFormat::Ymd), Ok(transfer::days::LAST));
}

fn column(values: &[&str]) -> protocol::import::Preview {
    let rows: String = values.iter().map(|value| format!("A;{value};1.50\n")).collect();
    preview(&format!("customer;date;amount\n{rows}"))
}

#[test]
fn one_day_beyond_twelve_decides_for_the_whole_column() {
    let dmy = column(&["01/02/2024", "03/04/2024", "13/05/2024"]);
    assert_eq!((dmy.mapping.day, asked_for_day(&dmy)), (DayFormat::Dmy, None));
    let mdy = column(&["01/02/2024", "03/04/2024", "05/13/2024"]);
    assert_eq!((mdy.mapping.day, asked_for_day(&mdy)), (DayFormat::Mdy, None));
}

#[test]
fn the_deciding_day_may_stand_at_the_very_end() {
    let rows: String = (0..12_000).map(|i| format!("A{};0{}/02/2024;1.50\n", i % 7, i % 9 + 1)).collect();
    let preview = preview(&format!("customer;date;amount\n{rows}A1;13/02/2024;1.50\n"));
    assert_eq!((preview.mapping.day, asked_for_day(&preview)), (DayFormat::Dmy, None));
}

#[test]
fn undecided_columns_are_asked_with_the_monotone_reading_first() {
    let first_monotone = column(&["01/02/2024", "02/02/2024", "01/03/2024", "02/03/2024"]);
    let readings = asked_for_day(&first_monotone).expect("a question");
    assert_eq!(readings, [(DayFormat::Dmy, day(2024, 2, 1)), (DayFormat::Mdy, day(2024, 1, 2))]);
    let months_first = column(&["02/01/2024", "02/02/2024", "03/01/2024", "03/02/2024"]);
    assert_eq!(asked_for_day(&months_first).expect("a question")[0].0, DayFormat::Mdy);
    let both_alike = column(&["01/01/2024", "02/02/2024"]);
    assert_eq!(asked_for_day(&both_alike), None, "the answer would change nothing");
}

#[test]
fn eight_digits_are_days() {
    let preview = column(&["20240131", "20231224"]);
    assert_eq!((preview.mapping.day, asked_for_day(&preview)), (DayFormat::YmdDigits, None));
}

#[test]
fn bare_numbers_are_asked_if_they_may_be_several_things() {
    let preview = column(&["12772.0", "12905.0", "13222.0"]);
    let readings = asked_for_day(&preview).expect("a question");
    assert_eq!(readings, [(DayFormat::EpochDays, day(2004, 12, 20)), (DayFormat::ExcelSerial, day(1934, 12, 19))]);
    assert_eq!(preview.mapping.day, DayFormat::EpochDays);
}

#[test]
fn bare_numbers_that_can_only_be_one_thing_are_not_asked() {
    for (values, format) in [
        (["45658", "45700.5"], DayFormat::ExcelSerial),
        (["1706695200", "1706781600"], DayFormat::EpochSeconds),
        (["1706695200000", "1706781600000"], DayFormat::EpochMillis),
    ] {
        let preview = column(&values);
        assert_eq!((preview.mapping.day, asked_for_day(&preview)), (format, None));
    }
}

#[test]
fn an_answer_is_not_asked_again() {
    let mut log = open("customer,date,amount\nA,12772,5\nB,12905,6\n");
    let mut mapping = log.preview().mapping;
    mapping.day = DayFormat::ExcelSerial;
    let preview = log.with(mapping).expect("preview");
    assert_eq!((preview.questions.len(), preview.mapping.day), (0, DayFormat::ExcelSerial));
    assert_eq!(preview.sample[0].read[1], Some(Ok("1934-12-19".to_owned())));
}

#[test]
fn another_day_column_has_its_own_format() {
    let mut log = open("customer,order date,ship date,amount\nA,2024-01-31,13.02.2024,5\nB,2024-01-30,14.02.2024,6\n");
    let mut mapping = log.preview().mapping;
    assert_eq!(mapping.day, DayFormat::Ymd);
    mapping.roles.swap(1, 2);
    assert_eq!(log.with(mapping).expect("preview").mapping.day, DayFormat::Dmy);
}
