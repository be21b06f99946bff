//! What the tests of opportunities share: a book with a clock, and words for what is done in it.
#![allow(dead_code, missing_docs, unreachable_pub)]

use engine::Book;
use engine::Workspace;
use engine::selling::{Context, answer, plan};
use engine::storage::Memory;
use model::schema::{opportunity, pipelines, stage_change};
use model::{
    Cell, CollectionId, Currency, Day, DeviceId, FieldId, Label, Money, Operation, Part, RecordId, Value, options,
};
use pollster::block_on;
use protocol::deals::{Board, DealCard, DealStage, Pipeline, StageEdit};
use protocol::{
    DealScope, DealsAnswer, DealsDeed, DealsQuery, Failure, ProblemCode, SellingAnswer, SellingDeed, SellingQuery,
    Target,
};

pub const TODAY: Day = Day(20_600);
pub const NOON: u64 = 20_600 * 86_400_000 + 43_200_000;
pub const DAY: u64 = 86_400_000;

pub fn stage(n: usize) -> RecordId {
    pipelines::STAGES[n].id
}

pub fn money(minor: i64, currency: Currency) -> Money {
    Money { minor, currency }
}

pub fn usd(minor: i64) -> Money {
    money(minor, Currency::USD)
}

pub fn context(workspace: &Workspace, now: u64) -> Context<'_> {
    Context {
        workspace,
        scores: None,
        today: Day((now / DAY) as i32),
        now_millis: now as i64,
        zone: &protocol::GREENWICH,
        currency: Currency::USD,
        sounds: None,
    }
}

/// A book, and the clock beside it.
pub struct Desk {
    pub book: Book<Memory>,
    pub now: u64,
    pub next: u128,
}

impl Desk {
    pub fn new() -> Desk {
        let book = block_on(Book::open(Memory::default(), DeviceId(1))).expect("opens");
        Desk { book, now: NOON, next: 1000 }
    }

    pub fn begun() -> Desk {
        let mut desk = Desk::new();
        desk.sell(DealsDeed::Begin { chinese: false }).expect("begins");
        desk
    }

    pub fn sell(&mut self, deed: DealsDeed) -> Result<u64, Failure> {
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

    pub fn write(&mut self, collection: CollectionId, record: RecordId, fields: Vec<(FieldId, Value)>) -> u64 {
        self.form(collection, record, fields).expect("commits")
    }

    /// What a form sends.
    pub fn form(
        &mut self,
        collection: CollectionId,
        record: RecordId,
        fields: Vec<(FieldId, Value)>,
    ) -> Result<u64, Failure> {
        self.labelled(Label::Create(collection), collection, record, fields)
    }

    /// What an import changes of a record that is there.
    pub fn import(&mut self, collection: CollectionId, record: RecordId, fields: Vec<(FieldId, Value)>) {
        let label = Label::Records { collection, added: 0, changed: 1 };
        self.labelled(label, collection, record, fields).expect("commits");
    }

    fn labelled(
        &mut self,
        label: Label,
        collection: CollectionId,
        record: RecordId,
        fields: Vec<(FieldId, Value)>,
    ) -> Result<u64, Failure> {
        self.now += 1000;
        let cell = |(field, value)| Cell { collection, record, field, value };
        let cells: Vec<Cell> = fields.into_iter().map(cell).collect();
        let done = block_on(self.book.commit(self.now, |_, stamp| {
            Ok(Operation { stamp, label: label.clone(), parts: vec![Part::Cells(cells.clone())] })
        }));
        done.map(|done| done.seq)
    }

    pub fn add(&mut self, collection: CollectionId, mut fields: Vec<(FieldId, Value)>) -> RecordId {
        self.next += 1;
        let id = RecordId(self.next);
        fields.insert(0, (FieldId::ALIVE, Value::Bool(true)));
        self.write(collection, id, fields);
        id
    }

    pub fn deal(&mut self, name: &str, amount: Option<Money>, at: usize) -> RecordId {
        let amount = amount.map_or(Value::Empty, Value::Money);
        let reason = options::LOST_REASON.id("price").filter(|_| at == 6).map_or(Value::Empty, Value::Option);
        let fields = vec![
            (opportunity::LOST_REASON.id, reason),
            (opportunity::NAME.id, Value::Text(name.into())),
            (opportunity::AMOUNT.id, amount),
            (opportunity::STAGE.id, Value::Reference(stage(at))),
        ];
        self.add(opportunity::ID, fields.into_iter().filter(|(_, value)| !value.is_empty()).collect())
    }

    pub fn go(&mut self, deal: RecordId, to: usize) -> u64 {
        let reason = options::LOST_REASON.id("price").filter(|_| to == 6);
        let deed = DealsDeed::Move {
            deals: Target::Records(opportunity::ID, vec![deal]),
            stage: stage(to),
            reason,
            competitor: None,
            closed: None,
        };
        self.sell(deed).expect("moves")
    }

    pub fn undo(&mut self, seq: u64) {
        self.now += 1000;
        block_on(self.book.undo(self.now, seq)).expect("undoes");
    }

    pub fn ask(&self, query: DealsQuery) -> DealsAnswer {
        let state = self.book.state();
        match answer(&context(&state.workspace, self.now), &SellingQuery::Deals(query)) {
            SellingAnswer::Deals(answer) => answer,
            other => panic!("{other:?}"),
        }
    }

    /// The lines of an opportunity.
    pub fn lines(&self, deal: RecordId) -> Vec<RecordId> {
        match self.ask(DealsQuery::Deal { id: deal }) {
            DealsAnswer::Deal(Some(told)) => told.lines.iter().map(|line| line.id).collect(),
            other => panic!("{other:?}"),
        }
    }

    pub fn board(&self, scope: DealScope) -> Board {
        match self.ask(DealsQuery::Board { scope, top: 50, more: Vec::new() }) {
            DealsAnswer::Board(board) => board,
            other => panic!("{other:?}"),
        }
    }

    pub fn pipelines(&self) -> Vec<Pipeline> {
        match self.ask(DealsQuery::Pipelines) {
            DealsAnswer::Pipelines(pipelines) => pipelines,
            other => panic!("{other:?}"),
        }
    }

    pub fn cards(&self, query: DealsQuery) -> Vec<DealCard> {
        match self.ask(query) {
            DealsAnswer::Cards(cards, n) => {
                assert_eq!(cards.len() as u32, n.min(100));
                cards
            }
            other => panic!("{other:?}"),
        }
    }

    pub fn value(&self, record: RecordId, field: FieldId) -> Value {
        self.book.state().workspace.value(opportunity::ID, record, field)
    }

    /// Where the log of an opportunity goes, by its living records in their order.
    pub fn log(&self, deal: RecordId) -> Vec<(Value, Value)> {
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

pub fn code(failure: &Failure) -> Option<ProblemCode> {
    match failure {
        Failure::Selling(problem) => Some(problem.code),
        _ => None,
    }
}

/// A stage as it stands, to be saved again.
pub fn edit(stage: &DealStage) -> StageEdit {
    StageEdit {
        id: Some(stage.id),
        name: stage.name.clone(),
        probability: stage.probability,
        outcome: stage.outcome,
        colour: stage.colour,
        rotting_days: stage.rotting_days,
    }
}
