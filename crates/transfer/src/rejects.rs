//! The rows that were not taken, and the report about them.

use crate::limits::{CELL_CHARS_SHOWN, REJECTS_KEPT_MAX};
use crate::profile::Profile;
use crate::records::Row;
use crate::text::shorten;
use model::formula::neutral;
use protocol::import::{REJECTS_SHOWN_MAX, Reject, RejectReason};

/// One row that was not taken, by its place in the text.
#[derive(Clone, Copy, Debug)]
struct Kept {
    start: usize,
    column: Option<u32>,
    reason: RejectReason,
}

/// Rejected rows in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct Rejects {
    kept: Vec<Kept>,
    /// The first of them, as the page shows them.
    pub shown: Vec<Reject>,
    /// All of them, also those beyond what is kept.
    pub count: u32,
}

impl Rejects {
    /// Notes one row.
    pub fn add(&mut self, row: &Row, column: Option<usize>, reason: RejectReason) {
        self.count = self.count.saturating_add(1);
        let index = column.and_then(|column| u32::try_from(column).ok());
        if self.shown.len() < REJECTS_SHOWN_MAX {
            let text = text_of(row, column);
            self.shown.push(Reject { line: row.line, column: index, reason, text });
        }
        if self.kept.len() < REJECTS_KEPT_MAX {
            self.kept.push(Kept { start: row.start, column: index, reason });
        }
    }

    /// The report as CSV with a byte-order mark (so that spreadsheets read it as UTF-8): `line`, `column`, `reason` as a
    /// stable word, `text` at fault, then the row as it stands in the file. No cell is a formula to a spreadsheet. If
    /// there are more rejects than are kept, a last row says how many. `later` are rows that were read well and refused
    /// afterwards, by their lines in the order of the file.
    pub fn csv(&self, text: &str, profile: &Profile, later: &[Reject]) -> Vec<u8> {
        let mut report = Report(csv::WriterBuilder::new().flexible(true).from_writer(b"\xef\xbb\xbf".to_vec()));
        let names = profile.columns.iter().enumerate().map(|(index, column)| name(column.name.as_deref(), index));
        let names: Vec<String> = names.collect();
        let head = ["line", "column", "reason", "text"].map(str::to_owned);
        report.row(head.iter().chain(&names).map(String::as_str));
        let (mut records, mut row) = (profile.data(text), Row::default());
        let (mut kept, mut later) = (self.kept.iter().peekable(), later.iter().peekable());
        while (kept.peek().is_some() || later.peek().is_some()) && records.next(&mut row) {
            let here = kept.next_if(|reject| reject.start == row.start).map(|reject| (reject.column, reject.reason));
            let after = later.next_if(|reject| reject.line == row.line).map(|reject| (reject.column, reject.reason));
            let Some((column, reason)) = here.or(after) else { continue };
            let column = column.and_then(|column| usize::try_from(column).ok());
            let named = column.and_then(|column| names.get(column)).map_or("", String::as_str);
            let at_fault = match reason {
                RejectReason::WrongFieldCount { found, expected } => format!("{found}/{expected}"),
                _ => text_of(&row, column),
            };
            let line = row.line.to_string();
            let head = [line.as_str(), named, code(reason), at_fault.as_str()];
            report.row(head.into_iter().chain(row.fields.iter()));
        }
        let more = usize::try_from(self.count).unwrap_or(usize::MAX).saturating_sub(self.kept.len());
        if more > 0 {
            report.row(["", "", "more", more.to_string().as_str()].into_iter());
        }
        report.0.into_inner().unwrap_or_default()
    }
}

struct Report(csv::Writer<Vec<u8>>);

impl Report {
    fn row<'a>(&mut self, cells: impl Iterator<Item = &'a str>) {
        // Writing to memory does not fail.
        let _ = self.0.write_record(cells.map(neutral).collect::<Vec<_>>());
    }
}

fn name(name: Option<&str>, index: usize) -> String {
    name.map_or_else(|| (index + 1).to_string(), str::to_owned)
}

fn text_of(row: &Row, column: Option<usize>) -> String {
    column.map(|column| shorten(row.field(column), CELL_CHARS_SHOWN)).unwrap_or_default()
}

/// The reason as a word that stays the same in every version and language.
pub fn code(reason: RejectReason) -> &'static str {
    match reason {
        RejectReason::MissingCustomer => "missing_customer",
        RejectReason::MissingDay => "missing_day",
        RejectReason::NotADay => "not_a_day",
        RejectReason::DayOutOfRange => "day_out_of_range",
        RejectReason::MissingAmount => "missing_amount",
        RejectReason::NotANumber => "not_a_number",
        RejectReason::TooLarge => "too_large",
        RejectReason::NotACurrency => "not_a_currency",
        RejectReason::WrongFieldCount { .. } => "wrong_field_count",
        RejectReason::TooLong => "too_long",
        RejectReason::NotAnEmail => "not_an_email",
        RejectReason::NotYesOrNo => "not_yes_or_no",
        RejectReason::NotATime => "not_a_time",
        RejectReason::NotAnOption => "not_an_option",
        RejectReason::MissingField => "missing_field",
        RejectReason::UnknownRecord => "unknown_record",
        RejectReason::DeletedRecord => "deleted_record",
        RejectReason::SeveralRecords => "several_records",
        RejectReason::SeveralMatches => "several_matches",
        RejectReason::MixedCurrencies => "mixed_currencies",
        RejectReason::Example => "example",
    }
}
