//! Scores that follow a change say what a pass through everything says.
#![allow(missing_docs)]

mod common;

use common::Random;
use engine::Workspace;
use engine::scoring::{self, ScoreSettings, Scores};
use model::schema::{customer, order, order_line, product, setting, survey_response};
use model::{
    Cell, CollectionId, Currency, Day, Decimal, DeviceId, FieldId, Label, Money, Operation, Part, RecordId, Stamp,
    Value, options,
};
use protocol::Stage;

const TODAY: Day = Day(20_000);

struct Book {
    workspace: Workspace,
    random: Random,
    clock: u64,
    customers: u64,
    orders: u64,
}

fn customer_id(n: u64) -> RecordId {
    RecordId(1_000_000 + u128::from(n))
}

fn order_id(n: u64) -> RecordId {
    RecordId(2_000_000 + u128::from(n))
}

impl Book {
    fn new(seed: u64, customers: u64) -> Self {
        let mut book =
            Book { workspace: Workspace::default(), random: Random(seed), clock: 0, customers: 0, orders: 0 };
        (0..customers).for_each(|_| book.add_customer());
        (0..customers * 6).for_each(|_| book.add_order());
        book
    }

    fn set(&mut self, collection: CollectionId, record: RecordId, fields: Vec<(FieldId, Value)>) {
        self.clock += 1;
        let cells = fields.into_iter().map(|(field, value)| Cell { collection, record, field, value }).collect();
        let stamp = Stamp::new(self.clock, 0, DeviceId(1));
        let operation = Operation { stamp, label: Label::Create(collection), parts: vec![Part::Cells(cells)] };
        self.workspace.apply(&operation);
    }

    fn add_customer(&mut self) {
        self.customers += 1;
        let id = customer_id(self.customers);
        self.set(customer::ID, id, vec![(FieldId::ALIVE, Value::Bool(true)), (FieldId::NAME, Value::Text("A".into()))]);
    }

    /// Who is there, or will be.
    fn anybody(&mut self) -> Value {
        let n = 1 + self.random.below(self.customers + 1);
        Value::Reference(customer_id(n))
    }

    fn amount(&mut self, currency: Currency) -> Value {
        let minor = self.random.below(20_000) as i64 - 2_000;
        // Now and then one that is large.
        let minor = if self.random.below(50) == 0 { minor << 32 } else { minor };
        Value::Money(Money { minor, currency })
    }

    fn day(&mut self) -> Value {
        Value::Day(Day(TODAY.0 + 5 - self.random.below(900) as i32))
    }

    fn add_order(&mut self) {
        self.orders += 1;
        let id = order_id(self.orders);
        let fields = vec![
            (FieldId::ALIVE, Value::Bool(true)),
            (order::CUSTOMER.id, self.anybody()),
            (order::DAY.id, self.day()),
            (order::TOTAL.id, self.amount(Currency::USD)),
        ];
        self.set(order::ID, id, fields);
    }

    /// A line of an order, or what its product costs: where no margin is set, it is told from these.
    fn cost(&mut self) {
        let amount = |minor: u64| Value::Money(Money { minor: minor as i64, currency: Currency::USD });
        let item = RecordId(4_000_000 + u128::from(self.random.below(5)));
        if self.random.below(3) == 0 {
            let fields =
                vec![(FieldId::ALIVE, Value::Bool(true)), (product::UNIT_COST.id, amount(self.random.below(90)))];
            return self.set(product::ID, item, fields);
        }
        let line = RecordId(5_000_000 + u128::from(self.random.below(self.orders)));
        let whole = order_id(1 + self.random.below(self.orders));
        let quantity = Decimal(self.random.below(4) as i64 * Decimal::ONE);
        let fields = vec![
            (FieldId::ALIVE, Value::Bool(self.random.below(5) > 0)),
            (order_line::ORDER.id, Value::Reference(whole)),
            (order_line::PRODUCT.id, Value::Reference(item)),
            (order_line::QUANTITY.id, Value::Number(quantity)),
            (order_line::AMOUNT.id, amount(self.random.below(900))),
        ];
        self.set(order_line::ID, line, fields);
    }

    /// What people do to a book: order, correct, refund, date back, move, cancel, delete, bring back.
    fn edit(&mut self) {
        let (one, alive) = (order_id(1 + self.random.below(self.orders)), Value::Bool(self.random.below(3) > 0));
        let who = customer_id(1 + self.random.below(self.customers));
        let field = match self.random.below(17) {
            0 | 1 => return self.add_order(),
            2 => return self.add_customer(),
            3 | 4 => (order::TOTAL.id, self.amount(Currency::USD)),
            5 => (order::DAY.id, self.day()),
            6 => (order::CUSTOMER.id, self.anybody()),
            7 => {
                let status = ["draft", "cancelled", "returned", "completed"][self.random.below(4) as usize];
                (order::STATUS.id, options::ORDER_STATUS.id(status).map_or(Value::Empty, Value::Option))
            }
            8 => (FieldId::ALIVE, alive),
            9 => return self.set(customer::ID, who, vec![(FieldId::ALIVE, alive)]),
            10 => {
                let ended = if self.random.below(2) == 0 { self.day() } else { Value::Empty };
                return self.set(customer::ID, who, vec![(customer::ENDED_AT.id, ended)]);
            }
            11 | 12 => {
                let kind = options::SURVEY_KIND.id(["nps", "csat"][self.random.below(2) as usize]);
                let score = Decimal(self.random.below(12) as i64 * Decimal::ONE);
                let answer = RecordId(3_000_000 + u128::from(self.random.below(self.customers * 2)));
                let fields = vec![
                    (FieldId::ALIVE, alive),
                    (survey_response::KIND.id, kind.map_or(Value::Empty, Value::Option)),
                    (survey_response::CUSTOMER.id, self.anybody()),
                    (survey_response::SCORE.id, Value::Number(score)),
                    (survey_response::DAY.id, Value::Day(Day(TODAY.0 + 3 - self.random.below(150) as i32))),
                ];
                return self.set(survey_response::ID, answer, fields);
            }
            13..16 => return self.cost(),
            _ => (order::REMARK.id, Value::Text("x".into())),
        };
        self.set(order::ID, one, vec![field]);
    }

    fn settings(&self) -> ScoreSettings {
        scoring::settings(&self.workspace, TODAY, Currency::USD)
    }

    fn scores(&self, earlier: Option<&Scores>) -> Scores {
        let settings = self.settings();
        let input = scoring::fingerprint(self.workspace.scored_version(), &settings);
        let known = earlier.map(|earlier| earlier.book.fits());
        let (mut run, mut rest) = scoring::begin(&self.workspace, &settings, input, known, earlier);
        while scoring::step(&mut run, &mut rest, &self.workspace) != insight::Progress::Done {}
        scoring::finish(run, rest)
    }

    fn follow(&self, scores: &mut Scores) -> bool {
        (scores.follow)(scores, &self.workspace, &self.settings())
    }

    /// That a run from `scores` says what one through everything says.
    fn assert_same(&self, scores: &Scores, seed: u64, edit: u32) -> Scores {
        let (new, all) = (self.scores(Some(scores)), self.scores(None));
        assert!(new.book == all.book, "seed {seed}, edit {edit}");
        assert_eq!(new.currency, all.currency, "seed {seed}");
        assert_eq!(new.money, all.money, "seed {seed}, edit {edit}");
        new
    }
}

#[test]
fn after_any_edits_following_and_starting_over_agree_to_the_bit() {
    let mut followed = 0;
    for seed in 0..12 {
        let mut book = Book::new(seed, 40);
        let mut scores = book.scores(None);
        for edit in 0..40 {
            for _ in 0..1 + book.random.below(3) {
                book.edit();
            }
            if book.random.below(3) > 0 {
                followed += u32::from(book.follow(&mut scores));
                let all = book.scores(None);
                assert!(scores.book.history == all.book.history, "seed {seed}, edit {edit}");
            }
            if book.random.below(3) == 0 {
                scores = book.assert_same(&scores, seed, edit);
            }
        }
        book.assert_same(&scores, seed, 40);
    }
    assert!(followed > 200, "{followed}");
}

#[test]
fn a_customer_is_judged_at_once_by_the_fits_in_force() {
    let mut book = Book::new(7, 60);
    let mut scores = book.scores(None);
    let fits = scores.book.fits();
    let row = (0..60).find(|&row| scores.active(row).is_some_and(|p| p < 0.6)).expect("somebody is silent");
    let (before, value) = (scores.active(row), scores.lifetime_value(row));
    book.orders += 1;
    let who = Value::Reference(customer_id(u64::from(row) + 1));
    let total = Value::Money(Money { minor: 9_000, currency: Currency::USD });
    let fields = [(FieldId::ALIVE, Value::Bool(true)), (order::CUSTOMER.id, who)];
    let fields = fields.into_iter().chain([(order::DAY.id, Value::Day(TODAY)), (order::TOTAL.id, total)]);
    book.set(order::ID, order_id(book.orders), fields.collect());
    assert!(book.follow(&mut scores));
    assert!(scores.active(row) > before && scores.lifetime_value(row) > value);
    assert_eq!((scores.last_order(row), &scores.book.fits()), (Some(TODAY), &fits));
    assert!(!book.follow(&mut scores), "nothing new");
}

#[test]
fn nothing_is_forecast_of_who_has_left_at_once_and_after_the_next_run() {
    let mut book = Book::new(7, 60);
    let mut scores = book.scores(None);
    let row = (0..60).find(|&row| scores.active(row).is_some_and(|p| p > 0.6)).expect("somebody is active");
    let (explained, loyalty) = ((scores.explain)(&scores, row), scores.loyalty(row));
    assert!(explained.expected_orders.is_some_and(|n| n > 0.0) && explained.next_order.is_some());
    book.set(customer::ID, customer_id(u64::from(row) + 1), vec![(customer::ENDED_AT.id, Value::Day(TODAY))]);
    assert!(book.follow(&mut scores));
    for scores in [&scores, &book.scores(None)] {
        assert_eq!(
            (scores.active(row), scores.alive(row), scores.stage(row)),
            (Some(0.0), Some(0.0), Some(Stage::Termination))
        );
        assert!(scores.loyalty(row) < loyalty && scores.overdue(row).is_some());
        let told = (scores.explain)(scores, row);
        assert_eq!((told.p_alive, told.p_active, told.p_active_range), (Some(0.0), Some(0.0), None));
        assert_eq!((told.expected_orders, told.next_order, told.worth), (Some(0.0), None, None));
    }
}

#[test]
fn what_concerns_everybody_is_gone_through_anew() {
    let mut book = Book::new(3, 40);
    let mut scores = book.scores(None);
    book.set(setting::ID, model::schema::THE_SETTINGS, vec![(setting::AS_OF.id, Value::Day(Day(TODAY.0 - 100)))]);
    assert!(!book.follow(&mut scores));
    scores = book.assert_same(&scores, 3, 0);
    let margin = Value::Number(Decimal::whole(40).expect("small"));
    book.set(setting::ID, model::schema::THE_SETTINGS, vec![(setting::MARGIN.id, margin)]);
    scores = book.assert_same(&scores, 3, 1);
    assert_eq!(scores.money.margin, Some(0.4));
    // A second currency: which one counts is up to all orders.
    let other = book.amount(Currency::CNY);
    book.set(order::ID, order_id(1), vec![(order::TOTAL.id, other)]);
    assert!(!book.follow(&mut scores));
    book.assert_same(&scores, 3, 2);
}
