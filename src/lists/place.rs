//! Which list, in which order, and which of its records is open, as it stands in the URL: nothing that anybody typed.

use crate::fields;
use crate::state::Derived;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use leptos_router::params::ParamsMap;
use model::rule::{Op, Rule, Test};
use model::schema::{self, Collection, customer, score};
use model::{CollectionId, Decimal, FieldId, Kind, OptionId, RecordId, Value, collection};
use protocol::{Segment, Stage};

/// By which field, and whether largest first.
pub type Sort = (FieldId, bool);

/// What the URL says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Whose list.
    pub of: CollectionId,
    /// The open record.
    pub id: Option<RecordId>,
    /// Deleted records instead of living ones.
    pub trash: bool,
    /// The saved view.
    pub view: Option<RecordId>,
    /// The order, where it is not the usual one.
    pub sort: Option<Sort>,
    /// Only customers of this RFM segment.
    pub segment: Option<Segment>,
    /// Only customers in this stage.
    pub stage: Option<Stage>,
    /// Only customers in this cell of the RFM grid: recency and frequency score.
    pub cell: Option<(u8, u8)>,
}

/// Collections of the page of records; of its trash, those first whose records are deleted most.
pub fn collections(trash: bool) -> Vec<&'static Collection> {
    let listed = schema::LISTED.iter().filter_map(|id| collection(*id));
    let only_there = |id| trash.then(|| collection(id)).flatten();
    only_there(customer::ID).into_iter().chain(listed).chain(only_there(schema::report::ID)).collect()
}

impl Place {
    /// What the URL of the customer list says now; reactive.
    pub fn customers() -> Derived<Place> {
        Place::page(customer::ID)
    }

    /// What the URL of a page says that lists one collection; reactive.
    pub fn page(of: CollectionId) -> Derived<Place> {
        let query = use_location().query;
        Derived::new(move || query.with(|query| Place::read(of, query)))
    }

    /// What the URL of the page of records says now; reactive.
    pub fn records() -> Derived<Place> {
        let query = use_location().query;
        Derived::new(move || {
            query.with(|query| {
                let known = collections(query.get_str("trash").is_some());
                let named = query.get_str("of").and_then(|name| known.iter().find(|of| of.name == name));
                Place::read(named.or(known.first()).map_or(schema::order::ID, |of| of.id), query)
            })
        })
    }

    /// Another list, from its beginning.
    pub fn list(of: CollectionId, trash: bool) -> Place {
        Place { of, id: None, trash, view: None, sort: None, segment: None, stage: None, cell: None }
    }

    fn read(of: CollectionId, query: &ParamsMap) -> Place {
        let record = |key| query.get_str(key).and_then(|id| id.parse().ok());
        let place = Place::list(of, query.get_str("trash").is_some());
        Place {
            id: record("id"),
            view: record("view"),
            sort: query.get_str("sort").and_then(|text| place.read_sort(text)),
            segment: query.get_str("segment").and_then(Segment::from_name),
            stage: query.get_str("stage").and_then(Stage::from_name),
            cell: query.get_str("cell").and_then(read_cell),
            ..place
        }
    }

    /// Its collection.
    pub fn collection(self) -> &'static Collection {
        collection(self.of).unwrap_or(&schema::order::COLLECTION)
    }

    /// The stable name of its collection.
    pub fn name(self) -> &'static str {
        collection(self.of).map_or("", |of| of.name)
    }

    /// The order, unless the URL or a saved view says otherwise: who brings most, what was last, or by name.
    pub fn usual_sort(self) -> Option<Sort> {
        let when = |field: &&schema::Field| matches!(field.kind, Kind::Day | Kind::Instant);
        use schema::{acquisition_spend, activity, order, payment, survey_response};
        let dated = [order::ID, payment::ID, activity::ID, acquisition_spend::ID, survey_response::ID];
        let dated = [&dated[..], &[schema::stage_change::ID, schema::check_in::ID, schema::target::ID]].concat();
        match self.of {
            // The trash keeps its own order.
            _ if self.trash => None,
            customer::ID => Some((score::VALUE, true)),
            schema::payment_plan::ID => Some((schema::payment_plan::DUE.id, false)),
            of if dated.contains(&of) => collection(of)?.fields.iter().find(when).map(|field| (field.id, true)),
            _ => Some((FieldId::NAME, false)),
        }
    }

    /// "-value": a minus stands for largest first.
    pub fn sort_name(self, (field, descending): Sort) -> String {
        let name = fields::find(self.of, field).map_or("", |field| field.name);
        format!("{}{name}", if descending { "-" } else { "" })
    }

    /// Reads what [`Place::sort_name`] writes.
    pub fn read_sort(self, text: &str) -> Option<Sort> {
        let (descending, name) = match text.strip_prefix('-') {
            Some(name) => (true, name),
            None => (false, text),
        };
        let field = fields::listed(self.of).into_iter().find(|field| field.name == name)?;
        Some((field.id, descending))
    }

    /// The relative URL that says this.
    pub fn url(self) -> String {
        let mut url = match self.of {
            customer::ID if !self.trash => "customers".to_owned(),
            schema::lead::ID if !self.trash => "leads".to_owned(),
            _ => format!("records?of={}", self.name()),
        };
        let mut add = |key: &str, value: &str| {
            url += if url.contains('?') { "&" } else { "?" };
            url += key;
            url.push('=');
            url += value;
        };
        if self.trash {
            add("trash", "1");
        }
        if let Some(view) = self.view {
            add("view", &view.to_string());
        }
        if let Some(segment) = self.segment {
            add("segment", segment.name());
        }
        if let Some(stage) = self.stage {
            add("stage", stage.name());
        }
        if let Some((recency, frequency)) = self.cell {
            add("cell", &format!("{recency}-{frequency}"));
        }
        if let Some(sort) = self.sort {
            add("sort", &self.sort_name(sort));
        }
        if let Some(id) = self.id {
            add("id", &id.to_string());
        }
        url
    }

    /// The same list with this record open, or none.
    pub fn with_id(self, id: Option<RecordId>) -> Place {
        Place { id, ..self }
    }

    /// The whole list in the same order.
    pub fn unfiltered(self) -> Place {
        Place { id: None, segment: None, stage: None, cell: None, ..self }
    }

    /// Segment, stage and cell as a rule.
    pub fn rule(self) -> Rule {
        let test = |field, op, value| Rule::Test(Test { field, op, values: vec![value] });
        let option = |field, n: u8| test(field, Op::AnyOf, Value::Option(OptionId(u16::from(n) + 1)));
        let score = |field, n: u8| test(field, Op::Is, Value::Number(Decimal(i64::from(n) * Decimal::ONE)));
        let segment = self.segment.map(|segment| option(score::SEGMENT, segment as u8));
        let stage = self.stage.map(|stage| option(score::STAGE, stage as u8));
        let cell = self.cell.map(|(r, f)| [score(score::RECENCY, r), score(score::FREQUENCY, f)]);
        Rule::All(segment.into_iter().chain(stage).chain(cell.into_iter().flatten()).collect())
    }
}

fn read_cell(text: &str) -> Option<(u8, u8)> {
    let (recency, frequency) = text.split_once('-')?;
    let score = |text: &str| text.parse().ok().filter(|score| (1..=5).contains(score));
    Some((score(recency)?, score(frequency)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_and_cells_read_what_they_write() {
        for of in [customer::ID, schema::order::ID, schema::tag::ID] {
            let place = Place::list(of, false);
            for field in fields::listed(of) {
                for descending in [false, true] {
                    let sort = (field.id, descending);
                    assert_eq!(place.read_sort(&place.sort_name(sort)), Some(sort));
                }
            }
        }
        assert_eq!(read_cell("5-4"), Some((5, 4)));
        assert_eq!(read_cell("6-4"), None);
        assert_eq!(read_cell("5"), None);
    }

    #[test]
    fn a_place_is_its_url() {
        let orders = Place { sort: Some((schema::order::DAY.id, true)), ..Place::list(schema::order::ID, false) };
        assert_eq!(orders.url(), "records?of=order&sort=-day");
        assert_eq!(orders.usual_sort(), orders.sort);
        assert_eq!(Place::list(customer::ID, true).url(), "records?of=customer&trash=1");
        let customers = Place { cell: Some((5, 4)), ..Place::list(customer::ID, false) };
        assert_eq!(customers.url(), "customers?cell=5-4");
        assert_eq!(customers.rule().tests(), 2);
        assert_eq!(Place::list(schema::order::ID, true).usual_sort(), None);
    }
}
