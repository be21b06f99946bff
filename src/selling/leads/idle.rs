//! Idle leads go back to the public pool when a day's work begins: with the leads or with what is to be done today.

use super::ask::{ask, deed, read};
use crate::data;
use crate::selling::agenda::today;
use crate::state::Slot;
use crate::ui::erase;
use leptos::prelude::*;
use model::Day;
use protocol::{LeadsAnswer, LeadsDeed, LeadsQuery};

/// Gives idle leads back, once when the page is opened and once on each day that begins while it is open: one step, said and to be undone like any
/// other.
pub(in crate::selling) fn return_idle() {
    let (today, looked) = (today(), Slot::new(None::<Day>));
    let answer = ask(move || (looked.get() != Some(today.get())).then_some(LeadsQuery::Idle));
    erase::effect(move || {
        let idle = read(answer, |answer| match answer {
            LeadsAnswer::Idle(idle) => Some(*idle),
            _ => None,
        });
        let day = untrack(|| today.get());
        let Some(idle) = idle.filter(|_| looked.get_untracked() != Some(day)) else { return };
        looked.set(Some(day));
        if idle > 0 {
            data::act(deed(LeadsDeed::ReturnIdle));
        }
    });
}
