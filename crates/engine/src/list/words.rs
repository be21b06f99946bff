//! Words typed above a list: all of them must occur in a record's texts or in the names it refers to.
//!
//! Records are read where they stand. Their texts in lower case, kept beside them, would be as much again as the customers take.

use super::source::Source;
use crate::catalogue;
use crate::table::Table;
use crate::texts::Texts;
use hashbrown::HashMap;
use model::schema::{Key, activity, customer};
use model::{FieldId, Kind, Value, collection};

/// Fields whose text is looked at, and whether they hold telephone numbers.
fn fields(source: &Source, table: &Table) -> Vec<(FieldId, bool)> {
    let of = table.collection();
    let text = |kind: Kind| match kind {
        Kind::Text | Kind::Email | Kind::Phone | Kind::Url | Kind::Reference(_) | Kind::References(_) => true,
        Kind::LongText => of == activity::ID,
        Kind::Day | Kind::Money => of != customer::ID,
        _ => false,
    };
    let declared = collection(of).map_or(&[][..], |collection| collection.fields);
    let declared = declared.iter().filter(|field| text(field.kind)).map(|field| (field.id, field.kind == Kind::Phone));
    let own: Vec<FieldId> = table.fields().into_iter().filter(|field| *field >= FieldId::CUSTOM).collect();
    let kinds = if own.is_empty() { Vec::new() } else { catalogue::fields(source.workspace) };
    let is_phone = |own: &FieldId| {
        kinds.iter().any(|known| (known.of, known.field) == (of, *own) && !known.shadowed && known.kind == "phone")
    };
    declared.chain(own.iter().map(|field| (*field, is_phone(field)))).collect()
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
        .map(|(id, is_phone)| Field { id, is_phone, texts: table.texts(id) })
        .collect();
    let mut reading = Reading { source, table, lower: String::new(), shown: HashMap::new() };
    let mut missing: Vec<&Word> = Vec::with_capacity(words.len());
    rows.retain(|&row| {
        if !number.digits.is_empty() && fields.iter().any(|field| field.is_phone && reading.holds(row, field, &number))
        {
            return true;
        }
        missing.clear();
        missing.extend(&words);
        fields.iter().any(|field| {
            missing.retain(|word| !reading.holds(row, field, word));
            missing.is_empty()
        })
    });
}

/// A word in lower case, and its digits where it may be a part of a telephone number.
struct Word {
    text: String,
    digits: String,
}

impl Word {
    fn new(word: &str) -> Word {
        let like = word.chars().all(|c| c.is_ascii_digit() || "+-()./".contains(c));
        let digits = if like { word.chars().filter(char::is_ascii_digit).collect() } else { String::new() };
        Word { text: word.to_lowercase(), digits }
    }
}

/// A field, and its texts where it holds nothing else.
struct Field<'a> {
    id: FieldId,
    is_phone: bool,
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
    /// Whether a word stands in a field; a telephone number however its digits are grouped.
    fn holds(&mut self, row: u32, field: &Field, word: &Word) -> bool {
        let text = match field.texts {
            Some(texts) => texts.get(row as usize),
            None => self.table.text(row, Key::new(field.id.0)),
        };
        if field.is_phone && !word.digits.is_empty() {
            self.lower.clear();
            self.lower.extend(text.chars().filter(char::is_ascii_digit));
            return self.lower.contains(&word.digits);
        }
        let word = word.text.as_str();
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
