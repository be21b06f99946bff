//! Leads: who may be the same, and what a lead becomes.
#![allow(missing_docs)]

mod common;
mod leads_support;

use common::Random;
use leads_support::{Book, DAY_MILLIS, NOW, option, problem, text};
use model::schema::{activity, contact, customer, lead, opportunity, pipeline, pipeline_stage, task, user};
use model::{Currency, Deed, FieldId, Label, Money, OptionId, RecordId, Value, options};
use protocol::selling::leads::{Conversion, Likeness, NewDeal, Probe};
use protocol::{Failure, LeadsAnswer, LeadsDeed, LeadsQuery, Problem, ProblemCode, SellingDeed};

/// A lead with everything, and what was said and is to be done.
fn full(book: &mut Book) -> RecordId {
    let owner = book.make(user::ID, 10, vec![(user::NAME.id, text("Ann"))]);
    let fields = vec![
        (lead::NAME.id, text("王小明")),
        (lead::COMPANY.id, text("杭州云栖茶业有限公司")),
        (lead::STATUS.id, option(&options::LEAD_STATUS, "qualified")),
        (lead::MOBILE.id, text("138 0013 8000")),
        (lead::PHONE.id, text("0571-8765 4321")),
        (lead::EMAIL.id, text("Wang@Example.cn")),
        (lead::WECHAT.id, text("wxm88")),
        (lead::ADDRESS.id, text("西湖区 1 号")),
        (lead::REGION.id, text("杭州")),
        (lead::INDUSTRY.id, text("餐饮")),
        (lead::TITLE.id, text("采购经理")),
        (lead::SOURCE.id, Value::Option(OptionId(4))),
        (lead::OWNER.id, Value::Reference(owner)),
        (lead::TAGS.id, Value::References(vec![RecordId(77)])),
        (lead::REMARK.id, text("要样品")),
        (lead::EXTERNAL_ID.id, text("L-7")),
    ];
    let id = book.make(lead::ID, 20, fields);
    book.make(
        activity::ID,
        30,
        vec![
            (activity::LEAD.id, Value::Reference(id)),
            (activity::AT.id, Value::Instant(NOW - DAY_MILLIS)),
            (activity::TEXT.id, text("说过了")),
        ],
    );
    book.make(task::ID, 31, vec![(task::LEAD.id, Value::Reference(id)), (task::NAME.id, text("寄样品"))]);
    id
}

fn conversion(lead: RecordId) -> Conversion {
    let deal = NewDeal {
        name: "Tea".into(),
        amount: Some(Money { minor: 5_000, currency: Currency::CNY }),
        close: None,
        pipeline: None,
    };
    let follow_up = "Contact 王小明".into();
    let (name, deal, labels) = (String::new(), Some(deal), Vec::new());
    Conversion { lead, into: None, person: false, name, contact: true, deal, follow_up, labels }
}

#[test]
fn a_next_contact_waits_on_its_day_and_becomes_a_task_of_the_customer() {
    let mut book = Book::new();
    let owner = book.make(user::ID, 10, vec![(user::NAME.id, text("Ann"))]);
    let next = |at| (lead::NEXT_CONTACT_AT.id, Value::Instant(at));
    let whose = |id| (lead::OWNER.id, Value::Reference(id));
    let late = book.make(lead::ID, 20, vec![(lead::NAME.id, text("Late")), next(NOW - 3 * DAY_MILLIS), whose(owner)]);
    book.make(lead::ID, 21, vec![(lead::NAME.id, text("Tomorrow")), next(NOW + DAY_MILLIS), whose(owner)]);
    book.make(lead::ID, 22, vec![(lead::NAME.id, text("Nobody's")), next(NOW)]);
    let planned = book.make(lead::ID, 23, vec![(lead::NAME.id, text("Planned")), next(NOW), whose(owner)]);
    book.make(task::ID, 24, vec![(task::LEAD.id, Value::Reference(planned))]);
    let due = |book: &Book, owner: Option<RecordId>| match book.ask(LeadsQuery::Due { owners: owner.into(), limit: 5 })
    {
        LeadsAnswer::Due(leads, all) => (leads.into_iter().map(|lead| lead.name).collect::<Vec<_>>(), all),
        other => panic!("{other:?}"),
    };
    assert_eq!(due(&book, Some(owner)), (vec!["Late".to_owned()], 1));
    assert_eq!(due(&book, None), (vec!["Late".to_owned()], 1));
    assert_eq!(due(&book, Some(RecordId(99))), (vec![], 0));
    let plan = book.act(LeadsDeed::Convert(Box::new(conversion(late)))).expect("converts");
    let customer = plan.created.expect("a customer");
    let tasks = book.workspace.table(task::ID).expect("tasks");
    let id = book.workspace.ids.id(tasks.handle(tasks.len() - 1));
    assert_eq!(book.value(task::ID, id, task::NAME.id), text("Contact 王小明"));
    assert_eq!(book.value(task::ID, id, task::DUE.id), Value::Instant(NOW - 3 * DAY_MILLIS));
    assert_eq!(book.value(task::ID, id, task::CUSTOMER.id), Value::Reference(customer));
    assert_eq!(due(&book, Some(owner)), (vec![], 0));
    // One for which a task stands already brings no second.
    book.act(LeadsDeed::Convert(Box::new(conversion(planned)))).expect("converts");
    assert_eq!(book.workspace.table(task::ID).map(|tasks| tasks.live()), Some(2));
}

#[test]
fn a_lead_becomes_a_customer_a_contact_and_an_opportunity_and_all_goes_along() {
    let mut book = Book::new();
    let id = full(&mut book);
    assert_eq!((book.talks(lead::ID, id).len(), book.one(id).tasks.len()), (1, 1));
    let plan = book.act(LeadsDeed::Convert(Box::new(conversion(id)))).expect("converts");
    assert_eq!(plan.label, Label::Deed(Deed::ConvertLead, 1));
    let customer = plan.created.expect("a customer");
    let is = |field, value: Value| assert_eq!(book.value(customer::ID, customer, field), value);
    is(customer::NAME.id, text("杭州云栖茶业有限公司"));
    is(customer::KIND.id, option(&options::CUSTOMER_KIND, "business"));
    is(customer::PHONE.id, text("0571-8765 4321"));
    is(customer::EMAIL.id, text("Wang@Example.cn"));
    is(customer::ADDRESS.id, text("西湖区 1 号"));
    is(customer::SOURCE.id, Value::Option(OptionId(4)));
    is(customer::OWNER.id, Value::Reference(RecordId(10)));
    is(customer::TAGS.id, Value::References(vec![RecordId(77)]));
    is(customer::REMARK.id, text("要样品"));
    // What another program calls the lead is not what it calls the customer.
    is(customer::EXTERNAL_ID.id, Value::Empty);
    let person = book.workspace.table(contact::ID).expect("contacts");
    assert_eq!(person.live(), 1);
    let contact = book.workspace.ids.id(person.handle(0));
    assert_eq!(book.value(contact::ID, contact, contact::MOBILE.id), text("138 0013 8000"));
    assert_eq!(book.value(contact::ID, contact, contact::PHONE.id), text("0571-8765 4321"));
    assert_eq!(book.value(contact::ID, contact, contact::TITLE.id), text("采购经理"));
    let after = book.one(id);
    let (deal, _) = after.opportunity.expect("an opportunity");
    assert_eq!(after.customer.map(|(id, _)| id), Some(customer));
    assert_eq!(book.value(opportunity::ID, deal, opportunity::CONTACTS.id), Value::References(vec![contact]));
    assert_eq!(book.value(opportunity::ID, deal, opportunity::LEAD.id), Value::Reference(id));
    for (of, record, fields) in [
        (activity::ID, 30, [activity::CUSTOMER.id, activity::CONTACT.id, activity::OPPORTUNITY.id]),
        (task::ID, 31, [task::CUSTOMER.id, task::CONTACT.id, task::OPPORTUNITY.id]),
    ] {
        let values = fields.map(|field| book.value(of, RecordId(record), field));
        assert_eq!(values, [customer, contact, deal].map(Value::Reference));
    }
    assert_eq!(book.value(lead::ID, id, lead::STATUS.id), option(&options::LEAD_STATUS, "converted"));
    assert_eq!(book.value(lead::ID, id, lead::CONVERTED_AT.id), Value::Instant(NOW));
    // Once is enough.
    let again = book.act(LeadsDeed::Convert(Box::new(conversion(id))));
    assert_eq!(again, Err(Problem { name: "王小明".into(), ..Problem::plain(ProblemCode::AlreadyConverted) }.into()));
    // The lead may go; what it brought is the customer's.
    let gone = engine::records::along(&book.workspace, lead::ID, &[id], false);
    assert_eq!(gone.len(), 1, "{gone:?}");
}

#[test]
fn a_person_becomes_one_customer_and_no_number_is_lost() {
    let mut book = Book::new();
    let id = full(&mut book);
    let wish = Conversion { person: true, contact: false, deal: None, ..conversion(id) };
    let customer = book.act(LeadsDeed::Convert(Box::new(wish))).expect("converts").created.expect("a customer");
    assert_eq!(book.value(customer::ID, customer, customer::NAME.id), text("王小明"));
    assert_eq!(book.value(customer::ID, customer, customer::PHONE.id), text("138 0013 8000"));
    assert_eq!(
        book.value(customer::ID, customer, customer::REMARK.id),
        text("要样品\n0571-8765 4321\n杭州云栖茶业有限公司")
    );
    assert!(book.workspace.table(contact::ID).is_none_or(|contacts| contacts.live() == 0));
    assert_eq!(book.one(id).opportunity, None);
}

#[test]
fn a_known_customer_keeps_what_it_has_and_gets_what_it_lacks() {
    let mut book = Book::new();
    let id = full(&mut book);
    let known = vec![
        (customer::NAME.id, text("云栖茶业")),
        (customer::EMAIL.id, text("info@example.cn")),
        (customer::TAGS.id, Value::References(vec![RecordId(78)])),
        (customer::REMARK.id, text("老客户")),
    ];
    let customer = book.make(customer::ID, 40, known);
    let person = vec![
        (contact::NAME.id, text("小王")),
        (contact::CUSTOMER.id, Value::Reference(customer)),
        (contact::PHONE.id, text("+86 138 0013 8000")),
    ];
    let person = book.make(contact::ID, 41, person);
    let wish = Conversion { into: Some(customer), ..conversion(id) };
    assert_eq!(book.act(LeadsDeed::Convert(Box::new(wish))).expect("converts").created, Some(customer));
    let is = |field, value: Value| assert_eq!(book.value(customer::ID, customer, field), value);
    is(customer::NAME.id, text("云栖茶业"));
    is(customer::EMAIL.id, text("info@example.cn"));
    is(customer::REGION.id, text("杭州"));
    is(customer::TAGS.id, Value::References(vec![RecordId(78), RecordId(77)]));
    is(customer::REMARK.id, text("老客户\n要样品"));
    // The same telephone: the same person.
    assert_eq!(book.workspace.table(contact::ID).map(|contacts| contacts.live()), Some(1));
    assert_eq!(book.value(contact::ID, person, contact::NAME.id), text("小王"));
    assert_eq!(book.value(contact::ID, person, contact::MOBILE.id), text("138 0013 8000"));
    let gone = Conversion { into: Some(RecordId(4711)), ..conversion(id) };
    book.workspace = Book::new().workspace;
    full(&mut book);
    assert_eq!(book.act(LeadsDeed::Convert(Box::new(gone))), Err(Failure::NotFound));
}

#[test]
fn what_has_no_place_at_a_known_customer_stands_in_its_remark() {
    let has = |kind: &str| {
        vec![
            (customer::NAME.id, text("云栖茶业")),
            (customer::KIND.id, option(&options::CUSTOMER_KIND, kind)),
            (customer::PHONE.id, text("+86 571 8765 4321")),
            (customer::EMAIL.id, text("info@example.cn")),
            (customer::WECHAT.id, text("yunqi")),
            (customer::ADDRESS.id, text("滨江区 2 号")),
            (customer::REMARK.id, text("老客户")),
        ]
    };
    let remark = |kind: &str, contact: bool| {
        let mut book = Book::new();
        let id = full(&mut book);
        let into = Some(book.make(customer::ID, 40, has(kind)));
        let wish = Conversion { into, contact, deal: None, ..conversion(id) };
        book.act(LeadsDeed::Convert(Box::new(wish))).expect("converts");
        match book.value(customer::ID, RecordId(40), customer::REMARK.id) {
            Value::Text(text) => text,
            other => panic!("{other:?}"),
        }
    };
    // The office's number stands there already, however it is written.
    assert_eq!(
        remark("business", false),
        "老客户\n要样品\n王小明\n138 0013 8000\nWang@Example.cn\nwxm88\n采购经理\n西湖区 1 号"
    );
    assert_eq!(
        remark("person", false),
        "老客户\n要样品\n138 0013 8000\nWang@Example.cn\nwxm88\n西湖区 1 号\n杭州云栖茶业有限公司"
    );
    assert_eq!(remark("business", true), "老客户\n要样品\n西湖区 1 号");
    // The same of a new business without a contact. A text of several lines that has its place is not told again, and a number once.
    let mut book = Book::new();
    let id = full(&mut book);
    book.make(lead::ID, 20, vec![(lead::ADDRESS.id, text("西湖区\n1 号")), (lead::PHONE.id, text("0571-8765 4321"))]);
    let wish = Conversion { contact: false, deal: None, ..conversion(id) };
    let customer = book.act(LeadsDeed::Convert(Box::new(wish))).expect("converts").created.expect("a customer");
    assert_eq!(
        book.value(customer::ID, customer, customer::REMARK.id),
        text("要样品\n王小明\n138 0013 8000\n采购经理")
    );
}

#[test]
fn what_only_looks_like_another_text_stands_in_the_remark() {
    let remark = |person: bool, has: Vec<(FieldId, Value)>, of: Vec<(FieldId, Value)>| {
        let mut book = Book::new();
        let lead = book.make(lead::ID, 20, [vec![(lead::NAME.id, text("Wang Xiaoming"))], of].concat());
        let kind = option(&options::CUSTOMER_KIND, if person { "person" } else { "business" });
        let into = Some(book.make(customer::ID, 40, [vec![(customer::KIND.id, kind)], has].concat()));
        let wish = Conversion { into, contact: false, deal: None, ..conversion(lead) };
        book.act(LeadsDeed::Convert(Box::new(wish))).expect("converts");
        book.value(customer::ID, RecordId(40), customer::REMARK.id)
    };
    let named = |name: &str| (customer::NAME.id, text(name));
    let lives = |address: &str| (customer::ADDRESS.id, text(address));
    let has = vec![named("Xiaoming Wang"), (customer::WECHAT.id, text("yunqi")), lives("Flat 2, 14 High St")];
    let of = vec![(lead::WECHAT.id, text("wangxiaoming")), (lead::ADDRESS.id, text("Flat 14, 2 High St"))];
    assert_eq!(remark(true, has, of), text("wangxiaoming\nFlat 14, 2 High St"));
    let has = vec![named("Acme"), (customer::WEBSITE.id, text("acme.com")), lives("1 High St")];
    let of = vec![(lead::WEBSITE.id, text("acme.co")), (lead::ADDRESS.id, text(" 1 HIGH ST"))];
    assert_eq!(remark(false, has, of), text("Wang Xiaoming\nacme.co"));
    // A company is no website, but a name that is written otherwise.
    let has = vec![named("Xiaoming Wang"), (customer::WEBSITE.id, text("acme.co"))];
    assert_eq!(remark(true, has, vec![(lead::COMPANY.id, text("Acme"))]), text("Acme"));
    assert_eq!(remark(true, vec![named("Acme Ltd")], vec![(lead::COMPANY.id, text("ACME"))]), Value::Empty);
}

#[test]
fn undoing_a_conversion_restores_every_cell_it_touched() {
    for seed in 0..60 {
        let mut random = Random(seed);
        let mut book = Book::new();
        let id = full(&mut book);
        // Anything may stand anywhere, in the lead, in a customer and in what hangs on them.
        for _ in 0..30 {
            let places = [(lead::ID, 20), (customer::ID, 40), (contact::ID, 41), (activity::ID, 30), (task::ID, 31)];
            let (of, record) = places[random.below(5) as usize];
            let fields = model::collection(of).expect("known").fields;
            let field = fields[random.below(fields.len() as u64) as usize];
            let keeps = [lead::STATUS.id, lead::CONVERTED_AT.id, lead::NAME.id, lead::COMPANY.id];
            let links = [activity::LEAD.id, task::LEAD.id];
            if (of == lead::ID && keeps.contains(&field.id)) || (of != lead::ID && links.contains(&field.id)) {
                continue;
            }
            let value = random.value();
            book.make(of, record, vec![(field.id, value)]);
        }
        let into = (random.below(2) == 0 && book.workspace.find_alive(customer::ID, RecordId(40)).is_some())
            .then_some(RecordId(40));
        let wish = Conversion { into, person: random.below(2) == 0, ..conversion(id) };
        let was = book.living();
        let plan = book.planned(&SellingDeed::Leads(LeadsDeed::Convert(Box::new(wish)))).expect("converts");
        let mut cells: Vec<_> = plan.cells.iter().map(|cell| (cell.collection, cell.record, cell.field)).collect();
        cells.sort_unstable();
        let count = cells.len();
        cells.dedup();
        assert_eq!(cells.len(), count, "an operation writes a cell once");
        let entry = book.commit(plan.label, plan.cells);
        assert_ne!(book.living(), was, "seed {seed}");
        book.undo(&entry);
        assert_eq!(book.living(), was, "seed {seed}");
    }
}

/// A number in another grouping, with or without the code of its country.
fn grouped(random: &mut Random, digits: &str, country: &str) -> String {
    let mut text = match random.below(4) {
        0 => format!("+{country}"),
        1 => format!("00{country} "),
        2 => format!("+{country} (0)"),
        _ => "0".to_owned(),
    };
    for digit in digits.chars() {
        text.push(digit);
        text.push_str(["", "", " ", "-", ".", " - "][random.below(6) as usize]);
    }
    text
}

#[test]
fn a_telephone_number_is_found_in_any_grouping() {
    for seed in 0..200 {
        let mut random = Random(seed);
        let mut book = Book::new();
        let (digits, country) =
            [("13800138000", "86"), ("2079460000", "44"), ("57187654321", "86")][random.below(3) as usize];
        let (of, field) = [
            (customer::ID, customer::PHONE.id),
            (contact::ID, contact::MOBILE.id),
            (contact::ID, contact::PHONE.id),
            (lead::ID, lead::MOBILE.id),
            (lead::ID, lead::PHONE.id),
        ][random.below(5) as usize];
        let there = grouped(&mut random, digits, country);
        let id = book.make(of, 1, vec![(FieldId::NAME, text("A")), (field, text(&there))]);
        book.make(of, 2, vec![(FieldId::NAME, text("B")), (field, text("+44 131 496 0000"))]);
        let typed = grouped(&mut random, digits, country);
        let found = book.duplicates(Probe { phones: vec![typed.clone()], ..Probe::default() });
        assert_eq!(found, [(of, id, Likeness::Phone)], "{typed} is {there}");
    }
}

#[test]
fn names_addresses_and_firms_are_found_and_strangers_are_not() {
    let mut book = Book::new();
    let firm = book.make(customer::ID, 1, vec![(customer::NAME.id, text("Riverside Trading Co., Ltd"))]);
    let zh = book.make(customer::ID, 2, vec![(customer::NAME.id, text("杭州云栖茶业有限公司"))]);
    let person = vec![
        (contact::NAME.id, text("Ann Lee")),
        (contact::CUSTOMER.id, Value::Reference(firm)),
        (contact::EMAIL.id, text("Ann.Lee@Example.com")),
    ];
    let person = book.make(contact::ID, 3, person);
    let other = book.make(lead::ID, 4, vec![(lead::NAME.id, text("Bo")), (lead::COMPANY.id, text("云栖"))]);
    let by = |probe: Probe| book.duplicates(probe);
    let name = |name: &str| by(Probe { name: name.into(), ..Probe::default() });
    let company = |name: &str| by(Probe { company: name.into(), ..Probe::default() });
    assert_eq!(company("riverside trading"), [(customer::ID, firm, Likeness::Company)]);
    assert_eq!(company("Riversde Trading Limited"), [(customer::ID, firm, Likeness::NearName)]);
    assert_eq!(company("杭州云栖茶业股份有限公司"), [(customer::ID, zh, Likeness::Company)]);
    assert_eq!(company("云栖有限公司"), [(lead::ID, other, Likeness::Company)]);
    assert_eq!(name("lee ann"), [(contact::ID, person, Likeness::Name)]);
    assert_eq!(
        by(Probe { email: " ann.lee@example.COM ".into(), ..Probe::default() }),
        [(contact::ID, person, Likeness::Email)]
    );
    assert!(
        name("Ann").is_empty() && company("Riverside Foods").is_empty() && name("").is_empty() && name("B").is_empty()
    );
    // A lead is not its own duplicate, and what was deleted is nobody's.
    assert!(by(Probe { name: "Bo".into(), except: Some(other), ..Probe::default() }).is_empty());
    let LeadsAnswer::Typed { read, duplicates, .. } =
        book.ask(LeadsQuery::Typed { text: "Ann Lee, ann.lee@example.com".into() })
    else {
        panic!("typed")
    };
    assert_eq!((read.name.as_str(), read.email.as_str(), duplicates.len()), ("Ann Lee", "ann.lee@example.com", 1));
    assert_eq!(duplicates[0].customer, Some((firm, "Riverside Trading Co., Ltd".into())));
}

#[test]
fn a_line_becomes_a_lead_and_an_empty_one_does_not() {
    let mut book = Book::new();
    let capture = |text: &str, owner| LeadsDeed::Capture { text: text.into(), owner };
    let id = book.act(capture("020 7946 0000", Some(RecordId(10)))).expect("captured").created.expect("a lead");
    assert_eq!(book.value(lead::ID, id, lead::NAME.id), text("020 7946 0000"));
    assert_eq!(book.value(lead::ID, id, lead::MOBILE.id), text("020 7946 0000"));
    assert_eq!(book.value(lead::ID, id, lead::OWNED_SINCE.id), Value::Instant(NOW));
    assert_eq!(problem(book.act(capture(" , ", None))), ProblemCode::NeedsName);
}

#[test]
fn a_shared_telephone_does_not_make_two_people_one() {
    for (there, phone, known) in [
        ("小王", "+86 138 0013 8000", true),
        ("李雷", "+86 138 0013 8000", false),
        ("王芳", "+86 138 0013 8000", false),
        ("王小明", "", true),
    ] {
        let mut book = Book::new();
        let id = full(&mut book);
        let firm = book.make(customer::ID, 40, vec![(customer::NAME.id, text("云栖茶业"))]);
        let fields = vec![
            (contact::NAME.id, text(there)),
            (contact::CUSTOMER.id, Value::Reference(firm)),
            (contact::PHONE.id, text(phone)),
            (contact::EMAIL.id, text("office@example.cn")),
        ];
        let person = book.make(contact::ID, 41, fields);
        let wish = Conversion { into: Some(firm), ..conversion(id) };
        book.act(LeadsDeed::Convert(Box::new(wish))).expect("converts");
        let people = book.workspace.table(contact::ID).expect("contacts");
        assert_eq!(people.live(), if known { 1 } else { 2 }, "{there}");
        assert_eq!(book.value(contact::ID, person, contact::NAME.id), text(there));
        let named = |row| &*people.text(row, contact::NAME) == "王小明";
        assert!(known || people.alive_rows().any(named), "the lead's person is there");
    }
    // Whoever is called so is chosen before whoever shares the number.
    let mut book = Book::new();
    let id = full(&mut book);
    let firm = book.make(customer::ID, 40, vec![(customer::NAME.id, text("云栖茶业"))]);
    let of = (contact::CUSTOMER.id, Value::Reference(firm));
    let shared = (contact::PHONE.id, text("138 0013 8000"));
    book.make(contact::ID, 41, vec![(contact::NAME.id, text("小王")), of.clone(), shared]);
    let named = book.make(contact::ID, 42, vec![(contact::NAME.id, text("王小明")), of]);
    let wish = Conversion { into: Some(firm), ..conversion(id) };
    book.act(LeadsDeed::Convert(Box::new(wish))).expect("converts");
    assert_eq!(book.value(contact::ID, named, contact::MOBILE.id), text("138 0013 8000"));
}

#[test]
fn a_business_or_a_number_is_no_person() {
    let mut book = Book::new();
    let mut captured = |text: &str| {
        let made = book.act(LeadsDeed::Capture { text: text.into(), owner: None }).expect("captured");
        book.one(made.created.expect("a lead")).person
    };
    assert!(captured("Ann Lee, Riverside Trading Ltd"));
    assert!(captured("王小明，杭州云栖茶业有限公司"));
    for alone in ["Riverside Trading Ltd", "020 7946 0000", "ann@example.com", "Riverside Trading Ltd, ann@example.com"]
    {
        assert!(!captured(alone), "{alone}");
    }
}

#[test]
fn an_opportunity_begins_in_the_pipeline_that_is_chosen() {
    let mut book = Book::new();
    let id = full(&mut book);
    for (pipeline, stage, place) in [(50, 51, "b"), (60, 61, "a")] {
        book.make(pipeline::ID, pipeline, vec![(pipeline::POSITION.id, text(place))]);
        let of = (pipeline_stage::PIPELINE.id, Value::Reference(RecordId(pipeline)));
        book.make(pipeline_stage::ID, stage, vec![of]);
    }
    for (chosen, begins) in [(None, [60, 61]), (Some(RecordId(50)), [50, 51]), (Some(RecordId(9)), [60, 61])] {
        let mut wish = conversion(id);
        wish.deal = wish.deal.map(|deal| NewDeal { pipeline: chosen, ..deal });
        let plan = book.planned(&SellingDeed::Leads(LeadsDeed::Convert(Box::new(wish)))).expect("converts");
        let told = [opportunity::PIPELINE.id, opportunity::STAGE.id].map(|field| {
            let cell = plan.cells.iter().find(|cell| (cell.collection, cell.field) == (opportunity::ID, field));
            cell.map(|cell| cell.value.clone())
        });
        assert_eq!(told, begins.map(|id| Some(Value::Reference(RecordId(id)))));
    }
}
