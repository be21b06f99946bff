//! Logging a conversation, and finding who calls.
#![allow(missing_docs)]

use engine::selling::{self, Context};
use engine::{Workspace, customer as pages};
use model::options::{ACTIVITY_KIND, DIRECTION, LEAD_STATUS};
use model::schema::{activity, attachment, check_in, contact, customer, lead, opportunity, task};
use model::{
    Cell, CollectionId, Currency, Day, Decimal, DeviceId, FieldId, Label, Operation, OptionId, Part, RecordId, Stamp,
    Value,
};
use protocol::{
    About, Failure, NewFile, NewTalk, NextStep, ProblemCode, Quiet, Section, SellingAnswer, SellingDeed, SellingQuery,
    TalksAnswer, TalksDeed, TalksQuery, TimelineEntry, Whom,
};

const DAY_MILLIS: i64 = 86_400_000;
const NOW: i64 = 20_600 * DAY_MILLIS + 10 * 3_600_000;

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

fn text(text: &str) -> Value {
    Value::Text(text.into())
}

fn to(id: u128) -> Value {
    Value::Reference(RecordId(id))
}

fn add(book: &mut Workspace, of: CollectionId, id: u128, fields: &[(FieldId, Value)]) {
    let alive = (FieldId::ALIVE, Value::Bool(true));
    let cells = std::iter::once(&alive).chain(fields).map(|(field, value)| Cell {
        collection: of,
        record: RecordId(id),
        field: *field,
        value: value.clone(),
    });
    apply(book, cells.collect());
}

fn apply(book: &mut Workspace, cells: Vec<Cell>) {
    let stamp = Stamp::new(2 + book.version(), 0, DeviceId(1));
    book.apply(&Operation { stamp, label: Label::Create(customer::ID), parts: vec![Part::Cells(cells)] });
}

/// A customer with a contact and an opportunity, and a new lead.
fn book() -> Workspace {
    let mut book = Workspace::default();
    let of_customer = [(customer::NAME.id, text("王小明")), (customer::PHONE.id, text("+86 138 0013 8000"))];
    add(&mut book, customer::ID, 1, &of_customer);
    let of_contact = [
        (contact::NAME.id, text("李梅")),
        (contact::CUSTOMER.id, to(1)),
        (contact::MOBILE.id, text("020 7946 0958")),
        (contact::DO_NOT_CALL.id, Value::Bool(true)),
    ];
    add(&mut book, contact::ID, 2, &of_contact);
    add(
        &mut book,
        opportunity::ID,
        3,
        &[(opportunity::NAME.id, text("Tea for spring")), (opportunity::CUSTOMER.id, to(1))],
    );
    let new = LEAD_STATUS.id("new").expect("declared");
    let of_lead = [
        (lead::NAME.id, text("Ann")),
        (lead::COMPANY.id, text("Acme")),
        (lead::MOBILE.id, text("13800138000")),
        (lead::STATUS.id, Value::Option(new)),
    ];
    add(&mut book, lead::ID, 4, &of_lead);
    book
}

fn kind(name: &str) -> OptionId {
    ACTIVITY_KIND.id(name).expect("declared")
}

fn talk(with: (CollectionId, u128), what: &str) -> NewTalk {
    NewTalk {
        with: (with.0, RecordId(with.1)),
        kind: kind(what),
        direction: DIRECTION.id("inbound"),
        at: NOW - 60_000,
        minutes: Decimal::whole(4),
        text: format!(
            "asked about refills\nwith {}",
            model::mention::write(model::schema::product::ID, RecordId(9), "Tea")
        ),
        outcome: "wants a sample".into(),
        next: None,
        files: Vec::new(),
        owner: Some(RecordId(77)),
    }
}

/// Carries out a step; the record that it made.
fn act(book: &mut Workspace, deed: TalksDeed) -> Result<Option<RecordId>, Failure> {
    let mut next = 1_000 + u128::from(book.version()) * 100;
    let mut ids = || {
        next += 1;
        RecordId(next)
    };
    let plan = selling::plan(&context(book), &SellingDeed::Talks(deed), &mut ids)?;
    apply(book, plan.cells);
    Ok(plan.created)
}

fn log(book: &mut Workspace, talk: NewTalk) -> Result<RecordId, Failure> {
    act(book, TalksDeed::Log(Box::new(talk))).map(|id| id.expect("a conversation"))
}

fn ask(book: &Workspace, query: TalksQuery) -> TalksAnswer {
    match selling::answer(&context(book), &SellingQuery::Talks(query)) {
        SellingAnswer::Talks(answer) => answer,
        other => panic!("{other:?}"),
    }
}

fn section(book: &Workspace, of: CollectionId, id: RecordId) -> Section {
    match ask(book, TalksQuery::Section { of, id, max: 10 }) {
        TalksAnswer::Section(Some(section)) => *section,
        other => panic!("{other:?}"),
    }
}

fn callers(book: &Workspace, number: &str) -> Vec<About> {
    match ask(book, TalksQuery::Number(number.into())) {
        TalksAnswer::Number(found) => found,
        other => panic!("{other:?}"),
    }
}

fn who(book: &Workspace, text: &str) -> Vec<Whom> {
    match ask(book, TalksQuery::Who { text: text.into(), limit: 10 }) {
        // Said again: a page that asked something else since leaves the answer alone.
        TalksAnswer::Who { text: asked, known } if asked == text => known,
        other => panic!("{other:?}"),
    }
}

fn photo(name: &str) -> NewFile {
    NewFile { name: name.into(), media_type: "image/jpeg".into(), bytes: 1_234, hash: "ab".repeat(32) }
}

#[test]
fn a_call_with_its_next_step_and_a_photo_is_one_operation() {
    let mut book = book();
    let mut new = talk((opportunity::ID, 3), "call");
    new.next = Some(NextStep { name: "Send the sample".into(), due: NOW + DAY_MILLIS, all_day: true });
    new.files = vec![photo("door.jpg")];
    let id = log(&mut book, new).expect("logged");
    assert_eq!(book.get(activity::ID, id, activity::CUSTOMER), Some(RecordId(1)));
    assert_eq!(book.get(activity::ID, id, activity::OPPORTUNITY), Some(RecordId(3)));
    assert_eq!(book.get(activity::ID, id, activity::OUTCOME).as_deref(), Some("wants a sample"));
    let tasks = book.table(task::ID).expect("a task");
    assert_eq!(tasks.live(), 1);
    assert_eq!(tasks.text(0, task::NAME).to_owned(), "Send the sample");
    assert_eq!(tasks.value(0, task::REMIND_MINUTES.id, &book.ids), Value::Empty, "a whole day has no minute");
    assert_eq!(book.table(attachment::ID).map(|table| table.live()), Some(1));
    // It speaks of a product, which its own page shows as a link.
    assert!(section(&book, activity::ID, id).said.is_some_and(|said| said.contains("@[Tea](product:")));
    // On the opportunity, and on the customer it belongs to.
    let section = section(&book, opportunity::ID, RecordId(3));
    assert_eq!((section.total, section.talks[0].more.files.len()), (1, 1));
    assert_eq!(section.about.phones, ["+86 138 0013 8000"]);
    assert_eq!(section.about.last.as_ref().map(|(at, _)| *at), Some(NOW - 60_000));
    let page = pages::answer(&book, None, RecordId(1), 10).expect("a customer");
    let [TimelineEntry::Activity { more, .. }] = &page.timeline[..] else { panic!("{:?}", page.timeline) };
    assert_eq!(more.with.iter().map(|with| with.name.as_str()).collect::<Vec<_>>(), ["Tea for spring"]);
    assert_eq!((more.minutes, more.files.len()), (Decimal::whole(4), 1));
}

#[test]
fn a_talk_about_an_opportunity_alone_stands_on_the_customers_timeline() {
    let mut book = book();
    let of = |field| {
        [(activity::KIND.id, Value::Option(kind("call"))), (field, to(3)), (activity::AT.id, Value::Instant(5))]
    };
    add(&mut book, activity::ID, 50, &of(activity::OPPORTUNITY.id));
    assert_eq!(pages::answer(&book, None, RecordId(1), 10).map(|page| page.timeline_total), Some(1));
}

#[test]
fn a_lead_that_was_talked_with_is_contacted_and_a_note_is_no_contact() {
    let mut book = book();
    let status = |book: &Workspace| {
        let status = book.get(lead::ID, RecordId(4), lead::STATUS).expect("a status");
        LEAD_STATUS.value(status).expect("declared").name
    };
    log(&mut book, talk((lead::ID, 4), "note")).expect("logged");
    assert_eq!(status(&book), "new");
    assert_eq!(book.get(lead::ID, RecordId(4), lead::LAST_CONTACTED_AT), None);
    let mut call = talk((lead::ID, 4), "call");
    call.next = Some(NextStep { name: "Call again".into(), due: NOW + DAY_MILLIS, all_day: false });
    log(&mut book, call).expect("logged");
    assert_eq!(status(&book), "contacted");
    assert_eq!(book.get(lead::ID, RecordId(4), lead::LAST_CONTACTED_AT), Some(NOW - 60_000));
    assert_eq!(book.get(lead::ID, RecordId(4), lead::NEXT_CONTACT_AT), Some(NOW + DAY_MILLIS));
    let tasks = book.table(task::ID).expect("a task");
    let reminds = tasks.value(tasks.len() - 1, task::REMIND_MINUTES.id, &book.ids);
    assert_eq!(reminds, Decimal::whole(10).map_or(Value::Empty, Value::Number), "what has a time reminds");
    // One that was logged late does not turn the clock back.
    let mut late = talk((lead::ID, 4), "email");
    late.at = NOW - 9 * DAY_MILLIS;
    log(&mut book, late).expect("logged");
    assert_eq!(book.get(lead::ID, RecordId(4), lead::LAST_CONTACTED_AT), Some(NOW - 60_000));
    // The contact that was planned for another day stays planned; that of the day is made.
    log(&mut book, talk((lead::ID, 4), "call")).expect("logged");
    assert_eq!(book.get(lead::ID, RecordId(4), lead::NEXT_CONTACT_AT), Some(NOW + DAY_MILLIS));
    add(&mut book, lead::ID, 4, &[(lead::NEXT_CONTACT_AT.id, Value::Instant(NOW + 3_600_000))]);
    log(&mut book, talk((lead::ID, 4), "note")).expect("logged");
    assert!(book.get(lead::ID, RecordId(4), lead::NEXT_CONTACT_AT).is_some());
    log(&mut book, talk((lead::ID, 4), "call")).expect("logged");
    assert_eq!(book.get(lead::ID, RecordId(4), lead::NEXT_CONTACT_AT), None);
}

#[test]
fn a_next_step_for_a_whole_day_gives_the_lead_its_morning_and_no_time_of_greenwich() {
    for minutes in [480, -300] {
        let (mut book, zone) = (book(), protocol::Zone::fixed(minutes));
        let mut call = talk((lead::ID, 4), "call");
        let due = zone.kept(protocol::Moment { day: Day(20_602), minute: None });
        call.next = Some(NextStep { name: "Call again".into(), due, all_day: true });
        let mut next = 1_000;
        let deed = SellingDeed::Talks(TalksDeed::Log(Box::new(call)));
        let plan = selling::plan(&Context { zone: &zone, ..context(&book) }, &deed, &mut || {
            next += 1;
            RecordId(next)
        });
        apply(&mut book, plan.expect("logged").cells);
        let at = book.get(lead::ID, RecordId(4), lead::NEXT_CONTACT_AT).map(|at| zone.local(at));
        assert_eq!(at, Some((Day(20_602), 540)), "{minutes}");
    }
}

#[test]
fn what_cannot_be_logged_says_why_and_changes_nothing() {
    let mut book = book();
    let problem = |failure: Failure| match failure {
        Failure::Selling(problem) => Some(problem.code),
        _ => None,
    };
    let mut empty = talk((customer::ID, 1), "note");
    (empty.text, empty.outcome) = (" \n".into(), String::new());
    assert_eq!(log(&mut book, empty.clone()).map_err(problem), Err(Some(ProblemCode::NothingSaid)));
    empty.kind = kind("call");
    assert!(log(&mut book, empty).is_ok(), "that somebody called is worth a line");
    let mut past = talk((customer::ID, 1), "call");
    past.next = Some(NextStep { name: "Call".into(), due: NOW - DAY_MILLIS, all_day: true });
    assert_eq!(log(&mut book, past).map_err(problem), Err(Some(ProblemCode::NextInThePast)));
    let mut negative = talk((customer::ID, 1), "call");
    negative.minutes = Some(Decimal(-1));
    assert_eq!(log(&mut book, negative).map_err(problem), Err(Some(ProblemCode::NegativeQuantity)));
    assert_eq!(log(&mut book, talk((customer::ID, 99), "call")), Err(Failure::NotFound));
    assert_eq!(book.table(activity::ID).map(|table| table.live()), Some(1));
}

#[test]
fn a_number_finds_everybody_who_bears_it_however_it_is_written() {
    let mut book = book();
    let names = |book: &Workspace, number: &str| {
        callers(book, number).into_iter().map(|about| about.whom.name).collect::<Vec<_>>()
    };
    for number in ["13800138000", "+8613800138000", "8613800138000", "0086 138-0013-8000", " 138 0013 8000 "] {
        assert_eq!(names(&book, number), ["王小明", "Ann"], "{number}");
    }
    let found = callers(&book, "+44 20 7946 0958");
    assert_eq!((found[0].whom.name.as_str(), found[0].quiet), ("李梅", Some(Quiet::DoNotCall)));
    assert_eq!(found[0].customer, Some((RecordId(1), "王小明".to_owned())));
    for number in ["", "12", "anonymous", "13800138001"] {
        assert_eq!(names(&book, number), [""; 0], "{number}");
    }
    // A lead that became a customer is not found twice.
    apply(&mut book, vec![Cell { collection: lead::ID, record: RecordId(4), field: lead::CUSTOMER.id, value: to(1) }]);
    assert_eq!(names(&book, "13800138000"), ["王小明"]);
}

#[test]
fn whom_to_choose_those_talked_with_last_come_first() {
    let mut book = book();
    add(&mut book, customer::ID, 10, &[(customer::NAME.id, text("Newer"))]);
    let first = |book: &Workspace| who(book, "").first().map(|whom| whom.name.clone());
    assert_eq!(first(&book).as_deref(), Some("Newer"));
    log(&mut book, talk((lead::ID, 4), "call")).expect("logged");
    assert_eq!(first(&book).as_deref(), Some("Ann"));
    let found: Vec<_> = who(&book, "tea").into_iter().map(|whom| (whom.of, whom.name, whom.about)).collect();
    assert_eq!(found, [(opportunity::ID, "Tea for spring".to_owned(), "王小明".to_owned())]);
}

#[test]
fn files_are_added_to_a_record_and_go_with_it() {
    let mut book = book();
    let files = vec![photo("a.jpg"), photo("b.pdf")];
    let attach = |to, id| TalksDeed::Attach { to, id: RecordId(id), files: files.clone() };
    act(&mut book, attach(customer::ID, 1)).expect("attached");
    assert_eq!(section(&book, customer::ID, RecordId(1)).files.len(), 2);
    assert_eq!(act(&mut book, attach(customer::ID, 99)), Err(Failure::NotFound));
    assert!(act(&mut book, attach(check_in::ID, 1)).is_err());
    let parts = engine::records::along(&book, customer::ID, &[RecordId(1)], false);
    let gone =
        parts.iter().any(|part| part.many().is_some_and(|many| many.collection == attachment::ID && many.len() == 2));
    assert!(gone, "{parts:?}");
}
