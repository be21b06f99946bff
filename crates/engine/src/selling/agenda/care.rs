//! Whom to think of: birthdays, anniversaries, holidays, and those nobody has talked with for long.
//!
//! Suggestions are not kept. That one was followed is seen from the conversation that it made, whose id is a function of the suggestion; that
//! it was put off, from its reminder in the same way. So undoing either brings the suggestion back, on every device.

use super::super::Context;
use super::super::owned::Whose;
use super::super::silence::{self, Silence};
use super::holidays::holidays;
use crate::column::Column;
use crate::counted::Pieces;
use crate::ids::Handle;
use crate::import::{derived, is_derived};
use crate::ints::Ints;
use crate::records::{has_ended, may_approach, name_at};
use crate::table::Table;
use crate::workspace::Workspace;
use hashbrown::HashMap;
use model::options::{CONSENT_WITHDRAWN, CUSTOMER_KIND};
use model::schema::{FromValue, activity, contact, customer, task};
use model::{Day, FieldId, OptionId, RecordId};
use protocol::{Care, CareAnswer, CareItem, CareKind, Stage};

/// Days ahead that a date is told, and days after it that it is still worth a word.
const AHEAD: i32 = 7;
const BEHIND: i32 = 2;
/// How long a reminder that was done without a conversation counts as one.
const AGAIN_MILLIS: i64 = 30 * 86_400_000;
/// A box that is ticked, as a column has it.
const YES: i64 = 2;

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

/// Months and days that are celebrated near a day, to tell at a look the many that are not.
fn near(day: Day) -> Vec<(u32, u32)> {
    let days = (day.0 - BEHIND..=day.0 + AHEAD).map(|day| Day(day).ymd());
    // The 29th of February may be celebrated a day before.
    days.map(|(_, month, at)| (month, at)).chain([(2, 29)]).collect()
}

/// Whether a text is written in Chinese signs.
fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{2ffff}'))
}

/// Bits of [`Followed`]: they fit a processor's nearest but one cache.
const FOLLOWED_BITS: usize = 1 << 20;

/// Which ids a conversation or a reminder may have that came of a suggestion: a look that spares the two into the ids of all records for nearly
/// everybody. Most books have very few of them, since what is written down otherwise has an id drawn by time.
struct Followed(Vec<u64>);

impl Followed {
    fn of(workspace: &Workspace) -> Followed {
        let mut bits = Vec::new();
        for table in [activity::ID, task::ID].into_iter().filter_map(|of| workspace.table(of)) {
            Pieces::<1>::handles(table).each(|_, [handle]| {
                let id = u32::try_from(handle).map(|handle| workspace.ids.id(Handle(handle)));
                if let Some(id) = id.ok().filter(|id| is_derived(*id)) {
                    bits.resize(FOLLOWED_BITS / 64, 0_u64);
                    let at = Followed::bit(id);
                    bits[at / 64] |= 1 << (at % 64);
                }
            });
        }
        Followed(bits)
    }

    fn bit(id: RecordId) -> usize {
        id.0 as usize % FOLLOWED_BITS
    }

    /// False where there is no such id for sure.
    fn may_hold(&self, id: RecordId) -> bool {
        let at = Followed::bit(id);
        self.0.get(at / 64).is_some_and(|bits| bits >> (at % 64) & 1 == 1)
    }
}

/// What looking at people needs.
struct Look<'a> {
    context: &'a Context<'a>,
    query: &'a Care,
    people: &'a Table,
    silence: Silence,
    followed: Followed,
}

/// A suggestion before it is put into words: most are left out for others of their kind.
struct Sketch {
    kind: CareKind,
    day: Day,
    row: u32,
    contact: Option<u32>,
    level: Option<OptionId>,
}

impl Look<'_> {
    fn chinese(&self, row: u32, name: &str) -> bool {
        is_chinese(name) || (name.is_empty() && is_chinese(&self.people.text(row, customer::REGION)))
    }

    /// Whether a customer is said to be of a kind.
    fn is_kind(&self, row: u32, name: &str) -> bool {
        let kind = OptionId::from_value(self.people.value(row, customer::KIND.id, &self.context.workspace.ids));
        kind.is_some() && kind == CUSTOMER_KIND.id(name)
    }

    fn item(&self, sketch: &Sketch) -> CareItem {
        let (people, row) = (self.people, sketch.row);
        let name = name_at(self.context.workspace, people, row);
        let last = self.silence.last(row).map(|at| self.query.zone.local(at).0);
        let item = CareItem {
            kind: sketch.kind,
            day: sketch.day,
            chinese: self.chinese(row, &name),
            customer: (self.context.workspace.ids.id(people.handle(row)), name),
            contact: None,
            company: self.is_kind(row, "business"),
            level: sketch.level,
            silent_days: last.map(|last| self.query.day.0.saturating_sub(last.0).max(0) as u32),
            phone: people.text(row, customer::PHONE).to_owned(),
            email: people.text(row, customer::EMAIL).to_owned(),
            wechat: people.text(row, customer::WECHAT).to_owned(),
        };
        match sketch.contact.zip(self.context.workspace.table(contact::ID)) {
            Some((contact, table)) => self.of_contact(item, row, table, contact),
            None => item,
        }
    }

    /// The same of a contact of the customer.
    fn of_contact(&self, item: CareItem, customer: u32, table: &Table, row: u32) -> CareItem {
        let name = name_at(self.context.workspace, table, row);
        let or = |text: &str, other: &str| if text.is_empty() { other.to_owned() } else { text.to_owned() };
        CareItem {
            phone: or(&table.text(row, contact::MOBILE), &table.text(row, contact::PHONE)),
            email: table.text(row, contact::EMAIL).to_owned(),
            wechat: table.text(row, contact::WECHAT).to_owned(),
            chinese: is_chinese(&name),
            company: !self.is_kind(customer, "person")
                && name.trim().to_lowercase() == item.customer.1.trim().to_lowercase(),
            contact: Some((self.context.workspace.ids.id(table.handle(row)), name)),
            ..item
        }
    }

    fn id(&self, sketch: &Sketch) -> RecordId {
        self.context.workspace.ids.id(self.people.handle(sketch.row))
    }

    /// Whether nobody followed the suggestion yet.
    fn waits(&self, sketch: &Sketch) -> bool {
        if self.followed.0.is_empty() {
            return true;
        }
        let workspace = self.context.workspace;
        let contacts = workspace.table(contact::ID);
        let with = sketch.contact.zip(contacts).map(|(row, table)| workspace.ids.id(table.handle(row)));
        let (kind, day, of) = (sketch.kind, sketch.day, self.id(sketch));
        let find = |of, id| if self.followed.may_hold(id) { workspace.find_alive(of, id) } else { None };
        let put_off = find(task::ID, later_id(kind, day, of, with)).is_some_and(|(table, row)| {
            let done = i64::from_value(table.value(row, task::DONE_AT.id, &workspace.ids));
            // Who is silent on after the reminder was done is suggested again one day.
            let again = |done: i64| kind == CareKind::Silence && self.context.look_at_clock() - done > AGAIN_MILLIS;
            !done.is_some_and(again)
        });
        !put_off && find(activity::ID, done_id(kind, day, of, with)).is_none()
    }

    /// The customers to think of at all, with the suggestions for each.
    fn customers(&self, all: &mut Vec<Sketch>) -> HashMap<Handle, (u32, Option<OptionId>)> {
        let (people, query) = (self.people, self.query);
        let workspace = self.context.workspace;
        let ints = |field: FieldId| people.column(field).and_then(Column::ints);
        let [owners, ended, silent, consent, born, level] = [
            customer::OWNER.id,
            customer::ENDED_AT.id,
            customer::DO_NOT_CALL.id,
            customer::CONSENT.id,
            customer::BIRTHDAY.id,
            customer::LEVEL.id,
        ]
        .map(ints);
        let get = |column: Option<&Ints>, row: u32| column.and_then(|column| column.find(row));
        let whose = Whose::of(workspace, &query.owners);
        let withdrawn = Some(i64::from(CONSENT_WITHDRAWN.0));
        let concerns = |row: u32| {
            let owner = || get(owners, row).and_then(|owner| u32::try_from(owner).ok()).map(Handle);
            people.is_alive(row)
                && !has_ended(get(ended, row).map(|day| Day(day as i32)), query.day)
                && get(silent, row) != Some(YES)
                && get(consent, row) != withdrawn
                && whose.is_or_nobodys(owner())
        };
        let greeted = holidays(Day(query.day.0 - BEHIND), Day(query.day.0 + AHEAD));
        let near = near(query.day);
        let has_contacts = workspace.table(contact::ID).is_some_and(|table| table.live() > 0);
        let mut concerned = HashMap::new();
        for row in (0..people.len()).filter(|&row| concerns(row)) {
            let level = get(level, row).map(|level| OptionId(level as u16));
            let mut add = |kind, day| all.push(Sketch { kind, day, row, contact: None, level });
            if has_contacts {
                concerned.insert(people.handle(row), (row, level));
            }
            if let Some(born) = get(born, row).map(|day| Day(day as i32)) {
                let (_, month, at) = born.ymd();
                let day = near.contains(&(month, at)).then(|| celebrated(born, query.day)).flatten();
                day.into_iter().for_each(|day| add(CareKind::Birthday, day));
            }
            // Everybody is told of a holiday by a newsletter; a word of one's own is for those who matter most.
            if !greeted.is_empty() && level.is_some_and(|level| level <= OptionId(2)) {
                let chinese = self.chinese(row, &people.text(row, customer::NAME));
                let theirs = greeted.iter().filter(|holiday| greets(holiday.kind, chinese));
                theirs.for_each(|holiday| add(holiday.kind, holiday.day));
            }
            if let Some(days) = self.silence.days(level) {
                let since = query.zone.local(self.silence.since(people, row)).0;
                if i64::from(query.day.0) - i64::from(since.0) >= days {
                    add(CareKind::Silence, since);
                }
            }
        }
        concerned
    }
}

/// The answer: dates first, by day, then silences, the best customers first.
pub(super) fn answer(context: &Context<'_>, query: &Care) -> CareAnswer {
    let silent_days =
        silence::allowed(context).map(|days| days.map_or(0, |days| days.clamp(0, i64::from(u32::MAX)) as u32));
    let Some(people) = context.workspace.table(customer::ID) else {
        return CareAnswer { silent_days, ..CareAnswer::default() };
    };
    let silence = Silence::of(context, people);
    let look = Look { context, query, people, silence, followed: Followed::of(context.workspace) };
    let mut all = Vec::new();
    let concerned = look.customers(&mut all);
    contacts(&look, &concerned, &mut all);
    all.retain(|sketch| look.waits(sketch));
    let total = all.len() as u32;
    // Of silences those first who are worth most; whose relation is over comes last.
    let scores = context.look_at_scores();
    let worth = |row: u32| {
        let scores = scores?;
        Some((scores.stage(row) == Some(Stage::Termination), std::cmp::Reverse(scores.total(row))))
    };
    let order = |sketch: &Sketch| {
        let level = sketch.level.map_or(i32::MAX, |level| level.0.into());
        match sketch.kind {
            CareKind::Silence => (1, level, worth(sketch.row), sketch.day.0, look.id(sketch)),
            _ => (0, sketch.day.0, None, level, look.id(sketch)),
        }
    };
    let mut ordered: Vec<_> = (0..).zip(&all).map(|(at, sketch)| (order(sketch), at)).collect();
    // Silences come last, and of the many there are only the first few are told.
    let dates = all.iter().filter(|sketch| sketch.kind != CareKind::Silence).count();
    let wanted = dates.saturating_add(query.limit as usize);
    if wanted < ordered.len() {
        ordered.select_nth_unstable(wanted);
        ordered.truncate(wanted);
    }
    ordered.sort_unstable();
    let mut shown: HashMap<CareKind, u32> = HashMap::new();
    let sketches = ordered.iter().filter_map(|(_, at): &(_, usize)| all.get(*at));
    let told = sketches.filter(|sketch| {
        let n = shown.entry(sketch.kind).or_insert(0);
        *n += 1;
        *n <= query.limit
    });
    CareAnswer { items: told.map(|sketch| look.item(sketch)).collect(), total, silent_days }
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
fn contacts(look: &Look<'_>, concerned: &HashMap<Handle, (u32, Option<OptionId>)>, all: &mut Vec<Sketch>) {
    let workspace = look.context.workspace;
    let Some(table) = workspace.table(contact::ID) else { return };
    let whose = table.column(contact::CUSTOMER.id);
    for at in table.alive_rows() {
        let customer = whose.and_then(|whose| whose.reference(at)).and_then(|whose| concerned.get(&whose));
        let Some(&(row, level)) = customer.filter(|_| may_approach(workspace, table, at)) else {
            continue;
        };
        for (kind, key) in [(CareKind::Birthday, contact::BIRTHDAY), (CareKind::Anniversary, contact::ANNIVERSARY)] {
            let date = Day::from_value(table.value(at, key.id, &workspace.ids));
            if let Some(day) = date.and_then(|date| celebrated(date, look.query.day)) {
                all.push(Sketch { kind, day, row, contact: Some(at), level });
            }
        }
    }
}
