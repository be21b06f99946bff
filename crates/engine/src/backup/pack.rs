//! The outer form: a head, packed blocks, an end.

use super::{BLOCK_BYTES, FORMAT, MAGIC};
use miniz_oxide::deflate::compress_to_vec;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

/// The quickest. Record ids hardly pack at all, so the higher levels make a book only 3 % smaller, in up to four times the time.
const LEVEL: u8 = 1;

/// Packs pieces, one after the other.
pub struct Packer {
    raw: Vec<u8>,
    whole: Xxh3,
    out: Vec<u8>,
}

impl Default for Packer {
    fn default() -> Self {
        let mut head = MAGIC.to_vec();
        head.extend_from_slice(&FORMAT.to_le_bytes());
        head.extend_from_slice(&xxh3_64(&head).to_le_bytes());
        let mut packer = Packer { raw: Vec::new(), whole: Xxh3::new(), out: Vec::new() };
        packer.put(&head);
        packer
    }
}

impl Packer {
    fn put(&mut self, bytes: &[u8]) {
        self.whole.update(bytes);
        self.out.extend_from_slice(bytes);
    }

    fn block(&mut self, raw: &[u8]) {
        let packed = compress_to_vec(raw, LEVEL);
        let mut lengths = [0; 8];
        lengths[..4].copy_from_slice(&(raw.len() as u32).to_le_bytes());
        lengths[4..].copy_from_slice(&(packed.len() as u32).to_le_bytes());
        self.put(&lengths);
        self.put(&block_sum(lengths, &packed).to_le_bytes());
        self.put(&packed);
    }

    /// Adds a piece.
    pub fn piece(&mut self, bytes: &[u8]) {
        self.raw.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
        self.raw.extend_from_slice(bytes);
        while self.raw.len() >= BLOCK_BYTES {
            let rest = self.raw.split_off(BLOCK_BYTES);
            let block = std::mem::replace(&mut self.raw, rest);
            self.block(&block);
        }
    }

    /// What was packed since this was called last: at most a block more than the pieces since.
    pub fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.out)
    }

    /// The rest of the file.
    pub fn finish(mut self) -> Vec<u8> {
        let last = std::mem::take(&mut self.raw);
        if !last.is_empty() {
            self.block(&last);
        }
        let sum = self.whole.digest();
        self.put(&[0; 8]);
        self.put(&sum.to_le_bytes());
        self.out
    }
}

/// The checksum of a block, its lengths included.
pub(super) fn block_sum(lengths: [u8; 8], packed: &[u8]) -> u64 {
    let mut sum = Xxh3::new();
    sum.update(&lengths);
    sum.update(packed);
    sum.digest()
}
