//! Asking about money, and reading what is answered.

use crate::data::watch;
use crate::selling::asked;
pub use asked::Asked;
use model::RecordId;
use protocol::{Answer, MoneyAnswer, MoneyDeed, MoneyQuery, OrderAnswer, Query, Request, Sealed, SellingAnswer};
use protocol::{SellingDeed, SellingQuery};

/// The answer to a question, asked anew when what it is made of changes.
pub fn ask(question: impl Fn() -> Option<MoneyQuery> + 'static) -> Asked {
    asked::ask(move || question().map(SellingQuery::Money))
}

/// Something of the answer that is there; reactive.
pub fn read<T>(told: Asked, f: impl FnOnce(&MoneyAnswer) -> Option<T>) -> Option<T> {
    asked::read(told, |answer| match answer {
        SellingAnswer::Money(answer) => f(answer),
        _ => None,
    })
}

/// An order with all that belongs to it, once it is known; reactive.
pub fn order(of: RecordId) -> Asked {
    watch(move || Some(Query::Order { id: of }))
}

/// Something of an order; `None` until it is known. Reactive.
pub fn of_order<T>(told: Asked, f: impl FnOnce(&OrderAnswer) -> T) -> Option<T> {
    told.with(|answer| match answer.as_deref() {
        Some(Answer::Order(order)) => order.get()?.as_ref().map(f),
        _ => None,
    })
}

/// The request that does it.
pub fn deed(deed: MoneyDeed) -> Request {
    Request::Sell(Sealed::new(&SellingDeed::Money(deed)))
}
