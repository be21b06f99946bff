//! What figures leave out is told, each order once.
#![allow(missing_docs)]

mod insight_support;

use engine::Workspace;
use insight_support::{TODAY, ask, book, scored, write};
use model::schema::{customer, order};
use model::{Currency, Day, FieldId, Money, OptionId, RecordId, Value, options};
use protocol::{InsightAnswer, InsightQuery, LeftOut};

fn left_out(workspace: &Workspace) -> LeftOut {
    match ask(workspace, &scored(workspace), InsightQuery::LeftOut) {
        InsightAnswer::LeftOut(answer) => answer,
        other => panic!("{other:?}"),
    }
}

fn kinds(out: LeftOut) -> [u32; 4] {
    [out.nobody, out.undated, out.future, out.elsewhere]
}

fn add(workspace: &mut Workspace, id: u128, cells: &[(FieldId, Value)]) {
    for (field, value) in cells {
        write(workspace, order::ID, RecordId(id), *field, value.clone());
    }
}

fn somebody(workspace: &Workspace) -> RecordId {
    let people = workspace.table(customer::ID).expect("customers");
    workspace.ids.id(people.handle(0))
}

const DOLLARS: Currency = Currency::USD;

#[test]
fn an_order_is_left_out_for_one_reason_and_one_that_is_no_purchase_for_none() {
    let mut workspace = book(40);
    let (before, who) = (kinds(left_out(&workspace)), Value::Reference(somebody(&workspace)));
    let total = |currency| Value::Money(Money { minor: 500, currency });
    let (soon, past) = (Value::Day(Day(TODAY.0 + 3)), Value::Day(Day(TODAY.0 - 3)));
    let (whose, day, amount) = (order::CUSTOMER.id, order::DAY.id, order::TOTAL.id);
    // Of nobody and without a date: told once.
    add(&mut workspace, 1, &[(amount, total(Currency::CNY))]);
    add(&mut workspace, 2, &[(whose, who.clone()), (amount, total(DOLLARS))]);
    add(&mut workspace, 3, &[(whose, who.clone()), (amount, total(Currency::CNY))]);
    add(&mut workspace, 4, &[(whose, who.clone()), (day, soon), (amount, total(DOLLARS))]);
    add(&mut workspace, 5, &[(whose, who.clone()), (day, past.clone()), (amount, total(DOLLARS))]);
    // These count.
    add(&mut workspace, 6, &[(whose, who.clone()), (day, past), (amount, total(Currency::CNY))]);
    let out = left_out(&workspace);
    assert_eq!((out.as_of, out.currency), (TODAY, Currency::CNY));
    let more = |out: LeftOut| std::array::from_fn(|kind| kinds(out)[kind] - before[kind]);
    assert_eq!(more(out), [1, 2, 1, 1]);
    assert_eq!(out.whole(), out.nobody + out.undated + out.future);
    // A draft is no purchase, whatever it lacks; nor is an order in the trash.
    let draft: OptionId = options::ORDER_STATUS.id("draft").expect("a status");
    add(&mut workspace, 2, &[(order::STATUS.id, Value::Option(draft))]);
    add(&mut workspace, 5, &[(FieldId::ALIVE, Value::Bool(false))]);
    assert_eq!(more(left_out(&workspace)), [1, 1, 1, 0]);
    // Who is in the trash is nobody.
    let Value::Reference(who) = who else { panic!("a customer") };
    let of_this = before[0];
    write(&mut workspace, customer::ID, who, FieldId::ALIVE, Value::Bool(false));
    let out = left_out(&workspace);
    assert!(out.nobody > of_this + 3 && (out.undated, out.future) == (before[1], before[2]));
}

#[test]
fn a_book_of_days_to_come_says_so() {
    let mut workspace = Workspace::default();
    let who = RecordId(9);
    write(&mut workspace, customer::ID, who, customer::NAME.id, Value::Text("Li".into()));
    for id in 0..5 {
        add(
            &mut workspace,
            100 + id,
            &[(order::CUSTOMER.id, Value::Reference(who)), (order::DAY.id, Value::Day(Day(TODAY.0 + 1 + id as i32)))],
        );
    }
    assert_eq!(scored(&workspace).book.buyers, 0);
    assert_eq!(kinds(left_out(&workspace)), [0, 0, 5, 0]);
    assert_eq!(kinds(left_out(&Workspace::default())), [0; 4]);
}
