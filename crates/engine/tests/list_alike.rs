//! What is the same is taken for the same by lists, filters, groups and reports: boxes that nobody touched, links in any order, telephones in any width.
#![allow(missing_docs)]

mod reports_support;

use engine::list::{Later, Lists, Source, ids};
use engine::{bulk, find};
use model::related::{Link, Measure, Related};
use model::report::{Group, Path};
use model::rule::{Op, RULE_DEPTH_MAX, RULE_TESTS_MAX, Rule, Test, Unit};
use model::schema::{contact, custom_field, customer, order, product, standing, tag, user};
use model::{Cell, CollectionId, Decimal, FieldId, Label, OptionId, RecordId, Report, Value};
use protocol::{Failure, Figure, GroupKey, ListRow, RecordsQuery, Target};
use reports_support::*;

fn source(book: &Small) -> Source<'_> {
    let (zone, later) = (&protocol::GREENWICH, Some(Later::new()));
    Source { workspace: &book.workspace, scores: None, scores_version: 0, today: book.today, zone, later }
}

fn test(field: FieldId, op: Op, values: Vec<Value>) -> Rule {
    Rule::Test(Test { field, op, values })
}

/// By columns and one by one.
fn found(book: &Small, of: CollectionId, rule: &Rule) -> Vec<u128> {
    let select = |rule: Rule| -> Vec<u128> {
        let query = RecordsQuery { rule, sort: Some((FieldId::NAME, false)), ..RecordsQuery::of(of) };
        ids(&source(book), &query).into_iter().map(|id| id.0).collect()
    };
    let found = select(rule.clone());
    assert_eq!(select(Rule::Not(Box::new(Rule::Not(Box::new(rule.clone()))))), found, "{rule:?}");
    found
}

/// The heads of a list's groups, and how many are in each.
fn groups(book: &Small, of: CollectionId, by: FieldId) -> Vec<(Value, u32)> {
    let query = RecordsQuery { group: Some(by), len: 100, ..RecordsQuery::of(of) };
    let head = |row| if let ListRow::Group(head) = row { Some((head.value, head.count)) } else { None };
    Lists::default().answer(&source(book), &query).rows.into_iter().filter_map(head).collect()
}

/// The same of a report.
fn reported(book: &Small, of: CollectionId, by: FieldId) -> Vec<(GroupKey, Vec<Figure>)> {
    let groups = vec![Group { by: Path::own(by), unit: Unit::Month }];
    let report = Report { groups, top: 0, ..Report::new(of) };
    book.run(&report).rows.into_iter().map(|row| (row.key, row.figures)).collect()
}

#[test]
fn a_box_that_nobody_touched_is_what_the_engine_takes_it_for() {
    for (of, name, active) in
        [(product::ID, product::NAME.id, product::ACTIVE.id), (user::ID, user::NAME.id, user::ACTIVE.id)]
    {
        let mut book = Small::new("2026-06-20");
        let (yes, no) = (Value::Bool(true), Value::Bool(false));
        for (id, said) in [(101, Some(&yes)), (102, Some(&no)), (103, None), (104, None)] {
            let said = said.map(|said| (active, said.clone()));
            let fields: Vec<_> = [(name, text(&format!("P{id}")))].into_iter().chain(said).collect();
            book.put(of, id, &fields);
        }
        for (op, value, expected) in [
            (Op::Is, &yes, vec![101, 103, 104]),
            (Op::IsNot, &yes, vec![102]),
            (Op::Is, &no, vec![102]),
            (Op::IsNot, &no, vec![101, 103, 104]),
        ] {
            assert_eq!(found(&book, of, &test(active, op, vec![value.clone()])), expected, "{op:?} {value:?}");
        }
        assert_eq!(found(&book, of, &test(active, Op::Filled, vec![])), [101, 102, 103, 104]);
        assert!(found(&book, of, &test(active, Op::Empty, vec![])).is_empty());
        assert_eq!(groups(&book, of, active), [(no.clone(), 1), (yes.clone(), 3)]);
        let told = [
            (GroupKey::Value(yes.clone()), vec![Figure::Count(3)]),
            (GroupKey::Value(no.clone()), vec![Figure::Count(1)]),
        ];
        assert_eq!(reported(&book, of, active), told);
        let query = RecordsQuery { columns: vec![active], sort: Some((active, true)), len: 9, ..RecordsQuery::of(of) };
        let rows = Lists::default().answer(&source(&book), &query).rows;
        let cells: Vec<&Value> = rows
            .iter()
            .filter_map(|row| if let ListRow::Record(row) = row { row.cells.first() } else { None })
            .collect();
        assert_eq!(cells, [&yes, &yes, &yes, &no], "as they are shown");
    }
    // What is not sold any more is offered after all that is.
    let mut book = Small::new("2026-06-20");
    for (id, said) in [(101, Value::Bool(false)), (102, Value::Empty)] {
        book.put(product::ID, id, &[(product::NAME.id, text("Tea")), (product::ACTIVE.id, said)]);
    }
    let offered = find::find(&book.workspace, product::ID, "tea", None, 9).into_iter().map(|found| found.id.0);
    assert_eq!(offered.collect::<Vec<_>>(), [102, 101]);
}

#[test]
fn of_other_boxes_what_was_never_ticked_is_not_ticked() {
    let mut book = Small::new("2026-06-20");
    let own = FieldId(0x8123);
    declare(&mut book, customer::ID, own, "bool");
    for field in [customer::DO_NOT_CALL.id, own] {
        for (id, said) in [(101, Value::Bool(true)), (102, Value::Bool(false)), (103, Value::Empty)] {
            book.put(customer::ID, id, &[(customer::NAME.id, text(&format!("P{id}"))), (field, said)]);
        }
        let no = Value::Bool(false);
        assert_eq!(found(&book, customer::ID, &test(field, Op::Is, vec![no.clone()])), [102, 103]);
        assert_eq!(groups(&book, customer::ID, field), [(no.clone(), 2), (Value::Bool(true), 1)]);
        let told = [
            (GroupKey::Value(no), vec![Figure::Count(2)]),
            (GroupKey::Value(Value::Bool(true)), vec![Figure::Count(1)]),
        ];
        assert_eq!(reported(&book, customer::ID, field), told);
        for (descending, expected) in [(false, [102, 103, 101]), (true, [101, 102, 103])] {
            let query = RecordsQuery { sort: Some((field, descending)), ..RecordsQuery::of(customer::ID) };
            let sorted: Vec<u128> = ids(&source(&book), &query).into_iter().map(|id| id.0).collect();
            assert_eq!(sorted, expected, "{field:?} {descending}");
        }
    }
    // Nobody ever ticked one.
    book.put(contact::ID, 201, &[(contact::NAME.id, text("Ann"))]);
    assert_eq!(groups(&book, contact::ID, contact::DO_NOT_CALL.id), [(Value::Bool(false), 1)]);
    let told = [(GroupKey::Value(Value::Bool(false)), vec![Figure::Count(1)])];
    assert_eq!(reported(&book, contact::ID, contact::DO_NOT_CALL.id), told);
}

fn declare(book: &mut Small, of: CollectionId, field: FieldId, kind: &str) {
    let whole = |n: u16| Value::Number(Decimal(i64::from(n) * Decimal::ONE));
    let told = [
        (custom_field::OF.id, whole(of.0.into())),
        (custom_field::FIELD.id, whole(field.0)),
        (custom_field::KIND.id, text(kind)),
    ];
    book.put(custom_field::ID, declared(field), &told);
}

/// The record that tells of a field.
fn declared(field: FieldId) -> u128 {
    9_000 + u128::from(field.0)
}

#[test]
fn links_are_the_same_in_whatever_order_they_were_added() {
    let mut book = Small::new("2026-06-20");
    for (id, name) in [(901, "Tea"), (902, "Coffee")] {
        book.put(tag::ID, id, &[(tag::NAME.id, text(name))]);
    }
    let tags = |ids: &[u128]| Value::References(ids.iter().map(|id| RecordId(*id)).collect());
    for (id, added) in [(101, [901, 902]), (102, [902, 901]), (103, [901, 902]), (104, [902, 901])] {
        let own = (FieldId(0x8124), tags(&added));
        book.put(
            customer::ID,
            id,
            &[(customer::NAME.id, text(&format!("P{}", 200 - id))), (customer::TAGS.id, tags(&added)), own],
        );
    }
    for field in [customer::TAGS.id, FieldId(0x8124)] {
        assert_eq!(groups(&book, customer::ID, field), [(tags(&[901, 902]), 4)]);
        let query = RecordsQuery { sort: Some((field, false)), ..RecordsQuery::of(customer::ID) };
        let sorted: Vec<u128> = ids(&source(&book), &query).into_iter().map(|id| id.0).collect();
        assert_eq!(sorted, [104, 103, 102, 101], "equals stand by name");
    }
}

#[test]
fn telephones_are_compared_by_their_digits_wherever_they_are_asked_for() {
    let mut book = Small::new("2026-06-20");
    let own = FieldId(0x8125);
    declare(&mut book, customer::ID, own, "phone");
    let numbers =
        ["+86 138 0013 8000", "１３８－００１３－８０００", "138 4400 0000", "ask Ann", "", "138 0013 8000 ext. 8001"];
    for field in [customer::PHONE.id, own] {
        for (id, number) in (101..).zip(numbers) {
            let said = if number.is_empty() { Value::Empty } else { text(number) };
            let name = (customer::NAME.id, text(&format!("P{id} 138-0013-8000")));
            book.put(customer::ID, id, &[name, (field, said)]);
        }
        for (op, asked, expected) in [
            (Op::Contains, "13800138000", vec![101, 102, 106]),
            (Op::Contains, "138 0013", vec![101, 102, 106]),
            (Op::Contains, "１３８００１３", vec![101, 102, 106]),
            (Op::ContainsNot, "(138)0013", vec![103, 104, 105]),
            (Op::Contains, "+86138", vec![101]),
            (Op::Contains, "+44", vec![]),
            (Op::Is, "138-0013-8000", vec![102]),
            (Op::Is, "138001380008001", vec![]),
            (Op::IsNot, "13800138000", vec![101, 103, 104, 105, 106]),
            (Op::IsNot, "138001380008001", vec![101, 102, 103, 104, 105, 106]),
            (Op::Begins, "1384", vec![103]),
            (Op::Ends, "8000", vec![101, 102]),
            (Op::Ends, "80008001", vec![]),
            (Op::Ends, "8001", vec![106]),
            (Op::Contains, "ann", vec![104]),
            (Op::Contains, "-", vec![]),
        ] {
            assert_eq!(found(&book, customer::ID, &test(field, op, vec![text(asked)])), expected, "{op:?} {asked}");
        }
        let search = |words: &str| {
            let query = RecordsQuery { search: words.into(), ..RecordsQuery::of(customer::ID) };
            ids(&source(&book), &query).into_iter().map(|id| id.0).collect::<Vec<_>>()
        };
        assert_eq!(search("１３８４４００"), [103]);
        assert_eq!(search("+８６１３８"), [101]);
    }
    let names = test(customer::NAME.id, Op::Contains, vec![text("13800138000")]);
    assert!(found(&book, customer::ID, &names).is_empty(), "a name is no telephone number");
}

#[test]
fn words_are_looked_for_in_own_fields_that_are_there_and_in_those_that_nobody_has_told_of() {
    let mut book = Small::new("2026-06-20");
    let (told, untold) = (FieldId(0x8126), FieldId(0x8127));
    declare(&mut book, customer::ID, told, "text");
    for (id, field) in [(101, told), (102, untold)] {
        book.put(customer::ID, id, &[(customer::NAME.id, text("Ann")), (field, text("Oolong"))]);
    }
    let search = |book: &Small| {
        let query = RecordsQuery { search: "oolong".into(), ..RecordsQuery::of(customer::ID) };
        ids(&source(book), &query).into_iter().map(|id| id.0).collect::<Vec<_>>()
    };
    assert_eq!(search(&book), [101, 102]);
    let (collection, record) = (custom_field::ID, RecordId(declared(told)));
    let gone = Cell { collection, record, field: FieldId::ALIVE, value: Value::Bool(false) };
    book.apply(Label::Delete(collection, 1), vec![gone]);
    assert_eq!(search(&book), [102], "what a deleted field holds is nowhere to be seen");
}

#[test]
fn a_rule_at_its_limit_and_what_a_page_adds_to_it_both_hold() {
    let mut book = Small::new("2026-06-20");
    for (id, name) in [(101, "Ann"), (102, "Ben"), (103, "Bob")] {
        book.put(customer::ID, id, &[(customer::NAME.id, text(name))]);
    }
    let begins = |part: &str| test(customer::NAME.id, Op::Begins, vec![text(part)]);
    let most = Rule::All(vec![begins("b"); RULE_TESTS_MAX]);
    let mut deepest = Rule::Any(vec![begins("b")]);
    for _ in 2..RULE_DEPTH_MAX {
        deepest = Rule::Any(vec![deepest]);
    }
    for rule in [most, deepest] {
        assert!(rule.is_sound());
        let narrowed = Rule::All(vec![begins("bo")]).and(rule);
        assert!(!narrowed.is_sound());
        assert_eq!(found(&book, customer::ID, &narrowed), [103]);
    }
}

#[test]
fn who_asks_what_figures_leave_out_waits_for_them_also_of_what_belongs_to_a_record() {
    let book = book();
    let left_out = test(standing::LEFT_OUT, Op::AnyOf, vec![Value::Option(OptionId(1))]);
    let related = |rule: Rule| {
        let count = Test { field: FieldId::NAME, op: Op::AtLeast, values: vec![Value::Number(Decimal(Decimal::ONE))] };
        let link = Link { of: order::ID, path: vec![order::CUSTOMER.id] };
        Rule::Related(Box::new(Related { link, rule, measure: Measure::Count, test: count }))
    };
    let waits = |rule: Rule| {
        let query = RecordsQuery { rule, ..RecordsQuery::of(customer::ID) };
        bulk::records(&source(&book), &Target::List(Box::new(query), Vec::new(), None)) == Err(Failure::NotLoaded)
    };
    assert!(waits(related(left_out.clone())));
    assert!(waits(Rule::Any(vec![Rule::Not(Box::new(related(Rule::Not(Box::new(left_out)))))])));
    assert!(!waits(related(test(order::DAY.id, Op::Filled, vec![]))), "nothing but orders is asked");
}
