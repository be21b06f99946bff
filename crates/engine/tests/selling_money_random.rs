//! What is owed under random edits, refunds and undo.

use engine::list::{Later, Lists, Source};
use engine::orders::answer;
use engine::selling;
use engine::storage::Memory;
use engine::{Book, Workspace};
use model::report::{Calc, Group, Measure, Path, extra};
use model::rule::Unit;
use model::schema::{customer, order, payment, payment_plan, score};
use model::{
    Cell, CollectionId, Currency, Day, DeviceId, FieldId, Label, Money, Operation, OptionId, Part, RecordId, Report,
    Value, options,
};
use protocol::money::{DueTotals, PlanLine};
use protocol::{
    Failure, Figure, GREENWICH, MoneyAnswer, MoneyDeed, MoneyQuery, Owners, RecordsQuery, ReportsAnswer, ReportsQuery,
    SellingAnswer, SellingDeed, SellingQuery,
};
use std::collections::BTreeMap;

mod common;
use common::Random;
mod money_support;
use money_support::{TODAY, cny, context, status};

/// Whatever is done, in whatever order, and undone: what is outstanding is the total less the payments, and all of the payments is shared out.
#[test]
fn outstanding_is_total_less_payments_under_random_edits_refunds_and_undo() {
    pollster::block_on(async {
        for seed in 0..40 {
            let book = Book::open(Memory::default(), DeviceId(1)).await.expect("opens");
            let mut random = Random(seed);
            for now in 1..60_u64 {
                if random.below(5) == 0 {
                    let history = book.state().history();
                    if let Some(entry) = history.get(random.below(history.len().max(1) as u64) as usize) {
                        let _ = book.undo(now, entry.seq).await;
                    }
                } else {
                    let seed = random.next();
                    let build = |workspace: &Workspace, stamp| {
                        let (label, cells) = step(workspace, &mut Random(seed), &mut (u128::from(now) * 1000))?;
                        Ok(Operation { stamp, label, parts: vec![Part::Cells(cells)] })
                    };
                    // What is refused changes nothing.
                    let _ = book.commit(now, build).await;
                }
                check(&book.state().workspace);
                all_tell_the_same(&book.state().workspace);
            }
        }
    });
}

fn check(workspace: &Workspace) {
    let Some(orders) = workspace.table(order::ID) else { return };
    for row in orders.alive_rows() {
        let id = workspace.ids.id(orders.handle(row));
        let told = answer(workspace, id, TODAY).expect("an order");
        let sum = |collection, of: model::schema::Key<RecordId>, f: &dyn Fn(RecordId) -> i64| -> i64 {
            let Some(table) = workspace.table(collection) else { return 0 };
            let rows = table.alive_rows().map(|row| workspace.ids.id(table.handle(row)));
            rows.filter(|&record| workspace.get(collection, record, of) == Some(id)).map(f).sum()
        };
        let currency = workspace.get(order::ID, id, order::TOTAL).map(|total| total.currency);
        let paid = sum(payment::ID, payment::ORDER, &|record| {
            let amount = workspace.get(payment::ID, record, payment::AMOUNT);
            // What came in another currency pays nothing of this order.
            let amount = amount.filter(|amount| Some(amount.currency) == currency).map_or(0, |amount| amount.minor);
            let status = workspace.get(payment::ID, record, payment::STATUS);
            let is = |name| status == options::PAYMENT_STATUS.id(name);
            if is("planned") || (is("refunded") && amount > 0) { 0 } else { amount }
        });
        let state = workspace.get(order::ID, id, order::STATUS);
        let void = ["draft", "cancelled", "returned"].iter().any(|name| state == options::ORDER_STATUS.id(name));
        let total = workspace.get(order::ID, id, order::TOTAL).map_or(0, |total| total.minor);
        let owed = if void { 0 } else { total };
        assert_eq!(told.paid.map(|paid| paid.minor), Some(paid));
        assert_eq!(told.outstanding.map(|money| money.minor), Some(owed - paid));
        let shared: i64 = told.plan.iter().map(|part| part.paid).sum();
        let wanted: i64 = told.plan.iter().map(|part| part.paid + part.remaining).sum();
        assert!(told.plan.iter().all(|part| part.paid >= 0 && part.remaining >= 0));
        assert!(wanted <= owed.max(0));
        assert_eq!(shared, paid.clamp(0, wanted), "all that came goes to instalments, as far as they take it");
    }
}

/// Amounts by currency, without those that are nothing.
type Sums = BTreeMap<Currency, i64>;

fn sums(amounts: impl IntoIterator<Item = Money>) -> Sums {
    let mut sums = Sums::new();
    for money in amounts.into_iter().filter(|money| money.minor != 0) {
        *sums.entry(money.currency).or_default() += money.minor;
    }
    sums
}

/// The page of what is due, the report of receivables, the customers' pages and the list of customers tell the same.
fn all_tell_the_same(workspace: &Workspace) {
    let context = context(workspace);
    let ask = |query| selling::answer(&context, &query);
    let question = SellingQuery::Money(MoneyQuery::Due { owners: Owners::ALL, limit: 50 });
    let SellingAnswer::Money(MoneyAnswer::Due(due)) = ask(question) else { panic!("what is due") };
    let in_all = |of: fn(&DueTotals) -> i64| {
        sums(due.totals.iter().map(|total| Money { minor: of(total), currency: total.currency }))
    };
    let (outstanding, credit) = (in_all(|total| total.outstanding), in_all(|total| total.credit));
    // The report, as a whole and its rows together.
    let report = Report {
        groups: vec![Group { by: Path::own(extra::DUE_FOR), unit: Unit::Month }],
        filled: true,
        measures: vec![Measure { calc: Calc::Sum, of: Path::own(extra::OUTSTANDING) }],
        top: 0,
        ..Report::new(order::ID)
    };
    let question = SellingQuery::Reports(ReportsQuery::Run(Box::new(report)));
    let SellingAnswer::Reports(ReportsAnswer::Run(told)) = ask(question) else { panic!("a report") };
    let amounts = |figures: &[Figure]| {
        let money = |figure: &Figure| if let Figure::Money(money) = figure { Some(*money) } else { None };
        figures.iter().filter_map(money).collect::<Vec<_>>()
    };
    assert_eq!(sums(amounts(&told.total)), outstanding, "the report says what the page of what is due says");
    assert_eq!(sums(told.rows.iter().flat_map(|row| amounts(&row.figures))), outstanding, "by age as well");
    // The customers' pages, one by one and together.
    let (mut owed, mut over, mut listed) = (Vec::new(), Vec::new(), Vec::new());
    let later = Some(Later::new());
    let source = Source { workspace, scores: None, scores_version: 0, today: TODAY, zone: &GREENWICH, later };
    for who in [1, 2].map(RecordId) {
        let SellingAnswer::Money(MoneyAnswer::Account(account)) = ask(SellingQuery::Money(MoneyQuery::Account(who)))
        else {
            panic!("an account")
        };
        let Some(account) = account else { continue };
        let debtor = due.customers.iter().find(|debtor| debtor.customer.0 == who);
        let of_debtor = debtor.map_or(Vec::new(), |debtor| debtor.outstanding.clone());
        assert_eq!(of_debtor, account.outstanding, "who owes is who owes on their page");
        if let Some(debtor) = debtor {
            assert_eq!((&debtor.overdue, &debtor.credit), (&account.overdue, &account.credit));
        }
        if let Some((table, row)) = workspace.find_alive(customer::ID, who) {
            let first = account.outstanding.first().map_or(Value::Empty, |money| Value::Money(*money));
            assert_eq!(source.value(table, row, score::OUTSTANDING), first, "the column says what their page says");
            listed.extend(account.outstanding.iter().copied());
        }
        owed.extend(account.outstanding);
        over.extend(account.credit);
    }
    assert_eq!((sums(owed), sums(over)), (outstanding, credit), "the customers together owe what is due");
    // The list of customers.
    let query = RecordsQuery { columns: vec![score::OUTSTANDING], len: 10, ..RecordsQuery::of(customer::ID) };
    let answer = Lists::default().answer(&source, &query);
    let totals = answer.sums.iter().flat_map(|sum| &sum.totals);
    let money = totals.map(|total| if let Value::Money(money) = total { *money } else { panic!("{total:?}") });
    assert_eq!(sums(money), sums(listed), "the list adds up what the customers' pages say");
}

/// One thing that somebody does: an order, a plan, a payment, a refund, another total or state, a payment changed or deleted.
fn step(workspace: &Workspace, random: &mut Random, next: &mut u128) -> Result<(Label, Vec<Cell>), Failure> {
    let mut id = || {
        *next += 1;
        RecordId(*next)
    };
    let pick = |collection: CollectionId, random: &mut Random| {
        let table = workspace.table(collection)?;
        let rows: Vec<u32> = table.alive_rows().collect();
        let row = *rows.get(random.below(rows.len().max(1) as u64) as usize)?;
        Some(workspace.ids.id(table.handle(row)))
    };
    // One order in three is of another currency.
    let amount = |random: &mut Random| {
        let currency = if random.below(3) == 0 { Currency::USD } else { Currency::CNY };
        Money { minor: random.below(5_000) as i64 - 200, currency }
    };
    let set = |collection, record, field, value| {
        let label = Label::Edit(collection, field);
        Ok((label, vec![Cell { collection, record, field, value }]))
    };
    let one = pick(order::ID, random);
    let deed = match (random.below(10), one) {
        (0, _) | (_, None) => {
            let record = id();
            let cell = |field, value| Cell { collection: order::ID, record, field, value };
            let cells = vec![
                cell(FieldId::ALIVE, Value::Bool(true)),
                cell(order::TOTAL.id, Value::Money(amount(random))),
                cell(order::STATUS.id, status(&options::ORDER_STATUS, "confirmed")),
            ];
            let day = if random.below(2) == 0 { Value::Day(Day(TODAY.0 - 30)) } else { Value::Empty };
            let who = RecordId(1 + u128::from(random.below(2)));
            let theirs = [
                Cell { collection: customer::ID, record: who, field: FieldId::ALIVE, value: Value::Bool(true) },
                cell(order::CUSTOMER.id, Value::Reference(who)),
                cell(order::DAY.id, day),
            ];
            return Ok((Label::Create(order::ID), cells.into_iter().chain(theirs).collect()));
        }
        (1, Some(order)) => {
            let total = workspace.get(order::ID, order, order::TOTAL).unwrap_or(cny(0));
            let parts = model::dues::shares_of(total.minor, &[30, 60, 10]);
            let due = |at: usize| Day(TODAY.0 - 20 + 30 * at as i32);
            let line = |(at, minor): (usize, i64)| PlanLine {
                id: None,
                due: due(at),
                amount: Money { minor, ..total },
                remind_days: None,
            };
            MoneyDeed::Plan { order, lines: parts.into_iter().enumerate().map(line).collect() }
        }
        (2, Some(order)) => return set(order::ID, order, order::TOTAL.id, Value::Money(amount(random))),
        (3, Some(order)) => {
            let state = Value::Option(OptionId(1 + random.below(6) as u16));
            return set(order::ID, order, order::STATUS.id, state);
        }
        (4, Some(order)) => {
            MoneyDeed::Refund { order, amount: amount(random), day: TODAY, method: None, remark: String::new() }
        }
        (5, _) => {
            let record = pick(payment::ID, random).ok_or(Failure::NotFound)?;
            return set(payment::ID, record, payment::AMOUNT.id, Value::Money(amount(random)));
        }
        (6, _) => {
            let record = pick(payment::ID, random).ok_or(Failure::NotFound)?;
            return set(payment::ID, record, FieldId::ALIVE, Value::Bool(false));
        }
        (7, _) => {
            let record = pick(payment::ID, random).ok_or(Failure::NotFound)?;
            let state = Value::Option(OptionId([1, 3, 5][random.below(3) as usize]));
            return set(payment::ID, record, payment::STATUS.id, state);
        }
        (_, Some(order)) => {
            let plan = pick(payment_plan::ID, random).map_or(Value::Empty, Value::Reference);
            let fields = vec![
                (payment::ORDER.id, Value::Reference(order)),
                (payment::AMOUNT.id, Value::Money(amount(random))),
                (payment::PLAN.id, if random.below(2) == 0 { plan } else { Value::Empty }),
            ];
            MoneyDeed::Receive { fields, beyond: random.below(2) == 0 }
        }
    };
    let plan = selling::plan(&context(workspace), &SellingDeed::Money(deed), &mut id)?;
    Ok((plan.label, plan.cells))
}
