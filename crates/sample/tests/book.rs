//! What a book promises, whatever its size, seed, day and currency.

use model::{Currency, Day, Decimal, Kind, input, options};
use sample::{Plan, SampleBook, generate};
use std::collections::HashSet;

const TODAY: Day = Day(20_779);

fn book(customers: u32, seed: u64) -> SampleBook {
    generate(&Plan { customers, seed, today: TODAY, currency: Currency::USD })
}

#[test]
fn the_same_seed_gives_the_same_book() {
    assert_eq!(book(500, 1), book(500, 1));
    assert_ne!(book(500, 1), book(500, 2));
}

#[test]
fn it_has_as_many_customers_as_asked_for() {
    for customers in [0, 1, 2, 7, 200, 5_000] {
        let book = book(customers, 3);
        let columns = &book.customers;
        let n = customers as usize;
        assert_eq!(
            [columns.len(), columns.kind.len(), columns.phone.len(), columns.email.len(), columns.region.len()],
            [n; 5]
        );
        assert_eq!([columns.level.len(), columns.source.len(), columns.industry.len(), columns.size.len()], [n; 4]);
        assert_eq!([columns.occupation.len(), columns.gender.len(), columns.birthday.len()], [n; 3]);
        assert_eq!([columns.tags.len(), columns.ended_at.len(), columns.end_reason.len()], [n; 3]);
    }
}

#[test]
fn nothing_happens_after_today_and_orders_are_sorted() {
    for seed in 0..5 {
        let book = book(2_000, seed);
        assert!(book.orders.day.is_sorted() && book.orders.day.iter().all(|&day| day <= TODAY.0));
        assert!(book.activities.at.iter().all(|&at| Day::of_instant(at, 0) < TODAY));
        assert!(book.activities.customer.is_sorted());
        let mut last = vec![i32::MIN; book.customers.len()];
        for (&customer, &day) in book.orders.customer.iter().zip(&book.orders.day) {
            last[customer as usize] = day;
        }
        for (ended, last) in book.customers.ended_at.iter().zip(last) {
            assert!(ended.is_none_or(|ended| ended.0 > last && ended <= TODAY));
        }
    }
}

#[test]
fn an_orders_total_is_the_sum_of_its_lines() {
    for (customers, all) in [(2_000, true), (25_000, false)] {
        let book = book(customers, 9);
        let mut sums = vec![None; book.orders.len()];
        assert!(book.lines.order.is_sorted());
        for (i, &order) in book.lines.order.iter().enumerate() {
            let (quantity, amount) = (book.lines.quantity[i], book.lines.amount[i]);
            let price = book.products[usize::from(book.lines.product[i])].unit_price;
            assert_eq!(quantity / Decimal::ONE * price, amount);
            *sums[order as usize].get_or_insert(0) += amount;
        }
        for (order, sum) in sums.into_iter().enumerate() {
            let due = all || book.orders.day[order] >= TODAY.0 - 365;
            assert_eq!(sum, due.then_some(book.orders.total[order]));
        }
    }
}

#[test]
fn refunds_are_few_and_returned() {
    let book = book(5_000, 4);
    let refunds = book.orders.total.iter().filter(|&&total| total < 0).count();
    assert!(refunds > 0 && refunds * 50 < book.orders.len(), "{refunds}");
    let returned = options::ORDER_STATUS.id("returned");
    for (&total, &status) in book.orders.total.iter().zip(&book.orders.status) {
        assert!(total != 0 && (total < 0) == (Some(status) == returned));
    }
}

#[test]
fn facts_are_valid_and_lead_to_nobody() {
    let book = book(5_000, 5);
    let customers = &book.customers;
    let mut phones = HashSet::new();
    for i in 0..customers.len() {
        for (kind, text) in
            [(Kind::Text, &customers.name[i]), (Kind::Phone, &customers.phone[i]), (Kind::Email, &customers.email[i])]
        {
            assert!(input::parse(kind, text, Currency::USD).is_ok(), "{text}");
        }
        let (phone, email) = (&customers.phone[i], &customers.email[i]);
        assert!(!customers.name[i].is_empty());
        assert!(
            email.is_empty() || [".cn", ".com", ".org"].iter().any(|end| email.ends_with(&format!("@example{end}")))
        );
        assert!(phone.is_empty() || ["138 0000", "555", "496 0", "7946 0"].iter().any(|part| phone.contains(part)));
        phones.insert(phone);
        assert!(usize::from(customers.region[i]) < customers.regions().len());
        assert!(customers.industry[i].is_none_or(|index| usize::from(index) < customers.industries().len()));
        assert!(customers.occupation[i].is_none_or(|index| usize::from(index) < customers.occupations().len()));
        assert!(customers.tags_of(i).all(|tag| tag < customers.tag_names().len()));
        assert_eq!(customers.ended_at[i].is_some(), customers.end_reason[i].is_some());
        assert_eq!(customers.industry[i].is_some(), Some(customers.kind[i]) == options::CUSTOMER_KIND.id("business"));
        assert_ne!(customers.industry[i].is_some(), customers.occupation[i].is_some());
    }
    // Nobody shares a number by chance, or people would look like duplicates.
    assert!(phones.len() > customers.phone.iter().filter(|phone| !phone.is_empty()).count() * 9 / 10);
    assert_eq!((customers.external_id(122), book.orders.number(41)), ("C000123".into(), "SO-000042".into()));
}

#[test]
fn both_languages_and_kinds_are_there() {
    let book = book(200, 6);
    let chinese = |text: &String| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let names = &book.customers.name;
    let count = names.iter().filter(|name| chinese(name)).count();
    assert!((80..180).contains(&count), "{count}");
    assert!(book.activities.text.iter().any(chinese) && !book.activities.text.iter().all(chinese));
    assert!(book.activities.text.iter().all(|text| !text.contains('{')));
    for (kind, share) in [("business", 40..130), ("person", 70..160)] {
        let id = options::CUSTOMER_KIND.id(kind);
        assert!(share.contains(&book.customers.kind.iter().filter(|other| Some(**other) == id).count()), "{kind}");
    }
}

#[test]
fn odd_plans_are_harmless() {
    for today in [Day(i32::MIN), Day::MIN, Day(0), Day::MAX, Day(i32::MAX)] {
        for code in ["JPY", "KWD", "XXX"] {
            let currency = Currency::from_code(code).expect("code");
            let book = generate(&Plan { customers: 50, seed: u64::MAX, today, currency });
            assert_eq!(book.customers.len(), 50);
            assert!(book.orders.day.iter().all(|&day| (Day::MIN.0..=Day::MAX.0).contains(&day)));
            assert!(book.customers.ended_at.iter().flatten().all(|&day| day <= Day::MAX));
        }
    }
}

/// A look at the time: `cargo test --release -p sample --test book -- --ignored --nocapture`.
#[test]
#[ignore = "a measurement"]
fn a_hundred_thousand_customers_take_a_moment() {
    let start = std::time::Instant::now();
    let book = book(100_000, 1);
    eprintln!(
        "{} orders, {} lines, {} activities in {:?}",
        book.orders.len(),
        book.lines.order.len(),
        book.activities.at.len(),
        start.elapsed()
    );
    assert!(book.orders.len() <= 600_000);
    for i in (0..100_000).step_by(4_999) {
        eprintln!("{} {} {}", book.customers.name[i], book.customers.phone[i], book.customers.email[i]);
    }
    for i in (0..book.activities.at.len()).step_by(9_999) {
        eprintln!("{}", book.activities.text[i]);
    }
}
