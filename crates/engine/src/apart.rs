//! Segments that have no record in common: opening then takes their ids as they are, and compares none.
//!
//! Whatever stands in memory as it came from a segment stands there once, so memory knows. The manifest says so after a fold and after a bulk operation; where it
//! says nothing, as in books of earlier builds and out of backups, ids are compared as ever.

use crate::book::Book;
use crate::manifest::Manifest;
use crate::state::State;
use crate::storage::{Flip, Root, Storage};
use hashbrown::HashSet;

impl State {
    /// How many segments of the manifest, from the first on, stand in memory as they came: rows of records that were there already were merged into those.
    fn apart(&self) -> u32 {
        let spans = self.workspace.tables().flat_map(|table| table.spans());
        let whole: HashSet<u64> = spans.map(|span| span.segment).collect();
        self.manifest.segments.iter().take_while(|segment| whole.contains(&segment.id)).count() as u32
    }
}

impl<S: Storage> Book<S> {
    /// Has the manifest say of how many segments it is known that they have no record in common; the bulk lock is held. Where that fails, the next opening takes
    /// longer, and nothing else.
    pub(crate) async fn note_apart(&self, version: u64, folded: u64) {
        let manifest = {
            let state = self.state.borrow();
            Manifest { apart: state.apart(), ..state.manifest.clone() }
        };
        let root = Root { version: version + 1, folded, manifest: manifest.to_bytes() };
        if self.storage.flip(Flip { root, ..Flip::default() }).await.is_ok() {
            self.state.borrow_mut().manifest = manifest;
        }
    }
}
