//! Conditions on what belongs to a record: how many orders it has, what they come to, when the last conversation was.

use crate::rule::{Op, Period, Rule, Test, Unit, ops};
use crate::schema::{self, LISTED, activity, order, order_line, payment};
use crate::{CollectionId, Field, FieldId, Kind, Value, collection, options};
use serde::{Deserialize, Serialize};

/// A condition on the records of another collection that lead to a record: those of them that count are measured, and the measure is tested.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Related {
    /// Which records.
    pub link: Link,
    /// Which of them count.
    pub rule: Rule,
    /// What is measured.
    pub measure: Measure,
    /// What is asked of the measure. Its field is the one measured; of a number of records, their name.
    pub test: Test,
}

/// How records of one collection lead to those of another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// The collection of the related records.
    pub of: CollectionId,
    /// The references to follow from one of them: its customer, or its order and then the order's customer.
    pub path: Vec<FieldId>,
}

/// What is measured of related records. Persisted in saved views: new ones go to the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Measure {
    /// How many there are.
    Count,
    /// The sum of a field; of amounts, of those in the currency that is compared with.
    Sum,
    /// The mean of a field, of those that have it.
    Mean,
    /// The least or earliest of a field.
    Least,
    /// The most or latest of a field.
    Most,
}

/// The ways that lead from other collections to one: its own records first, then those that belong to its orders.
pub fn links(to: CollectionId) -> Vec<Link> {
    let refers = |of: CollectionId, to: CollectionId| {
        let fields = collection(of).map_or(&[][..], |collection| collection.fields);
        fields.iter().filter(move |field| field.kind == Kind::Reference(to)).map(|field| field.id)
    };
    let mut links = Vec::new();
    let others = [order::ID, order_line::ID, activity::ID, payment::ID];
    let rest = LISTED.into_iter().filter(|of| !others.contains(of)).chain([schema::customer::ID]);
    for of in others.into_iter().chain(rest) {
        let own: Vec<FieldId> = refers(of, to).collect();
        if !own.is_empty() {
            links.extend(own.into_iter().map(|field| Link { of, path: vec![field] }));
        } else if of != order::ID {
            let through = refers(of, order::ID).flat_map(|first| refers(order::ID, to).map(move |then| [first, then]));
            links.extend(through.map(|path| Link { of, path: path.to_vec() }));
        }
    }
    links
}

impl Link {
    /// The condition that somebody begins with: there was one in the last 90 days, if its records have a day; of orders and payments, one that counts.
    pub fn first(self) -> Related {
        let test = |field, op, values| Rule::Test(Test { field, op, values });
        let mut rules = Vec::new();
        let fields = collection(self.of).map_or(&[][..], |collection| collection.fields);
        let happened = |field: &&Field| matches!(field.kind, Kind::Day | Kind::Instant);
        if let Some(day) = fields.iter().find(happened).filter(|_| self.of != schema::customer::ID) {
            rules.push(test(day.id, Op::Within(Period::Last(90, Unit::Day)), Vec::new()));
        }
        let void = |list: &options::OptionList, names: &[&str]| {
            names.iter().filter_map(|name| list.id(name)).map(Value::Option).collect()
        };
        match self.of {
            order::ID => {
                let values = void(&options::ORDER_STATUS, &["draft", "cancelled", "returned"]);
                rules.push(test(order::STATUS.id, Op::NoneOf, values));
            }
            payment::ID => {
                let values = void(&options::PAYMENT_STATUS, &["planned", "overdue", "refunded"]);
                rules.push(test(payment::STATUS.id, Op::NoneOf, values));
            }
            _ => {}
        }
        let one = Value::Number(crate::Decimal(crate::Decimal::ONE));
        Related {
            link: self,
            rule: Rule::All(rules),
            measure: Measure::Count,
            test: Test { field: FieldId::NAME, op: Op::AtLeast, values: vec![one] },
        }
    }
}

impl Measure {
    /// What it can be taken of.
    pub fn fits(self, kind: Kind) -> bool {
        match self {
            Measure::Count => false,
            Measure::Sum | Measure::Mean => matches!(kind, Kind::Number | Kind::Money),
            Measure::Least | Measure::Most => {
                matches!(kind, Kind::Number | Kind::Money | Kind::Day | Kind::Instant)
            }
        }
    }

    /// The kind of what comes out, for a field of that kind.
    pub fn kind(self, of: Kind) -> Kind {
        if self == Measure::Count { Kind::Number } else { of }
    }

    /// How what comes out can be compared. There is always a number and a sum, be it none.
    pub fn ops(self, of: Kind) -> &'static [Op] {
        let all = ops(self.kind(of));
        let always = matches!(self, Measure::Count | Measure::Sum);
        if always { &all[..all.len() - 2] } else { all }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{customer, survey_response};

    #[test]
    fn what_belongs_to_a_customer_is_found_in_the_declarations() {
        let links = links(customer::ID);
        let path = |of: CollectionId| links.iter().find(|link| link.of == of).map(|link| link.path.as_slice());
        assert_eq!(path(order::ID), Some(&[order::CUSTOMER.id][..]));
        assert_eq!(path(activity::ID), Some(&[activity::CUSTOMER.id][..]));
        assert_eq!(path(survey_response::ID), Some(&[survey_response::CUSTOMER.id][..]));
        assert_eq!(path(payment::ID), Some(&[payment::ORDER.id, order::CUSTOMER.id][..]));
        assert_eq!(path(order_line::ID), Some(&[order_line::ORDER.id, order::CUSTOMER.id][..]));
        assert_eq!(links[0].of, order::ID);
        let of_customers = links.iter().filter(|link| link.of == customer::ID);
        assert_eq!(of_customers.count(), 2, "their parts and whom they referred");
        assert!(links.iter().all(|link| link.clone().first().test.is_whole()));
    }

    #[test]
    fn a_number_of_records_is_never_empty() {
        for measure in [Measure::Count, Measure::Sum] {
            let ops = measure.ops(Kind::Money);
            assert!(ops.contains(&Op::AtLeast) && ops.contains(&Op::Is));
            assert!(!ops.contains(&Op::Empty) && !ops.contains(&Op::Filled));
        }
        assert!(Measure::Most.ops(Kind::Day).contains(&Op::LongerAgo(30, Unit::Day)));
        assert!(Measure::Most.ops(Kind::Day).contains(&Op::Empty));
    }
}
