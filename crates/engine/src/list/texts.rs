//! Tests of texts: one that stands in many rows is looked at once.

use super::filter::Ready;
use super::source::Source;
use crate::ints::PIECE_ROWS;
use crate::marks::Marks;
use crate::table::Table;
use crate::texts::Piece;
use hashbrown::HashMap;
use model::rule::Op;

/// Answers remembered from one piece to the next.
const REMEMBERED_MAX: usize = 1_000;

/// A test of the texts of a column.
pub(super) struct Texts<'a> {
    test: &'a Ready,
    texts: &'a crate::texts::Texts,
    source: &'a Source<'a>,
    table: &'a Table,
    /// Of texts that rows of several pieces have.
    known: HashMap<String, bool>,
    /// Of the texts of a piece, by where they begin.
    answers: Vec<Option<bool>>,
}

impl<'a> Texts<'a> {
    pub(super) fn new(
        test: &'a Ready,
        texts: &'a crate::texts::Texts,
        source: &'a Source<'a>,
        table: &'a Table,
    ) -> Self {
        Texts { test, texts, source, table, known: HashMap::new(), answers: Vec::new() }
    }

    /// Takes the marks from rows of a piece that it does not hold for.
    pub(super) fn keep(&mut self, piece: usize, marks: &mut Marks) {
        let from = piece * PIECE_ROWS;
        let Texts { test, texts, source, table, known, answers } = self;
        let looked = texts.pieces().get(piece).filter(|_| !test.asks_numbers(source, table));
        if let Some(rows) = looked.and_then(|piece| may_hold(test, piece)) {
            let mut rows = rows.into_iter().peekable();
            return marks.retain(|at| {
                while rows.next_if(|row| *row < at).is_some() {}
                rows.peek() == Some(&at) && test.holds_text(&texts.get(from + at), source, table)
            });
        }
        let Some(repeated) = texts.pieces().get(piece).and_then(Piece::repeated) else {
            return marks.retain(|at| test.holds_text(&texts.get(from + at), source, table));
        };
        answers.clear();
        answers.resize(repeated.bytes() + 1, None);
        marks.retain(|at| {
            // Texts that are empty begin nowhere: their answer is the last.
            let start = repeated.start(at).unwrap_or(answers.len() - 1);
            match answers.get_mut(start) {
                Some(Some(holds)) => *holds,
                answer => {
                    let text = texts.get(from + at);
                    let holds = known.get(&*text).copied().unwrap_or_else(|| {
                        let holds = test.holds_text(&text, source, table);
                        if known.len() < REMEMBERED_MAX {
                            known.insert(text.to_owned(), holds);
                        }
                        holds
                    });
                    answer.into_iter().for_each(|answer| *answer = Some(holds));
                    holds
                }
            }
        });
    }
}

/// The rows of a piece that may hold what is looked for, first to last, where numbers tell that without making their texts.
fn may_hold(test: &Ready, piece: &Piece) -> Option<Vec<usize>> {
    let Piece::Counted(counted) = piece else { return None };
    let told = test.op == Op::Contains && !test.text.is_empty() && test.text.is_ascii() && counted.prefix.is_ascii();
    told.then(|| piece.rows_that_may_hold(&test.text, |_| Vec::new()))
}
