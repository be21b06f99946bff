//! What a list reads: the records of one collection, with what is computed about them.

use super::later::{Later, is_computed, is_plain, is_scored};
use crate::figures::Figures;
use crate::records::{name, seen};
use crate::scoring::Scores;
use crate::table::Table;
use crate::workspace::Workspace;
use model::schema::{customer, order, said, score, standing};
use model::{CollectionId, Day, Decimal, FieldId, Money, OptionId, Value};
use protocol::{RecordsQuery, Zone};
use std::rc::Rc;

/// The records of a collection and what belongs to them.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The book.
    pub workspace: &'a Workspace,
    /// The scores, once there are any, or what is known of them from the last visit.
    pub scores: Option<Figures<'a>>,
    /// Changes whenever `scores` did.
    pub scores_version: u64,
    /// The day in the reader's time zone: what "this month" is counted from.
    pub today: Day,
    /// The reader's time zone: on which days moments lie.
    pub zone: &'a Zone,
    /// What lists need that are filtered, searched, grouped or of the trash; without it they cannot be made.
    pub later: Option<Later<'a>>,
}

impl<'a> Source<'a> {
    /// Whether the list of a query can be made.
    pub fn can_list(&self, query: &RecordsQuery) -> bool {
        self.later.is_some() || is_plain(query)
    }

    /// Whether a query asks for scores, and there are none yet: nothing may be done then with what it selects.
    pub fn waits(&self, query: &RecordsQuery) -> bool {
        let waits = |of: CollectionId, field: FieldId| match of {
            customer::ID => self.scores.is_none() && is_scored(field),
            // What is kept of the last visit does not say.
            order::ID => !matches!(self.scores, Some(Figures::Scored(_))) && field == standing::LEFT_OUT,
            _ => false,
        };
        query.rule.asks(query.collection, &waits) || query.columns.iter().any(|&field| waits(query.collection, field))
    }

    /// The value of a field, stored or computed.
    pub fn value(&self, table: &Table, row: u32, field: FieldId) -> Value {
        if (FieldId::COMPUTED..FieldId::CUSTOM).contains(&field) {
            // Nobody is scored who is in the trash: nothing said is better than "no order yet".
            if !table.is_alive(row) {
                return Value::Empty;
            }
            if is_computed(table.collection(), field) {
                let later = |later: Later| (later.computed)(self, table, row, field);
                return self.later.map_or(Value::Empty, later);
            }
            return self.scores.map_or(Value::Empty, |scores| scores.value(row, field, self.workspace));
        }
        seen(self.workspace, said(table.collection(), field, table.value(row, field, &self.workspace.ids)))
    }

    /// The value of a field as a list shows it.
    pub(super) fn readable(&self, table: &Table, row: u32, field: FieldId) -> Value {
        let value = self.value(table, row, field);
        match self.later {
            Some(later) => (later.readable)(self, table, row, field, value),
            None => value,
        }
    }

    /// The order of Chinese characters by their readings, once it is known.
    pub(super) fn readings(&self) -> Option<Rc<[u16]>> {
        self.later?.sounds?.readings()
    }

    /// What a reader sees of a value, as far as words may be looked for in it.
    pub fn shown(&self, value: &Value) -> String {
        match value {
            Value::Text(text) => text.clone(),
            Value::Reference(id) => name(self.workspace, *id),
            Value::References(ids) => ids.iter().map(|id| name(self.workspace, *id)).collect::<Vec<_>>().join("\n"),
            Value::Day(day) => day.iso(),
            Value::Money(money) => money.plain(),
            Value::Number(number) => number.plain(),
            _ => String::new(),
        }
    }
}

/// A computed field of a customer's row.
pub(crate) fn computed(scores: &Scores, row: u32, field: FieldId) -> Value {
    let Some(number) = figure(scores, row, field) else { return Value::Empty };
    match field {
        score::STAGE | score::SEGMENT => Value::Option(OptionId(number as u16)),
        score::LAST_ORDER => Value::Day(Day(number as i32)),
        score::VALUE | score::LIFETIME_VALUE | score::VALUE_AT_RISK => {
            Value::Money(Money { minor: number, currency: scores.currency })
        }
        _ => Value::Number(Decimal(number)),
    }
}

/// The number that stands for it, as in a column.
#[inline]
pub(super) fn figure(scores: &Scores, row: u32, field: FieldId) -> Option<i64> {
    let number = |n: f64| (n * Decimal::ONE as f64).round() as i64;
    let option = |n: u8| i64::from(n) + 1;
    let percent = |share: f32| number(f64::from(share) * 100.0);
    let rfm = |column: &[u8]| column.get(row as usize).filter(|&&n| n > 0).map(|&n| number(f64::from(n)));
    match field {
        score::STAGE => scores.stage(row).map(|stage| option(stage as u8)),
        score::SEGMENT => Some(option(scores.segment(row) as u8)),
        score::LOYALTY => scores.loyalty(row).map(|loyalty| number(loyalty.into())),
        score::LAST_ORDER => scores.last_order(row).map(|day| day.0.into()),
        score::ORDER_DAYS => Some(number(scores.order_days(row).into())),
        score::VALUE => {
            let total = scores.total(row);
            (total != 0 || scores.order_days(row) > 0).then_some(total)
        }
        score::ACTIVE => scores.active(row).map(percent),
        score::ALIVE => scores.alive(row).map(percent),
        score::OVERDUE => scores.overdue(row).map(percent),
        score::VALUE_AT_RISK => scores.value_at_risk(row),
        score::RECENCY => rfm(&scores.book.rfm.r),
        score::FREQUENCY => rfm(&scores.book.rfm.f),
        score::LIFETIME_VALUE => scores.lifetime_value(row),
        score::MONETARY => rfm(&scores.book.rfm.m),
        _ => None,
    }
}
