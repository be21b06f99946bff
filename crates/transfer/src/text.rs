//! Small things about text that several modules need.

pub use model::input::fold;
use std::borrow::Cow;

/// Whether a cell says that there is nothing: empty, or one of the words that exports write for it.
pub fn is_absent(text: &str) -> bool {
    match text.len() {
        0 => true,
        1 => text == "-",
        2 => text == "--" || text == "\\N",
        3 => text.eq_ignore_ascii_case("nan") || text.eq_ignore_ascii_case("n/a") || text == "—",
        4 => text.eq_ignore_ascii_case("null") || text.eq_ignore_ascii_case("#n/a"),
        _ => false,
    }
}

/// The same for cells that a row needs (who, when, how much), where `NA` is R's word for nothing. In other columns
/// it may be North America.
pub fn is_missing(text: &str) -> bool {
    is_absent(text) || text == "NA"
}

/// Text as [`model::input::clean`] has it, so that what comes from a file is kept as what is typed: line breaks as blanks, without signs that
/// cannot be seen, without blanks at its ends. Copies only where it must.
pub fn clean(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    // Beyond ASCII, what is dropped begins with one of these bytes in UTF-8, as do other signs; those are looked at closer.
    let suspect = text.bytes().any(|byte| byte < b' ' || matches!(byte, 0x7f | 0xc2 | 0xe2 | 0xef));
    if !suspect {
        return Cow::Borrowed(text);
    }
    let cleaned = model::input::clean(&text.replace('\r', " "), false);
    if cleaned == text { Cow::Borrowed(text) } else { Cow::Owned(cleaned) }
}

/// `17850` of `17850.0`, as programs write whole numbers that they keep as fractions.
pub fn without_zero(text: &str) -> Option<&str> {
    let whole = text.strip_suffix(".0")?;
    let digits = !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit());
    (digits && (whole == "0" || !whole.starts_with('0'))).then_some(whole)
}

/// Given and family name in the order of the language: 王 + 小明 = 王小明.
pub fn join_names(first: &str, last: &str) -> String {
    let chinese = |text: &str| text.chars().all(|c| ('\u{2e80}'..='\u{9fff}').contains(&c));
    if chinese(first) && chinese(last) { format!("{last}{first}") } else { format!("{first} {last}") }
}

/// The first characters of a text.
pub fn shorten(text: &str, chars: usize) -> String {
    match text.char_indices().nth(chars) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cleaning_keeps_words_apart() {
        assert_eq!(clean(" a\r\nb\u{0}c "), "a  bc");
        assert_eq!(clean(" 王 "), "王");
        assert!(matches!(clean("“王” – 10 €"), Cow::Borrowed(_)));
    }

    #[test]
    fn tricks_of_direction_are_dropped_as_from_what_is_typed() {
        for text in ["gpj.\u{202e}exe\u{2066}", "\u{feff}gpj.exe", "gpj\u{2069}.e\u{202a}xe\u{85}"] {
            assert_eq!(clean(text), "gpj.exe");
            assert_eq!(model::input::clean(text, false), "gpj.exe");
        }
    }

    #[test]
    fn shortening_cuts_between_characters() {
        assert_eq!(shorten("王小明", 2), "王小…");
        assert_eq!(shorten("ab", 2), "ab");
    }
}
