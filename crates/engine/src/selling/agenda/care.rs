//! Whom to think of: birthdays, anniversaries, holidays, and those nobody has talked with for long.
//!
//! Suggestions are not kept. That one was followed is seen from the conversation that it made, whose id is a function of the suggestion; that
//! it was put off, from its reminder in the same way. So undoing either brings the suggestion back, on every device.

use super::super::Context;
use super::holidays::holidays;
use crate::counted::Pieces;
use crate::ids::Handle;
use crate::import::derived;
use crate::records::{may_approach, name_at};
use crate::table::Table;
use hashbrown::HashMap;
use model::schema::{FromValue, Key, THE_SETTINGS, activity, contact, customer, setting, task};
use model::{Day, Decimal, FieldId, OptionId, RecordId};
use protocol::{Care, CareAnswer, CareItem, CareKind, Stage, Zone};

/// Days ahead that a date is told, and days after it that it is still worth a word.
const AHEAD: i32 = 7;
const BEHIND: i32 = 2;
/// Days without a conversation after which a customer of level A, B, C is suggested, where the workspace says nothing.
const SILENT_DAYS: [i64; 3] = [30, 60, 120];
/// How long a reminder that was done without a conversation counts as one.
const AGAIN_MILLIS: i64 = 30 * 86_400_000;
/// A conversation that did not take place, or not yet.
const PLANNED: i64 = 1;
const NOT_HELD: i64 = 3;

/// The record of the conversation that follows a suggestion.
pub(super) fn done_id(kind: CareKind, day: Day, of: RecordId, with: Option<RecordId>) -> RecordId {
    id("care", kind, day, of, with)
}

/// The record of the reminder that a suggestion becomes.
pub(super) fn later_id(kind: CareKind, day: Day, of: RecordId, with: Option<RecordId>) -> RecordId {
    id("care later", kind, day, of, with)
}

fn id(word: &str, kind: CareKind, day: Day, of: RecordId, with: Option<RecordId>) -> RecordId {
    let with = with.unwrap_or(RecordId(0));
    derived(word, &[&[kind as u8], &day.0.to_le_bytes(), &of.0.to_le_bytes(), &with.0.to_le_bytes()])
}

/// The day that is celebrated near `day`; born on 29 February one celebrates on the 28th in other years, so that nobody is late.
fn celebrated(of: Day, day: Day) -> Option<Day> {
    let ((born, month, at), (year, ..)) = (of.ymd(), day.ymd());
    let near = (year - 1..=year + 1).filter(|year| *year > born);
    let days = near.filter_map(|year| Day::from_ymd(year, month, at).or_else(|| Day::from_ymd(year, month, at - 1)));
    days.into_iter().find(|near| (day.0 - BEHIND..=day.0 + AHEAD).contains(&near.0))
}

/// Whether a text is written in Chinese signs.
fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{2ffff}'))
}

/// The last conversation with each customer, by row: its day on the reader's clock.
fn last_talks(context: &Context<'_>, zone: &Zone, customers: usize) -> Vec<Option<Day>> {
    let mut last = vec![None; customers];
    let Some(table) = context.workspace.table(activity::ID) else { return last };
    let fields = [activity::CUSTOMER.id, activity::AT.id, activity::STATUS.id];
    let mut newest: Vec<i64> = vec![i64::MIN; customers];
    Pieces::of(table, fields).each(|row, [who, at, status]| {
        let who = u32::try_from(who).ok().and_then(|who| context.workspace.ids.row(Handle(who), customer::ID));
        let held = status != PLANNED && status != NOT_HELD && at <= context.now_millis;
        if let Some(newest) = who.and_then(|who| newest.get_mut(who as usize)).filter(|_| held && table.is_alive(row)) {
            *newest = (*newest).max(at);
        }
    });
    for (last, at) in last.iter_mut().zip(newest) {
        *last = (at > i64::MIN).then(|| zone.local(at).0);
    }
    last
}

/// Days that a customer of a level may be silent; `None` where the workspace does not want to know.
fn allowed(context: &Context<'_>) -> [Option<i64>; 3] {
    let keys = [setting::CARE_DAYS_A, setting::CARE_DAYS_B, setting::CARE_DAYS_C];
    let mut usual = SILENT_DAYS.into_iter();
    keys.map(|key| {
        let set = context.workspace.get(setting::ID, THE_SETTINGS, key).map(|Decimal(days)| days / Decimal::ONE);
        let usual = usual.next().unwrap_or(0);
        Some(set.unwrap_or(usual)).filter(|days| *days > 0)
    })
}

/// What looking at people needs.
struct Look<'a> {
    context: &'a Context<'a>,
    query: &'a Care,
    people: &'a Table,
    talks: Vec<Option<Day>>,
}

impl Look<'_> {
    fn get<T: FromValue>(&self, row: u32, key: Key<T>) -> Option<T> {
        T::from_value(self.people.value(row, key.id, &self.context.workspace.ids))
    }

    /// Whether a customer is one to think of at all.
    fn concerns(&self, row: u32) -> bool {
        let owner = self.get(row, customer::OWNER);
        self.people.is_alive(row)
            && self.get(row, customer::ENDED_AT).is_none()
            && may_approach(self.context.workspace, self.people, row)
            && (self.query.owner.is_none() || owner.is_none() || owner == self.query.owner)
    }

    fn chinese(&self, row: u32, name: &str) -> bool {
        is_chinese(name) || (name.is_empty() && is_chinese(&self.people.text(row, customer::REGION)))
    }

    fn item(&self, kind: CareKind, day: Day, row: u32) -> CareItem {
        let people = self.people;
        let name = name_at(self.context.workspace, people, row);
        let silent = self.talks.get(row as usize).copied().flatten();
        CareItem {
            kind,
            day,
            chinese: self.chinese(row, &name),
            customer: (self.context.workspace.ids.id(people.handle(row)), name),
            contact: None,
            level: self.get(row, customer::LEVEL),
            silent_days: silent.map(|last| self.query.day.0.saturating_sub(last.0).max(0) as u32),
            phone: people.text(row, customer::PHONE).to_owned(),
            email: people.text(row, customer::EMAIL).to_owned(),
            wechat: people.text(row, customer::WECHAT).to_owned(),
        }
    }

    /// Whether nobody followed the suggestion yet.
    fn waits(&self, item: &CareItem) -> bool {
        let (workspace, with) = (self.context.workspace, item.contact.as_ref().map(|contact| contact.0));
        let done = done_id(item.kind, item.day, item.customer.0, with);
        let later = later_id(item.kind, item.day, item.customer.0, with);
        let put_off = workspace.find_alive(task::ID, later).is_some_and(|(table, row)| {
            let done = i64::from_value(table.value(row, task::DONE_AT.id, &workspace.ids));
            // Who is silent on after the reminder was done is suggested again one day.
            let again = |done: i64| item.kind == CareKind::Silence && self.context.now_millis - done > AGAIN_MILLIS;
            !done.is_some_and(again)
        });
        !put_off && workspace.find_alive(activity::ID, done).is_none()
    }
}

/// The answer: dates first, by day, then silences, the best customers first.
pub(super) fn answer(context: &Context<'_>, query: &Care) -> CareAnswer {
    let allowed = allowed(context);
    let silent_days = allowed.map(|days| days.map_or(0, |days| days.clamp(0, i64::from(u32::MAX)) as u32));
    let Some(people) = context.workspace.table(customer::ID) else {
        return CareAnswer { silent_days, ..CareAnswer::default() };
    };
    let talks = last_talks(context, &query.zone, people.len() as usize);
    let look = Look { context, query, people, talks };
    let mut all = Vec::new();
    let greeted = holidays(Day(query.day.0 - BEHIND), Day(query.day.0 + AHEAD));
    let mut concerned = HashMap::new();
    for row in (0..people.len()).filter(|&row| look.concerns(row)) {
        concerned.insert(people.handle(row), row);
        if let Some(day) = look.get(row, customer::BIRTHDAY).and_then(|born| celebrated(born, query.day)) {
            all.push(look.item(CareKind::Birthday, day, row));
        }
        let level = look.get(row, customer::LEVEL);
        // Everybody is told of a holiday by a newsletter; a word of one's own is for those who matter most.
        if level.is_some_and(|level| level <= OptionId(2)) {
            let name = people.text(row, customer::NAME);
            let chinese = look.chinese(row, &name);
            let theirs = greeted.iter().filter(|holiday| greets(holiday.kind, chinese));
            all.extend(theirs.map(|holiday| look.item(holiday.kind, holiday.day, row)));
        }
        let days = allowed[level.map_or(2, |level| usize::from(level.0.clamp(1, 3) - 1))];
        let last = look.talks.get(row as usize).copied().flatten();
        // Where nobody ever talked with them, the time runs from the day on which they came into the book.
        let since = last.unwrap_or_else(|| query.zone.local(people.stamp(row, FieldId::ALIVE).millis() as i64).0);
        if days.is_some_and(|days| i64::from(query.day.0) - i64::from(since.0) >= days) {
            all.push(look.item(CareKind::Silence, since, row));
        }
    }
    contacts(&look, &concerned, &mut all);
    all.retain(|item| look.waits(item));
    let total = all.len() as u32;
    // Of silences those first who are worth most; whose relation is over comes last.
    let worth = |item: &CareItem| {
        let row = context.workspace.find(customer::ID, item.customer.0).map(|(_, row)| row);
        let (scores, row) = context.scores.zip(row)?;
        Some((scores.stage(row) == Some(Stage::Termination), std::cmp::Reverse(scores.total(row))))
    };
    all.sort_by_cached_key(|item| {
        let level = item.level.map_or(i32::MAX, |level| level.0.into());
        match item.kind {
            CareKind::Silence => (1, level, worth(item), item.day.0, item.customer.0),
            _ => (0, item.day.0, None, level, item.customer.0),
        }
    });
    let mut shown: HashMap<CareKind, u32> = HashMap::new();
    all.retain(|item| {
        let n = shown.entry(item.kind).or_insert(0);
        *n += 1;
        *n <= query.limit
    });
    CareAnswer { items: all, total, silent_days }
}

/// Whether one greets on a holiday, and whom. On tomb-sweeping day nobody is wished a happy one.
fn greets(kind: CareKind, chinese: bool) -> bool {
    match kind {
        CareKind::SpringFestival | CareKind::DragonBoat | CareKind::MidAutumn | CareKind::NationalDay => chinese,
        CareKind::Easter | CareKind::Thanksgiving | CareKind::Christmas => !chinese,
        CareKind::NewYear => true,
        CareKind::Birthday | CareKind::Anniversary | CareKind::Silence | CareKind::Qingming => false,
    }
}

/// Birthdays and anniversaries of the contacts of the customers to think of.
fn contacts(look: &Look<'_>, concerned: &HashMap<Handle, u32>, all: &mut Vec<CareItem>) {
    let workspace = look.context.workspace;
    let Some(table) = workspace.table(contact::ID) else { return };
    let whose = table.column(contact::CUSTOMER.id);
    for row in table.alive_rows() {
        let customer = whose.and_then(|whose| whose.reference(row)).and_then(|whose| concerned.get(&whose));
        let Some(&customer) = customer.filter(|_| may_approach(workspace, table, row)) else {
            continue;
        };
        let dates = [(CareKind::Birthday, contact::BIRTHDAY), (CareKind::Anniversary, contact::ANNIVERSARY)];
        for (kind, key) in dates {
            let date = Day::from_value(table.value(row, key.id, &workspace.ids));
            let Some(day) = date.and_then(|date| celebrated(date, look.query.day)) else { continue };
            let name = name_at(workspace, table, row);
            let or = |text: &str, other: &str| if text.is_empty() { other.to_owned() } else { text.to_owned() };
            let item = look.item(kind, day, customer);
            all.push(CareItem {
                phone: or(&table.text(row, contact::MOBILE), &table.text(row, contact::PHONE)),
                email: table.text(row, contact::EMAIL).to_owned(),
                wechat: table.text(row, contact::WECHAT).to_owned(),
                chinese: is_chinese(&name),
                contact: Some((workspace.ids.id(table.handle(row)), name)),
                ..item
            });
        }
    }
}
