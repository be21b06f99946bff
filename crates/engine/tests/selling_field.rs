//! Visits in a sensible order, and check-ins with their seal.
#![allow(missing_docs)]

mod common;

use common::Random;
use engine::Workspace;
use engine::selling::field::route::shortest;
use engine::selling::{self, Context};
use model::schema::{activity, attachment, check_in, customer, task};
use model::{
    Cell, CollectionId, Currency, Day, DeviceId, FieldId, Label, Operation, OptionId, Part, RecordId, Stamp, Value,
};
use protocol::{
    CheckInAnswer, Failure, FieldAnswer, FieldDeed, FieldQuery, Near, NearOrder, NewCheckIn, NewFile, Position, Proof,
    Route, SellingAnswer, SellingDeed, SellingQuery, TimelineEntry, Way,
};

const DAY_MILLIS: i64 = 86_400_000;
const NOW: i64 = 20_600 * DAY_MILLIS + 8 * 3_600_000;

fn context(workspace: &Workspace) -> Context<'_> {
    Context {
        workspace,
        scores: None,
        today: Day(20_600),
        now_millis: NOW,
        zone: &protocol::GREENWICH,
        currency: Currency::CNY,
        sounds: None,
    }
}

fn at(lat: f64, lng: f64) -> Position {
    Position::of_degrees(lat, lng).expect("on the earth")
}

fn write(book: &mut Workspace, of: CollectionId, id: u128, fields: &[(FieldId, Value)]) {
    let cell = |(field, value): &(FieldId, Value)| Cell {
        collection: of,
        record: RecordId(id),
        field: *field,
        value: value.clone(),
    };
    apply(book, fields.iter().map(cell).collect());
}

fn apply(book: &mut Workspace, cells: Vec<Cell>) {
    let stamp = Stamp::new(NOW as u64 + book.version(), 0, DeviceId(1));
    book.apply(&Operation { stamp, label: Label::Create(customer::ID), parts: vec![Part::Cells(cells)] });
}

fn add(book: &mut Workspace, id: u128, name: &str, position: &str) {
    let fields = [(FieldId::ALIVE, Value::Bool(true)), (customer::NAME.id, Value::Text(name.into()))];
    write(book, customer::ID, id, &fields);
    if !position.is_empty() {
        write(book, customer::ID, id, &[(customer::POSITION.id, Value::Text(position.into()))]);
    }
}

/// Customers of Shanghai from west to east, one without a place, one whose place cannot be read.
fn book() -> Workspace {
    let mut book = Workspace::default();
    add(&mut book, 1, "Hongqiao", "31.1979, 121.3363");
    add(&mut book, 2, "Jing'an", "31.2235 121.4453");
    add(&mut book, 3, "Bund", "31.2397，121.4900");
    add(&mut book, 4, "Pudong", "31.1443,121.8083");
    add(&mut book, 5, "Somewhere", "");
    add(&mut book, 6, "Nonsense", "at the station");
    book
}

fn ask(book: &Workspace, query: FieldQuery) -> FieldAnswer {
    match selling::answer(&context(book), &SellingQuery::Field(query)) {
        SellingAnswer::Field(answer) => answer,
        other => panic!("{other:?}"),
    }
}

fn near(book: &Workspace, from: Option<Position>, order: NearOrder) -> Near {
    match ask(book, FieldQuery::Near { from, order, region: None, limit: 50 }) {
        FieldAnswer::Near(near) => near,
        other => panic!("{other:?}"),
    }
}

fn route(stops: &[u128], as_given: bool) -> Route {
    let stops = stops.iter().map(|id| RecordId(*id)).collect();
    Route { from: None, stops, as_given, start: NOW, minutes: 45 }
}

fn way(book: &Workspace, route: Route) -> Way {
    match ask(book, FieldQuery::Route(route)) {
        FieldAnswer::Route(way) => way,
        other => panic!("{other:?}"),
    }
}

fn check_ins(book: &Workspace) -> Vec<CheckInAnswer> {
    match ask(book, FieldQuery::CheckIns { limit: 10 }) {
        FieldAnswer::CheckIns(all) => all,
        other => panic!("{other:?}"),
    }
}

fn act(book: &mut Workspace, deed: FieldDeed) -> Result<Option<RecordId>, Failure> {
    let mut next = 1_000 + u128::from(book.version()) * 100;
    let mut ids = || {
        next += 1;
        RecordId(next)
    };
    let plan = selling::plan(&context(book), &SellingDeed::Field(deed), &mut ids)?;
    apply(book, plan.cells);
    Ok(plan.created)
}

#[test]
fn positions_are_read_as_people_write_them_and_come_back_as_they_were() {
    for text in
        ["31.2304,121.4737", " 31.2304, 121.4737 ", "31.2304 121.4737", "31.2304，121.4737", "+31.2304;121.4737"]
    {
        assert_eq!(Position::parse(text), Some(at(31.2304, 121.4737)), "{text}");
    }
    for text in ["", "31.2", "91,0", "0,181", "a,b", "1,2,3", "NaN,0", "inf,0", "1e5,0", "31.2304/121.4737"] {
        assert_eq!(Position::parse(text), None, "{text}");
    }
    let mut random = Random(7);
    for _ in 0..1_000 {
        let place = Position {
            lat_e6: random.below(180_000_001) as i32 - 90_000_000,
            lng_e6: random.below(360_000_001) as i32 - 180_000_000,
        };
        assert_eq!(Position::parse(&place.text()), Some(place));
        assert!(place.metres_to(place) == 0);
    }
    // London to Paris, and across the line of dates.
    assert!((343_000..345_000).contains(&at(51.5074, -0.1278).metres_to(at(48.8566, 2.3522))));
    assert!((22_200..22_300).contains(&at(0.0, 179.9).metres_to(at(0.0, -179.9))));
    assert!((20_015_000..20_015_200).contains(&at(0.0, 0.0).metres_to(at(0.0, 180.0))));
}

fn length(from: Option<Position>, places: &[Position], order: &[usize]) -> u64 {
    let mut before = from;
    let mut metres = 0;
    for stop in order {
        metres += before.map_or(0, |before| u64::from(before.metres_to(places[*stop])));
        before = Some(places[*stop]);
    }
    metres
}

/// The best of all orders.
fn best(from: Option<Position>, places: &[Position], done: &mut Vec<usize>) -> u64 {
    if done.len() == places.len() {
        return length(from, places, done);
    }
    let mut least = u64::MAX;
    for next in 0..places.len() {
        if !done.contains(&next) {
            done.push(next);
            least = least.min(best(from, places, done));
            done.pop();
        }
    }
    least
}

#[test]
fn the_way_is_nearly_the_shortest_there_is() {
    let mut random = Random(42);
    let (mut found, mut ideal) = (0, 0);
    for case in 0..60 {
        let mut place =
            || at(31.0 + random.below(1_000_000) as f64 / 1e6, 121.0 + random.below(1_000_000) as f64 / 1e6);
        let places: Vec<Position> = (0..case % 8).map(|_| place()).collect();
        let from = (case % 2 == 0).then(&mut place);
        let order = shortest(from, &places);
        let mut sorted = order.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, (0..places.len()).collect::<Vec<_>>());
        let (ours, least) = (length(from, &places, &order), best(from, &places, &mut Vec::new()));
        assert!(ours as f64 <= least as f64 * 1.05 + 1.0, "case {case}: {ours} instead of {least}");
        (found, ideal) = (found + ours, ideal + least);
    }
    assert!(found as f64 <= ideal as f64 * 1.002, "{found} instead of {ideal}");
    // As many as are ever asked for come at once; those in a row stay in a row.
    let row: Vec<Position> = (0..60).map(|n| at(31.0, 121.0 + f64::from(n * 37 % 60) / 100.0)).collect();
    let order = shortest(Some(at(31.0, 120.9)), &row);
    assert!(order.iter().map(|stop| row[*stop].lng_e6).is_sorted());
}

#[test]
fn visits_are_ordered_timed_and_become_events() {
    let mut book = book();
    let found = way(&book, route(&[3, 1, 5, 2, 4, 3, 99], false));
    let names: Vec<&str> = found.stops.iter().map(|stop| stop.name.as_str()).collect();
    assert!(
        names == ["Hongqiao", "Jing'an", "Bund", "Pudong", "Somewhere"]
            || names == ["Pudong", "Bund", "Jing'an", "Hongqiao", "Somewhere"],
        "{names:?}"
    );
    assert_eq!(found.unplaced, 1);
    assert!(
        found
            .stops
            .windows(2)
            .all(|pair| pair[1].starts >= pair[0].ends && pair[0].ends - pair[0].starts == 45 * 60_000)
    );
    assert_eq!(found.stops[0].starts, NOW);
    let given = way(&book, route(&[3, 1, 2], true));
    assert_eq!(given.stops.iter().map(|stop| stop.customer.0).collect::<Vec<_>>(), [3, 1, 2]);
    assert!(given.metres > way(&book, route(&[3, 1, 2], false)).metres);
    let deed = FieldDeed::PlanVisits { route: route(&[3, 1, 2], true), title: "Visit {name}".into(), owner: None };
    act(&mut book, deed).expect("planned");
    let tasks = book.table(task::ID).expect("events");
    assert_eq!(tasks.live(), 3);
    assert_eq!(tasks.text(0, task::NAME).to_owned(), "Visit Bund");
    let reminds = model::Decimal::whole(10).map_or(Value::Empty, Value::Number);
    assert_eq!(tasks.value(0, task::REMIND_MINUTES.id, &book.ids), reminds);
    let none = FieldDeed::PlanVisits { route: route(&[99], true), title: String::new(), owner: None };
    assert_eq!(act(&mut book, none), Err(Failure::NotFound));
}

#[test]
fn near_customers_come_first_or_those_who_wait_longest() {
    let mut book = book();
    let names = |near: &Near| near.customers.iter().map(|one| one.name.clone()).collect::<Vec<_>>();
    let answer = near(&book, Some(at(31.2397, 121.49)), NearOrder::Distance);
    assert_eq!(names(&answer), ["Bund", "Jing'an", "Hongqiao", "Pudong", "Nonsense", "Somewhere"]);
    assert_eq!((answer.all, answer.placed, answer.unreadable), (6, 4, 1));
    assert_eq!((answer.customers[0].metres, answer.customers[4].metres), (Some(0), None));
    let call = model::options::ACTIVITY_KIND.id("call").expect("declared");
    for (id, customer, days) in [(50, 4, 100), (51, 1, 10), (52, 2, 61)] {
        let fields = [
            (FieldId::ALIVE, Value::Bool(true)),
            (activity::KIND.id, Value::Option(call)),
            (activity::CUSTOMER.id, Value::Reference(RecordId(customer))),
            (activity::AT.id, Value::Instant(NOW - days * DAY_MILLIS)),
        ];
        write(&mut book, activity::ID, id, &fields);
    }
    let level = |n| [(customer::LEVEL.id, Value::Option(OptionId(n)))];
    write(&mut book, customer::ID, 4, &level(2));
    let answer = near(&book, None, NearOrder::Overdue);
    assert_eq!(names(&answer)[..3], ["Pudong", "Jing'an", "Hongqiao"]);
    // Of level B 60 days; of whom no level is known, and who was never talked with, as many as of level C since they came: today.
    let late: Vec<Option<i32>> = answer.customers.iter().map(|one| one.overdue_days).collect();
    assert_eq!(late, [Some(40), Some(-59), Some(-110), Some(-120), Some(-120), Some(-120)]);
    // Neither a note nor a call that is planned is a contact.
    let note = model::options::ACTIVITY_KIND.id("note").expect("declared");
    for (id, kind, status) in [(60, note, 2), (61, call, 1), (62, call, 3)] {
        let fields = [
            (FieldId::ALIVE, Value::Bool(true)),
            (activity::KIND.id, Value::Option(kind)),
            (activity::STATUS.id, Value::Option(OptionId(status))),
            (activity::CUSTOMER.id, Value::Reference(RecordId(4))),
            (activity::AT.id, Value::Instant(NOW - DAY_MILLIS)),
        ];
        write(&mut book, activity::ID, id, &fields);
    }
    assert_eq!(near(&book, None, NearOrder::Overdue).customers[0].overdue_days, Some(40));
    // Who was let go is not visited.
    write(&mut book, customer::ID, 4, &[(customer::ENDED_AT.id, Value::Day(Day(20_000)))]);
    assert_eq!(near(&book, None, NearOrder::Overdue).all, 5);
}

fn new(customer: Option<u128>, position: Option<Position>) -> NewCheckIn {
    let photo = NewFile { name: "door.jpg".into(), media_type: "image/jpeg".into(), bytes: 10, hash: "cd".repeat(32) };
    NewCheckIn {
        customer: customer.map(RecordId),
        position,
        accuracy_m: Some(20),
        at: NOW,
        note: "Talked with the owner".into(),
        files: vec![photo],
        owner: None,
        keep_position: false,
    }
}

#[test]
fn a_check_in_is_a_visit_and_its_seal_tells_of_later_changes() {
    let mut book = book();
    let id =
        act(&mut book, FieldDeed::CheckIn(Box::new(new(Some(3), Some(at(31.2398, 121.4901)))))).expect("checked in");
    let id = id.expect("a record");
    let visit = book.get(check_in::ID, id, check_in::ACTIVITY).expect("a visit");
    assert_eq!(book.get(activity::ID, visit, activity::CUSTOMER), Some(RecordId(3)));
    let sealed = |book: &Workspace| check_ins(book)[0].proof;
    assert_eq!(sealed(&book), Proof::Unchanged);
    let shown = &check_ins(&book)[0];
    assert!(!shown.far && shown.metres_off.is_some_and(|metres| metres < 30) && shown.files.len() == 1);
    // A note may be corrected; place, time, customer and photo may not.
    write(&mut book, check_in::ID, id.0, &[(check_in::NOTE.id, Value::Text("Talked with her".into()))]);
    assert_eq!(sealed(&book), Proof::Unchanged);
    for (field, other) in [
        (check_in::AT.id, Value::Instant(NOW - 1)),
        (check_in::POSITION.id, Value::Text("31.2,121.4".into())),
        (check_in::CUSTOMER.id, Value::Reference(RecordId(1))),
        (check_in::ACCURACY.id, Value::Empty),
    ] {
        let before = book.value(check_in::ID, id, field);
        write(&mut book, check_in::ID, id.0, &[(field, other)]);
        assert_eq!(sealed(&book), Proof::Changed, "{field:?}");
        write(&mut book, check_in::ID, id.0, &[(field, before)]);
        assert_eq!(sealed(&book), Proof::Unchanged, "{field:?}");
    }
    // On the timeline the photo stands with the visit.
    let page = engine::customer::answer(&book, None, RecordId(3), 10).expect("a customer");
    let [TimelineEntry::Activity { id: shown, more, .. }] = &page.timeline[..] else { panic!("{:?}", page.timeline) };
    assert_eq!((*shown, more.files.len()), (visit, 1));
    let photo = check_ins(&book)[0].files[0].id;
    write(&mut book, attachment::ID, photo.0, &[(FieldId::ALIVE, Value::Bool(false))]);
    assert_eq!(sealed(&book), Proof::Changed);
}

#[test]
fn far_away_is_said_and_not_refused_and_a_place_can_be_kept() {
    let mut book = book();
    act(&mut book, FieldDeed::CheckIn(Box::new(new(Some(4), Some(at(31.2398, 121.4901)))))).expect("checked in");
    let shown = &check_ins(&book)[0];
    assert!(shown.far && shown.metres_off.is_some_and(|metres| metres > 20_000));
    // Somewhere has no place yet; without a position it can be checked in at all the same.
    let keep = NewCheckIn { keep_position: true, ..new(Some(5), Some(at(31.3, 121.5))) };
    act(&mut book, FieldDeed::CheckIn(Box::new(keep))).expect("checked in");
    assert_eq!(book.get(customer::ID, RecordId(5), customer::POSITION).as_deref(), Some("31.300000,121.500000"));
    act(&mut book, FieldDeed::CheckIn(Box::new(new(Some(6), None)))).expect("checked in by hand");
    assert!(act(&mut book, FieldDeed::CheckIn(Box::new(new(None, None)))).is_err());
    assert!(act(&mut book, FieldDeed::CheckIn(Box::new(new(Some(99), None)))).is_err());
    assert_eq!(check_ins(&book).len(), 3);
}

#[test]
fn who_checks_in_has_made_the_visit_that_was_planned() {
    let mut book = book();
    let owner = Some(RecordId(77));
    let plan = |book: &mut Workspace, start: i64, owner| {
        let route = Route { start, ..route(&[3], true) };
        act(book, FieldDeed::PlanVisits { route, title: "Visit {name}".into(), owner }).expect("planned");
        let tasks = book.table(task::ID).expect("tasks");
        book.ids.id(tasks.handle(tasks.len() - 1))
    };
    let hour = DAY_MILLIS / 24;
    let mine = plan(&mut book, NOW + hour, owner);
    let others = plan(&mut book, NOW, Some(RecordId(78)));
    let evening = plan(&mut book, NOW + 9 * hour, owner);
    let tomorrow = plan(&mut book, NOW + DAY_MILLIS, owner);
    let check_in = NewCheckIn { owner, ..new(Some(3), None) };
    act(&mut book, FieldDeed::CheckIn(Box::new(check_in))).expect("checked in");
    let done = |id| (book.get(task::ID, id, task::STATUS), book.get(task::ID, id, task::DONE_AT));
    assert_eq!(done(mine), (model::options::TASK_STATUS.id("completed"), Some(NOW)));
    for open in [others, evening, tomorrow] {
        assert_eq!(done(open), (model::options::TASK_STATUS.id("not_started"), None));
    }
}

#[test]
fn who_checks_in_has_made_the_visit_that_was_planned_for_the_whole_day() {
    // At seven in the morning in Shanghai: a whole day is kept as noon in Greenwich, thirteen hours later.
    let (zone, at) = (protocol::Zone::fixed(480), 20_599 * DAY_MILLIS + 23 * 3_600_000);
    let mut book = book();
    let visit = |book: &mut Workspace, id: u128, due: i64, whole: bool| {
        let fields = [
            (FieldId::ALIVE, Value::Bool(true)),
            (task::KIND.id, Value::Option(model::options::TASK_KIND.id("event").expect("declared"))),
            (task::DUE.id, Value::Instant(due)),
            (task::ALL_DAY.id, Value::Bool(whole)),
            (task::CUSTOMER.id, Value::Reference(RecordId(3))),
        ];
        write(book, task::ID, id, &fields);
    };
    let noon = 20_600 * DAY_MILLIS + DAY_MILLIS / 2;
    visit(&mut book, 101, noon, true);
    visit(&mut book, 102, noon + DAY_MILLIS, true);
    visit(&mut book, 103, at + 3_600_000, false);
    let mut made = || {
        let check_in = NewCheckIn { at, ..new(Some(3), None) };
        let context = Context { zone: &zone, today: Day(20_600), now_millis: at, ..context(&book) };
        let deed = SellingDeed::Field(FieldDeed::CheckIn(Box::new(check_in)));
        let mut next = 1_000 + u128::from(book.version()) * 10;
        let plan = selling::plan(&context, &deed, &mut || {
            next += 1;
            RecordId(next)
        });
        let plan = plan.expect("checked in");
        let done = plan.cells.iter().find(|cell| cell.field == task::DONE_AT.id && cell.collection == task::ID);
        let done = done.map(|cell| cell.record.0);
        apply(&mut book, plan.cells);
        done
    };
    assert_eq!(made(), Some(103), "one that has a time comes first");
    assert_eq!(made(), Some(101));
    assert_eq!(made(), None, "tomorrow's is not made");
}
