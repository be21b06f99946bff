//! Putting off: an hour, tomorrow, next week, or a moment of one's choice.

use super::{act, clock, words};
use crate::i18n::{input_error, t};
use crate::state::Slot;
use crate::ui::field::{Editor, currency, editor, reader};
use crate::ui::{Dialog, button, erase};
use leptos::prelude::*;
use model::input::InputError;
use model::moments::weekday;
use model::{Day, Kind, RecordId, Value};
use protocol::AgendaDeed;
use std::sync::{Arc, LazyLock};

const HOUR_MILLIS: i64 = 3_600_000;
/// When a day begins for what is put off to it.
const MORNING: u32 = 9 * 60;

// Global: one dialog for all lines of a page.
static ASKED: LazyLock<Slot<Option<RecordId>>> = LazyLock::new(|| Slot::lasting(None));

/// Asks until when.
pub(super) fn open(task: RecordId) {
    ASKED.set(Some(task));
}

/// The morning of a day, so many days from today.
pub(in crate::selling) fn morning(days: i32) -> i64 {
    let zone = clock::zone();
    let (today, _) = zone.local(js_sys::Date::now() as i64);
    zone.instant(Day(today.0 + days), MORNING)
}

/// Days until Monday.
pub(super) fn to_monday() -> i32 {
    let (today, _) = clock::zone().local(js_sys::Date::now() as i64);
    7 - weekday(today)
}

fn put_off(until: i64) {
    if let Some(task) = ASKED.get_untracked() {
        act(AgendaDeed::Snooze { tasks: vec![task], until });
    }
    ASKED.set(None);
}

/// The buttons that say until when; `until` hears it.
pub(in crate::selling) fn choices(until: fn(i64)) -> AnyView {
    view! {
        <div class="agenda-choices">
            {button("button", &words::HOUR, move || until(js_sys::Date::now() as i64 + HOUR_MILLIS))}
            {button("button", &words::NEXT_DAY, move || until(morning(1)))}
            {button("button", &words::NEXT_WEEK, move || until(morning(to_monday())))}
        </div>
    }
    .into_any()
}

/// The dialog; once on a page.
pub(in crate::selling) fn dialog() -> AnyView {
    let open = RwSignal::new(false);
    erase::effect(move || open.set(ASKED.with(Option::is_some)));
    erase::effect(move || {
        if !open.get() && ASKED.with_untracked(Option::is_some) {
            ASKED.set(None);
        }
    });
    view! {
        <Dialog open=open title=t(&words::PUT_OFF)>
            {choices(put_off)}
            {chosen()}
        </Dialog>
    }
    .into_any()
}

/// A moment of one's choice.
fn chosen() -> AnyView {
    let until = Slot::new(Value::Instant(morning(1)));
    let trouble = Slot::new(None::<&'static str>);
    let invalid = Slot::new(false);
    let say = move |error: Option<InputError>| {
        trouble.set(error.map(input_error));
        invalid.set(error.is_some());
    };
    let input = editor(Editor {
        label: t(&words::UNTIL).to_owned(),
        kind: Kind::Instant,
        value: until.get_untracked(),
        names: Vec::new(),
        changed: Arc::new(move |value| {
            until.set(value);
            say(None);
        }),
        learned: None,
        near: None,
        focus: false,
        invalid,
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match reader(currency()).check(Kind::Instant, &until.get_untracked()) {
            Ok(Value::Instant(until)) => put_off(until),
            Ok(_) => say(Some(InputError::NotAMoment)),
            Err(error) => say(Some(error)),
        }
    };
    let trouble = erase::maybe(move || {
        trouble.get().map(|text| view! { <p class="form-trouble" role="alert">{text}</p> }.into_any())
    });
    view! {
        <form class="form agenda-choose" on:submit=submit novalidate>
            <label class="form-row"><span>{t(&words::UNTIL)}</span>{input}</label>
            {trouble}
            <button type="submit" class="button">{t(&words::PUT_OFF)}</button>
        </form>
    }
    .into_any()
}
