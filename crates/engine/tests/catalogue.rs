//! Own fields and option lists: made, changed, deleted, and made on two devices at once.
#![allow(missing_docs)]

use engine::catalogue::{add_field, answer, change_options, may_edit, used};
use engine::list::{self, Later, Lists, Source};
use engine::records::new_record;
use engine::{Rows, Workspace, bulk};
use model::related::{Link, Measure, Related};
use model::rule::{Op, Test};
use model::schema::{custom_field, customer, option, order};
use model::{Cell, Day, DeviceId, FieldId, Label, Operation, OptionId, Part, RecordId, Rule, Stamp, Value, position};
use protocol::{Change, Failure, GREENWICH, ListRow, NewField, OptionChange, OwnField, RecordsQuery};

fn apply(book: &mut Workspace, n: u64, cells: Vec<Cell>) -> Operation<Vec<Rows>> {
    let stamp = Stamp::new(n, 0, DeviceId(1));
    let operation = Operation { stamp, label: Label::Create(customer::ID), parts: vec![Part::Cells(cells)] };
    book.apply(&operation);
    operation
}

fn text(text: &str) -> Value {
    Value::Text(text.into())
}

fn new(name: &str, kind: &str, values: &[&str]) -> NewField {
    let values = values.iter().map(|value| (*value).to_owned()).collect();
    NewField { of: customer::ID, name: name.into(), kind: kind.into(), values }
}

fn ids(first: u128, n: usize) -> Vec<RecordId> {
    (0..n as u128).map(|at| RecordId(first + at)).collect()
}

fn field<'a>(fields: &'a [OwnField], name: &str) -> &'a OwnField {
    fields.iter().find(|field| field.name == name).expect("the field is there")
}

fn alive(id: u128, on: bool) -> Vec<Cell> {
    vec![Cell { collection: option::ID, record: RecordId(id), field: FieldId::ALIVE, value: Value::Bool(on) }]
}

#[test]
fn fields_are_added_behind_each_other_with_numbers_of_their_own() {
    let mut book = Workspace::default();
    for (n, kind) in ["text", "money", "option:source", "references:tag", "holo:gram"].iter().enumerate() {
        let cells = add_field(&book, &new(kind, kind, &[]), &ids(100 + n as u128, 1)).expect("room");
        apply(&mut book, n as u64 + 1, cells);
    }
    let fields = answer(&book).fields;
    let names: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
    assert_eq!(names, ["text", "money", "option:source", "references:tag", "holo:gram"]);
    assert!(fields.iter().all(|field| field.field >= FieldId::CUSTOM && field.of == customer::ID && !field.shadowed));
    let mut numbers: Vec<FieldId> = fields.iter().map(|field| field.field).collect();
    numbers.sort();
    numbers.dedup();
    assert_eq!(numbers.len(), 5);
}

#[test]
fn a_field_with_its_own_list_brings_its_values() {
    let mut book = Workspace::default();
    let cells = add_field(&book, &new("Roast", "option:", &["light", "dark"]), &ids(100, 3)).expect("room");
    apply(&mut book, 1, cells);
    let answer = answer(&book);
    let list = answer.fields[0].kind.strip_prefix("option:").expect("an option list");
    let values: Vec<&str> = answer.options.iter().map(|value| value.name.as_str()).collect();
    assert_eq!(values, ["light", "dark"]);
    assert!(answer.options.iter().all(|value| value.list == list && value.value.0 >= 1000));
    assert!(answer.options[0].position < answer.options[1].position);
}

#[test]
fn the_kind_of_a_field_stays_while_records_have_values_in_it() {
    let mut book = Workspace::default();
    let cells = add_field(&book, &new("Shoe size", "number", &[]), &ids(100, 1)).expect("room");
    apply(&mut book, 1, cells);
    let number = answer(&book).fields[0].field;
    let edit = |book: &Workspace| may_edit(book, custom_field::ID, RecordId(100), custom_field::KIND.id);
    assert_eq!(edit(&book), Ok(()));
    let cell = |field, value| Cell { collection: customer::ID, record: RecordId(1), field, value };
    let cells = vec![cell(FieldId::ALIVE, Value::Bool(true)), cell(number, text("42 and a half"))];
    apply(&mut book, 2, cells);
    assert_eq!(edit(&book), Err(Failure::FieldInUse(1)), "also where the value is of another kind");
    assert_eq!(may_edit(&book, custom_field::ID, RecordId(100), custom_field::NAME.id), Ok(()));
    // Deleting the field leaves the values where they are.
    apply(
        &mut book,
        3,
        vec![Cell {
            collection: custom_field::ID,
            record: RecordId(100),
            field: FieldId::ALIVE,
            value: Value::Bool(false),
        }],
    );
    assert!(answer(&book).fields[0].deleted);
    assert_eq!(used(&book, customer::ID, number), 1);
    assert_eq!(book.value(customer::ID, RecordId(1), number), text("42 and a half"));
    // And a new one does not take its number.
    let again = add_field(&book, &new("Other", "text", &[]), &ids(100, 1)).expect("room");
    assert!(
        again.iter().all(|cell| cell.value != Value::Number(model::Decimal::whole(number.0.into()).expect("small")))
    );
}

#[test]
fn a_box_that_was_ticked_and_unticked_holds_nothing() {
    let mut book = Workspace::default();
    let cells = add_field(&book, &new("VIP", "bool", &[]), &ids(100, 1)).expect("room");
    apply(&mut book, 1, cells);
    let own = answer(&book).fields[0].field;
    let no = Value::Bool(false);
    let untouched = vec![(own, no.clone()), (customer::DO_NOT_CALL.id, no.clone())];
    apply(&mut book, 2, new_record(customer::ID, RecordId(1), untouched));
    assert_eq!(used(&book, customer::ID, own), 0);
    assert_eq!(book.value(customer::ID, RecordId(1), customer::DO_NOT_CALL.id), no, "this says something");
    let mut set = |n, on| {
        let stamp = Stamp::new(n, 0, DeviceId(1));
        let change = Change::Set(Value::Bool(on));
        let made = bulk::edit(&book, (customer::ID, &[RecordId(1)]), own, &change, stamp);
        made.map(|operation| book.apply(&operation)).map(|_| used(&book, customer::ID, own))
    };
    assert_eq!(set(3, false), Err(Failure::Unchanged), "it is not ticked as it is");
    assert_eq!(set(4, true), Ok(1));
    assert_eq!(set(5, false), Ok(0));
    assert_eq!(may_edit(&book, custom_field::ID, RecordId(100), custom_field::KIND.id), Ok(()));
}

#[test]
fn two_devices_that_draw_one_number_agree_whose_it_is() {
    // Both devices are offline: neither sees the other's field.
    let empty = Workspace::default();
    let mine = add_field(&empty, &new("Mine", "text", &[]), &ids(100, 1)).expect("room");
    let mut theirs = add_field(&empty, &new("Theirs", "day", &[]), &ids(101, 1)).expect("room");
    let number = mine.iter().find(|cell| cell.field == custom_field::FIELD.id).expect("a number").value.clone();
    let own = theirs.iter_mut().find(|cell| cell.field == custom_field::FIELD.id).expect("a number");
    assert_ne!(own.value, number, "numbers are drawn from the record, so they hardly ever meet");
    own.value = number;
    let (mut here, mut there) = (Workspace::default(), Workspace::default());
    for (book, order) in [(&mut here, [0, 1]), (&mut there, [1, 0])] {
        order.into_iter().for_each(|at| drop(apply(book, at + 1, [&mine, &theirs][at as usize].clone())));
    }
    assert_eq!(answer(&here), answer(&there));
    let fields = answer(&here).fields;
    assert!(!field(&fields, "Mine").shadowed, "the one that was made first keeps the number");
    assert!(field(&fields, "Theirs").shadowed);
}

#[test]
fn a_built_in_value_has_one_record_on_every_device() {
    let rename = |name: &str| OptionChange { value: Some(OptionId(3)), fields: vec![(option::NAME.id, text(name))] };
    let (mut here, mut there) = (Workspace::default(), Workspace::default());
    let mine = change_options(&here, "source", &[rename("Ads")], &ids(1, 1)).expect("room");
    let theirs = change_options(&there, "source", &[rename("Paid ads")], &ids(2, 1)).expect("room");
    apply(&mut here, 1, mine.clone());
    apply(&mut here, 2, theirs.clone());
    apply(&mut there, 2, theirs);
    apply(&mut there, 1, mine);
    assert_eq!(answer(&here), answer(&there));
    let options = answer(&here).options;
    assert_eq!(options.len(), 1);
    assert_eq!((options[0].name.as_str(), options[0].value), ("Paid ads", OptionId(3)));
}

#[test]
fn own_values_get_free_numbers_and_are_readable_when_retired_or_deleted() {
    let mut book = Workspace::default();
    let named = |name: &str| OptionChange { value: None, fields: vec![(option::NAME.id, text(name))] };
    let cells = change_options(&book, "source", &[named("Radio"), named("Cinema")], &ids(10, 2)).expect("room");
    apply(&mut book, 1, cells);
    let options = answer(&book).options;
    assert!(options[0].value != options[1].value && options.iter().all(|option| option.value.0 >= 1000));
    let retire = OptionChange { value: Some(options[0].value), fields: vec![(option::RETIRED.id, Value::Bool(true))] };
    let cells = change_options(&book, "source", &[retire], &ids(20, 1)).expect("room");
    assert!(cells.iter().all(|cell| cell.record == options[0].record), "the same record, no new one");
    apply(&mut book, 2, cells);
    apply(&mut book, 3, alive(11, false));
    let options = answer(&book).options;
    assert!(options[0].retired && !options[0].deleted && options[0].name == "Radio");
    assert!(options[1].deleted && options[1].name == "Cinema", "records that have it still read it");
    // Another change brings a deleted value back.
    let recolour =
        OptionChange { value: Some(options[1].value), fields: vec![(option::COLOUR.id, Value::Option(OptionId(7)))] };
    let cells = change_options(&book, "source", &[recolour], &ids(30, 1)).expect("room");
    apply(&mut book, 4, cells);
    assert!(!answer(&book).options[1].deleted);
}

#[test]
fn declarations_that_make_no_sense_are_left_out_and_kept() {
    let mut book = Workspace::default();
    let cell = |field, value| Cell { collection: custom_field::ID, record: RecordId(5), field, value };
    let built_in = Value::Number(model::Decimal::whole(1).expect("small"));
    apply(
        &mut book,
        1,
        vec![
            cell(FieldId::ALIVE, Value::Bool(true)),
            cell(custom_field::OF.id, built_in.clone()),
            cell(custom_field::FIELD.id, built_in),
        ],
    );
    let cell = |field, value| Cell { collection: option::ID, record: RecordId(6), field, value };
    apply(
        &mut book,
        2,
        vec![cell(FieldId::ALIVE, Value::Bool(true)), cell(option::VALUE.id, Value::Number(model::Decimal(1)))],
    );
    assert_eq!(answer(&book), protocol::SchemaAnswer::default());
    assert!(book.find(custom_field::ID, RecordId(5)).is_some());
}

#[test]
fn lists_are_sorted_and_grouped_as_the_workspace_orders_its_options() {
    let mut book = Workspace::default();
    let sizes = ["small", "medium", "large", "huge"];
    let cells = add_field(&book, &new("Size", "option:", &sizes), &ids(100, 5)).expect("room");
    apply(&mut book, 1, cells);
    let schema = answer(&book);
    let own = schema.fields[0].field;
    let value = |name: &str| schema.options.iter().find(|option| option.name == name).expect("a value").value;
    let drawn: Vec<OptionId> = sizes.iter().map(|name| value(name)).collect();
    assert!(!drawn.is_sorted(), "the numbers are drawn, so they say nothing of the order: {drawn:?}");
    // C comes first, and what nobody has moved behind it.
    let first = position::between(None, Some(&position::nth(0)));
    let moved = OptionChange { value: Some(OptionId(3)), fields: vec![(option::POSITION.id, text(&first))] };
    let cells = change_options(&book, "customer_level", &[moved], &[]).expect("known");
    apply(&mut book, 2, cells);
    let cell = |record, field, value| Cell { collection: customer::ID, record: RecordId(record), field, value };
    for (record, (size, level)) in [("huge", 1), ("small", 3), ("medium", 2), ("large", 3)].into_iter().enumerate() {
        let record = record as u128 + 1;
        let cells = vec![
            cell(record, FieldId::ALIVE, Value::Bool(true)),
            cell(record, FieldId::NAME, text(size)),
            cell(record, own, Value::Option(value(size))),
            cell(record, customer::LEVEL.id, Value::Option(OptionId(level))),
        ];
        apply(&mut book, record as u64 + 2, cells);
    }
    let (zone, later) = (&GREENWICH, Some(Later::new()));
    let source = Source { workspace: &book, scores: None, scores_version: 0, today: Day(0), zone, later };
    let lines = |sort, group| {
        let query = RecordsQuery {
            sort: Some(sort),
            group,
            columns: vec![FieldId::NAME],
            len: 9,
            ..RecordsQuery::of(customer::ID)
        };
        let line = |row| match row {
            ListRow::Record(row) => row.cells[0].text().unwrap_or_default().to_owned(),
            ListRow::Group(head) => format!("{:?}", head.value),
        };
        Lists::default().answer(&source, &query).rows.into_iter().map(line).collect::<Vec<String>>()
    };
    assert_eq!(lines((own, false), None), sizes);
    assert_eq!(lines((own, true), None), ["huge", "large", "medium", "small"]);
    assert_eq!(lines((customer::LEVEL.id, false), None), ["large", "small", "huge", "medium"]);
    let head = |level| format!("{:?}", Value::Option(OptionId(level)));
    let grouped = lines((FieldId::NAME, false), Some(customer::LEVEL.id));
    assert_eq!(grouped, [&head(3), "large", "small", &head(1), "huge", &head(2), "medium"]);
}

#[test]
fn a_deleted_field_is_no_condition_wherever_its_rule_is_kept() {
    let mut book = Workspace::default();
    let parcels = NewField { of: order::ID, ..new("Parcels", "number", &[]) };
    for (n, new) in [(1, new("Shoe size", "number", &[])), (2, parcels)] {
        let cells = add_field(&book, &new, &ids(99 + u128::from(n), 1)).expect("room");
        apply(&mut book, n, cells);
    }
    let fields = answer(&book).fields;
    let (size, parcels) = (field(&fields, "Shoe size").field, field(&fields, "Parcels").field);
    let number = |n| Value::Number(model::Decimal::whole(n).expect("small"));
    for (who, fields) in [(1, vec![(size, number(42))]), (2, vec![(size, number(38))]), (3, Vec::new())] {
        apply(&mut book, 2 + who, new_record(customer::ID, RecordId(who.into()), fields));
    }
    for (n, who, count) in [(6, 3, 9), (7, 1, 1)] {
        let fields = vec![(order::CUSTOMER.id, Value::Reference(RecordId(who))), (parcels, number(count))];
        apply(&mut book, n, new_record(order::ID, RecordId(n.into()), fields));
    }
    let test = |field, values: &[Value]| Rule::Test(Test { field, op: Op::AtLeast, values: values.to_vec() });
    let with = |rule| {
        let link = Link { of: order::ID, path: vec![order::CUSTOMER.id] };
        let test = Test { field: FieldId::NAME, op: Op::AtLeast, values: vec![number(1)] };
        Rule::Related(Box::new(Related { link, rule, measure: Measure::Count, test }))
    };
    let found = |book: &Workspace, rule: &Rule| {
        let (zone, later) = (&GREENWICH, Some(Later::new()));
        let source = Source { workspace: book, scores: None, scores_version: 0, today: Day(0), zone, later };
        let query = RecordsQuery { rule: rule.clone(), ..RecordsQuery::of(customer::ID) };
        let ids = list::ids(&source, &query).iter().map(|id| id.0).collect::<Vec<_>>();
        assert_eq!(Lists::default().answer(&source, &query).total as usize, ids.len());
        ids
    };
    let large = Rule::All(vec![test(size, &[number(40)])]);
    let many = with(test(parcels, &[number(5)]));
    let small = Rule::All(vec![Rule::Not(Box::new(test(size, &[number(40)]))), many.clone()]);
    assert_eq!((found(&book, &large), found(&book, &many), found(&book, &small)), (vec![1], vec![3], vec![3]));
    assert_eq!(found(&book, &test(size, &[])), [1, 2, 3], "one that is still being written");
    for (n, record) in [(8, 100), (9, 101)] {
        let (field, value) = (FieldId::ALIVE, Value::Bool(false));
        apply(&mut book, n, vec![Cell { collection: custom_field::ID, record: RecordId(record), field, value }]);
        assert_eq!(found(&book, &large), [1, 2, 3]);
        assert_eq!(found(&book, &small), found(&book, &many));
    }
    assert_eq!(found(&book, &many), [1, 3], "whoever has any order");
    let (field, value) = (FieldId::ALIVE, Value::Bool(true));
    apply(&mut book, 10, vec![Cell { collection: custom_field::ID, record: RecordId(100), field, value }]);
    assert_eq!(found(&book, &large), [1], "it is one again once the field is");
}
