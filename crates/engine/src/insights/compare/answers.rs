//! What customers answered when asked whether they would recommend: the newest answer of each, so that every customer counts once.

use crate::table::Table;
use crate::workspace::Workspace;
use hashbrown::HashMap;
use model::schema::{customer, survey_response};
use model::{Day, Decimal, RecordId, Value, options};

/// By the customer's row: when, which response, and its score.
#[derive(Default)]
pub(super) struct Answers(HashMap<u32, (Day, RecordId, u8)>);

impl Answers {
    /// Reads these responses.
    pub(super) fn read(&mut self, workspace: &Workspace, table: &Table, rows: std::ops::Range<u32>) {
        let Some(kind) = options::SURVEY_KIND.id("nps") else { return };
        for row in rows.filter(|&row| table.is_alive(row)) {
            let value = |field| table.value(row, field, &workspace.ids);
            if value(survey_response::KIND.id) != Value::Option(kind) {
                continue;
            }
            let (Value::Reference(who), Value::Number(Decimal(score))) =
                (value(survey_response::CUSTOMER.id), value(survey_response::SCORE.id))
            else {
                continue;
            };
            // A score is a whole number from 0 to 10; anything else is none.
            let score = u8::try_from(score / Decimal::ONE).ok().filter(|n| i64::from(*n) * Decimal::ONE == score);
            let Some(score) = score.filter(|score| *score <= 10) else { continue };
            let Some((_, who)) = workspace.find_alive(customer::ID, who) else { continue };
            let day = match value(survey_response::DAY.id) {
                Value::Day(day) => day,
                _ => Day::MIN,
            };
            let new = (day, workspace.ids.id(table.handle(row)), score);
            let held = self.0.entry(who).or_insert(new);
            if (new.0, new.1) > (held.0, held.1) {
                *held = new;
            }
        }
    }

    /// The answer of the customer in a row.
    pub(super) fn of(&self, row: u32) -> Option<u8> {
        self.0.get(&row).map(|answer| answer.2)
    }
}
