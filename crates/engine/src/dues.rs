//! What is owed for orders, and which payments and instalments belong to them.
//!
//! Which payments are whose is put together once, when somebody asks, and holds until a payment or an instalment changes: a list of a million
//! orders then finds what belongs to each in a step. What the records say is read from them every time.

use crate::column::Column;
use crate::counted::{Living, NOBODY, Pieces};
use crate::ids::Handle;
use crate::ints::{NO_INT, PIECE_ROWS};
use crate::table::Table;
use crate::workspace::Workspace;
use hashbrown::HashMap;
use model::dues::{self, Instalment, payment_status, received};
use model::options::ORDER_STATUS;
use model::order::difference;
use model::schema::{Key, customer, order, payment, payment_plan, score, standing};
use model::{CollectionId, Currency, Day, FieldId, Money, OptionId, RecordId, Value};
use std::collections::BTreeMap;

/// The payments and instalments of orders, by the orders' rows.
#[derive(Default)]
pub struct Ledger {
    payments: Groups,
    plans: Groups,
    /// For each order a bit: whether it has any of them.
    some: Vec<u64>,
}

/// Rows of one table by the row of another that they belong to: kept for those alone that have any, since most orders have none.
#[derive(Default)]
struct Groups {
    /// The orders that have any, first to last.
    orders: Vec<u32>,
    /// Where the rows of each begin; one more at the end.
    starts: Vec<u32>,
    rows: Vec<u32>,
}

impl Groups {
    fn of(workspace: &Workspace, child: CollectionId, key: Key<RecordId>) -> Groups {
        let Some(table) = workspace.table(child).filter(|table| table.live() > 0) else { return Groups::default() };
        let Some(orders) = Living::for_looks(workspace, order::ID, table.live()) else { return Groups::default() };
        let mut pairs: Vec<(u32, u32)> = Vec::with_capacity(table.live() as usize);
        Pieces::of(table, [key.id]).each(|row, [handle]| {
            if handle != NO_INT && table.is_alive(row) {
                pairs.push((orders.row(handle), row));
            }
        });
        pairs.retain(|(order, _)| *order != NOBODY);
        // Mostly they came in the order of their orders.
        pairs.sort_unstable();
        let mut groups = Groups { rows: pairs.iter().map(|(_, row)| *row).collect(), ..Groups::default() };
        for (at, (order, _)) in (0..).zip(&pairs) {
            if groups.orders.last() != Some(order) {
                groups.orders.push(*order);
                groups.starts.push(at);
            }
        }
        groups.starts.push(pairs.len() as u32);
        groups
    }

    fn rows(&self, of: u32) -> &[u32] {
        let Ok(at) = self.orders.binary_search(&of) else { return &[] };
        let (Some(&from), Some(&to)) = (self.starts.get(at), self.starts.get(at + 1)) else { return &[] };
        self.rows.get(from as usize..to as usize).unwrap_or_default()
    }
}

impl Ledger {
    /// Puts it together.
    pub(crate) fn of(workspace: &Workspace) -> Ledger {
        let Some(orders) = workspace.table(order::ID) else { return Ledger::default() };
        let payments = Groups::of(workspace, payment::ID, payment::ORDER);
        let plans = Groups::of(workspace, payment_plan::ID, payment_plan::ORDER);
        let mut some = vec![0_u64; (orders.len() as usize).div_ceil(u64::BITS as usize)];
        for &order in payments.orders.iter().chain(&plans.orders) {
            some[order as usize / 64] |= 1 << (order % 64);
        }
        Ledger { payments, plans, some }
    }

    /// Whether an order has payments or instalments.
    pub fn has(&self, order: u32) -> bool {
        self.some.get(order as usize / 64).is_some_and(|bits| bits >> (order % 64) & 1 == 1)
    }

    /// The rows of an order's payments.
    pub fn payments(&self, order: u32) -> &[u32] {
        if self.has(order) { self.payments.rows(order) } else { &[] }
    }

    /// The rows of an order's instalments.
    pub fn plans(&self, order: u32) -> &[u32] {
        if self.has(order) { self.plans.rows(order) } else { &[] }
    }
}

/// The living orders that somebody keeps account of: they have payments or instalments, or are under way.
pub(crate) fn tracked(orders: &Table, ledger: &Ledger) -> Vec<u32> {
    let status = orders.column(order::STATUS.id).and_then(Column::ints);
    let states = ORDER_STATUS.values.iter().map(|value| value.id);
    let under_way: Vec<i64> = states.filter(|id| dues::is_under_way(Some(*id))).map(|id| id.0.into()).collect();
    let (mut tracked, mut cells) = (Vec::new(), Vec::new());
    for from in (0..orders.len()).step_by(PIECE_ROWS) {
        cells.clear();
        if let Some(status) = status {
            status.read(from as usize / PIECE_ROWS, &mut cells);
        }
        let rows = from..orders.len().min(from + PIECE_ROWS as u32);
        let is_tracked = |row: &u32| {
            let is_under_way = cells.get((row - from) as usize).is_some_and(|cell| under_way.contains(cell));
            (is_under_way || ledger.has(*row)) && orders.is_alive(*row)
        };
        tracked.extend(rows.filter(is_tracked));
    }
    tracked
}

/// What is owed and paid of an order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Standing {
    /// Somebody keeps account of its payments: it has some, or instalments, or is under way.
    pub tracked: bool,
    /// What is owed: the total, or nothing of a draft and of what was cancelled or came back.
    pub owed: Option<Money>,
    /// What was received and kept.
    pub paid: Option<Money>,
    /// What is still to come.
    pub outstanding: Option<Money>,
    /// Where the payments stand.
    pub status: Option<OptionId>,
    /// Its instalments, in the order of their days.
    pub plan: Vec<Part>,
}

/// An instalment with what is paid of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// Its row.
    pub row: u32,
    /// When it is due.
    pub due: Option<Day>,
    /// What was agreed.
    pub amount: Option<Money>,
    /// What is wanted of it: less than agreed where all of them come to more than is owed.
    pub wanted: i64,
    /// What is paid.
    pub paid: i64,
    /// Where it stands; nothing where the order is not owed.
    pub status: Option<OptionId>,
}

impl Part {
    /// What is still to come.
    pub fn remaining(&self) -> i64 {
        self.wanted - self.paid
    }
}

/// An order's total and state.
pub fn head(orders: &Table, row: u32) -> (Option<Money>, Option<OptionId>) {
    let total = orders.column(order::TOTAL.id).and_then(|column| column.money(row));
    (total, orders.column(order::STATUS.id).and_then(|column| column.option(row)))
}

/// What is owed and paid of the order in a row.
pub fn standing_of(workspace: &Workspace, ledger: &Ledger, orders: &Table, row: u32, today: Day) -> Standing {
    let (total, status) = head(orders, row);
    let (payments, plans) = (ledger.payments(row), ledger.plans(row));
    let tracked = !payments.is_empty() || !plans.is_empty() || dues::is_under_way(status);
    let is_owed = dues::is_owed(status);
    let owed = total.map(|total| if is_owed { total } else { Money { minor: 0, ..total } });
    let paying = paying(workspace, payments);
    let currency = total.map(|total| total.currency).or_else(|| paying.first().map(|paying| paying.amount.currency));
    let Some(currency) = currency else { return Standing { tracked, ..Standing::default() } };
    let here: Vec<&Paying> = paying.iter().filter(|paying| paying.amount.currency == currency).collect();
    let minor = here.iter().try_fold(0_i64, |sum, paying| sum.checked_add(paying.amount.minor));
    let paid = minor.map(|minor| Money { minor, currency });
    let outstanding = owed.zip(paid).and_then(|(owed, paid)| difference(owed, paid));
    let plan = parts(workspace, plans, currency, (owed.map_or(0, |owed| owed.minor), is_owed), &here, today);
    let mut standing = Standing { tracked, owed, paid, outstanding, status: None, plan };
    standing.status = standing.judged(is_owed, here.iter().any(|paying| paying.amount.minor < 0));
    standing
}

impl Standing {
    /// What is due of it: that alone is told as owed, everywhere.
    pub fn due(&self) -> Option<Money> {
        self.outstanding.filter(|open| self.tracked && open.minor > 0)
    }

    /// What was paid too much: a credit, told beside what is due of other orders.
    pub fn credit(&self) -> Option<Money> {
        let over = self.outstanding.filter(|open| self.tracked && open.minor < 0)?;
        Some(Money { minor: over.minor.checked_neg()?, ..over })
    }

    fn judged(&self, is_owed: bool, paid_back: bool) -> Option<OptionId> {
        let (paid, outstanding) = (self.paid?.minor, self.outstanding?.minor);
        if !self.tracked {
            return None;
        }
        if !is_owed {
            return match paid {
                0 => paid_back.then(|| payment_status("refunded")),
                _ => Some(payment_status("paid")),
            };
        }
        let overdue = payment_status("overdue");
        Some(match paid {
            _ if outstanding <= 0 => payment_status("paid"),
            _ if self.plan.iter().any(|part| part.status == Some(overdue)) => overdue,
            1.. => payment_status("partly_paid"),
            _ => payment_status("planned"),
        })
    }
}

struct Paying {
    plan: Option<Handle>,
    amount: Money,
}

/// What was received by these payments.
fn paying(workspace: &Workspace, rows: &[u32]) -> Vec<Paying> {
    let Some(table) = workspace.table(payment::ID) else { return Vec::new() };
    let (amounts, states) = (table.column(payment::AMOUNT.id), table.column(payment::STATUS.id));
    let plans = table.column(payment::PLAN.id);
    let one = |&row: &u32| {
        let amount = amounts?.money(row)?;
        let minor = received(amount.minor, states.and_then(|column| column.option(row)));
        Some(Paying { plan: plans.and_then(|column| column.reference(row)), amount: Money { minor, ..amount } })
    };
    rows.iter().filter_map(one).collect()
}

fn parts(
    workspace: &Workspace,
    rows: &[u32],
    currency: Currency,
    (owed, is_owed): (i64, bool),
    paying: &[&Paying],
    today: Day,
) -> Vec<Part> {
    let Some(table) = workspace.table(payment_plan::ID).filter(|_| !rows.is_empty()) else { return Vec::new() };
    let amount = |row| table.column(payment_plan::AMOUNT.id).and_then(|column| column.money(row));
    let due = |row| table.column(payment_plan::DUE.id).and_then(|column| column.day(row));
    let part = |&row: &u32| Part { row, due: due(row), amount: amount(row), wanted: 0, paid: 0, status: None };
    let mut parts: Vec<Part> = rows.iter().map(part).collect();
    parts.sort_by_key(|part| (part.due.is_none(), part.due, part.row));
    // An amount in another currency cannot be paid by what comes in this one.
    let minor = |part: &Part| part.amount.filter(|amount| amount.currency == currency).map_or(0, |amount| amount.minor);
    let instalments: Vec<Instalment> =
        parts.iter().map(|part| Instalment { due: part.due, amount: minor(part) }).collect();
    let of = |plan: Option<Handle>| parts.iter().position(|part| Some(table.handle(part.row)) == plan);
    let payments: Vec<(Option<usize>, i64)> =
        paying.iter().map(|paying| (paying.plan.and_then(|plan| of(Some(plan))), paying.amount.minor)).collect();
    let shares = dues::share(&instalments, owed, &payments);
    for (part, (wanted, paid)) in parts.iter_mut().zip(shares.wanted.into_iter().zip(shares.paid)) {
        (part.wanted, part.paid) = (wanted, paid);
        part.status = is_owed.then(|| dues::state(wanted, paid, part.due, today));
    }
    parts
}

/// Amounts of several currencies, each added up by itself.
#[derive(Default)]
pub(crate) struct Sums(BTreeMap<Currency, i64>);

impl Sums {
    pub(crate) fn add(&mut self, money: Money) {
        let sum = self.0.entry(money.currency).or_default();
        *sum = sum.saturating_add(money.minor);
    }

    /// Those that are not zero, the largest first.
    pub(crate) fn amounts(&self) -> Vec<Money> {
        let all = self.0.iter().map(|(&currency, &minor)| Money { minor, currency });
        let mut all: Vec<Money> = all.filter(|money| money.minor != 0).collect();
        all.sort_by_key(|money| std::cmp::Reverse(money.minor));
        all
    }
}

/// What customers owe, and only those who do: put together when somebody asks, kept until the book changes.
#[derive(Default)]
pub struct Owing(HashMap<Handle, Vec<Money>>);

impl Owing {
    /// Puts it together: what is due of each order, an amount a currency, the largest first. What an order was paid too much is a credit and
    /// takes nothing off another.
    pub(crate) fn of(workspace: &Workspace) -> Owing {
        let Some(orders) = workspace.table(order::ID) else { return Owing::default() };
        let ledger = workspace.ledger();
        let customers = orders.column(order::CUSTOMER.id);
        let mut sums: HashMap<Handle, Sums> = HashMap::new();
        for row in tracked(orders, &ledger) {
            let Some(customer) = customers.and_then(|column| column.reference(row)) else { continue };
            // Which instalments are late is no matter here: any day will do.
            if let Some(due) = standing_of(workspace, &ledger, orders, row, Day(0)).due() {
                sums.entry(customer).or_default().add(due);
            }
        }
        Owing(sums.into_iter().map(|(customer, sums)| (customer, sums.amounts())).collect())
    }

    /// What a customer owes.
    fn amounts(&self, of: Handle) -> &[Money] {
        self.0.get(&of).map_or(&[], Vec::as_slice)
    }
}

/// What a computed field has beside the amount that stands for it: a customer may owe in other currencies, too.
pub fn others(workspace: &Workspace, table: &Table, row: u32, field: FieldId) -> Vec<Money> {
    match (table.collection(), field) {
        (customer::ID, score::OUTSTANDING) => {
            workspace.owing().amounts(table.handle(row)).iter().skip(1).copied().collect()
        }
        _ => Vec::new(),
    }
}

/// A computed field of an order's or a customer's row.
pub fn computed(workspace: &Workspace, table: &Table, row: u32, field: FieldId, today: Day) -> Value {
    if (table.collection(), field) == (customer::ID, score::OUTSTANDING) {
        // Of several currencies the one in which it is most; [`others`] tells the rest.
        return workspace.owing().amounts(table.handle(row)).first().map_or(Value::Empty, |owed| Value::Money(*owed));
    }
    if table.collection() != order::ID {
        return Value::Empty;
    }
    let ledger = workspace.ledger();
    let standing = standing_of(workspace, &ledger, table, row, today);
    if !standing.tracked {
        return Value::Empty;
    }
    let money = |money: Option<Money>| money.map_or(Value::Empty, Value::Money);
    match field {
        standing::PAID => money(standing.paid),
        standing::OUTSTANDING => money(standing.outstanding),
        standing::PAYMENT_STATUS => standing.status.map_or(Value::Empty, Value::Option),
        _ => Value::Empty,
    }
}
