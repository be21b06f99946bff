//! Places in a list that people order by hand: texts that compare as the places do, so that one can always be made between two
//! others without touching them (fractional indexing, D. Greenspan 2017). Two devices that choose the same place agree by the record's id.

/// In ascending order of bytes. A position never ends with the first, so that there is always room before it.
const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const BASE: usize = DIGITS.len();

/// The position of the value that stands at `index` (from 0) of a list nobody has ordered yet.
pub fn nth(index: usize) -> String {
    let room = BASE - 2;
    let digit = |at: usize| char::from(DIGITS[1 + at.min(room)]);
    [digit(index / room), digit(index % room)].iter().collect()
}

/// A position after `before` and ahead of `after`; `None` stands for the list's ends. Where the two are not in that order, only
/// `before` counts.
pub fn between(before: Option<&str>, after: Option<&str>) -> String {
    let low = digits(before.unwrap_or_default());
    let mut high = after.map(digits).filter(|high| *high > low);
    let mut made = Vec::new();
    for at in 0.. {
        let from = low.get(at).copied().unwrap_or(0);
        match high.as_ref().map(|high| high.get(at).copied().unwrap_or(0)) {
            Some(to) if to == from => made.push(from),
            Some(to) if to > from + 1 => {
                made.push((from + to) / 2);
                break;
            }
            // Next to each other: whatever follows the lower one is still below the higher one.
            Some(_) => {
                made.push(from);
                high = None;
            }
            // Open above: small steps, so that many can be added at the end.
            None if before.is_none() => {
                made.push(BASE / 2);
                break;
            }
            None if from + 1 < BASE => {
                made.push(from + 1);
                break;
            }
            None => made.push(from),
        }
    }
    made.into_iter().map(|digit| char::from(DIGITS[digit])).collect()
}

/// Numbers of the digits; what is none counts as the highest. Without zeros at the end, which say nothing.
fn digits(text: &str) -> Vec<usize> {
    let number = |byte: u8| DIGITS.iter().position(|digit| *digit == byte).unwrap_or(BASE - 1);
    let mut digits: Vec<usize> = text.bytes().map(number).collect();
    while digits.last() == Some(&0) {
        digits.pop();
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unordered_values_stand_in_their_order() {
        let all: Vec<String> = (0..200).map(nth).collect();
        assert!(all.is_sorted() && all.windows(2).all(|pair| pair[0] != pair[1]));
        assert!(all.iter().all(|position| !position.ends_with('0')));
    }

    #[test]
    fn there_is_always_a_place_between_two() {
        let mut all = vec![between(None, None)];
        // Always at the front, always at the end, always in the same gap.
        for _ in 0..200 {
            all.insert(0, between(None, all.first().map(String::as_str)));
            all.push(between(all.last().map(String::as_str), None));
            all.insert(3.min(all.len()), between(all.get(2).map(String::as_str), all.get(3).map(String::as_str)));
        }
        assert!(all.windows(2).all(|pair| pair[0] < pair[1]), "{all:?}");
    }

    #[test]
    fn nonsense_gives_a_place_behind_what_was_before() {
        assert!(between(Some("b"), Some("a")).as_str() > "b");
        assert!(between(Some("a"), Some("a")).as_str() > "a");
        assert!(!between(Some("王"), Some("")).is_empty());
        assert!(!between(None, Some("000")).is_empty());
    }
}
