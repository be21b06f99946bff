//! Opportunities: pipelines, the board, the stage log, large deals, forecast and funnel.
#![allow(missing_docs)]

mod common;

use common::Random;
use engine::Book;
use engine::Workspace;
use engine::bulk;
use engine::selling::{Context, answer, plan};
use engine::storage::Memory;
use model::schema::{
    THE_SETTINGS, customer, opportunity, opportunity_line, pipeline, pipeline_stage, pipelines, setting, stage_change,
    target, team, user,
};
use model::{
    Cell, CollectionId, Currency, Day, Decimal, DeviceId, FieldId, Label, Money, Operation, Part, RecordId, Value,
    options,
};
use pollster::block_on;
use protocol::deals::{Board, DealCard, DealOutcome, DealsBehind, ForecastWhen, Pipeline, StageEdit};
use protocol::{
    Change, DealScope, DealsAnswer, DealsDeed, DealsQuery, Failure, LineChange, ProblemCode, SellingAnswer,
    SellingDeed, SellingQuery,
};
use std::collections::BTreeMap;

const TODAY: Day = Day(20_600);
const NOON: u64 = 20_600 * 86_400_000 + 43_200_000;
const DAY: u64 = 86_400_000;

fn stage(n: usize) -> RecordId {
    pipelines::STAGES[n].id
}

fn money(minor: i64, currency: Currency) -> Money {
    Money { minor, currency }
}

fn usd(minor: i64) -> Money {
    money(minor, Currency::USD)
}

fn context(workspace: &Workspace, now: u64) -> Context<'_> {
    Context {
        workspace,
        scores: None,
        today: Day((now / DAY) as i32),
        now_millis: now as i64,
        offset_minutes: 0,
        currency: Currency::USD,
    }
}

/// A book, and the clock beside it.
struct Desk {
    book: Book<Memory>,
    now: u64,
    next: u128,
}

impl Desk {
    fn new() -> Desk {
        let book = block_on(Book::open(Memory::default(), DeviceId(1))).expect("opens");
        Desk { book, now: NOON, next: 1000 }
    }

    fn begun() -> Desk {
        let mut desk = Desk::new();
        desk.sell(DealsDeed::Begin { chinese: false }).expect("begins");
        desk
    }

    fn sell(&mut self, deed: DealsDeed) -> Result<u64, Failure> {
        let deed = SellingDeed::Deals(deed);
        let next = std::cell::Cell::new(self.next);
        self.now += 1000;
        let done = block_on(self.book.commit(self.now, |workspace, stamp| {
            let mut ids = || {
                next.set(next.get() + 1);
                RecordId(next.get())
            };
            let plan = plan(&context(workspace, self.now), &deed, &mut ids)?;
            Ok(Operation { stamp, label: plan.label, parts: vec![Part::Cells(plan.cells)] })
        }));
        self.next = next.get();
        done.map(|done| done.seq)
    }

    fn write(&mut self, collection: CollectionId, record: RecordId, fields: Vec<(FieldId, Value)>) -> u64 {
        self.now += 1000;
        let cell = |(field, value)| Cell { collection, record, field, value };
        let cells: Vec<Cell> = fields.into_iter().map(cell).collect();
        let done = block_on(self.book.commit(self.now, |_, stamp| {
            Ok(Operation { stamp, label: Label::Create(collection), parts: vec![Part::Cells(cells.clone())] })
        }));
        done.expect("commits").seq
    }

    fn add(&mut self, collection: CollectionId, mut fields: Vec<(FieldId, Value)>) -> RecordId {
        self.next += 1;
        let id = RecordId(self.next);
        fields.insert(0, (FieldId::ALIVE, Value::Bool(true)));
        self.write(collection, id, fields);
        id
    }

    fn deal(&mut self, name: &str, amount: Option<Money>, at: usize) -> RecordId {
        let amount = amount.map_or(Value::Empty, Value::Money);
        let fields = vec![
            (opportunity::NAME.id, Value::Text(name.into())),
            (opportunity::AMOUNT.id, amount),
            (opportunity::STAGE.id, Value::Reference(stage(at))),
        ];
        self.add(opportunity::ID, fields.into_iter().filter(|(_, value)| !value.is_empty()).collect())
    }

    fn go(&mut self, deal: RecordId, to: usize) -> u64 {
        let reason = options::LOST_REASON.id("price").filter(|_| to == 6);
        let deed = DealsDeed::Move { deals: vec![deal], stage: stage(to), reason, competitor: None, closed: None };
        self.sell(deed).expect("moves")
    }

    fn undo(&mut self, seq: u64) {
        self.now += 1000;
        block_on(self.book.undo(self.now, seq)).expect("undoes");
    }

    fn ask(&self, query: DealsQuery) -> DealsAnswer {
        let state = self.book.state();
        match answer(&context(&state.workspace, self.now), &SellingQuery::Deals(query)) {
            SellingAnswer::Deals(answer) => answer,
            other => panic!("{other:?}"),
        }
    }

    fn board(&self, scope: DealScope) -> Board {
        match self.ask(DealsQuery::Board { scope, top: 50, more: Vec::new() }) {
            DealsAnswer::Board(board) => board,
            other => panic!("{other:?}"),
        }
    }

    fn pipelines(&self) -> Vec<Pipeline> {
        match self.ask(DealsQuery::Pipelines) {
            DealsAnswer::Pipelines(pipelines) => pipelines,
            other => panic!("{other:?}"),
        }
    }

    fn cards(&self, query: DealsQuery) -> Vec<DealCard> {
        match self.ask(query) {
            DealsAnswer::Cards(cards, n) => {
                assert_eq!(cards.len() as u32, n.min(100));
                cards
            }
            other => panic!("{other:?}"),
        }
    }

    fn value(&self, record: RecordId, field: FieldId) -> Value {
        self.book.state().workspace.value(opportunity::ID, record, field)
    }

    /// Where the log of an opportunity goes, by its living records in their order.
    fn log(&self, deal: RecordId) -> Vec<(Value, Value)> {
        let state = self.book.state();
        let Some(table) = state.workspace.table(stage_change::ID) else { return Vec::new() };
        let value = |row, field| table.value(row, field, &state.workspace.ids);
        let mut log: Vec<_> = table
            .alive_rows()
            .filter(|&row| value(row, stage_change::OPPORTUNITY.id) == Value::Reference(deal))
            .map(|row| {
                let Value::Instant(at) = value(row, stage_change::AT.id) else { panic!("a moment") };
                (at, value(row, stage_change::FROM.id), value(row, stage_change::TO.id))
            })
            .collect();
        log.sort_by_key(|(at, ..)| *at);
        log.into_iter().map(|(_, from, to)| (from, to)).collect()
    }
}

fn code(failure: &Failure) -> Option<ProblemCode> {
    match failure {
        Failure::Selling(problem) => Some(problem.code),
        _ => None,
    }
}

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
fn a_lost_one_needs_a_reason_and_a_stage_must_be_there() {
    let mut desk = Desk::begun();
    let deal = desk.deal("x", None, 0);
    let go = |stage, reason| DealsDeed::Move { deals: vec![deal], stage, reason, competitor: None, closed: None };
    let refused = desk.sell(go(stage(6), None)).unwrap_err();
    assert_eq!(code(&refused), Some(ProblemCode::LostNeedsReason));
    let refused = desk.sell(go(RecordId(5), None)).unwrap_err();
    assert_eq!(code(&refused), Some(ProblemCode::NoSuchStage));
    assert_eq!(desk.sell(go(stage(0), None)), Err(Failure::NotFound), "it stands there");
    let reason = options::LOST_REASON.id("chose_competitor");
    let deed = DealsDeed::Move {
        deals: vec![deal],
        stage: stage(6),
        reason,
        competitor: Some(" Acme ".into()),
        closed: Some(Day(20_590)),
    };
    desk.sell(deed).expect("loses");
    assert_eq!(desk.value(deal, opportunity::COMPETITOR.id), Value::Text("Acme".into()));
    assert_eq!(desk.value(deal, opportunity::CLOSED_AT.id), Value::Day(Day(20_590)));
}

fn edit(stage: &protocol::deals::DealStage) -> StageEdit {
    StageEdit {
        id: Some(stage.id),
        name: stage.name.clone(),
        probability: stage.probability,
        outcome: stage.outcome,
        colour: stage.colour,
        rotting_days: stage.rotting_days,
    }
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
    let refused = desk.sell(DealsDeed::DeletePipeline { id: second.id, to: None }).unwrap_err();
    assert_eq!(code(&refused), Some(ProblemCode::PipelineInUse));
    desk.sell(DealsDeed::DeletePipeline { id: second.id, to: Some(stage(1)) }).expect("deletes");
    assert_eq!(desk.pipelines().len(), 1);
    assert_eq!(desk.value(deal, opportunity::PIPELINE.id), Value::Reference(pipelines::DEFAULT));
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
    let mine = DealScope { owner: Some(owner), ..DealScope::default() };
    assert_eq!(desk.board(mine).columns[3].count, 1);
    let theirs = DealScope { owner: Some(RecordId(5)), ..DealScope::default() };
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
        desk.cards(DealsQuery::Behind { scope: DealScope::default(), since: None, which })
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
    let count = |which| desk.cards(DealsQuery::Behind { scope: DealScope::default(), since: None, which }).len();
    assert_eq!(count(DealsBehind::Reached(stage(1))), 2);
    assert_eq!((count(DealsBehind::Won), count(DealsBehind::Lost), count(DealsBehind::Open)), (1, 1, 2));
    let later = DealsQuery::Funnel { scope: DealScope::default(), since: Some(Day(TODAY.0 + 1)) };
    let DealsAnswer::Funnel(none) = desk.ask(later) else { panic!("funnel") };
    assert_eq!(none.opened, 0);
}

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
            let amount = (random.below(5) > 0).then(|| money(random.below(1_000_000) as i64 - 1000, currency));
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
                    let deed =
                        DealsDeed::Move { deals: vec![deal], stage: stage(to), reason, competitor: None, closed: None };
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

#[test]
#[ignore = "prints how long the board of 20,000 opportunities takes"]
fn the_board_of_twenty_thousand() {
    let mut desk = Desk::begun();
    let plan = sample::Plan { customers: 100_000, seed: 3, today: TODAY, currency: Currency::USD };
    let pieces = engine::samples::pieces(&sample::generate(&plan), 7);
    desk.now += 1000;
    let keys = std::cell::Cell::new(1);
    let ids = || keys.replace(keys.get() + 1);
    let build = |_: &Workspace, stamp| Ok(Some(engine::samples::operation(pieces, stamp)));
    block_on(desk.book.commit_bulk(desk.now, ids, build, common::go_on)).expect("commits");
    let start = std::time::Instant::now();
    let board = desk.board(DealScope::default());
    println!("{} opportunities: {:?}", board.everywhere, start.elapsed());
    let start = std::time::Instant::now();
    desk.ask(DealsQuery::Funnel { scope: DealScope::default(), since: None });
    println!("funnel: {:?}", start.elapsed());
    let start = std::time::Instant::now();
    desk.ask(DealsQuery::Forecast(DealScope::default()));
    println!("forecast: {:?}", start.elapsed());
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
