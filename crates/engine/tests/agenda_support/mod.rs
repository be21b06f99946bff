//! What the tests of the agenda share: a desk with a book, a day and a clock.
#![allow(dead_code, missing_docs, unreachable_pub)]

use engine::Workspace;
use engine::selling::{self, Context, Plan};
use model::schema::{FromValue, Key, activity, customer, task};
use model::{
    Cell, CollectionId, Currency, Day, DeviceId, FieldId, Label, Operation, OptionId, Part, RecordId, Stamp, Value,
};
use protocol::{
    AgendaAnswer, AgendaDeed, AgendaItems, AgendaQuery, AgendaSpan, Care, CareAnswer, Failure, Moment, Owners,
    RemindersAnswer, SellingAnswer, SellingDeed, SellingQuery, Zone,
};

pub const HOUR: i64 = 3_600_000;
pub const DAILY: OptionId = OptionId(1);
pub const WEEKLY: OptionId = OptionId(3);
pub const MONTHLY: OptionId = OptionId(5);
pub const COMPLETED: OptionId = OptionId(3);

pub fn day(text: &str) -> Day {
    Day::parse_iso(text).expect("a day")
}

/// Berlin in 2026 and 2027.
pub fn berlin() -> Zone {
    let at = |text: &str| i64::from(day(text).0) * 24 * HOUR + HOUR;
    let changes = [("2026-03-29", 120), ("2026-10-25", 60), ("2027-03-28", 120), ("2027-10-31", 60)];
    Zone { first: 60, changes: changes.map(|(text, minutes)| (at(text), minutes)).to_vec() }
}

pub struct Desk {
    pub workspace: Workspace,
    pub today: Day,
    pub zone: Zone,
    pub next: u128,
}

impl Desk {
    pub fn new(today: &str) -> Desk {
        Desk { workspace: Workspace::default(), today: day(today), zone: berlin(), next: 1000 }
    }

    pub fn context(&self) -> Context<'_> {
        let now_millis = self.zone.instant(self.today, 12 * 60);
        Context {
            workspace: &self.workspace,
            scores: None,
            today: self.today,
            now_millis,
            zone: &self.zone,
            currency: Currency::EUR,
            sounds: None,
        }
    }

    pub fn apply(&mut self, cells: Vec<Cell>, label: Label) {
        let stamp = Stamp::new(self.context().now_millis as u64, self.workspace.version() as u16, DeviceId(1));
        self.workspace.apply(&Operation { stamp, label, parts: vec![Part::Cells(cells)] });
    }

    pub fn add(&mut self, collection: CollectionId, fields: &[(FieldId, Value)]) -> RecordId {
        self.next += 1;
        let record = RecordId(self.next);
        let alive = (FieldId::ALIVE, Value::Bool(true));
        let cell = |(field, value)| Cell { collection, record, field, value };
        self.apply(fields.iter().cloned().chain([alive]).map(cell).collect(), Label::Create(collection));
        record
    }

    pub fn task(&mut self, name: &str, text: &str, minute: Option<u32>, more: &[(FieldId, Value)]) -> RecordId {
        let due = match minute {
            Some(minute) => self.zone.instant(day(text), minute),
            None => i64::from(day(text).0) * 24 * HOUR + 12 * HOUR,
        };
        let mut fields = vec![(task::NAME.id, Value::Text(name.into())), (task::DUE.id, Value::Instant(due))];
        fields.push((task::ALL_DAY.id, Value::Bool(minute.is_none())));
        fields.extend_from_slice(more);
        self.add(task::ID, &fields)
    }

    pub fn plan(&mut self, deed: AgendaDeed) -> Result<Plan, Failure> {
        let mut next = self.next;
        let plan = selling::plan(&self.context(), &SellingDeed::Agenda(deed), &mut || {
            next += 1;
            RecordId(next)
        });
        self.next = next;
        plan
    }

    pub fn act(&mut self, deed: AgendaDeed) {
        let plan = self.plan(deed).expect("can be done");
        self.apply(plan.cells, plan.label);
    }

    pub fn complete(&mut self, id: RecordId) {
        let zone = self.zone.clone();
        self.act(AgendaDeed::Complete { tasks: vec![id], zone });
    }

    pub fn ask(&self, query: AgendaQuery) -> AgendaAnswer {
        match selling::answer(&self.context(), &SellingQuery::Agenda(query)) {
            SellingAnswer::Agenda(answer) => answer,
            other => panic!("{other:?}"),
        }
    }

    pub fn span(&self, from: Option<&str>, to: Option<&str>, more: impl FnOnce(&mut AgendaSpan)) -> AgendaItems {
        let (from, to, zone) = (from.map(day), to.map(day), self.zone.clone());
        let mut span = AgendaSpan {
            zone,
            owners: Owners::ALL,
            customer: None,
            from,
            to,
            done: false,
            coming: false,
            near: None,
            limit: 100,
        };
        more(&mut span);
        match self.ask(AgendaQuery::Span(span)) {
            AgendaAnswer::Items(items) => items,
            other => panic!("{other:?}"),
        }
    }

    pub fn lines(&self, from: Option<&str>, to: Option<&str>) -> Vec<String> {
        let items = self.span(from, to, |span| span.coming = true).items;
        let line = |moment: Option<Moment>| match moment {
            None => "-".to_owned(),
            Some(Moment { day, minute: None }) => day.iso(),
            Some(Moment { day, minute: Some(minute) }) => {
                format!("{} {:02}:{:02}", day.iso(), minute / 60, minute % 60)
            }
        };
        items
            .iter()
            .map(|item| format!("{} {}{}", line(item.when), item.name, if item.coming { " …" } else { "" }))
            .collect()
    }

    pub fn care(&self) -> CareAnswer {
        let care = Care { day: self.today, zone: self.zone.clone(), owners: Owners::ALL, limit: 50 };
        match self.ask(AgendaQuery::Care(care)) {
            AgendaAnswer::Care(answer) => answer,
            other => panic!("{other:?}"),
        }
    }

    pub fn cared(&self) -> Vec<String> {
        let name = |item: &protocol::CareItem| item.contact.as_ref().unwrap_or(&item.customer).1.clone();
        self.care().items.iter().map(|item| format!("{:?} {} {}", item.kind, item.day.iso(), name(item))).collect()
    }

    pub fn reminders(&self, after: i64) -> RemindersAnswer {
        let (zone, owners) = (self.zone.clone(), Owners::ALL);
        match self.ask(AgendaQuery::Reminders { zone, owners, after, day: self.today }) {
            AgendaAnswer::Reminders(answer) => answer,
            other => panic!("{other:?}"),
        }
    }

    pub fn calendar(&self, only: Option<RecordId>) -> String {
        self.calendar_of(only, Owners::ALL)
    }

    pub fn calendar_of(&self, task: Option<RecordId>, owners: Owners) -> String {
        let (birthday, anniversary) = ("{name}: birthday".into(), "{name}: anniversary".into());
        let query = AgendaQuery::Calendar { zone: self.zone.clone(), task, owners, birthday, anniversary };
        match self.ask(query) {
            AgendaAnswer::Calendar(file) => file,
            other => panic!("{other:?}"),
        }
    }

    pub fn get<T: FromValue>(&self, id: RecordId, key: Key<T>) -> Option<T> {
        self.workspace.get(task::ID, id, key)
    }

    pub fn person(&mut self, name: &str, more: &[(FieldId, Value)]) -> RecordId {
        let mut fields = vec![(customer::NAME.id, Value::Text(name.into()))];
        fields.extend_from_slice(more);
        self.add(customer::ID, &fields)
    }

    pub fn talk(&mut self, with: RecordId, text: &str, status: u16) {
        let at = self.zone.instant(day(text), 600);
        let fields = [
            (activity::CUSTOMER.id, Value::Reference(with)),
            (activity::AT.id, Value::Instant(at)),
            (activity::STATUS.id, Value::Option(OptionId(status))),
        ];
        self.add(activity::ID, &fields);
    }
}

pub fn repeats(every: OptionId) -> (FieldId, Value) {
    (task::REPEAT.id, Value::Option(every))
}
