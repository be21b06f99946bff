//! Groups of customers that are alike: k-means++ over the figures that somebody chose, in the order of the records' ids, so that every replica has
//! the same clusters.

mod answer;
mod fields;

use super::SLICE;
use crate::scoring::Scores;
use crate::workspace::Workspace;
use crate::worth::Worth;
use insight::cluster::{Clusters as Found, Fitting, KMeans, Quality, standardise, winsorise};
use model::schema::customer;
use protocol::insight::clusters::CLUSTERS;
use protocol::{ClusterField, ClustersQuery, InsightAnswer};
use std::rc::Rc;
use std::sync::Arc;

/// Runs from different seeds.
pub const RUNS: usize = 3;
/// Share of each end of a figure that is drawn in, so that a few odd customers do not make a cluster of their own.
pub const DRAWN_IN: f64 = 0.01;

/// The work.
pub struct Clusters {
    fields: Vec<ClusterField>,
    /// Who is in this cluster is asked, not what the clusters are.
    members_of: Option<u32>,
    worth: Option<Worth>,
    unit: f64,
    /// Rows of customers by their ids, and how many were looked at.
    order: Option<Rc<[u32]>>,
    at: usize,
    /// Those with all figures, and their figures, a column a field.
    who: Vec<u32>,
    figures: Vec<Vec<f64>>,
    /// The figures as they are compared, and how many columns of them are ready.
    columns: Vec<Vec<f64>>,
    ready: usize,
    points: Arc<[f64]>,
    /// Numbers of clusters still to try, last first; the one at hand; and what was tried.
    wanted: Vec<u32>,
    fitting: Option<Fitting<Arc<[f64]>>>,
    tried: Vec<(u32, f64)>,
    best: Option<(Found, f64)>,
}

impl Clusters {
    pub(super) fn new(query: &ClustersQuery, members_of: Option<u32>, scores: &Scores) -> Clusters {
        let mut fields: Vec<ClusterField> = Vec::new();
        for field in &query.fields {
            if !fields.contains(field) {
                fields.push(*field);
            }
        }
        if fields.is_empty() {
            fields = ClusterField::USUAL.to_vec();
        }
        let wanted = match query.k {
            Some(k) => vec![k.clamp(*CLUSTERS.start(), *CLUSTERS.end())],
            None => CLUSTERS.rev().collect(),
        };
        let worth = fields.contains(&ClusterField::LifetimeValue).then(|| Worth::of(scores)).flatten();
        let columns = vec![Vec::new(); fields.len()];
        Clusters {
            members_of,
            worth,
            unit: 10_u64.pow(scores.currency.digits().min(18)) as f64,
            order: None,
            at: 0,
            who: Vec::new(),
            figures: columns.clone(),
            columns,
            ready: 0,
            points: Arc::from([]),
            wanted,
            fitting: None,
            tried: Vec::new(),
            best: None,
            fields,
        }
    }

    pub(super) fn step(&mut self, workspace: &Workspace, scores: &Scores) -> Option<InsightAnswer> {
        let Some(order) = &self.order else {
            self.order = Some(scores.by_id(workspace));
            return None;
        };
        let (from, to) = (self.at, (self.at + SLICE / 4).min(order.len()));
        if from < to {
            self.at = to;
            self.gather(from..to, workspace, scores);
            return None;
        }
        // As few as a model needs make clusters that mean something; fewer are told one by one.
        if self.who.len() >= insight::BUYERS_MIN && !self.fitted() {
            return None;
        }
        Some(self.answer(workspace, scores))
    }

    /// Takes the figures of these customers in.
    fn gather(&mut self, some: std::ops::Range<usize>, workspace: &Workspace, scores: &Scores) {
        let Some(people) = workspace.table(customer::ID) else { return };
        let rows = self.order.as_deref().and_then(|order| order.get(some)).unwrap_or(&[]);
        for &row in rows.iter().filter(|&&row| people.is_alive(row)) {
            let figure = |field: &ClusterField| fields::figure(*field, scores, self.worth.as_ref(), row as usize);
            // Who lacks one of the figures is in no cluster.
            let Some(figures) = self.fields.iter().map(figure).collect::<Option<Vec<f64>>>() else { continue };
            self.who.push(row);
            for (column, figure) in self.figures.iter_mut().zip(figures) {
                column.push(figure);
            }
        }
    }

    /// Goes on with the clusters; whether they are found.
    fn fitted(&mut self) -> bool {
        if let Some(column) = self.columns.get_mut(self.ready) {
            let (field, figures) = (self.fields.get(self.ready), self.figures.get(self.ready));
            if let (Some(&field), Some(figures)) = (field, figures) {
                *column = figures.iter().map(|&figure| fields::compared(field, figure, self.unit)).collect();
                winsorise(column, 1, DRAWN_IN);
                standardise(column, 1);
            }
            self.ready += 1;
            return false;
        }
        if self.points.is_empty() {
            let row = |i: usize| self.columns.iter().filter_map(move |column| column.get(i).copied());
            self.points = (0..self.who.len()).flat_map(row).collect();
            return false;
        }
        let Some(fitting) = &mut self.fitting else {
            let Some(&k) = self.wanted.last() else { return true };
            let how = KMeans { runs: RUNS, ..KMeans::new(k as usize) };
            self.fitting = Fitting::new(how, self.points.clone(), self.fields.len());
            if self.fitting.is_none() {
                self.wanted.pop();
            }
            return false;
        };
        if let Some(found) = fitting.step() {
            self.fitting = None;
            let found = found.merged();
            if let (Some(k), Some(quality)) = (self.wanted.pop(), Quality::of(&found, &self.points)) {
                let clear = quality.simplified_silhouette;
                self.tried.push((k, clear));
                if self.best.as_ref().is_none_or(|(_, best)| clear > *best) {
                    self.best = Some((found, clear));
                }
            }
        }
        false
    }
}
