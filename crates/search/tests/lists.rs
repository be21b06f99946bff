//! Words above a list hear Chinese names as search does.
#![allow(missing_docs)]

mod common;

use common::Book;
use engine::Workspace;
use engine::list::{Later, Lists, Sounds, Source, ids};
use engine::selling::{self, Context};
use model::schema::{contact, customer, lead, opportunity, order, product, tag, user};
use model::{CollectionId, Currency, Day, DeviceId, FieldId, RecordId, Stamp, Value};
use protocol::{Failure, ListRow, RecordsQuery, SellingDeed, Target, TeamDeed};
use search::Index;
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Instant;

struct Heard(RefCell<Index>);

impl Sounds for Heard {
    fn rows(&self, workspace: &Workspace, of: CollectionId, word: &str) -> Vec<u32> {
        self.0.borrow_mut().sounding(workspace, of, word)
    }

    fn state(&self, workspace: &Workspace) -> u64 {
        self.0.borrow_mut().heard(workspace)
    }

    fn readings(&self) -> Option<Rc<[u16]>> {
        Some(self.0.borrow().readings())
    }
}

fn source<'a>(workspace: &'a Workspace, heard: &'a Heard) -> Source<'a> {
    let (zone, later) = (&protocol::GREENWICH, Some(Later::new().hearing(heard)));
    Source { workspace, scores: None, scores_version: 0, today: Day(20_600), zone, later }
}

fn found(workspace: &Workspace, heard: &Heard, of: CollectionId, search: &str) -> Vec<RecordId> {
    ids(&source(workspace, heard), &RecordsQuery { search: search.into(), ..RecordsQuery::of(of) })
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

#[test]
fn names_in_every_list_are_found_by_pinyin_and_initials() {
    let mut book = Book::new();
    let who = book.customer("王小明", &[(customer::REGION.id, "上海")]);
    book.customer("Wendy Xavier Moore", &[]);
    book.customer("曾国藩", &[]);
    let vip = book.add(tag::ID, &[(tag::NAME.id, text("茶友"))]);
    book.write(customer::ID, who, &[(customer::TAGS.id, Value::References(vec![vip]))]);
    let seller = book.add(user::ID, &[(user::NAME.id, text("李雷"))]);
    book.write(customer::ID, who, &[(customer::OWNER.id, Value::Reference(seller))]);
    let of = Value::Reference(who);
    let person = book.add(contact::ID, &[(contact::NAME.id, text("韩梅梅")), (contact::CUSTOMER.id, of.clone())]);
    let tea = book.add(product::ID, &[(product::NAME.id, text("龙井"))]);
    let sold = book.add(order::ID, &[(order::NUMBER.id, text("A-7")), (order::CUSTOMER.id, of.clone())]);
    let deal = book.add(opportunity::ID, &[(opportunity::NAME.id, text("春茶")), (opportunity::CUSTOMER.id, of)]);
    let came = book.add(lead::ID, &[(lead::NAME.id, text("赵云")), (lead::COMPANY.id, text("常山物流"))]);
    let tom = book.add(lead::ID, &[(lead::NAME.id, text("Tom")), (lead::COMPANY.id, text("清和茶业"))]);
    let heard = Heard(RefCell::default());
    while heard.0.borrow_mut().step(&book.workspace) {}
    for (list, search, expected) in [
        (customer::ID, "wangxiaoming", vec![who]),
        (customer::ID, "wxm", vec![who]),
        (customer::ID, "WXM", vec![who]),
        (customer::ID, "王xm", vec![who]),
        (customer::ID, "wang 上海", vec![who]),
        (customer::ID, "wang 北京", vec![]),
        (customer::ID, "chayou", vec![who]),
        (customer::ID, "lilei", vec![who]),
        (customer::ID, "wxn", vec![]),
        (contact::ID, "hmm", vec![person]),
        (contact::ID, "hanm wang", vec![person]),
        (product::ID, "longjing", vec![tea]),
        (order::ID, "wxm a-7", vec![sold]),
        (opportunity::ID, "cc", vec![deal]),
        (opportunity::ID, "wangxm", vec![deal]),
        (lead::ID, "zhaoyun", vec![came]),
        (lead::ID, "cswl", vec![came]),
        (lead::ID, "qinghe", vec![tom]),
        (lead::ID, "tom qhc", vec![tom]),
        (tag::ID, "cy", vec![vip]),
    ] {
        assert_eq!(found(&book.workspace, &heard, list, search), expected, "{search}");
    }
    // As search does: the palette and the list agree about who is meant.
    for typed in ["wxm", "cengguofan", "hmm", "zy", "longj"] {
        let hits = book.answer(typed).hits.into_iter().map(|hit| (hit.collection, hit.id)).collect::<Vec<_>>();
        for list in [customer::ID, contact::ID, product::ID, lead::ID] {
            let expected: Vec<RecordId> = hits.iter().filter(|(of, _)| *of == list).map(|(_, id)| *id).collect();
            let found = found(&book.workspace, &heard, list, typed);
            assert!(expected.iter().all(|id| found.contains(id)), "{typed}: {found:?} {expected:?}");
        }
    }
    // What is in the trash is heard there, and a change at once.
    book.write(customer::ID, who, &[(FieldId::ALIVE, Value::Bool(false))]);
    let trash = RecordsQuery { search: "wxm".into(), deleted: true, ..RecordsQuery::of(customer::ID) };
    assert_eq!(ids(&source(&book.workspace, &heard), &trash), [who]);
    assert_eq!(found(&book.workspace, &heard, customer::ID, "wxm"), []);
    book.write(contact::ID, person, &[(contact::NAME.id, text("王小明"))]);
    assert_eq!(found(&book.workspace, &heard, contact::ID, "wxm"), [person]);
}

#[test]
fn what_is_done_to_all_that_a_list_selects_hears_what_the_list_hears() {
    let mut book = Book::new();
    let leads = ["王小明", "王芳", "Wendy"].map(|name| book.add(lead::ID, &[(lead::NAME.id, text(name))]));
    let boss = book.add(user::ID, &[(user::NAME.id, text("Mo"))]);
    let heard = Heard(RefCell::default());
    while heard.0.borrow_mut().step(&book.workspace) {}
    let query = RecordsQuery { search: "wang".into(), ..RecordsQuery::of(lead::ID) };
    let target = || Target::List(Box::new(query.clone()), Vec::new(), Some(2));
    let context = |sounds| Context {
        workspace: &book.workspace,
        scores: None,
        today: Day(20_600),
        now_millis: 20_600 * 86_400_000,
        zone: &protocol::GREENWICH,
        currency: Currency::CNY,
        sounds,
    };
    let deed = SellingDeed::Team(TeamDeed::Transfer { records: target(), to: Some(boss) });
    let planned = selling::plan(&context(Some(&heard)), &deed, &mut || RecordId(9));
    let cells = planned.expect("planned").cells;
    let given = leads[..2].iter().all(|lead| cells.iter().any(|cell| cell.record == *lead));
    assert!(given && !cells.iter().any(|cell| cell.record == leads[2]));
    let deaf = selling::plan(&context(None), &deed, &mut || RecordId(9));
    assert!(matches!(deaf, Err(Failure::OtherNumber { .. })), "as many as were shown, or none");
}

#[test]
fn a_list_is_made_anew_when_more_names_are_known() {
    let mut book = Book::new();
    for _ in 0..3_000 {
        book.customer("Somebody", &[]);
    }
    let who = book.customer("王小明", &[]);
    let heard = Heard(RefCell::default());
    let mut lists = Lists::default();
    let query = RecordsQuery { search: "wxm".into(), len: 10, ..RecordsQuery::of(customer::ID) };
    let mut shown = || -> Vec<RecordId> {
        let rows = lists.answer(&source(&book.workspace, &heard), &query).rows;
        rows.iter().filter_map(|row| if let ListRow::Record(row) = row { Some(row.id) } else { None }).collect()
    };
    assert_eq!(shown(), [], "it has not come so far");
    while heard.0.borrow_mut().step(&book.workspace) {}
    assert_eq!(shown(), [who]);
}

/// Names in the order of a list by some field, or of its groups.
fn in_order(source: &Source, query: &RecordsQuery) -> Vec<String> {
    let query = RecordsQuery { columns: vec![FieldId::NAME], len: 100, ..query.clone() };
    let line = |row: &ListRow| match row {
        ListRow::Record(row) => row.cells.first().map(|cell| source.shown(cell)).unwrap_or_default(),
        ListRow::Group(head) => format!("[{}]", source.shown(&head.value)),
    };
    Lists::default().answer(source, &query).rows.iter().map(line).collect()
}

#[test]
fn chinese_names_stand_as_they_are_read() {
    let mut book = Book::new();
    let regions = ["张家口", "北京", "Zug", "阿坝"];
    let names = ["张三", "王小明", "阿明", "Zoe", "7天酒店", "汪洋", "李雷", "王小红", "ann", "茶 b", "茶 a"];
    let sellers = ["周一", "安二"].map(|name| book.add(user::ID, &[(user::NAME.id, text(name))]));
    for (at, name) in names.into_iter().enumerate() {
        let who = book.customer(name, &[(customer::REGION.id, regions[at % 4])]);
        book.write(customer::ID, who, &[(customer::OWNER.id, Value::Reference(sellers[at % 2]))]);
    }
    let heard = Heard(RefCell::default());
    let read = source(&book.workspace, &heard);
    let by =
        |field: FieldId, descending| RecordsQuery { sort: Some((field, descending)), ..RecordsQuery::of(customer::ID) };
    let expected = ["7天酒店", "ann", "Zoe", "阿明", "茶 a", "茶 b", "李雷", "汪洋", "王小红", "王小明", "张三"]
        .map(str::to_owned);
    assert_eq!(in_order(&read, &by(FieldId::NAME, false)), expected);
    let mut backwards = expected.to_vec();
    backwards.reverse();
    assert_eq!(in_order(&read, &by(FieldId::NAME, true)), backwards);
    // Another field of texts, then the name; then the names that a field refers to.
    let by_region = in_order(&read, &by(customer::REGION.id, false));
    let of_regions = ["阿明", "茶 a", "李雷", "Zoe", "王小红", "茶 b", "汪洋", "王小明", "7天酒店", "ann", "张三"];
    assert_eq!(by_region, of_regions, "Zug, 阿坝, 北京, 张家口");
    let owners = in_order(&read, &by(customer::OWNER.id, false));
    let of_owners = ["Zoe", "茶 b", "汪洋", "王小红", "王小明", "7天酒店", "ann", "阿明", "茶 a", "李雷", "张三"];
    assert_eq!(owners, of_owners, "安二's come before 周一's");
    // Groups, too.
    for (field, heads) in [
        (customer::REGION.id, vec!["[Zug]", "[阿坝]", "[北京]", "[张家口]"]),
        (customer::OWNER.id, vec!["[安二]", "[周一]"]),
    ] {
        let grouped = RecordsQuery { group: Some(field), ..by(FieldId::NAME, false) };
        let found: Vec<String> = in_order(&read, &grouped).into_iter().filter(|line| line.starts_with('[')).collect();
        assert_eq!(found, heads);
    }
    // Before readings are there, as ever: by the numbers of the characters.
    let plain = Source { later: None, ..read };
    let mut by_number = names;
    by_number.sort_by_key(|name| name.to_lowercase());
    assert_eq!(in_order(&plain, &by(FieldId::NAME, false)), by_number);
    // One who looks on sees them put in order once they are.
    let mut lists = Lists::default();
    let query = RecordsQuery { columns: vec![FieldId::NAME], len: 1, offset: 3, ..by(FieldId::NAME, false) };
    let mut fourth = |source: &Source| match lists.answer(source, &query).rows.first() {
        Some(ListRow::Record(row)) => row.cells[0].text().unwrap_or_default().to_owned(),
        _ => String::new(),
    };
    assert_eq!((fourth(&plain), fourth(&read)), ("张三".to_owned(), "阿明".to_owned()));
}

/// Each keystroke at 100,000 customers; run with `--release --ignored --nocapture`.
#[test]
#[ignore = "measures"]
#[allow(clippy::print_stdout)]
fn a_keystroke_takes_little_at_full_size() {
    let plan = sample::Plan { customers: 100_000, seed: 1, today: Day(20_600), currency: Currency::CNY };
    let mut workspace = Workspace::default();
    let pieces = engine::samples::pieces(&sample::generate(&plan), 7);
    workspace.apply(&engine::samples::operation(pieces, Stamp::new(1, 0, DeviceId(1))));
    let heard = Heard(RefCell::default());
    while heard.0.borrow_mut().step(&workspace) {}
    let cost = |typed: &str, deaf: bool| {
        let rounds = (0..7).map(|_| {
            let query = RecordsQuery { search: typed.into(), len: 50, ..RecordsQuery::of(customer::ID) };
            let heard = source(&workspace, &heard);
            let source = if deaf { Source { later: Some(Later::new()), ..heard } } else { heard };
            let start = Instant::now();
            let total = Lists::default().answer(&source, &query).total;
            (start.elapsed(), total)
        });
        rounds.min().unwrap_or_default()
    };
    for typed in ["w", "wa", "wan", "wang", "wangx", "wangxi", "wxm", "zh", "li", "smith", "上海", "wang 上海", "zzzzq"]
    {
        let (deaf, (least, total)) = (cost(typed, true), cost(typed, false));
        println!(
            "{typed:10} {total:6} {:.1} ms, {:.1} ms without",
            least.as_secs_f64() * 1e3,
            deaf.0.as_secs_f64() * 1e3
        );
    }
}
