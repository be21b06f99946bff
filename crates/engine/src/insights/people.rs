//! Who the customers are: one pass over them, in slices.

use super::ages::Ages;
use super::{SLICE, points_range, shown};
use crate::scoring::Scores;
use crate::table::Table;
use crate::workspace::Workspace;
use hashbrown::HashMap;
use insight::stats::{Spread, wilson};
use model::schema::{Key, customer};
use model::{Day, OptionId, Value};
use protocol::{PeopleAnswer, PeopleFigures, PeopleQuery, PeopleRow, PeopleValue, Stage};

/// Values that have a row of their own.
const ROWS_MAX: usize = 30;

/// The group of those of whom nothing is said.
const NOT_SAID: usize = 0;

/// Customers in sum, as they are counted.
#[derive(Default)]
struct Tally {
    figures: PeopleFigures,
    amounts: Spread,
    /// The least of these, but at most nothing.
    least: i64,
    loyalty: Spread,
}

impl Tally {
    fn count(&mut self, row: u32, scores: &Scores) {
        let figures = &mut self.figures;
        figures.customers += 1;
        let total = scores.total(row);
        figures.amount = figures.amount.saturating_add(total);
        self.amounts.add(total as f64);
        self.least = self.least.min(total);
        let stage = scores.stage(row);
        figures.stages[stage.map_or(6, |stage| stage as usize)] += 1;
        // Who has not ordered has nothing to leave.
        figures.judged += u32::from(stage.is_some_and(|stage| stage != Stage::Exploration));
        figures.leaving += u32::from(matches!(stage, Some(Stage::Danger | Stage::Termination)));
        // 5 is the highest score; without an order there is none.
        let score = scores.book.rfm.m.get(row as usize).copied().unwrap_or(0).min(5);
        figures.fifths[5 - usize::from(score)] += 1;
        if let Some(loyalty) = scores.loyalty(row) {
            self.loyalty.add(f64::from(loyalty));
        }
    }

    fn add(&mut self, other: &Tally) {
        let (figures, more) = (&mut self.figures, &other.figures);
        figures.customers += more.customers;
        figures.amount = figures.amount.saturating_add(more.amount);
        figures.judged += more.judged;
        figures.leaving += more.leaving;
        figures.fifths.iter_mut().zip(more.fifths).for_each(|(sum, n)| *sum += n);
        figures.stages.iter_mut().zip(more.stages).for_each(|(sum, n)| *sum += n);
        self.amounts.join(other.amounts);
        self.least = self.least.min(other.least);
        self.loyalty.join(other.loyalty);
    }

    /// Of too few buyers only the stages are known that need no comparison: their shares would tell nothing.
    fn figures(&self, has_model: bool) -> PeopleFigures {
        let (leaving, judged) = (self.figures.leaving, self.figures.judged);
        let leaving_share = wilson(leaving.into(), judged.into())
            .filter(|_| has_model)
            .map(|(low, high)| [f64::from(leaving) / f64::from(judged), low, high]);
        let loyalty = self.loyalty.mean();
        let loyalty_range = loyalty.and_then(|loyalty| points_range(loyalty.ci));
        // Where nobody brought less than nothing, they do not on average either.
        let each = self.amounts.mean().and_then(|each| each.ci);
        let bound = |low: f64| if self.least < 0 { low } else { low.max(0.0) };
        let share = |n: u32| wilson(n.into(), self.figures.customers.into()).map(Into::into);
        PeopleFigures {
            each_range: each.map(|(low, high)| [bound(low), high].map(|minor| minor.round() as i64)),
            fifth_ranges: self.figures.fifths.map(share),
            stage_ranges: self.figures.stages.map(share),
            leaving_share,
            loyal: self.loyalty.n() as u32,
            loyalty: loyalty.map(|loyalty| loyalty.mean),
            loyalty_range,
            ..self.figures.clone()
        }
    }
}

/// The work.
pub struct People {
    query: PeopleQuery,
    ages: Ages,
    at: u32,
    groups: Vec<(PeopleValue, Tally)>,
    by_option: HashMap<OptionId, usize>,
    /// By the text as written, with how many write it so; and in lower case.
    by_text: HashMap<String, (usize, u32)>,
    by_age: HashMap<u32, usize>,
}

impl People {
    pub(super) fn new(query: PeopleQuery, scores: &Scores) -> People {
        People {
            query,
            ages: Ages::of(shown(scores.book.as_of)),
            at: 0,
            groups: vec![(PeopleValue::NotSaid, Tally::default())],
            by_option: HashMap::new(),
            by_text: HashMap::new(),
            by_age: HashMap::new(),
        }
    }

    pub(super) fn step(&mut self, workspace: &Workspace, scores: &Scores) -> Option<PeopleAnswer> {
        let people = workspace.table(customer::ID);
        let all = people.map_or(0, Table::len);
        let Some(people) = people.filter(|_| self.at < all) else { return Some(self.answer(scores)) };
        let to = all.min(self.at + SLICE as u32);
        for row in (self.at..to).filter(|&row| people.is_alive(row)) {
            let group = self.group(workspace, people, row);
            if let Some((_, tally)) = self.groups.get_mut(group) {
                tally.count(row, scores);
            }
        }
        self.at = to;
        None
    }

    /// The group that a customer belongs to, made if need be.
    fn group(&mut self, workspace: &Workspace, people: &Table, row: u32) -> usize {
        let text = people.text(row, Key::new(self.query.by.0));
        if !text.is_empty() {
            return self.group_of_text(&text);
        }
        let (value, known) = match people.value(row, self.query.by, &workspace.ids) {
            Value::Option(option) => (PeopleValue::Option(option), self.by_option.entry(option)),
            Value::Day(born) if self.query.by == customer::BIRTHDAY.id => {
                return self.ages.band(born).map_or(NOT_SAID, |band| self.group_of_age(band));
            }
            _ => return NOT_SAID,
        };
        *known.or_insert_with(|| made(&mut self.groups, value))
    }

    /// Of several ways to write it, the group is told in the first by the alphabet.
    fn group_of_text(&mut self, text: &str) -> usize {
        if let Some((group, n)) = self.by_text.get_mut(text) {
            *n += 1;
            return *group;
        }
        let lower = text.to_lowercase();
        let group = match self.by_text.get(&lower) {
            Some(&(group, _)) => group,
            None => made(&mut self.groups, PeopleValue::Text(lower.clone())),
        };
        self.by_text.entry(lower).or_insert((group, 0));
        self.by_text.entry(text.to_owned()).or_insert((group, 0)).1 += 1;
        group
    }

    /// Each group of a text is called as most write it, of equals by the spelling that comes first: whoever came first stands elsewhere on another device.
    fn name_texts(&mut self) {
        let mut best: HashMap<usize, (u32, String)> = HashMap::new();
        for (text, (group, n)) in std::mem::take(&mut self.by_text) {
            let held = best.entry(group).or_default();
            if (n, std::cmp::Reverse(&text)) > (held.0, std::cmp::Reverse(&held.1)) {
                *held = (n, text);
            }
        }
        for (group, (_, text)) in best {
            if let Some((value, _)) = self.groups.get_mut(group) {
                *value = PeopleValue::Text(text);
            }
        }
    }

    fn group_of_age(&mut self, band: (u32, Option<u32>, (Day, Day))) -> usize {
        let (from, to, born) = band;
        let value = PeopleValue::Ages { from, to, born };
        *self.by_age.entry(from).or_insert_with(|| made(&mut self.groups, value))
    }

    fn answer(&mut self, scores: &Scores) -> PeopleAnswer {
        self.name_texts();
        let mut all = Tally::default();
        self.groups.iter().for_each(|(_, tally)| all.add(tally));
        let mut groups = std::mem::take(&mut self.groups).into_iter();
        let not_said = groups.next();
        let mut groups: Vec<(PeopleValue, Tally)> = groups.collect();
        let values = groups.len();
        groups.sort_by(|(a, one), (b, other)| {
            other.figures.customers.cmp(&one.figures.customers).then_with(|| rank(a).cmp(&rank(b)))
        });
        let rest = groups.split_off(values.min(ROWS_MAX));
        if !rest.is_empty() {
            let mut others = Tally::default();
            rest.iter().for_each(|(_, tally)| others.add(tally));
            groups.push((PeopleValue::Others(rest.len() as u32), others));
        }
        groups.extend(not_said.filter(|(_, tally)| tally.figures.customers > 0));
        let has_model = scores.book.buyers >= insight::BUYERS_MIN;
        let row = |(value, tally): (PeopleValue, Tally)| PeopleRow { value, figures: tally.figures(has_model) };
        PeopleAnswer {
            as_of: Day(scores.book.as_of),
            buyers: scores.book.buyers as u32,
            needed: insight::BUYERS_MIN as u32,
            currency: scores.currency,
            by: self.query.by,
            values: values as u32,
            all: all.figures(has_model),
            rows: groups.into_iter().map(row).collect(),
        }
    }
}

fn made(groups: &mut Vec<(PeopleValue, Tally)>, value: PeopleValue) -> usize {
    groups.push((value, Tally::default()));
    groups.len() - 1
}

/// What decides among values that are equally frequent.
fn rank(value: &PeopleValue) -> (u32, String) {
    match value {
        PeopleValue::Option(option) => (option.0.into(), String::new()),
        PeopleValue::Ages { from, .. } => (*from, String::new()),
        PeopleValue::Text(text) => (0, text.to_lowercase()),
        PeopleValue::Others(_) | PeopleValue::NotSaid => (u32::MAX, String::new()),
    }
}
