//! An open task: what one does with it, and its fields.

use super::{Read, act, clock, export, snooze, told_by, words};
use crate::app::go;
use crate::data::{self, watch};
use crate::fields;
use crate::forms::refusing;
use crate::i18n::t;
use crate::state::Derived;
use crate::ui::{Dialog, EmptyState, Field as FieldView, Skeleton, button, erase};
use leptos::prelude::*;
use model::schema::{FromValue, Key, task};
use model::{Day, FieldId, OptionId, RecordId, Value};
use protocol::{AgendaDeed, Answer, Moment, Owners, Query, RecordAnswer, Request, Target};
use std::sync::Arc;

const COMPLETED: OptionId = OptionId(3);
const CANCELLED: OptionId = OptionId(5);
/// Fields that stand in the sheet; the record has all of them.
const FIELDS: [FieldId; 13] = [
    task::NAME.id,
    task::KIND.id,
    task::ENDS.id,
    task::PRIORITY.id,
    task::CUSTOMER.id,
    task::CONTACT.id,
    task::REMIND_MINUTES.id,
    task::REPEAT.id,
    task::REPEAT_UNTIL.id,
    task::PLACE.id,
    task::OWNER.id,
    task::REMARK.id,
    task::STATUS.id,
];

/// Those that stand in it only where they say something.
const WHERE_FILLED: [FieldId; 3] = [task::LEAD.id, task::OPPORTUNITY.id, task::ORDER.id];

type Shown = Derived<Option<Option<Arc<RecordAnswer>>>>;

/// The dialog of the task that is open; `close` leaves it.
pub(in crate::selling) fn sheet(
    task: Derived<Option<RecordId>>,
    close: impl Fn() + Copy + Send + Sync + 'static,
) -> AnyView {
    let open = RwSignal::new(false);
    erase::effect(move || open.set(task.get().is_some()));
    erase::effect(move || {
        if !open.get() && task.with_untracked(Option::is_some) {
            close();
        }
    });
    let answer = watch(move || task.get().map(|id| Query::Record { collection: task::ID, id }));
    let shown: Shown = Derived::new(move || {
        answer.with(|answer| match answer.as_deref() {
            Some(Answer::Record(record)) => match record.get()? {
                Some(record) if Some(record.id) != task.get() => None,
                record => Some(record.clone().map(Arc::new)),
            },
            _ => None,
        })
    });
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        Waiting,
        Gone,
        Here(RecordId),
    }
    let state = Derived::new(move || match shown.get() {
        None => State::Waiting,
        Some(None) => State::Gone,
        Some(Some(record)) if record.deleted => State::Gone,
        Some(Some(record)) => State::Here(record.id),
    });
    view! {
        <Dialog open=open title=t(&words::TITLE)>
            {erase::view(move || match state.get() {
                State::Waiting => view! { <Skeleton lines=6 /> }.into_any(),
                State::Gone => view! {
                    <EmptyState title=t(&words::GONE) text=erase::text(|| t(&words::GONE_TEXT).to_owned())>
                        <a class="button" href="agenda">{t(&words::TITLE)}</a>
                    </EmptyState>
                }
                .into_any(),
                State::Here(id) => content(id, shown, open),
            })}
        </Dialog>
    }
    .into_any()
}

fn get<T: FromValue>(shown: Shown, key: Key<T>) -> Option<T> {
    T::from_value(value(shown, key.id))
}

fn value(shown: Shown, field: FieldId) -> Value {
    shown.with(|shown| {
        let facts = shown.iter().flatten().flat_map(|record| &record.facts);
        facts.into_iter().find(|(id, _)| *id == field).map_or(Value::Empty, |(_, value)| value.clone())
    })
}

fn content(id: RecordId, shown: Shown, open: RwSignal<bool>) -> AnyView {
    let over = Derived::new(move || {
        let status = get(shown, task::STATUS);
        (status == Some(COMPLETED) || status == Some(CANCELLED), get(shown, task::REPEAT).is_some())
    });
    let steps = erase::view(move || {
        let (over, repeats) = over.get();
        if over {
            return button("button primary", &words::REOPEN, move || act(AgendaDeed::Reopen { tasks: vec![id] }));
        }
        let cancel = move |series: bool| act(AgendaDeed::Cancel { task: id, series, zone: clock::zone() });
        let cancels = match repeats {
            false => button("button quiet", &words::CANCEL_IT, move || cancel(true)),
            true => view! {
                {button("button quiet", &words::CANCEL_ONE, move || cancel(false))}
                {button("button quiet", &words::CANCEL_SERIES, move || cancel(true))}
            }
            .into_any(),
        };
        let complete = move || {
            act(AgendaDeed::Complete { tasks: vec![id], zone: clock::zone() });
            open.set(false);
        };
        view! {
            {button("button primary", &words::COMPLETE, complete)}
            {button("button", &words::PUT_OFF, move || {
                open.set(false);
                snooze::open(id);
            })}
            {cancels}
        }
        .into_any()
    });
    let delete = move || {
        data::act(Request::Delete(Target::Records(task::ID, vec![id])));
        open.set(false);
    };
    let fields: Vec<AnyView> = FIELDS.into_iter().map(|field| fact(id, shown, field)).collect();
    let about = WHERE_FILLED.into_iter().map(|field| {
        let is = move || !value(shown, field).is_empty();
        erase::show(is, move || fact(id, shown, field)).into_any()
    });
    let about: Vec<AnyView> = about.collect();
    view! {
        <div class="agenda-choices">{steps}</div>
        {erase::view(move || if over.get().0 { erase::nothing() } else { untrack(|| relocation(id, shown)) })}
        <div class="fields">{about}{fields}</div>
        <div class="agenda-choices">
            {button("button quiet", &words::AS_CALENDAR, move || export::save(Some(id), Owners::ALL))}
            {button("button quiet", &words::ALL_FIELDS, move || go(&format!("records?of=task&id={id}")))}
            {button("button quiet danger", &words::DELETE, delete)}
        </div>
    }
    .into_any()
}

fn fact(id: RecordId, shown: Shown, field: FieldId) -> AnyView {
    let Some(field) = fields::find(task::ID, field) else { return erase::nothing() };
    let name = fields::label(task::ID, field);
    let value = Derived::new(move || value(shown, field.id));
    let names = Derived::new(move || {
        shown.with(|shown| shown.iter().flatten().flat_map(|record| record.names.clone()).collect())
    });
    let save = Callback::new(move |value: Value| {
        Some(Request::Edit { collection: task::ID, record: id, field: field.id, value })
    });
    let refuse = refusing(&task::COLLECTION, field);
    let draft = Some(format!("edit/task/{id}/{}", field.id.0));
    let draw = move |read: Read| {
        let Read { kind, value, save } = read;
        view! { <FieldView label=name.clone() kind=kind value=value on_save=save refuse=refuse names=names draft=draft.clone() /> }
            .into_any()
    };
    let read = Read { kind: field.kind, value, save };
    let Some(tells) = told_by(task::ID, field.id) else { return draw(read) };
    let whole = Derived::new(move || self::value(shown, tells) == Value::Bool(true));
    erase::view(move || draw(if whole.get() { read.as_day() } else { read })).into_any()
}

/// The day and the time it has, to be changed: what dragging does, by hand.
fn relocation(id: RecordId, shown: Shown) -> AnyView {
    let now = Derived::new(move || {
        let (due, whole) = (get(shown, task::DUE), get(shown, task::ALL_DAY).unwrap_or(false));
        due.map(|due| clock::zone().moment(due, whole))
    });
    let day = RwSignal::new(String::new());
    let time = RwSignal::new(String::new());
    erase::effect(move || {
        let now = now.get();
        day.set(now.map_or(String::new(), |now| now.day.iso()));
        let minute = now.and_then(|now| now.minute);
        time.set(minute.map_or(String::new(), |minute| format!("{:02}:{:02}", minute / 60, minute % 60)));
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(day) = Day::parse_iso(&day.get_untracked()) else { return };
        let to = Moment { day, minute: time.with_untracked(|time| clock::typed(time)) };
        if now.get_untracked() != Some(to) {
            act(AgendaDeed::Move { task: id, to, zone: clock::zone() });
        }
    };
    view! {
        <form class="agenda-move" on:submit=submit>
            <label class="form-row">
                <span>{t(&words::MOVE_DAY)}</span>
                <input class="input" type="date" required=true prop:value=move || day.get()
                    on:input=move |event| day.set(event_target_value(&event)) />
            </label>
            <label class="form-row">
                <span>{t(&words::MOVE_TIME)}</span>
                <input class="input" type="time" prop:value=move || time.get()
                    on:input=move |event| time.set(event_target_value(&event)) />
            </label>
            <button type="submit" class="button">{t(&words::MOVE)}</button>
        </form>
    }
    .into_any()
}
