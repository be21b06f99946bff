//! Which list, and where in it, as it stands in the URL.

use crate::state::Derived;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;
use model::schema::{self, Collection, Field};
use model::{FieldId, Kind, RecordId};

/// What the URL says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    pub(super) of: &'static str,
    pub(super) id: Option<RecordId>,
    pub(super) trash: bool,
    /// By which field, and whether largest first.
    pub(super) sort: Option<(FieldId, bool)>,
    pub(super) offset: u32,
}

/// Collections of the list, of the trash those first whose records are deleted most.
pub(super) fn collections(trash: bool) -> Vec<&'static Collection> {
    let listed = schema::LISTED.iter().filter_map(|id| schema::collection(*id));
    let customers = trash.then(|| schema::collection(schema::customer::ID)).flatten();
    customers.into_iter().chain(listed).collect()
}

impl Place {
    /// What the URL says now; reactive.
    pub(super) fn of_url() -> Derived<Place> {
        let query = use_query_map();
        Derived::new(move || query.with(Place::read))
    }

    fn read(query: &ParamsMap) -> Place {
        let trash = query.get_str("trash").is_some();
        let known = collections(trash);
        let of = query.get_str("of").and_then(|name| known.iter().find(|collection| collection.name == name));
        let of = of.or(known.first()).map_or("order", |collection| collection.name);
        let mut place = Place { of, id: None, trash, sort: None, offset: 0 };
        place.sort = query.get_str("sort").and_then(|text| place.read_sort(text)).or_else(|| place.newest_first());
        place.id = query.get_str("id").and_then(|id| id.parse().ok());
        place.offset = query.get_str("from").and_then(|from| from.parse().ok()).unwrap_or(0);
        place
    }

    /// What happened on a day is looked for from today backwards; the trash keeps its own order.
    fn newest_first(self) -> Option<(FieldId, bool)> {
        let when = |field: &&Field| matches!(field.kind, Kind::Day | Kind::Instant);
        let dated = [schema::order::ID, schema::payment::ID, schema::activity::ID].contains(&self.collection().id);
        let field = self.collection().fields.iter().find(when).filter(|_| dated && !self.trash)?;
        Some((field.id, true))
    }

    fn read_sort(self, text: &str) -> Option<(FieldId, bool)> {
        let (descending, name) = match text.strip_prefix('-') {
            Some(name) => (true, name),
            None => (false, text),
        };
        let field = self.collection().fields.iter().find(|field| field.name == name)?;
        Some((field.id, descending))
    }

    pub(super) fn collection(self) -> &'static Collection {
        let found = schema::ALL.iter().find(|collection| collection.name == self.of);
        found.copied().unwrap_or(&schema::order::COLLECTION)
    }

    /// The relative URL that says this.
    pub(super) fn url(self) -> String {
        let mut url = format!("records?of={}", self.of);
        if self.trash {
            url += "&trash=1";
        }
        if let Some((field, descending)) = self.sort
            && let Some(field) = self.collection().field(field)
        {
            url += &format!("&sort={}{}", if descending { "-" } else { "" }, field.name);
        }
        if self.offset > 0 {
            url += &format!("&from={}", self.offset);
        }
        if let Some(id) = self.id {
            url += &format!("&id={id}");
        }
        url
    }

    /// Another list, from its beginning.
    pub(super) fn list(of: &'static str, trash: bool) -> Place {
        Place { of, id: None, trash, sort: None, offset: 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_reads_what_it_writes() {
        let place = Place { sort: Some((schema::order::DAY.id, true)), ..Place::list("order", false) };
        assert_eq!(place.url(), "records?of=order&sort=-day");
        assert_eq!(place.read_sort("-day"), place.sort);
        assert_eq!(place.read_sort("nothing"), None);
        assert_eq!(Place::list("order", false).newest_first(), place.sort);
        assert_eq!(Place::list("order", true).newest_first(), None);
        assert_eq!(Place::list("product", false).newest_first(), None);
        assert_eq!(Place::list("customer", true).collection().id, schema::customer::ID);
    }
}
