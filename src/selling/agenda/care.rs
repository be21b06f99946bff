//! Somebody to think of: why, what could be said, and how it reaches them.

use super::line::call;
use super::messages::{message, subject};
use super::{act, clock, line, snooze, words_care as words};
use crate::data;
use crate::fields;
use crate::format;
use crate::i18n::{Msg, t, tf};
use crate::ui::{Glyph, Icon, button, erase, toast};
use js_sys::{Function, Reflect, encode_uri_component};
use leptos::prelude::*;
use model::schema::{THE_SETTINGS, setting};
use model::{Day, Decimal, FieldId, OptionId, Value, options};
use protocol::{AgendaDeed, CareAnswer, CareItem, CareKind, Request};
use wasm_bindgen::{JsCast, JsValue};

const CALL: OptionId = OptionId(1);
const EMAIL: OptionId = OptionId(4);
const MESSAGE: OptionId = OptionId(5);
/// Longest silence that can be asked for: ten years.
const DAYS_MAX: u32 = 3_650;

/// What a holiday is called.
pub(super) fn holiday_name(kind: CareKind) -> &'static str {
    t(match kind {
        CareKind::Birthday => &words::BIRTHDAY,
        CareKind::Anniversary => &words::ANNIVERSARY,
        CareKind::Silence => &words::SILENCE,
        CareKind::SpringFestival => &words::SPRING,
        CareKind::Qingming => &words::QINGMING,
        CareKind::DragonBoat => &words::BOAT,
        CareKind::MidAutumn => &words::MOON,
        CareKind::NationalDay => &words::NATIONAL,
        CareKind::NewYear => &words::NEW_YEAR,
        CareKind::Easter => &words::EASTER,
        CareKind::Thanksgiving => &words::THANKS,
        CareKind::Christmas => &words::CHRISTMAS,
    })
}

fn why(item: &CareItem, today: Day) -> String {
    match (item.kind, item.silent_days) {
        (CareKind::Silence, Some(days)) => tf(&words::SILENT_FOR, &[("n", &format::integer(days.into()))]),
        (CareKind::Silence, None) => t(&words::NEVER).to_owned(),
        (kind, _) => {
            let day = clock::near_day(item.day, today);
            tf(&words::ON_DAY, &[("what", holiday_name(kind)), ("day", &day)])
        }
    }
}

/// After how many days of silence a customer of each level is suggested: settings of the workspace, so every device suggests alike.
pub(super) fn settings(care: &CareAnswer) -> AnyView {
    let names = [
        (&words::LEVEL_A, setting::CARE_DAYS_A.id),
        (&words::LEVEL_B, setting::CARE_DAYS_B.id),
        (&words::LEVEL_C, setting::CARE_DAYS_C.id),
    ];
    let inputs: Vec<AnyView> = names
        .into_iter()
        .zip(care.silent_days)
        .map(|((name, field), days): ((&'static Msg, FieldId), u32)| {
            let write = move |typed: String| {
                // Emptied, it is as usual again.
                let days = typed.parse::<u32>().ok().map(|days| days.min(DAYS_MAX));
                let value = days.map_or(Value::Empty, |days| Value::Number(Decimal(i64::from(days) * Decimal::ONE)));
                data::act(Request::Edit { collection: setting::ID, record: THE_SETTINGS, field, value });
            };
            view! {
                <label class="agenda-days">
                    <span>{t(name)}</span>
                    <input class="input" type="number" min="0" max=DAYS_MAX.to_string() prop:value=days.to_string()
                        on:change:target=move |event| write(event.target().value()) />
                </label>
            }
            .into_any()
        })
        .collect();
    view! {
        <details class="why agenda-message">
            <summary>{t(&words::DAYS)}</summary>
            <div class="agenda-choices">{inputs}</div>
        </details>
    }
    .into_any()
}

/// Everybody to think of.
pub(super) fn list(care: &CareAnswer, today: Day) -> AnyView {
    if care.items.is_empty() {
        return view! { <p class="note">{t(&words::NOBODY)}</p> }.into_any();
    }
    let rows: Vec<AnyView> = care.items.iter().map(|item| row(item, today)).collect();
    let shown = care.items.len() as u32;
    let some = (shown < care.total).then(|| {
        let (n, all) = (format::integer(shown.into()), format::integer(care.total.into()));
        view! { <p class="note">{tf(&words::SHOWN, &[("n", &n), ("all", &all)])}</p> }.into_any()
    });
    view! { <ul class="agenda-lines">{rows}</ul>{some} }.into_any()
}

/// One of them.
pub(in crate::selling) fn row(item: &CareItem, today: Day) -> AnyView {
    let (customer, name) = item.customer.clone();
    let with = item.contact.as_ref().map(|(_, name)| view! { <span>{name.clone()}</span> }.into_any());
    let level = item
        .level
        .map(|level| view! { <span>{fields::choice(&options::CUSTOMER_LEVEL, level).label}</span> }.into_any());
    let told = item.contact.as_ref().map_or_else(|| name.clone(), |(_, contact)| contact.clone());
    // Greetings are written; after a long silence one calls.
    let usual = if item.kind == CareKind::Silence { CALL } else { MESSAGE };
    let done = {
        let item = item.clone();
        move |event: web_sys::Event| {
            line::keep_place(&event);
            cared(&item, usual, &message(&item));
        }
    };
    let later = {
        let item = item.clone();
        move |_| put_off(&item)
    };
    let done_told = tf(&words::DONE_FOR, &[("name", &told)]);
    let later_told = tf(&words::LATER_FOR, &[("name", &told)]);
    let call = call(&item.phone, tf(&words::CALL_WHO, &[("name", &told)]));
    view! {
        <li class="agenda-line">
            <span class="agenda-box">
                <input type="checkbox" class="agenda-check" aria-label=done_told prop:checked=false on:change=done />
            </span>
            <div class="agenda-what">
                <a class="agenda-subject" href=format!("customers?id={customer}")>{name}</a>
                <p class="agenda-meta"><span>{why(item, today)}</span>{with}{level}</p>
                {suggested(item)}
            </div>
            <span class="agenda-tools">
                {call}
                <button type="button" class="button quiet icon-only" title=later_told.clone() aria-label=later_told on:click=later>
                    <Icon of=Glyph::Later />
                </button>
            </span>
        </li>
    }
    .into_any()
}

/// The suggested message, and the ways by which it goes.
fn suggested(item: &CareItem) -> AnyView {
    let open = RwSignal::new(false);
    let item = item.clone();
    let body = erase::show(move || open.get(), move || written(item.clone()));
    let toggle = move |event: web_sys::Event| {
        let node = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        open.set(node.is_some_and(|node| node.has_attribute("open")));
    };
    view! {
        <details class="why agenda-message" on:toggle=toggle>
            <summary>{t(&words::MESSAGE)}</summary>
            {body}
        </details>
    }
    .into_any()
}

fn written(item: CareItem) -> AnyView {
    let text = RwSignal::new(message(&item));
    let way = |href: Box<dyn Fn(&str) -> String + Send>, name: &'static Msg| {
        let href = erase::text(move || text.with(|text| href(text)));
        view! { <a class="button" rel="external" href=href>{t(name)}</a> }.into_any()
    };
    let encoded = |text: &str| String::from(encode_uri_component(text));
    let mail = (!item.email.is_empty()).then(|| {
        let (to, about) = (item.email.clone(), encoded(subject(&item)));
        way(Box::new(move |text| format!("mailto:{to}?subject={about}&body={}", encoded(text))), &words::MAIL)
    });
    let sms = (!item.phone.is_empty()).then(|| {
        let to = item.phone.clone();
        way(Box::new(move |text| format!("sms:{to}?&body={}", encoded(text))), &words::SMS)
    });
    let wechat = (!item.wechat.is_empty()).then(|| {
        let name = item.wechat.clone();
        view! { <span class="muted">{tf(&words::WECHAT, &[("name", &name)])}</span> }.into_any()
    });
    let (by_mail, by_message) = (item.clone(), item.clone());
    let sent = (!item.email.is_empty())
        .then(|| button("button quiet", &words::SENT_MAIL, move || cared(&by_mail, EMAIL, &text.get_untracked())));
    let lang = if item.chinese { "zh-CN" } else { "en" };
    view! {
        <div class="agenda-written">
            <textarea class="input" rows="3" lang=lang aria-label=t(&words::MESSAGE) prop:value=move || text.get()
                on:input=move |event| text.set(event_target_value(&event))></textarea>
            <div class="agenda-choices">
                {button("button", &words::COPY, move || copy(text.get_untracked()))}
                {mail}
                {sms}
                {wechat}
            </div>
            <div class="agenda-choices">
                {button("button quiet", &words::SENT_MESSAGE, move || cared(&by_message, MESSAGE, &text.get_untracked()))}
                {sent}
            </div>
        </div>
    }
    .into_any()
}

/// Puts a text into the clipboard.
fn copy(text: String) {
    erase::spawn(async move {
        let navigator: JsValue = window().navigator().into();
        let put = || {
            let clipboard = Reflect::get(&navigator, &"clipboard".into())?;
            let write: Function = Reflect::get(&clipboard, &"writeText".into())?.dyn_into()?;
            write.call1(&clipboard, &text.as_str().into())?.dyn_into::<js_sys::Promise>()
        };
        let done = match put() {
            Ok(promise) => wasm_bindgen_futures::JsFuture::from(promise).await.is_ok(),
            Err(_) => false,
        };
        if done { toast::show(t(&words::COPIED), None) } else { toast::problem(t(&words::NOT_COPIED)) }
    });
}

fn cared(item: &CareItem, how: OptionId, text: &str) {
    // After a call nobody wrote: what stands in the log is why.
    let text = if how == CALL { holiday_name(item.kind).to_owned() } else { text.to_owned() };
    act(AgendaDeed::Cared {
        kind: item.kind,
        day: item.day,
        customer: item.customer.0,
        contact: item.contact.as_ref().map(|contact| contact.0),
        how,
        text,
        owner: super::super::me(),
    });
}

fn put_off(item: &CareItem) {
    let (_, name) = item.contact.as_ref().unwrap_or(&item.customer);
    act(AgendaDeed::CareLater {
        kind: item.kind,
        day: item.day,
        customer: item.customer.0,
        contact: item.contact.as_ref().map(|contact| contact.0),
        name: tf(&words::REMINDER_OF, &[("what", holiday_name(item.kind)), ("name", name)]),
        until: snooze::morning(1),
        owner: super::super::me(),
    });
}
