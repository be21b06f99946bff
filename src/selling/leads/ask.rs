//! How the page asks for leads, and does something with them.

use crate::selling::asked;
pub(super) use asked::Asked;
use protocol::{LeadsAnswer, LeadsDeed, LeadsQuery, Request, Sealed, SellingAnswer, SellingDeed, SellingQuery};

pub(in crate::selling) fn ask(query: impl Fn() -> Option<LeadsQuery> + 'static) -> Asked {
    asked::ask(move || query().map(SellingQuery::Leads))
}

/// Something of the answer, if it is the wanted one; reactive.
pub(in crate::selling) fn read<T>(answer: Asked, f: impl FnOnce(&LeadsAnswer) -> Option<T>) -> Option<T> {
    asked::read(answer, |answer| match answer {
        SellingAnswer::Leads(answer) => f(answer),
        _ => None,
    })
}

pub(super) fn deed(deed: LeadsDeed) -> Request {
    Request::Sell(Sealed::new(&SellingDeed::Leads(deed)))
}
