//! Targets, what was reached of them, and who is ahead.
#![allow(missing_docs)]

mod reports_support;

use model::schema::*;
use model::{Currency, Deed, Label, OptionId, RecordId, Value, options};
use protocol::{
    Failure, Owners, Pace, Problem, ProblemCode, ReportsAnswer, ReportsDeed, ReportsQuery, Standing, TargetCell,
    TargetChange, Who,
};
use reports_support::*;

fn measure(name: &str) -> OptionId {
    option(&options::MEASURE, name)
}

fn set(book: &mut Small, of: &str, period: &str, who: Who, start: &str, target: Option<i64>) {
    book.act(ReportsDeed::SetTargets {
        measure: measure(of),
        period: option(&options::PERIOD, period),
        currency: Currency::CNY,
        changes: vec![TargetChange { who, start: day(start), target }],
    });
}

fn cells(book: &Small, of: &str, period: &str, who: Who) -> Vec<TargetCell> {
    let answer = book.targets(of, period, 2026);
    answer.rows.into_iter().find(|row| row.who == who).map(|row| row.cells).unwrap_or_default()
}

fn reached(book: &Small, of: &str, period: &str, who: Who) -> Vec<i64> {
    cells(book, of, period, who).into_iter().map(|cell| cell.reached).collect()
}

#[test]
fn revenue_is_of_the_order_s_owner_or_else_its_customer_s() {
    let book = book();
    assert_eq!(reached(&book, "revenue", "quarter", Who::Company), [10_000, 140_000, 0, 0]);
    assert_eq!(reached(&book, "revenue", "quarter", Who::Person(ANNA)), [10_000, 50_000, 0, 0]);
    assert_eq!(reached(&book, "revenue", "quarter", Who::Team(NORTH)), [10_000, 50_000, 0, 0]);
    assert_eq!(reached(&book, "revenue", "quarter", Who::Person(BEN)), [0, 50_000, 0, 0]);
    assert_eq!(reached(&book, "revenue", "quarter", Who::Nobody), [0, 40_000, 0, 0]);
    assert_eq!(reached(&book, "revenue", "month", Who::Company)[2..6], [10_000, 50_000, 0, 90_000]);
    let behind = ReportsQuery::Reached {
        measure: measure("revenue"),
        who: Who::Team(NORTH),
        from: day("2026-04-01"),
        to: day("2026-06-30"),
        limit: 10,
    };
    let ReportsAnswer::Behind(behind) = book.ask(behind) else { panic!() };
    assert_eq!((behind.total, behind.rows[0].name.as_str()), (1, "SO-15"));
}

#[test]
fn the_other_measures_count_what_they_say() {
    let mut book = book();
    // New customers by their first order that counts: Gamma in 2025, Alpha in March, Beta in April.
    assert_eq!(reached(&book, "new_customers", "month", Who::Company)[2..5], [1, 1, 0]);
    assert_eq!(reached(&book, "new_customers", "year", Who::Person(BEN)), [1]);
    for (id, status, yuan) in [(31, "paid", 70), (32, "planned", 900), (33, "refunded", 40)] {
        book.put(
            payment::ID,
            id,
            &[
                (payment::ORDER.id, Value::Reference(RecordId(13))),
                (payment::DAY.id, Value::Day(day("2026-05-02"))),
                (payment::AMOUNT.id, cny(yuan * 100)),
                (payment::STATUS.id, chosen(&options::PAYMENT_STATUS, status)),
            ],
        );
    }
    assert_eq!(reached(&book, "payments", "quarter", Who::Person(BEN)), [0, 7_000, 0, 0]);
    // What was paid back by a payment of its own takes from what was received.
    book.put(
        payment::ID,
        34,
        &[
            (payment::ORDER.id, Value::Reference(RecordId(13))),
            (payment::DAY.id, Value::Day(day("2026-05-03"))),
            (payment::AMOUNT.id, cny(-2_500)),
            (payment::STATUS.id, chosen(&options::PAYMENT_STATUS, "refunded")),
        ],
    );
    assert_eq!(reached(&book, "payments", "quarter", Who::Person(BEN)), [0, 4_500, 0, 0]);
    assert_eq!(reached(&book, "won_deals", "year", Who::Company), [0], "no stage is won yet");
    book.put(pipeline_stage::ID, WON.0, &[(pipeline_stage::OUTCOME.id, chosen(&options::DEAL_OUTCOME, "won"))]);
    book.put(pipeline_stage::ID, LOST.0, &[(pipeline_stage::OUTCOME.id, chosen(&options::DEAL_OUTCOME, "lost"))]);
    for (id, stage, yuan) in [(61, WON, 1_000), (62, LOST, 5_000), (63, WON, 300)] {
        book.put(
            opportunity::ID,
            id,
            &[
                (opportunity::STAGE.id, Value::Reference(stage)),
                (opportunity::AMOUNT.id, cny(yuan * 100)),
                (opportunity::CLOSED_AT.id, Value::Day(day("2026-02-03"))),
                (opportunity::OWNER.id, Value::Reference(ANNA)),
            ],
        );
    }
    assert_eq!(reached(&book, "won_deals", "quarter", Who::Person(ANNA)), [130_000, 0, 0, 0]);
    let noon = i64::from(day("2026-06-03").0) * 86_400_000 + 43_200_000;
    for (id, kind, status) in [(71, "call", "held"), (72, "visit", "planned"), (73, "note", ""), (74, "email", "")] {
        let status = options::ACTIVITY_STATUS.id(status).map_or(Value::Empty, Value::Option);
        book.put(
            activity::ID,
            id,
            &[
                (activity::KIND.id, chosen(&options::ACTIVITY_KIND, kind)),
                (activity::STATUS.id, status),
                (activity::AT.id, Value::Instant(noon)),
                (activity::CUSTOMER.id, Value::Reference(RecordId(1))),
            ],
        );
    }
    assert_eq!(reached(&book, "activities", "month", Who::Person(ANNA))[5], 2);
}

#[test]
fn targets_are_set_changed_and_taken_away_each_as_one_operation() {
    let mut book = book();
    let plan = book.act(ReportsDeed::SetTargets {
        measure: measure("revenue"),
        period: option(&options::PERIOD, "quarter"),
        currency: Currency::CNY,
        changes: [(ANNA, 80_000), (BEN, 60_000)]
            .map(|(id, target)| TargetChange { who: Who::Person(id), start: day("2026-05-07"), target: Some(target) })
            .to_vec(),
    });
    assert_eq!(plan.label, Label::Deed(Deed::SetTarget, 2));
    let of_quarter = |book: &Small, who| cells(book, "revenue", "quarter", who)[1];
    assert_eq!(of_quarter(&book, Who::Person(ANNA)).target, Some(80_000), "the day is put to the quarter's first");
    // A team's and the company's follow from their people's, as long as they have none of their own.
    let company = of_quarter(&book, Who::Company);
    assert_eq!((company.target, company.derived), (Some(140_000), true));
    assert_eq!(of_quarter(&book, Who::Team(NORTH)).target, Some(80_000));
    set(&mut book, "revenue", "quarter", Who::Company, "2026-04-01", Some(200_000));
    let company = of_quarter(&book, Who::Company);
    assert_eq!((company.target, company.derived), (Some(200_000), false));
    // A year without one of its own is what its quarters are.
    assert_eq!(cells(&book, "revenue", "year", Who::Person(BEN))[0].target, Some(60_000));
    set(&mut book, "revenue", "quarter", Who::Person(BEN), "2026-04-01", Some(65_000));
    assert_eq!(of_quarter(&book, Who::Person(BEN)).target, Some(65_000));
    assert_eq!(book.workspace.table(target::ID).unwrap().live(), 3, "the record is the same");
    set(&mut book, "revenue", "quarter", Who::Person(BEN), "2026-04-01", None);
    assert_eq!(of_quarter(&book, Who::Person(BEN)).target, None);
    let next = book.targets("revenue", "quarter", 2027);
    assert_eq!(next.rows[0].cells[1].before, Some(200_000), "last year's, to be taken over");
}

#[test]
fn what_cannot_be_a_target_is_refused() {
    let mut book = book();
    let mut plan = |who, target| {
        book.plan(ReportsDeed::SetTargets {
            measure: measure("revenue"),
            period: option(&options::PERIOD, "month"),
            currency: Currency::CNY,
            changes: vec![TargetChange { who, start: day("2026-06-01"), target: Some(target) }],
        })
    };
    let negative = Err(Failure::Selling(Box::new(Problem::plain(ProblemCode::NegativeTarget))));
    assert_eq!(plan(Who::Company, -1), negative);
    assert_eq!(plan(Who::Person(RecordId(9)), 1), Err(Failure::NotFound));
    assert_eq!(plan(Who::Nobody, 1), Err(Failure::NotFound));
}

#[test]
fn other_currencies_are_told_apart() {
    let mut book = book();
    book.put(order::ID, 19, &[(order::DAY.id, Value::Day(day("2026-06-02"))), (order::TOTAL.id, usd(700))]);
    let answer = book.targets("revenue", "year", 2026);
    assert_eq!((answer.currency, answer.rows[0].cells[0].reached), (Some(Currency::CNY), 150_000));
    assert_eq!(
        answer.elsewhere.iter().map(|money| (money.minor, money.currency)).collect::<Vec<_>>(),
        [(700, Currency::USD)]
    );
}

#[test]
fn what_runs_today_is_told_with_its_pace() {
    let mut book = book();
    set(&mut book, "revenue", "month", Who::Person(ANNA), "2026-06-01", Some(60_000));
    set(&mut book, "revenue", "year", Who::Person(ANNA), "2026-01-01", Some(900_000));
    set(&mut book, "activities", "quarter", Who::Person(ANNA), "2026-04-01", Some(90));
    let ReportsAnswer::Standing(standing) =
        book.ask(ReportsQuery::Standing { owners: Owners(vec![ANNA]), team: false })
    else {
        panic!()
    };
    let [revenue, activities] = standing.as_slice() else { panic!("two measures: {standing:?}") };
    let expected = Standing {
        measure: measure("revenue"),
        period: option(&options::PERIOD, "month"),
        from: day("2026-06-01"),
        to: day("2026-06-30"),
        target: 60_000,
        derived: false,
        reached: 50_000,
        currency: Some(Currency::CNY),
        today: day("2026-06-20"),
    };
    assert_eq!(*revenue, expected);
    // 20 of 30 days have passed.
    let pace = revenue.pace();
    assert!((pace.passed - 2.0 / 3.0).abs() < 1e-12 && (pace.reached - 5.0 / 6.0).abs() < 1e-12);
    assert_eq!(pace.projected, Some(75_000));
    assert_eq!((activities.target, activities.reached, activities.currency), (90, 0, None));
    let ReportsAnswer::Standing(company) = book.ask(ReportsQuery::Standing { owners: Owners::ALL, team: false }) else {
        panic!()
    };
    let told = |standing: &[Standing]| standing.iter().map(|of| (of.period, of.target, of.derived)).collect::<Vec<_>>();
    let (month, quarter) = (option(&options::PERIOD, "month"), option(&options::PERIOD, "quarter"));
    assert_eq!(told(&company), [(month, 60_000, true), (quarter, 90, true)], "what follows from the people's");
    // What the company set itself goes before what follows from one of its people.
    set(&mut book, "revenue", "quarter", Who::Company, "2026-04-01", Some(400_000));
    let ReportsAnswer::Standing(company) = book.ask(ReportsQuery::Standing { owners: Owners::ALL, team: false }) else {
        panic!()
    };
    assert_eq!(told(&company)[0], (quarter, 400_000, false));
    // Nor do two go by a month that only one of them has a target for.
    for who in [Who::Team(NORTH), Who::Person(BEN)] {
        set(&mut book, "revenue", "year", who, "2026-01-01", Some(100_000));
    }
    let both = ReportsQuery::Standing { owners: Owners(vec![ANNA, BEN]), team: false };
    let ReportsAnswer::Standing(both) = book.ask(both) else { panic!() };
    assert_eq!(told(&both)[0], (option(&options::PERIOD, "year"), 200_000, false));
    let ahead = Pace::of(100, 0, day("2026-07-01"), day("2026-07-31"), day("2026-06-20"));
    assert_eq!((ahead.passed, ahead.projected), (0.0, None));
    // Until its last day is over nothing is missed.
    let on = |today| Pace::of(100, 60, day("2026-06-01"), day("2026-06-30"), day(today));
    assert_eq!(
        ["2026-06-30", "2026-07-01"].map(|today| (on(today).passed, on(today).over)),
        [(1.0, false), (1.0, true)]
    );
}
