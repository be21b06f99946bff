//! Reports and targets put names and values in the order that lists have.
#![allow(missing_docs)]

mod reports_support;

use engine::Workspace;
use engine::list::{Later, Lists, Sounds, Source};
use engine::selling::{self, Context, Remembered};
use model::report::{Group, Path};
use model::rule::Unit;
use model::schema::{customer, option, user};
use model::{CollectionId, FieldId, OptionId, RecordId, Report, Value, options, position};
use protocol::{
    GroupKey, ListRow, RecordsQuery, ReportsAnswer, ReportsQuery, Sealed, SellingAnswer, SellingQuery, TargetsOf, Who,
};
use reports_support::*;
use std::rc::Rc;

/// Hears that 李 is read before 张, which has the smaller number.
struct Heard;

impl Sounds for Heard {
    fn rows(&self, _: &Workspace, _: CollectionId, _: &str) -> Vec<u32> {
        Vec::new()
    }

    fn state(&self, _: &Workspace) -> u64 {
        0
    }

    fn readings(&self) -> Option<Rc<[u16]>> {
        let mut places: Vec<u16> = (0..0x5200).collect();
        places.swap('李' as usize - 0x4E00, '张' as usize - 0x4E00);
        Some(places.into())
    }
}

const LI: RecordId = RecordId(1003);
const ZHANG: RecordId = RecordId(1004);

/// The second source is put before the first.
fn desk() -> Small {
    let mut book = book();
    book.put(user::ID, LI.0, &[(user::NAME.id, text("李娜"))]);
    book.put(user::ID, ZHANG.0, &[(user::NAME.id, text("张伟"))]);
    let first = position::between(None, Some(&position::nth(0)));
    let place = [(option::LIST.id, text("source")), (option::VALUE.id, number(2)), (option::POSITION.id, text(&first))];
    book.put(option::ID, 1500, &place);
    for (id, owner, region, source) in [(4, ZHANG, "张家口", 1), (5, LI, "李家沱", 2), (6, ANNA, "east", 3)] {
        let fields = [
            (customer::NAME.id, text(&format!("C{id}"))),
            (customer::OWNER.id, Value::Reference(owner)),
            (customer::REGION.id, text(region)),
            (customer::SOURCE.id, Value::Option(OptionId(source))),
        ];
        book.put(customer::ID, id, &fields);
    }
    book
}

fn heard(book: &Small) -> Context<'_> {
    Context { sounds: Some(&Heard), ..book.context() }
}

fn asked(context: &Context<'_>, query: ReportsQuery) -> ReportsAnswer {
    match selling::answer(context, &SellingQuery::Reports(query)) {
        SellingAnswer::Reports(answer) => answer,
        _ => panic!("the area's answer"),
    }
}

fn by(field: FieldId) -> Report {
    let groups = vec![Group { by: Path::own(field), unit: Unit::Month }];
    Report { groups, largest: false, top: 0, ..Report::new(customer::ID) }
}

fn reported(context: &Context<'_>, field: FieldId) -> Vec<Value> {
    let ReportsAnswer::Run(answer) = asked(context, ReportsQuery::Run(Box::new(by(field)))) else { panic!() };
    let key = |key| if let GroupKey::Value(value) = key { value } else { Value::Empty };
    answer.rows.into_iter().map(|row| key(row.key)).collect()
}

fn listed(book: &Small, field: FieldId) -> Vec<Value> {
    let later = Some(Later::new().hearing(&Heard));
    let zone = &protocol::GREENWICH;
    let source = Source { workspace: &book.workspace, scores: None, scores_version: 0, today: book.today, zone, later };
    let query = RecordsQuery { group: Some(field), len: 100, ..RecordsQuery::of(customer::ID) };
    let head = |row| if let ListRow::Group(head) = row { Some(head.value) } else { None };
    Lists::default().answer(&source, &query).rows.into_iter().filter_map(head).collect()
}

#[test]
fn groups_of_reports_stand_as_those_of_lists_do() {
    let book = desk();
    for field in [customer::OWNER.id, customer::REGION.id, customer::SOURCE.id] {
        assert_eq!(reported(&heard(&book), field), listed(&book, field), "{field:?}");
    }
    let people = [ANNA, BEN, LI, ZHANG].map(Value::Reference);
    assert_eq!(reported(&heard(&book), customer::OWNER.id)[..4], people);
    let sources = [2, 1, 3].map(|source| Value::Option(OptionId(source)));
    assert_eq!(reported(&heard(&book), customer::SOURCE.id)[..3], sources);
    // Before it is known how they are read: by their numbers.
    assert_eq!(reported(&book.context(), customer::OWNER.id)[2], Value::Reference(ZHANG));
}

#[test]
fn people_with_targets_stand_as_lists_do() {
    let book = desk();
    let (measure, period) = (option(&options::MEASURE, "revenue"), option(&options::PERIOD, "month"));
    let query = ReportsQuery::Targets(TargetsOf { measure, period, year: 2026 });
    let ReportsAnswer::Targets(answer) = asked(&heard(&book), query) else { panic!() };
    let people = answer.rows.iter().filter_map(|row| if let Who::Person(id) = row.who { Some(id) } else { None });
    assert_eq!(people.collect::<Vec<_>>(), [ANNA, BEN, LI, ZHANG]);
}

#[test]
fn an_answer_in_an_order_holds_until_it_is_known_how_names_are_read() {
    let book = desk();
    let ordered = Sealed::new(&SellingQuery::Reports(ReportsQuery::Run(Box::new(by(customer::OWNER.id)))));
    let unordered = Sealed::new(&SellingQuery::Reports(ReportsQuery::Dashboard));
    let mut remembered = Remembered::default();
    for asked in [&ordered, &unordered] {
        remembered.answer(&book.context(), 0, asked).expect("opens");
        assert!(remembered.known(&book.context(), 0, asked).is_some());
    }
    assert!(remembered.known(&heard(&book), 0, &ordered).is_none());
    assert!(remembered.known(&heard(&book), 0, &unordered).is_some());
    remembered.answer(&heard(&book), 0, &ordered).expect("opens");
    assert!(remembered.known(&heard(&book), 0, &ordered).is_some());
}
