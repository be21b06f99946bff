//! Who was not contacted for long: when each customer was last talked with, and how long one of their level may be silent.

use super::Context;
use crate::held;
use crate::ints::NO_INT;
use crate::table::Table;
use model::schema::{THE_SETTINGS, activity, setting};
use model::{Decimal, FieldId, OptionId};

/// Days without a conversation after which a customer of level A, B, C is thought of, where the workspace says nothing.
const USUAL_DAYS: [i64; 3] = [30, 60, 120];

/// The silence of all customers.
pub(super) struct Silence {
    /// The moment of the last conversation with each, by row.
    last: Vec<i64>,
    /// Days that they may be silent, of level A, B, C; `None` where the workspace does not want to know.
    pub(super) allowed: [Option<i64>; 3],
}

impl Silence {
    /// By the conversations that took place until now.
    pub(super) fn of(context: &Context<'_>, people: &Table) -> Silence {
        let workspace = context.workspace;
        let mut last = vec![NO_INT; people.len() as usize];
        if workspace.table(activity::ID).is_some() {
            let now = context.look_at_clock();
            held::each(workspace, |who, at, _| {
                let last = who.filter(|_| at <= now).and_then(|who| last.get_mut(who as usize));
                if let Some(last) = last {
                    *last = at.max(*last);
                }
            });
        }
        Silence { last, allowed: allowed(context) }
    }

    /// When a customer was last talked with.
    pub(super) fn last(&self, row: u32) -> Option<i64> {
        self.last.get(row as usize).copied().filter(|at| *at != NO_INT)
    }

    /// Since when nobody has talked with a customer: where nobody ever did, since they came into the book.
    pub(super) fn since(&self, people: &Table, row: u32) -> i64 {
        self.last(row).unwrap_or_else(|| people.stamp(row, FieldId::ALIVE).millis() as i64)
    }

    /// Days that a customer of a level may be silent. Of whom nothing is said, as much as the least.
    pub(super) fn days(&self, level: Option<OptionId>) -> Option<i64> {
        self.allowed[level.map_or(2, |level| usize::from(level.0.clamp(1, 3) - 1))]
    }
}

/// Days that customers of level A, B, C may be silent.
pub(super) fn allowed(context: &Context<'_>) -> [Option<i64>; 3] {
    let keys = [setting::CARE_DAYS_A, setting::CARE_DAYS_B, setting::CARE_DAYS_C];
    let mut usual = USUAL_DAYS.into_iter();
    keys.map(|key| {
        let set = context.workspace.get(setting::ID, THE_SETTINGS, key).map(|Decimal(days)| days / Decimal::ONE);
        let usual = usual.next().unwrap_or(0);
        Some(set.unwrap_or(usual)).filter(|days| *days > 0)
    })
}
