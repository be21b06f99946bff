//! Books as earlier builds left them on the disk.
#![allow(missing_docs, unreachable_pub)]

use engine::storage::{Flip, Memory, Root, Storage};

/// Version, folded, manifest, segments, log.
pub type Dump = (u64, u64, Vec<u8>, Vec<(u64, Vec<u8>)>, Vec<(u64, Vec<u8>)>);

/// A disk that holds what a fixture of a book says.
pub async fn disk(path: &str) -> Memory {
    let bytes = std::fs::read(path).expect("fixture");
    let (version, folded, manifest, segments, log): Dump = postcard::from_bytes(&bytes).expect("reads");
    let disk = Memory::default();
    disk.put_segments(segments).await.expect("writes");
    for (seq, entry) in log {
        disk.append(seq, entry).await.expect("writes");
    }
    for version in 1..=version {
        let root = Root { version, folded, manifest: manifest.clone() };
        disk.flip(Flip { root, ..Flip::default() }).await.expect("writes");
    }
    disk
}
