//! What repeats: one open record, whichever way the one before it came to an end.

mod agenda_support;

use agenda_support::{COMPLETED, DAILY, Desk, WEEKLY, berlin, day, repeats};
use engine::storage::Memory;
use engine::{Book, Workspace};
use model::schema::{FromValue, Key, lead, task};
use model::{Cell, Day, DeviceId, FieldId, Label, Operation, OptionId, Part, RecordId, Value};
use protocol::{AgendaDeed, Moment, Zone};

const NOT_STARTED: OptionId = OptionId(1);

fn moved(desk: &mut Desk, task: RecordId, to: &str) {
    let zone = desk.zone.clone();
    desk.act(AgendaDeed::Move { task, to: Moment { day: day(to), minute: Some(540) }, zone });
}

#[test]
fn one_that_was_moved_to_an_earlier_day_does_not_come_back_on_its_old_day() {
    let mut desk = Desk::new("2026-11-29");
    let team = desk.task("team", "2026-12-07", Some(540), &[repeats(WEEKLY)]);
    moved(&mut desk, team, "2026-12-04");
    let shown = ["2026-12-04 09:00 team", "2026-12-14 09:00 team …", "2026-12-21 09:00 team …"];
    assert_eq!(desk.lines(None, Some("2026-12-21")), shown);
    // The same in the calendar's file: the series behind it begins after the day that it stands for.
    let file = desk.calendar(Some(team));
    assert!(file.contains("20261214T090000") && !file.contains("20261207T090000"), "{file}");
    desk.complete(team);
    assert_eq!(desk.lines(None, Some("2026-12-14")), ["2026-12-14 09:00 team"]);
    // Twice, and over a day of the series: what comes next is after both.
    let next = desk.span(None, None, |_| ()).items[0].id;
    moved(&mut desk, next, "2026-12-10");
    moved(&mut desk, next, "2026-12-22");
    assert_eq!(desk.lines(None, Some("2026-12-28")), ["2026-12-22 09:00 team", "2026-12-28 09:00 team …"]);
    moved(&mut desk, next, "2026-12-11");
    desk.complete(next);
    assert_eq!(desk.lines(None, Some("2026-12-21")), ["2026-12-21 09:00 team"]);
}

#[test]
fn one_that_was_moved_to_another_time_leaves_the_time_of_its_series_as_it_was() {
    let mut desk = Desk::new("2026-11-30");
    let zone = desk.zone.clone();
    let to = |text: &str, minute| Moment { day: day(text), minute };
    let at = |task, to| AgendaDeed::Move { task, to, zone: zone.clone() };
    let ends = Value::Instant(zone.instant(day("2026-11-30"), 600));
    let kind = (task::KIND.id, Value::Option(OptionId(2)));
    let team = desk.task("team", "2026-11-30", Some(540), &[repeats(WEEKLY), (task::ENDS.id, ends), kind]);
    // Twice: what was planned is what was planned first.
    desk.act(at(team, to("2026-11-30", Some(900))));
    desk.act(at(team, to("2026-12-01", Some(840))));
    let shown = ["2026-12-01 14:00 team", "2026-12-07 09:00 team …"];
    assert_eq!(desk.lines(None, Some("2026-12-07")), shown);
    let file = desk.calendar(Some(team));
    assert!(file.contains("DTSTART:20261201T130000Z\r\nDTEND:20261201T140000Z\r\n"), "{file}");
    assert!(file.contains("DTSTART:20261207T090000\r\nDTEND:20261207T100000\r\n"), "{file}");
    desk.complete(team);
    let items = desk.span(None, None, |_| ()).items;
    assert_eq!((items[0].when, items[0].ends), (Some(to("2026-12-07", Some(540))), Some(to("2026-12-07", Some(600)))));
    // Moved to the whole day, and a whole day that is moved to a time.
    desk.act(at(items[0].id, to("2026-12-07", None)));
    assert_eq!(desk.lines(None, Some("2026-12-14")), ["2026-12-07 team", "2026-12-14 09:00 team …"]);
    // The series is as long as before, in the calendar's file and when it goes on, even where the day's own is moved back.
    let behind = "DTSTART:20261214T090000\r\nDTEND:20261214T100000\r\n";
    let file = desk.calendar(Some(items[0].id));
    assert!(file.contains("DTSTART;VALUE=DATE:20261207\r\nSUMMARY") && file.contains(behind), "{file}");
    desk.act(at(items[0].id, to("2026-12-07", Some(540))));
    let file = desk.calendar(Some(items[0].id));
    assert!(file.contains(behind), "{file}");
    desk.complete(items[0].id);
    assert_eq!(desk.lines(None, Some("2026-12-14")), ["2026-12-14 09:00 team"]);
    let items = desk.span(None, None, |_| ()).items;
    assert_eq!(items[0].ends, Some(to("2026-12-14", Some(600))));
    assert_eq!(desk.get(items[0].id, task::REPEAT_ENDS), None, "it stands where it is planned");
    let mut desk = Desk::new("2026-11-30");
    let ends = Value::Instant(zone.kept(to("2026-12-01", None)));
    let order = desk.task("order", "2026-11-30", None, &[repeats(WEEKLY), (task::ENDS.id, ends)]);
    desk.act(at(order, to("2026-11-30", Some(780))));
    assert_eq!(desk.lines(None, Some("2026-12-07")), ["2026-11-30 13:00 order", "2026-12-07 order …"]);
    desk.complete(order);
    assert_eq!(desk.lines(None, Some("2026-12-07")), ["2026-12-07 order"]);
    assert_eq!(desk.span(None, None, |_| ()).items[0].ends, Some(to("2026-12-08", None)));
}

#[test]
fn what_is_opened_again_takes_back_what_followed_unless_somebody_touched_it() {
    let mut desk = Desk::new("2026-11-30");
    let till = desk.task("till", "2026-11-30", Some(540), &[repeats(DAILY)]);
    desk.complete(till);
    desk.act(AgendaDeed::Reopen { tasks: vec![till] });
    assert_eq!(desk.span(None, None, |_| ()).total, 1);
    // Later on it follows all the same, as one.
    desk.today = day("2026-12-02");
    desk.complete(till);
    let items = desk.span(None, None, |_| ()).items;
    assert_eq!(items.iter().map(|item| item.when.map(|when| when.day)).collect::<Vec<_>>(), [Some(day("2026-12-02"))]);
    let next = items[0].id;
    assert_eq!(desk.get(next, task::STATUS), Some(NOT_STARTED));
    moved(&mut desk, next, "2026-12-03");
    desk.act(AgendaDeed::Reopen { tasks: vec![till] });
    assert_eq!(desk.span(None, None, |_| ()).total, 2, "somebody moved it: it stays");
    desk.complete(till);
    assert_eq!(desk.lines(None, None), ["2026-12-03 09:00 till"], "and comes no second time");
}

#[test]
fn two_devices_that_complete_the_same_one_make_one_that_follows() {
    let mut desk = Desk::new("2026-11-30");
    let till = desk.task("till", "2026-11-30", Some(540), &[repeats(DAILY)]);
    let zone = desk.zone.clone();
    let here = desk.plan(AgendaDeed::Complete { tasks: vec![till], zone: zone.clone() }).expect("can be done");
    desk.today = day("2026-12-01");
    let there = desk.plan(AgendaDeed::Complete { tasks: vec![till], zone }).expect("can be done");
    desk.apply(here.cells, here.label);
    desk.apply(there.cells, there.label);
    assert_eq!(desk.span(None, None, |_| ()).total, 1);
}

struct Desktop {
    book: Book<Memory>,
    zone: &'static Zone,
}

impl Desktop {
    /// An empty book on Berlin's clocks.
    fn in_berlin() -> Desktop {
        let zone: &'static Zone = Box::leak(Box::new(berlin()));
        let book = pollster::block_on(Book::open(Memory::default(), DeviceId(1))).expect("opens");
        book.set_zone(zone);
        Desktop { book, zone }
    }

    fn write(&self, on: &str, label: Label, record: RecordId, fields: &[(FieldId, Value)]) -> u64 {
        let cell = |(field, value): &(FieldId, Value)| Cell {
            collection: task::ID,
            record,
            field: *field,
            value: value.clone(),
        };
        let cells: Vec<Cell> = fields.iter().map(cell).collect();
        let build = |_: &Workspace, stamp| {
            Ok(Operation { stamp, label: label.clone(), parts: vec![Part::Cells(cells.clone())] })
        };
        let now = self.zone.instant(day(on), 720) as u64;
        pollster::block_on(self.book.commit(now, build)).expect("written").seq
    }

    /// A task of this name that is due in the morning of a day, made on another.
    fn team(&self, made: &str, due: &str, more: &[(FieldId, Value)]) -> RecordId {
        let id = RecordId(5);
        let mut fields = vec![
            (FieldId::ALIVE, Value::Bool(true)),
            (task::NAME.id, Value::Text("team".into())),
            (task::DUE.id, Value::Instant(self.zone.instant(day(due), 540))),
        ];
        fields.extend_from_slice(more);
        self.write(made, Label::Create(task::ID), id, &fields);
        id
    }

    fn status(&self, on: &str, record: RecordId, status: OptionId) -> u64 {
        let label = Label::EditMany(task::ID, task::STATUS.id, 1);
        self.write(on, label, record, &[(task::STATUS.id, Value::Option(status))])
    }

    fn get<T: FromValue>(&self, record: RecordId, key: Key<T>) -> Option<T> {
        self.book.state().workspace.get(task::ID, record, key)
    }

    /// The days of the tasks that are open.
    fn open(&self) -> Vec<(Day, u32)> {
        let state = self.book.state();
        let table = state.workspace.table(task::ID).expect("tasks");
        let ids = &state.workspace.ids;
        let rows = table.alive_rows().filter(|&row| table.value(row, task::STATUS.id, ids) != Value::Option(COMPLETED));
        let due = |row| i64::from_value(table.value(row, task::DUE.id, ids)).expect("due");
        rows.map(|row| self.zone.local(due(row))).collect()
    }
}

#[test]
fn a_status_that_is_chosen_as_a_field_is_as_good_as_the_step() {
    let desk = Desktop::in_berlin();
    let zone = desk.zone;
    let id = desk.team("2026-03-20", "2026-03-27", &[repeats(WEEKLY)]);
    desk.status("2026-03-27", id, COMPLETED);
    let now = zone.instant(day("2026-03-27"), 720);
    assert_eq!(desk.get(id, task::DONE_AT), Some(now));
    // Over the night in which clocks go forward.
    assert_eq!(desk.open(), [(day("2026-04-03"), 540)]);
    desk.status("2026-03-28", id, COMPLETED);
    assert_eq!((desk.get(id, task::DONE_AT), desk.open().len()), (Some(now), 1), "it was completed before");
    desk.status("2026-03-28", id, NOT_STARTED);
    assert_eq!((desk.get(id, task::DONE_AT), desk.open()), (None, vec![(day("2026-03-27"), 540)]));
    // One undo takes back the one with the other.
    let seq = desk.status("2026-03-28", id, COMPLETED);
    assert_eq!(desk.open(), [(day("2026-04-03"), 540)]);
    pollster::block_on(desk.book.undo(zone.instant(day("2026-03-28"), 730) as u64, seq)).expect("undone");
    assert_eq!((desk.get(id, task::DONE_AT), desk.open()), (None, vec![(day("2026-03-27"), 540)]));
}

#[test]
fn a_series_that_is_to_come_back_otherwise_begins_on_the_day_it_stands_on() {
    let desk = Desktop::in_berlin();
    let zone = desk.zone;
    // Daily since a Thursday; now it is Monday.
    let series = [
        (task::REPEAT_FROM.id, Value::Day(day("2026-11-26"))),
        (task::REPEAT_ON.id, Value::Day(day("2026-11-30"))),
        repeats(DAILY),
    ];
    let id = desk.team("2026-11-26", "2026-11-30", &series);
    let edit = Label::Edit(task::ID, task::REPEAT.id);
    desk.write("2026-11-30", edit.clone(), id, &[repeats(DAILY)]);
    assert_eq!(desk.get(id, task::REPEAT_FROM), Some(day("2026-11-26")), "as before");
    let seq = desk.write("2026-11-30", edit, id, &[repeats(WEEKLY)]);
    desk.status("2026-11-30", id, COMPLETED);
    assert_eq!(desk.open(), [(day("2026-12-07"), 540)]);
    desk.status("2026-11-30", id, NOT_STARTED);
    pollster::block_on(desk.book.undo(zone.instant(day("2026-11-30"), 730) as u64, seq)).expect("undone");
    assert_eq!(desk.get(id, task::REPEAT_FROM), Some(day("2026-11-26")), "one undo takes back both");
}

#[test]
fn a_lead_waits_no_longer_for_the_contact_that_its_task_was() {
    let desk = Desktop::in_berlin();
    let zone = desk.zone;
    let at = |text: &str, minute| Value::Instant(zone.instant(day(text), minute));
    let alive = (FieldId::ALIVE, Value::Bool(true));
    for (n, next) in [(1, "2026-03-27"), (2, "2026-04-10")] {
        let (of, call) = (RecordId(n), RecordId(10 + n));
        let fields = [alive.clone(), (lead::NEXT_CONTACT_AT.id, at(next, 600))];
        let cells = fields.into_iter().map(|(field, value)| Cell { collection: lead::ID, record: of, field, value });
        let cells: Vec<Cell> = cells.collect();
        let build = |_: &Workspace, stamp| {
            let label = Label::Create(lead::ID);
            Ok(Operation { stamp, label, parts: vec![Part::Cells(cells.clone())] })
        };
        pollster::block_on(desk.book.commit(1, build)).expect("written");
        let due = (task::DUE.id, at("2026-03-27", 540));
        desk.write(
            "2026-03-20",
            Label::Create(task::ID),
            call,
            &[alive.clone(), due, (task::LEAD.id, Value::Reference(of))],
        );
        desk.status("2026-03-27", call, COMPLETED);
    }
    let next = |n| desk.book.state().workspace.get(lead::ID, RecordId(n), lead::NEXT_CONTACT_AT);
    assert_eq!(next(1), None);
    assert_eq!(next(2), Some(zone.instant(day("2026-04-10"), 600)), "one that comes later still comes");
}
