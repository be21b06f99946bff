//! A moment of a task that takes the whole day is read and typed as the day: the noon in Greenwich that is kept of it means no time.

use super::clock::zone;
use crate::state::Derived;
use leptos::prelude::*;
use model::schema::task;
use model::{CollectionId, FieldId, Kind, Value};
use protocol::{Moment, Request};

/// How a fact is read, and what saves it.
#[derive(Clone, Copy)]
pub struct Read {
    /// What it holds.
    pub kind: Kind,
    /// What stands in it.
    pub value: Derived<Value>,
    /// What saves what is typed.
    pub save: Callback<Value, Option<Request>>,
}

/// The field that tells whether a moment means the whole day; `None` for what is no such moment.
pub fn told_by(of: CollectionId, field: FieldId) -> Option<FieldId> {
    match field {
        field if of == task::ID && [task::DUE.id, task::ENDS.id].contains(&field) => Some(task::ALL_DAY.id),
        field if of == task::ID && [task::REPEAT_AT.id, task::REPEAT_ENDS.id].contains(&field) => {
            Some(task::REPEAT_ALL_DAY.id)
        }
        _ => None,
    }
}

impl Read {
    /// The same as a day.
    pub fn as_day(self) -> Read {
        let value = Derived::new(move || match self.value.get() {
            Value::Instant(at) => Value::Day(zone().moment(at, true).day),
            other => other,
        });
        let save = Callback::new(move |typed| {
            self.save.run(match typed {
                Value::Day(day) => Value::Instant(zone().kept(Moment { day, minute: None })),
                other => other,
            })
        });
        Read { kind: Kind::Day, value, save }
    }
}
