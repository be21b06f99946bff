//! Numbers as they are packed, for those who add them up or count them.

use super::Ints;

/// The numbers of a piece as they are packed: `base` and a code of `width` bytes each. None is empty, unless all are: then `base` is `NO_INT`.
#[derive(Clone, Copy)]
pub(crate) struct Codes<'a> {
    pub(crate) base: i64,
    pub(crate) width: u8,
    pub(crate) len: usize,
    bytes: &'a [u8],
}

impl<'a> Codes<'a> {
    /// So many zeros.
    pub(crate) fn nothing(len: usize) -> Self {
        Codes { base: 0, width: 0, len, bytes: &[] }
    }

    /// All bits of codes that take two bytes at most: no code is greater.
    pub(crate) fn bits(&self) -> u64 {
        let (eights, rest) = self.bytes.as_chunks();
        let bits = eights.iter().fold(0, |bits, eight| bits | u64::from_le_bytes(*eight));
        let bits = rest.iter().enumerate().fold(bits, |bits, (at, &byte)| bits | u64::from(byte) << (at * 8));
        let bits = bits | bits >> 32;
        let bits = bits | bits >> 16;
        if self.width < 2 { (bits | bits >> 8) & 0xFF } else { bits & 0xFFFF }
    }

    /// The codes, which take `W` bytes each; of `zeros`, where they take none.
    pub(crate) fn packed<const W: usize>(&self, zeros: &'a [u8]) -> &'a [[u8; W]] {
        let bytes = if self.width == 0 { zeros } else { self.bytes };
        bytes.as_chunks().0.get(..self.len).unwrap_or_default()
    }
}

impl Ints {
    /// The numbers of a piece as they are packed, unless rows of it are empty or counted up from.
    pub(crate) fn codes(&self, piece: usize) -> Option<Codes<'_>> {
        let piece = self.pieces.get(piece).filter(|piece| piece.step == 0 && !piece.empty)?;
        let bytes = piece.bytes.get(..piece.len() * usize::from(piece.width))?;
        Some(Codes { base: piece.base, width: piece.width, len: piece.len(), bytes })
    }
}
