//! Answers of selling are remembered for as long as nothing changes of what they looked at, and no longer.
#![allow(missing_docs)]

use engine::Workspace;
use engine::samples;
use engine::selling::{self, Context, Remembered};
use model::schema::{
    self, activity, customer, opportunity, order, payment, product, setting, target, task, user, view,
};
use model::{
    Cell, CollectionId, Currency, Day, Decimal, DeviceId, FieldId, Kind, Label, Money, Operation, OptionId, Part,
    RecordId, Report, Stamp, Value, options,
};
use protocol::deals::DealsBehind;
use protocol::selling::leads::{Probe, Whose};
use protocol::*;

const TODAY: Day = Day(20_600);
const CUSTOMERS: u32 = 60;

/// SplitMix64.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % n.max(1) as u64) as usize
    }
}

/// Eight hours east of Greenwich, where clocks are never set.
static EAST: Zone = Zone { first: 480, changes: Vec::new() };

fn context(workspace: &Workspace, minutes: i64) -> Context<'_> {
    Context {
        workspace,
        scores: None,
        today: TODAY,
        now_millis: i64::from(TODAY.0) * 86_400_000 + 36_000_000 + minutes * 60_000,
        zone: &EAST,
        currency: Currency::CNY,
        sounds: None,
    }
}

fn book() -> Workspace {
    let plan = sample::Plan { customers: CUSTOMERS, seed: 4, today: TODAY, currency: Currency::CNY };
    let pieces = samples::pieces(&sample::generate(&plan), 9);
    let mut workspace = Workspace::default();
    workspace.apply(&samples::operation(pieces, Stamp::new(1, 0, DeviceId(1))));
    workspace
}

fn any(workspace: &Workspace, of: CollectionId, dice: &mut Dice) -> Option<RecordId> {
    let table = workspace.table(of).filter(|table| !table.is_empty())?;
    Some(workspace.ids.id(table.handle(dice.below(table.len() as usize) as u32)))
}

/// A question of every kind.
fn questions(workspace: &Workspace) -> Vec<SellingQuery> {
    let mut dice = Dice(3);
    let mut some = |of| any(workspace, of, &mut dice).expect("the sample has some");
    let (me, deal, buyer, thing) = (some(user::ID), some(opportunity::ID), some(customer::ID), some(product::ID));
    let (sold, talk, todo) = (some(order::ID), some(activity::ID), some(task::ID));
    let zone = Zone::fixed(480);
    let care = Care { day: TODAY, zone: zone.clone(), owners: Owners(vec![me]), limit: 4 };
    let span = |owners, customer, from: i32, done| {
        let (from, to) = (Some(Day(TODAY.0 + from)), Some(Day(TODAY.0 + from + 30)));
        AgendaQuery::Span(AgendaSpan {
            zone: zone.clone(),
            owners,
            customer,
            from,
            to,
            done,
            coming: true,
            near: None,
            limit: 90,
        })
    };
    let scope = DealScope::default();
    let measure = |name: &str| options::MEASURE.id(name).unwrap_or(OptionId(1));
    let (month, year) = (options::PERIOD.id("month").unwrap_or(OptionId(1)), TODAY.ymd().0);
    let targets = |name| ReportsQuery::Targets(TargetsOf { measure: measure(name), period: month, year });
    let probe = Probe { name: "Harriet Collins".into(), phones: vec!["020 7946 0001".into()], ..Probe::default() };
    let after = i64::from(TODAY.0) * 86_400_000;
    let near = |order| FieldQuery::Near { from: None, order, region: None, limit: 20 };
    let route = Route { from: None, stops: vec![buyer], as_given: false, start: after + 36_000_000, minutes: 45 };
    let mut all = vec![
        SellingQuery::Today(TodayQuery { care: care.clone(), limit: 8 }),
        SellingQuery::Agenda(AgendaQuery::Care(care)),
        SellingQuery::Agenda(span(Owners(vec![me]), None, -10, true)),
        SellingQuery::Agenda(span(Owners::ALL, Some(buyer), -40, false)),
        SellingQuery::Agenda(AgendaQuery::Reminders {
            zone: zone.clone(),
            owners: Owners(vec![me]),
            after,
            day: TODAY,
        }),
        SellingQuery::Agenda(AgendaQuery::Calendar {
            zone,
            task: Some(todo),
            owners: Owners::ALL,
            birthday: "Birthday of {name}".into(),
            anniversary: String::new(),
        }),
        SellingQuery::Deals(DealsQuery::Pipelines),
        SellingQuery::Deals(DealsQuery::Board { scope: scope.clone(), top: 5, more: Vec::new() }),
        SellingQuery::Deals(DealsQuery::Deal { id: deal }),
        SellingQuery::Deals(DealsQuery::Forecast(scope.clone())),
        SellingQuery::Deals(DealsQuery::Funnel { scope: scope.clone(), since: None }),
        SellingQuery::Deals(DealsQuery::Behind { scope, since: None, which: DealsBehind::Won, limit: 100 }),
        SellingQuery::Deals(DealsQuery::Large { concerns: Some(me) }),
        SellingQuery::Deals(DealsQuery::AtRisk { owners: Owners(vec![me]), limit: 8 }),
        SellingQuery::Deals(DealsQuery::OfCustomer { customer: buyer }),
        SellingQuery::Leads(LeadsQuery::Overview { me: Some(me), whose: Whose::All }),
        SellingQuery::Leads(LeadsQuery::Typed { text: "Harriet Collins 020 7946 0001".into() }),
        SellingQuery::Leads(LeadsQuery::Duplicates(Box::new(probe))),
        SellingQuery::Money(MoneyQuery::Due { owners: Owners::ALL, limit: 20 }),
        SellingQuery::Money(MoneyQuery::Sheet(sold)),
        SellingQuery::Money(MoneyQuery::Account(buyer)),
        SellingQuery::Money(MoneyQuery::Use(Target::Records(product::ID, vec![thing]))),
        SellingQuery::Team(TeamQuery::People),
        SellingQuery::Team(TeamQuery::Members { of: Some(me) }),
        SellingQuery::Talks(TalksQuery::Who { text: "a".into(), limit: 8 }),
        SellingQuery::Talks(TalksQuery::About(activity::ID, talk)),
        SellingQuery::Talks(TalksQuery::Number("020 7946 0001".into())),
        SellingQuery::Talks(TalksQuery::Section { of: customer::ID, id: buyer, max: 20 }),
        SellingQuery::Field(near(NearOrder::Overdue)),
        SellingQuery::Field(near(NearOrder::Distance)),
        SellingQuery::Field(FieldQuery::Route(route)),
        SellingQuery::Field(FieldQuery::CheckIns { limit: 20 }),
        SellingQuery::Reports(ReportsQuery::Dashboard),
        SellingQuery::Reports(ReportsQuery::Standing { owners: Owners::ALL, team: false }),
        SellingQuery::Reports(targets("revenue")),
        SellingQuery::Reports(targets("new_customers")),
        SellingQuery::Reports(targets("activities")),
        SellingQuery::Reports(targets("won_deals")),
    ];
    let ready = selling::answer(&context(workspace, 0), &SellingQuery::Reports(ReportsQuery::Dashboard));
    let SellingAnswer::Reports(ReportsAnswer::Dashboard(tiles, _)) = ready else { panic!("a dashboard") };
    let run = |report: Report| SellingQuery::Reports(ReportsQuery::Run(Box::new(report)));
    let behind = |report| ReportsQuery::Behind(Box::new(Behind { report, row: None, series: None, limit: 10 }));
    for report in tiles.into_iter().filter_map(|tile| tile.report) {
        all.push(SellingQuery::Reports(behind(report.clone())));
        all.push(run(report));
    }
    all
}

/// Something that may stand in a field.
fn something(workspace: &Workspace, kind: Kind, dice: &mut Dice) -> Value {
    if dice.below(6) == 0 {
        return Value::Empty;
    }
    match kind {
        Kind::Bool => Value::Bool(dice.below(2) == 1),
        Kind::Number => Value::Number(Decimal(dice.below(90) as i64 * Decimal::ONE)),
        Kind::Money => {
            let currency = if dice.below(5) == 0 { Currency::USD } else { Currency::CNY };
            Value::Money(Money { minor: dice.below(1 << 20) as i64 - (1 << 10), currency })
        }
        Kind::Day => Value::Day(Day(TODAY.0 + 40 - dice.below(400) as i32)),
        Kind::Instant => Value::Instant((i64::from(TODAY.0) + 20 - dice.below(200) as i64) * 86_400_000),
        Kind::Option(list) => Value::Option(OptionId(1 + dice.below(list.values.len()) as u16)),
        Kind::Reference(to) => any(workspace, to, dice).map_or(Value::Empty, Value::Reference),
        Kind::References(_) | Kind::Bytes => Value::Empty,
        _ => Value::Text(["Harriet Collins", "020 7946 0001", "a", "West", "王小明"][dice.below(5)].to_owned()),
    }
}

/// A random edit of any field of any record, a deletion, or the way back.
fn edit(workspace: &mut Workspace, nth: u64, dice: &mut Dice) -> CollectionId {
    let of = loop {
        let of = schema::ALL[dice.below(schema::ALL.len())];
        if workspace.table(of.id).is_some_and(|table| !table.is_empty()) {
            break of;
        }
    };
    let record = any(workspace, of.id, dice).expect("not empty");
    let (field, value) = match dice.below(8) {
        0 => (FieldId::ALIVE, Value::Bool(dice.below(2) == 1)),
        _ => {
            let field = &of.fields[dice.below(of.fields.len())];
            (field.id, something(workspace, field.kind, dice))
        }
    };
    write(workspace, nth, of.id, record, field, value);
    of.id
}

fn write(workspace: &mut Workspace, nth: u64, of: CollectionId, record: RecordId, field: FieldId, value: Value) {
    let parts = vec![Part::Cells(vec![Cell { collection: of, record, field, value }])];
    let stamp = Stamp::new(nth + 2, 0, DeviceId(1));
    workspace.apply(&Operation { stamp, label: Label::Edit(of, field), parts });
}

fn seed(workspace: &mut Workspace) {
    let alive = Value::Bool(true);
    write(workspace, 0, setting::ID, schema::THE_SETTINGS, FieldId::ALIVE, alive.clone());
    let days = Value::Number(Decimal(5 * Decimal::ONE));
    write(workspace, 1, setting::ID, schema::THE_SETTINGS, setting::POOL_DAYS.id, days);
    write(workspace, 2, view::ID, RecordId(77), FieldId::ALIVE, alive);
}

#[test]
fn what_is_remembered_is_what_would_be_answered_now() {
    let mut workspace = book();
    seed(&mut workspace);
    let asked: Vec<Sealed<SellingQuery>> = questions(&workspace).iter().map(Sealed::new).collect();
    let (mut remembered, mut dice) = (Remembered::default(), Dice(11));
    let (mut held, mut anew) = (0, 0);
    for nth in 3..260 {
        edit(&mut workspace, nth, &mut dice);
        let minutes = (nth / 9) as i64;
        for asked in &asked {
            let query = asked.get().expect("opens");
            let context = context(&workspace, minutes);
            match remembered.known(&context, 0, asked) {
                Some(Answer::Selling(known)) => {
                    held += 1;
                    // A moment may pass while an answer that looked at the clock holds: it is seen from the same minute here.
                    assert_eq!(known.get(), Some(&selling::answer(&context, query)), "after edit {nth}: {query:?}");
                }
                _ => {
                    anew += 1;
                    assert!(remembered.answer(&context, 0, asked).is_some());
                }
            }
        }
    }
    assert!(held > anew, "{held} held, {anew} were made anew");
}

#[test]
fn an_edit_elsewhere_leaves_answers_as_they_are_and_one_that_concerns_them_does_not() {
    let mut workspace = book();
    seed(&mut workspace);
    let asked = |query| Sealed::new(&query);
    let board = asked(SellingQuery::Deals(DealsQuery::Forecast(DealScope::default())));
    let due = asked(SellingQuery::Money(MoneyQuery::Due { owners: Owners::ALL, limit: 20 }));
    let goals = asked(SellingQuery::Reports(ReportsQuery::Standing { owners: Owners::ALL, team: false }));
    let mut remembered = Remembered::default();
    let mut known = |workspace: &Workspace, which: [bool; 3]| {
        let context = context(workspace, 0);
        for (asked, expected) in [&board, &due, &goals].into_iter().zip(which) {
            assert_eq!(remembered.known(&context, 0, asked).is_some(), expected);
            remembered.answer(&context, 0, asked).expect("opens");
        }
    };
    known(&workspace, [false; 3]);
    known(&workspace, [true; 3]);
    let mut dice = Dice(1);
    let mut change = |workspace: &mut Workspace, nth, of, field, value| {
        let record = any(workspace, of, &mut dice).expect("there");
        write(workspace, nth, of, record, field, value);
    };
    change(&mut workspace, 10, view::ID, view::NAME.id, Value::Text("Mine".into()));
    known(&workspace, [true; 3]);
    let amount = Value::Money(Money { minor: 5, currency: Currency::CNY });
    change(&mut workspace, 11, opportunity::ID, opportunity::AMOUNT.id, amount.clone());
    known(&workspace, [false, true, true]);
    change(&mut workspace, 12, payment::ID, payment::AMOUNT.id, amount.clone());
    known(&workspace, [true, false, true]);
    change(&mut workspace, 13, target::ID, target::AMOUNT.id, amount);
    known(&workspace, [true, true, false]);
    // The day is another one, and with it everything.
    let tomorrow = Context { today: Day(TODAY.0 + 1), ..context(&workspace, 0) };
    assert!(remembered.known(&tomorrow, 0, &due).is_none());
}

#[test]
fn another_zone_is_another_one_even_where_its_clocks_show_the_same_today() {
    let mut workspace = book();
    seed(&mut workspace);
    let due = Sealed::new(&SellingQuery::Money(MoneyQuery::Due { owners: Owners::ALL, limit: 20 }));
    let mut remembered = Remembered::default();
    remembered.answer(&context(&workspace, 0), 0, &due).expect("opens");
    assert!(remembered.known(&context(&workspace, 0), 0, &due).is_some());
    let later = i64::from(TODAY.0 + 100) * 86_400_000;
    let elsewhere = Zone { first: 480, changes: vec![(later, 540)] };
    let there = Context { zone: &elsewhere, ..context(&workspace, 0) };
    assert!(remembered.known(&there, 0, &due).is_none());
}

#[test]
fn what_is_not_there_yet_is_looked_at_too() {
    let mut workspace = book();
    let asked = Sealed::new(&SellingQuery::Deals(DealsQuery::Large { concerns: None }));
    let mut remembered = Remembered::default();
    remembered.answer(&context(&workspace, 0), 0, &asked).expect("opens");
    // The rule comes with the record that it is written in.
    let least = Value::Money(Money { minor: 1, currency: Currency::CNY });
    write(&mut workspace, 1, setting::ID, schema::THE_SETTINGS, setting::LARGE_DEAL.id, least);
    assert!(remembered.known(&context(&workspace, 0), 0, &asked).is_none());
}
