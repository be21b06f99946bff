//! Money: an integer count of minor units and the currency it is in.

use serde::{Deserialize, Serialize};
use std::fmt;

/// ISO 4217 codes in use.
const CODES: &str = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD \
    CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD \
    HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD \
    MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG \
    QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD \
    TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG";

/// Currencies whose sign is a plain `$`.
const DOLLARS: &str = "AUD BBD BMD BND BSD BZD CAD CLP COP CUP DOP FJD GYD HKD JMD KYD LRD MXN NAD NZD SBD SGD SRD TTD \
    TWD USD UYU XCD ARS";

/// An ISO 4217 code, three capital letters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Currency([u8; 3]);

impl Currency {
    /// US dollar.
    pub const USD: Currency = Currency(*b"USD");
    /// Chinese yuan.
    pub const CNY: Currency = Currency(*b"CNY");
    /// Euro.
    pub const EUR: Currency = Currency(*b"EUR");
    /// Pound sterling.
    pub const GBP: Currency = Currency(*b"GBP");

    /// The currency with this code, if it has the form of one (three letters; case does not matter).
    pub fn from_code(code: &str) -> Option<Currency> {
        let bytes: [u8; 3] = code.as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_alphabetic).then(|| Currency(bytes.map(|b| b.to_ascii_uppercase())))
    }

    /// The three letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }

    /// Whether there is such a currency. A book may hold others: what was written stays.
    pub fn is_listed(self) -> bool {
        CODES.split_ascii_whitespace().any(|listed| listed == self.code())
    }

    /// Whether its sign is a plain `$`: who keeps a book in it means it by that sign.
    pub fn is_dollar(self) -> bool {
        DOLLARS.split_ascii_whitespace().any(|listed| listed == self.code())
    }

    /// Decimal digits of the minor unit (ISO 4217): 2 for most, 0 for the yen, 3 for the dinar.
    pub fn digits(self) -> u32 {
        match &self.0 {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG" | b"RWF" | b"UGX"
            | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            _ => 2,
        }
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// An amount in minor units (cents, fen) of one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// Minor units; negative for refunds.
    pub minor: i64,
    /// What the units are.
    pub currency: Currency,
}

impl Money {
    /// The plain decimal number, as for an export: `-1234.50`.
    pub fn plain(self) -> String {
        let digits = self.currency.digits() as usize;
        let sign = if self.minor < 0 { "-" } else { "" };
        let text = format!("{:0>width$}", self.minor.unsigned_abs(), width = digits + 1);
        let (whole, part) = text.split_at(text.len() - digits);
        if digits == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
    }

    /// The number of the amount in thousandths: on one scale, whatever minor units the currency has. It says nothing of what currencies are worth.
    pub fn thousandths(self) -> i64 {
        self.minor.saturating_mul(10_i64.pow(3_u32.saturating_sub(self.currency.digits())))
    }

    /// The amount as it is typed by somebody whose own currency is `own`: the number, after its code where it is in another one.
    pub fn typed(self, own: Currency) -> String {
        if self.currency == own { self.plain() } else { format!("{} {}", self.currency.code(), self.plain()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_writes_every_minor_unit() {
        let money = |minor, code: &str| Money { minor, currency: Currency::from_code(code).expect("code") };
        assert_eq!(money(-5, "USD").plain(), "-0.05");
        assert_eq!(money(123_450, "cny").plain(), "1234.50");
        assert_eq!(money(99, "JPY").plain(), "99");
        assert_eq!(money(1, "KWD").plain(), "0.001");
        assert_eq!(money(i64::MIN, "USD").plain(), "-92233720368547758.08");
    }

    #[test]
    fn a_code_is_three_letters() {
        assert_eq!(Currency::from_code("usd"), Some(Currency::USD));
        assert_eq!(Currency::from_code("US"), None);
        assert_eq!(Currency::from_code("U$D"), None);
        let listed = |code: &str| Currency::from_code(code).is_some_and(Currency::is_listed);
        assert!(["USD", "cny", "AED", "ZWG"].into_iter().all(listed));
        assert!(!["ABC", "XXX", "SDU"].into_iter().any(listed));
    }
}
