//! The agenda: what stands where, what a step changes, and what is refused.

mod agenda_support;

use agenda_support::{COMPLETED, DAILY, Desk, HOUR, MONTHLY, WEEKLY, day, repeats};
use engine::selling;
use engine::{Book, Workspace};
use model::schema::{Key, lead, task};
use model::{Cell, Decimal, DeviceId, FieldId, Label, Operation, OptionId, Part, RecordId, Value};
use protocol::{
    AgendaAnswer, AgendaDeed, AgendaItems, AgendaQuery, Care, CareAnswer, Failure, Moment, NearDays, Owners, Problem,
    ProblemCode, SellingAnswer, SellingQuery, TodayAnswer, TodayQuery,
};

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
    desk.task(
        "fair",
        "2026-11-28",
        Some(600),
        &[(task::ENDS.id, Value::Instant(ends)), (task::KIND.id, Value::Option(OptionId(2)))],
    );
    let today = [
        "2026-11-28 10:00 fair",
        "2026-11-29 urgent",
        "2026-11-29 low",
        "2026-11-29 16:00 tea",
        "2026-11-29 23:59 late evening",
    ];
    assert_eq!(desk.lines(Some("2026-11-29"), Some("2026-11-29")), today);
    let all = desk.lines(None, None);
    assert_eq!((all.len(), all.last().map(String::as_str)), (8, Some("- some day")));
    let few = desk.span(None, None, |span| span.limit = 3);
    assert_eq!((few.items.len(), few.total), (3, 8));
}

#[test]
fn a_full_month_tells_the_first_lines_of_each_day_and_how_many_there_are() {
    let mut desk = Desk::new("2026-11-01");
    for on in ["2026-11-01", "2026-11-15", "2026-11-30"] {
        for n in 0..5 {
            desk.task(&format!("call {n}"), on, Some(540 + n), &[]);
        }
    }
    // One that lasts stands on all its days, the first line of each.
    let ends = desk.zone.instant(day("2026-12-02"), 600);
    desk.task("fair", "2026-11-29", Some(600), &[(task::ENDS.id, Value::Instant(ends))]);
    desk.task("till", "2026-11-14", Some(480), &[repeats(WEEKLY)]);
    let span = desk.span(Some("2026-11-01"), Some("2026-11-30"), |span| (span.limit, span.coming) = (3, true));
    let counted = span.days.iter().map(|(day, n)| (day.ymd().2, *n)).collect::<Vec<_>>();
    assert_eq!(counted, [(1, 5), (14, 1), (15, 5), (21, 1), (28, 1), (29, 1), (30, 6)]);
    let told = |on: &str| {
        let items = span.items.iter().filter(|item| item.when.is_some_and(|when| when.day == day(on)));
        items.map(|item| item.name.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(told("2026-11-01"), ["call 0", "call 1", "call 2"]);
    assert_eq!(told("2026-11-29"), ["fair"]);
    assert_eq!(told("2026-11-30"), ["call 0", "call 1"], "the fair is the third");
    assert_eq!((told("2026-11-28"), span.total), (vec!["till"], 19));
}

#[test]
fn a_list_counts_its_groups_beyond_what_is_shown_and_leaves_out_what_is_over() {
    let mut desk = Desk::new("2026-11-25");
    let event = (task::KIND.id, Value::Option(OptionId(2)));
    let fair_ends = desk.zone.instant(day("2026-11-25"), 600);
    desk.task("over", "2026-11-20", Some(600), std::slice::from_ref(&event));
    desk.task("fair", "2026-11-24", Some(600), &[event, (task::ENDS.id, Value::Instant(fair_ends))]);
    for (name, on) in [
        ("late", "2026-11-23"),
        ("later", "2026-11-24"),
        ("now", "2026-11-25"),
        ("tomorrow", "2026-11-26"),
        ("sunday", "2026-11-29"),
        ("monday", "2026-11-30"),
    ] {
        desk.task(name, on, None, &[]);
    }
    desk.add(task::ID, &[(task::NAME.id, Value::Text("some day".into()))]);
    for (name, on) in [("done first", "2026-11-02"), ("done last", "2026-11-03")] {
        let id = desk.task(name, on, None, &[]);
        desk.complete(id);
    }
    let near = NearDays { today: day("2026-11-25"), next_week: day("2026-11-30") };
    let list =
        |done, limit| desk.span(None, None, |span| (span.near, span.done, span.limit) = (Some(near), done, limit));
    let names = |items: &AgendaItems| items.items.iter().map(|item| item.name.clone()).collect::<Vec<_>>();
    let few = list(false, 3);
    assert_eq!((few.groups, few.total), ([2, 2, 1, 1, 1, 1, 0], 8));
    assert_eq!(names(&few), ["late", "later", "fair"]);
    let all = list(true, 100);
    assert_eq!((all.groups, all.total), ([2, 2, 1, 1, 1, 1, 2], 10));
    assert_eq!(names(&all)[7..], ["some day", "done last", "done first"], "what is done comes last, the newest first");
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
    assert_eq!(names(desk.span(None, None, |span| span.owners = Owners(vec![ann]))), ["hers", "nobody's"]);
    assert_eq!(names(desk.span(None, None, |span| span.owners = Owners(vec![RecordId(77)]))), ["nobody's"]);
    assert_eq!(desk.span(None, None, |_| ()).total, 3);
}

#[test]
fn what_repeats_comes_back_at_the_same_time_on_the_clock() {
    let mut desk = Desk::new("2026-03-27");
    // A week over the night in which clocks go forward.
    let ends = desk.zone.instant(day("2026-03-27"), 10 * 60);
    let id = desk.task(
        "team",
        "2026-03-27",
        Some(9 * 60),
        &[repeats(WEEKLY), (task::ENDS.id, Value::Instant(ends)), (task::PLACE.id, Value::Text("Room 1".into()))],
    );
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
    desk.task(
        "team",
        "2026-11-30",
        Some(540),
        &[repeats(WEEKLY), (task::REPEAT_UNTIL.id, Value::Day(day("2026-12-20")))],
    );
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
    desk.act(AgendaDeed::Move {
        task: call,
        to: Moment { day: day("2026-12-05"), minute: Some(540) },
        zone: zone.clone(),
    });
    assert_eq!(desk.lines(None, None), ["2026-12-05 09:00 call"]);
    assert_eq!(desk.get(call, task::SNOOZED_UNTIL), None);
    // A whole day that goes to a time is none any more.
    let letter = desk.task("letter", "2026-11-29", None, &[]);
    desk.act(AgendaDeed::Move {
        task: letter,
        to: Moment { day: day("2026-12-06"), minute: Some(600) },
        zone: zone.clone(),
    });
    assert_eq!(desk.lines(None, None), ["2026-12-05 09:00 call", "2026-12-06 10:00 letter"]);
    // The length stays over the end of a month.
    let ends = zone.instant(day("2026-11-30"), 30);
    let trip = desk.task("trip", "2026-11-29", Some(1380), &[(task::ENDS.id, Value::Instant(ends))]);
    desk.act(AgendaDeed::Move {
        task: trip,
        to: Moment { day: day("2026-12-31"), minute: Some(1380) },
        zone: zone.clone(),
    });
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
    desk.act(AgendaDeed::Move {
        task: team,
        to: Moment { day: day("2026-12-02"), minute: Some(540) },
        zone: zone.clone(),
    });
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
    let expected =
        [("reminder", 480), ("day", 540), ("visit", 570)].map(|(name, minute)| (name.to_owned(), (tomorrow, minute)));
    assert_eq!(told.next.iter().map(at).collect::<Vec<_>>(), expected);
    assert_eq!((told.overdue, told.today), (1, 0));
    // The day is the one that is asked about: after midnight more waits.
    let asked =
        AgendaQuery::Reminders { zone: desk.zone.clone(), owners: Owners::ALL, after: now, day: day("2026-12-01") };
    let AgendaAnswer::Reminders(after_midnight) = desk.ask(asked) else { panic!("reminders") };
    assert_eq!((after_midnight.overdue, after_midnight.today), (5, 0));
    desk.act(AgendaDeed::Snooze { tasks: vec![overdue], until: now + HOUR });
    let told = desk.reminders(now);
    assert_eq!((told.next[0].name.as_str(), told.next[0].at, told.overdue, told.today), ("overdue", now + HOUR, 0, 1));
}

#[test]
fn what_is_planned_after_its_reminder_reminds_when_it_begins() {
    let mut desk = Desk::new("2026-11-29");
    let before = |minutes| (task::REMIND_MINUTES.id, Value::Number(Decimal::whole(minutes).expect("fits")));
    // It is noon. Something of 12:00 was told a minute ago; what follows is planned now.
    let now = desk.context().now_millis;
    let told = now - 60_000;
    let late = desk.task("in five minutes", "2026-11-29", Some(725), &[before(30)]);
    desk.task("an hour ago", "2026-11-29", Some(660), &[before(0)]);
    desk.task("last week", "2026-11-22", Some(660), &[before(0)]);
    let next = desk.reminders(told).next;
    let told_of = |next: &protocol::Reminder| (next.task, next.at, next.told);
    assert_eq!(next.iter().map(told_of).collect::<Vec<_>>(), [(late, now - 25 * 60_000, now + 5 * 60_000)]);
    assert!(desk.reminders(now + 5 * 60_000).next.is_empty(), "it is told once");
    // Put at another time, it reminds by that; renamed, it does not.
    desk.today = day("2026-11-30");
    let cell = |field, value| Cell { collection: task::ID, record: late, field, value };
    desk.apply(vec![cell(task::NAME.id, Value::Text("renamed".into()))], Label::Edit(task::ID, task::NAME.id));
    let after = desk.context().now_millis - 60_000;
    assert!(desk.reminders(after).next.is_empty());
    let due = Value::Instant(after + 10 * 60_000);
    desk.apply(vec![cell(task::DUE.id, due)], Label::Edit(task::ID, task::DUE.id));
    let next = desk.reminders(after).next;
    assert_eq!(next.iter().map(told_of).collect::<Vec<_>>(), [(late, after - 20 * 60_000, after + 10 * 60_000)]);
}

#[test]
fn reminders_of_one_moment_are_told_together_however_many_they_are() {
    let mut desk = Desk::new("2026-11-29");
    let remind = || [(task::REMIND_MINUTES.id, Value::Number(Decimal(0)))];
    for n in 0..50 {
        desk.task(&format!("first {n}"), "2026-11-30", Some(540), &remind());
    }
    desk.task("second", "2026-11-30", Some(541), &remind());
    let told = desk.reminders(desk.context().now_millis).next;
    assert_eq!((told.len(), told.iter().filter(|one| one.name.starts_with("first")).count()), (50, 50));
    let rest = desk.reminders(told.last().expect("some").told).next;
    assert_eq!(rest.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["second"]);
}

#[test]
fn what_is_handed_over_does_not_remind_of_what_is_past() {
    let mut desk = Desk::new("2026-11-29");
    let remind = || [(task::REMIND_MINUTES.id, Value::Number(Decimal(0)))];
    let id = desk.task("call", "2026-11-29", Some(721), &remind());
    let next = desk.task("write", "2026-11-30", Some(780), &remind());
    // At noon on the next day: a day later, and an hour before the other one.
    desk.today = day("2026-11-30");
    let cell =
        |record| Cell { collection: task::ID, record, field: task::OWNER.id, value: Value::Reference(RecordId(2)) };
    desk.apply(vec![cell(id), cell(next)], Label::EditMany(task::ID, task::OWNER.id, 2));
    let told = desk.reminders(desk.context().now_millis - 60_000).next;
    assert_eq!(told.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["write"]);
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
    let care = Care { day: desk.today, zone: desk.zone.clone(), owners: Owners::ALL, limit: 5 };
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
            let cells: Vec<Cell> = fields
                .into_iter()
                .map(|(field, value)| Cell { collection: task::ID, record: id, field, value })
                .collect();
            let book = &book;
            async move {
                let build = |_: &Workspace, stamp| {
                    Ok(Operation { stamp, label: label.clone(), parts: vec![Part::Cells(cells.clone())] })
                };
                book.commit(1, build).await.map(|_| ())
            }
        };
        let at = |key: Key<i64>, n: i64| (key.id, Value::Instant(n));
        let refused = Err(Failure::from(Problem::plain(ProblemCode::EndBeforeStart)));
        let alive = (FieldId::ALIVE, Value::Bool(true));
        assert_eq!(
            write(Label::Create(task::ID), vec![alive.clone(), at(task::DUE, 10), at(task::ENDS, 9)]).await,
            refused
        );
        assert_eq!(write(Label::Create(task::ID), vec![alive, at(task::DUE, 10), at(task::ENDS, 10)]).await, Ok(()));
        assert_eq!(write(Label::Edit(task::ID, task::ENDS.id), vec![at(task::ENDS, 9)]).await, refused);
        assert_eq!(write(Label::Edit(task::ID, task::DUE.id), vec![at(task::DUE, 11)]).await, refused);
        assert_eq!(write(Label::Edit(task::ID, task::ENDS.id), vec![at(task::ENDS, 12)]).await, Ok(()));
        // Undoing is never refused.
        assert!(book.undo(2, 2).await.is_ok());
    });
}

#[test]
fn a_line_says_what_it_is_about_where_no_customer_does() {
    let mut desk = Desk::new("2026-03-02");
    let someone = desk.add(lead::ID, &[(lead::NAME.id, Value::Text("Chen".into()))]);
    desk.task("bring the sample", "2026-03-02", Some(600), &[(task::LEAD.id, Value::Reference(someone))]);
    let shown = desk.span(Some("2026-03-02"), Some("2026-03-02"), |_| {}).items;
    let about = shown[0].about.clone();
    assert_eq!((shown[0].customer.clone(), about), (None, Some((lead::ID, someone, "Chen".into()))));
}
