//! A polite reminder: a text in either language, on its way by e-mail, as a message, or copied.

use super::words;
use crate::data::watch;
use crate::format;
use crate::i18n::{Lang, Msg, filled, lang, t};
use crate::state::Slot;
use crate::talks::ask_first;
use crate::ui::field::today;
use crate::ui::{Dialog, button, erase, toast};
use js_sys::{Function, Promise, Reflect};
use leptos::prelude::*;
use model::Value;
use model::input::dialled;
use model::schema::{THE_SETTINGS, setting};
use protocol::money::DueRow;
use protocol::{Answer, Query};
use std::sync::Arc;
use wasm_bindgen::JsCast;

/// The dialog; what it is about is set before it opens.
pub(super) fn dialog(row: Slot<Option<DueRow>>, open: RwSignal<bool>) -> AnyView {
    view! {
        <Dialog open=open title=t(&words::REMIND)>
            {row.get_untracked().map(form)}
        </Dialog>
    }
    .into_any()
}

/// A message in one of the languages, whichever the page speaks.
fn said(msg: &'static Msg, language: Lang) -> &'static str {
    let (en, zh) = msg.0.split_once('\0').unwrap_or((msg.0, ""));
    if language == Lang::En { en } else { zh }
}

fn text(row: &DueRow, seller: &str, language: Lang) -> String {
    let words = match row.day {
        _ if row.plan.is_none() => &words::REMINDER_OPEN,
        Some(day) if day < today() => &words::REMINDER_LATE,
        Some(_) => &words::REMINDER_SOON,
        None => &words::REMINDER_OPEN,
    };
    let day = row.day.map(|day| day.iso()).unwrap_or_default();
    let seller = if seller.is_empty() { String::new() } else { format!("\n{seller}") };
    let customer = row.customer.as_ref().map(|(_, name)| name.as_str()).unwrap_or_default();
    let amount = format::money(row.remaining);
    let told =
        [("customer", customer), ("order", &row.order.1), ("amount", &amount), ("day", &day), ("seller", &seller)];
    filled(said(words, language), &told)
}

fn form(row: DueRow) -> AnyView {
    let settings = watch(|| Some(Query::Record { collection: setting::ID, id: THE_SETTINGS }));
    let seller = move || {
        settings.with(|answer| match answer.as_deref() {
            Some(Answer::Record(record)) => {
                let facts = &record.get()?.as_ref()?.facts;
                let found = facts.iter().find(|(field, _)| *field == setting::SELLER.id);
                found.and_then(|(_, value)| if let Value::Text(text) = value { Some(text.clone()) } else { None })
            }
            _ => None,
        })
    };
    let language = Slot::new(lang());
    let typed = RwSignal::new(String::new());
    let touched = RwSignal::new(false);
    let of = row.clone();
    // Written anew for another language, until somebody has changed it.
    erase::effect(move || {
        let new = text(&of, &seller().unwrap_or_default(), language.get());
        if !touched.get_untracked() {
            typed.set(new);
        }
    });
    let choices = [(Lang::En, "English"), (Lang::ZhCn, "中文")].map(|(of, name)| {
        let pressed = erase::attribute(move || Some((language.get() == of).to_string()));
        let choose = move |_| {
            touched.set(false);
            language.set(of);
        };
        view! { <button type="button" lang=of.tag() aria-pressed=pressed on:click=choose>{name}</button> }.into_any()
    });
    let encoded = |text: &str| String::from(js_sys::encode_uri_component(text));
    let (email, phone, number) = (row.email.clone(), dialled(&row.phone), row.order.1.clone());
    let quiet = row.quiet;
    let asked = Slot::new(None::<(String, &'static Msg)>);
    let warn = RwSignal::new(false);
    // Who does not want to be reached is asked about first.
    let way = move |class: &'static str, href: erase::Reactive<String>, name: &'static Msg| {
        let follow = move |event: leptos::ev::Targeted<web_sys::MouseEvent, web_sys::HtmlAnchorElement>| {
            if quiet.is_some() {
                event.prevent_default();
                asked.set(event.target().get_attribute("href").map(|href| (href, name)));
                warn.set(true);
            }
        };
        view! { <a class=class rel="external" href=href on:click:target=follow>{t(name)}</a> }.into_any()
    };
    let mail = (!email.is_empty()).then(|| {
        let href = erase::text(move || {
            let subject = filled(said(&words::REMINDER_SUBJECT, language.get()), &[("order", &number)]);
            let body = typed.with(|text| text.replace('\n', "\r\n"));
            format!("mailto:{email}?subject={}&body={}", encoded(&subject), encoded(&body))
        });
        way("button primary", href, &words::REMIND_MAIL)
    });
    let message = (!phone.is_empty()).then(|| {
        let href = erase::text(move || format!("sms:{phone}?body={}", typed.with(|text| encoded(text))));
        way("button", href, &words::REMIND_SMS)
    });
    let ask = quiet.map(|quiet| ask_first(quiet, warn, Arc::new(move || asked.get_untracked()), Arc::new(|()| ())));
    let nobody =
        (mail.is_none() && message.is_none()).then(|| view! { <p class="note">{t(&words::NO_ADDRESS)}</p> }.into_any());
    let write = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlTextAreaElement>| {
        touched.set(true);
        typed.set(event.target().value());
    };
    view! {
        <div class="form">
            <div class="switch" role="group" aria-label=t(&words::REMIND_LANGUAGE)>{Vec::from(choices)}</div>
            <textarea class="input remind-text" rows="9" aria-label=t(&words::REMIND_TEXT)
                prop:value=move || typed.get() on:input:target=write></textarea>
            {nobody}
            <div class="form-end">
                {button("button", &words::REMIND_COPY, move || copy(typed.get_untracked()))}
                {message}
                {mail}
            </div>
            {ask}
        </div>
    }
    .into_any()
}

fn copy(text: String) {
    erase::spawn(async move {
        match written(&text).await {
            Some(()) => toast::show(t(&words::COPIED), None),
            None => toast::problem(t(&words::NOT_COPIED)),
        }
    });
}

/// Puts a text where the next paste finds it; nothing where the browser does not let it.
async fn written(text: &str) -> Option<()> {
    let clipboard = Reflect::get(&window().navigator(), &"clipboard".into()).ok()?;
    let write: Function = Reflect::get(&clipboard, &"writeText".into()).ok()?.dyn_into().ok()?;
    let done: Promise = write.call1(&clipboard, &text.into()).ok()?.dyn_into().ok()?;
    wasm_bindgen_futures::JsFuture::from(done).await.ok().map(|_| ())
}
