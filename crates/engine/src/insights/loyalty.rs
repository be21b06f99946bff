//! Loyalty in three layers (insight 1.5): what is observed of each buyer, its means, then each buyer against them.

mod observed;

use super::views::{self, Chosen};
use super::{SLICE, points_range};
use crate::records::name_at;
use crate::scoring::Scores;
use crate::workspace::Workspace;
use insight::layers::{Loyalty, LoyaltyType, Means, Observed, Weights};
use insight::stats::Spread;
use model::schema::{THE_SETTINGS, customer, setting};
use model::{Day, Decimal};
use observed::Evidence;
use protocol::{
    FactorRow, LoyalFactor, LoyalGroup, LoyalKind, LoyalListed, LoyalRow, LoyaltyPageAnswer, LoyaltyQuery, Zone,
};

/// Members told by name, unless more are asked for.
const ROWS_MAX: usize = 50;

/// Where a factor of a page stands among those of the method.
fn number(factor: LoyalFactor) -> usize {
    use insight::layers::Factor;
    (match factor {
        LoyalFactor::Alive => Factor::PAlive,
        LoyalFactor::Rate => Factor::OrderRate,
        LoyalFactor::Spend => Factor::NetSpend,
        LoyalFactor::Tenure => Factor::Tenure,
        LoyalFactor::Nps => Factor::Nps,
        LoyalFactor::Csat => Factor::Csat,
        LoyalFactor::Advocacy => Factor::Advocacy,
        LoyalFactor::Engagement => Factor::Engagement,
        LoyalFactor::Familiarity => Factor::Familiarity,
    }) as usize
}

/// Weights of the layers in this workspace, per cent.
fn kept(workspace: &Workspace) -> [u32; 3] {
    let keys = [setting::WEIGHT_BEHAVIOURAL, setting::WEIGHT_AFFECTIVE, setting::WEIGHT_COGNITIVE];
    let usual = Weights::default().layers.map(|weight| (weight * 100.0).round() as u32);
    std::array::from_fn(|layer| {
        let set: Option<Decimal> = workspace.get(setting::ID, THE_SETTINGS, keys[layer]);
        set.and_then(|n| u32::try_from(n.0 / Decimal::ONE).ok()).map_or(usual[layer], |n| n.min(100))
    })
}

fn weights(percent: [u32; 3]) -> Weights {
    Weights { layers: percent.map(|n| f64::from(n.min(100)) / 100.0), ..Weights::default() }
}

/// The work.
pub struct Page {
    query: LoyaltyQuery,
    zone: &'static Zone,
    /// The group, where it is a saved view.
    view: Option<Chosen>,
    kept: [u32; 3],
    evidence: Evidence,
    means: Means,
    /// Customers looked at in the first pass and in the second.
    at: [usize; 2],
    tens: [u32; 10],
    kinds: [(u32, i64); 5],
    layers: [Spread; 3],
    scores: [Spread; 2],
    coverage: Spread,
    group: Spread,
    points: [Spread; 10],
    listed: Vec<u32>,
}

impl Page {
    pub(super) fn new(query: &LoyaltyQuery, workspace: &Workspace, zone: &'static Zone) -> Page {
        let view = match query.group {
            LoyalGroup::View(id) => Chosen::by_view(workspace, id, query.today),
            _ => None,
        };
        Page {
            query: query.clone(),
            zone,
            view,
            kept: kept(workspace),
            evidence: Evidence::of(workspace, zone),
            means: Means::default(),
            at: [0; 2],
            tens: [0; 10],
            kinds: [(0, 0); 5],
            layers: [Spread::default(); 3],
            scores: [Spread::default(); 2],
            coverage: Spread::default(),
            group: Spread::default(),
            points: [Spread::default(); 10],
            listed: Vec::new(),
        }
    }

    fn percent(&self) -> [u32; 3] {
        self.query.weights.unwrap_or(self.kept)
    }

    pub(super) fn step(&mut self, workspace: &Workspace, scores: &Scores) -> Option<LoyaltyPageAnswer> {
        if !self.evidence.step(workspace, scores) {
            return None;
        }
        let all = scores.book.customers();
        let Some(pass) = self.at.iter().position(|&at| at < all) else {
            return Some(self.answer(workspace, scores));
        };
        let (from, to) = (self.at[pass], (self.at[pass] + SLICE / 2).min(all));
        let (tried, kept, means) = (weights(self.percent()), weights(self.kept), self.means.get());
        for row in from..to {
            let Some(observed) = self.evidence.observed(workspace, scores, row) else { continue };
            if pass == 0 {
                self.means.add(&observed);
                continue;
            }
            if let Some(loyalty) = kept.loyalty(&observed, &means) {
                self.scores[1].add(loyalty.score);
            }
            if let Some(loyalty) = tried.loyalty(&observed, &means) {
                self.count(row, &observed, &loyalty, workspace, scores);
            }
        }
        self.at[pass] = to;
        None
    }

    fn count(&mut self, row: usize, observed: &Observed, loyalty: &Loyalty, workspace: &Workspace, scores: &Scores) {
        let (row, total) = (row as u32, scores.total(row as u32));
        self.scores[0].add(loyalty.score);
        self.coverage.add(loyalty.coverage);
        let ten = (loyalty.score / 10.0).clamp(0.0, 9.0) as usize;
        self.tens[ten] += 1;
        for (sum, layer) in self.layers.iter_mut().zip(loyalty.layers) {
            if let Some(points) = layer {
                sum.add(points);
            }
        }
        let kind = kind(loyalty);
        let (count, value) = &mut self.kinds[kind as usize];
        *count += 1;
        *value = value.saturating_add(total);
        let is_member = match self.query.group {
            LoyalGroup::Stage(stage) => scores.stage(row) == Some(stage),
            LoyalGroup::Segment(segment) => scores.segment(row) == segment,
            LoyalGroup::View(_) => {
                self.view.as_ref().zip(workspace.table(customer::ID)).is_some_and(|(view, people)| {
                    view.holds(&views::source(workspace, scores, self.query.today, self.zone), people, row)
                })
            }
        };
        if is_member {
            self.group.add(loyalty.score);
            for contribution in &loyalty.contributions {
                self.points[contribution.factor as usize].add(contribution.points);
            }
        }
        let is_listed = match self.query.listed {
            None => kind == self.query.kind,
            Some(LoyalListed::Layer(layer)) => loyalty.layers.get(usize::from(layer)).is_some_and(Option::is_some),
            Some(LoyalListed::Ten(tens)) => usize::from(tens) == ten,
            Some(LoyalListed::Factor(factor)) => observed[number(factor)].is_some(),
            Some(LoyalListed::Group) => is_member,
        };
        if is_listed {
            self.listed.push(row);
        }
    }

    fn answer(&mut self, workspace: &Workspace, scores: &Scores) -> LoyaltyPageAnswer {
        let (tried, means) = (weights(self.percent()), self.means.get());
        let people = workspace.table(customer::ID);
        let id = |row: u32| people.map(|people| workspace.ids.id(people.handle(row)));
        self.listed.sort_by_cached_key(|&row| (std::cmp::Reverse(scores.total(row)), id(row)));
        let limit = if self.query.limit == 0 { ROWS_MAX } else { self.query.limit as usize };
        let rows = self.listed.iter().skip(self.query.skip as usize).take(limit).filter_map(|&row| {
            let people = people?;
            let loyalty = tried.loyalty(&self.evidence.observed(workspace, scores, row as usize)?, &means)?;
            let points = LoyalFactor::ALL.iter().filter_map(|&factor| {
                let of = loyalty.contributions.iter().find(|one| one.factor as usize == number(factor))?;
                Some((factor, of.points))
            });
            Some(LoyalRow {
                id: workspace.ids.id(people.handle(row)),
                name: name_at(workspace, people, row),
                score: loyalty.score,
                baseline: loyalty.baseline,
                coverage: loyalty.coverage,
                layers: loyalty.layers,
                total: scores.total(row),
                points: points.collect(),
            })
        });
        let factors = LoyalFactor::ALL.iter().map(|&factor| {
            let k = number(factor);
            FactorRow { factor, n: self.means.n[k], mean: means[k], points: mean(self.points[k]) }
        });
        LoyaltyPageAnswer {
            as_of: Day(scores.book.as_of),
            buyers: scores.book.buyers as u32,
            needed: insight::BUYERS_MIN as u32,
            currency: scores.currency,
            weights: self.percent(),
            kept: self.kept,
            scored: self.scores[0].n() as u32,
            mean: mean(self.scores[0]).unwrap_or(0.0),
            mean_range: range(self.scores[0]),
            mean_kept: mean(self.scores[1]).unwrap_or(0.0),
            coverage: mean(self.coverage).unwrap_or(0.0),
            layers: self.layers.map(|layer| (layer.n() as u32, mean(layer))),
            layer_ranges: self.layers.map(range),
            tens: self.tens,
            kinds: self.kinds,
            factors: factors.collect(),
            group: (self.group.n() as u32, mean(self.group)),
            group_range: range(self.group),
            rows: rows.collect(),
            listed: self.listed.len() as u32,
        }
    }
}

fn mean(of: Spread) -> Option<f64> {
    Some(of.mean()?.mean)
}

/// The interval of a mean of points.
fn range(of: Spread) -> Option<[f64; 2]> {
    points_range(of.mean()?.ci)
}

fn kind(loyalty: &Loyalty) -> LoyalKind {
    match loyalty.kind() {
        Some(LoyaltyType::True) => LoyalKind::True,
        Some(LoyaltyType::Latent) => LoyalKind::Latent,
        Some(LoyaltyType::Spurious) => LoyalKind::Spurious,
        Some(LoyaltyType::None) => LoyalKind::Neither,
        None => LoyalKind::Unknown,
    }
}
