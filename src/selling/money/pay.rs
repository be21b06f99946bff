//! Recording money that came or went back: a dialog that offers what is outstanding, and asks before it takes more.

use super::ask::{self, deed};
use super::words;
use crate::data;
use crate::format;
use crate::i18n::{Msg, failure, input_error, t, tf};
use crate::state::Slot;
use crate::ui::field::{Editor, currency, editor, reader, today};
use crate::ui::{Dialog, button, erase, toast};
use leptos::prelude::*;
use model::dues::payment_status;
use model::order::{Fields, get, value};
use model::schema::payment;
use model::{FieldId, Kind, Money, RecordId, Value, options};
use protocol::{Failure, MoneyDeed, ProblemCode};
use std::sync::Arc;

/// What money is to be recorded for.
#[derive(Clone, Copy, PartialEq)]
pub struct Pay {
    /// The order.
    pub order: RecordId,
    /// The instalment, if for one.
    pub plan: Option<RecordId>,
    /// What is offered; what is outstanding, where it is not said.
    pub amount: Option<Money>,
    /// It goes back.
    pub back: bool,
}

/// The dialog; what it is for is set before it opens.
pub fn dialog(pay: Slot<Option<Pay>>, open: RwSignal<bool>, back: bool) -> AnyView {
    let title = t(if back { &words::REFUND } else { &words::PAY });
    view! {
        <Dialog open=open title=title>
            {pay.get_untracked().filter(|pay| pay.back == back).map(|pay| waiting(pay, open))}
        </Dialog>
    }
    .into_any()
}

/// The form once the order is known: what is typed stays while the order changes.
fn waiting(pay: Pay, open: RwSignal<bool>) -> AnyView {
    let order = ask::order(pay.order);
    let known = move || ask::of_order(order, |order| order.id == pay.order).unwrap_or(false);
    erase::show(known, move || {
        let (payable, paid) = untrack(|| ask::of_order(order, |order| (order.payable, order.paid))).unwrap_or_default();
        form(pay, payable, paid, open)
    })
    .into_any()
}

#[derive(Clone, Copy)]
struct Form {
    typed: Slot<Fields>,
    trouble: Slot<Option<(FieldId, &'static str)>>,
    /// More than this is due, as the worker said: asked about.
    beyond: Slot<Option<Money>>,
    saving: RwSignal<bool>,
    open: RwSignal<bool>,
    pay: Pay,
}

fn form(pay: Pay, payable: Option<Money>, paid: Option<Money>, open: RwSignal<bool>) -> AnyView {
    let limit = if pay.back { paid } else { payable };
    let offered = pay.amount.or(limit).filter(|amount| amount.minor > 0);
    let typed =
        vec![(payment::AMOUNT.id, offered.map_or(Value::Empty, Value::Money)), (payment::DAY.id, Value::Day(today()))];
    let form = Form {
        typed: Slot::new(typed),
        trouble: Slot::new(None),
        beyond: Slot::new(None),
        saving: RwSignal::new(false),
        open,
        pay,
    };
    let hint = limit.map(|amount| {
        let words = if pay.back { &words::PAID_NOW } else { &words::DUE_NOW };
        view! { <p class="note">{tf(words, &[("amount", &format::money(amount))])}</p> }.into_any()
    });
    let inputs = [
        form.input(payment::AMOUNT.id, Kind::Money, &words::AMOUNT, true),
        form.input(payment::DAY.id, Kind::Day, &words::DAY, false),
        form.input(payment::METHOD.id, Kind::Option(&options::PAYMENT_METHOD), &words::METHOD, false),
        form.input(payment::REMARK.id, Kind::Text, &words::REMARK, false),
    ];
    let money = limit.map_or_else(currency, |limit| limit.currency);
    let asked = erase::maybe(move || {
        let amount = form.beyond.get()?;
        let text = tf(&words::BEYOND, &[("amount", &format::money(amount))]);
        let yes = button("button", &words::BEYOND_YES, move || form.submit(money, true));
        Some(view! { <div class="money-asked" role="alert"><p>{text}</p>{yes}</div> }.into_any())
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        form.submit(money, false);
    };
    let busy = erase::flag(move || form.saving.get());
    let name = t(if pay.back { &words::REFUND } else { &words::PAY });
    view! {
        <form class="form" on:submit=submit novalidate>
            {hint}
            <div class="form-fields">{Vec::from(inputs)}</div>
            {asked}
            <div class="form-end">
                <button type="submit" class="button primary" disabled=busy>{name}</button>
            </div>
        </form>
    }
    .into_any()
}

impl Form {
    fn input(self, field: FieldId, kind: Kind, name: &'static Msg, focus: bool) -> AnyView {
        let problem = move || self.trouble.with(|trouble| trouble.filter(|(of, _)| *of == field).map(|(_, why)| why));
        let invalid = Slot::new(false);
        erase::effect(move || invalid.set(problem().is_some()));
        let made = editor(Editor {
            label: t(name).to_owned(),
            kind,
            value: self.typed.with_untracked(|typed| value(typed, field)),
            names: Vec::new(),
            changed: Arc::new(move |value| {
                self.trouble.set(None);
                self.beyond.set(None);
                self.typed.update(|typed| {
                    typed.retain(|(id, _)| *id != field);
                    typed.push((field, value));
                });
            }),
            learned: None,
            near: None,
            focus,
            invalid,
        });
        let trouble = erase::maybe(move || {
            problem().map(|why| view! { <p class="field-error" role="alert">{why}</p> }.into_any())
        });
        view! { <label class="form-row"><span>{t(name)}</span>{made}{trouble}</label> }.into_any()
    }

    /// What is typed, read; what is wrong is told.
    fn read(self, money: model::Currency) -> Option<Fields> {
        let kinds = [(payment::AMOUNT.id, Kind::Money), (payment::DAY.id, Kind::Day), (payment::REMARK.id, Kind::Text)];
        let mut fields = Vec::new();
        for (field, typed) in self.typed.get_untracked() {
            let kind =
                kinds.iter().find(|(of, _)| *of == field).map_or(Kind::Option(&options::PAYMENT_METHOD), |of| of.1);
            match reader(money).check(kind, &typed) {
                Ok(Value::Empty) => {}
                Ok(value) => fields.push((field, value)),
                Err(why) => {
                    self.trouble.set(Some((field, input_error(why))));
                    return None;
                }
            }
        }
        Some(fields)
    }

    fn submit(self, money: model::Currency, beyond: bool) {
        let Some(fields) = self.read(money).filter(|_| !self.saving.get_untracked()) else { return };
        let pay = self.pay;
        let deed = if pay.back { refund(pay, &fields, money) } else { receive(pay, fields, beyond) };
        self.saving.set(true);
        erase::spawn(async move {
            let done = data::send(ask::deed(deed)).await;
            self.saving.try_set(false);
            match done {
                Ok(reply) => {
                    self.open.try_set(false);
                    data::done(&reply);
                }
                Err(Failure::Selling(problem)) if problem.code == ProblemCode::PaymentAboveDue => {
                    self.beyond.set(problem.amount);
                }
                Err(problem) => toast::problem(failure(&problem)),
            }
        });
    }
}

fn receive(pay: Pay, mut fields: Fields, beyond: bool) -> MoneyDeed {
    fields.push((payment::ORDER.id, Value::Reference(pay.order)));
    fields.push((payment::STATUS.id, Value::Option(payment_status("paid"))));
    fields.extend(pay.plan.map(|plan| (payment::PLAN.id, Value::Reference(plan))));
    MoneyDeed::Receive { fields, beyond }
}

fn refund(pay: Pay, fields: &Fields, money: model::Currency) -> MoneyDeed {
    MoneyDeed::Refund {
        order: pay.order,
        amount: get(fields, payment::AMOUNT).unwrap_or(Money { minor: 0, currency: money }),
        day: get(fields, payment::DAY).unwrap_or_else(today),
        method: get(fields, payment::METHOD),
        remark: get(fields, payment::REMARK).unwrap_or_default(),
    }
}

/// Does something that needs no form.
pub fn act(of: MoneyDeed) {
    data::act(deed(of));
}
