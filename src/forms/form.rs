//! One form: its inputs, what was typed into it, and what becomes of it.

use super::save::{read, save};
use super::{Spec, fields, lines, words};
use crate::data::{drafts, watch};
use crate::fields::label;
use crate::format;
use crate::i18n::{t, tf};
use crate::state::{Derived, Slot};
use crate::turns;
use crate::ui::field::{Editor, Pick, Picked, draft_note, editor, pick};
use crate::ui::{button, erase};
use leptos::html;
use leptos::prelude::*;
use model::order::{Fields, get, value};
use model::schema::{Collection, Key, customer, order, order_line, payment, payment_plan, product};
use model::{CollectionId, Currency, Decimal, Field, FieldId, Kind, Money, RecordId, Value};
use protocol::{Answer, Query};
use std::sync::Arc;
use wasm_bindgen::JsCast;

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
    /// Grows when inputs must be drawn anew: after a draft came back or a line went.
    pub(super) drawn: RwSignal<u32>,
    /// Where it stands on the page.
    node: NodeRef<html::Form>,
    /// Tax rates of the products that were chosen, as they become known.
    pub(super) rates: Slot<Vec<(RecordId, Decimal)>>,
    /// Currencies of the products and orders that were chosen, as they become known.
    pub(super) currencies: Slot<Vec<(RecordId, Currency)>>,
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

    /// Remembers in which currency the amounts of a record are that was chosen.
    pub(super) fn learn(self, of: RecordId, amount: Option<Money>) {
        self.currencies.update(|known| {
            known.retain(|(id, _)| *id != of);
            known.extend(amount.map(|amount| (of, amount.currency)));
        });
    }

    /// The currency of the amounts of a record that was chosen, if it is known. Reactive.
    pub(super) fn currency_of(self, of: Option<RecordId>) -> Option<Currency> {
        self.currencies.with(|known| known.iter().find(|(id, _)| Some(*id) == of).map(|(_, currency)| *currency))
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

    /// Where what held the cursor is gone once all is drawn anew, the given one of these gets it, or the last.
    pub(super) async fn hold_cursor(self, among: &'static str, at: u32) {
        turns::frame().await;
        let Some(form) = self.node.try_get_untracked().flatten() else { return };
        let now = document().active_element();
        if now.is_some_and(|now| form.contains(Some(&now))) {
            return;
        }
        let Ok(all) = form.query_selector_all(among) else { return };
        let at = at.min(all.length().saturating_sub(1));
        if let Some(Ok(one)) = all.get(at).map(JsCast::dyn_into::<web_sys::HtmlElement>) {
            let _ = one.focus();
        }
    }

    /// An input that is drawn anew by itself when a value is filled in.
    pub(super) fn filled(self, line: Option<usize>, field: &'static Field, filled: RwSignal<u32>) -> AnyView {
        erase::view(move || {
            filled.get();
            untrack(|| self.input(line, field, false))
        })
        .into_any()
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
        node: NodeRef::new(),
        rates: Slot::new(Vec::new()),
        currencies: Slot::new(Vec::new()),
        beyond: Slot::new(None),
    };
    let key = spec.draft();
    let asked = untrack(|| fields::asked(of, &given));
    let asks_payer = of.id == payment::ID && (spec.near)().is_none() && get(&given, payment::ORDER).is_none();
    let saving = RwSignal::new(false);
    let touched = Arc::new(move || form.touched.try_get_untracked() != Some(false));
    let restore = {
        let first = first.clone();
        move |bytes: Option<Vec<u8>>| {
            let typed = bytes.map_or(Some(first.clone()), |bytes| protocol::decode::<Typed>(&bytes).ok());
            typed.is_some_and(|typed| {
                form.touched.try_set(false);
                form.typed.set(typed);
                form.drawn.try_update(|drawn| *drawn += 1);
                erase::spawn(form.hold_cursor("input, select, textarea", 0));
                true
            })
        }
    };
    let note = draft_note(key.clone(), touched, Arc::new(restore));
    keep(form, key.clone(), first);
    let filled = RwSignal::new(0);
    if let Some((order, amount)) = of_order(of.id) {
        default_amount(form, (order, get(&given, order)), amount, filled);
    }
    let send: Arc<dyn Fn(bool) + Send + Sync> = {
        let given = given.clone();
        let asked: Vec<&'static Field> = asked.0.iter().chain(&asked.1).copied().collect();
        Arc::new(move |beyond| {
            if saving.get_untracked() {
                return;
            }
            match read(of, form, &given, &asked) {
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
        // Drawn anew, the cursor stays where it is, or goes where `hold_cursor` says.
        let first = form.drawn.get() == 0;
        untrack(|| inputs(form, &asked, has_lines, first && !asks_payer, filled))
    });
    let payer = asks_payer.then(|| payers(payer));
    let busy = erase::flag(move || saving.get());
    view! {
        <form class="form" node_ref=form.node on:submit=submit novalidate>
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

/// All inputs as they stand now; the amount is drawn anew when it is `filled` in.
fn inputs(
    form: Form,
    asked: &(Vec<&'static Field>, Vec<&'static Field>),
    has_lines: bool,
    focus: bool,
    filled: RwSignal<u32>,
) -> AnyView {
    let amount = of_order(form.of).and_then(|(_, amount)| amount);
    let inputs = asked.0.iter().enumerate().map(|(at, field)| match Some(field.id) == amount {
        true => form.filled(None, field, filled),
        false => form.input(None, field, focus && at == 0),
    });
    let inputs: Vec<AnyView> = inputs.collect();
    let others: Vec<AnyView> = asked.1.iter().map(|field| form.input(None, field, false)).collect();
    let opened = asked.1.iter().any(|field| !value(&form.fields(None), field.id).is_empty());
    let more = (!others.is_empty()).then(|| {
        view! {
            <details class="why" open=opened && form.of != product::ID>
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

/// The field with the order, of a collection whose amounts are in the currency of one; and where what is outstanding is offered.
pub(super) fn of_order(of: CollectionId) -> Option<(Key<RecordId>, Option<FieldId>)> {
    match of {
        payment::ID => Some((payment::ORDER, Some(payment::AMOUNT.id))),
        payment_plan::ID => Some((payment_plan::ORDER, None)),
        _ => None,
    }
}

/// Learns the currency of the order. What is outstanding of it stands in the amount, where it is offered, until somebody writes another one.
fn default_amount(
    form: Form,
    (key, given): (Key<RecordId>, Option<RecordId>),
    amount: Option<FieldId>,
    drawn: RwSignal<u32>,
) {
    let order = Derived::new(move || given.or_else(|| get(&form.fields(None), key)));
    let answer = watch(move || order.get().map(|id| Query::Order { id }));
    let filled = Slot::new(Value::Empty);
    erase::effect(move || {
        let found = answer.with(|answer| match answer.as_deref() {
            Some(Answer::Order(found)) => {
                let found = found.get()?.as_ref().filter(|found| order.get() == Some(found.id))?;
                Some((found.id, found.total.or(found.payable), found.outstanding))
            }
            _ => None,
        });
        let Some((id, total, outstanding)) = found else { return };
        form.learn(id, total.or(outstanding));
        let (Some(outstanding), Some(amount)) = (outstanding, amount) else { return };
        let now = untrack(|| value(&form.fields(None), amount));
        if now == filled.get_untracked() {
            filled.set(Value::Money(outstanding));
            form.set(None, amount, Value::Money(outstanding));
            drawn.update(|drawn| *drawn += 1);
        }
    });
}
