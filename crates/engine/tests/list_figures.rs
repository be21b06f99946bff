//! Figures of lists: what is added up, and how amounts of several currencies stand in order.
#![allow(missing_docs)]

use engine::Workspace;
use engine::list::{Later, Lists, Source, ids};
use model::schema::{self, customer, opportunity, order, order_line, product, survey_response};
use model::{
    CollectionId, Currency, Day, Decimal, DeviceId, FieldId, Kind, Label, Money, Operation, Part, RecordId, Stamp,
    Value,
};
use protocol::{ListRow, RecordsQuery};

fn source(book: &Workspace) -> Source<'_> {
    Source {
        workspace: book,
        scores: None,
        scores_version: 0,
        today: Day(20_600),
        zone: &protocol::GREENWICH,
        later: Some(Later::new()),
    }
}

fn add(book: &mut Workspace, collection: CollectionId, id: u128, fields: Vec<(FieldId, Value)>) {
    let cells = engine::records::new_record(collection, RecordId(id), fields);
    let stamp = Stamp::new(1 + book.version(), 0, DeviceId(1));
    book.apply(&Operation { stamp, label: Label::Create(collection), parts: vec![Part::Cells(cells)] });
}

fn money(minor: i64, currency: &str) -> Value {
    Value::Money(Money { minor, currency: Currency::from_code(currency).expect("a code") })
}

#[test]
fn only_what_adds_up_to_something_is_added_up() {
    let mut book = Workspace::default();
    for (at, collection) in schema::ALL.iter().enumerate() {
        for nth in 0..2 {
            let value = |field: &model::Field| match field.kind {
                Kind::Number => Some((field.id, Value::Number(Decimal(Decimal::ONE)))),
                Kind::Money => Some((field.id, money(500, "EUR"))),
                _ => None,
            };
            let fields = collection.fields.iter().filter_map(value).collect();
            add(&mut book, collection.id, (at * 2 + nth + 1) as u128, fields);
        }
    }
    let summed = |of: CollectionId| {
        let columns = schema::collection(of).expect("known").fields.iter().map(|field| field.id).collect();
        let query = RecordsQuery { columns, group: Some(FieldId::NAME), len: 10, ..RecordsQuery::of(of) };
        let answer = Lists::default().answer(&source(&book), &query);
        let Some(ListRow::Group(head)) = answer.rows.first() else { panic!("a head") };
        assert_eq!(head.sums, answer.sums, "a head says what the foot does");
        answer.sums.into_iter().map(|sum| sum.field).collect::<Vec<_>>()
    };
    assert_eq!(summed(product::ID), []);
    assert_eq!(summed(survey_response::ID), []);
    assert_eq!(summed(order::ID), [order::TOTAL.id]);
    assert_eq!(summed(opportunity::ID), [opportunity::AMOUNT.id]);
    let of_lines = [order_line::QUANTITY.id, order_line::DISCOUNT.id, order_line::AMOUNT.id, order_line::TAX.id];
    assert_eq!(summed(order_line::ID), of_lines);
    assert_eq!(summed(customer::ID), [customer::ANNUAL_REVENUE.id, customer::ACQUISITION_COST.id]);
    let left = ["score", "rate", "price", "unit_cost", "instalment", "remind", "accuracy", "probability"];
    for of in schema::LISTED {
        let declared = schema::collection(of).expect("known");
        for field in summed(of) {
            let name = declared.field(field).expect("declared").name;
            assert!(!left.iter().any(|part| name.contains(part)), "{}.{name}", declared.name);
        }
    }
}

#[test]
fn amounts_stand_in_the_order_of_their_numbers_whatever_their_minor_units() {
    let mut book = Workspace::default();
    let amounts = [money(500_000, "USD"), money(100_000, "JPY"), money(7_000_000, "KWD"), money(-100, "JPY")];
    for (at, amount) in amounts.into_iter().chain([money(i64::MAX, "JPY"), money(-i64::MAX, "JPY")]).enumerate() {
        add(&mut book, order::ID, at as u128 + 1, vec![(order::TOTAL.id, amount)]);
    }
    add(&mut book, order::ID, 7, Vec::new());
    let sorted = |descending| {
        let query = RecordsQuery { sort: Some((order::TOTAL.id, descending)), ..RecordsQuery::of(order::ID) };
        ids(&source(&book), &query).into_iter().map(|id| id.0).collect::<Vec<_>>()
    };
    assert_eq!(sorted(true), [5, 2, 3, 1, 4, 6, 7]);
    assert_eq!(sorted(false), [6, 4, 1, 3, 2, 5, 7]);
}
