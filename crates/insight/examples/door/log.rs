//! A purchase log in columns.

use super::Failure;
use super::cells::{self, DECIMALS_MAX, Decimal, is_missing};
use super::columns::{Columns, Names, ROWS_LOOKED_AT};
use super::rows::Table;
use insight::{History, Orders};
use std::collections::HashMap;

/// Rows named one by one when they are left out.
const NAMED_MAX: usize = 5;

/// Orders by dense customer numbers.
#[derive(Clone, Debug, Default)]
pub struct Log {
    /// What the file calls each customer.
    pub names: Vec<String>,
    pub customer: Vec<u32>,
    pub day: Vec<i32>,
    /// In units of `10^−decimals`.
    pub amount: Vec<i64>,
    /// What makes one unit of currency.
    pub unit: f64,
    /// Where it was read from.
    pub columns: Names,
    /// Which of the columns were found out, in words.
    pub guessed: Option<String>,
    /// Rows left out because a cell was empty.
    pub skipped: usize,
    /// The first of them, in words.
    pub skipped_why: Vec<String>,
}

impl Log {
    /// Reads a log; the three columns as given on the command line, or found out.
    pub fn read(
        bytes: Vec<u8>,
        customer: Option<&str>,
        date: Option<&str>,
        money: Option<&str>,
    ) -> Result<Self, Failure> {
        let table = Table::of(bytes)?;
        let first = first_rows(&table)?;
        let columns = Columns::find(&first, customer, date, money)?;
        let names = columns.names(first.first().map(Vec::as_slice).unwrap_or_default());
        let mut log = Self { guessed: columns.note(&names), columns: names, ..Self::default() };
        let mut decimals: Vec<Decimal> = Vec::new();
        let mut numbers: HashMap<Vec<u8>, u32> = HashMap::new();
        let mut header = columns.header;
        table.each(|line, cells| {
            if std::mem::take(&mut header) {
                return Ok(());
            }
            let cell = |at: usize| cells.get(at).copied().unwrap_or_default();
            let (who, when, what) = (cell(columns.customer), cell(columns.date), cell(columns.amount));
            for (cell, name) in [(who, "customer"), (when, "date"), (what, "amount")] {
                if is_missing(cell) {
                    log.skip(line(), name);
                    return Ok(());
                }
            }
            let Some(day) = cells::day(when) else {
                let text = String::from_utf8_lossy(when);
                return Err(Failure::at(
                    line(),
                    format!("\"{text}\" is no date (yyyymmdd, yyyy-mm-dd or days since 1970-01-01)"),
                ));
            };
            let Some(amount) = cells::amount(what) else {
                return Err(Failure::at(line(), format!("\"{}\" is no amount", String::from_utf8_lossy(what))));
            };
            let customer = match numbers.get(who) {
                Some(&number) => number,
                None => {
                    let number = log.names.len() as u32;
                    log.names.push(String::from_utf8_lossy(who).into_owned());
                    numbers.insert(who.to_vec(), number);
                    number
                }
            };
            log.customer.push(customer);
            log.day.push(day);
            decimals.push(amount);
            Ok(())
        })?;
        log.scale(&decimals);
        Ok(log)
    }

    fn skip(&mut self, line: usize, what: &str) {
        self.skipped += 1;
        if self.skipped_why.len() < NAMED_MAX {
            self.skipped_why.push(format!("line {line} has no {what}"));
        }
    }

    /// All amounts to the decimals of the most exact one, fewer only where their sum would not fit.
    fn scale(&mut self, amounts: &[Decimal]) {
        let size = amounts.iter().map(|a| a.digits.unsigned_abs() as f64 / power(a.decimals) as f64).sum::<f64>();
        let mut kept = amounts.iter().map(|a| a.decimals).max().unwrap_or(0).min(DECIMALS_MAX);
        while kept > 0 && size * power(kept) as f64 > 4e18 {
            kept -= 1;
        }
        self.unit = power(kept) as f64;
        let to_kept = |a: &Decimal| {
            if a.decimals <= kept {
                let scaled = i128::from(a.digits) * i128::from(power(kept - a.decimals));
                return scaled.clamp(i128::from(i64::MIN), i128::from(i64::MAX)) as i64;
            }
            let by = power(a.decimals - kept);
            (a.digits + a.digits.signum() * (by / 2)) / by
        };
        self.amount = amounts.iter().map(to_kept).collect();
    }

    /// The orders up to `as_of`, netted by day.
    pub fn history(&self, as_of: i32) -> History {
        let orders = Orders { customer: &self.customer, day: &self.day, amount: &self.amount };
        History::build(orders, self.names.len(), as_of)
    }
}

fn power(decimals: u32) -> i64 {
    10i64.pow(decimals)
}

/// The first rows of a table, copied.
pub fn first_rows(table: &Table) -> Result<Vec<Vec<Vec<u8>>>, Failure> {
    let mut first = Vec::new();
    // The end of looking is no failure.
    let looked = table.each(|_, cells| {
        first.push(cells.iter().map(|cell| cell.to_vec()).collect());
        if first.len() >= ROWS_LOOKED_AT { Err(Failure::new("")) } else { Ok(()) }
    });
    match looked {
        Err(failure) if first.len() < ROWS_LOOKED_AT => Err(failure),
        _ => Ok(first),
    }
}
