//! Words that stand for values: of option lists, and for yes and no.

use crate::header::{fnv1a, plain};
use crate::text::fold;
use model::OptionId;
use protocol::import::{OptionWords, WordMeaning, WordTo};
use std::collections::HashMap;

/// The values of a list by what people call them.
#[derive(Clone, Debug, Default)]
pub struct Options {
    exact: HashMap<String, OptionId>,
    loose: HashMap<String, Option<OptionId>>,
    given: HashMap<u64, WordTo>,
}

/// What a text says in an option field.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Meaning {
    /// This value.
    Value(OptionId),
    /// Nothing, as the user wants it.
    Empty,
    /// A value that the list does not have yet.
    New,
    /// Nobody knows.
    Unknown,
}

/// The number by which a text is remembered: the same in whatever case and width. It is kept, so it must never change.
pub fn key(text: &str) -> u64 {
    fnv1a(folded(text).bytes())
}

fn folded(text: &str) -> String {
    text.trim().chars().map(fold).flat_map(char::to_lowercase).collect()
}

impl Options {
    /// From a field's declaration.
    pub fn new(values: &[OptionWords]) -> Options {
        let mut options = Options::default();
        for value in values {
            for word in &value.words {
                options.exact.entry(folded(word)).or_insert(value.id);
                let loose = plain(word);
                if !loose.is_empty() {
                    let known = options.loose.entry(loose).or_insert(Some(value.id));
                    if *known != Some(value.id) {
                        *known = None;
                    }
                }
            }
        }
        options
    }

    /// The same, and what the user says of words beside those.
    pub fn with<'a>(values: &[OptionWords], given: impl Iterator<Item = &'a WordMeaning>) -> Options {
        Options { given: given.map(|word| (word.key, word.to.clone())).collect(), ..Options::new(values) }
    }

    /// What a text says.
    pub fn meaning(&self, text: &str) -> Meaning {
        if let Some(id) = self.find(text) {
            return Meaning::Value(id);
        }
        if self.given.is_empty() {
            return Meaning::Unknown;
        }
        match self.given.get(&key(text)) {
            Some(WordTo::Option(id)) => Meaning::Value(*id),
            Some(WordTo::Empty) => Meaning::Empty,
            Some(WordTo::New(_)) => Meaning::New,
            None => Meaning::Unknown,
        }
    }

    /// The value that a text names by itself: its whole word, else its letters and digits where only one value has them.
    pub fn find(&self, text: &str) -> Option<OptionId> {
        let exact = self.exact.get(&folded(text)).copied();
        exact.or_else(|| self.loose.get(&plain(text)).copied().flatten())
    }
}

/// What a text says as an answer to a yes-or-no question.
pub fn yes_or_no(text: &str) -> Option<bool> {
    match folded(text).as_str() {
        "yes" | "y" | "true" | "t" | "1" | "on" | "x" | "active" | "是" | "对" | "有" | "真" | "√" | "✓" | "✔"
        | "启用" | "在售" | "上架" => Some(true),
        "no" | "n" | "false" | "f" | "0" | "off" | "inactive" | "否" | "不" | "无" | "假" | "×" | "✗" | "停用"
        | "停售" | "下架" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_found_by_its_labels_its_name_and_loosely() {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let options = Options::new(&[
            OptionWords { id: OptionId(1), words: words(&["key_a", "A – key", "A（重点客户）"]) },
            OptionWords { id: OptionId(2), words: words(&["normal_b", "B – normal", "B（普通客户）"]) },
            OptionWords { id: OptionId(1001), words: words(&["★★★"]) },
        ]);
        let find = |text| options.find(text).map(|id| id.0);
        assert_eq!([find("KEY_A"), find("a - key"), find("Ａ"), find("★★★")], [Some(1), Some(1), Some(1), Some(1001)]);
        assert_eq!([find("B（普通客户）"), find("VIP"), find("")], [Some(2), None, None]);
        const GOLD: u64 = 11_308_477_581_548_224_723;
        let keys = [key(" GOLD "), key("ｇｏｌｄ"), key("金卡")];
        assert_eq!(keys, [GOLD, GOLD, 5_414_262_895_095_255_661], "kept: it never changes");
        assert_eq!([yes_or_no("Yes"), yes_or_no("否"), yes_or_no("maybe")], [Some(true), Some(false), None]);
    }
}
