//! Small things about text that several modules need.

use std::borrow::Cow;

/// The half-width form of full-width digits and punctuation as Chinese and Japanese keyboards write them; other
/// characters as they are.
pub fn fold(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '￥' => '¥',
        '￡' => '£',
        '\u{3000}' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2007}' => ' ',
        '−' | '–' => '-',
        '’' => '\'',
        c => c,
    }
}

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

/// Text without control characters, line breaks as blanks, without blanks at its ends. Copies only where it must.
pub fn clean(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    // Control characters beyond ASCII begin with this byte in UTF-8, as do other signs; those are looked at closer.
    let suspect = text.bytes().any(|byte| byte < b' ' || matches!(byte, 0x7f | 0xc2));
    if !suspect || !text.chars().any(char::is_control) {
        return Cow::Borrowed(text);
    }
    let spaced: String = text.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c }).collect();
    Cow::Owned(spaced.chars().filter(|c| !c.is_control()).collect::<String>().trim().to_owned())
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
    }

    #[test]
    fn shortening_cuts_between_characters() {
        assert_eq!(shorten("王小明", 2), "王小…");
        assert_eq!(shorten("ab", 2), "ab");
    }
}
