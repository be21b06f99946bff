//! Whom to think of, and the file for calendars.

mod agenda_support;

use agenda_support::{Desk, MONTHLY, WEEKLY, day, repeats};
use engine::selling;
use model::options::{CONSENT_WITHDRAWN, CUSTOMER_KIND};
use model::schema::{THE_SETTINGS, activity, contact, customer, setting, task, user};
use model::{Cell, Decimal, FieldId, Label, OptionId, Value};
use protocol::{AgendaDeed, CareKind, FieldAnswer, FieldQuery, Moment, NearOrder, Owners, SellingAnswer, SellingQuery};

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
    desk.person(
        "Withdrawn",
        &[born("1980-02-26"), (customer::CONSENT.id, Value::Option(model::options::CONSENT_WITHDRAWN))],
    );
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
    let later = AgendaDeed::CareLater {
        kind: CareKind::Birthday,
        day: day("2026-02-28"),
        customer: leap,
        contact: None,
        name: "Leap".into(),
        until,
        owner: None,
    };
    desk.act(later);
    assert_eq!(desk.cared(), [all[0], all[2]]);
    assert_eq!(desk.lines(None, None), ["2026-02-28 09:00 Leap"]);
    // In a leap year it is on its day.
    desk.today = day("2028-02-26");
    assert!(desk.cared().contains(&"Birthday 2028-02-29 Leap".to_owned()));
}

#[test]
fn a_relationship_that_ends_later_goes_on_until_then() {
    let mut desk = Desk::new("2026-05-01");
    let born = (customer::BIRTHDAY.id, Value::Day(day("1980-05-04")));
    desk.person("Li", &[born, (customer::ENDED_AT.id, Value::Day(day("2026-05-02")))]);
    let near = |desk: &Desk| {
        let (from, order, region) = (None, NearOrder::Overdue, None);
        let query = SellingQuery::Field(FieldQuery::Near { from, order, region, limit: 10 });
        match selling::answer(&desk.context(), &query) {
            SellingAnswer::Field(FieldAnswer::Near(near)) => near.all,
            other => panic!("{other:?}"),
        }
    };
    let all = |desk: &Desk| (desk.cared().len(), desk.calendar(None).matches("Li: birthday").count() > 0, near(desk));
    assert_eq!(all(&desk), (1, true, 1));
    desk.today = day("2026-05-02");
    assert_eq!(all(&desk), (0, false, 0), "it ended today");
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
fn a_contact_that_is_called_as_its_company_is_the_company() {
    let mut desk = Desk::new("2026-06-01");
    let firm = desk.person("Acme Ltd", &[]);
    for name in ["ACME Ltd ", "Ann"] {
        let fields = [
            (contact::NAME.id, Value::Text(name.into())),
            (contact::CUSTOMER.id, Value::Reference(firm)),
            (contact::BIRTHDAY.id, Value::Day(day("1990-06-02"))),
        ];
        desk.add(contact::ID, &fields);
    }
    let items = desk.care().items;
    let told = items.iter().map(|item| (item.contact.as_ref().expect("a contact").1.trim(), item.company));
    assert_eq!(told.collect::<Vec<_>>(), [("ACME Ltd", true), ("Ann", false)]);
}

#[test]
fn a_business_is_told_apart_from_a_person() {
    let mut desk = Desk::new("2026-12-24");
    let kind = |name| (customer::KIND.id, CUSTOMER_KIND.id(name).map_or(Value::Empty, Value::Option));
    let level = (customer::LEVEL.id, Value::Option(OptionId(1)));
    desk.person("Acme Ltd", &[kind("business"), level.clone(), (customer::BIRTHDAY.id, Value::Day(day("1990-12-26")))]);
    let ann = desk.person("Ann Lee", &[kind("person"), level]);
    let fields = [
        (contact::NAME.id, Value::Text("Ann Lee".into())),
        (contact::CUSTOMER.id, Value::Reference(ann)),
        (contact::BIRTHDAY.id, Value::Day(day("1990-12-27"))),
    ];
    desk.add(contact::ID, &fields);
    let mut told: Vec<_> =
        desk.care().items.into_iter().map(|item| (item.customer.1, item.kind, item.company)).collect();
    told.retain(|(_, kind, _)| matches!(kind, CareKind::Christmas | CareKind::Birthday));
    told.sort_by_key(|(name, kind, _)| (name.clone(), *kind as u8));
    let mut expected = [
        ("Acme Ltd", CareKind::Christmas, true),
        ("Acme Ltd", CareKind::Birthday, true),
        ("Ann Lee", CareKind::Christmas, false),
        ("Ann Lee", CareKind::Birthday, false),
    ]
    .map(|(name, kind, company)| (name.to_owned(), kind, company));
    expected.sort_by_key(|(name, kind, _)| (name.clone(), *kind as u8));
    assert_eq!(told, expected);
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

/// Who is told to be silent, by the agenda and by the page of visits, which are to say the same.
fn silent(desk: &Desk) -> Vec<String> {
    let told = desk.cared().into_iter().filter(|line| line.starts_with("Silence"));
    let mut told: Vec<String> = told.filter_map(|line| line.split(' ').nth(2).map(str::to_owned)).collect();
    told.sort_unstable();
    let near = FieldQuery::Near { from: None, order: NearOrder::Overdue, region: None, limit: 50 };
    let SellingAnswer::Field(FieldAnswer::Near(near)) = selling::answer(&desk.context(), &SellingQuery::Field(near))
    else {
        panic!()
    };
    let late = near.customers.into_iter().filter(|one| one.overdue_days.is_some_and(|days| days >= 0));
    let mut late: Vec<String> = late.map(|one| one.name).collect();
    late.sort_unstable();
    assert_eq!(told, late, "on {}", desk.today.iso());
    told
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
    assert_eq!(silent(&desk), ["A", "Never"]);
    assert_eq!(desk.care().items.iter().map(|item| item.silent_days).collect::<Vec<_>>(), [Some(30), None]);
    desk.today = day("2026-07-31");
    assert_eq!(silent(&desk), ["A", "B", "Never"]);
    desk.today = day("2026-09-29");
    assert_eq!(silent(&desk), ["A", "B", "C", "Never"]);
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
    let set = |field: FieldId, days: i64| Cell {
        collection: setting::ID,
        record: THE_SETTINGS,
        field,
        value: Value::Number(Decimal(days * Decimal::ONE)),
    };
    let alive = Cell { collection: setting::ID, record: THE_SETTINGS, field: FieldId::ALIVE, value: Value::Bool(true) };
    desk.apply(
        vec![alive, set(setting::CARE_DAYS_B.id, 0), set(setting::CARE_DAYS_C.id, 365)],
        Label::Create(setting::ID),
    );
    assert_eq!(desk.cared(), Vec::<String>::new());
    assert_eq!(silent(&desk), Vec::<String>::new());
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
    desk.task(
        "Report",
        "2027-01-31",
        None,
        &[repeats(MONTHLY), before, (task::REPEAT_UNTIL.id, Value::Day(day("2027-12-31")))],
    );
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
    assert_eq!(lines.iter().filter(|line| line.starts_with(concat!("BEGIN:VTO", "DO"))).count(), 2);
    assert_eq!(lines.iter().filter(|line| **line == "END:VCALENDAR").count(), 1);
}

#[test]
fn what_repeats_stands_in_local_time_in_the_file() {
    let mut desk = Desk::new("2026-03-02");
    let team =
        desk.task("Team", "2026-03-02", Some(540), &[repeats(WEEKLY), (task::KIND.id, Value::Option(OptionId(2)))]);
    let file = desk.calendar(Some(team));
    assert!(file.contains("DTSTART:20260302T090000\r\n") && file.contains("RRULE:FREQ=WEEKLY\r\n"), "{file}");
    assert_eq!(file.matches("BEGIN:VEVENT").count(), 1, "only this one");
    // Moved, it stands for itself, and the series goes on behind it.
    let zone = desk.zone.clone();
    desk.act(AgendaDeed::Move { task: team, to: Moment { day: day("2026-03-04"), minute: Some(540) }, zone });
    let file = desk.calendar(Some(team));
    assert!(file.contains("DTSTART:20260304T080000Z\r\n") && file.contains("DTSTART:20260309T090000\r\n"), "{file}");
}

#[test]
fn one_that_is_put_off_leaves_the_alarms_of_its_series_in_the_file() {
    let mut desk = Desk::new("2026-03-02");
    let zone = desk.zone.clone();
    let before = (task::REMIND_MINUTES.id, Value::Number(Decimal(10 * Decimal::ONE)));
    let event = (task::KIND.id, Value::Option(OptionId(2)));
    let team = desk.task("Team", "2026-03-02", Some(540), &[repeats(WEEKLY), event, before.clone()]);
    let until = zone.instant(day("2026-03-02"), 660);
    let snooze = |task| AgendaDeed::Snooze { tasks: vec![task], until };
    desk.act(snooze(team));
    let triggers = |desk: &Desk, task| {
        let file = desk.calendar(Some(task));
        let lines = file.split("\r\n").filter(|line| line.starts_with("TRIGGER"));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let (relative, absolute) = ("TRIGGER:-PT10M", "TRIGGER;VALUE=DATE-TIME:20260302T100000Z");
    assert_eq!(triggers(&desk, team), [relative, absolute]);
    // What happens once reminds when it comes back, and no more before.
    let once = desk.task("Call", "2026-03-02", Some(540), &[before]);
    desk.act(snooze(once));
    assert_eq!(triggers(&desk, once), [absolute]);
    // Moved and put off, it stands for itself; the series behind it was not put off.
    desk.act(AgendaDeed::Move { task: team, to: Moment { day: day("2026-03-02"), minute: Some(600) }, zone });
    desk.act(snooze(team));
    assert_eq!(triggers(&desk, team), [absolute, relative]);
}

#[test]
fn the_file_has_dates_of_those_who_want_to_hear_from_us_with_alarms_and_ones_own_alone_where_asked() {
    let mut desk = Desk::new("2026-02-26");
    let (me, other) = (desk.add(user::ID, &[]), desk.add(user::ID, &[]));
    let born = (customer::BIRTHDAY.id, Value::Day(day("1980-05-04")));
    let of = |who| (customer::OWNER.id, Value::Reference(who));
    let li = desk.person("Li", &[born.clone(), of(me)]);
    desk.person("Wang", &[born.clone(), of(other)]);
    desk.person("Nobody's", std::slice::from_ref(&born));
    desk.person("Silent", &[born.clone(), of(me), (customer::DO_NOT_CALL.id, Value::Bool(true))]);
    let fields = |name: &str| {
        let name = (contact::NAME.id, Value::Text(name.into()));
        vec![
            name,
            (contact::CUSTOMER.id, Value::Reference(li)),
            (contact::ANNIVERSARY.id, Value::Day(day("2001-06-07"))),
        ]
    };
    desk.add(contact::ID, &fields("Zhao"));
    let mut refused = fields("Refused");
    refused.push((contact::CONSENT.id, Value::Option(CONSENT_WITHDRAWN)));
    desk.add(contact::ID, &refused);
    let all = desk.calendar(None);
    let told = |file: &str, name: &str| file.contains(name);
    for (name, is) in [
        ("Li: birthday", true),
        ("Wang: birthday", true),
        ("Nobody's: birthday", true),
        ("Zhao: anniversary", true),
        ("Silent", false),
        ("Refused", false),
    ] {
        assert_eq!(told(&all, name), is, "{name}\n{all}");
    }
    assert_eq!(all.matches("TRIGGER:PT540M").count(), 4, "{all}");
    let mine = desk.calendar_of(None, Owners(vec![me]));
    assert!(told(&mine, "Li: birthday") && told(&mine, "Zhao: anniversary") && !told(&mine, "Wang"), "{mine}");
    assert!(told(&mine, "Nobody's: birthday"), "as the list has it: {mine}");
}
