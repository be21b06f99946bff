//! What pages of insight cost, natively: `cargo run -p bench --profile quick --example insight [NAME ...]`.
#![allow(clippy::print_stdout)]

mod stored;

use bench::book;
use engine::figures::Figures;
use engine::list::{Later, Lists, Source};
use engine::revenue::{self, By};
use engine::{Book, scoring};
use insight::Rfm;
use insight::cluster::{KMeans, rfm_features, standardise};
use model::rule::{Op, Rule, Test};
use model::schema::{customer, order, score};
use model::{Cell, Currency, Day, DeviceId, FieldId, Label, Money, Operation, OptionId, Part, RecordId, Value};
use protocol::RecordsQuery;
use std::time::Instant;
use stored::stored;

/// Nanoseconds that this program had a processor for so far, where the system tells.
fn busy_nanos() -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    told.split(' ').next().and_then(|nanos| nanos.parse().ok()).unwrap_or(0.0)
}

fn main() {
    let opened = pollster::block_on(Book::open(stored(), DeviceId(1))).expect("opens");
    let state = opened.state();
    let workspace = &state.workspace;
    let settings = scoring::settings(workspace, book::TODAY, Currency::CNY);
    let scores = {
        let input = scoring::fingerprint(workspace.scored_version(), &settings);
        let (mut run, rest) = scoring::begin(workspace, &settings, input, None, None);
        while run.step() != insight::Progress::Done {}
        scoring::finish(run, rest)
    };
    let asked: Vec<String> = std::env::args().skip(1).collect();
    let time = |name: &str, times: usize, what: &mut dyn FnMut(usize) -> u64| {
        if asked.is_empty() || asked.iter().any(|asked| asked == name) {
            let begun = busy_nanos();
            let mut all: Vec<(f64, u64)> = (0..times)
                .map(|nth| {
                    let start = Instant::now();
                    let sum = what(nth);
                    (start.elapsed().as_secs_f64() * 1e3, sum)
                })
                .collect();
            // Of a processor that has other work, too, only this tells.
            let busy = (busy_nanos() - begun) / times as f64 / 1e6;
            all.sort_by(|a, b| a.0.total_cmp(&b.0));
            let (least, median) = (all[0].0, all[times / 2].0);
            println!("{name}: least {least:.3} ms, median {median:.3} ms, busy {busy:.3} ms, of {times}; {}", all[0].1);
        }
    };
    time("group_by", 100, &mut |_| {
        let groups = revenue::by_month(workspace, By::Order(order::STATUS.id), Currency::CNY);
        groups
            .iter()
            .fold(0, |sum, group| sum.wrapping_mul(31).wrapping_add(group.minor as u64 + u64::from(group.orders)))
    });
    time("rfm", 20, &mut |_| Rfm::of(&scoring::history(workspace, &settings).0).buyers as u64);
    time("history", 20, &mut |_| scoring::history(workspace, &settings).0.order_days() as u64);
    let test = |field, op, values: &[Value]| Rule::Test(Test { field, op, values: values.to_vec() });
    let segment = |nth: usize, tests: usize| {
        let rules = [
            Rule::Any(vec![
                test(score::STAGE, Op::Is, &[Value::Option(OptionId(5))]),
                test(score::SEGMENT, Op::Is, &[Value::Option(OptionId(8))]),
            ]),
            test(
                score::VALUE,
                Op::Above,
                &[Value::Money(Money { minor: 50_000 + (nth as i64 % 20) * 5_000, currency: Currency::CNY })],
            ),
            test(score::LAST_ORDER, Op::Below, &[Value::Day(Day(20_400))]),
            test(customer::REGION.id, Op::Contains, &[Value::Text("on".into())]),
        ];
        let rule = Rule::All(rules.into_iter().take(tests).collect());
        let source = Source {
            workspace,
            scores: Some(Figures::Scored(&scores)),
            scores_version: 1,
            today: book::TODAY,
            zone: &protocol::GREENWICH,
            later: Some(Later::new()),
        };
        u64::from(Lists::default().answer(&source, &RecordsQuery { rule, ..RecordsQuery::of(customer::ID) }).total)
    };
    for tests in 0..=4 {
        time(&format!("segment {tests}"), 200, &mut |nth| segment(nth, tests));
    }
    let (_, mut table) = rfm_features(&scoring::history(workspace, &settings).0, 100.0);
    standardise(&mut table, 3);
    let points: Vec<f64> = table.iter().copied().cycle().take(300_000).collect();
    time("kmeans", 20, &mut |_| {
        let centres: Vec<f64> = (0..5).flat_map(|at| points[at * 60_000..][..3].to_vec()).collect();
        KMeans::from_centres(&points, 3, centres, 25).map_or(0, |clusters| clusters.inertia.to_bits())
    });
    drop(state);
    let mut scores = scores;
    // A new order of one customer after the other, as `bench::one` has it in the browser.
    time("order", 1_000, &mut |nth| {
        let committed = opened.commit(2 + nth as u64, |workspace, stamp| {
            let people = workspace.table(customer::ID).ok_or(protocol::Failure::NotFound)?;
            let who = workspace.ids.id(people.handle(nth as u32 * 37));
            let total = Money { minor: 12_345, currency: Currency::CNY };
            let fields = [
                (FieldId::ALIVE, Value::Bool(true)),
                (order::NUMBER.id, Value::Text(format!("NEW-{nth:x}"))),
                (order::CUSTOMER.id, Value::Reference(who)),
                (order::DAY.id, Value::Day(book::TODAY)),
                (order::TOTAL.id, Value::Money(total)),
                (order::STATUS.id, Value::Option(OptionId(4))),
            ];
            let record = RecordId(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835_u128.wrapping_mul(nth as u128 + 1));
            let cell = |(field, value)| Cell { collection: order::ID, record, field, value };
            let parts = vec![Part::Cells(fields.into_iter().map(cell).collect())];
            Ok(Operation { stamp, label: Label::Create(order::ID), parts })
        });
        pollster::block_on(committed).expect("commits");
        let state = opened.state();
        let settings = scoring::settings(&state.workspace, book::TODAY, Currency::CNY);
        assert!((scores.follow)(&mut scores, &state.workspace, &settings), "follows");
        scores.order_days(nth as u32 * 37).into()
    });
}
