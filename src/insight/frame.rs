//! A chart's figures as a file that a spreadsheet reads.

use crate::data;
use crate::i18n::t;
use crate::ui::toast;

/// A cell as CSV: quoted where it has to be, and nothing that a spreadsheet would take for a formula.
fn cell(text: &str) -> String {
    let is_number = text.parse::<f64>().is_ok();
    let text = match text.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number {
        true => format!("'{text}"),
        false => text.to_owned(),
    };
    if text.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

/// Rows of cells as CSV, with the mark by which spreadsheets know Unicode.
pub fn csv(rows: &[Vec<String>]) -> String {
    let lines = rows.iter().map(|row| row.iter().map(|text| cell(text)).collect::<Vec<_>>().join(","));
    format!("\u{feff}{}\r\n", lines.collect::<Vec<_>>().join("\r\n"))
}

/// Offers rows as a file.
pub fn offer(name: &str, rows: &[Vec<String>]) {
    if data::save(csv(rows).as_bytes(), name, "text/csv").is_err() {
        toast::problem(t(&super::words::NOT_SAVED));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_formulas_are_texts() {
        let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
        let file = csv(&[row(&["a,b", "say \"x\""]), row(&["=1+1", "-5", "@x", "-x"])]);
        assert_eq!(file, "\u{feff}\"a,b\",\"say \"\"x\"\"\"\r\n'=1+1,-5,'@x,'-x\r\n");
    }
}
