//! The lines of an order or an opportunity, edited in place.

use crate::data;
use crate::fields::{self, label};
use crate::format;
use crate::i18n::{Msg, t, tf};
use crate::state::Derived;
use crate::ui::{Field as FieldView, Glyph, Icon, button, erase};
use leptos::prelude::*;
use model::schema::order_line;
use model::{CollectionId, Money, RecordId, Value};
use protocol::{LineChange, OrderLine, Request};
use std::sync::Arc;

/// Fields that are edited; they have the same numbers in the lines of both.
const FIELDS: [model::FieldId; 4] =
    [order_line::PRODUCT.id, order_line::QUANTITY.id, order_line::UNIT_PRICE.id, order_line::DISCOUNT.id];

/// Whose lines they are.
#[derive(Clone)]
pub struct Lines {
    /// The collection of the lines.
    pub of: CollectionId,
    /// All of them, in their order.
    pub all: Derived<Vec<OrderLine>>,
    /// The request for a change.
    pub change: Arc<dyn Fn(LineChange) -> Request + Send + Sync>,
    /// The title of the section, and the words for a line, adding and removing one.
    pub words: [&'static Msg; 4],
}

/// The section, with what the lines come to.
pub fn section(lines: Lines, sums: AnyView) -> AnyView {
    let [title, _, add, _] = lines.words;
    let all = lines.all;
    let ids = Derived::new(move || all.with(|all| all.iter().map(|line| line.id).collect::<Vec<_>>()));
    let change = Arc::clone(&lines.change);
    let add = button("button", add, move || data::act(change(LineChange::Add(Vec::new()))));
    let rows = erase::keyed(move || {
        let row = |(at, line): (usize, RecordId)| -> erase::Row {
            let lines = lines.clone();
            (format!("{at} {line}"), Box::new(move || row(lines, line, at)))
        };
        ids.get().into_iter().enumerate().map(row).collect()
    });
    view! {
        <section class="order-part" aria-label=t(title)>
            <h2>{t(title)}</h2>
            <div class="order-lines">{rows}</div>
            {sums}
            {add}
        </section>
    }
    .into_any()
}

/// What stands in a field of a line.
fn in_line(line: &OrderLine, field: model::FieldId) -> Value {
    let money = |money: Option<Money>| money.map_or(Value::Empty, Value::Money);
    match FIELDS.iter().position(|known| *known == field) {
        Some(0) => line.product.as_ref().map_or(Value::Empty, |(id, _)| Value::Reference(*id)),
        Some(1) => line.quantity.map_or(Value::Empty, Value::Number),
        Some(2) => money(line.unit_price),
        _ => money(line.discount),
    }
}

fn row(lines: Lines, id: RecordId, at: usize) -> AnyView {
    let Lines { of, all, change, words: [_, named, _, remove] } = lines;
    let line = Derived::new(move || all.with(|all| all.iter().find(|line| line.id == id).cloned()));
    let names =
        Derived::new(move || line.with(|line| line.iter().filter_map(|line| line.product.clone()).collect::<Vec<_>>()));
    // An amount that names no currency is in that of its line, or else of the others.
    let currency = Derived::new(move || {
        let own = line.with(|line| line.as_ref().and_then(|line| line.unit_price.or(line.discount)));
        let others = || all.with(|all| all.iter().find_map(|line| line.unit_price));
        own.or_else(others).map(|amount| amount.currency)
    });
    let field = |id_of: model::FieldId| {
        let field = fields::find(of, id_of)?;
        let value =
            Derived::new(move || line.with(|line| line.as_ref().map_or(Value::Empty, |line| in_line(line, field.id))));
        let change = Arc::clone(&change);
        let save = Callback::new(move |value: Value| Some(change(LineChange::Edit(id, vec![(field.id, value)]))));
        let name = label(of, field);
        let draft = Some(format!("edit/line/{id}/{}", field.id.0));
        Some(
            view! { <FieldView label=name kind=field.kind value=value on_save=save currency=currency names=names draft=draft /> }
                .into_any(),
        )
    };
    let inputs: Vec<AnyView> = FIELDS.into_iter().filter_map(field).collect();
    let amount = erase::text(move || {
        line.with(|line| line.as_ref().and_then(|line| line.amount)).map_or(String::new(), format::money)
    });
    let tax = erase::maybe(move || {
        let tax = line.with(|line| line.as_ref().and_then(|line| line.tax)).filter(|tax| tax.minor != 0)?;
        let name = crate::i18n::label("order_line.tax");
        Some(view! { <span class="note">{name} " " {format::money(tax)}</span> }.into_any())
    });
    let n = (at + 1).to_string();
    let remove = tf(remove, &[("n", &n)]);
    view! {
        <div class="order-line" role="group" aria-label=tf(named, &[("n", &n)])>
            {inputs}
            <span class="order-line-end">
                {tax}
                <span class="num">{amount}</span>
                <button type="button" class="button quiet icon-only" title=remove.clone() aria-label=remove
                    on:click=move |_| data::act(change(LineChange::Remove(id)))>
                    <Icon of=Glyph::Trash />
                </button>
            </span>
        </div>
    }
    .into_any()
}
