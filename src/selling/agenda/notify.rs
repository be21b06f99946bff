//! Reminders while Rapport is open: a notification where the person wants it, a word on the page otherwise; and how much waits, on the badge.
//!
//! A timer sleeps until the next reminder. Of several tabs only one reminds: whoever holds a lock that the browser gives to one at a time.

use super::{clock, words};
use crate::app::go;
use crate::data::{self, prefs};
use crate::format;
use crate::i18n::{Msg, t, tf};
use crate::parts::REMINDERS_WANTED as WANTED;
use crate::state::Slot;
use crate::ui::{Glyph, Icon, erase, toast};
use js_sys::{Date, Function, Object, Promise, Reflect};
use leptos::prelude::*;
use protocol::{AgendaAnswer, AgendaQuery, Reminder, RemindersAnswer};
use std::cell::Cell;
use std::sync::LazyLock;
use std::time::Duration;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Up to when was reminded.
const REMINDED: &str = "rapport.reminded";
const LOCK: &str = "rapport.remind";
/// What passed longer ago is not told any more: it stands in the list as late.
const PAST_MILLIS: i64 = 24 * 3_600_000;
/// Longest sleep: clocks are set and laptops sleep.
const SLEEP_MILLIS: i64 = 10 * 60_000;
/// Reminders at once that are told one by one.
const EACH_MAX: usize = 3;

// Global: they outlive the pages.
static AFTER: LazyLock<Slot<i64>> = LazyLock::new(|| Slot::lasting(reminded()));
static AGAIN: LazyLock<Slot<i64>> = LazyLock::new(|| Slot::lasting(0));
static ON: LazyLock<Slot<bool>> = LazyLock::new(|| Slot::lasting(wanted() && permission() == "granted"));

thread_local! {
    static STARTED: Cell<bool> = const { Cell::new(false) };
    /// Whether this tab is the one that reminds.
    static LEADS: Cell<bool> = const { Cell::new(false) };
    static SLEEPING: Cell<Option<i64>> = const { Cell::new(None) };
    static WAITING: Cell<u32> = const { Cell::new(0) };
}

/// Whether this browser was told to remind.
fn wanted() -> bool {
    prefs::get(WANTED).is_some_and(|on| on.as_bool() == Some(true))
}

/// Up to when was reminded.
fn reminded() -> i64 {
    let now = Date::now();
    let kept = prefs::get(REMINDED).and_then(|at| at.as_f64()).unwrap_or(now);
    (kept.min(now) as i64).max(now as i64 - PAST_MILLIS)
}

fn api() -> Option<JsValue> {
    Reflect::get(&window(), &"Notification".into()).ok().filter(JsValue::is_function)
}

fn permission() -> String {
    let permission = api().and_then(|api| Reflect::get(&api, &"permission".into()).ok());
    permission.and_then(|permission| permission.as_string()).unwrap_or_default()
}

fn method(of: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(of, &name.into()).ok()?.dyn_into().ok()
}

/// The switch: asks the browser only when somebody presses it.
pub(super) fn switch() -> AnyView {
    if api().is_none() {
        return erase::nothing();
    }
    erase::view(move || match ON.get() {
        true => pressed(&words::NOTIFY_OFF, || set(false)),
        false => pressed(&words::NOTIFY, || erase::spawn(allow())),
    })
    .into_any()
}

fn pressed(name: &'static Msg, act: fn()) -> AnyView {
    view! {
        <button type="button" class="button quiet" title=t(name) on:click=move |_| act()>
            <Icon of=Glyph::Later />
            <span>{t(name)}</span>
        </button>
    }
    .into_any()
}

fn set(on: bool) {
    prefs::set(WANTED, &on.into());
    ON.set(on);
}

async fn allow() {
    let asked = api().and_then(|api| method(&api, "requestPermission")?.call0(&api).ok()?.dyn_into::<Promise>().ok());
    if let Some(asked) = asked {
        let _ = JsFuture::from(asked).await;
    }
    match permission() == "granted" {
        true => {
            set(true);
            toast::show(t(&words::NOTIFY_ON), None);
        }
        false => toast::problem(t(&words::NOTIFY_REFUSED)),
    }
}

/// Begins to watch the time; once.
pub(crate) fn start() {
    if STARTED.replace(true) {
        return;
    }
    lead();
    follow();
    data::at_root(|| {
        let answer = super::ask(|| {
            // Asked anew when somebody else sits down here.
            let (owners, after) = (super::super::me().into(), AFTER.get());
            // After midnight another day is late.
            AGAIN.with(|_| ());
            let zone = clock::zone();
            let day = zone.local(Date::now() as i64).0;
            Some(AgendaQuery::Reminders { zone, owners, after, day })
        });
        erase::effect(move || {
            AGAIN.with(|_| ());
            let told = super::read(answer, |answer| match answer {
                AgendaAnswer::Reminders(told) => Some(told.clone()),
                _ => None,
            });
            if let Some(told) = told {
                badge(told.overdue + told.today);
                remind(&told);
            }
        });
    });
}

/// Waits for the lock that makes this tab the one that reminds. It is held until the tab closes; then another tab has it.
fn lead() {
    let locks = Reflect::get(&window().navigator(), &"locks".into()).unwrap_or_default();
    let Some(request) = method(&locks, "request") else { return LEADS.set(true) };
    let held = Closure::once_into_js(|| {
        LEADS.set(true);
        // The tab that reminded before told up to when.
        AFTER.set(reminded());
        AGAIN.set(Date::now() as i64);
        // Never kept: so the lock stays.
        Promise::new(&mut |_, _| ())
    });
    let _ = request.call2(&locks, &LOCK.into(), &held);
}

/// Reminds of what is due and sleeps until the next.
fn remind(told: &RemindersAnswer) {
    if !LEADS.get() {
        return;
    }
    let now = Date::now() as i64;
    let due: Vec<&Reminder> = told.next.iter().filter(|reminder| reminder.told <= now).collect();
    if let Some(last) = due.last() {
        match due.as_slice() {
            few if few.len() <= EACH_MAX => few.iter().for_each(|reminder| ring(reminder)),
            many => say(&tf(&words::REMINDED_MANY, &[("n", &format::integer(many.len() as u64))]), None),
        }
        prefs::set(REMINDED, &(last.told as f64).into());
        AFTER.set(last.told);
        return;
    }
    let next = told.next.first().map_or(SLEEP_MILLIS, |next| next.told - now).clamp(0, SLEEP_MILLIS);
    sleep(now + next);
}

/// Looks again at a moment; an earlier one than was meant goes before.
fn sleep(until: i64) {
    if SLEEPING.get().is_some_and(|already| already <= until && already > Date::now() as i64) {
        return;
    }
    SLEEPING.set(Some(until));
    let left = (until - Date::now() as i64).max(0).unsigned_abs() + 20;
    set_timeout(
        move || {
            if SLEEPING.get() == Some(until) {
                SLEEPING.set(None);
            }
            // The answer is the same as before; the time is not.
            AGAIN.set(Date::now() as i64);
        },
        Duration::from_millis(left),
    );
}

fn ring(reminder: &Reminder) {
    let today = clock::zone().local(Date::now() as i64).0;
    let when = clock::near(reminder.when, today);
    let name = if reminder.name.is_empty() { t(&words::NO_NAME) } else { reminder.name.as_str() };
    say(&tf(&words::REMINDED, &[("name", name), ("when", &when)]), Some((name, &when, reminder)));
}

/// A notification where it is wanted; else a word on the page.
fn say(text: &str, one: Option<(&str, &str, &Reminder)>) {
    let word = |text: &str| toast::show_with_way(text, "agenda", &words::SHOW);
    if !ON.get_untracked() {
        return word(text);
    }
    let (title, body) = one.map_or((text, ""), |(name, when, _)| (name, when));
    let path = one.map_or("agenda".to_owned(), |(.., reminder)| format!("agenda?task={}", reminder.task));
    let options = Object::new();
    for (name, value) in [("body", body), ("tag", &path), ("data", &path)] {
        let _ = Reflect::set(&options, &name.into(), &value.into());
    }
    if by_page(title, &options, path).is_none() {
        let (title, text) = (title.to_owned(), text.to_owned());
        erase::spawn(async move {
            if by_worker(&title, &options).await.is_none() {
                word(&text);
            }
        });
    }
}

/// Some phones allow notifications only from a service worker, and throw here.
fn by_page(title: &str, options: &Object, path: String) -> Option<()> {
    let api: Function = api()?.dyn_into().ok()?;
    let made = Reflect::construct(&api, &js_sys::Array::of2(&title.into(), options)).ok()?;
    let clicked = Closure::<dyn Fn()>::new(move || {
        let _ = window().focus();
        go(&path);
    });
    let _ = Reflect::set(&made, &"onclick".into(), clicked.as_ref());
    // It can be clicked for as long as it is shown.
    clicked.forget();
    Some(())
}

/// The service worker's own: it tells the page where to go when it is clicked (public/sw.template.js).
async fn by_worker(title: &str, options: &Object) -> Option<()> {
    let workers = workers()?;
    let promise: Promise = method(&workers, "getRegistration")?.call0(&workers).ok()?.dyn_into().ok()?;
    let registration = JsFuture::from(promise).await.ok().filter(JsValue::is_object)?;
    let show = method(&registration, "showNotification")?;
    let shown: Promise = show.call2(&registration, &title.into(), options).ok()?.dyn_into().ok()?;
    JsFuture::from(shown).await.ok()?;
    Some(())
}

fn workers() -> Option<JsValue> {
    Reflect::get(&window().navigator(), &"serviceWorker".into()).ok().filter(JsValue::is_object)
}

/// Goes where a notification of the service worker says that was clicked.
fn follow() {
    let heard = Closure::<dyn Fn(JsValue)>::new(|event: JsValue| {
        let read = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).ok();
        let Some(data) = read(&event, "data").filter(JsValue::is_object) else { return };
        let text = |name| read(&data, name).and_then(|value| value.as_string());
        if let (Some("open-path"), Some(path)) = (text("type").as_deref(), text("path")) {
            go(&path);
        }
    });
    if let Some(workers) = workers()
        && let Some(listen) = method(&workers, "addEventListener")
    {
        let _ = listen.call2(&workers, &"message".into(), heard.as_ref());
        // For as long as the page lives.
        heard.forget();
    }
}

/// How much waits: on the icon of the installed app, or in the title.
fn badge(n: u32) {
    let navigator: JsValue = window().navigator().into();
    if let Some(set) = method(&navigator, "setAppBadge") {
        if WAITING.replace(n) != n {
            // Where it is not installed the browser refuses, and nothing is lost.
            if let Ok(promise) = set.call1(&navigator, &n.into()) {
                erase::spawn(async move {
                    if let Ok(promise) = promise.dyn_into::<Promise>() {
                        let _ = JsFuture::from(promise).await;
                    }
                });
            }
        }
        return;
    }
    let title = document().title();
    let plain =
        title.strip_prefix('(').and_then(|rest| rest.split_once(") ")).map_or(title.as_str(), |(_, plain)| plain);
    document().set_title(&if n == 0 { plain.to_owned() } else { format!("({n}) {plain}") });
}
