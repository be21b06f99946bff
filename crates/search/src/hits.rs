//! A record that was found, as it is shown: its name, the field that answers, and which parts of them do.

use crate::find::mixed;
use crate::own::Own;
use crate::pinyin::Pinyin;
use crate::query::Typed;
use crate::slots::{As, Slot, TEXT_MAX, about, amount, is_spoken, mapped, name_field, readable, slots};
use crate::words::{near, words_of, wrong_max};
use engine::Workspace;
use engine::records::{name_at, names};
use model::{CollectionId, Value};
use protocol::{Hit, Marked};

/// Characters of a long text that are shown, and how many of them before the first mark.
const SHOWN_CHARS: usize = 120;
const BEFORE_CHARS: usize = 24;

/// A record by its row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Found {
    pub(crate) score: u16,
    /// Of equals, who brings more, or what is newer.
    pub(crate) weight: i64,
    pub(crate) collection: CollectionId,
    pub(crate) row: u32,
}

/// How a word is looked for in a text.
#[derive(Clone, Copy, PartialEq)]
enum How {
    Right,
    Wrong,
}

/// What is shown of a record.
pub(crate) fn hit(workspace: &Workspace, pinyin: &Pinyin, own: &Own, typed: &Typed, found: Found) -> Option<Hit> {
    let table = workspace.table(found.collection)?;
    let shown: Vec<(Slot, String)> = slots(workspace, table)
        .into_iter()
        .map(|slot| (slot, readable(workspace, own, table, found.row, slot)))
        .filter(|(_, text)| !text.is_empty())
        .collect();
    let named = |slot: &Slot| slot.field == name_field(found.collection);
    let mut name: Vec<(u32, u32)> = Vec::new();
    let mut other: Option<usize> = None;
    let mut rest = Vec::new();
    let look = |at: usize, word: &str, how: How| {
        let (slot, text) = &shown[at];
        let spoken = slot.compared == As::Held || is_spoken(found.collection, slot.field);
        mark(pinyin, text, *slot, spoken, word, typed, how)
    };
    for word in &typed.words {
        let places = [How::Right, How::Wrong].into_iter().flat_map(|how| (0..shown.len()).map(move |at| (at, how)));
        let best = places.into_iter().find_map(|(at, how)| Some((at, look(at, word, how)?)));
        match best {
            Some((at, range)) if named(&shown[at].0) => name.push(range),
            Some((at, range)) => {
                other.get_or_insert(at);
                rest.push((at, range));
            }
            None => {}
        }
    }
    let field = other.map(|at| {
        let (slot, text) = &shown[at];
        let ranges = rest.iter().filter(|(of, _)| *of == at).map(|(_, range)| *range).collect();
        (slot.field, marked(text, ranges, matches!(slot.compared, As::Tags | As::Held)))
    });
    let row = found.row;
    let title = shown.iter().find(|(slot, _)| named(slot)).map(|(_, text)| text.clone());
    let numbered = title.is_some();
    let title = title.unwrap_or_else(|| name_at(workspace, table, row));
    // A name that is made of customer and day says what these would say.
    let told = if numbered || title.is_empty() { about(found.collection) } else { amount(found.collection) };
    let facts = told.iter().map(|&field| (field, table.value(row, field, &workspace.ids)));
    // What is said already is not said again.
    let facts = facts.filter(|(id, value)| !value.is_empty() && field.as_ref().is_none_or(|(said, _)| said != id));
    let about: Vec<_> = facts.map(|(id, value)| (id, short(value))).collect();
    Some(Hit {
        collection: found.collection,
        id: workspace.ids.id(table.handle(row)),
        name: marked(&title, name, false),
        names: names(workspace, about.iter().map(|(_, value)| value)),
        field,
        about,
    })
}

/// Texts are cut where nobody reads on.
fn short(value: Value) -> Value {
    match value {
        Value::Text(text) => Value::Text(text.chars().take(SHOWN_CHARS).collect()),
        value => value,
    }
}

/// The part of a text that answers a word.
fn mark(
    pinyin: &Pinyin,
    text: &str,
    slot: Slot,
    spoken: bool,
    word: &str,
    typed: &Typed,
    how: How,
) -> Option<(u32, u32)> {
    let folded = mapped(text, slot.compared);
    let there = folded.text.as_str();
    let (from, len) = match how {
        How::Right if slot.compared == As::Phone => {
            let phones = typed.phones.iter().map(String::as_str).chain([word]);
            phones.into_iter().find_map(|phone| Some((there.find(phone)?, phone.len())))?
        }
        How::Right => {
            let begins = |at: &usize| !there[..*at].chars().next_back().is_some_and(char::is_alphanumeric);
            let mut places = there.match_indices(word).map(|(at, _)| at);
            let first = places.clone().find(begins).or_else(|| places.next());
            match first {
                Some(at) => (at, word.len()),
                None if spoken => spelled(pinyin, word, there)?,
                None => return None,
            }
        }
        How::Wrong if matches!(slot.compared, As::Words | As::Held) => {
            let max = Some(wrong_max(word)).filter(|&max| max > 0)?;
            let words = words_of(there).filter_map(|(at, other)| Some((near(word, other, max)?, at)));
            let ((_, len), at) = words.into_iter().min_by_key(|((distance, _), _)| *distance)?;
            (at, len)
        }
        How::Wrong => return None,
    };
    Some(folded.range(from, from + len))
}

fn spelled(pinyin: &Pinyin, word: &str, name: &str) -> Option<(usize, usize)> {
    let found = match mixed(word) {
        Some((chinese, letters)) => pinyin.find_after(chinese, letters, name),
        None if word.bytes().all(|byte| byte.is_ascii_lowercase()) => pinyin.find(word.as_bytes(), name),
        None => None,
    };
    found.map(|(from, to)| (from, to - from))
}

/// A text with its marks in order; of a long one the part around the first, of `lines` the line of the first.
fn marked(text: &str, mut marks: Vec<(u32, u32)>, lines: bool) -> Marked {
    marks.sort_unstable();
    let first = marks.first().map_or(0, |mark| mark.0 as usize);
    let (mut from, mut to) = (0, text.len());
    if lines {
        from = text[..first].rfind('\n').map_or(0, |at| at + 1);
        to = text[first..].find('\n').map_or(text.len(), |at| first + at);
    }
    let part = &text[from..to];
    if part.len() > SHOWN_CHARS && part.chars().nth(SHOWN_CHARS).is_some() {
        let before = text[from..first].char_indices().rev().nth(BEFORE_CHARS).map_or(from, |(at, _)| from + at);
        from = if first - from < SHOWN_CHARS / 2 { from } else { before };
        to = text[from..].char_indices().nth(SHOWN_CHARS).map_or(to, |(at, _)| from + at).min(to);
    }
    let (lead, tail) = (if from > 0 && !lines { "…" } else { "" }, if to < text.len() && !lines { "…" } else { "" });
    let shift = |at: u32| (at as usize).clamp(from, to) - from + lead.len();
    let mut shown: Vec<(u32, u32)> = Vec::new();
    for (start, end) in marks.into_iter().map(|(start, end)| (shift(start) as u32, shift(end) as u32)) {
        match shown.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ if start < end => shown.push((start, end)),
            _ => {}
        }
    }
    debug_assert!(text.len() <= TEXT_MAX || to <= text.len());
    Marked { text: format!("{lead}{}{tail}", &text[from..to]), marks: shown }
}
