//! Stages at past month-ends: the rule of today over the orders until then (insight 1.4), so that nothing of it has to be stored.

use super::{SLICE, id_of};
use crate::explain::{thresholds, word_reason};
use crate::records::name_at;
use crate::scoring::{Scores, word_stage};
use crate::surveys::{Asked, Responses};
use crate::workspace::Workspace;
use insight::calendar::Period;
use insight::stats::wilson;
use insight::transition::{Place, Stays, Transitions};
use model::Day;
use model::schema::customer;
use protocol::insight::life_cycle::PLACES;
use protocol::{LifeCycleAnswer, LifeCycleQuery, Mover};
use std::cmp::Reverse;

/// Months that can be asked for.
const MONTHS_MAX: u32 = 60;
/// Movers told by name, unless more are asked for.
const MOVERS_MAX: usize = 100;

/// A move between two days that follow each other, or a stay.
struct Move {
    customer: u32,
    from: Place,
    to: Place,
    /// The day by which.
    at: usize,
}

/// The work.
pub struct LifeCycle {
    query: LifeCycleQuery,
    days: Vec<i32>,
    ended_on: Vec<Option<i32>>,
    answers: Responses,
    /// The day at hand, and its stages so far.
    at: usize,
    now: Vec<Place>,
    before: Vec<Place>,
    counts: Vec<[u32; PLACES]>,
    flows: Transitions,
    stays: Stays,
    listed: Vec<Move>,
}

fn number(place: Place) -> u8 {
    place.map_or(PLACES as u8 - 1, |stage| stage as u8)
}

impl LifeCycle {
    pub(super) fn new(query: LifeCycleQuery, workspace: &Workspace, scores: &Scores) -> LifeCycle {
        let days = scores.book.month_ends(query.months.clamp(1, MONTHS_MAX));
        LifeCycle {
            query,
            days,
            ended_on: ended_on(workspace, scores.book.customers()),
            answers: Responses::of(workspace, Asked::Nps),
            at: 0,
            now: Vec::new(),
            before: Vec::new(),
            counts: Vec::new(),
            flows: Transitions::default(),
            stays: Stays::default(),
            listed: Vec::new(),
        }
    }

    /// The day that ends the month asked for.
    fn month(&self) -> Option<usize> {
        let last = self.days.len().saturating_sub(1);
        self.query.back.map(|back| last.saturating_sub(back as usize))
    }

    /// Notes who is asked for, at the end of a month.
    fn list(&mut self) {
        let (from, to) = (self.query.from, self.query.to);
        let asked = from.is_some() || to.is_some();
        let whole = self.month().is_none();
        let meant = match self.month() {
            Some(at) => at == self.at,
            None => asked || self.at + 1 == self.days.len(),
        };
        if !meant {
            return;
        }
        for (row, &place) in self.now.iter().enumerate() {
            let before = self.before.get(row).copied().flatten();
            let is = |wanted: Option<u8>, place: Place| wanted.is_none_or(|wanted| wanted == number(place));
            // Before the first day there is none: where somebody stood on it is no move.
            let moved = self.at > 0 && before != place;
            if is(from, before) && is(to, place) && place.is_some() && (moved || (asked && !whole)) {
                self.listed.push(Move { customer: row as u32, from: before, to: place, at: self.at });
            }
        }
    }

    pub(super) fn step(&mut self, workspace: &Workspace, scores: &Scores) -> Option<LifeCycleAnswer> {
        let Some(&day) = self.days.get(self.at) else { return Some(self.answer(workspace, scores)) };
        let (from, all) = (self.now.len(), scores.book.customers());
        let to = (from + SLICE).min(all);
        if from < to {
            let in_danger = |c: usize| self.answers.is_detractor(c as u32, day);
            self.now.extend(scores.book.stages_of(from..to, day, &self.ended_on, in_danger));
        }
        if self.now.len() >= all {
            self.close_day(workspace);
        }
        None
    }

    /// Counts the day at hand, and the moves since the one before.
    fn close_day(&mut self, workspace: &Workspace) {
        let people = workspace.table(customer::ID);
        // Who is in the trash is no customer, on no day.
        for (row, place) in self.now.iter_mut().enumerate() {
            if !people.is_some_and(|people| people.is_alive(row as u32)) {
                *place = None;
            }
        }
        let mut counts = [0; PLACES];
        for place in &self.now {
            counts[place.map_or(PLACES - 1, |stage| stage as usize)] += 1;
        }
        // In a month that is not over fewer have left than will have.
        if self.at > 0 && self.days.get(self.at).is_some_and(|day| Period::Month.ends_on(*day)) {
            self.stays.add(&self.before, &self.now);
        }
        if self.at > 0 && self.month().is_none_or(|month| month == self.at) {
            self.flows.add(&Transitions::between(&self.before, &self.now));
        }
        self.list();
        self.counts.push(counts);
        self.at += 1;
        if self.at < self.days.len() {
            self.before = std::mem::take(&mut self.now);
        }
    }

    fn answer(&mut self, workspace: &Workspace, scores: &Scores) -> LifeCycleAnswer {
        let total = |row: u32| scores.total(row);
        self.listed
            .sort_by_cached_key(|one| (Reverse(total(one.customer)), id_of(workspace, one.customer), Reverse(one.at)));
        let limit = if self.query.limit == 0 { MOVERS_MAX } else { self.query.limit as usize };
        let word = |place: Place| place.map(word_stage);
        let people = workspace.table(customer::ID);
        let told = self.listed.iter().take(limit).filter_map(|mover| {
            let (people, day) = (people?, *self.days.get(mover.at)?);
            let flagged = self.answers.is_detractor(mover.customer, day);
            let reason = scores.book.stage_reason_on(mover.customer as usize, day, &self.ended_on, flagged);
            Some(Mover {
                id: workspace.ids.id(people.handle(mover.customer)),
                name: name_at(workspace, people, mover.customer),
                from: word(mover.from),
                to: word(mover.to),
                day: Day(day),
                reason: word_reason(&reason),
                silence: reason.signals().map(|signals| (signals.gap_days, signals.overdue)),
                total: total(mover.customer),
                last_order: scores.last_order(mover.customer),
            })
        });
        LifeCycleAnswer {
            as_of: Day(scores.book.as_of),
            buyers: scores.book.buyers as u32,
            needed: insight::BUYERS_MIN as u32,
            currency: scores.currency,
            thresholds: thresholds(&scores.book.settings),
            days: self.days.iter().map(|&day| Day(day)).collect(),
            counts: self.counts.clone(),
            prospects: people.map_or(0, |people| {
                let prospect = |row: &u32| scores.stage(*row) == Some(protocol::Stage::Exploration);
                people.alive_rows().filter(prospect).count() as u32
            }),
            flows: self.flows.counts.to_vec(),
            flow_ranges: self.flows.counts.iter().map(flow_ranges).collect(),
            stays: self.stays.means().to_vec(),
            stay_ranges: self.stays.ranges().to_vec(),
            stays_of: self.stays.held.to_vec(),
            movers: told.collect(),
            movers_all: self.listed.len() as u32,
        }
    }
}

/// The intervals of the shares of a row of moves; who left the stages is in none of them.
fn flow_ranges(row: &[u32; PLACES]) -> [[f64; 2]; PLACES] {
    let all: u64 = row.iter().take(PLACES - 1).map(|n| u64::from(*n)).sum();
    row.map(|n| wilson(n.into(), all).map_or([0.0, 1.0], |(low, high)| [low, high]))
}

/// The day each relation ended.
pub(super) fn ended_on(workspace: &Workspace, customers: usize) -> Vec<Option<i32>> {
    let column = workspace.table(customer::ID).and_then(|people| people.column(customer::ENDED_AT.id));
    let Some(column) = column else { return Vec::new() };
    (0..customers as u32).map(|row| column.day(row).map(|day| day.0)).collect()
}
