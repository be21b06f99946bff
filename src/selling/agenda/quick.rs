//! A new task in one line: what, and when.

use super::{clock, words};
use crate::data;
use crate::fields;
use crate::i18n::{t, tf};
use crate::ui::erase;
use crate::ui::field::{currency, reader};
use leptos::html;
use leptos::prelude::*;
use model::moments::{Line, REMIND_MINUTES, read};
use model::schema::task;
use model::{Day, Decimal, FieldId, OptionId, Value, options};
use protocol::{Moment, Request, Zone};

const TASK: OptionId = OptionId(1);
const EVENT: OptionId = OptionId(2);
const NOT_STARTED: OptionId = OptionId(1);
const NORMAL: OptionId = OptionId(2);
/// How long an event lasts where nobody says it.
const EVENT_MINUTES: u32 = 60;

/// When it stands in the agenda: without a day on the one shown, or the next time where that of today has passed.
fn when(line: &Line, shown: Day, now: i64, zone: &Zone) -> Moment {
    let (today, clock) = zone.local(now);
    let passed = |day: Day| day == today && line.minute.is_some_and(|minute| minute <= clock);
    let day = match line.day {
        Some(day) => line.then.filter(|_| passed(day)).unwrap_or(day),
        None if passed(shown) => Day(shown.0 + 1),
        None => shown,
    };
    Moment { day, minute: line.minute }
}

/// The fields of the new task.
fn fields_of(line: &Line, kind: OptionId, when: Moment, zone: &Zone) -> Vec<(FieldId, Value)> {
    let due = zone.kept(when);
    let mut fields = vec![
        (task::NAME.id, Value::Text(line.what.clone())),
        (task::KIND.id, Value::Option(kind)),
        (task::DUE.id, Value::Instant(due)),
        (task::STATUS.id, Value::Option(NOT_STARTED)),
        (task::PRIORITY.id, Value::Option(NORMAL)),
    ];
    match when.minute {
        None => fields.push((task::ALL_DAY.id, Value::Bool(true))),
        Some(_) => fields.extend(Decimal::whole(REMIND_MINUTES).map(|n| (task::REMIND_MINUTES.id, Value::Number(n)))),
    }
    if let Some(minute) = when.minute.filter(|_| kind == EVENT) {
        let length = i64::from(EVENT_MINUTES) * 60_000;
        fields.push((task::ENDS.id, Value::Instant(zone.instant(when.day, minute) + length)));
    }
    fields.extend(line.repeat.map(|repeat| (task::REPEAT.id, Value::Option(repeat))));
    fields.extend(super::super::me().map(|me| (task::OWNER.id, Value::Reference(me))));
    fields
}

/// The kind that was chosen, or the first that is offered where that one is not any more.
fn offered(chosen: OptionId) -> OptionId {
    let kinds = fields::choices(&options::TASK_KIND);
    let kind = kinds.iter().find(|kind| kind.id == chosen).or(kinds.first());
    kind.map_or(TASK, |kind| kind.id)
}

/// The line; `shown` is the day that things without one get.
pub(super) fn quick(shown: impl Fn() -> Day + Copy + Send + Sync + 'static) -> AnyView {
    let text = RwSignal::new(String::new());
    let kind = RwSignal::new(TASK);
    let trouble = RwSignal::new(None::<String>);
    let node = NodeRef::<html::Input>::new();
    let line = move |text: &str| {
        let reader = reader(currency());
        read(text, reader.today.unwrap_or(Day(0)), reader.order)
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let read = line(&text.get_untracked());
        if let Some(wrong) = read.wrong {
            return trouble.set(Some(tf(&words::NO_SUCH_TIME, &[("text", &wrong)])));
        }
        if let Some(odd) = read.odd {
            return trouble.set(Some(tf(&words::NO_SUCH_REPEAT, &[("text", &odd)])));
        }
        if read.what.is_empty() {
            return trouble.set(Some(t(&words::NEEDS_SUBJECT).to_owned()));
        }
        let zone = clock::zone();
        let when = when(&read, untrack(shown), js_sys::Date::now() as i64, &zone);
        let fields = fields_of(&read, untrack(|| offered(kind.get())), when, &zone);
        let kept = text.get_untracked();
        text.set(String::new());
        let outcome = move |done: bool| {
            // What could not be saved stands there again, where nothing else was typed meanwhile.
            if !done && text.try_with_untracked(String::is_empty) == Some(true) {
                text.set(kept);
            }
        };
        data::act_telling(Request::Create { collection: task::ID, fields }, Box::new(outcome));
        if let Some(input) = node.get_untracked() {
            let _ = input.focus();
        }
    };
    let preview = erase::maybe(move || {
        let read = text.with(|text| line(text));
        if read.what.is_empty() || read.wrong.is_some() || read.odd.is_some() {
            return None;
        }
        let now = clock::now();
        let zone = clock::zone();
        let when = clock::near(when(&read, shown(), now, &zone), zone.local(now).0);
        let again = read.repeat.map(|repeat| {
            let how = fields::choice(&options::REPEAT, repeat).label;
            view! { " " <span class="pill">{how}</span> }.into_any()
        });
        Some(
            view! { <p class="note">{tf(&words::READ_AS, &[("what", &read.what), ("when", &when)])}{again}</p> }
                .into_any(),
        )
    });
    let told = erase::maybe(move || {
        trouble.get().map(|why| view! { <p class="field-error" role="alert">{why}</p> }.into_any())
    });
    let kinds = erase::view(move || {
        let now = offered(kind.get_untracked());
        let option = |choice: fields::Choice| {
            view! { <option value=choice.id.0.to_string() prop:selected=choice.id == now>{choice.label}</option> }
                .into_any()
        };
        fields::choices(&options::TASK_KIND).into_iter().map(option).collect::<Vec<_>>().into_any()
    });
    let invalid = erase::attribute(move || trouble.with(Option::is_some).then(|| "true".to_owned()));
    view! {
        <form class="agenda-quick" on:submit=submit novalidate>
            <input class="input" type="text" autocomplete="off" enterkeyhint="done" maxlength="500" node_ref=node
                aria-label=t(&words::QUICK) placeholder=t(&words::QUICK_HINT) aria-invalid=invalid
                prop:value=move || text.get()
                on:input=move |event| {
                    text.set(event_target_value(&event));
                    trouble.set(None);
                } />
            <select class="input" aria-label=t(&words::QUICK_KIND)
                on:change:target=move |event| {
                    if let Ok(id) = event.target().value().parse() {
                        kind.set(OptionId(id));
                    }
                }>
                {kinds}
            </select>
            <button type="submit" class="button primary">{t(&words::ADD)}</button>
            {told}
            {preview}
        </form>
    }
    .into_any()
}
