//! The payment plan of an order as it stands.

use super::{Shown, opener, plan};
use crate::format;
use crate::i18n::{t, tf};
use crate::selling::money::{due_text, words};
use crate::ui::field::{option_text, today};
use crate::ui::{Dialog, erase};
use leptos::prelude::*;
use model::{Money, options};
use protocol::OrderInstalment;

pub(super) fn section(shown: Shown) -> AnyView {
    let open = RwSignal::new(false);
    let rows = erase::view(move || {
        let plan = shown.with(|order| order.plan.clone()).unwrap_or_default();
        if plan.is_empty() {
            let has_total = shown.money(|order| order.total).is_some_and(|total| total.minor > 0);
            let text = t(if has_total { &words::PLAN_NONE } else { &words::PLAN_NO_TOTAL });
            return view! { <p class="note">{text}</p> }.into_any();
        }
        let all = plan.len();
        let rows: Vec<AnyView> = plan.iter().enumerate().map(|(at, part)| row(shown, part, at + 1, all)).collect();
        view! { <ol class="plan">{rows}</ol> }.into_any()
    });
    let difference = erase::maybe(move || {
        let (plan, total) = shown.with(|order| (order.plan.clone(), order.total))?;
        let total = total.filter(|_| !plan.is_empty())?;
        let sum = model::order::sum(total.currency, plan.iter().filter_map(|part| part.amount))?;
        let minor = sum.minor.checked_sub(total.minor).filter(|minor| *minor != 0)?;
        let amount = format::money(Money { minor: minor.saturating_abs(), ..total });
        let words = if minor > 0 { &words::PLAN_MORE } else { &words::PLAN_LESS };
        Some(view! { <p class="money-asked">{tf(words, &[("amount", &amount)])}</p> }.into_any())
    });
    let change = erase::view(move || {
        let (planned, total) = shown.with(|order| (!order.plan.is_empty(), order.total)).unwrap_or((false, None));
        match (planned, total.is_some_and(|total| total.minor > 0)) {
            (false, false) => erase::nothing(),
            (true, _) => opener("button", &words::PLAN_CHANGE, move || open.set(true)),
            (false, true) => opener("button", &words::PLAN_MAKE, move || open.set(true)),
        }
    });
    view! {
        <section class="order-part" aria-label=t(&words::PLAN)>
            <h2>{t(&words::PLAN)}</h2>
            {rows}
            {difference}
            {change}
            <Dialog open=open title=t(&words::PLAN) wide=true>
                {plan::form(shown, open)}
            </Dialog>
        </section>
    }
    .into_any()
}

fn row(shown: Shown, part: &OrderInstalment, nth: usize, all: usize) -> AnyView {
    let name = tf(&words::PART, &[("n", &nth.to_string()), ("all", &all.to_string())]);
    let waits = part.remaining > 0 && part.status.is_some();
    let due = part.due.map(|due| match waits {
        true => format!("{} · {}", format::day(due), due_text(due, today())),
        false => format::day(due),
    });
    let amount = part.amount.map(format::money).unwrap_or_default();
    let status = part.status.and_then(|status| options::PAYMENT_STATUS.value(status));
    let pill = status.map(|status| {
        let hue = hue(status.name);
        view! { <span class="pill" data-hue=hue>{option_text(&options::PAYMENT_STATUS, status.id)}</span> }.into_any()
    });
    let left = part.amount.filter(|amount| part.paid > 0 && part.remaining > 0 && amount.minor > 0).map(|amount| {
        let left = format::money(Money { minor: part.remaining, ..amount });
        view! { <span class="note">{t(&words::OUTSTANDING)} " " {left}</span> }.into_any()
    });
    let (id, money) = (part.id, part.amount.map(|amount| Money { minor: part.remaining, ..amount }));
    let pay = waits.then(|| {
        let label = tf(&words::PAY_FOR, &[("what", &name)]);
        view! {
            <button type="button" class="button quiet" aria-label=label
                on:click=move |_| shown.record(Some(id), money, false)>
                {t(&words::PAY)}
            </button>
        }
        .into_any()
    });
    view! {
        <li class="plan-row">
            <a href=format!("records?of=payment_plan&id={id}")>{name}</a>
            <span class="plan-due">{due}</span>
            {pill}
            <span class="plan-amount"><span class="num">{amount}</span> {left}</span>
            <span class="plan-act">{pay}</span>
        </li>
    }
    .into_any()
}

/// The colour of a payment status.
pub(super) fn hue(name: &str) -> Option<&'static str> {
    match name {
        "paid" => Some("green"),
        "overdue" => Some("red"),
        "partly_paid" => Some("orange"),
        _ => None,
    }
}
