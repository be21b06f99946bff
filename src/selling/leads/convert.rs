//! What is made of a lead: said before it is made, in one step.

use super::ask::deed;
use super::one::{Facts, Known, fact, text};
use super::{duplicates, words};
use crate::data;
use crate::fields;
use crate::format;
use crate::i18n::{input_error, t, tf};
use crate::selling::deals;
use crate::state::{Derived, Slot};
use crate::ui::field::{Editor, currency, editor, reader, value_text};
use crate::ui::{Dialog, erase};
use leptos::prelude::*;
use model::schema::lead;
use model::{FieldId, Kind, RecordId, Value};
use protocol::selling::leads::{Conversion, InWords, NewDeal};
use protocol::{DealsAnswer, DealsQuery, LeadsDeed};
use std::sync::Arc;

/// What is chosen in the dialog.
#[derive(Clone, Copy)]
struct Choice {
    into: Slot<Option<RecordId>>,
    person: RwSignal<bool>,
    name: RwSignal<String>,
    contact: RwSignal<bool>,
    deal: RwSignal<bool>,
    deal_name: RwSignal<String>,
    amount: Slot<Value>,
    close: Slot<Value>,
    pipeline: Slot<Option<RecordId>>,
    /// The lead's name is a person's.
    named: bool,
}

pub(super) fn dialog(id: RecordId, known: Known, facts: Facts, open: RwSignal<bool>) -> AnyView {
    // Nothing is chosen before it is known who the lead is, and who it may be.
    let here = Derived::new(move || known.with(Option::is_some) && !facts.with(|facts| facts.is_empty()));
    view! {
        <Dialog open=open title=t(&words::CONVERT_TITLE)>
            {erase::show(move || here.get(), move || untrack(|| form(id, known, facts, open)))}
        </Dialog>
    }
    .into_any()
}

/// Customers that the lead may be already, with the reason.
fn candidates(known: Known) -> Vec<(RecordId, String, String)> {
    let mut all: Vec<(RecordId, String, String)> = Vec::new();
    known.with(|known| {
        for duplicate in known.iter().flat_map(|known| &known.duplicates) {
            if let Some((id, name)) = &duplicate.customer
                && all.iter().all(|(other, ..)| other != id)
            {
                all.push((*id, name.clone(), duplicates::why(duplicate)));
            }
        }
    });
    all
}

/// What the lead says where it is made: what changes meanwhile does not make it anew.
fn form(id: RecordId, known: Known, facts: Facts, open: RwSignal<bool>) -> AnyView {
    let candidates = candidates(known);
    let (named, company) = (text(facts, lead::NAME.id), text(facts, lead::COMPANY.id));
    let person = company.is_empty();
    let is_person = known.with(|known| known.as_ref().is_none_or(|known| known.person));
    let choice = Choice {
        into: Slot::new(None),
        person: RwSignal::new(person),
        name: RwSignal::new(if person { named.clone() } else { company.clone() }),
        contact: RwSignal::new(!person && is_person),
        deal: RwSignal::new(true),
        deal_name: RwSignal::new(if person { named.clone() } else { company.clone() }),
        amount: Slot::new(Value::Empty),
        close: Slot::new(Value::Empty),
        pipeline: Slot::new(None),
        named: is_person,
    };
    let pipelines = deals::ask(|| Some(DealsQuery::Pipelines));
    let trouble = Slot::new(None::<&'static str>);
    let saving = RwSignal::new(false);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if saving.get_untracked() {
            return;
        }
        match conversion(id, choice, facts) {
            Ok(conversion) => {
                saving.set(true);
                let done = move |done: bool| {
                    saving.try_set(false);
                    if done {
                        open.try_set(false);
                    }
                };
                data::act_telling(deed(LeadsDeed::Convert(Box::new(conversion))), Box::new(done));
            }
            Err(why) => trouble.set(Some(why)),
        }
    };
    let problem =
        erase::maybe(move || Some(view! { <p class="field-error" role="alert">{trouble.get()?}</p> }.into_any()));
    let along = known.with(|known| {
        let known = known.as_ref()?;
        let n = |n: usize| format::integer(n as u64);
        let counts = [("talks", n(known.talks as usize)), ("tasks", n(known.tasks.len()))];
        let counts = counts.each_ref().map(|(name, n)| (*name, n.as_str()));
        (known.talks > 0 || !known.tasks.is_empty()).then(|| tf(&words::ALONG, &counts))
    });
    let is_new = Derived::new(move || choice.into.get().is_none());
    let contact = (!named.is_empty()).then(|| {
        let name = tf(&words::CONTACT, &[("name", &named)]);
        let shown = move || !is_new.get() || !choice.person.get();
        erase::show(shown, move || check(name.clone(), choice.contact)).into_any()
    });
    let new_one = erase::show(move || is_new.get(), move || new_customer(choice, named.clone(), company.clone()));
    view! {
        <form class="form" on:submit=submit novalidate>
            <p class="muted">{t(&words::CONVERT_TEXT)}</p>
            {whose(choice, candidates)}
            {new_one}
            {contact}
            {check(t(&words::DEAL).to_owned(), choice.deal)}
            {erase::show(move || choice.deal.get(), move || deal(choice, pipelines))}
            {along.map(|along| view! { <p class="note">{along}</p> }.into_any())}
            {problem}
            <div class="form-end">
                <button type="submit" class="button primary" disabled=erase::flag(move || saving.get())>
                    {t(&words::CONVERT)}
                </button>
            </div>
        </form>
    }
    .into_any()
}

/// A new customer, or one of those that the lead may be.
fn whose(choice: Choice, candidates: Vec<(RecordId, String, String)>) -> AnyView {
    if candidates.is_empty() {
        return erase::nothing();
    }
    let radio = move |to: Option<RecordId>, name: String| {
        view! {
            <label class="choice">
                <input type="radio" name="convert-into" prop:checked=erase::flag(move || choice.into.get() == to)
                    on:change=move |_| choice.into.set(to) />
                <span>{name}</span>
            </label>
        }
        .into_any()
    };
    let known = candidates
        .into_iter()
        .map(|(id, name, why)| radio(Some(id), tf(&words::KNOWN_CUSTOMER, &[("name", &name), ("why", &why)])));
    let known: Vec<AnyView> = known.collect();
    view! {
        <fieldset class="lead-into">
            <legend>{t(&words::CUSTOMER)}</legend>
            {radio(None, t(&words::NEW_CUSTOMER).to_owned())}
            {known}
        </fieldset>
    }
    .into_any()
}

fn new_customer(choice: Choice, named: String, company: String) -> AnyView {
    let on_kind = move |event| {
        let person = event_target_value(&event) == "person";
        choice.person.set(person);
        choice.contact.set(!person && choice.named);
        // The name of the other kind, unless somebody wrote one.
        let (from, to) = if person { (&company, &named) } else { (&named, &company) };
        if choice.name.with_untracked(|name| name == from) && !to.is_empty() {
            choice.name.set(to.clone());
        }
    };
    let kind = |value: &'static str, name: &'static crate::i18n::Msg, person: bool| {
        let is = choice.person.get_untracked() == person;
        view! { <option value=value prop:selected=is>{t(name)}</option> }.into_any()
    };
    view! {
        <label class="form-row">
            <span>{t(&words::KIND)}</span>
            <select class="select" on:change=on_kind>
                {kind("business", &words::BUSINESS, false)}
                {kind("person", &words::PERSON, true)}
            </select>
        </label>
        {line(&words::CUSTOMER_NAME, choice.name)}
    }
    .into_any()
}

fn deal(choice: Choice, pipelines: deals::Asked) -> AnyView {
    let input = |kind: Kind, name: &'static crate::i18n::Msg, into: Slot<Value>| {
        let input = editor(Editor {
            label: t(name).to_owned(),
            kind,
            value: into.get_untracked(),
            names: Vec::new(),
            changed: Arc::new(move |value| into.set(value)),
            learned: None,
            near: None,
            focus: false,
            invalid: Slot::new(false),
        });
        view! { <label class="form-row"><span>{t(name)}</span>{input}</label> }.into_any()
    };
    view! {
        {line(&words::DEAL_NAME, choice.deal_name)}
        {input(Kind::Money, &words::AMOUNT, choice.amount)}
        {input(Kind::Day, &words::CLOSE_DATE, choice.close)}
        {erase::maybe(move || pipeline(choice, pipelines))}
    }
    .into_any()
}

/// In which pipeline the opportunity begins, where there are several.
fn pipeline(choice: Choice, pipelines: deals::Asked) -> Option<AnyView> {
    let all = deals::read(pipelines, |answer| match answer {
        DealsAnswer::Pipelines(all) => Some(all.iter().map(|one| (one.id, one.name.clone())).collect::<Vec<_>>()),
        _ => None,
    })?;
    if all.len() < 2 {
        return None;
    }
    let option = |(id, name): (RecordId, String)| {
        let is = choice.pipeline.get_untracked() == Some(id);
        view! { <option value=id.to_string() prop:selected=is>{name}</option> }.into_any()
    };
    let options: Vec<AnyView> = all.into_iter().map(option).collect();
    let chosen = move |event| choice.pipeline.set(event_target_value(&event).parse().ok());
    let view = view! {
        <label class="form-row">
            <span>{t(&words::PIPELINE)}</span>
            <select class="select" on:change=chosen>{options}</select>
        </label>
    };
    Some(view.into_any())
}

fn line(name: &'static crate::i18n::Msg, text: RwSignal<String>) -> AnyView {
    view! {
        <label class="form-row">
            <span>{t(name)}</span>
            <input class="input" type="text" autocomplete="off" prop:value=move || text.get()
                on:input=move |event| text.set(event_target_value(&event)) />
        </label>
    }
    .into_any()
}

fn check(name: String, on: RwSignal<bool>) -> AnyView {
    view! {
        <label class="option">
            <input type="checkbox" prop:checked=move || on.get()
                on:change:target=move |event| on.set(event.target().checked()) />
            <span>{name}</span>
        </label>
    }
    .into_any()
}

/// What is meant, or what is wrong with it.
fn conversion(lead: RecordId, choice: Choice, facts: Facts) -> Result<Conversion, &'static str> {
    let read = reader(currency());
    let value = |kind: Kind, of: Slot<Value>| read.check(kind, &of.get_untracked()).map_err(input_error);
    let into = choice.into.get_untracked();
    let person = choice.person.get_untracked() && into.is_none();
    let deal = if choice.deal.get_untracked() {
        let amount = match value(Kind::Money, choice.amount)? {
            Value::Money(amount) => Some(amount),
            _ => None,
        };
        let close = match value(Kind::Day, choice.close)? {
            Value::Day(day) => Some(day),
            _ => None,
        };
        Some(NewDeal {
            name: choice.deal_name.get_untracked(),
            amount,
            close,
            pipeline: choice.pipeline.get_untracked(),
        })
    } else {
        None
    };
    let contact = choice.contact.get_untracked() && !person;
    let follow_up = t(&words::FOLLOW_UP).to_owned();
    let (name, labels) = (choice.name.get_untracked(), untrack(|| labels(facts)));
    Ok(Conversion { lead, into, person, name, contact, deal, follow_up, labels })
}

/// What the lead says that means little to whoever does not know which field says it.
fn labels(facts: Facts) -> Vec<InWords> {
    let built_in = [lead::TITLE.id, lead::RATING.id, lead::ADDRESS.id, lead::REGION.id, lead::INDUSTRY.id];
    let meant = fields::of(lead::ID).into_iter().filter(|of| of.id >= FieldId::CUSTOM || built_in.contains(&of.id));
    let said = meant.map(|of| (of, fact(facts, of.id))).filter(|(_, value)| !value.is_empty());
    let words = said.map(|(of, value)| InWords {
        field: of.id,
        label: tf(&words::LABELLED, &[("label", &fields::label(lead::ID, of)), ("text", "")]),
        text: value_text(of.kind, &value),
    });
    words.collect()
}
