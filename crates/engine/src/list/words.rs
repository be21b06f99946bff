//! Words typed above a list: all of them must occur in a record's texts or in the names it refers to.
//!
//! Records are read where they stand. Their texts in lower case, kept beside them, would be as much again as the customers take.

use super::source::Source;
use crate::table::Table;
use crate::texts::Texts;
use hashbrown::HashMap;
use model::schema::{Key, activity, customer};
use model::{FieldId, Kind, Value, collection};

/// Fields whose text is looked at.
fn fields(table: &Table) -> Vec<FieldId> {
    let of = table.collection();
    let text = |kind: Kind| match kind {
        Kind::Text | Kind::Email | Kind::Phone | Kind::Url | Kind::Reference(_) | Kind::References(_) => true,
        Kind::LongText => of == activity::ID,
        Kind::Day | Kind::Money => of != customer::ID,
        _ => false,
    };
    let declared = collection(of).map_or(&[][..], |collection| collection.fields);
    let own = table.fields().into_iter().filter(|field| *field >= FieldId::CUSTOM);
    declared.iter().filter(|field| text(field.kind)).map(|field| field.id).chain(own).collect()
}

/// Keeps the rows in which all words occur.
pub(super) fn narrow(rows: &mut Vec<u32>, source: &Source, table: &Table, search: &str) {
    let words: Vec<String> = search.split_whitespace().map(str::to_lowercase).collect();
    if words.is_empty() {
        return;
    }
    let filled = table.fields();
    let fields: Vec<Field> = fields(table)
        .into_iter()
        .filter(|field| filled.contains(field))
        .map(|id| Field { id, texts: table.texts(id) })
        .collect();
    let mut reading = Reading { source, table, lower: String::new(), shown: HashMap::new() };
    let mut missing: Vec<&str> = Vec::with_capacity(words.len());
    rows.retain(|&row| {
        missing.clear();
        missing.extend(words.iter().map(String::as_str));
        fields.iter().any(|field| {
            missing.retain(|word| !reading.holds(row, field, word));
            missing.is_empty()
        })
    });
}

/// A field, and its texts where it holds nothing else.
struct Field<'a> {
    id: FieldId,
    texts: Option<&'a Texts>,
}

struct Reading<'a> {
    source: &'a Source<'a>,
    table: &'a Table,
    lower: String,
    /// The names behind lists of tags and the like: few lists differ.
    shown: HashMap<Value, String>,
}

impl Reading<'_> {
    /// Whether a word, in lower case, stands in a field.
    fn holds(&mut self, row: u32, field: &Field, word: &str) -> bool {
        let text = match field.texts {
            Some(texts) => texts.get(row as usize),
            None => self.table.text(row, Key::new(field.id.0)),
        };
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
        let shown = |value: &Value| self.source.shown(value).to_lowercase();
        match value {
            Value::Empty | Value::Text(_) => false,
            Value::References(_) => self.shown.entry(value).or_insert_with_key(shown).contains(word),
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
