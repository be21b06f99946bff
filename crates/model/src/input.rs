//! Reads what people type into a field: kind in what it accepts, exact in what it refuses.

use crate::days::{self, DateOrder};
use crate::schema::Kind;
use crate::{Currency, Day, Decimal, Money, Value};
use serde::{Deserialize, Serialize};

/// Longest text a field takes, in bytes: far beyond any name or note, small enough to keep a record cheap.
pub const TEXT_BYTES_MAX: usize = 100_000;

/// Why a typed value cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum InputError {
    /// Not a day that exists (30 February, year 0), or not a date at all.
    NotADay,
    /// Not a number.
    NotANumber,
    /// Beyond what can be counted in 64 bits of minor units.
    TooLarge,
    /// More decimal digits than the currency has.
    TooPrecise,
    /// Longer than [`TEXT_BYTES_MAX`].
    TooLong,
    /// Not of the form name@host.
    NotAnEmail,
    /// Not a value of this field's list or kind.
    NotOfThisField,
    /// Not the name of a record that could be referred to.
    NotChosen,
    /// Three letters beside the amount that are no currency's code.
    NotACurrency,
    /// Not a day with a time: a part is missing, or the day does not exist or lies too far away.
    NotAMoment,
}

/// What reading needs to know of the reader and the book.
#[derive(Clone, Copy, Debug)]
pub struct Reader {
    /// Of amounts that name none.
    pub currency: Currency,
    /// Where the reader is; `None` where nobody is asked: then a day needs its year.
    pub today: Option<Day>,
    /// How the reader writes a date.
    pub order: DateOrder,
}

/// Signs that no text keeps: control characters, and those that turn the direction of what follows, which only make a text look like another one.
fn is_dropped(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// The half-width form of full-width digits and punctuation as Chinese and Japanese keyboards write them; other
/// characters as they are.
pub fn fold(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '￥' => '¥',
        '￡' => '£',
        '\u{3000}' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2007}' => ' ',
        '−' | '–' => '-',
        '’' => '\'',
        c => c,
    }
}

/// Digits that a telephone number has at least: so many before a stroke are a number, fewer are the code of a place.
const NUMBER_DIGITS_MIN: usize = 7;

/// A number as a telephone dials it: the digits, with a plus sign before them where there is one. Empty for a text without digits. An
/// extension ("转 12", "ext. 12"), a second number and a zero that is dialled at home only ("+44 (0)20") stay out of it.
pub fn dialled(phone: &str) -> String {
    let folded: String = phone.chars().map(fold).collect();
    let plain = match folded.trim_start().starts_with('+') {
        true => folded.replacen("(0)", "", 1),
        false => folded,
    };
    let mut number = String::new();
    for c in plain.chars() {
        let digits = number.trim_start_matches('+').len();
        match c {
            '0'..='9' => number.push(c),
            '+' if number.is_empty() => number.push(c),
            // Words before a number say what it is, those after it what comes when somebody answers.
            c if digits > 0 && (c.is_alphabetic() || matches!(c, '#' | ',' | ';' | '、' | '\n')) => break,
            '/' | '+' if digits >= NUMBER_DIGITS_MIN => break,
            _ => {}
        }
    }
    if number == "+" { String::new() } else { number }
}

/// Text without control characters and without blanks at its ends; line breaks stay where `lines` says so, elsewhere they are blanks.
/// Signs that turn the direction of what follows are dropped, too.
pub fn clean(text: &str, lines: bool) -> String {
    let kept = text.chars().filter_map(|c| match c {
        '\n' | '\t' if lines => Some(c),
        '\u{2028}' | '\u{2029}' if lines => Some('\n'),
        '\n' | '\t' | '\u{2028}' | '\u{2029}' => Some(' '),
        c => (!is_dropped(c)).then_some(c),
    });
    kept.collect::<String>().trim().to_owned()
}

/// The value that `text` means in a field of this kind; an empty text empties the field.
///
/// # Errors
/// Why it means none.
pub fn parse(kind: Kind, text: &str, currency: Currency) -> Result<Value, InputError> {
    Reader { currency, today: None, order: DateOrder::default() }.read(kind, text)
}

impl Reader {
    /// The value that `text` means in a field of this kind; an empty text empties the field.
    ///
    /// # Errors
    /// Why it means none.
    pub fn read(&self, kind: Kind, text: &str) -> Result<Value, InputError> {
        if text.len() > TEXT_BYTES_MAX {
            return Err(InputError::TooLong);
        }
        let text = clean(text, matches!(kind, Kind::LongText));
        if text.is_empty() {
            return Ok(Value::Empty);
        }
        match kind {
            Kind::Text | Kind::LongText | Kind::Phone | Kind::Url => Ok(Value::Text(text)),
            Kind::Email => email(&text).map(Value::Text),
            Kind::Number => number(&text).map(Value::Number),
            Kind::Money => money(&text, self.currency).map(Value::Money),
            Kind::Day => days::read(&text, self.today, self.order).map(Value::Day).ok_or(InputError::NotADay),
            Kind::Reference(_) | Kind::References(_) => Err(InputError::NotChosen),
            // Its input hands on a moment, or what is none yet.
            Kind::Instant => Err(InputError::NotAMoment),
            Kind::Bool | Kind::Option(_) | Kind::Bytes => Err(InputError::NotOfThisField),
        }
    }

    /// The value as it may be saved in a field of this kind: a text that was typed and not understood yet is read once more.
    ///
    /// # Errors
    /// Why it cannot be saved.
    pub fn check(&self, kind: Kind, value: &Value) -> Result<Value, InputError> {
        match value {
            Value::Text(text) => self.read(kind, text),
            Value::Instant(millis) if kind == Kind::Instant && !is_moment(*millis) => Err(InputError::NotAMoment),
            value if fits(kind, value) => Ok(value.clone()),
            _ => Err(InputError::NotOfThisField),
        }
    }
}

/// Whether a field of this kind holds such values. Others come from a newer version or from a field that was something else; they are kept.
pub fn fits(kind: Kind, value: &Value) -> bool {
    match value {
        Value::Empty => true,
        Value::Bool(_) => kind == Kind::Bool,
        Value::Number(_) => kind == Kind::Number,
        Value::Text(_) => matches!(kind, Kind::Text | Kind::LongText | Kind::Email | Kind::Phone | Kind::Url),
        Value::Money(_) => kind == Kind::Money,
        Value::Day(_) => kind == Kind::Day,
        Value::Instant(_) => kind == Kind::Instant,
        Value::Option(_) => matches!(kind, Kind::Option(_)),
        Value::Reference(_) => matches!(kind, Kind::Reference(_)),
        Value::References(_) | Value::Set(_) => matches!(kind, Kind::References(_)),
        Value::Bytes(_) => kind == Kind::Bytes,
        Value::Opaque(..) => false,
    }
}

/// Whether a moment lies on a day that a file could bring, too. A browser takes a year of which one digit is typed for the year 2.
fn is_moment(millis: i64) -> bool {
    (Day::TAKEN_MIN..=Day::TAKEN_MAX).contains(&Day::of_instant(millis, 0))
}

fn email(text: &str) -> Result<String, InputError> {
    let good = text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.') && !host.contains('@')
    });
    if good && !text.contains(char::is_whitespace) { Ok(text.to_owned()) } else { Err(InputError::NotAnEmail) }
}

/// A count that somebody typed, or none where nothing stands.
///
/// # Errors
/// Where it is no whole number of nothing or more.
pub fn count(text: &str) -> Result<Option<u32>, InputError> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let typed = number(text)?;
    let whole = (typed.0 % Decimal::ONE == 0).then_some(typed.0 / Decimal::ONE);
    whole.and_then(|whole| u32::try_from(whole).ok()).map(Some).ok_or(InputError::NotANumber)
}

/// A number as typed by a person: `1,234.5`, `-3`, `１２`; a point before the decimals, commas between thousands and nowhere else: `12,50` is
/// twelve and a half to some, and must not become a hundred times as much.
pub fn number(text: &str) -> Result<Decimal, InputError> {
    scaled(&text.chars().map(fold).collect::<String>(), 6).map(Decimal)
}

/// An amount as typed by a person, in `own` where no currency is written with it.
pub fn money(text: &str, own: Currency) -> Result<Money, InputError> {
    let text: String = text.chars().map(fold).collect();
    let (text, currency) = apart(text.trim(), own);
    match scaled(text, currency.digits()) {
        Err(InputError::NotANumber) => Err(InputError::NotANumber),
        _ if currency != own && !currency.is_listed() => Err(InputError::NotACurrency),
        minor => Ok(Money { minor: minor?, currency }),
    }
}

/// An amount without its currency, and which that is: a sign ("€5", "5 €") or a code in capitals ("EUR 5"), else one's own. A sign
/// that several currencies share is that of one's own, where it is among them.
fn apart(text: &str, own: Currency) -> (&str, Currency) {
    const SIGNS: [char; 5] = ['$', '¥', '￥', '€', '£'];
    let meant = |sign: char| match sign {
        '€' => Currency::EUR,
        '£' => Currency::GBP,
        '$' if own.is_dollar() => own,
        '$' => Currency::USD,
        _ if own.code() == "JPY" => own,
        _ => Currency::CNY,
    };
    let (first, last) = (text.chars().next().unwrap_or(' '), text.chars().next_back().unwrap_or(' '));
    let sign = [first, last].into_iter().find(|c| SIGNS.contains(c));
    let code = |code: &&str| code.bytes().all(|byte| byte.is_ascii_uppercase());
    let before = text.get(..3).filter(code);
    let after = text.len().checked_sub(3).and_then(|at| text.get(at..)).filter(code);
    match (sign, before, after) {
        (Some(sign), ..) => (text.trim_matches(|c| SIGNS.contains(&c) || c == ' '), meant(sign)),
        (_, Some(code), _) | (_, _, Some(code)) => {
            (text.trim_start_matches(code).trim_end_matches(code).trim(), Currency::from_code(code).unwrap_or(own))
        }
        _ => (text, own),
    }
}

/// `text` times ten to the `digits`, exactly.
fn scaled(text: &str, digits: u32) -> Result<i64, InputError> {
    let text = text.trim();
    let (negative, text) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let whole = whole.trim();
    let separator = whole.chars().find(|c| matches!(c, ',' | ' ' | '\''));
    if separator.is_some_and(|separator| !is_grouped(whole, separator)) {
        return Err(InputError::NotANumber);
    }
    let whole: String = whole.chars().filter(|c| Some(*c) != separator).collect();
    let numeric = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if (whole.is_empty() && part.is_empty()) || !numeric(&whole) || !numeric(part) {
        return Err(InputError::NotANumber);
    }
    let part = part.trim_end_matches('0');
    if part.len() > digits as usize {
        return Err(InputError::TooPrecise);
    }
    let digits_text = format!("{whole}{part:0<width$}", width = digits as usize);
    let magnitude: i64 = digits_text
        .trim_start_matches('0')
        .parse()
        .or_else(|_| if digits_text.bytes().all(|byte| byte == b'0') { Ok(0) } else { Err(InputError::TooLarge) })?;
    Ok(if negative { -magnitude } else { magnitude })
}

/// Groups of three after one to three digits; before the last three, groups of two as in India.
pub fn is_grouped(whole: &str, separator: char) -> bool {
    let mut lengths = whole.split(separator).map(str::len).peekable();
    let first = lengths.next().unwrap_or(0);
    let (mut threes, mut twos) = (true, first <= 2);
    while let Some(length) = lengths.next() {
        threes &= length == 3;
        twos &= length == if lengths.peek().is_some() { 2 } else { 3 };
    }
    (1..=3).contains(&first) && (threes || twos)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_dialled_as_they_are_meant() {
        for (typed, number) in [
            ("+86 138-0013 8000", "+8613800138000"),
            ("(010) 8888 8888", "01088888888"),
            ("０１０－８８８８ ８８８８ 转 12", "01088888888"),
            ("＋８６ 138 0013 8000", "+8613800138000"),
            ("020 7946 0958 ext. 12", "02079460958"),
            ("+44 (0)20 7946 0958", "+442079460958"),
            ("Tel: 030/123456", "030123456"),
            ("13800138000/13900139000", "13800138000"),
            ("13800138000、13900139000", "13800138000"),
            ("Büro +49 30 123456", "+4930123456"),
            ("ask Ann", ""),
            ("+", ""),
        ] {
            assert_eq!(dialled(typed), number, "{typed}");
        }
    }

    #[test]
    fn counts_are_whole_or_none() {
        let read = ["", " ", "14", "1,000", "0"].map(count);
        assert_eq!(read, [Ok(None), Ok(None), Ok(Some(14)), Ok(Some(1000)), Ok(Some(0))]);
        for wrong in ["2.5", "-1", "two", "99999999999"] {
            assert!(count(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn amounts_are_read_exactly() {
        let usd = |text| money(text, Currency::USD).map(|money| money.minor);
        assert_eq!(usd("1,234.5"), Ok(123_450));
        assert_eq!(usd("-.05"), Ok(-5));
        assert_eq!(usd("¥ 12"), Ok(1200));
        assert_eq!(usd("0"), Ok(0));
        assert_eq!(usd("1.234"), Err(InputError::TooPrecise));
        assert_eq!(usd("99999999999999999999"), Err(InputError::TooLarge));
        assert_eq!(usd("1e5"), Err(InputError::NotANumber));
        assert_eq!(usd(""), Err(InputError::NotANumber));
    }

    #[test]
    fn a_comma_stands_between_thousands_and_nowhere_else() {
        let usd = |text| money(text, Currency::USD).map(|money| money.minor);
        for (text, minor) in [
            ("1,234", 123_400),
            ("12,345,678.9", 1_234_567_890),
            ("1,23,456", 12_345_600),
            ("1 234.5", 123_450),
            ("1\u{202f}234", 123_400),
            ("1'234", 123_400),
            ("１２３．５", 12_350),
            ("￥１，２３４．５０", 123_450),
            ("－５", -500),
            ("- 5", -500),
        ] {
            assert_eq!(usd(text), Ok(minor), "{text}");
        }
        for text in
            ["12,50", "1,5", "12,5", "1234,567", "1,2345", ",5", "1,", "1,,000", "1.234,50", "1,234 567", "12，5"]
        {
            assert_eq!(usd(text), Err(InputError::NotANumber), "{text}");
            assert_eq!(number(text), Err(InputError::NotANumber), "{text}");
        }
        assert_eq!(number("１２３．５"), Ok(Decimal(123_500_000)));
    }

    #[test]
    fn an_amount_is_in_the_currency_that_is_written_with_it() {
        let read = |text: &str, own: &str| {
            money(text, Currency::from_code(own).expect("a code"))
                .map(|money| (money.minor, money.currency.code().to_owned()))
        };
        let is = |minor, code: &str| Ok((minor, code.to_owned()));
        assert_eq!(read("5", "GBP"), is(500, "GBP"));
        assert_eq!(read("€5", "GBP"), is(500, "EUR"));
        assert_eq!(read("5 €", "GBP"), is(500, "EUR"));
        assert_eq!(read("£5", "CNY"), is(500, "GBP"));
        assert_eq!(read("$5", "CNY"), is(500, "USD"));
        assert_eq!(read("$5", "AUD"), is(500, "AUD"));
        for own in ["MXN", "CLP", "COP", "ARS", "UYU", "TWD"] {
            assert_eq!(read("$500", own).map(|(_, code)| code), Ok(own.to_owned()), "a peso is written so, too");
        }
        for own in ["VND", "AED", "MAD", "KWD", "RSD", "DZD", "EUR"] {
            assert_eq!(read("$5", own), is(500, "USD"), "{own} is no dollar, whatever its code ends in");
        }
        assert_eq!(read("￥5", "CNY"), is(500, "CNY"));
        assert_eq!(read("¥5", "JPY"), is(5, "JPY"));
        assert_eq!(read("EUR 1,234.50", "GBP"), is(123_450, "EUR"));
        assert_eq!(read("1200 JPY", "GBP"), is(1200, "JPY"));
        assert_eq!(read("-5", "GBP"), is(-500, "GBP"));
        for nothing in ["EUR", "€", "eur 5", "EURO 5", "五", ""] {
            assert_eq!(read(nothing, "GBP"), Err(InputError::NotANumber), "{nothing}");
        }
        for unheard in ["ABC 5", "5 ABC", "ABC5", "XXX 1,234.567"] {
            assert_eq!(read(unheard, "GBP"), Err(InputError::NotACurrency), "{unheard}");
        }
        assert_eq!(read("ABC 5", "ABC"), is(500, "ABC"), "the book's own is what it is");
        assert_eq!(read("ABC", "GBP"), Err(InputError::NotANumber));
    }

    fn read(kind: Kind, text: &str) -> Result<Value, InputError> {
        parse(kind, text, Currency::USD)
    }

    fn text(text: &str) -> Result<Value, InputError> {
        Ok(Value::Text(text.into()))
    }

    #[test]
    fn nonsense_is_named() {
        assert_eq!(read(Kind::Day, "2024-02-30"), Err(InputError::NotADay));
        assert_eq!(read(Kind::Day, "0000-01-01"), Err(InputError::NotADay));
        assert_eq!(read(Kind::Day, "2024/2/3"), Ok(Value::Day(Day::from_ymd(2024, 2, 3).expect("day"))));
        assert_eq!(read(Kind::Text, "\u{0}\u{7}"), Ok(Value::Empty));
        assert_eq!(read(Kind::Text, &"x".repeat(TEXT_BYTES_MAX + 1)), Err(InputError::TooLong));
        assert_eq!(read(Kind::Text, &"王".repeat(1 << 20)), Err(InputError::TooLong));
        for kind in [Kind::Bool, Kind::Bytes] {
            assert_eq!(read(kind, "yes"), Err(InputError::NotOfThisField));
        }
        assert_eq!(read(Kind::Instant, "half a moment"), Err(InputError::NotAMoment));
        for kind in [Kind::Reference(crate::schema::customer::ID), Kind::References(crate::schema::tag::ID)] {
            assert_eq!(read(kind, "nobody"), Err(InputError::NotChosen));
        }
    }

    #[test]
    fn e_mails_of_every_country_are_taken() {
        for good in
            ["x@例子.中国", "имя@почта.рф", "o'brien+tag@mail.example.co.uk", "a@b.museum", "用户@例え.jp", "1@2.de"]
        {
            assert_eq!(read(Kind::Email, good), text(good));
        }
        for bad in ["a b@c.d", "@c.d", "a@", "a@b", "a@.b", "a@b.", "a@b@c.d", "a", "a@b .c", "mailto:a"] {
            assert_eq!(read(Kind::Email, bad), Err(InputError::NotAnEmail), "{bad}");
        }
    }

    #[test]
    fn phones_are_kept_as_typed() {
        for phone in
            ["+86 138 0013 8000", "(021) 6888-8888 转 8001", "+44 (0)20 7946 0000", "０１２３", "1-800-FLOWERS"]
        {
            assert_eq!(read(Kind::Phone, phone), text(phone));
        }
    }

    #[test]
    fn markup_and_formulas_are_text_and_tricks_of_direction_are_dropped() {
        for kept in ["<script>alert(1)</script>", "=HYPERLINK(\"x\")", "' OR 1=1 --", "{{7*7}}", "שלום عليكم", "👩‍👩‍👧"]
        {
            assert_eq!(read(Kind::Text, kept), text(kept));
        }
        assert_eq!(read(Kind::Text, "gpj.\u{202e}exe\u{2066}"), text("gpj.exe"));
        assert_eq!(read(Kind::Text, "\u{feff} one\ntwo\u{2028}three\u{1b}[31m "), text("one two three[31m"));
        assert_eq!(read(Kind::LongText, "one\r\ntwo\u{2029}"), text("one\ntwo"));
    }

    #[test]
    fn numbers_end_where_64_bits_do() {
        assert_eq!(read(Kind::Number, "9223372036854.775807"), Ok(Value::Number(Decimal(i64::MAX))));
        assert_eq!(read(Kind::Number, "9223372036854.775808"), Err(InputError::TooLarge));
        assert_eq!(read(Kind::Number, "0.0000001"), Err(InputError::TooPrecise));
        for bad in ["NaN", "inf", "0x10", "1e9", "--1", "1.2.3", "½", ".", "-"] {
            assert_eq!(read(Kind::Number, bad), Err(InputError::NotANumber), "{bad}");
        }
    }

    #[test]
    fn a_value_is_checked_again_before_it_is_saved() {
        let reader = Reader { currency: Currency::CNY, today: Day::from_ymd(2024, 2, 28), order: DateOrder::YearFirst };
        let typed = |text: &str| Value::Text(text.into());
        assert_eq!(reader.check(Kind::Day, &typed("明天")), Ok(Value::Day(Day::from_ymd(2024, 2, 29).expect("day"))));
        assert_eq!(reader.check(Kind::Day, &typed("2 月 30 日")), Err(InputError::NotADay));
        assert_eq!(reader.check(Kind::Bool, &Value::Bool(true)), Ok(Value::Bool(true)));
        assert_eq!(reader.check(Kind::Bool, &Value::Day(Day(0))), Err(InputError::NotOfThisField));
        assert_eq!(reader.check(Kind::Text, &Value::Empty), Ok(Value::Empty));
    }

    #[test]
    fn a_moment_of_a_year_that_is_half_typed_is_none() {
        let reader = Reader { currency: Currency::USD, today: None, order: DateOrder::default() };
        let at = |year| i64::from(Day::from_ymd(year, 2, 3).expect("day").0) * 86_400_000;
        for year in [2, 20, 202, 1899, 2200, 9999] {
            assert_eq!(reader.check(Kind::Instant, &Value::Instant(at(year))), Err(InputError::NotAMoment), "{year}");
        }
        for millis in [at(1900), at(2024), at(2199), 0, -1] {
            assert_eq!(reader.check(Kind::Instant, &Value::Instant(millis)), Ok(Value::Instant(millis)));
        }
        for millis in [i64::MIN, i64::MAX] {
            assert_eq!(reader.check(Kind::Instant, &Value::Instant(millis)), Err(InputError::NotAMoment));
        }
        assert_eq!(reader.check(Kind::Number, &Value::Instant(0)), Err(InputError::NotOfThisField));
    }

    #[test]
    fn an_amount_that_is_typed_as_it_stands_is_the_same_amount() {
        let own = Currency::USD;
        for (minor, code, typed) in [
            (123_450, "USD", "1234.50"),
            (1_000, "EUR", "EUR 10.00"),
            (-5, "EUR", "EUR -0.05"),
            (99, "JPY", "JPY 99"),
            (1, "KWD", "KWD 0.001"),
        ] {
            let amount = Money { minor, currency: Currency::from_code(code).expect("a code") };
            assert_eq!(amount.typed(own), typed);
            assert_eq!(money(typed, own), Ok(amount));
            assert_eq!(money(typed, amount.currency), Ok(amount), "nor is it another one to those whose own it is");
        }
    }
}
