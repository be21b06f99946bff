//! Two groups side by side, and which differences are beyond chance.

mod lines;

use super::SLICE;
use super::views::{self, Chosen};
use crate::list::Source;
use crate::scoring::Scores;
use crate::surveys::{Asked, Responses};
use crate::table::Table;
use crate::workspace::Workspace;
use crate::worth::Worth;
use lines::Lines;
use model::Day;
use model::rule::Rule;
use model::schema::customer;
use protocol::{CompareAnswer, CompareQuery, Stage, Zone};

/// Customers on each side from which on a difference is tested.
pub const TESTED_MIN: usize = 10;

/// Customers looked at in one slice.
const CUSTOMERS: usize = SLICE / 4;

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
    /// In danger or terminated; of those with a stage past exploration, where there are buyers enough to tell stages.
    leaving: Option<bool>,
    /// Ordered again; of buyers.
    again: Option<bool>,
    /// Would recommend, 0–10.
    nps: Option<u8>,
}

/// The work.
pub struct Compare {
    groups: [Rule; 2],
    /// Which customers are in a group.
    chosen: [Chosen; 2],
    today: Day,
    zone: &'static Zone,
    worth: Option<Worth>,
    answers: Responses,
    at: usize,
    /// In the order of their ids.
    members: Vec<Member>,
    lines: Lines,
}

impl Compare {
    pub(super) fn new(query: &CompareQuery, workspace: &Workspace, scores: &Scores, zone: &'static Zone) -> Compare {
        Compare {
            groups: query.groups.clone(),
            chosen: [0, 1].map(|nth: usize| Chosen::by(workspace, &query.groups[nth], query.today)),
            today: query.today,
            zone,
            worth: Worth::of(scores),
            answers: Responses::of(workspace, Asked::Nps),
            at: 0,
            members: Vec::new(),
            lines: Lines::default(),
        }
    }

    pub(super) fn step(&mut self, workspace: &Workspace, scores: &Scores) -> Option<CompareAnswer> {
        let (people, order) = (workspace.table(customer::ID), scores.by_id(workspace));
        if let Some(people) = people.filter(|_| self.at < order.len()) {
            let source = views::source(workspace, scores, self.today, self.zone);
            let to = self.at.saturating_add(CUSTOMERS).min(order.len());
            let some = order.get(self.at..to).unwrap_or_default().iter().copied();
            for row in some.filter(|&row| people.is_alive(row)) {
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
        let groups = [0, 1].map(|group: usize| self.chosen[group].holds(source, people, row));
        if groups == [false, false] {
            return None;
        }
        let order_days = f64::from(scores.order_days(row));
        let span = scores.book.history.span(row as usize);
        let gap = span.filter(|_| order_days > 1.0);
        let has_model = scores.book.buyers >= insight::BUYERS_MIN;
        let stage = scores.stage(row).filter(|stage| has_model && *stage != Stage::Exploration);
        let worth = self.worth.as_ref().and_then(|worth| worth.brings(scores, row as usize));
        Some(Member {
            groups,
            row,
            amount: scores.total(row) as f64,
            order_days,
            gap: gap.map(|(first, last)| f64::from(last.abs_diff(first)) / (order_days - 1.0)),
            loyalty: scores.loyalty(row).map(f64::from),
            worth: worth.map(|brings| scores.money.share() * brings),
            leaving: stage.map(|stage| matches!(stage, Stage::Danger | Stage::Termination)),
            again: span.map(|_| order_days > 1.0),
            nps: self.answers.newest(row, scores.book.as_of).and_then(|newest| u8::try_from(newest.score).ok()),
        })
    }
}
