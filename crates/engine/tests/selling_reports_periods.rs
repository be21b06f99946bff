//! From which day the periods of reports are seen.
#![allow(missing_docs)]

mod reports_support;

use model::report::{Calc, Measure, Path};
use model::rule::{Period, Unit};
use model::schema::*;
use model::{Currency, Money, RecordId, Report, Value, options};
use protocol::Figure;
use reports_support::*;

#[test]
fn conversations_are_of_the_last_days_however_long_nobody_ordered() {
    let mut book = book();
    book.today = day("2028-01-15");
    let noon = i64::from(day("2028-01-10").0) * 86_400_000 + 43_200_000;
    let fields = [
        (activity::KIND.id, chosen(&options::ACTIVITY_KIND, "call")),
        (activity::AT.id, Value::Instant(noon)),
        (activity::CUSTOMER.id, Value::Reference(RecordId(1))),
    ];
    book.put(activity::ID, 71, &fields);
    let ready = |nth| book.tiles().into_iter().find(|tile| tile.ready == Some(nth)).and_then(|tile| tile.report);
    assert_eq!(book.run(&ready(5).expect("a report")).records, 1);
    // What was sold is seen from the last order on, and says so.
    let sold = book.run(&ready(2).expect("a report"));
    assert!(sold.records > 0);
    assert_eq!(sold.seen_from, Some(day("2026-06-10")));
    let plain = Report { within: None, ..ready(2).expect("a report") };
    assert_eq!(book.run(&plain).seen_from, None, "there is no period in it");
    // What was paid is of this month, as it is on the page of what is due.
    for (id, when) in [(31, "2026-06-09"), (32, "2028-01-05")] {
        book.put(
            payment::ID,
            id,
            &[(payment::DAY.id, Value::Day(day(when))), (payment::AMOUNT.id, cny(id as i64 * 100))],
        );
    }
    let this_month = Some((Path::own(payment::DAY.id), Period::This(Unit::Month)));
    let sum = Measure { calc: Calc::Sum, of: Path::own(payment::AMOUNT.id) };
    let paid = book.run(&Report { within: this_month, measures: vec![sum], ..Report::new(payment::ID) });
    assert_eq!(
        (paid.total, paid.seen_from),
        (vec![Figure::Money(Money { minor: 3_200, currency: Currency::CNY })], None)
    );
}
