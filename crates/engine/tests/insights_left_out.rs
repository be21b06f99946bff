//! What figures leave out is told, each order once.
#![allow(missing_docs)]

mod insight_support;

use engine::figures::Figures;
use engine::list::{self, Later, Source};
use engine::{Workspace, scoring};
use insight_support::{TODAY, ask, book, scored, write};
use model::rule::{Op, Rule, Test};
use model::schema::{customer, order, standing};
use model::{Currency, Day, FieldId, Money, OptionId, RecordId, Value, options};
use protocol::{AsOf, InsightAnswer, InsightQuery, LeftOut, RecordsQuery};

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

/// The orders of a list that asks for one reason, or for any.
fn listed(workspace: &Workspace, reason: Option<&str>) -> u32 {
    let scores = scored(workspace);
    let source = Source {
        workspace,
        scores: Some(Figures::Scored(&scores)),
        scores_version: 1,
        today: TODAY,
        zone: &protocol::GREENWICH,
        later: Some(Later::new()),
    };
    let (op, values) = match reason {
        Some(reason) => (Op::AnyOf, vec![Value::Option(options::LEFT_OUT.id(reason).expect("a reason"))]),
        None => (Op::Filled, Vec::new()),
    };
    let rule = Rule::Test(Test { field: standing::LEFT_OUT, op, values });
    let ids = list::ids(&source, &RecordsQuery { rule: rule.clone(), ..RecordsQuery::of(order::ID) });
    // One by one it is the same.
    let orders = workspace.table(order::ID).expect("orders");
    let told = |row: &u32| {
        let value = source.value(orders, *row, standing::LEFT_OUT);
        reason.map_or(!value.is_empty(), |reason| Some(value) == options::LEFT_OUT.id(reason).map(Value::Option))
    };
    let mut one_by_one: Vec<RecordId> =
        orders.alive_rows().filter(told).map(|row| workspace.ids.id(orders.handle(row))).collect();
    let mut found = ids.clone();
    found.sort();
    one_by_one.sort();
    assert_eq!(found, one_by_one, "{reason:?}");
    ids.len() as u32
}

/// What is told of them is what a list of them shows.
fn told(workspace: &Workspace) -> LeftOut {
    let out = left_out(workspace);
    let of = ["nobody", "undated", "future", "elsewhere"].map(|reason| listed(workspace, Some(reason)));
    assert_eq!(of, kinds(out));
    assert_eq!(listed(workspace, None), of.iter().sum::<u32>());
    out
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
    let out = told(&workspace);
    assert_eq!((out.as_of, out.currency), (TODAY, Currency::CNY));
    let more = |out: LeftOut| std::array::from_fn(|kind| kinds(out)[kind] - before[kind]);
    assert_eq!(more(out), [1, 2, 1, 1]);
    assert_eq!(out.whole(), out.nobody + out.undated + out.future);
    // A draft is no purchase, whatever it lacks; nor is an order in the trash.
    let draft: OptionId = options::ORDER_STATUS.id("draft").expect("a status");
    add(&mut workspace, 2, &[(order::STATUS.id, Value::Option(draft))]);
    add(&mut workspace, 5, &[(FieldId::ALIVE, Value::Bool(false))]);
    assert_eq!(more(told(&workspace)), [1, 1, 1, 0]);
    // Who is in the trash is nobody.
    let Value::Reference(who) = who else { panic!("a customer") };
    let of_this = before[0];
    write(&mut workspace, customer::ID, who, FieldId::ALIVE, Value::Bool(false));
    let out = told(&workspace);
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

#[test]
fn an_order_that_is_no_purchase_does_not_make_an_old_log_new() {
    let mut workspace = Workspace::default();
    let who = RecordId(9);
    write(&mut workspace, customer::ID, who, customer::NAME.id, Value::Text("Li".into()));
    let old = Day(TODAY.0 - 400);
    for (id, day) in [(1, old), (2, Day(old.0 - 30)), (3, Day(TODAY.0 - 5)), (4, Day(TODAY.0 - 100))] {
        add(&mut workspace, id, &[(order::CUSTOMER.id, Value::Reference(who)), (order::DAY.id, Value::Day(day))]);
    }
    let as_of = |workspace: &Workspace| scoring::settings(workspace, TODAY, Currency::CNY).as_of;
    assert_eq!(as_of(&workspace), AsOf::Today(TODAY));
    let status = |name| Value::Option(options::ORDER_STATUS.id(name).expect("a status"));
    add(&mut workspace, 3, &[(order::STATUS.id, status("draft"))]);
    assert_eq!(as_of(&workspace), AsOf::NewestOrder(Day(TODAY.0 - 100)));
    add(&mut workspace, 4, &[(order::STATUS.id, status("cancelled"))]);
    assert_eq!(as_of(&workspace), AsOf::NewestOrder(old));
    add(&mut workspace, 3, &[(order::STATUS.id, status("confirmed"))]);
    assert_eq!(as_of(&workspace), AsOf::Today(TODAY));
}
