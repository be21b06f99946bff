//! Finds a short text in many megabytes: two of its bytes are compared at 32 places at once, the rest only where both stand.
//!
//! In the browser with the instructions of SIMD128 by name: the crate is compiled for size, and then no compiler finds them by itself.

/// Places compared at once.
const LANES: usize = 32;
/// The byte before a name, and before a text that many records share.
pub(crate) const NAME: u8 = 1;

/// What is looked for: a folded text of at least one byte.
#[derive(Clone, Debug)]
pub(crate) struct Needle<'a> {
    bytes: &'a [u8],
    /// Two positions whose bytes are rare.
    pair: (usize, usize),
}

/// How often each byte stands in a text: common ones are poor signposts.
#[derive(Clone)]
pub(crate) struct Commonness([u32; 256]);

impl Default for Commonness {
    fn default() -> Self {
        Commonness([0; 256])
    }
}

impl Commonness {
    /// Counts a text in.
    pub(crate) fn count(&mut self, text: &[u8]) {
        text.iter().for_each(|&byte| self.0[usize::from(byte)] += 1);
    }

    /// For texts that were not counted: digits and the bytes that most characters begin with are common.
    pub(crate) fn guess() -> Commonness {
        let of = |byte: usize| match byte as u8 {
            0xE4..=0xE9 | b' ' | b'e' | b'a' | b'0' => 4,
            b'i' | b'n' | b'o' | b'r' | b's' | b't' | b'1' | b'-' => 3,
            b'b'..=b'z' | b'2'..=b'9' => 2,
            _ => 1,
        };
        Commonness(std::array::from_fn(of))
    }
}

impl<'a> Needle<'a> {
    /// `None` for an empty text.
    pub(crate) fn new(text: &'a str, common: &Commonness) -> Option<Needle<'a>> {
        let bytes = text.as_bytes();
        let rarest = |but: Option<usize>| {
            let places = (0..bytes.len()).filter(|at| Some(*at) != but);
            places.min_by_key(|&at| common.0[usize::from(bytes[at])])
        };
        let first = rarest(None)?;
        Some(Needle { bytes, pair: (first, rarest(Some(first)).unwrap_or(first)) })
    }

    /// Its length in bytes.
    pub(crate) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Calls `found` with every place where the text stands, first to last, until it says `false`. With `ANY_CASE`, ASCII letters of `hay`
    /// match in either case.
    pub(crate) fn each<const ANY_CASE: bool>(&self, hay: &[u8], mut found: impl FnMut(usize) -> bool) {
        let Some(places) = (hay.len() + 1).checked_sub(self.len()) else { return };
        // Only letters have a second case that differs in this bit alone; for other bytes it makes more candidates, never fewer.
        let bit = if ANY_CASE { 0x20 } else { 0 };
        let (a, b) = (self.bytes[self.pair.0] | bit, self.bytes[self.pair.1] | bit);
        let (at_a, at_b) = (&hay[self.pair.0..self.pair.0 + places], &hay[self.pair.1..self.pair.1 + places]);
        // Up to eight bytes are compared as one number.
        let short = (self.len() <= 8 && !ANY_CASE).then(|| {
            let mut bytes = [0; 8];
            bytes[..self.len()].copy_from_slice(self.bytes);
            (u64::from_le_bytes(bytes), u64::MAX >> (64 - 8 * self.len()))
        });
        let stands = |at: usize| {
            if let (Some((wanted, mask)), Some(eight)) = (short, hay[at..].first_chunk()) {
                return u64::from_le_bytes(*eight) & mask == wanted;
            }
            let there = &hay[at..at + self.len()];
            if ANY_CASE { there.eq_ignore_ascii_case(self.bytes) } else { there == self.bytes }
        };
        let (chunks_a, rest) = at_a.as_chunks::<LANES>();
        let (chunks_b, _) = at_b.as_chunks::<LANES>();
        for (chunk, (chunk_a, chunk_b)) in chunks_a.iter().zip(chunks_b).enumerate() {
            let mut both = lanes::both(chunk_a, chunk_b, (a, b), bit);
            while both != 0 {
                let at = chunk * LANES + both.trailing_zeros() as usize;
                both &= both - 1;
                if stands(at) && !found(at) {
                    return;
                }
            }
        }
        for at in places - rest.len()..places {
            if stands(at) && !found(at) {
                return;
            }
        }
    }

    /// Calls `found` with every place where the text stands after a blank or [`NAME`], first to last, until it says `false`.
    pub(crate) fn each_begun(&self, hay: &[u8], mut found: impl FnMut(usize) -> bool) {
        // The two are alike but for the lowest bit and the sixth.
        const BIT: u8 = 0x21;
        let Some(places) = hay.len().checked_sub(self.len()) else { return };
        let (first, last) = (self.bytes[0], self.bytes[self.len() - 1]);
        let (before, begin, end) = (&hay[..places], &hay[1..][..places], &hay[self.len()..][..places]);
        let stands = |at: usize| matches!(hay[at - 1], NAME | b' ') && &hay[at..at + self.len()] == self.bytes;
        let (chunks, rest) = before.as_chunks::<LANES>();
        let (begins, ends) = (begin.as_chunks::<LANES>().0, end.as_chunks::<LANES>().0);
        for (chunk, (before, (begin, end))) in chunks.iter().zip(begins.iter().zip(ends)).enumerate() {
            let mut all = lanes::both(before, begin, (b' ' | BIT, first | BIT), BIT);
            if all != 0 {
                all &= lanes::both(begin, end, (first, last), 0);
            }
            while all != 0 {
                let at = chunk * LANES + all.trailing_zeros() as usize + 1;
                all &= all - 1;
                if stands(at) && !found(at) {
                    return;
                }
            }
        }
        for at in places - rest.len()..places {
            if stands(at + 1) && !found(at + 1) {
                return;
            }
        }
    }

    /// The first place where the text stands.
    pub(crate) fn find<const ANY_CASE: bool>(&self, hay: &[u8]) -> Option<usize> {
        let mut first = None;
        self.each::<ANY_CASE>(hay, |at| {
            first = Some(at);
            false
        });
        first
    }
}

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod lanes {
    use super::LANES;
    use core::arch::wasm32::{u8x16_bitmask, u8x16_eq, u8x16_splat, u64x2, v128, v128_and, v128_or};

    fn load(bytes: &[u8]) -> v128 {
        let word = |at: usize| bytes[at..].first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes));
        u64x2(word(0), word(8))
    }

    /// Which lanes hold `wanted.0` in `a` and `wanted.1` in `b`, after `bit` is set in them; the first lane is the lowest bit.
    #[inline]
    pub(crate) fn both(a: &[u8; LANES], b: &[u8; LANES], wanted: (u8, u8), bit: u8) -> u32 {
        let bits = u8x16_splat(bit);
        let half = |at: usize| {
            let equal = |bytes: &[u8; LANES], byte: u8| u8x16_eq(v128_or(load(&bytes[at..]), bits), u8x16_splat(byte));
            u32::from(u8x16_bitmask(v128_and(equal(a, wanted.0), equal(b, wanted.1))))
        };
        half(0) | half(16) << 16
    }
}

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
mod lanes {
    use super::LANES;

    /// Which lanes hold `wanted.0` in `a` and `wanted.1` in `b`, after `bit` is set in them; the first lane is the lowest bit.
    #[inline]
    pub(crate) fn both(a: &[u8; LANES], b: &[u8; LANES], wanted: (u8, u8), bit: u8) -> u32 {
        let is = |lane: usize| a[lane] | bit == wanted.0 && b[lane] | bit == wanted.1;
        // Few chunks hold any, which is told without a branch.
        let any = (0..LANES)
            .fold(0, |any, lane| any | u8::from(a[lane] | bit == wanted.0) & u8::from(b[lane] | bit == wanted.1));
        if any == 0 { 0 } else { (0..LANES).fold(0, |mask, lane| mask | u32::from(is(lane)) << lane) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_a_plain_reading_finds() {
        let hay = "zoe smith 王小明 zoe@example.com abcabcabc 王小明".repeat(7);
        for text in ["z", "zoe", "王", "小明", "abc", "c王", "@example", "nowhere", "zoe smith 王小明 zoe", &hay]
        {
            let needle = Needle::new(text, &Commonness::guess()).expect("not empty");
            let plain: Vec<usize> =
                (0..hay.len()).filter(|&at| hay.as_bytes()[at..].starts_with(text.as_bytes())).collect();
            let mut found = Vec::new();
            needle.each::<false>(hay.as_bytes(), |at| {
                found.push(at);
                true
            });
            assert_eq!(found, plain, "{text}");
            assert_eq!(needle.find::<true>(hay.to_uppercase().as_bytes()), plain.first().copied(), "{text}");
        }
        let mut state = 7_u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            char::from(b"\x01\x04\x09\x1f ab!"[(state >> 16) as usize & 7])
        };
        let hay: String = (0..4_000).map(|_| next()).collect();
        for text in ["a", "b", "a!", "!", "ba"] {
            let needle = Needle::new(text, &Commonness::guess()).expect("not empty");
            let begins = |&at: &usize| {
                b"\x01 ".contains(&hay.as_bytes()[at - 1]) && hay.as_bytes()[at..].starts_with(text.as_bytes())
            };
            let mut found = Vec::new();
            needle.each_begun(hay.as_bytes(), |at| {
                found.push(at);
                true
            });
            assert_eq!(found, (1..hay.len()).filter(begins).collect::<Vec<usize>>(), "{text}");
            assert!(found.len() > 5, "{text}");
        }
        assert!(Needle::new("", &Commonness::default()).is_none());
        assert_eq!(
            Needle::new("longer", &Commonness::default()).and_then(|needle| needle.find::<false>(b"long")),
            None
        );
    }
}
