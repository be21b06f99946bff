//! Reports agree with figures that can be told by heart.
#![allow(missing_docs)]

mod reports_support;

use model::report::{Calc, Chart, Group, Measure, Path, extra};
use model::rule::{Op, Period, Rule, Test, Unit};
use model::schema::*;
use model::{Currency, Money, RecordId, Report, Value, options};
use protocol::{Failure, Figure, GroupKey, Problem, ProblemCode, ReportsDeed};
use reports_support::*;

fn by(path: Path, unit: Unit) -> Group {
    Group { by: path, unit }
}

fn sales(groups: Vec<Group>) -> Report {
    let sum = Measure { calc: Calc::Sum, of: Path::own(order::TOTAL.id) };
    Report { groups, measures: vec![sum, Measure::COUNT], top: 0, ..Report::new(order::ID) }
}

fn yuan(n: i64) -> Figure {
    Figure::Money(Money { minor: n * 100, currency: Currency::CNY })
}

fn key(value: Value) -> GroupKey {
    GroupKey::Value(value)
}

fn rows(book: &Small, report: &Report) -> Vec<(GroupKey, Vec<Figure>)> {
    book.run(report).rows.into_iter().map(|row| (row.key, row.figures)).collect()
}

#[test]
fn sales_by_month_count_what_counts_and_show_months_without_any() {
    let report = sales(vec![by(Path::own(order::DAY.id), Unit::Month)]);
    let report = Report { within: Some((Path::own(order::DAY.id), Period::Last(12, Unit::Month))), ..report };
    let month = |m: &str| key(Value::Day(day(&format!("{m}-01"))));
    let expected = vec![
        (month("2026-03"), vec![yuan(100), Figure::Count(1)]),
        (month("2026-04"), vec![yuan(500), Figure::Count(2)]),
        (month("2026-05"), vec![Figure::Empty, Figure::Count(0)]),
        (month("2026-06"), vec![yuan(900), Figure::Count(2)]),
    ];
    let book = book();
    assert_eq!(rows(&book, &report), expected);
    let answer = book.run(&report);
    assert_eq!((answer.total, answer.records, answer.all), (vec![yuan(1_500), Figure::Count(5)], 5, 8));
    let all = Report { counted: false, within: None, groups: vec![], ..report };
    assert_eq!(book.run(&all).total, [yuan(18_550), Figure::Count(8)]);
}

#[test]
fn sales_by_region_and_by_owner_reach_through_the_customer() {
    let book = book();
    let region = sales(vec![by(Path::through(order::CUSTOMER.id, customer::REGION.id), Unit::Month)]);
    assert_eq!(
        rows(&book, &region),
        [
            (key(text("West")), vec![yuan(800), Figure::Count(2)]),
            (key(text("East")), vec![yuan(750), Figure::Count(4)]),
        ]
    );
    // An order's owner goes before its customer's: Anna has 100 + 500, Ben 200 + 300, nobody 400 + 50.
    let owner = sales(vec![by(Path::own(extra::RESPONSIBLE), Unit::Month)]);
    assert_eq!(
        rows(&book, &owner),
        [
            (key(Value::Reference(ANNA)), vec![yuan(600), Figure::Count(2)]),
            (key(Value::Reference(BEN)), vec![yuan(500), Figure::Count(2)]),
            (GroupKey::Nothing, vec![yuan(450), Figure::Count(2)]),
        ]
    );
    assert!(book.run(&owner).names.contains(&(ANNA, "Anna".to_owned())));
}

#[test]
fn what_is_beyond_the_first_is_told_together() {
    let book = book();
    let report = Report { top: 1, ..sales(vec![by(Path::own(order::CUSTOMER.id), Unit::Month)]) };
    assert_eq!(
        rows(&book, &report),
        [
            (key(Value::Reference(RecordId(2))), vec![yuan(800), Figure::Count(2)]),
            (GroupKey::Others(2), vec![yuan(750), Figure::Count(4)]),
        ]
    );
    let behind = book.behind(&report, Some(GroupKey::Others(2)), None);
    assert_eq!(behind.total, 4);
    // Of months the newest stay.
    let report = Report { top: 2, ..sales(vec![by(Path::own(order::DAY.id), Unit::Quarter)]) };
    let kept: Vec<GroupKey> = book.run(&report).rows.into_iter().map(|row| row.key).collect();
    assert_eq!(kept, [GroupKey::Others(1), key(Value::Day(day("2026-01-01"))), key(Value::Day(day("2026-04-01")))]);
}

#[test]
fn two_groups_make_a_table_whose_margins_are_its_totals() {
    let book = book();
    let report = sales(vec![
        by(Path::own(order::DAY.id), Unit::Year),
        by(Path::through(order::CUSTOMER.id, customer::REGION.id), Unit::Month),
    ]);
    let answer = book.run(&report);
    assert_eq!(answer.series, [key(text("West")), key(text("East"))]);
    assert_eq!(answer.series_total, [[yuan(800), Figure::Count(2)], [yuan(750), Figure::Count(4)]]);
    assert_eq!(answer.rows[0].series, [[Figure::Empty, Figure::Count(0)], [yuan(50), Figure::Count(1)]]);
    assert_eq!(answer.rows[1].series, [[yuan(800), Figure::Count(2)], [yuan(700), Figure::Count(3)]]);
    let behind = book.behind(&report, Some(answer.rows[1].key.clone()), Some(key(text("East"))));
    let names: Vec<&str> = behind.rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["SO-14", "SO-12", "SO-11"], "largest first");
    assert_eq!(behind.rows[0].figure, yuan(400));
}

#[test]
fn every_measure_is_what_it_says() {
    let book = book();
    let of = Path::own(order::TOTAL.id);
    let measure = |calc, of| Measure { calc, of };
    let report = |measures| Report { measures, ..sales(vec![]) };
    let total = |measures| book.run(&report(measures)).total;
    let measures = vec![
        measure(Calc::Average, of),
        measure(Calc::Least, of),
        measure(Calc::Most, of),
        measure(Calc::Distinct, Path::own(order::CUSTOMER.id)),
    ];
    // 1550 / 6 = 258.333…
    let average = Figure::Money(Money { minor: 25_833, currency: Currency::CNY });
    assert_eq!(total(measures), [average, yuan(50), yuan(500), Figure::Count(3)]);
    let owned = Path::own(order::OWNER.id);
    assert_eq!(
        total(vec![measure(Calc::Filled, owned), measure(Calc::Share, owned)]),
        [Figure::Count(2), Figure::Share(2, 6)]
    );
    // What cannot be added up has no sum.
    assert_eq!(total(vec![measure(Calc::Sum, Path::own(order::NUMBER.id))]), [Figure::Empty]);
}

#[test]
fn currencies_are_never_added_to_each_other() {
    let mut book = book();
    book.put(
        order::ID,
        19,
        &[
            (order::CUSTOMER.id, Value::Reference(RecordId(1))),
            (order::DAY.id, Value::Day(day("2026-06-02"))),
            (order::TOTAL.id, usd(700)),
        ],
    );
    let answer = book.run(&sales(vec![by(Path::own(order::DAY.id), Unit::Month)]));
    let currencies: Vec<_> = answer.columns.iter().map(|column| column.currency).collect();
    assert_eq!(currencies, [Some(Currency::CNY), Some(Currency::USD), None]);
    let dollars = Figure::Money(Money { minor: 700, currency: Currency::USD });
    assert_eq!(answer.total, [yuan(1_550), dollars, Figure::Count(7)]);
    assert_eq!(answer.rows.last().unwrap().figures, [yuan(900), dollars, Figure::Count(3)]);
}

#[test]
fn receivables_are_what_is_not_paid_by_the_time_it_has_been_due() {
    let mut book = book();
    let pay = |book: &mut Small, id: u128, order: u128, yuan: i64, status: &str| {
        book.put(
            payment::ID,
            id,
            &[
                (payment::ORDER.id, Value::Reference(RecordId(order))),
                (payment::DAY.id, Value::Day(day("2026-06-15"))),
                (payment::AMOUNT.id, cny(yuan * 100)),
                (payment::STATUS.id, chosen(&options::PAYMENT_STATUS, status)),
            ],
        );
    };
    pay(&mut book, 31, 11, 100, "paid");
    pay(&mut book, 32, 12, 50, "partly_paid");
    pay(&mut book, 33, 13, 300, "planned");
    // Order 14 is to be paid in two instalments, of which the first is paid.
    pay(&mut book, 34, 14, 150, "paid");
    // Of 15 and 18 somebody waits for a payment; nobody keeps account of one that was paid on the spot.
    pay(&mut book, 35, 15, 500, "planned");
    pay(&mut book, 36, 18, 50, "planned");
    let on_the_spot = [
        (order::CUSTOMER.id, Value::Reference(RecordId(1))),
        (order::DAY.id, Value::Day(day("2026-05-02"))),
        (order::TOTAL.id, cny(70_000)),
        (order::STATUS.id, chosen(&options::ORDER_STATUS, "completed")),
    ];
    book.put(order::ID, 19, &on_the_spot);
    for (id, due, yuan) in [(41, "2026-06-05", 150), (42, "2026-07-05", 250)] {
        book.put(
            payment_plan::ID,
            id,
            &[
                (payment_plan::ORDER.id, Value::Reference(RecordId(14))),
                (payment_plan::DUE.id, Value::Day(day(due))),
                (payment_plan::AMOUNT.id, cny(yuan * 100)),
            ],
        );
    }
    let report = Report {
        groups: vec![by(Path::own(extra::DUE_FOR), Unit::Month)],
        filled: true,
        largest: false,
        measures: vec![Measure { calc: Calc::Sum, of: Path::own(extra::OUTSTANDING) }, Measure::COUNT],
        ..sales(vec![])
    };
    // Today is 20 June: what is left of 14 is not due; of the others nobody agreed on a day.
    let undated = (key(number(5)), vec![yuan(1_000), Figure::Count(4)]);
    assert_eq!(rows(&book, &report), [(key(number(0)), vec![yuan(250), Figure::Count(1)]), undated]);
    // 15 in three instalments, 10, 40 and 100 days late, and one to come; a rest of it is of no instalment, and one has no day.
    for (id, due, yuan) in [
        (43, Some("2026-06-10"), 100),
        (44, Some("2026-05-11"), 120),
        (45, Some("2026-03-12"), 30),
        (46, Some("2026-07-01"), 90),
        (47, None, 60),
    ] {
        book.put(
            payment_plan::ID,
            id,
            &[
                (payment_plan::ORDER.id, Value::Reference(RecordId(15))),
                (payment_plan::DUE.id, due.map_or(Value::Empty, |due| Value::Day(day(due)))),
                (payment_plan::AMOUNT.id, cny(yuan * 100)),
            ],
        );
    }
    pay(&mut book, 37, 15, 10, "paid");
    let ages = [
        (key(number(0)), vec![yuan(340), Figure::Count(2)]),
        (key(number(1)), vec![yuan(100), Figure::Count(1)]),
        (key(number(2)), vec![yuan(120), Figure::Count(1)]),
        (key(number(4)), vec![yuan(20), Figure::Count(1)]),
        (key(number(5)), vec![yuan(660), Figure::Count(4)]),
    ];
    assert_eq!(rows(&book, &report), ages);
    // All together every order counts once.
    let answer = book.run(&report);
    assert_eq!((answer.total, answer.records), (vec![yuan(1_240), Figure::Count(5)], 5));
    let behind = book.behind(&report, Some(key(number(0))), None);
    let told: Vec<_> = behind.rows.iter().map(|row| (row.id, row.figure)).collect();
    assert_eq!(told, [(RecordId(14), yuan(250)), (RecordId(15), yuan(90))], "of an order what is of that age");
    assert_eq!(book.behind(&report, None, None).total, 5);
    // What nobody owes stands in a group of its own where it is asked for.
    let all = rows(&book, &Report { filled: false, ..report.clone() });
    assert_eq!(all.iter().map(|(_, figures)| figures[1]).filter(|figure| *figure != Figure::Count(0)).count(), 6);
    assert_eq!(all[..5], ages);
    let received = Report {
        measures: vec![Measure { calc: Calc::Sum, of: Path::own(payment::AMOUNT.id) }],
        ..Report::new(payment::ID)
    };
    assert_eq!(book.run(&received).total, [yuan(310)]);
}

#[test]
fn leads_by_source_tell_how_many_became_customers() {
    let mut book = book();
    for (id, source, converted) in
        [(51, "phone", true), (52, "phone", false), (53, "phone", true), (54, "referral", false)]
    {
        let at = if converted { Value::Instant(1) } else { Value::Empty };
        book.put(lead::ID, id, &[(lead::SOURCE.id, chosen(&options::SOURCE, source)), (lead::CONVERTED_AT.id, at)]);
    }
    let ready = book.tiles().into_iter().find(|tile| tile.ready == Some(6)).unwrap();
    assert_eq!(
        rows(&book, &ready.report.unwrap()),
        [
            (key(chosen(&options::SOURCE, "phone")), vec![Figure::Count(3), Figure::Count(2), Figure::Share(2, 3)]),
            (key(chosen(&options::SOURCE, "referral")), vec![Figure::Count(1), Figure::Count(0), Figure::Share(0, 1)]),
        ]
    );
}

#[test]
fn only_deals_that_ended_are_told_by_when_and_why_they_did() {
    let mut book = book();
    let open = RecordId(1203);
    let outcome = |name| chosen(&options::DEAL_OUTCOME, name);
    book.put(pipeline_stage::ID, WON.0, &[(pipeline_stage::OUTCOME.id, outcome("won"))]);
    book.put(pipeline_stage::ID, LOST.0, &[(pipeline_stage::OUTCOME.id, outcome("lost"))]);
    book.put(pipeline_stage::ID, open.0, &[(pipeline_stage::OUTCOME.id, outcome("open"))]);
    // Both open and won deals may bear a reason, and an open one a day, from an edit or from another device.
    for (id, stage, yuan) in [(61, WON, 1_000), (62, LOST, 300), (63, open, 5_000)] {
        book.put(
            opportunity::ID,
            id,
            &[
                (opportunity::STAGE.id, Value::Reference(stage)),
                (opportunity::AMOUNT.id, cny(yuan * 100)),
                (opportunity::CLOSED_AT.id, Value::Day(day("2026-02-03"))),
                (opportunity::LOST_REASON.id, chosen(&options::LOST_REASON, "price")),
            ],
        );
    }
    let ready =
        |book: &Small, nth| book.tiles().into_iter().find(|tile| tile.ready == Some(nth)).unwrap().report.unwrap();
    let (ended, lost) = (ready(&book, 7), ready(&book, 8));
    let answer = book.run(&ended);
    assert_eq!(answer.total, [Figure::Count(2), yuan(1_300)]);
    assert_eq!(answer.series, [key(outcome("won")), key(outcome("lost"))]);
    assert_eq!(rows(&book, &lost), [(key(chosen(&options::LOST_REASON, "price")), vec![Figure::Count(1), yuan(300)])]);
    assert_eq!(book.behind(&lost, None, None).rows[0].id, RecordId(62));
    // So it is of one's own reports, unless they are of all deals.
    let year = Some((Path::own(opportunity::CLOSED_AT.id), Period::This(Unit::Year)));
    let all = Report { within: year, ..Report::new(opportunity::ID) };
    assert_eq!(book.run(&all).total, [Figure::Count(2)]);
    assert_eq!(book.run(&Report { counted: false, ..all }).total, [Figure::Count(3)]);
    let anybody = Report { filled: false, ..lost.clone() };
    assert_eq!(book.run(&anybody).total, [Figure::Count(1), yuan(300)]);
    assert_eq!(book.run(&Report { counted: false, ..anybody }).total, [Figure::Count(3), yuan(6_300)]);
    let by = |path| Group { by: path, unit: Unit::Month };
    let second = Report { groups: vec![by(Path::own(opportunity::STAGE.id)), lost.groups[0]], ..lost };
    assert_eq!(book.run(&second).total, [Figure::Count(1), yuan(300)], "in the second place, too");
}

#[test]
fn rules_narrow_and_unfinished_ones_do_not() {
    let book = book();
    let test = |op, values| Rule::All(vec![Rule::Test(Test { field: order::TOTAL.id, op, values })]);
    let large = Report { rule: test(Op::AtLeast, vec![cny(30_000)]), ..sales(vec![]) };
    assert_eq!(book.run(&large).total, [yuan(1_200), Figure::Count(3)]);
    let unfinished = Report { rule: test(Op::AtLeast, vec![]), ..sales(vec![]) };
    assert_eq!(book.run(&unfinished).total[1], Figure::Count(6));
}

#[test]
fn what_asks_for_a_deleted_field_is_no_condition() {
    let mut book = book();
    let own = model::FieldId(model::FieldId::CUSTOM.0 + 5);
    let declared = [
        (custom_field::OF.id, number(order::ID.0.into())),
        (custom_field::FIELD.id, number(own.0.into())),
        (custom_field::KIND.id, text("number")),
    ];
    let declared = book.put(custom_field::ID, 900, &declared);
    book.put(order::ID, 12, &[(own, number(9))]);
    let rule = Rule::Test(Test { field: own, op: Op::AtLeast, values: vec![number(5)] });
    let report = Report { rule, ..sales(vec![]) };
    assert_eq!(book.run(&report).total, [yuan(200), Figure::Count(1)]);
    let (collection, field, value) = (custom_field::ID, model::FieldId::ALIVE, Value::Bool(false));
    let deleted = model::Cell { collection, record: declared, field, value };
    book.apply(model::Label::Delete(collection, 1), vec![deleted]);
    assert_eq!(book.run(&report).total[1], Figure::Count(6));
}

#[test]
fn deleted_records_are_gone_from_figures_and_an_empty_book_has_none() {
    let mut book = book();
    book.apply(
        model::Label::Delete(order::ID, 1),
        vec![model::Cell {
            collection: order::ID,
            record: RecordId(15),
            field: model::FieldId::ALIVE,
            value: Value::Bool(false),
        }],
    );
    assert_eq!(book.run(&sales(vec![])).total, [yuan(1_050), Figure::Count(5)]);
    let empty = Small::new("2026-06-20");
    for tile in empty.tiles() {
        let answer = empty.run(&tile.report.unwrap());
        assert_eq!((answer.rows.len(), answer.records), (0, 0));
    }
}

#[test]
fn the_dashboard_is_ready_made_until_it_is_changed() {
    let mut book = book();
    let ids = |book: &Small| book.tiles().iter().map(|tile| tile.id).collect::<Vec<_>>();
    let first = ids(&book);
    assert_eq!((first.len(), book.tiles()[0].ready), (9, Some(0)));
    let plan = book.act(ReportsDeed::Keep { id: None, name: " Big orders ".into(), report: Box::new(sales(vec![])) });
    let own = plan.created.unwrap();
    assert_eq!(ids(&book).last(), Some(&own));
    assert_eq!(book.tiles().last().unwrap().name, "Big orders");
    book.act(ReportsDeed::Move { id: own, before: Some(first[1]) });
    assert_eq!(ids(&book)[..3], [first[0], own, first[1]]);
    book.act(ReportsDeed::Move { id: first[0], before: None });
    assert_eq!((ids(&book)[0], ids(&book).last().copied()), (own, Some(first[0])));
    book.act(ReportsDeed::Show { id: first[2], shown: false });
    book.act(ReportsDeed::Widen { id: own, wide: true });
    let tiles = book.tiles();
    assert!(!tiles.iter().find(|tile| tile.id == first[2]).unwrap().shown);
    assert!(tiles[0].report.as_ref().unwrap().wide);
    // What was changed of a ready-made one goes, and it is what it was.
    book.act(ReportsDeed::Remove { id: first[0] });
    assert_eq!(ids(&book)[0], first[0]);
    book.act(ReportsDeed::Show { id: first[0], shown: true });
    assert_eq!(ids(&book)[0], first[0], "its place of before is forgotten");
    let plan = book.act(ReportsDeed::Remove { id: own });
    assert_eq!(plan.label, model::Label::Delete(report::ID, 1));
    assert_eq!(book.tiles().len(), 9);
    let nameless = book.plan(ReportsDeed::Keep { id: None, name: " ".into(), report: Box::new(sales(vec![])) });
    assert_eq!(nameless, Err(Failure::Selling(Box::new(Problem::plain(ProblemCode::NamelessReport)))));
}

#[test]
fn a_report_of_a_newer_version_stays_and_says_nothing() {
    let mut book = book();
    book.put(report::ID, 77, &[(report::NAME.id, text("Newer")), (report::SPEC.id, Value::Bytes(vec![9, 1]))]);
    let tile = book.tiles().into_iter().find(|tile| tile.id == RecordId(77)).unwrap();
    assert_eq!((tile.report, tile.name.as_str()), (None, "Newer"));
}

/// SplitMix64.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// Random orders, put in in an order that `turn` chooses.
fn random_book(seed: u64, turn: u64) -> Small {
    let mut book = book();
    let mut state = seed;
    let mut orders: Vec<_> = (0..120_u128)
        .map(|n| {
            let mut dice = |below: u64| next(&mut state) % below;
            let status = ["draft", "confirmed", "fulfilled", "completed", "returned"][dice(5) as usize];
            let amount = dice(1 << 40) as i64 - (1 << 39);
            let who = Value::Reference(RecordId(1 + u128::from(dice(3))));
            let owner = [Value::Empty, Value::Reference(ANNA), Value::Reference(BEN)][dice(3) as usize].clone();
            let total = if dice(4) == 0 { usd(amount) } else { cny(amount) };
            let when = Value::Day(model::Day(20_000 + dice(900) as i32));
            let fields = vec![
                (order::CUSTOMER.id, if dice(9) == 0 { Value::Empty } else { who }),
                (order::DAY.id, when),
                (order::TOTAL.id, if dice(9) == 0 { Value::Empty } else { total }),
                (order::STATUS.id, chosen(&options::ORDER_STATUS, status)),
                (order::OWNER.id, owner),
            ];
            (500 + n, fields)
        })
        .collect();
    let mut state = turn;
    for at in (1..orders.len()).rev() {
        orders.swap(at, next(&mut state) as usize % (at + 1));
    }
    for (id, fields) in orders {
        book.put(order::ID, id, &fields);
    }
    book
}

/// Sums of the figures of all rows or series.
fn added(parts: &[Vec<Figure>], column: usize) -> i128 {
    parts.iter().map(|figures| i128::from(figures[column].size())).sum()
}

#[test]
fn groups_add_up_to_the_whole_however_they_are_made_and_whatever_order_records_came_in() {
    let paths = [
        Path::own(order::DAY.id),
        Path::own(order::CUSTOMER.id),
        Path::own(order::STATUS.id),
        Path::own(extra::RESPONSIBLE),
        Path::through(order::CUSTOMER.id, customer::REGION.id),
        Path::through(order::CUSTOMER.id, customer::OWNER.id),
        Path::own(order::NUMBER.id),
    ];
    let mut state = 5;
    for seed in 0..12 {
        let (book, turned) = (random_book(seed, 1), random_book(seed, 2));
        for _ in 0..12 {
            let mut dice = |below: u64| next(&mut state) % below;
            let unit = Unit::ALL[dice(5) as usize];
            let groups: Vec<Group> = (0..dice(3)).map(|_| by(paths[dice(paths.len() as u64) as usize], unit)).collect();
            let report = Report {
                top: dice(6) as u16,
                largest: dice(2) == 0,
                counted: dice(2) == 0,
                chart: Chart::ALL[dice(6) as usize],
                ..sales(groups)
            };
            let answer = book.run(&report);
            assert_eq!(answer, turned.run(&report), "{report:?}");
            if report.groups.is_empty() {
                assert!(answer.rows.is_empty());
                continue;
            }
            let rows: Vec<Vec<Figure>> = answer.rows.iter().map(|row| row.figures.clone()).collect();
            for column in 0..answer.columns.len() {
                let total = i128::from(answer.total[column].size());
                assert_eq!(added(&rows, column), total, "{report:?}");
                if !answer.series.is_empty() {
                    assert_eq!(added(&answer.series_total, column), total);
                    for row in &answer.rows {
                        assert_eq!(added(&row.series, column), i128::from(row.figures[column].size()));
                    }
                }
            }
            // Behind the rows are all records, each once.
            let behind: u32 =
                answer.rows.iter().map(|row| book.behind(&report, Some(row.key.clone()), None).total).sum();
            assert_eq!(behind, answer.records);
        }
    }
}
