//! The scorecard counts what stands in the book: answers by place and period, conversations, profiles, words.
#![allow(missing_docs)]

mod insight_support;

use engine::Workspace;
use engine::insights::Work;
use insight_support::{TODAY, book, is_talk, scored};
use model::schema::{activity, customer, survey_response};
use model::{Cell, Day, Decimal, DeviceId, FieldId, Label, Operation, OptionId, Part, RecordId, Stamp, Value, options};
use protocol::{Answered, DimensionsAnswer, DimensionsQuery, InsightAnswer, InsightQuery};

fn ask(workspace: &Workspace, days: u32) -> DimensionsAnswer {
    let scores = scored(workspace);
    let mut work =
        Work::new(&InsightQuery::Dimensions(DimensionsQuery { days }), workspace, &scores, &protocol::GREENWICH);
    loop {
        match work.step(workspace, &scores) {
            Some(InsightAnswer::Dimensions(answer)) => return answer,
            Some(other) => panic!("{other:?}"),
            None => {}
        }
    }
}

struct Said {
    kind: &'static str,
    score: i64,
    ago: i32,
    channel: Option<&'static str>,
    text: &'static str,
}

fn say(workspace: &mut Workspace, n: u32, said: &Said) {
    let who = workspace.ids.id(workspace.table(customer::ID).expect("customers").handle(n));
    let record = RecordId(9_000 + u128::from(n));
    let option = |id: Option<OptionId>| id.map_or(Value::Empty, Value::Option);
    let cells = [
        (FieldId::ALIVE, Value::Bool(true)),
        (survey_response::KIND.id, option(options::SURVEY_KIND.id(said.kind))),
        (survey_response::CUSTOMER.id, Value::Reference(who)),
        (survey_response::SCORE.id, Value::Number(Decimal(said.score * Decimal::ONE))),
        (survey_response::DAY.id, Value::Day(Day(TODAY.0 - said.ago))),
        (survey_response::CHANNEL.id, option(said.channel.and_then(|name| options::CHANNEL.id(name)))),
        (survey_response::COMMENT.id, Value::Text(said.text.to_owned())),
    ]
    .map(|(field, value)| Cell { collection: survey_response::ID, record, field, value });
    let stamp = Stamp::new(100 + u64::from(n), 0, DeviceId(1));
    let label = Label::Create(survey_response::ID);
    workspace.apply(&Operation { stamp, label, parts: vec![Part::Cells(cells.to_vec())] });
}

#[test]
fn answers_are_told_by_period_place_and_words() {
    let mut workspace = book(300);
    let said = |kind, score, ago, channel, text| Said { kind, score, ago, channel, text };
    let all = [
        said("csat", 5, 1, Some("web"), "Fine"),
        said("csat", 4, 2, Some("web"), ""),
        said("csat", 1, 3, Some("phone"), "<b>late</b> & broken"),
        said("csat", 2, 31, Some("phone"), "before"),
        said("nps", 10, 4, None, ""),
        said("nps", 10, 4, None, ""),
        said("nps", 0, 5, Some("web"), "never again"),
        said("ces", 6, 6, None, "  "),
        said("ces", 4, 7, None, ""),
        said("csat", 9, 1, None, "no such score"),
    ];
    (0..).zip(&all).for_each(|(n, one)| say(&mut workspace, n, one));
    let answer = ask(&workspace, 30);
    let csat = answer.csat[0].expect("answers");
    let (score, [low, high]) = csat.score.zip(csat.range).expect("a score");
    assert!(csat.n == 3 && (score - 200.0 / 3.0).abs() < 1e-9 && low < score && score < high);
    assert_eq!(answer.csat[1].map(|csat| (csat.n, csat.score)), Some((1, Some(0.0))));
    assert_eq!(answer.ces[0].map(|ces| (ces.n, ces.score)), Some((2, Some(5.0))));
    assert_eq!(answer.nps[0].map(|nps| (nps.n, nps.score.map(f64::round))), Some((3, Some(33.0))));
    assert_eq!(answer.invalid, 1);
    let web = options::CHANNEL.id("web");
    let places: Vec<(Option<OptionId>, u32)> = answer.channels.iter().map(|place| (place.option, place.n)).collect();
    assert_eq!(places, [(None, 4), (web, 3), (options::CHANNEL.id("phone"), 1)]);
    assert_eq!(answer.channels[1].csat.and_then(|csat| csat.score), Some(100.0));
    let few = Answered { n: 1, score: None, range: None };
    assert_eq!(answer.channels[1].nps, Some(few), "one answer is no score, but it was given");
    let words: Vec<&str> = answer.comments.iter().map(|comment| comment.text.as_str()).collect();
    assert_eq!((words, answer.comments_all), (vec!["<b>late</b> & broken", "never again", "Fine"], 3));
}

#[test]
fn few_answers_are_answers() {
    let mut workspace = book(100);
    let said = |kind, score| Said { kind, score, ago: 1, channel: None, text: "" };
    (0..).zip([said("nps", 10), said("nps", 9), said("ces", 6)]).for_each(|(n, one)| say(&mut workspace, n, &one));
    let answer = ask(&workspace, 30);
    assert_eq!(answer.nps, [Some(Answered { n: 2, score: None, range: None }), None]);
    assert_eq!(answer.ces, [Some(Answered { n: 1, score: Some(6.0), range: None }), None]);
}

#[test]
fn conversations_orders_and_profiles_are_counted() {
    let workspace = book(400);
    let (answer, scores) = (ask(&workspace, 90), scored(&workspace));
    let people = workspace.table(customer::ID).expect("customers");
    let talks = workspace.table(activity::ID).expect("activities");
    let (mut engaged, mut conversations) = ([0, 0], [0, 0]);
    let mut repeat = [(0, 0), (0, 0)];
    for row in 0..400 {
        let own = workspace.referring(activity::ID, activity::CUSTOMER, people.handle(row)).into_iter();
        let days: Vec<i32> = own
            .filter(|talk| is_talk(&workspace, *talk))
            .map(|talk| match talks.value(talk, activity::AT.id, &workspace.ids) {
                Value::Instant(at) => at.div_euclid(86_400_000) as i32,
                other => panic!("{other:?}"),
            })
            .collect();
        for period in 0..2_i32 {
            let within = TODAY.0 - 90 * (period + 1)..TODAY.0 - 90 * period;
            let is_in = |day: &&i32| within.contains(&(**day - 1));
            let n = days.iter().filter(is_in).count();
            engaged[period as usize] += u32::from(n > 0);
            conversations[period as usize] += n as u32;
            let own = scores.book.history.days(row as usize);
            let ordered = own.iter().any(|day| within.contains(&(day - 1)));
            repeat[period as usize].0 += u32::from(ordered);
            repeat[period as usize].1 += u32::from(ordered && own[0] <= within.start);
        }
    }
    assert_eq!(answer.engaged.map(|reached| reached.n), engaged);
    assert_eq!(answer.repeat.map(|reached| (reached.of, reached.n)), repeat);
    let repeat_rate = answer.repeat_share[0].expect("orders");
    let (score, [low, high]) = repeat_rate.score.zip(repeat_rate.range).expect("a share");
    assert!((score - 100.0 * f64::from(repeat[0].1) / f64::from(repeat[0].0)).abs() < 1e-9);
    assert!(low < score && score < high);
    for period in 0..2 {
        let sum: u32 = answer.kinds.iter().map(|(_, n)| n[period]).sum();
        assert_eq!(sum, conversations[period]);
    }
    let region = answer.traits.iter().find(|(field, _)| *field == customer::REGION.id).expect("a trait").1;
    let id = |row: u32| workspace.ids.id(people.handle(row));
    let known = (0..400).filter(|&row| workspace.value(customer::ID, id(row), customer::REGION.id) != Value::Empty);
    assert!(region > 0 && region as usize == known.count());
}

#[test]
fn an_empty_book_has_a_scorecard() {
    let answer = ask(&Workspace::default(), 90);
    assert_eq!((answer.customers, answer.comments_all, answer.csat[0], answer.nps[1]), (0, 0, None, None));
}
