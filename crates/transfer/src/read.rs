//! The whole file to rows that can be taken and rows that cannot.

use crate::dictionary::{Customers, Dictionary};
use crate::facts::{FactPlaces, Lacking, Places};
use crate::profile::Profile;
use crate::records::{Records, Row};
use crate::rejects::Rejects;
use crate::text::is_missing;
use crate::worth::Worth;
use crate::{amounts, currency, days};
use model::input::TEXT_BYTES_MAX;
use model::{Currency, Day};
use protocol::import::{FileError, Mapping, NONE, Purchases, ReadSummary, RejectReason, Role};

/// What reading came to.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Counts and the first rejects.
    pub summary: ReadSummary,
    /// All rejects that are kept, for the report.
    pub rejects: Rejects,
    /// Whether the file was read to its end.
    pub complete: bool,
}

/// Reads a file's rows, some at a time.
///
/// The first row of a customer, a product or an order number brings its dictionary entry. What is empty there and said in
/// a later row comes with that row ([`Purchases::late_facts`]); what a later row says otherwise (another phone) is not
/// taken.
pub struct Reader<'a> {
    records: Records<'a>,
    row: Row,
    mapping: Mapping,
    places: Places,
    facts: FactPlaces,
    day: usize,
    today: Day,
    worth: Worth,
    width: usize,
    progress: Progress,
    customers: Customers,
    /// What is not known yet of each of them.
    lacking: Vec<Lacking>,
    products: Dictionary,
    numbers: Dictionary,
    currencies: Vec<Currency>,
    rejects: Rejects,
    good: u32,
    rounded: u32,
    complete: bool,
}

/// How far a reading is, in bytes of the file for bytes of its text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Progress {
    pub(crate) bytes: u64,
    text: u64,
}

impl Progress {
    pub(crate) fn new(bytes: u64, text: &str) -> Progress {
        Progress { bytes, text: text.len().max(1) as u64 }
    }

    pub(crate) fn done(&self, read: usize, complete: bool) -> u64 {
        if complete {
            return self.bytes;
        }
        let done = read as u128 * u128::from(self.bytes) / u128::from(self.text);
        u64::try_from(done).unwrap_or(self.bytes).min(self.bytes)
    }
}

/// The parts of a row that were understood.
struct Sale {
    day: Day,
    amount: amounts::Amount,
    quantity: i64,
}

/// Refuses a row with more or fewer fields than the file has columns.
pub(crate) fn check_width(row: &Row, expected: usize) -> Result<(), RejectReason> {
    let found = row.width(expected);
    let count = |number| u32::try_from(number).unwrap_or(u32::MAX);
    if found == expected {
        Ok(())
    } else {
        Err(RejectReason::WrongFieldCount { found: count(found), expected: count(expected) })
    }
}

impl<'a> Reader<'a> {
    pub(crate) fn new(
        text: &'a str,
        bytes: u64,
        profile: &Profile,
        mapping: &Mapping,
        today: Day,
    ) -> Result<Self, FileError> {
        let places = Places::new(&mapping.roles);
        let facts = FactPlaces::new(&places, profile);
        if facts.who().is_none() {
            return Err(FileError::Missing(Role::CustomerId));
        }
        Ok(Reader {
            records: profile.data(text),
            row: Row::default(),
            day: places.column(Role::Day).ok_or(FileError::Missing(Role::Day))?,
            today,
            worth: Worth::find(&places).ok_or(FileError::Missing(Role::Amount))?,
            mapping: mapping.clone(),
            places,
            facts,
            width: profile.columns.len(),
            progress: Progress::new(bytes, text),
            customers: Customers::default(),
            lacking: Vec::new(),
            products: Dictionary::default(),
            numbers: Dictionary::default(),
            currencies: Vec::new(),
            rejects: Rejects::default(),
            good: 0,
            rounded: 0,
            complete: false,
        })
    }

    /// The next `rows` rows of the file (those that can be taken), or `None` when all were read.
    pub fn next_chunk(&mut self, rows: usize) -> Option<Purchases> {
        if self.complete {
            return None;
        }
        let mut chunk = Purchases::default();
        for _ in 0..rows.max(1) {
            if !self.records.next(&mut self.row) {
                self.complete = true;
                break;
            }
            match self.take(&mut chunk) {
                Ok(()) => self.good = self.good.saturating_add(1),
                Err((column, reason)) => self.rejects.add(&self.row, column, reason),
            }
        }
        chunk.currencies.clone_from(&self.currencies);
        Some(chunk)
    }

    /// Bytes of the file read so far.
    pub fn done_bytes(&self) -> u64 {
        self.progress.done(self.records.done(), self.complete)
    }

    /// Bytes of the file.
    pub fn total_bytes(&self) -> u64 {
        self.progress.bytes
    }

    /// What it came to, also when reading was broken off.
    pub fn finish(self) -> Outcome {
        let summary = ReadSummary {
            good: self.good,
            rejected: self.rejects.count,
            rejects: self.rejects.shown.clone(),
            rounded: self.rounded,
            ..ReadSummary::default()
        };
        Outcome { summary, rejects: self.rejects, complete: self.complete }
    }

    /// One row into the chunk, or the column and the reason why not. A row that is refused leaves nothing behind.
    fn take(&mut self, chunk: &mut Purchases) -> Result<(), (Option<usize>, RejectReason)> {
        let row = &self.row;
        check_width(row, self.width).map_err(|reason| (None, reason))?;
        let too_long = |(_, column): &(Role, usize)| row.field(*column).len() > TEXT_BYTES_MAX;
        if let Some((_, column)) = self.places.all().find(too_long) {
            return Err((Some(column), RejectReason::TooLong));
        }
        let key = self.facts.key(row).ok_or((self.facts.who(), RejectReason::MissingCustomer))?;
        let sale = self.sale(row)?;
        let (currencies, currency) = (&mut self.currencies, sale.amount.currency);
        let known = currencies.iter().position(|known| *known == currency);
        // There are fewer currencies in the world than numbers here.
        let index = u8::try_from(known.unwrap_or(currencies.len()));
        let currency_index = index.map_err(|_| (Some(self.worth.money), RejectReason::NotACurrency))?;
        if known.is_none() {
            currencies.push(currency);
        }

        let whole = |reason| (None, reason);
        let (customer, new) = self.customers.number(&key).map_err(whole)?;
        if new {
            let (facts, lacking) = self.facts.customer(row, &key);
            chunk.new_customers.push(facts);
            self.lacking.push(lacking);
        } else if let Some(lacking) = usize::try_from(customer).ok().and_then(|at| self.lacking.get_mut(at)) {
            chunk.late_facts.extend(self.facts.late(row, &key, lacking).map(|facts| (customer, facts)));
        }
        let product = match self.facts.product(row) {
            None => NONE,
            Some(name) => {
                let (product, new) = self.products.number(&name).map_err(whole)?;
                if new {
                    chunk.new_products.push(self.facts.product_facts(row, &name));
                }
                product
            }
        };
        let number = match self.facts.order_number(row) {
            None => NONE,
            Some(text) => {
                let (number, new) = self.numbers.number(&text).map_err(whole)?;
                if new {
                    chunk.new_numbers.push(text.into_owned());
                }
                number
            }
        };
        self.rounded = self.rounded.saturating_add(u32::from(sale.amount.rounded));
        chunk.customer.push(customer);
        chunk.product.push(product);
        chunk.number.push(number);
        chunk.day.push(sale.day.0);
        chunk.amount.push(sale.amount.minor);
        chunk.currency.push(currency_index);
        chunk.quantity.push(sale.quantity);
        Ok(())
    }

    fn sale(&self, row: &Row) -> Result<Sale, (Option<usize>, RejectReason)> {
        let text = row.field(self.day);
        let at = |column| move |reason| (Some(column), reason);
        if is_missing(text) {
            return Err((Some(self.day), RejectReason::MissingDay));
        }
        let day = days::parse(text, self.mapping.day, self.today).map_err(at(self.day))?;

        let mut base = self.mapping.currency;
        if let Some(column) = self.places.column(Role::Currency) {
            let word = row.field(column);
            if !is_missing(word) {
                base = currency::resolve(word, base).ok_or((Some(column), RejectReason::NotACurrency))?;
            }
        }
        let worth = self.worth.read(row, self.mapping.decimal, base);
        let (amount, quantity) = worth.map_err(|(column, reason)| (Some(column), reason))?;
        Ok(Sale { day, amount, quantity })
    }
}
