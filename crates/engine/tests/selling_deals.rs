//! Opportunities: pipelines, the board, the stage log, large deals, forecast and funnel.
#![allow(missing_docs)]

mod deals_support;

use deals_support::{DAY, Desk, TODAY, code, edit, money, stage, usd};
use engine::bulk;
use model::schema::{
    THE_SETTINGS, customer, opportunity, opportunity_line, order, payment, pipeline, pipeline_stage, pipelines,
    setting, target, team, user,
};
use model::{Currency, Day, Decimal, FieldId, Money, RecordId, Value, options};
use pollster::block_on;
use protocol::deals::{DealOutcome, DealsBehind, ForecastWhen, StageEdit};
use protocol::{
    Change, DealScope, DealsAnswer, DealsDeed, DealsQuery, Failure, LineChange, Owners, ProblemCode, Target,
};

#[test]
fn a_book_begins_with_the_seven_stages_once() {
    let mut desk = Desk::new();
    assert_eq!(desk.board(DealScope::default()).pipeline, None);
    let stray = desk.add(opportunity::ID, vec![(opportunity::NAME.id, Value::Text("before".into()))]);
    desk.sell(DealsDeed::Begin { chinese: true }).expect("begins");
    let pipeline = desk.pipelines().remove(0);
    let told: Vec<(i64, DealOutcome)> =
        pipeline.stages.iter().map(|stage| (stage.probability.0 / Decimal::ONE, stage.outcome)).collect();
    use DealOutcome::{Lost, Open, Won};
    assert_eq!(told, [(10, Open), (20, Open), (30, Open), (50, Open), (80, Open), (100, Won), (0, Lost)]);
    assert_eq!(pipeline.stages[4].name, "商务谈判");
    assert_eq!(pipeline.id, pipelines::DEFAULT);
    assert_eq!(desk.value(stray, opportunity::STAGE.id), Value::Reference(stage(0)), "it stood nowhere");
    assert_eq!(desk.value(stray, opportunity::PIPELINE.id), Value::Reference(pipelines::DEFAULT));
    assert_eq!(desk.sell(DealsDeed::Begin { chinese: false }), Err(Failure::NotFound));
}

#[test]
fn whichever_way_a_stage_is_set_the_log_follows() {
    let mut desk = Desk::begun();
    let deal = desk.add(opportunity::ID, vec![(opportunity::NAME.id, Value::Text("x".into()))]);
    let at = |n| Value::Reference(stage(n));
    assert_eq!(desk.log(deal), [(Value::Empty, at(0))], "a new one begins");
    assert_eq!(desk.value(deal, opportunity::OPENED_AT.id), Value::Day(TODAY));
    desk.go(deal, 2);
    desk.write(opportunity::ID, deal, vec![(opportunity::STAGE.id, at(3))]);
    let change = Change::Set(at(4));
    desk.now += 1000;
    block_on(desk.book.commit(desk.now, |workspace, stamp| {
        bulk::edit(workspace, (opportunity::ID, &[deal]), opportunity::STAGE.id, &change, stamp)
    }))
    .expect("edits");
    let expected = vec![(Value::Empty, at(0)), (at(0), at(2)), (at(2), at(3)), (at(3), at(4))];
    assert_eq!(desk.log(deal), expected);
    let won = desk.go(deal, 5);
    assert_eq!(desk.value(deal, opportunity::CLOSED_AT.id), Value::Day(TODAY));
    desk.undo(won);
    assert_eq!(desk.log(deal), expected, "what is undone never was");
    assert_eq!(desk.value(deal, opportunity::CLOSED_AT.id), Value::Empty);
    desk.go(deal, 6);
    assert_eq!(desk.value(deal, opportunity::LOST_REASON.id), Value::Option(options::LOST_REASON.id("price").unwrap()));
    desk.go(deal, 1);
    assert_eq!(desk.value(deal, opportunity::CLOSED_AT.id), Value::Empty, "reopened");
    assert_eq!(desk.value(deal, opportunity::LOST_REASON.id), Value::Empty);
    // A name is no stage.
    let before = desk.log(deal);
    desk.write(opportunity::ID, deal, vec![(opportunity::NAME.id, Value::Text("y".into()))]);
    assert_eq!(desk.log(deal), before);
}

#[test]
fn an_older_move_that_is_undone_leaves_the_newer_one() {
    let mut desk = Desk::begun();
    let deal = desk.deal("x", None, 0);
    let (first, second) = (desk.go(deal, 1), desk.go(deal, 2));
    desk.undo(first);
    assert_eq!(desk.value(deal, opportunity::STAGE.id), Value::Reference(stage(2)));
    desk.undo(second);
    let stands = desk.value(deal, opportunity::STAGE.id);
    assert_eq!(desk.log(deal).last().map(|(_, to)| to.clone()), Some(stands));
}

#[test]
fn what_belongs_to_a_stage_comes_back_with_it_alone() {
    let mut desk = Desk::begun();
    let is = |desk: &Desk, deal, values: [Value; 3]| {
        let fields = [opportunity::PROBABILITY.id, opportunity::CLOSED_AT.id, opportunity::LOST_REASON.id];
        assert_eq!(fields.map(|field| desk.value(deal, field)), values);
    };
    let none = || [Value::Empty, Value::Empty, Value::Empty];
    let chance = Value::Number(Decimal(90 * Decimal::ONE));
    let thought = desk.deal("x", None, 0);
    desk.write(opportunity::ID, thought, vec![(opportunity::PROBABILITY.id, chance.clone())]);
    let (first, second) = (desk.go(thought, 1), desk.go(thought, 2));
    desk.undo(first);
    is(&desk, thought, none());
    // Step by step each brings back what stood beside it.
    let third = desk.go(thought, 3);
    for (seq, at) in [(third, 2), (second, 1)] {
        desk.undo(seq);
        assert_eq!(desk.value(thought, opportunity::STAGE.id), Value::Reference(stage(at)));
    }
    is(&desk, thought, none());
    let kept = desk.deal("y", None, 0);
    desk.write(opportunity::ID, kept, vec![(opportunity::PROBABILITY.id, chance.clone())]);
    let moved = desk.go(kept, 1);
    desk.undo(moved);
    is(&desk, kept, [chance, Value::Empty, Value::Empty]);
    for end in [5, 6] {
        let ended = desk.deal("z", None, 0);
        desk.go(ended, end);
        let (again, _) = (desk.go(ended, 1), desk.go(ended, 2));
        desk.undo(again);
        is(&desk, ended, none());
    }
    // Two stages of another pipeline: the one that stays keeps its own.
    let first = desk.pipelines().remove(0);
    let stages: Vec<StageEdit> = first.stages.iter().map(|stage| StageEdit { id: None, ..edit(stage) }).collect();
    desk.sell(DealsDeed::SavePipeline { id: None, name: "Partners".into(), stages, moved: Vec::new() }).expect("saves");
    let second = desk.pipelines().remove(1);
    let deal = desk.deal("w", None, 0);
    let mut to = |n: usize| {
        let at = Value::Reference(second.stages[n].id);
        desk.write(opportunity::ID, deal, vec![(opportunity::STAGE.id, at)])
    };
    let (over, _) = (to(0), to(1));
    desk.undo(over);
    assert_eq!(desk.value(deal, opportunity::PIPELINE.id), Value::Reference(second.id));
}

#[test]
fn a_lost_one_needs_a_reason_and_a_stage_must_be_there() {
    let mut desk = Desk::begun();
    let deal = desk.deal("x", None, 0);
    let go = |stage, reason| DealsDeed::Move {
        deals: Target::Records(opportunity::ID, vec![deal]),
        stage,
        reason,
        competitor: None,
        closed: None,
    };
    let refused = desk.sell(go(stage(6), None)).unwrap_err();
    assert_eq!(code(&refused), Some(ProblemCode::LostNeedsReason));
    let refused = desk.sell(go(RecordId(5), None)).unwrap_err();
    assert_eq!(code(&refused), Some(ProblemCode::NoSuchStage));
    assert_eq!(desk.sell(go(stage(0), None)), Err(Failure::NotFound), "it stands there");
    let reason = options::LOST_REASON.id("chose_competitor");
    let deed = DealsDeed::Move {
        deals: Target::Records(opportunity::ID, vec![deal]),
        stage: stage(6),
        reason,
        competitor: Some(" Acme ".into()),
        closed: Some(Day(20_590)),
    };
    desk.sell(deed).expect("loses");
    assert_eq!(desk.value(deal, opportunity::COMPETITOR.id), Value::Text("Acme".into()));
    assert_eq!(desk.value(deal, opportunity::CLOSED_AT.id), Value::Day(Day(20_590)));
}

#[test]
fn no_way_leads_to_lost_without_a_reason() {
    let mut desk = Desk::begun();
    let deals = [desk.deal("x", None, 0), desk.deal("y", None, 1)];
    let lost = (opportunity::STAGE.id, Value::Reference(stage(6)));
    let set = |desk: &mut Desk, field, value: Value| {
        desk.now += 1000;
        let change = Change::Set(value);
        block_on(desk.book.commit(desk.now, |workspace, stamp| {
            bulk::edit(workspace, (opportunity::ID, &deals), field, &change, stamp)
        }))
        .map(|done| done.seq)
    };
    let refused = set(&mut desk, lost.0, lost.1.clone()).expect_err("many at once");
    assert_eq!(code(&refused), Some(ProblemCode::LostNeedsReason));
    assert_eq!(desk.value(deals[0], opportunity::STAGE.id), Value::Reference(stage(0)), "nothing was changed");
    let refused = desk
        .form(opportunity::ID, RecordId(77), vec![(FieldId::ALIVE, Value::Bool(true)), lost.clone()])
        .expect_err("a form");
    assert_eq!(code(&refused), Some(ProblemCode::LostNeedsReason));
    let reason = Value::Option(options::LOST_REASON.id("price").expect("known"));
    set(&mut desk, opportunity::LOST_REASON.id, reason).expect("the reason first");
    set(&mut desk, lost.0, lost.1).expect("then the stage");
    assert_eq!(desk.value(deals[1], opportunity::STAGE.id), Value::Reference(stage(6)));
    let refused = set(&mut desk, opportunity::LOST_REASON.id, Value::Empty).expect_err("it stays");
    assert_eq!(code(&refused), Some(ProblemCode::LostNeedsReason));
}

#[test]
fn a_payment_is_of_its_orders_currency_whatever_wrote_it() {
    let mut desk = Desk::begun();
    let sold = desk.add(order::ID, vec![(order::TOTAL.id, Value::Money(usd(1_000)))]);
    let pay = |desk: &mut Desk, amount| {
        let fields = vec![
            (FieldId::ALIVE, Value::Bool(true)),
            (payment::ORDER.id, Value::Reference(sold)),
            (payment::AMOUNT.id, Value::Money(amount)),
        ];
        desk.form(payment::ID, RecordId(70), fields)
    };
    let refused = pay(&mut desk, money(500, Currency::EUR)).expect_err("euros for dollars");
    assert_eq!(code(&refused), Some(ProblemCode::MixedCurrencies));
    pay(&mut desk, usd(500)).expect("dollars");
}

#[test]
fn a_stage_in_use_is_not_taken_away_without_a_place_for_its_deals() {
    let mut desk = Desk::begun();
    let deal = desk.deal("x", Some(usd(100)), 3);
    let pipeline = desk.pipelines().remove(0);
    let mut stages: Vec<StageEdit> = pipeline.stages.iter().map(edit).collect();
    stages.remove(3);
    let save = |stages: &[StageEdit], moved| DealsDeed::SavePipeline {
        id: Some(pipelines::DEFAULT),
        name: "Sales".into(),
        stages: stages.to_vec(),
        moved,
    };
    let Err(Failure::Selling(refused)) = desk.sell(save(&stages, Vec::new())) else { panic!("refused") };
    assert_eq!((refused.code, refused.n, refused.name.as_str()), (ProblemCode::StageInUse, 1, "Proposal"));
    let to_itself = desk.sell(save(&stages, vec![(stage(3), stage(3))])).unwrap_err();
    assert_eq!(code(&to_itself), Some(ProblemCode::StageInUse));
    let seq = desk.sell(save(&stages, vec![(stage(3), stage(4))])).expect("saves");
    assert_eq!(desk.pipelines()[0].stages.len(), 6);
    assert_eq!(desk.value(deal, opportunity::STAGE.id), Value::Reference(stage(4)));
    assert_eq!(desk.log(deal).len(), 2);
    desk.undo(seq);
    assert_eq!(desk.pipelines()[0].stages.len(), 7);
    assert_eq!(desk.value(deal, opportunity::STAGE.id), Value::Reference(stage(3)));
    // A new stage between others, a new name, another order.
    let mut stages: Vec<StageEdit> = pipeline.stages.iter().map(edit).collect();
    stages.insert(1, StageEdit { id: None, name: "Demo".into(), ..edit(&pipeline.stages[1]) });
    stages.swap(3, 4);
    desk.sell(save(&stages, Vec::new())).expect("saves");
    let names: Vec<String> = desk.pipelines()[0].stages.iter().map(|stage| stage.name.clone()).collect();
    assert_eq!(names[..5], ["Prospecting", "Demo", "Qualification", "Proposal", "Needs analysis"]);
    for (broken, expected) in [
        (StageEdit { name: " ".into(), ..edit(&pipeline.stages[0]) }, ProblemCode::StageUnnamed),
        (StageEdit { probability: Decimal(-1), ..edit(&pipeline.stages[0]) }, ProblemCode::NoProbability),
        (StageEdit { outcome: DealOutcome::Won, ..edit(&pipeline.stages[0]) }, ProblemCode::NoOpenStage),
    ] {
        assert_eq!(code(&desk.sell(save(&[broken], Vec::new())).unwrap_err()), Some(expected));
    }
}

#[test]
fn a_pipeline_is_deleted_when_its_deals_have_a_place() {
    let mut desk = Desk::begun();
    let first = desk.pipelines().remove(0);
    let stages: Vec<StageEdit> = first.stages.iter().map(|stage| StageEdit { id: None, ..edit(stage) }).collect();
    desk.sell(DealsDeed::SavePipeline { id: None, name: "Partners".into(), stages, moved: Vec::new() }).expect("saves");
    let second = desk.pipelines().remove(1);
    assert_eq!(second.name, "Partners");
    let deal = desk.deal("x", None, 0);
    desk.write(opportunity::ID, deal, vec![(opportunity::PIPELINE.id, Value::Reference(second.id))]);
    assert_eq!(desk.value(deal, opportunity::STAGE.id), Value::Reference(second.stages[0].id), "its first stage");
    assert_eq!(desk.board(DealScope::default()).columns.iter().map(|column| column.count).sum::<u32>(), 0);
    let won = desk.deal("won", None, 0);
    let ended = |stages: &[protocol::deals::DealStage]| {
        stages.iter().find(|stage| stage.outcome == DealOutcome::Won).map(|stage| stage.id)
    };
    let there = ended(&second.stages).expect("a stage for it");
    desk.write(opportunity::ID, won, vec![(opportunity::STAGE.id, Value::Reference(there))]);
    let refused = desk.sell(DealsDeed::DeletePipeline { id: second.id, to: None }).unwrap_err();
    assert_eq!(code(&refused), Some(ProblemCode::PipelineInUse));
    desk.sell(DealsDeed::DeletePipeline { id: second.id, to: Some(stage(1)) }).expect("deletes");
    assert_eq!(desk.pipelines().len(), 1);
    assert_eq!(desk.value(deal, opportunity::PIPELINE.id), Value::Reference(pipelines::DEFAULT));
    let here = ended(&first.stages).expect("a stage for it");
    assert_eq!(desk.value(won, opportunity::STAGE.id), Value::Reference(here), "what was won stays so");
}

#[test]
fn the_amount_is_the_sum_of_the_lines() {
    let mut desk = Desk::begun();
    let deal = desk.deal("x", Some(usd(1)), 0);
    let line = |quantity: i64, price: Money| {
        LineChange::Add(vec![
            (opportunity_line::QUANTITY.id, Value::Number(Decimal(quantity * Decimal::ONE))),
            (opportunity_line::UNIT_PRICE.id, Value::Money(price)),
        ])
    };
    desk.sell(DealsDeed::Line { deal, change: line(2, usd(500)) }).expect("adds");
    let seq = desk.sell(DealsDeed::Line { deal, change: line(1, usd(70)) }).expect("adds");
    assert_eq!(desk.value(deal, opportunity::AMOUNT.id), Value::Money(usd(1070)));
    let refused = desk.sell(DealsDeed::Line { deal, change: line(1, money(1, Currency::CNY)) }).unwrap_err();
    assert_eq!(code(&refused), Some(ProblemCode::MixedCurrencies));
    let refused = desk.sell(DealsDeed::Line { deal, change: line(-1, usd(1)) }).unwrap_err();
    assert_eq!(code(&refused), Some(ProblemCode::NegativeQuantity));
    desk.undo(seq);
    assert_eq!(desk.value(deal, opportunity::AMOUNT.id), Value::Money(usd(1000)));
    let DealsAnswer::Deal(Some(told)) = desk.ask(DealsQuery::Deal { id: deal }) else { panic!("a deal") };
    assert_eq!((told.lines.len(), told.lines_total), (1, Some(usd(1000))));
    let change = LineChange::Remove(told.lines[0].id);
    desk.sell(DealsDeed::Line { deal, change }).expect("removes");
    assert_eq!(desk.value(deal, opportunity::AMOUNT.id), Value::Money(usd(1000)), "stays with the last line gone");
}

#[test]
fn cards_tell_what_is_late_rotting_and_large() {
    let mut desk = Desk::begun();
    let team = desk.add(team::ID, vec![(team::NAME.id, Value::Text("North".into()))]);
    let lead = desk.add(user::ID, vec![(user::NAME.id, Value::Text("Lee".into()))]);
    desk.write(team::ID, team, vec![(team::LEADER.id, Value::Reference(lead))]);
    let owner =
        desk.add(user::ID, vec![(user::NAME.id, Value::Text("Ann".into())), (user::TEAM.id, Value::Reference(team))]);
    let deal = desk.deal("big", Some(usd(60_000)), 3);
    desk.write(
        opportunity::ID,
        deal,
        vec![
            (opportunity::OWNER.id, Value::Reference(owner)),
            (opportunity::EXPECTED_CLOSE_DATE.id, Value::Day(Day(TODAY.0 + 5))),
        ],
    );
    let large = |desk: &Desk, concerns| desk.cards(DealsQuery::Large { concerns }).len();
    assert_eq!(large(&desk, None), 0, "no rule, none large");
    desk.sell(DealsDeed::LargeRule { amount: Some(usd(60_000)), share: None, stage: None }).expect("rules");
    assert_eq!((large(&desk, None), large(&desk, Some(owner)), large(&desk, Some(lead))), (1, 1, 1));
    assert_eq!(large(&desk, Some(RecordId(77))), 0);
    desk.sell(DealsDeed::LargeRule { amount: Some(usd(60_000)), share: None, stage: Some(stage(4)) }).expect("rules");
    assert_eq!(large(&desk, None), 0, "not far enough");
    desk.sell(DealsDeed::LargeRule { amount: None, share: None, stage: Some(stage(3)) }).expect("rules");
    assert_eq!(large(&desk, None), 1, "by the stage alone");
    for (amount, share) in [(Some(usd(-1)), None), (None, Some(Decimal(-1)))] {
        let refused = desk.sell(DealsDeed::LargeRule { amount, share, stage: None }).expect_err("refused");
        assert_eq!(code(&refused), Some(ProblemCode::NegativeRule));
    }
    desk.sell(DealsDeed::LargeRule { amount: None, share: None, stage: None }).expect("rules");
    assert_eq!(large(&desk, None), 0, "no rule again");
    let share = Some(Decimal(50 * Decimal::ONE));
    desk.sell(DealsDeed::LargeRule { amount: None, share, stage: Some(stage(2)) }).expect("rules");
    assert_eq!(large(&desk, None), 0, "no target");
    let (year, month, _) = TODAY.ymd();
    desk.add(
        target::ID,
        vec![
            (target::MEASURE.id, Value::Option(options::MEASURE.id("revenue").unwrap())),
            (target::TEAM.id, Value::Reference(team)),
            (target::PERIOD.id, Value::Option(options::PERIOD.id("month").unwrap())),
            (target::START.id, Value::Day(Day::from_ymd(year, month, 1).unwrap())),
            (target::AMOUNT.id, Value::Money(usd(120_000))),
        ],
    );
    assert_eq!(large(&desk, None), 1, "half of what the team is to sell");
    let card = |desk: &Desk| desk.board(DealScope::default()).columns[3].cards[0].clone();
    let now = card(&desk);
    assert!(now.large && !now.overdue && !now.rotting);
    assert_eq!((now.days, now.owner.map(|(_, name)| name)), (Some(0), Some("Ann".into())));
    desk.now += 15 * DAY;
    let later = card(&desk);
    assert!(later.overdue && later.rotting, "14 days are allowed there");
    assert_eq!(later.days, Some(15));
    let mine = DealScope { owners: Owners(vec![owner]), ..DealScope::default() };
    assert_eq!(desk.board(mine).columns[3].count, 1);
    let theirs = DealScope { owners: Owners(vec![RecordId(5)]), ..DealScope::default() };
    assert_eq!(desk.board(theirs).columns[3].count, 0);
    assert_eq!(desk.book.state().workspace.get(setting::ID, THE_SETTINGS, setting::LARGE_DEAL), None);
}

#[test]
fn the_forecast_adds_up_by_month_and_knows_how_sure_it_is() {
    let mut desk = Desk::begun();
    let one = desk.deal("a", Some(usd(10_000)), 3);
    let two = desk.deal("b", Some(usd(20_000)), 4);
    desk.deal("c", Some(money(500, Currency::CNY)), 0);
    desk.deal("no amount", None, 0);
    desk.write(opportunity::ID, one, vec![(opportunity::EXPECTED_CLOSE_DATE.id, Value::Day(TODAY))]);
    desk.write(opportunity::ID, two, vec![(opportunity::EXPECTED_CLOSE_DATE.id, Value::Day(Day(TODAY.0 - 60)))]);
    let DealsAnswer::Forecast(told) = desk.ask(DealsQuery::Forecast(DealScope::default())) else { panic!("forecast") };
    assert_eq!(told.without_amount, 1);
    let dollars = &told.currencies[0];
    assert_eq!(dollars.currency, Currency::USD);
    let total = dollars.rows.last().expect("a total");
    assert_eq!(total.when, ForecastWhen::Total);
    assert_eq!((total.all.count, total.all.total, total.all.weighted), (2, 30_000, 21_000));
    // By hand: √(10000² · .5 · .5 + 20000² · .8 · .2) = √(25e6 + 64e6).
    assert_eq!(total.deviation, 9434);
    // 0 with .1, 10000 with .1, 20000 with .4, 30000 with .4.
    assert_eq!(total.between, (0, 30_000));
    assert_eq!(dollars.rows[0].when, ForecastWhen::Overdue);
    let cell = |row: usize, category: usize| dollars.rows[row].by[category].total;
    assert_eq!((cell(0, 0), cell(1, 1)), (20_000, 10_000), "surely; at best");
    let behind = |which| {
        desk.cards(DealsQuery::Behind { scope: DealScope::default(), since: None, which, limit: 100 })
            .into_iter()
            .map(|card| card.id)
    };
    let overdue = DealsBehind::Expected(ForecastWhen::Overdue, Currency::USD, None);
    assert_eq!(behind(overdue).collect::<Vec<_>>(), [two]);
    let all = DealsBehind::Expected(ForecastWhen::Total, Currency::CNY, None);
    assert_eq!(behind(all).count(), 1);
}

#[test]
fn the_funnel_counts_how_far_they_came() {
    let mut desk = Desk::begun();
    let deals: Vec<RecordId> = (0..4).map(|n| desk.deal(&format!("{n}"), Some(usd(1000)), 0)).collect();
    desk.now += 10 * DAY;
    desk.go(deals[0], 3);
    desk.go(deals[1], 1);
    desk.now += 10 * DAY;
    desk.go(deals[0], 5);
    desk.go(deals[1], 6);
    let DealsAnswer::Funnel(told) = desk.ask(DealsQuery::Funnel { scope: DealScope::default(), since: None }) else {
        panic!("funnel")
    };
    assert_eq!((told.opened, told.open, told.won, told.lost), (4, 2, 1, 1));
    let reached: Vec<u32> = told.steps.iter().map(|step| step.reached).collect();
    assert_eq!(reached, [4, 2, 1, 1, 1, 1]);
    assert_eq!(told.steps[1].step, Some(0.5));
    assert_eq!(told.win_rate.map(|(rate, ..)| rate), Some(0.5));
    assert_eq!(told.cycle_days, Some(20.0));
    // 2 open × 10.00 × ½ / 20 days.
    assert_eq!(told.velocity, [usd(50)]);
    assert_eq!(told.reasons, [(options::LOST_REASON.id("price"), 1)]);
    assert_eq!(told.steps[0].median_days.map(f64::round), Some(10.0), "half had left after ten days");
    let count =
        |which| desk.cards(DealsQuery::Behind { scope: DealScope::default(), since: None, which, limit: 100 }).len();
    assert_eq!(count(DealsBehind::Reached(stage(1))), 2);
    assert_eq!((count(DealsBehind::Won), count(DealsBehind::Lost), count(DealsBehind::Open)), (1, 1, 2));
    assert_eq!((count(DealsBehind::Ended), count(DealsBehind::LostFor(options::LOST_REASON.id("price")))), (2, 1));
    assert_eq!(count(DealsBehind::LostFor(None)), 0);
    let (year, month, _) = Day((desk.now / DAY) as i32).ymd();
    let this_month = ForecastWhen::Month(Day::from_ymd(year, month, 1).unwrap());
    assert_eq!(count(DealsBehind::WonIn(this_month, Currency::USD)), 1);
    assert_eq!(count(DealsBehind::WonIn(this_month, Currency::CNY)), 0);
    let later = DealsQuery::Funnel { scope: DealScope::default(), since: Some(Day(TODAY.0 + 1)) };
    let DealsAnswer::Funnel(none) = desk.ask(later) else { panic!("funnel") };
    assert_eq!(none.opened, 0);
}

#[test]
fn opportunities_hang_on_their_customer_and_a_pipeline_that_is_not_there_is_no_trouble() {
    let mut desk = Desk::begun();
    let who = desk.add(customer::ID, vec![(customer::NAME.id, Value::Text("王小明".into()))]);
    let deal = desk.deal("x", Some(usd(5)), 0);
    desk.write(opportunity::ID, deal, vec![(opportunity::CUSTOMER.id, Value::Reference(who))]);
    assert_eq!(desk.cards(DealsQuery::OfCustomer { customer: who }).len(), 1);
    let gone = DealScope { pipeline: Some(RecordId(9)), ..DealScope::default() };
    assert_eq!(desk.board(gone).pipeline, Some(pipelines::DEFAULT));
    assert_eq!(desk.ask(DealsQuery::Deal { id: RecordId(9) }), DealsAnswer::Deal(None));
    assert!(desk.book.state().workspace.find_alive(pipeline::ID, pipelines::DEFAULT).is_some());
    assert!(desk.book.state().workspace.find_alive(pipeline_stage::ID, stage(0)).is_some());
}
