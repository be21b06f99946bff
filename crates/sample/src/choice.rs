//! Numbers of the option values that the book uses (a test holds them to the words in `model::options`).

use model::OptionId;

pub(crate) const BUSINESS: OptionId = OptionId(1);
pub(crate) const PERSON: OptionId = OptionId(2);
pub(crate) const KEY_A: OptionId = OptionId(1);
pub(crate) const NORMAL_B: OptionId = OptionId(2);
pub(crate) const LOW_C: OptionId = OptionId(3);
pub(crate) const FEMALE: OptionId = OptionId(1);
pub(crate) const MALE: OptionId = OptionId(2);
pub(crate) const CONFIRMED: OptionId = OptionId(2);
pub(crate) const FULFILLED: OptionId = OptionId(3);
pub(crate) const COMPLETED: OptionId = OptionId(4);
pub(crate) const VISIT: OptionId = OptionId(3);
pub(crate) const RETURNED: OptionId = OptionId(6);

/// Weights of the values 1, 2, … of `options::SOURCE`.
pub(crate) const SOURCES: [u32; 15] = [8, 12, 6, 18, 9, 8, 2, 4, 7, 4, 6, 5, 9, 3, 2];
/// Weights of the values 1, 2, … of `options::SIZE`.
pub(crate) const SIZES: [u32; 6] = [50, 30, 12, 5, 2, 1];
/// Weights of the values 1, 2, … of `options::END_REASON`.
pub(crate) const END_REASONS: [u32; 4] = [22, 40, 25, 13];
/// Weights of the values 1, 2, … of `options::ACTIVITY_KIND`.
pub(crate) const ACTIVITY_KINDS: [u32; 6] = [30, 6, 10, 14, 20, 20];

/// The option with this place in a weighted list.
pub(crate) fn nth(index: usize) -> OptionId {
    OptionId(index as u16 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::options;

    #[test]
    fn numbers_mean_what_they_say() {
        for (list, value, name) in [
            (&options::CUSTOMER_KIND, BUSINESS, "business"),
            (&options::CUSTOMER_KIND, PERSON, "person"),
            (&options::CUSTOMER_LEVEL, KEY_A, "key_a"),
            (&options::CUSTOMER_LEVEL, NORMAL_B, "normal_b"),
            (&options::CUSTOMER_LEVEL, LOW_C, "low_c"),
            (&options::GENDER, FEMALE, "female"),
            (&options::GENDER, MALE, "male"),
            (&options::ORDER_STATUS, CONFIRMED, "confirmed"),
            (&options::ORDER_STATUS, FULFILLED, "fulfilled"),
            (&options::ORDER_STATUS, COMPLETED, "completed"),
            (&options::ORDER_STATUS, RETURNED, "returned"),
            (&options::ACTIVITY_KIND, VISIT, "visit"),
            (&options::ACTIVITY_KIND, nth(5), "note"),
        ] {
            assert_eq!(list.id(name), Some(value));
        }
        for (list, weights) in [
            (&options::SOURCE, &SOURCES[..]),
            (&options::SIZE, &SIZES),
            (&options::END_REASON, &END_REASONS),
            (&options::ACTIVITY_KIND, &ACTIVITY_KINDS),
        ] {
            assert_eq!(list.values.len(), weights.len(), "{}", list.name);
            assert!((0..weights.len()).all(|index| list.value(nth(index)).is_some()), "{}", list.name);
        }
    }
}
