//! Fields of the workspace's own, found by what they were declared to hold.
#![allow(missing_docs)]

use engine::Workspace;
use model::custom::PLAIN;
use model::schema::{
    activity, contact, custom_field, customer, lead, opportunity, option, order, payment, payment_plan, product, tag,
    task,
};
use model::{
    Cell, CollectionId, Currency, Day, Decimal, DeviceId, FieldId, Label, Money, Operation, OptionId, Part, RecordId,
    Stamp, Value,
};
use protocol::{Hit, OptionWord, SearchQuery, Zone};
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

    fn hits(&mut self, text: &str) -> Vec<Hit> {
        while self.index.step(&self.workspace) {}
        let word = OptionWord { list: "source".to_owned(), value: OptionId(12), word: "展会 Trade show".to_owned() };
        let query = SearchQuery { text: text.to_owned(), recent: Vec::new(), words: vec![word] };
        self.index.answer(&self.workspace, None, &query).hits
    }

    fn names(&mut self, text: &str) -> Vec<String> {
        self.hits(text).into_iter().map(|hit| hit.name.text).collect()
    }
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn whole(n: u16) -> Value {
    Value::Number(Decimal(i64::from(n) * Decimal::ONE))
}

/// Every collection that search knows and that may have fields of the workspace's own.
const SEARCHED: [CollectionId; 11] = [
    customer::ID,
    contact::ID,
    product::ID,
    lead::ID,
    opportunity::ID,
    tag::ID,
    order::ID,
    payment::ID,
    payment_plan::ID,
    activity::ID,
    task::ID,
];

/// Declares a field of the workspace's own.
fn declare(book: &mut Book, of: CollectionId, number: u16, kind: &str) -> (RecordId, FieldId) {
    let fields = [
        (custom_field::OF.id, whole(of.0.into())),
        (custom_field::FIELD.id, whole(number)),
        (custom_field::NAME.id, Value::Text(kind.to_owned())),
        (custom_field::KIND.id, Value::Text(kind.to_owned())),
    ];
    (book.add(custom_field::ID, &fields), FieldId(number))
}

/// A hit's other field with its marks: `[Vienna] roast`.
fn marked(hit: &Hit) -> String {
    let (_, marked) = hit.field.as_ref().expect("the field that answers");
    let mut shown = marked.text.clone();
    for &(from, to) in marked.marks.iter().rev() {
        shown.insert(to as usize, ']');
        shown.insert(from as usize, '[');
    }
    shown
}

#[test]
fn a_field_of_every_kind_is_found_in_every_collection() {
    for of in SEARCHED {
        let mut book = Book { index: Index::in_zone(Zone::fixed(480)), ..Book::default() };
        let whom = book.add(customer::ID, &[(customer::NAME.id, text("王小明 Wang"))]);
        let what = book.add(product::ID, &[(product::NAME.id, text("Longjing"))]);
        let sold = book.add(order::ID, &[(order::NUMBER.id, text("SO-2024-0007"))]);
        let tea = book.add(tag::ID, &[(tag::NAME.id, text("Tea lover"))]);
        let record = book.add(of, &[]);
        book.add(of, &[]);
        let mut number = 0x8100;
        let mut own = |book: &mut Book, kind: &str| {
            number += 1;
            declare(book, of, number, kind)
        };
        let (roast, field) = own(&mut book, "option:");
        let list = model::custom::list_of(roast);
        book.write(custom_field::ID, roast, &[(custom_field::KIND.id, text(&format!("option:{list}")))]);
        let made =
            [(option::LIST.id, text(&list)), (option::VALUE.id, whole(1_234)), (option::NAME.id, text("Vienna roast"))];
        book.add(option::ID, &made);
        book.write(of, record, &[(field, Value::Option(OptionId(1_234)))]);
        // Half past eleven in the evening in Greenwich is the next day in Shanghai.
        let at = (Day::parse_iso("2025-03-31").expect("a day").0 as i64) * 86_400_000 + 23 * 3_600_000 + 30 * 60_000;
        let day = Day::parse_iso("2026-11-30").expect("a day");
        let money = Money { minor: 987_650, currency: Currency::USD };
        let values = [
            ("text", text("oolong 乌龙")),
            ("long_text", text("prefers the green tin")),
            ("number", Value::Number(Decimal(725 * Decimal::ONE / 10))),
            ("money", Value::Money(money)),
            ("day", Value::Day(day)),
            ("instant", Value::Instant(at)),
            ("bool", Value::Bool(true)),
            ("email", text("someone@example.com")),
            ("phone", text("+86 138-0013-8000")),
            ("url", text("https://shop.example/tea")),
            ("option:source", Value::Option(OptionId(12))),
            ("reference:customer", Value::Reference(whom)),
            ("reference:order", Value::Reference(sold)),
            ("references:tag", Value::References(vec![tea])),
            ("references:product", Value::References(vec![what])),
        ];
        assert!(PLAIN.iter().all(|(kind, _)| values.iter().any(|(known, _)| known == kind)), "every kind there is");
        for (kind, value) in &values {
            let (_, field) = own(&mut book, kind);
            book.write(of, record, &[(field, value.clone())]);
        }
        for (typed, shown) in [
            ("oolong", "[oolong] 乌龙"),
            ("乌龙", "oolong [乌龙]"),
            ("green tin", "prefers the [green] [tin]"),
            ("72.5", "[72.5]"),
            ("9876.5", "[9876.5]0"),
            ("2026-11", "[2026-11]-30"),
            ("2026-11-30", "[2026-11-30]"),
            ("2025-04-01", "[2025-04-01]"),
            ("bool", "[bool]"),
            ("someone@", "[someone@]example.com"),
            ("138 0013 8000", "+86 [138-0013-8000]"),
            ("shop.example", "https://[shop.example]/tea"),
            ("vienna", "[Vienna] roast"),
            ("viena", "[Vienna] roast"),
            ("展会", "[展会] Trade show"),
            ("trade", "展会 [Trade] show"),
            ("wxm", "[王小明] Wang"),
            ("小明", "王[小明] Wang"),
            ("2024-0007", "SO-[2024-0007]"),
            ("lover", "Tea [lover]"),
            ("longjing", "[Longjing]"),
        ] {
            let hits = book.hits(typed);
            let found: Vec<String> = hits.iter().filter(|hit| hit.id == record).map(marked).collect();
            assert_eq!(found, [shown], "{typed} in {of:?}: {hits:?}");
        }
        // Words may stand in different fields, wherever they are kept.
        for typed in ["vienna 72.5", "oolong 2026-11-30", "wxm oolong", "vienna longjing"] {
            assert!(book.hits(typed).iter().any(|hit| hit.id == record), "{typed} in {of:?}");
        }
        for typed in ["vienna nowhere", "oolong 2026-11-29", "73.5", "2025-03-31", "9876.51"] {
            assert!(book.hits(typed).iter().all(|hit| hit.id != record), "{typed} in {of:?}");
        }
        book.write(of, record, &[(FieldId::ALIVE, Value::Bool(false))]);
        assert!(book.hits("vienna").is_empty() && book.hits("oolong").is_empty(), "nobody finds what is deleted");
    }
}

#[test]
fn what_fields_of_ones_own_mean_may_change_while_one_searches() {
    let mut book = Book::default();
    let who = book.add(customer::ID, &[(customer::NAME.id, text("Somebody"))]);
    let friend = book.add(contact::ID, &[(contact::NAME.id, text("Zoe Smith"))]);
    let (record, roast) = declare(&mut book, customer::ID, 0x8200, "option:");
    let list = model::custom::list_of(record);
    book.write(custom_field::ID, record, &[(custom_field::KIND.id, text(&format!("option:{list}")))]);
    let value =
        [(option::LIST.id, text(&list)), (option::VALUE.id, whole(1_234)), (option::NAME.id, text("Vienna roast"))];
    let option = book.add(option::ID, &value);
    let (_, through) = declare(&mut book, customer::ID, 0x8201, "reference:contact");
    let (_, newsletter) = declare(&mut book, customer::ID, 0x8202, "bool");
    book.write(
        customer::ID,
        who,
        &[
            (roast, Value::Option(OptionId(1_234))),
            (through, Value::Reference(friend)),
            (newsletter, Value::Bool(true)),
        ],
    );
    let somebody = vec!["Somebody".to_owned()];
    assert_eq!((book.names("vienna"), book.names("city")), (somebody.clone(), vec![]));
    assert_eq!(book.names("zoe"), ["Zoe Smith", "Somebody"], "who goes by the name first");
    book.write(option::ID, option, &[(option::NAME.id, text("City roast"))]);
    book.write(contact::ID, friend, &[(contact::NAME.id, text("Ann Lee"))]);
    assert_eq!((book.names("vienna"), book.names("city")), (vec![], somebody.clone()));
    assert_eq!((book.names("zoe"), book.names("ann")), (vec![], vec!["Ann Lee".to_owned(), "Somebody".to_owned()]));
    assert_eq!(book.names("bool"), somebody);
    book.write(customer::ID, who, &[(newsletter, Value::Bool(false))]);
    assert!(book.names("bool").is_empty(), "only a yes is found by its name");
    book.write(custom_field::ID, record, &[(FieldId::ALIVE, Value::Bool(false))]);
    assert!(book.names("city").is_empty(), "nobody sees a deleted field");
}
