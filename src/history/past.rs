//! The past of one record: what was changed when, and older values to bring back.

use super::load::{Pages, Read};
use super::{sentence, words};
use crate::data;
use crate::fields;
use crate::format;
use crate::i18n::{failure, op_label, t, tf};
use crate::state::Derived;
use crate::ui::{Skeleton, button, erase};
use leptos::prelude::*;
use model::{CollectionId, FieldId, Label, RecordId};
use protocol::{Changed, Happened, HistoryQuery, OperationKind, Request};

/// A disclosure that reads the record's history when it is opened.
pub fn past(of: CollectionId, id: Derived<Option<RecordId>>) -> AnyView {
    let open = RwSignal::new(false);
    let field = RwSignal::new(String::new());
    erase::effect(move || {
        id.with(|_| ());
        field.set(String::new());
    });
    let query = Derived::new(move || {
        let field = field.with(|field| field.parse().ok().map(FieldId));
        let record = id.get().filter(|_| open.get())?;
        Some(HistoryQuery { of: Some((of, record)), field, ..HistoryQuery::default() })
    });
    let pages = Pages::new(query);
    let body = erase::view(move || match (open.get(), pages.failed.get(), pages.read.get()) {
        (false, ..) => erase::nothing(),
        (_, Some(error), _) => view! { <p class="field-error" role="alert">{failure(&error)}</p> }.into_any(),
        (_, None, None) => view! { <Skeleton lines=3 /> }.into_any(),
        (_, None, Some(read)) if read.entries.is_empty() => {
            view! { <p class="note">{t(&words::PAST_NONE)}</p> }.into_any()
        }
        (_, None, Some(read)) => entries(pages, &read, id),
    });
    let choice = erase::show(move || open.get(), move || fields_of(of, field));
    let on_toggle = move |event: web_sys::Event| {
        use wasm_bindgen::JsCast;
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        open.set(target.is_some_and(|details| details.has_attribute("open")));
    };
    view! {
        <section class="past" aria-label=t(&words::PAST)>
            <details class="why" on:toggle=on_toggle>
                <summary>{t(&words::PAST)}</summary>
                <div class="past-body">
                    {choice}
                    {body}
                </div>
            </details>
        </section>
    }
    .into_any()
}

/// Which field's past.
fn fields_of(of: CollectionId, chosen: RwSignal<String>) -> AnyView {
    let option = |field: &'static model::Field| {
        view! { <option value=field.id.0.to_string()>{fields::label(of, field)}</option> }.into_any()
    };
    let options: Vec<AnyView> = fields::of(of).into_iter().map(option).collect();
    view! {
        <select class="select" aria-label=t(&words::PAST_FIELD) prop:value=move || chosen.get()
            on:change=move |event| chosen.set(event_target_value(&event))>
            <option value="">{t(&words::ANY_FIELD)}</option>
            {options}
        </select>
    }
    .into_any()
}

fn entries(pages: Pages, read: &Read, id: Derived<Option<RecordId>>) -> AnyView {
    // The newest write to a field is what stands there: no use in bringing that back.
    let mut seen: Vec<&Changed> = Vec::new();
    let mut rows: Vec<AnyView> = Vec::new();
    for entry in &read.entries {
        for change in &entry.changes {
            if !seen.iter().any(|known| known.field == change.field) {
                seen.push(change);
            }
        }
        rows.push(row(entry, read, &seen, id));
    }
    let more = read.next.is_some().then(|| button("button quiet", &words::MORE, move || pages.more()));
    view! {
        <ol class="happenings">{rows}</ol>
        {more}
    }
    .into_any()
}

fn row(entry: &Happened, read: &Read, newest: &[&Changed], id: Derived<Option<RecordId>>) -> AnyView {
    let undone = entry.undone_by.is_some();
    let lines: Vec<AnyView> = entry.changes.iter().map(|change| line(entry, change, read, newest, id)).collect();
    // What an edit did stands in its lines; anything larger says what it was.
    let what = match entry.label {
        Label::Edit(..) | Label::Create(..) => None,
        _ => Some(view! { <p class="note">{op_label(&entry.label)}</p> }.into_any()),
    };
    let elsewhere = (!entry.own).then(|| view! { <span class="pill">{t(&words::ELSEWHERE)}</span> }.into_any());
    let note = undone.then(|| view! { <span class="pill">{t(&words::WAS_UNDONE)}</span> }.into_any());
    view! {
        <li class="past-entry" class:undone=undone>
            <p class="note"><time>{format::instant(entry.stamp.millis() as f64)}</time> {elsewhere} {note}</p>
            {what}
            {lines}
        </li>
    }
    .into_any()
}

fn line(
    entry: &Happened,
    change: &Changed,
    read: &Read,
    newest: &[&Changed],
    id: Derived<Option<RecordId>>,
) -> AnyView {
    let (of, field) = (change.collection, change.field);
    if field == FieldId::ALIVE {
        let word = match (OperationKind::of(&entry.label), &change.to) {
            (_, model::Value::Bool(false)) => &words::WENT,
            (OperationKind::Restored | OperationKind::Undone, _) => &words::CAME_BACK,
            _ => &words::CAME,
        };
        return view! { <p>{t(word)}</p> }.into_any();
    }
    let name = sentence::field_name(of, field);
    let read_value = |value| match sentence::value(of, field, value, &read.names) {
        text if text.is_empty() => t(&words::NOT_THERE).to_owned(),
        text => text,
    };
    let (from, to) = (read_value(&change.from), read_value(&change.to));
    let message = if change.from == change.to { &words::FIELD_SAME } else { &words::FROM_TO };
    let text = tf(message, &[("field", &name), ("from", &from), ("to", &to)]);
    let now = newest.iter().find(|known| known.field == field).map(|known| &known.to);
    let editable = fields::find(of, field).is_some_and(|field| field.kind != model::Kind::Bytes);
    let restore = (editable && now != Some(&change.from) && !change.from.is_empty()).then(|| {
        let (value, label) = (change.from.clone(), tf(&words::SET_BACK_LABEL, &[("field", &name), ("value", &from)]));
        let act = move |_| {
            if let Some(record) = id.get_untracked() {
                data::act(Request::Edit { collection: of, record, field, value: value.clone() });
            }
        };
        view! {
            <button type="button" class="button quiet past-restore" aria-label=label on:click=act>
                {tf(&words::SET_BACK, &[("value", &from)])}
            </button>
        }
        .into_any()
    });
    view! {
        <div class="past-line">
            <p>{text}</p>
            {restore}
        </div>
    }
    .into_any()
}
