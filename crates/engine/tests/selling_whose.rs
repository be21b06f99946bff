//! Whose records a question is about: everybody's, one's own, a team's, one person's. The same rule on every page.
#![allow(missing_docs)]

mod reports_support;

use engine::selling;
use model::schema::{
    THE_SETTINGS, customer, lead, opportunity, order, payment_plan, pipeline, pipeline_stage, setting, task, team, user,
};
use model::{Cell, Day, Decimal, FieldId, Label, RecordId, Value, options};
use protocol::selling::team::Members;
use protocol::*;
use reports_support::*;

const CLEO: RecordId = RecordId(1003);
const DORA: RecordId = RecordId(1004);
const EVE: RecordId = RecordId(1005);
const SOUTH: RecordId = RecordId(1102);
const NOBODY: RecordId = RecordId(4_444);
const STAGE: RecordId = RecordId(3_001);

fn refer(id: RecordId) -> Value {
    Value::Reference(id)
}

/// Anna and Cleo are in team North, Ben is in none. Dora leads team South, in which Eve is. Each of them, and nobody, has one of everything.
fn everybodys() -> Small {
    let mut book = book();
    let mut person = |id: RecordId, name: &str, team: Option<RecordId>| {
        let mut fields = vec![(user::NAME.id, text(name))];
        fields.extend(team.map(|team| (user::TEAM.id, refer(team))));
        book.put(user::ID, id.0, &fields);
    };
    person(CLEO, "Cleo", Some(NORTH));
    person(DORA, "Dora", None);
    person(EVE, "Eve", Some(SOUTH));
    book.put(team::ID, SOUTH.0, &[(team::NAME.id, text("South")), (team::LEADER.id, refer(DORA))]);
    book.put(pipeline::ID, 3_000, &[(pipeline::NAME.id, text("Sales")), (pipeline::POSITION.id, text("a"))]);
    let stage = [
        (pipeline_stage::NAME.id, text("Open")),
        (pipeline_stage::PIPELINE.id, refer(RecordId(3_000))),
        (pipeline_stage::POSITION.id, text("a")),
    ];
    book.put(pipeline_stage::ID, STAGE.0, &stage);
    let today = book.today;
    let noon = Value::Instant(i64::from(today.0) * 86_400_000 + 43_200_000);
    for (at, whose) in (0..).zip([Some(ANNA), Some(BEN), Some(CLEO), Some(DORA), Some(EVE), None]) {
        let owner = |field| (field, whose.map_or(Value::Empty, refer));
        let name = format!("of {at}");
        let deal = [
            (opportunity::NAME.id, text(&name)),
            (opportunity::STAGE.id, refer(STAGE)),
            (opportunity::AMOUNT.id, cny(100)),
            (opportunity::EXPECTED_CLOSE_DATE.id, Value::Day(today)),
            owner(opportunity::OWNER.id),
        ];
        book.put(opportunity::ID, 4_000 + at, &deal);
        let sold = [
            (order::NUMBER.id, text(&name)),
            (order::DAY.id, Value::Day(today)),
            (order::TOTAL.id, cny(100)),
            (order::STATUS.id, chosen(&options::ORDER_STATUS, "confirmed")),
            owner(order::OWNER.id),
        ];
        let sold = book.put(order::ID, 5_000 + at, &sold);
        let plan = [
            (payment_plan::ORDER.id, refer(sold)),
            (payment_plan::DUE.id, Value::Day(Day(today.0 - 3))),
            (payment_plan::AMOUNT.id, cny(100)),
        ];
        book.put(payment_plan::ID, 5_100 + at, &plan);
        let todo = [(task::NAME.id, text(&name)), (task::DUE.id, noon.clone()), owner(task::OWNER.id)];
        book.put(task::ID, 6_000 + at, &todo);
        let next = [(lead::NAME.id, text(&name)), (lead::NEXT_CONTACT_AT.id, noon.clone()), owner(lead::OWNER.id)];
        book.put(lead::ID, 7_000 + at, &next);
        let born = [
            (customer::NAME.id, text(&name)),
            (customer::BIRTHDAY.id, Value::Day(day("1990-06-21"))),
            owner(customer::OWNER.id),
        ];
        book.put(customer::ID, 8_000 + at, &born);
    }
    book
}

fn answer(book: &Small, query: SellingQuery) -> SellingAnswer {
    selling::answer(&book.context(), &query)
}

fn deals(book: &Small, query: DealsQuery) -> DealsAnswer {
    match answer(book, SellingQuery::Deals(query)) {
        SellingAnswer::Deals(answer) => answer,
        other => panic!("{other:?}"),
    }
}

/// How much of each page is of these people: the board, the forecast, the funnel, what is at risk, payments overdue, leads due, the agenda, whom to
/// think of, reminders of today, birthdays in the calendar file.
fn seen(book: &Small, owners: &[RecordId]) -> [usize; 10] {
    let (owners, zone) = (Owners(owners.to_vec()), Zone::fixed(0));
    let scope = DealScope { owners: owners.clone(), ..DealScope::default() };
    let DealsAnswer::Board(board) = deals(book, DealsQuery::Board { scope: scope.clone(), top: 50, more: Vec::new() })
    else {
        panic!()
    };
    let DealsAnswer::Forecast(forecast) = deals(book, DealsQuery::Forecast(scope.clone())) else { panic!() };
    let DealsAnswer::Funnel(funnel) = deals(book, DealsQuery::Funnel { scope, since: None }) else { panic!() };
    let DealsAnswer::Cards(_, risk) = deals(book, DealsQuery::AtRisk { owners: owners.clone(), limit: 50 }) else {
        panic!()
    };
    let due = MoneyQuery::Due { owners: owners.clone(), limit: 50 };
    let SellingAnswer::Money(MoneyAnswer::Due(due)) = answer(book, SellingQuery::Money(due)) else { panic!() };
    let leads = LeadsQuery::Due { owners: owners.clone(), limit: 50 };
    let SellingAnswer::Leads(LeadsAnswer::Due(_, leads)) = answer(book, SellingQuery::Leads(leads)) else { panic!() };
    let care = Care { day: book.today, zone: zone.clone(), owners: owners.clone(), limit: 50 };
    let today = SellingQuery::Today(TodayQuery { care, limit: 50 });
    let SellingAnswer::Today(today) = answer(book, today) else { panic!() };
    let agenda = |query| match answer(book, SellingQuery::Agenda(query)) {
        SellingAnswer::Agenda(answer) => answer,
        other => panic!("{other:?}"),
    };
    let reminders = AgendaQuery::Reminders { zone: zone.clone(), owners: owners.clone(), after: 0, day: book.today };
    let AgendaAnswer::Reminders(reminders) = agenda(reminders) else { panic!() };
    let (birthday, anniversary) = ("Birthday".into(), String::new());
    let file = AgendaQuery::Calendar { zone, task: None, owners, birthday, anniversary };
    let AgendaAnswer::Calendar(file) = agenda(file) else { panic!() };
    let birthdays = today.care.items.iter().filter(|item| item.kind == CareKind::Birthday).count();
    [
        board.columns.iter().map(|column| column.count as usize).sum(),
        forecast.currencies.iter().flat_map(|of| &of.rows).last().map_or(0, |row| row.all.count as usize),
        funnel.opened as usize,
        risk as usize,
        due.overdue.count as usize,
        leads as usize,
        today.today_all as usize,
        birthdays,
        reminders.today as usize,
        file.matches("SUMMARY:Birthday").count(),
    ]
}

#[test]
fn every_page_shows_everybodys_a_persons_or_a_teams() {
    let book = everybodys();
    // Leads of nobody are the pool's; tasks and customers of nobody concern everybody.
    assert_eq!(seen(&book, &[]), [6, 6, 6, 6, 6, 5, 6, 6, 6, 6]);
    assert_eq!(seen(&book, &[ANNA]), [1, 1, 1, 1, 1, 1, 2, 2, 2, 2]);
    assert_eq!(seen(&book, &[ANNA, CLEO]), [2, 2, 2, 2, 2, 2, 3, 3, 3, 3]);
    assert_eq!(seen(&book, &[NOBODY]), [0, 0, 0, 0, 0, 0, 1, 1, 1, 1]);
    // Of somebody who was never here there is nothing, and that changes nothing for the others.
    assert_eq!(seen(&book, &[NOBODY, EVE]), [1, 1, 1, 1, 1, 1, 2, 2, 2, 2]);
}

/// An opportunity, and an order with an instalment that is late: of a customer, and of an owner where there is one.
fn sell(book: &mut Small, at: u128, buyer: u128, whose: Option<RecordId>) {
    let (today, owner) = (book.today, |field| (field, whose.map_or(Value::Empty, refer)));
    let deal = [
        (opportunity::NAME.id, text("More")),
        (opportunity::STAGE.id, refer(STAGE)),
        (opportunity::AMOUNT.id, cny(100)),
        (opportunity::EXPECTED_CLOSE_DATE.id, Value::Day(today)),
        (opportunity::CUSTOMER.id, refer(RecordId(buyer))),
        owner(opportunity::OWNER.id),
    ];
    book.put(opportunity::ID, 4_000 + at, &deal);
    let sold = [
        (order::DAY.id, Value::Day(today)),
        (order::TOTAL.id, cny(100)),
        (order::STATUS.id, chosen(&options::ORDER_STATUS, "confirmed")),
        (order::CUSTOMER.id, refer(RecordId(buyer))),
        owner(order::OWNER.id),
    ];
    let sold = book.put(order::ID, 5_000 + at, &sold);
    let late = Value::Day(Day(today.0 - 3));
    let plan =
        [(payment_plan::ORDER.id, refer(sold)), (payment_plan::DUE.id, late), (payment_plan::AMOUNT.id, cny(100))];
    book.put(payment_plan::ID, 5_100 + at, &plan);
}

fn large(book: &Small, concerns: Option<RecordId>) -> u32 {
    let DealsAnswer::Cards(_, large) = deals(book, DealsQuery::Large { concerns }) else { panic!() };
    large
}

#[test]
fn what_has_no_owner_is_whose_its_customer_is() {
    let mut book = everybodys();
    sell(&mut book, 10, 8_000, None);
    sell(&mut book, 11, 8_004, None);
    sell(&mut book, 12, 8_000, Some(BEN));
    // Of a customer who is nobody's.
    sell(&mut book, 13, 8_005, None);
    let sold = |owners: &[RecordId]| seen(&book, owners)[..5].to_vec();
    assert_eq!(sold(&[]), [10, 10, 10, 10, 10]);
    assert_eq!(sold(&[ANNA]), [2, 2, 2, 2, 2], "her customer's");
    assert_eq!(sold(&[BEN]), [2, 2, 2, 2, 2], "an owner comes before the customer's");
    assert_eq!(sold(&[CLEO]), [1, 1, 1, 1, 1]);
    assert_eq!(sold(&[NOBODY]), [0, 0, 0, 0, 0]);
    book.put(setting::ID, THE_SETTINGS.0, &[(setting::LARGE_DEAL.id, cny(100))]);
    let whose = |book: &Small| [None, Some(ANNA), Some(BEN), Some(DORA), Some(NOBODY)].map(|me| large(book, me));
    assert_eq!(whose(&book), [10, 2, 2, 3, 0], "Dora leads whose customer bought");
    // A share of the target of whoever is responsible.
    let change = TargetChange { who: Who::Person(ANNA), start: day("2026-06-01"), target: Some(150) };
    let (measure, period) = (option(&options::MEASURE, "revenue"), option(&options::PERIOD, "month"));
    let currency = model::Currency::CNY;
    book.act(ReportsDeed::SetTargets { measure, period, currency, changes: vec![change] });
    let half = Decimal::whole(50).map_or(Value::Empty, Value::Number);
    let rule = [(setting::LARGE_DEAL.id, Value::Empty), (setting::LARGE_DEAL_SHARE.id, half)];
    book.put(setting::ID, THE_SETTINGS.0, &rule);
    assert_eq!(whose(&book), [2, 2, 0, 0, 0]);
}

fn members(book: &Small, of: Option<RecordId>) -> Members {
    match answer(book, SellingQuery::Team(TeamQuery::Members { of })) {
        SellingAnswer::Team(TeamAnswer::Members(members)) => *members,
        other => panic!("{other:?}"),
    }
}

#[test]
fn who_was_deleted_or_never_was_is_not_known() {
    let mut book = everybodys();
    assert!(members(&book, Some(ANNA)).known);
    book.apply(
        Label::Delete(user::ID, 1),
        vec![Cell { collection: user::ID, record: ANNA, field: FieldId::ALIVE, value: Value::Bool(false) }],
    );
    assert!(!members(&book, Some(ANNA)).known);
    assert!(!members(&book, Some(NOBODY)).known && !members(&book, None).known);
    // Who has left is still known.
    book.put(user::ID, BEN.0, &[(user::ACTIVE.id, Value::Bool(false))]);
    assert!(members(&book, Some(BEN)).known);
}

#[test]
fn a_team_is_whose_team_is_mine_and_whom_i_lead() {
    let mut book = everybodys();
    let team = |book: &Small, of| {
        let mut team = members(book, Some(of)).team;
        team.sort_unstable();
        team
    };
    assert_eq!(team(&book, ANNA), [ANNA, CLEO]);
    assert_eq!(team(&book, BEN), [BEN]);
    assert_eq!(team(&book, DORA), [DORA, EVE], "a leader need not be in the team");
    assert_eq!(team(&book, EVE), [EVE], "who leads is not among those who are led");
    // Who leads the own team has nobody twice.
    book.put(team::ID, NORTH.0, &[(team::LEADER.id, refer(ANNA))]);
    assert_eq!(team(&book, ANNA), [ANNA, CLEO]);
    let names = |book: &Small| members(book, None).people.into_iter().map(|(_, name)| name).collect::<Vec<_>>();
    assert_eq!(names(&book), ["Anna", "Ben", "Cleo", "Dora", "Eve"]);
    book.put(user::ID, BEN.0, &[(user::ACTIVE.id, Value::Bool(false))]);
    assert_eq!(names(&book), ["Anna", "Cleo", "Dora", "Eve"], "who has left can be chosen no more");
    assert_eq!(members(&book, None).team, []);
}

#[test]
fn a_teams_targets_stand_for_those_of_its_people() {
    let mut book = everybodys();
    let revenue = option(&options::MEASURE, "revenue");
    let mut set = |who: Who, target: i64| {
        let change = TargetChange { who, start: day("2026-06-01"), target: Some(target) };
        let (period, currency) = (option(&options::PERIOD, "month"), model::Currency::CNY);
        book.act(ReportsDeed::SetTargets { measure: revenue, period, currency, changes: vec![change] });
    };
    set(Who::Person(ANNA), 1_000);
    set(Who::Person(CLEO), 2_000);
    set(Who::Person(BEN), 5_000);
    let asked = |book: &Small, owners: &[RecordId], team: bool| {
        let ReportsAnswer::Standing(standing) =
            book.ask(ReportsQuery::Standing { owners: Owners(owners.to_vec()), team })
        else {
            panic!()
        };
        standing.iter().map(|standing| (standing.target, standing.reached)).collect::<Vec<_>>()
    };
    let standing = |book: &Small, owners: &[RecordId]| asked(book, owners, false);
    // Of June are order 15, which is Anna's, and the one that each of them has here.
    assert_eq!(standing(&book, &[ANNA]), [(1_000, 50_100)]);
    assert_eq!(standing(&book, &[ANNA, CLEO]), [(3_000, 50_200)]);
    assert_eq!(standing(&book, &[ANNA, BEN]), [(6_000, 50_200)], "half a team is its people");
    assert_eq!(standing(&book, &[DORA, EVE]), [], "nothing was set");
    let change = TargetChange { who: Who::Team(NORTH), start: day("2026-06-01"), target: Some(9_000) };
    let (period, currency) = (option(&options::PERIOD, "month"), model::Currency::CNY);
    book.act(ReportsDeed::SetTargets { measure: revenue, period, currency, changes: vec![change] });
    assert_eq!(standing(&book, &[ANNA, CLEO]), [(9_000, 50_200)], "what was set for the team counts");
    assert_eq!(standing(&book, &[ANNA, CLEO, BEN]), [(14_000, 50_300)]);
    assert_eq!(standing(&book, &[ANNA]), [(1_000, 50_100)]);
    // A team of one has its team's target, and its one has another.
    book.put(user::ID, CLEO.0, &[(user::TEAM.id, Value::Empty)]);
    assert_eq!((standing(&book, &[ANNA]), asked(&book, &[ANNA], true)), (vec![(1_000, 50_100)], vec![(9_000, 50_100)]));
}
