//! The audit of a book's own log: what is worked out in slices is what the method says at once.
#![allow(missing_docs)]

mod insight_support;

use engine::Workspace;
use engine::scoring::Scores;
use insight::stats::wilson;
use insight::{Audit, FitState, Model, Settings, score};
use insight_support::{TODAY, ask, book, scored, write};
use model::schema::{customer, order, survey_response};
use model::{Currency, Day, Decimal, Money, RecordId, Value, options};
use protocol::{InsightAnswer, InsightQuery, Stage, TrustAnswer};

fn trust(workspace: &Workspace, scores: &Scores) -> TrustAnswer {
    match ask(workspace, scores, InsightQuery::Trust) {
        InsightAnswer::Trust(answer) => answer,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_audit_is_that_of_the_method() {
    let workspace = book(2_000);
    let scores = scored(&workspace);
    let answer = trust(&workspace, &scores);
    let (cut, after) = answer.cut.expect("a log");
    // One in a hundred came before the log begins.
    let mut firsts: Vec<i32> = (0..2_000).filter_map(|c| scores.book.history.span(c)).map(|span| span.0).collect();
    firsts.sort_unstable();
    let first = firsts[firsts.len().div_ceil(100)];
    assert_eq!((after, cut.0), (TODAY.0.abs_diff(first) / 3, TODAY.0 - after as i32));

    let people = workspace.table(customer::ID).expect("customers");
    let ended = |row: u32| people.column(customer::ENDED_AT.id).and_then(|c| c.day(row)).is_some_and(|day| day <= cut);
    let settings = Settings { horizon_days: after as i32, ..scores.book.settings };
    let then = score(scores.book.history.until(cut.0), settings, (0..2_000).map(ended).collect(), vec![]);
    let method = Audit::of(&then, &scores.book.history);
    let audit = answer.audit.expect("an audit");
    assert_eq!(answer.known as usize, then.buyers);
    assert_eq!((audit.active as usize, audit.orders as usize), (method.active, method.order_days));
    assert_eq!(Some(audit.by_chance), method.auc_p_active);
    assert_eq!((Some(audit.by_recency), audit.by_rfm), (method.auc_recency, method.rfm_sum_auc));
    for (told, wanted) in audit.ranges.iter().zip(method.auc_ci) {
        assert_eq!(told.map(|[low, high]| (low, high)), wanted);
    }
    let over = audit.over_recency.expect("an interval");
    assert!((over[0] - (audit.by_chance - audit.by_recency)).abs() < 1e-12 && over[1] < over[0] && over[0] < over[2]);
    assert!(audit.rfm_over.is_some_and(|over| over[1] < over[2]));
    assert_eq!((Some(audit.brier), Some(audit.active_expected)), (method.brier, method.mean_p_active));
    assert_eq!(Some(audit.orders_expected), method.expected_orders);
    assert_eq!(Some(audit.active_range.into()), method.active_range);
    let over = audit.over_plain.expect("an interval");
    assert!((over[0] - (audit.brier_plain - audit.brier)).abs() < 1e-6 && over[1] < over[0] && over[0] < over[2]);
    let share = method.active as f64 / method.customers as f64;
    assert!((audit.brier_plain - share * (1.0 - share)).abs() < 1e-12);

    // Fifths are two tenths each; all of them together are everybody.
    assert_eq!(audit.fifths.len(), 5);
    for (fifth, two) in audit.fifths.iter().zip(method.calibration.chunks(2)) {
        let n = two[0].n + two[1].n;
        let active = (two[0].actual * two[0].n as f64 + two[1].actual * two[1].n as f64).round();
        assert_eq!((fifth.customers as usize, fifth.actual[0]), (n, active / n as f64));
        let (low, high) = wilson(active as u64, n as u64).expect("an interval");
        assert_eq!(fifth.actual[1..], [low, high]);
        assert!(fifth.predicted >= two[0].predicted && fifth.predicted <= two[1].predicted);
    }
    assert!(audit.fifths.windows(2).all(|two| two[0].predicted <= two[1].predicted));
    assert_eq!(audit.fifths.iter().map(|fifth| fifth.customers).sum::<u32>(), answer.known);
    for row in &audit.stages {
        assert_eq!(row.customers as usize, method.stage_customers[row.stage as usize]);
        assert!((row.active[0] - method.stage_active[row.stage as usize].expect("a share")).abs() < 1e-12);
    }
    assert!(audit.stages.len() >= 3);

    // Each group lists who brought most of those it counts.
    let total = |id: RecordId| scores.total(workspace.find(customer::ID, id).expect("a customer").1);
    assert_eq!((audit.fifth_members.len(), audit.stage_members.len()), (5, audit.stages.len()));
    let all = audit.fifth_members.iter().chain(&audit.stage_members);
    for members in all {
        assert!(!members.is_empty() && members.len() <= 20);
        assert!(members.windows(2).all(|two| total(two[0].id) >= total(two[1].id)));
        for one in members {
            let row = workspace.find(customer::ID, one.id).expect("a customer").1;
            assert_eq!(Some(one.chance), then.signals(row as usize).map(|signals| signals.p_active));
            let later = scores.book.history.days(row as usize).iter().any(|day| *day > cut.0);
            assert_eq!(one.ordered, later);
        }
    }
    for (row, members) in audit.stages.iter().zip(&audit.stage_members) {
        assert!(members.iter().all(|one| one.stage == Some(row.stage)));
        assert_eq!(members.len(), row.customers.min(20) as usize);
    }
    let chances = |members: &[protocol::TrustRow]| {
        let chances = members.iter().map(|one| one.chance);
        (chances.clone().fold(1.0, f64::min), chances.fold(0.0, f64::max))
    };
    let ends: Vec<(f64, f64)> = audit.fifth_members.iter().map(|members| chances(members)).collect();
    assert!(ends.windows(2).all(|two| two[0].1 <= two[1].0), "{ends:?}");
}

#[test]
fn who_rated_badly_before_the_cut_is_judged_as_in_danger() {
    let mut workspace = book(500);
    let stages = |workspace: &Workspace| trust(workspace, &scored(workspace)).audit.expect("an audit");
    let before = stages(&workspace);
    let customers = |audit: &protocol::AuditAnswer, stage: Stage| {
        audit.stages.iter().find(|row| row.stage == stage).map_or(0, |row| row.customers)
    };
    let at = before.stages.iter().position(|row| row.stage == Stage::Maturity).expect("somebody is mature");
    let who = before.stage_members[at][0].id;
    let (cut, _) = trust(&workspace, &scored(&workspace)).cut.expect("a log");
    let kind = options::SURVEY_KIND.id("nps").map_or(Value::Empty, Value::Option);
    let fields = [
        (survey_response::KIND.id, kind),
        (survey_response::CUSTOMER.id, Value::Reference(who)),
        (survey_response::SCORE.id, Value::Number(Decimal(0))),
        (survey_response::DAY.id, Value::Day(Day(cut.0 - 10))),
    ];
    for (field, value) in fields {
        write(&mut workspace, survey_response::ID, RecordId(70_000), field, value);
    }
    let after = stages(&workspace);
    let moved = |stage| i64::from(customers(&after, stage)) - i64::from(customers(&before, stage));
    assert_eq!((moved(Stage::Maturity), moved(Stage::Danger)), (-1, 1));
}

#[test]
fn of_a_small_book_every_customer_stands_in_one_fifth_and_in_one_stage() {
    let workspace = book(90);
    let answer = trust(&workspace, &scored(&workspace));
    let audit = answer.audit.expect("an audit");
    let each = |groups: &[Vec<protocol::TrustRow>]| {
        let mut ids: Vec<RecordId> = groups.iter().flatten().map(|one| one.id).collect();
        ids.sort_unstable();
        ids.dedup();
        ids.len() as u32
    };
    for (row, members) in audit.fifths.iter().zip(&audit.fifth_members) {
        assert_eq!(members.len(), row.customers as usize);
    }
    assert!(audit.fifths.iter().all(|row| row.customers > 5 && row.customers < 20));
    assert_eq!((each(&audit.fifth_members), each(&audit.stage_members)), (answer.known, answer.known));
    assert_eq!(audit.stage_members.iter().flatten().filter(|one| one.ordered).count() as u32, audit.active);
}

#[test]
fn one_order_of_long_ago_moves_no_cut() {
    for customers in [90, 500] {
        let mut workspace = book(customers);
        let before = trust(&workspace, &scored(&workspace));
        let orders = workspace.table(order::ID).expect("orders");
        let one = workspace.ids.id(orders.handle(0));
        write(&mut workspace, order::ID, one, order::DAY.id, Value::Day(Day::from_ymd(1926, 1, 5).expect("a day")));
        let after = trust(&workspace, &scored(&workspace));
        let days = |answer: &TrustAnswer| i64::from(answer.cut.expect("a log").1);
        assert!((days(&after) - days(&before)).abs() < 20, "{:?} {:?}", after.cut, before.cut);
        assert!(after.audit.is_some_and(|audit| audit.fifths.len() == 5));
    }
}

#[test]
fn the_card_is_of_the_fit_in_force() {
    let workspace = book(600);
    let scores = scored(&workspace);
    let answer = trust(&workspace, &scores);
    let card = answer.purchases.expect("a model");
    let FitState::Fitted { bg, mbg, chosen, .. } = &scores.book.fit else { panic!("a fit") };
    let (fit, other) = if *chosen == Model::Mbg { (mbg, bg) } else { (bg, mbg) };
    assert_eq!(card.modified, *chosen == Model::Mbg);
    assert_eq!((card.parameters, card.errors), (fit.params.to_array(), fit.se));
    assert_eq!((card.log_likelihood, card.other), (fit.log_likelihood, other.log_likelihood));
    assert!(card.log_likelihood >= card.other);
    let spend = scores.book.spend.fit().expect("a spend model");
    let card = answer.spend.expect("a spend model");
    assert_eq!((card.parameters, card.errors), (spend.model.to_array(), spend.se));
    assert_eq!((card.dependent, answer.repeaters as usize), (spend.dependent, spend.repeaters));
}

#[test]
fn a_log_that_is_small_short_or_empty_is_not_judged() {
    let empty = Workspace::default();
    let answer = trust(&empty, &scored(&empty));
    assert_eq!((answer.buyers, answer.cut, answer.audit.is_none(), answer.purchases), (0, None, true, None));
    // The smallest book of samples is large enough.
    let samples = book(200);
    assert!(trust(&samples, &scored(&samples)).audit.is_some());
    let small = book(20);
    let answer = trust(&small, &scored(&small));
    assert!(answer.cut.is_some() && answer.audit.is_none() && answer.known < answer.needed);

    // Forty buyers within 41 days: a third of that is too short. With the first two a day earlier it is not; who came later is not known then.
    let short = |first: i32| {
        let mut workspace = Workspace::default();
        for n in 0..40_i32 {
            let (id, order) = (RecordId(1 + n as u128), RecordId(1_000 + n as u128));
            write(&mut workspace, customer::ID, id, customer::NAME.id, Value::Text(format!("C{n}")));
            write(&mut workspace, order::ID, order, order::CUSTOMER.id, Value::Reference(id));
            let day = if n < 2 { first } else { TODAY.0 - n };
            write(&mut workspace, order::ID, order, order::DAY.id, Value::Day(Day(day)));
            let total = Value::Money(Money { minor: 1_000 + i64::from(n), currency: Currency::CNY });
            write(&mut workspace, order::ID, order, order::TOTAL.id, total);
        }
        trust(&workspace, &scored(&workspace))
    };
    assert_eq!(short(TODAY.0 - 41).cut, None);
    let answer = short(TODAY.0 - 42);
    assert_eq!((answer.cut, answer.known), (Some((Day(TODAY.0 - 14), 14)), 28));
    assert!(answer.audit.is_none() && answer.purchases.is_some() && answer.spend.is_none() && answer.repeaters == 0);
}
