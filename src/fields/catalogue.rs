//! What the workspace has made of the schema, kept for as long as the page lives.

use super::Choice;
use crate::data;
use crate::i18n;
use crate::state::Slot;
use crate::ui::erase;
use model::custom::parse_kind;
use model::options::{self, OptionList};
use model::{CollectionId, Field, FieldId, Kind, OptionId, RecordId};
use protocol::{Answer, OwnField, OwnOption, Query};
use std::cell::RefCell;
use std::sync::LazyLock;

/// Most own fields and lists of one page life: each is declared once and never forgotten, so that it can be named like a built-in one.
const DECLARED_MAX: usize = 4096;

/// Global on purpose: it outlives every page.
pub(super) static CATALOGUE: LazyLock<Slot<Catalogue>> = LazyLock::new(|| Slot::lasting(Catalogue::default()));

thread_local! {
    static FIELDS: RefCell<Vec<(CollectionId, String, &'static Field)>> = const { RefCell::new(Vec::new()) };
    static LISTS: RefCell<Vec<&'static OptionList>> = const { RefCell::new(Vec::new()) };
}

/// An own field as it is declared, and its name.
pub(super) struct Declared {
    of: CollectionId,
    pub(super) field: &'static Field,
    pub(super) name: String,
}

/// Fields and options of the workspace.
#[derive(Default)]
pub struct Catalogue {
    declared: Vec<Declared>,
    /// As the book has them, deleted ones included.
    own: Vec<OwnField>,
    options: Vec<OwnOption>,
}

/// Begins to follow the book; called once.
pub fn start() {
    data::at_root(|| {
        let answer = data::watch(|| Some(Query::Schema));
        erase::effect(move || {
            answer.with(|answer| {
                if let Some(Answer::Schema(schema)) = answer.as_deref() {
                    // Who shows a word of the catalogue is drawn anew for each that is set: a book without fields and
                    // options of its own sets none.
                    let known = |known: &Catalogue| known.own == schema.fields && known.options == schema.options;
                    if CATALOGUE.with_untracked(known) {
                        return;
                    }
                    let declared = schema.fields.iter().filter(|field| !field.deleted && !field.shadowed);
                    let declared = declared.filter_map(|own| {
                        let field = declare(own.of, own.field, &own.kind)?;
                        Some(Declared { of: own.of, field, name: own.name.clone() })
                    });
                    CATALOGUE.set(Catalogue {
                        declared: declared.collect(),
                        own: schema.fields.clone(),
                        options: schema.options.clone(),
                    });
                }
            });
        });
    });
}

/// The own fields of a collection as the book has them, deleted ones included; reactive.
pub fn own_fields(of: CollectionId) -> Vec<OwnField> {
    CATALOGUE.with(|catalogue| catalogue.own.iter().filter(|own| own.of == of).cloned().collect())
}

/// The record of a value that the workspace changed or added.
pub fn own_option(list: &OptionList, id: OptionId) -> Option<RecordId> {
    CATALOGUE.with_untracked(|catalogue| catalogue.own_option(list, id).map(|own| own.record))
}

/// The declaration that goes with the number and kind: always the same one.
fn declare(of: CollectionId, id: FieldId, kind: &str) -> Option<&'static Field> {
    FIELDS.with_borrow_mut(|known| {
        let found =
            known.iter().find(|(known_of, known_kind, field)| *known_of == of && field.id == id && known_kind == kind);
        if let Some((_, _, field)) = found {
            return Some(*field);
        }
        if known.len() >= DECLARED_MAX {
            return None;
        }
        // A kind of a newer version is read, not written.
        let shown = parse_kind(kind, list).unwrap_or(Kind::Bytes);
        let name = Box::leak(format!("custom_{}", id.0).into_boxed_str());
        let field: &'static Field = Box::leak(Box::new(Field { id, name, kind: shown }));
        known.push((of, kind.to_owned(), field));
        Some(field)
    })
}

/// The list with this name, built in or the workspace's own: always the same one.
pub fn list(name: &str) -> Option<&'static OptionList> {
    if let Some(list) = options::ALL.iter().copied().find(|list| list.name == name) {
        return Some(list);
    }
    LISTS.with_borrow_mut(|known| {
        if let Some(list) = known.iter().find(|list| list.name == name) {
            return Some(*list);
        }
        if known.len() >= DECLARED_MAX {
            return None;
        }
        let name = Box::leak(name.to_owned().into_boxed_str());
        let list: &'static OptionList = Box::leak(Box::new(OptionList { name, values: &[] }));
        known.push(list);
        Some(list)
    })
}

impl Catalogue {
    pub(super) fn fields(&self, of: CollectionId) -> impl Iterator<Item = &Declared> {
        self.declared.iter().filter(move |own| own.of == of)
    }

    fn own_option(&self, list: &OptionList, id: OptionId) -> Option<&OwnOption> {
        let same = self.options.iter().filter(|own| own.list == list.name && own.value == id);
        // Two devices may have drawn one number: the first made counts, a living one before a deleted one.
        same.min_by_key(|own| (own.deleted, own.record))
    }

    pub(super) fn choice(&self, list: &'static OptionList, id: OptionId) -> Choice {
        let built_in = list.values.iter().position(|value| value.id == id);
        let own = OwnOption::find(&self.options, list.name, list.values, id);
        let named = own.map(|own| own.name.clone()).filter(|name| !name.is_empty());
        let label = named.unwrap_or_else(|| match built_in {
            // Nothing, until the words come that the first list does not need.
            Some(at) => i18n::word(&format!("{}.{}", list.name, list.values[at].name)).unwrap_or_default().to_owned(),
            None => format!("#{}", id.0),
        });
        // Colours are offered in their own.
        let colour = if list.name == options::COLOUR.name { Some(id) } else { own.and_then(|own| own.colour) };
        let hue = colour.and_then(|colour| options::COLOUR.value(colour)).map(|colour| colour.name);
        let position = OwnOption::place(own, list.values, id);
        let retired = own.is_some_and(|own| own.retired || own.deleted) || (own.is_none() && built_in.is_none());
        Choice { id, label, hue, position, retired }
    }

    pub(super) fn choices(&self, list: &'static OptionList, deleted: bool) -> Vec<Choice> {
        let mut ids: Vec<OptionId> = list.values.iter().map(|value| value.id).collect();
        let own = self.options.iter().filter(|own| own.list == list.name && (deleted || !own.deleted));
        for id in own.map(|own| own.value) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        let mut choices: Vec<Choice> = ids.into_iter().map(|id| self.choice(list, id)).collect();
        choices.sort_by(|a, b| (&a.position, a.id).cmp(&(&b.position, b.id)));
        choices
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::schema::customer;

    static ROAST: OptionList = OptionList { name: "own_roast", values: &[] };

    fn own(record: u128, value: u16, name: &str, position: &str) -> OwnOption {
        OwnOption {
            record: RecordId(record),
            list: ROAST.name.to_owned(),
            value: OptionId(value),
            name: name.to_owned(),
            colour: None,
            position: position.to_owned(),
            retired: false,
            deleted: false,
        }
    }

    fn labels(choices: &[Choice]) -> Vec<&str> {
        choices.iter().map(|choice| choice.label.as_str()).collect()
    }

    #[test]
    fn values_stand_in_their_places_and_what_is_gone_is_still_read() {
        let dark = OwnOption { retired: true, colour: Some(OptionId(2)), ..own(2, 1001, "dark", "B") };
        let burnt = OwnOption { deleted: true, ..own(3, 1002, "burnt", "C") };
        let options = vec![own(1, 1000, "light", "D"), dark, burnt];
        let catalogue = Catalogue { options, ..Catalogue::default() };
        let choices = catalogue.choices(&ROAST, false);
        assert_eq!(labels(&choices), ["dark", "light"]);
        assert_eq!((choices[0].retired, choices[0].hue), (true, Some("red")));
        assert!(!choices[1].retired);
        assert_eq!(labels(&catalogue.choices(&ROAST, true)), ["dark", "burnt", "light"]);
        let gone = catalogue.choice(&ROAST, OptionId(1002));
        assert_eq!((gone.label.as_str(), gone.retired), ("burnt", true));
        let unknown = catalogue.choice(&ROAST, OptionId(1003));
        assert_eq!((unknown.label.as_str(), unknown.retired), (concat!("#", 1003), true));
    }

    #[test]
    fn of_two_values_with_one_number_the_first_made_counts() {
        let options = vec![own(2, 1000, "second", "A"), own(1, 1000, "first", "B")];
        let catalogue = Catalogue { options, ..Catalogue::default() };
        assert_eq!(labels(&catalogue.choices(&ROAST, false)), ["first"]);
        let deleted = OwnOption { deleted: true, ..own(1, 1000, "first", "B") };
        let catalogue = Catalogue { options: vec![own(2, 1000, "second", "A"), deleted], ..Catalogue::default() };
        assert_eq!(catalogue.choice(&ROAST, OptionId(1000)).label, "second", "a living one before a deleted one");
    }

    #[test]
    fn a_field_is_declared_once_for_each_kind_it_has() {
        let id = FieldId(0x8001);
        let declared = |kind: &str| declare(customer::ID, id, kind).expect("room");
        assert!(std::ptr::eq(declared("day"), declared("day")));
        assert_eq!((declared("day").name, declared("day").kind), ("custom_32769", Kind::Day));
        assert_eq!(declared("text").kind, Kind::Text);
        assert_eq!(declared("hologram").kind, Kind::Bytes, "a kind of a newer version is only read");
        assert!(!declared("hologram").is_editable());
        let Kind::Option(list) = declared("option:own_new").kind else { panic!("an option list") };
        assert!(std::ptr::eq(list, super::list("own_new").expect("room")));
        assert!(std::ptr::eq(super::list("source").expect("built in"), &options::SOURCE));
    }
}
