//! One customer, whole: who they are, how they stand and why, what happened.

mod deals;
mod facts;
mod figure;
mod header;
mod loyalty;
mod note;
mod outlook;
mod recommended;
mod rfm;
mod score;
mod stage;
mod timeline;
mod words;

pub(crate) use stage::words_of as stage_reason;

use crate::data::watch;
use crate::i18n::t;
use crate::parts;
use crate::state::{Derived, Slot};
use crate::ui::{EmptyState, Skeleton, erase};
use leptos::prelude::*;
use model::schema::{FromValue, customer};
use model::{FieldId, RecordId, Value};
use protocol::{Answer, CustomerAnswer, Query};
use std::sync::Arc;

/// Entries of the timeline at first, and with each "more".
const TIMELINE_STEP: u32 = 50;

/// The customer as last answered. The old one stays until the new one is in.
#[derive(Clone, Copy)]
struct Shown(Slot<Option<Arc<Answer>>>);

impl Shown {
    /// Something of the customer; `None` while nobody is known. Reactive.
    fn with<T>(self, read: impl FnOnce(&CustomerAnswer) -> T) -> Option<T> {
        self.0.with(|answer| match answer.as_deref() {
            Some(Answer::Customer(customer)) => customer.get()?.as_ref().map(read),
            _ => None,
        })
    }

    fn with_untracked<T>(self, read: impl FnOnce(&CustomerAnswer) -> T) -> Option<T> {
        untrack(|| self.with(read))
    }

    /// Who.
    fn id(self) -> Option<RecordId> {
        self.with_untracked(|customer| customer.id)
    }

    /// What stands in a field.
    fn value(self, field: FieldId) -> Value {
        let read = |customer: &CustomerAnswer| {
            customer.facts.iter().find(|(id, _)| *id == field).map(|(_, value)| value.clone())
        };
        self.with(read).flatten().unwrap_or_default()
    }

    /// What stands in a field, if it is of this type.
    fn get<T: FromValue>(self, key: model::schema::Key<T>) -> Option<T> {
        T::from_value(self.value(key.id))
    }
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Waiting,
    Missing,
    Here,
}

/// The page of a customer, beside the list or alone.
#[component]
pub fn CustomerPage(
    /// Who.
    id: Derived<RecordId>,
    /// Where Back leads: the list.
    back: Derived<String>,
) -> impl IntoView {
    let timeline_max = Slot::new(TIMELINE_STEP);
    let answer = watch(move || Some(Query::Customer { id: id.get(), timeline_max: timeline_max.get() }));
    let shown = Shown(answer);
    let noting = RwSignal::new(false);
    let mut before = None;
    erase::effect(move || {
        let now = id.get();
        if before.replace(now).is_some_and(|before| before != now) {
            timeline_max.set(TIMELINE_STEP);
            noting.set(false);
            if let Some(node) = document().query_selector(".customer.page").ok().flatten() {
                node.set_scroll_top(0);
            }
        }
    });
    let state = Derived::new(move || {
        answer.with(|answer| match answer.as_deref() {
            Some(Answer::Customer(customer)) if matches!(customer.get(), Some(Some(_))) => State::Here,
            Some(_) => State::Missing,
            None => State::Waiting,
        })
    });
    let who = Derived::new(move || Some(id.get()));
    let content = erase::view(move || match state.get() {
        State::Waiting => view! { <Skeleton lines=6 /> }.into_any(),
        State::Missing => missing(back),
        State::Here => view! {
            <header::Header shown=shown back=back noting=noting />
            {parts::conflicts(customer::ID, who)}
            {erase::later(move || parts::account(id))}
            {erase::later(move || view! { <note::Note shown=shown open=noting /> }.into_any())}
            <div class="customer-body">
                {erase::later(move || view! { <score::Score shown=shown /> }.into_any())}
                <div class="customer-rest">
                    {erase::later(move || view! { <facts::Facts shown=shown /> }.into_any())}
                    {erase::later(move || recommended::recommended(id))}
                    {erase::later(move || deals::deals(id))}
                    {erase::later(move || {
                        view! { <timeline::Timeline shown=shown timeline_max=timeline_max /> }.into_any()
                    })}
                    {erase::later(move || parts::talks(customer::ID, who))}
                    {erase::later(move || parts::past(customer::ID, who))}
                </div>
            </div>
        }
        .into_any(),
    });
    view! {
        <article class="customer page">
            {content}
        </article>
    }
    .into_any()
}

fn missing(back: Derived<String>) -> AnyView {
    view! {
        <EmptyState
            title=t(&words::GONE)
            text=erase::text(|| t(&words::GONE_TEXT).to_owned())
        >
            <a class="button" href=move || back.get()>
                {t(&words::TO_LIST)}
            </a>
        </EmptyState>
    }
    .into_any()
}
