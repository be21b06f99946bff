//! The rows of a purchase log.

use model::Currency;
use model::input::fold;
use serde::{Deserialize, Serialize};

/// The digits of a telephone number by which two of them are compared: Chinese mobile numbers without their country code,
/// so that `+86 138 0013 8000`, `13800138000` and `１３８００１３８０００` are one. Empty if there is no digit.
pub fn phone_key(text: &str) -> String {
    let digits: String = text.chars().map(fold).filter(char::is_ascii_digit).collect();
    let national = digits.strip_prefix("0086").or_else(|| digits.strip_prefix("86"));
    match national.filter(|rest| rest.len() == 11 && rest.starts_with('1')) {
        Some(rest) => rest.to_owned(),
        None => digits,
    }
}

/// Country codes of one and of two digits (ITU-T E.164); all others have three.
const CODES_1: &str = "1 7";
const CODES_2: &str = "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 \
    86 90 91 92 93 94 95 98";

/// The digits by which two telephone numbers are compared when rows are matched: the national number without the zero that
/// stands before it at home, so that `+44 20 7946 0958` and `020 7946 0958` are one. Empty if there is no digit.
pub fn phone_match(text: &str) -> String {
    let digits = phone_key(text);
    let abroad = text.trim_start().starts_with(['+', '＋']) || digits.starts_with("00");
    let bare = digits.trim_start_matches('0');
    let national = digits.len() < text.chars().map(fold).filter(char::is_ascii_digit).count();
    if !abroad || national {
        return bare.to_owned();
    }
    let is_code = |list: &str, length: usize| {
        bare.get(..length).is_some_and(|code| list.split_ascii_whitespace().any(|known| known == code))
    };
    let length = if is_code(CODES_1, 1) {
        1
    } else if is_code(CODES_2, 2) {
        2
    } else {
        3
    };
    bare.get(length..).unwrap_or_default().trim_start_matches('0').to_owned()
}

/// A customer as a purchase log knows them; empty strings where the log says nothing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CustomerFacts {
    /// What identifies them in the file: id, else e-mail, else phone, else name. Cleaned, never empty.
    pub key: String,
    /// Whether `key` comes from an id column.
    pub key_is_id: bool,
    /// Name; the key where the log has no other.
    pub name: String,
    /// E-mail.
    pub email: String,
    /// Phone.
    pub phone: String,
    /// Region.
    pub region: String,
    /// Industry or market segment.
    pub industry: String,
}

impl CustomerFacts {
    /// Takes over what a later row tells ([`Purchases::late_facts`]): every text that is not empty, but not the key.
    pub fn learn(&mut self, late: CustomerFacts) {
        let texts = [
            (&mut self.name, late.name),
            (&mut self.email, late.email),
            (&mut self.phone, late.phone),
            (&mut self.region, late.region),
            (&mut self.industry, late.industry),
        ];
        for (known, late) in texts {
            if !late.is_empty() {
                *known = late;
            }
        }
    }
}

/// A product as a purchase log knows it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ProductFacts {
    /// Its name (or code), cleaned, never empty.
    pub name: String,
    /// Its category, or empty.
    pub category: String,
}

/// Stands in an index column where there is nothing.
pub const NONE: u32 = u32::MAX;
/// Stands in `quantity` where there is none.
pub const NO_QUANTITY: i64 = i64::MIN;

/// Rows of a purchase log as parallel columns, one entry a row; handed over in chunks. Indices count through all
/// chunks, and each chunk brings only the dictionary entries that are new in it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Purchases {
    /// Customers first seen in this chunk.
    pub new_customers: Vec<CustomerFacts>,
    /// Products first seen in this chunk.
    pub new_products: Vec<ProductFacts>,
    /// What rows of this chunk tell for the first time about customers whose first row did not say it: their index, and
    /// their facts with empty texts for all that is not new. The customer's entry in [`Purchases::new_customers`] (of
    /// this chunk or an earlier one) is to [`CustomerFacts::learn`] them, in this order.
    pub late_facts: Vec<(u32, CustomerFacts)>,
    /// Order numbers first seen in this chunk.
    pub new_numbers: Vec<String>,
    /// Customer index of each row.
    pub customer: Vec<u32>,
    /// Product index of each row, or [`NONE`].
    pub product: Vec<u32>,
    /// Order number index of each row, or [`NONE`].
    pub number: Vec<u32>,
    /// Day of each row.
    pub day: Vec<i32>,
    /// Minor units of each row.
    pub amount: Vec<i64>,
    /// Currency index of each row into [`Purchases::currencies`].
    pub currency: Vec<u8>,
    /// Quantity of each row in millionths, or [`NO_QUANTITY`].
    pub quantity: Vec<i64>,
    /// The currencies (whole list in every chunk; later chunks may extend it).
    pub currencies: Vec<Currency>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_the_same_at_home_and_abroad() {
        for (home, abroad) in [
            ("020 7946 0958", "+44 20 7946 0958"),
            ("020 7946 0958", "0044 (0)20 7946-0958"),
            ("138 0013 8000", "+86 138-0013-8000"),
            ("13800138000", "8613800138000"),
            ("13800138000", "１３８ ００１３－８０００"),
            ("13800138000", "＋８６１３８００１３８０００"),
            ("010-6552 9988", "+86 10 6552 9988"),
            ("(415) 555-2671", "+1 415 555 2671"),
            ("06 12345678", "+39 06 12345678"),
            ("0501234567", "+971 50 123 4567"),
        ] {
            assert_eq!(phone_match(home), phone_match(abroad), "{home}");
        }
        assert_ne!(phone_match("13800138000"), phone_match("15800138000"));
        assert_eq!(phone_match("none"), "");
    }
}
