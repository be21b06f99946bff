//! Revenue by month says what going through the orders one by one says.
#![allow(missing_docs)]

mod common;

use common::Random;
use engine::Workspace;
use engine::revenue::{By, Cell, by_month};
use model::schema::{customer, order};
use model::{
    CollectionId, Currency, Day, DeviceId, FieldId, Label, Money, Operation, OptionId, Part, RecordId, Stamp, Value,
};
use std::collections::BTreeMap;

/// Orders and their sum by month and option.
type Sums = BTreeMap<(i32, Option<OptionId>), (u32, i64)>;

fn customer_id(n: u64) -> RecordId {
    RecordId(1_000_000 + u128::from(n))
}

fn set(workspace: &mut Workspace, clock: u64, collection: CollectionId, record: RecordId, fields: &[(FieldId, Value)]) {
    let cell =
        |(field, value): &(FieldId, Value)| model::Cell { collection, record, field: *field, value: value.clone() };
    let parts = vec![Part::Cells(fields.iter().map(cell).collect())];
    workspace.apply(&Operation { stamp: Stamp::new(clock, 0, DeviceId(1)), label: Label::Create(collection), parts });
}

#[test]
fn three_orders_by_hand() {
    let mut workspace = Workspace::default();
    assert_eq!(by_month(&workspace, By::Order(order::STATUS.id), Currency::CNY), []);
    let alive = (FieldId::ALIVE, Value::Bool(true));
    let money = |minor, currency| (order::TOTAL.id, Value::Money(Money { minor, currency }));
    let day = |year, month, day| (order::DAY.id, Value::Day(Day::from_ymd(year, month, day).expect("a day")));
    let status = (order::STATUS.id, Value::Option(OptionId(4)));
    let orders = [
        vec![alive.clone(), day(1970, 1, 31), money(5, Currency::CNY)],
        vec![alive.clone(), day(2024, 2, 29), money(7, Currency::CNY), status.clone()],
        vec![alive.clone(), day(2024, 2, 1), money(-2, Currency::CNY), status.clone()],
        vec![alive.clone(), day(2024, 2, 2), money(9, Currency::USD), status.clone()],
        vec![alive, money(100, Currency::CNY), status.clone()],
        vec![(FieldId::ALIVE, Value::Bool(false)), day(2024, 2, 3), money(100, Currency::CNY), status],
    ];
    for (at, fields) in orders.iter().enumerate() {
        set(&mut workspace, at as u64 + 1, order::ID, RecordId(at as u128 + 1), fields);
    }
    let expected = [
        Cell { month: 0, option: None, orders: 1, minor: 5 },
        Cell { month: 54 * 12 + 1, option: Some(OptionId(4)), orders: 3, minor: 5 },
    ];
    assert_eq!(by_month(&workspace, By::Order(order::STATUS.id), Currency::CNY), expected);
}

#[test]
fn both_ways_of_grouping_agree_with_one_by_one() {
    let mut random = Random(11);
    let mut workspace = Workspace::default();
    let mut sources = BTreeMap::new();
    for n in 0..50 {
        let mut fields = vec![(FieldId::ALIVE, Value::Bool(random.below(9) > 0))];
        if random.below(4) > 0 {
            fields.push((customer::SOURCE.id, Value::Option(OptionId(random.below(15) as u16 + 1))));
        }
        if fields[0].1 == Value::Bool(true) {
            sources.insert(
                n,
                match fields.get(1) {
                    Some((_, Value::Option(source))) => Some(*source),
                    _ => None,
                },
            );
        }
        set(&mut workspace, n + 1, customer::ID, customer_id(n), &fields);
    }
    let mut expected: [Sums; 2] = Default::default();
    for n in 0..9_000_u64 {
        let (who, day) = (random.below(60), Day(-400 + random.below(900) as i32));
        let (minor, status) = (random.below(20_000) as i64 - 3_000, OptionId(random.below(6) as u16 + 1));
        let alive = random.below(20) > 0;
        let currency = if random.below(300) == 0 { Currency::USD } else { Currency::CNY };
        let fields = [
            (FieldId::ALIVE, Value::Bool(alive)),
            (order::CUSTOMER.id, Value::Reference(customer_id(who))),
            (order::DAY.id, Value::Day(day)),
            (order::TOTAL.id, Value::Money(Money { minor, currency })),
            (order::STATUS.id, Value::Option(status)),
        ];
        set(&mut workspace, 100 + n, order::ID, RecordId(u128::from(n) + 1), &fields);
        if alive {
            let (year, month, _) = day.ymd();
            let source = sources.get(&who).copied().flatten();
            for (sums, option) in expected.iter_mut().zip([Some(status), source]) {
                let sum = sums.entry(((year - 1970) * 12 + month as i32 - 1, option)).or_default();
                *sum = (sum.0 + 1, sum.1 + if currency == Currency::CNY { minor } else { 0 });
            }
        }
    }
    for (by, expected) in [By::Order(order::STATUS.id), By::Customer(customer::SOURCE.id)].into_iter().zip(expected) {
        let cell = |((month, option), (orders, minor))| Cell { month, option, orders, minor };
        assert_eq!(by_month(&workspace, by, Currency::CNY), expected.into_iter().map(cell).collect::<Vec<_>>());
    }
}

/// Orders as they mostly stand: by day, and nearly all with one status; and as they seldom do.
#[test]
fn orders_of_every_width_add_up_as_one_by_one() {
    let mut random = Random(5);
    for round in 0..24_u64 {
        let (width, spread) =
            ([200, 60_000, 9_000_000, 1 << 31][round as usize % 4], [2, 90, 1_100][round as usize % 3]);
        let (few, by_day) = ([1, 20, 2][round as usize / 2 % 3], round % 5 > 0);
        let mut days: Vec<i32> = (0..8_900).map(|_| 19_000 + random.below(spread) as i32).collect();
        if by_day {
            days.sort_unstable();
        }
        let (mut cells, mut expected) = (Vec::new(), Sums::default());
        for (n, &day) in days.iter().enumerate() {
            let minor = random.below(width) as i64 - width as i64 / 3;
            let status = if random.below(few) > 0 { 4 } else { 1 + random.below(7) as u16 };
            let fields = [
                (FieldId::ALIVE, Value::Bool(true)),
                (order::DAY.id, Value::Day(Day(day))),
                (order::TOTAL.id, Value::Money(Money { minor, currency: Currency::CNY })),
                (order::STATUS.id, Value::Option(OptionId(status))),
            ];
            let record = RecordId(n as u128 + 1);
            let cell = |(field, value)| model::Cell { collection: order::ID, record, field, value };
            cells.extend(fields.into_iter().map(cell));
            let (year, month, _) = Day(day).ymd();
            let sum = expected.entry(((year - 1970) * 12 + month as i32 - 1, Some(OptionId(status)))).or_default();
            *sum = (sum.0 + 1, sum.1 + minor);
        }
        let mut workspace = Workspace::default();
        let (stamp, label) = (Stamp::new(1, 0, DeviceId(1)), Label::Create(order::ID));
        workspace.apply(&Operation { stamp, label, parts: vec![Part::Cells(cells)] });
        let cell = |((month, option), (orders, minor))| Cell { month, option, orders, minor };
        let expected: Vec<Cell> = expected.into_iter().map(cell).collect();
        assert_eq!(by_month(&workspace, By::Order(order::STATUS.id), Currency::CNY), expected, "{round}");
    }
}
