//! What is told of clusters.

use super::Clusters;
use crate::records::name_at;
use crate::scoring::Scores;
use crate::workspace::Workspace;
use insight::cluster::{Clusters as Found, silhouettes};
use insight::stats::Mean;
use model::Day;
use model::schema::customer;
use protocol::{ClusterField, ClusterRow, ClustersAnswer, InsightAnswer};

/// Customers told by name.
const NEAREST_MAX: usize = 10;

/// A cluster as it is shown: its number among those found, and its customers by their place.
struct Shown {
    number: usize,
    members: Vec<usize>,
    total: i128,
}

/// The mean of a figure among some, and its 95 % interval; within what the figure can be.
fn mean(field: ClusterField, column: &[f64], members: impl Iterator<Item = usize>) -> (f64, Option<[f64; 2]>) {
    let values: Vec<f64> = members.filter_map(|at| column.get(at).copied()).collect();
    let Some(mean) = Mean::of(&values) else { return (0.0, None) };
    let (least, most) = match field {
        // There are more refunds than purchases with some.
        ClusterField::Amount | ClusterField::AmountADay => (f64::NEG_INFINITY, f64::INFINITY),
        ClusterField::Active => (0.0, 1.0),
        ClusterField::Loyalty => (0.0, 100.0),
        _ => (0.0, f64::INFINITY),
    };
    (mean.mean, mean.ci.map(|(low, high)| [low.max(least), high.min(most)]))
}

fn whole(sum: i128) -> i64 {
    sum.clamp(i64::MIN.into(), i64::MAX.into()) as i64
}

impl Clusters {
    pub(super) fn answer(&self, workspace: &Workspace, scores: &Scores) -> InsightAnswer {
        let shown = self.best.as_ref().map(|(found, _)| self.shown(found, scores)).unwrap_or_default();
        let people = workspace.table(customer::ID);
        let id = |&at: &usize| {
            let row = *self.who.get(at)?;
            Some((workspace.ids.id(people?.handle(row)), row))
        };
        if let Some(nth) = self.members_of {
            let members = shown.get(nth as usize).map(|cluster| cluster.members.as_slice()).unwrap_or_default();
            return InsightAnswer::ClusterMembers(members.iter().filter_map(id).map(|(id, _)| id).collect());
        }
        let all: i128 = shown.iter().map(|cluster| cluster.total).sum();
        let apart = self.best.as_ref().and_then(|(found, _)| silhouettes(found, &self.points)).unwrap_or_default();
        let rows = shown.iter().filter_map(|cluster| {
            let (found, _) = self.best.as_ref()?;
            let centre = found.centres.get(cluster.number * found.d..(cluster.number + 1) * found.d)?;
            let nearest = self.nearest(cluster, centre);
            let named = nearest.iter().filter_map(id).map(|(id, row)| {
                let name = people.map(|people| name_at(workspace, people, row));
                (id, name.unwrap_or_default())
            });
            let (means, ranges) = self.means(|| cluster.members.iter().copied());
            Some(ClusterRow {
                size: cluster.members.len() as u32,
                total: whole(cluster.total),
                amount_share: (all > 0).then(|| cluster.total as f64 / all as f64),
                means,
                ranges,
                away: centre.to_vec(),
                silhouette: apart.get(cluster.number).copied().unwrap_or(0.0),
                nearest: named.collect(),
            })
        });
        let (means, ranges) = self.means(|| 0..self.who.len());
        InsightAnswer::Clusters(ClustersAnswer {
            as_of: Day(scores.book.as_of),
            buyers: scores.book.buyers as u32,
            n: self.who.len() as u32,
            needed: insight::BUYERS_MIN as u32,
            currency: scores.currency,
            fields: self.fields.clone(),
            tried: self.tried.clone(),
            means,
            ranges,
            clusters: rows.collect(),
        })
    }

    /// The mean of each figure among some, and its interval.
    fn means<I: Iterator<Item = usize>>(&self, members: impl Fn() -> I) -> (Vec<f64>, Vec<Option<[f64; 2]>>) {
        self.fields.iter().zip(&self.figures).map(|(field, column)| mean(*field, column, members())).unzip()
    }

    /// The clusters that have customers, most net amount first, then most customers.
    fn shown(&self, found: &Found, scores: &Scores) -> Vec<Shown> {
        let new = |number| Shown { number, members: Vec::new(), total: 0 };
        let mut shown: Vec<Shown> = (0..found.sizes.len()).map(new).collect();
        for (at, (&label, &row)) in found.label.iter().zip(&self.who).enumerate() {
            if let Some(cluster) = shown.get_mut(label as usize) {
                cluster.members.push(at);
                cluster.total += i128::from(scores.total(row));
            }
        }
        shown.retain(|cluster| !cluster.members.is_empty());
        shown.sort_by_key(|cluster| {
            (std::cmp::Reverse(cluster.total), std::cmp::Reverse(cluster.members.len()), cluster.number)
        });
        shown
    }

    /// Its customers nearest to the centre, nearest first; of equals the one whose id comes first.
    fn nearest(&self, cluster: &Shown, centre: &[f64]) -> Vec<usize> {
        let d = centre.len();
        let gap = |at: usize| {
            let point = self.points.get(at * d..(at + 1) * d).unwrap_or(&[]);
            point.iter().zip(centre).map(|(x, c)| (x - c) * (x - c)).sum::<f64>()
        };
        let order = |a: &(f64, usize), b: &(f64, usize)| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1));
        let mut gaps: Vec<(f64, usize)> = cluster.members.iter().map(|&at| (gap(at), at)).collect();
        if gaps.len() > NEAREST_MAX {
            gaps.select_nth_unstable_by(NEAREST_MAX, order);
            gaps.truncate(NEAREST_MAX);
        }
        gaps.sort_by(order);
        gaps.into_iter().map(|(_, at)| at).collect()
    }
}
