//! Amounts and quantities, exactly.

mod common;
use common::*;
use model::Currency;
use protocol::import::{DecimalMark, Question, RejectReason};
use transfer::amounts::{parse, quantity};

fn minor(text: &str, mark: DecimalMark) -> Result<i64, RejectReason> {
    parse(text, mark, Currency::USD).map(|amount| amount.minor)
}

fn point(text: &str) -> Result<i64, RejectReason> {
    minor(text, DecimalMark::Point)
}

#[test]
fn amounts_are_read_as_people_write_them() {
    for (text, expected) in [
        ("12", 1200),
        ("12.5", 1250),
        (".5", 50),
        ("5.", 500),
        ("0.00", 0),
        ("1,234.50", 123_450),
        ("$1,234.50", 123_450),
        ("$ 1,234.50", 123_450),
        ("1'234.50", 123_450),
        ("1’234.50", 123_450),
        ("1 234.50", 123_450),
        ("1\u{a0}234.50", 123_450),
        ("1\u{202f}234.50", 123_450),
        ("12,34,567.00", 123_456_700),
        ("１，２３４．５０", 123_450),
        ("￥12.5", 1250),
        ("CNY 12", 1200),
        ("12 USD", 1200),
        ("$12 USD", 1200),
        ("12.50元", 1250),
        ("US$12", 1200),
        ("+12", 1200),
        ("(12.50)", -1250),
        ("($12.50)", -1250),
        ("$(12.50)", -1250),
        ("（12.50）", -1250),
        ("-12", -1200),
        ("12-", -1200),
        ("−12", -1200),
        ("-$12.50", -1250),
        ("$-12.50", -1250),
        ("1.2E+3", 120_000),
        ("1.5e-1", 15),
        ("1e3", 100_000),
    ] {
        assert_eq!(point(text), Ok(expected), "{text}");
    }
    for (text, expected) in
        [("1.234,50 €", 123_450), ("12,5", 1250), ("1 234,50", 123_450), ("-1.234.567,89", -123_456_789)]
    {
        assert_eq!(minor(text, DecimalMark::Comma), Ok(expected), "{text}");
    }
}

#[test]
fn what_is_no_number_is_refused() {
    for text in [
        "",
        "abc",
        "1,23",
        "12,5",
        "1.2.3",
        "1234,567",
        "12 34",
        "--5",
        "-(5)",
        "(5",
        "5)",
        "1e",
        "1e1.5",
        "12 apples",
        "$12€x",
        "2024-01-31",
        "12%",
        "1,,234",
        "$",
        "(",
        "1 2 3",
    ] {
        assert_eq!(point(text), Err(RejectReason::NotANumber), "{text}");
    }
    assert_eq!(minor("12.50", DecimalMark::Comma), Err(RejectReason::NotANumber));
}

#[test]
fn sixty_four_bits_are_the_end() {
    assert_eq!(point("92233720368547758.07"), Ok(i64::MAX));
    assert_eq!(point("92233720368547758.08"), Err(RejectReason::TooLarge));
    assert_eq!(point("1e40"), Err(RejectReason::TooLarge));
    assert_eq!(point(&"9".repeat(60)), Err(RejectReason::TooLarge));
    assert_eq!(point("1e999"), Err(RejectReason::TooLarge));
}

#[test]
fn rounding_is_half_to_even_and_counted() {
    let rounded = |text| parse(text, DecimalMark::Point, Currency::USD).map(|amount| (amount.minor, amount.rounded));
    assert_eq!(rounded("957.5775"), Ok((95_758, true)));
    assert_eq!(rounded("0.125"), Ok((12, true)));
    assert_eq!(rounded("0.135"), Ok((14, true)));
    assert_eq!(rounded("-0.125"), Ok((-12, true)));
    assert_eq!(rounded("0.1250000000000000000000000000000000000000000001"), Ok((13, true)));
    assert_eq!(rounded("12.5000"), Ok((1250, false)), "zeros are no decimals");
    assert_eq!(rounded("1e-50"), Ok((0, true)));
    let all = read("customer,date,amount\nA,2024-01-31,957.5775\nB,2024-01-31,1.10\n");
    assert_eq!((all.outcome.summary.rounded, all.rows.amount), (1, vec![95_758, 110]));
}

#[test]
fn the_value_names_its_currency() {
    let code = |text, base: &str| {
        let base = Currency::from_code(base).expect("code");
        parse(text, DecimalMark::Point, base).map(|amount| (amount.currency.code().to_owned(), amount.minor))
    };
    let is = |code: &str, minor| Ok((code.to_owned(), minor));
    assert_eq!(code("¥12", "USD"), is("CNY", 1200));
    assert_eq!(code("￥12", "JPY"), is("JPY", 12));
    assert_eq!(code("$12", "CNY"), is("USD", 1200));
    assert_eq!(code("$12", "CAD"), is("CAD", 1200));
    assert_eq!(code("12 EUR", "USD"), is("EUR", 1200));
    assert_eq!(code("€12", "USD"), is("EUR", 1200));
    assert_eq!(code("RMB 12", "USD"), is("CNY", 1200));
    assert_eq!(code("1.234 KWD", "USD"), is("KWD", 1234));
    assert_eq!(code("12 kr", "SEK"), is("SEK", 1200));
    assert_eq!(code("12 abc", "USD"), Err(RejectReason::NotANumber), "not every three letters are a currency");
}

#[test]
fn a_currency_column_and_a_header_name_the_currency() {
    let all = read(
        "customer,date,amount,currency\nA,2024-01-31,10,JPY\nB,2024-01-31,10,\nC,2024-01-31,10,cny\nD,2024-01-31,10,XYZ\n",
    );
    let codes: Vec<_> = all.rows.currency.iter().map(|index| all.rows.currencies[*index as usize].code()).collect();
    assert_eq!(codes, ["JPY", "USD", "CNY"]);
    assert_eq!(all.rows.amount, [10, 1000, 1000]);
    assert_eq!(all.outcome.summary.rejects[0].reason, RejectReason::NotACurrency);
    assert_eq!(preview("客户,日期,金额（元）\n王小明,2024-01-31,5\n").mapping.currency, Currency::CNY);
    assert_eq!(preview("customer,date,Amount (EUR)\nA,2024-01-31,5\n").mapping.currency, Currency::EUR);
}

#[test]
fn the_decimal_mark_is_that_of_the_whole_column() {
    let mark = |values: &[&str]| {
        let rows: String = values.iter().map(|value| format!("A;2024-01-31;{value}\n")).collect();
        let preview = preview(&format!("customer;date;amount\n{rows}"));
        (preview.mapping.decimal, preview.questions.contains(&Question::Decimal))
    };
    assert_eq!(mark(&["1,234", "5,678"]), (DecimalMark::Point, true));
    assert_eq!(mark(&["1.234", "5.678"]), (DecimalMark::Comma, true));
    assert_eq!(mark(&["1,234", "5.50"]), (DecimalMark::Point, false));
    assert_eq!(mark(&["1.234", "5,50"]), (DecimalMark::Comma, false));
    assert_eq!(mark(&["1.234", "1.234.567"]), (DecimalMark::Comma, false));
    assert_eq!(mark(&["12", "34"]), (DecimalMark::Point, false));
}

#[test]
fn quantities_are_in_millionths_and_may_carry_a_unit() {
    assert_eq!(quantity("2", DecimalMark::Point), Ok(2_000_000));
    assert_eq!(quantity("0.5 kg", DecimalMark::Point), Ok(500_000));
    assert_eq!(quantity("3件", DecimalMark::Point), Ok(3_000_000));
    assert_eq!(quantity("-1", DecimalMark::Point), Ok(-1_000_000));
    assert_eq!(quantity("many", DecimalMark::Point), Err(RejectReason::NotANumber));
    assert_eq!(quantity("99999999999999", DecimalMark::Point), Err(RejectReason::TooLarge));
}
