//! The distinct words of names, for what is typed wrong: few words are compared instead of many records.

use crate::fold::is_han;
use hashbrown::HashTable;
use xxhash_rust::xxh3::xxh3_64;

/// Letters from which a word may have one wrong, and two.
const ONE_WRONG_FROM: usize = 4;
const TWO_WRONG_FROM: usize = 8;
/// Bytes of a word from which its first letter may be wrong.
const FIRST_WRONG_FROM: usize = 6;
/// Longest word that is looked at, in characters.
const WORD_CHARS_MAX: usize = 32;

/// How many letters of a word may be wrong.
pub(crate) fn wrong_max(word: &str) -> usize {
    let letters = word.chars().filter(|c| c.is_alphabetic() && !is_han(*c)).count();
    match letters {
        TWO_WRONG_FROM.. => 2,
        ONE_WRONG_FROM.. => 1,
        _ => 0,
    }
}

/// The words of a folded text that can be typed wrong: where each begins, and the word.
pub(crate) fn words_of(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_letter = |c: char| c.is_alphanumeric() && !is_han(c);
    let mut rest = 0;
    std::iter::from_fn(move || {
        loop {
            let from = rest + text[rest..].find(is_letter)?;
            let len = text[from..].find(|c| !is_letter(c)).unwrap_or(text.len() - from);
            rest = from + len;
            // Two letters may be missing of the shortest word that may have one wrong.
            if len + 1 >= ONE_WRONG_FROM {
                return Some((from, &text[from..from + len]));
            }
        }
    })
}

/// The letters of a word, one bit each; different letters may share a bit.
fn mask(word: &str) -> u32 {
    word.chars().fold(0, |mask, c| mask | 1 << (c as u32 & 31))
}

/// The least number of edits (insertion, deletion, substitution, two neighbours swapped) that make `typed` the beginning of `word`, if at most `max`, and how
/// much of `word` that is. Of equals the most of it.
pub(crate) fn prefix_distance<T: PartialEq + Copy>(typed: &[T], word: &[T], max: usize) -> Option<(usize, usize)> {
    let word = &word[..word.len().min(typed.len() + max).min(WORD_CHARS_MAX)];
    if typed.len() > WORD_CHARS_MAX || word.len() + max < typed.len() {
        return None;
    }
    let far = (max + 1) as u8;
    let mut rows = [[far; WORD_CHARS_MAX + 1]; 3];
    (0..=word.len()).for_each(|at| rows[0][at] = (at as u8).min(far));
    for (i, &letter) in typed.iter().enumerate() {
        let [before, last, now] = [(i + 2) % 3, i % 3, (i + 1) % 3];
        let mut least = far;
        rows[now][0] = ((i + 1) as u8).min(far);
        // Cells further from the diagonal than `max` cannot be within it.
        let (from, to) = ((i + 1).saturating_sub(max).max(1), (i + 1 + max).min(word.len()));
        if from > 1 {
            rows[now][from - 1] = far;
        }
        for j in from..=to {
            let same = word[j - 1] == letter;
            let mut cost = (rows[last][j - 1] + u8::from(!same)).min(rows[now][j - 1] + 1);
            if j < i + 1 + max {
                cost = cost.min(rows[last][j] + 1);
            }
            if i > 0 && j > 1 && typed[i - 1] == word[j - 1] && letter == word[j - 2] {
                cost = cost.min(rows[before][j - 2] + 1);
            }
            rows[now][j] = cost.min(far);
            least = least.min(cost);
        }
        if least.min(rows[now][0]) >= far {
            return None;
        }
    }
    let end = &rows[typed.len() % 3];
    let from = typed.len().saturating_sub(max);
    let best = (from..=(typed.len() + max).min(word.len())).min_by_key(|&at| (end[at], std::cmp::Reverse(at)))?;
    (end[best] < far).then_some((usize::from(end[best]), best))
}

/// The same for texts; the length is in bytes of `word`. The first letter of a short word is hardly ever wrong, unless it changed places.
pub(crate) fn near(typed: &str, word: &str, max: usize) -> Option<(usize, usize)> {
    let mut letters = typed.chars();
    let (first, second) = (letters.next(), letters.next());
    let mut begins = word.chars();
    let begins = (begins.next(), begins.next());
    if begins.0 != first && begins != (second, first) && typed.len() < FIRST_WRONG_FROM {
        return None;
    }
    if typed.is_ascii() && word.is_ascii() {
        return prefix_distance(typed.as_bytes(), word.as_bytes(), max);
    }
    let chars = |text: &str| text.chars().take(WORD_CHARS_MAX + 1).collect::<Vec<char>>();
    let (distance, len) = prefix_distance(&chars(typed), &chars(word), max)?;
    Some((distance, word.chars().take(len).map(char::len_utf8).sum()))
}

/// All distinct words, numbered.
#[derive(Default)]
pub(crate) struct Dictionary {
    text: String,
    ends: Vec<u32>,
    masks: Vec<u32>,
    table: HashTable<u32>,
}

impl Dictionary {
    fn word(&self, number: u32) -> &str {
        word(&self.text, &self.ends, number)
    }

    /// The number of a word, given if need be.
    pub(crate) fn intern(&mut self, new: &str) -> u32 {
        let (text, ends) = (&self.text, &self.ends);
        let next = ends.len() as u32;
        let number = *self
            .table
            .entry(
                xxh3_64(new.as_bytes()),
                |&number| word(text, ends, number) == new,
                |&number| xxh3_64(word(text, ends, number).as_bytes()),
            )
            .or_insert(next)
            .get();
        if number == next {
            self.text.push_str(new);
            self.ends.push(self.text.len() as u32);
            self.masks.push(mask(new));
        }
        number
    }

    /// How many words.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Every word that what was typed is at most `max` edits away from, or from whose beginning: its number and the edits, at least one.
    pub(crate) fn near(&self, typed: &str, max: usize) -> Vec<(u32, usize)> {
        let letters = mask(typed);
        let possible = self.masks.iter().enumerate();
        // An edit adds at most one letter that the word has not.
        let possible = possible.filter(|(_, mask)| (letters & !*mask).count_ones() as usize <= max);
        let found = possible.filter_map(|(number, _)| {
            let (distance, _) = near(typed, self.word(number as u32), max)?;
            Some((number as u32, distance)).filter(|_| distance > 0)
        });
        found.collect()
    }

    /// Bytes held.
    pub(crate) fn memory_bytes(&self) -> usize {
        self.text.capacity() + (self.ends.capacity() + self.masks.capacity()) * 4 + self.table.capacity() * 5
    }
}

fn word<'a>(text: &'a str, ends: &[u32], number: u32) -> &'a str {
    let from = number.checked_sub(1).map_or(0, |before| ends[before as usize]);
    &text[from as usize..ends[number as usize] as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_counted_against_beginnings() {
        for (typed, word, max, expected) in [
            ("smith", "smith", 1, Some((0, 5))),
            ("smiht", "smith", 1, Some((1, 5))),
            ("smth", "smith", 1, Some((1, 5))),
            ("smitth", "smith", 1, Some((1, 5))),
            ("snith", "smith", 1, Some((1, 5))),
            ("mith", "smith", 1, None),
            ("msith", "smith", 1, Some((1, 5))),
            ("tewart", "stewart", 1, Some((1, 7))),
            ("wang", "angeles", 1, None),
            ("wang", "rang", 1, None),
            ("micha", "michaelson", 1, Some((0, 5))),
            ("mihca", "michaelson", 1, Some((1, 5))),
            ("xyz", "smith", 1, None),
            ("smithsonian", "smith", 2, None),
            ("alexadner", "alexander", 2, Some((1, 9))),
            ("aelxadner", "alexander", 2, Some((2, 9))),
            ("aelxadnre", "alexander", 2, None),
        ] {
            assert_eq!(near(typed, word, max), expected, "{typed} {word}");
        }
        assert_eq!(near("иавнов", "иванович", 1), Some((1, 12)));
    }

    /// The textbook way: every beginning of the word, the whole matrix.
    fn plain(typed: &[u8], word: &[u8]) -> usize {
        let distance = |a: &[u8], b: &[u8]| {
            let mut d = vec![vec![0; b.len() + 1]; a.len() + 1];
            for i in 0..=a.len() {
                for j in 0..=b.len() {
                    d[i][j] = if i == 0 || j == 0 {
                        i + j
                    } else {
                        let same = usize::from(a[i - 1] != b[j - 1]);
                        let mut cost = (d[i - 1][j - 1] + same).min(d[i - 1][j] + 1).min(d[i][j - 1] + 1);
                        if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                            cost = cost.min(d[i - 2][j - 2] + 1);
                        }
                        cost
                    };
                }
            }
            d[a.len()][b.len()]
        };
        (0..=word.len()).map(|end| distance(typed, &word[..end])).min().unwrap_or(0)
    }

    #[test]
    fn the_narrow_band_finds_what_the_whole_matrix_finds() {
        let mut state = 7_u32;
        let mut letters = |max: u32| -> Vec<u8> {
            let mut next = || {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                state >> 16
            };
            (0..next() % max).map(|_| b'a' + (next() % 3) as u8).collect()
        };
        for _ in 0..20_000 {
            let (typed, word) = (letters(10), letters(14));
            for max in 1..=2 {
                let found = prefix_distance(&typed, &word, max).map(|(distance, _)| distance);
                let expected = Some(plain(&typed, &word)).filter(|&distance| distance <= max);
                assert_eq!(found, expected, "{typed:?} {word:?} {max}");
            }
        }
    }

    #[test]
    fn words_are_split_at_what_is_no_letter() {
        let words: Vec<_> = words_of("zoe o smith-jones 王小明abc (ltd)").collect();
        assert_eq!(words, [(0, "zoe"), (6, "smith"), (12, "jones"), (27, "abc"), (32, "ltd")]);
    }
}
