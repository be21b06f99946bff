//! From rows to purchases: customers, products, rejects, chunks.

mod common;
use common::*;
use protocol::import::{NO_QUANTITY, NONE, REJECTS_SHOWN_MAX, RejectReason};
use std::ops::ControlFlow;

#[test]
fn the_key_is_the_best_that_the_row_has() {
    let text = "customer id,name,email,phone,date,amount\n\
        C1,Ann,ann@x.org,1,2024-01-31,5\n\
        ,Bob,BOB@x.org,+1 (555) 010,2024-01-31,5\n\
        ,Bob,bob@X.org,,2024-01-31,5\n\
        ,Cy,,+1 555-0100,2024-01-31,5\n\
        ,Di,,,2024-01-31,5\n\
        ,,,,2024-01-31,5\n\
        null,NaN,N/A,-,2024-01-31,5\n";
    let all = read(text);
    let keys: Vec<_> = all.rows.new_customers.iter().map(|facts| (facts.key.as_str(), facts.key_is_id)).collect();
    assert_eq!(keys, [("C1", true), ("bob@x.org", false), ("15550100", false), ("Di", false)]);
    assert_eq!(all.rows.customer, [0, 1, 1, 2, 3]);
    let reasons: Vec<_> =
        all.outcome.summary.rejects.iter().map(|reject| (reject.line, reject.column, reject.reason)).collect();
    assert_eq!(reasons, [(7, Some(0), RejectReason::MissingCustomer), (8, Some(0), RejectReason::MissingCustomer)]);
}

#[test]
fn given_and_family_name_are_joined_as_the_language_does() {
    let all = read(
        "email,first name,last name,date,amount\na@x.org,Ann,Lee,2024-01-31,5\nw@x.org,小明,王,2024-01-31,5\nc@x.org,,Cy,2024-01-31,5\nd@x.org,,,2024-01-31,5\n",
    );
    let names: Vec<_> = all.rows.new_customers.iter().map(|facts| facts.name.as_str()).collect();
    assert_eq!(names, ["Ann Lee", "王小明", "Cy", "d@x.org"]);
}

#[test]
fn ids_and_names_that_read_alike_are_two_customers() {
    let all = read("customer id,customer name,date,amount\nAnn,,2024-01-31,5\n,Ann,2024-01-31,5\nAnn,,2024-01-31,5\n");
    assert_eq!(all.rows.customer, [0, 1, 0]);
}

#[test]
fn every_reject_has_line_column_reason_and_text() {
    let text = "customer,date,amount,quantity\nA,2024-02-30,5,1\nA,1066-10-14,5,1\nA,,5,1\nA,2024-01-31,,1\nA,2024-01-31,five,1\n\
        A,2024-01-31,99999999999999999999,1\nA,2024-01-31,5,x\nA,2024-01-31,5,\nB,2024-01-31,5\n";
    let all = read(text);
    let rejects: Vec<_> = all
        .outcome
        .summary
        .rejects
        .iter()
        .map(|reject| (reject.line, reject.column, reject.reason, reject.text.as_str()))
        .collect();
    assert_eq!(
        rejects,
        [
            (2, Some(1), RejectReason::NotADay, "2024-02-30"),
            (3, Some(1), RejectReason::DayOutOfRange, "1066-10-14"),
            (4, Some(1), RejectReason::MissingDay, ""),
            (5, Some(2), RejectReason::MissingAmount, ""),
            (6, Some(2), RejectReason::NotANumber, "five"),
            (7, Some(2), RejectReason::TooLarge, "99999999999999999999"),
            (8, Some(3), RejectReason::NotANumber, "x"),
            (10, None, RejectReason::WrongFieldCount { found: 3, expected: 4 }, ""),
        ]
    );
    assert_eq!((all.rows.quantity, all.rows.product, all.outcome.summary.good), (vec![NO_QUANTITY], vec![NONE], 1));
    assert_eq!(all.rows.new_customers.len(), 1, "a rejected row creates nobody");
}

#[test]
fn fields_beyond_what_a_record_takes_are_rejected() {
    let long = "x".repeat(model::input::TEXT_BYTES_MAX + 1);
    let all = read(&format!("customer,date,amount,product\nA,2024-01-31,5,{long}\nB,2024-01-31,5,y\n"));
    assert_eq!((all.outcome.summary.good, all.outcome.summary.rejects[0].reason), (1, RejectReason::TooLong));
}

#[test]
fn the_report_is_a_csv_that_no_spreadsheet_executes() {
    let text = "customer;date;amount;remark\n=cmd();2024-01-31;x;-5\nB;+1+1;5;@SUM(A1)\n\"C\nD\";2024-01-31;-5,x;\"a\"\"b\"\nE;2024-01-31\n\
        F;2024-01-31;1;\nG;2024-01-31;2;\nH;2024-01-31;3;\n";
    let mut log = open(text);
    let mapping = log.preview().mapping;
    let outcome = read_as(&mut log, &mapping, 2).outcome;
    let report = String::from_utf8(log.rejects_csv(&outcome.rejects, &[])).expect("UTF-8");
    assert_eq!(
        report,
        "\u{feff}line,column,reason,text,customer,date,amount,remark\n\
         2,amount,not_a_number,x,'=cmd(),2024-01-31,x,-5\n\
         3,date,not_a_day,'+1+1,B,'+1+1,5,'@SUM(A1)\n\
         4,amount,not_a_number,\"'-5,x\",\"C\nD\",2024-01-31,\"'-5,x\",\"a\"\"b\"\n\
         6,,wrong_field_count,2/4,E,2024-01-31\n"
    );
}

#[test]
fn the_page_gets_the_first_rejects_and_the_report_all() {
    let rows: String = (0..250).map(|i| format!("A{i},never,5\n")).collect();
    let mut log = open(&format!("customer,date,amount\nA,2024-01-31,5\n{rows}B,2024-01-31,5\n"));
    let mut mapping = log.preview().mapping;
    mapping.roles[1] = protocol::import::Role::Day;
    let outcome = read_as(&mut log, &mapping, 100).outcome;
    assert_eq!(
        (outcome.summary.good, outcome.summary.rejected, outcome.summary.rejects.len()),
        (2, 250, REJECTS_SHOWN_MAX)
    );
    let report = String::from_utf8(log.rejects_csv(&outcome.rejects, &[])).expect("UTF-8");
    assert_eq!(report.lines().count(), 251);
}

#[test]
fn chunks_bring_only_what_is_new_and_progress_grows_to_the_end() {
    let text = "customer,date,amount\nA,2024-01-31,1\nB,2024-01-31,2\nA,2024-01-31,3\nC,2024-01-31,4\n";
    let mut log = open(text);
    let mapping = log.preview().mapping;
    let (mut news, mut progress) = (Vec::new(), Vec::new());
    log.read(&mapping, 2, &mut |chunk, done, total| {
        news.push(chunk.new_customers.len());
        progress.push(done);
        assert_eq!(total, text.len() as u64);
        ControlFlow::Continue(())
    })
    .expect("rows");
    assert_eq!(news, [2, 1, 0]);
    assert!(progress.is_sorted() && progress.last() == Some(&(text.len() as u64)));
}

#[test]
fn reading_stops_when_told_to() {
    let mut log = open("customer,date,amount\nA,2024-01-31,1\nB,2024-01-31,2\nA,2024-01-31,3\n");
    let mapping = log.preview().mapping;
    let outcome = log.read(&mapping, 1, &mut |_, _, _| ControlFlow::Break(())).expect("rows");
    assert!(!outcome.complete);
    assert_eq!(outcome.summary.good, 1);
}

#[test]
fn the_preview_shows_how_each_cell_is_taken() {
    let preview =
        preview("customer,remark,date,amount,quantity\nA,x,31/01/2024,\"$1,200.5\",2\n,y,30/02/2024,abc,\nB,z\n");
    let read = |row: usize| preview.sample[row].read.clone();
    let ok = |text: &str| Some(Ok(text.to_owned()));
    assert_eq!(read(0), [ok("A"), None, ok("2024-01-31"), ok("1200.50"), ok("2")]);
    assert_eq!(
        read(1),
        [
            Some(Err(RejectReason::MissingCustomer)),
            None,
            Some(Err(RejectReason::NotADay)),
            Some(Err(RejectReason::NotANumber)),
            ok("")
        ]
    );
    assert_eq!(read(2)[0], Some(Err(RejectReason::WrongFieldCount { found: 2, expected: 5 })));
    assert_eq!((preview.sample[1].line, preview.columns[0].empty, preview.rows), (3, 1, 3));
}

#[test]
fn the_same_file_gives_the_same_rows_whatever_the_chunks() {
    let text = include_str!("fixtures/cdnow_excerpt.txt");
    let mut log = open(text);
    let mapping = log.preview().mapping;
    let (small, large) = (read_as(&mut log, &mapping, 1).rows, read_as(&mut log, &mapping, 1000).rows);
    assert_eq!(small, large);
}
