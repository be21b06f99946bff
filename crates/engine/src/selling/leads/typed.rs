//! One line becomes a lead: what in it is a name, a telephone number, an address, a business.

use super::figures::{claims, is_amount, is_day, may_be_phone};
use crate::selling::same::is_business;
use protocol::selling::leads::{Probe, Recognised};

/// Words before a WeChat name.
const WECHAT: &[&str] = &["wechat", "weixin", "微信号", "微信", "wx"];
/// Most characters of a line that are looked at: a name and how to reach it are shorter. What lies beyond is a remark.
const CHARS_MAX: usize = 400;
/// What stands between the parts of a line.
const BETWEEN: &[char] = &[',', '，', ';', '；', '、', '\n', '\t', '|'];

/// What is recognised in a line.
pub fn read(line: &str) -> Recognised {
    let (line, beyond) = looked_at(line.trim());
    let mut read = Recognised::default();
    let mut pieces = Vec::new();
    for segment in line.split(BETWEEN) {
        pieces.extend(rest(segment.trim(), &mut read));
    }
    for text in pieces {
        let business = is_business(&text);
        let field = match (business, read.name.is_empty(), read.company.is_empty()) {
            (true, _, true) => &mut read.company,
            (false, true, _) => &mut read.name,
            (false, false, true) => &mut read.company,
            _ => &mut read.remark,
        };
        if !field.is_empty() {
            field.push(' ');
        }
        field.push_str(&text);
    }
    if !read.remark.is_empty() && !beyond.is_empty() {
        read.remark.push(' ');
    }
    read.remark.push_str(beyond);
    read
}

/// The part of a line that is looked at, and the rest. No word is torn.
fn looked_at(line: &str) -> (&str, &str) {
    let Some((most, _)) = line.char_indices().nth(CHARS_MAX) else { return (line, "") };
    let is_between = |c: char| c.is_whitespace() || BETWEEN.contains(&c);
    let end = line[..most].rfind(is_between).filter(|end| *end > 0).unwrap_or(most);
    (&line[..end], line[end..].trim_start_matches(is_between))
}

/// Takes what has a form of its own out of a part of the line; the pieces that are left.
fn rest(segment: &str, read: &mut Recognised) -> Vec<String> {
    if let Some(name) = wechat(segment) {
        read.wechat = name;
        return Vec::new();
    }
    let mut left = String::new();
    for word in segment.split_whitespace() {
        let bare = word.trim_matches(|c: char| matches!(c, '<' | '>' | '(' | ')' | '（' | '）' | '.'));
        if is_email(bare) && read.email.is_empty() {
            bare.clone_into(&mut read.email);
            left.push('\n');
        } else if !word.is_ascii() && is_business(word) {
            // Chinese names are one word each, so a business beside a person needs no comma.
            left.push_str(&format!("\n{word}\n"));
        } else {
            left.push_str(word);
            left.push(' ');
        }
    }
    let left = without_phones(&left, read);
    let pieces = left.split('\n').map(|piece| piece.split_whitespace().collect::<Vec<_>>().join(" "));
    pieces.filter(|piece| !piece.is_empty()).collect()
}

fn is_email(word: &str) -> bool {
    word.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && !host.contains('@') && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
    })
}

fn wechat(segment: &str) -> Option<String> {
    let lower = segment.to_lowercase();
    let word = WECHAT.iter().find(|word| lower.starts_with(**word))?;
    // Lower case of these letters is as long as they are, up to the end of the word.
    let after = segment.get(word.len()..)?;
    let name = after.trim_start().trim_start_matches([':', '：', '=']).trim();
    let parted = after.starts_with(|c: char| !c.is_alphanumeric()) || word.chars().all(|c| !c.is_ascii());
    (parted && !name.is_empty() && !name.contains(char::is_whitespace)).then(|| name.to_owned())
}

fn in_phone(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '０'..='９' | '+' | '(' | ')' | '（' | '）' | '-' | '–' | '.' | '/' | ' ')
}

/// Takes runs of digits that are long enough for a telephone number out of a text.
fn without_phones(text: &str, read: &mut Recognised) -> String {
    let (mut left, mut rest, mut earlier) = (String::new(), text, "");
    while let Some(at) = rest.find(in_phone) {
        let (before, run) = rest.split_at(at);
        let (run, after) = run.split_at(run.find(|c| !in_phone(c)).unwrap_or(run.len()));
        left.push_str(before);
        let (between, next) = after.split_at(after.find(in_phone).unwrap_or(after.len()));
        let next = &next[..next.find(|c| !in_phone(c)).unwrap_or(next.len())];
        let claimed = (claims(earlier, before, run).1, claims(run, between, next).0);
        let words: Vec<&str> = run.split_inclusive(' ').collect();
        let told = |at: &usize| !words[*at].trim().is_empty();
        let (first, last) = ((0..words.len()).find(told), (0..words.len()).rfind(told));
        let mut number = String::new();
        for (at, word) in words.iter().enumerate() {
            let beside = (claimed.0 && Some(at) == first) || (claimed.1 && Some(at) == last);
            if is_day(word) || (beside && is_amount(word)) {
                take(&std::mem::take(&mut number), read, &mut left);
                left.push_str(word);
            } else {
                number.push_str(word);
            }
        }
        take(&number, read, &mut left);
        (rest, earlier) = (after, run);
    }
    left + rest
}

/// A telephone number goes where there is room for one; anything else is left.
fn take(run: &str, read: &mut Recognised, left: &mut String) {
    let number = run.trim().trim_end_matches(['-', '.', '/', '(']).trim();
    let known = may_be_phone(number);
    match (known, read.mobile.is_empty(), read.phone.is_empty()) {
        (true, true, _) => number.clone_into(&mut read.mobile),
        (true, false, true) => number.clone_into(&mut read.phone),
        _ => left.push_str(run),
    }
    if known {
        left.push('\n');
    }
}

/// What is compared with the book.
pub fn probe(read: &Recognised) -> Probe {
    let phones = [&read.mobile, &read.phone].into_iter().filter(|phone| !phone.is_empty());
    Probe {
        name: read.name.clone(),
        company: read.company.clone(),
        phones: phones.cloned().collect(),
        email: read.email.clone(),
        wechat: read.wechat.clone(),
        except: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: &str) -> [String; 6] {
        let Recognised { name, company, mobile, phone, email, wechat, .. } = read(line);
        [name, company, mobile, phone, email, wechat]
    }

    #[test]
    fn one_thing_is_recognised_as_what_it_is() {
        assert_eq!(told("Ann Lee"), ["Ann Lee", "", "", "", "", ""]);
        assert_eq!(told("王小明"), ["王小明", "", "", "", "", ""]);
        assert_eq!(told("+44 (0)20 7946-0000"), ["", "", "+44 (0)20 7946-0000", "", "", ""]);
        assert_eq!(told(" ann@example.com "), ["", "", "", "", "ann@example.com", ""]);
        assert_eq!(told("Acme Tea Ltd"), ["", "Acme Tea Ltd", "", "", "", ""]);
        assert_eq!(told("微信：annlee88"), ["", "", "", "", "", "annlee88"]);
        assert_eq!(told("No. 7"), ["No. 7", "", "", "", "", ""]);
        assert_eq!(told(""), [""; 6]);
    }

    #[test]
    fn a_whole_line_comes_apart() {
        let whole = told("Ann Lee, Acme Tea Ltd, 020 7946 0000, +44 7700 900123, ann@example.com, wx: ann_88");
        assert_eq!(whole, ["Ann Lee", "Acme Tea Ltd", "020 7946 0000", "+44 7700 900123", "ann@example.com", "ann_88"]);
        assert_eq!(
            told("李雷 13800138000 杭州云栖茶业有限公司"),
            ["李雷", "杭州云栖茶业有限公司", "13800138000", "", "", ""]
        );
        assert_eq!(told("李雷，杭州云栖茶业，13800138000"), ["李雷", "杭州云栖茶业", "13800138000", "", "", ""]);
        assert_eq!(read("Ann Lee, Acme, wants samples").remark, "wants samples");
        assert_eq!(told("Wxford House"), ["Wxford House", "", "", "", "", ""]);
    }

    #[test]
    fn a_day_or_an_amount_is_no_telephone() {
        for line in [
            "call back 2026-10-05 please",
            "call back on 05/10/2026 at 10:30",
            "am 5.10.2026",
            "2026-10-05 14:30",
            "wants 1500000",
            "wants 2500000.50",
            "budget USD 8750000",
            "budget €8750000 or more",
            "8750000 EUR",
            "预算8765432元",
            "1 500 000 €",
            "8750000 US$",
            "预算8765432万元",
            "card 6222021234567890123",
        ] {
            assert_eq!(told(line)[2..4], ["", ""], "{line}");
            assert_eq!(told(line)[0], line);
        }
        for (line, number) in [
            ("2026-10-05 13800138000", "13800138000"),
            ("13800138000 2026-10-05", "13800138000"),
            ("13800138000 8750000元", "13800138000"),
            ("8765 4321", "8765 4321"),
            ("5551234", "5551234"),
            ("0571-8765 0000", "0571-8765 0000"),
            ("+1 500 000 0000", "+1 500 000 0000"),
            ("¥13800138000", "13800138000"),
            ("Li 138 0013 8000 ¥5000", "138 0013 8000"),
            ("Li 138 0013 8000 ¥ 8750001", "138 0013 8000"),
            ("¥8750000 138 0013 8000", "138 0013 8000"),
            ("500 USD 020 7946 0000", "020 7946 0000"),
            ("500USD +44 20 7946 0000", "+44 20 7946 0000"),
            ("020 7946 0000 USD 500", "020 7946 0000"),
            ("5000 US$ 020 7946 0000", "020 7946 0000"),
            ("0571 8765 4321 ¥5000", "0571 8765 4321"),
            ("预算5000元 138 0013 8000", "138 0013 8000"),
            ("预算8765432元 138 0013 8000", "138 0013 8000"),
            ("预算8765432元138 0013 8000", "138 0013 8000"),
            ("预算500万元 138 0013 8000", "138 0013 8000"),
            ("138 0013 8000 预算8765432元", "138 0013 8000"),
            ("87654321 $5000", "87654321"),
            ("8765432 元 138 0013 8000", "138 0013 8000"),
            ("Li 138 0013 8000 USD 8765432", "138 0013 8000"),
            ("$8765432-$8765433 020 7946 0000", "020 7946 0000"),
        ] {
            let told = told(line);
            assert_eq!(told[2], number, "{line}");
            assert_eq!(told[3], "", "{line}");
        }
        let both = read("Ann Lee, Acme, 2026-10-05 13800138000");
        assert_eq!((both.mobile.as_str(), both.remark.as_str()), ("13800138000", "2026-10-05"));
    }

    #[test]
    fn what_a_long_line_says_at_its_end_is_in_the_remark() {
        let end = "and so on, 020 7946 0000; ".repeat(30);
        let line = format!("Ann Lee, Acme, wants samples {end}the end");
        let long = read(&line);
        assert_eq!((long.name.as_str(), long.company.as_str()), ("Ann Lee", "Acme"));
        assert!(long.remark.starts_with("wants samples and so on"), "{}", long.remark);
        assert!(
            long.remark.ends_with(&format!("{}the end", "and so on, 020 7946 0000; ".repeat(12))),
            "{}",
            long.remark
        );
        assert_eq!(long.remark.matches("so on").count(), 30);
        let without_blanks = "茶".repeat(1000);
        let long = read(&without_blanks);
        assert_eq!(format!("{}{}", long.name, long.remark), without_blanks);
    }
}
