//! A copy of a record has what may hold of two, and nothing that happened to one.
#![allow(missing_docs)]

mod deals_support;

use deals_support::{Desk, TODAY, stage, usd};
use engine::copies::copy;
use model::schema::{check_in, customer, lead, opportunity, opportunity_line, order, order_line, task};
use model::{CollectionId, Day, FieldId, Label, Operation, Part, RecordId, Value, options};
use protocol::{DealsDeed, LineChange};

fn copied(desk: &mut Desk, of: CollectionId, record: RecordId) -> RecordId {
    desk.now += 1000;
    let mut ids = || {
        desk.next += 1;
        RecordId(desk.next)
    };
    let (id, cells) = copy(&desk.book.state().workspace, (of, record), " (copy)", &mut ids).expect("there");
    let build = |_: &engine::Workspace, stamp| {
        Ok(Operation { stamp, label: Label::Create(of), parts: vec![Part::Cells(cells.clone())] })
    };
    pollster::block_on(desk.book.commit(desk.now, build)).expect("commits");
    id
}

fn value(desk: &Desk, of: CollectionId, id: RecordId, field: FieldId) -> Value {
    desk.book.state().workspace.value(of, id, field)
}

fn option(list: &options::OptionList, name: &str) -> Value {
    list.id(name).map_or(Value::Empty, Value::Option)
}

#[test]
fn a_copy_of_a_converted_lead_is_new() {
    let mut desk = Desk::new();
    let fields = [
        (lead::NAME.id, Value::Text("Ann".into())),
        (lead::STATUS.id, option(&options::LEAD_STATUS, "converted")),
        (lead::CONVERTED_AT.id, Value::Instant(1)),
        (lead::CUSTOMER.id, Value::Reference(RecordId(7))),
        (lead::OPPORTUNITY.id, Value::Reference(RecordId(8))),
    ];
    let one = desk.add(lead::ID, fields.to_vec());
    let copy = copied(&mut desk, lead::ID, one);
    let is = |desk: &Desk, field| value(desk, lead::ID, copy, field);
    assert_eq!(is(&desk, lead::NAME.id), Value::Text("Ann (copy)".into()));
    assert_eq!(is(&desk, lead::STATUS.id), option(&options::LEAD_STATUS, "new"));
    for field in [lead::CONVERTED_AT.id, lead::CUSTOMER.id, lead::OPPORTUNITY.id] {
        assert_eq!(is(&desk, field), Value::Empty);
    }
    // What may hold of two is copied.
    let contacted = vec![(lead::STATUS.id, option(&options::LEAD_STATUS, "contacted"))];
    let other = desk.add(lead::ID, contacted);
    let copy = copied(&mut desk, lead::ID, other);
    assert_eq!(value(&desk, lead::ID, copy, lead::STATUS.id), option(&options::LEAD_STATUS, "contacted"));
}

#[test]
fn a_copy_of_what_was_won_begins_with_its_lines() {
    let mut desk = Desk::begun();
    let deal = desk.deal("Tea", None, 3);
    let price = vec![(opportunity_line::UNIT_PRICE.id, Value::Money(usd(100)))];
    for _ in 0..2 {
        desk.sell(DealsDeed::Line { deal, change: LineChange::Add(price.clone()) }).expect("adds");
    }
    let facts = vec![
        (opportunity::LEAD.id, Value::Reference(RecordId(7))),
        (opportunity::OPENED_AT.id, Value::Day(Day(TODAY.0 - 90))),
    ];
    desk.write(opportunity::ID, deal, facts);
    let open = copied(&mut desk, opportunity::ID, deal);
    assert_eq!(desk.value(open, opportunity::STAGE.id), Value::Reference(stage(3)), "an open one stands where it does");
    for to in [5, 6] {
        desk.go(deal, to);
        let copy = copied(&mut desk, opportunity::ID, deal);
        assert_eq!(desk.value(copy, opportunity::STAGE.id), Value::Reference(stage(0)));
        assert_eq!(desk.value(copy, opportunity::OPENED_AT.id), Value::Day(TODAY));
        for field in [opportunity::CLOSED_AT.id, opportunity::LEAD.id, opportunity::LOST_REASON.id] {
            assert_eq!(desk.value(copy, field), Value::Empty);
        }
        assert_eq!(desk.value(copy, opportunity::AMOUNT.id), Value::Money(usd(200)));
        assert_eq!((desk.lines(copy).len(), desk.lines(deal).len()), (2, 2));
        assert_eq!(desk.log(copy).len(), 1, "a log of its own");
    }
}

#[test]
fn a_copy_of_a_customer_that_has_ended_has_not() {
    let mut desk = Desk::new();
    let fields = [
        (customer::NAME.id, Value::Text("Acme".into())),
        (customer::ENDED_AT.id, Value::Day(TODAY)),
        (customer::END_REASON.id, Value::Option(model::OptionId(1))),
    ];
    let one = desk.add(customer::ID, fields.to_vec());
    let copy = copied(&mut desk, customer::ID, one);
    assert_eq!(value(&desk, customer::ID, copy, customer::NAME.id), Value::Text("Acme (copy)".into()));
    for field in [customer::ENDED_AT.id, customer::END_REASON.id] {
        assert_eq!(value(&desk, customer::ID, copy, field), Value::Empty);
        assert_ne!(value(&desk, customer::ID, one, field), Value::Empty);
    }
}

#[test]
fn a_copy_of_an_order_has_its_lines() {
    let mut desk = Desk::new();
    let one = desk.add(order::ID, vec![(order::TOTAL.id, Value::Money(usd(300)))]);
    desk.add(order_line::ID, vec![(order_line::ORDER.id, Value::Reference(one))]);
    let copy = copied(&mut desk, order::ID, one);
    let lines = |desk: &Desk, of: RecordId| {
        let state = desk.book.state();
        let handle = state.workspace.ids.find(of).expect("known");
        state.workspace.referring(order_line::ID, order_line::ORDER, handle).len()
    };
    assert_eq!((lines(&desk, copy), lines(&desk, one)), (1, 1));
}

#[test]
fn a_copy_of_what_was_done_is_to_be_done() {
    let mut desk = Desk::new();
    let fields = [
        (task::NAME.id, Value::Text("Call".into())),
        (task::STATUS.id, option(&options::TASK_STATUS, "completed")),
        (task::DONE_AT.id, Value::Instant(1)),
        (task::SNOOZED_UNTIL.id, Value::Instant(2)),
        (task::REPEAT_FROM.id, Value::Day(TODAY)),
        (task::REPEAT_ON.id, Value::Day(TODAY)),
        (task::REPEAT_AT.id, Value::Instant(1)),
        (task::REPEAT_ALL_DAY.id, Value::Bool(true)),
        (task::REPEAT_ENDS.id, Value::Instant(2)),
    ];
    let one = desk.add(task::ID, fields.to_vec());
    let copy = copied(&mut desk, task::ID, one);
    assert_eq!(value(&desk, task::ID, copy, task::STATUS.id), option(&options::TASK_STATUS, "not_started"));
    let when = [task::REPEAT_FROM.id, task::REPEAT_ON.id, task::REPEAT_AT.id];
    let how = [task::REPEAT_ALL_DAY.id, task::REPEAT_ENDS.id, task::DONE_AT.id, task::SNOOZED_UNTIL.id];
    for field in when.into_iter().chain(how) {
        assert_eq!(value(&desk, task::ID, copy, field), Value::Empty);
    }
    let proof = vec![(check_in::NOTE.id, Value::Text("Here".into())), (check_in::PROOF.id, Value::Text("p".into()))];
    let seen = desk.add(check_in::ID, proof);
    let copy = copied(&mut desk, check_in::ID, seen);
    assert_eq!(value(&desk, check_in::ID, copy, check_in::NOTE.id), Value::Text("Here".into()));
    assert_eq!(value(&desk, check_in::ID, copy, check_in::PROOF.id), Value::Empty);
}
