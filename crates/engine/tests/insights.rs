//! Answers of the pages of insight: what is worked out in slices is what the methods say at once.
#![allow(missing_docs)]

mod insight_support;

use engine::Workspace;
use engine::scoring::Scores;
use insight_support::{TODAY, ask, book, scored, write as put};
use model::schema::{THE_SETTINGS, customer, order, setting};
use model::{Cell, Day, DeviceId, FieldId, Label, Operation, Part, RecordId, Stamp, Value};
use protocol::{
    ChurnAnswer, ChurnQuery, ChurnReason, CohortsAnswer, CohortsQuery, InsightAnswer, InsightQuery, LifeCycleAnswer,
    LifeCycleQuery, Owners, Stage, StageReason,
};

fn life_cycle(workspace: &Workspace, scores: &Scores, months: u32) -> LifeCycleAnswer {
    match ask(workspace, scores, InsightQuery::LifeCycle(LifeCycleQuery { months, ..LifeCycleQuery::default() })) {
        InsightAnswer::LifeCycle(answer) => answer,
        other => panic!("{other:?}"),
    }
}

fn listed(workspace: &Workspace, scores: &Scores, query: LifeCycleQuery) -> LifeCycleAnswer {
    match ask(workspace, scores, InsightQuery::LifeCycle(LifeCycleQuery { limit: u32::MAX, ..query })) {
        InsightAnswer::LifeCycle(answer) => answer,
        other => panic!("{other:?}"),
    }
}

fn churn(workspace: &Workspace, scores: &Scores, snoozed: bool) -> ChurnAnswer {
    churn_of(workspace, scores, snoozed, Owners::ALL)
}

fn churn_of(workspace: &Workspace, scores: &Scores, snoozed: bool, owners: Owners) -> ChurnAnswer {
    let query = ChurnQuery { horizon_days: 365, uplift_percent: 5, snoozed, limit: 10_000, owners };
    match ask(workspace, scores, InsightQuery::Churn(query)) {
        InsightAnswer::Churn(answer) => answer,
        other => panic!("{other:?}"),
    }
}

fn cohorts(workspace: &Workspace, scores: &Scores, months: u32) -> CohortsAnswer {
    match ask(workspace, scores, InsightQuery::Cohorts(CohortsQuery { months, ..CohortsQuery::default() })) {
        InsightAnswer::Cohorts(answer) => answer,
        other => panic!("{other:?}"),
    }
}

fn write(workspace: &mut Workspace, record: model::RecordId, field: FieldId, value: Value) {
    let cell = Cell { collection: customer::ID, record, field, value };
    let label = Label::Edit(customer::ID, field);
    workspace.apply(&Operation { stamp: Stamp::new(2, 0, DeviceId(1)), label, parts: vec![Part::Cells(vec![cell])] });
}

#[test]
fn the_watch_is_that_of_the_method_and_whom_it_leaves_off_is_kept() {
    let mut workspace = book(2_000);
    let scores = scored(&workspace);
    let answer = churn(&workspace, &scores, false);
    let spend = scores.book.spend.fit().expect("a spend model");
    let mut list = scores.book.watch_list(&insight::churn::WarningSettings::default(), Some((&spend.model, 1.0)));
    // Bad answers about satisfaction are not the method's: see insights_sure.
    let of_answers = |row: &&protocol::ChurnRow| matches!(row.reasons[..], [ChurnReason::Dissatisfied(..)]);
    let warned = answer.rows.iter().filter(of_answers).count() + list.len();
    assert!(list.len() > 100 && answer.warned as usize == warned && answer.rows.len() == warned);
    let people = workspace.table(customer::ID).expect("customers");
    // Of equals the one whose id comes first.
    let id = |entry: &insight::churn::AtRisk| workspace.ids.id(people.handle(entry.customer));
    let rank = |entry: &insight::churn::AtRisk| entry.value_at_risk.unwrap_or(entry.risk);
    list.sort_by(|a, b| rank(b).total_cmp(&rank(a)).then(id(a).cmp(&id(b))));
    for (row, method) in answer.rows.iter().filter(|row| !of_answers(row)).zip(&list) {
        assert_eq!(row.id, id(method));
        assert!((row.risk - method.risk).abs() < 1e-12);
        let value = method.value_at_risk.expect("a value");
        assert!((row.at_risk.expect("a value") as f64 - value).abs() <= 0.5 + value.abs() * 1e-9);
        assert!(!row.reasons.is_empty() && row.offer.is_some_and(|offer| offer >= 0));
    }
    // Left off until a day, and on the watch again when the day has come.
    let who = answer.rows[3].id;
    write(&mut workspace, who, customer::SNOOZED_UNTIL.id, Value::Day(Day(TODAY.0 + 30)));
    let (watched, snoozed) = (churn(&workspace, &scores, false), churn(&workspace, &scores, true));
    assert!(watched.rows.iter().all(|row| row.id != who) && watched.warned == answer.warned - 1);
    assert_eq!((snoozed.rows.len(), snoozed.rows[0].id, watched.snoozed), (1, who, 1));
    let mut come = book(2_000);
    write(&mut come, who, customer::SNOOZED_UNTIL.id, Value::Day(TODAY));
    assert_eq!(churn(&come, &scores, false).rows, answer.rows);
}

#[test]
fn the_watch_of_some_is_of_their_customers_and_of_those_of_nobody() {
    let mut workspace = book(500);
    let scores = scored(&workspace);
    let [me, stranger] = [1, 2].map(|id| model::RecordId(900_000 + id));
    let all = churn(&workspace, &scores, false);
    let [mine, nobodys] = [&all.rows[0], &all.rows[1]];
    write(&mut workspace, mine.id, customer::OWNER.id, Value::Reference(me));
    write(&mut workspace, nobodys.id, customer::OWNER.id, Value::Empty);
    let of = |owners: &[model::RecordId]| churn_of(&workspace, &scores, false, Owners(owners.to_vec()));
    let ids = |answer: &ChurnAnswer| answer.rows.iter().map(|row| row.id).collect::<Vec<_>>();
    let answer = of(&[me]);
    assert_eq!((ids(&answer), answer.warned), (vec![mine.id, nobodys.id], 2));
    let sum = mine.at_risk.expect("a value") + nobodys.at_risk.expect("a value");
    assert!((answer.at_risk.expect("a value") - sum).abs() <= 1);
    assert_eq!(ids(&of(&[stranger])), [nobodys.id]);
    assert_eq!(ids(&of(&[])), ids(&all));
}

#[test]
fn every_buyer_is_in_one_cohort_and_everybody_orders_at_first() {
    let workspace = book(2_000);
    let scores = scored(&workspace);
    let years = cohorts(&workspace, &scores, 12);
    assert_eq!(years.rows.iter().map(|row| row.size).sum::<u32>() as usize, scores.book.buyers);
    for months in [1, 3, 12] {
        let answer = cohorts(&workspace, &scores, months);
        assert!(answer.rows.len() <= 24);
        for row in &answer.rows {
            assert_eq!(row.cells.first().map(|cell| cell.active), Some(row.size));
            assert!(row.cells.iter().all(|cell| cell.active <= row.size));
        }
        assert!(answer.rows.last().is_some_and(|row| !row.cells[0].complete));
    }
    // What the cohorts will bring, added up, is what the list has of the customers.
    let worth: i64 = (0..2_000).filter_map(|row| scores.lifetime_value(row)).sum();
    let told: f64 = years.rows.iter().filter_map(|row| Some(row.value? as f64 * f64::from(row.size))).sum();
    assert!(worth > 0 && (told / worth as f64 - 1.0).abs() < 1e-3, "{told} {worth}");
    let repeat = years.repeat.expect("orders");
    assert!(repeat.rate[1] < repeat.rate[0] && repeat.rate[0] < repeat.rate[2]);
}

#[test]
fn an_order_of_long_ago_hides_no_cohort_and_the_file_has_all_of_them() {
    let mut workspace = book(500);
    let old = RecordId(77_000);
    let who = workspace.ids.id(workspace.table(customer::ID).expect("customers").handle(0));
    put(&mut workspace, order::ID, old, order::CUSTOMER.id, Value::Reference(who));
    put(&mut workspace, order::ID, old, order::DAY.id, Value::Day(Day::from_ymd(1900, 1, 1).expect("a day")));
    // Nobody is new for a while, so that every cohort grows older than the page shows.
    put(&mut workspace, setting::ID, THE_SETTINGS, setting::AS_OF.id, Value::Day(Day(TODAY.0 + 300)));
    let scores = scored(&workspace);
    let page = cohorts(&workspace, &scores, 1);
    assert_eq!((page.rows.len(), page.rows[0].cells.len()), (24, 24));
    let query = CohortsQuery { months: 1, whole: true, ..CohortsQuery::default() };
    let InsightAnswer::Cohorts(file) = ask(&workspace, &scores, InsightQuery::Cohorts(query)) else {
        panic!("cohorts")
    };
    assert_eq!((file.older, file.later), (0, 0));
    assert!(file.rows.iter().all(|row| row.size > 0) && file.rows[0].cells.len() > 1_500);
    assert_eq!(file.rows.iter().map(|row| row.size).sum::<u32>() as usize, scores.book.buyers);
    let shown = |row: &&protocol::CohortRow| row.from >= page.rows[0].from;
    assert_eq!(page.older as usize, file.rows.len() - file.rows.iter().filter(shown).count());
    for row in page.rows.iter().filter(|row| row.size > 0) {
        let whole = file.rows.iter().find(|one| one.from == row.from).expect("the same cohort");
        let shown = row.cells.len();
        assert_eq!((row.size, row.value, &row.cells[..]), (whole.size, whole.value, &whole.cells[..shown]));
        assert!(whole.cells.len() <= 24 + page.later as usize);
    }
    let first = file.rows.iter().find(|row| row.from == page.rows[0].from);
    assert!(page.later > 0 && first.is_none_or(|first| first.cells.len() == 24 + page.later as usize));
}

#[test]
fn the_months_are_those_of_the_method_and_the_last_day_is_today() {
    let workspace = book(2_000);
    let scores = scored(&workspace);
    let answer = life_cycle(&workspace, &scores, 12);
    let ended: Vec<Option<i32>> = {
        let people = workspace.table(customer::ID).expect("customers");
        let column = people.column(customer::ENDED_AT.id);
        (0..people.len()).map(|row| column.and_then(|column| column.day(row)).map(|day| day.0)).collect()
    };
    let (flows, stays) = scores.book.transitions(12, &ended);
    assert_eq!(answer.flows, flows.counts);
    assert_eq!((answer.stays, answer.stay_ranges), (stays.means().to_vec(), stays.ranges().to_vec()));
    assert_eq!(answer.stays_of, stays.held);
    assert_eq!((answer.days.len(), answer.counts.len(), answer.as_of), (13, 13, TODAY));
    // Today's counts are the stages of the list, but for prospects, who had no order on any day.
    let last = answer.counts.last().expect("a day");
    assert_eq!(
        answer.prospects as usize,
        (0..2_000).filter(|&row| scores.stage(row) == Some(Stage::Exploration)).count()
    );
    for stage in &Stage::ALL[1..] {
        let now = (0..2_000).filter(|&row| scores.stage(row) == Some(*stage)).count();
        assert_eq!(last[*stage as usize] as usize, now, "{stage:?}");
    }
    assert!(answer.counts.iter().all(|counts| counts.iter().sum::<u32>() == 2_000));
    // Who moved is told, most valuable first, and as many as the last step of the flows says.
    assert!(answer.movers.windows(2).all(|two| two[0].total >= two[1].total));
    assert!(answer.movers.iter().all(|mover| mover.from != mover.to && !mover.name.is_empty()));
    assert!(answer.movers_all as usize >= answer.movers.len() && answer.movers.len() <= 100);
}

#[test]
fn every_cell_and_every_column_leads_to_those_it_counts() {
    let workspace = book(2_000);
    let scores = scored(&workspace);
    let all = LifeCycleQuery { months: 12, ..LifeCycleQuery::default() };
    let usual = life_cycle(&workspace, &scores, 12);
    assert_eq!(listed(&workspace, &scores, all).movers.len(), usual.movers_all as usize);
    // The flows of single months add up to those of all, and a month lists as many as it counts.
    let mut sum = vec![[0_u32; 7]; 7];
    for back in 0..12 {
        let month = listed(&workspace, &scores, LifeCycleQuery { back: Some(back), ..all });
        let moved = |from: usize| (0..6).filter(move |to| *to != from);
        let counted: u32 = (0..7).map(|from| moved(from).map(|to| month.flows[from][to]).sum::<u32>()).sum();
        assert_eq!(month.movers_all, counted);
        assert!(month.movers.iter().all(|mover| mover.day == usual.days[12 - back as usize]));
        for (row, more) in sum.iter_mut().zip(&month.flows) {
            row.iter_mut().zip(more).for_each(|(n, m)| *n += m);
        }
    }
    assert_eq!(sum, usual.flows);
    // Who already stood in a stage on the first day did not move there.
    for to in 1..6 {
        let came = listed(&workspace, &scores, LifeCycleQuery { from: Some(6), to: Some(to), ..all });
        assert_eq!(came.movers_all, usual.flows[6][usize::from(to)], "{to}");
        assert!(came.movers.iter().all(|mover| mover.day > usual.days[0]));
    }
    // A cell of all months lists each of its moves, a cell on the diagonal of a month those who stayed.
    let (maturity, danger) = (Stage::Maturity as u8, Stage::Danger as u8);
    let cell = listed(&workspace, &scores, LifeCycleQuery { from: Some(maturity), to: Some(danger), ..all });
    assert_eq!(cell.movers_all, usual.flows[usize::from(maturity)][usize::from(danger)]);
    assert!(cell.movers_all > 0 && cell.movers.iter().all(|one| one.to == Some(Stage::Danger)));
    let in_words = |one: &protocol::Mover| matches!(one.reason, StageReason::InDanger { gone, overdue, unhappy } if gone || overdue || unhappy);
    assert!(cell.movers.iter().all(|one| in_words(one) && one.silence.is_some()));
    let stayed = LifeCycleQuery { back: Some(3), from: Some(danger), to: Some(danger), ..all };
    let stayed = listed(&workspace, &scores, stayed);
    assert_eq!(stayed.movers_all, stayed.flows[usize::from(danger)][usize::from(danger)]);
    // A column lists those who stood in the stage on its day, also on the first.
    for back in [0, 5, 12] {
        let column = listed(&workspace, &scores, LifeCycleQuery { back: Some(back), to: Some(danger), ..all });
        assert_eq!(column.movers_all, usual.counts[12 - back as usize][usize::from(danger)], "{back}");
    }
}

#[test]
fn who_is_in_the_trash_stands_nowhere() {
    let mut workspace = book(300);
    let scores = scored(&workspace);
    let before = life_cycle(&workspace, &scores, 3);
    let who = before.movers.first().expect("somebody moved").id;
    write(&mut workspace, who, FieldId::ALIVE, Value::Bool(false));
    let scores = scored(&workspace);
    let after = life_cycle(&workspace, &scores, 3);
    assert!(after.movers.iter().all(|mover| mover.id != who));
    let customers = |answer: &LifeCycleAnswer| answer.counts.last().map(|counts| counts[..6].iter().sum::<u32>());
    assert_eq!(customers(&after).map(|n| n + 1), customers(&before));
}

#[test]
fn small_and_empty_books_have_answers_without_stages() {
    let empty = Workspace::default();
    let answer = life_cycle(&empty, &scored(&empty), 12);
    assert_eq!((answer.buyers, answer.movers_all), (0, 0));
    assert!(churn(&empty, &scored(&empty), false).rows.is_empty());
    assert!(cohorts(&empty, &scored(&empty), 1).rows.is_empty());
    let small = book(20);
    let answer = life_cycle(&small, &scored(&small), 1_000_000);
    assert!(answer.buyers < answer.needed && answer.days.len() == 61);
}
