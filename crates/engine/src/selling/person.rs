//! When two names may be those of one person, written at different times by different people.

use super::same::{near, plain};

/// Words before or behind a name that say nothing of who it is.
const TITLES: &[&str] = &["mr", "mrs", "ms", "miss", "dr", "prof", "sir", "madam", "herr", "frau", "mme", "m"];
/// The same behind a Chinese family name, the longer first.
const TITLES_ZH: &[&str] =
    &["先生", "女士", "小姐", "经理", "主任", "老师", "老板", "总监", "太太", "同学", "总", "工", "董", "哥", "姐"];
/// What stands before a Chinese family name among people who know each other.
const FAMILIAR_ZH: &[char] = &['小', '老', '阿'];
/// Family names of two characters.
const DOUBLE_ZH: &[&str] =
    &["欧阳", "司马", "上官", "诸葛", "司徒", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "端木"];

/// A name in its parts: the family name, and the words or characters of the given name where one is told.
#[derive(Debug, PartialEq)]
struct Parts {
    family: String,
    given: Vec<String>,
}

/// Whether two names may be one person's: alike, or of one family name with given names that do not speak against it. Of whom no name is told, that
/// may be anybody.
pub(super) fn may_be_one(a: &str, b: &str) -> bool {
    let (plain_a, plain_b) = (plain(a), plain(b));
    if plain_a.is_empty() || plain_b.is_empty() || plain_a == plain_b || near(&plain_a, &plain_b) {
        return true;
    }
    // Of names in two scripts those of the alphabet are compared.
    let eastern = a.contains(is_eastern) && b.contains(is_eastern);
    let (a, b) = (parts(a, eastern), parts(b, eastern));
    // Where one word is all that is told, it may be the given name as well.
    let alone = |one: &Parts, other: &Parts| one.given.is_empty() && other.given.contains(&one.family);
    (a.family == b.family && agree(&a.given, &b.given)) || alone(&a, &b) || alone(&b, &a)
}

/// Whether two given names may be one: the same part in both, or a first letter that stands for one.
fn agree(a: &[String], b: &[String]) -> bool {
    let short = |one: &str, other: &str| one.chars().count() == 1 && one.is_ascii() && other.starts_with(one);
    let alike = |one: &String| b.iter().any(|other| one == other || short(one, other) || short(other, one));
    a.is_empty() || b.is_empty() || a.iter().any(alike)
}

/// Whether a letter is one of China, Japan or Korea, where the family name stands first.
fn is_eastern(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{20000}'..='\u{2ffff}')
}

/// The words of a name or of a part of one, without titles.
fn words(name: &str) -> Vec<&str> {
    let words = name.split(|c: char| !c.is_alphanumeric());
    // A title of one character may be a family name as well.
    let is_title = |word: &str| TITLES.contains(&word) || (TITLES_ZH.contains(&word) && word.chars().count() > 1);
    words.filter(|word| !word.is_empty() && !is_title(word)).collect()
}

fn parts(name: &str, eastern: bool) -> Parts {
    let lower = name.to_lowercase();
    let names: Vec<&str> = words(&lower).into_iter().filter(|word| eastern && word.contains(is_eastern)).collect();
    match names.as_slice() {
        // A family name apart from the given one. What else stands behind a name says what its bearer does.
        [family, given, ..] if family.chars().count() == 1 || DOUBLE_ZH.contains(family) => {
            return chinese(&format!("{family}{given}"));
        }
        [name, ..] => return chinese(name),
        [] => {}
    }
    let sides = lower.split_once([',', '，']).map(|(before, behind)| (words(before), words(behind)));
    let (mut words, family) = match sides {
        // "Lee, Ann" is written the other way round; behind a whole name stands what its bearer does.
        Some((before, behind)) if before.len() == 1 && !behind.is_empty() => (behind, before.first().copied()),
        Some((before, _)) if before.len() > 1 => (before, None),
        _ => (words(&lower), None),
    };
    let family = family.or_else(|| words.pop());
    Parts { family: family.unwrap_or("").to_owned(), given: words.into_iter().map(str::to_owned).collect() }
}

fn chinese(name: &str) -> Parts {
    let bare = TITLES_ZH.iter().find_map(|title| name.strip_suffix(title)).filter(|bare| !bare.is_empty());
    let name = bare.unwrap_or(name);
    if let Some(rest) = name.strip_prefix(FAMILIAR_ZH).filter(|rest| rest.chars().count() == 1) {
        return Parts { family: rest.to_owned(), given: Vec::new() };
    }
    let double = DOUBLE_ZH.iter().find_map(|family| Some((*family, name.strip_prefix(family)?)));
    let (family, given) = match double {
        Some((family, given)) => (family.to_owned(), given.chars()),
        None => {
            let mut chars = name.chars();
            (chars.next().map_or(String::new(), String::from), chars)
        }
    };
    Parts { family, given: given.map(String::from).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_may_be_one_persons_by_their_family_name() {
        for (a, b) in [
            ("小王", "王小明"),
            ("王总", "王小明"),
            ("王先生", "老王"),
            ("王小明", "王明"),
            ("欧阳修", "欧阳女士"),
            ("Ann Lee", "A. Lee"),
            ("Ann Lee", "Lee, Ann"),
            ("Ms Lee", "Ann Lee"),
            ("Ann", "Ann Lee"),
            ("Katherine Smithson", "Katharine Smithson"),
            ("", "Ann Lee"),
            ("王小明 经理", "王小明"),
            ("王小明（采购）", "王小明"),
            ("经理 王小明", "小王"),
            ("王 小明", "小王"),
            ("Ann Lee, MBA", "Ann Lee"),
            ("Ann Lee, MBA", "A. Lee"),
            ("Dr. Lee, Ann", "Ann Lee"),
            ("Lee, Dr. Ann", "Ann Lee"),
            ("Lee, Ms", "Ann Lee"),
            ("Jan van der Berg", "van der Berg, Jan"),
            ("董 小明", "小董"),
            ("王小明 (Tom Wang)", "Tom Wang"),
        ] {
            assert!(may_be_one(a, b) && may_be_one(b, a), "{a} {b}");
        }
    }

    #[test]
    fn names_of_two_people_are_not() {
        for (a, b) in [
            ("小李", "王小明"),
            ("王小明", "王芳"),
            ("欧阳修", "欧小明"),
            ("Ann Lee", "Bob Lee"),
            ("Ann Lee", "Ann Smith"),
            ("Reception", "Ann Lee"),
            ("前台", "王小明"),
            ("李芳 经理", "王小明 经理"),
            ("李芳（采购）", "王小明（采购）"),
            ("王 芳", "王小明"),
            ("Bob Lee, MBA", "Ann Lee, MBA"),
            ("Dr. Lee, Ann", "Dr. Smith, Bob"),
        ] {
            assert!(!may_be_one(a, b) && !may_be_one(b, a), "{a} {b}");
        }
    }
}
