//! What the palette lists for what was typed: commands and records, by groups.

use super::general;
use super::words;
use crate::commands::{Command, offered};
use crate::i18n::{label, t};
use model::collection;
use protocol::Hit;

/// Commands shown beside records.
const COMMANDS_MAX: usize = 6;

/// A line of the palette.
#[derive(Clone, PartialEq)]
pub(super) enum Item {
    /// A record.
    Record(Box<Hit>),
    /// Something to do.
    Command(Command),
}

/// Lines under one heading.
#[derive(Clone, PartialEq)]
pub(super) struct Group {
    pub(super) title: String,
    pub(super) items: Vec<Item>,
}

fn group(title: impl Into<String>, items: impl IntoIterator<Item = Item>) -> Group {
    Group { title: title.into(), items: items.into_iter().collect() }
}

/// The commands for a text by groups, and whether they stand before the records: the best of them is meant rather than any record.
pub(super) fn commands(text: &str) -> (Vec<Group>, bool) {
    // A page's own command is found by the words of the general one that it stands in for, too.
    let mut here = offered();
    let mut actions = general::actions();
    actions.retain(|general| match here.iter_mut().find(|own| own.id == general.id) {
        Some(own) => {
            own.also = format!("{} {}", own.also, general.also);
            false
        }
        None => true,
    });
    let items = |all: Vec<Command>| all.into_iter().map(Item::Command);
    let (mut groups, first) = match text.trim() {
        "" => {
            let here = group(t(&words::HERE), items(here));
            (
                vec![here, group(t(&words::ACTIONS), items(actions)), group(t(&words::GO), items(general::pages()))],
                false,
            )
        }
        text => {
            let all = here.into_iter().chain(actions).chain(general::pages()).chain(general::reports());
            let (found, first) = matching(text, all.collect());
            (vec![group(t(&words::COMMANDS), items(found))], first)
        }
    };
    groups.retain(|group| !group.items.is_empty());
    (groups, first)
}

/// Records that answer by groups, or the recent ones where nothing was asked.
pub(super) fn records(recent: bool, hits: &[Hit]) -> Vec<Group> {
    match recent {
        _ if hits.is_empty() => Vec::new(),
        true => vec![group(t(&words::RECENT), hits.iter().map(|hit| Item::Record(Box::new(hit.clone()))))],
        false => by_kind(hits),
    }
}

/// Records by their kind, the kind of the best hit first.
fn by_kind(hits: &[Hit]) -> Vec<Group> {
    let mut kinds = Vec::new();
    for hit in hits {
        if !kinds.contains(&hit.collection) {
            kinds.push(hit.collection);
        }
    }
    let of = |kind| {
        let name = collection(kind).map_or("", |collection| collection.name);
        let hits = hits.iter().filter(|hit| hit.collection == kind);
        group(label(&format!("collections.{name}")), hits.map(|hit| Item::Record(Box::new(hit.clone()))))
    };
    kinds.into_iter().map(of).collect()
}

/// The commands that a text names, best first, and whether the best is meant rather than any record.
fn matching(text: &str, all: Vec<Command>) -> (Vec<Command>, bool) {
    let typed = text.to_lowercase();
    let mut found: Vec<(u8, Command)> =
        all.into_iter().filter_map(|command| Some((rank(&typed, &command.name, &command.also)?, command))).collect();
    found.sort_by_key(|(rank, _)| *rank);
    let first = found.first().is_some_and(|(rank, _)| *rank == 0) && typed.chars().count() > 2;
    (found.into_iter().take(COMMANDS_MAX).map(|(_, command)| command).collect(), first)
}

/// How well a text names a command: its beginning, the beginnings of its words, other words of it. `None` for not at all.
fn rank(typed: &str, name: &str, also: &str) -> Option<u8> {
    let name = name.to_lowercase();
    let initials: String = name.split_whitespace().filter_map(|word| word.chars().next()).collect();
    if name.starts_with(typed) {
        return Some(0);
    }
    if typed.len() > 1 && initials.starts_with(typed) {
        return Some(1);
    }
    let all = format!("{name} {}", also.to_lowercase());
    // A Latin word from its beginning, a Chinese one anywhere.
    let begins = |word: &str| {
        let mut places = all.match_indices(word).map(|(at, _)| all[..at].chars().next_back());
        places.any(|before| !word.is_ascii() || before.is_none_or(|before| !before.is_ascii_alphanumeric()))
    };
    let words = || typed.split_whitespace();
    if !words().all(begins) {
        return None;
    }
    Some(if words().all(|word| name.contains(word)) { 2 } else { 3 })
}

#[cfg(test)]
mod tests {
    use super::rank;

    #[test]
    fn commands_are_named_by_beginnings_initials_and_other_words() {
        let also = "导入文件 csv daoru dr";
        assert_eq!(rank("imp", "Import a file", also), Some(0));
        assert_eq!(rank("iaf", "Import a file", also), Some(1));
        assert_eq!(rank("file imp", "Import a file", also), Some(2));
        assert_eq!(rank("daoru", "Import a file", also), Some(3));
        assert_eq!(rank("文件", "Import a file", also), Some(3));
        assert_eq!(rank("port", "Import a file", also), None);
        assert_eq!(rank("import nothing", "Import a file", also), None);
    }
}
