//! Two groups side by side, and which differences are beyond chance.

mod answers;
mod lines;

use super::SLICE;
use crate::figures::Figures;
use crate::list::{Filter, Later, Source};
use crate::scoring::Scores;
use crate::table::Table;
use crate::workspace::Workspace;
use crate::worth::Worth;
use answers::Answers;
use lines::Lines;
use model::Day;
use model::rule::Rule;
use model::schema::{customer, survey_response};
use protocol::{CompareAnswer, CompareQuery, Stage};

/// Customers on each side from which on a difference is tested.
pub const TESTED_MIN: usize = 10;

/// A customer in one of the groups, or in both.
struct Member {
    groups: [bool; 2],
    row: u32,
    amount: f64,
    order_days: f64,
    /// Mean days between orders.
    gap: Option<f64>,
    loyalty: Option<f64>,
    worth: Option<f64>,
    /// In danger or terminated; of those with a stage.
    leaving: Option<bool>,
    /// Ordered again; of buyers.
    again: Option<bool>,
    /// Would recommend, 0–10.
    nps: Option<u8>,
}

/// The work.
pub struct Compare {
    groups: [Rule; 2],
    /// Which customers are in a group; `None` for all.
    filters: [Option<Filter>; 2],
    today: Day,
    worth: Option<Worth>,
    responses: u32,
    answers: Answers,
    at: u32,
    members: Vec<Member>,
    lines: Lines,
}

impl Compare {
    pub(super) fn new(query: &CompareQuery, scores: &Scores) -> Compare {
        // As in lists: a rule that is still being written leaves nobody out.
        let filter = |rule: &Rule| (rule.narrows() && rule.is_sound()).then(|| Filter::new(rule, query.today));
        Compare {
            groups: query.groups.clone(),
            filters: [filter(&query.groups[0]), filter(&query.groups[1])],
            today: query.today,
            worth: Worth::of(scores),
            responses: 0,
            answers: Answers::default(),
            at: 0,
            members: Vec::new(),
            lines: Lines::default(),
        }
    }

    pub(super) fn step(&mut self, workspace: &Workspace, scores: &Scores) -> Option<CompareAnswer> {
        let slice = SLICE as u32 / 4;
        if let Some(table) = workspace.table(survey_response::ID).filter(|table| self.responses < table.len()) {
            let to = self.responses.saturating_add(slice).min(table.len());
            self.answers.read(workspace, table, self.responses..to);
            self.responses = to;
            return None;
        }
        let people = workspace.table(customer::ID);
        if let Some(people) = people.filter(|people| self.at < people.len()) {
            let source = Source {
                workspace,
                scores: Some(Figures::Scored(scores)),
                scores_version: 0,
                today: self.today,
                zone: &protocol::GREENWICH,
                later: Some(Later::new()),
            };
            let to = self.at.saturating_add(slice).min(people.len());
            for row in (self.at..to).filter(|&row| people.is_alive(row)) {
                let member = self.member(&source, people, scores, row);
                self.members.extend(member);
            }
            self.at = to;
            return None;
        }
        if !self.lines.step(&self.members, scores) {
            return None;
        }
        self.lines.answer(self.groups.clone(), scores)
    }

    /// The customer in a row, if one of the groups holds them.
    fn member(&self, source: &Source, people: &Table, scores: &Scores, row: u32) -> Option<Member> {
        let groups = [0, 1].map(|group: usize| match self.filters.get(group) {
            Some(Some(filter)) => filter.holds(source, people, row),
            _ => true,
        });
        if groups == [false, false] {
            return None;
        }
        let order_days = f64::from(scores.order_days(row));
        let span = scores.book.history.span(row as usize);
        let gap = span.filter(|_| order_days > 1.0);
        let stage = scores.stage(row).filter(|stage| *stage != Stage::Exploration);
        let worth = self.worth.as_ref().and_then(|worth| worth.discounted(scores, row as usize));
        Some(Member {
            groups,
            row,
            amount: scores.total(row) as f64,
            order_days,
            gap: gap.map(|(first, last)| f64::from(last.abs_diff(first)) / (order_days - 1.0)),
            loyalty: scores.loyalty(row).map(f64::from),
            worth: worth.map(|(amount, orders)| scores.money.share() * amount * orders),
            leaving: stage.map(|stage| matches!(stage, Stage::Danger | Stage::Termination)),
            again: span.map(|_| order_days > 1.0),
            nps: self.answers.of(row),
        })
    }
}
