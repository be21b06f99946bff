//! The agenda: what stands where, what a step changes, whom to think of, and the file for calendars.

use engine::selling::{self, Context, Plan};
use engine::{Book, Workspace};
use model::schema::{FromValue, Key, THE_SETTINGS, activity, contact, customer, setting, task};
use model::{Cell, CollectionId, Currency, Day, Decimal, DeviceId, FieldId, Label, Operation, OptionId, Part, RecordId, Stamp, Value};
use protocol::{
    AgendaAnswer, AgendaDeed, AgendaItems, AgendaQuery, AgendaSpan, Care, CareAnswer, CareKind, Failure, Moment, Problem, ProblemCode,
    RemindersAnswer, SellingAnswer, SellingDeed, SellingQuery, TodayAnswer, TodayQuery, Zone,
};

const HOUR: i64 = 3_600_000;
const DAILY: OptionId = OptionId(1);
const WEEKLY: OptionId = OptionId(3);
const MONTHLY: OptionId = OptionId(5);
const COMPLETED: OptionId = OptionId(3);

fn day(text: &str) -> Day {
    Day::parse_iso(text).expect("a day")
}

/// Berlin in 2026 and 2027.
fn berlin() -> Zone {
    let at = |text: &str| i64::from(day(text).0) * 24 * HOUR + HOUR;
    let changes = [("2026-03-29", 120), ("2026-10-25", 60), ("2027-03-28", 120), ("2027-10-31", 60)];
    Zone { first: 60, changes: changes.map(|(text, minutes)| (at(text), minutes)).to_vec() }
}

struct Desk {
    workspace: Workspace,
    today: Day,
    zone: Zone,
    next: u128,
}

impl Desk {
    fn new(today: &str) -> Desk {
        Desk { workspace: Workspace::default(), today: day(today), zone: berlin(), next: 1000 }
    }

    fn context(&self) -> Context<'_> {
        let now_millis = self.zone.instant(self.today, 12 * 60);
        let offset_minutes = self.zone.offset_at(now_millis);
        Context { workspace: &self.workspace, scores: None, today: self.today, now_millis, offset_minutes, currency: Currency::EUR }
    }

    fn apply(&mut self, cells: Vec<Cell>, label: Label) {
        let stamp = Stamp::new(self.context().now_millis as u64, self.workspace.version() as u16, DeviceId(1));
        self.workspace.apply(&Operation { stamp, label, parts: vec![Part::Cells(cells)] });
    }

    fn add(&mut self, collection: CollectionId, fields: &[(FieldId, Value)]) -> RecordId {
        self.next += 1;
        let record = RecordId(self.next);
        let alive = (FieldId::ALIVE, Value::Bool(true));
        let cell = |(field, value)| Cell { collection, record, field, value };
        self.apply(fields.iter().cloned().chain([alive]).map(cell).collect(), Label::Create(collection));
        record
    }

    fn task(&mut self, name: &str, text: &str, minute: Option<u32>, more: &[(FieldId, Value)]) -> RecordId {
        let due = match minute {
            Some(minute) => self.zone.instant(day(text), minute),
            None => i64::from(day(text).0) * 24 * HOUR + 12 * HOUR,
        };
        let mut fields = vec![(task::NAME.id, Value::Text(name.into())), (task::DUE.id, Value::Instant(due))];
        fields.push((task::ALL_DAY.id, Value::Bool(minute.is_none())));
        fields.extend_from_slice(more);
        self.add(task::ID, &fields)
    }

    fn plan(&mut self, deed: AgendaDeed) -> Result<Plan, Failure> {
        let mut next = self.next;
        let plan = selling::plan(&self.context(), &SellingDeed::Agenda(deed), &mut || {
            next += 1;
            RecordId(next)
        });
        self.next = next;
        plan
    }

    fn act(&mut self, deed: AgendaDeed) {
        let plan = self.plan(deed).expect("can be done");
        self.apply(plan.cells, plan.label);
    }

    fn complete(&mut self, id: RecordId) {
        let zone = self.zone.clone();
        self.act(AgendaDeed::Complete { tasks: vec![id], zone });
    }

    fn ask(&self, query: AgendaQuery) -> AgendaAnswer {
        match selling::answer(&self.context(), &SellingQuery::Agenda(query)) {
            SellingAnswer::Agenda(answer) => answer,
            other => panic!("{other:?}"),
        }
    }

    fn span(&self, from: Option<&str>, to: Option<&str>, more: impl FnOnce(&mut AgendaSpan)) -> AgendaItems {
        let (from, to, zone) = (from.map(day), to.map(day), self.zone.clone());
        let mut span = AgendaSpan { zone, owner: None, customer: None, from, to, done: false, coming: false, limit: 100 };
        more(&mut span);
        match self.ask(AgendaQuery::Span(span)) {
            AgendaAnswer::Items(items) => items,
            other => panic!("{other:?}"),
        }
    }

    fn lines(&self, from: Option<&str>, to: Option<&str>) -> Vec<String> {
        let items = self.span(from, to, |span| span.coming = true).items;
        let line = |moment: Option<Moment>| match moment {
            None => "-".to_owned(),
            Some(Moment { day, minute: None }) => day.iso(),
            Some(Moment { day, minute: Some(minute) }) => format!("{} {:02}:{:02}", day.iso(), minute / 60, minute % 60),
        };
        items.iter().map(|item| format!("{} {}{}", line(item.when), item.name, if item.coming { " …" } else { "" })).collect()
    }

    fn care(&self) -> CareAnswer {
        let care = Care { day: self.today, zone: self.zone.clone(), owner: None, limit: 50 };
        match self.ask(AgendaQuery::Care(care)) {
            AgendaAnswer::Care(answer) => answer,
            other => panic!("{other:?}"),
        }
    }

    fn cared(&self) -> Vec<String> {
        let name = |item: &protocol::CareItem| item.contact.as_ref().unwrap_or(&item.customer).1.clone();
        self.care().items.iter().map(|item| format!("{:?} {} {}", item.kind, item.day.iso(), name(item))).collect()
    }

    fn reminders(&self, after: i64) -> RemindersAnswer {
        match self.ask(AgendaQuery::Reminders { zone: self.zone.clone(), owner: None, after }) {
            AgendaAnswer::Reminders(answer) => answer,
            other => panic!("{other:?}"),
        }
    }

    fn calendar(&self, only: Option<RecordId>) -> String {
        let query = AgendaQuery::Calendar { zone: self.zone.clone(), task: only, birthday: "{name}: birthday".into() };
        match self.ask(query) {
            AgendaAnswer::Calendar(file) => file,
            other => panic!("{other:?}"),
        }
    }

    fn get<T: FromValue>(&self, id: RecordId, key: Key<T>) -> Option<T> {
        self.workspace.get(task::ID, id, key)
    }

    fn person(&mut self, name: &str, more: &[(FieldId, Value)]) -> RecordId {
        let mut fields = vec![(customer::NAME.id, Value::Text(name.into()))];
        fields.extend_from_slice(more);
        self.add(customer::ID, &fields)
    }

    fn talk(&mut self, with: RecordId, text: &str, status: u16) {
        let at = self.zone.instant(day(text), 600);
        let fields = [
            (activity::CUSTOMER.id, Value::Reference(with)),
            (activity::AT.id, Value::Instant(at)),
            (activity::STATUS.id, Value::Option(OptionId(status))),
        ];
        self.add(activity::ID, &fields);
    }
}

fn repeats(every: OptionId) -> (FieldId, Value) {
    (task::REPEAT.id, Value::Option(every))
}

#[test]
fn a_span_holds_what_stands_in_it_in_the_order_of_the_day() {
    let mut desk = Desk::new("2026-11-29");
    desk.task("tea", "2026-11-29", Some(16 * 60), &[]);
    desk.task("low", "2026-11-29", None, &[(task::PRIORITY.id, Value::Option(OptionId(1)))]);
    desk.task("urgent", "2026-11-29", None, &[(task::PRIORITY.id, Value::Option(OptionId(4)))]);
    desk.task("late evening", "2026-11-29", Some(23 * 60 + 59), &[]);
    desk.task("old", "2026-11-20", Some(60), &[]);
    desk.task("tomorrow", "2026-11-30", Some(0), &[]);
    desk.add(task::ID, &[(task::NAME.id, Value::Text("some day".into()))]);
    let ends = desk.zone.instant(day("2026-12-01"), 600);
    desk.task("fair", "2026-11-28", Some(600), &[(task::ENDS.id, Value::Instant(ends)), (task::KIND.id, Value::Option(OptionId(2)))]);
    let today = ["2026-11-28 10:00 fair", "2026-11-29 urgent", "2026-11-29 low", "2026-11-29 16:00 tea", "2026-11-29 23:59 late evening"];
    assert_eq!(desk.lines(Some("2026-11-29"), Some("2026-11-29")), today);
    let all = desk.lines(None, None);
    assert_eq!((all.len(), all.last().map(String::as_str)), (8, Some("- some day")));
    let few = desk.span(None, None, |span| span.limit = 3);
    assert_eq!((few.items.len(), few.total), (3, 8));
}

#[test]
fn whose_work_it_is_decides_who_sees_it() {
    let mut desk = Desk::new("2026-11-29");
    let (ann, bob) = (RecordId(1), RecordId(2));
    for (name, owner) in [("hers", Some(ann)), ("his", Some(bob)), ("nobody's", None)] {
        let owner = owner.map_or(Value::Empty, Value::Reference);
        desk.task(name, "2026-11-29", None, &[(task::OWNER.id, owner)]);
    }
    let names = |items: AgendaItems| items.items.into_iter().map(|item| item.name).collect::<Vec<_>>();
    assert_eq!(names(desk.span(None, None, |span| span.owner = Some(ann))), ["hers", "nobody's"]);
    assert_eq!(names(desk.span(None, None, |span| span.owner = Some(RecordId(77)))), ["nobody's"]);
    assert_eq!(desk.span(None, None, |_| ()).total, 3);
}

#[test]
fn what_repeats_comes_back_at_the_same_time_on_the_clock() {
    let mut desk = Desk::new("2026-03-27");
    // A week over the night in which clocks go forward.
    let ends = desk.zone.instant(day("2026-03-27"), 10 * 60);
    let id = desk.task("team", "2026-03-27", Some(9 * 60), &[repeats(WEEKLY), (task::ENDS.id, Value::Instant(ends)), (task::PLACE.id, Value::Text("Room 1".into()))]);
    desk.complete(id);
    assert_eq!(desk.get(id, task::STATUS), Some(COMPLETED));
    assert_eq!(desk.get(id, task::DONE_AT), Some(desk.context().now_millis));
    let items = desk.span(None, None, |_| ()).items;
    let [next] = items.as_slice() else { panic!("{items:?}") };
    assert_eq!(next.when, Some(Moment { day: day("2026-04-03"), minute: Some(540) }));
    assert_eq!(next.ends, Some(Moment { day: day("2026-04-03"), minute: Some(600) }));
    assert_eq!((next.place.as_str(), next.repeat), ("Room 1", Some(WEEKLY)));
    let length = desk.get(next.id, task::DUE).expect("due") - desk.get(id, task::DUE).expect("due");
    assert_eq!(length, (7 * 24 - 1) * HOUR, "an hour less");
}

#[test]
fn month_ends_come_back_as_month_ends_until_the_series_is_over() {
    let mut desk = Desk::new("2027-01-31");
    let until = (task::REPEAT_UNTIL.id, Value::Day(day("2027-04-29")));
    desk.task("report", "2027-01-31", None, &[repeats(MONTHLY), until]);
    let mut days = Vec::new();
    while let Some(item) = desk.span(None, None, |_| ()).items.pop() {
        desk.today = item.when.expect("a day").day;
        days.push(desk.today.iso());
        desk.complete(item.id);
    }
    assert_eq!(days, ["2027-01-31", "2027-02-28", "2027-03-31"]);
}

#[test]
fn whoever_is_late_is_asked_once_more_and_not_for_every_day() {
    let mut desk = Desk::new("2026-11-29");
    let id = desk.task("till", "2026-11-10", Some(1080), &[repeats(DAILY)]);
    desk.complete(id);
    assert_eq!(desk.lines(None, Some("2026-11-30")), ["2026-11-29 18:00 till", "2026-11-30 18:00 till …"]);
}

#[test]
fn coming_occurrences_are_shown_and_not_kept() {
    let mut desk = Desk::new("2026-11-29");
    desk.task("team", "2026-11-30", Some(540), &[repeats(WEEKLY), (task::REPEAT_UNTIL.id, Value::Day(day("2026-12-20")))]);
    let shown = ["2026-11-30 09:00 team", "2026-12-07 09:00 team …", "2026-12-14 09:00 team …"];
    assert_eq!(desk.lines(Some("2026-11-30"), Some("2026-12-31")), shown);
    assert_eq!(desk.lines(Some("2026-12-08"), Some("2026-12-14")), ["2026-12-14 09:00 team …"]);
}

#[test]
fn put_off_moved_and_cancelled() {
    let mut desk = Desk::new("2026-11-29");
    let zone = desk.zone.clone();
    let call = desk.task("call", "2026-11-28", Some(540), &[]);
    let until = zone.instant(day("2026-12-01"), 540);
    desk.act(AgendaDeed::Snooze { tasks: vec![call], until });
    assert_eq!(desk.lines(None, None), ["2026-12-01 09:00 call"]);
    // Moved, it is not put off any more.
    desk.act(AgendaDeed::Move { task: call, to: Moment { day: day("2026-12-05"), minute: Some(540) }, zone: zone.clone() });
    assert_eq!(desk.lines(None, None), ["2026-12-05 09:00 call"]);
    assert_eq!(desk.get(call, task::SNOOZED_UNTIL), None);
    // A whole day that goes to a time is none any more.
    let letter = desk.task("letter", "2026-11-29", None, &[]);
    desk.act(AgendaDeed::Move { task: letter, to: Moment { day: day("2026-12-06"), minute: Some(600) }, zone: zone.clone() });
    assert_eq!(desk.lines(None, None), ["2026-12-05 09:00 call", "2026-12-06 10:00 letter"]);
    // The length stays over the end of a month.
    let ends = zone.instant(day("2026-11-30"), 30);
    let trip = desk.task("trip", "2026-11-29", Some(1380), &[(task::ENDS.id, Value::Instant(ends))]);
    desk.act(AgendaDeed::Move { task: trip, to: Moment { day: day("2026-12-31"), minute: Some(1380) }, zone: zone.clone() });
    assert_eq!(desk.span(None, None, |_| ()).items[2].ends, Some(Moment { day: day("2027-01-01"), minute: Some(30) }));
    for id in [call, letter, trip] {
        desk.act(AgendaDeed::Cancel { task: id, series: true, zone: zone.clone() });
    }
    assert_eq!(desk.span(None, None, |_| ()).total, 0);
    assert_eq!(desk.span(None, None, |span| span.done = true).total, 3);
    assert_eq!(desk.plan(AgendaDeed::Complete { tasks: vec![call], zone }), Err(Failure::NotFound), "it is cancelled");
    desk.act(AgendaDeed::Reopen { tasks: vec![call] });
    assert_eq!(desk.span(None, None, |_| ()).total, 1);
}

#[test]
fn one_of_a_series_is_moved_or_cancelled_alone() {
    let mut desk = Desk::new("2026-11-29");
    let zone = desk.zone.clone();
    let team = desk.task("team", "2026-11-30", Some(540), &[repeats(WEEKLY)]);
    desk.act(AgendaDeed::Move { task: team, to: Moment { day: day("2026-12-02"), minute: Some(540) }, zone: zone.clone() });
    assert_eq!(desk.lines(None, Some("2026-12-07")), ["2026-12-02 09:00 team", "2026-12-07 09:00 team …"]);
    desk.act(AgendaDeed::Cancel { task: team, series: false, zone: zone.clone() });
    assert_eq!(desk.lines(None, Some("2026-12-07")), ["2026-12-07 09:00 team"]);
    let next = desk.span(None, None, |_| ()).items[0].id;
    desk.act(AgendaDeed::Cancel { task: next, series: true, zone });
    assert_eq!(desk.span(None, None, |_| ()).total, 0);
}

#[test]
fn reminders_come_in_the_order_of_time() {
    let mut desk = Desk::new("2026-11-29");
    let before = |minutes| (task::REMIND_MINUTES.id, Value::Number(Decimal::whole(minutes).expect("fits")));
    desk.task("visit", "2026-11-30", Some(600), &[before(30)]);
    desk.task("day", "2026-11-30", None, &[before(0)]);
    desk.task("no reminder", "2026-11-30", Some(600), &[]);
    desk.task("reminder", "2026-11-30", Some(480), &[(task::KIND.id, Value::Option(OptionId(3)))]);
    let overdue = desk.task("overdue", "2026-11-28", Some(480), &[before(5)]);
    let now = desk.context().now_millis;
    let told = desk.reminders(now);
    let at = |reminder: &protocol::Reminder| (reminder.name.clone(), desk.zone.local(reminder.at));
    let tomorrow = day("2026-11-30");
    let expected = [("reminder", 480), ("day", 540), ("visit", 570)].map(|(name, minute)| (name.to_owned(), (tomorrow, minute)));
    assert_eq!(told.next.iter().map(at).collect::<Vec<_>>(), expected);
    assert_eq!((told.overdue, told.today), (1, 0));
    desk.act(AgendaDeed::Snooze { tasks: vec![overdue], until: now + HOUR });
    let told = desk.reminders(now);
    assert_eq!((told.next[0].name.as_str(), told.next[0].at, told.overdue, told.today), ("overdue", now + HOUR, 0, 1));
}

#[test]
fn birthdays_come_by_themselves_and_go_when_somebody_was_greeted() {
    let mut desk = Desk::new("2026-02-26");
    let born = |text| (customer::BIRTHDAY.id, Value::Day(day(text)));
    let leap = desk.person("Leap", &[born("1996-02-29")]);
    desk.person("Soon", &[born("1980-03-05")]);
    desk.person("Just past", &[born("1980-02-24")]);
    desk.person("Far", &[born("1980-03-06")]);
    desk.person("Born today", &[born("2026-02-26")]);
    desk.person("Do not call", &[born("1980-02-26"), (customer::DO_NOT_CALL.id, Value::Bool(true))]);
    desk.person("Withdrawn", &[born("1980-02-26"), (customer::CONSENT.id, Value::Option(model::options::CONSENT_WITHDRAWN))]);
    desk.person("Ended", &[born("1980-02-26"), (customer::ENDED_AT.id, Value::Day(day("2025-01-01")))]);
    let all = ["Birthday 2026-02-24 Just past", "Birthday 2026-02-28 Leap", "Birthday 2026-03-05 Soon"];
    assert_eq!(desk.cared(), all);
    let said = AgendaDeed::Cared {
        kind: CareKind::Birthday,
        day: day("2026-02-28"),
        customer: leap,
        contact: None,
        how: OptionId(5),
        text: "All the best".into(),
        owner: None,
    };
    let plan = desk.plan(said.clone()).expect("can be done");
    let record = plan.cells[0].record;
    desk.apply(plan.cells, plan.label);
    assert_eq!(desk.cared(), [all[0], all[2]]);
    assert_eq!(desk.workspace.get(activity::ID, record, activity::TEXT).as_deref(), Some("All the best"));
    // Undone, it stands there again.
    let dead = Cell { collection: activity::ID, record, field: FieldId::ALIVE, value: Value::Bool(false) };
    desk.apply(vec![dead], Label::Delete(activity::ID, 1));
    assert_eq!(desk.cared(), all);
    // Put off, it is a reminder.
    let until = desk.zone.instant(day("2026-02-28"), 540);
    let later = AgendaDeed::CareLater { kind: CareKind::Birthday, day: day("2026-02-28"), customer: leap, contact: None, name: "Leap".into(), until, owner: None };
    desk.act(later);
    assert_eq!(desk.cared(), [all[0], all[2]]);
    assert_eq!(desk.lines(None, None), ["2026-02-28 09:00 Leap"]);
    // In a leap year it is on its day.
    desk.today = day("2028-02-26");
    assert!(desk.cared().contains(&"Birthday 2028-02-29 Leap".to_owned()));
}

#[test]
fn contacts_have_days_of_their_own() {
    let mut desk = Desk::new("2026-06-01");
    let firm = desk.person("Firm", &[]);
    let gone = desk.person("Gone", &[(customer::ENDED_AT.id, Value::Day(day("2025-01-01")))]);
    for (of, name, silent) in [(firm, "王芳", false), (firm, "Quiet", true), (gone, "Past", false)] {
        let fields = [
            (contact::NAME.id, Value::Text(name.into())),
            (contact::CUSTOMER.id, Value::Reference(of)),
            (contact::BIRTHDAY.id, Value::Day(day("1990-06-02"))),
            (contact::ANNIVERSARY.id, Value::Day(day("2015-06-03"))),
            (contact::DO_NOT_CALL.id, Value::Bool(silent)),
            (contact::MOBILE.id, Value::Text("+86 1".into())),
        ];
        desk.add(contact::ID, &fields);
    }
    assert_eq!(desk.cared(), ["Birthday 2026-06-02 王芳", "Anniversary 2026-06-03 王芳"]);
    let care = desk.care();
    assert!(care.items.iter().all(|item| item.chinese && item.phone == "+86 1"));
}

#[test]
fn holidays_are_greeted_in_the_customer_s_calendar() {
    let mut desk = Desk::new("2026-02-12");
    let level = |n| (customer::LEVEL.id, Value::Option(OptionId(n)));
    desk.person("王小明", &[level(1)]);
    desk.person("李四", &[level(3)]);
    desk.person("Acme", &[level(2)]);
    assert_eq!(desk.cared(), ["SpringFestival 2026-02-17 王小明"]);
    desk.today = day("2026-04-04");
    desk.apply(Vec::new(), Label::Create(customer::ID));
    // Easter is Qingming's day in 2026: nobody is wished a happy Qingming.
    let dates: Vec<String> = desk.cared().into_iter().filter(|line| !line.starts_with("Silence")).collect();
    assert_eq!(dates, ["Easter 2026-04-05 Acme"]);
    let month = desk.span(Some("2026-04-01"), Some("2026-04-30"), |_| ()).holidays;
    let kinds: Vec<CareKind> = month.iter().map(|holiday| holiday.kind).collect();
    assert_eq!(kinds, [CareKind::Easter, CareKind::Qingming]);
}

#[test]
fn silence_is_measured_by_level_from_the_last_conversation_that_took_place() {
    let mut desk = Desk::new("2026-06-01");
    let level = |n| (customer::LEVEL.id, Value::Option(OptionId(n)));
    let (a, b, c) = (desk.person("A", &[level(1)]), desk.person("B", &[level(2)]), desk.person("C", &[level(3)]));
    let none = desk.person("Never", &[level(1)]);
    for id in [a, b, c] {
        desk.talk(id, "2026-06-01", 2);
    }
    // Planned, or it did not take place: nobody talked.
    desk.talk(a, "2026-06-20", 3);
    desk.talk(a, "2026-12-20", 1);
    desk.today = day("2026-06-30");
    assert_eq!(desk.cared(), Vec::<String>::new());
    desk.today = day("2026-07-01");
    assert_eq!(desk.cared(), ["Silence 2026-06-01 A", "Silence 2026-06-01 Never"]);
    assert_eq!(desk.care().items.iter().map(|item| item.silent_days).collect::<Vec<_>>(), [Some(30), None]);
    desk.today = day("2026-07-31");
    assert_eq!(desk.cared().len(), 3);
    desk.today = day("2026-09-29");
    assert_eq!(desk.cared().len(), 4);
    // A call ends the silence; 0 days want no suggestion.
    let cared = |customer| AgendaDeed::Cared {
        kind: CareKind::Silence,
        day: day("2026-06-01"),
        customer,
        contact: None,
        how: OptionId(1),
        text: String::new(),
        owner: None,
    };
    desk.act(cared(a));
    desk.act(cared(none));
    assert_eq!(desk.cared(), ["Silence 2026-06-01 B", "Silence 2026-06-01 C"]);
    let set = |field: FieldId, days: i64| Cell { collection: setting::ID, record: THE_SETTINGS, field, value: Value::Number(Decimal(days * Decimal::ONE)) };
    let alive = Cell { collection: setting::ID, record: THE_SETTINGS, field: FieldId::ALIVE, value: Value::Bool(true) };
    desk.apply(vec![alive, set(setting::CARE_DAYS_B.id, 0), set(setting::CARE_DAYS_C.id, 365)], Label::Create(setting::ID));
    assert_eq!(desk.cared(), Vec::<String>::new());
}

#[test]
fn today_tells_what_waits() {
    let mut desk = Desk::new("2026-11-29");
    desk.task("late", "2026-11-20", Some(60), &[]);
    desk.task("past event", "2026-11-20", Some(60), &[(task::KIND.id, Value::Option(OptionId(2)))]);
    let done = desk.task("done", "2026-11-29", None, &[]);
    desk.task("now", "2026-11-29", Some(600), &[]);
    desk.task("next", "2026-12-02", Some(600), &[]);
    desk.task("after", "2026-12-03", Some(600), &[]);
    desk.complete(done);
    let care = Care { day: desk.today, zone: desk.zone.clone(), owner: None, limit: 5 };
    let SellingAnswer::Today(TodayAnswer { overdue, overdue_all, today, today_all, done, next, care }) =
        selling::answer(&desk.context(), &SellingQuery::Today(TodayQuery { care, limit: 5 }))
    else {
        panic!("another answer")
    };
    assert_eq!((overdue[0].name.as_str(), overdue_all), ("late", 1));
    assert_eq!((today[0].name.as_str(), today_all, done), ("now", 1, 1));
    assert_eq!(next.expect("one").name, "next");
    assert_eq!(care, CareAnswer { silent_days: [30, 60, 120], ..CareAnswer::default() });
}

#[test]
fn an_end_before_its_beginning_is_refused_everywhere() {
    use engine::storage::Memory;
    pollster::block_on(async {
        let book = Book::open(Memory::default(), DeviceId(1)).await.expect("opens");
        let id = RecordId(5);
        let write = |label: Label, fields: Vec<(FieldId, Value)>| {
            let cells: Vec<Cell> = fields.into_iter().map(|(field, value)| Cell { collection: task::ID, record: id, field, value }).collect();
            let book = &book;
            async move {
                let build = |_: &Workspace, stamp| Ok(Operation { stamp, label: label.clone(), parts: vec![Part::Cells(cells.clone())] });
                book.commit(1, build).await.map(|_| ())
            }
        };
        let at = |key: Key<i64>, n: i64| (key.id, Value::Instant(n));
        let refused = Err(Failure::from(Problem::plain(ProblemCode::EndBeforeStart)));
        let alive = (FieldId::ALIVE, Value::Bool(true));
        assert_eq!(write(Label::Create(task::ID), vec![alive.clone(), at(task::DUE, 10), at(task::ENDS, 9)]).await, refused);
        assert_eq!(write(Label::Create(task::ID), vec![alive, at(task::DUE, 10), at(task::ENDS, 10)]).await, Ok(()));
        assert_eq!(write(Label::Edit(task::ID, task::ENDS.id), vec![at(task::ENDS, 9)]).await, refused);
        assert_eq!(write(Label::Edit(task::ID, task::DUE.id), vec![at(task::DUE, 11)]).await, refused);
        assert_eq!(write(Label::Edit(task::ID, task::ENDS.id), vec![at(task::ENDS, 12)]).await, Ok(()));
        // Undoing is never refused.
        assert!(book.undo(2, 2).await.is_ok());
    });
}

#[test]
fn the_calendar_file_is_as_the_standard_says() {
    let mut desk = Desk::new("2026-11-29");
    let before = (task::REMIND_MINUTES.id, Value::Number(Decimal::whole(15).expect("fits")));
    let who = desk.person("王小明; Ltd, \\ \u{1f600}", &[(customer::BIRTHDAY.id, Value::Day(day("1996-02-29")))]);
    let ends = desk.zone.instant(day("2026-12-01"), 660);
    desk.task(
        "Team, room 1; \"BEGIN:VEVENT\"",
        "2026-12-01",
        Some(600),
        &[
            (task::KIND.id, Value::Option(OptionId(2))),
            (task::ENDS.id, Value::Instant(ends)),
            (task::CUSTOMER.id, Value::Reference(who)),
            (task::REMARK.id, Value::Text("one\r\ntwo\nEND:VCALENDAR".into())),
            (task::PLACE.id, Value::Text("Café, 2nd floor".into())),
            before.clone(),
        ],
    );
    desk.task("Report", "2027-01-31", None, &[repeats(MONTHLY), before, (task::REPEAT_UNTIL.id, Value::Day(day("2027-12-31")))]);
    desk.task(&"长".repeat(60), "2026-11-30", Some(540), &[(task::PRIORITY.id, Value::Option(OptionId(4)))]);
    let file = desk.calendar(None);
    assert!(file.lines().all(|line| line.len() <= 75), "{file}");
    assert!(file.ends_with("\r\n") && !file.replace("\r\n", "").contains(['\r', '\n']));
    let whole = file.replace("\r\n ", "");
    let expected = [
        "BEGIN:VCALENDAR",
        "DTSTART:20261201T090000Z",
        "DTEND:20261201T100000Z",
        "SUMMARY:Team\\, room 1\\; \"BEGIN:VEVENT\"",
        "DESCRIPTION:王小明\\; Ltd\\, \\\\ \u{1f600}\\none\\ntwo\\nEND:VCALENDAR",
        "LOCATION:Café\\, 2nd floor",
        "TRIGGER:-PT15M",
        "DTSTART;VALUE=DATE:20270131",
        "RRULE:FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1;UNTIL=20271231",
        "TRIGGER:PT525M",
        "DUE:20261130T080000Z",
        "PRIORITY:1",
        "STATUS:NEEDS-ACTION",
        "DTSTART;VALUE=DATE:19960229",
        "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1",
        "END:VCALENDAR",
    ];
    let lines: Vec<&str> = whole.split("\r\n").collect();
    for line in expected {
        assert!(lines.contains(&line), "{line} in\n{whole}");
    }
    assert_eq!(lines.iter().filter(|line| line.starts_with("BEGIN:VEVENT")).count(), 2);
    assert_eq!(lines.iter().filter(|line| line.starts_with("BEGIN:VTODO")).count(), 2);
    assert_eq!(lines.iter().filter(|line| **line == "END:VCALENDAR").count(), 1);
}

#[test]
fn what_repeats_stands_in_local_time_in_the_file() {
    let mut desk = Desk::new("2026-03-02");
    let team = desk.task("Team", "2026-03-02", Some(540), &[repeats(WEEKLY), (task::KIND.id, Value::Option(OptionId(2)))]);
    let file = desk.calendar(Some(team));
    assert!(file.contains("DTSTART:20260302T090000\r\n") && file.contains("RRULE:FREQ=WEEKLY\r\n"), "{file}");
    assert_eq!(file.matches("BEGIN:VEVENT").count(), 1, "only this one");
    // Moved, it stands for itself, and the series goes on behind it.
    let zone = desk.zone.clone();
    desk.act(AgendaDeed::Move { task: team, to: Moment { day: day("2026-03-04"), minute: Some(540) }, zone });
    let file = desk.calendar(Some(team));
    assert!(file.contains("DTSTART:20260304T080000Z\r\n") && file.contains("DTSTART:20260309T090000\r\n"), "{file}");
}
