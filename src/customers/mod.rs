//! The customer list, and the open customer beside it.

mod columns;
mod create;
mod empty;
mod filters;
mod keys;
mod list;
mod place;
mod row;
mod rows;
mod words;

use crate::data::{self, Opening};
use crate::format;
use crate::i18n::{t, tf};
use crate::parts;
use crate::shell;
use crate::state::{Derived, Slot};
use crate::ui::Skeleton;
use crate::ui::erase::{self, Reactive};
use leptos::prelude::*;
use place::Place;
use rows::Rows;

/// The page.
#[component]
pub fn CustomersPage() -> impl IntoView {
    let place = Place::of_url();
    let search = RwSignal::from(shell::search());
    let list = list::State::new(place, search);
    keys::listen(list, place);
    let id = Derived::new(move || place.with(|place| place.id));
    let open = Derived::new(move || id.get().is_some());
    let beside = erase::maybe(move || {
        open.get().then(|| {
            let shown = Derived::new(move || id.get().unwrap_or(model::RecordId(0)));
            let back = Derived::new(move || place.get().with_id(None).url());
            parts::customer(shown, back)
        })
    });
    view! {
        <div class="customers" class:open=move || open.get()>
            <section class="customers-list" aria-label=t(&words::LIST)>
                <header class="page-head">
                    <h1>{t(&words::TITLE)}</h1>
                    <Count rows=list.rows />
                    <create::NewCustomer place=place rows=list.rows />
                </header>
                {content(list, place, search)}
            </section>
            {beside}
        </div>
    }
    .into_any()
}

/// How many there are, and how many are selected.
#[component]
fn Count(rows: Slot<Rows>) -> impl IntoView {
    let text = erase::text(move || {
        let whole = |n: u32| format::integer(u64::from(n));
        rows.with(|rows| match (rows.answered(), rows.narrowed()) {
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

fn content(list: list::State, place: Derived<Place>, search: RwSignal<String>) -> Reactive<AnyView> {
    let shown = Derived::new(move || {
        let (answered, total, all) = list.rows.with(|rows| (rows.answered(), rows.total, rows.all));
        match (answered, data::opening()) {
            (false, Opening::Failed(_)) => Shown::Nothing,
            (false, _) => Shown::Bones,
            (true, _) if all == 0 => Shown::Empty,
            (true, _) if total == 0 => Shown::NoMatch,
            _ => Shown::List,
        }
    });
    erase::view(move || match shown.get() {
        Shown::Nothing => erase::nothing(),
        Shown::Bones => view! { <Skeleton lines=8 /> }.into_any(),
        Shown::Empty => view! { <empty::Empty /> }.into_any(),
        Shown::NoMatch => view! {
            <filters::Filters place=place search=search />
            <empty::NoMatch place=place search=search />
        }
        .into_any(),
        Shown::List => view! {
            <filters::Filters place=place search=search />
            <list::List list=list place=place />
        }
        .into_any(),
    })
}
