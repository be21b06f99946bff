// What rules and sums read of packed numbers, many at once: natively and in a browser, where other instructions do it.

use engine::list::{self, Later, Source};
use engine::packed::Packed;
use engine::revenue::{By, Cell, by_month};
use engine::{PIECE_ROWS, Rows, Workspace};
use model::rule::{Op, Rule, Test};
use model::schema::order;
use model::{Currency, Day, DeviceId, Label, Money, Operation, OptionId, Part, RecordId, Stamp, Value};
use protocol::RecordsQuery;
use std::collections::BTreeMap;

const ROWS: usize = 5_000;

fn cny(minor: i64) -> Money {
    Money { minor, currency: Currency::CNY }
}

fn number(row: usize) -> String {
    if row % 11 == 3 { String::new() } else { format!("So-{:06}", 95_120 + row * 7) }
}

fn book(days: &[i32], totals: &[Option<i64>], states: &[u16]) -> Workspace {
    let (stamp, label) = (Stamp::new(1, 0, DeviceId(1)), Label::Create(order::ID));
    let piece = |from: usize| {
        let rows = from..ROWS.min(from + PIECE_ROWS);
        Rows::new(order::ID, stamp, rows.clone().map(|row| RecordId(row as u128 + 1)))
            .with(order::NUMBER.id, Packed::texts(rows.clone().map(number)))
            .with(order::DAY.id, Packed::days(days[rows.clone()].iter().map(|day| Some(Day(*day)))))
            .with(order::TOTAL.id, Packed::money(totals[rows.clone()].iter().map(|total| total.map(cny))))
            .with(order::STATUS.id, Packed::options(states[rows].iter().map(|state| Some(OptionId(*state)))))
    };
    let parts = vec![Part::Rows((0..ROWS).step_by(PIECE_ROWS).map(piece).collect())];
    let mut workspace = Workspace::default();
    workspace.apply(&Operation { stamp, label, parts });
    workspace
}

fn found(workspace: &Workspace, rule: Rule) -> Vec<usize> {
    let today = Day(20_000);
    let zone = &protocol::GREENWICH;
    let source = Source { workspace, scores: None, scores_version: 0, today, zone, later: Some(Later::new()) };
    let found = list::ids(&source, &RecordsQuery { rule, ..RecordsQuery::of(order::ID) });
    found.into_iter().map(|id| id.0 as usize - 1).collect()
}

/// Of numbers that take one to four bytes each, with and without holes, what a plain reading says.
pub fn packed_numbers_say_what_each_of_them_does() {
    let mut dice = 7_u64;
    let mut next = |below: u64| {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (dice >> 33) % below
    };
    for (most, spread) in [(200, 2), (60_000, 90), (9_000_000, 1_000), (1 << 31, 90)] {
        for holes in [false, true] {
            let mut days: Vec<i32> = (0..ROWS).map(|_| 19_000 + next(spread) as i32).collect();
            days.sort_unstable();
            let mut total = || if holes && next(9) == 0 { None } else { Some(next(most) as i64 - 50) };
            let totals: Vec<Option<i64>> = (0..ROWS).map(|_| total()).collect();
            let states: Vec<u16> = (0..ROWS).map(|_| if next(20) == 0 { 1 + next(7) as u16 } else { 4 }).collect();
            let workspace = book(&days, &totals, &states);
            let limit = (most / 3) as i64;
            let test = |field, op, values: Vec<Value>| Rule::Test(Test { field, op, values });
            let of_total = |op, values: &[i64]| {
                test(order::TOTAL.id, op, values.iter().map(|minor| Value::Money(cny(*minor))).collect())
            };
            let check = |rule: Rule, holds: &dyn Fn(usize) -> bool| {
                let plain: Vec<usize> = (0..ROWS).filter(|row| holds(*row)).collect();
                assert_eq!(found(&workspace, rule.clone()), plain, "{rule:?} {most} {holes}");
            };
            check(of_total(Op::Below, &[limit]), &|row| totals[row].is_some_and(|minor| minor < limit));
            check(of_total(Op::AtLeast, &[limit]), &|row| totals[row].is_some_and(|minor| minor >= limit));
            check(of_total(Op::Between, &[9, limit]), &|row| totals[row].is_some_and(|n| (9..=limit).contains(&n)));
            check(of_total(Op::IsNot, &[-50]), &|row| totals[row] != Some(-50));
            check(of_total(Op::Empty, &[]), &|row| totals[row].is_none());
            for part in ["12", "O-0", "so-0951", "x", "0099", "S"] {
                let holds = |row: usize| number(row).to_lowercase().contains(&part.to_lowercase());
                check(test(order::NUMBER.id, Op::Contains, vec![Value::Text(part.into())]), &holds);
                let not = test(order::NUMBER.id, Op::ContainsNot, vec![Value::Text(part.into())]);
                check(not, &|row| !holds(row));
            }
            let day = 19_000 + spread as i32 / 2;
            check(test(order::DAY.id, Op::Above, vec![Value::Day(Day(day))]), &|row| days[row] > day);
            let any = vec![Value::Option(OptionId(2)), Value::Option(OptionId(4))];
            check(test(order::STATUS.id, Op::AnyOf, any), &|row| [2, 4].contains(&states[row]));
            // Few are left of a word when the second test is asked.
            let both =
                vec![test(order::STATUS.id, Op::Is, vec![Value::Option(OptionId(3))]), of_total(Op::Above, &[limit])];
            check(Rule::All(both), &|row| states[row] == 3 && totals[row].is_some_and(|minor| minor > limit));

            let mut sums: BTreeMap<(i32, Option<OptionId>), (u32, i64)> = BTreeMap::new();
            for row in 0..ROWS {
                let (year, month, _) = Day(days[row]).ymd();
                let key = ((year - 1970) * 12 + month as i32 - 1, Some(OptionId(states[row])));
                let sum = sums.entry(key).or_default();
                *sum = (sum.0 + 1, sum.1 + totals[row].unwrap_or(0));
            }
            let cell = |((month, option), (orders, minor))| Cell { month, option, orders, minor };
            let plain: Vec<Cell> = sums.into_iter().map(cell).collect();
            assert_eq!(by_month(&workspace, By::Order(order::STATUS.id), Currency::CNY), plain, "{most} {holes}");
        }
    }
}
