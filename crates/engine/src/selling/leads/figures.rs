//! Figures in a line that is typed: which of them may be a telephone number, and which are days and amounts.

use crate::selling::same::{DIGITS_MIN, digits};
use model::input::fold;
use model::{Currency, Day, days};
use std::cmp::Ordering;

/// Signs that stand beside an amount, mostly before it.
const SIGNS: &[char] = &['$', '¥', '￥', '€', '£'];
/// Words that do, besides the codes of currencies.
const MONEY: &[&str] = &["元", "块", "美元", "欧元", "日元", "港元", "港币", "人民币", "RMB", "rmb"];
/// What a figure is counted in, before such a word.
const COUNTED: &[char] = &['百', '千', '万', '萬', '亿', '億'];
/// Digits of a telephone number that no amount beside a currency has.
const AMOUNT_DIGITS_MAX: usize = 10;
/// Most digits of a telephone number (E.164).
const PHONE_DIGITS_MAX: usize = 15;
/// Most digits of a number within a town, which begins with no 1.
const LOCAL_DIGITS_MAX: usize = 8;
/// Noughts at the end of a number that is a round amount.
const ROUND: &str = "00000";

/// Whether a word is a day in figures with something between them: eight digits in a row may be a telephone number.
pub(super) fn is_day(word: &str) -> bool {
    let word = word.trim_matches(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '（' | '）' | '.'));
    let between = word.contains(|c: char| !fold(c).is_ascii_digit());
    let day = days::read(word, None, days::DateOrder::DayFirst);
    between && day.is_some_and(|day| (Day::TAKEN_MIN..=Day::TAKEN_MAX).contains(&day))
}

/// Whether what stands between two runs of figures makes an amount of the last word before it, and of the first one behind it. A currency
/// that stands between two figures is of one of them: of the one that it touches; where it touches neither, of the shorter one, since a telephone
/// number is longer than most amounts.
pub(super) fn claims(run: &str, between: &str, next: &str) -> (bool, bool) {
    if !is_currency(between) {
        return (begins_with_currency(between), ends_in_currency(between));
    }
    let is_figure = |c: char| c == '+' || fold(c).is_ascii_digit();
    let (before, behind) = (run.trim_end().ends_with(is_figure), next.trim_start().starts_with(is_figure));
    if !(before && behind) {
        return (!behind, !before);
    }
    let touches = (run.ends_with(is_figure), next.starts_with(is_figure));
    let is_sign = between.trim_end().ends_with(SIGNS);
    let is_behinds = match touches {
        (false, false) => match digits(run).len().cmp(&digits(next).len()) {
            Ordering::Equal => is_sign,
            other => other.is_gt(),
        },
        touches => touches.1 && (is_sign || !touches.0),
    };
    // One in groups is torn by nothing that stands apart from it.
    let is_whole = |touches: bool, text: &str| touches || !text.trim().contains(' ');
    (!is_behinds && is_whole(touches.0, run), is_behinds && is_whole(touches.1, next))
}

/// Whether a text is a currency and nothing else: "US$", "万元".
fn is_currency(text: &str) -> bool {
    let (country, word) = (text.trim_end_matches(SIGNS), text.trim_start_matches(COUNTED));
    (country.len() < text.len() && country.bytes().all(|byte| byte.is_ascii_uppercase()))
        || MONEY.contains(&word)
        || is_code(text)
}

/// Whether a text ends with what stands before an amount.
fn ends_in_currency(text: &str) -> bool {
    let text = text.trim_end();
    text.ends_with(SIGNS)
        || MONEY.iter().any(|word| text.ends_with(word))
        || is_code(text.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or(""))
}

/// Whether a text begins with what stands behind an amount.
fn begins_with_currency(text: &str) -> bool {
    let text = text.trim_start();
    text.starts_with(SIGNS)
        || MONEY.iter().any(|word| text.starts_with(word))
        || is_code(text.split(|c: char| !c.is_alphabetic()).next().unwrap_or(""))
}

/// In capitals only: some are words.
fn is_code(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_uppercase()) && Currency::from_code(word).is_some_and(Currency::is_listed)
}

/// Whether a word beside a currency is its amount.
pub(super) fn is_amount(word: &str) -> bool {
    !word.contains('+') && digits(word).len() <= AMOUNT_DIGITS_MAX
}

/// Whether figures may be a telephone number: long enough, and no amount by their look.
pub(super) fn may_be_phone(number: &str) -> bool {
    let folded: String = number.chars().map(fold).collect();
    let is_figure = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let has_parts =
        folded.split_once('.').is_some_and(|(whole, part)| is_figure(whole) && is_figure(part) && part.len() <= 2);
    let local = folded.len() <= LOCAL_DIGITS_MAX && folded.starts_with('1');
    let round = folded.len() <= AMOUNT_DIGITS_MAX && folded.ends_with(ROUND) && !folded.starts_with('0');
    let is_bare_amount = is_figure(&folded) && (local || round || folded.len() > PHONE_DIGITS_MAX);
    digits(number).len() >= DIGITS_MIN && !has_parts && !is_bare_amount
}
