//! A purchase log on its way in: what the importer found, what the user decides, what came of it.

use model::Currency;
use serde::{Deserialize, Serialize};

/// How the file's bytes are read as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Encoding {
    /// UTF-8, with or without byte-order mark.
    Utf8,
    /// UTF-16, little endian.
    Utf16Le,
    /// UTF-16, big endian.
    Utf16Be,
    /// GB18030 (and GBK, GB2312 within it).
    Gb18030,
    /// Windows-1252 (Western European).
    Windows1252,
}

/// What stands between two fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Delimiter {
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// Tab.
    Tab,
    /// `|`
    Pipe,
    /// One or more blanks; blanks at the line's start do not count.
    Spaces,
}

/// What a column means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Role {
    /// Not imported.
    Ignore,
    /// Who: an id (or a name used as one).
    CustomerId,
    /// The customer's name.
    CustomerName,
    /// Given name, joined with [`Role::LastName`].
    FirstName,
    /// Family name.
    LastName,
    /// The customer's e-mail address.
    Email,
    /// The customer's telephone.
    Phone,
    /// The customer's region.
    Region,
    /// The customer's industry or market segment.
    Industry,
    /// The order's own number; rows that share it are lines of one order.
    OrderNumber,
    /// When.
    Day,
    /// How much.
    Amount,
    /// ISO code of the amount's currency.
    Currency,
    /// How many.
    Quantity,
    /// Price of one piece. Where no column is the amount, it times the quantity is.
    UnitPrice,
    /// What.
    Product,
    /// The product's category.
    Category,
}

impl Role {
    /// Every role, in the order in which a menu offers them.
    pub const ALL: [Role; 17] = [
        Role::Ignore,
        Role::CustomerId,
        Role::CustomerName,
        Role::FirstName,
        Role::LastName,
        Role::Email,
        Role::Phone,
        Role::Region,
        Role::Industry,
        Role::OrderNumber,
        Role::Day,
        Role::Amount,
        Role::Currency,
        Role::Quantity,
        Role::UnitPrice,
        Role::Product,
        Role::Category,
    ];
}

/// How a column's text is read as a day. A time of day after the date is read over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DayFormat {
    /// `20240131`
    YmdDigits,
    /// Year, month, day with any separator, also 年月日.
    Ymd,
    /// Day, month, year.
    Dmy,
    /// Month, day, year.
    Mdy,
    /// Days since 1970-01-01.
    EpochDays,
    /// Seconds since 1970-01-01 UTC.
    EpochSeconds,
    /// Milliseconds since 1970-01-01 UTC.
    EpochMillis,
    /// Excel's day number (1900 system: 45658 = 2025-01-01).
    ExcelSerial,
}

/// Which mark stands before the decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DecimalMark {
    /// `1,234.50`
    Point,
    /// `1.234,50`
    Comma,
}

/// How the file is to be read: first guessed, then corrected by the user.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mapping {
    /// Text encoding.
    pub encoding: Encoding,
    /// Field separator.
    pub delimiter: Delimiter,
    /// Whether the first line names the columns.
    pub header: bool,
    /// What each column means; one entry a column.
    pub roles: Vec<Role>,
    /// How the day column is read.
    pub day: DayFormat,
    /// How amounts, unit prices and quantities are read.
    pub decimal: DecimalMark,
    /// Currency of amounts that name none.
    pub currency: Currency,
}

/// Something that the file alone does not tell. The mapping holds the likelier answer; the user is asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Question {
    /// The whole day column fits several readings: each with what the first value would mean.
    Day(Vec<(DayFormat, model::Day)>),
    /// All amounts fit both marks (`1,234`).
    Decimal,
    /// No column looks like this required one.
    Missing(Role),
}

/// One column as found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// Its header, if the file has one.
    pub name: Option<String>,
    /// The first few values that are not empty.
    pub samples: Vec<String>,
    /// Rows in which it is empty.
    pub empty: u32,
}

/// What the importer made of a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Preview {
    /// Size of the file.
    pub bytes: u64,
    /// Rows of data (without the header).
    pub rows: u32,
    /// Lines above the table that are not read: titles and notes, as banks and shops write them. None in most files.
    pub skipped: u32,
    /// The columns, left to right.
    pub columns: Vec<Column>,
    /// The guess.
    pub mapping: Mapping,
    /// What to ask.
    pub questions: Vec<Question>,
    /// The first rows as read by the mapping: raw text, and what each cell means (day as ISO date, amount plain).
    pub sample: Vec<SampleRow>,
}

/// One row of the preview.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SampleRow {
    /// Line in the file, from 1.
    pub line: u32,
    /// Text of each field as it stands in the file.
    pub raw: Vec<String>,
    /// Each field as it will be taken, or why it cannot be; `None` for ignored columns.
    pub read: Vec<Option<Result<String, RejectReason>>>,
}

/// Why a row cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum RejectReason {
    /// Nobody is named.
    MissingCustomer,
    /// No day.
    MissingDay,
    /// Not a day that exists, or not in the chosen format.
    NotADay,
    /// Before the year 1900 or after 2199.
    DayOutOfRange,
    /// No amount.
    MissingAmount,
    /// Not a number.
    NotANumber,
    /// Beyond 64 bits of minor units.
    TooLarge,
    /// Not an ISO currency code.
    NotACurrency,
    /// Fewer or more fields than the other rows have.
    WrongFieldCount {
        /// Fields of this row.
        found: u32,
        /// Fields of the file.
        expected: u32,
    },
    /// Longer than a field may be.
    TooLong,
}

/// A row that was not taken.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reject {
    /// Line in the file, from 1.
    pub line: u32,
    /// The column at fault, from 0; `None` when it is the row.
    pub column: Option<u32>,
    /// Why.
    pub reason: RejectReason,
    /// What stood there, shortened.
    pub text: String,
}

/// Why a file cannot be read at all. The book is untouched.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum FileError {
    /// No bytes, or nothing but blank lines.
    Empty,
    /// Not text: a spreadsheet, an image, an archive (its kind, if recognised: "xlsx", "zip", "pdf", …).
    Binary(Option<String>),
    /// The bytes are no text in any encoding we read.
    UnknownEncoding,
    /// More bytes than [`FileError`] says are taken.
    TooLarge {
        /// Size of the file.
        bytes: u64,
        /// What is taken.
        max_bytes: u64,
    },
    /// More columns than are taken.
    TooManyColumns {
        /// Columns found in the widest of the first lines.
        found: u32,
        /// What is taken.
        max: u32,
    },
    /// A line longer than is taken: probably not a table.
    LineTooLong {
        /// The line, from 1.
        line: u32,
        /// What is taken.
        max_bytes: u64,
    },
    /// A quotation mark is opened and never closed: the file was probably cut off.
    UnclosedQuote {
        /// The line where it opens, from 1.
        line: u32,
    },
    /// The browser could not hand over the bytes (file moved, permission withdrawn).
    Unreadable(String),
    /// The mapping has no column for a required role.
    Missing(Role),
}

/// The digits of a telephone number by which two of them are compared: Chinese mobile numbers without their country code,
/// so that `+86 138 0013 8000` and `13800138000` are one. Empty if there is no digit.
pub fn phone_key(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let national = digits.strip_prefix("0086").or_else(|| digits.strip_prefix("86"));
    match national.filter(|rest| rest.len() == 11 && rest.starts_with('1')) {
        Some(rest) => rest.to_owned(),
        None => digits,
    }
}

/// A customer as a purchase log knows them; empty strings where the log says nothing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CustomerFacts {
    /// What identifies them in the file: id, else e-mail, else phone, else name. Cleaned, never empty.
    pub key: String,
    /// Whether `key` comes from an id column.
    pub key_is_id: bool,
    /// Name; the key where the log has no other.
    pub name: String,
    /// E-mail.
    pub email: String,
    /// Phone.
    pub phone: String,
    /// Region.
    pub region: String,
    /// Industry or market segment.
    pub industry: String,
}

impl CustomerFacts {
    /// Takes over what a later row tells ([`Purchases::late_facts`]): every text that is not empty, but not the key.
    pub fn learn(&mut self, late: CustomerFacts) {
        let texts = [
            (&mut self.name, late.name),
            (&mut self.email, late.email),
            (&mut self.phone, late.phone),
            (&mut self.region, late.region),
            (&mut self.industry, late.industry),
        ];
        for (known, late) in texts {
            if !late.is_empty() {
                *known = late;
            }
        }
    }
}

/// A product as a purchase log knows it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ProductFacts {
    /// Its name (or code), cleaned, never empty.
    pub name: String,
    /// Its category, or empty.
    pub category: String,
}

/// Stands in an index column where there is nothing.
pub const NONE: u32 = u32::MAX;
/// Stands in `quantity` where there is none.
pub const NO_QUANTITY: i64 = i64::MIN;

/// Rows of a purchase log as parallel columns, one entry a row; handed over in chunks. Indices count through all
/// chunks, and each chunk brings only the dictionary entries that are new in it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Purchases {
    /// Customers first seen in this chunk.
    pub new_customers: Vec<CustomerFacts>,
    /// Products first seen in this chunk.
    pub new_products: Vec<ProductFacts>,
    /// What rows of this chunk tell for the first time about customers whose first row did not say it: their index, and
    /// their facts with empty texts for all that is not new. The customer's entry in [`Purchases::new_customers`] (of
    /// this chunk or an earlier one) is to [`CustomerFacts::learn`] them, in this order.
    pub late_facts: Vec<(u32, CustomerFacts)>,
    /// Order numbers first seen in this chunk.
    pub new_numbers: Vec<String>,
    /// Customer index of each row.
    pub customer: Vec<u32>,
    /// Product index of each row, or [`NONE`].
    pub product: Vec<u32>,
    /// Order number index of each row, or [`NONE`].
    pub number: Vec<u32>,
    /// Day of each row.
    pub day: Vec<i32>,
    /// Minor units of each row.
    pub amount: Vec<i64>,
    /// Currency index of each row into [`Purchases::currencies`].
    pub currency: Vec<u8>,
    /// Quantity of each row in millionths, or [`NO_QUANTITY`].
    pub quantity: Vec<i64>,
    /// The currencies (whole list in every chunk; later chunks may extend it).
    pub currencies: Vec<Currency>,
}

/// Most rejects that travel to the page; the rest are counted and stand in the downloadable report.
pub const REJECTS_SHOWN_MAX: usize = 100;

/// What reading the whole file came to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReadSummary {
    /// Rows that can be taken.
    pub good: u32,
    /// Rows that cannot.
    pub rejected: u32,
    /// The first of those.
    pub rejects: Vec<Reject>,
    /// Amounts that had more decimals than the currency, as written or as unit price × quantity, and were rounded half
    /// to even.
    pub rounded: u32,
}

/// The outcome of a dry run or of an import.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Reading the file.
    pub read: ReadSummary,
    /// Customers that are (or would be) created.
    pub customers_new: u32,
    /// Customers of the file that the book has already.
    pub customers_known: u32,
    /// Orders that are (or would be) created.
    pub orders_new: u32,
    /// Orders that the book has already; nothing is added for them.
    pub orders_known: u32,
    /// Products that are (or would be) created.
    pub products_new: u32,
    /// First and last day of the good rows.
    pub days: Option<(model::Day, model::Day)>,
    /// Sum of the good rows, by currency.
    pub totals: Vec<model::Money>,
}

/// Worker → importer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ToImporter {
    /// Read the file that comes beside this message.
    Open {
        /// Today: dates far from it are unlikely readings.
        today: model::Day,
        /// Currency of amounts that name none.
        currency: Currency,
    },
    /// Look again with another mapping.
    Preview(Mapping),
    /// Read everything and hand over the rows.
    Read(Mapping),
    /// The rejected rows of the last reading as CSV.
    Rejects,
    /// Make sample data.
    Sample {
        /// How many customers.
        customers: u32,
        /// Seed of the generator.
        seed: u64,
        /// The day on which the sample ends.
        today: model::Day,
        /// Currency of its amounts.
        currency: Currency,
        /// Keeps the ids of this sample apart from those of another.
        nonce: u128,
    },
}

/// Importer → worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum FromImporter {
    /// Messages are heard from now on.
    Ready,
    /// Answer to `Open` and `Preview`.
    Preview(Preview),
    /// Some rows; more follow.
    Rows {
        /// The rows.
        rows: Purchases,
        /// Bytes read so far and in all.
        done: u64,
        /// Bytes in all.
        total: u64,
    },
    /// All rows were handed over.
    Finished(ReadSummary),
    /// Answer to `Rejects`.
    Rejects(#[serde(with = "serde_bytes")] Vec<u8>),
    /// Some records of a sample, as the engine's packed rows; more follow.
    Records {
        /// The rows.
        #[serde(with = "serde_bytes")]
        rows: Vec<u8>,
        /// Pieces handed over so far.
        done: u32,
        /// Pieces in all.
        total: u32,
    },
    /// The file cannot be read.
    Failed(FileError),
}
