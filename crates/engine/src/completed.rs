//! What follows from a change, whichever way it is made: the operation that makes it is completed here before it is carried out.

use crate::rows::Rows;
use crate::workspace::Workspace;
use crate::{converted, selling, stages};
use model::schema::{opportunity, task};
use model::{Operation, Part};
use protocol::Zone;

/// Completes an operation that was planned here, by a writer in this zone.
pub(crate) fn complete(workspace: &Workspace, operation: &mut Operation<Vec<Rows>>, zone: &Zone) {
    look_at_each(operation);
    converted::complete(workspace, operation);
    stages::complete(workspace, operation, zone.offset_at(operation.stamp.millis() as i64));
    selling::agenda::complete(workspace, operation, zone);
}

/// What something follows from becomes single cells where it was written of many records at once: another field of one of them may have to be written otherwise.
fn look_at_each(operation: &mut Operation<Vec<Rows>>) {
    let leads_on = |of, field| {
        [
            (opportunity::ID, opportunity::STAGE.id),
            (opportunity::ID, opportunity::PIPELINE.id),
            (task::ID, task::STATUS.id),
            (task::ID, task::REPEAT.id),
        ]
        .contains(&(of, field))
    };
    for part in &mut operation.parts {
        if let Some(many) = part.many().filter(|many| leads_on(many.collection, many.field)) {
            *part = Part::Cells(many.cells().collect());
        }
    }
}
