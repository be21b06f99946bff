//! How a file with these headers was read the last time. Kept in this browser, without a word of what stands in the file: a
//! number for the headers, and what each column meant.

use crate::data::prefs;
use protocol::import::Mapping;

const KEY: &str = "rapport.import.read";
/// Changes with the form of [`Mapping`]: what another version wrote is not read.
const FORM: &str = "1:";
/// Kinds of files that are remembered; the oldest goes.
const MAX: usize = 40;

type Remembered = Vec<(u64, Mapping)>;

/// How a file with these headers was read.
pub(in crate::import) fn recall(fingerprint: u64) -> Option<Mapping> {
    read().into_iter().find(|(known, _)| *known == fingerprint && fingerprint != 0).map(|(_, mapping)| mapping)
}

/// Keeps how it was read.
pub(in crate::import) fn keep(fingerprint: u64, mapping: &Mapping) {
    if fingerprint == 0 {
        return;
    }
    let mut all = read();
    all.retain(|(known, _)| *known != fingerprint);
    all.insert(0, (fingerprint, mapping.clone()));
    all.truncate(MAX);
    if let Ok(bytes) = protocol::encode(&all) {
        let text = bytes.iter().fold(FORM.to_owned(), |text, byte| text + &format!("{byte:02x}"));
        prefs::set(KEY, &text.into());
    }
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
        for text in ["", "1:", "1:0", "1:zz", "2:00", "1:ff", "1:王"] {
            assert!(decode(text).is_none_or(|all| all.is_empty()), "{text}");
        }
        assert_eq!(decode("1:00").map(|all| all.len()), Some(0));
    }
}
