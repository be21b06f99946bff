//! What is due, overdue and still to come.

use crate::dues::{Part, Standing, Sums, standing_of, tracked};
use crate::ids::Handle;
use crate::records::name_at;
use crate::selling::Context;
use crate::selling::owned::{Responsible, Whose};
use crate::selling::talks::read::quiet;
use crate::table::Table;
use crate::workspace::Workspace;
use hashbrown::HashMap;
use model::dues::{payment_status, received};
use model::schema::{customer, order, payment, payment_plan};
use model::{Currency, Day, Decimal, Money, Value};
use protocol::Owners;
use protocol::money::{Debtor, Due, DueList, DueRow, DueTotals};
use std::collections::BTreeMap;

/// Days that "this week" has, today included.
const WEEK_DAYS: i32 = 7;
/// The last days late of the ages but the last.
const AGES: [i32; 3] = [30, 60, 90];

/// Something that is owed, before it is put into words.
#[derive(Clone, Copy)]
struct Owed {
    order: u32,
    part: Option<Part>,
    day: Option<Day>,
    remaining: Money,
    amount: Money,
}

/// Who owes.
#[derive(Default)]
struct Owes {
    outstanding: Sums,
    overdue: Sums,
    credit: Sums,
    /// Days late of the oldest, and what is overdue whatever the currency: for the order of the list only.
    days_late: i32,
    weight: i64,
    orders: u32,
}

struct Gathering<'a> {
    context: &'a Context<'a>,
    totals: BTreeMap<Currency, DueTotals>,
    overdue: Vec<Owed>,
    upcoming: Vec<Owed>,
    undated: Vec<Owed>,
    week: Vec<Owed>,
    came: Vec<Owed>,
    debtors: HashMap<Handle, Owes>,
}

pub(super) fn due(context: &Context<'_>, owners: &Owners, limit: u32) -> Due {
    let workspace = context.workspace;
    let mut gathering = Gathering {
        context,
        totals: BTreeMap::new(),
        overdue: Vec::new(),
        upcoming: Vec::new(),
        undated: Vec::new(),
        week: Vec::new(),
        came: Vec::new(),
        debtors: HashMap::new(),
    };
    let whose = Whose::of(workspace, owners);
    let orders = workspace.table(order::ID);
    if let Some(orders) = orders {
        let ledger = workspace.ledger();
        let responsible = Responsible::of(workspace, orders);
        for row in tracked(orders, &ledger) {
            if !whose.answers_for(&responsible, row) {
                continue;
            }
            let standing = standing_of(workspace, &ledger, orders, row, context.today);
            gathering.order(orders, row, &standing);
            gathering.received(row, ledger.payments(row));
        }
    }
    gathering.finish(orders, limit as usize)
}

impl Gathering<'_> {
    fn total(&mut self, currency: Currency) -> &mut DueTotals {
        let none = DueTotals {
            currency,
            outstanding: 0,
            credit: 0,
            overdue: 0,
            week: 0,
            received: 0,
            planned: 0,
            ages: [(0, 0); 4],
        };
        self.totals.entry(currency).or_insert(none)
    }

    fn order(&mut self, orders: &Table, row: u32, standing: &Standing) {
        let today = self.context.today;
        for part in &standing.plan {
            let Some(amount) = part.amount.filter(|_| part.status.is_some()) else { continue };
            if part.due.is_some_and(|due| same_month(due, today)) {
                let total = self.total(amount.currency);
                total.planned = total.planned.saturating_add(part.wanted);
            }
        }
        let buyer = orders.column(order::CUSTOMER.id).and_then(|column| column.reference(row));
        if let Some(over) = standing.credit() {
            let total = self.total(over.currency);
            total.credit = total.credit.saturating_add(over.minor);
            if let Some(buyer) = buyer {
                self.debtors.entry(buyer).or_default().credit.add(over);
            }
        }
        let Some(open) = standing.due() else { return };
        let total = self.total(open.currency);
        total.outstanding = total.outstanding.saturating_add(open.minor);
        let mut planned = 0_i64;
        let mut late = 0;
        let overdue = payment_status("overdue");
        for part in standing.plan.iter().filter(|part| part.remaining() > 0) {
            let remaining = Money { minor: part.remaining(), ..open };
            planned += remaining.minor;
            let amount = Money { minor: part.wanted, ..open };
            let owed = Owed { order: row, part: Some(*part), day: part.due, remaining, amount };
            if part.status == Some(overdue) {
                let days = part.due.map_or(0, |due| today.0 - due.0);
                late = late.max(days);
                let total = self.total(open.currency);
                total.overdue = total.overdue.saturating_add(remaining.minor);
                let age = AGES.iter().position(|&last| days <= last).unwrap_or(AGES.len());
                total.ages[age].0 = total.ages[age].0.saturating_add(remaining.minor);
                total.ages[age].1 += 1;
                if let Some(buyer) = buyer {
                    let owes = self.debtors.entry(buyer).or_default();
                    owes.overdue.add(remaining);
                    owes.weight = owes.weight.saturating_add(remaining.minor);
                }
                self.overdue.push(owed);
            } else {
                let soon = part.due.is_some_and(|due| due.0 < today.0 + WEEK_DAYS);
                if soon {
                    let total = self.total(open.currency);
                    total.week = total.week.saturating_add(remaining.minor);
                    self.week.push(owed);
                }
                self.upcoming.push(owed);
            }
        }
        if open.minor > planned {
            let day = orders.column(order::DAY.id).and_then(|column| column.day(row));
            let remaining = Money { minor: open.minor - planned, ..open };
            self.undated.push(Owed { order: row, part: None, day, remaining, amount: standing.owed.unwrap_or(open) });
        }
        if let Some(buyer) = buyer {
            let owes = self.debtors.entry(buyer).or_default();
            owes.outstanding.add(open);
            owes.days_late = owes.days_late.max(late);
            owes.orders += 1;
        }
    }

    /// What came in this month.
    fn received(&mut self, order: u32, rows: &[u32]) {
        let Some(table) = self.context.workspace.table(payment::ID) else { return };
        let today = self.context.today;
        for &row in rows {
            let day = table.column(payment::DAY.id).and_then(|column| column.day(row));
            let amount = table.column(payment::AMOUNT.id).and_then(|column| column.money(row));
            let status = table.column(payment::STATUS.id).and_then(|column| column.option(row));
            if let (Some(day), Some(amount)) = (day, amount)
                && same_month(day, today)
            {
                let amount = Money { minor: received(amount.minor, status), ..amount };
                let total = self.total(amount.currency);
                total.received = total.received.saturating_add(amount.minor);
                if amount.minor != 0 {
                    self.came.push(Owed { order, part: None, day: Some(day), remaining: amount, amount });
                }
            }
        }
    }

    fn finish(mut self, orders: Option<&Table>, limit: usize) -> Due {
        let by_day = |owed: &Owed| (owed.day.is_none(), owed.day, owed.order);
        self.overdue.sort_by_key(by_day);
        self.upcoming.sort_by_key(by_day);
        self.undated.sort_by_key(by_day);
        self.week.sort_by_key(by_day);
        self.came.sort_by_key(|came| (std::cmp::Reverse(came.day), came.order));
        let workspace = self.context.workspace;
        let reminders: Vec<Owed> = self.upcoming.iter().filter(|owed| self.is_to_be_reminded(owed)).copied().collect();
        let list = |owed: &[Owed]| DueList {
            count: owed.len() as u32,
            rows: match orders {
                Some(orders) => owed.iter().take(limit).map(|owed| self.row(orders, owed)).collect(),
                None => Vec::new(),
            },
        };
        let mut totals: Vec<DueTotals> = self.totals.values().copied().collect();
        totals.sort_by_key(|total| (std::cmp::Reverse(total.outstanding), total.currency));
        // Who has a credit alone owes nothing.
        let mut owing: Vec<(&Handle, &Owes)> = self.debtors.iter().filter(|(_, owes)| owes.orders > 0).collect();
        owing.sort_by_key(|(handle, owes)| (std::cmp::Reverse((owes.days_late > 0, owes.weight)), handle.0));
        let debtor = |(handle, owes): &(&Handle, &Owes)| Debtor {
            customer: (workspace.ids.id(**handle), crate::records::name(workspace, workspace.ids.id(**handle))),
            outstanding: owes.outstanding.amounts(),
            overdue: owes.overdue.amounts(),
            credit: owes.credit.amounts(),
            days_late: owes.days_late.max(0) as u32,
            orders: owes.orders,
        };
        Due {
            today: self.context.today,
            overdue: list(&self.overdue),
            upcoming: list(&self.upcoming),
            undated: list(&self.undated),
            week: list(&self.week),
            received: list(&self.came),
            customers: owing.iter().take(limit).map(debtor).collect(),
            debtors: owing.len() as u32,
            reminders: list(&reminders),
            totals,
            has_orders: orders.is_some_and(|orders| orders.live() > 0),
        }
    }

    /// Whether it is due today, or the day has come on which somebody wanted to be reminded.
    fn is_to_be_reminded(&self, owed: &Owed) -> bool {
        let workspace = self.context.workspace;
        let (Some(part), Some(due)) = (&owed.part, owed.day) else { return false };
        if due <= self.context.today {
            return true;
        }
        let days = workspace
            .table(payment_plan::ID)
            .map(|table| table.value(part.row, payment_plan::REMIND_DAYS.id, &workspace.ids));
        let Some(Value::Number(days)) = days else { return false };
        i64::from(due.0 - self.context.today.0) <= days.0 / Decimal::ONE
    }

    fn row(&self, orders: &Table, owed: &Owed) -> DueRow {
        let workspace = self.context.workspace;
        let buyer = orders.column(order::CUSTOMER.id).and_then(|column| column.reference(owed.order));
        let who =
            buyer.and_then(|buyer| Some((workspace.table(customer::ID)?, workspace.ids.row(buyer, customer::ID)?)));
        let text = |key| who.map_or(String::new(), |(table, row)| table.text(row, key).to_owned());
        let instalment = owed.part.and_then(|part| self.nth(owed.order, part.row));
        let plan = owed.part.zip(workspace.table(payment_plan::ID));
        DueRow {
            order: (workspace.ids.id(orders.handle(owed.order)), name_at(workspace, orders, owed.order)),
            customer: buyer.map(|buyer| (workspace.ids.id(buyer), text(customer::NAME))),
            plan: plan.map(|(part, table)| workspace.ids.id(table.handle(part.row))),
            instalment,
            day: owed.day,
            remaining: owed.remaining,
            amount: owed.amount,
            phone: text(customer::PHONE),
            email: text(customer::EMAIL),
            quiet: who.and_then(|(table, row)| quiet(workspace, table, row)),
        }
    }

    /// The how-manieth instalment of how many.
    fn nth(&self, order: u32, row: u32) -> Option<(u32, u32)> {
        let workspace: &Workspace = self.context.workspace;
        let ledger = workspace.ledger();
        let table = workspace.table(payment_plan::ID)?;
        let due = |row: u32| table.column(payment_plan::DUE.id).and_then(|column| column.day(row));
        let mut rows: Vec<u32> = ledger.plans(order).to_vec();
        rows.sort_by_key(|&row| (due(row).is_none(), due(row), row));
        let at = rows.iter().position(|&known| known == row)?;
        Some((at as u32 + 1, rows.len() as u32))
    }
}

fn same_month(a: Day, b: Day) -> bool {
    let ((year, month, _), (other_year, other, _)) = (a.ymd(), b.ymd());
    (year, month) == (other_year, other)
}
