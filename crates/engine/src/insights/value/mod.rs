//! What the relations are worth: the life-time value of the book, how it is spread, where to spend on it, and what a customer costs to win.

mod contacts;
mod corners;
mod sources;

use super::{id_of, money_range};
use crate::scoring::{HORIZON_DAYS_RANGE, Scores};
use crate::uncertainty::{Moved, Uncertainty};
use crate::workspace::Workspace;
use crate::worth::Worth;
use contacts::Contacts;
use corners::{CORNERS, FIRST, corner, median};
use insight::Total;
use insight::stats::Spread;
use model::schema::customer;
use model::{Day, RecordId};
use protocol::{ValueAnswer, ValueCorner, ValueQuery, ValueSource, ValueTenth, ValueYear, Zone};
use sources::Sources;
use std::collections::BTreeMap;

/// Customers looked at in one slice: a discounted sum for each, week by week for those who came lately, and nine for some.
const CUSTOMERS: usize = 100;
/// Customers of a corner in one slice, when it is told how sure their values are: eight discounted sums for each.
const RANGES: usize = 25;
/// Customers whose value is worked out under moved parameters, about: the error of a sum is told from every so many of them.
const SAMPLE: usize = 5_000;
/// Groups of as many customers.
const GROUPS: usize = 10;
/// Highest discount a year that can be asked for, per cent.
const DISCOUNT_MAX: u32 = 100;
/// A contact costs no more than this, minor units: beyond it sums would lose digits.
const COST_MAX: i64 = 1_000_000_000_000;

/// A customer with a life-time value. Minor units, after margin.
struct Person {
    row: u32,
    value: f64,
    earned: f64,
    contacts: u32,
    /// Value without what contacts cost.
    net: f64,
    /// The value under moved parameters, of those who are of the sample.
    moved: Option<Box<Moved>>,
}

/// What is done next.
enum Next {
    Contacts,
    Customers(usize),
    Tenths,
    Corners,
    /// How sure the values of those told of a corner are, from so many of them on.
    Ranges(usize, usize),
    Answer,
}

/// The work.
pub struct Value {
    zone: &'static Zone,
    share: f64,
    /// It was asked for.
    tried: bool,
    discount: f64,
    days: u32,
    /// What the contacts of a customer cost within the horizon, for each in the last 365 days.
    contact: f64,
    worth: Option<Worth>,
    /// Of nothing: where the errors of customers and sums begin.
    uncertainty: Option<Uncertainty>,
    next: Next,
    contacts: Contacts,
    sources: Sources,
    /// By the year of the first order: how many, and the value of those who have one.
    years: BTreeMap<i32, (u32, Spread)>,
    people: Vec<Person>,
    ended: u32,
    tenths: Vec<ValueTenth>,
    medians: [f64; 2],
    corners: Vec<ValueCorner>,
    /// The corner whose customers are told, if not those of all; and how many.
    told: (Option<u8>, usize),
}

impl Value {
    pub(super) fn new(query: &ValueQuery, workspace: &Workspace, scores: &Scores, zone: &'static Zone) -> Value {
        let book = &scores.book;
        let percent = |n: u32| f64::from(n) / 100.0;
        let days = query.horizon_days.unwrap_or(book.settings.horizon_days.max(1).unsigned_abs());
        let days = days.clamp(*HORIZON_DAYS_RANGE.start(), *HORIZON_DAYS_RANGE.end());
        let discount = query.discount_percent.map_or(scores.money.discount, |n| percent(n.min(DISCOUNT_MAX)));
        let contact = query.contact_cost.clamp(0, COST_MAX) as f64 * f64::from(days) / f64::from(contacts::DAYS);
        Value {
            zone,
            tried: query.margin_percent.is_some(),
            share: query.margin_percent.map_or(scores.money.share(), |n| percent(n.min(100))),
            discount,
            days,
            contact,
            worth: Worth::over(scores, f64::from(days) / 7.0, discount),
            uncertainty: Uncertainty::of(scores),
            next: Next::Contacts,
            contacts: Contacts::default(),
            sources: Sources::of(workspace, scores.currency, book.as_of),
            years: BTreeMap::new(),
            people: Vec::new(),
            ended: 0,
            tenths: Vec::new(),
            medians: [0.0; 2],
            corners: Vec::new(),
            told: (query.corner, if query.limit == 0 { FIRST } else { query.limit as usize }),
        }
    }

    pub(super) fn step(&mut self, workspace: &Workspace, scores: &Scores) -> Option<ValueAnswer> {
        self.next = match self.next {
            Next::Contacts if self.contacts.step(workspace, self.zone, scores.book.as_of) => Next::Contacts,
            Next::Contacts => Next::Customers(0),
            Next::Customers(at) => {
                let all = scores.book.customers();
                let to = (at + CUSTOMERS).min(all);
                (at..to).for_each(|row| self.look(row, workspace, scores));
                if to < all { Next::Customers(to) } else { Next::Tenths }
            }
            Next::Tenths => {
                self.split(workspace);
                Next::Corners
            }
            Next::Corners => match CORNERS.get(self.corners.len()).filter(|_| self.worth.is_some()) {
                Some(&of) => {
                    let (only, most) = self.told;
                    let told = only.is_none_or(|only| usize::from(only) == self.corners.len());
                    let told = if told { most } else { 0 };
                    let all = (&self.people[..], self.uncertainty.as_ref());
                    self.corners.push(corner(of, all, self.medians, told, workspace, scores));
                    Next::Corners
                }
                None => Next::Ranges(0, 0),
            },
            Next::Ranges(at, from) if at < self.corners.len() => {
                let mut corners = std::mem::take(&mut self.corners);
                let told = corners.get_mut(at).and_then(|corner| corner.first.get_mut(from..)).unwrap_or_default();
                let last = told.len() <= RANGES;
                for one in told.iter_mut().take(RANGES) {
                    one.value_range = self.range_of(one.id, workspace, scores);
                }
                self.corners = corners;
                if last { Next::Ranges(at + 1, 0) } else { Next::Ranges(at, from + RANGES) }
            }
            Next::Ranges(..) => Next::Answer,
            Next::Answer => return Some(self.answer(scores)),
        };
        None
    }

    fn look(&mut self, row: usize, workspace: &Workspace, scores: &Scores) {
        let book = &scores.book;
        let at = row as u32;
        let Some(people) = workspace.table(customer::ID).filter(|people| people.is_alive(at)) else { return };
        let Some((first, _)) = book.history.span(row) else { return };
        let figures = self.worth.as_ref().and_then(|worth| worth.discounted(scores, row));
        let value = figures.map(|(amount, orders)| self.share * amount * orders);
        let earned = self.share * book.history.total(row) as f64;
        let source = people.column(customer::SOURCE.id).and_then(|column| column.option(at));
        let ended = book.has_ended(row);
        self.ended += u32::from(ended);
        // A relation that is over will bring nothing.
        let known = value.or(self.worth.as_ref().filter(|_| ended).map(|_| 0.0));
        let cost = people.column(customer::ACQUISITION_COST.id).and_then(|column| column.money(at));
        // What is over earns nothing any more, so its months end with it.
        let over = people.column(customer::ENDED_AT.id).and_then(|column| column.day(at));
        let until = over.map_or(book.as_of, |over| over.0.min(book.as_of));
        let days = u32::try_from(until.saturating_sub(first)).unwrap_or(0);
        self.sources.add(source, first, days, known, earned, cost);
        let (buyers, worth) = self.years.entry(Day(first).ymd().0).or_default();
        *buyers += 1;
        known.into_iter().for_each(|value| worth.add(value));
        let (Some(figures), Some(value)) = (figures, value) else { return };
        // Who is of the sample is told by the id: so it is on every device.
        let every = book.buyers.div_ceil(SAMPLE).max(1) as u64;
        let is_drawn = id_of(workspace, at).is_some_and(|id| (id.0 as u64).is_multiple_of(every));
        let moved = if is_drawn { self.moved(row, figures, scores).map(Box::new) } else { None };
        let contacts = self.contacts.of(row);
        let net = value - f64::from(contacts) * self.contact;
        self.people.push(Person { row: at, value, earned, contacts, net, moved });
    }

    /// What the customer in a row brings under moved parameters.
    fn moved(&self, row: usize, figures: (f64, f64), scores: &Scores) -> Option<Moved> {
        let (worth, uncertainty) = (self.worth.as_ref()?, self.uncertainty.as_ref()?);
        let paid = scores.book.history.paid_repeats(row).unwrap_or((0, 0.0));
        Some(uncertainty.moved(figures, paid, |model| worth.discounted_by(model, scores, row)))
    }

    /// How sure the value of a customer is.
    fn range_of(&self, id: RecordId, workspace: &Workspace, scores: &Scores) -> Option<[i64; 2]> {
        let (_, row) = workspace.find(customer::ID, id)?;
        let at = self.people.binary_search_by_key(&row, |person| person.row).ok()?;
        let person = self.people.get(at)?;
        let looked = match &person.moved {
            None => {
                let figures = self.worth.as_ref()?.discounted(scores, row as usize)?;
                self.moved(row as usize, figures, scores)
            }
            Some(_) => None,
        };
        let moved = person.moved.as_deref().or(looked.as_ref());
        self.uncertainty.as_ref()?.of_all(moved.into_iter(), person.value)
    }

    /// Tenths and medians.
    fn split(&mut self, workspace: &Workspace) {
        let mut people: Vec<&Person> = self.people.iter().collect();
        let id = |person: &Person| id_of(workspace, person.row);
        people.sort_unstable_by(|a, b| b.value.total_cmp(&a.value).then_with(|| id(a).cmp(&id(b))));
        let bound = |group: usize| group * people.len() / GROUPS;
        let tenths = (0..GROUPS)
            .filter_map(|group| {
                let of = people.get(bound(group)..bound(group + 1))?;
                // As the column of lists has it, so that a filter finds the same customers.
                let least = (of.last()?.value as f32).round() as i64;
                let value = of.iter().map(|person| person.value).sum::<f64>();
                let moved = of.iter().filter_map(|person| person.moved.as_deref());
                let value_range = self.uncertainty.as_ref().and_then(|none| none.of_all(moved, value));
                Some(ValueTenth { customers: of.len() as u32, value: value.round() as i64, value_range, least })
            })
            .collect();
        self.tenths = tenths;
        let all = |of: fn(&Person) -> f64| median(self.people.iter().map(of).collect());
        self.medians = [all(|person| person.net), all(|person| person.earned)];
    }

    /// What those who came in each year will bring.
    fn years(&self) -> Vec<ValueYear> {
        let year = |(&year, (customers, worth)): (&i32, &(u32, Spread))| {
            let mean = worth.mean();
            let (mean_value, range) = (mean.map(|mean| mean.mean.round() as i64), mean.and_then(|mean| mean.ci));
            ValueYear { year, customers: *customers, mean_value, mean_range: money_range(range) }
        };
        self.years.iter().rev().filter(|_| self.worth.is_some()).map(year).collect()
    }

    fn answer(&mut self, scores: &Scores) -> ValueAnswer {
        let book = &scores.book;
        let valued = self.worth.is_some();
        let total = self.people.iter().map(|person| person.value).collect::<Total>().get();
        let losing = self.people.iter().filter(|person| person.net < 0.0);
        let (losing, lost): (u32, Total) = losing.fold((0, Total::default()), |(n, mut sum), person| {
            sum.add(person.net);
            (n + 1, sum)
        });
        // The error is of amounts before margin; the margin is no estimate.
        let moved = self.people.iter().filter_map(|person| person.moved.as_deref());
        let interval = self.uncertainty.as_ref().filter(|_| valued).and_then(|error| error.of_all(moved, total));
        let (sources, won): (Vec<ValueSource>, ValueSource) = self.sources.rows();
        ValueAnswer {
            as_of: Day(book.as_of),
            buyers: book.buyers as u32,
            needed: insight::BUYERS_MIN as u32,
            repeaters: super::repeaters(book),
            currency: scores.currency,
            margin: self.share,
            margin_tried: self.tried,
            discount: self.discount,
            horizon_days: self.days,
            margin_set: scores.money.margin,
            margin_of: scores.money.of(),
            discount_set: scores.money.discount,
            horizon_set: book.settings.horizon_days.max(1).unsigned_abs(),
            ended: self.ended,
            customers: self.people.len() as u32,
            total: valued.then(|| total.round() as i64),
            interval,
            tenths: std::mem::take(&mut self.tenths),
            corners: std::mem::take(&mut self.corners),
            medians: self.medians.map(|median| median.round() as i64),
            losing: (losing, lost.get().round() as i64),
            years: self.years(),
            sources,
            won,
            spend_elsewhere: std::mem::take(&mut self.sources.elsewhere),
            spend_incomplete: self.sources.incomplete,
            unpaid_days: book.history.unpaid_days(),
        }
    }
}
