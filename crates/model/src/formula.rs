//! Texts in files that a spreadsheet may open: none of them may run as a formula (OWASP, "CSV injection").

/// What formulas begin with in one spreadsheet or another, in either width.
const BEGINNINGS: [char; 10] = ['=', '+', '-', '@', '|', '%', '＝', '＋', '－', '＠'];

/// A text as a cell of a file: one that a spreadsheet could take for a formula gets an apostrophe before it.
pub fn neutral(text: &str) -> String {
    if is_like_formula(text) { format!("'{text}") } else { text.to_owned() }
}

/// The text that [`neutral`] made a cell of.
pub fn bare(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| is_like_formula(rest)).unwrap_or(cell)
}

fn is_like_formula(text: &str) -> bool {
    // Apostrophes that stood there before are kept by one more.
    let text = text.trim_start_matches('\'');
    let begins = text.starts_with(['\t', '\r', '\n']) || text.trim_start().starts_with(BEGINNINGS);
    begins && !is_plain_number(text)
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
    fn formulas_become_words_and_come_back() {
        for text in [
            "=1+1",
            "+cmd|'/c calc'!A0",
            "-2+3",
            "@SUM(A1)",
            " =1",
            "\t=1",
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
