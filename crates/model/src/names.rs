//! Several names in one cell of a file: written so that they come back apart, whatever stands in them.

use crate::formula::{bare, bare_within, neutral, neutral_within};

/// What stands between the names of a cell, as people write them.
const SEPARATORS: [char; 7] = [',', ';', '|', '，', '；', '、', '\n'];
/// What stands around a name that holds one of them.
const QUOTE: char = '"';

/// The names as one cell: those that would be taken for several stand in quotation marks, doubled where the name has its own.
pub fn join<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let one = |name: &'a str| match name.contains(SEPARATORS) || name.trim_start().starts_with(QUOTE) {
        true => format!("\"{}\"", neutral_within(name).replace(QUOTE, "\"\"")),
        false => neutral(name),
    };
    names.into_iter().map(one).collect::<Vec<_>>().join("; ")
}

/// The names that stand in a cell. A quotation mark that is never closed, or that more of a name follows, is a part of the name.
pub fn split(cell: &str) -> Vec<String> {
    let (mut names, mut rest) = (Vec::new(), cell);
    loop {
        let (name, after) = match quoted(rest.trim_start()) {
            Some((name, after)) => (bare_within(&name).into_owned(), after),
            None => {
                let (name, after) =
                    rest.split_once(SEPARATORS).map_or((rest, None), |(name, after)| (name, Some(after)));
                (bare(name.trim()).into_owned(), after)
            }
        };
        if !name.is_empty() {
            names.push(name);
        }
        match after {
            Some(after) => rest = after,
            None => return names,
        }
    }
}

/// A name in quotation marks, and what stands after the sign that ends it.
fn quoted(text: &str) -> Option<(String, Option<&str>)> {
    let mut rest = text.strip_prefix(QUOTE)?;
    let mut name = String::new();
    loop {
        let (part, after) = rest.split_once(QUOTE)?;
        name.push_str(part);
        match after.strip_prefix(QUOTE) {
            Some(more) => {
                name.push(QUOTE);
                rest = more;
            }
            None => {
                let after = after.trim_start_matches([' ', '\t', '\r']);
                let end = after.strip_prefix(SEPARATORS).map(Some);
                return end.or(after.is_empty().then_some(None)).map(|after| (name, after));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{join, split};

    #[test]
    fn names_come_back_whatever_stands_in_them() {
        let names = [
            "VIP",
            "Smith, Jones & Co",
            "a; b",
            "x|y",
            "茶友、老客",
            "甲，乙；丙",
            "\"Best\"",
            "\"Best\", really",
            "the \"best\" one",
            "=1+1",
            "=1,2",
            "a;=1+1",
            "a;'=1",
            "-2",
            "'quoted'",
            "\"",
            "5\" pipe",
        ];
        for a in names {
            assert_eq!(split(&join([a])), [a], "{}", join([a]));
            for b in names {
                assert_eq!(split(&join([a, b])), [a, b], "{}", join([a, b]));
            }
        }
        assert_eq!(join(["VIP", "New"]), "VIP; New", "as people write them");
    }

    #[test]
    fn what_people_write_is_read() {
        for (cell, names) in [
            ("VIP, New；老客、茶友|x\ny", vec!["VIP", "New", "老客", "茶友", "x", "y"]),
            (" VIP ;; New; ", vec!["VIP", "New"]),
            ("\"a, b\" , c", vec!["a, b", "c"]),
            ("\"open, c", vec!["\"open", "c"]),
            ("\"a\" b, c", vec!["\"a\" b", "c"]),
            ("", vec![]),
            (" , ", vec![]),
        ] {
            assert_eq!(split(cell), names, "{cell}");
        }
    }
}
