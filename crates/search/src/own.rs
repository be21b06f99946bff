//! Fields of the workspace's own that hold no text: figures, days, moments, yes or no, choices, records; the same in every collection.
//!
//! Nothing of them is copied. With each question it is found out what a word can mean there (numbers that begin so, choices and records of that
//! name), and their columns are looked through where they stand.

use crate::corpus::{Corpus, LEFT};
use crate::figures::{begun, days};
use crate::find::{
    INSIDE_NAME, ONE_WRONG, PINYIN_INSIDE, PINYIN_WHOLE, START, TWO_WRONG, WHOLE, WHOLE_NAME, WORD, WORD_NAME, mixed,
    some, spelled,
};
use crate::fold::fold_into;
use crate::in_place::numbered;
use crate::literal::{Word, is_short, level_of};
use crate::pinyin::Pinyin;
use crate::scan::{Commonness, NAME, Needle};
use crate::slots::{FOLDED, TEXT_MAX, name_field};
use crate::words::{near, words_of, wrong_max};
use engine::Workspace;
use engine::catalogue;
use engine::column::Column;
use engine::records::name;
use engine::table::Table;
use hashbrown::HashMap;
use model::custom::{OPTION, REFERENCE, REFERENCES, parse_kind};
use model::{CollectionId, FieldId, Kind, OptionId, RecordId, Value};
use protocol::{OptionWord, OwnField, OwnOption, Zone};

/// Milliseconds of a day, and how far a clock may be from Greenwich's.
const DAY_MILLIS: i64 = 86_400_000;
const ZONE_MILLIS: i64 = 15 * 3_600_000;
/// As a column of yes and no keeps a yes.
const YES: i64 = 2;

/// What such a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    Number,
    Money,
    Day,
    Instant,
    /// Yes or no: a yes is found by the field's name.
    Yes,
    Choice,
    /// Another record, or several.
    Records(CollectionId),
}

/// Whether a kind, as fields are declared, is of values that are looked at where they stand; texts are not.
pub(crate) fn is_held(kind: &str) -> bool {
    holds(kind).is_some()
}

fn holds(kind: &str) -> Option<Holds> {
    Some(match kind {
        "number" => Holds::Number,
        "money" => Holds::Money,
        "day" => Holds::Day,
        "instant" => Holds::Instant,
        "bool" => Holds::Yes,
        _ if kind.starts_with(OPTION) => Holds::Choice,
        _ if kind.starts_with(REFERENCE) || kind.starts_with(REFERENCES) => match parse_kind(kind, |_| None)? {
            Kind::Reference(to) | Kind::References(to) => Holds::Records(to),
            _ => return None,
        },
        _ => return None,
    })
}

/// All such fields that are in use, and what their words are made of.
pub(crate) struct Own<'a> {
    workspace: &'a Workspace,
    corpus: &'a Corpus,
    pinyin: &'a Pinyin,
    zone: &'a Zone,
    words: &'a [OptionWord],
    fields: Vec<(OwnField, Holds)>,
    options: Vec<OwnOption>,
}

/// What a word means in one field.
pub(crate) struct Wanted {
    field: FieldId,
    /// Numbers as the column keeps them, ascending and apart, and how well each range answers.
    ranges: Vec<(i64, i64)>,
    levels: Vec<u8>,
    /// The same for records in lists of them.
    records: HashMap<RecordId, u8>,
    /// The ranges hold more than is meant: what is shown must begin so.
    begins: Option<String>,
}

impl<'a> Own<'a> {
    pub(crate) fn new(
        workspace: &'a Workspace,
        corpus: &'a Corpus,
        pinyin: &'a Pinyin,
        zone: &'a Zone,
        words: &'a [OptionWord],
    ) -> Own<'a> {
        let told = catalogue::fields(workspace).into_iter().filter(|own| !own.deleted && !own.shadowed);
        let in_use = |own: &OwnField| workspace.table(own.of).is_some_and(|table| table.fields().contains(&own.field));
        let fields: Vec<_> =
            told.filter_map(|own| Some((holds(&own.kind)?, own))).map(|(holds, own)| (own, holds)).collect();
        let fields: Vec<_> = fields.into_iter().filter(|(own, _)| in_use(own)).collect();
        let chooses = fields.iter().any(|(_, holds)| *holds == Holds::Choice);
        let options = if chooses { catalogue::options(workspace) } else { Vec::new() };
        Own { workspace, corpus, pinyin, zone, words, fields, options }
    }

    /// The version of the book for which its answers hold, where there are any.
    pub(crate) fn version(&self) -> Option<u64> {
        (!self.fields.is_empty()).then(|| self.workspace.version())
    }

    fn of(&self, of: CollectionId) -> impl Iterator<Item = &(OwnField, Holds)> {
        self.fields.iter().filter(move |(own, _)| own.of == of)
    }

    /// Whether records of a collection have such fields.
    pub(crate) fn has(&self, of: CollectionId) -> bool {
        self.of(of).next().is_some()
    }

    /// Takes what a word finds in the fields of the corpus' collections into the levels of its entries.
    pub(crate) fn levels(&self, word: &str, wrong: bool, levels: &mut [u8]) {
        for (collection, of) in FOLDED.into_iter().enumerate() {
            let Some(table) = self.workspace.table(of).filter(|_| self.has(of)) else { continue };
            for wanted in self.wanted(of, word, wrong) {
                wanted.each(self, table, |row, level| {
                    if let Some(entry) = self.corpus.entry_of(collection, row) {
                        levels[entry] = levels[entry].max(level);
                    }
                    true
                });
            }
        }
    }

    /// What a word means in the fields of a collection, with `wrong` letters or as it stands.
    pub(crate) fn wanted(&self, of: CollectionId, word: &str, wrong: bool) -> Vec<Wanted> {
        let Some(table) = self.workspace.table(of).filter(|_| self.has(of)) else { return Vec::new() };
        self.of(of).filter_map(|(own, holds)| self.wanted_in(table, own, *holds, word, wrong)).collect()
    }

    fn wanted_in(&self, table: &Table, own: &OwnField, holds: Holds, word: &str, wrong: bool) -> Option<Wanted> {
        let mut begins = None;
        let mut records = HashMap::new();
        let mut found: Vec<(i64, i64, u8)> = match holds {
            Holds::Number if !wrong => begun(word, 6),
            Holds::Money if !wrong => {
                let Some(Column::Money { currencies, .. }) = table.column(own.field) else { return None };
                let mut digits: Vec<u32> = currencies.iter().map(|currency| currency.digits()).collect();
                digits.sort_unstable();
                digits.dedup();
                begins = (digits.len() > 1).then(|| word.to_owned());
                digits.into_iter().flat_map(|digits| begun(word, digits)).collect()
            }
            Holds::Day | Holds::Instant if !wrong => {
                let (first, last, exact) = days(word)?;
                let level = if first == last { START } else { WORD };
                let [first, last] = [first, last].map(|day| i64::from(day.0));
                if holds == Holds::Day {
                    begins = (!exact).then(|| word.to_owned());
                    vec![(first, last, level)]
                } else {
                    begins = Some(word.to_owned());
                    vec![(first * DAY_MILLIS - ZONE_MILLIS, (last + 1) * DAY_MILLIS + ZONE_MILLIS, level)]
                }
            }
            Holds::Yes => vec![(YES, YES, self.level(word, &own.name, wrong))],
            Holds::Choice => {
                let choice =
                    |(id, name): (OptionId, &str)| (i64::from(id.0), i64::from(id.0), self.level(word, name, wrong));
                self.choices(own).into_iter().map(choice).collect()
            }
            Holds::Records(to) if !wrong => {
                let named = self.named(to, word);
                let table = self.workspace.table(to)?;
                records =
                    named.iter().map(|(row, level)| (self.workspace.ids.id(table.handle(*row)), *level)).collect();
                let handle = |(row, level): &(u32, u8)| {
                    let handle = i64::from(table.handle(*row).0);
                    (handle, handle, *level)
                };
                named.iter().map(handle).collect()
            }
            _ => return None,
        };
        found.retain(|(.., level)| *level > 0);
        if found.is_empty() {
            return None;
        }
        found.sort_unstable();
        let (mut ranges, mut levels): (Vec<(i64, i64)>, Vec<u8>) = (Vec::new(), Vec::new());
        for (first, last, level) in found {
            let first = ranges.last().map_or(first, |(_, before)| first.max(before.saturating_add(1)));
            if first <= last {
                ranges.push((first, last));
                levels.push(level);
            }
        }
        Some(Wanted { field: own.field, ranges, levels, records, begins })
    }

    /// The values that a field can have, by the names they go by.
    fn choices<'b>(&'b self, own: &'b OwnField) -> Vec<(OptionId, &'b str)> {
        let Some(list) = own.kind.strip_prefix(OPTION) else { return Vec::new() };
        let made = self.options.iter().filter(|option| option.list == list && !option.name.is_empty());
        let mut named: Vec<(OptionId, &str)> = made.map(|option| (option.value, option.name.as_str())).collect();
        for told in self.words.iter().filter(|told| told.list == list) {
            if named.iter().all(|(value, _)| *value != told.value) {
                named.push((told.value, &told.word));
            }
        }
        named
    }

    /// How well a name answers a word that is not this record's own.
    fn level(&self, word: &str, name: &str, wrong: bool) -> u8 {
        let mut text = String::from(char::from(NAME));
        fold_into(name, TEXT_MAX, &mut text);
        let folded = &text[1..];
        if wrong {
            let max = wrong_max(word);
            let distances = words_of(folded).filter_map(|(_, other)| near(word, other, max));
            return match distances.map(|(distance, _)| distance).min().filter(|_| max > 0) {
                Some(0 | 1) => ONE_WRONG,
                Some(_) => TWO_WRONG,
                None => 0,
            };
        }
        let literal = Needle::new(word, &Commonness::guess())
            .map_or(0, |needle| level_of(text.as_bytes(), 0, &needle, is_short(word)));
        if literal > 0 {
            return literal.min(START);
        }
        let sounds = match mixed(word) {
            Some((chinese, letters)) => self.pinyin.find_after(chinese, letters, folded).is_some(),
            None => word.len() > 1 && self.pinyin.spell(word).is_some_and(|mut word| word.find(folded).is_some()),
        };
        if sounds { PINYIN_INSIDE } else { 0 }
    }

    /// Living records of a collection whose names answer a word, and how well as somebody else's.
    fn named(&self, of: CollectionId, word: &str) -> Vec<(u32, u8)> {
        let Some(table) = self.workspace.table(of) else { return Vec::new() };
        let Some(collection) = FOLDED.iter().position(|id| *id == of) else {
            return numbered(table, name_field(of), word).into_iter().map(|row| (row, WORD)).collect();
        };
        let mut levels = vec![0; self.corpus.len()];
        if let Some(word) = Word::new(word, self.corpus) {
            word.everywhere(&mut levels);
        }
        spelled(self.pinyin, word, self.corpus.chinese(), &mut levels);
        let named = some(&levels).filter_map(|at| {
            let (entry, level) = (self.corpus.entry(at), levels[at]);
            let is_its = usize::from(entry.collection) == collection && entry.row != LEFT && table.is_alive(entry.row);
            (is_its && is_of_name(level)).then_some((entry.row, level.clamp(PINYIN_INSIDE, START)))
        });
        named.collect()
    }

    /// What a field of a row says, in words; what is found there begins or stands in it.
    pub(crate) fn shown(&self, table: &Table, row: u32, field: FieldId) -> String {
        let Some((own, _)) = self.of(table.collection()).find(|(own, _)| own.field == field) else {
            return String::new();
        };
        match table.value(row, field, &self.workspace.ids) {
            Value::Number(number) => number.plain(),
            Value::Money(money) => money.plain(),
            Value::Day(day) => day.iso(),
            Value::Instant(at) => self.zone.local(at).0.iso(),
            Value::Bool(true) => own.name.clone(),
            Value::Option(value) => {
                let choices = self.choices(own);
                choices.iter().find(|(known, _)| *known == value).map_or(String::new(), |(_, name)| (*name).to_owned())
            }
            Value::Reference(id) => name(self.workspace, id),
            Value::References(ids) => ids.iter().map(|id| name(self.workspace, *id)).collect::<Vec<_>>().join("\n"),
            _ => String::new(),
        }
    }
}

/// Whether it was a name that answered so.
fn is_of_name(level: u8) -> bool {
    matches!(level, PINYIN_INSIDE..=PINYIN_WHOLE | INSIDE_NAME | WORD_NAME..WHOLE | WHOLE_NAME)
}

impl Wanted {
    /// Calls `found` with every row that is meant, newest first, and how well it answers, until it says no.
    pub(crate) fn each(&self, own: &Own, table: &Table, mut found: impl FnMut(u32, u8) -> bool) {
        let mut goes_on = true;
        table.rows_within(self.field, &self.ranges, |row, number| {
            let at = self.ranges.partition_point(|range| range.1 < number);
            goes_on = !self.is_meant(own, table, row) || found(row, self.levels.get(at).copied().unwrap_or(0));
            goes_on
        });
        if goes_on && !self.records.is_empty() {
            table.rows_of(self.field, |value| self.of_list(value), |row, level| found(row, *level));
        }
    }

    /// Whether a row is meant.
    pub(crate) fn holds(&self, own: &Own, table: &Table, row: u32) -> bool {
        let value = table.value(row, self.field, &own.workspace.ids);
        let number = match &value {
            Value::Number(number) => number.0,
            Value::Money(money) => money.minor,
            Value::Day(day) => day.0.into(),
            Value::Instant(at) => *at,
            Value::Bool(on) => i64::from(*on) * YES,
            Value::Option(value) => value.0.into(),
            Value::Reference(id) => return self.records.contains_key(id),
            value => return self.of_list(value).is_some(),
        };
        let at = self.ranges.partition_point(|range| range.1 < number);
        self.ranges.get(at).is_some_and(|range| range.0 <= number) && self.is_meant(own, table, row)
    }

    fn of_list(&self, value: &Value) -> Option<u8> {
        let Value::References(ids) = value else { return None };
        ids.iter().filter_map(|id| self.records.get(id)).max().copied()
    }

    fn is_meant(&self, own: &Own, table: &Table, row: u32) -> bool {
        self.begins.as_ref().is_none_or(|begins| own.shown(table, row, self.field).starts_with(begins.as_str()))
    }
}
