//! Orders with lines and payments, copies, and records found by name.
#![allow(missing_docs)]

use engine::Workspace;
use engine::copies::copied;
use engine::find::find;
use engine::orders::{answer, change_line, priced};
use model::order::amount;
use model::schema::{contact, customer, order, order_line, payment, product};
use model::{
    Cell, CollectionId, Currency, Day, Decimal, DeviceId, FieldId, Label, Money, Operation, Part, RecordId, Stamp,
    Value, options,
};
use protocol::{Failure, LineChange, Problem, ProblemCode};

const TODAY: Day = Day(20_600);

type Fields = Vec<(FieldId, Value)>;

fn usd(minor: i64) -> Money {
    Money { minor, currency: Currency::USD }
}

fn apply(book: &mut Workspace, n: u64, cells: Vec<Cell>) {
    let stamp = Stamp::new(n, 0, DeviceId(1));
    book.apply(&Operation { stamp, label: Label::Create(order::ID), parts: vec![Part::Cells(cells)] });
}

fn add(book: &mut Workspace, n: u64, collection: CollectionId, id: u128, fields: Fields) {
    let fields = std::iter::once((FieldId::ALIVE, Value::Bool(true))).chain(fields);
    let cells = fields.map(|(field, value)| Cell { collection, record: RecordId(id), field, value });
    apply(book, n, cells.collect());
}

fn line(quantity: &str, price: i64, discount: Option<i64>) -> Fields {
    let quantity = model::input::number(quantity).expect("a number");
    let mut fields =
        vec![(order_line::QUANTITY.id, Value::Number(quantity)), (order_line::UNIT_PRICE.id, Value::Money(usd(price)))];
    fields.extend(discount.map(|discount| (order_line::DISCOUNT.id, Value::Money(usd(discount)))));
    fields
}

fn text(text: &str) -> Value {
    Value::Text(text.into())
}

/// An order of 30.00 with one line of 25.00 (5.00 is for carriage).
fn book() -> Workspace {
    let mut book = Workspace::default();
    let fields = vec![(order::NUMBER.id, text("A-1")), (order::TOTAL.id, Value::Money(usd(3000)))];
    add(&mut book, 1, order::ID, 10, fields);
    let mut fields = line("5", 500, None);
    fields.push((order_line::ORDER.id, Value::Reference(RecordId(10))));
    fields.push((order_line::AMOUNT.id, Value::Money(usd(2500))));
    add(&mut book, 2, order_line::ID, 20, fields);
    book
}

fn total(book: &Workspace) -> Option<Money> {
    book.get(order::ID, RecordId(10), order::TOTAL)
}

#[test]
fn a_line_comes_to_quantity_times_price_less_discount() {
    assert_eq!(amount(&line("3", 250, None)), Some(usd(750)));
    assert_eq!(amount(&line("0.333", 100, Some(3))), Some(usd(30)), "rounded to the minor unit");
    assert_eq!(amount(&line("0.005", 100, None)), Some(usd(1)), "half is rounded away from zero");
    assert_eq!(amount(&line("-0.005", 100, None)), Some(usd(-1)));
    assert_eq!(amount(&line("1000000", i64::MAX, None)), None, "beyond 64 bits");
    assert_eq!(amount(&vec![(order_line::QUANTITY.id, Value::Number(Decimal(1)))]), None, "no price");
    let mut mixed = line("1", 100, None);
    mixed.push((order_line::DISCOUNT.id, Value::Money(Money { minor: 1, currency: Currency::CNY })));
    assert_eq!(amount(&mixed), None, "a discount in another currency");
}

#[test]
fn a_new_order_totals_its_lines_where_they_are_of_one_currency() {
    let book = Workspace::default();
    let (lines, total) = priced(&book, &[line("2", 1000, Some(100)), line("1", 50, None)]).expect("one currency");
    assert_eq!(total, Some(usd(1950)));
    assert!(lines[0].contains(&(order_line::AMOUNT.id, Value::Money(usd(1900)))));
    let yuan = vec![(order_line::UNIT_PRICE.id, Value::Money(Money { minor: 1, currency: Currency::CNY }))];
    let mixed = priced(&book, &[line("2", 1000, None), yuan]);
    assert_eq!(mixed, Err(Problem::plain(ProblemCode::MixedCurrencies).into()));
    assert_eq!(priced(&book, &[]), Ok((Vec::new(), None)));
    // An amount without a price is taxed, too, unless its tax is told.
    let mut book = book;
    add(&mut book, 1, product::ID, 30, vec![(product::TAX_RATE.id, Value::Number(Decimal(10 * Decimal::ONE)))]);
    let product = (order_line::PRODUCT.id, Value::Reference(RecordId(30)));
    let agreed = vec![product.clone(), (order_line::AMOUNT.id, Value::Money(usd(900)))];
    let told = vec![product, agreed[1].clone(), (order_line::TAX.id, Value::Money(usd(5)))];
    let (lines, total) = priced(&book, &[agreed, told]).expect("one currency");
    assert_eq!(total, Some(usd(990 + 905)));
    assert!(lines[0].contains(&(order_line::TAX.id, Value::Money(usd(90)))));
    let negative = priced(&book, &[line("-1", 1000, None)]);
    assert_eq!(negative, Err(Problem::plain(ProblemCode::NegativeQuantity).into()));
}

#[test]
fn the_total_moves_with_the_lines_and_keeps_what_is_beyond_them() {
    let mut book = book();
    let order = RecordId(10);
    let cells = change_line(&book, order, &LineChange::Add(line("1", 700, None)), RecordId(21)).expect("there");
    apply(&mut book, 3, cells);
    assert_eq!(total(&book), Some(usd(3700)));
    let fewer = vec![(order_line::QUANTITY.id, Value::Number(Decimal(2 * Decimal::ONE)))];
    let cells = change_line(&book, order, &LineChange::Edit(RecordId(20), fewer), RecordId(0)).expect("there");
    apply(&mut book, 4, cells);
    assert_eq!(total(&book), Some(usd(2200)));
    let cells = change_line(&book, order, &LineChange::Remove(RecordId(21)), RecordId(0)).expect("there");
    apply(&mut book, 5, cells);
    assert_eq!(total(&book), Some(usd(1500)));
    let lines = answer(&book, order, TODAY).expect("there").lines;
    assert_eq!(lines.iter().map(|line| line.amount).collect::<Vec<_>>(), [Some(usd(1000))]);
    let gone = change_line(&book, order, &LineChange::Remove(RecordId(21)), RecordId(0));
    assert_eq!(gone, Err(Failure::NotFound));
    let nowhere = change_line(&book, RecordId(99), &LineChange::Add(Vec::new()), RecordId(22));
    assert_eq!(nowhere, Err(Failure::NotFound));
}

#[test]
fn what_is_outstanding_is_the_total_less_what_was_received() {
    let mut book = book();
    let pay = |amount: Money, status: &str| {
        let status = options::PAYMENT_STATUS.id(status).map_or(Value::Empty, Value::Option);
        vec![
            (payment::ORDER.id, Value::Reference(RecordId(10))),
            (payment::AMOUNT.id, Value::Money(amount)),
            (payment::STATUS.id, status),
        ]
    };
    assert_eq!(answer(&book, RecordId(10), TODAY).and_then(|order| order.outstanding), Some(usd(3000)));
    let yuan = Money { minor: 999, currency: Currency::CNY };
    let payments = [(usd(1000), "paid"), (usd(500), ""), (usd(400), "planned"), (usd(100), "refunded"), (yuan, "paid")];
    for (n, (amount, status)) in payments.into_iter().enumerate() {
        add(&mut book, 3 + n as u64, payment::ID, 30 + n as u128, pay(amount, status));
    }
    let order = answer(&book, RecordId(10), TODAY).expect("there");
    assert_eq!((order.paid, order.outstanding), (Some(usd(1500)), Some(usd(1500))));
    assert_eq!(order.payments.len(), 5);
    let most = usd(i64::MAX);
    add(&mut book, 9, payment::ID, 40, pay(most, "paid"));
    let order = answer(&book, RecordId(10), TODAY).expect("there");
    assert_eq!((order.paid, order.outstanding), (None, None), "beyond 64 bits nothing is said");
    assert_eq!(answer(&book, RecordId(77), TODAY), None);
}

#[test]
fn a_copy_has_all_but_what_names_one_thing_only() {
    let mut book = Workspace::default();
    let own = FieldId(FieldId::CUSTOM.0 + 5);
    let fields = vec![
        (customer::NAME.id, text("王小明")),
        (customer::EXTERNAL_ID.id, text("C-7")),
        (own, Value::Number(Decimal(1))),
        (FieldId(0xFFFF), Value::Opaque(99, vec![1])),
    ];
    add(&mut book, 1, customer::ID, 1, fields);
    let copy = copied(&book, customer::ID, RecordId(1), "（副本）").expect("there");
    assert!(copy.contains(&(customer::NAME.id, text("王小明（副本）"))));
    assert!(copy.contains(&(own, Value::Number(Decimal(1)))));
    assert!(copy.contains(&(FieldId(0xFFFF), Value::Opaque(99, vec![1]))), "unknown fields are copied, too");
    assert!(copy.iter().all(|(field, _)| *field != customer::EXTERNAL_ID.id && *field != FieldId::ALIVE));
    assert_eq!(copied(&book, customer::ID, RecordId(2), ""), None);
}

#[test]
fn records_are_found_by_name_the_best_first() {
    let mut book = Workspace::default();
    for (id, name) in [(1, "Oliver Tan"), (2, "Tan"), (3, "Tanaka"), (4, "Acme"), (5, "王小明")] {
        add(&mut book, id as u64, customer::ID, id, vec![(customer::NAME.id, text(name))]);
    }
    let of = vec![(contact::NAME.id, text("Li")), (contact::CUSTOMER.id, Value::Reference(RecordId(4)))];
    add(&mut book, 6, contact::ID, 6, of);
    let names =
        |of, text: &str| find(&book, of, text, None, 10).into_iter().map(|found| found.name).collect::<Vec<_>>();
    assert_eq!(names(customer::ID, " TAN"), ["Tan", "Tanaka", "Oliver Tan"]);
    assert_eq!(names(customer::ID, "小明"), ["王小明"]);
    assert_eq!(names(customer::ID, ""), ["王小明", "Acme", "Tanaka", "Tan", "Oliver Tan"], "the newest first");
    assert_eq!(find(&book, contact::ID, "acme", None, 10)[0].about, [text("Acme")], "a contact by the business");
    assert_eq!(names(customer::ID, "nobody"), Vec::<String>::new());
    assert_eq!(find(&book, customer::ID, "", None, 2).len(), 2);
    assert_eq!(names(CollectionId(200), "x"), Vec::<String>::new());
}

#[test]
fn a_line_takes_the_price_of_the_product_it_comes_to_name() {
    let mut book = book();
    for (n, id, price) in [(3, 30, 500), (4, 31, 700)] {
        add(&mut book, n, product::ID, id, vec![(product::UNIT_PRICE.id, Value::Money(usd(price)))]);
    }
    let named = |id: u128| vec![(order_line::PRODUCT.id, Value::Reference(RecordId(id)))];
    let mut n = 10;
    let mut change = |book: &mut Workspace, change: LineChange| {
        n += 1;
        let cells = change_line(book, RecordId(10), &change, RecordId(21)).expect("can be done");
        apply(book, n, cells);
    };
    let price = |book: &Workspace, id| book.get(order_line::ID, RecordId(id), order_line::UNIT_PRICE);
    // A price that somebody wrote stays.
    change(&mut book, LineChange::Edit(RecordId(20), named(31)));
    assert_eq!((price(&book, 20), total(&book)), (Some(usd(500)), Some(usd(3000))));
    // A new line takes what its product costs, and that of another one that is chosen instead.
    let two = (order_line::QUANTITY.id, Value::Number(Decimal(2 * Decimal::ONE)));
    change(&mut book, LineChange::Add(named(30).into_iter().chain([two]).collect()));
    assert_eq!((price(&book, 21), total(&book)), (Some(usd(500)), Some(usd(4000))));
    change(&mut book, LineChange::Edit(RecordId(21), named(31)));
    assert_eq!((price(&book, 21), total(&book)), (Some(usd(700)), Some(usd(4400))));
    // An amount that came without a price is not worked out anew.
    let amount = [(order_line::UNIT_PRICE.id, Value::Empty), (order_line::AMOUNT.id, Value::Money(usd(900)))];
    change(&mut book, LineChange::Edit(RecordId(21), amount.to_vec()));
    change(&mut book, LineChange::Edit(RecordId(21), named(30)));
    assert_eq!((price(&book, 21), total(&book)), (None, Some(usd(3900))));
}
