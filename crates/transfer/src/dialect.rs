//! How a text is split into fields: which delimiter, how many columns, whether the first row names them.

use crate::day_scan;
use crate::days::Cell;
use crate::header;
use crate::limits::{COLUMNS_MAX, DIALECT_BYTES, DIALECT_ROWS, PREAMBLE_ROWS};
use crate::number_scan::NumberScan;
use crate::records::{Records, Row};
use model::Day;
use protocol::import::{Delimiter, FileError};

/// Whether a cell is a day at all does not depend on today.
const A_DAY: Day = Day(20_000);

/// In the order in which equals are preferred.
const DELIMITERS: [Delimiter; 5] =
    [Delimiter::Tab, Delimiter::Comma, Delimiter::Semicolon, Delimiter::Pipe, Delimiter::Spaces];

/// The first rows of a text by one delimiter.
#[derive(Debug, Default)]
pub struct Head {
    /// Fields of each row without empty ones at its end.
    rows: Vec<Vec<String>>,
    /// Number of fields with those.
    widths: Vec<usize>,
    /// Where each row starts in the text, and its line.
    places: Vec<(usize, u32)>,
    /// Lines above the first of these rows that belong to no table.
    skipped: u32,
}

impl Head {
    /// Splits the first rows.
    ///
    /// # Errors
    /// [`FileError::TooManyColumns`] when even the commonest width is too much.
    pub fn read(text: &str, delimiter: Delimiter) -> Result<Head, FileError> {
        let head = Head::split(text, delimiter);
        let widest = head.rows.iter().map(Vec::len).max().unwrap_or(0);
        let too_many = || FileError::TooManyColumns {
            found: u32::try_from(widest).unwrap_or(u32::MAX),
            max: u32::try_from(COLUMNS_MAX).unwrap_or(u32::MAX),
        };
        if head.columns() > COLUMNS_MAX { Err(too_many()) } else { Ok(head) }
    }

    fn split(text: &str, delimiter: Delimiter) -> Head {
        let (mut records, mut row) = (Records::new(start(text), delimiter), Row::default());
        let mut head = Head::default();
        while head.rows.len() < DIALECT_ROWS && records.next(&mut row) {
            head.rows.push(row.fields.iter().map(|field| field.trim().to_owned()).collect());
            head.places.push((row.start, row.line));
        }
        for row in &mut head.rows {
            head.widths.push(row.len());
            // Many programs end every line with a delimiter, or write empty columns at the end.
            while row.len() > 1 && row.last().is_some_and(String::is_empty) {
                row.pop();
            }
        }
        match head.table() {
            Some(first) => head.without(first),
            None => head,
        }
    }

    /// The row at which the table begins, if it is not the first: titles and notes stand above it, which have another
    /// number of fields or fill less than half of them. Above a table without header only lines of one field are notes:
    /// others may be data and are to be reported.
    fn table(&self) -> Option<usize> {
        let columns =
            commonest(self.widths.iter().zip(&self.rows).filter(|(_, row)| row.len() > 1).map(|(width, _)| *width));
        let fits = |at: &usize| {
            let (Some(row), Some(width)) = (self.rows.get(*at), self.widths.get(*at)) else { return false };
            row.len() > 1 && row.len() * 2 >= columns && *width == columns
        };
        let first = (0..self.rows.len().min(PREAMBLE_ROWS)).find(fits).filter(|first| *first > 0)?;
        let (above, below) = self.rows.split_at_checked(first)?;
        let values = |row: &Vec<String>| row.iter().filter(|field| is_value(field)).count();
        let names = |row: &Vec<String>| values(row) == 0 && header::known(row) > 1;
        // Names of fewer (or more) columns than the rows have are names all the same.
        if above.iter().any(names) {
            return None;
        }
        let titled = is_header(below);
        let notes = above.iter().all(|row| row.len() == 1);
        (titled || (notes && below.first().is_some_and(|row| values(row) > 1))).then_some(first)
    }

    /// The rows from `first` on.
    fn without(mut self, first: usize) -> Head {
        self.skipped = self.places.get(first).map_or(0, |(_, line)| line.saturating_sub(1));
        self.rows.drain(..first.min(self.rows.len()));
        self.widths.drain(..first.min(self.widths.len()));
        self.places.drain(..first.min(self.places.len()));
        self
    }

    /// Where the table starts in the text.
    pub fn start(&self) -> usize {
        self.places.first().filter(|_| self.skipped > 0).map_or(0, |(start, _)| *start)
    }

    /// Lines above the table that belong to none.
    pub fn skipped(&self) -> u32 {
        self.skipped
    }

    /// Number of columns: the commonest width, of equally common ones that of the first row, else the greatest; without
    /// ends that are empty in every row of that width.
    pub fn columns(&self) -> usize {
        // Where notes stand above the table they may well stand below it too.
        let noted = self.skipped > 0;
        let widths = self.widths.iter().zip(&self.rows).filter(|(_, row)| !noted || row.len() > 1);
        let commonest = commonest(widths.map(|(width, _)| *width));
        let rows = self.rows.iter().zip(&self.widths).filter(|(_, width)| **width == commonest);
        rows.map(|(row, _)| row.len()).max().unwrap_or(0)
    }

    /// How many rows in a hundred have as many fields as there are columns, empty ends aside (a header may lack one name,
    /// see [`Head::names`]); and how many fields of a hundred rows have a form of their own (numbers, days, addresses).
    fn score(&self) -> (usize, usize) {
        let (rows, columns) = (self.rows.len().max(1), self.columns());
        let named_short = self.rows.first().is_some_and(|first| first.len() + 1 == columns);
        let fits = |(row, width): &(&Vec<String>, &usize)| (row.len()..=**width).contains(&columns);
        let regular = self.rows.iter().zip(&self.widths).filter(fits).count() + usize::from(named_short);
        let values: usize = self.rows.iter().map(|row| row.iter().filter(|field| is_value(field)).count()).sum();
        (regular * 100 / rows, values * 100 / rows)
    }

    /// Whether the first row names the columns: it holds no value with a form of its own, and either some names are
    /// known or the rows below hold such values.
    pub fn has_header(&self) -> bool {
        is_header(&self.rows)
    }

    /// The names in the first row for each of `columns` columns. If it has one name less than there are columns, the
    /// first column is the nameless row number that R writes.
    pub fn names(&self, columns: usize) -> Vec<Option<String>> {
        let Some((first, rest)) = self.rows.split_first() else { return vec![None; columns] };
        let all_wider = !rest.is_empty() && rest.iter().all(|row| row.len() == columns);
        let shift = usize::from(first.len() + 1 == columns && all_wider);
        let name = |column: usize| column.checked_sub(shift).and_then(|column| first.get(column));
        (0..columns).map(|column| name(column).filter(|name| !name.is_empty()).cloned()).collect()
    }
}

/// The commonest number; of equally common ones the first, else the greatest.
fn commonest(widths: impl Iterator<Item = usize>) -> usize {
    let mut widths: Vec<usize> = widths.collect();
    let first = widths.first().copied();
    widths.sort_unstable();
    let is_first = |same: &[usize]| same.first().copied() == first;
    let commonest = widths.chunk_by(|a, b| a == b).max_by_key(|same| (same.len(), is_first(same)));
    commonest.and_then(|same| same.first()).copied().unwrap_or(0)
}

/// Whether the first of these rows names the columns of the others, see [`Head::has_header`].
fn is_header(rows: &[Vec<String>]) -> bool {
    let Some((first, rest)) = rows.split_first() else { return false };
    if first.iter().any(|field| is_value(field)) {
        return false;
    }
    header::known(first) > 0 || rest.iter().flatten().filter(|field| is_value(field)).count() * 2 > rest.len()
}

/// The text's first lines; at least one, however long, so that its columns are counted.
fn start(text: &str) -> &str {
    let between_characters = (0..=DIALECT_BYTES).rev().take(4).find_map(|end| text.get(..end));
    let Some(part) = between_characters.filter(|part| part.len() < text.len()) else { return text };
    let end = part.rfind(['\n', '\r']).or_else(|| text.find(['\n', '\r']));
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

/// Whether a field has a form that only values have.
fn is_value(field: &str) -> bool {
    let number = NumberScan::default().add(field).is_some();
    let cell = Cell::new(field);
    number || is_email(field) || day_scan::FORMATS.into_iter().any(|format| cell.day(format, A_DAY).is_ok())
}

/// Whether a field has the form of an e-mail address.
pub fn is_email(field: &str) -> bool {
    field.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !field.contains(' '))
}

/// The delimiter by which the first rows are most regular and most of their fields have a form of their own.
pub fn guess(text: &str) -> Delimiter {
    let mut best = (Delimiter::Comma, (0, 0, false, 0, 0));
    for delimiter in DELIMITERS {
        let head = Head::split(text, delimiter);
        let columns = head.columns();
        let (regular, values) = head.score();
        // Sentences have blanks too: those only delimit where every row agrees, commas where most do.
        let needed = if delimiter == Delimiter::Spaces { 95 } else { 60 };
        if columns < 2 || regular < needed {
            continue;
        }
        let known = head.rows.first().map_or(0, |row| header::known(row));
        let score = (known, values, delimiter != Delimiter::Spaces, regular, columns);
        if score > best.1 {
            best = (delimiter, score);
        }
    }
    best.0
}
