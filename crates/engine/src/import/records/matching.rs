//! Which record each row is: the one that shares its surest sign, unless a surer one tells them apart.

use super::bearers::{Bearer, Bearers, Several};
use super::keys::{self, Sign, match_signs, names_belong, own_key, sign};
use super::names::Found;
use super::{NOBODY, Planner, Standing, Target};
use crate::import::{Known, derived, known};
use hashbrown::{HashMap, HashSet};
use model::schema::contact;
use model::{RecordId, collection};
use protocol::import::{MatchKey, OnMatch, RejectReason, keys_of};

impl Planner<'_> {
    /// Gives every row its target, or refuses it.
    pub(super) fn match_rows(&mut self) {
        let keys = self.keys();
        let create = self.mapping.on_match == OnMatch::Create;
        // An order's rows belong together by its number, whatever becomes of orders that the book has.
        let mut bearers = if create { Bearers::default() } else { self.signs_of_book(&keys) };
        let grouped = self.has_lines();
        let mut taken: HashSet<RecordId> = HashSet::new();
        let mut contents: HashMap<u128, u32> = HashMap::new();
        for row in 0..self.batch.len() {
            if let Some((column, reason)) = self.bad_name(row) {
                self.reject(row, Some(column), reason);
                continue;
            }
            let signs = self.signs(&keys, row);
            let says = |bearer: u32, key: u8| self.says(&keys, bearer, key);
            let hit = if create && !grouped { Ok(None) } else { bearers.find(&signs, says) };
            let target = match hit {
                Ok(Some(Bearer::File(at))) => {
                    self.report.repeated += u32::from(!grouped);
                    if self.mapping.on_match == OnMatch::Skip && !grouped {
                        continue;
                    }
                    at
                }
                Ok(Some(Bearer::Book(book_row))) => {
                    if self.mapping.on_match == OnMatch::Skip {
                        self.report.skipped += 1;
                        continue;
                    }
                    let table = self.workspace.table(self.mapping.collection);
                    let id = table.map_or(RecordId(0), |table| self.workspace.ids.id(table.handle(book_row)));
                    taken.insert(id);
                    self.targets.push(Target { id, standing: Standing::Alive, first: NOBODY });
                    let at = self.targets.len() as u32 - 1;
                    bearers.bring(at, Some(book_row));
                    at
                }
                Err(Several) => {
                    self.reject(row, None, RejectReason::SeveralMatches);
                    continue;
                }
                Ok(None) => {
                    let id = self.new_id(&keys, row, create, &mut contents, &mut taken);
                    let standing = match known(self.workspace, self.mapping.collection, id) {
                        Known::New => Standing::New,
                        Known::Dead => Standing::Dead,
                        Known::Alive => Standing::Alive,
                    };
                    if standing == Standing::Alive && self.mapping.on_match == OnMatch::Skip {
                        self.report.skipped += 1;
                        taken.remove(&id);
                        continue;
                    }
                    self.targets.push(Target { id, standing, first: NOBODY });
                    let at = self.targets.len() as u32 - 1;
                    let book_row = self.workspace.find_alive(self.mapping.collection, id).map(|(_, row)| row);
                    bearers.bring(at, book_row);
                    at
                }
            };
            self.of_row[row] = target;
            if !create || grouped {
                for (key, sign) in signs {
                    bearers.put(key, sign, Bearer::File(target));
                }
            }
        }
    }

    /// The keys that count, each with the columns that hold it.
    fn keys(&self) -> Vec<(MatchKey, Vec<usize>)> {
        let of = self.mapping.collection;
        let columns = |key: MatchKey| {
            let fields = keys_of(of).iter().find(|(known, _)| *known == key).map_or(&[][..], |(_, fields)| fields);
            fields.iter().filter_map(|field| self.batch.find(of, *field)).collect::<Vec<_>>()
        };
        let keys = self.mapping.match_by.iter().map(|key| (*key, columns(*key)));
        keys.filter(|(_, columns)| !columns.is_empty()).collect()
    }

    /// What a row is recognised by, surest first.
    fn signs(&self, keys: &[(MatchKey, Vec<usize>)], row: usize) -> Vec<(u8, Sign)> {
        let whose = self.whose(row);
        let mut signs = Vec::with_capacity(keys.len());
        for (at, (key, columns)) in keys.iter().enumerate() {
            let texts = columns.iter().map(|column| self.batch.columns[*column].cells.text(row));
            signs.extend(texts.filter_map(|text| Some((at as u8, sign(*key, text, whose)?))));
        }
        signs
    }

    /// Whether a record of the book has a sign of this key.
    fn says(&self, keys: &[(MatchKey, Vec<usize>)], book_row: u32, key: u8) -> bool {
        let Some(table) = self.workspace.table(self.mapping.collection) else { return false };
        let mut says = false;
        match_signs(self.workspace, table, book_row, keys[usize::from(key)].0, |_| says = true);
        says
    }

    /// The customer whose contact a row is.
    fn whose(&self, row: usize) -> Option<RecordId> {
        if !names_belong(self.mapping.collection) {
            return None;
        }
        let column = self.batch.find(contact::ID, contact::CUSTOMER.id)?;
        let word = *self.batch.columns[column].cells.words(row).first()?;
        match self.found[column].get(word as usize) {
            Some(Found::Id(id) | Found::Make(id)) => Some(*id),
            _ => None,
        }
    }

    fn signs_of_book(&self, keys: &[(MatchKey, Vec<usize>)]) -> Bearers {
        let mut bearers = Bearers::default();
        let Some(table) = self.workspace.table(self.mapping.collection) else { return bearers };
        for row in table.alive_rows() {
            for (at, (key, _)) in keys.iter().enumerate() {
                match_signs(self.workspace, table, row, *key, |sign| bearers.put(at as u8, sign, Bearer::Book(row)));
            }
        }
        bearers
    }

    /// The id of a new record: of its surest key, else of all that its row says.
    fn new_id(
        &self,
        keys: &[(MatchKey, Vec<usize>)],
        row: usize,
        create: bool,
        contents: &mut HashMap<u128, u32>,
        taken: &mut HashSet<RecordId>,
    ) -> RecordId {
        let kind = collection(self.mapping.collection).map_or("", |collection| collection.name);
        let key = keys.iter().find_map(|(key, columns)| {
            let mut texts = columns.iter().map(|column| self.batch.columns[*column].cells.text(row));
            texts.find(|text| !text.is_empty()).map(|text| own_key(*key, text))
        });
        let whose = self.whose(row).map_or([0; 16], |whose| whose.0.to_le_bytes());
        let id = match key.filter(|key| !create && !key.is_empty()) {
            Some(key) if names_belong(self.mapping.collection) => derived(kind, &[key.as_bytes(), &whose]),
            Some(key) => derived(kind, &[key.as_bytes()]),
            None => {
                let content = self.batch.content(row);
                let ordinal = contents.entry(content).or_insert(0);
                *ordinal += 1;
                // A record that is made in any case is another one each time.
                let time = if create { self.stamp.0 } else { 0 };
                derived(
                    "row of",
                    &[kind.as_bytes(), &content.to_le_bytes(), &ordinal.to_le_bytes(), &time.to_le_bytes()],
                )
            }
        };
        if taken.insert(id) {
            return id;
        }
        let again = derived(
            "another",
            &[&id.0.to_le_bytes(), &self.batch.content(row).to_le_bytes(), &(row as u64).to_le_bytes()],
        );
        taken.insert(again);
        again
    }

    /// Every sign by which a word may mean a record that the file brings.
    pub(super) fn signs_of_targets(&self) -> HashMap<Sign, RecordId> {
        let of = self.mapping.collection;
        let mut signs = HashMap::new();
        for (_, fields) in keys_of(of) {
            for column in fields.iter().filter_map(|field| self.batch.find(of, *field)) {
                for (row, target) in self.of_row.iter().enumerate() {
                    let Some(target) = self.targets.get(*target as usize) else { continue };
                    let text = self.batch.columns[column].cells.text(row);
                    for sign in keys::signs_of_word(of, text) {
                        signs.entry(sign).or_insert(target.id);
                    }
                }
            }
        }
        signs
    }
}
