//! Files of another system, whose records have ids of its own: known again, named by them, and out and in again without a change.
#![allow(missing_docs)]

mod import_support;

use engine::list::{Later, Source, csv};
use import_support::*;
use model::schema::{Key, contact, customer, order, order_line, payment, product};
use model::{CollectionId, Currency, FieldId, Kind, Money, Value};
use protocol::import::{MatchKey, OnMatch, Target};
use protocol::{Headings, RecordsQuery};

const CUSTOMERS: &str = "external_id,name\nC-1,Acme\nC-2,Beta\n";
const CONTACTS: &str = "External id,Name,Customer,Title\nP-1,Zoe Smith,C-1,Buyer\nP-2,Zoe Smith,C-1,Owner\n";
const PRODUCTS: &str = "external_id,name,unit_price\nA-1,Lamp,10.50\nA-2,Lamp,200\n";
const ORDERS: &str = "external_id,customer,Date,contact,product,quantity,unit_price\n\
    O-1,C-1,2024-03-05,P-2,A-1,2,10.50\nO-1,,,,A-2,1,200\nO-2,C-2,2024-03-06,,A-1,1,10\n";
const PAYMENTS: &str = "external_id,order,Date,amount\nR-1,O-1,2024-04-01,100\nR-2,O-2,2024-04-02,10\n";
const FILES: [(CollectionId, &str); 5] = [
    (customer::ID, CUSTOMERS),
    (contact::ID, CONTACTS),
    (product::ID, PRODUCTS),
    (order::ID, ORDERS),
    (payment::ID, PAYMENTS),
];

fn desk() -> Desk {
    let book = Desk::default();
    for (of, text) in FILES {
        let (report, _) = book.import_as(of, text);
        assert_eq!((report.records.created, report.read.rejected), (2, 0), "{of:?} {report:?}");
    }
    book
}

/// The record with this external id.
fn known(book: &Desk, of: CollectionId, id: &str) -> model::RecordId {
    let field = model::collection(of).and_then(model::schema::Collection::external_id).expect("declared");
    book.find(of, Key::new(field.0), id)
}

#[test]
fn what_is_named_by_its_external_id_is_found() {
    let book = desk();
    let reference = |of, id: &str, field, to, named: &str| {
        let expected = Value::Reference(known(&book, to, named));
        assert_eq!(book.value(of, known(&book, of, id), field), expected, "{id}");
    };
    reference(contact::ID, "P-1", contact::CUSTOMER.id, customer::ID, "C-1");
    reference(order::ID, "O-1", order::CUSTOMER.id, customer::ID, "C-1");
    reference(order::ID, "O-1", order::CONTACT.id, contact::ID, "P-2");
    reference(payment::ID, "R-2", payment::ORDER.id, order::ID, "O-2");
    let total = Value::Money(Money { minor: 22_100, currency: Currency::USD });
    assert_eq!(book.value(order::ID, known(&book, order::ID, "O-1"), order::TOTAL.id), total);
    assert_eq!(
        [customer::ID, product::ID, order_line::ID].map(|of| book.live(of)),
        [2, 2, 3],
        "nothing was made twice"
    );
}

#[test]
fn files_that_come_again_are_updated_skipped_or_made_anew() {
    let book = desk();
    for (of, text) in FILES {
        let (report, seq) = book.import_as(of, text);
        assert_eq!((report.records.unchanged, report.records.created, seq), (2, 0, None), "{of:?}");
    }
    let again = |of, text: &str, policy: OnMatch| {
        let book = desk();
        let mut log = open(text);
        let mapping = meant(&mut log, of);
        let (report, _) = book.run(log, mapping, |records| {
            assert_eq!(records.match_by.first(), Some(&MatchKey::ExternalId), "{text}");
            records.on_match = policy;
        });
        let records = report.records;
        [records.created, records.updated, records.skipped]
    };
    for (of, text) in [
        (contact::ID, "external_id,Name,Customer,Title\np-1,Zoe Smith,C-1,Head\nP-3,Ann,C-2,\n"),
        (product::ID, "external_id,name,unit_price\na-1,Lamp,11\nA-3,Desk,1\n"),
        (order::ID, "external_id,customer,Date,status\no-1,C-1,2024-03-09,\nO-3,C-1,2024-03-07,\n"),
        (payment::ID, "external_id,order,Date,amount\nr-1,O-1,2024-04-01,101\nR-3,O-1,2024-04-02,10\n"),
    ] {
        assert_eq!(again(of, text, OnMatch::Update), [1, 1, 0], "{text}");
        assert_eq!(again(of, text, OnMatch::Skip), [1, 0, 1], "{text}");
        assert_eq!(again(of, text, OnMatch::Create), [2, 0, 0], "{text}");
    }
}

#[test]
fn what_a_list_exports_changes_nothing_in_the_book_it_came_from() {
    let book = desk();
    for (of, _) in FILES {
        let declared = model::collection(of).expect("declared").fields;
        let columns: Vec<FieldId> =
            declared.iter().filter(|field| field.kind != Kind::Bytes).map(|field| field.id).collect();
        let named = |field: &FieldId| declared.iter().find(|known| known.id == *field).map_or("", |known| known.name);
        let headings = Headings {
            columns: columns
                .iter()
                .map(|field| if named(field) == "day" { "Date" } else { named(field) }.into())
                .collect(),
            options: Vec::new(),
            yes: "yes".into(),
            no: "no".into(),
            lines: false,
        };
        let query = RecordsQuery { columns, ..RecordsQuery::of(of) };
        let bytes = book.with_workspace(|workspace| {
            let zone = &protocol::GREENWICH;
            let source =
                Source { workspace, scores: None, scores_version: 0, today: TODAY, zone, later: Some(Later::new()) };
            csv(&source, &query, &headings, Currency::USD)
        });
        let text = String::from_utf8(bytes).expect("UTF-8");
        let (report, seq) = book.import_as(of, &text);
        assert_eq!((report.records.unchanged, report.records.created, seq), (2, 0, None), "{text}\n{report:?}");
    }
}

#[test]
fn an_id_of_another_system_is_told_from_a_number() {
    let meant = |of, text: &str| meant(&mut open(text), of).records.expect("records").targets;
    let field = |of, field: FieldId| Target::Field(of, field);
    let number = field(order::ID, order::NUMBER.id);
    let external = field(order::ID, order::EXTERNAL_ID.id);
    assert_eq!(meant(order::ID, "Order ID,Customer,Date\n1,A,2024-01-01\n")[0], number);
    assert_eq!(meant(order::ID, "Order ID,Order number,Customer,Date\n1,7,A,2024-01-01\n")[..2], [external, number]);
    assert_eq!(meant(order::ID, "Id,Order number,Customer,Date\n1,7,A,2024-01-01\n")[..2], [external, number]);
    let sku = field(product::ID, product::SKU.id);
    assert_eq!(meant(product::ID, "Product id,Name\n1,Lamp\n")[0], sku);
    assert_eq!(meant(product::ID, "Record ID,SKU,Name\n1,L,Lamp\n")[0], field(product::ID, product::EXTERNAL_ID.id));
    assert_eq!(meant(contact::ID, "Contact ID,Name\n1,Zoe\n")[0], field(contact::ID, contact::EXTERNAL_ID.id));
    assert_eq!(meant(payment::ID, "Payment ID,Amount\n1,5\n")[0], field(payment::ID, payment::NUMBER.id));
}

#[test]
fn a_name_means_nobody_who_has_another_id() {
    let book = Desk::default();
    let import = |text: &str| {
        let (report, _) = book.import_as(product::ID, text);
        (report.records.created, report.records.updated, report.read.rejected)
    };
    assert_eq!(import("sku,name\nS,T-shirt\nM,T-shirt\n"), (2, 0, 0), "two of a name");
    assert_eq!(import("sku,name,unit\nL,T-shirt,piece\ns,T-shirt,piece\n"), (1, 1, 0), "a third, and the first again");
    assert_eq!(import("name,unit\nT-shirt,box\nDesk,piece\n"), (1, 0, 1), "nobody can tell which");
    assert_eq!(import("external_id,name\nA-1,Desk\n"), (0, 1, 0), "it had no id yet");
    assert_eq!(import("sku,name\nD-1,Desk\n"), (0, 1, 0), "none of this kind");
    assert_eq!(
        import("external_id,sku,name\nA-1,D-2,Desk\nA-2,D-1,Desk\nA-3,D-3,Desk\n"),
        (2, 1, 0),
        "the surest first: what has another id is another one, whatever its code"
    );
}
