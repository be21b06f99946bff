//! What the values of each column look like, over the whole file.

use crate::day_scan::DayScan;
use crate::dialect::{self, Head};
use crate::limits::{CELL_CHARS_SHOWN, COLUMN_SAMPLES, PROFILE_CELLS, PROFILE_ROWS};
use crate::number::Number;
use crate::number_scan::NumberScan;
use crate::records::{Records, Row};
use crate::text;
use model::Day;
use protocol::import::{Delimiter, FileError};
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// One column's values.
#[derive(Debug)]
pub struct ColumnProfile {
    /// Its header.
    pub name: Option<String>,
    /// Its first values.
    pub samples: Vec<String>,
    /// Rows in which it is empty.
    pub empty: u32,
    /// As days.
    pub days: DayScan,
    /// As numbers.
    pub numbers: NumberScan,
    /// As whole numbers written as fractions.
    pub floats: FloatScan,
    /// The rest, from the first rows.
    pub traits: Traits,
}

/// A column looked at as whole numbers that a program kept, and wrote, as fractions: `17850.0`.
#[derive(Clone, Copy, Debug, Default)]
pub struct FloatScan {
    some: bool,
    others: bool,
}

impl FloatScan {
    fn add(&mut self, value: &str) {
        if !self.others && !value.bytes().all(|byte| byte.is_ascii_digit()) {
            let float = text::without_zero(value).is_some();
            self.some |= float;
            self.others |= !float;
        }
    }

    /// Whether there are such values and nothing but whole numbers beside them.
    pub fn is_whole(&self) -> bool {
        self.some && !self.others
    }
}

/// What is counted of a column's first values.
#[derive(Debug, Default)]
pub struct Traits {
    /// Values looked at.
    pub values: u32,
    /// E-mail addresses.
    pub emails: u32,
    /// Telephone numbers on their face.
    pub phones: u32,
    /// Numbers.
    pub numbers: u32,
    /// Numbers with decimals or a currency.
    pub money: u32,
    /// Plain digits that begin with a zero: only ids do.
    pub padded: u32,
    /// Codes: one word of letters and digits.
    pub codes: u32,
    /// Values with letters and no digits: names.
    pub words: u32,
    /// Greatest number.
    pub greatest: u64,
    /// Different values.
    pub distinct: HashSet<u64>,
    /// Whether every number so far was greater than the one before.
    pub ascending: bool,
    last: Option<u64>,
}

impl Traits {
    fn add(&mut self, value: &str, number: Option<Number>) {
        let mut hasher = DefaultHasher::new();
        value.hash(&mut hasher);
        self.distinct.insert(hasher.finish());
        self.values += 1;
        self.emails += u32::from(dialect::is_email(value));
        self.phones += u32::from(is_phone(value));
        let has_digit = value.bytes().any(|byte| byte.is_ascii_digit());
        let has_letter = value.chars().any(char::is_alphabetic);
        let one_word = !value.contains(char::is_whitespace);
        self.codes += u32::from(has_digit && has_letter && one_word);
        self.words += u32::from(!has_digit && has_letter);
        let Some(number) = number else {
            self.ascending = false;
            return;
        };
        let plain = value.bytes().all(|byte| byte.is_ascii_digit());
        self.numbers += 1;
        self.money += u32::from(number.has_decimals() || value.contains(['$', '¥', '￥', '€', '£', '元']));
        self.padded += u32::from(plain && value.len() > 1 && value.starts_with('0'));
        self.greatest = self.greatest.max(number.magnitude());
        let follows = self.last.is_none_or(|last| number.magnitude() > last);
        self.ascending = plain && follows && (self.ascending || self.values == 1);
        self.last = Some(number.magnitude());
    }

    /// Whether at least `percent` of the values are counted in `count`.
    pub fn mostly(&self, count: u32, percent: u32) -> bool {
        self.values > 0 && u64::from(count) * 100 >= u64::from(self.values) * u64::from(percent)
    }

    /// Whether no value comes twice.
    pub fn is_unique(&self) -> bool {
        self.distinct.len() as u64 == u64::from(self.values)
    }

    /// A row number: whole numbers, each greater than the one before.
    pub fn is_row_number(&self) -> bool {
        self.values > 1 && self.ascending && self.mostly(self.numbers, 100)
    }
}

/// A telephone number that cannot be taken for another number: a plus, separators, or eleven digits as in China.
fn is_phone(value: &str) -> bool {
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let others = value.len() - digits;
    let form = value.bytes().all(|byte| byte.is_ascii_digit() || b"+-() ./".contains(&byte));
    let chinese = others == 0 && digits == 11 && value.starts_with('1') && !value.starts_with("10");
    let separated = others > 0 && value.bytes().filter(|byte| b"-() ".contains(byte)).count() > 0;
    form && (7..=15).contains(&digits) && (chinese || value.starts_with('+') || (separated && digits >= 9))
}

/// A whole file as a table.
#[derive(Debug)]
pub struct Profile {
    /// How fields are separated.
    pub delimiter: Delimiter,
    /// Whether the first row names the columns.
    pub header: bool,
    /// The columns.
    pub columns: Vec<ColumnProfile>,
    /// Rows of data.
    pub rows: u32,
    /// Lines above the table.
    pub skipped: u32,
    /// Where the table starts in the text.
    pub start: usize,
}

impl Profile {
    /// Reads the whole text once. `header`: as the user says, else by the first rows.
    ///
    /// # Errors
    /// [`FileError::TooManyColumns`].
    pub fn read(text: &str, delimiter: Delimiter, header: Option<bool>, today: Day) -> Result<Profile, FileError> {
        let head = Head::read(text, delimiter)?;
        let header = header.unwrap_or_else(|| head.has_header());
        let count = head.columns();
        let names = if header { head.names(count) } else { vec![None; count] };
        let column = |name| ColumnProfile {
            name,
            samples: Vec::new(),
            empty: 0,
            days: DayScan::new(today),
            numbers: NumberScan::default(),
            floats: FloatScan::default(),
            traits: Traits::default(),
        };
        let columns = names.into_iter().map(column).collect();
        let (skipped, start) = (head.skipped(), head.start());
        let mut profile = Profile { delimiter, header, columns, rows: 0, skipped, start };
        profile.scan(text);
        Ok(profile)
    }

    fn scan(&mut self, text: &str) {
        let columns = u32::try_from(self.columns.len()).unwrap_or(u32::MAX).max(1);
        let first_rows = PROFILE_ROWS.min(PROFILE_CELLS / columns);
        let mut rows = self.data(text);
        let mut row = Row::default();
        while rows.next(&mut row) {
            self.rows = self.rows.saturating_add(1);
            let first = self.rows <= first_rows;
            let whole = row.width(self.columns.len()) == self.columns.len();
            for (index, column) in self.columns.iter_mut().enumerate() {
                column.add(row.field(index), first, whole);
            }
        }
    }

    /// The rows below the header.
    pub fn data<'a>(&self, text: &'a str) -> Records<'a> {
        let mut records = Records::starting(text, self.start, self.delimiter);
        if self.header {
            records.next(&mut Row::default());
        }
        records
    }
}

impl ColumnProfile {
    /// `first`: one of the rows that are looked at closely; `whole`: a row with as many fields as there are columns.
    fn add(&mut self, value: &str, first: bool, whole: bool) {
        if value.is_empty() {
            self.empty += 1;
            return;
        }
        if self.samples.len() < COLUMN_SAMPLES {
            self.samples.push(text::shorten(&text::clean(value), CELL_CHARS_SHOWN));
        }
        if text::is_missing(value) {
            return;
        }
        if whole {
            self.floats.add(value);
        }
        if first {
            self.days.add(value);
            let number = self.numbers.add(value);
            self.traits.add(value, number);
            return;
        }
        // Further down only what may decide between two readings of a day or an amount.
        if self.days.fits(50) {
            self.days.add(value);
        }
        if self.numbers.fits(50) {
            self.numbers.add(value);
        }
    }
}
