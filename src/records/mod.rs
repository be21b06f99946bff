//! Every collection as a list with its records, and the trash.

mod create;
mod list;
mod place;
mod record;
mod words;

use crate::app::go_instead;
use crate::data::watch;
use crate::format;
use crate::i18n::{label, t, tf};
use crate::state::Derived;
use crate::ui::{EmptyState, Glyph, Icon, Skeleton, button, erase};
use leptos::prelude::*;
use model::RecordId;
use place::{Place, collections};
use protocol::{Answer, Query, RecordsAnswer, RecordsQuery};
use std::sync::Arc;

/// Records of one page of a list.
const PAGE: u32 = 100;

/// The page.
#[component]
pub fn RecordsPage() -> impl IntoView {
    let place = Place::of_url();
    let find = RwSignal::new(String::new());
    let kind = Derived::new(move || place.with(|place| (place.of, place.trash)));
    erase::effect(move || {
        kind.with(|_| ());
        find.set(String::new());
    });
    let answer = watch(move || {
        let Place { trash, sort, offset, .. } = place.get();
        let collection = place.get().collection();
        let search = find.with(|text| text.trim().to_owned());
        let columns = collection.columns();
        Some(Query::Records(RecordsQuery {
            collection: collection.id,
            deleted: trash,
            search,
            sort,
            columns,
            offset,
            len: PAGE,
        }))
    });
    let listed = Derived::new(move || {
        let Place { trash, .. } = place.get();
        let collection = place.get().collection().id;
        answer.with(|answer| match answer.as_deref() {
            // Until the answer to a new place comes, the old one is of another list.
            Some(Answer::Records(answer)) if (answer.collection, answer.deleted) == (collection, trash) => {
                Some(Arc::new(answer.clone()))
            }
            _ => None,
        })
    });
    let open = Derived::new(move || place.with(|place| place.id.is_some()));
    let beside = erase::maybe(move || open.get().then(|| record::panel(place)));
    let content = erase::view(move || match listed.get() {
        None => view! { <Skeleton lines=8 /> }.into_any(),
        Some(answer) if answer.rows.is_empty() => nothing(place, find, &answer),
        Some(answer) => list::list(place, &answer),
    });
    view! {
        <div class="customers records" class:open=move || open.get()>
            <section class="customers-list" aria-label=t(&words::TITLE)>
                <header class="page-head">
                    <h1>{t(&words::TITLE)}</h1>
                    {count(listed, find)}
                    {erase::view(move || head_end(kind.get()))}
                </header>
                {erase::view(move || tabs(kind.get(), place, find))}
                {content}
            </section>
            {beside}
        </div>
    }
    .into_any()
}

fn count(listed: Derived<Option<Arc<RecordsAnswer>>>, find: RwSignal<String>) -> AnyView {
    let text = erase::text(move || {
        let whole = |n: u32| format::integer(u64::from(n));
        listed.with(|listed| match listed {
            None => String::new(),
            Some(answer) if find.with(|text| text.trim().is_empty()) => tf(&words::COUNT, &[("n", &whole(answer.all))]),
            Some(answer) => tf(&words::COUNT_OF, &[("n", &whole(answer.total)), ("all", &whole(answer.all))]),
        })
    });
    view! { <span class="count muted" role="status">{text}</span> }.into_any()
}

fn head_end((of, trash): (&'static str, bool)) -> AnyView {
    let place = Place::list(of, trash);
    let to = Place::list(if place.trash { "order" } else { "customer" }, !place.trash);
    let name = if place.trash { &words::LEAVE_TRASH } else { &words::TRASH };
    let icon = if place.trash { Glyph::Back } else { Glyph::Trash };
    let create = (!place.trash).then(|| create::button(place)).flatten();
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

/// One tab a collection, and the words that narrow the list.
fn tabs((of, trash): (&'static str, bool), place: Derived<Place>, find: RwSignal<String>) -> AnyView {
    let tab = |collection: &'static model::schema::Collection| {
        let current = (collection.name == of).then_some("page");
        view! {
            <a class="tab" href=Place::list(collection.name, trash).url() aria-current=current>
                {label(&format!("collections.{}", collection.name))}
            </a>
        }
        .into_any()
    };
    // A narrower list begins anew.
    let on_input = move |event| {
        find.set(event_target_value(&event));
        let place = place.get_untracked();
        if place.offset > 0 {
            go_instead(&Place { offset: 0, ..place }.url());
        }
    };
    let tabs: Vec<AnyView> = collections(trash).into_iter().map(tab).collect();
    view! {
        <div class="filters">
            <nav class="tabs" aria-label=t(&words::KINDS)>{tabs}</nav>
            <input
                class="input records-find"
                type="search"
                autocomplete="off"
                aria-label=t(&words::FIND)
                placeholder=t(&words::FIND_HINT)
                prop:value=move || find.get()
                on:input=on_input
            />
        </div>
    }
    .into_any()
}

fn nothing(place: Derived<Place>, find: RwSignal<String>, answer: &RecordsAnswer) -> AnyView {
    let place = place.get_untracked();
    let (title, text) = match (answer.all, place.trash) {
        (0, true) => (&words::EMPTY_TRASH, &words::EMPTY_TRASH_TEXT),
        (0, false) => (&words::EMPTY, &words::EMPTY_TEXT),
        _ => (&words::NONE, &words::NONE_TEXT),
    };
    let action = match (answer.all, place.trash) {
        (0, true) => None,
        (0, false) => Some(view! { <a class="button" href="import">{t(&words::IMPORT)}</a> }.into_any()),
        _ => Some(button("button", &words::CLEAR, move || find.set(String::new()))),
    };
    view! {
        <EmptyState title=t(title) text=erase::text(move || t(text).to_owned())>
            {action}
        </EmptyState>
    }
    .into_any()
}

/// The name of a record that is referred to.
fn name_of(names: &[(RecordId, String)], id: RecordId) -> String {
    let name = names.iter().find(|(known, _)| *known == id).map(|(_, name)| name.clone());
    name.filter(|name| !name.is_empty()).unwrap_or_else(|| t(&words::NO_NAME).to_owned())
}
