//! A book that is open: memory and storage, kept in step.
//!
//! A small change appends one log entry; its number doubles as a lock, because adding a number that another tab has
//! taken fails. Bulk work writes segments first and then replaces the root and adds its log entry in one
//! transaction. What is in memory is therefore always on disk already.

use crate::checks::Asked;
use crate::completed::complete;
use crate::log::{self, Entry};
use crate::manifest::{FORMAT, Manifest};
use crate::prepare::prepare;
use crate::rows::Rows;
use crate::state::State;
use crate::storage::{Flip, Root, Storage, StorageError};
use crate::workspace::Workspace;
use hashbrown::{HashMap, HashSet};
use model::{DeviceId, Label, Operation, Part, Seen, Stamp};
use protocol::{Failure, GREENWICH, Zone};
use std::cell::{Cell, Ref, RefCell};
use std::ops::ControlFlow;

/// Entries of the log that are read at once.
pub const LOG_SLICE: u64 = 256;
/// How often a write is tried again when other tabs keep writing first.
pub(crate) const TRIES_MAX: u32 = 50;

type Planned = Result<Operation<Vec<Rows>>, Failure>;
type Plan<'a> = dyn Fn(&Workspace, Stamp) -> Planned + 'a;
type BulkPlan<'a> = dyn FnMut(&Workspace, Stamp) -> Result<Option<Operation<Vec<Rows>>>, Failure> + 'a;
/// Hears how much is done and how much there is, and may stop the work.
pub type Progress<'a> = dyn Fn(u64, u64) -> ControlFlow<()> + 'a;

/// An open book.
pub struct Book<S: Storage> {
    pub(crate) storage: S,
    pub(crate) state: RefCell<State>,
    /// Where the writer is: days that follow from a change are counted there.
    zone: Cell<&'static Zone>,
    asked: Asked,
}

/// An operation that is durable.
#[derive(Clone, Debug, PartialEq)]
pub struct Committed {
    /// Its number in the log.
    pub seq: u64,
    /// What it was.
    pub label: Label,
}

impl<S: Storage> Book<S> {
    /// Opens the book that `storage` holds, or makes one. `device` is a random number, used only
    /// where there is none yet.
    ///
    /// # Errors
    /// [`Failure`] when storage fails or its bytes cannot be read; they are left as they are.
    pub async fn open(storage: S, device: DeviceId) -> Result<Book<S>, Failure> {
        let book = Book::open_first(storage, device).await?;
        book.read_rest().await?;
        Ok(book)
    }

    /// [`Book::open`] as far as the list of customers needs it. Nothing else may be done with the book before [`Book::read_rest`] has returned; from what is
    /// there, lists of collections that do not come late ([`crate::state::comes_late`]) can be answered meanwhile.
    ///
    /// # Errors
    /// As those of [`Book::open`].
    pub async fn open_first(storage: S, device: DeviceId) -> Result<Book<S>, Failure> {
        for _ in 0..TRIES_MAX {
            let state = match State::read_first(&storage).await? {
                Some(state) if state.manifest.format == FORMAT => {
                    return Ok(Book::of(storage, state));
                }
                state => state,
            };
            // A new book, or one of an earlier format: from now on it holds what an earlier build could not read.
            let Root { version, folded, manifest } = storage.root().await?;
            let manifest = match version {
                0 => Manifest::new(device),
                _ => Manifest { format: FORMAT, ..Manifest::from_bytes(&manifest)? },
            };
            let root = Root { version: version + 1, folded, manifest: manifest.to_bytes() };
            match storage.flip(Flip { root, ..Flip::default() }).await {
                Ok(()) | Err(StorageError::Conflict) => {}
                // A full disk is no reason not to show what is there.
                Err(error) => {
                    let state = state.ok_or(error)?;
                    return Ok(Book::of(storage, state));
                }
            }
        }
        Err(StorageError::Conflict.into())
    }

    /// Reads the records that [`Book::open_first`] left out.
    ///
    /// # Errors
    /// As those of [`Book::open`].
    pub async fn read_rest(&self) -> Result<(), Failure> {
        match State::read_rest(&self.state, &self.storage).await? {
            true => Ok(()),
            false => self.reload().await,
        }
    }

    fn of(storage: S, state: State) -> Book<S> {
        Book { storage, state: RefCell::new(state), zone: Cell::new(&GREENWICH), asked: Asked::default() }
    }

    /// Says where the writer is.
    pub fn set_zone(&self, zone: &'static Zone) {
        self.zone.set(zone);
    }

    /// What is in memory. Not to be held across an `await`.
    pub fn state(&self) -> Ref<'_, State> {
        self.state.borrow()
    }

    /// Where the book is kept.
    pub fn storage(&self) -> &S {
        &self.storage
    }

    /// Carries out a small operation and returns when it is durable. `build` plans it against the present records
    /// and may be called again when another tab wrote in between.
    ///
    /// # Errors
    /// What `build` says, or what storage says; nothing is changed then.
    pub async fn commit(
        &self,
        now_millis: u64,
        build: impl Fn(&Workspace, Stamp) -> Planned,
    ) -> Result<Committed, Failure> {
        self.commit_planned(now_millis, &build).await
    }

    /// One copy of the work for all kinds of plans: the worker's size counts.
    async fn commit_planned(&self, now_millis: u64, build: &Plan<'_>) -> Result<Committed, Failure> {
        for _ in 0..TRIES_MAX {
            let (seq, operation, entry) = {
                let state = &mut *self.state.borrow_mut();
                let mut operation = build(&state.workspace, state.clock.tick(now_millis))?;
                complete(&state.workspace, &mut operation, self.zone.get());
                self.asked.check(&state.workspace, &operation)?;
                let seen = prepare(&state.workspace, &mut operation);
                let entry = log::entry(&state.workspace, &operation, &[], seen);
                (state.head + 1, operation, entry)
            };
            match self.append(seq, &entry).await {
                Ok(()) => {
                    let label = operation.label.clone();
                    self.state.borrow_mut().take(seq, &operation, &entry.seen);
                    return Ok(Committed { seq, label });
                }
                Err(StorageError::Conflict) => self.catch_up().await?,
                Err(error) => return Err(error.into()),
            };
        }
        Err(StorageError::Conflict.into())
    }

    /// Carries out an operation that adds many records, or nothing where `build` finds nothing to do. `progress` hears bytes
    /// written and in all, and may stop it. `ids` gives random keys for segments.
    ///
    /// # Errors
    /// [`Failure::Cancelled`], or what storage says; nothing is changed then.
    pub async fn commit_bulk(
        &self,
        now_millis: u64,
        mut ids: impl FnMut() -> u64,
        build: impl FnOnce(&Workspace, Stamp) -> Result<Option<Operation<Vec<Rows>>>, Failure>,
        progress: impl Fn(u64, u64) -> ControlFlow<()>,
    ) -> Result<Option<Committed>, Failure> {
        let mut build = Some(build);
        let mut once =
            |workspace: &Workspace, stamp: Stamp| build.take().map_or(Ok(None), |build| build(workspace, stamp));
        self.commit_bulk_planned(now_millis, &mut ids, &mut once, &progress).await
    }

    async fn commit_bulk_planned(
        &self,
        now_millis: u64,
        ids: &mut dyn FnMut() -> u64,
        build: &mut BulkPlan<'_>,
        progress: &Progress<'_>,
    ) -> Result<Option<Committed>, Failure> {
        let _guard = self.storage.lock().await;
        self.catch_up().await?;
        let (operation, seen) = {
            let state = &mut *self.state.borrow_mut();
            match build(&state.workspace, state.clock.tick(now_millis))? {
                Some(mut operation) => {
                    complete(&state.workspace, &mut operation, self.zone.get());
                    let seen = prepare(&state.workspace, &mut operation);
                    (operation, seen)
                }
                None => return Ok(None),
            }
        };
        self.write_bulk(operation, &seen, ids, progress).await.map(Some)
    }

    /// Carries out an operation of another replica, whose writer had seen these writes of other devices, and keeps it in the log. An
    /// operation that came before changes nothing.
    ///
    /// # Errors
    /// What storage says; nothing is changed then.
    pub async fn receive(
        &self,
        operation: &Operation<Vec<Rows>>,
        seen: &Seen,
        mut ids: impl FnMut() -> u64,
    ) -> Result<Committed, Failure> {
        if operation.parts.iter().any(|part| matches!(part, Part::Rows(_))) {
            let _guard = self.storage.lock().await;
            self.catch_up().await?;
            return self.write_bulk(operation.clone(), seen, &mut ids, &|_, _| ControlFlow::Continue(())).await;
        }
        for _ in 0..TRIES_MAX {
            let (seq, entry) = {
                let state = self.state.borrow();
                (state.head + 1, log::entry(&state.workspace, operation, &[], seen.clone()))
            };
            match self.append(seq, &entry).await {
                Ok(()) => {
                    self.state.borrow_mut().take(seq, operation, seen);
                    return Ok(Committed { seq, label: operation.label.clone() });
                }
                Err(StorageError::Conflict) => self.catch_up().await?,
                Err(error) => return Err(error.into()),
            };
        }
        Err(StorageError::Conflict.into())
    }

    /// Adds a log entry. Where the connection broke after that was done, the second try meets its own work: no conflict.
    async fn append(&self, seq: u64, entry: &Entry) -> Result<(), StorageError> {
        match self.storage.append(seq, entry.to_bytes()).await {
            Err(StorageError::Conflict) if self.storage.entry(seq).await? == Some(entry.to_bytes()) => Ok(()),
            done => done,
        }
    }

    /// Replaces the root; in the same way.
    pub(crate) async fn flip(&self, flip: Flip) -> Result<(), StorageError> {
        let root = flip.root.clone();
        match self.storage.flip(flip).await {
            Err(StorageError::Conflict) if self.storage.root().await? == root => Ok(()),
            done => done,
        }
    }

    /// One entry of the log.
    ///
    /// # Errors
    /// What storage says, or [`Failure::Damaged`].
    pub async fn entry(&self, seq: u64) -> Result<Option<Entry>, Failure> {
        // An empty one is of a book that is not kept any more.
        let Some(bytes) = self.storage.entry(seq).await?.filter(|bytes| !bytes.is_empty()) else { return Ok(None) };
        Ok(Some(Entry::from_bytes(&bytes).ok_or_else(|| Failure::Damaged(format!("log {seq}")))?))
    }

    /// The entries of the log after `from` up to `to`.
    ///
    /// # Errors
    /// What storage says, or [`Failure::Damaged`].
    pub async fn entries(&self, from: u64, to: u64) -> Result<Vec<(u64, Entry)>, Failure> {
        let mut entries = Vec::new();
        for (seq, bytes) in self.storage.log_between(from, to).await? {
            let entry = Entry::from_bytes(&bytes).ok_or_else(|| Failure::Damaged(format!("log {seq}")))?;
            entries.push((seq, entry));
        }
        Ok(entries)
    }

    /// Reads what other tabs wrote since; says whether there was anything.
    ///
    /// # Errors
    /// What storage says, or [`Failure::Damaged`].
    pub async fn catch_up(&self) -> Result<bool, Failure> {
        let head = self.state.borrow().head;
        let entries = self.storage.log_after(head).await?;
        for (seq, bytes) in &entries {
            if bytes.is_empty() {
                // Of a book that was replaced since, and is not kept any more either.
                return self.reload().await.map(|()| true);
            }
            let entry = Entry::from_bytes(bytes).ok_or_else(|| Failure::Damaged(format!("log {seq}")))?;
            if entry.operation.label.replaces_book() {
                return self.reload().await.map(|()| true);
            }
            let mut pieces = HashMap::new();
            for id in entry
                .operation
                .parts
                .iter()
                .filter_map(|part| if let Part::Rows(ids) = part { Some(ids) } else { None })
                .flatten()
            {
                match self.storage.segment(*id).await? {
                    Some(bytes) => pieces.insert(*id, bytes),
                    // Folded meanwhile: the rows are in other segments now.
                    None => return self.reload().await.map(|()| true),
                };
            }
            let state = &mut *self.state.borrow_mut();
            if *seq == state.head + 1 {
                state.replay(*seq, &entry, |id| pieces.get(&id).map(Vec::as_slice))?;
            }
        }
        Ok(!entries.is_empty())
    }

    /// Reads everything again.
    pub(crate) async fn reload(&self) -> Result<(), Failure> {
        let read = State::read(&self.storage).await?;
        let mut state = read.ok_or_else(|| Failure::Damaged("root".into()))?;
        let mut old = self.state.borrow_mut();
        state.clock.observe(old.clock.last());
        state.workspace.age(old.workspace.version());
        *old = state;
        Ok(())
    }

    /// Brings the segments up to date, so that the next opening has nothing to replay. Says whether it did anything.
    ///
    /// # Errors
    /// What storage says; the book is as it was then.
    pub async fn fold(&self, mut ids: impl FnMut() -> u64) -> Result<bool, Failure> {
        let _guard = self.storage.lock().await;
        self.catch_up().await?;
        let root = self.storage.root().await?;
        let stored = Manifest::from_bytes(&root.manifest)?;
        if root.folded >= self.state.borrow().head {
            return Ok(false);
        }
        let (plans, pieces, manifest) = self.state.borrow_mut().begin_fold(&stored, &mut ids);
        let kept: HashSet<u64> = manifest.segments.iter().map(|segment| segment.id).collect();
        let remove = stored.segments.iter().map(|segment| segment.id).filter(|id| !kept.contains(id)).collect();
        let flip = Flip {
            root: Root { version: root.version + 1, folded: manifest.folded, manifest: manifest.to_bytes() },
            remove,
            ..Flip::default()
        };
        let result = match self.write(pieces).await {
            Ok(()) => self.flip(flip).await.map_err(Failure::from),
            Err(error) => Err(error),
        };
        if result.is_err() {
            self.discard(&manifest.segments).await;
        }
        let state = &mut *self.state.borrow_mut();
        match result {
            Ok(()) => {
                state.manifest = manifest;
                state.unfolded_cells = 0;
                Ok(true)
            }
            Err(error) => {
                for (collection, plan) in plans {
                    state.workspace.table_mut(collection).rollback(plan);
                }
                Err(error)
            }
        }
    }

    /// Removes segments that a bulk operation left behind when its tab died.
    ///
    /// # Errors
    /// What storage says.
    pub async fn sweep(&self) -> Result<(), Failure> {
        let mut orphans = std::mem::take(&mut self.state.borrow_mut().orphans);
        if orphans.is_empty() {
            return Ok(());
        }
        // Whoever was writing them when this tab opened is done once the lock is ours; then the root tells.
        let _guard = self.storage.lock().await;
        let manifest = Manifest::from_bytes(&self.storage.root().await?.manifest)?;
        orphans.retain(|id| !manifest.names(*id));
        Ok(self.storage.remove_segments(orphans).await?)
    }
}
