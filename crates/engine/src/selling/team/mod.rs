//! Users and teams: who there is, what they own, and how it goes to somebody else.

use super::owned::{self, counts, giving, meant};
use super::{Context, Plan};
use crate::ids::Handle;
use crate::records::name;
use crate::workspace::Workspace;
use hashbrown::HashSet;
use model::schema::{team, user};
use model::{CollectionId, Deed, RecordId};
use protocol::selling::team::{Members, PeopleAnswer, Person, TeamLine};
use protocol::{Failure, ProblemCode, TeamAnswer, TeamDeed, TeamQuery};
use std::cmp::Reverse;

/// The answer to a question.
pub(super) fn answer(context: &Context<'_>, query: &TeamQuery) -> TeamAnswer {
    match query {
        TeamQuery::People => TeamAnswer::People(Box::new(people(context))),
        TeamQuery::Members { of } => TeamAnswer::Members(Box::new(Members {
            of: *of,
            known: of.is_some_and(|of| context.workspace.find_alive(user::ID, of).is_some()),
            team: of.map_or_else(Vec::new, |of| members(context.workspace, of)),
            people: here(context.workspace),
        })),
    }
}

/// What a step changes.
pub(super) fn plan(context: &Context<'_>, deed: &TeamDeed, _ids: super::NewIds<'_>) -> Result<Plan, Failure> {
    let nothing = ProblemCode::NothingToTransfer;
    match deed {
        TeamDeed::Transfer { records, to } => {
            let (of, records) = meant(context, records)?;
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

/// A user's team: the user, all others of the same team, and whoever is in a team that the user leads.
pub(super) fn members(workspace: &Workspace, of: RecordId) -> Vec<RecordId> {
    let own = workspace.get(user::ID, of, user::TEAM).and_then(|team| workspace.ids.find(team));
    let mut teams: Vec<Handle> = own.into_iter().collect();
    if let (Some(table), Some(me)) = (workspace.table(team::ID), workspace.ids.find(of)) {
        let led = workspace.referring(team::ID, team::LEADER, me).into_iter().map(|row| table.handle(row));
        teams.extend(led.filter(|team| own != Some(*team)));
    }
    let mut members = vec![of];
    if let Some(table) = workspace.table(user::ID) {
        let rows = teams.into_iter().flat_map(|team| workspace.referring(user::ID, user::TEAM, team));
        members.extend(rows.map(|row| workspace.ids.id(table.handle(row))).filter(|member| *member != of));
    }
    members
}

/// Whether a user still works here.
fn is_active(workspace: &Workspace, user: RecordId) -> bool {
    workspace.get(user::ID, user, user::ACTIVE) != Some(false)
}

/// Everybody who still works here, by name.
fn here(workspace: &Workspace) -> Vec<(RecordId, String)> {
    let Some(table) = workspace.table(user::ID) else { return Vec::new() };
    let ids = table.alive_rows().map(|row| workspace.ids.id(table.handle(row)));
    let mut people: Vec<(RecordId, String)> =
        ids.filter(|id| is_active(workspace, *id)).map(|id| (id, name(workspace, id))).collect();
    people.sort_by(|a, b| (&a.1, a.0).cmp(&(&b.1, b.0)));
    people
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
                active: is_active(workspace, id),
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
