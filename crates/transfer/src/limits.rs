//! Every bound of the importer: what it is counted in and why it stands where it does.

/// Largest file taken, in bytes. A wasm memory can hold 4 GiB, but phones give a tab far less; a file that is not
/// UTF-8 stands in memory twice (as bytes and as text, up to 1.5 times as long), and the book needs room beside it.
pub const FILE_BYTES_MAX: u64 = 256 << 20;

/// Longest line, and longest quoted field, in bytes. A thousand columns of a thousand characters fit; whatever is
/// longer is no table, and reading on would only cost memory.
pub const LINE_BYTES_MAX: usize = 1 << 20;

/// Most columns taken. The widest exports in use have some hundreds; each column costs a choice on the page.
pub const COLUMNS_MAX: usize = 1_000;

/// Bytes at the start of the text by which the delimiter is found: hundreds of ordinary rows.
pub const DIALECT_BYTES: usize = 256 << 10;
/// Rows at the start by which the delimiter is found.
pub const DIALECT_ROWS: usize = 200;

/// Rows at the start among which the table may begin, where titles and notes stand above it. Bills of Chinese payment
/// services have up to some twenty-five such lines.
pub const PREAMBLE_ROWS: usize = 30;

/// Rows whose cells are all looked at to tell what the columns mean. Later rows are only looked at in columns that
/// may be days or amounts, where one late value can decide.
pub const PROFILE_ROWS: u32 = 10_000;
/// Cells looked at in that way, so that very wide files are opened as quickly as narrow ones.
pub const PROFILE_CELLS: u32 = 2_000_000;

/// Rows shown in the preview: one screen.
pub const PREVIEW_ROWS: usize = 20;
/// Values shown of each column.
pub const COLUMN_SAMPLES: usize = 5;
/// Characters shown of one cell in a preview or in a reject.
pub const CELL_CHARS_SHOWN: usize = 200;

/// Rows handed over at a time: some milliseconds of work, about a megabyte of message.
pub const CHUNK_ROWS: usize = 16_384;

/// Rejected rows kept for the downloadable report (32 bytes each); more are only counted. Nobody mends more by hand.
pub const REJECTS_KEPT_MAX: usize = 200_000;

/// Bytes at the start looked at to tell binary files and UTF-16 without mark from text.
pub const SNIFF_BYTES: usize = 64 << 10;

/// Longest text that can be an amount or a day, in bytes; whatever is longer is not looked at.
pub const VALUE_BYTES_MAX: usize = 100;

/// Most that the parts of a workbook may unpack to, in bytes: a million rows of ten columns are some 600 MB of XML, which
/// pass by in pieces.
pub const INFLATED_BYTES_MAX: u64 = 2 << 30;
/// Most that a workbook's table of strings may unpack to: it is kept whole.
pub const STRINGS_BYTES_MAX: u64 = 192 << 20;
/// Most parts of a workbook; one of a hundred sheets with pictures has some hundreds.
pub const PARTS_MAX: usize = 10_000;
/// Rows of a sheet, as the format has it.
pub const SHEET_ROWS_MAX: u32 = 1_048_576;
/// Most cells of a sheet that are not empty.
pub const CELLS_MAX: u64 = 64_000_000;

/// Different texts that are no option, listed for the user; more are only counted.
pub const UNKNOWN_TEXTS_MAX: usize = 50;
