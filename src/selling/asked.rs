//! Asking the worker about selling, and reading what is answered: one way for all areas.

use crate::data::watch;
use crate::state::Slot;
use protocol::{Answer, Query, Sealed, SellingAnswer, SellingQuery};
use std::sync::Arc;

/// What comes to a question, now and whenever it changes.
pub type Asked = Slot<Option<Arc<Answer>>>;

/// Asks, and asks anew when what the question is made of changes.
pub fn ask(question: impl Fn() -> Option<SellingQuery> + 'static) -> Asked {
    watch(move || Some(Query::Selling(Sealed::new(&question()?))))
}

/// Something of the answer that is there; reactive.
pub fn read<T>(asked: Asked, f: impl FnOnce(&SellingAnswer) -> Option<T>) -> Option<T> {
    asked.with(|answer| match answer.as_deref() {
        Some(Answer::Selling(answer)) => answer.get().and_then(f),
        _ => None,
    })
}
