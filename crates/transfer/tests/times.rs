//! Times of day after a date: what they mean, and what is not taken for one.

mod common;

use common::*;
use model::schema::activity;
use model::{CollectionId, Currency};
use protocol::import::{Cells, DayFormat, DecimalMark, FieldKind, RejectReason};
use std::rc::Rc;
use transfer::fields::options::Options;
use transfer::fields::slot::{Reading, Slot};

const MINUTE: i64 = 60_000;

/// Minutes since midnight UTC of 31 January 2024, read where clocks are eight hours ahead.
fn read(text: &str, format: DayFormat) -> Result<i64, RejectReason> {
    let of: CollectionId = activity::ID;
    let mut slot = Slot::new(of, activity::AT.id, FieldKind::Instant, Some(0), Options::default());
    let zone = Rc::new(protocol::Zone::fixed(480));
    slot.push(text, &Reading { day: format, today: today(), mark: DecimalMark::Point, currency: Currency::USD, zone })?;
    let Cells::Instant(cells) = slot.take() else { panic!("moments") };
    let midnight = i64::from(day(2024, 1, 31).0) * 86_400_000;
    assert_eq!((cells[0] - midnight) % MINUTE, 0, "{text}");
    Ok((cells[0] - midnight) / MINUTE)
}

/// A time on the reader's own clock.
fn own(hour: i64, minute: i64) -> Result<i64, RejectReason> {
    Ok(hour * 60 + minute - 480)
}

#[test]
fn halves_of_the_day_are_heard() {
    for (text, time) in [
        ("1/31/2024 2:30 PM", own(14, 30)),
        ("1/31/2024 2:30PM", own(14, 30)),
        ("1/31/2024, 2:30:00 p.m.", own(14, 30)),
        ("1/31/2024 2:30 am", own(2, 30)),
        ("1/31/2024 12:05 AM", own(0, 5)),
        ("1/31/2024 12:05 PM", own(12, 5)),
        ("1/31/2024 14:05 PM", own(14, 5)),
        ("1/31/2024 2 PM", own(14, 0)),
        ("Jan 31, 2024 2:30 PM", own(14, 30)),
    ] {
        assert_eq!(read(text, DayFormat::Mdy), time, "{text}");
    }
    for (text, time) in [
        ("2024-01-31 上午10:00", own(10, 0)),
        ("2024/1/31 下午2:30", own(14, 30)),
        ("2024年1月31日 下午 2:30:00", own(14, 30)),
        ("2024年1月31日 星期三 晚上8点", own(20, 0)),
        ("2024年1月31日 10时05分", own(10, 5)),
        ("2024-01-31 凌晨12:30", own(0, 30)),
        ("2024-01-31 中午12:30", own(12, 30)),
        ("2024-01-31 １４：３０", own(14, 30)),
    ] {
        assert_eq!(read(text, DayFormat::Ymd), time, "{text}");
    }
}

#[test]
fn how_far_a_zone_is_from_utc_is_heard() {
    for (text, minutes) in [
        ("2024-01-31T10:00:00Z", 600),
        ("2024-01-31T10:00:00.000Z", 600),
        ("2024-01-31T10:00:00.000+0000", 600),
        ("2024-01-31T10:00:00+08:00", 120),
        ("2024-01-31T10:00+08", 120),
        ("2024-01-31 10:00 +0800", 120),
        ("2024-01-31 10:00:00 UTC", 600),
        ("2024-01-31 10:00:00 GMT-5", 900),
        ("2024-01-31 10:00:00-03:30", 810),
        ("2024-01-31T10:00:00+08:00[Asia/Shanghai]", 120),
        ("2024-01-31 10:00", 120),
        ("2024-01-31", -480),
        ("2024-01-31 星期三", -480),
        ("2024-01-31 (周三)", -480),
    ] {
        assert_eq!(read(text, DayFormat::Ymd), Ok(minutes), "{text}");
    }
    assert_eq!(read("Wed, 31 Jan 2024 10:00:00 GMT", DayFormat::Dmy), Ok(600));
    assert_eq!(read("Wed Jan 31 2024 10:00:00", DayFormat::Mdy), Ok(120));
}

#[test]
fn digits_alone_have_a_time_too() {
    for (text, time) in [
        ("20240131T143000", own(14, 30)),
        ("20240131T1430Z", Ok(870)),
        ("20240131143000", own(14, 30)),
        ("202401311430", own(14, 30)),
        ("20240131 14:30", own(14, 30)),
        ("20240131", own(0, 0)),
        ("20240131.0", own(0, 0)),
    ] {
        assert_eq!(read(text, DayFormat::YmdDigits), time, "{text}");
    }
    assert_eq!(read("45322.75", DayFormat::ExcelSerial), own(18, 0));
    assert_eq!(read("45322", DayFormat::ExcelSerial), own(0, 0));
    assert_eq!(read("1706668200.0", DayFormat::EpochSeconds), Ok(150));
    assert_eq!(read("1706668200000", DayFormat::EpochMillis), Ok(150));
}

#[test]
fn what_is_not_understood_is_no_other_time() {
    for text in [
        "2024-01-31 25:00",
        "2024-01-31 10:60",
        "2024-01-31 10:00 EST",
        "2024-01-31 10:00:00 CST",
        "2024-01-31 13:00 AM",
        "2024-01-31 0:30 PM",
        "2024-01-31 10:00 +15:00",
        "2024-01-31 10:00 +080",
        "2024-01-31 10:00 x",
        "2024-01-31 (about 10:00)",
        "2024-01-31 10",
        "2024-01-31 PM",
        "2024-01-31 10:00 10:30",
        "2024-01-31T10:00:00 +08:00 +09:00",
        "2024-01-31 10:",
        "2024-01-31 10:00 AM PM",
    ] {
        assert_eq!(read(text, DayFormat::Ymd), Err(RejectReason::NotATime), "{text}");
    }
    assert_eq!(read("2024-02-30 10:00", DayFormat::Ymd), Err(RejectReason::NotADay));
}
