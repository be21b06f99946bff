//! Chinese names by their readings: `wangxiaoming`, `xiaom`, `wxm` and mixtures of them find 王小明.
//!
//! Each character has up to four readings, common ones first, so 曾 is found as zeng and as ceng. The table is made from the data of the
//! `pinyin` crate by `tests/pinyin_table.rs`; see `docs/decisions/0009-search.md`.

use crate::fold::is_han;
use std::rc::Rc;

/// For U+4E00–U+9FFF two bytes each: the number of a set of readings; then the sets, separated by blanks, their readings by slashes.
static TABLE: &[u8] = include_bytes!("pinyin.bin");
const FIRST: u32 = 0x4E00;
const CHARACTERS: usize = 0xA000 - 0x4E00;
/// Letters of a query that are read as pinyin: one bit each.
const LETTERS_MAX: usize = 63;
/// A signature's bits, after the 26 letters: for pairs of neighbouring initials, and for readings.
const PAIR_BITS: u32 = 51;
const READING_BITS: u32 = 51;

/// What a name may be found by: see [`Pinyin::signature`].
pub(crate) type Signature = u128;

/// The readings of all characters.
pub(crate) struct Pinyin {
    /// Readings of each set.
    sets: Vec<Vec<&'static str>>,
    /// First letters of each set's readings, one bit each.
    initials: Vec<u32>,
    /// Every reading once.
    all: Vec<&'static str>,
}

/// From a letter on: what a character can stand for. Bit `n` for the next `n` letters, [`DONE`] for all that are left, [`KNOWN`] where it was found out.
type Steps = u8;
const KNOWN: Steps = 1;
const DONE: Steps = 0x80;

/// A query word read as pinyin.
pub(crate) struct Spelled<'a> {
    pinyin: &'a Pinyin,
    letters: &'a [u8],
    /// What the readings of each set can stand for, from each letter on: hundreds of names have the same characters.
    steps: Vec<Steps>,
    /// A name can only match if its signature has all bits of one of these.
    required: Vec<Signature>,
    /// The bits that all of these have: most names lack one of them, and cost one look.
    common: Signature,
}

fn pair_bit(a: u8, b: u8) -> Signature {
    1 << (26 + (u32::from(a) * 31 + u32::from(b) * 7) % PAIR_BITS)
}

fn reading_bit(reading: &str) -> Signature {
    let hash = reading.bytes().fold(0_u32, |hash, byte| hash.wrapping_mul(31).wrapping_add(u32::from(byte)));
    1 << (26 + PAIR_BITS + hash % READING_BITS)
}

fn letter_bit(letter: u8) -> Signature {
    1 << (letter.wrapping_sub(b'a') & 31)
}

impl Pinyin {
    /// Reads the table.
    pub(crate) fn new() -> Pinyin {
        let sets = std::str::from_utf8(TABLE.get(CHARACTERS * 2..).unwrap_or_default()).unwrap_or_default();
        let sets: Vec<Vec<&str>> =
            sets.split(' ').map(|set| set.split('/').filter(|reading| !reading.is_empty()).collect()).collect();
        let initials =
            |set: &Vec<&str>| set.iter().fold(0, |bits, reading| bits | letter_bit(reading.as_bytes()[0]) as u32);
        let mut all: Vec<&str> = sets.iter().flatten().copied().collect();
        all.sort_unstable();
        all.dedup();
        Pinyin { initials: sets.iter().map(initials).collect(), all, sets }
    }

    fn set(&self, c: char) -> Option<usize> {
        let at = (c as u32).checked_sub(FIRST)? as usize * 2;
        let number = TABLE.get(at..at + 2).filter(|_| at < CHARACTERS * 2)?;
        Some(usize::from(u16::from_le_bytes([number[0], number[1]]))).filter(|&set| set < self.sets.len())
    }

    /// The readings of a character; none for what is not Chinese.
    pub(crate) fn readings(&self, c: char) -> &[&'static str] {
        self.set(c).map_or(&[], |set| &self.sets[set])
    }

    /// The place of each character from U+4E00 on among all of these: in the order of their first readings, then in their own. Those that nobody
    /// reads come last.
    pub(crate) fn places(&self) -> Rc<[u16]> {
        let unread = self.all.len();
        let first = |set: &Vec<&str>| set.first().and_then(|reading| self.all.binary_search(reading).ok());
        let firsts: Vec<usize> = self.sets.iter().map(|set| first(set).unwrap_or(unread)).collect();
        let characters = (FIRST..).take(CHARACTERS).map(char::from_u32);
        let read: Vec<usize> =
            characters.map(|c| c.and_then(|c| self.set(c)).map_or(unread, |set| firsts[set])).collect();
        let mut next = vec![0_u16; unread + 2];
        read.iter().for_each(|&reading| next[reading + 1] += 1);
        (1..next.len()).for_each(|reading| next[reading] += next[reading - 1]);
        let place = |&reading: &usize| {
            next[reading] += 1;
            next[reading] - 1
        };
        read.iter().map(place).collect()
    }

    fn initials(&self, c: char) -> u32 {
        match c {
            'a'..='z' => letter_bit(c as u8) as u32,
            c => self.set(c).map_or(0, |set| self.initials[set]),
        }
    }

    /// Which initials, neighbouring pairs of them and readings a folded name has; 0 for a name without Chinese.
    pub(crate) fn signature(&self, name: &str) -> Signature {
        if name.is_ascii() || !name.chars().any(is_han) {
            return 0;
        }
        let letters =
            |bits: u32| (0..26_u8).filter(move |letter| bits & (1 << letter) != 0).map(|letter| b'a' + letter);
        let (mut signature, mut last) = (0, 0);
        for c in name.chars().filter(|&c| c != ' ') {
            let bits = self.initials(c);
            signature |= Signature::from(bits);
            for a in letters(last) {
                letters(bits).for_each(|b| signature |= pair_bit(a, b));
            }
            self.readings(c).iter().for_each(|reading| signature |= reading_bit(reading));
            last = bits;
        }
        signature
    }

    /// A word of a query as pinyin; `None` where it holds anything but letters.
    pub(crate) fn spell<'a>(&'a self, word: &'a str) -> Option<Spelled<'a>> {
        let letters = word.as_bytes();
        let &first = letters.first()?;
        if letters.len() > LETTERS_MAX || !letters.iter().all(u8::is_ascii_lowercase) {
            return None;
        }
        // What the first character can be, and with which letter the second one then begins.
        let second = |at: usize| letters.get(at).map_or(0, |&second| letter_bit(second) | pair_bit(first, second));
        let mut required = vec![letter_bit(first) | second(1)];
        if letters.get(1) == Some(&b'h') {
            required.push(letter_bit(first) | second(2));
        }
        for reading in &self.all {
            if reading.starts_with(word) {
                required.push(letter_bit(first) | reading_bit(reading));
            } else if word.starts_with(reading) {
                required.push(letter_bit(first) | reading_bit(reading) | second(reading.len()));
            }
        }
        required.sort_unstable();
        required.dedup();
        // What one asks for, another that asks for more need not ask.
        let covered = |bits: Signature| required.iter().any(|&other| other != bits && other & !bits == 0);
        let required: Vec<Signature> = required.iter().copied().filter(|&bits| !covered(bits)).collect();
        let common = required.iter().fold(Signature::MAX, |common, bits| common & bits);
        let steps = vec![0; self.sets.len() * letters.len()];
        Some(Spelled { pinyin: self, letters, steps, required, common })
    }

    /// The first place in a folded name where the letters stand for its characters, as a byte range.
    pub(crate) fn find(&self, letters: &[u8], name: &str) -> Option<(usize, usize)> {
        self.find_by(letters, name, &mut |set, from| self.steps(set, &letters[from..]))
    }

    fn find_by(
        &self,
        letters: &[u8],
        name: &str,
        steps: &mut impl FnMut(usize, usize) -> Steps,
    ) -> Option<(usize, usize)> {
        if letters.len() > LETTERS_MAX {
            return None;
        }
        let first = letter_bit(*letters.first()?) as u32;
        let mut starts = name.char_indices().filter(|(_, c)| self.initials(*c) & first != 0);
        starts.find_map(|(from, _)| Some((from, from + self.match_from(letters, &name[from..], steps)?)))
    }

    /// What one of a set of readings can stand for of these letters.
    fn steps(&self, set: usize, rest: &[u8]) -> Steps {
        let mut steps = KNOWN;
        for reading in self.sets[set].iter().map(|reading| reading.as_bytes()) {
            if reading.starts_with(rest) {
                steps |= DONE;
            }
            if rest.starts_with(reading) {
                steps |= 1 << reading.len();
            }
            if rest[0] == reading[0] {
                steps |= 1 << 1;
                if reading.get(1) == Some(&b'h') && rest.get(1) == Some(&b'h') {
                    steps |= 1 << 2;
                }
            }
        }
        steps
    }

    /// Where the first character of a name ends, if it is a Chinese one with this initial.
    pub(crate) fn begins(&self, letter: u8, name: &str) -> Option<usize> {
        let first = name.chars().next().filter(|&c| is_han(c))?;
        (self.initials(first) & letter_bit(letter) as u32 != 0).then_some(first.len_utf8())
    }

    /// What [`Pinyin::find`] finds, for characters that are followed by letters.
    pub(crate) fn find_after(&self, chinese: &str, letters: &[u8], name: &str) -> Option<(usize, usize)> {
        let after = |(from, _): (usize, &str)| {
            let rest = from + chinese.len();
            let steps = &mut |set, from: usize| self.steps(set, &letters[from..]);
            Some((from, rest + self.match_from(letters, &name[rest..], steps)?))
        };
        name.match_indices(chinese).find_map(after).filter(|_| letters.len() <= LETTERS_MAX)
    }

    /// How much of the beginning of `name` the letters stand for. At least one of the characters must be Chinese.
    fn match_from(&self, letters: &[u8], name: &str, steps: &mut impl FnMut(usize, usize) -> Steps) -> Option<usize> {
        // Which letters are next, one bit a possibility: a character may stand for its initial or for its whole reading.
        let (mut open, mut chinese) = (1_u64, false);
        let letters = &letters[..letters.len().min(LETTERS_MAX)];
        for (at, c) in name.char_indices() {
            if c == ' ' && at > 0 {
                continue;
            }
            chinese |= is_han(c);
            let (mut next, mut done) = (0_u64, false);
            let set = if c.is_ascii() { None } else { self.set(c) };
            let mut left = open;
            while left != 0 {
                let from = left.trailing_zeros() as usize;
                left &= left - 1;
                if c.is_ascii() && letters[from] == c as u8 {
                    next |= 1 << (from + 1);
                    done |= from + 1 == letters.len();
                } else if let Some(set) = set {
                    let steps = steps(set, from);
                    next |= u64::from(steps & !(KNOWN | DONE)) << from;
                    done |= steps & DONE != 0;
                }
            }
            if done && chinese {
                return Some(at + c.len_utf8());
            }
            // All letters used up, but by Latin characters alone: a literal match, which is not ours.
            open = next & ((1 << letters.len()) - 1);
            if open == 0 {
                return None;
            }
        }
        None
    }
}

impl Spelled<'_> {
    /// Whether a name with this signature can match.
    pub(crate) fn may_match(&self, signature: Signature) -> bool {
        self.common & !signature == 0 && self.required.iter().any(|bits| bits & !signature == 0)
    }

    /// [`Pinyin::find`] for these letters in one name after another.
    pub(crate) fn find(&mut self, name: &str) -> Option<(usize, usize)> {
        let (pinyin, letters, known) = (self.pinyin, self.letters, &mut self.steps);
        pinyin.find_by(letters, name, &mut |set, from| {
            let steps = &mut known[set * letters.len() + from];
            if *steps == 0 {
                *steps = pinyin.steps(set, &letters[from..]);
            }
            *steps
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_has_a_place_by_its_first_reading() {
        let pinyin = Pinyin::new();
        let places = pinyin.places();
        let place = |c: char| places[c as usize - FIRST as usize];
        let read: Vec<char> = "阿包陈邓冯高黄江李马王小张赵周".chars().collect();
        assert!(read.windows(2).all(|pair| place(pair[0]) < place(pair[1])), "as they are read");
        assert!(place('汪') < place('王'), "of one reading by their numbers");
        let mut all: Vec<u16> = places.to_vec();
        all.sort_unstable();
        assert_eq!(all, (0..CHARACTERS as u16).collect::<Vec<_>>(), "each place once");
    }

    #[test]
    fn names_are_found_by_readings_initials_and_mixtures() {
        let pinyin = Pinyin::new();
        for (name, spelled, part) in [
            ("王小明", "wangxiaoming", "王小明"),
            ("王小明", "xiaoming", "小明"),
            ("王小明", "wxm", "王小明"),
            ("王小明", "xm", "小明"),
            ("王小明", "xiaom", "小明"),
            ("王小明", "wxiaoming", "王小明"),
            ("王小明", "wangx", "王小"),
            ("王小明", "wan", "王"),
            ("曾国藩", "zengguofan", "曾国藩"),
            ("曾国藩", "zgf", "曾国藩"),
            ("单雄信", "shanxiongxin", "单雄信"),
            ("单雄信", "sxx", "单雄信"),
            ("解珍", "xiezhen", "解珍"),
            ("仇英", "qiuying", "仇英"),
            ("区伟", "ouwei", "区伟"),
            ("查良镛", "zhaly", "查良镛"),
            ("尉迟恭", "yuchigong", "尉迟恭"),
            ("吕布", "lvbu", "吕布"),
            ("吕布", "lubu", "吕布"),
            ("长青重庆", "changqing", "长青"),
            ("长青重庆", "cq", "长青"),
            ("长青重庆", "chongqing", "重庆"),
            ("张三", "zhs", "张三"),
            ("张三", "zhangs", "张三"),
            ("西安", "xian", "西安"),
            ("a清和茶业", "aqh", "a清和"),
            ("清和 茶业", "hcy", "和 茶业"),
        ] {
            let mut word = pinyin.spell(spelled).expect("letters only");
            assert!(word.may_match(pinyin.signature(name)), "{name}");
            let (from, to) = word.find(name).unwrap_or_default();
            assert_eq!(&name[from..to], part, "{name}");
            assert_eq!(pinyin.find(spelled.as_bytes(), name), Some((from, to)), "{name}");
        }
        for (name, spelled) in
            [("王小明", "wxn"), ("王小明", "xiaominga"), ("smith", "smith"), ("", "a"), ("王小明", "iaoming")]
        {
            assert_eq!(pinyin.find(spelled.as_bytes(), name), None, "{name} {spelled}");
        }
        assert!(pinyin.spell("").is_none() && pinyin.spell("a1").is_none() && pinyin.spell(&"a".repeat(64)).is_none());
    }
}
