//! The lines of an order, edited in place, and what they come to.

use super::Shown;
use crate::data;
use crate::fields::{self, label};
use crate::format;
use crate::i18n::{t, tf};
use crate::selling::money::words;
use crate::state::Derived;
use crate::ui::{Field as FieldView, Glyph, Icon, button, erase};
use leptos::prelude::*;
use model::order::difference;
use model::schema::order_line;
use model::{Field, Money, RecordId, Value};
use protocol::{LineChange, OrderAnswer, OrderLine, Request};

fn change(order: RecordId, change: LineChange) {
    data::act(Request::Line { order, change });
}

pub(super) fn section(shown: Shown) -> AnyView {
    let ids = Derived::new(move || {
        shown.with(|order| order.lines.iter().map(|line| line.id).collect::<Vec<_>>()).unwrap_or_default()
    });
    let rows = erase::keyed(move || {
        let row = |(at, line): (usize, RecordId)| -> erase::Row {
            (format!("{at} {line}"), Box::new(move || row(shown, line, at)))
        };
        ids.get().into_iter().enumerate().map(row).collect()
    });
    let add = button("button", &words::ADD_LINE, move || change(shown.id, LineChange::Add(Vec::new())));
    let sums = erase::maybe(move || {
        let (subtotal, tax, total) = shown.with(|order| (order.subtotal, order.tax, order.total))?;
        let (subtotal, total) = (subtotal?, total?);
        let tax = tax.filter(|tax| tax.minor != 0);
        let lines = Money { minor: subtotal.minor + tax.map_or(0, |tax| tax.minor), ..subtotal };
        let beyond = difference(total, lines).filter(|beyond| beyond.minor != 0);
        // Where lines are all there is, the total says it.
        if tax.is_none() && beyond.is_none() {
            return None;
        }
        let term = |name, money: Money| view! { <dt>{t(name)}</dt><dd>{format::money(money)}</dd> }.into_any();
        let terms = [
            Some(term(&words::SUBTOTAL, subtotal)),
            tax.map(|tax| term(&words::TAX, tax)),
            beyond.map(|beyond| term(&words::BEYOND_LINES, beyond)),
            Some(term(&words::TOTAL, total)),
        ];
        let terms: Vec<AnyView> = terms.into_iter().flatten().collect();
        Some(view! { <dl class="order-sum">{terms}</dl> }.into_any())
    });
    view! {
        <section class="order-part" aria-label=t(&words::LINES)>
            <h2>{t(&words::LINES)}</h2>
            <div class="order-lines">{rows}</div>
            {sums}
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

fn row(shown: Shown, id: RecordId, at: usize) -> AnyView {
    let order = shown.id;
    let find = move |order: &OrderAnswer| order.lines.iter().find(|line| line.id == id).cloned();
    let line = Derived::new(move || shown.with(find).flatten());
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
    let tax = erase::maybe(move || {
        let tax = line.with(|line| line.as_ref().and_then(|line| line.tax)).filter(|tax| tax.minor != 0)?;
        Some(view! { <span class="note">{t(&words::TAX)} " " {format::money(tax)}</span> }.into_any())
    });
    let n = (at + 1).to_string();
    let remove = tf(&words::REMOVE_LINE, &[("n", &n)]);
    view! {
        <div class="order-line" role="group" aria-label=tf(&words::LINE, &[("n", &n)])>
            {inputs}
            <span class="order-line-end">
                {tax}
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
