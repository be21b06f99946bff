//! Words typed above a list: all of them must occur in a record's texts or in the names it refers to.

use super::source::Source;
use crate::table::Table;
use model::schema::{activity, customer};
use model::{FieldId, Kind, Value, collection};

/// The searchable text of every customer, lower case, kept: theirs is the list that is searched most.
#[derive(Default)]
pub(super) struct Words {
    version: Option<u64>,
    ends: Vec<u32>,
    text: String,
}

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

fn push(out: &mut String, source: &Source, table: &Table, row: u32, field: FieldId) {
    let text = table.text(row, model::schema::Key::new(field.0));
    if !text.is_empty() {
        out.extend(text.chars().flat_map(char::to_lowercase));
        out.push('\n');
        return;
    }
    let value = source.value(table, row, field);
    if !matches!(value, Value::Empty | Value::Text(_)) {
        out.push_str(&source.shown(&value).to_lowercase());
        out.push('\n');
    }
}

impl Words {
    /// Keeps the rows in which all words occur.
    pub(super) fn narrow(&mut self, rows: &mut Vec<u32>, source: &Source, table: &Table, search: &str) {
        let words: Vec<String> = search.split_whitespace().map(str::to_lowercase).collect();
        if words.is_empty() {
            return;
        }
        let found = |text: &str| words.iter().all(|word| text.contains(word.as_str()));
        let fields = fields(table);
        if table.collection() == customer::ID {
            self.refresh(source, table, &fields);
            return rows.retain(|&row| found(self.of(row)));
        }
        let mut text = String::new();
        rows.retain(|&row| {
            text.clear();
            fields.iter().for_each(|&field| push(&mut text, source, table, row, field));
            found(&text)
        });
    }

    fn refresh(&mut self, source: &Source, table: &Table, fields: &[FieldId]) {
        let version = source.workspace.version();
        if self.version == Some(version) {
            return;
        }
        self.version = Some(version);
        self.ends.clear();
        self.text.clear();
        for row in 0..table.len() {
            fields.iter().for_each(|&field| push(&mut self.text, source, table, row, field));
            self.ends.push(self.text.len() as u32);
        }
    }

    fn of(&self, row: u32) -> &str {
        let end = self.ends.get(row as usize).copied().unwrap_or_default();
        let start = row.checked_sub(1).and_then(|before| self.ends.get(before as usize).copied()).unwrap_or_default();
        self.text.get(start as usize..end as usize).unwrap_or("")
    }
}
