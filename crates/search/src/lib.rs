//! Search as one types, over everything that has a text.
//!
//! The texts of customers, contacts, products and tags stand folded in blocks ([`corpus`]), those that many records share once ([`shared`]). They are
//! scanned for what is typed ([`scan`], [`literal`]): a megabyte takes about a tenth of a millisecond, and there is no index to keep. A longer word
//! is looked for only where the shorter one stands ([`kept`]). Names are also compared by the readings of their characters ([`pinyin`]), and where
//! few records answer, by words with wrong letters ([`words`]). Orders, payments and conversations are read where they stand ([`in_place`]). What a
//! record shows of itself is made for those on screen only ([`hits`]).

mod corpus;
mod figures;
mod find;
mod fold;
mod hits;
mod in_place;
mod kept;
mod literal;
mod own;
mod pinyin;
mod query;
mod scan;
mod shared;
mod slots;
mod words;

use corpus::{Corpus, Entry, LEFT, Spoken};
use engine::Workspace;
use engine::scoring::Scores;
use find::WORD;
use hits::Found;
use kept::Kept;
use model::schema::{activity, custom_field, customer, order, payment, payment_plan, tag};
use model::{CollectionId, RecordId, Value};
use own::Own;
use pinyin::Pinyin;
use protocol::{Hit, OptionWord, SearchAnswer, SearchQuery, Zone};
use query::Typed;
use slots::{FOLDED, IN_PLACE};
use std::cell::OnceCell;
use std::cmp::Reverse;
use std::rc::Rc;

/// Hits of one answer, and how many of them may be orders, payments, conversations.
const HITS_MAX: usize = 20;
const IN_PLACE_MAX: [usize; IN_PLACE.len()] = [6, 4, 4, 5, 5];
/// Records taken in by one step: under a millisecond.
const STEP_ROWS: usize = 256;
/// Changed records taken in before an answer; more of them wait for the next steps.
const AT_ONCE_MAX: usize = 1_024;

/// What a search needs to know; kept up to date step by step.
pub struct Index {
    pinyin: Pinyin,
    readings: OnceCell<Rc<[u16]>>,
    corpus: Corpus,
    kept: Kept,
    /// The version of the workspace that `changed` was last filled at.
    version: Option<u64>,
    changed: Vec<(usize, u32)>,
    /// How many fields of its own the workspace had then.
    own_fields: u32,
    /// On which days moments lie.
    zone: Zone,
    /// How values of option lists were last worded.
    words: Vec<OptionWord>,
}

impl Default for Index {
    fn default() -> Self {
        Index {
            pinyin: Pinyin::new(),
            readings: OnceCell::new(),
            corpus: Corpus::default(),
            kept: Kept::default(),
            version: None,
            changed: Vec::new(),
            own_fields: 0,
            zone: Zone::default(),
            words: Vec::new(),
        }
    }
}

impl Index {
    /// Nothing yet, for a reader in this time zone.
    pub fn in_zone(zone: Zone) -> Index {
        Index { zone, ..Index::default() }
    }

    /// Takes in a few records; false when none are left to take in.
    pub fn step(&mut self, workspace: &Workspace) -> bool {
        self.look(workspace);
        self.take_in(workspace, STEP_ROWS)
    }

    /// Whether everything is taken in.
    pub fn is_ready(&self, workspace: &Workspace) -> bool {
        let known = |(at, id): (usize, &CollectionId)| {
            workspace.table(*id).is_none_or(|table| table.len() <= self.corpus.rows(at))
        };
        self.version == Some(workspace.version()) && self.changed.is_empty() && FOLDED.iter().enumerate().all(known)
    }

    /// Bytes held.
    pub fn memory_bytes(&self) -> usize {
        self.corpus.memory_bytes()
    }

    /// The answer to `Query::Search`, from what is taken in so far.
    pub fn answer(&mut self, workspace: &Workspace, scores: Option<&Scores>, query: &SearchQuery) -> SearchAnswer {
        self.look(workspace);
        self.take_in(workspace, AT_ONCE_MAX);
        if self.words != query.words {
            self.words.clone_from(&query.words);
            self.kept = Kept::default();
        }
        let typed = Typed::new(&query.text);
        let Index { pinyin, corpus, kept, zone, words, .. } = &mut *self;
        let own = Own::new(workspace, corpus, pinyin, zone, words);
        let found = match typed.is_empty() {
            true => query.recent.iter().filter_map(|record| recent(workspace, *record)).collect(),
            false => find(workspace, scores, (corpus, pinyin, &own), kept, &typed),
        };
        let hits: Vec<Hit> =
            found.into_iter().filter_map(|found| hits::hit(workspace, pinyin, &own, &typed, found)).collect();
        SearchAnswer { text: query.text.clone(), ready: self.is_ready(workspace), hits }
    }

    /// The rows of a collection, first to last, whose names a word's letters stand for, of those that are taken in so far.
    pub fn sounding(&mut self, workspace: &Workspace, of: CollectionId, word: &str) -> Vec<u32> {
        self.heard(workspace);
        let Some(collection) = FOLDED.iter().position(|id| *id == of) else { return Vec::new() };
        let is_its = |name: &Spoken| {
            let entry = self.corpus.entry(name.entry);
            usize::from(entry.collection) == collection && entry.row != LEFT
        };
        let mut levels = vec![0; self.corpus.len()];
        let word = fold::fold(word, query::WORD_MAX);
        find::spelled(&self.pinyin, &word, self.corpus.chinese().filter(is_its), &mut levels);
        let mut rows: Vec<u32> = find::some(&levels).map(|entry| self.corpus.entry(entry).row).collect();
        rows.sort_unstable();
        rows
    }

    /// Takes in what changed, if that is little; another number whenever more names are known than before.
    pub fn heard(&mut self, workspace: &Workspace) -> u64 {
        self.look(workspace);
        self.take_in(workspace, AT_ONCE_MAX);
        let (taken, left) = self.corpus.state();
        (taken as u64) << 32 | left as u64
    }

    /// The order of Chinese characters by their readings: the place of each from U+4E00 on, made once.
    pub fn readings(&self) -> Rc<[u16]> {
        self.readings.get_or_init(|| self.pinyin.places()).clone()
    }

    /// Finds out what changed since the last look.
    fn look(&mut self, workspace: &Workspace) {
        if self.version == Some(workspace.version()) {
            return;
        }
        let since = self.version.replace(workspace.version());
        let changes = since.and_then(|since| workspace.changed_since(since));
        let mut anew = self.corpus.is_worn() || (since.is_some() && changes.is_none());
        // Fields that come or go are not told as changes.
        let own_fields = workspace.table(custom_field::ID).map_or(0, |table| table.live());
        anew |= std::mem::replace(&mut self.own_fields, own_fields) != own_fields;
        for change in changes.into_iter().flatten() {
            // What its own fields hold says how they are compared.
            anew |= change.collection == custom_field::ID && change.field == custom_field::KIND.id;
            let Some(at) = FOLDED.iter().position(|id| *id == change.collection) else { continue };
            // The names of tags stand with those who bear them.
            anew |= change.collection == tag::ID && change.field == tag::NAME.id && change.row < self.corpus.rows(at);
            if change.row < self.corpus.rows(at) && self.changed.last() != Some(&(at, change.row)) {
                self.changed.push((at, change.row));
            }
        }
        if anew {
            self.kept = Kept::default();
            self.corpus = Corpus::default();
            self.changed.clear();
        }
    }

    /// Takes in at most so many records; false when none are left.
    fn take_in(&mut self, workspace: &Workspace, mut rows: usize) -> bool {
        while rows > 0 {
            let Some((at, row)) = self.changed.pop() else { break };
            self.corpus.put(workspace, &self.pinyin, at, row);
            rows -= 1;
        }
        for (at, id) in FOLDED.iter().enumerate() {
            let len = workspace.table(*id).map_or(0, |table| table.len());
            while rows > 0 && self.corpus.rows(at) < len {
                self.corpus.put(workspace, &self.pinyin, at, self.corpus.rows(at));
                rows -= 1;
            }
        }
        rows == 0 && !self.is_ready(workspace)
    }
}

/// The records that answer, best first.
fn find(
    workspace: &Workspace,
    scores: Option<&Scores>,
    (corpus, pinyin, own): (&Corpus, &Pinyin, &Own),
    kept: &mut Kept,
    typed: &Typed,
) -> Vec<Found> {
    let mut best = Best { workspace, list: Vec::with_capacity(HITS_MAX + 1), max: HITS_MAX };
    kept.begin((corpus.state(), own.version()));
    let levels = find::levels(corpus, pinyin, own, typed, kept);
    // Of very many that answer alike most are told off by what they weigh.
    let (mut least, mut lightest) = (1, i64::MIN);
    for entry in find::some(&levels) {
        let score = levels[entry];
        let &Entry { row, collection, .. } = corpus.entry(entry);
        if score < least || row == LEFT {
            continue;
        }
        let collection = FOLDED[usize::from(collection)];
        let weight = scores.filter(|_| collection == customer::ID).map_or(0, |scores| scores.total(row));
        if score == least && weight < lightest {
            continue;
        }
        best.offer(Found { score, weight, collection, row });
        if let Some(last) = best.list.last().filter(|_| best.list.len() >= HITS_MAX) {
            // Something else than a customer comes after all customers, whatever they weigh.
            let customers = last.collection == customer::ID;
            (least, lightest) = (last.score, if customers { last.weight } else { i64::MIN });
        }
    }
    // Where names answer well and often, nobody looks for what was said.
    let texts = best.is_short_of(u16::from(WORD) * typed.words.len() as u16);
    let mut orders = Vec::new();
    for (id, max) in IN_PLACE.into_iter().zip(IN_PLACE_MAX) {
        let Some(table) = workspace.table(id) else { continue };
        let mut few = Best { workspace, list: Vec::with_capacity(max + 1), max };
        let mut found = in_place::find(workspace, own, table, typed, texts);
        if id == payment_plan::ID {
            instalments(workspace, &orders, &mut found);
        }
        for (score, row) in found {
            few.offer(Found { score, weight: newness(workspace, id, row), collection: id, row });
        }
        if id == order::ID {
            orders.clone_from(&few.list);
        }
        few.list.into_iter().for_each(|found| best.offer(found));
    }
    best.list
}

/// Adds the instalments of orders that were found: most have no number of their own and are told by their order's.
fn instalments(workspace: &Workspace, orders: &[Found], found: &mut Vec<(u16, u32)>) {
    if orders.is_empty() {
        return;
    }
    let ledger = workspace.ledger();
    for order in orders {
        for &row in ledger.plans(order.row) {
            if found.iter().all(|(_, known)| *known != row) {
                found.push((order.score, row));
            }
        }
    }
}

/// When it happened, in some unit: larger is newer.
fn newness(workspace: &Workspace, collection: CollectionId, row: u32) -> i64 {
    let field = match collection {
        order::ID => order::DAY.id,
        payment::ID => payment::DAY.id,
        payment_plan::ID => payment_plan::DUE.id,
        _ => activity::AT.id,
    };
    match workspace.table(collection).map(|table| table.value(row, field, &workspace.ids)) {
        Some(Value::Day(day)) => i64::from(day.0),
        Some(Value::Instant(at)) => at,
        _ => i64::MIN,
    }
}

fn recent(workspace: &Workspace, (collection, id): (CollectionId, RecordId)) -> Option<Found> {
    let known = FOLDED.contains(&collection) || IN_PLACE.contains(&collection);
    let (_, row) = workspace.find_alive(collection, id).filter(|_| known)?;
    Some(Found { score: 0, weight: 0, collection, row })
}

/// The best so far, best first.
struct Best<'a> {
    workspace: &'a Workspace,
    list: Vec<Found>,
    max: usize,
}

impl Best<'_> {
    /// Whether there is room for records of this score.
    fn is_short_of(&self, score: u16) -> bool {
        self.list.len() < self.max || self.list.last().is_some_and(|last| last.score < score)
    }

    fn offer(&mut self, found: Found) {
        let alive = || self.workspace.table(found.collection).is_some_and(|table| table.is_alive(found.row));
        let place = |id: CollectionId| FOLDED.iter().chain(&IN_PLACE).position(|known| *known == id);
        let key = |found: &Found| (Reverse(found.score), place(found.collection), Reverse(found.weight), found.row);
        let at = self.list.partition_point(|other| key(other) < key(&found));
        if at < self.max && alive() {
            self.list.insert(at, found);
            self.list.truncate(self.max);
        }
    }
}
