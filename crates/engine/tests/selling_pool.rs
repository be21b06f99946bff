//! The public pool, the figures of leads, and whose everything is.
#![allow(missing_docs)]

mod leads_support;

use leads_support::{Book, DAY_MILLIS, NOW, option, problem, text};
use model::schema::{activity, customer, lead, setting, team, user};
use model::{Cell, CollectionId, Decimal, Deed, FieldId, Label, OptionId, RecordId, Value, options};
use protocol::selling::leads::{LeadsOverview, Whose};
use protocol::{Failure, LeadsAnswer, LeadsDeed, LeadsQuery, ProblemCode, RecordsQuery, SellingDeed, Target, TeamDeed};

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
    let list = Target::List(Box::new(RecordsQuery::of(lead::ID)), vec![taken], None);
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
        let at = if status == 5 { Value::Instant(NOW) } else { Value::Empty };
        let status = (lead::STATUS.id, Value::Option(OptionId(status)));
        let source = (lead::SOURCE.id, Value::Option(OptionId(source)));
        book.make(lead::ID, id, vec![status, source, (lead::CONVERTED_AT.id, at)]);
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
    let of: Vec<CollectionId> = had.iter().map(|(of, _)| *of).collect();
    let hand_over = TeamDeed::HandOver { from, to: Some(to), of: of.clone() };
    let was = book.living();
    let plan = book.planned(&SellingDeed::Team(hand_over.clone())).expect("hands over");
    let sum: u32 = had.iter().map(|(_, n)| n).sum();
    assert_eq!(plan.label, Label::Deed(Deed::Transfer, sum));
    let entry = book.commit(plan.label, plan.cells);
    assert_eq!(owned(&book, from).1, []);
    let count = |of, list: &[(CollectionId, u32)]| list.iter().find(|(id, _)| *id == of).map_or(0, |(_, n)| *n);
    let (_, after) = owned(&book, to);
    for of in of {
        assert_eq!(count(of, &after), count(of, &before) + count(of, &had));
    }
    assert_eq!(problem(book.act_team(hand_over)), ProblemCode::NothingToTransfer);
    book.undo(&entry);
    assert_eq!(book.living(), was);
    // Whoever is deleted still owns what they owned, and that is told.
    let mine = TeamDeed::Transfer {
        records: Target::List(Box::new(RecordsQuery::of(customer::ID)), vec![], None),
        to: Some(from),
    };
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

#[test]
fn only_conversations_that_took_place_keep_a_lead_out_of_the_pool() {
    let mut book = Book::new();
    book.make(user::ID, 10, vec![(user::NAME.id, text("Me"))]);
    pool_after(&mut book, 30);
    let (kind, status) = (&options::ACTIVITY_KIND, &options::ACTIVITY_STATUS);
    let at = |days: i64| (activity::AT.id, Value::Instant(NOW - days * DAY_MILLIS));
    let said = [
        vec![at(1), (activity::KIND.id, option(kind, "note"))],
        vec![at(1), (activity::KIND.id, option(kind, "call")), (activity::STATUS.id, option(status, "not_held"))],
        vec![at(-3), (activity::KIND.id, option(kind, "meeting")), (activity::STATUS.id, option(status, "planned"))],
        vec![at(-3), (activity::KIND.id, option(kind, "call"))],
        vec![at(1), (activity::KIND.id, option(kind, "call")), (activity::STATUS.id, option(status, "held"))],
    ];
    for (n, mut fields) in (0..).zip(said) {
        let lead = owned_lead(&mut book, 20 + n, Some(10), 40);
        fields.push((activity::LEAD.id, Value::Reference(lead)));
        book.make(activity::ID, 40 + n, fields);
    }
    let mut idle: Vec<u128> = book.overview(None, Whose::All).idle.iter().map(|idle| idle.id.0).collect();
    idle.sort_unstable();
    assert_eq!(idle, [20, 21, 22, 23]);
    assert_eq!(book.ask(LeadsQuery::Idle), LeadsAnswer::Idle(4));
}
