//! One line becomes a lead: what in it is a name, a telephone number, an address, a business.

use crate::selling::same::{DIGITS_MIN, digits, is_business};
use protocol::selling::leads::{Probe, Recognised};

/// Words before a WeChat name.
const WECHAT: &[&str] = &["wechat", "weixin", "微信号", "微信", "wx"];
/// Most characters of a line that are looked at: a name and how to reach it are shorter.
const CHARS_MAX: usize = 400;

/// What is recognised in a line.
pub fn read(line: &str) -> Recognised {
    let line: String = line.chars().take(CHARS_MAX).collect();
    let mut read = Recognised::default();
    let mut pieces = Vec::new();
    for segment in line.split([',', '，', ';', '；', '、', '\n', '\t', '|']) {
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
    read
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
    let mut left = String::new();
    let mut run = String::new();
    for c in text.chars().chain(['\0']) {
        if in_phone(c) {
            run.push(c);
            continue;
        }
        let number = run.trim().trim_end_matches(['-', '.', '/', '(']).trim();
        let known = digits(number).len() >= DIGITS_MIN;
        match (known, read.mobile.is_empty(), read.phone.is_empty()) {
            (true, true, _) => number.clone_into(&mut read.mobile),
            (true, false, true) => number.clone_into(&mut read.phone),
            _ => left.push_str(&run),
        }
        if known {
            left.push('\n');
        }
        run.clear();
        if c != '\0' {
            left.push(c);
        }
    }
    left
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
}
