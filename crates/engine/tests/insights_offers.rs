//! Recommendations: what is worked out in slices is what the methods say of baskets put together plainly.
#![allow(missing_docs, clippy::print_stdout)]

mod offers_support;

use insight::baskets::{BEYOND_CHANCE, Likeness, Offers, Owned, Share, Similarity, frequent_sets, rules};
use insight::stats::wilson;
use model::rule::{Op, Rule, Test};
use model::schema::{customer, order, order_line, product, view};
use model::{CollectionId, Day, Decimal, FieldId, RecordId, Value, View, options};
use offers_support::{Book, TODAY, ask, items, of, one, plain, rules_of, sample_book, scored};
use protocol::{InsightAnswer, InsightQuery, OffersAnswer, OffersQuery, RulesQuery, Segment, Stage};

fn groups(book: &engine::Workspace, scores: &engine::scoring::Scores) -> OffersAnswer {
    match ask(book, scores, InsightQuery::Offers(OffersQuery { views: Some(TODAY) })) {
        InsightAnswer::Offers(answer) => answer,
        other => panic!("{other:?}"),
    }
}

/// Tea and a cup go together in three of four orders with tea; honey is bought alone.
fn small() -> Book {
    let mut book = Book::default();
    for (id, name) in [(1, "Tea"), (2, "Cup"), (3, "Honey"), (4, "Spoon")] {
        book.product(id, name);
    }
    for id in 100..106 {
        book.customer(id);
    }
    book.order(1_000, 100, TODAY.0 - 90, &[1, 2]);
    book.order(1_001, 101, TODAY.0 - 80, &[1, 2]);
    book.order(1_002, 102, TODAY.0 - 70, &[1, 2, 2]);
    book.order(1_003, 103, TODAY.0 - 60, &[1]);
    book.order(1_004, 104, TODAY.0 - 50, &[3]);
    book.order(1_005, 105, TODAY.0 - 40, &[3]);
    book.order(1_006, 105, TODAY.0 - 10, &[3]);
    book.order(1_007, 105, TODAY.0 - 5, &[]);
    book
}

fn all_rules(least_products: u32) -> RulesQuery {
    RulesQuery { support_ppm: 1, confidence_percent: 0, least_products, limit: 1_000, ..RulesQuery::default() }
}

#[test]
fn whoever_is_to_be_left_alone_is_offered_nothing_and_told_as_a_number() {
    let told = |field: FieldId, value: Value| {
        let mut book = small();
        book.write(customer::ID, 103, field, value);
        let book = book.workspace;
        let scores = scored(&book);
        let cup = of(&book, &scores, 2).expect("a product");
        // By group it is the same, and on the customer's page it is said.
        let (all, own) = (groups(&book, &scores), one(&book, &scores, 103));
        assert_eq!((all.offered, all.silent), (cup.candidates, cup.silent));
        assert_eq!(all.customers + all.silent, 6);
        let told =
            |groups: &mut dyn Iterator<Item = &protocol::GroupOffers>| groups.map(|group| group.members).sum::<u32>();
        assert_eq!(told(&mut all.segments.iter().map(|(_, group)| group)), all.customers);
        assert_eq!((own.silent, own.ended, own.new.len()), (cup.silent > 0, false, 1));
        (cup.candidates, cup.silent, cup.customers.len(), cup.owners)
    };
    assert_eq!(told(customer::DO_NOT_CALL.id, Value::Bool(false)), (1, 0, 1, 3));
    assert_eq!(told(customer::DO_NOT_CALL.id, Value::Bool(true)), (0, 1, 0, 3));
    assert_eq!(told(customer::CONSENT.id, Value::Option(options::CONSENT_WITHDRAWN)), (0, 1, 0, 3));
    let agreed = options::CONSENT.id("consent").expect("an option");
    assert_eq!(told(customer::CONSENT.id, Value::Option(agreed)), (1, 0, 1, 3));
}

#[test]
fn whose_relation_has_ended_is_in_no_group() {
    let mut book = small();
    book.write(customer::ID, 103, customer::ENDED_AT.id, Value::Day(Day(TODAY.0 - 1)));
    let scores = scored(&book.workspace);
    let all = groups(&book.workspace, &scores);
    assert_eq!((all.customers, all.offered, all.silent), (5, 0, 0));
    let own = one(&book.workspace, &scores, 103);
    assert_eq!((own.silent, own.ended, own.new.len()), (false, true, 1));
}

#[test]
fn a_small_book_by_hand() {
    let book = small().workspace;
    let scores = scored(&book);
    let answer = rules_of(&book, &scores, all_rules(2));
    assert_eq!((answer.orders, answer.several, answer.without_lines, answer.too_many), (7, 3, 1, false));
    // Both have the lift 3 · 7 / (4 · 3).
    let told: Vec<_> = answer.rules.iter().map(|r| (r.lhs.concat(), r.rhs.as_str(), r.count, r.count_lhs)).collect();
    assert_eq!(told, [("Tea".to_owned(), "Cup", 3, 4), ("Cup".to_owned(), "Tea", 3, 3)]);
    let bought: Vec<_> = answer.products.iter().map(|product| (product.name.as_str(), product.orders)).collect();
    assert_eq!(bought, [("Tea", 4), ("Cup", 3), ("Honey", 3)]);
    // Who has tea and no cup: 103, because of the tea.
    let cup = of(&book, &scores, 2).expect("a product");
    assert_eq!((cup.orders, cup.owners, cup.candidates, cup.product.orders), (7, 3, 1, 3));
    assert_eq!(cup.neighbours.len(), 1);
    assert_eq!((cup.neighbours[0].product.name.as_str(), cup.neighbours[0].together), ("Tea", 3));
    let reason = &cup.customers[0].reason;
    assert_eq!(cup.customers[0].id, RecordId(103));
    assert_eq!((reason.bought.as_str(), reason.on, reason.share, reason.together), ("Tea", Day(TODAY.0 - 60), 0.75, 3));
    // What was never bought with anything goes to nobody.
    let honey = of(&book, &scores, 3).expect("a product");
    assert_eq!((honey.owners, honey.candidates, honey.neighbours.len()), (2, 0, 0));
    assert!(of(&book, &scores, 4).is_some_and(|spoon| spoon.product.orders == 0 && spoon.customers.is_empty()));
    assert_eq!(of(&book, &scores, 99), None);
    let next = one(&book, &scores, 103);
    assert_eq!(next.new.iter().map(|(_, name, _)| name.as_str()).collect::<Vec<_>>(), ["Cup"]);
    assert_eq!(next.new[0].2, *reason);
    // Every thirty days, and the last ten days ago: not due.
    assert!(next.again.is_empty() && one(&book, &scores, 105).again.is_empty());
    let groups = groups(&book, &scores);
    assert_eq!((groups.customers, groups.offered), (6, 1));
    assert_eq!(groups.segments.iter().flat_map(|(_, group)| &group.products).count(), 1);
}

#[test]
fn a_pair_that_met_by_chance_is_no_rule() {
    let mut book = Book::default();
    (1..).zip(["Tea", "Cup", "Honey", "Spoon", "Plate"]).for_each(|(id, name)| book.product(id, name));
    book.customer(100);
    // Of 400 orders 20 hold tea and 20 a cup, 2 of them both where 1 would by chance; honey and spoons meet in 6 of 20.
    for n in 0..400_u128 {
        let products: &[u128] = match n {
            0..2 => &[1, 2],
            2..20 => &[1],
            20..38 => &[2],
            38..44 => &[3, 4],
            44..58 => &[3],
            58..72 => &[4],
            _ => &[5],
        };
        book.order(1_000 + n, 100, TODAY.0 - n as i32, products);
    }
    let scores = scored(&book.workspace);
    let usual = RulesQuery {
        support_ppm: 5_000,
        confidence_percent: 10,
        least_products: 2,
        limit: 100,
        ..RulesQuery::default()
    };
    let answer = rules_of(&book.workspace, &scores, usual);
    assert_eq!((answer.orders, answer.least, answer.all), (400, 2, 2), "{:?}", answer.rules);
    let told: Vec<_> = answer.rules.iter().map(|rule| (rule.lhs.concat(), rule.rhs.as_str(), rule.count)).collect();
    assert_eq!(told, [("Honey".to_owned(), "Spoon", 6), ("Spoon".to_owned(), "Honey", 6)]);
}

#[test]
fn saved_views_are_groups_as_stages_are() {
    let mut book = small();
    let named = |name: &str| {
        Rule::Test(Test { field: customer::NAME.id, op: Op::AnyOf, values: vec![Value::Text(name.into())] })
    };
    let mut view = |id: u128, name: &str, place: &str, of: CollectionId, rule: Rule| {
        book.add(
            view::ID,
            id,
            vec![
                (view::NAME.id, Value::Text(name.into())),
                (view::OF.id, Value::Number(Decimal(i64::from(of.0) * Decimal::ONE))),
                (view::POSITION.id, Value::Text(place.into())),
                (view::SPEC.id, View { rule, ..View::default() }.to_value()),
            ],
        );
    };
    view(900, "Everybody", "b", customer::ID, Rule::default());
    view(901, "One", "a", customer::ID, named("C103"));
    view(902, "Nobody", "c", customer::ID, named("C1"));
    view(903, "Orders", "d", order::ID, Rule::default());
    let scores = scored(&book.workspace);
    let answer = groups(&book.workspace, &scores);
    let views = answer.views.expect("asked for");
    let told: Vec<_> = views
        .iter()
        .map(|(id, name, group)| {
            let first = group.products.first().map(|product| (product.name.as_str(), product.n));
            (id.0, name.as_str(), group.members, first)
        })
        .collect();
    let cup = Some(("Cup", 1));
    assert_eq!(told, [(901, "One", 1, cup), (900, "Everybody", 6, cup), (902, "Nobody", 0, None)]);
    let silent = ask(&book.workspace, &scores, InsightQuery::Offers(OffersQuery::default()));
    assert!(matches!(silent, InsightAnswer::Offers(answer) if answer.views.is_none()));
}

#[test]
fn what_is_bought_again_and_again_is_due_by_its_own_rhythm() {
    let mut book = small();
    book.order(2_000, 104, TODAY.0 - 25, &[3]);
    let scores = scored(&book.workspace);
    let again = one(&book.workspace, &scores, 104).again;
    assert_eq!(again.len(), 1);
    assert_eq!((again[0].name.as_str(), again[0].interval_days, again[0].since_days), ("Honey", 25, 25));
}

#[test]
fn what_does_not_count_is_in_no_basket() {
    let mut book = small();
    book.order(2_000, 103, TODAY.0 + 5, &[1, 4]);
    book.order(2_001, 103, TODAY.0 - 5, &[1, 4]);
    let cancelled = options::ORDER_STATUS.id("cancelled").expect("a status");
    book.write(order::ID, 2_001, order::STATUS.id, Value::Option(cancelled));
    book.order(2_002, 103, TODAY.0 - 5, &[1, 4]);
    book.write(order::ID, 2_002, FieldId::ALIVE, Value::Bool(false));
    book.order(2_003, 103, TODAY.0 - 5, &[1, 4]);
    let back = model::input::number("-1").expect("a number");
    book.write(order_line::ID, Book::line_id(2_003, 1), order_line::QUANTITY.id, Value::Number(back));
    let scores = scored(&book.workspace);
    let answer = rules_of(&book.workspace, &scores, all_rules(2));
    // The last order holds tea and no spoon.
    assert_eq!((answer.orders, answer.several), (8, 3));
    assert!(answer.products.iter().all(|product| product.name != "Spoon"));
}

#[test]
fn what_is_kept_follows_lines_and_products() {
    let mut book = small();
    let scores = scored(&book.workspace);
    let names = |book: &Book, who: u128| -> Vec<String> {
        one(&book.workspace, &scores, who).new.into_iter().map(|(_, name, _)| name).collect()
    };
    assert_eq!(names(&book, 103), ["Cup"]);
    // Something else, and the amount of a line, leave it as it is.
    book.write(customer::ID, 103, customer::NAME.id, Value::Text("Ada".into()));
    assert_eq!(names(&book, 103), ["Cup"]);
    // Scores stay: no customer's orders changed.
    book.line(1_000, 7, 4);
    book.line(1_001, 7, 4);
    book.line(1_002, 7, 4);
    assert_eq!(names(&book, 103), ["Cup", "Spoon"]);
    book.write(product::ID, 2, product::ACTIVE.id, Value::Bool(false));
    assert_eq!(names(&book, 103), ["Spoon"], "what is no longer sold is not offered");
    assert!(of(&book.workspace, &scores, 2).is_some_and(|cup| cup.retired));
    book.write(order_line::ID, Book::line_id(1_000, 7), FieldId::ALIVE, Value::Bool(false));
    let spoon = of(&book.workspace, &scores, 4).expect("a product");
    assert_eq!((spoon.product.orders, spoon.candidates), (2, 1));
    // Tea and spoon in two of seven may be chance, cup and spoon is not: so it is for 100, who has a cup, and not for 103.
    assert_eq!((spoon.customers[0].id, spoon.customers[0].reason.bought.as_str()), (RecordId(100), "Cup"));
    book.write(product::ID, 4, FieldId::ALIVE, Value::Bool(false));
    assert_eq!(names(&book, 103), Vec::<String>::new());
    assert_eq!(of(&book.workspace, &scores, 4), None);
}

#[test]
fn rules_are_those_of_the_method() {
    let book = sample_book(600);
    let scores = scored(&book);
    let (baskets, _) = plain(&book);
    let query = RulesQuery {
        support_ppm: 500,
        confidence_percent: 2,
        least_products: 2,
        limit: 1_000,
        ..RulesQuery::default()
    };
    let answer = rules_of(&book, &scores, query.clone());
    let support = Share::new(0.000_5).expect("a share");
    let sets = frequent_sets(&baskets, support, 4).expect("few");
    let mut method = rules(&sets, baskets.len(), Share::new(0.02).expect("a share"));
    let of_chance = |rule: &insight::baskets::Rule| {
        Likeness::LogLikelihood.of(rule.count, rule.count_lhs, rule.count_rhs, baskets.len()) < 3.841_458
    };
    let above = method.iter().filter(|rule| rule.lift() > 1.0 + 1e-12).count();
    method.retain(|rule| !of_chance(rule));
    assert!(method.len() < above, "some exceed a lift of 1 by chance");
    assert!(method.len() > 3, "{}", method.len());
    assert_eq!((answer.all as usize, answer.rules.len()), (method.len(), method.len()));
    assert_eq!((answer.orders as usize, answer.least), (baskets.len(), support.count_of(baskets.len())));
    let products = book.table(product::ID).expect("products");
    let items = items(&book);
    let name = |item: u32| products.text(items[item as usize], product::NAME).to_owned();
    for (row, rule) in answer.rules.iter().zip(&method) {
        assert_eq!((row.count, row.count_lhs, row.count_rhs), (rule.count, rule.count_lhs, rule.count_rhs));
        let (low, high) = wilson(rule.count.into(), rule.count_lhs.into()).expect("an interval");
        assert_eq!(row.confidence_range, [low, high]);
        assert_eq!((row.lhs.clone(), row.rhs.clone()), (rule.lhs.iter().map(|&i| name(i)).collect(), name(rule.rhs)));
    }
    // Longer ones only, or fewer: the same list, cut. Baskets of the sample hold two products at most.
    assert_eq!(rules_of(&book, &scores, RulesQuery { least_products: 3, ..query.clone() }).all, 0);
    let first = rules_of(&book, &scores, RulesQuery { limit: 2, ..query });
    assert_eq!((first.all, &first.rules[..]), (answer.all, &answer.rules[..2]));
}

#[test]
fn offers_are_those_of_the_method() {
    let book = sample_book(600);
    let scores = scored(&book);
    let (baskets, bought) = plain(&book);
    let similarity = Similarity::of(&baskets, Likeness::LogLikelihood, 20).at_least(BEYOND_CHANCE);
    let people = book.table(customer::ID).expect("customers");
    let items = items(&book);
    let product_id = |item: u32| book.ids.id(book.table(product::ID).expect("products").handle(items[item as usize]));
    let owned = |row: usize| bought[row].iter().map(|(&item, days)| Owned { item, days }).collect::<Vec<_>>();
    let method: Vec<Offers> = (0..600).map(|row| Offers::of(&similarity, &owned(row), TODAY.0, usize::MAX)).collect();
    let mut again = 0;
    for row in (0..600).step_by(7) {
        let answer = one(&book, &scores, book.ids.id(people.handle(row as u32)).0);
        let best: Vec<RecordId> = method[row].new.iter().take(3).map(|offer| product_id(offer.item)).collect();
        assert_eq!(answer.new.iter().map(|(id, ..)| *id).collect::<Vec<_>>(), best);
        for ((.., reason), offer) in answer.new.iter().zip(&method[row].new) {
            assert_eq!((reason.share, reason.together), (offer.share, offer.together));
            assert_eq!(Some(&reason.on.0), bought[row][&offer.because_of].last());
        }
        let due: Vec<(RecordId, u32)> =
            method[row].again.iter().take(3).map(|own| (product_id(own.item), own.since_days)).collect();
        assert_eq!(answer.again.iter().map(|own| (own.id, own.since_days)).collect::<Vec<_>>(), due);
        again += due.len();
    }
    assert!(again > 10);
    // By group: the best three of everybody, counted.
    let answer = groups(&book, &scores);
    let buyers = (0..600).filter(|&row| !bought[row].is_empty() && !scores.book.has_ended(row));
    let buyers: Vec<usize> = buyers.collect();
    assert_eq!(answer.customers as usize, buyers.len());
    assert_eq!((answer.stages.len(), answer.segments.len()), (Stage::ALL.len(), Segment::ALL.len()));
    for (segment, group) in &answer.segments {
        let members: Vec<usize> =
            buyers.iter().copied().filter(|&row| scores.segment(row as u32) == *segment).collect();
        assert_eq!(group.members as usize, members.len(), "{segment:?}");
        for told in &group.products {
            let best = |row: &usize| method[*row].new.iter().take(3).find(|offer| product_id(offer.item) == told.id);
            let offers: Vec<&insight::baskets::Offer> = members.iter().filter_map(best).collect();
            assert_eq!(told.n as usize, offers.len());
            // The reason is the most frequent one of these members.
            let (bought, n, share) = told.because.as_ref().expect("a reason");
            let name = |item: u32| book.value(product::ID, product_id(item), product::NAME.id);
            let of = |offer: &&&insight::baskets::Offer| name(offer.because_of) == Value::Text(bought.clone());
            let same = offers.iter().filter(of);
            assert!(same.clone().count() == *n as usize && same.clone().all(|offer| offer.share == *share));
            let most = offers.iter().map(|one| offers.iter().filter(|two| two.because_of == one.because_of).count());
            assert_eq!(most.max(), Some(*n as usize));
        }
        assert!(group.products.len() <= 3 && group.products.windows(2).all(|two| two[0].n >= two[1].n));
    }
    // For one product: everybody to whom it can be offered, best first.
    let among = |item: u32| method.iter().filter(|offers| offers.new.iter().any(|offer| offer.item == item)).count();
    let item = (0..baskets.n_items() as u32).max_by_key(|&item| among(item)).expect("products");
    let answer = of(&book, &scores, product_id(item).0).expect("a product");
    let score = |row: usize| method[row].new.iter().find(|offer| offer.item == item).map(|offer| offer.score);
    let ended = |row: usize| scores.book.has_ended(row);
    let mut candidates: Vec<usize> = (0..600).filter(|&row| score(row).is_some() && !ended(row)).collect();
    let id = |row: usize| book.ids.id(people.handle(row as u32));
    candidates.sort_by(|&a, &b| score(b).partial_cmp(&score(a)).expect("numbers").then(id(a).cmp(&id(b))));
    assert_eq!(answer.candidates as usize, candidates.len());
    assert!(candidates.len() > 20 && answer.customers.len() == 20);
    for (told, &row) in answer.customers.iter().zip(&candidates) {
        assert_eq!(told.id, book.ids.id(people.handle(row as u32)));
    }
    assert_eq!(answer.owners as usize, (0..600).filter(|&row| bought[row].contains_key(&item)).count());
    let near = similarity.neighbours(item).iter();
    let near: Vec<(RecordId, u32)> = near.map(|near| (product_id(near.item), near.together)).collect();
    assert_eq!(answer.neighbours.iter().map(|near| (near.product.id, near.together)).collect::<Vec<_>>(), near);
}

#[test]
fn too_many_sets_are_told_not_found() {
    let mut book = Book::default();
    (1..=40).for_each(|id| book.product(id, &format!("P{id}")));
    book.customer(100);
    let all: Vec<u128> = (1..=40).collect();
    book.order(1_000, 100, TODAY.0 - 9, &all);
    let scores = scored(&book.workspace);
    let answer = rules_of(&book.workspace, &scores, all_rules(2));
    assert!(answer.too_many && answer.rules.is_empty() && answer.all == 0 && answer.orders == 1);
}

#[test]
fn empty_books_and_books_without_lines_have_answers() {
    let empty = Book::default().workspace;
    let scores = scored(&empty);
    let answer = rules_of(&empty, &scores, all_rules(2));
    assert_eq!((answer.orders, answer.without_lines, answer.products.len()), (0, 0, 0));
    assert_eq!((groups(&empty, &scores).customers, of(&empty, &scores, 1)), (0, None));
    assert!(one(&empty, &scores, 100).new.is_empty());
    let mut bare = Book::default();
    bare.customer(100);
    bare.order(1_000, 100, TODAY.0 - 9, &[]);
    let scores = scored(&bare.workspace);
    let answer = rules_of(&bare.workspace, &scores, all_rules(2));
    assert_eq!((answer.orders, answer.without_lines), (0, 1));
    assert!(one(&bare.workspace, &scores, 100).new.is_empty());
}

#[test]
#[ignore = "a measurement, not a check"]
fn how_long_a_large_book_takes() {
    offers_support::measure();
}

#[test]
fn baskets_are_the_same_in_any_slices() {
    let (baskets, _) = plain(&sample_book(200));
    let mut work = insight::baskets::Likening::new(&baskets, Likeness::Jaccard, 5);
    while !work.step(&baskets, 1) {}
    assert_eq!(work.finish(&baskets), Similarity::of(&baskets, Likeness::Jaccard, 5));
    let support = Share::new(0.002).expect("a share");
    let mut search = insight::baskets::SetSearch::new(&baskets, support, 4, 1_000);
    while !search.step(&baskets, 1).expect("few") {}
    assert_eq!(search.finish(), frequent_sets(&baskets, support, 4).expect("few"));
    let mut search = insight::baskets::SetSearch::new(&baskets, support, 4, 10);
    let found = loop {
        match search.step(&baskets, 100) {
            Ok(done) => assert!(!done, "there are more than ten"),
            Err(too_many) => break too_many.found,
        }
    };
    assert_eq!(found, 11);
}
