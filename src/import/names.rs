//! What encodings, separators, formats, roles and reasons are called.

use super::decide::Need;
use super::words;
use crate::i18n::{Msg, t, tf};
use protocol::import::{DayFormat, DecimalMark, Delimiter, Encoding, RejectReason, Role};

/// A value that a menu offers, with its name.
pub(super) trait Named: Copy + PartialEq + 'static {
    /// Every value, in the order in which a menu offers them.
    const ALL: &'static [Self];
    /// What it is called.
    fn msg(self) -> &'static Msg;
}

impl Named for Encoding {
    const ALL: &'static [Self] =
        &[Encoding::Utf8, Encoding::Gb18030, Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Windows1252];

    fn msg(self) -> &'static Msg {
        match self {
            Encoding::Utf8 => &words::UTF8,
            Encoding::Utf16Le => &words::UTF16_LE,
            Encoding::Utf16Be => &words::UTF16_BE,
            Encoding::Gb18030 => &words::GB18030,
            Encoding::Windows1252 => &words::WINDOWS_1252,
        }
    }
}

impl Named for Delimiter {
    const ALL: &'static [Self] =
        &[Delimiter::Comma, Delimiter::Semicolon, Delimiter::Tab, Delimiter::Pipe, Delimiter::Spaces];

    fn msg(self) -> &'static Msg {
        match self {
            Delimiter::Comma => &words::COMMA,
            Delimiter::Semicolon => &words::SEMICOLON,
            Delimiter::Tab => &words::TAB,
            Delimiter::Pipe => &words::PIPE,
            Delimiter::Spaces => &words::SPACES,
        }
    }
}

impl Named for bool {
    const ALL: &'static [Self] = &[true, false];

    fn msg(self) -> &'static Msg {
        if self { &words::HEADER_YES } else { &words::HEADER_NO }
    }
}

impl Named for DayFormat {
    const ALL: &'static [Self] = &[
        DayFormat::Ymd,
        DayFormat::Dmy,
        DayFormat::Mdy,
        DayFormat::YmdDigits,
        DayFormat::ExcelSerial,
        DayFormat::EpochDays,
        DayFormat::EpochSeconds,
        DayFormat::EpochMillis,
    ];

    fn msg(self) -> &'static Msg {
        match self {
            DayFormat::YmdDigits => &words::YMD_DIGITS,
            DayFormat::Ymd => &words::YMD,
            DayFormat::Dmy => &words::DMY,
            DayFormat::Mdy => &words::MDY,
            DayFormat::EpochDays => &words::EPOCH_DAYS,
            DayFormat::EpochSeconds => &words::EPOCH_SECONDS,
            DayFormat::EpochMillis => &words::EPOCH_MILLIS,
            DayFormat::ExcelSerial => &words::EXCEL_SERIAL,
        }
    }
}

impl Named for DecimalMark {
    const ALL: &'static [Self] = &[DecimalMark::Point, DecimalMark::Comma];

    fn msg(self) -> &'static Msg {
        match self {
            DecimalMark::Point => &words::POINT,
            DecimalMark::Comma => &words::DECIMAL_COMMA,
        }
    }
}

/// What a role is called in the menu over a column.
pub(super) fn role(role: Role) -> &'static str {
    t(match role {
        Role::Ignore => &words::IGNORE,
        Role::CustomerId => &words::CUSTOMER_ID,
        Role::CustomerName => &words::CUSTOMER_NAME,
        Role::FirstName => &words::FIRST_NAME,
        Role::LastName => &words::LAST_NAME,
        Role::Email => &words::EMAIL,
        Role::Phone => &words::PHONE,
        Role::Region => &words::REGION,
        Role::Industry => &words::INDUSTRY,
        Role::OrderNumber => &words::ORDER_NUMBER,
        Role::Day => &words::DAY,
        Role::Amount => &words::AMOUNT,
        Role::Currency => &words::ROLE_CURRENCY,
        Role::Quantity => &words::QUANTITY,
        Role::UnitPrice => &words::UNIT_PRICE,
        Role::Product => &words::PRODUCT,
        Role::Category => &words::CATEGORY,
    })
}

/// What a purchase log must say, as part of a sentence.
pub(super) fn need(need: Need) -> &'static str {
    t(match need {
        Need::Who => &words::WHO,
        Need::When => &words::WHEN,
        Need::HowMuch => &words::HOW_MUCH,
    })
}

/// Why a row or a cell cannot be taken.
pub(super) fn reason(reason: RejectReason) -> String {
    let msg = match reason {
        RejectReason::MissingCustomer => &words::MISSING_CUSTOMER,
        RejectReason::MissingDay => &words::MISSING_DAY,
        RejectReason::NotADay => &words::NOT_A_DAY,
        RejectReason::DayOutOfRange => &words::DAY_OUT_OF_RANGE,
        RejectReason::MissingAmount => &words::MISSING_AMOUNT,
        RejectReason::NotANumber => &words::NOT_A_NUMBER,
        RejectReason::TooLarge => &words::TOO_LARGE,
        RejectReason::NotACurrency => &words::NOT_A_CURRENCY,
        RejectReason::TooLong => &words::TOO_LONG,
        RejectReason::WrongFieldCount { found, expected } => {
            let (found, expected) = (found.to_string(), expected.to_string());
            return tf(&words::WRONG_FIELD_COUNT, &[("found", &found), ("expected", &expected)]);
        }
        other => return super::records::reason(other).to_owned(),
    };
    t(msg).to_owned()
}
