//! Lists of a sample book: every sort, filter, group and search against a plain reading of its records.
#![allow(missing_docs)]

use engine::bulk;
use engine::figures::Figures;
use engine::list::{self, Later, Lists, Source, csv};
use engine::scoring::{self, Scores};
use engine::{Workspace, customer, samples};
use model::rule::{Op, Period, Rule, Test, Unit};
use model::schema::{self, custom_field, order, score, tag};
use model::{
    Cell, CollectionId, Currency, Day, Decimal, DeviceId, FieldId, Kind, Label, Operation, OptionId, Part, RecordId,
    Stamp, Value,
};
use protocol::{Change, Failure, Headings, ListRow, RecordRow, RecordsAnswer, RecordsQuery, Target};

const TODAY: Day = Day(20_600);
const CUSTOMER: CollectionId = schema::customer::ID;

struct Book(Workspace, Scores);

impl Book {
    fn new() -> Book {
        Book::of(200)
    }

    fn of(customers: u32) -> Book {
        let plan = sample::Plan { customers, seed: 1, today: TODAY, currency: Currency::CNY };
        let mut workspace = Workspace::default();
        let pieces = samples::pieces(&sample::generate(&plan), 7);
        workspace.apply(&samples::operation(pieces, Stamp::new(1, 0, DeviceId(1))));
        let settings = scoring::settings(&workspace, TODAY, Currency::CNY);
        let input = scoring::fingerprint(workspace.scored_version(), &settings);
        let (mut run, rest) = scoring::begin(&workspace, &settings, input, None, None);
        while run.step() != insight::Progress::Done {}
        Book(workspace, scoring::finish(run, rest))
    }

    fn source(&self) -> Source<'_> {
        Source {
            workspace: &self.0,
            scores: Some(Figures::Scored(&self.1)),
            scores_version: 1,
            today: TODAY,
            zone: &protocol::GREENWICH,
            later: Some(Later::new()),
        }
    }

    fn answer(&self, query: &RecordsQuery) -> RecordsAnswer {
        Lists::default().answer(&self.source(), query)
    }

    fn rows(&self, query: RecordsQuery) -> Vec<RecordRow> {
        let answer = self.answer(&RecordsQuery { len: 500, ..query });
        assert_eq!(answer.total as usize, answer.rows.len());
        let record = |row| match row {
            ListRow::Record(row) => row,
            ListRow::Group(group) => panic!("{group:?}"),
        };
        answer.rows.into_iter().map(record).collect()
    }

    fn found(&self, rule: Rule) -> Vec<RecordId> {
        self.rows(RecordsQuery { rule, ..all() }).into_iter().map(|row| row.id).collect()
    }
}

fn all() -> RecordsQuery {
    let computed = schema::computed(CUSTOMER).iter().map(|field| field.id);
    let columns = schema::customer::COLLECTION.fields.iter().map(|field| field.id).chain(computed).collect();
    RecordsQuery { columns, ..RecordsQuery::of(CUSTOMER) }
}

fn test(field: FieldId, op: Op, values: Vec<Value>) -> Rule {
    Rule::Test(Test { field, op, values })
}

fn cell(row: &RecordRow, field: FieldId) -> &Value {
    let at = all().columns.iter().position(|known| *known == field).expect("a column");
    &row.cells[at]
}

fn key(value: &Value) -> Option<i64> {
    match value {
        Value::Bool(on) => Some((*on).into()),
        Value::Number(number) => Some(number.0),
        Value::Money(money) => Some(money.minor),
        Value::Day(day) => Some(day.0.into()),
        Value::Instant(millis) => Some(*millis),
        Value::Option(id) => Some(id.0.into()),
        _ => None,
    }
}

#[test]
fn every_column_sorts_in_both_directions_with_the_empty_last() {
    let book = Book::new();
    for field in all().columns {
        for descending in [false, true] {
            let rows = book.rows(RecordsQuery { sort: Some((field, descending)), ..all() });
            assert_eq!(rows.len(), 200);
            let values: Vec<&Value> = rows.iter().map(|row| cell(row, field)).collect();
            let filled = values.iter().take_while(|value| !value.is_empty()).count();
            assert!(values[filled..].iter().all(|value| value.is_empty()), "{field:?}: the empty come last");
            for pair in values[..filled].windows(2) {
                let rises = match pair {
                    [Value::Text(a), Value::Text(b)] if descending => b.to_lowercase() <= a.to_lowercase(),
                    [Value::Text(a), Value::Text(b)] => a.to_lowercase() <= b.to_lowercase(),
                    [a, b] if descending => key(b) <= key(a),
                    [a, b] => key(a) <= key(b),
                    _ => false,
                };
                assert!(rises, "{field:?} {descending}: {pair:?}");
            }
        }
    }
}

#[test]
fn a_long_list_is_in_order_wherever_one_looks_and_however_one_came_there() {
    let book = Book::of(5_000);
    for (field, descending) in [(schema::customer::NAME.id, false), (score::VALUE, true), (score::STAGE, true)] {
        let query = RecordsQuery { sort: Some((field, descending)), ..RecordsQuery::of(CUSTOMER) };
        let order = list::ids(&book.source(), &query);
        assert_eq!(order.len(), 5_000);
        let mut lists = Lists::default();
        let range = RecordsQuery { offset: 10, len: 1_000, ..query.clone() };
        assert_eq!(lists.on_lines(&book.source(), &range), order[10..1_010], "{field:?}");
        for offset in [0, 1_950, 40, 4_990, 100, 2_500] {
            let answer = lists.answer(&book.source(), &RecordsQuery { offset, len: 100, ..query.clone() });
            let from = offset as usize;
            let shown =
                answer.rows.iter().filter_map(|row| if let ListRow::Record(row) = row { Some(row.id) } else { None });
            assert_eq!(shown.collect::<Vec<_>>(), order[from..(from + 100).min(5_000)], "{field:?} from {offset}");
        }
        let range = RecordsQuery { offset: 1_500, len: 3_000, ..query.clone() };
        for mut lists in [lists, Lists::default()] {
            assert_eq!(lists.on_lines(&book.source(), &range), order[1_500..4_500], "{field:?}");
        }
    }
}

#[test]
fn scores_are_as_of_the_newest_order_of_an_old_log_only() {
    let Book(workspace, _) = Book::of(300);
    let table = workspace.table(order::ID).expect("orders");
    let days = |row| table.column(order::DAY.id).and_then(|column| column.day(row));
    let void = ["draft", "cancelled", "returned"].map(|name| model::options::ORDER_STATUS.id(name));
    let counts = |row: &u32| {
        let status = table.column(order::STATUS.id).and_then(|column| column.option(*row));
        status.is_none() || !void.contains(&status)
    };
    let plain = |today: Day| table.alive_rows().filter(counts).filter_map(days).filter(|day| *day <= today).max();
    for today in [TODAY, Day(TODAY.0 + 60), Day(TODAY.0 + 61), Day(TODAY.0 + 400), Day(TODAY.0 - 500), Day(-5)] {
        let newest = plain(today).filter(|day| today.0 - day.0 > scoring::OLD_LOG_DAYS);
        let expected = newest.map_or(protocol::AsOf::Today(today), protocol::AsOf::NewestOrder);
        assert_eq!(scoring::settings(&workspace, today, Currency::CNY).as_of, expected, "{today:?}");
    }
}

#[test]
fn a_rule_selects_what_a_plain_reading_does() {
    let book = Book::new();
    let rows = book.rows(all());
    let plain = |holds: &dyn Fn(&RecordRow) -> bool| -> Vec<RecordId> {
        rows.iter().filter(|row| holds(row)).map(|row| row.id).collect()
    };
    for stage in 1..=6 {
        let value = Value::Option(OptionId(stage));
        let rule = test(score::STAGE, Op::AnyOf, vec![value.clone()]);
        assert_eq!(book.found(rule), plain(&|row| *cell(row, score::STAGE) == value));
    }
    let twelve = Value::Number(Decimal(12_000_000));
    let many = |row: &RecordRow| key(cell(row, score::ORDER_DAYS)) >= Some(12_000_000);
    assert_eq!(book.found(test(score::ORDER_DAYS, Op::AtLeast, vec![twelve.clone()])), plain(&many));
    let lately = test(score::LAST_ORDER, Op::Within(Period::Last(30, Unit::Day)), vec![]);
    let is_late = |row: &RecordRow| matches!(cell(row, score::LAST_ORDER), Value::Day(day) if day.0 > TODAY.0 - 30);
    assert_eq!(book.found(lately.clone()), plain(&is_late));
    let nested = Rule::Any(vec![
        Rule::Not(Box::new(lately)),
        Rule::All(vec![test(score::ORDER_DAYS, Op::AtLeast, vec![twelve]), test(CUSTOMER_EMAIL, Op::Filled, vec![])]),
    ]);
    let holds = |row: &RecordRow| !is_late(row) || (many(row) && !cell(row, CUSTOMER_EMAIL).is_empty());
    let found = book.found(nested);
    assert!(!found.is_empty() && found.len() < 200);
    assert_eq!(found, plain(&holds));
    let name = rows[3].cells[0].text().expect("a name").to_uppercase();
    assert!(book.found(test(FieldId(1), Op::Is, vec![Value::Text(name)])).contains(&rows[3].id));
}

const CUSTOMER_EMAIL: FieldId = schema::customer::EMAIL.id;

#[test]
fn every_operator_of_every_field_takes_any_value() {
    let book = Book::new();
    let values = [
        Value::Empty,
        Value::Text("=1+1 \u{202e}".into()),
        Value::Day(Day::MAX),
        Value::Number(Decimal(i64::MIN)),
        Value::Opaque(99, vec![1]),
    ];
    for field in all().columns {
        let declared = schema::customer::COLLECTION.field(field).copied();
        let computed = schema::computed(CUSTOMER).iter().find(|known| known.id == field).copied();
        let kind = declared.or(computed).map_or(Kind::Text, |field| field.kind);
        for &op in model::rule::ops(kind) {
            for value in &values {
                let rule = test(field, op, vec![value.clone(), value.clone()]);
                // What is not finished leaves nobody out, whichever way it is asked.
                let all = if matches!(&rule, Rule::Test(test) if test.is_whole()) { 200 } else { 400 };
                let some = book.found(rule.clone()).len();
                let none = book.found(Rule::Not(Box::new(rule))).len();
                assert_eq!(some + none, all, "{field:?} {op:?}");
            }
        }
    }
}

#[test]
fn groups_hold_every_record_once_and_add_up() {
    let book = Book::new();
    for (collection, by) in [
        (CUSTOMER, score::STAGE),
        (CUSTOMER, schema::customer::REGION.id),
        (order::ID, order::DAY.id),
        (order::ID, order::CUSTOMER.id),
    ] {
        let columns = vec![order::TOTAL.id, score::VALUE];
        let query = RecordsQuery { group: Some(by), columns, len: 500, ..RecordsQuery::of(collection) };
        let mut lists = Lists::default();
        let (mut records, mut counted, mut offset) = (0, 0, 0);
        let mut sums = Vec::new();
        loop {
            let answer = lists.answer(&book.source(), &RecordsQuery { offset, ..query.clone() });
            for row in &answer.rows {
                match row {
                    ListRow::Record(_) => records += 1,
                    ListRow::Group(group) => {
                        assert_eq!(records, counted, "the records of the group before are complete");
                        counted += group.count;
                        sums.extend(group.sums.iter().flat_map(|sum| sum.totals.iter().filter_map(key)));
                    }
                }
            }
            offset += answer.rows.len() as u32;
            if offset == answer.lines {
                assert_eq!((records, counted), (answer.total, answer.total));
                let whole: i64 = answer.sums.iter().flat_map(|sum| sum.totals.iter().filter_map(key)).sum();
                assert_eq!(sums.into_iter().sum::<i64>(), whole);
                assert!(whole > 0);
                let all = RecordsQuery { len: answer.lines, ..query.clone() };
                assert_eq!(lists.on_lines(&book.source(), &all).len(), records as usize, "the heads are no records");
                break;
            }
        }
    }
}

#[test]
fn telephones_are_found_however_their_digits_are_grouped() {
    let mut book = Book::new();
    let id = book.rows(all())[0].id;
    let own = FieldId(0x8123);
    let whole = |n: u16| Value::Number(Decimal(i64::from(n) * Decimal::ONE));
    let text = |text: &str| Value::Text(text.into());
    let cell = |collection, record, field, value| Cell { collection, record, field, value };
    let declared = [
        (FieldId::ALIVE, Value::Bool(true)),
        (custom_field::OF.id, whole(CUSTOMER.0.into())),
        (custom_field::FIELD.id, whole(own.0)),
        (custom_field::KIND.id, text("phone")),
    ];
    let mut cells: Vec<Cell> =
        declared.into_iter().map(|(field, value)| cell(custom_field::ID, RecordId(5), field, value)).collect();
    cells.push(cell(CUSTOMER, id, schema::customer::PHONE.id, text("+86 138-0013-8000")));
    cells.push(cell(CUSTOMER, id, own, text("(020) 7946.0999")));
    let stamp = Stamp::new(9, 0, DeviceId(1));
    book.0.apply(&Operation { stamp, label: Label::Create(CUSTOMER), parts: vec![Part::Cells(cells)] });
    let found = |search: &str| {
        let rows = book.rows(RecordsQuery { search: search.into(), ..all() });
        rows.iter().map(|row| row.id).collect::<Vec<_>>()
    };
    for search in ["13800138000", "138 0013 8000", "+86 138-0013-8000", "00138000", "02079460999", "(020)7946-0999"] {
        assert_eq!(found(search), [id], "{search}");
    }
    assert!(found("138-0013-8001").is_empty());
    assert!(found("a13800138000").is_empty(), "no telephone number");
}

#[test]
fn words_are_found_in_texts_and_in_the_names_referred_to() {
    let book = Book::new();
    let rows = book.rows(all());
    let name = rows[0].cells[0].text().expect("a name").to_owned();
    let found = book.rows(RecordsQuery { search: name.to_uppercase(), ..all() });
    assert!(found.iter().any(|row| row.id == rows[0].id));
    assert_eq!(book.rows(RecordsQuery { search: "nobody is called this".into(), ..all() }), []);
    let orders = RecordsQuery { search: name, len: 500, ..RecordsQuery::of(order::ID) };
    let of_name = book.answer(&orders);
    assert!(of_name.total > 0 && of_name.total < of_name.all, "orders by the customer's name");
}

#[test]
fn windows_are_cut_from_one_order() {
    let book = Book::new();
    let mut lists = Lists::default();
    let sorted = RecordsQuery { sort: Some((score::VALUE, true)), ..all() };
    let mut window = |offset, len| lists.answer(&book.source(), &RecordsQuery { offset, len, ..sorted.clone() }).rows;
    let whole = window(0, 500);
    assert_eq!(window(40, 20), whole[40..60]);
    assert_eq!(window(190, 100), whole[190..]);
    assert_eq!(window(10_000, 10), []);
}

#[test]
fn a_row_says_what_the_customers_page_says() {
    let book = Book::new();
    for row in book.rows(RecordsQuery { sort: Some((score::VALUE, true)), ..all() }).iter().take(20) {
        let whole = customer::answer(&book.0, Some(&book.1), row.id, 0).expect("there");
        let score = whole.score.expect("scored");
        let stage = score.stage.map_or(Value::Empty, |stage| Value::Option(OptionId(stage as u16 + 1)));
        assert_eq!(*cell(row, score::STAGE), stage);
        let rfm = score.rfm.expect("bought");
        assert_eq!(*cell(row, score::ORDER_DAYS), Value::Number(Decimal(i64::from(rfm.frequency) * Decimal::ONE)));
        assert_eq!(*cell(row, score::VALUE), Value::Money(rfm.monetary));
        assert_eq!(key(cell(row, score::MONETARY)), Some(i64::from(rfm.scores[2]) * Decimal::ONE));
    }
}

#[test]
fn many_records_change_as_one_operation_and_only_those_that_change() {
    let mut book = Book::new();
    let stamp = |n| Stamp::new(n, 0, DeviceId(1));
    let rule = test(score::STAGE, Op::AnyOf, vec![Value::Option(OptionId(5))]);
    let in_danger = book.found(rule.clone());
    let except = in_danger[0];
    let of = |shown| Target::List(Box::new(RecordsQuery { rule: rule.clone(), ..all() }), vec![except], shown);
    let target = of(None);
    let (collection, records) = bulk::records(&book.source(), &target).expect("needs no scores");
    assert_eq!(records.len(), in_danger.len() - 1);
    let (shown, found) = (in_danger.len() as u32 - 1, in_danger.len() as u32);
    let refused = bulk::records(&book.source(), &of(Some(shown)));
    assert_eq!(refused, Err(Failure::OtherNumber { shown, found }), "one came meanwhile, whom nobody has seen");
    assert_eq!(bulk::records(&book.source(), &of(Some(found))), Ok((collection, records.clone())));
    // Who was let go of leaves the list: it shows one fewer, and the same are meant.
    let gone = bulk::set_alive(&book.0, (CUSTOMER, &[except]), false, stamp(7)).expect("there");
    book.0.apply(&gone);
    assert_eq!(bulk::records(&book.source(), &of(Some(found - 1))), Ok((collection, records.clone())));
    let level = schema::customer::LEVEL.id;
    let change = Change::Set(Value::Option(OptionId(1)));
    let operation = bulk::edit(&book.0, (collection, &records), level, &change, stamp(9)).expect("changes");
    book.0.apply(&operation);
    assert!(records.iter().all(|&id| book.0.value(CUSTOMER, id, level) == Value::Option(OptionId(1))));
    let again = bulk::edit(&book.0, (collection, &records), level, &change, stamp(10));
    assert_eq!(again, Err(Failure::Unchanged), "nothing is left to change");
    let tags = schema::customer::TAGS.id;
    let new = book.0.table(tag::ID).map(|tags| book.0.ids.id(tags.handle(0))).expect("a tag");
    let add = bulk::edit(&book.0, (collection, &records), tags, &Change::Add(vec![new]), stamp(11)).expect("changes");
    book.0.apply(&add);
    let remove = bulk::edit(&book.0, (collection, &records), tags, &Change::Remove(vec![new]), stamp(12));
    book.0.apply(&remove.expect("changes"));
    let has = |&id: &RecordId| matches!(book.0.value(CUSTOMER, id, tags), Value::References(ids) if ids.contains(&new));
    assert!(!records.iter().any(has));
}

#[test]
fn nobody_in_the_trash_is_scored() {
    let mut book = Book::new();
    let buyer = book.rows(RecordsQuery { sort: Some((score::VALUE, true)), ..all() })[0].id;
    let gone = bulk::set_alive(&book.0, (CUSTOMER, &[buyer]), false, Stamp::new(9, 0, DeviceId(1))).expect("is there");
    book.0.apply(&gone);
    let columns = vec![score::SEGMENT, score::VALUE];
    let trash = RecordsQuery { deleted: true, columns, ..RecordsQuery::of(CUSTOMER) };
    assert_eq!(book.rows(trash)[0].cells, [Value::Empty, Value::Empty]);
}

#[test]
fn references_and_moments_are_set_for_many_at_once() {
    let mut book = Book::new();
    let ids: Vec<RecordId> = book.rows(all()).into_iter().take(3).map(|row| row.id).collect();
    let stamp = |n| Stamp::new(n, 0, DeviceId(1));
    let parent = schema::customer::PARENT.id;
    let whole = Value::Reference(ids[0]);
    let operation =
        bulk::edit(&book.0, (CUSTOMER, &ids), parent, &Change::Set(whole.clone()), stamp(9)).expect("changes");
    book.0.apply(&operation);
    let parents: Vec<Value> = ids.iter().map(|&id| book.0.value(CUSTOMER, id, parent)).collect();
    assert_eq!(parents, [Value::Empty, whole.clone(), whole], "nobody is their own parent");
    let talks = schema::activity::ID;
    let at = schema::activity::AT.id;
    let query = RecordsQuery { len: 5, ..RecordsQuery::of(talks) };
    let talked = list::ids(&book.source(), &query);
    let moment = Change::Set(Value::Instant(1_700_000_000_000));
    let operation = bulk::edit(&book.0, (talks, &talked), at, &moment, stamp(10)).expect("changes");
    book.0.apply(&operation);
    assert!(talked.iter().all(|&id| book.0.value(talks, id, at) == Value::Instant(1_700_000_000_000)));
}

#[test]
fn an_export_says_what_the_list_shows_and_runs_nothing() {
    let mut book = Book::new();
    let id = book.rows(all())[0].id;
    let name = Change::Set(Value::Text("=HYPERLINK(\"x\")\n\"quoted\", 王".into()));
    let stamp = Stamp::new(9, 0, DeviceId(1));
    let operation = bulk::edit(&book.0, (CUSTOMER, &[id]), FieldId(1), &name, stamp).expect("changes");
    book.0.apply(&operation);
    let query = RecordsQuery { columns: vec![FieldId(1), score::STAGE, score::VALUE], ..RecordsQuery::of(CUSTOMER) };
    let headings = Headings {
        columns: ["Name", "Stage", "Value"].map(String::from).to_vec(),
        options: vec![(score::STAGE, (1..=6).map(|n| (OptionId(n), format!("stage {n}"))).collect())],
        yes: "yes".into(),
        no: "no".into(),
        lines: false,
    };
    let file = String::from_utf8(csv(&book.source(), &query, &headings, Currency::CNY)).expect("UTF-8");
    assert!(file.starts_with("\u{feff}Name,Stage,Value\n\"'=HYPERLINK(\"\"x\"\")\n\"\"quoted\"\", 王\",stage "));
    assert_eq!(file.lines().count(), 202);
}
