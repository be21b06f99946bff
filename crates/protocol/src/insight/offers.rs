//! What is bought together, and what to offer to whom.

use crate::{Segment, Stage};
use model::{Day, RecordId};
use serde::{Deserialize, Serialize};

/// By which groups next products are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum OfferGroups {
    /// Stages of the life cycle.
    #[default]
    Stage,
    /// Segments.
    Segment,
    /// The workspace's saved views of customers.
    View,
}

/// What is set for the rules.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RulesQuery {
    /// Share of the orders that hold all products of a rule at least, millionths.
    pub support_ppm: u32,
    /// Of the orders with the left side, the share with the right side at least, per cent.
    pub confidence_percent: u32,
    /// Products of a rule at least, both sides together: 2 or more.
    pub least_products: u32,
    /// Rules at most.
    pub limit: u32,
    /// By which groups the page tells next products; it is nothing that rules depend on.
    pub by: OfferGroups,
    /// The product that the page looks at, if one was chosen; nor do they depend on this.
    pub product: Option<RecordId>,
}

/// What is bought together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RulesAnswer {
    /// All of it holds on this day.
    pub as_of: Day,
    /// Orders that count and say which products they hold: all shares are of these.
    pub orders: u32,
    /// Those of them with two products or more.
    pub several: u32,
    /// Orders that count and say nothing of products.
    pub without_lines: u32,
    /// Orders that must hold all products of a rule.
    pub least: u32,
    /// There are more sets of products than are looked through: there are no rules then.
    pub too_many: bool,
    /// Rules that hold, of products that are bought together more often than by chance.
    pub all: u32,
    /// The first of them, by lift from the highest.
    pub rules: Vec<RuleRow>,
    /// Products that were bought, those of most orders first.
    pub products: Vec<ProductRow>,
}

/// Whoever buys all of the left side also buys the right side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RuleRow {
    /// Names of the left side.
    pub lhs: Vec<String>,
    /// Name of the right side.
    pub rhs: String,
    /// The right side.
    pub rhs_id: RecordId,
    /// Orders with both sides.
    pub count: u32,
    /// Orders with the left side.
    pub count_lhs: u32,
    /// Orders with the right side.
    pub count_rhs: u32,
    /// The 95 % interval (Wilson) of the share of the orders with the left side that also have the right side, 0–1.
    pub confidence_range: [f64; 2],
}

/// A product.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProductRow {
    /// Which.
    pub id: RecordId,
    /// Its name.
    pub name: String,
    /// Orders that hold it.
    pub orders: u32,
}

/// Next products.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OffersQuery {
    /// The reader's day, where groups are asked for that the workspace's saved views make: their periods are counted from it.
    pub views: Option<Day>,
}

/// One product.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OffersOfQuery {
    /// Which.
    pub product: RecordId,
    /// Customers at most.
    pub limit: u32,
}

/// What goes with a product, and who should be offered it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OffersOfAnswer {
    /// The product.
    pub product: ProductRow,
    /// Orders that say which products they hold.
    pub orders: u32,
    /// It is no longer sold.
    pub retired: bool,
    /// What goes with it, nearest first.
    pub neighbours: Vec<NeighbourRow>,
    /// Living customers who have bought it.
    pub owners: u32,
    /// Living customers who have not, but what speaks for it.
    pub candidates: u32,
    /// Others for whom something speaks, but who said that they are not to be called or written to.
    pub silent: u32,
    /// The first of them, best first.
    pub customers: Vec<CandidateRow>,
}

/// A product that goes with another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NeighbourRow {
    /// The product.
    pub product: ProductRow,
    /// Orders with both.
    pub together: u32,
    /// Dunning's G².
    pub likeness: f64,
}

/// A customer who should be offered a product.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CandidateRow {
    /// Who.
    pub id: RecordId,
    /// Their name.
    pub name: String,
    /// Their stage.
    pub stage: Option<Stage>,
    /// Why.
    pub reason: OfferReason,
}

/// The purchase that speaks most for an offer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OfferReason {
    /// The product that was bought.
    pub bought: String,
    /// When, the last time.
    pub on: Day,
    /// Of the orders with that product, the share with the one that is offered.
    pub share: f64,
    /// Orders with both.
    pub together: u32,
}

/// Next products, by group of customers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OffersAnswer {
    /// Living customers with a product in their orders, whose relation has not ended and who may be called or written to.
    pub customers: u32,
    /// Those of them to whom something can be offered.
    pub offered: u32,
    /// Others to whom something could be offered, but who said that they are not to be called or written to.
    pub silent: u32,
    /// By stage of the life cycle; those of whom it cannot be told are left out.
    pub stages: Vec<(Stage, GroupOffers)>,
    /// By segment.
    pub segments: Vec<(Segment, GroupOffers)>,
    /// By saved view in the order of the views, with its name; a customer may be in several. `None` where nobody asked.
    pub views: Option<Vec<(RecordId, String, GroupOffers)>>,
}

/// What is most recommended to a group.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct GroupOffers {
    /// Members of those who count ([`OffersAnswer::customers`]).
    pub members: u32,
    /// The products, those for most members first.
    pub products: Vec<GroupOffer>,
}

/// A product that is recommended to a group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GroupOffer {
    /// Which.
    pub id: RecordId,
    /// Its name.
    pub name: String,
    /// For how many members it is one of their best three.
    pub n: u32,
    /// The purchase that speaks most for it with most of them; with how many; and of the orders with that product, the share with this one.
    pub because: Option<(String, u32, f64)>,
}

/// What to offer one customer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OffersForAnswer {
    /// Who.
    pub customer: RecordId,
    /// It holds on this day.
    pub as_of: Day,
    /// They are not to be called or written to.
    pub silent: bool,
    /// The relation has ended.
    pub ended: bool,
    /// Products that the customer does not have, best first.
    pub new: Vec<(RecordId, String, OfferReason)>,
    /// Products that the customer buys again and again and that are due, most overdue first.
    pub again: Vec<AgainRow>,
}

/// A product to buy again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgainRow {
    /// Which.
    pub id: RecordId,
    /// Its name.
    pub name: String,
    /// Median days between the customer's purchases of it.
    pub interval_days: u32,
    /// Days since the last.
    pub since_days: u32,
}
