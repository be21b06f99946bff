//! Orders, payments, instalments, conversations and tasks: their columns are read where they stand, newest rows first, so that a million of them cost no memory.

use crate::find::{INSIDE, INSIDE_NAME, START, START_NAME, WHOLE, WHOLE_NAME, WORD};
use crate::query::Typed;
use crate::scan::{Commonness, Needle};
use crate::slots::{Slot, name_field, slots};
use engine::PIECE_ROWS;
use engine::Workspace;
use engine::column::Column;
use engine::table::Table;
use model::schema::{Key, activity, task};

/// Records of one collection after which reading stops.
const FOUND_MAX: usize = 64;
/// Places after which reading stops: a text that stands everywhere tells nothing.
const PLACES_MAX: usize = 4_096;
/// Bytes of a word from which on it is looked for here: three letters or digits, or one Chinese character.
const WORD_FROM: usize = 3;

/// Living rows of a table that hold all words, each with how well. `texts`: not only in numbers.
pub(crate) fn find(workspace: &Workspace, table: &Table, typed: &Typed, texts: bool) -> Vec<(u16, u32)> {
    let Some(word) = typed.words.iter().max_by_key(|word| word.len()).filter(|word| word.len() >= WORD_FROM) else {
        return Vec::new();
    };
    let common = Commonness::guess();
    let Some(needle) = Needle::new(word, &common) else { return Vec::new() };
    let others = typed.words.iter().filter(|other| *other != word);
    let rest: Vec<Needle> = others.filter_map(|word| Needle::new(word, &common)).collect();
    let slots = slots(workspace, table);
    let named = ![activity::ID, task::ID].contains(&table.collection());
    let mut found: Vec<(u16, u32)> = Vec::new();
    for slot in &slots {
        let number = named && slot.field == name_field(table.collection());
        // A number without digits is none: words need not be looked for in a million of them.
        if if number { !word.bytes().any(|byte| byte.is_ascii_digit()) } else { !texts } {
            continue;
        }
        let Some(Column::Text(column)) = table.column(slot.field) else { continue };
        let mut places = 0;
        for (nth, piece) in column.pieces().iter().enumerate().rev() {
            if found.len() >= FOUND_MAX || places >= PLACES_MAX {
                break;
            }
            let rows = piece.rows_that_may_hold(word, |block| {
                let mut at = Vec::new();
                needle.each::<true>(block, |place| {
                    at.push(place as i64);
                    at.len() < PLACES_MAX
                });
                at
            });
            places += rows.len();
            for at in rows.into_iter().rev() {
                let row = (nth * PIECE_ROWS + at) as u32;
                let text = piece.get(at);
                let Some(begin) = needle.find::<true>(text.as_bytes()) else { continue };
                let known = found.iter().any(|(_, known)| *known == row);
                if !known && table.is_alive(row) && has_rest(table, &slots, row, &rest) {
                    found.push((level(&text, begin, needle.len(), number) * typed.words.len() as u16, row));
                }
                if found.len() >= FOUND_MAX {
                    break;
                }
            }
        }
    }
    found
}

fn level(text: &str, begin: usize, len: usize, number: bool) -> u16 {
    let before = begin.checked_sub(1).and_then(|at| text.as_bytes().get(at));
    let level = match (begin == 0, len == text.len(), number) {
        (true, true, true) => WHOLE_NAME,
        (true, true, false) => WHOLE,
        (true, _, true) => START_NAME,
        (true, _, false) => START,
        (_, _, true) => INSIDE_NAME,
        _ if before.is_some_and(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric()) => WORD,
        _ => INSIDE,
    };
    u16::from(level)
}

/// Whether the other words stand in the row, too, in whichever field.
fn has_rest(table: &Table, slots: &[Slot], row: u32, rest: &[Needle]) -> bool {
    rest.iter().all(|needle| {
        let mut texts = slots.iter().map(|slot| table.text(row, Key::new(slot.field.0)));
        texts.any(|text| needle.find::<true>(text.as_bytes()).is_some())
    })
}
