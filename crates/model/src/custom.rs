//! Fields of the workspace's own: their kind as it stands in the book, and their numbers.

use crate::options::{self, OptionList};
use crate::schema::{self, Collection};
use crate::{FieldId, Kind, OptionId, RecordId};

/// Kinds that need nothing else to be said, under the names by which the book knows them.
pub const PLAIN: [(&str, Kind); 10] = [
    ("text", Kind::Text),
    ("long_text", Kind::LongText),
    ("number", Kind::Number),
    ("money", Kind::Money),
    ("day", Kind::Day),
    ("instant", Kind::Instant),
    ("bool", Kind::Bool),
    ("email", Kind::Email),
    ("phone", Kind::Phone),
    ("url", Kind::Url),
];

/// Begins the kind of a field with one value of a list; the list's name follows.
pub const OPTION: &str = "option:";
/// Begins the kind of a field that names another record; the collection's name follows.
pub const REFERENCE: &str = "reference:";
/// Begins the kind of a field that names several records; the collection's name follows.
pub const REFERENCES: &str = "references:";

/// The first number that values of the workspace's own may have in a list.
pub const OWN_VALUES: u16 = 1000;

/// The kind that the text names; `None` for one of a newer version. `own` gives a list that is not built in.
pub fn parse_kind(text: &str, own: impl FnOnce(&str) -> Option<&'static OptionList>) -> Option<Kind> {
    if let Some((_, kind)) = PLAIN.iter().find(|(name, _)| *name == text) {
        return Some(*kind);
    }
    if let Some(name) = text.strip_prefix(OPTION) {
        let built_in = options::ALL.iter().copied().find(|list| list.name == name);
        return built_in.or_else(|| own(name)).map(Kind::Option);
    }
    if let Some(name) = text.strip_prefix(REFERENCE) {
        return named(name).map(|to| Kind::Reference(to.id));
    }
    named(text.strip_prefix(REFERENCES)?).map(|to| Kind::References(to.id))
}

fn named(name: &str) -> Option<&'static Collection> {
    schema::ALL.iter().copied().find(|collection| collection.name == name)
}

/// The name of the option list that belongs to this field alone.
pub fn list_of(field: RecordId) -> String {
    format!("own_{field}")
}

/// A number for a new field: derived from its record, so that two devices hardly ever choose the same; the next one that is `free`.
/// `None` where all are taken.
pub fn field_number(hash: u64, free: impl Fn(FieldId) -> bool) -> Option<FieldId> {
    number(hash, FieldId::CUSTOM.0, 0xFFFE, |number| free(FieldId(number))).map(FieldId)
}

/// A number for a new value of an option list, in the same way.
pub fn value_number(hash: u64, free: impl Fn(OptionId) -> bool) -> Option<OptionId> {
    number(hash, OWN_VALUES, 0xFFFE, |number| free(OptionId(number))).map(OptionId)
}

fn number(hash: u64, first: u16, last: u16, free: impl Fn(u16) -> bool) -> Option<u16> {
    let room = u64::from(last - first) + 1;
    let at = |step: u64| first + ((hash % room + step) % room) as u16;
    (0..room).map(at).find(|number| free(*number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_read_by_its_name() {
        let own: &'static OptionList = &OptionList { name: "own_1", values: &[] };
        let read = |text| parse_kind(text, |name| (name == "own_1").then_some(own));
        assert_eq!(read("day"), Some(Kind::Day));
        assert_eq!(read("option:source"), Some(Kind::Option(&options::SOURCE)));
        assert_eq!(read("option:own_1"), Some(Kind::Option(own)));
        assert_eq!(read("option:nothing"), None);
        assert_eq!(read("reference:customer"), Some(Kind::Reference(schema::customer::ID)));
        assert_eq!(read("references:tag"), Some(Kind::References(schema::tag::ID)));
        for newer in ["", "geo", "reference:", "reference:spaceship", "references", "Text"] {
            assert_eq!(read(newer), None, "{newer}");
        }
    }

    #[test]
    fn numbers_lie_in_their_range_and_are_free() {
        assert_eq!(field_number(0, |_| true), Some(FieldId(0x8000)));
        assert_eq!(field_number(0x7FFE, |_| true), Some(FieldId(0xFFFE)));
        assert_eq!(field_number(0x7FFE, |id| id != FieldId(0xFFFE)), Some(FieldId(0x8000)), "goes round");
        assert_eq!(field_number(7, |_| false), None);
        assert_eq!(value_number(0, |id| id.0 != 1000), Some(OptionId(1001)));
        assert!(value_number(u64::MAX, |_| true).is_some_and(|id| id.0 >= OWN_VALUES));
    }
}
