//! What an opportunity is about: products, edited in place.

use super::desk::step;
use super::words;
use crate::data;
use crate::fields::{self, label};
use crate::format;
use crate::i18n::{t, tf};
use crate::state::Derived;
use crate::ui::{Field as FieldView, Glyph, Icon, button, erase};
use leptos::prelude::*;
use model::schema::opportunity_line;
use model::{Field, Money, RecordId, Value};
use protocol::deals::Deal;
use protocol::{DealsDeed, LineChange, OrderLine};
use std::sync::Arc;

type Shown = Derived<Option<Arc<Deal>>>;

fn change(deal: RecordId, change: LineChange) {
    data::act(step(DealsDeed::Line { deal, change }));
}

/// The section.
pub(super) fn lines(deal: RecordId, shown: Shown) -> AnyView {
    let ids = Derived::new(move || {
        shown.with(|deal| deal.iter().flat_map(|deal| &deal.lines).map(|line| line.id).collect::<Vec<_>>())
    });
    let rows = erase::keyed(move || {
        let row = |(at, line): (usize, RecordId)| -> erase::Row {
            (format!("{at} {line}"), Box::new(move || row(deal, shown, line, at)))
        };
        ids.get().into_iter().enumerate().map(row).collect()
    });
    let sum = erase::maybe(move || {
        let total = shown.with(|deal| deal.as_ref().and_then(|deal| deal.lines_total))?;
        Some(
            view! {
                <p class="order-sum"><span class="muted">{t(&words::SUM)}</span> <strong class="num">{format::money(total)}</strong></p>
                <p class="note">{t(&words::SUM_IS_AMOUNT)}</p>
            }
            .into_any(),
        )
    });
    view! {
        <section class="order-part" aria-label=t(&words::PRODUCTS)>
            <h2>{t(&words::PRODUCTS)}</h2>
            <div class="order-lines">{rows}</div>
            {sum}
            {button("button", &words::ADD_LINE, move || change(deal, LineChange::Add(Vec::new())))}
        </section>
    }
    .into_any()
}

fn in_line(line: &OrderLine, field: &Field) -> Value {
    let money = |money: Option<Money>| money.map_or(Value::Empty, Value::Money);
    match field.id {
        id if id == opportunity_line::PRODUCT.id => {
            line.product.as_ref().map_or(Value::Empty, |(id, _)| Value::Reference(*id))
        }
        id if id == opportunity_line::QUANTITY.id => line.quantity.map_or(Value::Empty, Value::Number),
        id if id == opportunity_line::UNIT_PRICE.id => money(line.unit_price),
        id if id == opportunity_line::DISCOUNT.id => money(line.discount),
        _ => money(line.amount),
    }
}

fn row(deal: RecordId, shown: Shown, id: RecordId, at: usize) -> AnyView {
    let line = Derived::new(move || {
        shown.with(|deal| deal.iter().flat_map(|deal| &deal.lines).find(|line| line.id == id).cloned())
    });
    let names =
        Derived::new(move || line.with(|line| line.iter().filter_map(|line| line.product.clone()).collect::<Vec<_>>()));
    let field = |id_of: model::FieldId| {
        let field = fields::find(opportunity_line::ID, id_of)?;
        let value =
            Derived::new(move || line.with(|line| line.as_ref().map_or(Value::Empty, |line| in_line(line, field))));
        let save = Callback::new(move |value: Value| {
            let change = LineChange::Edit(id, vec![(field.id, value)]);
            Some(step(DealsDeed::Line { deal, change }))
        });
        let name = label(opportunity_line::ID, field);
        Some(view! { <FieldView label=name kind=field.kind value=value on_save=save names=names /> }.into_any())
    };
    let ids = [
        opportunity_line::PRODUCT.id,
        opportunity_line::QUANTITY.id,
        opportunity_line::UNIT_PRICE.id,
        opportunity_line::DISCOUNT.id,
    ];
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
                    on:click=move |_| change(deal, LineChange::Remove(id))>
                    <Icon of=Glyph::Trash />
                </button>
            </span>
        </div>
    }
    .into_any()
}
