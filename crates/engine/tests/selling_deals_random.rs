//! What holds for opportunities whatever is done with them, tried on random moves, edits, deletions and undo; and of a sample.
#![allow(missing_docs)]

mod common;
mod deals_support;

use common::Random;
use deals_support::{Desk, TODAY, money, stage};
use engine::bulk;
use engine::packed::Packed;
use engine::{Rows, Workspace};
use model::schema::{opportunity, opportunity_line, pipelines};
use model::{Currency, Day, Decimal, Label, Operation, Part, RecordId, Value, options};
use pollster::block_on;
use protocol::deals::DealOutcome;
use protocol::{Change, DealScope, DealsDeed, LineChange, Target};
use std::collections::BTreeMap;

/// The sums of a board, by stage and currency, from the deals one by one.
fn by_hand(desk: &Desk) -> BTreeMap<(RecordId, Currency), (i64, i128)> {
    let mut sums = BTreeMap::new();
    let state = desk.book.state();
    let workspace = &state.workspace;
    let Some(table) = workspace.table(opportunity::ID) else { return sums };
    for row in table.alive_rows() {
        let id = workspace.ids.id(table.handle(row));
        let Some(stage) = workspace.get(opportunity::ID, id, opportunity::STAGE) else { continue };
        let Some(amount) = workspace.get(opportunity::ID, id, opportunity::AMOUNT) else { continue };
        let known = pipelines::STAGES.iter().find(|known| known.id == stage).expect("a stage");
        let own =
            workspace.get(opportunity::ID, id, opportunity::PROBABILITY).filter(|_| known.outcome == pipelines::OPEN);
        let probability = own.unwrap_or(known.probability());
        let sum = sums.entry((stage, amount.currency)).or_insert((0, 0));
        sum.0 += amount.minor;
        sum.1 += i128::from(amount.minor) * i128::from(probability.0);
    }
    sums
}

fn check(desk: &Desk) {
    let board = desk.board(DealScope::default());
    let expected = by_hand(desk);
    let mut seen = 0;
    for column in &board.columns {
        let Some(stage) = &column.stage else { panic!("all stand somewhere") };
        for (total, weighted) in column.totals.iter().zip(&column.weighted) {
            let (sum, products) = expected[&(stage.id, total.currency)];
            assert_eq!(total.minor, sum);
            let exact = products as f64 / (100.0 * Decimal::ONE as f64);
            assert!((weighted.minor as f64 - exact).abs() <= 0.5, "{} {exact}", weighted.minor);
            seen += 1;
        }
        assert_eq!(column.cards.len() as u32, column.count);
    }
    assert_eq!(seen, expected.len());
    let state = desk.book.state();
    let Some(table) = state.workspace.table(opportunity::ID) else { return };
    let alive: Vec<RecordId> = table.alive_rows().map(|row| state.workspace.ids.id(table.handle(row))).collect();
    drop(state);
    for deal in alive {
        let log = desk.log(deal);
        let stands = desk.value(deal, opportunity::STAGE.id);
        assert_eq!(log.last().map(|(_, to)| to.clone()), Some(stands), "the log ends where it stands");
    }
}

#[test]
fn totals_and_logs_hold_under_random_moves_edits_and_undo() {
    for seed in 0..12 {
        let (mut desk, mut random) = (Desk::begun(), Random(seed));
        let (mut deals, mut done) = (Vec::new(), Vec::new());
        for n in 0..120 {
            let pick = |random: &mut Random, deals: &Vec<RecordId>| deals[random.below(deals.len() as u64) as usize];
            let currency = [Currency::USD, Currency::CNY][random.below(2) as usize];
            let amount = (random.below(5) > 0).then(|| money(random.below(1_000_000) as i64 - 200_000, currency));
            match random.below(9) {
                _ if deals.len() < 3 => deals.push(desk.deal(&n.to_string(), amount, random.below(6) as usize)),
                0 => deals.push(desk.deal(&n.to_string(), amount, random.below(7) as usize)),
                1 => {
                    let deal = pick(&mut random, &deals);
                    let value = amount.map_or(Value::Empty, Value::Money);
                    done.push(desk.write(opportunity::ID, deal, vec![(opportunity::AMOUNT.id, value)]));
                }
                2 => {
                    let deal = pick(&mut random, &deals);
                    let percent = Value::Number(Decimal(random.below(101) as i64 * Decimal::ONE));
                    done.push(desk.write(opportunity::ID, deal, vec![(opportunity::PROBABILITY.id, percent)]));
                }
                3 if !done.is_empty() => {
                    let seq = done[random.below(done.len() as u64) as usize];
                    desk.now += 1000;
                    if let Ok((undone, _)) = block_on(desk.book.undo(desk.now, seq)) {
                        done.push(undone.seq);
                    }
                }
                4 => {
                    let deal = pick(&mut random, &deals);
                    let alive = random.below(3) > 0;
                    desk.now += 1000;
                    let change = |workspace: &Workspace, stamp| {
                        bulk::set_alive(workspace, (opportunity::ID, &[deal]), alive, stamp)
                    };
                    done.extend(block_on(desk.book.commit(desk.now, change)).ok().map(|done| done.seq));
                }
                5 => {
                    let change = Change::Set(Value::Reference(stage(random.below(7) as usize)));
                    desk.now += 1000;
                    let change = |workspace: &Workspace, stamp| {
                        bulk::edit(workspace, (opportunity::ID, &deals), opportunity::STAGE.id, &change, stamp)
                    };
                    done.extend(block_on(desk.book.commit(desk.now, change)).ok().map(|done| done.seq));
                }
                _ => {
                    let (deal, to) = (pick(&mut random, &deals), random.below(7) as usize);
                    let reason = options::LOST_REASON.id("other");
                    let deed = DealsDeed::Move {
                        deals: Target::Records(opportunity::ID, vec![deal]),
                        stage: stage(to),
                        reason,
                        competitor: None,
                        closed: None,
                    };
                    done.extend(desk.sell(deed).ok());
                }
            }
            if n % 10 == 9 {
                check(&desk);
            }
        }
        check(&desk);
    }
}

#[test]
fn a_sample_has_opportunities_whose_log_ends_where_they_stand() {
    let mut desk = Desk::new();
    let plan = sample::Plan { customers: 200, seed: 1, today: TODAY, currency: Currency::CNY };
    let pieces = engine::samples::pieces(&sample::generate(&plan), 7);
    desk.now += 1000;
    let keys = std::cell::Cell::new(1);
    let ids = || keys.replace(keys.get() + 1);
    let build = |workspace: &Workspace, stamp| {
        let pieces = engine::samples::without_known(workspace, pieces);
        Ok(Some(engine::samples::operation(pieces, stamp)))
    };
    block_on(desk.book.commit_bulk(desk.now, ids, build, common::go_on)).expect("commits");
    let board = desk.board(DealScope::default());
    assert_eq!(board.everywhere, 40);
    assert_eq!(board.columns.len(), 7);
    for column in &board.columns {
        let stage = column.stage.as_ref().expect("a stage");
        assert!(column.count > 0, "{} is empty", stage.name);
        for card in &column.cards {
            assert_eq!(desk.log(card.id).last().map(|(_, to)| to.clone()), Some(Value::Reference(stage.id)));
            assert!(card.customer.is_some() && card.amount.is_some());
            assert_eq!(card.closed.is_some(), stage.outcome != DealOutcome::Open);
        }
    }
    check(&desk);
}

#[test]
fn what_is_imported_begins_its_log() {
    let mut desk = Desk::begun();
    let ids = [RecordId(5001), RecordId(5002)];
    let day = Day(TODAY.0 - 30);
    desk.now += 1000;
    let build = |_: &Workspace, stamp| {
        let rows = Rows::new(opportunity::ID, stamp, ids)
            .with(opportunity::NAME.id, Packed::texts(["won", "new"].iter()))
            .with(opportunity::STAGE.id, Packed::references([Some(stage(5)), None].into_iter()))
            .with(opportunity::EXPECTED_CLOSE_DATE.id, Packed::days([Some(day), None].into_iter()));
        let label = Label::Records { collection: opportunity::ID, added: 2, changed: 0 };
        Ok(Some(Operation { stamp, label, parts: vec![Part::Rows(vec![rows])] }))
    };
    let keys = std::cell::Cell::new(1);
    let done = block_on(desk.book.commit_bulk(desk.now, || keys.replace(keys.get() + 1), build, common::go_on));
    let seq = done.expect("commits").expect("something").seq;
    let stands = |desk: &Desk, id| desk.value(id, opportunity::STAGE.id);
    assert_eq!(stands(&desk, ids[1]), Value::Reference(stage(0)), "one that stood nowhere");
    assert_eq!(desk.value(ids[0], opportunity::CLOSED_AT.id), Value::Day(day), "closed when it was to close");
    for id in ids {
        assert_eq!(desk.log(id), [(Value::Empty, stands(&desk, id))]);
        assert_eq!(desk.value(id, opportunity::PIPELINE.id), Value::Reference(pipelines::DEFAULT));
    }
    check(&desk);
    desk.undo(seq);
    assert!(desk.log(ids[0]).is_empty() && desk.log(ids[1]).is_empty());
    assert_eq!(desk.board(DealScope::default()).everywhere, 0);
}

/// What the amounts of an opportunity's lines come to; `None` without any.
fn lines_sum(desk: &Desk, deal: RecordId) -> Option<i64> {
    let state = desk.book.state();
    let amount = |line| state.workspace.get(opportunity_line::ID, line, opportunity_line::AMOUNT);
    let amounts: Vec<i64> = desk.lines(deal).into_iter().filter_map(amount).map(|amount| amount.minor).collect();
    (!amounts.is_empty()).then(|| amounts.iter().sum())
}

/// More than any lines come to.
const TYPED: i64 = 1_000_000_000;

#[test]
fn an_amount_is_the_sum_of_its_lines_under_random_changes_and_undo() {
    for seed in 0..30 {
        let (mut desk, mut random) = (Desk::begun(), Random(seed));
        let deals = [desk.deal("a", None, 0), desk.deal("b", None, 1)];
        let mut done = Vec::new();
        // The amount of each that somebody typed since its lines were changed last, and in which operation; nothing is known of one whose typing
        // was taken back.
        let mut typed: [Option<(u64, Value)>; 2] = [None, None];
        let mut unknown = [false; 2];
        for _ in 0..80 {
            let which = random.below(2) as usize;
            let deal = deals[which];
            let lines = desk.lines(deal);
            let line = (!lines.is_empty()).then(|| lines[random.below(lines.len() as u64) as usize]);
            let price = Value::Money(money(random.below(10_000) as i64, Currency::USD));
            let quantity = Value::Number(Decimal((1 + random.below(5) as i64) * Decimal::ONE));
            let fields = match random.below(3) {
                0 => vec![(opportunity_line::UNIT_PRICE.id, price)],
                1 => vec![(opportunity_line::QUANTITY.id, quantity)],
                _ => vec![(opportunity_line::UNIT_PRICE.id, price), (opportunity_line::QUANTITY.id, quantity)],
            };
            let change = match (random.below(7), line) {
                (0 | 1, _) | (2, None) => LineChange::Add(fields),
                (2, Some(line)) => LineChange::Edit(line, fields),
                (3, Some(line)) => LineChange::Remove(line),
                (4, _) if !done.is_empty() => {
                    let amount = Value::Money(money(TYPED + random.below(1_000) as i64, Currency::USD));
                    let seq = desk.write(opportunity::ID, deal, vec![(opportunity::AMOUNT.id, amount.clone())]);
                    done.push(seq);
                    (typed[which], unknown[which]) = (Some((seq, amount)), false);
                    continue;
                }
                _ if done.is_empty() => continue,
                _ => {
                    let seq = done[random.below(done.len() as u64) as usize];
                    desk.now += 1000;
                    let Ok((undone, _)) = block_on(desk.book.undo(desk.now, seq)) else { continue };
                    done.push(undone.seq);
                    for (at, deal) in deals.into_iter().enumerate() {
                        if typed[at].take_if(|(typed, _)| *typed == seq).is_some() {
                            unknown[at] = true;
                        }
                        let sum = lines_sum(&desk, deal).map(|sum| Value::Money(money(sum, Currency::USD)));
                        // Without what took its place it is there again.
                        let back = desk.value(deal, opportunity::AMOUNT.id);
                        let by_hand = matches!(back, Value::Money(amount) if amount.minor >= TYPED);
                        if by_hand && typed[at].is_none() && !unknown[at] {
                            typed[at] = Some((undone.seq, back));
                        }
                        let stands = typed[at].as_ref().map(|(_, amount)| amount.clone());
                        if let Some(amount) = stands.or(sum).filter(|_| !unknown[at]) {
                            assert_eq!(desk.value(deal, opportunity::AMOUNT.id), amount, "seed {seed}");
                        }
                    }
                    continue;
                }
            };
            let changed = desk.sell(DealsDeed::Line { deal, change }).ok();
            // When the last line goes the amount stays as it is.
            if changed.is_some() && lines_sum(&desk, deal).is_some() {
                (typed[which], unknown[which]) = (None, false);
            }
            done.extend(changed);
        }
    }
}
