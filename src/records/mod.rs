//! Every collection as a list with its records, and the trash.

mod create;
mod record;
mod words;

pub use record::{Around, panel};

use crate::app::go_instead;
use crate::format;
use crate::i18n::{label, t, tf};
use crate::lists::{self, Beside, Place, State, look, place::collections};
use crate::parts;
use crate::state::Derived;
use crate::ui::{EmptyState, Glyph, Icon, Skeleton, button, erase};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use model::CollectionId;
use model::schema::lead;

/// The page.
#[component]
pub fn RecordsPage() -> impl IntoView {
    let place = Place::records();
    // Leads have a page of their own, whoever the link to one is from.
    erase::effect(move || {
        let place = place.get();
        if place.of == lead::ID && !place.trash {
            go_instead(&place.url());
        }
    });
    let find = RwSignal::new(String::new());
    let kind = Derived::new(move || place.with(|place| (place.of, place.trash)));
    erase::effect(move || {
        kind.with(|_| ());
        find.set(String::new());
    });
    let list = State::new(place, find);
    lists::listen(list);
    let Beside { open, room, view } = lists::beside(place, |place| panel(place, Around::default()));
    let shown = Derived::new(move || {
        let (all, total) = list.rows.with(|rows| (rows.all, rows.total));
        (list.answered(), all, total > 0)
    });
    let query = use_location().query;
    let printed = Derived::new(move || {
        let print = query.with(|query| query.get_str("print").is_some());
        place.with(|place| place.id.filter(|_| print && place.of == model::schema::order::ID))
    });
    let content = erase::view(move || match shown.get() {
        (false, ..) => view! { <Skeleton lines=8 /> }.into_any(),
        (true, all, false) => nothing(list, all),
        _ => lists::grid(list),
    });
    // A new kind of record has another bar; its parts stay while the list below changes.
    let bar = erase::view(move || {
        kind.with(|_| ());
        lists::bar(list, move || {
            view! { {finder(find)} {lists::more::owned(list)} {lists::more::lines(list)} }.into_any()
        })
    });
    // On paper there is nothing but the order.
    let paper = erase::maybe(move || printed.get().map(parts::order_sheet));
    view! {
        {paper}
        <div class="customers records" class:open=move || open.get() class:room=move || room.get()
            class:away=move || printed.get().is_some()>
            <section class="customers-list" aria-label=t(&words::TITLE)>
                <header class="page-head">
                    <h1>{t(&words::TITLE)}</h1>
                    {count(list)}
                    {erase::view(move || head_end(kind.get()))}
                </header>
                {erase::view(move || tabs(kind.get()))}
                {bar}
                {content}
            </section>
            {view}
        </div>
    }
    .into_any()
}

fn count(list: State) -> AnyView {
    let text = erase::text(move || {
        let whole = |n: u32| format::integer(u64::from(n));
        let answered = list.answered();
        list.rows.with(|rows| match (answered, rows.narrowed()) {
            (false, _) => String::new(),
            (true, false) => tf(&words::COUNT, &[("n", &whole(rows.all))]),
            (true, true) => tf(&words::COUNT_OF, &[("n", &whole(rows.total)), ("all", &whole(rows.all))]),
        })
    });
    view! { <span class="count muted" role="status">{text}</span> }.into_any()
}

fn head_end((of, trash): (CollectionId, bool)) -> AnyView {
    let place = Place::list(of, trash);
    let to = Place::list(if trash { model::schema::order::ID } else { model::schema::customer::ID }, !trash);
    let name = if trash { &words::LEAVE_TRASH } else { &words::TRASH };
    let icon = if trash { Glyph::Back } else { Glyph::Trash };
    let create = (!trash).then(|| create::button(place));
    view! {
        <div class="records-end">
            <a class="button quiet" href=to.url()>
                <Icon of=icon />
                {t(name)}
            </a>
            {create}
        </div>
    }
    .into_any()
}

/// One tab a collection.
fn tabs((of, trash): (CollectionId, bool)) -> AnyView {
    let tab = |collection: &'static model::schema::Collection| {
        let current = (collection.id == of).then_some("page");
        view! {
            <a class="tab" href=Place::list(collection.id, trash).url() aria-current=current>
                {label(&format!("collections.{}", collection.name))}
            </a>
        }
        .into_any()
    };
    let tabs: Vec<AnyView> = collections(trash).into_iter().map(tab).collect();
    view! {
        <div class="filters">
            <nav class="tabs" aria-label=t(&words::KINDS)>{tabs}</nav>
        </div>
    }
    .into_any()
}

/// The words that narrow the list.
pub fn finder(find: RwSignal<String>) -> AnyView {
    view! {
        <input
            class="input records-find"
            type="search"
            autocomplete="off"
            aria-label=t(&words::FIND)
            placeholder=t(&words::FIND_HINT)
            prop:value=move || find.get()
            on:input=move |event| find.set(event_target_value(&event))
        />
    }
    .into_any()
}

fn nothing(list: State, all: u32) -> AnyView {
    let place = list.place.get_untracked();
    let (title, text) = match (all, place.trash) {
        (0, true) => (&words::EMPTY_TRASH, &words::EMPTY_TRASH_TEXT),
        (0, false) => (&words::EMPTY, &words::EMPTY_TEXT),
        _ => (&words::NONE, &words::NONE_TEXT),
    };
    let clear = move || {
        list.search.set(String::new());
        look::update(place.of, |look| look.rule = model::Rule::default());
        go_instead(&list.place.get_untracked().unfiltered().url());
    };
    let action = match (all, place.trash) {
        (0, true) => None,
        (0, false) => Some(view! { <a class="button" href="import">{t(&words::IMPORT)}</a> }.into_any()),
        _ => Some(button("button", &words::CLEAR, clear)),
    };
    view! {
        <EmptyState title=t(title) text=erase::text(move || t(text).to_owned())>
            {action}
            {(all > 0).then(|| lists::search_all(list))}
        </EmptyState>
    }
    .into_any()
}
