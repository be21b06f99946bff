//! Which of 64 codes lie in a span: many of them at once.

use super::SLACK;
use crate::marks::WORD_ROWS;
#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
use plain::{bytes, pairs, quads};
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
use wide::{bytes, pairs, quads};

/// Bytes that are looked at for the codes of a word, which take four bytes each at most. A code may be read together with what follows it.
pub(super) const ROOM: usize = WORD_ROWS * 4 + SLACK;

/// Which of the codes, which take `width` bytes each, are the least or up to `span` more.
#[inline]
pub(super) fn within(width: u8, codes: &[u8; ROOM], least: u32, span: u32) -> u64 {
    match width {
        1 => bytes(codes, least as u8, span as u8),
        2 => pairs(codes, least as u16, span as u16),
        3 => quads::<3>(codes, least, span),
        _ => quads::<4>(codes, least, span),
    }
}

/// The same of 64 bytes.
#[inline]
pub(crate) fn bytes_within(codes: &[u8; WORD_ROWS], least: u8, span: u8) -> u64 {
    bytes(codes, least, span)
}

/// As any processor can.
#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
mod plain {
    use super::ROOM;
    use crate::marks::WORD_ROWS;

    pub(super) fn bytes<const N: usize>(codes: &[u8; N], least: u8, span: u8) -> u64 {
        marks(|at| codes[at].wrapping_sub(least) <= span)
    }

    pub(super) fn pairs(codes: &[u8; ROOM], least: u16, span: u16) -> u64 {
        let codes = codes.as_chunks().0;
        marks(|at| u16::from_le_bytes(codes[at]).wrapping_sub(least) <= span)
    }

    pub(super) fn quads<const W: usize>(codes: &[u8; ROOM], least: u32, span: u32) -> u64 {
        let codes: &[[u8; W]] = codes.as_chunks().0;
        let code = |at: usize| codes[at].iter().rev().fold(0, |code, &byte| code << 8 | u32::from(byte));
        marks(|at| code(at).wrapping_sub(least) <= span)
    }

    /// A bit for each of 64 that it holds for.
    #[inline]
    fn marks(holds: impl Fn(usize) -> bool) -> u64 {
        let held: [u8; WORD_ROWS] = std::array::from_fn(|at| u8::from(holds(at)));
        // One factor brings the lowest bits of eight bytes together in the highest byte.
        let bits = |eight: &[u8; 8]| u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        held.as_chunks().0.iter().rev().fold(0, |marks, eight| marks << 8 | bits(eight))
    }
}

/// The same with the wide registers of a browser; written so that it is as quick where code is compiled to be small.
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod wide {
    use super::ROOM;
    use core::arch::wasm32::*;

    /// Sixteen bytes.
    #[inline(always)]
    fn lanes<const N: usize>(codes: &[u8; N], from: usize) -> v128 {
        let half = |from: usize| codes[from..].first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes));
        u64x2(half(from), half(from + 8))
    }

    pub(super) fn bytes<const N: usize>(codes: &[u8; N], least: u8, span: u8) -> u64 {
        let (least, span, mut marks) = (u8x16_splat(least), u8x16_splat(span), 0);
        for quarter in 0..4 {
            let held = u8x16_le(u8x16_sub(lanes(codes, quarter * 16), least), span);
            marks |= u64::from(u8x16_bitmask(held)) << (quarter * 16);
        }
        marks
    }

    /// Which of eight.
    #[inline(always)]
    fn of_pairs(codes: &[u8; ROOM], nth: usize, least: v128, span: v128) -> v128 {
        u16x8_le(u16x8_sub(lanes(codes, nth * 16), least), span)
    }

    pub(super) fn pairs(codes: &[u8; ROOM], least: u16, span: u16) -> u64 {
        let (least, span, mut marks) = (u16x8_splat(least), u16x8_splat(span), 0);
        for quarter in 0..4 {
            let first = of_pairs(codes, quarter * 2, least, span);
            let held = i8x16_narrow_i16x8(first, of_pairs(codes, quarter * 2 + 1, least, span));
            marks |= u64::from(u8x16_bitmask(held)) << (quarter * 16);
        }
        marks
    }

    /// Which of four.
    #[inline(always)]
    fn of_quads<const W: usize>(codes: &[u8; ROOM], nth: usize, least: v128, span: v128) -> v128 {
        let codes = lanes(codes, nth * 4 * W);
        // Of three bytes each, with a zero behind: what is no lane's number is zero.
        let apart = u8x16(0, 1, 2, 16, 3, 4, 5, 16, 6, 7, 8, 16, 9, 10, 11, 16);
        let codes = if W == 3 { u8x16_swizzle(codes, apart) } else { codes };
        u32x4_le(u32x4_sub(codes, least), span)
    }

    /// Which of eight.
    #[inline(always)]
    fn of_eight<const W: usize>(codes: &[u8; ROOM], nth: usize, least: v128, span: v128) -> v128 {
        let (first, second) =
            (of_quads::<W>(codes, nth * 2, least, span), of_quads::<W>(codes, nth * 2 + 1, least, span));
        i16x8_narrow_i32x4(first, second)
    }

    pub(super) fn quads<const W: usize>(codes: &[u8; ROOM], least: u32, span: u32) -> u64 {
        let (least, span, mut marks) = (u32x4_splat(least), u32x4_splat(span), 0);
        for quarter in 0..4 {
            let first = of_eight::<W>(codes, quarter * 2, least, span);
            let held = i8x16_narrow_i16x8(first, of_eight::<W>(codes, quarter * 2 + 1, least, span));
            marks |= u64::from(u8x16_bitmask(held)) << (quarter * 16);
        }
        marks
    }
}
