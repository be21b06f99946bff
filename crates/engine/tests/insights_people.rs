//! Who the customers are: the figures of each group are what counting by hand gives.
#![allow(missing_docs)]

mod insight_support;

use engine::Workspace;
use engine::insights::Work;
use engine::scoring::Scores;
use insight::stats::{Mean, wilson};
use insight_support::{TODAY, ask, book, scored};
use model::rule::Rule;
use model::schema::{Key, customer};
use model::{Cell, Day, DeviceId, FieldId, Label, Operation, Part, RecordId, Stamp, Value};
use protocol::{
    CompareQuery, CompareWhat, InsightAnswer, InsightQuery, PeopleAnswer, PeopleFigures, PeopleQuery, PeopleValue,
    Stage,
};
use std::collections::HashMap;

fn people(workspace: &Workspace, scores: &Scores, by: FieldId) -> PeopleAnswer {
    let mut work =
        Work::new(&InsightQuery::People(PeopleQuery { by, stages: false }), workspace, scores, &protocol::GREENWICH);
    loop {
        match work.step(workspace, scores) {
            Some(InsightAnswer::People(answer)) => return answer,
            Some(other) => panic!("{other:?}"),
            None => {}
        }
    }
}

fn write(workspace: &mut Workspace, cells: Vec<(RecordId, FieldId, Value)>) {
    let cell = |(record, field, value)| Cell { collection: customer::ID, record, field, value };
    let parts = vec![Part::Cells(cells.into_iter().map(cell).collect())];
    let label = Label::Edit(customer::ID, FieldId::NAME);
    workspace.apply(&Operation { stamp: Stamp::new(2, 0, DeviceId(1)), label, parts });
}

/// The customers of a value, counted plainly.
fn counted(scores: &Scores, rows: &[u32]) -> PeopleFigures {
    let mut figures = PeopleFigures { customers: rows.len() as u32, ..PeopleFigures::default() };
    for &row in rows {
        figures.amount += scores.total(row);
        figures.stages[scores.stage(row).map_or(6, |stage| stage as usize)] += 1;
        let fifth = scores.book.rfm.m[row as usize];
        figures.fifths[if fifth == 0 { 5 } else { 5 - usize::from(fifth) }] += 1;
    }
    let share = |n: u32| wilson(n.into(), figures.customers.into()).map(|(low, high)| [low, high]);
    figures.fifth_ranges = figures.fifths.map(share);
    figures.stage_ranges = figures.stages.map(share);
    let totals: Vec<f64> = rows.iter().map(|&row| scores.total(row) as f64).collect();
    let floor = if totals.iter().any(|total| *total < 0.0) { f64::MIN } else { 0.0 };
    let each = Mean::of(&totals).and_then(|mean| mean.ci);
    figures.each_range = each.map(|(low, high)| [low.max(floor), high].map(|minor| minor.round() as i64));
    figures.judged = figures.stages[1..6].iter().sum();
    figures.leaving = figures.stages[Stage::Danger as usize] + figures.stages[Stage::Termination as usize];
    let share = f64::from(figures.leaving) / f64::from(figures.judged);
    let interval = wilson(figures.leaving.into(), figures.judged.into());
    figures.leaving_share = interval.map(|(low, high)| [share, low, high]);
    let loyal: Vec<f64> = rows.iter().filter_map(|&row| scores.loyalty(row)).map(f64::from).collect();
    figures.loyal = loyal.len() as u32;
    figures.loyalty = (!loyal.is_empty()).then(|| loyal.iter().sum::<f64>() / loyal.len() as f64);
    figures
}

fn assert_like(found: &PeopleFigures, plain: &PeopleFigures) {
    let bare = |figures: &PeopleFigures| PeopleFigures {
        loyalty: None,
        loyalty_range: None,
        each_range: None,
        ..figures.clone()
    };
    assert_eq!(found.each_range.is_some(), plain.each_range.is_some());
    for (told, by_hand) in found.each_range.into_iter().flatten().zip(plain.each_range.into_iter().flatten()) {
        assert!((told - by_hand).abs() <= 1, "{told} {by_hand}");
    }
    assert_eq!(bare(found), bare(plain));
    let gap = found.loyalty.zip(plain.loyalty).map(|(a, b)| (a - b).abs());
    assert!(found.loyalty.is_some() == plain.loyalty.is_some() && gap.is_none_or(|gap| gap < 1e-9));
}

#[test]
fn options_and_texts_are_counted_as_by_hand() {
    // More than a slice.
    let workspace = book(12_000);
    let scores = scored(&workspace);
    let table = workspace.table(customer::ID).expect("customers");
    for by in [customer::SOURCE.id, customer::KIND.id, customer::INDUSTRY.id, customer::REGION.id] {
        let answer = people(&workspace, &scores, by);
        let mut groups: HashMap<Value, Vec<u32>> = HashMap::new();
        for row in table.alive_rows() {
            groups.entry(table.value(row, by, &workspace.ids)).or_default().push(row);
        }
        assert_eq!(answer.values as usize, groups.keys().filter(|value| !value.is_empty()).count());
        for row in &answer.rows {
            let value = match &row.value {
                PeopleValue::Option(option) => Value::Option(*option),
                PeopleValue::Text(text) => Value::Text(text.clone()),
                PeopleValue::NotSaid => Value::Empty,
                PeopleValue::Others(_) | PeopleValue::Ages { .. } => continue,
            };
            assert_like(&row.figures, &counted(&scores, &groups[&value]));
        }
        let all = answer.all.each_range.expect("an interval");
        let mean = answer.all.amount / 12_000;
        assert!(all[0] < mean && mean < all[1]);
        let said = answer.rows.iter().filter(|row| matches!(row.value, PeopleValue::Option(_) | PeopleValue::Text(_)));
        let sizes: Vec<u32> = said.map(|row| row.figures.customers).collect();
        assert!(!sizes.is_empty() && sizes.is_sorted_by(|a, b| a >= b));
        let sum = |of: fn(&PeopleFigures) -> i64| answer.rows.iter().map(|row| of(&row.figures)).sum::<i64>();
        assert_eq!(sum(|figures| figures.customers.into()), 12_000);
        assert_eq!(sum(|figures| figures.amount), answer.all.amount);
        assert_eq!(sum(|figures| figures.fifths[0].into()), i64::from(answer.all.fifths[0]));
    }
}

#[test]
fn who_leaves_is_the_same_share_as_where_groups_are_compared() {
    let workspace = book(2_000);
    let scores = scored(&workspace);
    let all = people(&workspace, &scores, customer::KIND.id).all;
    let groups = [Rule::default(), Rule::default()];
    let InsightAnswer::Compare(compared) =
        ask(&workspace, &scores, InsightQuery::Compare(CompareQuery { groups, today: TODAY }))
    else {
        panic!("compare")
    };
    let line = compared.lines.iter().find(|line| line.what == CompareWhat::Leaving).expect("a line");
    assert!(all.stages[Stage::Exploration as usize] > 0);
    let told = line.sides[0].value.zip(line.sides[0].interval).map(|(share, (low, high))| [share, low, high]);
    assert_eq!((all.leaving_share, all.judged), (told, line.sides[0].n));
}

#[test]
fn rare_values_are_added_up_and_case_does_not_matter() {
    let mut workspace = book(40);
    let table = workspace.table(customer::ID).expect("customers");
    let ids: Vec<RecordId> = (0..40).map(|row| workspace.ids.id(table.handle(row))).collect();
    // 0..=34: a word each; 35 and 36: the first again, once in other letters; 37, 38, 39: nothing.
    let word = |at: usize| match at {
        0..=34 => Value::Text(format!("Trade {at:02}")),
        35 => Value::Text("Trade 00".into()),
        36 => Value::Text("TRADE 00".into()),
        _ => Value::Empty,
    };
    write(&mut workspace, ids.iter().enumerate().map(|(at, &id)| (id, customer::OCCUPATION.id, word(at))).collect());
    let answer = people(&workspace, &scored(&workspace), customer::OCCUPATION.id);
    let rows: Vec<(&PeopleValue, u32)> = answer.rows.iter().map(|row| (&row.value, row.figures.customers)).collect();
    assert_eq!((answer.values, rows.len()), (35, 32));
    // It is called as most write it.
    assert_eq!(rows[0], (&PeopleValue::Text("Trade 00".into()), 3));
    assert_eq!(rows[1], (&PeopleValue::Text("Trade 01".into()), 1));
    assert_eq!(rows[30..], [(&PeopleValue::Others(5), 5), (&PeopleValue::NotSaid, 3)]);
}

#[test]
fn ages_are_whole_years_on_the_day_and_slips_are_not_said() {
    let mut workspace = book(40);
    let table = workspace.table(customer::ID).expect("customers");
    let ids: Vec<RecordId> = (0..40).map(|row| workspace.ids.id(table.handle(row))).collect();
    let (year, month, day) = TODAY.ymd();
    let born = |years: i32, later: i32| Day(Day::from_ymd(year - years, month, day).expect("a day").0 + later);
    // 25 today; 24 until tomorrow; 64; 65; not born yet; too old to be true.
    let days = [born(25, 0), born(25, 1), born(65, 1), born(65, 0), born(0, 1), born(121, 0)];
    let birthday = |at: usize| days.get(at).map_or(Value::Empty, |day| Value::Day(*day));
    write(&mut workspace, ids.iter().enumerate().map(|(at, &id)| (id, customer::BIRTHDAY.id, birthday(at))).collect());
    let answer = people(&workspace, &scored(&workspace), customer::BIRTHDAY.id);
    let rows = answer.rows.iter().map(|row| match row.value {
        PeopleValue::Ages { from, to, .. } => (Some((from, to)), row.figures.customers),
        _ => (None, row.figures.customers),
    });
    let band = |from, to| (Some((from, to)), 1);
    assert_eq!(
        rows.collect::<Vec<_>>(),
        [band(18, Some(24)), band(25, Some(34)), band(55, Some(64)), band(65, None), (None, 36)],
        "equally frequent: the younger first"
    );
}

#[test]
fn who_is_in_the_trash_is_not_counted() {
    let mut workspace = book(100);
    let who = workspace.ids.id(workspace.table(customer::ID).expect("customers").handle(5));
    write(&mut workspace, vec![(who, FieldId::ALIVE, Value::Bool(false))]);
    let answer = people(&workspace, &scored(&workspace), customer::KIND.id);
    assert_eq!(answer.all.customers, 99);
}

#[test]
fn small_and_empty_books_have_answers_without_shares() {
    let empty = Workspace::default();
    let answer = people(&empty, &scored(&empty), customer::REGION.id);
    assert_eq!((answer.all.customers, answer.rows.len(), answer.all.leaving_share), (0, 0, None));
    let small = book(20);
    let scores = scored(&small);
    let answer = people(&small, &scores, customer::REGION.id);
    assert_eq!((answer.all.customers, answer.buyers as usize), (20, scores.book.buyers));
    // Without a model hardly any stage is known, and those that are tell no share.
    assert!(answer.all.stages[6] > 10 && answer.buyers < answer.needed);
    assert!(answer.rows.iter().all(|row| row.figures.leaving_share.is_none()));
    // A field that nobody has, and one that is no trait.
    for by in [FieldId(0x8123), Key::<Value>::new(0x7003).id] {
        let answer = people(&small, &scores, by);
        assert_eq!((answer.values, answer.rows.len()), (0, 1));
        assert_eq!(answer.rows[0].value, PeopleValue::NotSaid);
    }
}
