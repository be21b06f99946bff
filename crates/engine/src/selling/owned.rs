//! Whose records are: owners, and what changes with them.

use super::{CELLS_MAX, Context, Plan};
use crate::bulk;
use crate::column::Column;
use crate::figures::Figures;
use crate::ids::Handle;
use crate::list::{Later, Source};
use crate::table::Table;
use crate::workspace::Workspace;
use hashbrown::HashMap;
use model::schema::{self, activity, customer, lead, opportunity, order, task, user};
use model::{Cell, CollectionId, Deed, Field, FieldId, Kind, Label, RecordId, Value};
use protocol::{Failure, Owners, Problem, ProblemCode, Target};

/// The collections whose records belong to somebody, with the field that says to whom.
pub(super) fn owned() -> impl Iterator<Item = (CollectionId, FieldId)> {
    let owner = |field: &&Field| field.name == "owner" && field.kind == Kind::Reference(user::ID);
    schema::ALL.iter().filter_map(move |of| of.fields.iter().find(owner).map(|field| (of.id, field.id)))
}

/// The field that says whose the records of a collection are.
pub(super) fn owner_field(of: CollectionId) -> Option<FieldId> {
    owned().find(|(collection, _)| *collection == of).map(|(_, field)| field)
}

/// The fields that hold the owner and the customer of a record.
pub(super) fn owner_fields(of: CollectionId) -> (Option<FieldId>, Option<FieldId>) {
    match of {
        customer::ID => (Some(customer::OWNER.id), None),
        order::ID => (Some(order::OWNER.id), Some(order::CUSTOMER.id)),
        opportunity::ID => (Some(opportunity::OWNER.id), Some(opportunity::CUSTOMER.id)),
        activity::ID => (Some(activity::OWNER.id), Some(activity::CUSTOMER.id)),
        task::ID => (Some(task::OWNER.id), Some(task::CUSTOMER.id)),
        lead::ID => (Some(lead::OWNER.id), None),
        _ => (None, None),
    }
}

/// Whose the records of a collection are, as reports count them: their owner's, or else their customer's.
pub(super) struct Responsible<'a> {
    owner: Option<&'a Column>,
    buyer: Option<&'a Column>,
    of_buyer: Option<&'a Column>,
    workspace: &'a Workspace,
}

impl<'a> Responsible<'a> {
    pub(super) fn of(workspace: &'a Workspace, table: &'a Table) -> Responsible<'a> {
        let (owner, buyer) = owner_fields(table.collection());
        let column = |field: Option<FieldId>| field.and_then(|field| table.column(field));
        let of_buyer = workspace.table(customer::ID).and_then(|people| people.column(customer::OWNER.id));
        Responsible { owner: column(owner), buyer: column(buyer), of_buyer, workspace }
    }

    /// Whose a record is.
    pub(super) fn whose(&self, row: u32) -> Option<Handle> {
        let buyers = || {
            let buyer = self.buyer?.reference(row)?;
            self.of_buyer?.reference(self.workspace.ids.row(buyer, customer::ID)?)
        };
        self.owner.and_then(|owner| owner.reference(row)).or_else(buyers)
    }
}

/// Whose records a question is about, as handles; everybody's where there is none.
pub(crate) struct Whose(Option<Vec<Handle>>);

impl Whose {
    /// Of somebody who was never here there is nothing.
    pub(crate) fn of(workspace: &Workspace, owners: &Owners) -> Whose {
        let handles = || owners.0.iter().filter_map(|owner| workspace.ids.find(*owner)).collect();
        Whose((!owners.0.is_empty()).then(handles))
    }

    /// Whether a record of this owner is meant.
    pub(super) fn is(&self, owner: Option<Handle>) -> bool {
        self.0.as_ref().is_none_or(|theirs| owner.is_some_and(|owner| theirs.contains(&owner)))
    }

    /// Whether a record is meant that these are responsible for.
    pub(super) fn answers_for(&self, responsible: &Responsible<'_>, row: u32) -> bool {
        self.0.is_none() || self.is(responsible.whose(row))
    }

    /// Whether a record of this owner is meant, or one of nobody.
    pub(crate) fn is_or_nobodys(&self, owner: Option<Handle>) -> bool {
        owner.is_none() || self.is(owner)
    }
}

/// The records that are meant, as the book stands now.
pub(super) fn meant(context: &Context<'_>, target: &Target) -> Result<(CollectionId, Vec<RecordId>), Failure> {
    let later = Later::new();
    let source = Source {
        workspace: context.workspace,
        scores: context.scores.map(Figures::Scored),
        scores_version: context.workspace.scored_version(),
        today: context.today,
        zone: context.zone,
        later: Some(context.sounds.map_or(later, |sounds| later.hearing(sounds))),
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
