//! The state of the list and the open customer, as it stands in the URL.

use crate::state::Derived;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;
use model::RecordId;
use protocol::{Segment, Sort, SortBy, Stage};

/// What the URL says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    /// The open customer.
    pub(super) id: Option<RecordId>,
    pub(super) segment: Option<Segment>,
    pub(super) stage: Option<Stage>,
    /// Cell of the RFM grid: recency and frequency score.
    pub(super) cell: Option<(u8, u8)>,
    pub(super) sort: Sort,
}

/// Who brings most comes first, unless the URL says otherwise.
const SORT: Sort = Sort { by: SortBy::Value, descending: true };

const SORTS: [(SortBy, &str); 8] = [
    (SortBy::Name, "name"),
    (SortBy::Stage, "stage"),
    (SortBy::Segment, "segment"),
    (SortBy::Loyalty, "loyalty"),
    (SortBy::LastOrder, "last"),
    (SortBy::Orders, "orders"),
    (SortBy::Value, "value"),
    (SortBy::Active, "active"),
];

impl Place {
    /// What the URL says now; reactive.
    pub(super) fn of_url() -> Derived<Place> {
        let query = use_query_map();
        Derived::new(move || query.with(Place::read))
    }

    fn read(query: &ParamsMap) -> Place {
        Place {
            id: query.get_str("id").and_then(|id| id.parse().ok()),
            segment: query.get_str("segment").and_then(Segment::from_name),
            stage: query.get_str("stage").and_then(Stage::from_name),
            cell: query.get_str("cell").and_then(read_cell),
            sort: query.get_str("sort").and_then(read_sort).unwrap_or(SORT),
        }
    }

    /// The relative URL that says this.
    pub(super) fn url(self) -> String {
        let mut url = "customers".to_owned();
        let mut add = |key: &str, value: &str| {
            url += if url.contains('?') { "&" } else { "?" };
            url += key;
            url.push('=');
            url += value;
        };
        if let Some(segment) = self.segment {
            add("segment", segment.name());
        }
        if let Some(stage) = self.stage {
            add("stage", stage.name());
        }
        if let Some((recency, frequency)) = self.cell {
            add("cell", &format!("{recency}-{frequency}"));
        }
        if self.sort != SORT {
            add("sort", &sort_name(self.sort));
        }
        if let Some(id) = self.id {
            add("id", &id.to_string());
        }
        url
    }

    /// The same list with this customer open, or none.
    pub(super) fn with_id(self, id: Option<RecordId>) -> Place {
        Place { id, ..self }
    }

    /// The whole list in the same order.
    pub(super) fn unfiltered(self) -> Place {
        Place { id: None, segment: None, stage: None, cell: None, sort: self.sort }
    }
}

fn read_cell(text: &str) -> Option<(u8, u8)> {
    let (recency, frequency) = text.split_once('-')?;
    let score = |text: &str| text.parse().ok().filter(|score| (1..=5).contains(score));
    Some((score(recency)?, score(frequency)?))
}

fn read_sort(text: &str) -> Option<Sort> {
    let (descending, name) = match text.strip_prefix('-') {
        Some(name) => (true, name),
        None => (false, text),
    };
    let (by, _) = SORTS.iter().find(|(_, known)| *known == name)?;
    Some(Sort { by: *by, descending })
}

/// "-value": a minus stands for largest first.
pub(super) fn sort_name(sort: Sort) -> String {
    let name = SORTS.iter().find(|(by, _)| *by == sort.by).map_or("", |(_, name)| name);
    format!("{}{name}", if sort.descending { "-" } else { "" })
}

/// Reads what [`sort_name`] writes.
pub(super) fn sort_of(name: &str) -> Sort {
    read_sort(name).unwrap_or(SORT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_and_cells_read_what_they_write() {
        for (by, _) in SORTS {
            for descending in [false, true] {
                let sort = Sort { by, descending };
                assert_eq!(sort_of(&sort_name(sort)), sort);
            }
        }
        assert_eq!(read_cell("5-4"), Some((5, 4)));
        assert_eq!(read_cell("6-4"), None);
        assert_eq!(read_cell("5"), None);
    }
}
