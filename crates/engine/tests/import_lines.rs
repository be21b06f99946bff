//! Lines of orders that come again, come alone, and what that makes of the totals.
#![allow(missing_docs)]

mod import_support;

use import_support::*;
use model::schema::{Key, customer, order, order_line, product};
use model::{Currency, FieldId, Money, RecordId, Value};
use protocol::import::RejectReason;

const HEAD: &str = "Number,Customer,Date,Product,Quantity,Unit price,Discount\n";
const ALONE: &str = "Order,Product,Quantity,Unit price\n";

fn usd(minor: i64) -> Value {
    Value::Money(Money { minor, currency: Currency::USD })
}

fn total(book: &Desk, number: &str) -> Value {
    book.value(order::ID, book.find(order::ID, order::NUMBER, number), order::TOTAL.id)
}

/// What the living lines come to, in the order of their rows.
fn lines(book: &Desk, field: FieldId) -> Vec<Value> {
    book.with_workspace(|workspace| {
        let table = workspace.table(order_line::ID).expect("lines");
        table.alive_rows().map(|row| table.value(row, field, &workspace.ids)).collect()
    })
}

fn set(book: &Desk, of: model::CollectionId, id: RecordId, field: FieldId, value: Value) {
    book.write(of, id, &[(field, value)]);
}

#[test]
fn the_total_moves_by_what_the_lines_move_and_what_is_beyond_them_stays() {
    let book = Desk::default();
    book.import_as(order::ID, &format!("{HEAD}A-1,Acme,2024-03-05,Lamp,1,10.50,\nA-1,Acme,2024-03-05,Chair,2,20,\n"));
    let id = book.find(order::ID, order::NUMBER, "A-1");
    set(&book, order::ID, id, order::TOTAL.id, usd(5_050 + 700));
    // Another quantity and a further line.
    let file = format!("{HEAD}A-1,Acme,2024-03-05,Lamp,3,10.50,\nA-1,Acme,2024-03-05,Desk,1,99.99,\n");
    let (report, _) = book.import_as(order::ID, &file);
    assert_eq!((report.records.updated, report.records.unchanged), (1, 0));
    assert_eq!(total(&book, "A-1"), usd(5_750 + 2_100 + 9_999));
    let (again, none) = book.import_as(order::ID, &file);
    assert_eq!((again.records.unchanged, none), (1, None));
    // A quantity alone is worth as much as price and discount of the line make it.
    set(&book, order::ID, id, order::TOTAL.id, Value::Empty);
    book.import_as(order::ID, "Number,Customer,Date,Product,Quantity\nA-1,Acme,2024-03-05,Chair,1\n");
    assert_eq!(lines(&book, order_line::AMOUNT.id), [3_150, 2_000, 9_999].map(usd));
    assert_eq!(total(&book, "A-1"), usd(3_150 + 2_000 + 9_999), "without a total it is that of all lines");
}

#[test]
fn a_total_that_the_file_says_stands() {
    let book = Desk::default();
    let file = |quantity, total| {
        format!(
            "Number,Customer,Date,Total,Product,Quantity,Unit price\nA-1,Acme,2024-03-05,{total},Lamp,{quantity},10\n"
        )
    };
    book.import_as(order::ID, &file(1, "15"));
    book.import_as(order::ID, &file(2, "26"));
    assert_eq!(total(&book, "A-1"), usd(2_600));
    book.import_as(order::ID, &file(3, ""));
    assert_eq!(total(&book, "A-1"), usd(3_600));
}

#[test]
fn discount_and_tax_of_a_line_follow_its_amount() {
    let book = Desk::default();
    book.import_as(product::ID, "Name,Unit price,Tax rate\nTea,10,13\n");
    book.import_as(order::ID, &format!("{HEAD}A-1,Acme,2024-03-05,Tea,3,10,2\n"));
    let (net, tax) = (3_000 - 200, 364);
    assert_eq!((lines(&book, order_line::TAX.id), total(&book, "A-1")), (vec![usd(tax)], usd(net + tax)));
    // The discount is not in this file: it stays, and is taken off.
    let file = "Number,Customer,Date,Product,Quantity,Unit price\nA-1,Acme,2024-03-05,Tea,6,10\n";
    book.import_as(order::ID, file);
    assert_eq!(lines(&book, order_line::AMOUNT.id), [usd(5_800)]);
    assert_eq!((lines(&book, order_line::TAX.id), total(&book, "A-1")), (vec![usd(754)], usd(5_800 + 754)));
    let (_, none) = book.import_as(order::ID, file);
    assert_eq!(none, None);
}

#[test]
fn an_order_that_comes_back_comes_to_the_lines_it_comes_back_with() {
    let book = Desk::default();
    book.import_as(order::ID, &format!("{HEAD}A-1,Acme,2024-03-05,Lamp,1,10,\nA-1,Acme,2024-03-05,Chair,1,20,\n"));
    book.delete(order::ID, book.find(order::ID, order::NUMBER, "A-1"));
    book.import_as(order::ID, &format!("{HEAD}A-1,Acme,2024-03-05,Lamp,2,10,\n"));
    assert_eq!((total(&book, "A-1"), lines(&book, order_line::AMOUNT.id)), (usd(2_000), vec![usd(2_000)]));
    // In another currency, too.
    book.delete(order::ID, book.find(order::ID, order::NUMBER, "A-1"));
    book.import_as(order::ID, "Number,Customer,Date,Product,Amount,Currency\nA-1,Acme,2024-03-05,Lamp,7,EUR\n");
    assert_eq!(total(&book, "A-1"), Value::Money(Money { minor: 700, currency: Currency::EUR }));
}

#[test]
fn lines_alone_are_priced_and_move_the_totals_of_their_orders() {
    let book = Desk::default();
    book.import_as(product::ID, "Name,Unit price,Tax rate\nTea,10,13\n");
    book.import_as(order::ID, "Number,Customer,Date,Total\nA-1,Acme,2024-03-05,5\nA-2,Acme,2024-03-05,\n");
    let file = format!("{ALONE}A-1,Tea,3,10\nA-1,Lamp,2,20\nA-2,Lamp,1,20\nA-9,Lamp,1,20\n");
    let (report, seq) = book.import_as(order_line::ID, &file);
    assert_eq!((report.records.created, reasons(&report)), (3, vec![(5, RejectReason::UnknownRecord)]));
    assert_eq!(lines(&book, order_line::AMOUNT.id), [3_000, 4_000, 2_000].map(usd));
    assert_eq!(lines(&book, order_line::TAX.id), [usd(390), Value::Empty, Value::Empty]);
    assert_eq!((total(&book, "A-1"), total(&book, "A-2")), (usd(500 + 3_390 + 4_000), usd(2_000)));
    // Again: the same lines.
    let (again, none) = book.import_as(order_line::ID, &file);
    assert_eq!((again.records.created, again.records.unchanged, none), (0, 3, None));
    book.undo(seq);
    assert_eq!((total(&book, "A-1"), total(&book, "A-2")), (usd(500), Value::Empty));
    assert_eq!(book.live(order_line::ID), 0);
    // What was undone comes back, with the totals.
    book.import_as(order_line::ID, &file);
    assert_eq!((total(&book, "A-1"), total(&book, "A-2")), (usd(7_890), usd(2_000)));
}

#[test]
fn lines_in_another_currency_than_their_order_are_refused() {
    let book = Desk::default();
    book.import_as(order::ID, "Number,Customer,Date,Total,Currency\nA-1,Acme,2024-03-05,5,EUR\n");
    let (report, _) = book.import_as(order_line::ID, &format!("{ALONE}A-1,Lamp,2,20\n"));
    assert_eq!(reasons(&report), [(2, RejectReason::MixedCurrencies)]);
    let (report, _) = book.import_as(order::ID, &format!("{HEAD}A-1,Acme,2024-03-05,Lamp,2,20,\n"));
    assert_eq!(reasons(&report), [(2, RejectReason::MixedCurrencies)]);
    let name: Key<String> = customer::NAME;
    book.find(customer::ID, name, "Acme");
}
