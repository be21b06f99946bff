//! What is bought together.

use super::{gather::Gather, items::Items, named, row};
use crate::scoring::Scores;
use crate::workspace::Workspace;
use insight::baskets::{BEYOND_CHANCE, Likeness, Rule, SetSearch, Share, TooMany, rules};
use insight::stats::wilson;
use model::Day;
use protocol::{RuleRow, RulesAnswer, RulesQuery};
use std::cmp::Reverse;

/// Products of a rule at most, both sides together.
const LONGEST: usize = 4;
/// Sets of products after which a search is given up: nobody reads so many rules.
const SETS_MAX: usize = 20_000;
/// Baskets taken in in one step.
const BASKETS: usize = 50_000;
/// Products told by name.
const PRODUCTS_MAX: usize = 1_000;

/// The work.
pub struct Rules {
    query: RulesQuery,
    gather: Gather,
    gathered: bool,
    search: Option<SetSearch>,
}

impl Rules {
    pub(in crate::insights) fn new(query: &RulesQuery, workspace: &Workspace, scores: &Scores) -> Rules {
        let gather = Gather::new(workspace, scores.book.as_of);
        Rules { query: query.clone(), gather, gathered: false, search: None }
    }

    fn support(&self) -> Share {
        share(f64::from(self.query.support_ppm) / 1e6)
    }

    pub(in crate::insights) fn step(&mut self, workspace: &Workspace, scores: &Scores) -> Option<RulesAnswer> {
        if !self.gathered {
            self.gathered = self.gather.step(workspace);
            return None;
        }
        let support = self.support();
        let baskets = &self.gather.baskets;
        let begin = || SetSearch::new(baskets, support, LONGEST, SETS_MAX);
        let mut search = self.search.take().unwrap_or_else(begin);
        match search.step(baskets, BASKETS) {
            Ok(true) => {
                let sets = search.finish();
                let confidence = share(f64::from(self.query.confidence_percent) / 100.0);
                Some(self.answer(workspace, scores, Ok(rules(&sets, baskets.len(), confidence))))
            }
            Ok(false) => {
                self.search = Some(search);
                None
            }
            Err(too_many) => Some(self.answer(workspace, scores, Err(too_many))),
        }
    }

    fn answer(&self, workspace: &Workspace, scores: &Scores, found: Result<Vec<Rule>, TooMany>) -> RulesAnswer {
        let (gather, baskets) = (&self.gather, &self.gather.baskets);
        let too_many = found.is_err();
        let mut found = found.unwrap_or_default();
        let least = self.query.least_products.max(2) as usize;
        found.retain(|rule| rule.lhs.len() + 1 >= least && is_beyond_chance(rule));
        let mut items: Vec<u32> = (0..baskets.n_items() as u32).filter(|&item| baskets.count(item) > 0).collect();
        items.sort_by_key(|&item| (Reverse(baskets.count(item)), item));
        items.truncate(PRODUCTS_MAX);
        let rules = found.iter().take(self.query.limit as usize);
        RulesAnswer {
            as_of: Day(scores.book.as_of),
            orders: baskets.len() as u32,
            several: (0..baskets.len()).filter(|&basket| baskets.basket(basket).len() > 1).count() as u32,
            without_lines: gather.without,
            least: self.support().count_of(baskets.len()),
            too_many,
            all: found.len() as u32,
            rules: rules.filter_map(|rule| told(workspace, &gather.items, rule)).collect(),
            products: items
                .iter()
                .filter_map(|&item| row(workspace, &gather.items, item, baskets.count(item)))
                .collect(),
        }
    }
}

/// A share, cut to 0–1.
fn share(value: f64) -> Share {
    Share::new(value.clamp(0.0, 1.0)).unwrap_or(Share::ALL)
}

/// Lift above 1, and more than counts as small as these would show by chance.
fn is_beyond_chance(rule: &Rule) -> bool {
    Likeness::LogLikelihood.of(rule.count, rule.count_lhs, rule.count_rhs, rule.n as usize) >= BEYOND_CHANCE
}

fn told(workspace: &Workspace, items: &Items, rule: &Rule) -> Option<RuleRow> {
    let (rhs_id, rhs) = named(workspace, items, rule.rhs)?;
    let lhs = rule.lhs.iter().filter_map(|&item| Some(named(workspace, items, item)?.1)).collect();
    let (low, high) = wilson(rule.count.into(), rule.count_lhs.into())?;
    let confidence_range = [low, high];
    let (count, count_lhs, count_rhs) = (rule.count, rule.count_lhs, rule.count_rhs);
    Some(RuleRow { lhs, rhs, rhs_id, count, count_lhs, count_rhs, confidence_range })
}
