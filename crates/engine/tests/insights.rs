//! Answers of the pages of insight: what is worked out in slices is what the methods say at once.
#![allow(missing_docs)]

use engine::insights::Work;
use engine::scoring::{self, Scores};
use engine::{Workspace, samples};
use model::schema::customer;
use model::{Cell, Currency, Day, DeviceId, FieldId, Label, Operation, Part, Stamp, Value};
use protocol::{InsightAnswer, InsightQuery, LifeCycleAnswer, LifeCycleQuery, Stage};

const TODAY: Day = Day(20_600);

fn book(customers: u32) -> Workspace {
    let plan = sample::Plan { customers, seed: 1, today: TODAY, currency: Currency::CNY };
    let mut workspace = Workspace::default();
    let pieces = samples::pieces(&sample::generate(&plan), 7);
    workspace.apply(&samples::operation(pieces, Stamp::new(1, 0, DeviceId(1))));
    workspace
}

fn scored(workspace: &Workspace) -> Scores {
    let settings = scoring::settings(workspace, TODAY, Currency::CNY);
    let input = scoring::fingerprint(workspace.scored_version(), &settings);
    let (mut run, rest) = scoring::begin(workspace, &settings, input, None, None);
    while run.step() != insight::Progress::Done {}
    scoring::finish(run, rest)
}

fn life_cycle(workspace: &Workspace, scores: &Scores, months: u32) -> LifeCycleAnswer {
    let mut work = Work::new(&InsightQuery::LifeCycle(LifeCycleQuery { months }), workspace, scores);
    loop {
        if let Some(InsightAnswer::LifeCycle(answer)) = work.step(workspace, scores) {
            return answer;
        }
    }
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
    assert_eq!(answer.stays, stays);
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
fn who_is_in_the_trash_stands_nowhere() {
    let mut workspace = book(300);
    let scores = scored(&workspace);
    let before = life_cycle(&workspace, &scores, 3);
    let who = before.movers.first().expect("somebody moved").id;
    let cell = Cell { collection: customer::ID, record: who, field: FieldId::ALIVE, value: Value::Bool(false) };
    let label = Label::Edit(customer::ID, FieldId::ALIVE);
    workspace.apply(&Operation { stamp: Stamp::new(2, 0, DeviceId(1)), label, parts: vec![Part::Cells(vec![cell])] });
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
    let small = book(20);
    let answer = life_cycle(&small, &scored(&small), 1_000_000);
    assert!(answer.buyers < answer.needed && answer.days.len() == 61);
}
