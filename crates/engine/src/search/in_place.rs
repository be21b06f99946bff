//! Orders, payments and conversations: their columns are read where they stand, newest rows first, so that a million of them cost no memory.

use super::find::{INSIDE, INSIDE_NAME, START, START_NAME, WHOLE, WHOLE_NAME, WORD};
use super::query::Typed;
use super::scan::{Commonness, Needle};
use super::slots::{Slot, name_field, slots};
use crate::column::Column;
use crate::table::Table;
use model::schema::{Key, activity};

/// Bytes read at once before what was found is looked at.
const BLOCK: usize = 256 << 10;
/// Records of one collection after which reading stops.
const FOUND_MAX: usize = 64;
/// Places after which reading stops: a text that stands everywhere tells nothing.
const PLACES_MAX: usize = 4_096;
/// Bytes of a word from which on it is looked for here: three letters or digits, or one Chinese character.
const WORD_FROM: usize = 3;

/// Living rows of a table that hold all words, each with how well. `texts`: not only in numbers.
pub(super) fn find(table: &Table, typed: &Typed, texts: bool) -> Vec<(u16, u32)> {
    let Some(word) = typed.words.iter().max_by_key(|word| word.len()).filter(|word| word.len() >= WORD_FROM) else {
        return Vec::new();
    };
    let common = Commonness::guess();
    let Some(needle) = Needle::new(word, &common) else { return Vec::new() };
    let slots = slots(table);
    let named = table.collection() != activity::ID;
    let mut found: Vec<(u16, u32)> = Vec::new();
    for slot in &slots {
        let number = named && slot.field == name_field(table.collection());
        // A number without digits is none: words need not be looked for in a million of them.
        if if number { !word.bytes().any(|byte| byte.is_ascii_digit()) } else { !texts } {
            continue;
        }
        let Some(Column::Text { start, len, bytes }) = table.column(slot.field) else { continue };
        let column = Texts { start, len, needle: needle.len() };
        let mut places = 0;
        let mut to = (bytes.len() + 1).saturating_sub(needle.len());
        while to > 0 && found.len() < FOUND_MAX && places < PLACES_MAX {
            let from = to.saturating_sub(BLOCK);
            let mut at = Vec::new();
            needle.each::<true>(&bytes[from..to + needle.len() - 1], |place| {
                at.push((from + place) as u32);
                at.len() < PLACES_MAX
            });
            places += at.len();
            for (row, begin) in column.rows(&at).into_iter().rev() {
                let known = found.iter().any(|(_, known)| *known == row);
                if !known && table.is_alive(row) && has_rest(table, &slots, row, word, typed, &common) {
                    let text = table.text(row, Key::new(slot.field.0));
                    found.push((level(text, begin, needle.len(), number) * typed.words.len() as u16, row));
                }
            }
            to = from;
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
fn has_rest(table: &Table, slots: &[Slot], row: u32, found: &str, typed: &Typed, common: &Commonness) -> bool {
    typed.words.iter().filter(|word| *word != found).filter_map(|word| Needle::new(word, common)).all(|needle| {
        let texts = slots.iter().map(|slot| table.text(row, Key::new(slot.field.0)));
        texts.into_iter().any(|text| needle.find::<true>(text.as_bytes()).is_some())
    })
}

/// Where the texts of a column stand.
struct Texts<'a> {
    start: &'a [u32],
    len: &'a [u32],
    /// Length of what was found, in bytes.
    needle: usize,
}

impl Texts<'_> {
    /// How far into a row's text a place is, if what was found there is wholly in it.
    fn within(&self, row: usize, at: u32) -> Option<usize> {
        let begin = at.checked_sub(*self.start.get(row)?)? as usize;
        (begin + self.needle <= self.len[row] as usize).then_some(begin)
    }

    /// The rows whose texts the places (in order) stand in, each row once. Places between two texts, and in texts that were replaced, have none.
    fn rows(&self, places: &[u32]) -> Vec<(u32, usize)> {
        let mut rows = Vec::new();
        let mut lost = Vec::new();
        for &at in places {
            // Rows stand in the order of their texts, unless they were edited or are empty: then the search may miss them.
            let row = self.start.partition_point(|&start| start <= at).saturating_sub(1);
            match self.within(row, at) {
                Some(begin) => rows.push((row as u32, begin)),
                None => lost.push(at),
            }
        }
        if let (Some(&first), Some(&last)) = (lost.first(), lost.last()) {
            for (row, (&start, &len)) in self.start.iter().zip(self.len).enumerate() {
                if start <= last && u64::from(start) + u64::from(len) > u64::from(first) {
                    let from = lost.partition_point(|&at| at < start);
                    let begin = lost.get(from).and_then(|&at| self.within(row, at));
                    rows.extend(begin.map(|begin| (row as u32, begin)));
                }
            }
            rows.sort_unstable();
        }
        rows.dedup_by_key(|(row, _)| *row);
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lead_to_rows_even_where_texts_were_edited_or_are_empty() {
        // Rows: 0 empty, 1 edited (stands last), 2, 3 empty, 4.
        let start = [u32::MAX, 20, 0, u32::MAX, 10];
        let len = [0, 5, 5, 0, 5];
        let texts = Texts { start: &start, len: &len, needle: 3 };
        assert_eq!(texts.rows(&[0, 3, 5, 11, 22, 23]), [(1, 2), (2, 0), (4, 1)]);
        assert_eq!(texts.rows(&[]), []);
    }
}
