//! When two names, numbers or addresses are of the same somebody, however they are written.

/// A telephone number as its digits: without what groups them, an extension, and zeros in front.
pub fn digits(text: &str) -> String {
    let mut digits = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let digit = match c {
            '0'..='9' => c,
            '０'..='９' => char::from(b'0' + (c as u32 - '０' as u32) as u8),
            // "+44 (0)20 …": a zero for those who call from within.
            '(' | '（' if chars.peek() == Some(&'0') => {
                let rest: Vec<char> = chars.clone().take(2).collect();
                if matches!(rest.get(1), Some(')' | '）')) {
                    chars.next();
                }
                continue;
            }
            'x' | 'X' | 'e' | 'E' | '#' | ';' | '转' | '轉' | '分' if digits.len() >= 7 => break,
            _ => continue,
        };
        digits.push(digit);
    }
    digits.trim_start_matches('0').to_owned()
}

/// Fewest digits of a number that tells somebody.
pub const DIGITS_MIN: usize = 7;
/// Fewest digits where one of two numbers says its country and the other does not.
const NATIONAL_MIN: usize = 8;
/// Most digits of the code of a country.
const COUNTRY_MAX: usize = 3;

/// Whether two numbers, as [`digits`] leaves them, are one: with the code of the country or without.
pub fn same_phone(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    match long.strip_suffix(short) {
        Some("") => short.len() >= DIGITS_MIN,
        Some(country) => short.len() >= NATIONAL_MIN && country.len() <= COUNTRY_MAX,
        None => false,
    }
}

/// Words that only say what kind of business it is.
const FORMS: &[&str] = &[
    "ltd",
    "limited",
    "inc",
    "incorporated",
    "llc",
    "llp",
    "plc",
    "co",
    "corp",
    "corporation",
    "company",
    "gmbh",
    "ag",
    "kg",
    "sa",
    "sarl",
    "srl",
    "spa",
    "bv",
    "nv",
    "ab",
    "oy",
    "as",
    "pty",
    "pte",
    "kk",
    "group",
    "holding",
    "holdings",
];

/// The same at the end of a Chinese name, the longer before those that they end with.
const FORMS_ZH: &[&str] = &[
    "股份有限公司",
    "有限责任公司",
    "有限公司",
    "集团公司",
    "分公司",
    "总公司",
    "公司",
    "集团",
    "股份",
    "工作室",
    "商行",
    "商店",
    "厂",
    "店",
];

/// Whether a name says that it is a business.
pub fn is_business(name: &str) -> bool {
    let lower = name.trim().to_lowercase();
    let last = lower.rsplit(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or("");
    FORMS_ZH.iter().any(|form| lower.len() > form.len() && lower.ends_with(form))
        || (FORMS.contains(&last) && lower.len() > last.len())
}

/// A name as it is compared: its words in lower case and in order of the alphabet, without those that say the kind of business.
pub fn plain(name: &str) -> String {
    let folded: String = name.chars().flat_map(fold).collect();
    let mut words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    while words.len() > 1 && words.last().is_some_and(|last| FORMS.contains(last)) {
        words.pop();
    }
    if let Some(last) = words.last_mut() {
        *last = without_form(last);
    }
    words.sort_unstable();
    words.concat()
}

/// A Chinese name without what says the kind of business, unless nothing else is left.
fn without_form(word: &str) -> &str {
    let mut word = word;
    while let Some(shorter) = FORMS_ZH.iter().find_map(|form| word.strip_suffix(form)).filter(|left| left.len() > 3) {
        word = shorter;
    }
    word
}

/// Wide letters and digits as those of the alphabet, all in lower case.
fn fold(c: char) -> impl Iterator<Item = char> {
    let narrow = match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        c => c,
    };
    narrow.to_lowercase()
}

/// How alike two names as [`plain`] leaves them have to be, and how long, so that they may be one with a letter wrong.
const ALIKE: f64 = 0.8;
const LETTERS_MIN: usize = 5;

/// Whether two names differ in little: by the share of pairs of neighbouring letters that they have in common (Dice 1945).
pub fn near(a: &str, b: &str) -> bool {
    let (a, b) = (pairs(a), pairs(b));
    if a.len() + 1 < LETTERS_MIN || b.len() + 1 < LETTERS_MIN {
        return false;
    }
    let (mut at, mut other, mut common) = (0, 0, 0);
    while at < a.len() && other < b.len() {
        match a[at].cmp(&b[other]) {
            std::cmp::Ordering::Less => at += 1,
            std::cmp::Ordering::Greater => other += 1,
            std::cmp::Ordering::Equal => (at, other, common) = (at + 1, other + 1, common + 1),
        }
    }
    2.0 * f64::from(common) >= ALIKE * (a.len() + b.len()) as f64
}

fn pairs(text: &str) -> Vec<(char, char)> {
    let mut pairs: Vec<_> = text.chars().zip(text.chars().skip(1)).collect();
    pairs.sort_unstable();
    pairs
}

/// Which letters occur in a name, a bit for several each: names that lack letters of another need not be looked at more closely.
pub fn letters(name: &str) -> u64 {
    let bit = |c: char| match c {
        'a'..='z' => 1 << (c as u32 - 'a' as u32),
        'A'..='Z' => 1 << (c as u32 - 'A' as u32),
        '0'..='9' => 1 << (26 + (c as u32 - '0' as u32) % 6),
        c if c.is_ascii() => 0,
        // Wide letters and those with a case of their own are looked at in any case.
        '\u{ff01}'..='\u{ff5e}' => u64::MAX,
        c if c.is_lowercase() || c.is_uppercase() => u64::MAX,
        c => 1_u64 << (32 + (c as u32).wrapping_mul(0x9E37_79B1) % 32),
    };
    name.chars().fold(0, |all, c| all | bit(c))
}

/// Whether so many of the wanted letters occur that the names may be alike.
pub fn may_be(wanted: u64, letters: u64) -> bool {
    let missing = (wanted & !letters).count_ones();
    missing * 5 <= wanted.count_ones()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_the_same_in_any_writing() {
        for (a, b) in [
            ("138 0013 8000", "+86-138-0013-8000"),
            ("13800138000", "0086 138 0013 8000"),
            ("020 7946 0000", "+44 (0)20 7946 0000"),
            ("(020) 7946-0000 ext 12", "+44 20 7946 0000"),
            ("０５７１-8765 4321", "+86 571 87654321 转 801"),
        ] {
            assert!(same_phone(&digits(a), &digits(b)), "{a} {b} {} {}", digits(a), digits(b));
        }
        for (a, b) in [("13800138000", "13800138001"), ("7946 0000", "+44 20 7946 0000"), ("12345", "12345")] {
            assert!(!same_phone(&digits(a), &digits(b)), "{a} {b}");
        }
    }

    #[test]
    fn names_are_compared_without_what_says_nothing() {
        for (a, b) in [
            ("Acme Ltd.", "ACME"),
            ("Acme Tea Co., Ltd", "acme tea"),
            ("杭州云栖茶业有限公司", "杭州云栖茶业"),
            ("杭州云栖茶业股份有限公司", "杭州云栖茶业集团"),
            ("Lee Ann", "Ann LEE"),
            ("ＡＢＣ 贸易", "abc贸易"),
        ] {
            assert_eq!(plain(a), plain(b));
            assert!(may_be(letters(&plain(a)), letters(b)), "{a} {b}");
        }
        assert_eq!(plain("公司"), "公司");
        assert!(is_business("Acme Ltd") && is_business("云栖茶业有限公司") && !is_business("Ann Lee"));
        assert!(!is_business("公司") && !is_business("Co"));
    }

    #[test]
    fn a_letter_may_be_wrong_in_a_long_name_and_none_in_a_short_one() {
        assert!(near(&plain("Riverside Trading Ltd"), &plain("Riversde Trading")));
        assert!(near(&plain("杭州西湖云栖茶叶贸易有限公司"), &plain("杭州市西湖云栖茶叶贸易")));
        assert!(!near(&plain("王小明"), &plain("王小名")));
        assert!(!near(&plain("Riverside Trading"), &plain("Riverside Foods")));
    }
}
