//! Whatever stands in a book, every page of insight has an answer in which every number is one; and the order in which the book came changes nothing of it.
#![allow(missing_docs)]

mod common;
mod insight_support;

use common::Random;
use engine::Workspace;
use engine::scoring::Scores;
use insight_support::{TODAY, ask, scored};
use model::schema::{
    THE_SETTINGS, acquisition_spend, activity, customer, order, order_line, product, setting, survey_response, view,
};
use model::{
    Cell, CollectionId, Currency, Day, Decimal, DeviceId, FieldId, Label, Money, Operation, OptionId, Part, RecordId,
    Rule, Stamp, Value, View, options,
};
use protocol::{
    ChurnQuery, ClusterField, ClustersQuery, CohortsQuery, CompareQuery, DimensionsQuery, DriversQuery, FACTORS_MAX,
    Factor, InsightAnswer, InsightQuery, LifeCycleQuery, LoyalFactor, LoyalGroup, LoyalKind, LoyalListed, LoyaltyQuery,
    OffersOfQuery, OffersQuery, Outcome, OverviewQuery, Owners, PeopleQuery, RulesQuery, Segment, Stage, ValueQuery,
};

type Made = Operation<Vec<engine::Rows>>;

/// A book as operations, each of one record.
struct Maker {
    random: Random,
    made: Vec<Made>,
    customers: u64,
    /// Also what is beyond anything that people pay.
    extreme: bool,
}

fn customer_id(n: u64) -> RecordId {
    RecordId(1_000_000 + u128::from(n))
}

const PRODUCTS: u64 = 9;

fn product_id(n: u64) -> RecordId {
    RecordId(5_000_000 + u128::from(n))
}

impl Maker {
    fn set(&mut self, collection: CollectionId, record: RecordId, fields: Vec<(FieldId, Value)>) {
        let alive = (FieldId::ALIVE, Value::Bool(self.random.below(30) > 0));
        let cells = std::iter::once(alive).chain(fields).filter(|(_, value)| !value.is_empty());
        let cells = cells.map(|(field, value)| Cell { collection, record, field, value }).collect();
        let stamp = Stamp::new(self.made.len() as u64 + 1, 0, DeviceId(1));
        self.made.push(Operation { stamp, label: Label::Create(collection), parts: vec![Part::Cells(cells)] });
    }

    fn currency(&mut self) -> Currency {
        if self.random.below(12) == 0 { Currency::USD } else { Currency::CNY }
    }

    /// Mostly an amount as people pay; now and then nothing, less than nothing, or more than there is.
    fn money(&mut self) -> Value {
        let minor = match self.random.below(40) {
            0 => 0,
            1 if self.extreme => i64::MAX,
            2 if self.extreme => i64::MIN + 1,
            3 | 4 => -(self.random.below(50_000) as i64),
            5 => return Value::Empty,
            _ => 100 + self.random.below(50_000) as i64,
        };
        Value::Money(Money { minor, currency: self.currency() })
    }

    fn day(&mut self, back: u64) -> Value {
        match self.random.below(60) {
            0 => Value::Empty,
            1 => Value::Day(Day(i32::MAX)),
            2 => Value::Day(Day(i32::MIN)),
            3 => Value::Day(Day(TODAY.0 + self.random.below(400) as i32)),
            _ => Value::Day(Day(TODAY.0 - self.random.below(back) as i32)),
        }
    }

    fn option(&mut self) -> Value {
        Value::Option(OptionId(self.random.below(7) as u16))
    }

    /// Mostly somebody; now and then nobody, or one who is not there.
    fn anybody(&mut self) -> Value {
        match self.random.below(25) {
            0 => Value::Empty,
            _ => Value::Reference(customer_id(self.random.below(self.customers + 1))),
        }
    }

    fn number(&mut self, most: u64) -> Value {
        let whole = match self.random.below(30) {
            0 => return Value::Number(Decimal(i64::MAX)),
            1 => return Value::Number(Decimal(i64::MIN)),
            2 => -(self.random.below(most) as i64),
            _ => self.random.below(most) as i64,
        };
        Value::Number(Decimal(whole * Decimal::ONE))
    }

    fn book(seed: u64, customers: u64, setting: bool, extreme: bool) -> Maker {
        let mut one = Maker { random: Random(seed), made: Vec::new(), customers, extreme };
        for n in 0..customers {
            // Names in another order than ids, and some alike.
            let name = Value::Text(format!("C{}", n * 7 % 31));
            let mut fields = vec![(customer::NAME.id, name), (customer::BIRTHDAY.id, one.day(30_000))];
            for field in [customer::KIND.id, customer::LEVEL.id, customer::SOURCE.id, customer::SIZE.id] {
                fields.push((field, one.option()));
            }
            fields.push((customer::REGION.id, Value::Text(["North", "south", "South", ""][n as usize % 4].into())));
            if n % 9 == 0 {
                fields.push((customer::ENDED_AT.id, one.day(300)));
                fields.push((customer::REFERRED_BY.id, one.anybody()));
                fields.push((customer::ACQUISITION_COST.id, one.money()));
            }
            one.set(customer::ID, customer_id(n), fields);
        }
        for n in 0..PRODUCTS {
            let (name, cost) = (Value::Text(format!("P{}", n % 7)), one.money());
            one.set(product::ID, product_id(n), vec![(product::NAME.id, name), (product::UNIT_COST.id, cost)]);
        }
        for n in 0..customers * 7 {
            let id = RecordId(2_000_000 + u128::from(n));
            let status = if n % 11 == 0 { one.option() } else { Value::Empty };
            let fields = vec![
                (order::CUSTOMER.id, one.anybody()),
                (order::DAY.id, one.day(900)),
                (order::TOTAL.id, one.money()),
                (order::STATUS.id, status),
            ];
            one.set(order::ID, id, fields);
            for at in 0..one.random.below(4) {
                let line = RecordId(10_000_000 + u128::from(n) * 10 + u128::from(at));
                let item = product_id(one.random.below(PRODUCTS + 1));
                let fields = vec![
                    (order_line::ORDER.id, Value::Reference(id)),
                    (order_line::PRODUCT.id, Value::Reference(item)),
                    (order_line::QUANTITY.id, one.number(5)),
                    (order_line::AMOUNT.id, one.money()),
                ];
                one.set(order_line::ID, line, fields);
            }
        }
        for n in 0..customers {
            let kind = options::SURVEY_KIND.id(["nps", "csat", "ces"][n as usize % 3]);
            let fields = vec![
                (survey_response::KIND.id, kind.map_or(Value::Empty, Value::Option)),
                (survey_response::CUSTOMER.id, one.anybody()),
                (survey_response::SCORE.id, one.number(12)),
                (survey_response::DAY.id, one.day(200)),
                (survey_response::TOUCHPOINT.id, one.option()),
            ];
            one.set(survey_response::ID, RecordId(3_000_000 + u128::from(n)), fields);
            let at = match one.random.below(20) {
                0 => i64::MAX,
                1 => i64::MIN,
                _ => i64::from(TODAY.0 - one.random.below(500) as i32) * 86_400_000 + 5,
            };
            let fields = vec![
                (activity::CUSTOMER.id, one.anybody()),
                (activity::KIND.id, one.option()),
                (activity::AT.id, Value::Instant(at)),
            ];
            one.set(activity::ID, RecordId(4_000_000 + u128::from(n)), fields);
        }
        for n in 0..8 {
            let fields = vec![
                (acquisition_spend::SOURCE.id, one.option()),
                (acquisition_spend::MONTH.id, one.day(500)),
                (acquisition_spend::AMOUNT.id, one.money()),
            ];
            one.set(acquisition_spend::ID, RecordId(6_000_000 + n), fields);
        }
        let of = Value::Number(Decimal(i64::from(customer::ID.0) * Decimal::ONE));
        let spec = View { rule: Rule::default(), ..View::default() }.to_value();
        one.set(view::ID, RecordId(7_000_000), vec![(view::OF.id, of), (view::SPEC.id, spec)]);
        if setting {
            let keys = [
                setting::HORIZON_DAYS.id,
                setting::DISCOUNT.id,
                setting::WARN_OVERDUE.id,
                setting::WARN_DROP.id,
                setting::WEIGHT_BEHAVIOURAL.id,
                setting::WEIGHT_AFFECTIVE.id,
                setting::STAGE_ALIVE.id,
                setting::STAGE_OVERDUE.id,
                setting::STAGE_ACTIVE.id,
            ];
            let fields = keys.map(|key| (key, one.number(200))).to_vec();
            one.set(setting::ID, THE_SETTINGS, fields);
        }
        one
    }
}

fn taken_in<'a>(made: impl Iterator<Item = &'a Made>) -> Workspace {
    let mut workspace = Workspace::default();
    made.for_each(|one| workspace.apply(one));
    workspace
}

/// Every question that a page of insight asks.
fn questions() -> Vec<InsightQuery> {
    let mut all = vec![
        InsightQuery::Trust,
        InsightQuery::LeftOut,
        InsightQuery::Segments { best_percent: 0 },
        InsightQuery::Offers(OffersQuery { views: Some(TODAY) }),
        InsightQuery::OffersFor { customer: customer_id(3) },
        InsightQuery::OffersOf(OffersOfQuery { product: product_id(2), limit: 50 }),
    ];
    let rules =
        RulesQuery { support_ppm: 1_000, confidence_percent: 1, least_products: 2, limit: 99, ..Default::default() };
    all.push(InsightQuery::Rules(rules));
    for (months, back) in [(0, None), (12, None), (24, Some(3)), (6, Some(u32::MAX))] {
        let (from, to) = (back.map(|_| 1), Some(4));
        all.push(InsightQuery::LifeCycle(LifeCycleQuery { months, back, from, to, limit: 0 }));
    }
    for horizon_days in [0, 14, 365, u32::MAX] {
        for snoozed in [false, true] {
            let uplift_percent = 5;
            all.push(InsightQuery::Churn(ChurnQuery {
                horizon_days,
                uplift_percent,
                snoozed,
                limit: 200,
                owners: Owners::ALL,
            }));
        }
    }
    all.extend([0, 1, 3, 12].map(|months| InsightQuery::Cohorts(CohortsQuery { months, ..CohortsQuery::default() })));
    for days in [0, 30, 365, u32::MAX] {
        all.push(InsightQuery::Overview(OverviewQuery { days }));
        all.push(InsightQuery::Dimensions(DimensionsQuery { days }));
    }
    for (weights, group) in [
        (None, LoyalGroup::Stage(Stage::Danger)),
        (Some([0; 3]), LoyalGroup::Segment(Segment::Champions)),
        (Some([0, u32::MAX, 1]), LoyalGroup::View(RecordId(7_000_000))),
    ] {
        let listed = [None, Some(LoyalListed::Group), Some(LoyalListed::Factor(LoyalFactor::Nps))];
        for listed in listed {
            let query =
                LoyaltyQuery { weights, group, kind: LoyalKind::Unknown, listed, skip: 0, limit: 0, today: TODAY };
            all.push(InsightQuery::Loyalty(query));
        }
    }
    for by in [customer::REGION.id, customer::BIRTHDAY.id, customer::LEVEL.id, customer::SOURCE.id, FieldId::NAME] {
        all.push(InsightQuery::People(PeopleQuery { by, stages: false }));
    }
    for outcome in Outcome::ALL {
        let some = |from: usize| -> Vec<Factor> {
            let fits = Factor::ALL.into_iter().filter(|factor| factor.part_of(outcome).is_none());
            fits.skip(from).take(FACTORS_MAX).collect()
        };
        for (factors, ranks) in [(some(0), false), (some(3), true), (Vec::new(), false)] {
            all.push(InsightQuery::Drivers(DriversQuery { outcome, factors, ranks }));
        }
    }
    for k in [None, Some(3)] {
        let query = ClustersQuery { fields: ClusterField::ALL.to_vec(), k };
        all.push(InsightQuery::Clusters(query.clone()));
        all.push(InsightQuery::ClusterMembers(query, 1));
    }
    all.push(InsightQuery::Compare(CompareQuery { groups: [Rule::default(), Rule::default()], today: TODAY }));
    for (margin_percent, discount_percent, horizon_days, contact_cost) in
        [(None, None, None, 0), (Some(0), Some(0), Some(0), 500), (Some(100), Some(u32::MAX), Some(u32::MAX), i64::MAX)]
    {
        let query = ValueQuery { margin_percent, discount_percent, horizon_days, contact_cost, corner: None, limit: 0 };
        all.push(InsightQuery::Value(query));
    }
    all
}

/// That a text of numbers has none that is not one.
fn assert_numbers(text: &str, told: &str) {
    let mut words = text.split(|c: char| !c.is_ascii_alphanumeric());
    let odd = words.find(|word| *word == "NaN" || *word == "inf");
    assert!(odd.is_none(), "{told}: {text}");
}

/// What is asked of a book, and everything it answers.
fn answers(workspace: &Workspace, scores: &Scores) -> Vec<(InsightQuery, InsightAnswer)> {
    questions().into_iter().map(|query| (query.clone(), ask(workspace, scores, query))).collect()
}

/// The seeds to try; `SEEDS=100` tries more.
fn seeds() -> std::ops::Range<u64> {
    0..std::env::var("SEEDS").ok().and_then(|n| n.parse().ok()).unwrap_or(6)
}

#[test]
fn whatever_stands_in_a_book_every_number_is_one() {
    let mut fitted = 0;
    for seed in seeds() {
        let customers = [1, 12, 45, 80, 150, 600][seed as usize % 6];
        let mut made = Maker::book(seed, customers, seed % 2 == 1, true);
        // And then anything anywhere.
        for _ in 0..60 {
            let mut cells = made.random.cells();
            cells.iter_mut().for_each(|cell| {
                if cell.collection == customer::ID {
                    cell.record = customer_id(cell.record.0 as u64 % 20);
                }
            });
            let stamp = Stamp::new(made.made.len() as u64 + 1, 0, DeviceId(1));
            made.made.push(Operation { stamp, label: Label::Create(customer::ID), parts: vec![Part::Cells(cells)] });
        }
        let workspace = taken_in(made.made.iter());
        let scores = scored(&workspace);
        fitted += u32::from(scores.book.fit.chosen().is_some());
        for (query, answer) in answers(&workspace, &scores) {
            assert_numbers(&format!("{answer:?}"), &format!("seed {seed}, {query:?}"));
        }
        for row in 0..scores.book.customers() as u32 {
            assert_numbers(&format!("{:?}", (scores.explain)(&scores, row)), &format!("seed {seed}, customer {row}"));
        }
    }
    assert!(fitted * 2 >= seeds().end as u32, "{fitted} books with a model");
}

#[test]
fn the_order_in_which_a_book_came_changes_no_answer() {
    for seed in seeds() {
        let made = Maker::book(100 + seed, [40, 120, 300][seed as usize % 3], seed % 2 == 1, false).made;
        let mut mixed: Vec<&Made> = made.iter().collect();
        let mut random = Random(seed);
        for i in (1..mixed.len()).rev() {
            mixed.swap(i, random.below(i as u64 + 1) as usize);
        }
        let (one, other) = (taken_in(made.iter()), taken_in(mixed.into_iter()));
        let (scores, other_scores) = (scored(&one), scored(&other));
        for ((query, told), (_, again)) in answers(&one, &scores).into_iter().zip(answers(&other, &other_scores)) {
            let (told, again) = (format!("{told:?}"), format!("{again:?}"));
            let at = told.bytes().zip(again.bytes()).position(|(a, b)| a != b).unwrap_or(0);
            let near = |text: &str| text.chars().skip(at.saturating_sub(120)).take(200).collect::<String>();
            assert!(told == again, "seed {seed}, {query:?}\n{}\n{}", near(&told), near(&again));
        }
    }
}
