//! The words people read, in both languages.
//!
//! A message is a static with its English and its Chinese text, declared with [`messages!`] in a feature's `words.rs`.
//! Both texts are required by the syntax, so a missing translation does not compile.

mod failures;
mod labels;
mod operations;

pub use failures::{failure, input_error};
pub use labels::{
    Groups, both, label, later as later_labels, take_later as take_later_labels, track as track_labels, word,
};
pub use operations::{counted, op_label};

use crate::data::prefs;
use crate::state::Slot;
use leptos::prelude::*;
use std::sync::LazyLock;

/// A language the page speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// English.
    En,
    /// Simplified Chinese.
    ZhCn,
}

impl Lang {
    /// Its BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::ZhCn => "zh-CN",
        }
    }

    /// The language for a browser's or a user's tag.
    pub fn of_tag(tag: &str) -> Lang {
        if tag.to_ascii_lowercase().starts_with("zh") { Lang::ZhCn } else { Lang::En }
    }
}

/// One message in both languages: English, a zero, Simplified Chinese. One text is half the size of two.
pub struct Msg(pub &'static str);

/// Declares messages: `messages! { pub TITLE = "Customers", "客户"; }`.
#[macro_export]
macro_rules! messages {
    ($( $visibility:vis $name:ident = $en:literal, $zh:literal; )*) => {
        $(
            #[doc = $en]
            $visibility static $name: $crate::i18n::Msg = $crate::i18n::Msg(concat!($en, "\0", $zh));
        )*
    };
}

const KEY: &str = "rapport.lang";

// Global on purpose: it outlives every page, so nothing that is under way can find it disposed.
static LANG: LazyLock<Slot<Lang>> = LazyLock::new(|| {
    let tag = prefs::get_text(KEY).or_else(|| window().navigator().language()).unwrap_or_default();
    Slot::lasting(Lang::of_tag(&tag))
});

/// The language of the page. Not reactive: when it changes, the whole page is built anew (see [`track_lang`]), so that the
/// hundreds of words on it need no closure and no effect each.
pub fn lang() -> Lang {
    LANG.get_untracked()
}

/// Makes the caller run again when the language changes: for the root of the page.
pub fn track_lang() {
    LANG.with(|_| ());
}

/// Changes the language of the page at once and for the next visit.
pub fn set_lang(lang: Lang) {
    prefs::set(KEY, &lang.tag().into());
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("lang", lang.tag());
    }
    LANG.set(lang);
}

/// The message in the language of the page.
pub fn t(msg: &'static Msg) -> &'static str {
    let (en, zh) = msg.0.split_once('\0').unwrap_or((msg.0, ""));
    match lang() {
        Lang::En => en,
        Lang::ZhCn => zh,
    }
}

/// The message with `{name}` replaced by its argument. `{n|customer|customers}` is the first word where the argument
/// `n` is "1", else the second.
pub fn tf(msg: &'static Msg, args: &[(&str, &str)]) -> String {
    fill(t(msg), args)
}

/// The text with its arguments, as [`tf`] does for messages.
pub fn filled(text: &str, args: &[(&str, &str)]) -> String {
    fill(text, args)
}

fn fill(text: &str, args: &[(&str, &str)]) -> String {
    let value = |name: &str| args.iter().find(|(key, _)| *key == name).map_or("", |(_, value)| value);
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((inner, after)) = after.split_once('}') else {
            rest = after;
            break;
        };
        let mut parts = inner.split('|');
        let value = value(parts.next().unwrap_or(""));
        match (parts.next(), parts.next()) {
            (Some(one), Some(other)) => out.push_str(if value == "1" { one } else { other }),
            _ => out.push_str(value),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn arguments_and_plurals_are_filled_in() {
        let text = "{n} {n|customer|customers} of {all}";
        assert_eq!(fill(text, &[("n", "1"), ("all", "5")]), "1 customer of 5");
        assert_eq!(fill(text, &[("n", "0"), ("all", "5")]), "0 customers of 5");
        assert_eq!(fill("{missing}.", &[]), ".");
    }
}
