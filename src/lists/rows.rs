//! The lines that the page knows: the last window, and earlier ones near it, so that scrolling back does not flash.

use model::{RecordId, Value};
use protocol::{ListRow, RecordsAnswer, RecordsQuery, Sum};
use std::sync::Arc;

/// Lines kept beyond the last window, on either side: a few screens.
const KEPT: u32 = 300;

/// A line, with the names of the records it refers to.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What it shows.
    pub row: ListRow,
    /// Names of the records in it, and its own where its first field does not say it.
    pub names: Vec<(RecordId, String)>,
}

impl Line {
    /// Whether an answer says the same. Where it refers to records, their names may be others.
    fn is(&self, row: &ListRow, names: &[(RecordId, String)]) -> bool {
        self.row == *row && (names.is_empty() || *self == Line::new(row, names))
    }

    fn new(row: &ListRow, names: &[(RecordId, String)]) -> Line {
        let values = match row {
            ListRow::Record(row) => row.cells.as_slice(),
            ListRow::Group(group) => std::slice::from_ref(&group.value),
        };
        let own = if let ListRow::Record(row) = row { Some(row.id) } else { None };
        let refers = |id: &RecordId| {
            own == Some(*id)
                || values.iter().any(|value| match value {
                    Value::Reference(to) => to == id,
                    Value::References(ids) => ids.contains(id),
                    _ => false,
                })
        };
        Line { row: row.clone(), names: names.iter().filter(|(id, _)| refers(id)).cloned().collect() }
    }

    /// The record, unless it is the head of a group.
    pub fn id(&self) -> Option<RecordId> {
        match &self.row {
            ListRow::Record(row) => Some(row.id),
            ListRow::Group(_) => None,
        }
    }
}

/// What is known of the list.
#[derive(Default)]
pub struct Rows {
    /// Records in the list before any filter.
    pub all: u32,
    /// Records that the query selects.
    pub total: u32,
    /// Lines of the list: its records, and one for each group.
    pub lines: u32,
    /// What the columns add up to.
    pub sums: Vec<Sum>,
    /// The query the lines belong to, without its window.
    query: Option<RecordsQuery>,
    /// With their place, in order.
    rows: Vec<(u32, Arc<Line>)>,
}

impl Rows {
    /// The query that was answered last, without its window.
    pub fn query(&self) -> Option<&RecordsQuery> {
        self.query.as_ref()
    }

    /// Whether the answer is to a query that selects among all records.
    pub fn narrowed(&self) -> bool {
        self.query.as_ref().is_some_and(|query| query.rule.narrows() || !query.search.is_empty())
    }

    fn find(&self, index: u32) -> Result<usize, usize> {
        self.rows.binary_search_by_key(&index, |(index, _)| *index)
    }

    /// The line at this place of the list, if it was seen.
    pub fn row(&self, index: u32) -> Option<Arc<Line>> {
        self.find(index).ok().map(|at| Arc::clone(&self.rows[at].1))
    }

    /// The place of this record, if it is among the lines seen.
    pub fn index_of(&self, id: RecordId) -> Option<u32> {
        self.rows.iter().find(|(_, line)| line.id() == Some(id)).map(|(index, _)| *index)
    }

    /// The records seen from one place of the list to another.
    pub fn between(&self, from: u32, to: u32) -> Vec<RecordId> {
        let range = from.min(to)..=from.max(to);
        self.rows.iter().filter(|(index, _)| range.contains(index)).filter_map(|(_, line)| line.id()).collect()
    }

    /// Whether all lines from one place of the list to another are known.
    pub fn all_seen(&self, from: u32, to: u32) -> bool {
        let range = from.min(to)..=from.max(to);
        self.rows.iter().filter(|(index, _)| range.contains(index)).count() == from.abs_diff(to) as usize + 1
    }

    /// Takes in an answer. Lines of another query, or of a list that has changed its length, are let go.
    pub fn take(&mut self, query: RecordsQuery, answer: &RecordsAnswer) {
        let query = RecordsQuery { offset: 0, len: 0, ..query };
        let same = self.query.as_ref() == Some(&query);
        if !same || (self.lines, self.total, self.all) != (answer.lines, answer.total, answer.all) {
            self.rows.clear();
        }
        let len = u32::try_from(answer.rows.len()).unwrap_or(0);
        let kept = answer.offset.saturating_sub(KEPT)..answer.offset.saturating_add(len).saturating_add(KEPT);
        self.rows.retain(|(index, _)| kept.contains(index));
        for (index, row) in (answer.offset..).zip(&answer.rows) {
            let line = || Arc::new(Line::new(row, &answer.names));
            match self.find(index) {
                Ok(at) if self.rows[at].1.is(row, &answer.names) => {}
                Ok(at) => self.rows[at].1 = line(),
                Err(at) => self.rows.insert(at, (index, line())),
            }
        }
        self.sums.clone_from(&answer.sums);
        (self.all, self.total, self.lines) = (answer.all, answer.total, answer.lines);
        self.query = Some(query);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::schema::customer;
    use protocol::RecordRow;

    fn answer(offset: u32, ids: std::ops::Range<u128>) -> RecordsAnswer {
        let row = |id| ListRow::Record(RecordRow { id: RecordId(id), cells: Vec::new() });
        RecordsAnswer {
            collection: customer::ID,
            deleted: false,
            all: 1000,
            total: 1000,
            lines: 1000,
            offset,
            rows: ids.map(row).collect(),
            names: Vec::new(),
            sums: Vec::new(),
        }
    }

    #[test]
    fn scrolling_keeps_rows_and_another_query_drops_them() {
        let query = RecordsQuery::of(customer::ID);
        let mut rows = Rows::default();
        rows.take(query.clone(), &answer(0, 0..50));
        rows.take(RecordsQuery { offset: 50, ..query.clone() }, &answer(50, 50..100));
        assert_eq!(rows.row(10).and_then(|line| line.id()), Some(RecordId(10)));
        assert_eq!(rows.index_of(RecordId(99)), Some(99));
        assert_eq!(rows.between(12, 10), [10, 11, 12].map(RecordId));
        assert!(rows.all_seen(99, 0) && !rows.all_seen(99, 100));
        rows.take(RecordsQuery { search: "x".into(), ..query }, &answer(0, 500..550));
        assert_eq!(rows.row(0).and_then(|line| line.id()), Some(RecordId(500)));
        assert_eq!(rows.row(60), None);
    }
}
