//! What a person must know before going on: the book cannot be opened, the data are gone, a new version is ready.

use super::{sentinel, words};
use crate::data::{self, Opening, backups};
use crate::i18n::{failure, t, tf};
use crate::import::only_sample_in;
use crate::state::Slot;
use crate::ui::{button, erase};
use crate::{boot, format};
use leptos::ev;
use leptos::prelude::*;
use protocol::{BookAnswer, Failure};

#[component]
pub(super) fn Banners() -> impl IntoView {
    let book = data::book();
    let trouble = move || match data::opening() {
        Opening::Failed(problem) => Some(problem),
        _ => book.with(|book| book.as_ref().and_then(|book| book.trouble.clone())),
    };
    let lost = sentinel::lost();
    erase::effect(move || {
        if book.with(|book| book.as_deref().is_some_and(holds_own)) {
            backups::begin();
        }
    });
    let update = RwSignal::new(boot::update_ready());
    let ready =
        window_event_listener(ev::Custom::<web_sys::Event>::new("rapport-update-ready"), move |_| update.set(true));
    on_cleanup(move || ready.remove());
    view! {
        {erase::maybe(move || trouble().map(broken))}
        {erase::maybe(move || lost.get().map(|customers| gone(customers, lost)))}
        {erase::maybe(reminder)}
        {erase::maybe(move || update.get().then(|| new_version(update)))}
    }
    .into_any()
}

fn broken(problem: Failure) -> AnyView {
    view! {
        <div class="banner problem" role="alert">
            <p>{failure(&problem)}</p>
            {button("button", &words::RELOAD, || drop(window().location().reload()))}
        </div>
    }
    .into_any()
}

fn gone(records: u32, lost: Slot<Option<u32>>) -> AnyView {
    let text = tf(&words::LOST, &[("records", &format::integer(u64::from(records)))]);
    view! {
        <div class="banner warn" role="alert">
            <p>{text}</p>
            <a class="button" href="settings">
                {t(&words::RESTORE)}
            </a>
            <a class="button" href="import">
                {t(&words::IMPORT_AGAIN)}
            </a>
            {button("button quiet", &words::UNDERSTOOD, move || sentinel::forget(lost))}
        </div>
    }
    .into_any()
}

/// More than nothing, and more than sample data.
fn holds_own(book: &BookAnswer) -> bool {
    book.counts.records > 0 && !only_sample_in(book)
}

/// The last backup is old. Quiet; plainer where the browser may clear the data by itself.
fn reminder() -> Option<AnyView> {
    let book = data::book().get().filter(|book| holds_own(book) && backups::due(book))?;
    let known = backups::known();
    let words = match (known.at > 0.0, book.storage.persisted) {
        (true, true) => &words::BACKUP_OLD,
        (true, false) => &words::BACKUP_OLD_LOOSE,
        (false, true) => &words::BACKUP_NONE,
        (false, false) => &words::BACKUP_NONE_LOOSE,
    };
    let text = tf(words, &[("when", &format::instant(known.at))]);
    let view = view! {
        <div class="banner" class:warn=!book.storage.persisted role="status">
            <p>{text}</p>
            <a class="button" href="settings">
                {t(&words::BACK_UP)}
            </a>
            {button("button quiet", &words::LATER, backups::put_off)}
        </div>
    };
    Some(view.into_any())
}

/// The browser changes over once no tab is in the middle of loading, which takes a moment; the banner says so meanwhile.
fn new_version(update: RwSignal<bool>) -> AnyView {
    let taken = Slot::new(false);
    let text = erase::text(move || t(if taken.get() { &words::UPDATING } else { &words::UPDATE }).to_owned());
    let take = move || {
        taken.set(true);
        boot::apply_update();
    };
    let choices = erase::show(
        move || !taken.get(),
        move || {
            view! {
                {button("button", &words::RELOAD, take)}
                {button("button quiet", &words::LATER, move || update.set(false))}
            }
            .into_any()
        },
    );
    view! {
        <div class="banner" role="status">
            <p>{text}</p>
            {choices}
        </div>
    }
    .into_any()
}
