//! What belongs to an order: its lines, edited in place, and its payments with what is outstanding.

use super::words;
use crate::data::{self, watch};
use crate::fields::{self, label};
use crate::format;
use crate::forms::create;
use crate::i18n::{t, tf};
use crate::state::Derived;
use crate::ui::field::option_text;
use crate::ui::{Field as FieldView, Glyph, Icon, button, erase};
use leptos::prelude::*;
use model::schema::{order_line, payment};
use model::{Field, Money, RecordId, Value, options};
use protocol::{Answer, LineChange, OrderAnswer, OrderLine, OrderPayment, Query, Request};
use std::sync::Arc;

type Shown = Derived<Option<Arc<OrderAnswer>>>;

/// The lines and payments of the order with this id.
pub(super) fn sections(id: RecordId) -> AnyView {
    let answer = watch(move || Some(Query::Order { id }));
    let shown: Shown = Derived::new(move || {
        answer.with(|answer| match answer.as_deref() {
            Some(Answer::Order(order)) => order.get()?.clone().map(Arc::new),
            _ => None,
        })
    });
    let here = Derived::new(move || shown.with(Option::is_some));
    erase::show(
        move || here.get(),
        move || {
            view! {
                {lines(id, shown)}
                {payments(id, shown)}
            }
            .into_any()
        },
    )
    .into_any()
}

fn change(order: RecordId, change: LineChange) {
    data::act(Request::Line { order, change });
}

fn lines(id: RecordId, shown: Shown) -> AnyView {
    let ids = Derived::new(move || {
        shown.with(|order| order.iter().flat_map(|order| &order.lines).map(|line| line.id).collect::<Vec<_>>())
    });
    let rows = erase::keyed(move || {
        let row = |(at, line): (usize, RecordId)| -> erase::Row {
            (format!("{at} {line}"), Box::new(move || row(id, shown, line, at)))
        };
        ids.get().into_iter().enumerate().map(row).collect()
    });
    let add = button("button", &words::ADD_LINE, move || change(id, LineChange::Add(Vec::new())));
    view! {
        <section class="order-part" aria-label=t(&words::LINES)>
            <h2>{t(&words::LINES)}</h2>
            <div class="order-lines">{rows}</div>
            {add}
        </section>
    }
    .into_any()
}

/// What stands in a field of a line.
fn in_line(line: &OrderLine, field: &Field) -> Value {
    let money = |money: Option<Money>| money.map_or(Value::Empty, Value::Money);
    match field.id {
        id if id == order_line::PRODUCT.id => {
            line.product.as_ref().map_or(Value::Empty, |(id, _)| Value::Reference(*id))
        }
        id if id == order_line::QUANTITY.id => line.quantity.map_or(Value::Empty, Value::Number),
        id if id == order_line::UNIT_PRICE.id => money(line.unit_price),
        id if id == order_line::DISCOUNT.id => money(line.discount),
        _ => money(line.amount),
    }
}

fn row(order: RecordId, shown: Shown, id: RecordId, at: usize) -> AnyView {
    let line = Derived::new(move || {
        shown.with(|order| order.iter().flat_map(|order| &order.lines).find(|line| line.id == id).cloned())
    });
    let names =
        Derived::new(move || line.with(|line| line.iter().filter_map(|line| line.product.clone()).collect::<Vec<_>>()));
    let field = |id_of: model::FieldId| {
        let field = fields::find(order_line::ID, id_of)?;
        let value =
            Derived::new(move || line.with(|line| line.as_ref().map_or(Value::Empty, |line| in_line(line, field))));
        let save = Callback::new(move |value: Value| {
            Some(Request::Line { order, change: LineChange::Edit(id, vec![(field.id, value)]) })
        });
        let name = label(order_line::ID, field);
        Some(view! { <FieldView label=name kind=field.kind value=value on_save=save names=names /> }.into_any())
    };
    let ids = [order_line::PRODUCT.id, order_line::QUANTITY.id, order_line::UNIT_PRICE.id, order_line::DISCOUNT.id];
    let inputs: Vec<AnyView> = ids.into_iter().filter_map(field).collect();
    let amount = erase::text(move || {
        line.with(|line| line.as_ref().and_then(|line| line.amount)).map_or(String::new(), format::money)
    });
    let n = (at + 1).to_string();
    let remove = tf(&words::REMOVE_LINE, &[("n", &n)]);
    view! {
        <div class="order-line" role="group" aria-label=tf(&words::LINE, &[("n", &n)])>
            {inputs}
            <span class="order-line-end">
                <span class="num">{amount}</span>
                <button type="button" class="button quiet icon-only" title=remove.clone() aria-label=remove
                    on:click=move |_| change(order, LineChange::Remove(id))>
                    <Icon of=Glyph::Trash />
                </button>
            </span>
        </div>
    }
    .into_any()
}

fn payments(id: RecordId, shown: Shown) -> AnyView {
    let rows = erase::view(move || {
        let row = |payment: &OrderPayment| {
            let name = match (payment.number.as_str(), payment.day) {
                ("", Some(day)) => format::day(day),
                ("", None) => crate::i18n::label("collection.payment"),
                (number, _) => number.to_owned(),
            };
            let status = payment.status.map(|status| option_text(&options::PAYMENT_STATUS, status));
            view! {
                <dt>
                    <a href=format!("records?of=payment&id={}", payment.id)>{name}</a>
                    " "
                    {status}
                </dt>
                <dd>{payment.amount.map(format::money)}</dd>
            }
            .into_any()
        };
        shown.with(|order| order.iter().flat_map(|order| &order.payments).map(row).collect::<Vec<_>>()).into_any()
    });
    let money = move |read: fn(&OrderAnswer) -> Option<Money>| {
        erase::text(move || {
            shown.with(|order| order.as_ref().and_then(|order| read(order))).map_or("—".to_owned(), format::money)
        })
    };
    let of_order = Arc::new(move || vec![(payment::ORDER.id, Value::Reference(id))]);
    let add = create("button", &payment::COLLECTION, of_order, Arc::new(|_| ()));
    view! {
        <section class="order-part" aria-label=t(&words::PAYMENTS)>
            <h2>{t(&words::PAYMENTS)}</h2>
            <dl class="order-sum">
                {rows}
                <dt>{t(&words::TOTAL)}</dt>
                <dd>{money(|order| order.total)}</dd>
                <dt>{t(&words::PAID)}</dt>
                <dd>{money(|order| order.paid)}</dd>
                <dt>{t(&words::OUTSTANDING)}</dt>
                <dd class="strong">{money(|order| order.outstanding)}</dd>
            </dl>
            {add}
        </section>
    }
    .into_any()
}
