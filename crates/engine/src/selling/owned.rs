//! Whose records are: owners, and what changes with them.

use super::{Context, Plan};
use crate::bulk::{self, CELLS_MAX};
use crate::figures::Figures;
use crate::list::{Later, Source};
use hashbrown::HashMap;
use model::schema::{self, lead, user};
use model::{Cell, CollectionId, Deed, Field, FieldId, Kind, Label, RecordId, Value};
use protocol::{Failure, Problem, ProblemCode, Target, Zone};

/// The collections whose records belong to somebody, with the field that says to whom.
pub(super) fn owned() -> impl Iterator<Item = (CollectionId, FieldId)> {
    let owner = |field: &&Field| field.name == "owner" && field.kind == Kind::Reference(user::ID);
    schema::ALL.iter().filter_map(move |of| of.fields.iter().find(owner).map(|field| (of.id, field.id)))
}

/// The field that says whose the records of a collection are.
pub(super) fn owner_field(of: CollectionId) -> Option<FieldId> {
    owned().find(|(collection, _)| *collection == of).map(|(_, field)| field)
}

/// The records that are meant, as the book stands now.
pub(super) fn meant(context: &Context<'_>, target: &Target) -> (CollectionId, Vec<RecordId>) {
    let zone = Zone::fixed(context.offset_minutes);
    let source = Source {
        workspace: context.workspace,
        scores: context.scores.map(Figures::Scored),
        scores_version: context.workspace.scored_version(),
        today: context.today,
        zone: &zone,
        later: Some(Later::new()),
    };
    bulk::records(&source, target)
}

/// The cells that give a record to somebody, or to nobody; none where it is theirs already. A lead says since when.
pub(super) fn given(context: &Context<'_>, of: CollectionId, record: RecordId, to: Option<RecordId>) -> Vec<Cell> {
    let Some(field) = owner_field(of) else { return Vec::new() };
    if context.workspace.find_alive(of, record).is_none() {
        return Vec::new();
    }
    let value = to.map_or(Value::Empty, Value::Reference);
    if context.workspace.value(of, record, field) == value {
        return Vec::new();
    }
    let cell = |field, value| Cell { collection: of, record, field, value };
    let mut cells = vec![cell(field, value)];
    if of == lead::ID {
        let since = to.map_or(Value::Empty, |_| Value::Instant(context.now_millis));
        cells.push(cell(lead::OWNED_SINCE.id, since));
    }
    cells
}

/// The plan of a deed that gives records to somebody: `problem` where none of them is to be given.
///
/// # Errors
/// The problem, or [`Failure::TooMany`].
pub(super) fn giving(
    context: &Context<'_>,
    records: impl Iterator<Item = (CollectionId, RecordId)>,
    to: Option<RecordId>,
    deed: Deed,
    problem: ProblemCode,
) -> Result<Plan, Failure> {
    if let Some(to) = to {
        context.workspace.find_alive(user::ID, to).ok_or(Failure::NotFound)?;
    }
    let mut cells = Vec::new();
    let mut count = 0;
    for (of, record) in records {
        let more = given(context, of, record, to);
        count += u32::from(!more.is_empty());
        cells.extend(more);
    }
    match cells.len() as u32 {
        0 => Err(Problem::plain(problem).into()),
        found if found > CELLS_MAX => Err(Failure::TooMany { found, max: CELLS_MAX }),
        _ => Ok(Plan { label: Label::Deed(deed, count), cells, created: None }),
    }
}

/// How many living records of each collection belong to whom.
pub(super) fn counts(context: &Context<'_>) -> HashMap<RecordId, Vec<(CollectionId, u32)>> {
    let mut counts: HashMap<RecordId, Vec<(CollectionId, u32)>> = HashMap::new();
    for (of, field) in owned() {
        let Some(table) = context.workspace.table(of) else { continue };
        let Some(column) = table.column(field) else { continue };
        let mut own = HashMap::new();
        for row in table.alive_rows() {
            if let Some(owner) = column.reference(row) {
                *own.entry(owner).or_insert(0) += 1;
            }
        }
        for (owner, count) in own {
            counts.entry(context.workspace.ids.id(owner)).or_default().push((of, count));
        }
    }
    counts
}
