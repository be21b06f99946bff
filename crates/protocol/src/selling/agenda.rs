//! Tasks, events and reminders: questions, answers, deeds. Care dates stand beside them: they are computed, not kept.

use super::{Owners, Zone};
use model::{CollectionId, Day, OptionId, RecordId};
use serde::{Deserialize, Serialize};

/// A question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum AgendaQuery {
    /// What stands in a span of days.
    Span(AgendaSpan),
    /// Whom to think of now.
    Care(Care),
    /// What is to be reminded of, and how much waits.
    Reminders {
        /// The reader's time.
        zone: Zone,
        /// Only those of these users, and those of nobody.
        owners: Owners,
        /// Reminders that are to be told after this moment.
        after: i64,
        /// Today where the reader is: what is due before waits since.
        day: Day,
    },
    /// The agenda as a calendar file.
    Calendar {
        /// The reader's time.
        zone: Zone,
        /// Only this one; without it everything that is open, and what was done lately.
        task: Option<RecordId>,
        /// What is theirs alone.
        owners: Owners,
        /// Summary of a birthday, with `{name}`.
        birthday: String,
        /// Summary of an anniversary, with `{name}`.
        anniversary: String,
    },
}

/// Which days of the agenda.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgendaSpan {
    /// The reader's time.
    pub zone: Zone,
    /// Only those of these users, and those of nobody.
    pub owners: Owners,
    /// Only what belongs to this customer.
    pub customer: Option<RecordId>,
    /// The first day; without it from the beginning, and what has no day.
    pub from: Option<Day>,
    /// The last day; without it up to the end.
    pub to: Option<Day>,
    /// What is done and cancelled, too.
    pub done: bool,
    /// Coming occurrences of what repeats, too.
    pub coming: bool,
    /// As a list in groups by nearness: an event that is over is left out, what is done comes last.
    pub near: Option<NearDays>,
    /// At most so many; of a span with a first and a last day so many of each day.
    pub limit: u32,
}

/// Which days are near.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NearDays {
    /// The reader's day.
    pub today: Day,
    /// The first day of the next week.
    pub next_week: Day,
}

/// Where a line stands in a list by nearness, in the order of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum AgendaGroup {
    /// Should have been done.
    Overdue,
    /// Today, or an event that lasts until today.
    Today,
    /// Tomorrow.
    Tomorrow,
    /// Later this week.
    ThisWeek,
    /// After this week.
    Later,
    /// Some day.
    NoDay,
    /// Done or cancelled.
    Done,
}

impl AgendaGroup {
    /// All of them, in their order.
    pub const ALL: [AgendaGroup; 7] = [
        AgendaGroup::Overdue,
        AgendaGroup::Today,
        AgendaGroup::Tomorrow,
        AgendaGroup::ThisWeek,
        AgendaGroup::Later,
        AgendaGroup::NoDay,
        AgendaGroup::Done,
    ];
}

impl NearDays {
    /// The group of something open that stands on a day and lasts until another; `None` for an event that is over.
    pub fn group(self, when: Option<Day>, last: Option<Day>, is_event: bool) -> Option<AgendaGroup> {
        let Some(day) = when else { return Some(AgendaGroup::NoDay) };
        let is_over = last.unwrap_or(day).max(day) < self.today;
        Some(match day {
            day if day < self.today && !is_event => AgendaGroup::Overdue,
            _ if is_event && is_over => return None,
            day if day <= self.today => AgendaGroup::Today,
            day if day.0 == self.today.0 + 1 => AgendaGroup::Tomorrow,
            day if day < self.next_week => AgendaGroup::ThisWeek,
            _ => AgendaGroup::Later,
        })
    }
}

/// Whom to think of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Care {
    /// The reader's day.
    pub day: Day,
    /// The reader's time.
    pub zone: Zone,
    /// Only customers of these users, and those of nobody.
    pub owners: Owners,
    /// At most so many of each kind.
    pub limit: u32,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum AgendaAnswer {
    /// To [`AgendaQuery::Span`].
    Items(AgendaItems),
    /// To [`AgendaQuery::Care`].
    Care(CareAnswer),
    /// To [`AgendaQuery::Reminders`].
    Reminders(RemindersAnswer),
    /// To [`AgendaQuery::Calendar`]: a file of RFC 5545.
    Calendar(String),
}

/// What stands in a span, in the order of days and times.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AgendaItems {
    /// Up to the limit.
    pub items: Vec<AgendaItem>,
    /// How many there are.
    pub total: u32,
    /// Of a span with a first and a last day: the days on which something stands, and how much, be it told or not.
    pub days: Vec<(Day, u32)>,
    /// Of a list in groups: how many there are of each, in the order of [`AgendaGroup::ALL`].
    pub groups: [u32; AgendaGroup::ALL.len()],
    /// Whether the book has any task at all.
    pub any: bool,
    /// Holidays of the span.
    pub holidays: Vec<Holiday>,
}

/// A day, and the minute of it unless it is the whole day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Moment {
    /// The day.
    pub day: Day,
    /// Minutes after midnight.
    pub minute: Option<u32>,
}

/// One line of the agenda.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgendaItem {
    /// The task.
    pub id: RecordId,
    /// Its subject.
    pub name: String,
    /// Task, event or reminder.
    pub kind: OptionId,
    /// When it stands in the agenda: when it is due, or until when it was put off.
    pub when: Option<Moment>,
    /// When it ends.
    pub ends: Option<Moment>,
    /// Where it stands.
    pub status: OptionId,
    /// How pressing it is.
    pub priority: Option<OptionId>,
    /// How often it comes back.
    pub repeat: Option<OptionId>,
    /// It was put off.
    pub snoozed: bool,
    /// A coming occurrence of a task that repeats: it is not kept yet.
    pub coming: bool,
    /// Where.
    pub place: String,
    /// The customer and their name.
    pub customer: Option<(RecordId, String)>,
    /// What else it is about: a lead, an opportunity or an order, and its name.
    pub about: Option<(CollectionId, RecordId, String)>,
    /// Whose it is, and their name.
    pub owner: Option<(RecordId, String)>,
    /// A number to call: the contact's, the customer's or the lead's.
    pub phone: String,
}

/// A holiday of the Chinese or the English calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holiday {
    /// Which.
    pub kind: CareKind,
    /// When.
    pub day: Day,
}

/// Why to think of somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum CareKind {
    /// A birthday.
    Birthday,
    /// An anniversary of a contact.
    Anniversary,
    /// Nobody talked with them for as long as their level allows.
    Silence,
    /// First day of the first lunar month.
    SpringFestival,
    /// Tomb-sweeping day: told in the calendar, nobody is greeted.
    Qingming,
    /// Fifth day of the fifth lunar month.
    DragonBoat,
    /// Fifteenth day of the eighth lunar month.
    MidAutumn,
    /// 1 October.
    NationalDay,
    /// 1 January.
    NewYear,
    /// The Sunday after the first full moon of spring.
    Easter,
    /// Fourth Thursday of November.
    Thanksgiving,
    /// 25 December.
    Christmas,
}

impl CareKind {
    /// All of them.
    pub const ALL: [CareKind; 12] = [
        CareKind::Birthday,
        CareKind::Anniversary,
        CareKind::Silence,
        CareKind::SpringFestival,
        CareKind::Qingming,
        CareKind::DragonBoat,
        CareKind::MidAutumn,
        CareKind::NationalDay,
        CareKind::NewYear,
        CareKind::Easter,
        CareKind::Thanksgiving,
        CareKind::Christmas,
    ];
}

/// Whom to think of, the most pressing first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CareAnswer {
    /// Up to the limit of each kind.
    pub items: Vec<CareItem>,
    /// How many there are.
    pub total: u32,
    /// Days that a customer of level A, B and of any other may be silent; 0 where nobody wants to know.
    pub silent_days: [u32; 3],
}

/// One person to think of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CareItem {
    /// Why.
    pub kind: CareKind,
    /// The day that is celebrated; of a silence the day of the last conversation.
    pub day: Day,
    /// The customer and their name.
    pub customer: (RecordId, String),
    /// The contact, if it is about one, and their name.
    pub contact: Option<(RecordId, String)>,
    /// The customer's level.
    pub level: Option<OptionId>,
    /// Days since the last conversation; `None` where there never was one.
    pub silent_days: Option<u32>,
    /// Where to call.
    pub phone: String,
    /// Where to write.
    pub email: String,
    /// Their name in WeChat.
    pub wechat: String,
    /// They likely read Chinese.
    pub chinese: bool,
    /// The contact is called as the customer is: so it is a company that is greeted.
    pub company: bool,
}

/// What is to be reminded of.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RemindersAnswer {
    /// The next ones, in the order in which they are to be told.
    pub next: Vec<Reminder>,
    /// Open things of days before today.
    pub overdue: u32,
    /// Open things of today.
    pub today: u32,
}

/// One reminder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reminder {
    /// Of which task.
    pub task: RecordId,
    /// Its subject.
    pub name: String,
    /// When it reminds, milliseconds since 1970 UTC.
    pub at: i64,
    /// When it is to be told: then, or when the task was written, where that was after it.
    pub told: i64,
    /// When it is due.
    pub when: Moment,
}

/// A step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum AgendaDeed {
    /// Tasks are done; what repeats comes back at its next time.
    Complete {
        /// Which.
        tasks: Vec<RecordId>,
        /// The reader's time.
        zone: Zone,
    },
    /// Tasks are to be done after all.
    Reopen {
        /// Which.
        tasks: Vec<RecordId>,
    },
    /// Tasks do not stand in the agenda before a moment.
    Snooze {
        /// Which.
        tasks: Vec<RecordId>,
        /// Milliseconds since 1970 UTC.
        until: i64,
    },
    /// A task goes to another day or time; its length stays.
    Move {
        /// Which.
        task: RecordId,
        /// Where to; without a minute it takes the whole day.
        to: Moment,
        /// The reader's time.
        zone: Zone,
    },
    /// A task will not be done.
    Cancel {
        /// Which.
        task: RecordId,
        /// Nor any of its repetitions.
        series: bool,
        /// The reader's time.
        zone: Zone,
    },
    /// Somebody was thought of: a conversation is logged.
    Cared {
        /// Why.
        kind: CareKind,
        /// The day of the suggestion.
        day: Day,
        /// The customer.
        customer: RecordId,
        /// The contact.
        contact: Option<RecordId>,
        /// What was done: a call, a message and so on.
        how: OptionId,
        /// What was said.
        text: String,
        /// Who did it.
        owner: Option<RecordId>,
    },
    /// Somebody is thought of later: the suggestion becomes a reminder.
    CareLater {
        /// Why.
        kind: CareKind,
        /// The day of the suggestion.
        day: Day,
        /// The customer.
        customer: RecordId,
        /// The contact.
        contact: Option<RecordId>,
        /// The subject of the reminder.
        name: String,
        /// When, milliseconds since 1970 UTC.
        until: i64,
        /// Who is reminded.
        owner: Option<RecordId>,
    },
}
