//! The margin that nobody set is told from what products cost.
#![allow(missing_docs)]

mod insight_support;

use engine::Workspace;
use engine::scoring::{self, KnownMargin};
use insight_support::{TODAY, ask, book, scored, write};
use model::schema::{THE_SETTINGS, customer, order, order_line, product, setting};
use model::{Currency, Day, Decimal, FieldId, Money, RecordId, Value, options};
use protocol::{ChurnQuery, InsightAnswer, InsightQuery, MarginOf, Owners, ValueAnswer, ValueQuery};

const LI: RecordId = RecordId(1);
const TEA: RecordId = RecordId(11);
const CUP: RecordId = RecordId(12);
const POT: RecordId = RecordId(13);

fn money(minor: i64, currency: Currency) -> Value {
    Value::Money(Money { minor, currency })
}

fn yuan(minor: i64) -> Value {
    money(minor, Currency::CNY)
}

fn count(n: i64) -> Value {
    Value::Number(Decimal(n * Decimal::ONE / 10))
}

/// An order of one line: tenths of a unit, and the amount.
fn sell(workspace: &mut Workspace, id: u128, item: RecordId, tenths: i64, amount: i64, day: i32) {
    let [order, line] = [RecordId(1_000 + id), RecordId(2_000 + id)];
    write(workspace, order::ID, order, order::CUSTOMER.id, Value::Reference(LI));
    write(workspace, order::ID, order, order::DAY.id, Value::Day(Day(day)));
    write(workspace, order::ID, order, order::TOTAL.id, yuan(amount));
    let mut line = |field: FieldId, value| write(workspace, order_line::ID, line, field, value);
    line(order_line::ORDER.id, Value::Reference(order));
    line(order_line::PRODUCT.id, Value::Reference(item));
    line(order_line::QUANTITY.id, count(tenths));
    line(order_line::AMOUNT.id, yuan(amount));
}

/// Tea has a cost, the cup has none, the pot one in another currency.
fn shop() -> Workspace {
    let mut workspace = Workspace::default();
    write(&mut workspace, customer::ID, LI, customer::NAME.id, Value::Text("Li".into()));
    for (item, cost) in [(TEA, yuan(3_000)), (CUP, Value::Empty), (POT, money(100, Currency::USD))] {
        write(&mut workspace, product::ID, item, product::NAME.id, Value::Text(item.to_string()));
        write(&mut workspace, product::ID, item, product::UNIT_COST.id, cost);
    }
    let past = TODAY.0 - 10;
    // 1.5 units of tea at 30.00 for 60.00, two for 140.00.
    sell(&mut workspace, 1, TEA, 15, 6_000, past);
    sell(&mut workspace, 2, TEA, 20, 14_000, past);
    sell(&mut workspace, 3, CUP, 10, 15_000, past);
    sell(&mut workspace, 4, POT, 10, 5_000, past);
    // Not yet bought, and given back.
    sell(&mut workspace, 5, TEA, 10, 1, TODAY.0 + 1);
    sell(&mut workspace, 6, TEA, 10, 1, past);
    let returned = options::ORDER_STATUS.id("returned").expect("a status");
    write(&mut workspace, order::ID, RecordId(1_006), order::STATUS.id, Value::Option(returned));
    workspace
}

fn value(workspace: &Workspace, query: ValueQuery) -> ValueAnswer {
    match ask(workspace, &scored(workspace), InsightQuery::Value(query)) {
        InsightAnswer::Value(answer) => answer,
        other => panic!("{other:?}"),
    }
}

#[test]
fn lines_with_a_known_cost_tell_the_margin_and_how_much_of_all_they_are() {
    let mut workspace = shop();
    let known = scored(&workspace).money.known.expect("a margin");
    assert!((known.margin - (1.0 - 10_500.0 / 20_000.0)).abs() < 1e-12);
    assert!((known.coverage - 0.5).abs() < 1e-12);
    let answer = value(&workspace, ValueQuery::default());
    assert_eq!((answer.margin, answer.margin_set, answer.margin_tried), (known.margin, None, false));
    assert_eq!(answer.margin_of, MarginOf::Costs(known.coverage));
    let tried = value(&workspace, ValueQuery { margin_percent: Some(10), ..ValueQuery::default() });
    assert_eq!((tried.margin, tried.margin_tried, tried.margin_of), (0.1, true, answer.margin_of));
    // What is set wins, and nothing else is looked at.
    write(&mut workspace, setting::ID, THE_SETTINGS, setting::MARGIN.id, count(300));
    let set = value(&workspace, ValueQuery::default());
    assert_eq!((set.margin, set.margin_set, set.margin_of), (0.3, Some(0.3), MarginOf::Set));
}

#[test]
fn a_cost_that_changes_is_told_anew_and_no_cost_is_no_margin() {
    let mut workspace = shop();
    let settings = scoring::settings(&workspace, TODAY, Currency::CNY);
    let before = scoring::fingerprint(workspace.scored_version(), &settings);
    write(&mut workspace, product::ID, TEA, product::UNIT_COST.id, yuan(1_000));
    assert_ne!(scoring::fingerprint(workspace.scored_version(), &settings), before);
    let known = scored(&workspace).money.known.expect("a margin");
    assert!((known.margin - (1.0 - 3_500.0 / 20_000.0)).abs() < 1e-12);
    // Sold for less than it costs: nothing is earned, and nothing is owed to anybody.
    write(&mut workspace, product::ID, TEA, product::UNIT_COST.id, yuan(90_000));
    assert_eq!(scored(&workspace).money.known.map(|known| known.margin), Some(0.0));
    write(&mut workspace, product::ID, TEA, product::UNIT_COST.id, Value::Empty);
    let answer = value(&workspace, ValueQuery::default());
    assert_eq!((answer.margin, answer.margin_of), (1.0, MarginOf::Unknown));
    assert_eq!(scored(&Workspace::default()).money.known, None);
}

#[test]
fn in_a_book_of_many_pieces_every_page_counts_the_same_margin() {
    let mut workspace = book(3_000);
    let plain = value(&workspace, ValueQuery::default());
    assert_eq!((plain.margin, plain.margin_of), (1.0, MarginOf::Unknown));
    let items = workspace.table(product::ID).expect("products");
    let items: Vec<RecordId> = (0..items.len()).map(|row| workspace.ids.id(items.handle(row))).collect();
    for (n, item) in items.iter().enumerate().step_by(2) {
        write(&mut workspace, product::ID, *item, product::UNIT_COST.id, yuan(500 + 10 * n as i64));
    }
    // By hand, line by line.
    let (orders, lines) =
        (workspace.table(order::ID).expect("orders"), workspace.table(order_line::ID).expect("lines"));
    let void = ["draft", "cancelled", "returned"].map(|name| options::ORDER_STATUS.id(name));
    let (mut cost, mut amount) = (0_i128, 0_i128);
    for row in lines.alive_rows() {
        let of = |field| match lines.value(row, field, &workspace.ids) {
            Value::Reference(id) => id,
            other => panic!("{other:?}"),
        };
        let at = workspace.find(order::ID, of(order_line::ORDER.id)).expect("an order").1;
        let status = orders.column(order::STATUS.id).and_then(|column| column.option(at));
        let day = orders.column(order::DAY.id).and_then(|column| column.day(at)).expect("a day");
        let item = items.iter().position(|item| *item == of(order_line::PRODUCT.id)).expect("a product");
        if item % 2 == 1 || (status.is_some() && void.contains(&status)) || day > TODAY {
            continue;
        }
        let Value::Number(quantity) = lines.value(row, order_line::QUANTITY.id, &workspace.ids) else { continue };
        let Value::Money(money) = lines.value(row, order_line::AMOUNT.id, &workspace.ids) else { continue };
        cost += i128::from(quantity.0) * (500 + 10 * item as i128);
        amount += i128::from(money.minor);
    }
    let scores = scored(&workspace);
    let KnownMargin { margin, coverage } = scores.money.known.expect("a margin");
    let by_hand = (1.0 - cost as f64 / Decimal::ONE as f64 / amount as f64).clamp(0.0, 1.0);
    assert!(lines.len() as usize > 4 * engine::rows::SEGMENT_ROWS_MAX, "more than one step");
    assert!(margin == by_hand && margin > 0.0 && margin < 1.0, "{margin} {by_hand}");
    assert!(coverage > 0.2 && coverage < 0.8, "{coverage}");
    let answer = value(&workspace, ValueQuery::default());
    let (whole, told) = (plain.total.expect("a total") as f64, answer.total.expect("a total") as f64);
    assert!((told - margin * whole).abs() <= 1.0 + whole * 1e-9);
    let watch = ChurnQuery { horizon_days: 90, uplift_percent: 5, snoozed: false, limit: 1, owners: Owners::ALL };
    let InsightAnswer::Churn(watch) = ask(&workspace, &scores, InsightQuery::Churn(watch)) else { panic!("a watch") };
    assert_eq!((watch.margin, watch.margin_of), (margin, MarginOf::Costs(coverage)));
    let row = (0..3_000).find(|&row| scores.lifetime_value(row).is_some()).expect("somebody");
    let worth = (scores.explain)(&scores, row).worth.expect("a value");
    assert_eq!(
        (worth.margin, worth.margin_of, Some(worth.value.minor)),
        (margin, watch.margin_of, scores.lifetime_value(row))
    );
}
