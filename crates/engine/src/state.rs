//! What an open book has in memory: records, the log's newest operations, and where the segments are.

use crate::log::Entry;
use crate::manifest::{FORMAT, Manifest, Origin, Segment};
use crate::rows::Rows;
use crate::storage::{Reader, Root, Storage, Stored};
use crate::workspace::Workspace;
use hashbrown::HashSet;
use model::schema::{
    activity, attachment, check_in, lead, opportunity, opportunity_line, order, order_line, payment, payment_plan,
    report, stage_change, survey_response, target, task,
};
use model::{CollectionId, DeviceId, Label, Many, Operation, Part, Seen, Stamp};
use protocol::{Failure, HistoryEntry};
use std::cell::RefCell;
use sync::Clock;

/// Newest operations kept at hand for the history.
const HISTORY_MAX: usize = 200;
/// Operations after which the log is folded into the segments, and cells of bulk changes: an opening would have to write all of them again.
const FOLD_AFTER: u64 = 64;
const FOLD_AFTER_CELLS: usize = 50_000;

/// What is in memory.
pub struct State {
    /// The records.
    pub workspace: Workspace,
    pub(crate) manifest: Manifest,
    pub(crate) head: u64,
    /// Cells of bulk changes that the segments do not hold yet.
    pub(crate) unfolded_cells: usize,
    history: Vec<(u64, Stamp, Label)>,
    pub(crate) clock: Clock,
    /// Segments found at opening that the manifest does not name.
    pub(crate) orphans: Vec<u64>,
    /// Until all records are in memory: what was read first, and when.
    pub(crate) first: Option<First>,
}

/// Collections that may have a million records, and that the list of customers needs nothing of.
pub fn comes_late(collection: CollectionId) -> bool {
    let bought = [order::ID, order_line::ID, payment::ID, payment_plan::ID, survey_response::ID];
    let done = [activity::ID, attachment::ID, check_in::ID, task::ID, report::ID, target::ID];
    let hoped = [lead::ID, opportunity::ID, opportunity_line::ID, stage_change::ID];
    [&bought[..], &done, &hoped].iter().any(|these| these.contains(&collection))
}

/// What is known of a book of which only a part is in memory yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct First {
    /// The root it was read from.
    version: u64,
    /// Number of the newest operation, of the oldest that was looked at, and of the newest of these that concerns scores (0: none).
    pub(crate) newest: u64,
    pub(crate) oldest: u64,
    pub(crate) scored: u64,
}

/// A book on its way into memory.
struct Reading {
    wanted: fn(CollectionId) -> bool,
    state: Option<Result<State, Failure>>,
}

impl Reader for Reading {
    fn begin(&mut self, root: &Root, _: &[u64]) -> Vec<u64> {
        if root.version == 0 {
            return Vec::new();
        }
        let manifest = Manifest::from_bytes(&root.manifest).map_err(Failure::from);
        let same = manifest.and_then(|manifest| match manifest.folded == root.folded {
            true => Ok(manifest),
            false => Err(Failure::Damaged("manifest".into())),
        });
        let mut state = same.map(State::empty);
        let wanted = state.as_mut().map_or(Vec::new(), |state| {
            state.workspace.expect(&state.manifest.segments, state.manifest.apart as usize);
            state.segments(self.wanted)
        });
        self.state = Some(state);
        wanted
    }

    fn segment(&mut self, id: u64, bytes: Option<Vec<u8>>) {
        if let Some(Ok(state)) = &mut self.state
            && let Err(failure) = state.take_segment(id, bytes)
        {
            self.state = Some(Err(failure));
        }
    }
}

/// The rest of a book, of which a part is in memory, and answers for it meanwhile.
struct Rest<'a> {
    state: &'a RefCell<State>,
    begun: bool,
    failed: Option<Failure>,
    /// The root is another one than that of the first part, or reading began anew.
    stale: bool,
}

impl Reader for Rest<'_> {
    fn begin(&mut self, root: &Root, _: &[u64]) -> Vec<u64> {
        let state = self.state.borrow();
        let same = state.first.is_some_and(|first| first.version == root.version);
        self.stale = !same || self.begun;
        self.begun = true;
        if self.stale { Vec::new() } else { state.segments(comes_late) }
    }

    fn segment(&mut self, id: u64, bytes: Option<Vec<u8>>) {
        if self.failed.is_none() {
            self.failed = self.state.borrow_mut().take_segment(id, bytes).err();
        }
    }
}

/// What an operation of the log does beside adding rows.
fn without_rows(operation: &Operation<Vec<u64>>) -> Operation<Vec<Rows>> {
    let others = operation.parts.iter().filter(|part| !matches!(part, Part::Rows(_)));
    let parts = others.map(|part| part.with_rows(|_| Vec::new()));
    Operation { stamp: operation.stamp, label: operation.label.clone(), parts: parts.collect() }
}

/// Segments to be written.
pub(crate) type Pieces = Vec<(u64, Vec<u8>)>;
/// What taking a fold back needs.
pub(crate) type Plans = Vec<(model::CollectionId, crate::table::FoldPlan)>;

impl State {
    /// Reads the book; `None` where there is none yet.
    pub(crate) async fn read<S: Storage>(storage: &S) -> Result<Option<State>, Failure> {
        let Some((mut state, stored)) = State::read_some(storage, |_| true).await? else { return Ok(None) };
        state.load(&stored)?;
        Ok(Some(state))
    }

    /// Reads what the list of customers needs; [`State::read_rest`] has to follow.
    pub(crate) async fn read_first<S: Storage>(storage: &S) -> Result<Option<State>, Failure> {
        let early = |collection| !comes_late(collection);
        let Some((mut state, stored)) = State::read_some(storage, early).await? else { return Ok(None) };
        let (folded, base) = (state.manifest.folded, state.manifest.base());
        let oldest = stored.log.first().map_or(folded + 1, |(seq, _)| *seq);
        let mut first = First { version: stored.root.version, newest: folded, oldest, scored: 0 };
        for (seq, bytes) in stored.log.iter().filter(|(seq, _)| *seq > base) {
            let entry = Entry::from_bytes(bytes).ok_or_else(|| Failure::Damaged(format!("log {seq}")))?;
            first.newest = first.newest.max(*seq);
            if crate::scoring::concerned_by(&entry.operation) {
                first.scored = *seq;
            }
            if *seq > folded {
                // Once more, with all others and in its turn, when the rest is there: that changes nothing then.
                state.workspace.merge_some(&without_rows(&entry.operation), &entry.seen, early);
            }
        }
        state.first = Some(first);
        Ok(Some(state))
    }

    /// Reads what [`State::read_first`] left out; false where another tab has rewritten the book since, and all must be read anew.
    pub(crate) async fn read_rest<S: Storage>(state: &RefCell<State>, storage: &S) -> Result<bool, Failure> {
        let mut rest = Rest { state, begun: false, failed: None, stale: false };
        let stored = storage.read(&mut rest).await?;
        match (rest.failed, rest.stale) {
            (Some(failure), _) => Err(failure),
            (None, true) => Ok(false),
            (None, false) => state.borrow_mut().load(&stored).map(|()| true),
        }
    }

    async fn read_some<S: Storage>(
        storage: &S,
        wanted: fn(CollectionId) -> bool,
    ) -> Result<Option<(State, Stored<()>)>, Failure> {
        let mut reading = Reading { wanted, state: None };
        let stored = storage.read(&mut reading).await?;
        if stored.root.version == 0 {
            return Ok(None);
        }
        let state = reading.state.unwrap_or_else(|| Err(Failure::Damaged("root".into())))?;
        Ok(Some((state, stored)))
    }

    /// The segments of these collections, in their order; those that others refer to come first.
    fn segments(&self, wanted: fn(CollectionId) -> bool) -> Vec<u64> {
        let of = |late: bool| self.manifest.segments.iter().filter(move |it| comes_late(it.collection) == late);
        let segments = of(false).chain(of(true)).filter(|segment| wanted(segment.collection));
        segments.map(|segment| segment.id).collect()
    }

    fn take_segment(&mut self, id: u64, bytes: Option<Vec<u8>>) -> Result<(), Failure> {
        let rows = bytes.and_then(|bytes| Rows::from_bytes(&bytes));
        let rows = rows.ok_or_else(|| Failure::Damaged(format!("segment {id}")))?;
        self.clock.observe(rows.newest());
        let apart = self.manifest.is_apart(id);
        self.workspace.extend(rows, Some(id), apart);
        Ok(())
    }

    fn empty(manifest: Manifest) -> State {
        State {
            workspace: Workspace::default(),
            clock: Clock::new(manifest.device),
            head: manifest.folded,
            unfolded_cells: 0,
            history: Vec::new(),
            orphans: Vec::new(),
            first: None,
            manifest,
        }
    }

    /// Takes in the log, once the segments are in memory.
    fn load(&mut self, stored: &Stored<()>) -> Result<(), Failure> {
        let previous = self.manifest.previous().into_iter().flat_map(|previous| &previous.segments);
        let named: HashSet<u64> = self.manifest.segments.iter().chain(previous).map(|segment| segment.id).collect();
        self.orphans = stored.segments.iter().map(|(id, ())| *id).filter(|id| !named.contains(id)).collect();
        let base = self.manifest.base();
        let brought = base + self.manifest.origin.as_ref().map_or(0, |origin| origin.brought);
        let mut arrival = self.manifest.origin.clone();
        for (seq, bytes) in stored.log.iter().filter(|(seq, _)| *seq > base) {
            if *seq > brought {
                self.remember_arrival(arrival.take());
            }
            let entry = Entry::from_bytes(bytes).ok_or_else(|| Failure::Damaged(format!("log {seq}")))?;
            if *seq <= self.manifest.folded {
                self.clock.observe(entry.operation.stamp);
                self.remember(*seq, entry.operation.stamp, &entry.operation.label);
            } else {
                // Its segments are in the manifest, hence in memory already.
                self.replay(*seq, &entry, |_| None)?;
            }
        }
        self.remember_arrival(arrival);
        self.first = None;
        // Whoever reads the log from its end to its beginning must not look for what never was.
        if self.head < brought { Err(Failure::Damaged("manifest".into())) } else { Ok(()) }
    }

    /// The operation that brought the whole book stands in its history, after what came with it, while it can be undone.
    fn remember_arrival(&mut self, origin: Option<Origin>) {
        if let Some(origin) = origin {
            self.clock.observe(origin.stamp);
            if origin.previous.is_some() {
                self.remember(origin.base, origin.stamp, &origin.label);
            }
        }
    }

    /// The newest operation of this book.
    pub fn newest(&self) -> Option<Stamp> {
        let base = self.manifest.base();
        self.history.iter().rev().find(|(seq, ..)| *seq != base).map(|(_, stamp, _)| *stamp)
    }

    /// Segments on disk that this book or the one kept from before needs.
    pub fn segments_kept(&self) -> usize {
        self.manifest.segments.len() + self.manifest.previous().map_or(0, |previous| previous.segments.len())
    }

    /// How many operations the history of this book has.
    pub fn operations(&self) -> u64 {
        self.head - self.manifest.base()
    }

    /// The book that was replaced by this one is not kept any more, so its replacement cannot be undone.
    pub(crate) fn let_go(&mut self) {
        let base = self.manifest.base();
        self.history.retain(|(seq, ..)| *seq != base);
        self.manifest.origin.iter_mut().for_each(|origin| origin.previous = None);
    }

    /// The operation that brought the book as a whole, while it can be undone: it has happened after what came with the book.
    pub(crate) fn arrival(&self) -> Option<&Origin> {
        self.manifest.origin.as_ref().filter(|origin| origin.previous.is_some())
    }

    /// Changes whenever another book takes the place of this one; everything computed from it is void then.
    pub fn generation(&self) -> u64 {
        self.manifest.base()
    }

    /// Number of the newest operation.
    pub fn head(&self) -> u64 {
        self.head
    }

    /// Operations that the segments do not hold yet.
    pub fn unfolded(&self) -> u64 {
        self.head - self.manifest.folded
    }

    /// Whether the log should be folded into the segments.
    pub fn wants_folding(&self) -> bool {
        self.unfolded() >= FOLD_AFTER || self.unfolded_cells >= FOLD_AFTER_CELLS
    }

    /// This installation.
    pub fn device(&self) -> DeviceId {
        self.manifest.device
    }

    /// The newest operations, newest first.
    pub fn history(&self) -> Vec<HistoryEntry> {
        let mut undone: HashSet<Stamp> = HashSet::new();
        let newest_first = self.history.iter().rev().map(|(seq, stamp, label)| {
            let this = undone.contains(stamp);
            if let (Label::Undo(of, _), false) = (label, this) {
                undone.insert(*of);
            }
            HistoryEntry { seq: *seq, stamp: *stamp, label: label.clone(), undone: this }
        });
        newest_first.collect()
    }

    /// What ⌘Z would undo: the newest operation of this installation that is not an undo and not undone.
    pub fn undoable(&self) -> Option<(u64, Label)> {
        let own = |entry: &HistoryEntry| !entry.undone && entry.stamp.device() == self.manifest.device;
        let found = self.history().into_iter().find(|entry| own(entry) && !matches!(entry.label, Label::Undo(..)));
        found.map(|entry| (entry.seq, entry.label))
    }

    /// What ⇧⌘Z would bring back: the newest undo of this installation that still holds. Anything done since leaves nothing to redo.
    pub fn redoable(&self) -> Option<u64> {
        let own = |entry: &HistoryEntry| !entry.undone && entry.stamp.device() == self.manifest.device;
        for entry in self.history().into_iter().filter(own) {
            match entry.label {
                // A redo is the undo of an undo: what lies before it may be redone, too.
                Label::Undo(_, ref what) if matches!(**what, Label::Undo(..)) => {}
                Label::Undo(..) => return Some(entry.seq),
                _ => return None,
            }
        }
        None
    }

    fn remember(&mut self, seq: u64, stamp: Stamp, label: &Label) {
        self.history.push((seq, stamp, label.clone()));
        if self.history.len() > HISTORY_MAX * 2 {
            self.history.drain(..HISTORY_MAX);
        }
    }

    /// Takes an operation that is durable under this number into memory, once.
    pub(crate) fn take(&mut self, seq: u64, operation: &Operation<Vec<Rows>>, seen: &Seen) {
        if seq == self.head + 1 {
            self.clock.observe(operation.stamp);
            self.workspace.merge(operation, seen);
            self.unfolded_cells += operation.parts.iter().map(|part| part.many().map_or(0, Many::len)).sum::<usize>();
            self.head = seq;
            self.remember(seq, operation.stamp, &operation.label);
        }
    }

    /// Takes a bulk operation that is durable into memory, and the manifest that names its segments.
    pub(crate) fn take_bulk(
        &mut self,
        seq: u64,
        operation: Operation<Vec<Rows>>,
        seen: &Seen,
        manifest: Manifest,
        segments: &[Segment],
    ) {
        self.manifest = manifest;
        if seq != self.head + 1 {
            return;
        }
        self.workspace.expect(segments, 0);
        let mut ids = segments.iter().map(|segment| segment.id);
        let mut rest = Vec::new();
        for part in operation.parts {
            match part {
                Part::Rows(pieces) => pieces.into_iter().for_each(|rows| {
                    self.clock.observe(rows.newest());
                    self.workspace.extend(rows, ids.next(), false);
                }),
                other => rest.push(other),
            }
        }
        self.take(seq, &Operation { stamp: operation.stamp, label: operation.label, parts: rest }, seen);
    }

    /// Takes a log entry into memory; `segment` gives the bytes of its segments, `None` for those that are there already.
    pub(crate) fn replay<'a>(
        &mut self,
        seq: u64,
        entry: &Entry,
        segment: impl Fn(u64) -> Option<&'a [u8]>,
    ) -> Result<(), Failure> {
        for part in &entry.operation.parts {
            let Part::Rows(ids) = part else { continue };
            for id in ids {
                if let Some(bytes) = segment(*id) {
                    let rows = Rows::from_bytes(bytes).ok_or_else(|| Failure::Damaged(format!("segment {id}")))?;
                    self.workspace.extend(rows, Some(*id), false);
                }
            }
        }
        self.take(seq, &without_rows(&entry.operation), &entry.seen);
        Ok(())
    }

    pub(crate) fn begin_fold(&mut self, stored: &Manifest, ids: &mut impl FnMut() -> u64) -> (Plans, Pieces, Manifest) {
        // Another tab may have folded since: then our idea of what is where no longer holds, and all is written anew.
        let ours: HashSet<u64> =
            self.workspace.tables().flat_map(|table| table.spans().iter().map(|s| s.segment)).collect();
        let theirs: HashSet<u64> = stored.segments.iter().map(|segment| segment.id).collect();
        let all = ours != theirs;
        let mut manifest = Manifest { format: FORMAT, folded: self.head, segments: Vec::new(), ..stored.clone() };
        let (mut plans, mut pieces) = (Vec::new(), Vec::new());
        let collections: Vec<_> = self.workspace.tables().map(|table| table.collection()).collect();
        for collection in collections {
            let (plan, spans) = self.workspace.table_mut(collection).begin_fold(all, &mut *ids);
            plans.push((collection, plan));
            let Some(table) = self.workspace.table(collection) else { continue };
            pieces.extend(spans.iter().map(|s| (s.segment, table.pack(s.from, s.to, &self.workspace.ids).to_bytes())));
            let segments = table.spans().iter();
            manifest.segments.extend(segments.map(|s| Segment { id: s.segment, collection, rows: s.to - s.from }));
        }
        // Records in memory stand once each.
        manifest.apart = manifest.segments.len() as u32;
        (plans, pieces, manifest)
    }
}
