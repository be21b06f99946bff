//! Tasks as the agenda shows them.

use super::super::Context;
use super::super::owned::Whose;
use super::repeat::{self, Every};
use crate::records;
use crate::table::Table;
use model::schema::{FromValue, Key, contact, customer, lead, opportunity, order, task};
use model::{CollectionId, Day, OptionId, RecordId};
use protocol::{AgendaItem, Moment, Owners, Zone};

/// Values of the lists.
pub(super) const EVENT: OptionId = OptionId(2);
pub(super) const REMINDER: OptionId = OptionId(3);
pub(super) const NOT_STARTED: OptionId = OptionId(1);
pub(super) const COMPLETED: OptionId = OptionId(3);
pub(super) const CANCELLED: OptionId = OptionId(5);

/// Whether a task in this status waits for nobody.
pub(in crate::selling) fn is_over(status: OptionId) -> bool {
    [COMPLETED, CANCELLED].contains(&status)
}
/// When a whole day begins to remind, and when something that is put off to a day does.
pub(in crate::selling) const MORNING: u32 = 9 * 60;

/// Where numbers stand: which field leads to a record of which collection, and its fields in their order.
type Numbers = (Key<RecordId>, CollectionId, &'static [Key<String>]);

/// The tasks of the book, read with the reader's clock.
pub(super) struct Tasks<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) table: &'a Table,
    zone: &'a Zone,
    whose: Whose,
}

impl<'a> Tasks<'a> {
    /// Those of some owners and of nobody. `None` for a book without tasks.
    pub(super) fn of(context: &'a Context<'a>, zone: &'a Zone, owners: &Owners) -> Option<Tasks<'a>> {
        let table = context.workspace.table(task::ID).filter(|table| table.live() > 0)?;
        Some(Tasks { context, table, zone, whose: Whose::of(context.workspace, owners) })
    }

    /// A field of a task.
    pub(super) fn get<T: FromValue>(&self, row: u32, key: Key<T>) -> Option<T> {
        T::from_value(self.table.value(row, key.id, &self.context.workspace.ids))
    }

    /// The row of a record, whether it lives or not.
    pub(super) fn table_row(&self, id: RecordId) -> Option<u32> {
        self.context.workspace.find(task::ID, id).map(|(_, row)| row)
    }

    /// The rows of the owners' tasks.
    pub(super) fn rows(&self) -> impl Iterator<Item = u32> + '_ {
        let owner = self.table.column(task::OWNER.id);
        let of = move |row: u32| owner.and_then(|owner| owner.reference(row));
        self.table.alive_rows().filter(move |&row| self.whose.is_or_nobodys(of(row)))
    }

    pub(super) fn status(&self, row: u32) -> OptionId {
        self.table.column(task::STATUS.id).and_then(|column| column.option(row)).unwrap_or(NOT_STARTED)
    }

    pub(super) fn is_open(&self, row: u32) -> bool {
        !is_over(self.status(row))
    }

    pub(super) fn kind(&self, row: u32) -> OptionId {
        self.table.column(task::KIND.id).and_then(|column| column.option(row)).unwrap_or(OptionId(1))
    }

    /// A moment that is kept, on the reader's clock.
    pub(super) fn moment(&self, millis: i64, whole: bool) -> Moment {
        self.zone.moment(millis, whole)
    }

    pub(super) fn is_whole(&self, row: u32) -> bool {
        self.get(row, task::ALL_DAY).unwrap_or(false)
    }

    /// When it is due.
    pub(super) fn due(&self, row: u32) -> Option<Moment> {
        self.get(row, task::DUE).map(|due| self.moment(due, self.is_whole(row)))
    }

    /// When it ends.
    pub(super) fn ends(&self, row: u32) -> Option<Moment> {
        self.get(row, task::ENDS).map(|ends| self.moment(ends, self.is_whole(row)))
    }

    /// Until when it was put off, where that is later than it begins; a whole day begins at midnight.
    pub(super) fn snoozed(&self, row: u32) -> Option<i64> {
        let until = self.get(row, task::SNOOZED_UNTIL)?;
        let begins = self.due(row).map(|due| self.zone.instant(due.day, due.minute.unwrap_or(0)));
        begins.is_none_or(|begins| until > begins).then_some(until)
    }

    /// When it stands in the agenda.
    pub(super) fn when(&self, row: u32) -> Option<Moment> {
        let Some(until) = self.snoozed(row) else { return self.due(row) };
        let (day, minute) = self.zone.local(until);
        Some(Moment { day, minute: (!self.is_whole(row)).then_some(minute) })
    }

    /// How it comes back: since when, how often, until when.
    pub(super) fn series(&self, row: u32) -> Option<(Day, Every, Day)> {
        let every = repeat::every(self.get(row, task::REPEAT)?)?;
        let first = self.get(row, task::REPEAT_FROM).or_else(|| self.due(row).map(|due| due.day))?;
        Some((first, every, self.get(row, task::REPEAT_UNTIL).unwrap_or(Day::MAX)))
    }

    /// The day after which the series goes on: that of the occurrence which the record stands for, or the later one on which it stands now.
    pub(super) fn until(&self, row: u32) -> Option<Day> {
        let due = self.due(row)?.day;
        Some(self.get(row, task::REPEAT_ON).map_or(due, |on| on.max(due)))
    }

    /// When the occurrence was planned for, wherever it was moved: at that time of the day the series goes on.
    pub(super) fn planned(&self, row: u32) -> Option<Moment> {
        match self.get(row, task::REPEAT_AT) {
            Some(at) => Some(self.moment(at, self.get(row, task::REPEAT_ALL_DAY).unwrap_or(false))),
            None => self.due(row),
        }
    }

    /// When it begins and when it ends.
    pub(super) fn length(&self, row: u32) -> Option<(Moment, Moment)> {
        self.due(row).zip(self.ends(row))
    }

    /// The same of the occurrence as it was planned: so long the series goes on.
    pub(super) fn planned_length(&self, row: u32) -> Option<(Moment, Moment)> {
        let Some(ends) = self.get(row, task::REPEAT_ENDS) else { return self.length(row) };
        let whole = self.get(row, task::REPEAT_ALL_DAY).unwrap_or(false);
        self.planned(row).map(|planned| (planned, self.moment(ends, whole)))
    }

    fn named(&self, row: u32, key: Key<RecordId>) -> Option<(RecordId, String)> {
        self.get(row, key).map(|id| (id, records::name(self.context.workspace, id)))
    }

    /// The first of a lead, an opportunity and an order that it names.
    fn about(&self, row: u32) -> Option<(CollectionId, RecordId, String)> {
        let keys = [(lead::ID, task::LEAD), (opportunity::ID, task::OPPORTUNITY), (order::ID, task::ORDER)];
        keys.into_iter().find_map(|(of, key)| self.named(row, key).map(|(id, name)| (of, id, name)))
    }

    fn phone(&self, row: u32) -> String {
        let places: [Numbers; 3] = [
            (task::CONTACT, contact::ID, &[contact::MOBILE, contact::PHONE]),
            (task::CUSTOMER, customer::ID, &[customer::PHONE]),
            (task::LEAD, lead::ID, &[lead::MOBILE, lead::PHONE]),
        ];
        let workspace = self.context.workspace;
        let numbers = places.into_iter().filter_map(|(key, of, fields)| {
            let (table, at) = workspace.find_alive(of, self.get(row, key)?)?;
            // Who must not be called is not offered to be.
            let silent = match of {
                contact::ID => contact::DO_NOT_CALL,
                _ => customer::DO_NOT_CALL,
            };
            if of != lead::ID && bool::from_value(table.value(at, silent.id, &workspace.ids)) == Some(true) {
                return None;
            }
            fields.iter().map(|field| table.text(at, *field).to_owned()).find(|number| !number.is_empty())
        });
        numbers.into_iter().next().unwrap_or_default()
    }

    /// The line of a task.
    pub(super) fn item(&self, row: u32) -> AgendaItem {
        AgendaItem {
            id: self.context.workspace.ids.id(self.table.handle(row)),
            name: self.table.text(row, task::NAME).to_owned(),
            kind: self.kind(row),
            when: self.when(row),
            ends: self.ends(row),
            status: self.status(row),
            priority: self.get(row, task::PRIORITY),
            repeat: self.get(row, task::REPEAT),
            snoozed: self.snoozed(row).is_some(),
            coming: false,
            place: self.table.text(row, task::PLACE).to_owned(),
            customer: self.named(row, task::CUSTOMER),
            about: self.about(row),
            owner: self.named(row, task::OWNER),
            phone: self.phone(row),
        }
    }
}
