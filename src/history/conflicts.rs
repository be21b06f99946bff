//! What was written on two devices at the same time: the value that lost is shown for a while, to be taken with one tap.

use super::{sentence, words};
use crate::data::{self, watch};
use crate::i18n::{t, tf};
use crate::state::Derived;
use crate::ui::erase;
use leptos::prelude::*;
use model::{CollectionId, RecordId, Value};
use protocol::{Answer, ConflictsAnswer, Lost, Query, Request};

/// How long a value that lost is shown: long enough for everybody to come by.
const SHOWN_MILLIS: f64 = 30.0 * 86_400_000.0;

/// The notes of a record, where there are any.
pub fn conflicts(of: CollectionId, id: Derived<Option<RecordId>>) -> AnyView {
    let answer = watch(move || id.get().map(|id| Query::Conflicts { collection: of, id }));
    erase::maybe(move || {
        let record = id.get()?;
        answer.with(|answer| match answer.as_deref() {
            Some(Answer::Conflicts(conflicts)) => notes(of, record, conflicts.get()?),
            _ => None,
        })
    })
    .into_any()
}

fn notes(of: CollectionId, record: RecordId, conflicts: &ConflictsAnswer) -> Option<AnyView> {
    let now = js_sys::Date::now();
    let recent = conflicts.lost.iter().filter(|lost| now < lost.since_millis as f64 + SHOWN_MILLIS);
    let lost: Vec<AnyView> = recent.map(|lost| note(of, record, lost, conflicts)).collect();
    let after_delete = (!conflicts.after_delete.is_empty()).then(|| {
        let fields: Vec<String> = conflicts.after_delete.iter().map(|field| sentence::field_name(of, *field)).collect();
        view! { <p>{tf(&words::AFTER_DELETE, &[("fields", &fields.join(t(&words::COMMA)))])}</p> }.into_any()
    });
    if lost.is_empty() && after_delete.is_none() {
        return None;
    }
    Some(
        view! {
            <section class="conflicts" aria-label=t(&words::CONFLICT_TITLE)>
                {lost}
                {after_delete}
            </section>
        }
        .into_any(),
    )
}

fn note(of: CollectionId, record: RecordId, lost: &Lost, conflicts: &ConflictsAnswer) -> AnyView {
    let field = lost.field;
    let name = sentence::field_name(of, field);
    let value = match sentence::value(of, field, &lost.value, &conflicts.names) {
        text if text.is_empty() => t(&words::CONFLICT_EMPTY).to_owned(),
        text => text,
    };
    let text = tf(
        if lost.own { &words::CONFLICT_OWN } else { &words::CONFLICT_OTHER },
        &[("field", &name), ("value", &value)],
    );
    let write = move |value: Value| data::act(Request::Edit { collection: of, record, field, value });
    let (take, keep) = (lost.value.clone(), lost.standing.clone());
    let take_label = tf(&words::CONFLICT_TAKE_LABEL, &[("field", &name), ("value", &value)]);
    view! {
        <div class="conflict">
            <p>{text}</p>
            <div class="conflict-actions">
                <button type="button" class="button" aria-label=take_label on:click=move |_| write(take.clone())>
                    {t(&words::CONFLICT_TAKE)}
                </button>
                <button type="button" class="button quiet" aria-label=tf(&words::CONFLICT_KEEP_LABEL, &[("field", &name)])
                    on:click=move |_| write(keep.clone())>
                    {t(&words::CONFLICT_KEEP)}
                </button>
            </div>
        </div>
    }
    .into_any()
}
