//! Records that a text speaks of, in a form that is still plain text in a file or in another program: `@[Acme Ltd](customer:0193…)`.

use crate::schema::ALL;
use crate::{CollectionId, RecordId};

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// As it stands.
    Text(&'a str),
    /// A record.
    Record {
        /// Its collection.
        of: CollectionId,
        /// Which.
        id: RecordId,
        /// What it was called when the text was written.
        name: &'a str,
    },
}

/// A record as it is written into a text.
pub fn write(of: CollectionId, id: RecordId, name: &str) -> String {
    let collection = ALL.iter().find(|known| known.id == of).map_or("", |known| known.name);
    format!("@[{}]({collection}:{id})", plain_name(name))
}

/// A name without what would end it early.
pub fn plain_name(name: &str) -> String {
    let kept: String = name.chars().map(|c| if matches!(c, '[' | ']' | '\n') { ' ' } else { c }).collect();
    kept.trim().to_owned()
}

/// The pieces of a text, in their order. What is not quite a record stays text.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut from, mut at) = (0, 0);
    while let Some(found) = text[at..].find("@[") {
        let start = at + found;
        match record(&text[start..]) {
            Some((record, length)) => {
                if from < start {
                    pieces.push(Piece::Text(&text[from..start]));
                }
                pieces.push(record);
                at = start + length;
                from = at;
            }
            None => at = start + 1,
        }
    }
    if from < text.len() {
        pieces.push(Piece::Text(&text[from..]));
    }
    pieces
}

/// The record at the beginning of a text, and how long it is written.
fn record(text: &str) -> Option<(Piece<'_>, usize)> {
    let (name, rest) = text.strip_prefix("@[")?.split_once(']')?;
    let (target, _) = rest.strip_prefix('(')?.split_once(')')?;
    let (of, id) = target.split_once(':')?;
    // Only as it is written: so what is written again is the same text.
    let is_id = id.len() == 32 && id.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    if name.is_empty() || name.contains(['[', '\n']) || !is_id {
        return None;
    }
    let of = ALL.iter().find(|known| known.name == of)?.id;
    let length = "@[](".len() + name.len() + target.len() + ")".len();
    Some((Piece::Record { of, id: id.parse().ok()?, name }, length))
}

/// The text as it is read, names without their ids.
pub fn plain(text: &str) -> String {
    let read = pieces(text).into_iter().map(|piece| match piece {
        Piece::Text(text) => text.to_owned(),
        Piece::Record { name, .. } => format!("@{name}"),
    });
    read.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{customer, product};

    #[test]
    fn what_is_written_is_read_again() {
        for name in ["Acme Ltd", "王小明", "A ] b [ c", "f(x): @[y](z)", "<b>"] {
            let text = format!("before {}, after", write(customer::ID, RecordId(7), name));
            let plain = plain_name(name);
            let record = Piece::Record { of: customer::ID, id: RecordId(7), name: &plain };
            assert_eq!(pieces(&text), [Piece::Text("before "), record, Piece::Text(", after")], "{name}");
        }
    }

    #[test]
    fn what_is_not_quite_a_record_stays_text() {
        let id = RecordId(1);
        let others = [
            "@[",
            "@[]",
            "@[a]",
            "@[a](b)",
            "@[a](nothing:1)",
            "@[a](customer:xyz)",
            "@[](customer:1)",
            "@ [a](customer:1)",
            "a@b.com",
        ];
        for text in others {
            assert_eq!(pieces(text), [Piece::Text(text)], "{text}");
        }
        let two = format!("@[@[{}", &write(product::ID, id, "Tea")[2..]);
        assert_eq!(pieces(&two).len(), 2, "{two}");
        assert_eq!(pieces(""), []);
    }

    #[test]
    fn nothing_of_a_text_is_lost() {
        let one = write(customer::ID, RecordId(3), "一");
        let mut text = String::new();
        for (at, piece) in ["@", "[", "]", "(", ")", ":", "@[", "](", &one, "文", " ", "customer:3"]
            .iter()
            .cycle()
            .take(500)
            .enumerate()
        {
            text += piece;
            if at % 7 == 3 {
                text += &one;
            }
            let again: String = pieces(&text)
                .into_iter()
                .map(|piece| match piece {
                    Piece::Text(text) => text.to_owned(),
                    Piece::Record { of, id, name } => write(of, id, name),
                })
                .collect();
            assert_eq!(again, text);
        }
        assert_eq!(plain(&format!("with {one}.")), "with @一.");
    }
}
