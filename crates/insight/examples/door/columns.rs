//! Which column is which: named, numbered, or found out.

use super::Failure;
use super::cells::{amount, day, is_missing};
use serde::Serialize;

/// Rows looked at to find out what columns hold.
pub const ROWS_LOOKED_AT: usize = 200;

/// Where customer, date and amount stand (from 0), and whether the first row names the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Columns {
    pub customer: usize,
    pub date: usize,
    pub amount: usize,
    pub header: bool,
    /// Which of the three nobody named: customer, date, amount.
    pub guessed: [bool; 3],
}

/// What the three are called: by the header, else by their number.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Names {
    pub customer: String,
    pub date: String,
    pub amount: String,
}

/// What headers call them, best first; compared without case and punctuation, whole before in part.
const CUSTOMER: [&str; 14] = [
    "customerid",
    "customer",
    "custid",
    "clientid",
    "client",
    "userid",
    "user",
    "memberid",
    "accountid",
    "account",
    "buyerid",
    "buyer",
    "客户",
    "email",
];
const DATE: [&str; 13] = [
    "orderdate",
    "invoicedate",
    "purchasedate",
    "transactiondate",
    "date",
    "day",
    "orderedat",
    "createdat",
    "datetime",
    "timestamp",
    "时间",
    "日期",
    "time",
];
const AMOUNT: [&str; 16] = [
    "amount",
    "revenue",
    "totalamount",
    "ordertotal",
    "total",
    "sales",
    "totalprice",
    "net",
    "spend",
    "dollarvalue",
    "value",
    "payment",
    "price",
    "monetary",
    "金额",
    "dollars",
];
/// How names of the price of one piece begin; beside a column of pieces it is no order's amount.
const OF_ONE: [&str; 5] = ["unit", "price", "itemprice", "每", "单价"];
const PIECES: [&str; 4] = ["quantity", "qty", "数量", "件数"];

impl Columns {
    /// `first` holds the first rows of the table; the three names are those of the command line.
    pub fn find(
        first: &[Vec<Vec<u8>>],
        customer: Option<&str>,
        date: Option<&str>,
        money: Option<&str>,
    ) -> Result<Self, Failure> {
        let Some(top) = first.first() else { return Err(Failure::new("the file holds no rows")) };
        let width = first.iter().map(Vec::len).max().unwrap_or(0);
        // A header holds no number and no date.
        let header = top.iter().all(|cell| is_missing(cell) || (day(cell).is_none() && amount(cell).is_none()));
        let body = &first[usize::from(header)..];

        let asked =
            |what: &str, wanted: Option<&str>| wanted.map(|w| by_name_or_number(what, w, top, width)).transpose();
        let (customer, date, money) = (asked("customer", customer)?, asked("date", date)?, asked("amount", money)?);
        // A named column that is not the first row's would not have been found, so the first row is a header then, whatever it holds.
        let header = header || [customer, date, money].iter().flatten().any(|found| found.1);
        let taken = |others: &[Option<usize>], at: usize| others.contains(&Some(at));

        let named = |words: &[&str], others: &[Option<usize>]| {
            if header { by_words(words, top).filter(|at| !taken(others, *at)) } else { None }
        };
        let guessed = [customer, date, money].map(|named| named.is_none());
        let (customer, date, money) = (customer.map(|c| c.0), date.map(|d| d.0), money.map(|a| a.0));
        let date =
            date.or_else(|| named(&DATE, &[customer, money])).or_else(|| date_column(body, width, &[customer, money]));
        let Some(date) = date else {
            return Err(Failure::new(format!(
                "no column of dates was found ({}); name it with --date, as a header or a number from 1",
                shown(top)
            )));
        };
        let customer = customer.or_else(|| named(&CUSTOMER, &[Some(date), money]));
        // Without names: the column before the date, which in logs with several ids is the customer's own.
        let before = if date > 0 { date - 1 } else { 1 };
        let customer = customer.unwrap_or_else(|| if money == Some(before) { 0 } else { before });
        let money = money.or_else(|| named(&AMOUNT, &[Some(date), Some(customer)]));
        let Some(money) = money.or_else(|| amount_column(body, width, &[date, customer])) else {
            return Err(Failure::new(format!(
                "no column of amounts was found ({}); name it with --amount, as a header or a number from 1",
                shown(top)
            )));
        };
        if customer == date || customer == money || date == money {
            return Err(Failure::new("customer, date and amount must be three different columns"));
        }
        let columns = Self { customer, date, amount: money, header, guessed };
        if header && guessed[2] { columns.refuse_price_of_one(top) } else { Ok(columns) }
    }

    /// A guess that takes the price of one piece for the amount would give wrong sums without a word.
    fn refuse_price_of_one(self, top: &[Vec<u8>]) -> Result<Self, Failure> {
        let name = |at: usize| top.get(at).map(|cell| plain(cell)).unwrap_or_default();
        let of_pieces = |at: &usize| *at != self.amount && PIECES.iter().any(|word| name(*at).contains(word));
        let of_one = OF_ONE.iter().any(|word| name(self.amount).starts_with(word));
        match (0..top.len()).find(of_pieces).filter(|_| of_one) {
            Some(pieces) => Err(Failure(format!(
                "\"{}\" seems to be the price of one piece, as it stands beside \"{}\"; multiply both into a column of amounts and name it with --amount, or pass --amount \"{0}\" if it is the amount already",
                self.name(self.amount, top),
                self.name(pieces, top)
            ))),
            None => Ok(self),
        }
    }

    fn name(&self, at: usize, top: &[Vec<u8>]) -> String {
        let named = top.get(at).filter(|cell| self.header && !cell.is_empty());
        named.map_or_else(|| format!("column {}", at + 1), |cell| String::from_utf8_lossy(cell).into_owned())
    }

    /// What they are called in the first row.
    pub fn names(&self, top: &[Vec<u8>]) -> Names {
        let name = |at: usize| self.name(at, top);
        Names { customer: name(self.customer), date: name(self.date), amount: name(self.amount) }
    }

    /// Says which columns were found without being named.
    pub fn note(&self, names: &Names) -> Option<String> {
        let all = [("customer", &names.customer), ("date", &names.date), ("amount", &names.amount)];
        let told: Vec<String> = all
            .iter()
            .zip(self.guessed)
            .filter(|(_, guessed)| *guessed)
            .map(|((what, name), _)| format!("--{what} \"{name}\""))
            .collect();
        (!told.is_empty()).then(|| format!("columns are guessed: {}; name them if that is wrong", told.join(", ")))
    }
}

/// The column, and whether it was found by its name. A number is a number even if a column is called so.
fn by_name_or_number(what: &str, wanted: &str, top: &[Vec<u8>], width: usize) -> Result<(usize, bool), Failure> {
    if let Ok(n) = wanted.parse::<usize>() {
        let known = (1..=width).contains(&n).then(|| (n - 1, false));
        return known.ok_or_else(|| Failure(format!("--{what} {n}: the table has columns 1 to {width}")));
    }
    let exact = top.iter().position(|cell| cell.as_slice() == wanted.as_bytes());
    let name = plain(wanted.as_bytes());
    let found = exact.or_else(|| top.iter().position(|cell| !name.is_empty() && plain(cell) == name));
    found
        .map(|at| (at, true))
        .ok_or_else(|| Failure(format!("--{what} {wanted}: there is no such column ({})", shown(top))))
}

fn by_words(words: &[&str], top: &[Vec<u8>]) -> Option<usize> {
    let names: Vec<String> = top.iter().map(|cell| plain(cell)).collect();
    let whole = words.iter().find_map(|word| names.iter().position(|name| name == word));
    whole.or_else(|| {
        words.iter().filter(|word| word.len() > 3).find_map(|word| names.iter().position(|name| name.contains(word)))
    })
}

fn date_column(body: &[Vec<Vec<u8>>], width: usize, others: &[Option<usize>]) -> Option<usize> {
    let all = |at: usize, is: &dyn Fn(&[u8]) -> bool| {
        let cells = body.iter().filter_map(|row| row.get(at)).filter(|cell| !is_missing(cell));
        let (yes, n) = cells.fold((0, 0), |(yes, n), cell| (yes + usize::from(is(cell)), n + 1));
        n > 0 && yes * 10 >= n * 9 && !others.contains(&Some(at))
    };
    // Calendar dates first; a column of small numbers might be anything, so days since 1970 must lie after 1980.
    let calendar =
        |cell: &[u8]| day(cell).is_some() && (cell.len() == 8 || cell.contains(&b'-') || cell.contains(&b'/'));
    let days = |cell: &[u8]| day(cell).is_some_and(|d| (3_653..=40_000).contains(&d)) && cell.len() != 8;
    (0..width).find(|&at| all(at, &calendar)).or_else(|| (0..width).find(|&at| all(at, &days)))
}

/// The last column of numbers, rather one with decimals.
fn amount_column(body: &[Vec<Vec<u8>>], width: usize, others: &[usize]) -> Option<usize> {
    let share = |at: usize, is: &dyn Fn(&[u8]) -> bool| {
        let cells = body.iter().filter_map(|row| row.get(at)).filter(|cell| !is_missing(cell));
        let (yes, n) = cells.fold((0, 0), |(yes, n), cell| (yes + usize::from(is(cell)), n + 1));
        if n == 0 || others.contains(&at) { 0 } else { yes * 10 / n }
    };
    let numbers = |at: &usize| share(*at, &|cell| amount(cell).is_some()) >= 9;
    let decimals = |at: &usize| share(*at, &|cell| amount(cell).is_some_and(|a| a.decimals > 0)) >= 5;
    (0..width).rev().filter(numbers).find(decimals).or_else(|| (0..width).rev().find(numbers))
}

fn plain(name: &[u8]) -> String {
    String::from_utf8_lossy(name).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn shown(top: &[Vec<u8>]) -> String {
    let names: Vec<String> = top.iter().take(30).map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
    format!("the first row is: {}", names.join(" | "))
}
