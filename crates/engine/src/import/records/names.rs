//! Words that name records: whose they are, or whom they would make.

use super::keys::{self, Sign};
use crate::import::{Known, derived, known};
use crate::table::Table;
use crate::workspace::Workspace;
use hashbrown::HashMap;
use model::schema::tag;
use model::{CollectionId, RecordId, collection};
use protocol::import::{RejectReason, UnknownReference, is_made};

/// What a word names.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Found {
    /// This record.
    Id(RecordId),
    /// A record that is made, or comes back, under this id.
    Make(RecordId),
    /// Perhaps one that the file itself brings.
    Later,
    /// Nothing that can be taken.
    Bad(RejectReason),
}

/// Who goes by a sign.
#[derive(Clone, Copy, Default)]
struct Bearers {
    alive: Option<RecordId>,
    several: bool,
    dead: bool,
}

/// Resolves the words of one column. `own`: the words name records of the collection that the file brings.
pub(super) fn resolve(
    workspace: &Workspace,
    to: CollectionId,
    words: &[String],
    unknown: UnknownReference,
    own: bool,
) -> Vec<Found> {
    let signs: Vec<Vec<Sign>> = words.iter().map(|word| keys::signs_of_word(to, word)).collect();
    let wanted = signs.iter().flatten().map(|sign| (*sign, Bearers::default()));
    let mut bearers: HashMap<Sign, Bearers> = wanted.collect();
    if let Some(table) = workspace.table(to) {
        look(workspace, table, &mut bearers);
    }
    let find = |word: &String, signs: &[Sign]| {
        let id = word.parse::<RecordId>().ok().filter(|_| word.len() == 32);
        match id.map(|id| (id, known(workspace, to, id))) {
            Some((id, Known::Alive)) => return Found::Id(id),
            Some((_, Known::Dead)) => return Found::Bad(RejectReason::DeletedRecord),
            _ => {}
        }
        let mut dead = false;
        for bearers in signs.iter().filter_map(|sign| bearers.get(sign)) {
            match bearers.alive {
                Some(_) if bearers.several => return Found::Bad(RejectReason::SeveralRecords),
                Some(id) => return Found::Id(id),
                None => dead |= bearers.dead,
            }
        }
        match (own, dead) {
            (true, _) => Found::Later,
            (false, dead) => make(to, word, unknown, dead),
        }
    };
    words.iter().zip(&signs).map(|(word, signs)| find(word, signs)).collect()
}

/// What becomes of a word that nobody goes by.
pub(super) fn make(to: CollectionId, word: &str, unknown: UnknownReference, dead: bool) -> Found {
    let made = to == tag::ID || (is_made(to) && unknown == UnknownReference::Create);
    match (made, dead) {
        // The same as a purchase log's: both agree about who is meant.
        (true, _) => {
            let kind = collection(to).map_or("", |collection| collection.name);
            Found::Make(derived(kind, &[word.to_lowercase().as_bytes()]))
        }
        (false, true) => Found::Bad(RejectReason::DeletedRecord),
        (false, false) => Found::Bad(RejectReason::UnknownRecord),
    }
}

fn look(workspace: &Workspace, table: &Table, bearers: &mut HashMap<Sign, Bearers>) {
    for row in 0..table.len() {
        let alive = table.is_alive(row);
        keys::signs_of_row(workspace, table, row, |sign| {
            let Some(found) = bearers.get_mut(&sign) else { return };
            if !alive {
                found.dead = true;
                return;
            }
            let id = workspace.ids.id(table.handle(row));
            found.several |= found.alive.is_some_and(|other| other != id);
            found.alive = found.alive.or(Some(id));
        });
    }
}
