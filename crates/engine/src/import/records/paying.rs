//! Payments and instalments: in the currency of their order, or they would pay nothing of it.

use super::Planner;
use super::build::value;
use model::Value;
use model::schema::{order, payment, payment_plan};
use protocol::import::RejectReason;

impl Planner<'_> {
    /// Refuses rows that come to an amount in another currency than their order's total, as a form does. What stood so before may stay.
    pub(super) fn compare_currencies(&mut self) {
        let of = self.of();
        let fields = match of {
            payment::ID => [payment::ORDER.id, payment::AMOUNT.id],
            payment_plan::ID => [payment_plan::ORDER.id, payment_plan::AMOUNT.id],
            _ => return,
        };
        let columns = fields.map(|field| self.batch.find(of, field));
        for row in 0..self.batch.len() {
            let Some(target) = self.targets.get(self.of_row[row] as usize) else { continue };
            let before = fields.map(|field| self.workspace.value(of, target.id, field));
            let said = columns.map(|column| column.map_or(Value::Empty, |column| value(self, column, row)));
            let mut after = before.clone();
            after.iter_mut().zip(said).filter(|(_, said)| !said.is_empty()).for_each(|(after, said)| *after = said);
            let [Value::Reference(id), Value::Money(amount)] = after else { continue };
            let total = self.workspace.get(order::ID, id, order::TOTAL);
            if total.is_some_and(|total| total.currency != amount.currency) && before != after {
                self.reject(row, columns[1], RejectReason::MixedCurrencies);
            }
        }
    }
}
