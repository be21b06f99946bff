//! What goes along with spend, repeat, leaving and satisfaction: who has the outcome, what is known of them, correlations, a regression.

mod correlate;
mod fit;
mod gather;
mod values;

use super::{SLICE, shown};
use crate::scoring::Scores;
use crate::surveys::{Asked, Responses};
use crate::table::Table;
use crate::workspace::Workspace;
use correlate::Correlations;
use fit::Fitted;
use gather::{Bought, Talks};
use insight::stats::Description;
use model::Day;
use model::schema::{customer, order_line};
use protocol::{DriversAnswer, DriversQuery, FACTORS_MAX, Factor, FactorAnswer, Outcome, Zone};
use values::Values;

/// Customers that the figures are made of at most: a regression is one step.
const ROWS_MAX: usize = 20_000;
/// Pieces of conversations looked at in one slice.
const PIECES: usize = 4;
/// Rows below which nothing is told.
const NEEDED: usize = 30;
/// Stands for a customer that is not looked at.
const NOWHERE: u32 = u32::MAX;

/// What is done next.
#[derive(Clone, Copy)]
enum Phase {
    /// Who has an outcome, from this customer on, in the order of their ids.
    Choose(usize),
    /// Conversations, from this piece of their table on.
    Talks(usize),
    /// Lines of orders, from this row on.
    Lines(u32),
    /// What is known of those chosen, from this one on.
    Values(usize),
    /// Correlations, two columns at a time.
    Correlate,
    /// The regression, and then how alike the factors are.
    Fit,
    Alike,
    Done,
}

/// The work.
pub struct Drivers {
    query: DriversQuery,
    phase: Phase,
    /// The answers that are the outcome, if it is one of a survey.
    answers: Responses,
    /// Customers with an outcome, and of what is looked at every so many of them.
    population: u32,
    every: usize,
    chosen: Vec<u32>,
    /// The place of each customer among those chosen.
    places: Vec<u32>,
    talks: Talks,
    bought: Bought,
    values: Option<Values>,
    missing: u32,
    missing_of: Vec<u32>,
    /// The outcome and the factors, without rows of which something is not known.
    columns: Vec<Vec<f64>>,
    correlations: Correlations,
    fitted: Fitted,
}

impl Drivers {
    pub(super) fn new(query: &DriversQuery, workspace: &Workspace, scores: &Scores, zone: &'static Zone) -> Drivers {
        let asked = match query.outcome {
            Outcome::Satisfaction => Some(Asked::Csat),
            Outcome::Recommendation => Some(Asked::Nps),
            _ => None,
        };
        let mut factors: Vec<Factor> = Vec::new();
        for &factor in &query.factors {
            let fits = factor.part_of(query.outcome).is_none() && factors.len() < FACTORS_MAX;
            if fits && !factors.contains(&factor) {
                factors.push(factor);
            }
        }
        let n = factors.len();
        Drivers {
            query: DriversQuery { factors, ..query.clone() },
            phase: Phase::Choose(0),
            answers: asked.map(|asked| Responses::of(workspace, asked)).unwrap_or_default(),
            population: 0,
            every: 1,
            chosen: Vec::new(),
            places: Vec::new(),
            talks: Talks::new(shown(scores.book.as_of), zone),
            bought: Bought::default(),
            values: None,
            missing: 0,
            missing_of: vec![0; n],
            columns: vec![Vec::new(); n + 1],
            correlations: Correlations::of(n + 1),
            fitted: Fitted::default(),
        }
    }

    pub(super) fn step(&mut self, workspace: &Workspace, scores: &Scores) -> Option<DriversAnswer> {
        let asked = |factors: &[Factor]| self.query.factors.iter().any(|factor| factors.contains(factor));
        // The rows of this slice, and the row after them where there are more.
        let slice = |table: Option<&Table>, at: u32| {
            let to = table.map_or(0, Table::len).min(at.saturating_add(SLICE as u32));
            (at..to, (to < table.map_or(0, Table::len)).then_some(to))
        };
        self.phase = match self.phase {
            Phase::Choose(at) => {
                let order = scores.by_id(workspace);
                let to = order.len().min(at + SLICE);
                let some = order.get(at..to).unwrap_or_default().iter().copied();
                let known: Vec<u32> = some.filter(|&row| self.outcome(workspace, scores, row).is_some()).collect();
                self.chosen.extend(known);
                if to < order.len() { Phase::Choose(to) } else { self.choose(workspace) }
            }
            Phase::Talks(at) => {
                let to = at + PIECES;
                let more = asked(&[Factor::Talks]) && self.talks.read(workspace, at..to, &self.places);
                if more { Phase::Talks(to) } else { Phase::Lines(0) }
            }
            Phase::Lines(at) => {
                let lines = workspace.table(order_line::ID).filter(|_| asked(&[Factor::Products, Factor::Categories]));
                let (rows, more) = slice(lines, at);
                self.bought.read(workspace, rows, &self.places);
                more.map_or(Phase::Values(0), Phase::Lines)
            }
            Phase::Values(at) => self.read_values(workspace, scores, at),
            Phase::Correlate => match self.correlations.step(&self.columns, self.query.ranks) {
                true => Phase::Correlate,
                false => Phase::Fit,
            },
            Phase::Fit => {
                self.fitted = Fitted::of(self.query.outcome, &self.columns);
                Phase::Alike
            }
            Phase::Alike => {
                self.fitted.alike(self.query.outcome, &self.columns);
                Phase::Done
            }
            Phase::Done => return Some(self.answer(scores)),
        };
        None
    }

    /// The outcome of a customer, if there is one.
    fn outcome(&self, workspace: &Workspace, scores: &Scores, row: u32) -> Option<f64> {
        values::outcome(self.query.outcome, &self.answers, workspace, scores, row)
    }

    /// Of too many, takes every so many.
    fn choose(&mut self, workspace: &Workspace) -> Phase {
        self.population = self.chosen.len() as u32;
        self.every = self.chosen.len().div_ceil(ROWS_MAX).max(1);
        self.chosen = self.chosen.iter().copied().step_by(self.every).collect();
        let customers = workspace.table(customer::ID).map_or(0, Table::len);
        self.places = vec![NOWHERE; customers as usize];
        for (place, &row) in (0..).zip(&self.chosen) {
            if let Some(at) = self.places.get_mut(row as usize) {
                *at = place;
            }
        }
        self.talks.make_room(self.chosen.len());
        self.bought.make_room(self.chosen.len());
        Phase::Talks(0)
    }

    fn read_values(&mut self, workspace: &Workspace, scores: &Scores, at: usize) -> Phase {
        let values = self.values.get_or_insert_with(|| Values::new(workspace, scores));
        let to = self.chosen.len().min(at + SLICE / 4);
        let rows: Vec<(usize, u32)> = (at..to).filter_map(|place| Some((place, *self.chosen.get(place)?))).collect();
        let counts = |place: usize| (self.talks.of(place), self.bought.of(place));
        let of = |factor: &Factor, place, row| values.of(*factor, workspace, scores, row, counts(place));
        let read: Vec<(u32, Vec<Option<f64>>)> = rows
            .iter()
            .map(|&(place, row)| (row, self.query.factors.iter().map(|factor| of(factor, place, row)).collect()))
            .collect();
        for (row, known) in read {
            for (missing, value) in self.missing_of.iter_mut().zip(&known) {
                *missing += u32::from(value.is_none());
            }
            let outcome = self.outcome(workspace, scores, row);
            let whole: Option<Vec<f64>> = std::iter::once(outcome).chain(known).collect();
            match whole {
                Some(whole) => self.columns.iter_mut().zip(whole).for_each(|(column, value)| column.push(value)),
                None => self.missing += 1,
            }
        }
        match () {
            () if to < self.chosen.len() => Phase::Values(to),
            () if self.used() < NEEDED => Phase::Done,
            () => Phase::Correlate,
        }
    }

    fn used(&self) -> usize {
        self.columns.first().map_or(0, Vec::len)
    }

    fn answer(&self, scores: &Scores) -> DriversAnswer {
        let used = self.used();
        let described = |at: usize| self.columns.get(at + 1).and_then(|column| Description::of(column));
        let factors = self.query.factors.iter().enumerate().map(|(at, &factor)| FactorAnswer {
            factor,
            missing: self.missing_of.get(at).copied().unwrap_or(0),
            mean: described(at).map(|known| known.mean),
            sd: described(at).and_then(|known| known.sd),
            fewer: self.columns.get(at + 1).map_or(0, |column| fewer(column)),
            effect: self.fitted.effect(at),
            share: self.fitted.share(at),
        });
        let yes = self.columns.first().map_or(0, |outcome| outcome.iter().filter(|&&y| y == 1.0).count());
        DriversAnswer {
            as_of: Day(scores.book.as_of),
            buyers: scores.book.buyers as u32,
            currency: scores.currency,
            outcome: self.query.outcome,
            population: self.population,
            every: self.every as u32,
            missing: self.missing,
            used: used as u32,
            needed: NEEDED as u32,
            rarer: self.query.outcome.is_choice().then(|| yes.min(used - yes) as u32),
            factors: factors.collect(),
            correlations: self.correlations.told.clone(),
            fit: self.fitted.whole(),
        }
    }
}

/// The rows that do not hold what most rows hold.
fn fewer(column: &[f64]) -> u32 {
    let mut sorted = column.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let most = sorted.chunk_by(|a, b| a == b).map(<[f64]>::len).max().unwrap_or(0);
    (column.len() - most) as u32
}
