//! Days of moments are cut by the clocks of their own time, wherever they are told: in winter as in winter, also in July.
#![allow(missing_docs)]

mod reports_support;

use engine::selling;
use model::report::{Group, Path};
use model::rule::{Op, Rule, Test, Unit};
use model::schema::{activity, customer, user};
use model::{Cell, Day, FieldId, Label, RecordId, Report, Value, options};
use protocol::selling::team::TeamDeed;
use protocol::*;
use reports_support::*;

const HOUR: i64 = 3_600_000;

/// London in 2026: summer time from 29 March 01:00 UTC to 25 October 01:00 UTC.
fn london() -> Zone {
    Zone { first: 0, changes: vec![(utc("2026-03-29", 60), 60), (utc("2026-10-25", 60), 0)] }
}

/// A minute of a day in Greenwich.
fn utc(on: &str, minute: i64) -> i64 {
    i64::from(day(on).0) * 24 * HOUR + minute * 60_000
}

/// A customer, and conversations half an hour before midnight in Greenwich: in London that is the next day in summer only.
fn book() -> Small {
    let mut book = Small::new("2026-07-20");
    book.zone = london();
    book.put(customer::ID, 1, &[(customer::NAME.id, text("Acme"))]);
    for (id, on) in [(11, "2026-01-31"), (12, "2026-06-30")] {
        let fields = [
            (activity::CUSTOMER.id, Value::Reference(RecordId(1))),
            (activity::AT.id, Value::Instant(utc(on, 23 * 60 + 30))),
            (activity::STATUS.id, chosen(&options::ACTIVITY_STATUS, "held")),
            (activity::KIND.id, chosen(&options::ACTIVITY_KIND, "call")),
        ];
        book.put(activity::ID, id, &fields);
    }
    book
}

#[test]
fn reports_count_a_late_call_of_january_in_january() {
    let book = book();
    let by = |unit| Report {
        groups: vec![Group { by: Path::own(activity::AT.id), unit }],
        filled: true,
        top: 0,
        ..Report::new(activity::ID)
    };
    let told = |unit: Unit| -> Vec<Day> {
        let rows = book.run(&by(unit)).rows;
        let some = rows.into_iter().filter(|row| row.figures != [Figure::Count(0)]);
        some.map(|row| match row.key {
            GroupKey::Value(Value::Day(day)) => day,
            other => panic!("{other:?}"),
        })
        .collect()
    };
    assert_eq!(told(Unit::Month), ["2026-01-01", "2026-07-01"].map(day));
    assert_eq!(told(Unit::Day), ["2026-01-31", "2026-07-01"].map(day));
}

#[test]
fn bulk_deeds_and_rules_of_reports_mean_the_records_that_a_list_shows() {
    let mut book = book();
    let winter = Rule::Test(Test { field: activity::AT.id, op: Op::Is, values: vec![Value::Day(day("2026-01-31"))] });
    let report = Report { rule: winter.clone(), ..Report::new(activity::ID) };
    assert_eq!(book.run(&report).records, 1);
    book.put(user::ID, ANNA.0, &[(user::NAME.id, text("Anna"))]);
    let query = RecordsQuery { rule: winter, ..RecordsQuery::of(activity::ID) };
    let records = Target::List(Box::new(query), Vec::new(), None);
    let deed = SellingDeed::Team(TeamDeed::Transfer { records, to: Some(ANNA) });
    let plan = selling::plan(&book.context(), &deed, &mut || RecordId(77)).expect("can be done");
    assert_eq!(plan.cells.iter().map(|cell| cell.record).collect::<Vec<_>>(), [RecordId(11)]);
}

#[test]
fn days_of_silence_are_days_of_their_own_time() {
    let mut book = book();
    let (collection, record, field) = (activity::ID, RecordId(12), FieldId::ALIVE);
    let gone = Cell { collection, record, field, value: Value::Bool(false) };
    book.apply(Label::Delete(activity::ID, 1), vec![gone]);
    let query = FieldQuery::Near { from: None, order: NearOrder::Overdue, region: None, limit: 9 };
    let SellingAnswer::Field(FieldAnswer::Near(near)) = selling::answer(&book.context(), &SellingQuery::Field(query))
    else {
        panic!("who is near")
    };
    let days = (day("2026-07-20").0 - day("2026-01-31").0).unsigned_abs();
    assert_eq!(near.customers[0].silent_days, Some(days));
}
