//! Two devices with the same book, which came to them in another order, have the same answer to every question, to the last bit.
#![allow(missing_docs)]

mod insight_support;

use engine::scoring::Scores;
use engine::{Workspace, samples};
use insight_support::{TODAY, ask, scored};
use model::rule::{Op, Rule, Test};
use model::schema::{customer, order_line, product, score, survey_response};
use model::{
    Cell, CollectionId, Currency, Day, Decimal, DeviceId, FieldId, Label, Operation, OptionId, Part, RecordId, Stamp,
    Value, options,
};
use protocol::{
    ChurnQuery, ClusterField, ClustersQuery, CohortsQuery, CompareQuery, DimensionsQuery, DriversQuery, Factor,
    InsightAnswer, InsightQuery, LifeCycleQuery, LoyalGroup, LoyalKind, LoyalListed, LoyaltyQuery, OffersOfQuery,
    OffersQuery, Outcome, OverviewQuery, Owners, PeopleQuery, RulesQuery, Segment, Stage, ValueQuery,
};

/// More buyers than drivers are told of all of, and than the error of a sum is told from.
const CUSTOMERS: u32 = 24_000;

fn record(of: CollectionId, record: RecordId, fields: Vec<(FieldId, Value)>) -> Vec<Cell> {
    let alive = (FieldId::ALIVE, Value::Bool(true));
    std::iter::once(alive).chain(fields).map(|(field, value)| Cell { collection: of, record, field, value }).collect()
}

/// What samples do not have: answers, two of them on one day, words that are spelt in two ways, and products that are alike in everything.
fn more(customers: &[RecordId], orders: &[RecordId]) -> Vec<Vec<Cell>> {
    let mut all = Vec::new();
    let option = |id: Option<OptionId>| id.map_or(Value::Empty, Value::Option);
    for (n, who) in (0_u128..).zip(customers.iter().step_by(7)) {
        let kind = ["nps", "csat", "ces"][n as usize % 3];
        let score = Value::Number(Decimal((1 + n as i64 * 7 % 5) * Decimal::ONE));
        for twice in 0..2 {
            let fields = vec![
                (survey_response::KIND.id, option(options::SURVEY_KIND.id(kind))),
                (survey_response::CUSTOMER.id, Value::Reference(*who)),
                (survey_response::SCORE.id, score.clone()),
                (survey_response::DAY.id, Value::Day(Day(TODAY.0 - n as i32 % 80))),
                (survey_response::CHANNEL.id, Value::Option(OptionId(1 + n as u16 % 3))),
                (survey_response::COMMENT.id, Value::Text(format!("said {twice}"))),
            ];
            all.push(record(survey_response::ID, RecordId(500 + n * 2 + twice), fields));
        }
        let occupation = ["Baker", "baker", "BAKER", "Smith", "smith"][n as usize % 5];
        all.push(vec![Cell {
            collection: customer::ID,
            record: *who,
            field: customer::OCCUPATION.id,
            value: Value::Text(occupation.into()),
        }]);
    }
    for n in 0..30_u128 {
        all.push(record(product::ID, RecordId(90_000 - n), vec![(product::NAME.id, Value::Text("Twin".into()))]));
    }
    for (n, of) in (0_u128..).zip(orders.iter().step_by(5).take(3_000)) {
        for item in [0, 1, 2] {
            let fields = vec![
                (order_line::ORDER.id, Value::Reference(*of)),
                (order_line::PRODUCT.id, Value::Reference(RecordId(90_000 - (n * 3 + item * (1 + n % 4)) % 30))),
            ];
            all.push(record(order_line::ID, RecordId(200_000 + n * 3 + item), fields));
        }
    }
    all
}

/// The same book twice; the rows of the second stand in another order.
fn twice(customers: u32) -> [Workspace; 2] {
    let plan = sample::Plan { customers, seed: 3, today: TODAY, currency: Currency::CNY };
    let pieces = || samples::pieces(&sample::generate(&plan), 7);
    let mut straight = pieces();
    let ids = |of: CollectionId| -> Vec<RecordId> {
        let mut workspace = Workspace::default();
        workspace.apply(&samples::operation(pieces(), Stamp::new(1, 0, DeviceId(1))));
        let table = workspace.table(of).expect("a table");
        (0..table.len()).map(|row| workspace.ids.id(table.handle(row))).collect()
    };
    let mut more = more(&ids(customer::ID), &ids(model::schema::order::ID));
    let mut two = [Workspace::default(), Workspace::default()];
    for (nth, workspace) in two.iter_mut().enumerate() {
        let (first, last) = (straight.clone(), more.clone());
        let others = |stamp| Operation {
            stamp: Stamp::new(stamp, 0, DeviceId(1)),
            label: Label::Create(customer::ID),
            parts: vec![Part::Cells(last.concat())],
        };
        // What is added by hand comes first on the other device: as a sample of the world has it, some customers and products are known before.
        if nth == 1 {
            workspace.apply(&others(2));
        }
        workspace.apply(&samples::operation(first, Stamp::new(1, 0, DeviceId(1))));
        if nth == 0 {
            workspace.apply(&others(2));
        }
        straight.reverse();
        more.reverse();
    }
    two
}

fn questions(workspace: &Workspace) -> Vec<InsightQuery> {
    let id = |of: CollectionId, nth: usize| {
        let table = workspace.table(of).expect("a table");
        let mut ids: Vec<RecordId> = table.alive_rows().map(|row| workspace.ids.id(table.handle(row))).collect();
        ids.sort_unstable();
        ids[nth]
    };
    let stage = |stage: Stage| {
        let values = vec![Value::Option(OptionId(stage as u16 + 1))];
        Rule::Test(Test { field: score::STAGE, op: Op::AnyOf, values })
    };
    let rules =
        RulesQuery { support_ppm: 200, confidence_percent: 1, least_products: 2, limit: 500, ..RulesQuery::default() };
    let mut all = vec![
        InsightQuery::Trust,
        InsightQuery::LeftOut,
        InsightQuery::Segments { best_percent: 0 },
        InsightQuery::Offers(OffersQuery { views: Some(TODAY) }),
        InsightQuery::Rules(rules),
        InsightQuery::Compare(CompareQuery { groups: [Rule::default(), stage(Stage::Danger)], today: TODAY }),
        InsightQuery::Cohorts(CohortsQuery { months: 3, ..CohortsQuery::default() }),
        InsightQuery::Overview(OverviewQuery { days: 90 }),
        InsightQuery::Dimensions(DimensionsQuery { days: 90 }),
    ];
    all.extend([0, 5, 9].map(|nth| InsightQuery::OffersFor { customer: id(customer::ID, nth) }));
    all.extend(
        [0, 12, 30].map(|nth| InsightQuery::OffersOf(OffersOfQuery { product: id(product::ID, nth), limit: 200 })),
    );
    let (from, to) = (None, Some(4));
    all.push(InsightQuery::LifeCycle(LifeCycleQuery { months: 3, back: None, from, to, limit: 5_000 }));
    for limit in [5, 50_000] {
        let (horizon_days, uplift_percent) = (90, 5);
        all.push(InsightQuery::Churn(ChurnQuery {
            horizon_days,
            uplift_percent,
            snoozed: false,
            limit,
            owners: Owners::ALL,
        }));
    }
    for listed in [None, Some(LoyalListed::Group)] {
        let (group, kind) = (LoyalGroup::Segment(Segment::Champions), LoyalKind::Unknown);
        all.push(InsightQuery::Loyalty(LoyaltyQuery {
            weights: None,
            group,
            kind,
            listed,
            skip: 0,
            limit: 0,
            today: TODAY,
        }));
    }
    for by in [customer::OCCUPATION.id, customer::BIRTHDAY.id, customer::LEVEL.id] {
        all.push(InsightQuery::People(PeopleQuery { by, stages: true }));
    }
    for outcome in [Outcome::Amount, Outcome::Recommendation, Outcome::Churn] {
        let factors = vec![Factor::Talks, Factor::Tenure, Factor::Products, Factor::Categories, Factor::Age];
        all.push(InsightQuery::Drivers(DriversQuery { outcome, factors, ranks: outcome == Outcome::Churn }));
    }
    let query = ClustersQuery { fields: ClusterField::USUAL.to_vec(), k: Some(3) };
    all.push(InsightQuery::Clusters(query.clone()));
    all.push(InsightQuery::ClusterMembers(query, 1));
    for corner in [None, Some(3)] {
        let query = ValueQuery { contact_cost: 500, corner, limit: 2_000, ..ValueQuery::default() };
        all.push(InsightQuery::Value(query));
    }
    all
}

fn told(workspace: &Workspace, scores: &Scores, query: &InsightQuery) -> InsightAnswer {
    ask(workspace, scores, query.clone())
}

#[test]
fn every_answer_is_the_same_on_every_device() {
    let [one, other] = twice(CUSTOMERS);
    let row = |workspace: &Workspace, of, id| workspace.find(of, id).expect("there").1;
    let people = one.table(customer::ID).expect("customers");
    let moved = (0..people.len()).filter(|&at| row(&other, customer::ID, one.ids.id(people.handle(at))) != at).count();
    assert!(moved > 20_000, "{moved} customers stand elsewhere");
    let (scores, others) = (scored(&one), scored(&other));
    assert!(scores.book.buyers > 20_000, "{}", scores.book.buyers);
    for query in questions(&one) {
        let (told, again) = (told(&one, &scores, &query), told(&other, &others, &query));
        let (text, other) = (format!("{told:?}"), format!("{again:?}"));
        let at = text.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
        let near = |text: &str| text.chars().skip(at.saturating_sub(200)).take(400).collect::<String>();
        assert!(told == again, "{query:?}\n{}\n{}", near(&text), near(&other));
    }
}
