//! Whom a row of a file means: what is shared, and what tells two apart all the same.
#![allow(missing_docs)]

mod import_support;

use import_support::*;
use model::schema::{contact, customer, product};
use protocol::import::{MatchKey, OnMatch, RejectReason};

fn both(records: &mut protocol::import::RecordMapping) {
    records.match_by = vec![MatchKey::ExternalId, MatchKey::Email, MatchKey::Phone];
}

#[test]
fn people_who_share_a_telephone_are_told_apart_by_their_addresses() {
    let file = "Customer,Name,E-mail,Phone,Remark\n\
        Acme,Ann,ann@acme.example,020 7946 0958,first\n\
        Acme,Bob,bob@acme.example,+44 20 7946 0958,second\n\
        Acme,Cid,,02079460958,nobody knows which\n";
    let book = Desk::default();
    let (report, _) = book.import_as(contact::ID, file);
    assert_eq!((report.records.created, report.records.repeated), (2, 0));
    assert_eq!(reasons(&report), [(4, RejectReason::SeveralMatches)]);
    for (name, remark) in [("Ann", "first"), ("Bob", "second")] {
        assert_eq!(book.text(contact::ID, book.named(contact::ID, name), contact::REMARK), remark);
    }
    // The same file again changes nothing, and a third colleague is a third.
    let (again, seq) = book.import_as(contact::ID, file);
    assert_eq!((again.records.created, again.records.unchanged, seq), (0, 2, None));
    let third = "Customer,Name,E-mail,Phone\nAcme,Dot,dot@acme.example,020 7946 0958\n";
    let (report, _) = book.import_as(contact::ID, third);
    assert_eq!((report.records.created, report.read.rejected, book.live(contact::ID)), (1, 0, 3));
}

#[test]
fn two_customers_of_another_system_stay_two() {
    let file = "External id,Name,Phone\nX-1,North,020 7946 0958\nX-2,South,020 7946 0958\n";
    let book = Desk::default();
    let (report, _) = book.import(file);
    assert_eq!((report.records.created, report.records.repeated), (2, 0));
    let north = book.find(customer::ID, customer::EXTERNAL_ID, "X-1");
    assert_eq!(book.text(customer::ID, north, customer::NAME), "North");
    // One that came into the book without an id is the one with that telephone, and has the id from then on.
    let book = Desk::default();
    book.import("Name,Phone\nNorth,020 7946 0958\n");
    let (report, _) = book.import(file);
    assert_eq!((report.records.created, report.records.updated), (1, 1));
    assert_eq!(book.text(customer::ID, book.named(customer::ID, "North"), customer::EXTERNAL_ID), "X-1");
}

#[test]
fn another_value_of_a_surer_key_makes_another_record() {
    let known = "External id,Name,E-mail,Phone\n7,Acme,info@acme.example,020 7946 0958\n";
    for (file, created, updated) in [
        ("External id,Name,E-mail\n99,Acme,info@acme.example\n", 1, 0),
        ("External id,Name,Phone\n99,Acme,020 7946 0958\n", 1, 0),
        ("External id,Name,E-mail,Phone\n,Acme,sales@acme.example,020 7946 0958\n", 1, 0),
        ("External id,Name,E-mail,Phone\n,Other,,020 7946 0958\n", 0, 1),
        ("External id,Name,E-mail,Phone\n7,Other,sales@acme.example,020 7946 0000\n", 0, 1),
    ] {
        let book = Desk::default();
        book.import(known);
        let (report, _) = book.import_with(file, both);
        assert_eq!((report.records.created, report.records.updated), (created, updated), "{file}");
        assert_eq!(report.read.rejected, 0, "{file}");
    }
    // Nor does what the user leaves out as a key.
    let book = Desk::default();
    book.import(known);
    let by_phone = |records: &mut protocol::import::RecordMapping| records.match_by = vec![MatchKey::Phone];
    let (report, _) = book.import_with("External id,Name,Phone\n99,Acme,020 7946 0958\n", by_phone);
    assert_eq!((report.records.created, report.records.updated), (0, 1));
}

#[test]
fn what_a_row_of_the_file_told_of_a_record_of_the_book_counts_for_later_rows() {
    let book = Desk::default();
    book.import("Name,Phone\nAcme,020 7946 0958\n");
    // The first gives the one in the book its address: so the second is somebody else.
    let file = "Name,E-mail,Phone\nAcme,a@acme.example,020 7946 0958\nBeta,b@beta.example,020 7946 0958\n";
    let (report, _) = book.import_with(file, both);
    assert_eq!((report.records.created, report.records.updated), (1, 1));
    assert_eq!(book.text(customer::ID, book.named(customer::ID, "Acme"), customer::EMAIL), "a@acme.example");
    book.named(customer::ID, "Beta");
}

#[test]
fn products_of_one_name_are_told_apart_by_their_codes() {
    let book = Desk::default();
    book.import_as(product::ID, "sku,name\nL-1,Lamp\nL-2,Lamp\n,Chair\n");
    assert_eq!(book.live(product::ID), 3);
    let (report, _) = book.import_as(product::ID, "sku,name\nC-1,Chair\n");
    assert_eq!((report.records.created, report.records.updated), (0, 1), "a code for the one without");
}

#[test]
fn a_number_that_very_many_share_tells_nothing() {
    let shared = |n: usize| format!("Person {n},p{n}@example.com,+1 415 555 0000\n");
    let file = |from, to| format!("Name,E-mail,Phone\n{}", (from..to).map(shared).collect::<String>());
    let book = Desk::default();
    let (report, _) = book.import(&file(0, 300));
    assert_eq!((report.records.created, report.read.rejected), (300, 0));
    let (report, _) = book.import(&file(290, 310));
    assert_eq!((report.records.created, report.records.unchanged, report.read.rejected), (10, 10, 0));
    let (report, _) = book.import("Name,Phone\nWho,+1 415 555 0000\n");
    assert_eq!(reasons(&report), [(2, RejectReason::SeveralMatches)]);
    let (report, _) =
        book.import_with("Name,Phone\nWho,+1 415 555 0000\n", |records| records.on_match = OnMatch::Create);
    assert_eq!(report.records.created, 1);
}
