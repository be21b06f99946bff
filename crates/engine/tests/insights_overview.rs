//! The book at a glance agrees with the pages it sums up, and with a count by hand.
#![allow(missing_docs)]

use engine::insights::Work;
use engine::scoring::{self, Scores};
use engine::{Workspace, samples};
use model::schema::{activity, customer, survey_response, task};
use model::{Cell, Currency, Day, Decimal, DeviceId, FieldId, Label, Operation, Part, RecordId, Stamp, Value, options};
use protocol::{InsightAnswer, InsightQuery, LifeCycleQuery, OverviewAnswer, OverviewQuery, Stage};

const TODAY: Day = Day(20_600);

fn book(customers: u32) -> Workspace {
    let plan = sample::Plan { customers, seed: 1, today: TODAY, currency: Currency::CNY };
    let mut workspace = Workspace::default();
    let pieces = samples::pieces(&sample::generate(&plan), 7);
    workspace.apply(&samples::operation(pieces, Stamp::new(1, 0, DeviceId(1))));
    workspace
}

fn scored(workspace: &Workspace, as_of: Day) -> Scores {
    let settings = scoring::settings(workspace, as_of, Currency::CNY);
    let input = scoring::fingerprint(workspace.scored_version(), &settings);
    let (run, rest) = scoring::begin(workspace, &settings, input, None, None);
    scoring::finish(run, rest)
}

fn ask(workspace: &Workspace, scores: &Scores, query: InsightQuery) -> InsightAnswer {
    let mut work = Work::new(&query, workspace, scores, &protocol::GREENWICH);
    loop {
        if let Some(answer) = work.step(workspace, scores) {
            return answer;
        }
    }
}

fn overview(workspace: &Workspace, scores: &Scores, days: u32) -> OverviewAnswer {
    match ask(workspace, scores, InsightQuery::Overview(OverviewQuery { days })) {
        InsightAnswer::Overview(answer) => answer,
        other => panic!("{other:?}"),
    }
}

fn answered(workspace: &mut Workspace, n: u64, row: u32, score: i64, day: i32) {
    let who = workspace.ids.id(workspace.table(customer::ID).expect("customers").handle(row));
    let record = RecordId(9_000 + u128::from(n));
    let cells = [
        (FieldId::ALIVE, Value::Bool(true)),
        (survey_response::KIND.id, options::SURVEY_KIND.id("nps").map_or(Value::Empty, Value::Option)),
        (survey_response::CUSTOMER.id, Value::Reference(who)),
        (survey_response::SCORE.id, Value::Number(Decimal(score * Decimal::ONE))),
        (survey_response::DAY.id, Value::Day(Day(day))),
    ]
    .map(|(field, value)| Cell { collection: survey_response::ID, record, field, value });
    let stamp = Stamp::new(100 + n, 0, DeviceId(1));
    let label = Label::Create(survey_response::ID);
    workspace.apply(&Operation { stamp, label, parts: vec![Part::Cells(cells.to_vec())] });
}

#[test]
fn periods_stages_and_segments_are_those_of_the_day() {
    let workspace = book(1_500);
    let scores = scored(&workspace, TODAY);
    let column = workspace.table(customer::ID).and_then(|people| people.column(customer::ENDED_AT.id));
    let ended: Vec<Option<i32>> =
        (0..1_500).map(|row| column.and_then(|column| column.day(row)).map(|day| day.0)).collect();
    for days in [30, 90, 365] {
        let answer = overview(&workspace, &scores, days);
        let d = days as i32;
        for (back, told) in (0..).zip(&answer.periods) {
            let (begin, end) = (TODAY.0 - d * (back + 1), TODAY.0 - d * back);
            let (mut revenue, mut active, mut new) = (0, 0, 0);
            for c in 0..1_500 {
                let history = &scores.book.history;
                let own: Vec<(i32, i64)> =
                    history.days(c).iter().copied().zip(history.amounts(c).iter().copied()).collect();
                let within: Vec<_> = own.iter().filter(|(day, _)| *day > begin && *day <= end).collect();
                revenue += within.iter().map(|(_, amount)| amount).sum::<i64>();
                active += u32::from(!within.is_empty());
                new += u32::from(!within.is_empty() && own[0].0 > begin);
            }
            assert_eq!((told.revenue, told.active, told.new), (revenue, active, new), "{days} {back}");
            assert_eq!(told.new + told.returning, told.active);
        }
        // What the pages themselves would say on that earlier day, with the fits of today.
        let then = scores.book.stages_on(TODAY.0 - d, &ended);
        for stage in &Stage::ALL[1..] {
            let n = then.iter().filter(|one| one.is_some_and(|one| one as usize == *stage as usize)).count();
            assert_eq!(answer.stages[1][*stage as usize] as usize, n, "{days} {stage:?}");
        }
        let earlier = scored(&workspace, Day(TODAY.0 - d));
        let mut segments = [0; 12];
        (0..1_500).for_each(|row| segments[earlier.segment(row) as usize] += 1);
        assert_eq!(answer.segments[1], segments);
        assert_eq!(answer.segments[0].iter().sum::<u32>(), 1_500);
        assert!(answer.warned as usize >= answer.attention.len() && answer.attention.len() == 5);
    }
    // The month before, by the page of the life cycle.
    let InsightAnswer::LifeCycle(cycle) =
        ask(&workspace, &scores, InsightQuery::LifeCycle(LifeCycleQuery { months: 1, ..LifeCycleQuery::default() }))
    else {
        panic!("another answer")
    };
    let since = (TODAY.0 - cycle.days[0].0) as u32;
    let answer = overview(&workspace, &scores, since);
    assert_eq!(answer.stages[1][1..], cycle.counts[0][1..6]);
    assert_eq!(answer.stages[0][1..], cycle.counts[1][1..6]);
}

#[test]
fn steps_count_people_and_answers_count_in_their_period() {
    let mut workspace = book(400);
    for (n, (score, day)) in [(10, 1), (9, 5), (3, 8), (7, 29), (0, 31), (10, 40), (10, 41)].into_iter().enumerate() {
        answered(&mut workspace, n as u64, n as u32, score, TODAY.0 - day);
    }
    let scores = scored(&workspace, TODAY);
    let answer = overview(&workspace, &scores, 30);
    let nps = answer.nps.map(|nps| nps.expect("three answers"));
    assert_eq!((nps[0].n, nps[0].score), (4, Some(25.0)));
    assert_eq!(nps[1].n, 3);
    let (score, [low, high]) = nps[1].score.zip(nps[1].range).expect("a score");
    assert!((score - 100.0 / 3.0).abs() < 1e-9 && low < score && score < high);
    assert_eq!(answer.csat, [None, None]);
    let people = workspace.table(customer::ID).expect("customers");
    let value = |row: u32, field| workspace.value(customer::ID, workspace.ids.id(people.handle(row)), field);
    let reach = [customer::PHONE.id, customer::EMAIL.id, customer::WECHAT.id];
    let reached = (0..400).filter(|&row| reach.iter().any(|&field| value(row, field) != Value::Empty)).count();
    assert_eq!((answer.steps[0].n as usize, answer.steps[0].of), (reached, 400));
    assert_eq!(answer.steps[1].n as usize, (0..400).filter(|&row| scores.stage(row).is_some()).count());
    let talks = |row: u32| {
        let talks = workspace.table(activity::ID).expect("activities");
        let own = workspace.referring(activity::ID, activity::CUSTOMER, people.handle(row));
        let note = options::ACTIVITY_KIND.id("note").map_or(Value::Empty, Value::Option);
        let mut own = own.into_iter().filter(|talk| talks.value(*talk, activity::KIND.id, &workspace.ids) != note);

        own.any(|talk| match talks.value(talk, activity::AT.id, &workspace.ids) {
            Value::Instant(at) => (TODAY.0 - 29..=TODAY.0).contains(&(at.div_euclid(86_400_000) as i32)),
            _ => false,
        })
    };
    let running = (0..400).filter(|&row| scores.stage(row) != Some(Stage::Termination));
    let (n, of) = running.fold((0, 0), |(n, of), row| (n + u32::from(talks(row)), of + 1));
    assert_eq!((answer.steps[2].n, answer.steps[2].of), (n, of));
    // A level is nothing made for somebody; a tag is, and a task that was completed, but not one that is only planned.
    let tasks = workspace.table(task::ID).expect("tasks");
    let completed = options::TASK_STATUS.id("completed").map_or(Value::Empty, Value::Option);
    let served = |row: u32| {
        let own = workspace.referring(task::ID, task::CUSTOMER, people.handle(row));
        own.into_iter().any(|task| tasks.value(task, task::STATUS.id, &workspace.ids) == completed)
    };
    let made = |row: &u32| !value(*row, customer::TAGS.id).is_empty() || served(*row);
    let levelled = (0..400).filter(|&row| !value(row, customer::LEVEL.id).is_empty()).count();
    let n = (0..400).filter(made).count();
    assert!(levelled > 0 && (0..400).any(served) && n < 400, "{levelled} {n}");
    assert_eq!((answer.steps[3].n as usize, answer.steps[3].of), (n, 400));
}

#[test]
fn an_empty_book_has_an_answer() {
    let empty = Workspace::default();
    let answer = overview(&empty, &scored(&empty, TODAY), 30);
    assert_eq!((answer.buyers, answer.warned, answer.steps[0].of), (0, 0, 0));
    let small = book(20);
    let answer = overview(&small, &scored(&small, TODAY), 1_000_000);
    assert_eq!((answer.days, answer.warned, answer.at_risk), (366, 0, None));
}
