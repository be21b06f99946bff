//! Fields of the workspace's own, found by what they were declared to hold.
#![allow(missing_docs)]

use engine::Workspace;
use model::schema::{custom_field, customer, option};
use model::{
    Cell, CollectionId, Currency, Day, Decimal, DeviceId, FieldId, Label, Money, Operation, OptionId, Part, RecordId,
    Stamp, Value,
};
use protocol::SearchQuery;
use search::Index;

#[derive(Default)]
struct Book {
    workspace: Workspace,
    index: Index,
    next: u64,
}

impl Book {
    fn write(&mut self, collection: CollectionId, record: RecordId, fields: &[(FieldId, Value)]) {
        self.next += 1;
        let cell = |(field, value): &(FieldId, Value)| Cell { collection, record, field: *field, value: value.clone() };
        let parts = vec![Part::Cells(fields.iter().map(cell).collect())];
        let stamp = Stamp::new(self.next, 0, DeviceId(1));
        self.workspace.apply(&Operation { stamp, label: Label::Create(collection), parts });
    }

    fn add(&mut self, collection: CollectionId, fields: &[(FieldId, Value)]) -> RecordId {
        let record = RecordId(u128::from(self.next + 1) << 64 | 7);
        self.write(collection, record, &[&[(FieldId::ALIVE, Value::Bool(true))], fields].concat());
        record
    }

    fn names(&mut self, text: &str) -> Vec<String> {
        while self.index.step(&self.workspace) {}
        let query = SearchQuery { text: text.to_owned(), recent: Vec::new() };
        let hits = self.index.answer(&self.workspace, None, &query).hits;
        hits.into_iter().map(|hit| hit.name.text).collect()
    }
}

/// Declares a field of the workspace's own.
fn declare(book: &mut Book, number: u16, kind: &str) -> (RecordId, FieldId) {
    let whole = |n: u16| Value::Number(Decimal(i64::from(n) * Decimal::ONE));
    let fields = [
        (custom_field::OF.id, whole(customer::ID.0.into())),
        (custom_field::FIELD.id, whole(number)),
        (custom_field::NAME.id, Value::Text(kind.to_owned())),
        (custom_field::KIND.id, Value::Text(kind.to_owned())),
    ];
    (book.add(custom_field::ID, &fields), FieldId(number))
}

#[test]
fn fields_of_ones_own_are_found_by_what_they_hold() {
    let mut book = Book::default();
    let who = book.add(customer::ID, &[(customer::NAME.id, Value::Text("Somebody".into()))]);
    let text = |text: &str| Value::Text(text.to_owned());
    let whole = |n: u16| Value::Number(Decimal(i64::from(n) * Decimal::ONE));
    let kinds = ["phone", "url", "number", "money", "day"].into_iter().enumerate();
    let own: Vec<FieldId> = kinds.map(|(at, kind)| declare(&mut book, 0x8100 + at as u16, kind).1).collect();
    let (record, roast) = declare(&mut book, 0x8200, "option:");
    let list = model::custom::list_of(record);
    book.write(custom_field::ID, record, &[(custom_field::KIND.id, text(&format!("option:{list}")))]);
    let value =
        [(option::LIST.id, text(&list)), (option::VALUE.id, whole(1_234)), (option::NAME.id, text("Vienna roast"))];
    let option = book.add(option::ID, &value);
    let money = Money { minor: 987_650, currency: Currency::USD };
    let values = [
        text("+86 138-0013-8000"),
        text("https://shop.example/tea"),
        Value::Number(Decimal(725 * Decimal::ONE / 10)),
        Value::Money(money),
        Value::Day(Day::parse_iso("2026-11-30").expect("a day")),
    ];
    let cells: Vec<(FieldId, Value)> = own.iter().copied().zip(values).collect();
    book.write(customer::ID, who, &cells);
    book.write(customer::ID, who, &[(roast, Value::Option(OptionId(1_234)))]);
    for typed in ["13800138000", "shop.example", "72.5", "9876.50", "2026-11-30", "vienna", "viena"] {
        assert_eq!(book.names(typed), ["Somebody"], "{typed}");
    }
    book.write(option::ID, option, &[(option::NAME.id, text("City roast"))]);
    assert_eq!((book.names("vienna"), book.names("city")), (vec![], vec!["Somebody".to_owned()]));
    book.write(custom_field::ID, record, &[(FieldId::ALIVE, Value::Bool(false))]);
    assert!(book.names("city").is_empty(), "nobody sees a deleted field");
}
