//! Conversations, as the pages count them.

use crate::ids::Handle;
use crate::scoring::Pieces;
use crate::workspace::Workspace;
use model::OptionId;
use model::schema::{activity, customer};

const DAY_MILLIS: i64 = 86_400_000;

/// Calls `each` with the customer's row, the day (UTC, since 1970) and the kind of every living conversation; one without a time lies before all days.
pub(super) fn each(workspace: &Workspace, mut each: impl FnMut(Option<u32>, i64, Option<OptionId>)) {
    let Some(table) = workspace.table(activity::ID) else { return };
    let fields = [activity::CUSTOMER.id, activity::AT.id, activity::KIND.id];
    Pieces::of(table, fields).each(|row, [who, at, kind]| {
        if table.is_alive(row) {
            let who = u32::try_from(who).ok().and_then(|who| workspace.ids.row(Handle(who), customer::ID));
            each(who, at.div_euclid(DAY_MILLIS), u16::try_from(kind).ok().map(OptionId));
        }
    });
}
