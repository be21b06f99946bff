//! The payments of an order, and what is outstanding.

use super::{Shown, opener};
use crate::format;
use crate::i18n::t;
use crate::selling::money::words;
use crate::ui::erase;
use crate::ui::field::option_text;
use leptos::prelude::*;
use model::dues::payment_status;
use model::{Money, options};
use protocol::{OrderAnswer, OrderPayment};

pub(super) fn section(shown: Shown) -> AnyView {
    let rows = erase::view(move || {
        shown.with(|order| order.payments.iter().map(row).collect::<Vec<_>>()).unwrap_or_default().into_any()
    });
    let money = move |read: fn(&OrderAnswer) -> Option<Money>| {
        erase::text(move || shown.money(read).map_or("—".to_owned(), format::money))
    };
    let open = erase::view(move || match shown.money(|order| order.outstanding) {
        Some(back) if back.minor < 0 => {
            let back = Money { minor: back.minor.saturating_neg(), ..back };
            view! { <dt>{t(&words::PAY_BACK)}</dt><dd class="strong">{format::money(back)}</dd> }.into_any()
        }
        open => {
            let open = open.map_or("—".to_owned(), format::money);
            view! { <dt>{t(&words::OUTSTANDING)}</dt><dd class="strong">{open}</dd> }.into_any()
        }
    });
    let refund = erase::show(
        move || shown.money(|order| order.paid).is_some_and(|paid| paid.minor > 0),
        move || opener("button quiet", &words::REFUND, move || shown.record(None, None, true)),
    );
    view! {
        <section class="order-part" aria-label=t(&words::PAYMENTS)>
            <h2>{t(&words::PAYMENTS)}</h2>
            <dl class="order-sum">
                {rows}
                <dt>{t(&words::TOTAL)}</dt>
                <dd>{money(|order| order.total)}</dd>
                <dt>{t(&words::PAID)}</dt>
                <dd>{money(|order| order.paid)}</dd>
                {open}
            </dl>
            <div class="order-tools">
                {opener("button", &words::PAY, move || shown.record(None, None, false))}
                {refund}
            </div>
        </section>
    }
    .into_any()
}

fn row(payment: &OrderPayment) -> AnyView {
    let day = payment.day.map(format::day);
    let name = match (payment.number.as_str(), &day) {
        ("", Some(day)) => day.clone(),
        ("", None) => crate::i18n::label("collection.payment"),
        (number, _) => number.to_owned(),
    };
    let when = day.filter(|_| !payment.number.is_empty());
    let method = payment.method.map(|method| option_text(&options::PAYMENT_METHOD, method));
    // Paid is the ordinary case: only what differs is worth a word.
    let status = payment.status.filter(|status| *status != payment_status("paid"));
    let status = status.map(|status| option_text(&options::PAYMENT_STATUS, status));
    let about = [when, method, status].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    view! {
        <dt>
            <a href=format!("records?of=payment&id={}", payment.id)>{name}</a>
            " "
            {about}
        </dt>
        <dd>{payment.amount.map(format::money)}</dd>
    }
    .into_any()
}
