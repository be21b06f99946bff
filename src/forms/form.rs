//! One form: its inputs, what was typed into it, and what becomes of it.

use super::save::{read, save};
use super::{Spec, fields, lines, words};
use crate::data::{drafts, watch};
use crate::fields::label;
use crate::format;
use crate::i18n::{t, tf};
use crate::state::{Derived, Slot};
use crate::ui::field::{Editor, Pick, Picked, draft_note, editor, pick};
use crate::ui::{button, erase};
use leptos::prelude::*;
use model::order::{Fields, get, value};
use model::schema::{Collection, Key, customer, order, order_line, payment, product};
use model::{CollectionId, Decimal, Field, FieldId, Kind, Money, RecordId, Value};
use protocol::{Answer, Query};
use std::sync::Arc;

/// What stands in a form: fields, lines, and the names of the records that were chosen.
type Typed = (Fields, Vec<Fields>, Vec<(RecordId, String)>);
/// What is wrong: in which line, if in one; with which field; why.
pub(super) type Trouble = Vec<(Option<usize>, FieldId, &'static str)>;

/// A form while it is filled in.
#[derive(Clone, Copy)]
pub struct Form {
    pub(super) of: CollectionId,
    pub(super) typed: Slot<Typed>,
    pub(super) trouble: Slot<Trouble>,
    /// Whose orders and contacts are offered first: the customer that was chosen or given.
    near: Derived<Option<RecordId>>,
    /// Somebody wrote into it: what stands there is not only what was filled in.
    touched: RwSignal<bool>,
    /// Grows when inputs must be drawn anew: after a draft came back, a line went or a value was filled in.
    pub(super) drawn: RwSignal<u32>,
    /// Tax rates of the products that were chosen, as they become known.
    pub(super) rates: Slot<Vec<(RecordId, Decimal)>>,
    /// A payment is above this, which is what is due: asked about before it is recorded.
    pub(super) beyond: Slot<Option<Money>>,
}

impl Form {
    /// What stands in a record's fields, or in those of a line. Reactive.
    pub(super) fn fields(self, line: Option<usize>) -> Fields {
        self.typed.with(|(fields, lines, _)| match line {
            None => fields.clone(),
            Some(at) => lines.get(at).cloned().unwrap_or_default(),
        })
    }

    pub(super) fn set(self, line: Option<usize>, field: FieldId, value: Value) {
        self.trouble.update(|all| all.retain(|(at, id, _)| (*at, *id) != (line, field)));
        if self.beyond.with_untracked(Option::is_some) {
            self.beyond.set(None);
        }
        self.typed.update(|(fields, lines, _)| {
            let fields = match line {
                None => Some(fields),
                Some(at) => lines.get_mut(at),
            };
            if let Some(fields) = fields {
                fields.retain(|(id, _)| *id != field);
                if !value.is_empty() {
                    fields.push((field, value));
                }
            }
        });
    }

    /// One input with its label and what is wrong with it.
    pub(super) fn input(self, line: Option<usize>, field: &'static Field, focus: bool) -> AnyView {
        let of = if line.is_some() { order_line::ID } else { self.of };
        let name = label(of, field);
        let problem = move || {
            self.trouble.with(|all| all.iter().find(|(at, id, _)| (*at, *id) == (line, field.id)).map(|(.., why)| *why))
        };
        let invalid = Slot::new(false);
        erase::effect(move || invalid.set(problem().is_some()));
        let start = untrack(|| value(&self.fields(line), field.id));
        let made = editor(Editor {
            label: name.clone(),
            kind: field.kind,
            value: start,
            names: self.typed.with_untracked(|(.., names)| names.clone()),
            changed: Arc::new(move |value| {
                self.touched.set(true);
                self.set(line, field.id, value);
            }),
            learned: Some(Arc::new(move |id, name| self.typed.update(|(.., names)| names.push((id, name))))),
            near: (field.kind != Kind::Reference(customer::ID)).then_some(self.near),
            focus,
            invalid,
        });
        let trouble = erase::maybe(move || {
            let why = problem()?;
            Some(view! { <p class="field-error" role="alert">{why}</p> }.into_any())
        });
        // A label would press the first of several buttons.
        if matches!(field.kind, Kind::References(_)) {
            return view! { <div class="form-row"><span>{name}</span>{made}{trouble}</div> }.into_any();
        }
        view! { <label class="form-row"><span>{name}</span>{made}{trouble}</label> }.into_any()
    }
}

/// The form.
pub fn form(spec: Spec) -> AnyView {
    let of = spec.of;
    let given = (spec.given)();
    let has_lines = of.id == order::ID;
    let first: Typed = (fields::defaults(of), if has_lines { vec![Vec::new()] } else { Vec::new() }, Vec::new());
    let typed = Slot::new(first.clone());
    let payer = Slot::new(None);
    let near = {
        let given = (spec.near)().or_else(|| customer_of(of, &given));
        Derived::new(move || payer.get().or_else(|| typed.with(|(fields, ..)| customer_of(of, fields))).or(given))
    };
    let form = Form {
        of: of.id,
        typed,
        trouble: Slot::new(Vec::new()),
        near,
        touched: RwSignal::new(false),
        drawn: RwSignal::new(0),
        rates: Slot::new(Vec::new()),
        beyond: Slot::new(None),
    };
    let key = spec.draft();
    let asked = untrack(|| fields::asked(of, &given));
    let asks_payer = of.id == payment::ID && (spec.near)().is_none() && get(&given, payment::ORDER).is_none();
    let saving = RwSignal::new(false);
    let note = draft_note(key.clone(), {
        let first = first.clone();
        Arc::new(move |bytes| {
            let untouched = form.touched.try_get_untracked() == Some(false);
            let typed = match bytes {
                // Whoever typed meanwhile is not interrupted.
                Some(bytes) => protocol::decode::<Typed>(&bytes).ok().filter(|_| untouched),
                None => Some(first.clone()),
            };
            typed.is_some_and(|typed| {
                form.touched.try_set(false);
                form.typed.set(typed);
                form.drawn.try_update(|drawn| *drawn += 1);
                true
            })
        })
    });
    keep(form, key.clone(), first);
    if of.id == payment::ID {
        default_amount(form, get(&given, payment::ORDER));
    }
    let send: Arc<dyn Fn(bool) + Send + Sync> = {
        let given = given.clone();
        let asked: Vec<&'static Field> = asked.0.iter().chain(&asked.1).copied().collect();
        Arc::new(move |beyond| {
            if saving.get_untracked() {
                return;
            }
            match read(of, form, &asked) {
                Ok((mut fields, lines)) => {
                    fields.extend(given.clone());
                    saving.set(true);
                    erase::spawn(save(spec.clone(), key.clone(), (form, saving, beyond), fields, lines));
                }
                Err(trouble) => form.trouble.set(trouble),
            }
        })
    };
    let submit = {
        let send = send.clone();
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            send(false);
        }
    };
    let beyond = erase::maybe(move || {
        let text = tf(&words::BEYOND, &[("amount", &format::money(form.beyond.get()?))]);
        let send = send.clone();
        let yes = button("button", &words::BEYOND_YES, move || send(true));
        Some(view! { <div class="money-asked" role="alert"><p>{text}</p>{yes}</div> }.into_any())
    });
    let inputs = erase::view(move || {
        form.drawn.get();
        untrack(|| inputs(form, &asked, has_lines, !asks_payer))
    });
    let payer = asks_payer.then(|| payers(payer));
    let busy = erase::flag(move || saving.get());
    view! {
        <form class="form" on:submit=submit novalidate>
            {note}
            {payer}
            {inputs}
            {beyond}
            <div class="form-end">
                <button type="submit" class="button primary" disabled=busy>{t(&words::ADD)}</button>
            </div>
        </form>
    }
    .into_any()
}

/// The customer that a record of this collection belongs to, as far as its fields say.
fn customer_of(of: &Collection, fields: &Fields) -> Option<RecordId> {
    let whose = of.fields.iter().find(|field| field.kind == Kind::Reference(customer::ID))?;
    get(fields, Key::<RecordId>::new(whose.id.0))
}

/// Who pays: not kept with the payment, whose order says it, but the order is found by it.
fn payers(payer: Slot<Option<RecordId>>) -> AnyView {
    let name = crate::i18n::label("order.customer");
    let pick = pick(Pick {
        of: customer::ID,
        label: name.clone(),
        text: String::new(),
        focus: true,
        invalid: Slot::new(false),
        many: false,
        add: false,
        near: None,
        without: Arc::new(Vec::new),
        picked: Arc::new(move |picked| payer.set(if let Picked::Record(id, _) = picked { Some(id) } else { None })),
    });
    view! { <label class="form-row"><span>{name}</span>{pick}</label> }.into_any()
}

/// All inputs as they stand now.
fn inputs(form: Form, asked: &(Vec<&'static Field>, Vec<&'static Field>), has_lines: bool, focus: bool) -> AnyView {
    let inputs = asked.0.iter().enumerate().map(|(at, field)| form.input(None, field, focus && at == 0));
    let inputs: Vec<AnyView> = inputs.collect();
    let others: Vec<AnyView> = asked.1.iter().map(|field| form.input(None, field, false)).collect();
    let filled = asked.1.iter().any(|field| !value(&form.fields(None), field.id).is_empty());
    let more = (!others.is_empty()).then(|| {
        view! {
            <details class="why" open=filled && form.of != product::ID>
                <summary>{t(&words::MORE)}</summary>
                <div class="form-fields">{others}</div>
            </details>
        }
        .into_any()
    });
    let lines = has_lines.then(|| lines::lines(form));
    view! {
        <div class="form-fields">{inputs}</div>
        {lines}
        {more}
    }
    .into_any()
}

/// Keeps what is typed while it is not saved.
fn keep(form: Form, key: String, first: Typed) {
    let mut before = first.clone();
    erase::effect(move || {
        let now = form.typed.get();
        if now == before || !form.touched.get_untracked() {
            return;
        }
        match now == first {
            true => drafts::forget(&key),
            false => drafts::keep(&key, protocol::encode(&now).unwrap_or_default()),
        }
        before = now;
    });
}

/// What is outstanding of the order stands in the amount of a payment, until somebody writes another one.
fn default_amount(form: Form, given: Option<RecordId>) {
    let order = Derived::new(move || given.or_else(|| get(&form.fields(None), payment::ORDER)));
    let answer = watch(move || order.get().map(|id| Query::Order { id }));
    let filled = Slot::new(Value::Empty);
    erase::effect(move || {
        let outstanding = answer.with(|answer| match answer.as_deref() {
            Some(Answer::Order(found)) => {
                let found = found.get()?.as_ref()?;
                found.outstanding.filter(|_| order.get() == Some(found.id))
            }
            _ => None,
        });
        let Some(outstanding) = outstanding else { return };
        let now = untrack(|| value(&form.fields(None), payment::AMOUNT.id));
        if now == filled.get_untracked() {
            filled.set(Value::Money(outstanding));
            form.set(None, payment::AMOUNT.id, Value::Money(outstanding));
            form.drawn.update(|drawn| *drawn += 1);
        }
    });
}
