//! Conversations that took place, read where they stand.

use crate::counted::Pieces;
use crate::ids::Handle;
use crate::ints::NO_INT;
use crate::workspace::Workspace;
use model::OptionId;
use model::schema::{activity, customer};
use model::talks::Held;
use std::ops::Range;

/// Calls `each` with the customer's row, the moment and the kind of every living conversation that took place, if it has a time.
pub(crate) fn each(workspace: &Workspace, each: impl FnMut(Option<u32>, i64, Option<OptionId>)) {
    some(workspace, 0..usize::MAX, each);
}

/// The same for some pieces; whether there are more of them.
pub(crate) fn some(
    workspace: &Workspace,
    pieces: Range<usize>,
    mut each: impl FnMut(Option<u32>, i64, Option<OptionId>),
) -> bool {
    let Some(table) = workspace.table(activity::ID) else { return false };
    let fields = [activity::CUSTOMER.id, activity::AT.id, activity::KIND.id, activity::STATUS.id];
    let held = Held::default();
    Pieces::of(table, fields).some(pieces, |row, [who, at, kind, status]| {
        if at != NO_INT && held.is(kind, status) && table.is_alive(row) {
            let who = u32::try_from(who).ok().and_then(|who| workspace.ids.row(Handle(who), customer::ID));
            each(who, at, u16::try_from(kind).ok().map(OptionId));
        }
    })
}
