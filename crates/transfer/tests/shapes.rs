//! Delimiters, headers, lines.

mod common;
use common::*;
use protocol::import::{Delimiter, RejectReason, Role};

#[test]
fn every_delimiter_is_found() {
    for (mark, delimiter) in [
        (",", Delimiter::Comma),
        (";", Delimiter::Semicolon),
        ("\t", Delimiter::Tab),
        ("|", Delimiter::Pipe),
        ("  ", Delimiter::Spaces),
    ] {
        let text = "customer_id,date,amount\r\n17,2024-01-31,12.50\r\n18,2024-02-13,9.99\r\n".replace(',', mark);
        let preview = preview(&text);
        assert_eq!((preview.mapping.delimiter, preview.rows, preview.mapping.header), (delimiter, 2, true));
        assert_eq!(preview.mapping.roles, [Role::CustomerId, Role::Day, Role::Amount]);
    }
}

#[test]
fn decimal_commas_do_not_delimit() {
    let preview = preview("Kunde;Datum;amount\nA;31.01.2024;12,50\nB;01.02.2024;1.200,00\n");
    assert_eq!(preview.mapping.delimiter, Delimiter::Semicolon);
}

#[test]
fn dates_with_commas_in_a_tab_file() {
    let preview = preview("name\tdate\tamount\nSmith, John\tJan 31, 2024\t1,250.00\nDoe, Jane\tFeb 1, 2024\t2.50\n");
    assert_eq!(preview.mapping.delimiter, Delimiter::Tab);
}

#[test]
fn a_file_without_header_starts_at_its_first_line() {
    let all = read("C1;2024-01-31;12.50\nC2;2024-02-01;3.00\nC1;2024-02-02;1.00\n");
    assert_eq!((all.outcome.summary.good, all.customer(0).key.as_str()), (3, "C1"));
}

#[test]
fn line_breaks_in_quotes_belong_to_the_field_and_lines_are_physical() {
    let text = "id,note,date,amount\r\nA,\"two\r\nlines, one \"\"field\"\"\",2024-01-31,5\r\nB,x,never,5\r\n\r\nC,x,2024-01-31,?\r\n";
    let all = read(text);
    let lines: Vec<_> = all.outcome.summary.rejects.iter().map(|reject| (reject.line, reject.reason)).collect();
    assert_eq!(lines, [(4, RejectReason::NotADay), (6, RejectReason::NotANumber)]);
    assert_eq!(all.outcome.summary.good, 1);
}

#[test]
fn old_macintosh_lines_are_lines() {
    let all = read("id,date,amount\rA,2024-01-31,5\rB,2024-01-31,?\r");
    assert_eq!((all.outcome.summary.good, all.outcome.summary.rejects[0].line), (1, 3));
}

#[test]
fn rows_of_another_width_are_rejected_but_trailing_delimiters_are_not() {
    let all = read("id,date,amount\nA,2024-01-31,5,\nB,2024-01-31\nC,2024-01-31,5,6\n,,\nD,2024-01-31,7\n");
    let reasons: Vec<_> = all.outcome.summary.rejects.iter().map(|reject| (reject.line, reject.reason)).collect();
    assert_eq!(
        reasons,
        [
            (3, RejectReason::WrongFieldCount { found: 2, expected: 3 }),
            (4, RejectReason::WrongFieldCount { found: 4, expected: 3 })
        ]
    );
    assert_eq!(all.outcome.summary.good, 2);
}

#[test]
fn columns_that_are_empty_in_most_rows_are_columns() {
    let all = read("id,date,amount,remark\nA,2024-01-31,5,\nB,2024-01-31,6,\nC,2024-01-31,5,hello\n");
    assert_eq!((all.outcome.summary.good, all.outcome.summary.rejected), (3, 0));
}

#[test]
fn the_nameless_first_column_of_r_is_seen() {
    let preview = preview(
        "\"customer_id\" \"date\" \"amount\"\n\"1\" \"A B\" \"2024-01-31\" 5.5\n\"2\" \"C D\" \"2024-02-01\" 6\n",
    );
    assert_eq!(preview.mapping.roles, [Role::Ignore, Role::CustomerId, Role::Day, Role::Amount]);
}

#[test]
fn the_user_can_say_that_the_first_line_is_a_header() {
    let mut log = open("C1,2024-01-31,12.50\nC2,2024-02-01,3.00\nC1,2024-02-02,1.00\n");
    let mut mapping = log.preview().mapping;
    mapping.header = true;
    let roles = mapping.roles.clone();
    let preview = log.with(mapping).expect("preview");
    assert_eq!((preview.rows, preview.columns[0].name.as_deref()), (2, Some("C1")));
    assert_eq!(preview.mapping.roles, roles, "roles stay while the columns do");
}

#[test]
fn the_cdnow_excerpt_is_understood_without_a_question() {
    let text = include_str!("fixtures/cdnow_excerpt.txt");
    let preview = preview(text);
    assert_eq!(preview.mapping.delimiter, Delimiter::Spaces);
    assert_eq!(preview.mapping.roles, [Role::CustomerId, Role::Ignore, Role::Day, Role::Quantity, Role::Amount]);
    assert_eq!((preview.questions.len(), preview.rows, preview.mapping.header), (0, 60, false));
    let all = read(text);
    assert_eq!((all.rows.day[0], all.rows.amount[0], all.rows.quantity[0]), (day(1997, 1, 1).0, 2933, 2_000_000));
    assert_eq!((all.customer(0).key.as_str(), all.customer(0).key_is_id), ("00004", true));
}
