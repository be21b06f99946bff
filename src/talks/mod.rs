//! Conversations and files: one composer for all of them, what was said and kept with a record, ways to reach somebody, who calls.

mod call;
mod composer;
mod entry;
pub mod files;
mod form;
mod menu;
mod picture;
mod place;
mod reach;
mod section;
mod spoken;
mod text;
mod who;
mod words;

pub use call::call;
pub use composer::composer;
pub use entry::{body, what};
pub use files::{adder, row as files};
pub use reach::{ask_first, reach};
pub use section::section;
pub use who::{CUSTOMERS, who};

use crate::selling::asked;
use crate::state::Derived;
use asked::Asked;
use protocol::{SellingAnswer, SellingQuery, TalksAnswer, TalksQuery};

/// The answer to a question, kept up to date.
fn ask(query: impl Fn() -> Option<TalksQuery> + 'static) -> Asked {
    asked::ask(move || query().map(SellingQuery::Talks))
}

/// Something of the answer, once it is there; reactive.
fn read<T>(answer: Asked, read: impl FnOnce(&TalksAnswer) -> Option<T>) -> Option<T> {
    asked::read(answer, |answer| match answer {
        SellingAnswer::Talks(answer) => read(answer),
        _ => None,
    })
}

/// What a record is about and how to reach them.
fn about(asked: Derived<Option<(model::CollectionId, model::RecordId)>>) -> Derived<Option<protocol::About>> {
    let answer = ask(move || asked.get().map(|(of, id)| TalksQuery::About(of, id)));
    Derived::new(move || {
        let wanted = asked.get().map(|(_, id)| id);
        read(answer, |answer| match answer {
            TalksAnswer::About(about) => about.as_deref().filter(|about| Some(about.whom.id) == wanted).cloned(),
            _ => None,
        })
    })
}
