//! One lead: its way to becoming a customer, who may be the same, and what is to be done.

use super::ask::{ask, deed, read};
use super::tab::{is_open, status};
use super::{convert, duplicates, words};
use crate::data::{self, watch};
use crate::format;
use crate::forms::create;
use crate::i18n::{label, t, tf};
use crate::selling::{Asker, zone};
use crate::state::Derived;
use crate::ui::field::{address, option_text};
use crate::ui::{button, erase};
use leptos::prelude::*;
use model::options::LEAD_STATUS;
use model::schema::{customer, lead, opportunity, task};
use model::{FieldId, OptionId, RecordId, Value};
use protocol::selling::leads::{LeadAnswer, LeadTask};
use protocol::{Answer, LeadsAnswer, LeadsDeed, LeadsQuery, Query, Request, Target};
use std::sync::Arc;

/// What stands beside the facts, once it is known.
pub(super) type Known = Derived<Option<Arc<LeadAnswer>>>;
/// The facts themselves.
pub(super) type Facts = Derived<Arc<Vec<(FieldId, Value)>>>;

fn known(id: RecordId) -> Known {
    let answer = ask(move || Some(LeadsQuery::Lead { id }));
    Derived::new(move || {
        read(answer, |answer| match answer {
            LeadsAnswer::Lead(Some(lead)) if lead.id == id => Some(Arc::new((**lead).clone())),
            _ => None,
        })
    })
}

fn facts(id: RecordId) -> Facts {
    let answer = watch(move || Some(Query::Record { collection: lead::ID, id }));
    Derived::new(move || {
        answer.with(|answer| match answer.as_deref() {
            Some(Answer::Record(record)) => match record.get() {
                Some(Some(record)) => Arc::new(record.facts.clone()),
                _ => Arc::new(Vec::new()),
            },
            _ => Arc::new(Vec::new()),
        })
    })
}

/// A fact of the lead; reactive.
pub(super) fn fact(facts: Facts, field: FieldId) -> Value {
    facts.with(|facts| facts.iter().find(|(id, _)| *id == field).map_or(Value::Empty, |(_, value)| value.clone()))
}

/// A text of the lead; reactive.
pub(super) fn text(facts: Facts, field: FieldId) -> String {
    fact(facts, field).text().unwrap_or("").to_owned()
}

/// Whether the lead became a customer; reactive.
fn is_converted(facts: Facts) -> bool {
    !fact(facts, lead::CONVERTED_AT.id).is_empty()
}

/// Before the facts: the way to a customer, and who may be the same.
pub(super) fn before(id: RecordId) -> AnyView {
    let (known, facts) = (known(id), facts(id));
    let standing = Derived::new(move || match fact(facts, lead::STATUS.id) {
        Value::Option(standing) => standing,
        _ => status("new"),
    });
    let converting = RwSignal::new(false);
    let became = erase::maybe(move || {
        known.with(|known| known.as_ref().filter(|known| known.customer.is_some()).map(|known| became(known)))
    });
    let same = erase::maybe(move || {
        known.with(|known| duplicates::list(known.as_ref().map_or(&[], |known| &known.duplicates)))
    });
    view! {
        <div class="lead-before">
            {path(id, known, facts, standing, converting)}
            {became}
            {idle(id, known, facts, standing)}
            {same}
            {convert::dialog(id, known, facts, converting)}
        </div>
    }
    .into_any()
}

/// The statuses as steps, and the last one: conversion.
fn path(id: RecordId, known: Known, facts: Facts, standing: Derived<OptionId>, converting: RwSignal<bool>) -> AnyView {
    let converted = Derived::new(move || is_converted(facts));
    let write = move |value: OptionId| {
        let value = Value::Option(value);
        data::act(Request::Edit { collection: lead::ID, record: id, field: lead::STATUS.id, value });
    };
    let step = move |name: &'static str| {
        let this = status(name);
        let current = erase::attribute(move || (standing.get() == this).then(|| "step".to_owned()));
        let passed = erase::flag(move || standing.get().0 > this.0 && standing.get() != status("unqualified"));
        let off = erase::flag(move || converted.get());
        view! {
            <li>
                <button type="button" aria-current=current class:passed=passed disabled=off on:click=move |_| write(this)>
                    {erase::text(move || option_text(&LEAD_STATUS, this))}
                </button>
            </li>
        }
        .into_any()
    };
    let steps = Vec::from(["new", "contacted", "nurturing", "qualified"].map(step));
    // One whose customer is not there, because it was converted elsewhere or the customer is deleted, may become one again.
    let lost = Derived::new(move || known.with(|known| known.as_ref().is_some_and(|known| known.customer.is_none())));
    let again = move || {
        let fields = vec![(lead::STATUS.id, Value::Option(status("new"))), (lead::CONVERTED_AT.id, Value::Empty)];
        data::act(Request::EditFields { collection: lead::ID, record: id, fields });
    };
    let unqualified = Derived::new(move || standing.get() == status("unqualified"));
    let end = erase::view(move || match (converted.get(), unqualified.get()) {
        (true, _) if lost.get() => button("button", &words::REOPEN, again),
        (true, _) => erase::nothing(),
        (_, true) => button("button", &words::REOPEN, move || write(status("new"))),
        _ => view! {
            {button("button primary", &words::CONVERT, move || converting.set(true))}
            {button("button quiet", &words::UNQUALIFIED, move || write(status("unqualified")))}
        }
        .into_any(),
    });
    view! {
        <ol class="lead-path" aria-label=t(&words::PATH)>{steps}</ol>
        <div class="lead-end">{end}</div>
    }
    .into_any()
}

fn became(known: &LeadAnswer) -> AnyView {
    let link = |of, one: &Option<(RecordId, String)>| {
        let (id, name) = one.as_ref()?;
        let name = if name.is_empty() { label("collection.customer") } else { name.clone() };
        Some(view! { <a href=address(of, *id)>{name}</a> }.into_any())
    };
    let customer = link(customer::ID, &known.customer);
    let deal = link(opportunity::ID, &known.opportunity);
    let both = customer.is_some() && deal.is_some();
    view! {
        <p class="lead-became">
            {t(&words::BECAME)} ": " {customer} {both.then_some(" · ")} {deal}
        </p>
    }
    .into_any()
}

/// How long nobody has spoken with it, and giving it back; or claiming it.
fn idle(id: RecordId, known: Known, facts: Facts, standing: Derived<OptionId>) -> AnyView {
    let asker = Asker::new();
    let target = move || Target::Records(lead::ID, vec![id]);
    let content = erase::maybe(move || {
        if is_converted(facts) || !is_open(standing.get()) {
            return None;
        }
        let free = fact(facts, lead::OWNER.id).is_empty();
        let n = |n: u32| format::integer(n.into());
        let text = match free {
            true => t(&words::IN_POOL).to_owned(),
            false => known.with(|known| {
                let known = known.as_ref()?;
                // Of today there is nothing to be said.
                let idle = known.idle_days.filter(|days| *days > 0);
                let idle = idle.map(|days| tf(&words::IDLE_FOR, &[("n", &n(days))]));
                let returns = known.returns_in.map(|days| match days {
                    0 => t(&words::RETURNS_NOW).to_owned(),
                    days => tf(&words::RETURNS_IN, &[("n", &n(days))]),
                });
                Some([idle, returns].into_iter().flatten().collect::<Vec<_>>().join(" · "))
            })?,
        };
        let act = match free {
            true => button("button", &words::CLAIM, move || {
                asker.ask(move |owner| data::act(deed(LeadsDeed::Claim { leads: target(), owner })));
            }),
            false => button("button quiet", &words::GIVE_BACK, move || {
                data::act(deed(LeadsDeed::Return { leads: target() }));
            }),
        };
        Some(view! { <div class="lead-idle"><span class="note">{text}</span> {act}</div> }.into_any())
    });
    view! {
        {content}
        {asker.dialog()}
    }
    .into_any()
}

/// Below the facts: what is to be done. What was said stands below, as with every record.
pub(super) fn below(id: RecordId) -> AnyView {
    let known = known(id);
    let of_task = Arc::new(move || vec![(task::LEAD.id, Value::Reference(id))]);
    let tasks = erase::view(move || {
        known.with(|known| {
            let tasks: Vec<AnyView> = known.iter().flat_map(|known| &known.tasks).map(one_task).collect();
            if tasks.is_empty() { erase::nothing() } else { view! { <ul class="lead-tasks">{tasks}</ul> }.into_any() }
        })
    });
    view! {
        <section class="timeline" aria-label=label("collections.task")>
            <header class="timeline-head"><h2>{label("collections.task")}</h2></header>
            <div class="add-list">
                {create("button quiet", &task::COLLECTION, of_task, Arc::new(|_| ()))}
            </div>
            {tasks}
        </section>
    }
    .into_any()
}

fn one_task(task: &LeadTask) -> AnyView {
    let due = task.due.map(|due| match task.all_day {
        true => format::day(zone().moment(due, true).day),
        false => format::instant(due as f64),
    });
    let done = task.closed.then(|| t(&words::DONE).to_owned());
    let about = [due, done].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    view! {
        <li>
            <a href=address(task::ID, task.id)>{task.name.clone()}</a> " " <span class="note">{about}</span>
        </li>
    }
    .into_any()
}
