//! A book and its index, and what is asked of them.
#![allow(missing_docs, unreachable_pub, dead_code)]

use engine::Workspace;
use model::schema::customer;
use model::{Cell, CollectionId, DeviceId, FieldId, Label, Operation, Part, RecordId, Stamp, Value};
use protocol::{Hit, Marked, SearchAnswer, SearchQuery};
use search::Index;

pub struct Book {
    pub workspace: Workspace,
    pub index: Index,
    pub next: u64,
}

impl Book {
    pub fn new() -> Book {
        Book { workspace: Workspace::default(), index: Index::default(), next: 1 }
    }

    pub fn write(&mut self, collection: CollectionId, record: RecordId, fields: &[(FieldId, Value)]) {
        let cells =
            fields.iter().map(|(field, value)| Cell { collection, record, field: *field, value: value.clone() });
        let stamp = Stamp::new(self.next, 0, DeviceId(1));
        let parts = vec![Part::Cells(cells.collect())];
        self.workspace.apply(&Operation { stamp, label: Label::Create(collection), parts });
        self.next += 1;
    }

    pub fn add(&mut self, collection: CollectionId, fields: &[(FieldId, Value)]) -> RecordId {
        let record = RecordId(u128::from(self.next) << 64 | 7);
        let alive = [(FieldId::ALIVE, Value::Bool(true))];
        self.write(collection, record, &[&alive, fields].concat());
        record
    }

    pub fn customer(&mut self, name: &str, fields: &[(FieldId, &str)]) -> RecordId {
        let text = |text: &str| Value::Text(text.to_owned());
        let mut all = vec![(customer::NAME.id, text(name))];
        all.extend(fields.iter().map(|(field, value)| (*field, text(value))));
        self.add(customer::ID, &all)
    }

    pub fn answer(&mut self, text: &str) -> SearchAnswer {
        while self.index.step(&self.workspace) {}
        let answer = self.index.answer(
            &self.workspace,
            None,
            &SearchQuery { text: text.to_owned(), recent: Vec::new(), words: Vec::new() },
        );
        assert!(answer.ready);
        for hit in &answer.hits {
            let marked = std::iter::once(&hit.name).chain(hit.field.iter().map(|(_, marked)| marked));
            marked.for_each(sound);
        }
        answer
    }

    pub fn names(&mut self, text: &str) -> Vec<String> {
        self.answer(text).hits.into_iter().map(|hit| hit.name.text).collect()
    }
}

/// Marks are in order, apart from each other, and cut no character.
fn sound(marked: &Marked) {
    let mut last = 0;
    for &(from, to) in &marked.marks {
        assert!(from < to && (last == 0 || from > last), "{marked:?}");
        assert!(marked.text.get(from as usize..to as usize).is_some(), "{marked:?}");
        last = to;
    }
}

/// `[Zoë] Smith`: the name, or the other field that answers, with its marks.
pub fn shown(hit: &Hit) -> String {
    let marked = hit.field.as_ref().map_or(&hit.name, |(_, marked)| marked);
    let mut text = marked.text.clone();
    for &(from, to) in marked.marks.iter().rev() {
        text.insert(to as usize, ']');
        text.insert(from as usize, '[');
    }
    text
}
