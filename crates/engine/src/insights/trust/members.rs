//! Who is behind the fifths and the stages of the audit: of each the first customers, those who brought most first.

use crate::records::name_at;
use crate::scoring::{Scores, word_stage};
use crate::workspace::Workspace;
use insight::Book;
use model::RecordId;
use model::schema::customer;
use protocol::{AuditAnswer, Stage, TrustRow};

/// Customers looked at in one slice, each by the model of that day.
const CUSTOMERS: usize = 2_000;
/// Customers told of each group.
const FIRST: usize = 20;

/// A customer who was known at the cut.
struct Member {
    row: usize,
    id: RecordId,
    chance: f64,
    stage: Option<Stage>,
    ordered: bool,
}

/// The work.
#[derive(Default)]
pub(super) struct Members {
    at: usize,
    sorted: bool,
    all: Vec<Member>,
}

impl Members {
    /// Works for a few milliseconds; true once every group of the audit has its customers. `then` is the book of the cut.
    pub(super) fn step(
        &mut self,
        then: &Book,
        workspace: &Workspace,
        scores: &Scores,
        audit: &mut AuditAnswer,
    ) -> bool {
        if self.at < then.customers() {
            let to = (self.at + CUSTOMERS).min(then.customers());
            self.all.extend((self.at..to).filter_map(|row| member(row, then, workspace, scores)));
            self.at = to;
        } else if !self.sorted {
            // As the fifths are cut; ids decide where the chance does not.
            self.all.sort_unstable_by(|a, b| a.chance.total_cmp(&b.chance).then(a.id.cmp(&b.id)));
            self.sorted = true;
        } else if let Some(row) = audit.fifths.get(audit.fifth_members.len()) {
            let before: u32 = audit.fifths[..audit.fifth_members.len()].iter().map(|fifth| fifth.customers).sum();
            let members = self.all.iter().skip(before as usize).take(row.customers as usize);
            audit.fifth_members.push(first(members, workspace, scores));
        } else if let Some(row) = audit.stages.get(audit.stage_members.len()) {
            let stage = row.stage;
            let members = self.all.iter().filter(|member| member.stage == Some(stage));
            audit.stage_members.push(first(members, workspace, scores));
        } else {
            return true;
        }
        false
    }
}

fn member(row: usize, then: &Book, workspace: &Workspace, scores: &Scores) -> Option<Member> {
    then.history.span(row)?;
    let days = scores.book.history.days(row);
    Some(Member {
        row,
        id: super::super::id_of(workspace, row as u32)?,
        chance: then.signals(row)?.p_active,
        stage: then.stage.get(row).copied().flatten().map(word_stage),
        ordered: days.last().is_some_and(|day| *day > then.as_of),
    })
}

/// Those who brought most, as far as they are not in the trash.
fn first<'a>(members: impl Iterator<Item = &'a Member>, workspace: &Workspace, scores: &Scores) -> Vec<TrustRow> {
    let Some(people) = workspace.table(customer::ID) else { return Vec::new() };
    let mut members: Vec<&Member> = members.filter(|member| people.is_alive(member.row as u32)).collect();
    members.sort_unstable_by_key(|member| (std::cmp::Reverse(scores.total(member.row as u32)), member.id));
    let told = |member: &&Member| TrustRow {
        id: member.id,
        name: name_at(workspace, people, member.row as u32),
        chance: member.chance,
        stage: member.stage,
        ordered: member.ordered,
    };
    members.iter().take(FIRST).map(told).collect()
}
