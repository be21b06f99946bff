//! Life-time value of the book: what is worked out in slices is what the methods say at once.
#![allow(missing_docs, clippy::print_stdout)]

mod insight_support;

use engine::Workspace;
use engine::scoring::Scores;
use insight::clv::{Shifts, parameter_se};
use insight::{Discounting, stats};
use insight_support::{TODAY, ask, book, scored, write};
use model::schema::{THE_SETTINGS, acquisition_spend, activity, customer, order, setting};
use model::{Currency, Day, Decimal, FieldId, Money, OptionId, RecordId, Value, options};
use protocol::{InsightAnswer, InsightQuery, ValueAnswer, ValueQuery};

/// The usual horizon in weeks.
const YEAR: f64 = 365.0 / 7.0;

fn value(workspace: &Workspace, scores: &Scores, query: ValueQuery) -> ValueAnswer {
    match ask(workspace, scores, InsightQuery::Value(query)) {
        InsightAnswer::Value(answer) => answer,
        other => panic!("{other:?}"),
    }
}

fn plain(workspace: &Workspace, scores: &Scores) -> ValueAnswer {
    value(workspace, scores, ValueQuery::default())
}

/// Values by the method, of everybody who has one.
fn by_method(scores: &Scores, weeks: f64, discount: f64, margin: f64) -> Vec<(u32, f64)> {
    let book = &scores.book;
    let (orders, amounts) = (book.fit.chosen().expect("a fit").btyd(), book.spend.fit().expect("a fit").model);
    let discounting = Discounting::over(weeks, discount).expect("a horizon");
    let one = |row: usize| {
        let (paid, mean) = book.history.paid_repeats(row).unwrap_or((0, 0.0));
        let amount = amounts.expected_amount(f64::from(paid), mean)?;
        let cbs = book.history.cbs(row).filter(|_| !book.has_ended(row))?;
        Some((row as u32, discounting.value(&orders, &cbs, amount, margin)?))
    };
    (0..book.customers()).filter_map(one).collect()
}

fn near(a: i64, b: f64) -> bool {
    (a as f64 - b).abs() <= 1.0 + b.abs() * 1e-9
}

#[test]
fn the_total_is_that_of_the_method_and_of_the_list() {
    let workspace = book(2_000);
    let scores = scored(&workspace);
    let answer = plain(&workspace, &scores);
    let method = by_method(&scores, YEAR, 0.1, 1.0);
    let total: f64 = method.iter().map(|(_, value)| value).sum();
    assert!(near(answer.total.expect("a total"), total) && total > 0.0);
    assert_eq!(answer.customers as usize, method.len());
    assert_eq!((answer.customers + answer.ended) as usize, scores.book.buyers);
    let listed: i64 = (0..2_000).filter_map(|row| scores.lifetime_value(row)).sum();
    assert!((listed as f64 / total - 1.0).abs() < 1e-5, "{listed} {total}");

    // The interval is that of both models' parameters.
    let spread = spread(&scores, &method);
    let [low, high] = answer.interval.expect("an interval");
    assert!(near(low, total - spread) && near(high, total + spread), "{low} {high} {total} {spread}");
}

#[test]
fn the_interval_of_a_large_book_is_told_from_some_of_it() {
    let workspace = book(12_000);
    let scores = scored(&workspace);
    assert!(scores.book.buyers > 10_000, "more than are looked at");
    let answer = plain(&workspace, &scores);
    let method = by_method(&scores, YEAR, 0.1, 1.0);
    let (spread, [low, high]) = (spread(&scores, &method), answer.interval.expect("an interval"));
    let told = (high - low) as f64 / 2.0;
    assert!(told != spread && (told / spread - 1.0).abs() < 0.05, "{told} {spread}");
    assert!((((high + low) / 2 - answer.total.expect("a total")) as f64).abs() <= 1.0);
}

/// Half of the 95 % interval by the method: the errors of both models over all customers at once.
fn spread(scores: &Scores, method: &[(u32, f64)]) -> f64 {
    let (fit, spend) = (scores.book.fit.chosen().expect("a fit"), scores.book.spend.fit().expect("a fit"));
    let year = Discounting::over(YEAR, 0.1).expect("a horizon");
    let rows: Vec<(insight::Cbs, u32, f64)> = method
        .iter()
        .filter_map(|(row, _)| {
            let (paid, mean) = scores.book.history.paid_repeats(*row as usize).unwrap_or((0, 0.0));
            Some((scores.book.history.cbs(*row as usize)?, paid, mean))
        })
        .collect();
    let amount = |model: &insight::GammaGamma, paid: u32, mean: f64| model.expected_amount(f64::from(paid), mean);
    let by_orders = parameter_se(fit, |model| {
        rows.iter().map(|(cbs, paid, mean)| Some(amount(&spend.model, *paid, *mean)? * year.orders(model, cbs)?)).sum()
    });
    let shifts = Shifts::of_spend(spend).expect("a covariance");
    let by_amounts = shifts.se(&shifts.models().map(|two| {
        two.map(|model| {
            let one = |(cbs, paid, mean): &(insight::Cbs, u32, f64)| {
                Some(amount(&model, *paid, *mean)? * year.orders(&fit.btyd(), cbs)?)
            };
            rows.iter().map(one).sum::<Option<f64>>().expect("a value")
        })
    }));
    let (a, b) = (by_orders.expect("an error"), by_amounts.expect("an error"));
    stats::Z95 * (a * a + b * b).sqrt()
}

#[test]
fn tenths_and_corners_are_everybody_once() {
    let workspace = book(2_000);
    let scores = scored(&workspace);
    let answer = plain(&workspace, &scores);
    let mut values: Vec<f64> = by_method(&scores, YEAR, 0.1, 1.0).into_iter().map(|(_, value)| value).collect();
    values.sort_by(|a, b| b.total_cmp(a));
    assert_eq!(answer.tenths.len(), 10);
    let (mut from, mut before) = (0, i64::MAX);
    let (mut tied, mut everybody) = (0, 0);
    for tenth in &answer.tenths {
        let group = &values[from..from + tenth.customers as usize];
        assert!(near(tenth.value, group.iter().sum()));
        // The least is the least of the list, too: a filter from it to below that of the tenth before finds the same customers,
        // but for those at the bound who are worth exactly the same.
        assert_eq!(tenth.least, (*group.last().expect("somebody") as f32).round() as i64);
        let below = std::mem::replace(&mut before, tenth.least);
        let is = |row: &u32| scores.lifetime_value(*row).is_some_and(|value| tenth.least <= value && value < below);
        let listed = (0..2_000).filter(is).count();
        let ties = values.iter().filter(|value| (**value as f32).round() as i64 == tenth.least).count();
        assert!(listed.abs_diff(group.len()) <= ties + tied, "{listed} {} {ties} {tied}", group.len());
        (tied, everybody) = (ties, everybody + listed);
        from += group.len();
    }
    assert_eq!((from, everybody), (values.len(), values.len()));
    let sizes: Vec<u32> = answer.tenths.iter().map(|tenth| tenth.customers).collect();
    assert!(sizes.iter().max().expect("some") - sizes.iter().min().expect("some") <= 1);

    assert_eq!(answer.corners.len(), 4);
    assert_eq!(answer.corners.iter().map(|corner| corner.customers).sum::<u32>(), answer.customers);
    let sum: i64 = answer.corners.iter().map(|corner| corner.value).sum();
    assert!((sum - answer.total.expect("a total")).abs() <= 4);
    let high: u32 = answer.corners.iter().filter(|corner| corner.high_value).map(|corner| corner.customers).sum();
    assert_eq!(high, answer.customers / 2, "no two are worth the same");
    for corner in &answer.corners {
        assert_eq!(corner.first.len(), 10.min(corner.customers as usize));
        for row in &corner.first {
            assert_eq!(
                (row.net > answer.medians[0], row.earned > answer.medians[1]),
                (corner.high_value, corner.high_earned)
            );
            assert_eq!(row.earned, scores.total(row_of(&workspace, row.id)));
        }
    }
    // One corner as a whole, for a file and for a tag.
    let corner = value(&workspace, &scores, ValueQuery { corner: Some(3), limit: u32::MAX, ..ValueQuery::default() });
    let told: Vec<usize> = corner.corners.iter().map(|corner| corner.first.len()).collect();
    assert_eq!(told, [0, 0, 0, answer.corners[3].customers as usize]);
    assert_eq!(corner.corners[3].first[..10], answer.corners[3].first);
    assert_eq!(InsightAnswer::Value(corner).listed().len(), told[3]);
    let [both, ..] = &answer.corners[..] else { panic!("corners") };
    assert!(both.first.windows(2).all(|two| two[0].value >= two[1].value));
}

fn row_of(workspace: &Workspace, id: RecordId) -> u32 {
    workspace.find(customer::ID, id).expect("a customer").1
}

#[test]
fn margin_discount_and_horizon_are_those_asked_for_or_those_set() {
    let mut workspace = book(1_000);
    let scores = scored(&workspace);
    let asked = ValueQuery {
        margin_percent: Some(25),
        discount_percent: Some(30),
        horizon_days: Some(182),
        ..ValueQuery::default()
    };
    let answer = value(&workspace, &scores, asked);
    let total: f64 = by_method(&scores, 26.0, 0.3, 0.25).into_iter().map(|(_, value)| value).sum();
    assert!(near(answer.total.expect("a total"), total));
    assert_eq!((answer.margin, answer.discount, answer.horizon_days), (0.25, 0.3, 182));
    assert_eq!((answer.margin_set, answer.discount_set, answer.horizon_set), (None, 0.1, 365));
    let wild =
        ValueQuery { horizon_days: Some(9), discount_percent: Some(9_000), contact_cost: -5, ..ValueQuery::default() };
    let wild = value(&workspace, &scores, wild);
    assert_eq!((wild.horizon_days, wild.discount, wild.losing.0), (30, 1.0, 0));

    let percent = |n: i64| Value::Number(Decimal(n * Decimal::ONE));
    write(&mut workspace, setting::ID, THE_SETTINGS, setting::MARGIN.id, percent(25));
    write(&mut workspace, setting::ID, THE_SETTINGS, setting::DISCOUNT.id, percent(30));
    write(&mut workspace, setting::ID, THE_SETTINGS, setting::HORIZON_DAYS.id, percent(182));
    let set = plain(&workspace, &scored(&workspace));
    assert_eq!((set.total, set.interval, set.margin_set), (answer.total, answer.interval, Some(0.25)));
}

#[test]
fn contacts_of_the_last_year_cost_what_is_typed() {
    let mut workspace = book(300);
    let scores = scored(&workspace);
    let before = plain(&workspace, &scores);
    let who = before.corners[0].first[0].id;
    let count = |answer: &ValueAnswer| {
        let rows = answer.corners.iter().flat_map(|corner| &corner.first);
        rows.filter(|row| row.id == who).map(|row| (row.contacts, row.value, row.net)).next()
    };
    let (had, worth, net) = count(&before).expect("told");
    assert_eq!(worth, net);
    // Two that count; one that did not come about, one too old, one planned, one tomorrow, one in the trash, and a note.
    let at = |day: i32| Value::Instant(i64::from(day) * 86_400_000);
    let status = |n: u16| Value::Option(OptionId(n));
    let entries = [(0, 2), (-364, 2), (-10, 3), (-365, 2), (0, 1), (1, 2), (-3, 2), (-4, 2)];
    for (n, (ago, kind)) in entries.into_iter().enumerate() {
        let id = RecordId(900_000 + n as u128);
        write(&mut workspace, activity::ID, id, activity::AT.id, at(TODAY.0 + ago));
        write(&mut workspace, activity::ID, id, activity::CUSTOMER.id, Value::Reference(who));
        write(&mut workspace, activity::ID, id, activity::STATUS.id, status(kind));
    }
    write(&mut workspace, activity::ID, RecordId(900_006), FieldId::ALIVE, Value::Bool(false));
    let note = options::ACTIVITY_KIND.id("note").map_or(Value::Empty, Value::Option);
    write(&mut workspace, activity::ID, RecordId(900_007), activity::KIND.id, note);
    let query = |cost| ValueQuery { contact_cost: cost, horizon_days: Some(365), ..ValueQuery::default() };
    let (has, value_then, net_then) = count(&value(&workspace, &scores, query(100))).expect("told");
    assert_eq!((has, value_then, net_then), (had + 2, worth, worth - i64::from(had + 2) * 100));
    // At the same pace over two years.
    let long = value(&workspace, &scores, ValueQuery { horizon_days: Some(730), ..query(100) });
    let (_, value_then, net_then) = count(&long).expect("told");
    assert_eq!(value_then - net_then, i64::from(had + 2) * 200);
    // So dear that whoever was in touch costs more than they bring.
    let dear = value(&workspace, &scores, query(1_000_000_000));
    assert!(dear.losing.0 > 0 && dear.losing.1 < 0);
    assert_eq!(dear.total, before.total, "the value of the book is before contacts");
    let contacts: u32 = dear.corners.iter().map(|corner| corner.contacts).sum();
    let net: i64 = dear.corners.iter().map(|corner| corner.net).sum();
    let due = dear.total.expect("a total") - i64::from(contacts) * 1_000_000_000;
    assert!((net - due).abs() <= 4, "{net} {due}");
}

fn money(minor: i64, currency: Currency) -> Value {
    Value::Money(Money { minor, currency })
}

fn spend(workspace: &mut Workspace, n: u128, source: u16, month: Option<Day>, amount: Value) {
    let id = RecordId(800_000 + n);
    write(workspace, acquisition_spend::ID, id, acquisition_spend::SOURCE.id, Value::Option(OptionId(source)));
    write(workspace, acquisition_spend::ID, id, acquisition_spend::MONTH.id, month.map_or(Value::Empty, Value::Day));
    write(workspace, acquisition_spend::ID, id, acquisition_spend::AMOUNT.id, amount);
}

/// Customers by hand: the source, and the days of their orders of 100.00.
fn by_hand(people: &[(u16, &[i32])]) -> Workspace {
    let mut workspace = Workspace::default();
    let mut orders = 0;
    for (n, (source, days)) in people.iter().enumerate() {
        let id = RecordId(1 + n as u128);
        write(&mut workspace, customer::ID, id, customer::NAME.id, Value::Text(format!("C{n}")));
        write(&mut workspace, customer::ID, id, customer::SOURCE.id, Value::Option(OptionId(*source)));
        for day in *days {
            orders += 1;
            let order = RecordId(10_000 + orders);
            write(&mut workspace, order::ID, order, order::CUSTOMER.id, Value::Reference(id));
            write(&mut workspace, order::ID, order, order::DAY.id, Value::Day(Day(*day)));
            write(&mut workspace, order::ID, order, order::TOTAL.id, money(10_000, Currency::CNY));
        }
    }
    workspace
}

#[test]
fn what_a_customer_costs_is_counted_in_the_months_of_the_spend() {
    // 2026-05-27 is the day; months are those before it.
    let day = |year, month, day| Day::from_ymd(year, month, day).expect("a day");
    let (april, march) = (day(2026, 4, 20), day(2026, 3, 2));
    let old = TODAY.0 - 365;
    let mut workspace = by_hand(&[
        (3, &[april.0]),
        (3, &[day(2026, 4, 1).0, april.0]),
        // Came before the spend.
        (3, &[old]),
        (4, &[april.0]),
        // Another month than the spend on 5.
        (5, &[april.0]),
    ]);
    spend(&mut workspace, 1, 3, Some(day(2026, 4, 1)), money(30_000, Currency::CNY));
    spend(&mut workspace, 2, 3, Some(april), money(10_000, Currency::CNY));
    spend(&mut workspace, 3, 5, Some(march), money(7_000, Currency::CNY));
    spend(&mut workspace, 4, 3, Some(april), money(5_000, Currency::USD));
    spend(&mut workspace, 5, 3, Some(april), money(2_000, Currency::USD));
    spend(&mut workspace, 6, 3, None, money(2_000, Currency::CNY));
    spend(&mut workspace, 7, 3, Some(Day(TODAY.0 + 40)), money(2_000, Currency::CNY));
    let answer =
        value(&workspace, &scored(&workspace), ValueQuery { margin_percent: Some(50), ..ValueQuery::default() });
    let row = |source: u16| *answer.sources.iter().find(|row| row.source == Some(OptionId(source))).expect("a source");
    let (ads, referral, web) = (row(3), row(4), row(5));
    assert_eq!((ads.spend, ads.months, ads.new, ads.customers, ads.cac), (40_000, 1, 2, 3, Some(20_000)));
    // Half of 400.00 in 14 months: two of one or less each counted as a little more than one, and twelve.
    let tenure = [37.0_f64, 56.0, 365.0].map(|days| (days / (365.25 / 12.0)).max(1.0)).iter().sum::<f64>();
    let payback = 20_000.0 / (20_000.0 / tenure);
    assert!((ads.payback_months.expect("months") - payback).abs() < 1e-9);
    assert_eq!((referral.spend, referral.cac, referral.customers), (0, None, 1));
    assert_eq!((web.spend, web.new, web.cac, web.ratio), (7_000, 0, None, None));
    assert_eq!((answer.won.spend, answer.won.new, answer.won.cac), (47_000, 2, Some(23_500)));
    assert_eq!(answer.spend_elsewhere, [(Money { minor: 7_000, currency: Currency::USD }, 2)]);
    assert_eq!(answer.spend_incomplete, 2);
    // Too few for a model: no value, and none of what hangs on it.
    assert_eq!((answer.total, ads.mean_value, ads.ratio, answer.tenths.len()), (None, None, None, 0));
    assert!(answer.corners.is_empty() && answer.interval.is_none() && answer.buyers == 5);
    assert_eq!(answer.sources.iter().map(|row| row.spend).collect::<Vec<_>>(), [40_000, 7_000, 0]);
}

#[test]
fn what_a_relation_earned_is_of_the_months_until_it_ended() {
    let first = TODAY.0 - 365;
    // The other one's order makes it today.
    let mut workspace = by_hand(&[(3, &[first]), (4, &[TODAY.0])]);
    spend(&mut workspace, 1, 3, Some(Day(first)), money(10_000, Currency::CNY));
    let payback = |workspace: &Workspace| plain(workspace, &scored(workspace)).sources[0].payback_months.expect("told");
    let months = payback(&workspace);
    let end = |workspace: &mut Workspace, day: i32| {
        write(workspace, customer::ID, RecordId(1), customer::ENDED_AT.id, Value::Day(Day(day)));
    };
    end(&mut workspace, first + 73);
    assert!((months / payback(&workspace) - 5.0).abs() < 1e-9, "a fifth of the year");
    // It will end; or it is said to have ended before it began.
    end(&mut workspace, TODAY.0 + 30);
    assert!((payback(&workspace) - months).abs() < 1e-9);
    end(&mut workspace, first - 30);
    assert!((payback(&workspace) - 1.0).abs() < 1e-9, "a month is the least of a relation");
}

#[test]
fn a_source_is_worth_the_mean_of_its_customers() {
    let mut workspace = book(2_000);
    let month = Some(Day(TODAY.0 - 40));
    spend(&mut workspace, 1, 2, month, money(1_000_000, Currency::CNY));
    let scores = scored(&workspace);
    let answer = plain(&workspace, &scores);
    let row = answer.sources.first().expect("a source");
    let people = workspace.table(customer::ID).expect("customers");
    let is_of = |row: u32| people.column(customer::SOURCE.id).and_then(|c| c.option(row)) == Some(OptionId(2));
    let buyers = (0..2_000).filter(|&row| is_of(row) && scores.order_days(row) > 0).count();
    let values = by_method(&scores, YEAR, 0.1, 1.0);
    let sum: f64 = values.iter().filter(|(row, _)| is_of(*row)).map(|(_, value)| value).sum();
    let mean = sum / buyers as f64;
    assert_eq!((row.source, row.customers as usize), (Some(OptionId(2)), buyers));
    assert!(near(row.mean_value.expect("a mean"), mean));
    let cac = 1_000_000.0 / f64::from(row.new);
    assert!(row.new > 0 && (row.ratio.expect("a ratio") - mean / cac).abs() < 1e-9);
    assert_eq!(answer.sources.iter().map(|row| row.customers).sum::<u32>() as usize, scores.book.buyers);
}

#[test]
fn a_year_of_first_orders_is_worth_the_mean_of_those_who_came_in_it() {
    let mut workspace = book(2_000);
    // Of one who is worth something, nothing will come any more: they are still of their year.
    let gone = plain(&workspace, &scored(&workspace)).corners[0].first[0].id;
    write(&mut workspace, customer::ID, gone, customer::ENDED_AT.id, Value::Day(Day(TODAY.0 - 1)));
    let scores = scored(&workspace);
    let answer = plain(&workspace, &scores);
    let year_of = |row: usize| scores.book.history.span(row).map(|(first, _)| Day(first).ymd().0);
    let values = by_method(&scores, YEAR, 0.1, 1.0);
    assert!(answer.years.len() > 1 && answer.years.windows(2).all(|two| two[0].year > two[1].year));
    for of in &answer.years {
        let buyers: Vec<usize> = (0..2_000).filter(|row| year_of(*row) == Some(of.year)).collect();
        assert_eq!(of.customers as usize, buyers.len());
        // Everybody has a value here, or is gone.
        let worth = |row: &usize| values.iter().find(|(of, _)| *of as usize == *row).map_or(0.0, |(_, value)| *value);
        let all: Vec<f64> = buyers.iter().map(worth).collect();
        let (n, sum) = (all.len() as f64, all.iter().sum::<f64>());
        let mean = sum / n;
        assert!(near(of.mean_value.expect("a mean"), mean), "{of:?} {mean}");
        let squares: f64 = all.iter().map(|value| (value - mean) * (value - mean)).sum();
        // By hand: the standard error of a mean; t has 2.05 for thirty, 1.96 for many.
        let error = (squares / (n - 1.0) / n).sqrt();
        let t = of.mean_range.map(|[_, high]| (high as f64 - mean) / error);
        assert!(all.len() < 30 || t.is_some_and(|t| (1.95..2.05).contains(&t)), "{of:?} {t:?}");
    }
    assert_eq!(answer.years.iter().map(|of| of.customers).sum::<u32>() as usize, scores.book.buyers);
    assert!(answer.years.iter().any(|of| of.year == year_of(row_of(&workspace, gone) as usize).expect("a year")));
    // By hand: without models nothing is told.
    let few = by_hand(&[(3, &[TODAY.0 - 400]), (3, &[TODAY.0])]);
    assert!(plain(&few, &scored(&few)).years.is_empty());
}

#[test]
fn whose_relation_is_over_and_who_is_in_the_trash_is_worth_nothing() {
    let mut workspace = book(300);
    let before = plain(&workspace, &scored(&workspace));
    let (gone, binned) = (before.corners[0].first[0].clone(), before.corners[0].first[1].clone());
    write(&mut workspace, customer::ID, gone.id, customer::ENDED_AT.id, Value::Day(Day(TODAY.0 - 1)));
    write(&mut workspace, customer::ID, binned.id, FieldId::ALIVE, Value::Bool(false));
    let after = plain(&workspace, &scored(&workspace));
    assert_eq!((after.ended, after.customers), (before.ended + 1, before.customers - 2));
    let told =
        |answer: &ValueAnswer, id| answer.corners.iter().flat_map(|corner| &corner.first).any(|row| row.id == id);
    assert!(!told(&after, gone.id) && !told(&after, binned.id));
}

#[test]
fn small_and_empty_books_have_no_value() {
    let empty = Workspace::default();
    let answer = plain(&empty, &scored(&empty));
    assert_eq!((answer.buyers, answer.total, answer.customers, answer.won.cac), (0, None, 0, None));
    // The smallest book of samples is large enough.
    let samples = book(200);
    assert!(plain(&samples, &scored(&samples)).interval.is_some());
    let small = book(20);
    let answer = plain(&small, &scored(&small));
    assert!(answer.buyers < answer.needed && answer.total.is_none() && answer.tenths.is_empty());
    assert!(answer.sources.iter().all(|row| row.mean_value.is_none() && row.cac.is_none()));
}

/// How long 100,000 customers take, and the longest step: `cargo test -p engine --release --test insights_value -- --ignored --nocapture`.
#[test]
#[ignore = "a measurement, not a check"]
fn how_long_a_large_book_takes() {
    let workspace = book(100_000);
    let scores = scored(&workspace);
    for query in [InsightQuery::Value(ValueQuery::default()), InsightQuery::Trust] {
        let begun = std::time::Instant::now();
        let mut work = engine::insights::Work::new(&query, &workspace, &scores, &protocol::GREENWICH);
        let (mut longest, mut steps) = (begun.elapsed(), 0);
        loop {
            let at = std::time::Instant::now();
            let answer = work.step(&workspace, &scores);
            longest = longest.max(at.elapsed());
            steps += 1;
            if answer.is_some() {
                break;
            }
        }
        println!("{query:?}: {:?} in {steps} steps, the longest {longest:?}", begun.elapsed());
    }
}

#[test]
fn a_day_more_of_horizon_is_worth_more() {
    let workspace = book(400);
    let scores = scored(&workspace);
    let total = |days: u32| {
        let query = ValueQuery { horizon_days: Some(days), ..ValueQuery::default() };
        let answer = value(&workspace, &scores, query);
        let method: f64 = by_method(&scores, f64::from(days) / 7.0, 0.1, 1.0).iter().map(|(_, value)| value).sum();
        assert!(near(answer.total.expect("a total"), method), "{days}");
        method
    };
    let [thirty, one_more, two_more] = [30, 31, 32].map(total);
    // A day of the fifth week is about a thirtieth of the month.
    assert!((1.02..1.05).contains(&(one_more / thirty)) && (1.02..1.05).contains(&(two_more / one_more)));
}
