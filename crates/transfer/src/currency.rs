//! The marks and words by which amounts name their currency.

use model::Currency;

/// Marks and words, in lower case, each with the code it stands for.
const WORDS: &[(&str, &str)] = &[
    ("€", "EUR"),
    ("£", "GBP"),
    ("₩", "KRW"),
    ("₹", "INR"),
    ("₽", "RUB"),
    ("₫", "VND"),
    ("฿", "THB"),
    ("₺", "TRY"),
    ("₪", "ILS"),
    ("₱", "PHP"),
    ("₴", "UAH"),
    ("₦", "NGN"),
    ("₸", "KZT"),
    ("us$", "USD"),
    ("usd$", "USD"),
    ("a$", "AUD"),
    ("au$", "AUD"),
    ("c$", "CAD"),
    ("ca$", "CAD"),
    ("hk$", "HKD"),
    ("nt$", "TWD"),
    ("s$", "SGD"),
    ("nz$", "NZD"),
    ("mx$", "MXN"),
    ("r$", "BRL"),
    ("cn¥", "CNY"),
    ("jp¥", "JPY"),
    ("円", "JPY"),
    ("rmb", "CNY"),
    ("人民币", "CNY"),
    ("美元", "USD"),
    ("美金", "USD"),
    ("欧元", "EUR"),
    ("英镑", "GBP"),
    ("日元", "JPY"),
    ("韩元", "KRW"),
    ("港元", "HKD"),
    ("港币", "HKD"),
    ("台币", "TWD"),
    ("新台币", "TWD"),
    ("rs", "INR"),
    ("rs.", "INR"),
    ("zł", "PLN"),
    ("kč", "CZK"),
    ("ft", "HUF"),
    ("lei", "RON"),
    ("fr", "CHF"),
    ("fr.", "CHF"),
    ("sfr.", "CHF"),
    ("rp", "IDR"),
    ("rm", "MYR"),
    ("руб", "RUB"),
    ("руб.", "RUB"),
];

fn listed(list: &str, code: &str) -> bool {
    list.split_ascii_whitespace().any(|listed| listed == code)
}

/// The currency with this ISO code, if there is one; case does not matter.
pub fn from_iso(code: &str) -> Option<Currency> {
    Currency::from_code(code).filter(|currency| currency.is_listed())
}

/// The currency that a mark, word or code means where `base` is the usual one: `$` is a dollar of `base`'s kind if
/// `base` is one, `¥` and 元 are yen only if `base` is the yen, `kr` is a crown if `base` is one.
pub fn resolve(word: &str, base: Currency) -> Option<Currency> {
    match word {
        "$" => return Some(if base.is_dollar() { base } else { Currency::USD }),
        "¥" | "元" | "圆" => {
            let yen = base.code() == "JPY" && word == "¥";
            return Some(if yen { base } else { Currency::CNY });
        }
        _ => {}
    }
    if let Some(currency) = from_iso(word) {
        return Some(currency);
    }
    let word = word.to_lowercase();
    if word == "kr" || word == "kr." {
        return listed("SEK NOK DKK ISK", base.code()).then_some(base);
    }
    WORDS.iter().find(|(mark, _)| *mark == word).and_then(|(_, code)| Currency::from_code(code))
}

/// Whether a mark is more general than a code beside it (`$12 USD`).
pub fn is_general(word: &str) -> bool {
    matches!(word, "$" | "¥")
}

/// The currency that a column's header names: `Amount (USD)`, `金额（元）`, `total_eur`, `Revenue $`.
pub fn in_header(name: &str, base: Currency) -> Option<Currency> {
    let name: String = name.chars().map(crate::text::fold).collect();
    let bracket = name.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map(|(inner, _)| inner.trim());
    let last = name.rsplit([' ', '_', '-', '/', '(']).next().map(str::trim);
    [bracket, last].into_iter().flatten().find_map(|word| resolve(word, base))
}
