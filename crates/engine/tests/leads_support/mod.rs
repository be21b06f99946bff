//! What the tests of leads and of the team share: a book, what is asked of it, what is done with it.
#![allow(dead_code, missing_docs, unreachable_pub)]

use engine::log::{Entry, Since, entry, inverse};
use engine::prepare::prepare;
use engine::selling::{Context, Plan, answer, plan};
use engine::suite::{Picture, picture};
use engine::{Workspace, samples};
use model::{
    Cell, CollectionId, Currency, Day, DeviceId, FieldId, Label, Operation, Part, RecordId, Stamp, Value, options,
};
use protocol::selling::leads::{LeadAnswer, LeadsOverview, Likeness, Probe, Whose};
use protocol::selling::team::PeopleAnswer;
use protocol::{
    Failure, LeadsAnswer, LeadsDeed, LeadsQuery, ProblemCode, SellingAnswer, SellingDeed, SellingQuery, TalkAnswer,
    TalksAnswer, TalksQuery, TeamAnswer, TeamDeed, TeamQuery,
};

pub const TODAY: Day = Day(20_600);
pub const DAY_MILLIS: i64 = 86_400_000;
pub const NOW: i64 = 20_600 * DAY_MILLIS + 10 * 3_600_000;
pub const DEVICE: DeviceId = DeviceId(1);

pub struct Book {
    pub workspace: Workspace,
    pub next: u128,
    pub stamp: u64,
}

impl Book {
    pub fn new() -> Book {
        Book { workspace: Workspace::default(), next: 1_000_000, stamp: 1 }
    }

    pub fn sample(customers: u32) -> Book {
        let mut book = Book::new();
        let plan = sample::Plan { customers, seed: 1, today: TODAY, currency: Currency::CNY };
        let pieces = samples::pieces(&sample::generate(&plan), 7);
        book.workspace.apply(&samples::operation(pieces, Stamp::new(1, 0, DEVICE)));
        book
    }

    pub fn context(&self) -> Context<'_> {
        Context {
            workspace: &self.workspace,
            scores: None,
            today: TODAY,
            now_millis: NOW,
            zone: &protocol::GREENWICH,
            currency: Currency::CNY,
            sounds: None,
        }
    }

    pub fn commit(&mut self, label: Label, cells: Vec<Cell>) -> Entry {
        self.stamp += 1;
        let mut operation =
            Operation { stamp: Stamp::new(self.stamp, 0, DEVICE), label, parts: vec![Part::Cells(cells)] };
        let seen = prepare(&self.workspace, &mut operation);
        let entry = entry(&self.workspace, &operation, &[], seen);
        self.workspace.merge(&operation, &entry.seen);
        entry
    }

    /// Takes an operation back that was the last one.
    pub fn undo(&mut self, entry: &Entry) {
        self.stamp += 1;
        let (mut undo, kept) = inverse(&self.workspace, entry, &Since::default(), Stamp::new(self.stamp, 0, DEVICE));
        assert_eq!(kept, []);
        let seen = prepare(&self.workspace, &mut undo);
        self.workspace.merge(&undo, &seen);
    }

    /// What stands in the book.
    pub fn living(&self) -> Vec<Picture> {
        let mut rows: Vec<Picture> = picture(&self.workspace).into_iter().filter(|row| row.2).collect();
        for (_, value) in rows.iter_mut().flat_map(|row| &mut row.3) {
            if let Value::References(list) = value {
                list.sort_unstable();
            }
        }
        rows
    }

    pub fn make(&mut self, of: CollectionId, id: u128, fields: Vec<(FieldId, Value)>) -> RecordId {
        let record = RecordId(id);
        let cell = |(field, value)| Cell { collection: of, record, field, value };
        let cells = std::iter::once((FieldId::ALIVE, Value::Bool(true))).chain(fields).map(cell).collect();
        self.commit(Label::Create(of), cells);
        record
    }

    pub fn planned(&mut self, deed: &SellingDeed) -> Result<Plan, Failure> {
        let mut next = self.next;
        let made = plan(&self.context(), deed, &mut || {
            next += 1;
            RecordId(next)
        });
        self.next = next;
        made
    }

    pub fn act(&mut self, deed: LeadsDeed) -> Result<Plan, Failure> {
        let plan = self.planned(&SellingDeed::Leads(deed))?;
        self.commit(plan.label.clone(), plan.cells.clone());
        Ok(plan)
    }

    pub fn act_team(&mut self, deed: TeamDeed) -> Result<Plan, Failure> {
        let plan = self.planned(&SellingDeed::Team(deed))?;
        self.commit(plan.label.clone(), plan.cells.clone());
        Ok(plan)
    }

    pub fn ask(&self, query: LeadsQuery) -> LeadsAnswer {
        match answer(&self.context(), &SellingQuery::Leads(query)) {
            SellingAnswer::Leads(answer) => answer,
            other => panic!("{other:?}"),
        }
    }

    pub fn duplicates(&self, probe: Probe) -> Vec<(CollectionId, RecordId, Likeness)> {
        match self.ask(LeadsQuery::Duplicates(Box::new(probe))) {
            LeadsAnswer::Duplicates(found) => found.iter().map(|d| (d.collection, d.id, d.likeness)).collect(),
            other => panic!("{other:?}"),
        }
    }

    pub fn overview(&self, me: Option<RecordId>, whose: Whose) -> LeadsOverview {
        match self.ask(LeadsQuery::Overview { me, whose }) {
            LeadsAnswer::Overview(overview) => *overview,
            other => panic!("{other:?}"),
        }
    }

    pub fn one(&self, id: RecordId) -> LeadAnswer {
        match self.ask(LeadsQuery::Lead { id }) {
            LeadsAnswer::Lead(Some(lead)) => *lead,
            other => panic!("{other:?}"),
        }
    }

    pub fn talks(&self, of: CollectionId, id: RecordId) -> Vec<TalkAnswer> {
        match answer(&self.context(), &SellingQuery::Talks(TalksQuery::Section { of, id, max: 50 })) {
            SellingAnswer::Talks(TalksAnswer::Section(Some(section))) => section.talks,
            other => panic!("{other:?}"),
        }
    }

    pub fn people(&self) -> PeopleAnswer {
        match answer(&self.context(), &SellingQuery::Team(TeamQuery::People)) {
            SellingAnswer::Team(TeamAnswer::People(people)) => *people,
            other => panic!("{other:?}"),
        }
    }

    pub fn value(&self, of: CollectionId, record: RecordId, field: FieldId) -> Value {
        self.workspace.value(of, record, field)
    }
}

pub fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

pub fn option(list: &options::OptionList, name: &str) -> Value {
    Value::Option(list.id(name).expect("known"))
}

pub fn problem(result: Result<Plan, Failure>) -> ProblemCode {
    match result {
        Err(Failure::Selling(problem)) => problem.code,
        other => panic!("{other:?}"),
    }
}
