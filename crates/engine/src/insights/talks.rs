//! Conversations, as the pages count them: by the day on the reader's clock.

use crate::held;
use crate::workspace::Workspace;
use model::{Day, OptionId};
use protocol::Zone;

/// Calls `each` with the customer's row, the day on the reader's clock and the kind of every living conversation that took place, if it has a time.
pub(super) fn each(workspace: &Workspace, zone: &Zone, each: impl FnMut(Option<u32>, Day, Option<OptionId>)) {
    some(workspace, zone, 0..usize::MAX, each);
}

/// The same for some pieces; whether there are more of them.
pub(super) fn some(
    workspace: &Workspace,
    zone: &Zone,
    pieces: std::ops::Range<usize>,
    mut each: impl FnMut(Option<u32>, Day, Option<OptionId>),
) -> bool {
    held::some(workspace, pieces, |who, at, kind| each(who, zone.local(at).0, kind))
}
