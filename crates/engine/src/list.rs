//! The customer list: who, in which order, and the rows on screen.

use crate::scoring::Scores;
use crate::workspace::Workspace;
use model::Money;
use model::schema::{customer, tag};
use protocol::{CustomerRow, CustomersAnswer, ListQuery, SortBy};
use std::cmp::Ordering;

/// Most rows of one window, so that a mistaken request stays cheap.
const WINDOW_MAX: u32 = 500;

/// The order of the list for one query, kept until the query or the book changes.
#[derive(Default)]
pub struct List {
    key: Option<(ListQuery, u64, u64)>,
    rows: Vec<u32>,
    words: Words,
}

/// Searchable text of every customer, lower case.
#[derive(Default)]
struct Words {
    version: Option<u64>,
    ends: Vec<u32>,
    text: String,
}

impl List {
    /// The answer to a list query. `scores_version` changes whenever `scores` did.
    pub fn answer(
        &mut self,
        workspace: &Workspace,
        scores: Option<&Scores>,
        scores_version: u64,
        query: &ListQuery,
    ) -> CustomersAnswer {
        let Some(table) = workspace.table(customer::ID) else { return CustomersAnswer::default() };
        let key = (ListQuery { offset: 0, len: 0, ..query.clone() }, workspace.version(), scores_version);
        if self.key.as_ref() != Some(&key) {
            self.rows = self.select(workspace, scores, query);
            self.key = Some(key);
        }
        let from = (query.offset as usize).min(self.rows.len());
        let to = (from + query.len.min(WINDOW_MAX) as usize).min(self.rows.len());
        CustomersAnswer {
            all: table.live(),
            total: self.rows.len() as u32,
            offset: from as u32,
            rows: self.rows[from..to].iter().map(|&row| self.row(workspace, scores, row)).collect(),
        }
    }

    fn row(&self, workspace: &Workspace, scores: Option<&Scores>, row: u32) -> CustomerRow {
        let table = workspace.table(customer::ID);
        let text = |key| table.map_or(String::new(), |table| table.text(row, key).to_owned());
        CustomerRow {
            id: workspace.ids.id(table.map_or(crate::ids::NOWHERE, |table| table.handle(row))),
            name: text(customer::NAME),
            kind: table.and_then(|table| table.column(customer::KIND.id)).and_then(|column| column.option(row)),
            region: text(customer::REGION),
            order_days: scores.map_or(0, |scores| scores.order_days(row)),
            last_order: scores.and_then(|scores| scores.last_order(row)),
            value: scores
                .filter(|scores| scores.order_days(row) > 0)
                .map(|scores| Money { minor: scores.total(row), currency: scores.currency }),
            segment: scores.map(|scores| scores.segment(row)),
            stage: scores.and_then(|scores| scores.stage(row)),
            loyalty: scores.and_then(|scores| scores.loyalty(row)),
            active: scores.and_then(|scores| scores.active(row)),
        }
    }

    fn select(&mut self, workspace: &Workspace, scores: Option<&Scores>, query: &ListQuery) -> Vec<u32> {
        let Some(table) = workspace.table(customer::ID) else { return Vec::new() };
        let words: Vec<String> = query.search.split_whitespace().map(str::to_lowercase).collect();
        if !words.is_empty() {
            self.words.refresh(workspace);
        }
        let wanted = |row: &u32| {
            let scored = match scores {
                None => query.segment.is_none() && query.stage.is_none() && query.cell.is_none(),
                Some(scores) => {
                    let at = *row as usize;
                    query.segment.is_none_or(|segment| scores.segment(*row) == segment)
                        && query.stage.is_none_or(|stage| scores.stage(*row) == Some(stage))
                        && query.cell.is_none_or(|(r, f)| {
                            scores.book.rfm.r.get(at) == Some(&r) && scores.book.rfm.f.get(at) == Some(&f)
                        })
                }
            };
            scored && words.iter().all(|word| self.words.of(*row).contains(word.as_str()))
        };
        let mut rows: Vec<u32> = table.alive_rows().filter(wanted).collect();
        sort(&mut rows, workspace, scores, query);
        rows
    }
}

/// Sorts by the key, then by name. Keys are made once, as integers: one sort serves every column.
fn sort(rows: &mut [u32], workspace: &Workspace, scores: Option<&Scores>, query: &ListQuery) {
    let Some(table) = workspace.table(customer::ID) else { return };
    let (by, descending) = (query.sort.by, query.sort.descending);
    let key = |row: u32| -> Option<f64> {
        let scores = scores?;
        Some(match by {
            SortBy::Name => return None,
            SortBy::Stage => f64::from(scores.stage(row)? as u8),
            SortBy::Segment => f64::from(scores.segment(row) as u8),
            SortBy::Loyalty => f64::from(scores.loyalty(row)?),
            SortBy::LastOrder => f64::from(scores.last_order(row)?.0),
            SortBy::Orders => f64::from(scores.order_days(row)),
            SortBy::Value => (scores.order_days(row) > 0).then(|| scores.total(row) as f64)?,
            SortBy::Active => f64::from(scores.active(row)?),
        })
    };
    // What is unknown comes last in either direction.
    let rank = |row: u32| key(row).map_or(u64::MAX, |key| ordered(if descending { -key } else { key }));
    let mut keyed: Vec<(u64, u32)> = rows.iter().map(|&row| (rank(row), row)).collect();
    let backwards = by == SortBy::Name && descending;
    keyed.sort_unstable_by(|a, b| {
        a.0.cmp(&b.0).then_with(|| {
            let order = caseless(table.text(a.1, customer::NAME), table.text(b.1, customer::NAME)).then(a.1.cmp(&b.1));
            if backwards { order.reverse() } else { order }
        })
    });
    rows.iter_mut().zip(keyed).for_each(|(row, (_, sorted))| *row = sorted);
}

/// The integer that compares as the number does (IEEE 754 total order).
fn ordered(number: f64) -> u64 {
    let bits = number.to_bits();
    if bits >> 63 == 1 { !bits } else { bits | 1 << 63 }
}

/// Compares as a reader would: letters without case, digits and Latin before Chinese.
fn caseless(a: &str, b: &str) -> Ordering {
    let fold = |c: char| if c.is_ascii() { c.to_ascii_lowercase() } else { c.to_lowercase().next().unwrap_or(c) };
    a.chars().map(fold).cmp(b.chars().map(fold))
}

impl Words {
    fn refresh(&mut self, workspace: &Workspace) {
        let Some(table) = workspace.table(customer::ID) else { return };
        if self.version == Some(workspace.version()) {
            return;
        }
        self.version = Some(workspace.version());
        self.ends.clear();
        self.text.clear();
        let tags = table.column(customer::TAGS.id).is_some() || workspace.table(tag::ID).is_some();
        for row in 0..table.len() {
            for key in [customer::NAME, customer::PHONE, customer::EMAIL, customer::REGION, customer::EXTERNAL_ID] {
                let text = table.text(row, key);
                if !text.is_empty() {
                    self.text.extend(text.chars().flat_map(char::to_lowercase));
                    self.text.push('\n');
                }
            }
            if tags && let model::Value::References(ids) = table.value(row, customer::TAGS.id, &workspace.ids) {
                for id in ids {
                    let name: Option<String> = workspace.get(tag::ID, id, tag::NAME);
                    self.text.push_str(&name.unwrap_or_default().to_lowercase());
                    self.text.push('\n');
                }
            }
            self.ends.push(self.text.len() as u32);
        }
    }

    fn of(&self, row: u32) -> &str {
        let end = self.ends.get(row as usize).copied().unwrap_or_default();
        let start = row.checked_sub(1).and_then(|before| self.ends.get(before as usize).copied()).unwrap_or_default();
        self.text.get(start as usize..end as usize).unwrap_or("")
    }
}
