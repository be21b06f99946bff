//! A chart's figures as a file that a spreadsheet reads.

use crate::data;
use crate::i18n::{failure, t};
use crate::ui::{erase, toast};
use model::formula::neutral;
use protocol::{Failure, InsightAnswer, InsightQuery, Reply, Request, Sealed};
use std::sync::Arc;

/// Rows of a file that are asked for in one go.
pub(super) const PIECE: u32 = 20_000;

/// A list as a whole, of which the page shows the first rows: the question for its nth piece ([`PIECE`] rows each, or all in the first),
/// and the rows of an answer below their heading.
pub type Whole = (
    Arc<dyn Fn(u32) -> Option<InsightQuery> + Send + Sync>,
    Arc<dyn Fn(&InsightAnswer) -> Vec<Vec<String>> + Send + Sync>,
);

/// A cell as CSV: quoted where it has to be, and nothing that a spreadsheet would take for a formula.
fn cell(text: &str) -> String {
    let text = neutral(text);
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

/// Offers all rows of a list as a file.
pub fn offer_whole(name: &'static str, whole: Whole) {
    erase::spawn(async move {
        match rows_of(&whole).await {
            Ok(rows) => offer(name, &rows),
            Err(problem) => toast::problem(failure(&problem)),
        }
    });
}

async fn rows_of((question, rows): &Whole) -> Result<Vec<Vec<String>>, Failure> {
    let mut all = Vec::new();
    for nth in 0.. {
        let Some(query) = question(nth) else { break };
        let Reply::Insight(answer) = data::send(Request::Insight(Sealed::new(&query))).await? else { break };
        let piece = rows(&answer.open()?);
        let n = piece.len();
        all.extend(piece.into_iter().skip(usize::from(nth > 0)));
        if n <= PIECE as usize {
            break;
        }
    }
    Ok(all)
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
