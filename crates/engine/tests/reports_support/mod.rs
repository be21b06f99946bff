//! A small book whose figures can be told by heart, and questions to it.
#![allow(dead_code, missing_docs, unreachable_pub)]

use engine::Workspace;
use engine::selling::{self, Context, Plan};
use model::schema::{customer, order, team, user};
use model::{
    Cell, CollectionId, Currency, Day, Decimal, DeviceId, FieldId, Label, Money, Operation, OptionId, Part, RecordId,
    Report, Stamp, Value, options,
};
use protocol::*;

pub const TODAY: Day = Day(20_600);
pub const ANNA: RecordId = RecordId(1001);
pub const BEN: RecordId = RecordId(1002);
pub const NORTH: RecordId = RecordId(1101);
pub const WON: RecordId = RecordId(1201);
pub const LOST: RecordId = RecordId(1202);

pub struct Small {
    pub workspace: Workspace,
    pub today: Day,
    pub zone: Zone,
    next: u64,
    ids: u128,
}

pub fn day(text: &str) -> Day {
    Day::parse_iso(text).expect("a day")
}

pub fn cny(minor: i64) -> Value {
    Value::Money(Money { minor, currency: Currency::CNY })
}

pub fn usd(minor: i64) -> Value {
    Value::Money(Money { minor, currency: Currency::USD })
}

pub fn number(n: i64) -> Value {
    Value::Number(Decimal(n * Decimal::ONE))
}

pub fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

pub fn option(list: &options::OptionList, name: &str) -> OptionId {
    list.id(name).expect("an option")
}

pub fn chosen(list: &options::OptionList, name: &str) -> Value {
    Value::Option(option(list, name))
}

impl Small {
    pub fn new(today: &str) -> Small {
        Small { workspace: Workspace::default(), today: day(today), zone: Zone::fixed(0), next: 1, ids: 1 << 64 }
    }

    pub fn apply(&mut self, label: Label, cells: Vec<Cell>) {
        let stamp = Stamp::new(self.next, 0, DeviceId(1));
        self.next += 1;
        self.workspace.apply(&Operation { stamp, label, parts: vec![Part::Cells(cells)] });
    }

    pub fn put(&mut self, of: CollectionId, id: u128, fields: &[(FieldId, Value)]) -> RecordId {
        let record = RecordId(id);
        let cell = |(field, value): (FieldId, Value)| Cell { collection: of, record, field, value };
        let cells = std::iter::once((FieldId::ALIVE, Value::Bool(true))).chain(fields.iter().cloned()).map(cell);
        self.apply(Label::Create(of), cells.collect());
        record
    }

    pub fn context(&self) -> Context<'_> {
        Context {
            workspace: &self.workspace,
            scores: None,
            today: self.today,
            now_millis: i64::from(self.today.0) * 86_400_000,
            zone: &self.zone,
            currency: Currency::CNY,
            sounds: None,
        }
    }

    pub fn ask(&self, query: ReportsQuery) -> ReportsAnswer {
        match selling::answer(&self.context(), &SellingQuery::Reports(query)) {
            SellingAnswer::Reports(answer) => answer,
            _ => panic!("the area's answer"),
        }
    }

    pub fn run(&self, report: &Report) -> ReportAnswer {
        let ReportsAnswer::Run(answer) = self.ask(ReportsQuery::Run(Box::new(report.clone()))) else { panic!() };
        answer
    }

    pub fn behind(&self, report: &Report, row: Option<GroupKey>, series: Option<GroupKey>) -> BehindAnswer {
        let behind = Behind { report: report.clone(), row, series, limit: 100 };
        let ReportsAnswer::Behind(answer) = self.ask(ReportsQuery::Behind(Box::new(behind))) else { panic!() };
        answer
    }

    pub fn targets(&self, measure: &str, period: &str, year: i32) -> TargetsAnswer {
        let measure = option(&options::MEASURE, measure);
        let period = option(&options::PERIOD, period);
        let ReportsAnswer::Targets(answer) = self.ask(ReportsQuery::Targets(TargetsOf { measure, period, year }))
        else {
            panic!()
        };
        answer
    }

    pub fn tiles(&self) -> Vec<Tile> {
        let ReportsAnswer::Dashboard(tiles, _) = self.ask(ReportsQuery::Dashboard) else { panic!() };
        tiles
    }

    pub fn plan(&mut self, deed: ReportsDeed) -> Result<Plan, Failure> {
        let mut next = self.ids;
        let context = self.context();
        let made = selling::plan(&context, &SellingDeed::Reports(deed), &mut || {
            next += 1;
            RecordId(next)
        });
        self.ids = next;
        made
    }

    pub fn act(&mut self, deed: ReportsDeed) -> Plan {
        let plan = self.plan(deed).expect("can be done");
        self.apply(plan.label.clone(), plan.cells.clone());
        plan
    }
}

/// Anna and Ben; Anna is in team North. Three customers in two regions; orders of four months.
pub fn book() -> Small {
    let mut book = Small::new("2026-06-20");
    book.put(team::ID, NORTH.0, &[(team::NAME.id, text("North"))]);
    book.put(user::ID, ANNA.0, &[(user::NAME.id, text("Anna")), (user::TEAM.id, Value::Reference(NORTH))]);
    book.put(user::ID, BEN.0, &[(user::NAME.id, text("Ben"))]);
    for (id, name, region, owner) in
        [(1, "Alpha", "East", Some(ANNA)), (2, "Beta", "West", Some(BEN)), (3, "Gamma", "East", None)]
    {
        let owner = owner.map_or(Value::Empty, Value::Reference);
        let fields =
            [(customer::NAME.id, text(name)), (customer::REGION.id, text(region)), (customer::OWNER.id, owner)];
        book.put(customer::ID, id, &fields);
    }
    // Customer, day, yuan, status, owner.
    for (id, who, when, yuan, status, owner) in [
        (11, 1, "2026-03-05", 100, "completed", None),
        (12, 1, "2026-04-10", 200, "completed", Some(BEN)),
        (13, 2, "2026-04-20", 300, "fulfilled", None),
        (14, 3, "2026-06-01", 400, "confirmed", None),
        (15, 2, "2026-06-10", 500, "completed", Some(ANNA)),
        (16, 2, "2026-06-11", 9_000, "cancelled", None),
        (17, 1, "2026-06-12", 8_000, "draft", None),
        (18, 3, "2025-06-12", 50, "completed", None),
    ] {
        let fields = [
            (order::NUMBER.id, text(&format!("SO-{id}"))),
            (order::CUSTOMER.id, Value::Reference(RecordId(who))),
            (order::DAY.id, Value::Day(day(when))),
            (order::TOTAL.id, cny(yuan * 100)),
            (order::STATUS.id, chosen(&options::ORDER_STATUS, status)),
            (order::OWNER.id, owner.map_or(Value::Empty, Value::Reference)),
        ];
        book.put(order::ID, id, &fields);
    }
    book
}
