//! Which conversations count, and on which day each lies: every page counts those that a list finds, on the reader's clock.
#![allow(missing_docs)]

mod insight_support;

use engine::Workspace;
use engine::list::{self, Later, Source};
use insight_support::{TODAY, ask_in, scored, write};
use model::related::{Link, Measure, Related};
use model::rule::{Op, Rule, Test};
use model::schema::{activity, customer, order};
use model::{Day, Decimal, FieldId, OptionId, RecordId, Value, options, talks};
use protocol::{
    DimensionsQuery, DriversQuery, Factor, GREENWICH, InsightAnswer, InsightQuery, LoyalFactor, LoyalGroup, LoyalKind,
    LoyalListed, LoyaltyQuery, Outcome, OverviewQuery, RecordsQuery, Stage, Zone,
};

const DAYS: u32 = 30;
const HOUR: i64 = 3_600_000;
static SHANGHAI: Zone = Zone { first: 480, changes: Vec::new() };
static NEW_YORK: Zone = Zone { first: -300, changes: Vec::new() };

fn kind(name: &str) -> Option<OptionId> {
    options::ACTIVITY_KIND.id(name)
}

fn status(name: &str) -> Option<OptionId> {
    options::ACTIVITY_STATUS.id(name)
}

/// A customer for each conversation, who orders every month: a kind, a status, and hours since the as-of day began in Greenwich.
fn book(said: &[(Option<OptionId>, Option<OptionId>, i64)]) -> Workspace {
    let mut workspace = Workspace::default();
    for (nth, (kind, status, hours)) in (1_u128..).zip(said) {
        let option = |option: &Option<OptionId>| option.map_or(Value::Empty, Value::Option);
        let who = RecordId(nth);
        write(&mut workspace, customer::ID, who, customer::NAME.id, Value::Text(format!("C{nth}")));
        let talk = RecordId(nth + 1_000);
        let at = i64::from(TODAY.0) * 24 * HOUR + hours * HOUR;
        write(&mut workspace, activity::ID, talk, activity::CUSTOMER.id, Value::Reference(who));
        write(&mut workspace, activity::ID, talk, activity::AT.id, Value::Instant(at));
        write(&mut workspace, activity::ID, talk, activity::KIND.id, option(kind));
        write(&mut workspace, activity::ID, talk, activity::STATUS.id, option(status));
        for ago in (0..2 + nth as i32 % 3).map(|month| 5 + month * 30) {
            let bought = RecordId(nth * 1_000 + 10_000 + ago as u128);
            write(&mut workspace, order::ID, bought, order::CUSTOMER.id, Value::Reference(who));
            write(&mut workspace, order::ID, bought, order::DAY.id, Value::Day(Day(TODAY.0 - ago)));
        }
    }
    workspace
}

/// Who is in the list of those talked with in a period, as the page asks for it.
fn listed(workspace: &Workspace, zone: &Zone, (first, last): (i32, i32)) -> Vec<u128> {
    let values = vec![Value::Day(Day(first)), Value::Day(Day(last))];
    let within = Rule::Test(Test { field: activity::AT.id, op: Op::Between, values });
    let one = Test { field: FieldId::NAME, op: Op::AtLeast, values: vec![Value::Number(Decimal(Decimal::ONE))] };
    let link = Link { of: activity::ID, path: vec![activity::CUSTOMER.id] };
    let rule = Rule::All(std::iter::once(within).chain(talks::held()).collect());
    let rule = Rule::Related(Box::new(Related { link, rule, measure: Measure::Count, test: one }));
    assert!(rule.is_sound());
    let source = Source { workspace, scores: None, scores_version: 0, today: TODAY, zone, later: Some(Later::new()) };
    let query = RecordsQuery { rule, ..RecordsQuery::of(customer::ID) };
    let mut found: Vec<u128> = list::ids(&source, &query).into_iter().map(|id| id.0).collect();
    found.sort_unstable();
    found
}

#[test]
fn what_is_planned_did_not_come_about_or_is_a_note_is_no_conversation() {
    let (call, note, meeting) = (kind("call"), kind("note"), kind("meeting"));
    let kinds = [
        (call, status("held"), -30),
        (call, None, -30),
        (None, None, -30),
        (meeting, status("planned"), -30),
        (meeting, status("not_held"), -30),
        (note, None, -30),
        (note, status("held"), -30),
    ];
    let said: Vec<_> = (0..35).map(|nth| kinds[nth % 7]).collect();
    let talked: Vec<u128> = (0..35).filter(|nth| nth % 7 < 3).map(|nth| nth + 1).collect();
    let workspace = book(&said);
    let scores = scored(&workspace);
    let ask = |query| ask_in(&workspace, &scores, query, &GREENWICH);
    assert_eq!(listed(&workspace, &GREENWICH, (TODAY.0 - 29, TODAY.0)), talked);
    let InsightAnswer::Dimensions(page) = ask(InsightQuery::Dimensions(DimensionsQuery { days: DAYS })) else {
        panic!()
    };
    assert_eq!(page.engaged[0].n, 15);
    assert_eq!(page.kinds, [(call, [10, 0]), (None, [5, 0])]);
    let InsightAnswer::Overview(page) = ask(InsightQuery::Overview(OverviewQuery { days: DAYS })) else { panic!() };
    assert_eq!(page.steps[2].n, 15);
    // Who had none shares the lowest rank.
    let listed = Some(LoyalListed::Factor(LoyalFactor::Engagement));
    let (group, kind) = (LoyalGroup::Stage(Stage::Growth), LoyalKind::Unknown);
    let query = LoyaltyQuery { weights: None, group, kind, listed, skip: 0, limit: 0, today: TODAY };
    let InsightAnswer::Loyalty(page) = ask(InsightQuery::Loyalty(query)) else { panic!() };
    let points = |row: &protocol::LoyalRow| {
        let of = row.points.iter().find(|(factor, _)| *factor == LoyalFactor::Engagement);
        of.map_or(0, |(_, points)| (points * 1_000.0) as i64)
    };
    let most = page.rows.iter().map(points).max().expect("rows");
    let mut first: Vec<u128> = page.rows.iter().filter(|row| points(row) == most).map(|row| row.id.0).collect();
    first.sort_unstable();
    assert_eq!((page.rows.len(), first), (35, talked));
}

#[test]
fn a_conversation_lies_on_the_readers_day_on_every_page_and_in_its_list() {
    // On the last day and after it, on the first day and before it, told from Greenwich.
    let hours = [23, 25, -29 * 24 + 1, -29 * 24 - 1, -29 * 24 - 9, 15, 17, -59 * 24 - 7, -59 * 24 - 9];
    let said: Vec<_> = (0..4).flat_map(|_| hours).map(|hours| (kind("call"), status("held"), hours)).collect();
    let workspace = book(&said);
    let scores = scored(&workspace);
    let (now, before) = ((TODAY.0 - 29, TODAY.0), (TODAY.0 - 59, TODAY.0 - 30));
    let mut seen = Vec::new();
    for zone in [&GREENWICH, &SHANGHAI, &NEW_YORK] {
        let ask = |query| ask_in(&workspace, &scores, query, zone);
        let found = [now, before].map(|period| listed(&workspace, zone, period));
        let query = InsightQuery::Dimensions(DimensionsQuery { days: DAYS });
        let InsightAnswer::Dimensions(page) = ask(query) else { panic!() };
        assert_eq!(page.engaged.map(|reached| reached.n as usize), found.clone().map(|found| found.len()));
        let InsightAnswer::Overview(page) = ask(InsightQuery::Overview(OverviewQuery { days: DAYS })) else { panic!() };
        assert_eq!(page.steps[2].n as usize, found[0].len());
        let year = listed(&workspace, zone, (TODAY.0 - 364, TODAY.0)).len();
        let factors = vec![Factor::Talks];
        let query = DriversQuery { outcome: Outcome::Repeat, factors, ranks: false };
        let InsightAnswer::Drivers(page) = ask(InsightQuery::Drivers(query)) else { panic!() };
        let mean = page.factors[0].mean.expect("a mean");
        assert!((mean * said.len() as f64 - year as f64).abs() < 1e-9, "{mean} {year}");
        seen.push(found);
    }
    assert!(seen[0] != seen[1] && seen[1] != seen[2], "the zone makes a difference");
}
