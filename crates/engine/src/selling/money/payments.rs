//! Money that comes, and money that goes back.

use super::{Plan, problem};
use crate::dues::{head, standing_of};
use crate::orders::payable;
use crate::selling::{Context, NewIds, new_record};
use model::dues::{payment_status, received};
use model::order::{Fields, get};
use model::schema::{order, payment};
use model::{Day, Deed, FieldId, Label, Money, OptionId, RecordId, Value};
use protocol::{Failure, ProblemCode};

/// What an order still takes, and what was paid of it.
fn taken(context: &Context<'_>, id: RecordId) -> Result<(Option<Money>, Option<Money>), Failure> {
    let workspace = context.workspace;
    let (table, row) = workspace.find_alive(order::ID, id).ok_or(Failure::NotFound)?;
    let standing = standing_of(workspace, &workspace.ledger(), table, row, context.today);
    let (total, status) = head(table, row);
    Ok((payable(total, status, &standing), standing.paid))
}

/// Records a payment.
pub(super) fn receive(
    context: &Context<'_>,
    fields: &[(FieldId, Value)],
    beyond: bool,
    ids: NewIds<'_>,
) -> Result<Plan, Failure> {
    let fields: Fields = fields.to_vec();
    let status = get(&fields, payment::STATUS);
    let amount = get(&fields, payment::AMOUNT).ok_or_else(|| problem(ProblemCode::NoAmount, None))?;
    let of = get(&fields, payment::ORDER).ok_or(Failure::NotFound)?;
    let (payable, paid) = taken(context, of)?;
    let counted = received(amount.minor, status);
    if amount.minor == 0 || (amount.minor < 0 && status != Some(payment_status("refunded"))) {
        return Err(problem(ProblemCode::NoAmount, None));
    }
    if let Some(payable) = payable {
        if payable.currency != amount.currency {
            return Err(problem(ProblemCode::MixedCurrencies, None));
        }
        if counted > payable.minor.max(0) && !beyond {
            return Err(problem(ProblemCode::PaymentAboveDue, Some(Money { minor: payable.minor.max(0), ..payable })));
        }
    }
    let most = paid.map_or(0, |paid| paid.minor.max(0));
    if counted < 0 && counted.checked_neg().is_none_or(|back| back > most) {
        return Err(problem(ProblemCode::RefundAbovePaid, Some(Money { minor: most, ..amount })));
    }
    let record = ids();
    let deed = if counted < 0 { Deed::Refund } else { Deed::ReceivePayment };
    Ok(Plan { label: Label::Deed(deed, 1), cells: new_record(payment::ID, record, fields), created: Some(record) })
}

/// Records that money went back: a payment below nothing.
pub(super) fn refund(
    context: &Context<'_>,
    of: RecordId,
    amount: Money,
    day: Day,
    (method, remark): (Option<OptionId>, &str),
    ids: NewIds<'_>,
) -> Result<Plan, Failure> {
    let minor = amount.minor.checked_neg().filter(|_| amount.minor > 0);
    let minor = minor.ok_or_else(|| problem(ProblemCode::NoAmount, None))?;
    let fields = vec![
        (payment::ORDER.id, Value::Reference(of)),
        (payment::DAY.id, Value::Day(day)),
        (payment::AMOUNT.id, Value::Money(Money { minor, ..amount })),
        (payment::METHOD.id, method.map_or(Value::Empty, Value::Option)),
        (payment::STATUS.id, Value::Option(payment_status("refunded"))),
        (payment::REMARK.id, text(remark)),
    ];
    receive(context, &fields, false, ids)
}

/// A text; nothing for an empty one.
pub(super) fn text(text: &str) -> Value {
    if text.is_empty() { Value::Empty } else { Value::Text(text.to_owned()) }
}
