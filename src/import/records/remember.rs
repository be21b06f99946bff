//! How a file with these headers was read the last time. Kept in this browser, without a word of what stands in the file: a
//! number for the headers, and what each column meant.

use super::decide::with_records;
use crate::data::prefs;
use crate::fields;
use model::Kind;
use protocol::import::{Mapping, WordMeaning, WordTo};

const KEY: &str = "rapport.import.read";
/// Changes with the form of [`Mapping`]: what another version wrote is not read.
const FORM: &str = "2:";
/// Kinds of files that are remembered; the oldest goes.
const MAX: usize = 40;

type Remembered = Vec<(u64, Mapping)>;

/// How a file with these headers was read.
pub(in crate::import) fn recall(fingerprint: u64) -> Option<Mapping> {
    let before = read().into_iter().find(|(known, _)| *known == fingerprint && fingerprint != 0);
    before.map(|(_, mapping)| with_records(&mapping, |records| records.words.retain(stands)))
}

/// Whether a word still means what it meant: the choice may have been deleted since.
fn stands(word: &WordMeaning) -> bool {
    let WordTo::Option(id) = word.to else { return true };
    match fields::find(word.of, word.field).map(|field| field.kind) {
        Some(Kind::Option(list)) => fields::all_choices(list).iter().any(|choice| choice.id == id),
        _ => false,
    }
}

/// Keeps how it was read.
pub(in crate::import) fn keep(fingerprint: u64, mapping: &Mapping) {
    if fingerprint == 0 {
        return;
    }
    let mut all = read();
    all.retain(|(known, _)| *known != fingerprint);
    all.insert(0, (fingerprint, without_words(mapping)));
    all.truncate(MAX);
    if let Ok(bytes) = protocol::encode(&all) {
        let text = bytes.iter().fold(FORM.to_owned(), |text, byte| text + &format!("{byte:02x}"));
        prefs::set(KEY, &text.into());
    }
}

/// What is kept of a mapping: the name of a new value is a word of the file, and from now on it is known by itself.
fn without_words(mapping: &Mapping) -> Mapping {
    with_records(mapping, |records| records.words.retain(|word| !matches!(word.to, WordTo::New(_))))
}

fn read() -> Remembered {
    let text = prefs::get_text(KEY).unwrap_or_default();
    decode(&text).unwrap_or_default()
}

fn decode(text: &str) -> Option<Remembered> {
    let hex = text.strip_prefix(FORM).filter(|hex| hex.is_ascii())?;
    let byte = |at: usize| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok();
    let bytes: Option<Vec<u8>> = (0..hex.len()).step_by(2).map(byte).collect();
    protocol::decode(&bytes?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_badly_is_not_recalled() {
        for text in ["", "2:", "2:0", "2:zz", "1:00", "2:ff", "2:王"] {
            assert!(decode(text).is_none_or(|all| all.is_empty()), "{text}");
        }
        assert_eq!(decode("2:00").map(|all| all.len()), Some(0));
    }
}
