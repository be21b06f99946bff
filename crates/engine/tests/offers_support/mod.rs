//! Books with products, and recommendations put together plainly.
#![allow(missing_docs, dead_code, clippy::print_stdout)]

use engine::insights::Work;
use engine::scoring::{self, Scores};
use engine::{Workspace, samples};
use insight::baskets::Baskets;
use model::schema::{customer, order, order_line, product};
use model::{
    Cell, CollectionId, Currency, Day, DeviceId, FieldId, Label, Operation, Part, RecordId, Stamp, Value, options,
};
use protocol::{
    InsightAnswer, InsightQuery, OffersForAnswer, OffersOfAnswer, OffersOfQuery, OffersQuery, RulesAnswer, RulesQuery,
};
use std::collections::BTreeMap;
use std::time::Instant;

pub const TODAY: Day = Day(20_600);

/// A book made record by record.
#[derive(Default)]
pub struct Book {
    pub workspace: Workspace,
    stamps: u64,
}

impl Book {
    pub fn add(&mut self, collection: CollectionId, id: u128, fields: Vec<(FieldId, Value)>) {
        let fields = std::iter::once((FieldId::ALIVE, Value::Bool(true))).chain(fields);
        let cells = fields.map(|(field, value)| Cell { collection, record: RecordId(id), field, value }).collect();
        self.apply(cells);
    }

    fn apply(&mut self, cells: Vec<Cell>) {
        self.stamps += 1;
        let stamp = Stamp::new(self.stamps, 0, DeviceId(1));
        let label = Label::Create(order::ID);
        self.workspace.apply(&Operation { stamp, label, parts: vec![Part::Cells(cells)] });
    }

    pub fn write(&mut self, collection: CollectionId, id: u128, field: FieldId, value: Value) {
        self.apply(vec![Cell { collection, record: RecordId(id), field, value }]);
    }

    pub fn product(&mut self, id: u128, name: &str) {
        self.add(product::ID, id, vec![(product::NAME.id, Value::Text(name.into()))]);
    }

    pub fn customer(&mut self, id: u128) {
        self.add(customer::ID, id, vec![(customer::NAME.id, Value::Text(format!("C{id}")))]);
    }

    pub fn order(&mut self, id: u128, who: u128, day: i32, products: &[u128]) {
        let fields = vec![(order::CUSTOMER.id, Value::Reference(RecordId(who))), (order::DAY.id, Value::Day(Day(day)))];
        self.add(order::ID, id, fields);
        for (at, &product) in products.iter().enumerate() {
            self.line(id, at as u128, product);
        }
    }

    pub fn line_id(order: u128, at: u128) -> u128 {
        1_000_000 + order * 100 + at
    }

    pub fn line(&mut self, order: u128, at: u128, product: u128) {
        let fields = vec![
            (order_line::ORDER.id, Value::Reference(RecordId(order))),
            (order_line::PRODUCT.id, Value::Reference(RecordId(product))),
        ];
        self.add(order_line::ID, Self::line_id(order, at), fields);
    }
}

fn plan(customers: u32) -> sample::Plan {
    sample::Plan { customers, seed: 1, today: TODAY, currency: Currency::CNY }
}

fn of_sample(book: &sample::SampleBook) -> Workspace {
    let mut workspace = Workspace::default();
    workspace.apply(&samples::operation(samples::pieces(book, 7), Stamp::new(1, 0, DeviceId(1))));
    workspace
}

pub fn sample_book(customers: u32) -> Workspace {
    of_sample(&sample::generate(&plan(customers)))
}

pub fn scored(workspace: &Workspace) -> Scores {
    let settings = scoring::settings(workspace, TODAY, Currency::CNY);
    let input = scoring::fingerprint(workspace.scored_version(), &settings);
    let (mut run, rest) = scoring::begin(workspace, &settings, input, None, None);
    while run.step() != insight::Progress::Done {}
    scoring::finish(run, rest)
}

pub fn ask(workspace: &Workspace, scores: &Scores, query: InsightQuery) -> InsightAnswer {
    let mut work = Work::new(&query, workspace, scores, &protocol::GREENWICH);
    loop {
        if let Some(answer) = work.step(workspace, scores) {
            return answer;
        }
    }
}

pub fn rules_of(workspace: &Workspace, scores: &Scores, query: RulesQuery) -> RulesAnswer {
    match ask(workspace, scores, InsightQuery::Rules(query)) {
        InsightAnswer::Rules(answer) => answer,
        other => panic!("{other:?}"),
    }
}

pub fn of(workspace: &Workspace, scores: &Scores, product: u128) -> Option<OffersOfAnswer> {
    let query = OffersOfQuery { product: RecordId(product), limit: 20 };
    match ask(workspace, scores, InsightQuery::OffersOf(query)) {
        InsightAnswer::OffersOf(answer) => answer,
        other => panic!("{other:?}"),
    }
}

pub fn one(workspace: &Workspace, scores: &Scores, customer: u128) -> OffersForAnswer {
    match ask(workspace, scores, InsightQuery::OffersFor { customer: RecordId(customer) }) {
        InsightAnswer::OffersFor(answer) => answer,
        other => panic!("{other:?}"),
    }
}

type Bought = BTreeMap<u32, Vec<i32>>;

/// The rows of all products in the order of their ids: a product's place there is the number of its item.
pub fn items(workspace: &Workspace) -> Vec<u32> {
    let products = workspace.table(product::ID).expect("products");
    let mut rows: Vec<u32> = (0..products.len()).collect();
    rows.sort_by_key(|&row| workspace.ids.id(products.handle(row)));
    rows
}

/// All baskets in the order of their orders, and what each customer bought on which days; by looking at every cell.
pub fn plain(workspace: &Workspace) -> (Baskets, Vec<Bought>) {
    let [orders, lines, products, people] = [order::ID, order_line::ID, product::ID, customer::ID]
        .map(|id| workspace.table(id).expect("a table of the sample"));
    let reference = |table: &engine::table::Table, row, field, to| {
        let handle = table.column(field)?.reference(row)?;
        workspace.ids.row(handle, to)
    };
    let items = items(workspace);
    let number = |row| items.iter().position(|&item| item == row).map(|at| at as u32);
    let void = ["draft", "cancelled", "returned"].map(|name| options::ORDER_STATUS.id(name));
    let mut baskets: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    let mut bought = vec![Bought::new(); people.len() as usize];
    for row in lines.alive_rows() {
        let Some(of) = reference(lines, row, order_line::ORDER.id, order::ID) else { continue };
        let item = reference(lines, row, order_line::PRODUCT.id, product::ID).and_then(number);
        let Some(item) = item else { continue };
        let status = orders.column(order::STATUS.id).and_then(|column| column.option(of));
        let day = orders.column(order::DAY.id).and_then(|column| column.day(of)).expect("a day");
        let Value::Number(quantity) = lines.value(row, order_line::QUANTITY.id, &workspace.ids) else { continue };
        if !orders.is_alive(of) || void.contains(&status) || day > TODAY || quantity.0 <= 0 {
            continue;
        }
        baskets.entry(of).or_default().push(item);
        let buyer = reference(orders, of, order::CUSTOMER.id, customer::ID).expect("a customer");
        let days = bought[buyer as usize].entry(item).or_default();
        days.push(day.0);
        days.sort_unstable();
        days.dedup();
    }
    (Baskets::new(products.len() as usize, baskets.values().map(Vec::as_slice)), bought)
}

/// A hundred thousand customers whose orders hold two of 250 products.
pub fn measure() {
    let mut book = sample::generate(&plan(100_000));
    let catalogue = std::mem::take(&mut book.products);
    let named = |at: usize| {
        let of = &catalogue[at % catalogue.len()];
        sample::Product { name: format!("{} {at}", of.name), sku: format!("{at}"), ..of.clone() }
    };
    book.products = (0..250).map(named).collect();
    let mut dice = 7_u64;
    let mut next = || {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let place = (dice >> 40) as f64 / f64::from(1 << 24);
        (place * place * 250.0) as u8
    };
    let lines = 2 * book.orders.day.len();
    book.lines.order = (0..lines).map(|line| (line / 2) as u32).collect();
    book.lines.product = (0..lines).map(|_| next()).collect();
    book.lines.quantity = vec![1_000_000; lines];
    book.lines.amount = vec![100; lines];
    let workspace = of_sample(&book);
    let scores = scored(&workspace);
    println!("{} orders, {lines} lines", book.orders.day.len());
    let people = workspace.table(customer::ID).expect("customers");
    let product = workspace.ids.id(workspace.table(product::ID).expect("products").handle(3));
    let rules = RulesQuery {
        support_ppm: 1_000,
        confidence_percent: 10,
        least_products: 2,
        limit: 100,
        ..RulesQuery::default()
    };
    let rare = RulesQuery { support_ppm: 10, ..rules.clone() };
    let of = |row: u32| InsightQuery::OffersFor { customer: workspace.ids.id(people.handle(row)) };
    let offers_of = InsightQuery::OffersOf(OffersOfQuery { product, limit: 100 });
    let queries = [
        InsightQuery::Rules(rules),
        InsightQuery::Rules(rare),
        of(5),
        of(6),
        offers_of,
        InsightQuery::Offers(OffersQuery::default()),
    ];
    for query in queries {
        let began = Instant::now();
        let mut work = Work::new(&query, &workspace, &scores, &protocol::GREENWICH);
        let (mut steps, mut longest) = (0, began.elapsed());
        loop {
            let at = Instant::now();
            let answer = work.step(&workspace, &scores);
            longest = longest.max(at.elapsed());
            steps += 1;
            if answer.is_some() {
                break;
            }
        }
        let name = format!("{query:?}");
        println!("{:8.1?} in {steps} steps, longest {longest:8.1?}: {name:.40}", began.elapsed());
    }
}
