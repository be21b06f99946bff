//! Texts as they are compared: without case, accents and width, so that Zoë, ZOE and ｚｏｅ are one word.
//!
//! What is left out of Unicode's compatibility folding on purpose: everything that nobody types into a customer book. A folded text
//! has no control characters, which the corpus uses as marks.

/// Base letters of U+00C0–U+017F; `?` for those that are no letter or two.
const LATIN: &[u8] = b"aaaaaa?ceeeeiiiidnooooo?ouuuuy??aaaaaa?ceeeeiiiidnooooo?ouuuuy?yaaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii??jjkkkllllllllllnnnnnnnnnoooooo??rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
/// Base letters of U+0180–U+024F.
const LATIN_MORE: &[u8] = b"?b?????????????e????????????????oo?????????????uu????????????????????????????aaiioouuuuuuuuuu?aaaa????ggkkoooo??j???gg??nnaa????aaaaeeeeiiiioooorrrruuuusstt??hh??????aaeeooooooooyy????????????????????????????";
/// Base letters of U+1E00–U+1EFF.
const LATIN_ADDITIONAL: &[u8] = b"aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwyas????aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy??????";
/// What the half-width U+FF66–U+FF9D are in full width.
const KANA: &str =
    "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";

/// Folds one character; what it stands for goes to `out`, which may be nothing.
fn fold_char(c: char, out: &mut impl FnMut(char)) {
    let letter =
        |table: &[u8], first: u32| table.get((c as u32 - first) as usize).filter(|&&b| b != b'?').map(|&b| b as char);
    match c {
        '\'' | '`' | '\u{2018}' | '\u{2019}' | '\u{02BC}' => {}
        ' '..='~' => out(c.to_ascii_lowercase()),
        '\0'..='\u{A0}' => {
            // Marks of the corpus stay out; a tab is a space.
            out(' ');
        }
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' => {}
        '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{20D0}'..='\u{20FF}' | '\u{FE00}'..='\u{FE0F}' => {}
        'Æ' | 'æ' => "ae".chars().for_each(out),
        'Œ' | 'œ' => "oe".chars().for_each(out),
        'Þ' | 'þ' => "th".chars().for_each(out),
        'Ĳ' | 'ĳ' => "ij".chars().for_each(out),
        'ß' | 'ẞ' => "ss".chars().for_each(out),
        '\u{C0}'..='\u{17F}' if letter(LATIN, 0xC0).is_some() => out(letter(LATIN, 0xC0).unwrap_or(c)),
        '\u{180}'..='\u{24F}' if letter(LATIN_MORE, 0x180).is_some() => out(letter(LATIN_MORE, 0x180).unwrap_or(c)),
        '\u{1E00}'..='\u{1EFF}' if letter(LATIN_ADDITIONAL, 0x1E00).is_some() => {
            out(letter(LATIN_ADDITIONAL, 0x1E00).unwrap_or(c));
        }
        '\u{2010}'..='\u{2015}' | '\u{2212}' => out('-'),
        '\u{FB00}' => "ff".chars().for_each(out),
        '\u{FB01}' => "fi".chars().for_each(out),
        '\u{FB02}' => "fl".chars().for_each(out),
        '。' => out('.'),
        '、' | '·' => out(' '),
        '\u{FF01}'..='\u{FF5E}' => fold_char(char::from_u32(c as u32 - 0xFEE0).unwrap_or(' '), out),
        '\u{FF66}'..='\u{FF9D}' => out(KANA.chars().nth((c as u32 - 0xFF66) as usize).unwrap_or(c)),
        c if c.is_whitespace() || c.is_control() => out(' '),
        'ά' | 'Ά' => out('α'),
        'έ' | 'Έ' => out('ε'),
        'ή' | 'Ή' => out('η'),
        'ί' | 'Ί' | 'ϊ' | 'ΐ' => out('ι'),
        'ό' | 'Ό' => out('ο'),
        'ύ' | 'Ύ' | 'ϋ' | 'ΰ' => out('υ'),
        'ώ' | 'Ώ' => out('ω'),
        'ς' => out('σ'),
        'ё' | 'Ё' => out('е'),
        c => c.to_lowercase().for_each(out),
    }
}

/// A text folded, at most `max` bytes of it, appended to `into`.
pub(crate) fn fold_into(text: &str, max: usize, into: &mut String) {
    let end = into.len() + max;
    for c in text.chars() {
        if into.len() >= end {
            break;
        }
        if c.is_ascii_alphanumeric() {
            into.push(c.to_ascii_lowercase());
        } else {
            fold_char(c, &mut |c| into.push(c));
        }
    }
}

/// A text folded, at most about `max` bytes of it.
pub(crate) fn fold(text: &str, max: usize) -> String {
    let mut folded = String::with_capacity(text.len().min(max) + 4);
    fold_into(text, max, &mut folded);
    folded
}

/// A folded text that knows where each of its bytes comes from.
pub(crate) struct Mapped {
    /// The folded text.
    pub(crate) text: String,
    /// For each byte of it the range of the original character.
    from: Vec<(u32, u32)>,
}

impl Mapped {
    /// Folds a text.
    pub(crate) fn new(text: &str, max: usize) -> Mapped {
        let mut mapped = Mapped { text: String::new(), from: Vec::new() };
        for (at, c) in text.char_indices().take_while(|(at, _)| *at < max) {
            let (start, end) = (at as u32, (at + c.len_utf8()) as u32);
            let before = mapped.text.len();
            fold_char(c, &mut |c| mapped.text.push(c));
            if mapped.text.len() > before {
                mapped.from.resize(mapped.text.len(), (start, end));
            } else if !matches!(c, '\'' | '`' | '\u{2018}' | '\u{2019}' | '\u{02BC}') {
                // An accent of its own belongs to the letter before it.
                let last = mapped.from.last().copied();
                mapped.from.iter_mut().rev().take_while(|range| Some(**range) == last).for_each(|range| range.1 = end);
            }
        }
        mapped
    }

    /// Only the digits.
    pub(crate) fn digits(text: &str, max: usize) -> Mapped {
        let all = Mapped::new(text, max);
        let mut digits = Mapped { text: String::new(), from: Vec::new() };
        for (at, c) in all.text.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
            digits.text.push(c);
            digits.from.push(all.from[at]);
        }
        digits
    }

    /// The range of the original text that a range of the folded one comes from.
    pub(crate) fn range(&self, from: usize, to: usize) -> (u32, u32) {
        let start = self.from.get(from).map_or(0, |range| range.0);
        let end = to.checked_sub(1).and_then(|last| self.from.get(last)).map_or(start, |range| range.1);
        (start, end.max(start))
    }
}

/// Whether a character is a Chinese one, for which a single character is a word.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{323AF}' | '\u{F900}'..='\u{FAFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_width_do_not_count() {
        for (text, folded) in [
            ("Zoë", "zoe"),
            ("ZOE\u{308}", "zoe"),
            ("ｚｏｅ", "zoe"),
            ("Straße", "strasse"),
            ("Łódź", "lodz"),
            ("Ångström", "angstrom"),
            ("Nguyễn", "nguyen"),
            ("İstanbul", "istanbul"),
            ("O’Brien", "obrien"),
            ("Æsop Œuvre", "aesop oeuvre"),
            ("ǎǔ", "au"),
            ("王小明", "王小明"),
            ("（上海）", "(上海)"),
            ("ｱｲｳ", "アイウ"),
            ("Ёлка Άννα", "елка αννα"),
            ("a\tb\u{7}c", "a b c"),
            ("x\u{202E}y\u{200B}z", "xyz"),
            ("\u{301}\u{301}", ""),
            ("ﬁx", "fix"),
            ("１３８－００", "138-00"),
        ] {
            assert_eq!(fold(text, 100), folded, "{text}");
            assert_eq!(Mapped::new(text, 100).text, folded, "{text}");
        }
    }

    #[test]
    fn ranges_lead_back_to_the_original() {
        let text = "Dr. Zoe\u{308} Straße";
        let mapped = Mapped::new(text, 100);
        let part = |word: &str| {
            let at = mapped.text.find(word).unwrap_or(0);
            let (from, to) = mapped.range(at, at + word.len());
            &text[from as usize..to as usize]
        };
        assert_eq!(part("zoe"), "Zoe\u{308}");
        assert_eq!(part("strasse"), "Straße");
        assert_eq!(part("tras"), "traß");
        let phone = Mapped::digits("+86 138-0013", 100);
        assert_eq!(phone.text, "861380013");
        assert_eq!(phone.range(4, 7), (6, 10));
    }

    #[test]
    fn a_limit_never_cuts_a_character() {
        for max in 0..12 {
            assert!("王小明ß".starts_with(fold("王小明", max).as_str()));
        }
    }
}
