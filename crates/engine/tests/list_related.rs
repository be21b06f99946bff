//! Rules about what belongs to a customer, against a plain reading of the records.
#![allow(missing_docs)]

use engine::figures::Figures;
use engine::list::{self, Later, Lists, Source};
use engine::scoring::{self, Scores};
use engine::{Workspace, samples};
use model::related::{Link, Measure, Related, links};
use model::rule::{Op, Period, Rule, Test, Unit};
use model::schema::{activity, customer, order, order_line, payment, product, standing, survey_response};
use model::{
    Cell, CollectionId, Currency, Day, Decimal, DeviceId, FieldId, Label, Money, Operation, Part, RecordId, Stamp,
    Value, View, options,
};
use protocol::RecordsQuery;
use std::collections::BTreeMap;

const TODAY: Day = Day(20_600);

struct Book(Workspace, Scores);

impl Book {
    fn of(customers: u32) -> Book {
        let plan = sample::Plan { customers, seed: 5, today: TODAY, currency: Currency::CNY };
        let mut workspace = Workspace::default();
        let pieces = samples::pieces(&sample::generate(&plan), 7);
        workspace.apply(&samples::operation(pieces, Stamp::new(1, 0, DeviceId(1))));
        Book::scored(workspace)
    }

    fn scored(workspace: Workspace) -> Book {
        let settings = scoring::settings(&workspace, TODAY, Currency::CNY);
        let input = scoring::fingerprint(workspace.scored_version(), &settings);
        let (mut run, rest) = scoring::begin(&workspace, &settings, input, None, None);
        while run.step() != insight::Progress::Done {}
        let scores = scoring::finish(run, rest);
        Book(workspace, scores)
    }

    fn source(&self) -> Source<'_> {
        Source {
            workspace: &self.0,
            scores: Some(Figures::Scored(&self.1)),
            scores_version: 1,
            today: TODAY,
            zone: &protocol::GREENWICH,
            later: Some(Later::new()),
        }
    }

    fn found(&self, rule: Rule) -> Vec<RecordId> {
        let mut found = list::ids(&self.source(), &RecordsQuery { rule, ..RecordsQuery::of(customer::ID) });
        found.sort();
        found
    }

    fn customers(&self) -> Vec<RecordId> {
        let people = self.0.table(customer::ID).expect("customers");
        let mut all: Vec<RecordId> = people.alive_rows().map(|row| self.0.ids.id(people.handle(row))).collect();
        all.sort();
        all
    }

    /// The customer to whom a record leads, if everything on the way is there.
    fn leads(&self, of: CollectionId, row: u32, path: &[FieldId]) -> Option<RecordId> {
        let table = self.0.table(of)?;
        let mut value = table.value(row, path[0], &self.0.ids);
        let mut at = if path.len() == 1 { customer::ID } else { order::ID };
        for field in &path[1..] {
            let Value::Reference(id) = value else { return None };
            self.0.find_alive(at, id)?;
            value = self.0.value(at, id, *field);
            at = customer::ID;
        }
        let Value::Reference(id) = value else { return None };
        self.0.find_alive(at, id).map(|_| id)
    }

    /// For each customer the values of a field of what belongs to them, where it counts.
    fn theirs(
        &self,
        link: &Link,
        field: FieldId,
        counts: impl Fn(&dyn Fn(FieldId) -> Value) -> bool,
    ) -> BTreeMap<RecordId, Vec<Value>> {
        let mut found: BTreeMap<RecordId, Vec<Value>> = BTreeMap::new();
        let Some(table) = self.0.table(link.of) else { return found };
        for row in table.alive_rows() {
            let value = |field: FieldId| table.value(row, field, &self.0.ids);
            if let Some(who) = self.leads(link.of, row, &link.path).filter(|_| counts(&value)) {
                found.entry(who).or_default().push(value(field));
            }
        }
        found
    }
}

fn test(field: FieldId, op: Op, values: Vec<Value>) -> Rule {
    Rule::Test(Test { field, op, values })
}

fn number(n: i64) -> Value {
    Value::Number(Decimal(n * Decimal::ONE))
}

fn cny(minor: i64) -> Value {
    Value::Money(Money { minor, currency: Currency::CNY })
}

fn link(of: CollectionId) -> Link {
    links(customer::ID).into_iter().find(|link| link.of == of).expect("a way")
}

fn about(of: CollectionId, rule: Rule, measure: Measure, asked: Test) -> Rule {
    Rule::Related(Box::new(Related { link: link(of), rule, measure, test: asked }))
}

fn asked(field: FieldId, op: Op, values: Vec<Value>) -> Test {
    Test { field, op, values }
}

fn minor(value: &Value) -> i64 {
    if let Value::Money(money) = value { money.minor } else { 0 }
}

/// Somebody is meant, and somebody is not: a rule that says nothing would pass otherwise.
fn both_ways(found: &[RecordId], all: usize) {
    assert!(!found.is_empty() && found.len() < all, "{} of {all}", found.len());
}

#[test]
fn orders_are_counted_and_summed_within_a_window() {
    let book = Book::of(300);
    let all = book.customers();
    let window = Op::Within(Period::Last(180, Unit::Day));
    let (from, to) = Period::Last(180, Unit::Day).days(TODAY);
    let lately =
        |value: &dyn Fn(FieldId) -> Value| matches!(value(order::DAY.id), Value::Day(day) if from <= day && day <= to);
    let orders = book.theirs(&link(order::ID), order::TOTAL.id, lately);
    let rule = || test(order::DAY.id, window, Vec::new());
    for n in 0..4 {
        let name = FieldId::NAME;
        let found = book.found(about(order::ID, rule(), Measure::Count, asked(name, Op::AtLeast, vec![number(n)])));
        let plain = |who: &&RecordId| orders.get(who).map_or(0, Vec::len) as i64 >= n;
        assert_eq!(found, all.iter().filter(plain).copied().collect::<Vec<_>>(), "{n}");
    }
    let sum = |who: &RecordId| orders.get(who).map_or(0, |totals| totals.iter().map(minor).sum::<i64>());
    for limit in [0, 100_000, 400_000] {
        let test = asked(order::TOTAL.id, Op::AtMost, vec![cny(limit)]);
        let found = book.found(about(order::ID, rule(), Measure::Sum, test));
        assert_eq!(found, all.iter().filter(|who| sum(who) <= limit).copied().collect::<Vec<_>>(), "{limit}");
        both_ways(&found, all.len());
    }
    // The same the other way round, and in a group with a field of the customer's own.
    let none = about(order::ID, rule(), Measure::Count, asked(FieldId::NAME, Op::Is, vec![number(0)]));
    let some = book.found(Rule::Not(Box::new(none.clone())));
    let idle = book.found(none.clone());
    assert_eq!(some.len() + idle.len(), all.len());
    let key = test(customer::LEVEL.id, Op::Filled, Vec::new());
    let two = book.found(Rule::Any(vec![none.clone(), key.clone()]));
    let keyed = book.found(key.clone());
    assert_eq!(two, all.iter().filter(|who| idle.contains(who) || keyed.contains(who)).copied().collect::<Vec<_>>());
    let both = book.found(Rule::All(vec![key, none]));
    assert_eq!(both, idle.iter().filter(|who| keyed.contains(who)).copied().collect::<Vec<_>>());
}

#[test]
fn the_largest_the_smallest_the_mean_and_the_last() {
    let book = Book::of(300);
    let all = book.customers();
    let totals = book.theirs(&link(order::ID), order::TOTAL.id, |_| true);
    let of = |who: &RecordId| totals.get(who).map(|totals| totals.iter().map(minor).collect::<Vec<i64>>());
    let most = |who: &RecordId| of(who)?.into_iter().max();
    let least = |who: &RecordId| of(who)?.into_iter().min();
    let mean = |who: &RecordId| of(who).map(|all| (all.iter().sum::<i64>() as f64 / all.len() as f64).round() as i64);
    let by = |measure| about(order::ID, Rule::default(), measure, asked(order::TOTAL.id, Op::Above, vec![cny(90_000)]));
    let check = |measure, plain: &dyn Fn(&RecordId) -> Option<i64>| {
        let found = book.found(by(measure));
        let over = |who: &&RecordId| plain(who).is_some_and(|minor| minor > 90_000);
        assert_eq!(found, all.iter().filter(over).copied().collect::<Vec<_>>(), "{measure:?}");
        both_ways(&found, all.len());
    };
    check(Measure::Most, &most);
    check(Measure::Least, &least);
    check(Measure::Mean, &mean);
    // The last conversation, by kind: longer ago, or never.
    let call = options::ACTIVITY_KIND.id("call").expect("an option");
    let is_call = |value: &dyn Fn(FieldId) -> Value| value(activity::KIND.id) == Value::Option(call);
    let calls = book.theirs(&link(activity::ID), activity::AT.id, is_call);
    let last = |who: &RecordId| {
        let moments =
            calls.get(who)?.iter().filter_map(|at| if let Value::Instant(at) = at { Some(*at) } else { None });
        moments.max().map(|at| Day::of_instant(at, 0))
    };
    let kind = test(activity::KIND.id, Op::AnyOf, vec![Value::Option(call)]);
    let silent = |op| book.found(about(activity::ID, kind.clone(), Measure::Most, asked(activity::AT.id, op, vec![])));
    let found = silent(Op::LongerAgo(100, Unit::Day));
    let quiet = |who: &&RecordId| last(who).is_none_or(|day| day.0 < TODAY.0 - 100);
    assert_eq!(found, all.iter().filter(quiet).copied().collect::<Vec<_>>());
    both_ways(&found, all.len());
    let found = silent(Op::Empty);
    assert_eq!(found, all.iter().filter(|who| last(who).is_none()).copied().collect::<Vec<_>>());
    both_ways(&found, all.len());
}

#[test]
fn what_belongs_to_orders_belongs_to_their_customers() {
    let mut book = Book::of(120);
    // Of one customer an order is thrown away: its lines no longer lead anywhere.
    let orders = book.0.table(order::ID).expect("orders");
    let gone = book.0.ids.id(orders.handle(3));
    let parts = vec![Part::Alive { collection: order::ID, records: vec![gone], alive: false }];
    let label = Label::Delete(order::ID, 1);
    book.0.apply(&Operation { stamp: Stamp::new(2, 0, DeviceId(1)), label, parts });
    let all = book.customers();
    let products = book.0.table(product::ID).expect("products");
    let bought = Value::Reference(book.0.ids.id(products.handle(2)));
    let is_it = |value: &dyn Fn(FieldId) -> Value| value(order_line::PRODUCT.id) == bought;
    let lines = book.theirs(&link(order_line::ID), order_line::AMOUNT.id, is_it);
    let product = || test(order_line::PRODUCT.id, Op::AnyOf, vec![bought.clone()]);
    let at_least = |n| asked(FieldId::NAME, Op::AtLeast, vec![number(n)]);
    let found = book.found(about(order_line::ID, product(), Measure::Count, at_least(1)));
    assert_eq!(found, lines.keys().copied().collect::<Vec<_>>());
    both_ways(&found, all.len());
    // Deeper: orders of this year that hold the product.
    let year = Period::This(Unit::Year).days(TODAY);
    let with = Rule::Related(Box::new(Related {
        link: links(order::ID).into_iter().find(|link| link.of == order_line::ID).expect("a way"),
        rule: product(),
        measure: Measure::Count,
        test: at_least(1),
    }));
    let within = test(order::DAY.id, Op::Within(Period::This(Unit::Year)), Vec::new());
    let deep = Rule::All(vec![within, with]);
    assert!(about(order::ID, deep.clone(), Measure::Count, at_least(1)).is_sound());
    let found = book.found(about(order::ID, deep, Measure::Count, at_least(1)));
    let lines = book.0.table(order_line::ID).expect("lines");
    let mut plain: Vec<RecordId> = lines
        .alive_rows()
        .filter(|&row| lines.value(row, order_line::PRODUCT.id, &book.0.ids) == bought)
        .filter(|&row| {
            let Value::Reference(id) = lines.value(row, order_line::ORDER.id, &book.0.ids) else { return false };
            let day = book.0.get(order::ID, id, order::DAY);
            day.is_some_and(|day| year.0 <= day && day <= year.1)
        })
        .filter_map(|row| book.leads(order_line::ID, row, &link(order_line::ID).path))
        .collect();
    plain.sort();
    plain.dedup();
    assert_eq!(found, plain);
    both_ways(&found, all.len());
    // Every way there is answers, whatever is in the book.
    for link in links(customer::ID) {
        let first = Rule::Related(Box::new(link.clone().first()));
        let other = Rule::Not(Box::new(first.clone()));
        assert_eq!(book.found(first).len() + book.found(other).len(), all.len(), "{link:?}");
    }
}

#[test]
fn what_is_still_to_be_paid_is_asked_of_every_order() {
    let book = Book::of(300);
    let orders = book.0.table(order::ID).expect("orders");
    let source = book.source();
    let owed = |row: u32| source.value(orders, row, standing::OUTSTANDING);
    let theirs = |counts: &dyn Fn(&Value) -> bool| {
        let rows = orders.alive_rows().filter(|&row| counts(&owed(row)));
        let mut who: Vec<_> = rows.filter_map(|row| book.leads(order::ID, row, &link(order::ID).path)).collect();
        who.sort();
        who.dedup();
        who
    };
    let some = |op, values| {
        let at_least = asked(FieldId::NAME, Op::AtLeast, vec![number(1)]);
        book.found(about(order::ID, test(standing::OUTSTANDING, op, values), Measure::Count, at_least))
    };
    let found = some(Op::Above, vec![cny(0)]);
    assert_eq!(found, theirs(&|value| minor(value) > 0));
    both_ways(&found, book.customers().len());
    assert_eq!(some(Op::Empty, vec![]), theirs(&|value| value.is_empty()));
    assert_eq!(some(Op::Filled, vec![]), theirs(&|value| !value.is_empty()));
}

#[test]
fn amounts_count_in_the_currency_that_is_asked_for() {
    let mut workspace = Workspace::default();
    let (ann, ben) = (RecordId(1), RecordId(2));
    let mut cells = Vec::new();
    let mut put = |collection, record, field, value| cells.push(Cell { collection, record, field, value });
    for who in [ann, ben] {
        put(customer::ID, who, FieldId::ALIVE, Value::Bool(true));
        put(customer::ID, who, customer::NAME.id, Value::Text("Somebody".into()));
    }
    let usd = |minor| Value::Money(Money { minor, currency: Currency::USD });
    for (id, who, total) in [(10, ann, cny(500)), (11, ann, usd(9_000)), (12, ben, cny(700)), (13, ben, cny(-100))] {
        let id = RecordId(id);
        put(order::ID, id, FieldId::ALIVE, Value::Bool(true));
        put(order::ID, id, order::CUSTOMER.id, Value::Reference(who));
        put(order::ID, id, order::DAY.id, Value::Day(TODAY));
        put(order::ID, id, order::TOTAL.id, total);
    }
    for (id, who, score) in [(20, ann, 9), (21, ann, 3), (22, ben, 10)] {
        let id = RecordId(id);
        put(survey_response::ID, id, FieldId::ALIVE, Value::Bool(true));
        put(survey_response::ID, id, survey_response::CUSTOMER.id, Value::Reference(who));
        put(survey_response::ID, id, survey_response::SCORE.id, number(score));
    }
    let stamp = Stamp::new(1, 0, DeviceId(1));
    let label = Label::Create(customer::ID);
    workspace.apply(&Operation { stamp, label, parts: vec![Part::Cells(cells)] });
    let book = Book::scored(workspace);
    let sum = |op, value| about(order::ID, Rule::default(), Measure::Sum, asked(order::TOTAL.id, op, vec![value]));
    assert_eq!(book.found(sum(Op::Is, cny(500))), [ann]);
    assert_eq!(book.found(sum(Op::Is, cny(600))), [ben]);
    assert_eq!(book.found(sum(Op::AtLeast, usd(9_000))), [ann]);
    assert_eq!(book.found(sum(Op::Is, usd(0))), [ben]);
    let worst = asked(survey_response::SCORE.id, Op::AtMost, vec![number(6)]);
    assert_eq!(book.found(about(survey_response::ID, Rule::default(), Measure::Least, worst)), [ann]);
    let paid = asked(payment::AMOUNT.id, Op::AtLeast, vec![cny(1)]);
    assert_eq!(book.found(about(payment::ID, Rule::default(), Measure::Sum, paid)), []);
    let answer = Lists::default().answer(
        &book.source(),
        &RecordsQuery { rule: sum(Op::Above, cny(0)), len: 9, ..RecordsQuery::of(customer::ID) },
    );
    assert_eq!((answer.total, answer.all), (2, 2));
}

#[test]
fn amounts_that_are_all_in_another_currency_than_the_one_asked_for_do_not_count() {
    let book = Book::of(60);
    let all = book.customers();
    let usd = |minor| Value::Money(Money { minor, currency: Currency::USD });
    for measure in [Measure::Sum, Measure::Mean, Measure::Least, Measure::Most] {
        let rule = |op, value| about(order::ID, Rule::default(), measure, asked(order::TOTAL.id, op, vec![value]));
        both_ways(&book.found(rule(Op::AtLeast, cny(1_000))), all.len() + 1);
        assert_eq!(book.found(rule(Op::AtLeast, usd(1))), [], "{measure:?}");
    }
    let none = asked(order::TOTAL.id, Op::Is, vec![usd(0)]);
    assert_eq!(book.found(about(order::ID, Rule::default(), Measure::Sum, none)), all, "they come to no dollars");
}

/// Run by hand: `cargo test --release -p engine --test list_related -- --ignored --nocapture`.
#[test]
#[ignore = "a measurement"]
#[allow(clippy::print_stdout, clippy::disallowed_methods)]
fn a_rule_over_a_million_orders() {
    let book = Book::of(100_000);
    let orders = book.0.table(order::ID).map_or(0, |orders| orders.live());
    let talks = book.0.table(activity::ID).map_or(0, |talks| talks.live());
    println!("{orders} orders, {talks} conversations");
    let at_least = |n| asked(FieldId::NAME, Op::AtLeast, vec![number(n)]);
    let month = test(order::DAY.id, Op::Within(Period::Last(30, Unit::Day)), Vec::new());
    let large = test(order::TOTAL.id, Op::Above, vec![cny(200_000)]);
    let owed = test(standing::OUTSTANDING, Op::Above, vec![cny(0)]);
    let number_of = test(order::NUMBER.id, Op::Contains, vec![Value::Text("12".into())]);
    let said = test(activity::TEXT.id, Op::Contains, vec![Value::Text("price".into())]);
    let talked = asked(activity::AT.id, Op::LongerAgo(90, Unit::Day), Vec::new());
    let over = asked(order::TOTAL.id, Op::Above, vec![cny(90_000)]);
    let rules = [
        ("orders", about(order::ID, Rule::default(), Measure::Count, at_least(1))),
        ("orders, their mean", about(order::ID, Rule::default(), Measure::Mean, over)),
        ("orders of a month", about(order::ID, month, Measure::Count, at_least(1))),
        ("large orders", about(order::ID, large, Measure::Count, at_least(2))),
        ("orders still to be paid", about(order::ID, owed, Measure::Count, at_least(1))),
        ("orders by a part of their number", about(order::ID, number_of, Measure::Count, at_least(1))),
        ("the last conversation", about(activity::ID, Rule::default(), Measure::Most, talked)),
        ("conversations by a word", about(activity::ID, said, Measure::Count, at_least(1))),
        ("lines of orders", about(order_line::ID, Rule::default(), Measure::Count, at_least(1))),
    ];
    for (name, rule) in rules {
        let mut best = f64::MAX;
        let mut found = 0;
        for _ in 0..5 {
            let start = std::time::Instant::now();
            found = book.found(rule.clone()).len();
            best = best.min(start.elapsed().as_secs_f64() * 1e3);
        }
        println!("{name}: {found} customers in {best:.1} ms");
    }
}

/// A view that was saved before rules could ask of related records, byte for byte.
const SAVED_BEFORE: [u8; 22] = [1, 1, 1, 3, 3, 16, 1, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 0xC8, 0x01];

#[test]
fn a_view_that_was_saved_before_reads_as_it_did() {
    let view = View::from_value(&Value::Bytes(SAVED_BEFORE.to_vec())).expect("an old view");
    let old = test(FieldId(3), Op::Within(Period::Last(2, Unit::Month)), vec![Value::Bool(true)]);
    assert_eq!(view.rule, Rule::Any(vec![old.clone()]));
    assert_eq!((view.sort, view.group), (Some((FieldId(1), true)), Some(FieldId(2))));
    assert_eq!(view.to_value(), Value::Bytes(SAVED_BEFORE.to_vec()));
    // And the new kind comes back from where views are kept.
    let rule = Rule::Not(Box::new(Rule::Any(vec![old, Rule::Related(Box::new(link(order::ID).first()))])));
    let view = View { rule, ..View::default() };
    assert_eq!(View::from_value(&view.to_value()), Some(view));
}
