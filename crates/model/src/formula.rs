//! Texts in files that a spreadsheet may open: none of them may run as a formula (OWASP, "CSV injection").
//!
//! A spreadsheet that is set to semicolons or tabs cuts the cells of a file with commas there, and at ends of lines: quotation marks hold no cell
//! together then that do not begin it. So what stands behind one of these within a text is a cell, too.

use std::borrow::Cow;

/// What formulas begin with in one spreadsheet or another, in either width.
const BEGINNINGS: [char; 10] = ['=', '+', '-', '@', '|', '%', '＝', '＋', '－', '＠'];

/// What may end a cell within a text; the last is the end of a line in a cell of a workbook.
const ENDS: [char; 5] = [';', '\t', '\n', '\r', '\u{2028}'];

/// A text as a cell of a file: what a spreadsheet could take for a formula gets an apostrophe before it.
pub fn neutral(text: &str) -> String {
    let before = if is_like_formula(text) { "'" } else { "" };
    format!("{before}{}", neutral_within(text))
}

/// The same of a text before which something else stands.
pub(crate) fn neutral_within(text: &str) -> String {
    let mut cells = text.split_inclusive(ENDS);
    let mut neutral = cells.next().unwrap_or("").to_owned();
    for cell in cells {
        neutral.extend(is_like_formula_within(cell).then_some('\''));
        neutral.push_str(cell);
    }
    neutral
}

/// The text that [`neutral`] made a cell of.
pub fn bare(cell: &str) -> Cow<'_, str> {
    bare_within(cell.strip_prefix('\'').filter(|rest| is_like_formula(rest)).unwrap_or(cell))
}

/// The text of which [`neutral_within`] made this.
pub(crate) fn bare_within(text: &str) -> Cow<'_, str> {
    if !text.contains('\'') || !text.contains(ENDS) {
        return text.into();
    }
    let mut cells = text.split_inclusive(ENDS);
    let mut bare = cells.next().unwrap_or("").to_owned();
    for cell in cells {
        bare.push_str(cell.strip_prefix('\'').filter(|rest| is_like_formula_within(rest)).unwrap_or(cell));
    }
    bare.into()
}

fn is_like_formula(text: &str) -> bool {
    // Apostrophes that stood there before are kept by one more.
    let text = text.trim_start_matches('\'');
    let first = text.split(ENDS).next().unwrap_or("");
    let begins = text.starts_with(['\t', '\r', '\n']) || first.trim_start().starts_with(BEGINNINGS);
    begins && !is_plain_number(text)
}

/// The same of what stands behind the end of a cell. A quotation mark there may begin the cell, and so be none of it.
fn is_like_formula_within(cell: &str) -> bool {
    let cell = cell.trim_start_matches('\'').trim_start_matches(|c: char| c.is_whitespace() || c == '"');
    cell.starts_with(BEGINNINGS) && !is_plain_number(cell.trim_end_matches(|c: char| c.is_whitespace() || c == ';'))
}

/// A number is harmless, whatever its sign.
fn is_plain_number(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let is_written_out = digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
    digits.bytes().any(|byte| byte.is_ascii_digit()) && (is_written_out || text.parse::<f64>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::{bare, neutral};

    #[test]
    fn formulas_that_begin_where_other_spreadsheets_cut_become_words_and_come_back() {
        for (text, cell) in [
            ("Acme;=1+1", "Acme;'=1+1"),
            ("Acme; =1+1;+2-3;x", "Acme;' =1+1;'+2-3;x"),
            ("Acme\t@SUM(A1)", "Acme\t'@SUM(A1)"),
            ("one\n=1\r\n-2+3", "one\n'=1\r\n'-2+3"),
            ("one\u{2028}=1", "one\u{2028}'=1"),
            ("a;\"=1+1&\"", "a;'\"=1+1&\""),
            ("a;'=1;''=1", "a;''=1;'''=1"),
            ("=1;=2", "'=1;'=2"),
            ("\t=1", "'\t'=1"),
            (" \n=1", " \n'=1"),
            (";;=1", ";;'=1"),
            ("-5;=1", "'-5;'=1"),
        ] {
            assert_eq!(neutral(text), cell, "{text:?}");
            assert_eq!(bare(cell), text, "{cell:?}");
        }
        for text in ["Acme; -12.50; +8613800001234 ;", "a;b", "a, =1", "a;'b", "one\n'two'", "x;\"quoted\"", "王；=1"]
        {
            assert_eq!(neutral(text), text);
            assert_eq!(bare(text), text);
        }
    }

    #[test]
    fn formulas_become_words_and_come_back() {
        for text in [
            "=1+1",
            "+cmd|'/c calc'!A0",
            "-2+3",
            "@SUM(A1)",
            " =1",
            "\t1",
            "＝1",
            "\u{3000}=1",
            "|x",
            "%0A",
            "'=1",
            "''-x",
            "-",
            "-.",
            "\n",
        ] {
            assert_eq!(neutral(text), format!("'{text}"), "{text:?}");
            assert_eq!(bare(&neutral(text)), text);
        }
        for text in
            ["", "-12.50", "+8613800001234", "-1,234", "-1.5e-7", "王小明 (=1)", "'quoted'", "it's = 1", "a@b.c"]
        {
            assert_eq!(neutral(text), text);
            assert_eq!(bare(text), text);
        }
    }
}
