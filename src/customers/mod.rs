//! The customer list, and the open customer beside it.

mod create;
mod empty;
mod filters;
mod words;

use crate::boot;
use crate::data::{self, Opening};
use crate::format;
use crate::i18n::{t, tf};
use crate::lists::{self, Beside, Place, State};
use crate::parts;
use crate::shell;
use crate::state::Derived;
use crate::ui::Skeleton;
use crate::ui::erase;
use leptos::prelude::*;
use model::RecordId;

/// The page.
#[component]
pub fn CustomersPage() -> impl IntoView {
    let place = Place::customers();
    let search = RwSignal::from(shell::search());
    let list = State::new(place, search);
    lists::listen(list);
    let Beside { open, room, view } = lists::beside(place, |place| {
        let id = Derived::new(move || place.with(|place| place.id).unwrap_or(RecordId(0)));
        let back = Derived::new(move || place.get().with_id(None).url());
        parts::customer(id, back)
    });
    view! {
        <div class="customers" class:open=move || open.get() class:room=move || room.get()>
            <section class="customers-list" aria-label=t(&words::LIST)>
                <header class="page-head">
                    <h1>{t(&words::TITLE)}</h1>
                    <Count list=list />
                    <create::NewCustomer list=list />
                </header>
                {content(list)}
            </section>
            {view}
        </div>
    }
    .into_any()
}

/// How many there are, and how many are selected.
#[component]
fn Count(list: State) -> impl IntoView {
    let text = erase::text(move || {
        let whole = |n: u32| format::integer(u64::from(n));
        let answered = list.answered();
        list.rows.with(|rows| match (answered, rows.narrowed()) {
            (false, _) => String::new(),
            (true, true) if rows.all > 0 => {
                tf(&words::COUNT_OF, &[("n", &whole(rows.total)), ("all", &whole(rows.all))])
            }
            _ => whole(rows.all),
        })
    });
    view! {
        <span class="count muted" role="status">
            {text}
        </span>
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Shown {
    Nothing,
    Bones,
    Empty,
    NoMatch,
    List,
}

fn content(list: State) -> AnyView {
    let shown = Derived::new(move || {
        let answered = list.answered();
        let (total, all) = list.rows.with(|rows| (rows.total, rows.all));
        match (answered, data::opening()) {
            (false, Opening::Failed(_)) => Shown::Nothing,
            (false, _) => Shown::Bones,
            (true, _) if all == 0 => Shown::Empty,
            (true, _) if total == 0 => Shown::NoMatch,
            _ => Shown::List,
        }
    });
    // The bar stays while the list below it comes and goes, so that a filter can be changed until something is found.
    let bar = erase::show(
        move || matches!(shown.get(), Shown::NoMatch | Shown::List),
        move || lists::bar(list, move || filters::chips(list)),
    );
    let below = erase::view(move || match shown.get() {
        Shown::Nothing => erase::nothing(),
        // What boot.js showed meanwhile stays.
        Shown::Bones if boot::empty() => empty::welcome(),
        Shown::Bones => view! { <Skeleton lines=8 /> }.into_any(),
        Shown::Empty => view! { <empty::Empty /> }.into_any(),
        Shown::NoMatch => view! { <empty::NoMatch list=list /> }.into_any(),
        Shown::List => lists::grid(list),
    });
    view! {
        {bar}
        {below}
    }
    .into_any()
}
