//! Leads: who may be the same, what a lead becomes, the public pool, and whose everything is.
#![allow(missing_docs)]

mod common;

use common::Random;
use engine::log::{Entry, Since, before, inverse};
use engine::prepare::prepare;
use engine::selling::{Context, Plan, answer, plan};
use engine::suite::{Picture, picture};
use engine::{Rows, Workspace, samples};
use model::schema::{activity, contact, customer, lead, opportunity, setting, task, team, user};
use model::{
    Cell, CollectionId, Currency, Day, Decimal, Deed, DeviceId, FieldId, Label, Money, Operation, OptionId, Part,
    RecordId, Stamp, Value, options,
};
use protocol::selling::leads::{Conversion, LeadAnswer, LeadsOverview, Likeness, NewDeal, Probe, Whose};
use protocol::selling::team::PeopleAnswer;
use protocol::{
    Failure, LeadsAnswer, LeadsDeed, LeadsQuery, Problem, ProblemCode, RecordsQuery, SellingAnswer, SellingDeed,
    SellingQuery, Target, TeamAnswer, TeamDeed, TeamQuery,
};

const TODAY: Day = Day(20_600);
const DAY_MILLIS: i64 = 86_400_000;
const NOW: i64 = 20_600 * DAY_MILLIS + 10 * 3_600_000;
const DEVICE: DeviceId = DeviceId(1);

struct Book {
    workspace: Workspace,
    next: u128,
    stamp: u64,
}

impl Book {
    fn new() -> Book {
        Book { workspace: Workspace::default(), next: 1_000_000, stamp: 1 }
    }

    fn sample(customers: u32) -> Book {
        let mut book = Book::new();
        let plan = sample::Plan { customers, seed: 1, today: TODAY, currency: Currency::CNY };
        let pieces = samples::pieces(&sample::generate(&plan), 7);
        book.workspace.apply(&samples::operation(pieces, Stamp::new(1, 0, DEVICE)));
        book
    }

    fn context(&self) -> Context<'_> {
        Context {
            workspace: &self.workspace,
            scores: None,
            today: TODAY,
            now_millis: NOW,
            offset_minutes: 0,
            currency: Currency::CNY,
        }
    }

    fn commit(&mut self, label: Label, cells: Vec<Cell>) -> Entry {
        self.stamp += 1;
        let mut operation =
            Operation { stamp: Stamp::new(self.stamp, 0, DEVICE), label, parts: vec![Part::Cells(cells)] };
        let seen = prepare(&self.workspace, &mut operation);
        let parts = operation.parts.iter().map(|part| match part {
            Part::Cells(cells) => Part::Cells(cells.clone()),
            _ => unreachable!("only cells are written here"),
        });
        let named = Operation { stamp: operation.stamp, label: operation.label.clone(), parts: parts.collect() };
        let entry = Entry { before: before(&self.workspace, &operation), operation: named, seen };
        self.workspace.merge(&operation, &entry.seen);
        entry
    }

    /// Takes an operation back that was the last one.
    fn undo(&mut self, entry: &Entry) {
        self.stamp += 1;
        let (mut undo, kept) = inverse(&self.workspace, entry, &Since::default(), Stamp::new(self.stamp, 0, DEVICE));
        assert_eq!(kept, []);
        let seen = prepare(&self.workspace, &mut undo);
        self.workspace.merge(&undo, &seen);
    }

    /// What stands in the book.
    fn living(&self) -> Vec<Picture> {
        let mut rows: Vec<Picture> = picture(&self.workspace).into_iter().filter(|row| row.2).collect();
        for (_, value) in rows.iter_mut().flat_map(|row| &mut row.3) {
            if let Value::References(list) = value {
                list.sort_unstable();
            }
        }
        rows
    }

    fn make(&mut self, of: CollectionId, id: u128, fields: Vec<(FieldId, Value)>) -> RecordId {
        let record = RecordId(id);
        let cell = |(field, value)| Cell { collection: of, record, field, value };
        let cells = std::iter::once((FieldId::ALIVE, Value::Bool(true))).chain(fields).map(cell).collect();
        self.commit(Label::Create(of), cells);
        record
    }

    fn planned(&mut self, deed: &SellingDeed) -> Result<Plan, Failure> {
        let mut next = self.next;
        let made = plan(&self.context(), deed, &mut || {
            next += 1;
            RecordId(next)
        });
        self.next = next;
        made
    }

    fn act(&mut self, deed: LeadsDeed) -> Result<Plan, Failure> {
        let plan = self.planned(&SellingDeed::Leads(deed))?;
        self.commit(plan.label.clone(), plan.cells.clone());
        Ok(plan)
    }

    fn act_team(&mut self, deed: TeamDeed) -> Result<Plan, Failure> {
        let plan = self.planned(&SellingDeed::Team(deed))?;
        self.commit(plan.label.clone(), plan.cells.clone());
        Ok(plan)
    }

    fn ask(&self, query: LeadsQuery) -> LeadsAnswer {
        match answer(&self.context(), &SellingQuery::Leads(query)) {
            SellingAnswer::Leads(answer) => answer,
            other => panic!("{other:?}"),
        }
    }

    fn duplicates(&self, probe: Probe) -> Vec<(CollectionId, RecordId, Likeness)> {
        match self.ask(LeadsQuery::Duplicates(Box::new(probe))) {
            LeadsAnswer::Duplicates(found) => found.iter().map(|d| (d.collection, d.id, d.likeness)).collect(),
            other => panic!("{other:?}"),
        }
    }

    fn overview(&self, me: Option<RecordId>, whose: Whose) -> LeadsOverview {
        match self.ask(LeadsQuery::Overview { me, whose }) {
            LeadsAnswer::Overview(overview) => *overview,
            other => panic!("{other:?}"),
        }
    }

    fn one(&self, id: RecordId) -> LeadAnswer {
        match self.ask(LeadsQuery::Lead { id }) {
            LeadsAnswer::Lead(Some(lead)) => *lead,
            other => panic!("{other:?}"),
        }
    }

    fn people(&self) -> PeopleAnswer {
        match answer(&self.context(), &SellingQuery::Team(TeamQuery::People)) {
            SellingAnswer::Team(TeamAnswer::People(people)) => *people,
            other => panic!("{other:?}"),
        }
    }

    fn value(&self, of: CollectionId, record: RecordId, field: FieldId) -> Value {
        self.workspace.value(of, record, field)
    }
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn option(list: &options::OptionList, name: &str) -> Value {
    Value::Option(list.id(name).expect("known"))
}

fn problem(result: Result<Plan, Failure>) -> ProblemCode {
    match result {
        Err(Failure::Selling(problem)) => problem.code,
        other => panic!("{other:?}"),
    }
}

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
    let deal =
        NewDeal { name: "Tea".into(), amount: Some(Money { minor: 5_000, currency: Currency::CNY }), close: None };
    Conversion { lead, into: None, person: false, name: String::new(), contact: true, deal: Some(deal) }
}

#[test]
fn a_lead_becomes_a_customer_a_contact_and_an_opportunity_and_all_goes_along() {
    let mut book = Book::new();
    let id = full(&mut book);
    assert_eq!((book.one(id).talks.len(), book.one(id).tasks.len()), (1, 1));
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

fn owned_lead(book: &mut Book, id: u128, owner: Option<u128>, days_ago: i64) -> RecordId {
    let owner = owner.map_or(Value::Empty, |owner| Value::Reference(RecordId(owner)));
    let since = if owner.is_empty() { Value::Empty } else { Value::Instant(NOW - days_ago * DAY_MILLIS) };
    let fields = vec![(lead::NAME.id, text(&id.to_string())), (lead::OWNER.id, owner), (lead::OWNED_SINCE.id, since)];
    book.make(lead::ID, id, fields)
}

fn pool_after(book: &mut Book, days: i64) {
    let days = Value::Number(Decimal::whole(days).expect("fits"));
    book.make(setting::ID, 1, vec![(setting::POOL_DAYS.id, days)]);
}

#[test]
fn leads_are_claimed_and_given_back() {
    let mut book = Book::new();
    let me = book.make(user::ID, 10, vec![(user::NAME.id, text("Me"))]);
    let free = owned_lead(&mut book, 20, None, 0);
    let taken = owned_lead(&mut book, 21, Some(11), 5);
    let closed = owned_lead(&mut book, 22, None, 0);
    let unqualified = option(&options::LEAD_STATUS, "unqualified");
    book.make(lead::ID, 22, vec![(lead::STATUS.id, unqualified)]);
    let both = || Target::Records(lead::ID, vec![free, taken, closed]);
    let claim = |target| LeadsDeed::Claim { leads: target, owner: me };
    let done = book.act(claim(both())).expect("claims");
    // Nobody's lead is taken away, and what is closed stays where it is.
    assert_eq!(done.label, Label::Deed(Deed::Claim, 1));
    assert_eq!(book.value(lead::ID, free, lead::OWNER.id), Value::Reference(me));
    assert_eq!(book.value(lead::ID, free, lead::OWNED_SINCE.id), Value::Instant(NOW));
    assert_eq!(book.value(lead::ID, taken, lead::OWNER.id), Value::Reference(RecordId(11)));
    assert_eq!(problem(book.act(claim(both()))), ProblemCode::NotInPool);
    let nobody = LeadsDeed::Claim { leads: both(), owner: RecordId(99) };
    assert_eq!(book.act(nobody), Err(Failure::NotFound));
    let list = Target::List(Box::new(RecordsQuery::of(lead::ID)), vec![taken]);
    assert_eq!(book.act(LeadsDeed::Return { leads: list }).expect("returns").label, Label::Deed(Deed::ReturnToPool, 1));
    assert_eq!(book.value(lead::ID, free, lead::OWNER.id), Value::Empty);
    assert_eq!(book.value(lead::ID, free, lead::OWNED_SINCE.id), Value::Empty);
    let only = Target::Records(lead::ID, vec![free]);
    assert_eq!(problem(book.act(LeadsDeed::Return { leads: only })), ProblemCode::InPool);
}

#[test]
fn idle_leads_go_back_once_and_not_again_when_that_was_undone() {
    let mut book = Book::new();
    book.make(user::ID, 10, vec![(user::NAME.id, text("Me"))]);
    let old = owned_lead(&mut book, 20, Some(10), 40);
    owned_lead(&mut book, 21, Some(10), 29);
    let spoken = owned_lead(&mut book, 22, Some(10), 90);
    let said = vec![(activity::LEAD.id, Value::Reference(spoken)), (activity::AT.id, Value::Instant(NOW - DAY_MILLIS))];
    book.make(activity::ID, 30, said);
    let called = owned_lead(&mut book, 23, Some(10), 90);
    book.make(lead::ID, 23, vec![(lead::LAST_CONTACTED_AT.id, Value::Instant(NOW - 2 * DAY_MILLIS))]);
    owned_lead(&mut book, 24, None, 0);
    let won = owned_lead(&mut book, 25, Some(10), 90);
    book.make(lead::ID, 25, vec![(lead::STATUS.id, option(&options::LEAD_STATUS, "converted"))]);
    assert_eq!(book.overview(None, Whose::All).idle, [], "never, unless somebody says after how many days");
    assert_eq!(problem(book.act(LeadsDeed::ReturnIdle)), ProblemCode::InPool);
    pool_after(&mut book, 30);
    let overview = book.overview(None, Whose::All);
    let idle: Vec<_> = overview.idle.iter().map(|idle| (idle.id, idle.days, idle.owner.as_str())).collect();
    assert_eq!((idle, overview.soon, overview.pool_days), (vec![(old, 40, "Me")], 1, Some(30)));
    assert_eq!(
        (book.one(old).returns_in, book.one(called).idle_days, book.one(won).idle_days),
        (Some(0), Some(2), None)
    );
    let plan = book.planned(&SellingDeed::Leads(LeadsDeed::ReturnIdle)).expect("returns");
    assert_eq!(plan.label, Label::Deed(Deed::ReturnToPool, 1));
    // The undo is a write of today: it would not be undone by the next look.
    book.stamp = u64::try_from(NOW).expect("after 1970");
    let entry = book.commit(plan.label, plan.cells);
    assert_eq!(problem(book.act(LeadsDeed::ReturnIdle)), ProblemCode::InPool);
    book.undo(&entry);
    assert_eq!(book.value(lead::ID, old, lead::OWNER.id), Value::Reference(RecordId(10)));
    assert_eq!(book.overview(None, Whose::All).idle, []);
}

#[test]
fn figures_are_of_those_who_are_looked_at() {
    let mut book = Book::new();
    let team = book.make(team::ID, 9, vec![(team::NAME.id, text("East"))]);
    for id in [10, 11, 12] {
        let of = if id < 12 { Value::Reference(team) } else { Value::Empty };
        book.make(user::ID, id, vec![(user::NAME.id, text("U")), (user::TEAM.id, of)]);
    }
    for (id, owner, status, source) in
        [(20, Some(10), 1, 4), (21, Some(11), 5, 4), (22, Some(12), 5, 2), (23, None, 1, 2), (24, Some(10), 6, 4)]
    {
        owned_lead(&mut book, id, owner, 0);
        let status = (lead::STATUS.id, Value::Option(OptionId(status)));
        book.make(lead::ID, id, vec![status, (lead::SOURCE.id, Value::Option(OptionId(source)))]);
    }
    book.make(lead::ID, 20, vec![(lead::NEXT_CONTACT_AT.id, Value::Instant(NOW + 3_600_000))]);
    let me = Some(RecordId(10));
    let all = book.overview(me, Whose::All);
    assert_eq!((all.total, all.open, all.mine, all.team, all.pool, all.due), (5, 2, 1, 1, 1, 1));
    assert_eq!(all.members.len(), 2);
    let count = |overview: &LeadsOverview, status: u16| {
        overview.statuses.iter().find(|(id, _)| *id == OptionId(status)).map(|(_, count)| *count)
    };
    assert_eq!((count(&all, 1), count(&all, 5), count(&all, 6)), (Some(2), Some(2), Some(1)));
    let sources: Vec<_> = all.sources.iter().map(|figure| (figure.leads, figure.converted)).collect();
    assert_eq!(sources, [(3, 1), (2, 1)]);
    let team = book.overview(me, Whose::Team);
    assert_eq!((count(&team, 1), count(&team, 5), count(&team, 6)), (Some(1), Some(1), Some(1)));
    assert_eq!(book.overview(me, Whose::Pool).statuses.iter().map(|(_, count)| count).sum::<u32>(), 1);
    assert_eq!(book.overview(None, Whose::Mine).statuses.iter().map(|(_, count)| count).sum::<u32>(), 0);
}

#[test]
fn everything_of_somebody_goes_to_somebody_else_and_back() {
    let mut book = Book::sample(200);
    let [from, to] = [sample::staff::USERS[5].id, sample::staff::USERS[3].id];
    let owned = |book: &Book, user| {
        let people = book.people();
        let person = people.people.into_iter().find(|person| person.id == user).expect("there");
        (person.active, person.owned)
    };
    let (active, had) = owned(&book, from);
    let (_, before) = owned(&book, to);
    assert!(!active && had.iter().any(|(of, n)| *of == customer::ID && *n > 0), "{had:?}");
    let hand_over = TeamDeed::HandOver { from, to: Some(to), of: vec![customer::ID, lead::ID] };
    let was = book.living();
    let plan = book.planned(&SellingDeed::Team(hand_over.clone())).expect("hands over");
    let sum: u32 = had.iter().map(|(_, n)| n).sum();
    assert_eq!(plan.label, Label::Deed(Deed::Transfer, sum));
    let entry = book.commit(plan.label, plan.cells);
    assert_eq!(owned(&book, from).1, []);
    let count = |of, list: &[(CollectionId, u32)]| list.iter().find(|(id, _)| *id == of).map_or(0, |(_, n)| *n);
    let (_, after) = owned(&book, to);
    for of in [customer::ID, lead::ID] {
        assert_eq!(count(of, &after), count(of, &before) + count(of, &had));
    }
    assert_eq!(problem(book.act_team(hand_over)), ProblemCode::NothingToTransfer);
    book.undo(&entry);
    assert_eq!(book.living(), was);
    // Whoever is deleted still owns what they owned, and that is told.
    let mine =
        TeamDeed::Transfer { records: Target::List(Box::new(RecordsQuery::of(customer::ID)), vec![]), to: Some(from) };
    book.act_team(mine).expect("transfers");
    let gone = Cell { collection: user::ID, record: from, field: FieldId::ALIVE, value: Value::Bool(false) };
    book.commit(Label::Delete(user::ID, 1), vec![gone]);
    assert_eq!(count(customer::ID, &book.people().orphans), 200);
}

#[test]
fn the_sample_has_leads_of_every_kind_some_in_the_pool() {
    let book = Book::sample(200);
    let overview = book.overview(Some(sample::staff::USERS[0].id), Whose::All);
    assert_eq!(overview.total, 30);
    assert!(overview.pool > 0 && overview.mine > 0 && overview.team > overview.mine, "{overview:?}");
    assert!(overview.statuses.iter().all(|(_, count)| *count > 0), "{overview:?}");
    assert_eq!(book.people().people.len(), 6);
}
