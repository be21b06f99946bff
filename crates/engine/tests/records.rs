//! Any collection as a list, and what goes and comes along with a record.
#![allow(missing_docs)]

use engine::find::{find, named};
use engine::list::{Later, Lists, Source, csv};
use engine::records::{along, record};
use engine::{Rows, Workspace};
use model::rule::{Op, Rule, Test};
use model::schema::{activity, contact, customer, lead, opportunity, order, order_line, payment, product, tag, task};
use model::{Cell, CollectionId, Day, DeviceId, FieldId, Label, Operation, Part, RecordId, Stamp, Value};
use protocol::{Headings, ListRow, RecordsQuery};

fn stamp(n: u64) -> Stamp {
    Stamp::new(n, 0, DeviceId(1))
}

fn apply(workspace: &mut Workspace, n: u64, parts: Vec<Part<Vec<Rows>>>) {
    workspace.apply(&Operation { stamp: stamp(n), label: Label::Create(customer::ID), parts });
}

fn add(workspace: &mut Workspace, n: u64, collection: CollectionId, id: u128, fields: &[(FieldId, Value)]) {
    let alive = (FieldId::ALIVE, Value::Bool(true));
    let cells = std::iter::once(&alive).chain(fields);
    let cells =
        cells.map(|(field, value)| Cell { collection, record: RecordId(id), field: *field, value: value.clone() });
    apply(workspace, n, vec![Part::Cells(cells.collect())]);
}

fn text(text: &str) -> Value {
    Value::Text(text.into())
}

/// Two customers; the first has an order with a line, and a contact.
fn book() -> Workspace {
    let mut book = Workspace::default();
    add(&mut book, 1, customer::ID, 1, &[(customer::NAME.id, text("王小明"))]);
    add(&mut book, 2, customer::ID, 2, &[(customer::NAME.id, text("Acme"))]);
    let to = |id| Value::Reference(RecordId(id));
    let first = [(order::CUSTOMER.id, to(1)), (order::DAY.id, Value::Day(Day(100))), (order::NUMBER.id, text("A-7"))];
    add(&mut book, 3, order::ID, 10, &first);
    add(&mut book, 4, order::ID, 11, &[(order::CUSTOMER.id, to(2)), (order::DAY.id, Value::Day(Day(200)))]);
    add(&mut book, 5, order_line::ID, 20, &[(order_line::ORDER.id, to(10))]);
    add(&mut book, 6, contact::ID, 30, &[(contact::NAME.id, text("Li")), (contact::CUSTOMER.id, to(1))]);
    book
}

fn query(collection: CollectionId) -> RecordsQuery {
    let columns = model::collection(collection).expect("declared").columns();
    RecordsQuery { columns, len: 100, ..RecordsQuery::of(collection) }
}

fn source(book: &Workspace) -> Source<'_> {
    Source {
        workspace: book,
        scores: None,
        scores_version: 0,
        today: Day(1000),
        zone: &protocol::GREENWICH,
        later: Some(Later::new()),
    }
}

fn listed(book: &Workspace, query: &RecordsQuery) -> Vec<u128> {
    let id = |row: &ListRow| match row {
        ListRow::Record(row) => Some(row.id.0),
        ListRow::Group(_) => None,
    };
    Lists::default().answer(&source(book), query).rows.iter().filter_map(id).collect()
}

#[test]
fn a_list_is_searched_by_what_it_shows_and_sorted_with_the_empty_last() {
    let book = book();
    let orders = query(order::ID);
    assert_eq!(listed(&book, &orders), [10, 11]);
    let found = RecordsQuery { search: "小明 a-7".into(), ..orders.clone() };
    assert_eq!(listed(&book, &found), [10], "a reference is found by its name");
    let newest = RecordsQuery { sort: Some((order::DAY.id, true)), ..orders.clone() };
    assert_eq!(listed(&book, &newest), [11, 10]);
    for descending in [false, true] {
        let numbered = RecordsQuery { sort: Some((order::NUMBER.id, descending)), ..orders.clone() };
        assert_eq!(listed(&book, &numbered), [10, 11]);
    }
    let answer = Lists::default().answer(&source(&book), &orders);
    assert_eq!((answer.all, answer.total), (2, 2));
    assert!(answer.names.contains(&(RecordId(1), "王小明".into())));
    assert_eq!(listed(&book, &RecordsQuery { offset: 1, len: 1, ..orders }), [11]);
    assert_eq!(listed(&book, &query(product::ID)), [0_u128; 0]);
}

#[test]
fn an_order_without_a_number_is_named_by_its_customer_and_its_day() {
    let mut book = book();
    add(&mut book, 7, payment::ID, 40, &[(payment::ORDER.id, Value::Reference(RecordId(11)))]);
    // Nonsense of another device: a payment for itself.
    add(&mut book, 8, payment::ID, 41, &[(payment::ORDER.id, Value::Reference(RecordId(41)))]);
    let named = |of, id| record(&book, of, RecordId(id)).expect("there").name;
    assert_eq!(named(order::ID, 10), "A-7");
    assert_eq!(named(order::ID, 11), "Acme · 1970-07-20");
    assert_eq!(named(payment::ID, 40), "Acme · 1970-07-20", "a payment by its order");
    assert_eq!(named(payment::ID, 41), "");
    let answer = Lists::default().answer(&source(&book), &query(order::ID));
    assert!(answer.names.contains(&(RecordId(11), "Acme · 1970-07-20".into())), "its list has a word for it");
    assert!(answer.names.iter().all(|(id, _)| *id != RecordId(10)), "the number stands in the row");
    let of = Lists::default().answer(&source(&book), &query(payment::ID));
    assert!(of.names.contains(&(RecordId(11), "Acme · 1970-07-20".into())), "and so has that of its payments");
    let found = find(&book, order::ID, "acme", None, 5);
    assert_eq!(found.iter().map(|found| found.id.0).collect::<Vec<_>>(), [11]);
}

#[test]
fn two_records_of_one_name_are_told_apart_and_found_by_whose_they_are() {
    let mut book = book();
    let namesake = [(customer::NAME.id, text("Acme")), (customer::EMAIL.id, text("acme@example.org"))];
    add(&mut book, 7, customer::ID, 3, &namesake);
    add(&mut book, 8, order::ID, 12, &[(order::CUSTOMER.id, Value::Reference(RecordId(3)))]);
    let found = find(&book, customer::ID, "acme", None, 5);
    let about: Vec<_> = found.iter().map(|found| (found.id.0, found.about.clone())).collect();
    assert_eq!(about, [(3, vec![text("acme@example.org")]), (2, vec![])]);
    assert_eq!(named(&book, customer::ID, &[RecordId(2), RecordId(77)]).len(), 1);
    for (who, orders) in [(2, [11]), (3, [12])] {
        let test = Test { field: order::CUSTOMER.id, op: Op::AnyOf, values: vec![Value::Reference(RecordId(who))] };
        let query = RecordsQuery { rule: Rule::Test(test), ..query(order::ID) };
        assert_eq!(listed(&book, &query), orders, "by who they are, not by what they are called");
    }
    // The orders of a customer come first, whichever were added last.
    let first = |near| find(&book, order::ID, "", near, 2).iter().map(|found| found.id.0).collect::<Vec<_>>();
    assert_eq!(first(None), [12, 11]);
    assert_eq!(first(Some(RecordId(1))), [10, 12]);
    let typed = find(&book, order::ID, "acme", Some(RecordId(2)), 5);
    assert_eq!(typed.iter().map(|found| found.id.0).collect::<Vec<_>>(), [11, 12]);
}

#[test]
fn deleting_takes_along_and_restoring_brings_back_exactly_that() {
    let mut book = book();
    // The contact went earlier, by itself: it stays in the trash when the customer comes back.
    let parts = along(&book, contact::ID, &[RecordId(30)], false);
    apply(&mut book, 10, parts);
    let parts = along(&book, customer::ID, &[RecordId(1)], false);
    assert_eq!(parts.len(), 3, "customer, order, line: {parts:?}");
    apply(&mut book, 11, parts);
    assert_eq!(listed(&book, &query(customer::ID)), [2]);
    let trash = RecordsQuery { deleted: true, ..query(order::ID) };
    assert_eq!(listed(&book, &trash), [10]);
    assert!(record(&book, order::ID, RecordId(10)).is_some_and(|order| order.deleted));
    let parts = along(&book, customer::ID, &[RecordId(1)], true);
    apply(&mut book, 12, parts);
    assert_eq!(listed(&book, &query(order::ID)), [10, 11]);
    assert!(book.find_alive(order_line::ID, RecordId(20)).is_some());
    assert!(book.find_alive(contact::ID, RecordId(30)).is_none());
    assert_eq!(along(&book, customer::ID, &[RecordId(1), RecordId(77)], true), [], "nothing to restore");
}

/// What a restoration brings back, by collection.
fn back(book: &Workspace, of: CollectionId, id: u128) -> Vec<(CollectionId, Vec<u128>)> {
    let parts = along(book, of, &[RecordId(id)], true);
    let part = |part: &Part<Vec<Rows>>| {
        let many = part.many().expect("many");
        (many.collection, many.records().map(|id| id.0).collect())
    };
    parts.iter().map(part).collect()
}

#[test]
fn nothing_comes_back_beneath_what_is_deleted() {
    let mut book = book();
    let to = |id| Value::Reference(RecordId(id));
    add(&mut book, 7, order::ID, 12, &[(order::CUSTOMER.id, to(1))]);
    add(&mut book, 8, payment::ID, 40, &[(payment::ORDER.id, to(10))]);
    add(&mut book, 9, order_line::ID, 21, &[(order_line::ORDER.id, to(10))]);
    add(&mut book, 10, lead::ID, 50, &[(lead::NAME.id, text("Li"))]);
    add(&mut book, 11, activity::ID, 60, &[(activity::LEAD.id, to(50))]);
    add(&mut book, 12, activity::ID, 61, &[(activity::LEAD.id, to(50)), (activity::CUSTOMER.id, to(2))]);
    let mut delete = |n, of, id| {
        let parts = along(&book, of, &[RecordId(id)], false);
        apply(&mut book, n, parts);
    };
    // A line and the payment go by themselves, then the customer with the rest.
    delete(20, order_line::ID, 21);
    delete(21, payment::ID, 40);
    delete(22, customer::ID, 1);
    delete(23, activity::ID, 61);
    delete(24, lead::ID, 50);
    assert_eq!(back(&book, customer::ID, 1)[0], (customer::ID, vec![1]));
    let whole = [(order::ID, vec![10]), (order_line::ID, vec![20]), (customer::ID, vec![1])];
    assert_eq!(back(&book, order::ID, 10), whole, "not the contact, not the other order");
    assert_eq!(back(&book, contact::ID, 30), [(contact::ID, vec![30]), (customer::ID, vec![1])]);
    let of_order =
        [(payment::ID, vec![40]), (order::ID, vec![10]), (order_line::ID, vec![20]), (customer::ID, vec![1])];
    assert_eq!(back(&book, payment::ID, 40), of_order, "an order says something else without its lines");
    assert_eq!(back(&book, activity::ID, 60), [(activity::ID, vec![60]), (lead::ID, vec![50])]);
    assert_eq!(back(&book, activity::ID, 61), [(activity::ID, vec![61])], "it is the customer's, who is here");
    // As one operation.
    let both = [RecordId(10), RecordId(12)];
    let restored = engine::bulk::set_alive(&book, (order::ID, &both), true, stamp(30)).expect("restores");
    assert_eq!(restored.label, Label::Restore(order::ID, 2));
    book.apply(&restored);
    assert_eq!((listed(&book, &query(order::ID)), listed(&book, &query(customer::ID))), (vec![10, 11, 12], vec![1, 2]));
    assert!(
        book.find_alive(contact::ID, RecordId(30)).is_none() && book.find_alive(order_line::ID, RecordId(20)).is_some()
    );
    assert_eq!(back(&book, contact::ID, 30), [(contact::ID, vec![30])]);
}

#[test]
fn what_two_ways_lead_to_goes_along_once() {
    let mut book = book();
    let whose = Value::Reference(RecordId(1));
    add(&mut book, 20, opportunity::ID, 50, &[(opportunity::CUSTOMER.id, whose.clone())]);
    let both = [(task::CUSTOMER.id, whose), (task::OPPORTUNITY.id, Value::Reference(RecordId(50)))];
    add(&mut book, 21, task::ID, 60, &both);
    add(&mut book, 22, task::ID, 61, &both[1..]);
    let tasks = |parts: &[Part<Vec<Rows>>]| -> Vec<Vec<RecordId>> {
        let part = |part: &Part<Vec<Rows>>| match part {
            Part::Many(many) if many.collection == task::ID => Some(many.records().collect()),
            _ => None,
        };
        parts.iter().filter_map(part).collect()
    };
    let parts = along(&book, customer::ID, &[RecordId(1)], false);
    assert_eq!(tasks(&parts), [[RecordId(60), RecordId(61)]]);
    apply(&mut book, 23, parts);
    let parts = along(&book, customer::ID, &[RecordId(1)], true);
    assert_eq!(tasks(&parts), [[RecordId(60), RecordId(61)]]);
}

#[test]
fn deleted_tags_are_not_seen_and_stand_there_again_when_they_come_back() {
    let mut book = book();
    for (n, id, name) in [(7, 70, "VIP"), (8, 71, "New")] {
        add(&mut book, n, tag::ID, id, &[(tag::NAME.id, text(name))]);
    }
    let tags = |ids: &[u128]| Value::References(ids.iter().copied().map(RecordId).collect());
    let write = |book: &mut Workspace, n, id, value| {
        let record = RecordId(id);
        let cell = Cell { collection: customer::ID, record, field: customer::TAGS.id, value };
        let mut operation =
            Operation { stamp: stamp(n), label: Label::Create(customer::ID), parts: vec![Part::Cells(vec![cell])] };
        engine::prepare::prepare(book, &mut operation);
        book.apply(&operation);
    };
    write(&mut book, 9, 1, tags(&[70, 71]));
    write(&mut book, 10, 2, tags(&[70]));
    let seen = |book: &Workspace, id| {
        let answer = record(book, customer::ID, RecordId(id)).expect("there");
        let held = answer.facts.into_iter().find(|(field, _)| *field == customer::TAGS.id);
        let page = engine::customer::answer(book, None, RecordId(id), 1).expect("there").facts;
        assert_eq!(page.into_iter().find(|(field, _)| *field == customer::TAGS.id), held);
        held.map_or(Value::Empty, |(_, value)| value)
    };
    let asked = |book: &Workspace, op, values| {
        let rule = Rule::Test(Test { field: customer::TAGS.id, op, values });
        listed(book, &RecordsQuery { rule, ..query(customer::ID) })
    };
    let grouped = |book: &Workspace| {
        let by = RecordsQuery { group: Some(customer::TAGS.id), ..query(customer::ID) };
        let answer = Lists::default().answer(&source(book), &by);
        let head = |row: &ListRow| if let ListRow::Group(head) = row { Some(head.value.clone()) } else { None };
        answer.rows.iter().filter_map(head).collect::<Vec<_>>()
    };
    let columns = vec![customer::NAME.id, customer::TAGS.id];
    let searched = |book: &Workspace, search: &str| {
        listed(book, &RecordsQuery { search: search.into(), columns: columns.clone(), ..query(customer::ID) })
    };
    assert_eq!((seen(&book, 2), searched(&book, "vip")), (tags(&[70]), vec![1, 2]));
    let parts = along(&book, tag::ID, &[RecordId(70)], false);
    apply(&mut book, 20, parts);
    assert_eq!((seen(&book, 1), seen(&book, 2)), (tags(&[71]), Value::Empty));
    let of_dead = vec![Value::Reference(RecordId(70))];
    assert_eq!((asked(&book, Op::Empty, vec![]), asked(&book, Op::AnyOf, of_dead.clone())), (vec![2], vec![]));
    assert_eq!((searched(&book, "vip"), searched(&book, "new")), (vec![], vec![1]));
    assert_eq!(grouped(&book), [tags(&[71]), Value::Empty]);
    // Somebody takes out and adds what they see; then the tag comes back.
    for (n, id, chosen) in [(21, 1, Value::Empty), (22, 2, tags(&[71]))] {
        let is = book.value(customer::ID, RecordId(id), customer::TAGS.id);
        let value = engine::records::with_unseen(&book, &is, chosen);
        write(&mut book, n, id, value);
    }
    assert_eq!((seen(&book, 1), seen(&book, 2)), (Value::Empty, tags(&[71])));
    let none = protocol::Change::Set(Value::Empty);
    let nothing = engine::bulk::edit(&book, (customer::ID, &[RecordId(1)]), customer::TAGS.id, &none, stamp(23));
    assert_eq!(nothing.map(|_| ()), Err(protocol::Failure::Unchanged), "there is nothing to take out");
    let parts = along(&book, tag::ID, &[RecordId(70)], true);
    apply(&mut book, 24, parts);
    assert_eq!((seen(&book, 1), seen(&book, 2)), (tags(&[70]), tags(&[70, 71])));
    assert_eq!(asked(&book, Op::AnyOf, of_dead), [1, 2]);
}

#[test]
fn a_log_of_activities_shows_what_was_said() {
    assert!(activity::COLLECTION.columns().contains(&activity::TEXT.id));
    assert_eq!(record(&book(), activity::ID, RecordId(1)), None);
}

#[test]
fn lists_and_files_say_the_names_that_a_text_links() {
    let mut book = book();
    let link = model::mention::write(customer::ID, RecordId(1), "王小明");
    add(&mut book, 9, activity::ID, 40, &[(activity::TEXT.id, text(&format!("Met {link}, again.")))]);
    let query = RecordsQuery { columns: vec![activity::TEXT.id], len: 10, ..RecordsQuery::of(activity::ID) };
    let answer = Lists::default().answer(&source(&book), &query);
    let ListRow::Record(row) = &answer.rows[0] else { panic!("a record") };
    assert_eq!(row.cells, [text("Met @王小明, again.")]);
    let headings = Headings {
        columns: vec!["Text".into()],
        options: Vec::new(),
        yes: "yes".into(),
        no: "no".into(),
        lines: false,
    };
    let file = String::from_utf8(csv(&source(&book), &query, &headings, model::Currency::CNY)).expect("UTF-8");
    assert_eq!(file, "\u{feff}Text\n\"Met @王小明, again.\"\n");
    // What is kept is as it was written.
    assert!(book.get(activity::ID, RecordId(40), activity::TEXT).is_some_and(|kept| kept.contains("](customer:")));
}
