//! Answers of the pages of insight, made in slices: the worker hears in between.

mod ages;
mod answers;
mod at_risk;
mod churn;
pub mod clusters;
mod cohorts;
pub mod compare;
mod dimensions;
mod drivers;
mod left_out;
mod life_cycle;
mod loyalty;
pub(crate) mod offers;
mod overview;
mod people;
mod talks;
mod trust;
mod value;
mod views;

use crate::scoring::{ScoreSettings, Scores};
use crate::table::Table;
use crate::workspace::Workspace;
use churn::Churn;
use clusters::Clusters;
use compare::Compare;
use drivers::Drivers;
use insight::SpendState;
use life_cycle::LifeCycle;
use model::schema::customer;
use model::{Day, FieldId, RecordId};
use people::People;
use protocol::{AsOf, InsightAnswer, InsightQuery, Zone};
use trust::Trust;
use value::Value;

/// Customers looked at in one slice: a few milliseconds.
pub(crate) const SLICE: usize = 10_000;

/// An answer on its way. It holds for the scores it was begun with; with others it is begun anew.
pub enum Work {
    /// Stages over time.
    LifeCycle(LifeCycle),
    /// Who is about to leave.
    Churn(Churn),
    /// Who came back.
    Cohorts(cohorts::Cohorts),
    /// Loyalty in three layers.
    Loyalty(Box<loyalty::Page>),
    /// The book at a glance.
    Overview(Box<overview::Overview>),
    /// Seven dimensions.
    Dimensions(Box<dimensions::Dimensions>),
    /// What is bought together.
    Rules(offers::Rules),
    /// Next products, by group of customers.
    Offers(offers::Groups),
    /// What goes with a product, and who should be offered it.
    OffersOf(offers::OfProduct),
    /// What to offer one customer.
    OffersFor(offers::One),
    /// Who the customers are.
    People(People),
    /// What goes along with spend and satisfaction.
    Drivers(Box<Drivers>),
    /// Who is alike.
    Clusters(Box<Clusters>),
    /// Two groups side by side.
    Compare(Box<Compare>),
    /// What the relations are worth.
    Value(Box<Value>),
    /// Whether the forecasts can be trusted.
    Trust(Box<Trust>),
    /// The orders that figures leave out.
    LeftOut(left_out::LeftOut),
    /// The groups of the book: one pass over what is scored.
    Segments,
}

/// Whether something stands in a field: most have a column, the others are looked at one by one.
fn is_told(workspace: &Workspace, table: &Table, row: u32, field: FieldId) -> bool {
    match table.column(field) {
        Some(column) if column.has(row) => true,
        _ => !table.value(row, field, &workspace.ids).is_empty(),
    }
}

/// The id of the customer in a row. It decides between those who are otherwise alike: rows stand in another order on every device.
fn id_of(workspace: &Workspace, row: u32) -> Option<RecordId> {
    workspace.table(customer::ID).map(|people| workspace.ids.id(people.handle(row)))
}

/// A day that a page can show.
fn shown(day: i32) -> Day {
    Day(day.min(Day::MAX.0))
}

/// The interval of a mean of points from 0 to 100.
fn points_range(of: Option<(f64, f64)>) -> Option<[f64; 2]> {
    of.map(|(low, high)| [low, high].map(|points| points.clamp(0.0, 100.0)))
}

/// The interval of a mean of what customers will bring: nobody brings less than nothing.
fn money_range(of: Option<(f64, f64)>) -> Option<[i64; 2]> {
    of.map(|(low, high)| [low, high].map(|minor| minor.max(0.0).round() as i64))
}

/// Customers with a paid repeat.
fn repeaters(book: &insight::Book) -> u32 {
    match &book.spend {
        SpendState::NotEnough { repeaters, .. } => *repeaters as u32,
        SpendState::Fitted(fit) => fit.repeaters as u32,
    }
}

impl Work {
    /// Begins. Moments lie on the days of the reader's zone, as in lists.
    pub fn new(query: &InsightQuery, workspace: &Workspace, scores: &Scores, zone: &'static Zone) -> Work {
        match query {
            InsightQuery::LifeCycle(query) => Work::LifeCycle(LifeCycle::new(*query, workspace, scores)),
            InsightQuery::Churn(query) => Work::Churn(Churn::new(query, workspace, scores)),
            InsightQuery::Cohorts(query) => Work::Cohorts(cohorts::Cohorts::new(query, scores)),
            InsightQuery::Dimensions(query) => {
                Work::Dimensions(Box::new(dimensions::Dimensions::new(*query, workspace, zone)))
            }
            InsightQuery::Overview(query) => {
                Work::Overview(Box::new(overview::Overview::new(*query, workspace, scores, zone)))
            }
            InsightQuery::Loyalty(query) => Work::Loyalty(Box::new(loyalty::Page::new(query, workspace, zone))),
            InsightQuery::Rules(query) => Work::Rules(offers::Rules::new(query, workspace, scores)),
            InsightQuery::Offers(query) => Work::Offers(offers::Groups::new(*query, workspace, scores, zone)),
            InsightQuery::OffersOf(query) => Work::OffersOf(offers::OfProduct::new(query, workspace, scores)),
            InsightQuery::OffersFor { customer } => Work::OffersFor(offers::One::new(*customer, workspace, scores)),
            InsightQuery::People(query) => Work::People(People::new(*query, scores)),
            InsightQuery::Drivers(query) => Work::Drivers(Box::new(Drivers::new(query, workspace, scores, zone))),
            InsightQuery::Clusters(query) => Work::Clusters(Box::new(Clusters::new(query, None, scores))),
            InsightQuery::Compare(query) => Work::Compare(Box::new(Compare::new(query, workspace, scores, zone))),
            InsightQuery::ClusterMembers(query, nth) => {
                Work::Clusters(Box::new(Clusters::new(query, Some(*nth), scores)))
            }
            InsightQuery::Value(query) => Work::Value(Box::new(Value::new(query, workspace, scores, zone))),
            InsightQuery::Trust => Work::Trust(Box::new(Trust::new(workspace, scores))),
            InsightQuery::LeftOut => Work::LeftOut(left_out::LeftOut::new(scores)),
            InsightQuery::Segments { .. } => Work::Segments,
        }
    }

    /// Works for a few milliseconds; the answer at the end.
    pub fn step(&mut self, workspace: &Workspace, scores: &Scores) -> Option<InsightAnswer> {
        match self {
            Work::LifeCycle(work) => work.step(workspace, scores).map(InsightAnswer::LifeCycle),
            Work::Churn(work) => work.step(workspace, scores).map(InsightAnswer::Churn),
            Work::Cohorts(work) => work.step(workspace, scores).map(InsightAnswer::Cohorts),
            Work::Dimensions(work) => work.step(workspace, scores).map(InsightAnswer::Dimensions),
            Work::Overview(work) => work.step(workspace, scores).map(InsightAnswer::Overview),
            Work::Loyalty(work) => work.step(workspace, scores).map(InsightAnswer::Loyalty),
            Work::Rules(work) => work.step(workspace, scores).map(InsightAnswer::Rules),
            Work::Offers(work) => work.step(workspace, scores).map(InsightAnswer::Offers),
            Work::OffersOf(work) => work.step(workspace, scores).map(InsightAnswer::OffersOf),
            Work::OffersFor(work) => work.step(workspace, scores).map(InsightAnswer::OffersFor),
            Work::People(work) => work.step(workspace, scores).map(InsightAnswer::People),
            Work::Drivers(work) => work.step(workspace, scores).map(InsightAnswer::Drivers),
            Work::Clusters(work) => work.step(workspace, scores),
            Work::Compare(work) => work.step(workspace, scores).map(InsightAnswer::Compare),
            Work::Value(work) => work.step(workspace, scores).map(InsightAnswer::Value),
            Work::Trust(work) => work.step(workspace, scores).map(InsightAnswer::Trust),
            Work::LeftOut(work) => work.step(workspace, scores).map(InsightAnswer::LeftOut),
            Work::Segments => {
                let as_of = AsOf::Chosen(Day(scores.book.as_of));
                let horizon_days = scores.book.settings.horizon_days.max(1).unsigned_abs();
                let settings = ScoreSettings { as_of, horizon_days, currency: scores.currency };
                let answer = crate::segments::answer(workspace, Some(scores), &settings, false);
                Some(InsightAnswer::Segments(Box::new(answer)))
            }
        }
    }
}
