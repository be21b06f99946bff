//! One box is enough for a lead: what is typed is recognised, and compared with the book while it is typed.

use super::ask::{ask, deed, read};
use super::{duplicates, words};
use crate::app::go;
use crate::data;
use crate::forms::create;
use crate::i18n::{Msg, failure, t, tf};
use crate::selling::{Asker, me};
use crate::state::{Derived, Slot};
use crate::ui::{erase, toast};
use leptos::prelude::*;
use model::RecordId;
use model::schema::lead;
use protocol::selling::leads::{Duplicate, Recognised};
use protocol::{LeadsAnswer, LeadsDeed, LeadsQuery, Reply};
use std::sync::Arc;
use std::time::Duration;

/// After so long without a key, what was typed is looked up.
const PAUSE: Duration = Duration::from_millis(150);

/// The box. Whether what is typed goes into the pool is the page's to say.
pub(super) fn capture(into_pool: Derived<bool>) -> AnyView {
    let text = RwSignal::new(String::new());
    let settled = RwSignal::new(String::new());
    let turn = Slot::new(0_u32);
    let typed = move |line: String| {
        text.set(line);
        turn.update(|turn| *turn += 1);
        let now = turn.get_untracked();
        set_timeout(
            move || {
                if turn.try_get_untracked() == Some(now) {
                    settled.set(text.get_untracked());
                }
            },
            PAUSE,
        );
    };
    let answer = ask(move || {
        let text = settled.get();
        (!text.trim().is_empty()).then_some(LeadsQuery::Typed { text })
    });
    let found = Derived::new(move || {
        let line = settled.get();
        let found = read(answer, |answer| match answer {
            // The one before stands until the new one is here: nobody is told of what they no longer type.
            LeadsAnswer::Typed { text, read, duplicates } if *text == line => {
                Some(((**read).clone(), duplicates.clone()))
            }
            _ => None,
        });
        found.filter(|_| !text.with(|text| text.trim().is_empty()))
    });
    let asker = Asker::new();
    let saving = RwSignal::new(false);
    let add = move |owner: Option<RecordId>| {
        saving.set(true);
        let line = text.get_untracked();
        erase::spawn(async move {
            let done = data::send(deed(LeadsDeed::Capture { text: line.clone(), owner })).await;
            saving.try_set(false);
            match done {
                Ok(reply) => {
                    data::done(&reply);
                    // Whoever typed on meanwhile keeps that.
                    if text.try_get_untracked() == Some(line) {
                        text.set(String::new());
                        settled.set(String::new());
                    }
                    if let Reply::Created { id, .. } = reply {
                        go(&format!("leads?id={id}"));
                    }
                }
                Err(problem) => toast::problem(failure(&problem)),
            }
        });
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if saving.get_untracked() || text.with_untracked(|text| text.trim().is_empty()) {
            return;
        }
        match into_pool.get_untracked() {
            true => add(None),
            false => asker.ask(move |me| add(Some(me))),
        }
    };
    let below = erase::maybe(move || found.with(|found| found.as_ref().map(|(read, same)| told(read, same))));
    let hint = erase::show(
        move || into_pool.get() && found.with(Option::is_some),
        || view! { <p class="note">{t(&words::TO_POOL_HINT)}</p> }.into_any(),
    );
    let given = Arc::new(|| match untrack(me) {
        Some(_) => vec![(lead::OWNED_SINCE.id, model::Value::Instant(js_sys::Date::now() as i64))],
        None => Vec::new(),
    });
    let more = create("button quiet lead-more", &lead::COLLECTION, given, Arc::new(|id| go(&format!("leads?id={id}"))));
    view! {
        <div class="lead-capture">
            <form class="lead-line" on:submit=submit>
                <input
                    class="input"
                    type="text"
                    autocomplete="off"
                    enterkeyhint="done"
                    aria-label=t(&words::CAPTURE)
                    placeholder=t(&words::CAPTURE_HINT)
                    prop:value=move || text.get()
                    on:input=move |event| typed(event_target_value(&event))
                />
                <button type="submit" class="button primary" disabled=erase::flag(move || saving.get())>
                    {t(&words::ADD)}
                </button>
                {more}
            </form>
            <div aria-live="polite">{below} {hint}</div>
            {asker.dialog()}
        </div>
    }
    .into_any()
}

fn told(read: &Recognised, same: &[Duplicate]) -> AnyView {
    let parts: [(&'static Msg, &String); 7] = [
        (&words::READ_NAME, &read.name),
        (&words::READ_COMPANY, &read.company),
        (&words::READ_PHONE, &read.mobile),
        (&words::READ_PHONE, &read.phone),
        (&words::READ_EMAIL, &read.email),
        (&words::READ_WECHAT, &read.wechat),
        (&words::READ_REMARK, &read.remark),
    ];
    let part = |(name, text): (&'static Msg, &String)| {
        view! { <li class="pill">{tf(name, &[("text", text)])}</li> }.into_any()
    };
    let parts: Vec<AnyView> = parts.into_iter().filter(|(_, text)| !text.is_empty()).map(part).collect();
    let parts =
        (!parts.is_empty()).then(|| view! { <ul class="lead-read" aria-label=t(&words::READ)>{parts}</ul> }.into_any());
    view! {
        {parts}
        {duplicates::list(same)}
    }
    .into_any()
}
