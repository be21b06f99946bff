//! Payments and instalments from files: with their order, and in its currency.
#![allow(missing_docs)]

mod import_support;

use import_support::*;
use model::schema::{order, payment, payment_plan};
use protocol::import::RejectReason;

#[test]
fn a_payment_comes_with_its_order_and_may_change_without_it() {
    let book = Desk::default();
    book.import("Number,Customer,Date,Total\nA-1,Acme,2024-03-05,100\n");
    let file = "Number,Order,Date,Amount\nP1,A-1,2024-03-06,60\nP2,,2024-03-06,40\n";
    let (report, _) = book.import_as(payment::ID, file);
    assert_eq!((report.records.created, reasons(&report)), (1, vec![(3, RejectReason::MissingField)]));
    let (report, _) = book.import_as(payment::ID, "Number,Amount,Method\nP1,70,cash\nP3,5,cash\n");
    assert_eq!((report.records.updated, reasons(&report)), (1, vec![(3, RejectReason::MissingField)]));
    let mut log = open("Date,Amount,Method\n2024-03-06,60,cash\n");
    let records = meant(&mut log, payment::ID).records.expect("records");
    assert_eq!(records.missing(), [payment::ORDER.id], "nothing says which payment it is");
}

#[test]
fn what_pays_an_order_is_in_its_currency() {
    let book = Desk::default();
    book.import_as(
        order::ID,
        "Number,Customer,Date,Total,Currency\nA-1,Acme,2024-03-05,100,EUR\nA-2,Acme,2024-03-05,50,USD\nA-3,Acme,2024-03-05,,\n",
    );
    let mixed = RejectReason::MixedCurrencies;
    // Amounts that name no currency are in that of the book, dollars.
    let file = "Number,Order,Date,Amount\nP1,A-1,2024-03-06,60\nP2,A-2,2024-03-06,40\nP3,A-3,2024-03-06,7\n";
    let (report, _) = book.import_as(payment::ID, file);
    assert_eq!((report.records.created, reasons(&report)), (2, vec![(2, mixed)]));
    let plan = "Order,Due,Amount\nA-1,2024-04-06,60\nA-2,2024-04-06,40\n";
    let (report, _) = book.import_as(payment_plan::ID, plan);
    assert_eq!((report.records.created, reasons(&report)), (1, vec![(2, mixed)]));
    let (report, _) = book.import_as(payment::ID, "Number,Order,Date,Amount\nP1,A-1,2024-03-06,EUR 60\n");
    assert_eq!((report.records.created, report.read.rejected), (1, 0));
    // Neither another amount nor another order may part them.
    let (report, _) = book.import_as(payment::ID, "Number,Amount\nP1,61\nP2,41\n");
    assert_eq!((report.records.updated, reasons(&report)), (1, vec![(2, mixed)]));
    let (report, _) = book.import_as(payment::ID, "Number,Order,Amount\nP2,A-1,41\n");
    assert_eq!(reasons(&report), [(2, mixed)]);
    // What came to stand so may come again as it is.
    book.import_as(order::ID, "Number,Customer,Date,Total,Currency\nA-3,Acme,2024-03-05,9,EUR\n");
    let (report, _) = book.import_as(payment::ID, "Number,Order,Amount,Method\nP3,A-3,7,cash\n");
    assert_eq!((report.records.updated, report.read.rejected), (1, 0));
}
