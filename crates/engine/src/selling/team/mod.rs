//! Users and teams: who there is, what they own, and how it goes to somebody else.

use super::owned::{self, counts, giving, meant};
use super::{Context, Plan};
use crate::records::name;
use crate::workspace::Workspace;
use hashbrown::HashSet;
use model::schema::{team, user};
use model::{CollectionId, Deed, RecordId};
use protocol::selling::team::{PeopleAnswer, Person, TeamLine};
use protocol::{Failure, ProblemCode, TeamAnswer, TeamDeed, TeamQuery};
use std::cmp::Reverse;

/// The answer to a question.
pub(super) fn answer(context: &Context<'_>, query: &TeamQuery) -> TeamAnswer {
    match query {
        TeamQuery::People => TeamAnswer::People(Box::new(people(context))),
        TeamQuery::Members { of } => TeamAnswer::Members {
            of: *of,
            name: context.workspace.get(user::ID, *of, user::NAME).unwrap_or_default(),
            members: members(context.workspace, *of),
        },
    }
}

/// What a step changes.
pub(super) fn plan(context: &Context<'_>, deed: &TeamDeed, _ids: super::NewIds<'_>) -> Result<Plan, Failure> {
    let nothing = ProblemCode::NothingToTransfer;
    match deed {
        TeamDeed::Transfer { records, to } => {
            let (of, records) = meant(context, records);
            giving(context, records.into_iter().map(|record| (of, record)), *to, Deed::Transfer, nothing)
        }
        TeamDeed::HandOver { from, to, of } => {
            let records = of.iter().flat_map(|&of| owned_by(context, of, *from));
            giving(context, records, *to, Deed::Transfer, nothing)
        }
    }
}

fn owned_by(context: &Context<'_>, of: CollectionId, owner: RecordId) -> Vec<(CollectionId, RecordId)> {
    let workspace = context.workspace;
    let found = owned::owner_field(of).and_then(|field| workspace.table(of)?.column(field));
    let (Some(table), Some(column), Some(owner)) = (workspace.table(of), found, workspace.ids.find(owner)) else {
        return Vec::new();
    };
    let rows = table.alive_rows().filter(|&row| column.reference(row) == Some(owner));
    rows.map(|row| (of, workspace.ids.id(table.handle(row)))).collect()
}

/// A user and all others of the same team.
pub(super) fn members(workspace: &Workspace, of: RecordId) -> Vec<RecordId> {
    let mut members = vec![of];
    let Some(own) = workspace.get(user::ID, of, user::TEAM).and_then(|team| workspace.ids.find(team)) else {
        return members;
    };
    if let Some(table) = workspace.table(user::ID) {
        let rows = workspace.referring(user::ID, user::TEAM, own).into_iter();
        members.extend(rows.map(|row| workspace.ids.id(table.handle(row))).filter(|member| *member != of));
    }
    members
}

fn people(context: &Context<'_>) -> PeopleAnswer {
    let workspace = context.workspace;
    let mut counts = counts(context);
    let mut answer = PeopleAnswer::default();
    if let Some(table) = workspace.table(user::ID) {
        for row in table.alive_rows() {
            let id = workspace.ids.id(table.handle(row));
            let mut owned = counts.remove(&id).unwrap_or_default();
            owned.sort_unstable();
            answer.people.push(Person {
                id,
                name: name(workspace, id),
                team: workspace.get(user::ID, id, user::TEAM),
                active: workspace.get(user::ID, id, user::ACTIVE) != Some(false),
                email: table.text(row, user::EMAIL).to_owned(),
                phone: table.text(row, user::PHONE).to_owned(),
                owned,
            });
        }
    }
    answer.people.sort_by(|a, b| (Reverse(a.active), &a.name, a.id).cmp(&(Reverse(b.active), &b.name, b.id)));
    if let Some(table) = workspace.table(team::ID) {
        let line = |row| {
            let id = workspace.ids.id(table.handle(row));
            TeamLine { id, name: name(workspace, id), leader: workspace.get(team::ID, id, team::LEADER) }
        };
        answer.teams = table.alive_rows().map(line).collect();
        answer.teams.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
    }
    // What is left belongs to nobody who is there.
    let mut orphans: Vec<(CollectionId, u32)> = Vec::new();
    let kinds: HashSet<CollectionId> = counts.values().flatten().map(|(of, _)| *of).collect();
    for of in kinds {
        let count = counts.values().flatten().filter(|(other, _)| *other == of).map(|(_, count)| count).sum();
        orphans.push((of, count));
    }
    orphans.sort_unstable();
    answer.orphans = orphans;
    answer
}
