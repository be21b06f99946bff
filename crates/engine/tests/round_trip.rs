//! What a list exports, an import reads: the same moments, amounts and lines, in whatever zone.
#![allow(missing_docs)]

mod import_support;

use engine::list::{Later, Lists, Source, csv};
use import_support::*;
use model::rule::{Op, Period, Rule, Test, Unit};
use model::schema::{custom_field, customer, lead, opportunity, opportunity_line, order, order_line, tag, task};
use model::{CollectionId, Currency, Day, Decimal, FieldId, Money, Value};
use protocol::{Headings, ListRow, Moment, RecordsQuery, Zone};

/// Berlin in 2026: summer time from 29 March 01:00 UTC to 25 October 01:00 UTC.
fn berlin() -> Zone {
    Zone { first: 60, changes: vec![(1_774_746_000_000, 120), (1_792_890_000_000, 60)] }
}

fn exported(book: &Desk, of: CollectionId, columns: &[(FieldId, &str)], zone: &Zone) -> String {
    let query = RecordsQuery { sort: Some((FieldId::NAME, false)), ..RecordsQuery::of(of) };
    exported_of(book, query, columns, zone, false)
}

/// The records that a query selects, or their lines.
fn exported_of(book: &Desk, query: RecordsQuery, columns: &[(FieldId, &str)], zone: &Zone, lines: bool) -> String {
    let query = RecordsQuery { columns: columns.iter().map(|(field, _)| *field).collect(), ..query };
    let headings = Headings {
        columns: columns.iter().map(|(_, heading)| (*heading).to_owned()).collect(),
        options: Vec::new(),
        yes: "yes".into(),
        no: "no".into(),
        lines,
    };
    let bytes = book.with_workspace(|workspace| {
        let later = Some(Later::new());
        let source = Source { workspace, scores: None, scores_version: 0, today: TODAY, zone, later };
        csv(&source, &query, &headings, Currency::USD)
    });
    String::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn moments_come_back_as_they_were_in_every_zone() {
    let columns = [(FieldId::NAME, "name"), (lead::NEXT_CONTACT_AT.id, "next_contact_at")];
    // In winter, in summer, and a few minutes to each side of a midnight that others do not share.
    let moments = [1_767_225_540_000_i64, 1_767_225_660_000, 1_785_542_340_000, 1_785_542_460_000, 1_775_000_000_000];
    let moments = moments.map(|at| at / 60_000 * 60_000);
    for zone in [Zone::fixed(480), Zone::fixed(-330), Zone::fixed(0), berlin()] {
        let book = Desk::default();
        let rows: String = moments
            .iter()
            .enumerate()
            .map(|(n, at)| {
                let (day, minutes) = protocol::GREENWICH.local(*at);
                format!("L{n},{}T{:02}:{:02}Z\n", day.iso(), minutes / 60, minutes % 60)
            })
            .collect();
        book.import_as(lead::ID, &format!("name,next_contact_at\n{rows}"));
        let file = exported(&book, lead::ID, &columns, &zone);
        let again = Desk::default();
        let log = open_in(&zone, &file, fields());
        let mapping = log.preview().mapping;
        again.run(log, mapping, |records| records.collection = lead::ID);
        for (n, at) in moments.iter().enumerate() {
            let known = again.named(lead::ID, &format!("L{n}"));
            let came = again.value(lead::ID, known, lead::NEXT_CONTACT_AT.id);
            assert_eq!(came, Value::Instant(*at), "{zone:?}\n{file}");
        }
    }
}

#[test]
fn whole_days_are_days_in_lists_and_files_and_come_back_as_these() {
    let columns = [(FieldId::NAME, "name"), (task::DUE.id, "due"), (task::ALL_DAY.id, "all_day")];
    let day = Day::parse_iso("2027-03-10").expect("a day");
    for zone in [Zone::fixed(480), Zone::fixed(-330), berlin()] {
        let book = Desk::default();
        let (whole, timed) = (Moment { day, minute: None }, Moment { day, minute: Some(540) });
        for (name, moment) in [("Letter", whole), ("Meeting", timed)] {
            let due = (task::DUE.id, Value::Instant(zone.kept(moment)));
            let all_day = (task::ALL_DAY.id, Value::Bool(moment.minute.is_none()));
            book.create(task::ID, &[(task::NAME.id, Value::Text(name.into())), due, all_day]);
        }
        let query = RecordsQuery { columns: vec![task::DUE.id], len: 9, ..RecordsQuery::of(task::ID) };
        let rows = book.with_workspace(|workspace| {
            let later = Some(Later::new());
            let source = Source { workspace, scores: None, scores_version: 0, today: TODAY, zone: &zone, later };
            Lists::default().answer(&source, &query).rows
        });
        let cells =
            rows.into_iter().filter_map(|row| if let ListRow::Record(row) = row { Some(row.cells) } else { None });
        let shown: Vec<Value> = cells.flatten().collect();
        assert_eq!(shown, [Value::Day(day), Value::Instant(zone.kept(timed))]);
        let file = exported(&book, task::ID, &columns, &zone);
        assert!(file.contains("Letter,2027-03-10,yes\nMeeting,2027-03-10 09:00,no\n"), "{file}");
        let again = Desk::default();
        let log = open_in(&zone, &file, fields());
        let mapping = log.preview().mapping;
        again.run(log, mapping, |records| records.collection = task::ID);
        for (name, moment) in [("Letter", whole), ("Meeting", timed)] {
            let came = again.value(task::ID, again.named(task::ID, name), task::DUE.id);
            let Value::Instant(at) = came else { panic!("{came:?}") };
            assert_eq!(zone.moment(at, moment.minute.is_none()), moment, "{zone:?}");
        }
    }
}

#[test]
fn amounts_keep_their_currency_and_texts_their_lines() {
    let columns =
        [(FieldId::NAME, "name"), (customer::ANNUAL_REVENUE.id, "annual_revenue"), (customer::REMARK.id, "remark")];
    let book = Desk::default();
    book.import(
        "name,annual_revenue,remark\nA,100.00 EUR,\"one\ntwo; \"\"three\"\"\"\nB,100 JPY,=1+1\nC,-100.00,\"\n=2\"\nD,7 KWD,x;=1+1\nE,1,\"one\n=2\tthree\t=4\"\n",
    );
    let file = exported(&book, customer::ID, &columns, &protocol::GREENWICH);
    assert!(file.contains("A,100.00 EUR,\"one\ntwo; \"\"three\"\"\"\n"), "{file}");
    assert!(file.contains("B,100 JPY,'=1+1\n"), "{file}");
    assert!(file.contains("C,-100.00,"), "{file}");
    assert!(file.contains("D,7.000 KWD,x;'=1+1\n"), "cut at semicolons, it runs nothing either: {file}");
    assert!(file.contains("\n'=2"), "{file}");
    let again = Desk::default();
    again.import(&file);
    let money = |minor, code: &str| Money { minor, currency: Currency::from_code(code).expect("a code") };
    let expected = [
        ("A", money(10_000, "EUR")),
        ("B", money(100, "JPY")),
        ("C", money(-10_000, "USD")),
        ("D", money(7_000, "KWD")),
        ("E", money(100, "USD")),
    ];
    for (name, amount) in expected {
        let [was, came] = [&book, &again].map(|book| book.named(customer::ID, name));
        assert_eq!(again.value(customer::ID, came, customer::ANNUAL_REVENUE.id), Value::Money(amount), "{name}");
        let remark = |book: &Desk, id| book.text(customer::ID, id, customer::REMARK);
        assert_eq!(remark(&again, came), remark(&book, was), "{name}");
    }
    assert_eq!(exported(&again, customer::ID, &columns, &protocol::GREENWICH), file);
}

#[test]
fn names_of_links_come_back_whatever_stands_in_them() {
    let own = FieldId(0x8001);
    let columns = [(FieldId::NAME, "name"), (customer::TAGS.id, "tags"), (own, "Kept by")];
    let names = ["VIP", "Smith, Jones & Co", "a; b", "x|y", "茶友、老客", "\"Best\"", "=1+1", "甲，乙", "a;=1"];
    let desk = || {
        let book = Desk::default();
        let whole = |n: u16| Value::Number(Decimal(i64::from(n) * Decimal::ONE));
        let told = [
            (custom_field::OF.id, whole(customer::ID.0.into())),
            (custom_field::FIELD.id, whole(own.0)),
            (custom_field::NAME.id, Value::Text("Kept by".into())),
            (custom_field::KIND.id, Value::Text("references:tag".into())),
        ];
        book.create(custom_field::ID, &told);
        book
    };
    let book = desk();
    for name in names {
        book.create(tag::ID, &[(tag::NAME.id, Value::Text(name.to_owned()))]);
    }
    let tags = |some: &[&str]| Value::References(some.iter().map(|name| book.named(tag::ID, name)).collect());
    book.create(
        customer::ID,
        &[(FieldId::NAME, Value::Text("All".into())), (customer::TAGS.id, tags(&names)), (own, tags(&names[1..3]))],
    );
    for name in names {
        let one = tags(&[name]);
        book.create(
            customer::ID,
            &[(FieldId::NAME, Value::Text(format!("One {name}"))), (customer::TAGS.id, one.clone()), (own, one)],
        );
    }
    let file = exported(&book, customer::ID, &columns, &protocol::GREENWICH);
    assert!(file.contains("VIP; \"\"Smith, Jones & Co\"\"; "), "{file}");
    let again = desk();
    again.import(&file);
    assert_eq!(again.live(tag::ID), names.len() as u32, "no other tag was made\n{file}");
    assert_eq!(exported(&again, customer::ID, &columns, &protocol::GREENWICH), file);
}

#[test]
fn lines_of_listed_orders_come_back_with_their_orders() {
    use order_line::{AMOUNT, DISCOUNT, ORDER, PRODUCT, QUANTITY, TAX, UNIT_PRICE};
    // As the page heads them.
    let columns = [
        (ORDER.id, "Order"),
        (PRODUCT.id, "Product"),
        (QUANTITY.id, "Quantity"),
        (UNIT_PRICE.id, "Unit price"),
        (DISCOUNT.id, "Discount"),
        (AMOUNT.id, "Amount"),
        (TAX.id, "Tax"),
    ];
    let orders = "Number,Customer,Date\nA-2,Beta,2024-03-06\nA-1,Acme,2024-03-05\nB-1,Acme,2024-04-05\n";
    let lines = "Order,Product,Quantity,Unit price,Discount,Tax\nA-1,Lamp,3,10.50,1.00,2.00\nB-1,Lamp,1,9.99,,\nA-2,=1+1,2,20,,\nA-1,Desk,0.5,100,,\n";
    let book = Desk::default();
    book.import_as(order::ID, orders);
    book.import_as(order_line::ID, lines);
    let whole = "\u{feff}Order,Product,Quantity,Unit price,Discount,Amount,Tax\n";
    let [lamp, desk, formula] =
        ["A-1,Lamp,3,10.50,1.00,30.50,2.00\n", "A-1,Desk,0.5,100.00,,50.00,\n", "A-2,'=1+1,2,20.00,,40.00,\n"];
    let file = |book: &Desk, query: RecordsQuery| exported_of(book, query, &columns, &protocol::GREENWICH, true);
    let by_number =
        |rule: Rule| RecordsQuery { rule, sort: Some((order::NUMBER.id, false)), ..RecordsQuery::of(order::ID) };
    let begins = |with: &str| {
        Rule::Test(Test { field: order::NUMBER.id, op: Op::Begins, values: vec![Value::Text(with.into())] })
    };
    let some = file(&book, by_number(begins("A-")));
    assert_eq!(some, format!("{whole}{lamp}{desk}{formula}"), "of those that the list selects, in its order");
    let descending = RecordsQuery { sort: Some((order::NUMBER.id, true)), ..by_number(begins("A-")) };
    assert_eq!(file(&book, descending), format!("{whole}{formula}{lamp}{desk}"));

    let all = file(&book, by_number(Rule::default()));
    let again = Desk::default();
    again.import_as(order::ID, orders);
    let (report, _) = again.import_as(order_line::ID, &all);
    assert_eq!((report.records.created, report.read.rejected), (4, 0), "{all}\n{report:?}");
    assert_eq!(file(&again, by_number(Rule::default())), all);

    // Deleted lines are in no list; those that went along with their order are in the trash.
    book.delete(order::ID, book.find(order::ID, order::NUMBER, "B-1"));
    assert_eq!(file(&book, by_number(Rule::default())), format!("{whole}{lamp}{desk}{formula}"));
    let trash = RecordsQuery { deleted: true, ..by_number(Rule::default()) };
    assert_eq!(file(&book, trash), format!("{whole}B-1,Lamp,1,9.99,,9.99,\n"));
}

#[test]
fn lines_of_opportunities_say_whose_they_are_and_other_records_have_none() {
    use opportunity_line::{OPPORTUNITY, QUANTITY};
    let columns = [(OPPORTUNITY.id, "Opportunity"), (QUANTITY.id, "Quantity")];
    let book = Desk::default();
    let text = |text: &str| Value::Text(text.to_owned());
    for (name, quantity) in [("+Lamps", 2), ("Desks", 1)] {
        book.create(opportunity::ID, &[(opportunity::NAME.id, text(name))]);
        let of = Value::Reference(book.named(opportunity::ID, name));
        let quantity = Value::Number(Decimal(quantity * Decimal::ONE));
        book.create(opportunity_line::ID, &[(OPPORTUNITY.id, of), (QUANTITY.id, quantity)]);
    }
    let file = |of| exported_of(&book, RecordsQuery::of(of), &columns, &protocol::GREENWICH, true);
    assert_eq!(file(opportunity::ID), "\u{feff}Opportunity,Quantity\n'+Lamps,2\nDesks,1\n");
    assert_eq!(file(customer::ID), "\u{feff}Opportunity,Quantity\n");
}

#[test]
fn moments_lie_on_the_days_of_the_readers_zone() {
    let book = Desk::default();
    // At half past seven in the morning in Shanghai it is still the evening before in Greenwich.
    book.import_as(lead::ID, "name,next_contact_at\nEarly,2026-11-30T23:30:00Z\nLate,2026-12-01T16:30:00Z\n");
    let field = lead::NEXT_CONTACT_AT.id;
    let first = Day::parse_iso("2026-12-01").expect("a day");
    let found = |zone: &Zone, op: Op, values: Vec<Value>| {
        let rule = Rule::Test(Test { field, op, values });
        let (group, columns) = (Some(field), vec![FieldId::NAME]);
        let query = RecordsQuery { rule, group, columns, len: 9, ..RecordsQuery::of(lead::ID) };
        book.with_workspace(|workspace| {
            let source =
                Source { workspace, scores: None, scores_version: 0, today: first, zone, later: Some(Later::new()) };
            let line = |row| match row {
                ListRow::Record(row) => row.cells[0].text().unwrap_or_default().to_owned(),
                ListRow::Group(head) => source.shown(&head.value),
            };
            Lists::default().answer(&source, &query).rows.into_iter().map(line).collect::<Vec<String>>()
        })
    };
    let (here, there) = (Zone::fixed(480), protocol::GREENWICH.clone());
    let day = |day: Day| vec![Value::Day(day)];
    let today = Op::Within(Period::This(Unit::Day));
    assert_eq!(found(&here, today, vec![]), ["2026-12-01", "Early"]);
    assert_eq!(found(&there, today, vec![]), ["2026-12-01", "Late"]);
    assert_eq!(found(&here, Op::Is, day(first)), ["2026-12-01", "Early"]);
    assert_eq!(found(&here, Op::Above, day(first)), ["2026-12-01", "Late"], "the month of the second");
    assert_eq!(found(&there, Op::Below, day(first)), ["2026-11-01", "Early"]);
}
