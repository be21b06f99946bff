//! What was typed, as it is looked for.

use crate::fold::fold;

/// Longest text that is looked for, in bytes: more than anybody types, less than would take time.
const TEXT_MAX: usize = 160;
/// Words that are looked for, and their longest part, in bytes.
const WORDS_MAX: usize = 6;
pub(crate) const WORD_MAX: usize = 60;
/// Digits from which on a text may be a part of a telephone number.
const PHONE_FROM: usize = 3;
/// Digits that must be left when a country's code is taken off.
const PHONE_WHOLE: usize = 3;

/// A text that is looked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Typed {
    /// All of it, folded, single blanks.
    pub(crate) whole: String,
    /// Its words, each once.
    pub(crate) words: Vec<String>,
    /// Where it looks like a telephone number: its digits, then its digits without what may be the code of a country, longest first.
    pub(crate) phones: Vec<String>,
}

impl Typed {
    /// Reads what was typed.
    pub(crate) fn new(text: &str) -> Typed {
        let folded = fold(text, TEXT_MAX);
        let mut words: Vec<String> = Vec::new();
        let split = |c: char| c == ' ' || c == ',' || c == ';';
        for word in folded.split(split).filter(|word| !word.is_empty()) {
            let cut = (0..=WORD_MAX.min(word.len())).rev().find(|&at| word.is_char_boundary(at)).unwrap_or(0);
            if words.len() < WORDS_MAX && !words.iter().any(|known| known == &word[..cut]) {
                words.push(word[..cut].to_owned());
            }
        }
        let whole = folded.split(split).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        Typed { phones: phones(&folded), whole, words }
    }

    /// Nothing to look for.
    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

fn phones(folded: &str) -> Vec<String> {
    let text = folded.trim();
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let like = text.chars().all(|c| c.is_ascii_digit() || " +-()./".contains(c));
    if !like || digits.len() < PHONE_FROM {
        return Vec::new();
    }
    let mut phones = vec![digits.clone()];
    let abroad = text.starts_with('+').then_some(digits.as_str()).or_else(|| digits.strip_prefix("00"));
    // A code has one to three digits; "(0)" after it is dialled at home only.
    if let Some(abroad) = abroad {
        phones.extend((0..=4).filter_map(|code| abroad.get(code..).map(str::to_owned)));
    } else if let Some(home) = digits.strip_prefix("86").filter(|home| home.len() == 11) {
        phones.push(home.to_owned());
    } else if let Some(home) = digits.strip_prefix('0') {
        phones.push(home.to_owned());
    }
    let whole = |phone: &String| phone.len() >= PHONE_WHOLE;
    let mut at = 0;
    phones.retain(|phone| {
        at += 1;
        at == 1 || whole(phone)
    });
    phones.dedup();
    phones
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded_and_told_apart() {
        let typed = Typed::new("  Zoë,  SMITH zoe ");
        assert_eq!(typed.words, ["zoe", "smith"]);
        assert_eq!(typed.whole, "zoe smith zoe");
        assert!(Typed::new(" \u{301}\u{202E},; ").is_empty());
        let long = Typed::new(&"王".repeat(1_000_000));
        assert!(long.words[0].len() <= WORD_MAX && long.whole.len() < 200);
    }

    #[test]
    fn telephone_numbers_are_read_in_any_grouping() {
        assert_eq!(Typed::new("+86 138-0013-8000").phones[..3], ["8613800138000", "613800138000", "13800138000"]);
        assert_eq!(Typed::new("0086 13800138000").phones[1..4], ["8613800138000", "613800138000", "13800138000"]);
        assert_eq!(Typed::new("8613800138000").phones, ["8613800138000", "13800138000"]);
        assert_eq!(Typed::new("(020) 7946-0").phones, ["02079460", "2079460"]);
        assert_eq!(Typed::new("１３８").phones, ["138"]);
        assert_eq!(Typed::new("13").phones, [""; 0]);
        assert_eq!(Typed::new("138a").phones, [""; 0]);
    }
}
