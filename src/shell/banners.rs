//! What a person must know before going on: the book cannot be opened, the data are gone, a new version is ready.

use super::{sentinel, words};
use crate::data::{self, Opening};
use crate::i18n::{Msg, failure, t, tf};
use crate::{boot, format};
use leptos::ev;
use leptos::prelude::*;
use protocol::Failure;

#[component]
pub(super) fn Banners() -> impl IntoView {
    let opening = data::opening();
    let book = data::book();
    let trouble = move || match opening.get() {
        Opening::Failed(problem) => Some(problem),
        _ => book.with(|book| book.as_ref().and_then(|book| book.trouble.clone())),
    };
    let lost = sentinel::lost();
    let update = RwSignal::new(boot::update_ready());
    let ready =
        window_event_listener(ev::Custom::<web_sys::Event>::new("rapport-update-ready"), move |_| update.set(true));
    on_cleanup(move || ready.remove());
    view! {
        {move || trouble().map(broken)}
        {move || lost.get().map(|customers| gone(customers, lost))}
        {move || update.get().then(|| new_version(update))}
    }
    .into_any()
}

fn button(class: &'static str, msg: &'static Msg, act: impl Fn() + 'static) -> impl IntoView {
    view! {
        <button type="button" class=class on:click=move |_| act()>
            {move || t(msg)}
        </button>
    }
}

fn broken(problem: Failure) -> impl IntoView {
    view! {
        <div class="banner problem" role="alert">
            <p>{move || failure(&problem)}</p>
            {button("button", &words::RELOAD, || drop(window().location().reload()))}
        </div>
    }
}

fn gone(customers: u32, lost: RwSignal<Option<u32>>) -> impl IntoView {
    let text = move || tf(&words::LOST, &[("customers", &format::integer(u64::from(customers)))]);
    view! {
        <div class="banner warn" role="alert">
            <p>{text}</p>
            <a class="button" href="import">
                {t(&words::IMPORT_AGAIN)}
            </a>
            {button("button quiet", &words::UNDERSTOOD, move || sentinel::forget(lost))}
        </div>
    }
}

fn new_version(update: RwSignal<bool>) -> impl IntoView {
    view! {
        <div class="banner" role="status">
            <p>{t(&words::UPDATE)}</p>
            {button("button", &words::RELOAD, boot::apply_update)}
            {button("button quiet", &words::LATER, move || update.set(false))}
        </div>
    }
}
