//! The rows that the page knows: the last window, and earlier ones near it, so that scrolling back does not flash.

use protocol::{CustomerRow, CustomersAnswer, ListQuery};
use std::sync::Arc;

/// Rows kept beyond the last window, on either side: a few screens.
const KEPT: u32 = 300;

/// What is known of the list.
#[derive(Default)]
pub(super) struct Rows {
    /// Customers in the book.
    pub(super) all: u32,
    /// Customers that the query selects.
    pub(super) total: u32,
    /// The query the rows belong to, without its window.
    query: Option<ListQuery>,
    /// With their place, in order.
    rows: Vec<(u32, Arc<CustomerRow>)>,
}

impl Rows {
    /// Whether there was any answer yet.
    pub(super) fn answered(&self) -> bool {
        self.query.is_some()
    }

    /// Whether the answer is to a query that selects among all customers.
    pub(super) fn narrowed(&self) -> bool {
        let by_filter = |query: &ListQuery| {
            query.segment.is_some() || query.stage.is_some() || query.cell.is_some() || !query.search.is_empty()
        };
        self.query.as_ref().is_some_and(by_filter)
    }

    fn find(&self, index: u32) -> Result<usize, usize> {
        self.rows.binary_search_by_key(&index, |(index, _)| *index)
    }

    /// The row at this place of the list, if it was seen.
    pub(super) fn row(&self, index: u32) -> Option<Arc<CustomerRow>> {
        self.find(index).ok().map(|at| Arc::clone(&self.rows[at].1))
    }

    /// The place of this customer, if it is among the rows seen.
    pub(super) fn index_of(&self, id: model::RecordId) -> Option<u32> {
        self.rows.iter().find(|(_, row)| row.id == id).map(|(index, _)| *index)
    }

    /// Takes in an answer. Rows of another query, or of a list that has changed its length, are let go.
    pub(super) fn take(&mut self, query: ListQuery, answer: &CustomersAnswer) {
        let query = ListQuery { offset: 0, len: 0, ..query };
        if self.query.as_ref() != Some(&query) || self.total != answer.total || self.all != answer.all {
            self.rows.clear();
        }
        let len = u32::try_from(answer.rows.len()).unwrap_or(0);
        let kept = answer.offset.saturating_sub(KEPT)..answer.offset.saturating_add(len).saturating_add(KEPT);
        self.rows.retain(|(index, _)| kept.contains(index));
        for (index, row) in (answer.offset..).zip(&answer.rows) {
            match self.find(index) {
                Ok(at) if *self.rows[at].1 == *row => {}
                Ok(at) => self.rows[at].1 = Arc::new(row.clone()),
                Err(at) => self.rows.insert(at, (index, Arc::new(row.clone()))),
            }
        }
        (self.all, self.total, self.query) = (answer.all, answer.total, Some(query));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::RecordId;

    fn answer(offset: u32, ids: std::ops::Range<u128>) -> CustomersAnswer {
        let row = |id| CustomerRow {
            id: RecordId(id),
            name: String::new(),
            kind: None,
            region: String::new(),
            order_days: 0,
            last_order: None,
            value: None,
            segment: None,
            stage: None,
            loyalty: None,
            active: None,
        };
        CustomersAnswer { all: 1000, total: 1000, offset, rows: ids.map(row).collect() }
    }

    #[test]
    fn scrolling_keeps_rows_and_another_query_drops_them() {
        let mut rows = Rows::default();
        rows.take(ListQuery::default(), &answer(0, 0..50));
        rows.take(ListQuery { offset: 50, ..ListQuery::default() }, &answer(50, 50..100));
        assert_eq!(rows.row(10).map(|row| row.id), Some(RecordId(10)));
        assert_eq!(rows.index_of(RecordId(99)), Some(99));
        rows.take(ListQuery { search: "x".into(), ..ListQuery::default() }, &answer(0, 500..550));
        assert_eq!(rows.row(0).map(|row| row.id), Some(RecordId(500)));
        assert_eq!(rows.row(60), None);
    }
}
