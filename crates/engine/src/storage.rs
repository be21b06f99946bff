//! Where a book is kept: a trait, and an implementation in memory that behaves like a disk.

use crate::manifest::ManifestError;
use protocol::Failure;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Why storage did not do what it was asked. Nothing was changed, except by an interrupted `put_segments`, whose
/// segments no manifest names.
#[derive(Clone, Debug, PartialEq)]
pub enum StorageError {
    /// Somebody else wrote first: read what they wrote and try again.
    Conflict,
    /// Not enough room.
    Quota {
        /// What was to be written.
        needed_bytes: u64,
        /// What is free, as far as known.
        free_bytes: u64,
    },
    /// Another tab keeps the database open in an older format.
    Blocked,
    /// The browser refuses storage here.
    Unavailable(String),
    /// The database is gone or its handle was dropped.
    Lost(String),
    /// The book that was open is not there any more; another one, or none, is in its place.
    Gone,
    /// Anything else, in the browser's words.
    Other(String),
}

impl From<StorageError> for Failure {
    fn from(error: StorageError) -> Self {
        match error {
            StorageError::Conflict => Failure::Storage("conflict".into()),
            StorageError::Quota { needed_bytes, free_bytes } => Failure::Quota { needed_bytes, free_bytes },
            StorageError::Blocked => Failure::Blocked,
            StorageError::Gone => Failure::Removed,
            StorageError::Unavailable(why) => Failure::StorageUnavailable(why),
            StorageError::Lost(why) | StorageError::Other(why) => Failure::Storage(why),
        }
    }
}

impl From<ManifestError> for Failure {
    fn from(error: ManifestError) -> Self {
        match error {
            ManifestError::Damaged => Failure::Damaged("manifest".into()),
            ManifestError::Newer(found) => Failure::NewerFormat { found, known: crate::manifest::FORMAT },
        }
    }
}

/// The root as stored: its bytes, how often it was replaced, and which log entries the segments hold already.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Root {
    /// Counts replacements; 0 while there is none.
    pub version: u64,
    /// Log entries up to this number are in the segments.
    pub folded: u64,
    /// The manifest; empty while there is none.
    pub manifest: Vec<u8>,
}

/// Everything stored, as of one instant.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stored<P = Vec<u8>> {
    /// The root.
    pub root: Root,
    /// Every segment on disk by key, those included that no manifest names (yet, or any more).
    pub segments: Vec<(u64, P)>,
    /// Log entries from `folded − LOG_TAIL` on.
    pub log: Vec<(u64, Vec<u8>)>,
}

/// Takes a book in while it is read: what came is worked on while the rest is on its way, and no more than a few segments are in memory at once.
pub trait Reader {
    /// Reading begins (anew, where a connection was lost): the root, and the keys of all segments on disk. Says which of them it wants, in which
    /// order.
    fn begin(&mut self, root: &Root, keys: &[u64]) -> Vec<u64>;
    /// The next segment that was wanted; `None` where it is not there.
    fn segment(&mut self, id: u64, bytes: Option<Vec<u8>>);
}

/// Keeps all bytes.
#[derive(Default)]
struct Everything(Vec<(u64, Vec<u8>)>);

impl Reader for Everything {
    fn begin(&mut self, _: &Root, keys: &[u64]) -> Vec<u64> {
        self.0.clear();
        keys.to_vec()
    }

    fn segment(&mut self, id: u64, bytes: Option<Vec<u8>>) {
        self.0.extend(bytes.map(|bytes| (id, bytes)));
    }
}

/// How many folded log entries are read at opening, for the history.
pub const LOG_TAIL: u64 = 100;

/// A change of the root, in one durable transaction.
#[derive(Clone, Debug, Default)]
pub struct Flip {
    /// The new root; its version must be one more than the stored one, else [`StorageError::Conflict`].
    pub root: Root,
    /// Log entries to add; their numbers must be free, else [`StorageError::Conflict`].
    pub entries: Vec<(u64, Vec<u8>)>,
    /// Segments that the new root no longer names.
    pub remove: Vec<u64>,
    /// Log entries that nothing needs any more: the first and the last number. They become empty and their numbers stay taken, because
    /// a tab that slept meanwhile must not find a number free that was used.
    pub forget: Option<(u64, u64)>,
}

/// A place for one book. Implementations pass the same acceptance suite ([`crate::suite`]).
#[allow(async_fn_in_trait)]
pub trait Storage {
    /// Held while somebody writes in bulk; released when dropped.
    type Guard;

    /// Everything, as of one instant; the reader gets the segments, the answer has only their keys.
    async fn read(&self, reader: &mut dyn Reader) -> Result<Stored<()>, StorageError>;
    /// Everything, as of one instant, in memory.
    async fn open(&self) -> Result<Stored, StorageError> {
        let mut everything = Everything::default();
        let Stored { root, log, .. } = self.read(&mut everything).await?;
        Ok(Stored { root, segments: everything.0, log })
    }
    /// The root.
    async fn root(&self) -> Result<Root, StorageError>;
    /// One segment, if it is there.
    async fn segment(&self, id: u64) -> Result<Option<Vec<u8>>, StorageError>;
    /// The log entry with this number, if it is there.
    async fn entry(&self, seq: u64) -> Result<Option<Vec<u8>>, StorageError>;
    /// Log entries with a number above `seq`, in order.
    async fn log_after(&self, seq: u64) -> Result<Vec<(u64, Vec<u8>)>, StorageError>;
    /// Log entries with a number above `from` and up to `to`, in order.
    async fn log_between(&self, from: u64, to: u64) -> Result<Vec<(u64, Vec<u8>)>, StorageError> {
        let mut entries = Vec::new();
        for seq in from + 1..=to {
            entries.extend(self.entry(seq).await?.map(|bytes| (seq, bytes)));
        }
        Ok(entries)
    }
    /// Adds a log entry and returns when it is durable. [`StorageError::Conflict`] if the number is taken.
    async fn append(&self, seq: u64, entry: Vec<u8>) -> Result<(), StorageError>;
    /// Says [`StorageError::Quota`] where so many bytes would not fit, as far as can be known beforehand.
    async fn reserve(&self, needed_bytes: u64) -> Result<(), StorageError>;
    /// Writes segments; they count for nothing until a [`Flip`] names them.
    async fn put_segments(&self, segments: Vec<(u64, Vec<u8>)>) -> Result<(), StorageError>;
    /// Replaces the root; durable and whole, or not at all.
    async fn flip(&self, flip: Flip) -> Result<(), StorageError>;
    /// Removes segments that nothing names.
    async fn remove_segments(&self, ids: Vec<u64>) -> Result<(), StorageError>;
    /// Keeps something computed under a name. It is no part of the book and may be gone at any time.
    async fn set_aside(&self, name: &str, bytes: Vec<u8>) -> Result<(), StorageError>;
    /// What was set aside, if it is still there.
    async fn aside(&self, name: &str) -> Result<Option<Vec<u8>>, StorageError>;
    /// Waits until nobody else writes in bulk.
    async fn lock(&self) -> Self::Guard;
}

/// A book in memory. Clones share it, as tabs share a browser's storage.
#[derive(Clone, Default)]
pub struct Memory {
    disk: Rc<RefCell<Disk>>,
    /// Fails the nth write from now, once (for tests of crashes and full disks).
    pub fail_after: Rc<RefCell<Option<(u32, StorageError)>>>,
}

#[derive(Clone, Default)]
struct Disk {
    root: Root,
    segments: BTreeMap<u64, Vec<u8>>,
    log: BTreeMap<u64, Vec<u8>>,
    aside: BTreeMap<String, Vec<u8>>,
}

impl Memory {
    /// Another disk that holds the same.
    pub fn copy(&self) -> Memory {
        Memory { disk: Rc::new(RefCell::new(self.disk.borrow().clone())), ..Memory::default() }
    }

    fn may_write(&self) -> Result<(), StorageError> {
        let mut fail = self.fail_after.borrow_mut();
        match fail.take() {
            Some((0, error)) => Err(error),
            Some((left, error)) => {
                *fail = Some((left - 1, error));
                Ok(())
            }
            None => Ok(()),
        }
    }
}

impl Storage for Memory {
    type Guard = ();

    async fn read(&self, reader: &mut dyn Reader) -> Result<Stored<()>, StorageError> {
        let disk = self.disk.borrow();
        let keys: Vec<u64> = disk.segments.keys().copied().collect();
        for id in reader.begin(&disk.root, &keys) {
            reader.segment(id, disk.segments.get(&id).cloned());
        }
        let from = disk.root.folded.saturating_sub(LOG_TAIL);
        Ok(Stored {
            root: disk.root.clone(),
            segments: keys.into_iter().map(|id| (id, ())).collect(),
            log: disk.log.range(from + 1..).map(|(seq, bytes)| (*seq, bytes.clone())).collect(),
        })
    }

    async fn root(&self) -> Result<Root, StorageError> {
        Ok(self.disk.borrow().root.clone())
    }

    async fn segment(&self, id: u64) -> Result<Option<Vec<u8>>, StorageError> {
        Ok(self.disk.borrow().segments.get(&id).cloned())
    }

    async fn entry(&self, seq: u64) -> Result<Option<Vec<u8>>, StorageError> {
        Ok(self.disk.borrow().log.get(&seq).cloned())
    }

    async fn log_after(&self, seq: u64) -> Result<Vec<(u64, Vec<u8>)>, StorageError> {
        Ok(self.disk.borrow().log.range(seq + 1..).map(|(seq, bytes)| (*seq, bytes.clone())).collect())
    }

    async fn log_between(&self, from: u64, to: u64) -> Result<Vec<(u64, Vec<u8>)>, StorageError> {
        let disk = self.disk.borrow();
        let entries = disk.log.iter().filter(|(seq, _)| from < **seq && **seq <= to);
        Ok(entries.map(|(seq, bytes)| (*seq, bytes.clone())).collect())
    }

    async fn append(&self, seq: u64, entry: Vec<u8>) -> Result<(), StorageError> {
        self.may_write()?;
        match self.disk.borrow_mut().log.entry(seq) {
            std::collections::btree_map::Entry::Occupied(_) => Err(StorageError::Conflict),
            std::collections::btree_map::Entry::Vacant(slot) => {
                slot.insert(entry);
                Ok(())
            }
        }
    }

    async fn reserve(&self, _needed_bytes: u64) -> Result<(), StorageError> {
        Ok(())
    }

    async fn put_segments(&self, segments: Vec<(u64, Vec<u8>)>) -> Result<(), StorageError> {
        self.may_write()?;
        self.disk.borrow_mut().segments.extend(segments);
        Ok(())
    }

    async fn flip(&self, flip: Flip) -> Result<(), StorageError> {
        self.may_write()?;
        let mut disk = self.disk.borrow_mut();
        let taken = flip.entries.iter().any(|(seq, _)| disk.log.contains_key(seq));
        if taken || flip.root.version != disk.root.version + 1 {
            return Err(StorageError::Conflict);
        }
        disk.root = flip.root;
        disk.log.extend(flip.entries);
        if let Some((first, last)) = flip.forget {
            disk.log.range_mut(first..=last).for_each(|(_, entry)| entry.clear());
        }
        flip.remove.iter().for_each(|id| {
            disk.segments.remove(id);
        });
        Ok(())
    }

    async fn remove_segments(&self, ids: Vec<u64>) -> Result<(), StorageError> {
        self.may_write()?;
        let mut disk = self.disk.borrow_mut();
        ids.iter().for_each(|id| {
            disk.segments.remove(id);
        });
        Ok(())
    }

    async fn set_aside(&self, name: &str, bytes: Vec<u8>) -> Result<(), StorageError> {
        self.may_write()?;
        self.disk.borrow_mut().aside.insert(name.to_owned(), bytes);
        Ok(())
    }

    async fn aside(&self, name: &str) -> Result<Option<Vec<u8>>, StorageError> {
        Ok(self.disk.borrow().aside.get(name).cloned())
    }

    async fn lock(&self) -> Self::Guard {}
}
