//! Words typed above a list: all of them must occur in a record's texts or in the names it refers to; Chinese names also by their readings.
//!
//! Records are read where they stand. Their texts in lower case, kept beside them, would be as much again as the customers take.

use super::source::Source;
use crate::catalogue;
use crate::records::seen;
use crate::table::Table;
use crate::texts::{Piece, Texts};
use hashbrown::HashSet;
use model::custom::parse_kind;
use model::input::fold;
use model::schema::{Key, activity, customer};
use model::{CollectionId, FieldId, Kind, RecordId, Value, collection};
use std::cmp::Reverse;

/// Fields whose text is looked at, with their kinds; those of the workspace's own that nobody has told of are texts, and deleted ones are not seen.
fn fields(source: &Source, table: &Table) -> Vec<(FieldId, Kind)> {
    let of = table.collection();
    let text = |kind: Kind| match kind {
        Kind::Text | Kind::Email | Kind::Phone | Kind::Url | Kind::Reference(_) | Kind::References(_) => true,
        Kind::LongText => of == activity::ID,
        Kind::Day | Kind::Money => of != customer::ID,
        _ => false,
    };
    let declared = collection(of).map_or(&[][..], |collection| collection.fields);
    let declared = declared.iter().filter(|field| text(field.kind)).map(|field| (field.id, field.kind));
    let own: Vec<FieldId> = table.fields().into_iter().filter(|field| *field >= FieldId::CUSTOM).collect();
    let told = if own.is_empty() { Vec::new() } else { catalogue::fields(source.workspace) };
    let seen = |own: FieldId| {
        let known = told.iter().find(|known| (known.of, known.field) == (of, own) && !known.shadowed);
        let kind = known.and_then(|known| parse_kind(&known.kind, |_| None)).unwrap_or(Kind::Text);
        known.is_none_or(|known| !known.deleted).then_some((own, kind))
    };
    declared.chain(own.into_iter().filter_map(seen)).collect()
}

/// Keeps the rows in which all words occur.
pub(super) fn narrow(rows: &mut Vec<u32>, source: &Source, table: &Table, search: &str) {
    let mut words: Vec<Word> = search.split_whitespace().map(Word::new).collect();
    // Digits apart from each other are one number, not three.
    let number = Word::new(&search.split_whitespace().collect::<String>());
    if words.len() > 1 {
        words.iter_mut().for_each(|word| word.digits.clear());
    }
    if words.is_empty() {
        return;
    }
    let filled = table.fields();
    let fields: Vec<Field> = fields(source, table)
        .into_iter()
        .filter(|(field, _)| filled.contains(field))
        .map(|(id, kind)| {
            let names = match kind {
                _ if id == FieldId::NAME => Some(table.collection()),
                Kind::Reference(to) | Kind::References(to) => Some(to),
                _ => None,
            };
            Field { id, is_phone: kind == Kind::Phone, texts: table.texts(id), names }
        })
        .collect();
    // The longest is missing from the most rows.
    words.sort_by_key(|word| Reverse(word.text.len()));
    words.iter_mut().for_each(|word| {
        word.hear(source, &fields);
        word.look(source, table, &fields);
    });
    let mut reading = Reading { source, table, lower: String::new() };
    rows.retain(|&row| {
        let mut is_in = |word: &Word, field: &Field| reading.holds(row, field, word);
        if !number.digits.is_empty() && fields.iter().any(|field| field.is_phone && is_in(&number, field)) {
            return true;
        }
        words.iter().all(|word| fields.iter().any(|field| is_in(word, field)))
    });
}

/// A word in lower case, and its digits where it may be a part of a telephone number.
struct Word {
    text: String,
    digits: String,
    /// Rows of this list whose names it is the sound of, first to last.
    rows: Vec<u32>,
    /// The same for records of other collections.
    records: HashSet<RecordId>,
    /// Fields of which it is known without looking at each row in which rows it stands.
    known: Vec<(FieldId, Vec<bool>)>,
}

impl Word {
    fn new(word: &str) -> Word {
        let like = word.chars().map(fold).all(|c| c.is_ascii_digit() || "+-()./".contains(c));
        let digits = if like { digits(word).collect() } else { String::new() };
        Word { text: word.to_lowercase(), digits, rows: Vec::new(), records: HashSet::new(), known: Vec::new() }
    }

    /// Finds out where it stands in lists of tags and the like, of which few differ, and in which fields it cannot.
    fn look(&mut self, source: &Source, table: &Table, fields: &[Field]) {
        for field in fields.iter().filter(|field| !field.is_phone) {
            if field.texts.is_some_and(|texts| never(texts, &self.text)) {
                self.known.push((field.id, Vec::new()));
            } else if table.column(field.id).is_none() {
                let mut rows = vec![false; table.len() as usize];
                let holds = |value: &Value| {
                    let value = &seen(source.workspace, value.clone());
                    let heard =
                        matches!(value, Value::References(ids) if ids.iter().any(|id| self.records.contains(id)));
                    (heard || source.shown(value).to_lowercase().contains(&self.text)).then_some(())
                };
                table.rows_of(field.id, holds, |row, ()| {
                    rows.get_mut(row as usize).into_iter().for_each(|holds| *holds = true);
                    true
                });
                self.known.push((field.id, rows));
            }
        }
    }

    /// Finds out whose names it is the sound of.
    fn hear(&mut self, source: &Source, fields: &[Field]) {
        let Some(sounds) = source.later.and_then(|later| later.sounds) else { return };
        let mut heard = Vec::new();
        for field in fields {
            let Some(of) = field.names.filter(|of| !heard.contains(&(*of, field.id == FieldId::NAME))) else {
                continue;
            };
            heard.push((of, field.id == FieldId::NAME));
            let rows = sounds.rows(source.workspace, of, &self.text);
            if field.id == FieldId::NAME {
                self.rows = rows;
            } else if let Some(table) = source.workspace.table(of) {
                self.records.extend(rows.into_iter().map(|row| source.workspace.ids.id(table.handle(row))));
            }
        }
    }
}

/// The digits of a telephone number, in whatever width they were typed.
fn digits(text: &str) -> impl Iterator<Item = char> {
    text.chars().map(|c| if c.is_ascii() { c } else { fold(c) }).filter(char::is_ascii_digit)
}

/// Whether a word cannot stand in texts that are a prefix and a number each.
fn never(texts: &Texts, word: &str) -> bool {
    texts.pieces().iter().all(|piece| {
        let Piece::Counted(counted) = piece else { return false };
        let is_there =
            |byte: u8| byte.is_ascii_digit() || counted.prefix.bytes().any(|p| p.eq_ignore_ascii_case(&byte));
        counted.prefix.is_ascii() && !word.bytes().all(is_there)
    })
}

/// A field, its texts where it holds nothing else, and whose names it tells.
struct Field<'a> {
    id: FieldId,
    is_phone: bool,
    texts: Option<&'a Texts>,
    names: Option<CollectionId>,
}

struct Reading<'a> {
    source: &'a Source<'a>,
    table: &'a Table,
    lower: String,
}

impl Reading<'_> {
    /// Whether a word stands in a field; a telephone number however its digits are grouped.
    fn holds(&mut self, row: u32, field: &Field, word: &Word) -> bool {
        if field.id == FieldId::NAME && word.rows.binary_search(&row).is_ok() {
            return true;
        }
        if let Some((_, rows)) = word.known.iter().find(|(known, _)| *known == field.id) {
            return rows.get(row as usize).copied().unwrap_or(false);
        }
        let text = match field.texts {
            Some(texts) => texts.get(row as usize),
            None => self.table.text(row, Key::new(field.id.0)),
        };
        if field.is_phone && !word.digits.is_empty() {
            self.lower.clear();
            self.lower.extend(digits(&text));
            return self.lower.contains(&word.digits);
        }
        let (word, heard) = (word.text.as_str(), word);
        if text.is_ascii() && !text.is_empty() {
            return stands_in(&text, word);
        }
        if !text.is_empty() {
            self.lower.clear();
            self.lower.extend(text.chars().flat_map(char::to_lowercase));
            return self.lower.contains(word);
        }
        if field.texts.is_some() {
            return false;
        }
        let value = self.source.value(self.table, row, field.id);
        let sounds = match &value {
            _ if heard.records.is_empty() || field.names.is_none() => false,
            Value::Reference(id) => heard.records.contains(id),
            Value::References(ids) => ids.iter().any(|id| heard.records.contains(id)),
            _ => false,
        };
        let shown = |value: &Value| self.source.shown(value).to_lowercase();
        match value {
            _ if sounds => true,
            Value::Empty | Value::Text(_) => false,
            value => shown(&value).contains(word),
        }
    }
}

/// Whether a word in lower case stands in a text of ASCII letters.
fn stands_in(text: &str, word: &str) -> bool {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    let Some(&first) = word.first() else { return true };
    let starts = text.len().checked_sub(word.len()).map_or(0, |last| last + 1);
    let begins = |&at: &usize| text[at].to_ascii_lowercase() == first;
    (0..starts).filter(begins).any(|at| text[at..at + word.len()].eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::stands_in;

    #[test]
    fn a_word_is_found_in_either_case_and_at_either_end() {
        for word in ["zoe", "smith", "e s", "zoe smith", "h", ""] {
            assert!(stands_in("Zoe SMITH", word), "{word}");
        }
        for word in ["zoë", "smiths", "zoe smith jr", "x"] {
            assert!(!stands_in("Zoe SMITH", word), "{word}");
        }
    }
}
