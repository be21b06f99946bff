//! A file on its way in: what the importer found, what the user decides, what came of it.

pub mod cells;
pub mod messages;
mod plain;
pub mod purchases;
pub mod records;

pub use cells::*;
pub use messages::*;
pub use purchases::*;
pub use records::*;

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
    /// Which sheet of a workbook is read, from 0.
    pub sheet: u32,
    /// How rows become records; `None` where the file is a purchase log.
    pub records: Option<RecordMapping>,
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
    /// Names of the sheets of a workbook; empty for a file of text.
    pub sheets: Vec<String>,
    /// Cells of the sheet that hold an error (`#N/A`) and are taken for empty.
    pub errors: u32,
    /// Names the headers of this file: the same for every file that has them.
    pub fingerprint: u64,
    /// Fields that columns can mean, of the collection that the mapping names.
    pub fields: Vec<ImportField>,
    /// The guess.
    pub mapping: Mapping,
    /// What to ask.
    pub questions: Vec<Question>,
    /// Texts of the first rows that are no value of their field's list, whatever the mapping makes of them.
    pub unknown: Vec<UnknownText>,
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
    /// Not of the form name@host.
    NotAnEmail,
    /// Neither a yes nor a no.
    NotYesOrNo,
    /// Not a date with a time.
    NotATime,
    /// Not a value of the field's list. Such a row is taken all the same; the preview shows it.
    NotAnOption,
    /// A field that a new record needs is empty.
    MissingField,
    /// Names a record that is not in the book.
    UnknownRecord,
    /// Names a record that was deleted.
    DeletedRecord,
    /// Several records go by that name.
    SeveralRecords,
    /// Several records of the book match this row.
    SeveralMatches,
    /// Its currency is not that of its order.
    MixedCurrencies,
    /// The example row of a template.
    Example,
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
    /// The mapping has no column for a field that new records need.
    MissingField(model::CollectionId, model::FieldId),
    /// A workbook that is locked with a password.
    Locked,
    /// A workbook whose parts unpack to more than is taken, or to more than they say.
    Inflates {
        /// What is taken.
        max_bytes: u64,
    },
    /// A workbook that is damaged: what was found.
    Workbook(String),
    /// A workbook without anything in its sheets.
    NoSheet,
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
    /// Texts that are no values of their fields' lists, the commonest first.
    pub unknown: Vec<UnknownText>,
    /// How many cells hold such texts.
    pub unknown_cells: u32,
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
    /// What becomes of records, where the file holds those.
    pub records: RecordReport,
}
