//! The payment plan of an order: its instalments, which come to its total.

use super::{Plan, problem};
use crate::dues::head;
use crate::selling::{Context, NewIds, new_record};
use model::schema::{order, payment_plan};
use model::{Cell, Decimal, Deed, FieldId, Label, Money, RecordId, Value};
use protocol::money::PlanLine;
use protocol::{Failure, ProblemCode};

/// The cells that make the plan of an order what these lines say. A line that stands already is changed where it differs, so that payments made
/// for it stay its own.
pub(super) fn plan(context: &Context<'_>, of: RecordId, lines: &[PlanLine], ids: NewIds<'_>) -> Result<Plan, Failure> {
    let workspace = context.workspace;
    let (orders, row) = workspace.find_alive(order::ID, of).ok_or(Failure::NotFound)?;
    let (total, _) = head(orders, row);
    check(lines, total)?;
    let table = workspace.table(payment_plan::ID);
    let known: Vec<RecordId> = match table {
        Some(table) => workspace.ledger().plans(row).iter().map(|&row| workspace.ids.id(table.handle(row))).collect(),
        None => Vec::new(),
    };
    let mut cells = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let fields = fields(of, line, at + 1);
        match line.id.filter(|id| known.contains(id)) {
            Some(record) => {
                let differs =
                    |(field, value): &(FieldId, Value)| workspace.value(payment_plan::ID, record, *field) != *value;
                let cell = |(field, value)| Cell { collection: payment_plan::ID, record, field, value };
                cells.extend(fields.into_iter().filter(differs).map(cell));
            }
            None => cells.extend(new_record(payment_plan::ID, ids(), fields)),
        }
    }
    let gone = known.iter().filter(|known| lines.iter().all(|line| line.id != Some(**known)));
    let dead = |&record: &RecordId| Cell {
        collection: payment_plan::ID,
        record,
        field: FieldId::ALIVE,
        value: Value::Bool(false),
    };
    cells.extend(gone.map(dead));
    let label = match lines.len() {
        0 => Label::Delete(payment_plan::ID, known.len() as u32),
        n => Label::Deed(Deed::PlanPayments, n as u32),
    };
    Ok(Plan { label, cells, created: None })
}

/// Refuses instalments that do not come to the total, to the minor unit.
fn check(lines: &[PlanLine], total: Option<Money>) -> Result<(), Failure> {
    let Some(first) = lines.first() else { return Ok(()) };
    let currency = total.map_or(first.amount.currency, |total| total.currency);
    if lines.iter().any(|line| line.amount.currency != currency) {
        return Err(problem(ProblemCode::MixedCurrencies, None));
    }
    if lines.iter().any(|line| line.amount.minor <= 0) {
        return Err(problem(ProblemCode::NoAmount, None));
    }
    let sum: i128 = lines.iter().map(|line| i128::from(line.amount.minor)).sum();
    let rest = i128::from(total.map_or(0, |total| total.minor)) - sum;
    match i64::try_from(rest.abs()) {
        Ok(0) => Ok(()),
        Ok(minor) => Err(problem(ProblemCode::PlanNotTotal, Some(Money { minor, currency }))),
        Err(_) => Err(problem(ProblemCode::PlanNotTotal, None)),
    }
}

fn fields(of: RecordId, line: &PlanLine, nth: usize) -> Vec<(FieldId, Value)> {
    let number = |n: i64| Decimal::whole(n).map_or(Value::Empty, Value::Number);
    vec![
        (payment_plan::ORDER.id, Value::Reference(of)),
        (payment_plan::DUE.id, Value::Day(line.due)),
        (payment_plan::AMOUNT.id, Value::Money(line.amount)),
        (payment_plan::REMIND_DAYS.id, line.remind_days.map_or(Value::Empty, |days| number(days.into()))),
        (payment_plan::INSTALMENT.id, number(nth as i64)),
    ]
}
