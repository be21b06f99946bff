//! What happened: the page of all operations, the past of a record, and values that lost against others.

mod conflicts;
mod entry;
mod load;
mod past;
mod sentence;
mod words;

pub use conflicts::conflicts;
pub use past::past;

use crate::commands::offer_said;
use crate::data;
use crate::format;
use crate::i18n::{Msg, failure, t, tf};
use crate::state::Derived;
use crate::ui::{EmptyState, Glyph, Skeleton, button, erase};
use entry::Details;
use leptos::prelude::*;
use load::{Pages, Read};
use protocol::{HistoryQuery, OperationKind};

/// The words for a kind of operation.
fn kind_word(kind: OperationKind) -> &'static Msg {
    match kind {
        OperationKind::Added => &words::ADDED,
        OperationKind::Edited => &words::EDITED,
        OperationKind::Deleted => &words::DELETED,
        OperationKind::Restored => &words::RESTORED,
        OperationKind::Imported => &words::IMPORTED,
        OperationKind::Undone => &words::UNDONE,
    }
}

/// The page of all operations.
#[component]
pub fn HistoryPage() -> impl IntoView {
    let kind = RwSignal::new(String::new());
    let device = RwSignal::new(String::new());
    let day = RwSignal::new(String::new());
    let query = Derived::new(move || {
        let kind = kind.get();
        let own = match device.get().as_str() {
            "this" => Some(true),
            "others" => Some(false),
            _ => None,
        };
        let span = day.with(|day| format::day_span(day));
        Some(HistoryQuery {
            kind: OperationKind::ALL.iter().find(|(_, name)| *name == kind).map(|(kind, _)| *kind),
            own,
            from_millis: span.map(|span| span.0),
            to_millis: span.map(|span| span.1),
            ..HistoryQuery::default()
        })
    });
    let pages = Pages::new(query);
    let details = Details::new();
    let all = move || kind.with(String::is_empty) && device.with(String::is_empty) && day.with(String::is_empty);
    let clear = move || {
        kind.set(String::new());
        device.set(String::new());
        day.set(String::new());
    };
    offer_said("history-own", &words::THIS_DEVICE, "benji bj", Glyph::Filter, move || device.set("this".to_owned()));
    offer_said("history-others", &words::OTHER_DEVICES, "qita qt", Glyph::Filter, move || {
        device.set("others".to_owned())
    });
    offer_said("history-all", &words::CLEAR, "quanbu qb", Glyph::Filter, clear);
    let content = erase::view(move || match (pages.failed.get(), pages.read.get()) {
        (Some(error), _) => view! {
            <EmptyState title=t(&words::FAILED) text=erase::text(move || failure(&error))>
                {button("button", &words::TRY_AGAIN, move || pages.retry())}
            </EmptyState>
        }
        .into_any(),
        (None, None) => view! { <Skeleton lines=8 /> }.into_any(),
        (None, Some(read)) if read.entries.is_empty() && all() => view! {
            <EmptyState title=t(&words::EMPTY) text=erase::text(|| t(&words::EMPTY_TEXT).to_owned())>
                <a class="button primary" href="import">{t(&words::IMPORT)}</a>
            </EmptyState>
        }
        .into_any(),
        (None, Some(read)) if read.entries.is_empty() => view! {
            <EmptyState title=t(&words::NONE) text=erase::text(|| t(&words::NONE_TEXT).to_owned())>
                {button("button", &words::CLEAR, clear)}
            </EmptyState>
        }
        .into_any(),
        (None, Some(read)) => days(pages, &read, details),
    });
    view! {
        <div class="page history-page">
            <header class="page-head">
                <h1>{t(&words::TITLE)}</h1>
            </header>
            {filters(kind, device, day)}
            {erase::maybe(stayed)}
            {content}
        </div>
    }
    .into_any()
}

fn filters(kind: RwSignal<String>, device: RwSignal<String>, day: RwSignal<String>) -> AnyView {
    let option =
        |(value, word): (&'static str, &'static Msg)| view! { <option value=value>{t(word)}</option> }.into_any();
    let kinds = OperationKind::ALL.iter().map(|(kind, name)| (*name, kind_word(*kind)));
    let kinds: Vec<AnyView> = std::iter::once(("", &words::ANY_KIND)).chain(kinds).map(option).collect();
    let devices = [("", &words::ANY_DEVICE), ("this", &words::THIS_DEVICE), ("others", &words::OTHER_DEVICES)];
    let devices: Vec<AnyView> = devices.into_iter().map(option).collect();
    view! {
        <div class="history-filters" role="group" aria-label=t(&words::FILTERS)>
            <select class="select" aria-label=t(&words::KIND) prop:value=move || kind.get()
                on:change=move |event| kind.set(event_target_value(&event))>{kinds}</select>
            <select class="select" aria-label=t(&words::DEVICE) prop:value=move || device.get()
                on:change=move |event| device.set(event_target_value(&event))>{devices}</select>
            <input class="input" type="date" aria-label=t(&words::DAY) prop:value=move || day.get()
                on:input=move |event| day.set(event_target_value(&event)) />
        </div>
    }
    .into_any()
}

/// What the last undo left alone.
fn stayed() -> Option<AnyView> {
    let stayed = data::stayed().get()?;
    let stayed = stayed.get()?;
    let n = format::integer(stayed.total.into());
    Some(
        view! {
            <section class="history-stayed" role="status" aria-label=t(&words::STAYED_TITLE)>
                <p>{tf(&words::STAYED, &[("n", &n)])}</p>
                {entry::changes(&stayed.cells, &stayed.names, true)}
                {button("button", &words::UNDERSTOOD, || data::stayed().set(None))}
            </section>
        }
        .into_any(),
    )
}

/// The operations under the days on which they happened.
fn days(pages: Pages, read: &Read, details: Details) -> AnyView {
    let mut sections: Vec<AnyView> = Vec::new();
    let mut rest = &read.entries[..];
    while let Some(first) = rest.first() {
        let day = format::local_day(first.stamp.millis() as f64);
        let end = rest.iter().position(|entry| format::local_day(entry.stamp.millis() as f64) != day);
        let (these, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        let rows: Vec<AnyView> = these.iter().map(|happened| entry::entry(read, happened, details)).collect();
        sections.push(
            view! {
                <section class="history-day">
                    <h2>{format::day_heading(day, t(&words::TODAY), t(&words::YESTERDAY))}</h2>
                    <ol class="happenings">{rows}</ol>
                </section>
            }
            .into_any(),
        );
    }
    let more = read.next.is_some().then(|| button("button", &words::MORE, move || pages.more()));
    view! {
        {sections}
        {more}
    }
    .into_any()
}
