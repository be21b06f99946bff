//! What people type, and whom they find.
#![allow(missing_docs)]

mod common;

use common::{Book, shown};
use engine::{Workspace, samples};
use model::schema::{self, activity, contact, customer, order, payment, payment_plan, product, tag};
use model::{CollectionId, Currency, Day, DeviceId, FieldId, Money, RecordId, Stamp, Value};
use protocol::{Hit, SearchAnswer, SearchQuery};
use search::Index;

const NOTE: FieldId = FieldId(0x8001);

fn people() -> Book {
    let mut book = Book::new();
    book.customer("王小明", &[(customer::PHONE.id, "+86 138-0013-8000"), (customer::REGION.id, "上海")]);
    book.customer("Zoë Smith", &[(customer::EMAIL.id, "zoe@example.com"), (customer::PHONE.id, "+44 20 7946 0123")]);
    book.customer(
        "Alexander O’Brien",
        &[(customer::EXTERNAL_ID.id, "C-001042"), (customer::PHONE.id, "(020) 7946-0999")],
    );
    book.customer("曾国藩", &[(customer::WECHAT.id, "zeng_1811")]);
    book.customer(
        "杭州清和茶业有限公司",
        &[(customer::ADDRESS.id, "Straße des 17. Juni"), (NOTE, "prefers oolong 乌龙")],
    );
    book.customer("Ｆｕｌｌ Ｗｉｄｔｈ", &[]);
    book.customer("Smithson & Sons", &[]);
    book
}

#[test]
fn every_kind_of_match_finds_and_marks() {
    let mut book = people();
    for (typed, expected) in [
        // As it stands, in any case, accent, width and order.
        ("zoe", "[Zoë] Smith"),
        ("ZOË", "[Zoë] Smith"),
        ("smith zoe", "[Zoë] [Smith]"),
        ("obrien", "Alexander [O’Brien]"),
        ("o'bri", "Alexander [O’Bri]en"),
        ("full width", "[Ｆｕｌｌ] [Ｗｉｄｔｈ]"),
        ("ider", ""),
        ("xand", "Ale[xand]er O’Brien"),
        ("茶业", "杭州清和[茶业]有限公司"),
        ("清和 杭州", "[杭州清和]茶业有限公司"),
        // By readings.
        ("wangxiaoming", "[王小明]"),
        ("xiaoming", "王[小明]"),
        ("wxm", "[王小明]"),
        ("x", ""),
        ("c", "[曾]国藩"),
        ("王xm", "[王小明]"),
        ("wang xiao ming", "[王小明]"),
        ("zengguof", "[曾国藩]"),
        ("cengguofan", "[曾国藩]"),
        ("qinghecha", "杭州[清和茶]业有限公司"),
        ("hzqh", "[杭州清和]茶业有限公司"),
        // With wrong letters.
        ("alexadner", "[Alexander] O’Brien"),
        ("aelxadner", "[Alexander] O’Brien"),
        ("alxander", "[Alexander] O’Brien"),
        ("smiht zoe", "[Zoë] [Smith]"),
        ("alxe", "[Alex]ander O’Brien"),
        // Telephone numbers in any grouping.
        ("+86 138-0013-8000", "+[86 138-0013-8000]"),
        ("13800138000", "+86 [138-0013-8000]"),
        ("138 0013 8000", "+86 [138-0013-8000]"),
        ("0013 80", "+86 138-[0013-80]00"),
        ("8000", "+86 138-0013-[8000]"),
        ("+4420 7946 0123", "+[44 20 7946 0123]"),
        ("+44 20 7946 0999", "(0[20) 7946-0999]"),
        ("020 79460999", "([020) 7946-0999]"),
        // Everything else that has a text.
        ("zoe@exa", "[zoe@exa]mple.com"),
        ("c-0010", "[C-0010]42"),
        ("001042", "C-[001042]"),
        ("zeng_18", "[zeng_18]11"),
        ("上海", "[上海]"),
        ("strasse 17", "[Straße] des [17]. Juni"),
        ("oolong", "prefers [oolong] 乌龙"),
        ("乌龙", "prefers oolong [乌龙]"),
    ] {
        let found = book.answer(typed).hits.first().map_or(String::new(), shown);
        assert_eq!(found, expected, "{typed}");
    }
}

#[test]
fn words_must_all_be_found() {
    let mut book = people();
    assert_eq!(book.names("zoe nobody"), [""; 0]);
    assert_eq!(book.names("wang 上海"), ["王小明"]);
    assert_eq!(book.names("wang 0013 上海"), ["王小明"]);
    assert_eq!(book.names(""), [""; 0]);
}

#[test]
fn the_better_match_comes_first() {
    let mut book = Book::new();
    // Worst first, so that no other order could be taken for ranking.
    for name in ["Ling", "刘娜", "Ann Lina", "Malin", "Lin Smith", "Linda", "Lin"] {
        book.customer(name, &[]);
    }
    book.customer("Somebody", &[(customer::EMAIL.id, "lin@example.com")]);
    book.customer("林娜", &[]);
    let names = book.names("lin");
    assert_eq!(names[..2], ["Lin", "Lin Smith"], "the whole name, then a whole word at its beginning");
    let place = |name: &str| names.iter().position(|found| found == name).unwrap_or(usize::MAX);
    for pair in ["Lin Smith", "Linda", "Ann Lina", "Somebody", "Malin", "林娜"].windows(2) {
        assert!(place(pair[0]) < place(pair[1]), "{pair:?} in {names:?}");
    }
    let typo = book.names("lnida");
    assert_eq!(typo, ["Linda"]);
    for name in ["Smith Zoe", "Zoe Smith", "Zoe Smithson"] {
        book.customer(name, &[]);
    }
    assert_eq!(book.names("zoe smith"), ["Zoe Smith", "Zoe Smithson", "Smith Zoe"]);
}

#[test]
fn of_equals_who_brings_most_comes_first() {
    let plan = sample::Plan { customers: 1_000, seed: 1, today: Day(20_600), currency: Currency::CNY };
    let mut workspace = Workspace::default();
    workspace.apply(&samples::operation(samples::pieces(&sample::generate(&plan), 7), Stamp::new(1, 0, DeviceId(1))));
    let settings = engine::scoring::settings(&workspace, Day(20_600), Currency::CNY);
    let input = engine::scoring::fingerprint(workspace.scored_version(), &settings);
    let (mut run, rest) = engine::scoring::begin(&workspace, &settings, input, None, None);
    while run.step() != insight::Progress::Done {}
    let scores = engine::scoring::finish(run, rest);
    let mut index = Index::default();
    while index.step(&workspace) {}
    let query = SearchQuery { text: "王".to_owned(), recent: Vec::new(), words: Vec::new() };
    let hits = index.answer(&workspace, Some(&scores), &query).hits;
    let total = |hit: &Hit| workspace.find(hit.collection, hit.id).map_or(0, |(_, row)| scores.total(row));
    let first: Vec<&Hit> =
        hits.iter().filter(|hit| hit.collection == customer::ID && hit.name.marks == [(0, 3)]).collect();
    assert!(first.len() > 3);
    assert!(first.is_sorted_by(|a, b| total(a) >= total(b)));
}

#[test]
fn records_of_every_kind_are_found_with_what_tells_them_apart() {
    let mut book = Book::new();
    let text = |text: &str| Value::Text(text.to_owned());
    let vip = book.add(tag::ID, &[(tag::NAME.id, text("茶友 Tea lover"))]);
    let who = book.customer("王小明", &[]);
    book.write(customer::ID, who, &[(customer::TAGS.id, Value::References(vec![vip]))]);
    book.add(contact::ID, &[(contact::NAME.id, text("Li Lei 李雷")), (contact::CUSTOMER.id, Value::Reference(who))]);
    book.add(product::ID, &[(product::NAME.id, text("龙井 Longjing")), (product::SKU.id, text("LJ-500"))]);
    let money = Value::Money(Money { minor: 1, currency: Currency::CNY });
    for (day, number) in [(1, "SO-2024-0007"), (2, "SO-2024-0008")] {
        let fields = [
            (order::NUMBER.id, text(number)),
            (order::CUSTOMER.id, Value::Reference(who)),
            (order::DAY.id, Value::Day(Day(day))),
        ];
        book.add(order::ID, &[&fields[..], &[(order::TOTAL.id, money.clone())]].concat());
    }
    book.add(payment::ID, &[(payment::NUMBER.id, text("P-88")), (payment::AMOUNT.id, money.clone())]);
    let said = format!("{} asked about REFILLS of the green tin", "long ago, ".repeat(40));
    book.add(activity::ID, &[(activity::TEXT.id, text(&said)), (activity::CUSTOMER.id, Value::Reference(who))]);
    let kinds = |book: &mut Book, typed: &str| -> Vec<CollectionId> {
        book.answer(typed).hits.iter().map(|hit| hit.collection).collect()
    };
    assert_eq!(kinds(&mut book, "lilei"), [contact::ID]);
    assert_eq!(kinds(&mut book, "longjing"), [product::ID]);
    assert_eq!(kinds(&mut book, "lj-5"), [product::ID]);
    assert_eq!(kinds(&mut book, "tea lover"), [tag::ID, customer::ID], "the tag itself, then who bears it");
    assert_eq!(kinds(&mut book, "cy"), [tag::ID]);
    assert_eq!(kinds(&mut book, "p-88"), [payment::ID]);
    assert_eq!(book.names("so-2024"), ["SO-2024-0008", "SO-2024-0007"], "newest first");
    let order = book.answer("2024-0007").hits.remove(0);
    assert_eq!(shown(&order), "SO-[2024-0007]");
    assert_eq!(order.about.len(), 3);
    assert_eq!(order.names, [(who, "王小明".to_owned())]);
    let talk = book.answer("refills tin").hits.remove(0);
    assert_eq!(talk.collection, activity::ID);
    assert!(
        shown(&talk).starts_with('…') && shown(&talk).contains("asked about [REFILLS] of the green [tin]"),
        "{}",
        shown(&talk)
    );
    // Renaming a tag reaches those who bear it.
    book.write(tag::ID, vip, &[(tag::NAME.id, text("Coffee"))]);
    assert_eq!(kinds(&mut book, "coffee"), [tag::ID, customer::ID]);
    assert_eq!(kinds(&mut book, "tea lover"), []);
}

#[test]
fn instalments_are_found_by_what_they_say_and_by_their_order() {
    let mut book = Book::new();
    let text = |text: &str| Value::Text(text.to_owned());
    let sold = |book: &mut Book, number: &str| book.add(order::ID, &[(order::NUMBER.id, text(number))]);
    let (first, other) = (sold(&mut book, "SO-2024-0007"), sold(&mut book, "SO-2024-0008"));
    let due = |day: i32| Value::Day(Day(day));
    let of = |order| (payment_plan::ORDER.id, Value::Reference(order));
    let remark = (payment_plan::REMARK.id, text("after the trade fair"));
    let told = book.add(payment_plan::ID, &[of(first), (payment_plan::DUE.id, due(20_000)), remark]);
    let bare = book.add(payment_plan::ID, &[of(first), (payment_plan::DUE.id, due(20_030))]);
    let numbered = book.add(payment_plan::ID, &[of(other), (payment_plan::NUMBER.id, text("HK-0815"))]);
    let found = |book: &mut Book, typed: &str| {
        let hits = book.answer(typed).hits.into_iter().filter(|hit| hit.collection == payment_plan::ID);
        hits.map(|hit| hit.id).collect::<Vec<_>>()
    };
    assert_eq!(found(&mut book, "trade fair"), [told]);
    assert_eq!(found(&mut book, "hk-08"), [numbered]);
    assert_eq!(found(&mut book, "so-2024-0007"), [bare, told], "the order's, the latest first");
    let hits = book.answer("so-2024-0007").hits;
    assert_eq!((hits[0].id, hits.len()), (first, 3), "the order itself comes first");
    assert_eq!(hits[1].name.text, "SO-2024-0007 · 2024-11-03");
    book.write(payment_plan::ID, bare, &[(FieldId::ALIVE, Value::Bool(false))]);
    assert_eq!(found(&mut book, "so-2024-0007"), [told]);
}

#[test]
fn what_is_deleted_is_not_found_and_what_is_restored_is() {
    let mut book = people();
    let who = book.customer("Gone Person", &[]);
    assert_eq!(book.names("gone"), ["Gone Person"]);
    book.write(customer::ID, who, &[(FieldId::ALIVE, Value::Bool(false))]);
    assert_eq!(book.names("gone"), [""; 0]);
    book.write(customer::ID, who, &[(FieldId::ALIVE, Value::Bool(true))]);
    assert_eq!(book.names("gone"), ["Gone Person"]);
}

#[test]
fn nothing_typed_shows_the_recent_records() {
    let mut book = people();
    let who = book.customer("Lately Seen", &[]);
    let recent = vec![(customer::ID, who), (customer::ID, RecordId(99)), (schema::setting::ID, RecordId(1))];
    let query = SearchQuery { text: "  ".to_owned(), recent, words: Vec::new() };
    let hits = book.index.answer(&book.workspace, None, &query).hits;
    assert_eq!(hits.iter().map(|hit| hit.name.text.as_str()).collect::<Vec<_>>(), ["Lately Seen"]);
}

/// Numbers from a seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, max: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % max
    }
}

#[test]
fn a_record_is_found_by_any_part_of_its_name() {
    let plan = sample::Plan { customers: 5_000, seed: 3, today: Day(20_600), currency: Currency::CNY };
    let mut book = Book::new();
    book.workspace
        .apply(&samples::operation(samples::pieces(&sample::generate(&plan), 7), Stamp::new(1, 0, DeviceId(1))));
    let mut dice = Dice(5);
    let names: Vec<String> = {
        let table = book.workspace.table(customer::ID).expect("customers");
        (0..200).map(|_| table.text(dice.below(5_000) as u32, customer::NAME).to_owned()).collect()
    };
    for name in names {
        let chars: Vec<char> = name.chars().collect();
        let least = if chars[0].is_ascii() { 3 } else { 2 };
        let len = least + dice.below(chars.len() - least + 1);
        let from = dice.below(chars.len() - len + 1);
        let part: String = chars[from..from + len].iter().collect();
        // Parts that begin or end with a blank are shorter words.
        if part.trim().chars().count() < least || part.split(' ').any(|word| word.chars().count() < least) {
            continue;
        }
        let answer = book.answer(&part);
        let holds = |hit: &Hit| {
            // Leads hold the names of businesses, too, in another field.
            let field = hit.field.as_ref().map_or("", |(_, text)| text.text.as_str());
            let told = format!("{}\n{field}", hit.name.text).to_lowercase();
            part.to_lowercase().split(' ').all(|word| told.contains(word))
        };
        assert!(
            answer.hits.iter().any(|hit| hit.name.text == name)
                || answer.hits.iter().filter(|hit| holds(hit)).count() == 20,
            "{part} of {name}"
        );
    }
}

/// From one keystroke to the next much is kept. Asked in the opposite order, what is kept is of no use: no word begins with a longer one.
#[test]
fn typing_on_is_the_same_as_asking_anew() {
    let plan = sample::Plan { customers: 5_000, seed: 5, today: Day(20_600), currency: Currency::CNY };
    let mut book = Book::new();
    book.workspace
        .apply(&samples::operation(samples::pieces(&sample::generate(&plan), 7), Stamp::new(1, 0, DeviceId(1))));
    let mut dice = Dice(9);
    let mut typed: Vec<String> = Vec::new();
    {
        let table = book.workspace.table(customer::ID).expect("customers");
        for _ in 0..10 {
            let row = dice.below(5_000) as u32;
            let digits: String = table.text(row, customer::PHONE).chars().filter(char::is_ascii_digit).collect();
            let [name, email, region] =
                [customer::NAME, customer::EMAIL, customer::REGION].map(|field| table.text(row, field).to_lowercase());
            typed.extend([format!("{name} {region}"), digits[digits.len().min(3)..].to_owned(), email]);
        }
        typed.extend(
            ["0000", "00a", "wxm", "zhangw", "wang shanghai", "c0012", "exmaple", "alexadner"].map(str::to_owned),
        );
    }
    let keys = |text: &String| {
        text.char_indices().map(|(at, c)| text[..at + c.len_utf8()].to_owned()).collect::<Vec<String>>()
    };
    let queries: Vec<String> = typed.iter().flat_map(keys).collect();
    let typing: Vec<SearchAnswer> = queries.iter().map(|query| book.answer(query)).collect();
    assert!(typing.iter().filter(|answer| !answer.hits.is_empty()).count() > 250);
    book.index = Index::default();
    for (query, on) in queries.iter().zip(typing).rev() {
        assert_eq!(on, book.answer(query), "{query}");
    }
}

#[test]
fn texts_that_many_share_are_found_and_followed() {
    let mut book = Book::new();
    let shared = |n: usize| format!("Quarter {}", n % 9);
    let all: Vec<RecordId> = (0..600)
        .map(|n| {
            let own = if n < 400 { format!("remark {n} of its own") } else { shared(n) };
            book.customer(&format!("Customer {n}"), &[(customer::REGION.id, &shared(n)), (NOTE, &own)])
        })
        .collect();
    assert_eq!(book.names("quarter customer 77"), ["Customer 77"]);
    assert_eq!(book.names("quartre 77 customer"), ["Customer 77"], "with wrong letters");
    assert_eq!(book.names("remark 399"), ["Customer 399"], "past what can be shared");
    assert_eq!(book.answer("quarter").hits.first().map(shown), Some("[Quarter] 0".to_owned()));
    book.write(customer::ID, all[77], &[(customer::REGION.id, Value::Text("Harbour".to_owned()))]);
    assert_eq!(book.names("harb"), ["Customer 77"]);
    assert_eq!(book.names("quarter customer 77"), [""; 0]);
}

#[test]
fn mistyped_names_are_found() {
    let mut book = Book::new();
    let first = "Alexander Benjamin Charlotte Margaret Michael Victoria Isabel Harriet Nathan Emily";
    let last =
        ["Stewart", "Campbell", "Phillips", "Mitchell", "Edwards", "Bennett", "Jackson", "Collins", "Hughes", "Walker"];
    let names: Vec<String> =
        first.split(' ').flat_map(|first| last.iter().map(move |last| format!("{first} {last}"))).collect();
    for name in &names {
        book.customer(name, &[]);
    }
    let mut dice = Dice(11);
    let mut wrong = |word: &str| -> String {
        let mut letters: Vec<char> = word.to_lowercase().chars().collect();
        let at = dice.below(letters.len() - 1);
        match dice.below(4) {
            0 => letters.swap(at, at + 1),
            1 => drop(letters.remove(at)),
            2 => letters.insert(at, (b'a' + dice.below(26) as u8) as char),
            _ => letters[at] = (b'a' + dice.below(26) as u8) as char,
        }
        letters.into_iter().collect()
    };
    let mut found = 0;
    for name in &names {
        let (first, last) = name.split_once(' ').expect("two words");
        let typed = format!("{} {}", wrong(first), wrong(last));
        found += usize::from(book.names(&typed).first() == Some(name));
    }
    assert!(found >= 95, "{found} of 100");
}

#[test]
fn following_changes_is_the_same_as_starting_over() {
    let mut book = people();
    let mut dice = Dice(17);
    let words = ["Zoë", "王小明", "Smith", "曾国藩", "", "138 0013 8000", "clerk", "Łódź", "x\u{301}y"];
    let fields = [customer::NAME.id, customer::PHONE.id, customer::EMAIL.id, customer::REGION.id, NOTE];
    let mut records: Vec<RecordId> = Vec::new();
    let queries = ["zoe", "wxm", "smith", "smtih", "zeng", "138", "clerk", "lodz", "xy", "zoe smith", "小明"];
    for round in 0..60 {
        for _ in 0..dice.below(4) {
            let value = |dice: &mut Dice| Value::Text(format!("{} {}", words[dice.below(9)], words[dice.below(9)]));
            match dice.below(3) {
                0 => records.push(book.customer(words[dice.below(9)], &[])),
                1 if !records.is_empty() => {
                    let (record, field, value) =
                        (records[dice.below(records.len())], fields[dice.below(5)], value(&mut dice));
                    book.write(customer::ID, record, &[(field, value)]);
                }
                _ if !records.is_empty() => {
                    let alive = dice.below(2) == 0;
                    book.write(
                        customer::ID,
                        records[dice.below(records.len())],
                        &[(FieldId::ALIVE, Value::Bool(alive))],
                    );
                }
                _ => {}
            }
        }
        let mut fresh = Index::default();
        while fresh.step(&book.workspace) {}
        for typed in queries {
            let query = SearchQuery { text: typed.to_owned(), recent: Vec::new(), words: Vec::new() };
            let anew = fresh.answer(&book.workspace, None, &query);
            assert_eq!(book.answer(typed), anew, "{typed}, round {round}");
        }
    }
}

#[test]
fn nonsense_is_answered_calmly() {
    let mut book = people();
    book.customer(&"王".repeat(400_000), &[(customer::REMARK.id, &"e\u{301}".repeat(300_000))]);
    book.customer(
        "\u{202E}\u{0}\u{1}\u{7}\t\n\u{301}",
        &[(customer::PHONE.id, "no digits"), (customer::EMAIL.id, "\u{1}")],
    );
    book.customer("", &[]);
    book.customer("<b>=1+1</b> 👩‍👩‍👧 מיכל", &[]);
    let long = "zoe ".repeat(250_000);
    for typed in [
        long.as_str(),
        &"王".repeat(350_000),
        &"a".repeat(1_000_000),
        "\u{301}\u{301}",
        "\u{0}\u{1}\u{2}",
        "\u{202E}zoe",
        "\n\t\r",
        "'''",
        "((((",
        "+",
        "+++ 12",
        "00",
        "0",
        "-",
        "\u{FFFD}",
        "👩‍👩‍👧",
        "מיכל",
        "ﷺ",
        "%_\\",
        "\u{1F468}\u{200D}",
        "王a王a王",
        "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz",
    ] {
        let answer = book.answer(typed);
        assert!(answer.hits.len() <= 20);
        for hit in answer.hits {
            assert!(hit.name.text.len() < 1_000 && hit.field.is_none_or(|(_, marked)| marked.text.len() < 1_000));
        }
    }
    assert_eq!(book.names("מיכל"), ["<b>=1+1</b> 👩‍👩‍👧 מיכל"]);
    let mut dice = Dice(23);
    for _ in 0..300 {
        let typed: String = (0..dice.below(12)).filter_map(|_| char::from_u32(dice.below(0x1_1000) as u32)).collect();
        book.answer(&typed);
    }
}
