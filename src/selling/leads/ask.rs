//! How the page asks for leads, and does something with them.

use crate::data::watch;
use crate::state::Slot;
use protocol::{
    Answer, LeadsAnswer, LeadsDeed, LeadsQuery, Query, Request, Sealed, SellingAnswer, SellingDeed, SellingQuery,
};
use std::sync::Arc;

/// What comes to a question, now and whenever it changes.
pub(super) type Answered = Slot<Option<Arc<Answer>>>;

pub(super) fn ask(query: impl Fn() -> Option<LeadsQuery> + 'static) -> Answered {
    watch(move || query().map(|query| Query::Selling(Sealed::new(&SellingQuery::Leads(query)))))
}

/// Something of the answer, if it is the wanted one; reactive.
pub(super) fn read<T>(answer: Answered, f: impl FnOnce(&LeadsAnswer) -> Option<T>) -> Option<T> {
    answer.with(|answer| match answer.as_deref() {
        Some(Answer::Selling(answer)) => match answer.get()? {
            SellingAnswer::Leads(answer) => f(answer),
            _ => None,
        },
        _ => None,
    })
}

pub(super) fn deed(deed: LeadsDeed) -> Request {
    Request::Sell(Sealed::new(&SellingDeed::Leads(deed)))
}
