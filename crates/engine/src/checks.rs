//! What no edit may leave behind, whichever page or form it comes from.
//!
//! Only what somebody does now is looked at: undoing, importing and the operations of other devices are never refused, and neither is an edit of
//! something that was impossible before.

use crate::counted::Pieces;
use crate::dues::{head, standing_of};
use crate::ids::Handle;
use crate::orders::payable;
use crate::rows::Rows;
use crate::stages::closes;
use crate::workspace::Workspace;
use hashbrown::{HashMap, HashSet};
use model::dues::received;
use model::options::LEAD_CONVERTED;
use model::schema::{
    FromValue, Key, customer, lead, opportunity, order, order_line, payment, payment_plan, pipeline_stage, pipelines,
    task,
};
use model::{Cell, CollectionId, Day, FieldId, Label, Money, Operation, OptionId, Part, RecordId, Value};
use protocol::{Failure, Problem, ProblemCode};
use std::cell::RefCell;

/// What must not hold for a record that is written: in which fields, and what it is called.
type Rule = (CollectionId, &'static [FieldId], fn(&Written<'_>, RecordId) -> bool, ProblemCode);

const RULES: &[Rule] = &[
    (task::ID, &[task::DUE.id, task::ENDS.id], ends_before_it_begins, ProblemCode::EndBeforeStart),
    (
        opportunity::ID,
        &[opportunity::STAGE.id, opportunity::LOST_REASON.id],
        lost_without_a_reason,
        ProblemCode::LostNeedsReason,
    ),
    (
        opportunity::ID,
        &[opportunity::PIPELINE.id, opportunity::STAGE.id],
        goes_where_it_cannot_end,
        ProblemCode::NoSuchEnd,
    ),
    (lead::ID, &[lead::STATUS.id, lead::CONVERTED_AT.id], was_not_converted, ProblemCode::ConvertedByHand),
    (lead::ID, &[lead::STATUS.id, lead::CONVERTED_AT.id], was_converted, ProblemCode::StaysConverted),
    (payment::ID, &[payment::ORDER.id, payment::AMOUNT.id], pays_in_another_currency, ProblemCode::MixedCurrencies),
    (
        payment_plan::ID,
        &[payment_plan::ORDER.id, payment_plan::AMOUNT.id],
        is_due_in_another_currency,
        ProblemCode::MixedCurrencies,
    ),
    (payment_plan::ID, &[payment_plan::AMOUNT.id], is_due_for_nothing, ProblemCode::NoAmount),
    (order::ID, &[order::TOTAL.id], hides_its_payments, ProblemCode::MixedCurrencies),
];

/// What somebody was asked about: the cells of an operation that was held back. The same one that comes again is meant.
#[derive(Default)]
pub(crate) struct Asked(RefCell<Vec<Cell>>);

impl Asked {
    /// Refuses an operation after which something would be impossible, and holds back one that is likely a slip until it comes once more.
    ///
    /// # Errors
    /// What would be.
    pub(crate) fn check(&self, workspace: &Workspace, operation: &Operation<Vec<Rows>>) -> Result<(), Failure> {
        refuse(workspace, operation)?;
        let slip = match operation.label {
            Label::Create(payment::ID) | Label::Edit(payment::ID, _) | Label::EditMany(payment::ID, ..) => {
                above_due(workspace, operation)
            }
            _ => None,
        };
        let Some(slip) = slip else {
            self.0.take();
            return Ok(());
        };
        // The id of a new record is another one each time.
        let is_new = matches!(operation.label, Label::Create(_));
        let cells = written_of(operation, |_, _| true);
        let cells = cells.map(|cell| Cell { record: if is_new { RecordId(0) } else { cell.record }, ..cell });
        let cells: Vec<Cell> = cells.collect();
        if *self.0.borrow() == cells {
            return Ok(());
        }
        self.0.replace(cells);
        Err(slip.into())
    }
}

/// Payments that come to more than is due by what an operation writes: what they may come to.
fn above_due(workspace: &Workspace, operation: &Operation<Vec<Rows>>) -> Option<Problem> {
    let fields = [payment::ORDER.id, payment::AMOUNT.id, payment::STATUS.id];
    let written = Written::of(workspace, operation, payment::ID, &fields);
    if written.values.is_empty() {
        return None;
    }
    let payments: HashSet<RecordId> = written.values.keys().map(|(record, _)| *record).collect();
    let mut of_orders: HashMap<RecordId, (i64, i64)> = HashMap::new();
    let counted = |amount: Value, status: Value| match amount {
        Value::Money(amount) => received(amount.minor, OptionId::from_value(status)),
        _ => 0,
    };
    for &record in &payments {
        let now = |field: FieldId| written.after(record, field);
        let before = |field: FieldId| workspace.value(payment::ID, record, field);
        let Value::Reference(of) = now(payment::ORDER.id) else { continue };
        let (was, is) = of_orders.entry(of).or_default();
        *is = is.saturating_add(counted(now(payment::AMOUNT.id), now(payment::STATUS.id)));
        if before(payment::ORDER.id) == Value::Reference(of) {
            *was = was.saturating_add(counted(before(payment::AMOUNT.id), before(payment::STATUS.id)));
        }
    }
    let ledger = workspace.ledger();
    of_orders.into_iter().find_map(|(of, (was, is))| {
        let (orders, row) = workspace.find_alive(order::ID, of)?;
        let (total, status) = head(orders, row);
        let standing = standing_of(workspace, &ledger, orders, row, Day(0));
        let due = payable(total, status, &standing)?;
        let most = due.minor.max(0).saturating_add(was);
        let amount = Some(Money { minor: most, ..due });
        (is > was && is > most).then(|| Problem { amount, ..Problem::plain(ProblemCode::PaymentAboveDue) })
    })
}

/// Refuses an operation after which something would be impossible.
fn refuse(workspace: &Workspace, operation: &Operation<Vec<Rows>>) -> Result<(), Failure> {
    let by_hand = match operation.label {
        Label::Create(of) | Label::Edit(of, _) | Label::EditMany(of, ..) => Some(of),
        Label::Delete(of, _) | Label::Restore(of, _) => Some(of),
        _ => None,
    };
    if by_hand.and_then(model::collection).is_some_and(model::schema::Collection::is_log) {
        return Err(Problem::plain(ProblemCode::LogIsKept).into());
    }
    // What is written by the way is right by how it came about; an order's total follows its lines.
    let concerns = |of: CollectionId| match operation.label {
        Label::Create(label) | Label::Edit(label, _) | Label::EditMany(label, ..) => {
            label == of || (label, of) == (order_line::ID, order::ID)
        }
        Label::Deed(..) => true,
        _ => false,
    };
    for &(of, fields, holds, code) in RULES.iter().filter(|rule| concerns(rule.0)) {
        if Written::of(workspace, operation, of, fields).some(holds) {
            return Err(Problem::plain(code).into());
        }
    }
    let ended = || Written::of(workspace, operation, customer::ID, &[customer::ENDED_AT.id]);
    if concerns(customer::ID) && ended().ends_before_the_first_order() {
        return Err(Problem::plain(ProblemCode::EndBeforeStart).into());
    }
    Ok(())
}

/// The cells that an operation writes of the fields that are meant, one by one or of many records at once.
fn written_of(
    operation: &Operation<Vec<Rows>>,
    is_meant: impl Fn(CollectionId, FieldId) -> bool + Copy,
) -> impl Iterator<Item = Cell> {
    operation.parts.iter().flat_map(move |part| {
        let cells = if let Part::Cells(cells) = part { cells.as_slice() } else { &[] };
        let cells = cells.iter().filter(move |cell| is_meant(cell.collection, cell.field)).cloned();
        let many = part.many().filter(|many| is_meant(many.collection, many.field));
        cells.chain(many.into_iter().flat_map(model::Many::cells))
    })
}

/// What an operation writes of some fields of a collection.
struct Written<'a> {
    workspace: &'a Workspace,
    of: CollectionId,
    values: HashMap<(RecordId, FieldId), Value>,
}

impl<'a> Written<'a> {
    fn of(
        workspace: &'a Workspace,
        operation: &Operation<Vec<Rows>>,
        of: CollectionId,
        fields: &[FieldId],
    ) -> Written<'a> {
        let cells = written_of(operation, |collection, field| collection == of && fields.contains(&field));
        Written { workspace, of, values: cells.map(|cell| ((cell.record, cell.field), cell.value)).collect() }
    }

    /// Whether something holds for a record that is written.
    fn some(&self, holds: fn(&Self, RecordId) -> bool) -> bool {
        self.values.keys().any(|(record, _)| holds(self, *record))
    }

    /// What a field holds afterwards.
    fn after(&self, record: RecordId, field: FieldId) -> Value {
        let written = self.values.get(&(record, field));
        written.cloned().unwrap_or_else(|| self.workspace.value(self.of, record, field))
    }

    /// Whether the order that a record belongs to is in another currency than its amount.
    fn is_of_another_currency(&self, record: RecordId, [of, amount]: [FieldId; 2]) -> bool {
        let (of, amount) = (self.after(record, of), self.after(record, amount));
        let (Value::Reference(of), Value::Money(amount)) = (of, amount) else { return false };
        self.workspace.get(order::ID, of, order::TOTAL).is_some_and(|total| total.currency != amount.currency)
    }

    /// Whether a relationship ends before its first order: looked up in one pass, however many end.
    fn ends_before_the_first_order(&self) -> bool {
        let ends = self.values.iter().filter_map(|((record, _), value)| match value {
            Value::Day(day) => Some((self.workspace.ids.find(*record)?, *day)),
            _ => None,
        });
        let ends: HashMap<Handle, Day> = ends.collect();
        let Some(orders) = self.workspace.table(order::ID).filter(|_| !ends.is_empty()) else { return false };
        let mut found = false;
        Pieces::of(orders, [order::CUSTOMER.id, order::DAY.id]).each(|row, [buyer, day]| {
            let end = u32::try_from(buyer).ok().and_then(|buyer| ends.get(&Handle(buyer)));
            let ordered = i32::try_from(day).ok();
            found |= end.zip(ordered).is_some_and(|(end, ordered)| end.0 < ordered) && orders.is_alive(row);
        });
        found
    }
}

/// One that was lost without a reason before (an import tells none) may be touched and moved on.
fn lost_without_a_reason(written: &Written<'_>, record: RecordId) -> bool {
    let workspace = written.workspace;
    let is_lost = |stage: Value| match stage {
        Value::Reference(stage) => {
            workspace.get(pipeline_stage::ID, stage, pipeline_stage::OUTCOME) == Some(pipelines::LOST)
        }
        _ => false,
    };
    let before = |field| workspace.value(opportunity::ID, record, field);
    is_lost(written.after(record, opportunity::STAGE.id))
        && written.after(record, opportunity::LOST_REASON.id) == Value::Empty
        && !(is_lost(before(opportunity::STAGE.id)) && before(opportunity::LOST_REASON.id) == Value::Empty)
}

/// To another pipeline, whose stages are none that it could end in as it did: its stage is still one of its old pipeline ([`crate::stages`]).
fn goes_where_it_cannot_end(written: &Written<'_>, record: RecordId) -> bool {
    let workspace = written.workspace;
    let to = written.values.get(&(record, opportunity::PIPELINE.id));
    let (Some(Value::Reference(to)), Value::Reference(stage)) = (to, written.after(record, opportunity::STAGE.id))
    else {
        return false;
    };
    let whose = workspace.get(pipeline_stage::ID, stage, pipeline_stage::PIPELINE);
    closes(workspace.get(pipeline_stage::ID, stage, pipeline_stage::OUTCOME)) && whose.is_some_and(|whose| whose != *to)
}

/// What a lead says of its conversion now and after an edit: that its status is the last one, and that it was converted at a time.
fn conversion(written: &Written<'_>, record: RecordId) -> [(bool, bool); 2] {
    let told = |value: &dyn Fn(FieldId) -> Value| {
        let status = OptionId::from_value(value(lead::STATUS.id));
        (status == Some(LEAD_CONVERTED), !value(lead::CONVERTED_AT.id).is_empty())
    };
    let workspace = written.workspace;
    [told(&|field| workspace.value(lead::ID, record, field)), told(&|field| written.after(record, field))]
}

/// A lead that no conversion made a customer of comes to be called converted, or to have been at a time.
fn was_not_converted(written: &Written<'_>, record: RecordId) -> bool {
    let [before, after] = conversion(written, record);
    !before.1 && after.0 != after.1 && before != after
}

/// A lead that was converted comes to be called something else, or to have been at no time.
fn was_converted(written: &Written<'_>, record: RecordId) -> bool {
    let [before, after] = conversion(written, record);
    before.1 && after.0 != after.1 && before != after
}

/// A payment of euros for an order of dollars pays nothing of it.
fn pays_in_another_currency(written: &Written<'_>, record: RecordId) -> bool {
    written.is_of_another_currency(record, [payment::ORDER.id, payment::AMOUNT.id])
}

/// An instalment of euros cannot be paid by what comes for an order of dollars.
fn is_due_in_another_currency(written: &Written<'_>, record: RecordId) -> bool {
    written.is_of_another_currency(record, [payment_plan::ORDER.id, payment_plan::AMOUNT.id])
}

fn is_due_for_nothing(written: &Written<'_>, record: RecordId) -> bool {
    matches!(written.after(record, payment_plan::AMOUNT.id), Value::Money(amount) if amount.minor <= 0)
}

/// A total that comes to be in another currency than what was paid or agreed for it.
fn hides_its_payments(written: &Written<'_>, record: RecordId) -> bool {
    let workspace = written.workspace;
    let Value::Money(total) = written.after(record, order::TOTAL.id) else { return false };
    let before = workspace.get(order::ID, record, order::TOTAL);
    let Some((_, row)) = workspace.find_alive(order::ID, record) else { return false };
    if before.is_some_and(|before| before.currency == total.currency) {
        return false;
    }
    let ledger = workspace.ledger();
    let differs = |of: CollectionId, key: Key<Money>, rows: &[u32]| {
        let column = workspace.table(of).and_then(|table| table.column(key.id));
        rows.iter().filter_map(|&row| column?.money(row)).any(|amount| amount.currency != total.currency)
    };
    differs(payment::ID, payment::AMOUNT, ledger.payments(row))
        || differs(payment_plan::ID, payment_plan::AMOUNT, ledger.plans(row))
}

fn ends_before_it_begins(written: &Written<'_>, record: RecordId) -> bool {
    let at = |field: FieldId| match written.after(record, field) {
        Value::Instant(at) => Some(at),
        _ => None,
    };
    at(task::DUE.id).zip(at(task::ENDS.id)).is_some_and(|(due, ends)| ends < due)
}
