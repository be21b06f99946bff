//! Somebody to think of: why, what could be said, and how it reaches them.

use super::line::call;
use super::messages::{message, subject};
use super::{Asked, act, clock, line, snooze, words_care as words};
use crate::fields;
use crate::format;
use crate::i18n::{Msg, t, tf};
use crate::state::Derived;
use crate::ui::field::whole_setting;
use crate::ui::{Glyph, Icon, button, erase, toast};
use js_sys::{Function, Reflect, encode_uri_component};
use leptos::prelude::*;
use model::input::dialled;
use model::schema::setting;
use model::{Day, FieldId, OptionId, options};
use protocol::{AgendaAnswer, AgendaDeed, CareAnswer, CareItem, CareKind};
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

/// Whom to think of: those who are, and after how many days of silence one is.
pub(super) fn page(answer: Asked, today: Derived<Day>) -> AnyView {
    let care = Derived::new(move || {
        super::read(answer, |answer| if let AgendaAnswer::Care(care) = answer { Some(care.clone()) } else { None })
    });
    let of = move |read: fn(&CareAnswer) -> u32| care.with(|care| care.as_ref().map_or(0, read));
    let items = Derived::new(move || care.with(|care| care.as_ref().map_or_else(Vec::new, |care| care.items.clone())));
    let some = erase::maybe(move || {
        let (shown, all) = (of(|care| care.items.len() as u32), of(|care| care.total));
        let (n, all) = (shown < all).then(|| (format::integer(shown.into()), format::integer(all.into())))?;
        Some(view! { <p class="note">{tf(&words::SHOWN, &[("n", &n), ("all", &all)])}</p> }.into_any())
    });
    let there = Derived::new(move || care.with(Option::is_some));
    let nobody = Derived::new(move || items.with(Vec::is_empty));
    let body = erase::view(move || match (there.get(), nobody.get()) {
        (false, _) => super::waiting(),
        (true, true) => view! { <p class="note">{t(&words::NOBODY)}</p> }.into_any(),
        (true, false) => view! { <ul class="agenda-lines">{rows(items, today)}</ul> }.into_any(),
    });
    let days = erase::show(move || there.get(), move || settings(care));
    view! {
        <p class="note">{t(&words::ABOUT)}</p>
        {days}
        {body}
        {some}
    }
    .into_any()
}

/// After how many days of silence a customer of each level is suggested: settings of the workspace, so every device suggests alike.
fn settings(care: Derived<Option<CareAnswer>>) -> AnyView {
    let names = [
        (&words::LEVEL_A, setting::CARE_DAYS_A.id),
        (&words::LEVEL_B, setting::CARE_DAYS_B.id),
        (&words::LEVEL_C, setting::CARE_DAYS_C.id),
    ];
    let inputs: Vec<AnyView> = names
        .into_iter()
        .enumerate()
        .map(|(level, (name, field)): (usize, (&'static Msg, FieldId))| {
            let days = move || care.with(|care| care.as_ref().map(|care| care.silent_days[level]));
            let input = whole_setting("input", field, (0, DAYS_MAX), days);
            view! { <label class="agenda-days"><span>{t(name)}</span>{input}</label> }.into_any()
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

/// All of these; each line stays what it is, with what is written in it, while others come and go.
pub(in crate::selling) fn rows(items: Derived<Vec<CareItem>>, today: Derived<Day>) -> AnyView {
    erase::keyed(move || {
        line::back_to_place();
        let row = |item: CareItem| -> erase::Row {
            let contact = item.contact.as_ref().map(|contact| contact.0.to_string()).unwrap_or_default();
            let key = format!("{} {contact} {} {}", item.customer.0, item.kind as u32, item.day.0);
            (key, Box::new(move || row(items, item, today)))
        };
        items.get().into_iter().map(row).collect()
    })
}

/// What somebody is called of whom one is to think.
fn told(item: &CareItem) -> &str {
    item.contact.as_ref().map_or(&item.customer.1, |contact| &contact.1)
}

/// One of them.
fn row(items: Derived<Vec<CareItem>>, first: CareItem, today: Derived<Day>) -> AnyView {
    let item = Derived::new(move || {
        let same = |item: &&CareItem| {
            let of = |item: &CareItem| (item.kind, item.day, item.customer.0, item.contact.as_ref().map(|it| it.0));
            of(item) == of(&first)
        };
        items.with(|items| items.iter().find(same).cloned()).unwrap_or_else(|| first.clone())
    });
    let done = move |event: web_sys::Event| {
        line::keep_place(&event);
        let item = item.get_untracked();
        // Greetings are written; after a long silence one calls.
        let usual = if item.kind == CareKind::Silence { CALL } else { MESSAGE };
        cared(&item, usual, &message(&item));
    };
    let named = move |msg: &'static Msg| item.with(|item| tf(msg, &[("name", told(item))]));
    let what = erase::view(move || {
        let item = item.get();
        let (customer, name) = item.customer.clone();
        let with = item.contact.as_ref().map(|(_, name)| view! { <span>{name.clone()}</span> }.into_any());
        let level = item
            .level
            .map(|level| view! { <span>{fields::choice(&options::CUSTOMER_LEVEL, level).label}</span> }.into_any());
        view! {
            <a class="agenda-subject" href=format!("customers?id={customer}")>{name}</a>
            <p class="agenda-meta"><span>{why(&item, today.get())}</span>{with}{level}</p>
        }
        .into_any()
    });
    let call = erase::maybe(move || item.with(|item| call(&item.phone, named(&words::CALL_WHO))));
    let later = move || named(&words::LATER_FOR);
    view! {
        <li class="agenda-line">
            <span class="agenda-box">
                <input type="checkbox" class="agenda-check" aria-label=erase::text(move || named(&words::DONE_FOR))
                    prop:checked=false on:change=done />
            </span>
            <div class="agenda-what">
                {what}
                {suggested(item)}
            </div>
            <span class="agenda-tools">
                {call}
                <button type="button" class="button quiet icon-only" title=erase::text(later) aria-label=erase::text(later)
                    on:click=move |_| put_off(&item.get_untracked())>
                    <Icon of=Glyph::Later />
                </button>
            </span>
        </li>
    }
    .into_any()
}

/// The suggested message, and the ways by which it goes.
fn suggested(item: Derived<CareItem>) -> AnyView {
    let open = RwSignal::new(false);
    let body = erase::show(move || open.get(), move || written(item));
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

fn written(item: Derived<CareItem>) -> AnyView {
    let first = item.get_untracked();
    let text = RwSignal::new(message(&first));
    let sent = erase::maybe(move || {
        let mail = move || cared(&item.get_untracked(), EMAIL, &text.get_untracked());
        item.with(|item| !item.email.is_empty()).then(|| button("button quiet", &words::SENT_MAIL, mail))
    });
    let lang = if first.chinese { "zh-CN" } else { "en" };
    view! {
        <div class="agenda-written">
            <textarea class="input" rows="3" lang=lang aria-label=t(&words::MESSAGE) prop:value=move || text.get()
                on:input=move |event| text.set(event_target_value(&event))></textarea>
            <div class="agenda-choices">
                {button("button", &words::COPY, move || copy(text.get_untracked()))}
                {erase::view(move || ways(&item.get(), text))}
            </div>
            <div class="agenda-choices">
                {button("button quiet", &words::SENT_MESSAGE, move || cared(&item.get_untracked(), MESSAGE, &text.get_untracked()))}
                {sent}
            </div>
        </div>
    }
    .into_any()
}

/// Where the message can go.
fn ways(item: &CareItem, text: RwSignal<String>) -> AnyView {
    let way = |href: Box<dyn Fn(&str) -> String + Send>, name: &'static Msg| {
        let href = erase::text(move || text.with(|text| href(text)));
        view! { <a class="button" rel="external" href=href>{t(name)}</a> }.into_any()
    };
    let encoded = |text: &str| String::from(encode_uri_component(text));
    let mail = (!item.email.is_empty()).then(|| {
        let (to, about) = (item.email.clone(), encoded(subject(item)));
        way(Box::new(move |text| format!("mailto:{to}?subject={about}&body={}", encoded(text))), &words::MAIL)
    });
    let to = dialled(&item.phone);
    let sms =
        (!to.is_empty()).then(|| way(Box::new(move |text| format!("sms:{to}?&body={}", encoded(text))), &words::SMS));
    let wechat = (!item.wechat.is_empty()).then(|| {
        let name = item.wechat.clone();
        view! { <span class="muted">{tf(&words::WECHAT, &[("name", &name)])}</span> }.into_any()
    });
    view! {
        {mail}
        {sms}
        {wechat}
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
