//! Orders, payments, instalments, conversations and tasks: their columns are read where they stand, newest rows first, so that a million of them cost no memory.

use crate::find::{INSIDE, INSIDE_NAME, START, START_NAME, WHOLE, WHOLE_NAME, WORD};
use crate::own::{Own, Wanted};
use crate::query::Typed;
use crate::scan::{Commonness, Needle};
use crate::slots::{As, Slot, name_field, slots};
use engine::PIECE_ROWS;
use engine::Workspace;
use engine::column::Column;
use engine::table::Table;
use model::FieldId;
use model::schema::{Collection, Key, activity, task};

/// Records of one collection after which reading stops.
const FOUND_MAX: usize = 64;
/// Places after which reading stops: a text that stands everywhere tells nothing.
const PLACES_MAX: usize = 4_096;
/// Bytes of a word from which on it is looked for in texts: three letters or digits, or one Chinese character.
const WORD_FROM: usize = 3;

/// Living rows of a table that hold all words, each with how well. `texts`: not only in numbers.
pub(crate) fn find(workspace: &Workspace, own: &Own, table: &Table, typed: &Typed, texts: bool) -> Vec<(u16, u32)> {
    let of = table.collection();
    let Some(word) = typed.words.iter().max_by_key(|word| word.len()) else { return Vec::new() };
    let is_long = word.len() >= WORD_FROM;
    if !is_long && !own.has(of) {
        return Vec::new();
    }
    let slots = slots(workspace, table);
    let others = typed.words.iter().filter(|other| *other != word);
    let rest = others.filter_map(|word| Some((Needle::new(word, &Commonness::guess())?, own.wanted(of, word, false))));
    let words = typed.words.len() as u16;
    let mut looked = Looked { own, table, slots: &slots, rest: rest.collect(), words, found: Vec::new() };
    let named = ![activity::ID, task::ID].contains(&of);
    let external = model::collection(of).and_then(Collection::external_id);
    for slot in slots.iter().filter(|slot| slot.compared != As::Held && is_long) {
        let number = named && slot.field == name_field(of);
        // A number without digits is none: words need not be looked for in a million of them.
        if if number || Some(slot.field) == external { !word.bytes().any(|byte| byte.is_ascii_digit()) } else { !texts }
        {
            continue;
        }
        each_text(table, slot.field, word, |row, text, begin| {
            looked.offer(level(text, begin, word.len(), number), row)
        });
        if slot.compared == As::Phone && !typed.phones.is_empty() {
            looked.phones(slot.field, &typed.phones);
        }
    }
    if texts {
        looked.values(word, false);
        if looked.found.is_empty() {
            looked.values(word, true);
        }
    }
    looked.found
}

/// Living rows, newest first, whose number has this in it.
pub(crate) fn numbered(table: &Table, number: FieldId, word: &str) -> Vec<u32> {
    let mut found = Vec::new();
    if word.len() >= WORD_FROM {
        each_text(table, number, word, |row, _, _| {
            if table.is_alive(row) {
                found.push(row);
            }
            found.len() < FOUND_MAX
        });
    }
    found
}

/// Calls `found` with the rows in whose text a word stands, newest first, and where, until it says no or there are too many.
fn each_text(table: &Table, field: FieldId, word: &str, mut found: impl FnMut(u32, &str, usize) -> bool) {
    let Some(needle) = Needle::new(word, &Commonness::guess()) else { return };
    let Some(Column::Text(column)) = table.column(field) else { return };
    let mut places = 0;
    for (nth, piece) in column.pieces().iter().enumerate().rev() {
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
            let text = piece.get(at);
            let Some(begin) = needle.find::<true>(text.as_bytes()) else { continue };
            if !found((nth * PIECE_ROWS + at) as u32, &text, begin) {
                return;
            }
        }
        if places >= PLACES_MAX {
            return;
        }
    }
}

/// What was found so far.
struct Looked<'a> {
    own: &'a Own<'a>,
    table: &'a Table,
    slots: &'a [Slot],
    /// The words that must stand in the row, too, in whichever field.
    rest: Vec<(Needle<'a>, Vec<Wanted>)>,
    /// How many words were typed.
    words: u16,
    found: Vec<(u16, u32)>,
}

impl Looked<'_> {
    /// Takes a row if it lives and has the other words; false where there are enough.
    fn offer(&mut self, level: u16, row: u32) -> bool {
        if self.found.len() < FOUND_MAX && self.table.is_alive(row) && self.is_new(row) && self.has_rest(row) {
            self.found.push((level * self.words, row));
        }
        self.found.len() < FOUND_MAX
    }

    fn is_new(&self, row: u32) -> bool {
        self.found.iter().all(|(_, known)| *known != row)
    }

    fn has_rest(&self, row: u32) -> bool {
        self.rest.iter().all(|(needle, wanted)| {
            let mut texts = self.slots.iter().map(|slot| self.table.text(row, Key::new(slot.field.0)));
            texts.any(|text| needle.find::<true>(text.as_bytes()).is_some())
                || wanted.iter().any(|wanted| wanted.holds(self.own, self.table, row))
        })
    }

    /// Rows with a telephone number of the workspace's own, however its digits are grouped: all that was typed is one number.
    fn phones(&mut self, field: FieldId, phones: &[String]) {
        let mut digits = String::new();
        for row in (0..self.table.len()).rev() {
            if self.found.len() >= FOUND_MAX {
                return;
            }
            let text = self.table.text(row, Key::new(field.0));
            if text.is_empty() || !self.table.is_alive(row) || !self.is_new(row) {
                continue;
            }
            digits.clear();
            digits.extend(text.chars().filter(char::is_ascii_digit));
            if phones.iter().any(|phone| digits.contains(phone.as_str())) {
                self.found.push((u16::from(START) * self.words, row));
            }
        }
    }

    /// Rows with a value of the workspace's own that a word means.
    fn values(&mut self, word: &str, wrong: bool) {
        let (own, table) = (self.own, self.table);
        for wanted in own.wanted(table.collection(), word, wrong) {
            wanted.each(own, table, |row, level| self.offer(level.into(), row));
        }
    }
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
