//! The lines of a new order: product, quantity, price, discount; what each comes to, and all of them.

use super::form::Form;
use super::save::countable;
use super::{fields, words};
use crate::data::watch;
use crate::format;
use crate::i18n::{t, tf};
use crate::state::{Derived, Slot};
use crate::ui::{Glyph, Icon, button, erase};
use leptos::prelude::*;
use model::order::{Fields, amount, get, sum, tax, total, value};
use model::schema::{order_line, product};
use model::{Money, Value};
use protocol::{Answer, Query};

/// The lines and their total.
pub fn lines(form: Form) -> AnyView {
    let count = Derived::new(move || form.typed.with(|(_, lines, _)| lines.len()));
    let rows = erase::view(move || (0..count.get()).map(|at| line(form, at)).collect::<Vec<_>>().into_any());
    let add = button("button", &words::ADD_LINE, move || {
        form.typed.update(|(_, lines, _)| lines.push(Vec::new()));
    });
    let sum = erase::view(move || {
        let lines = form.typed.with(|(_, lines, _)| lines.clone());
        let lines: Vec<(Money, Option<Money>)> =
            lines.iter().filter_map(|line| worth(form, &countable(form, line))).collect();
        let amounts: Vec<Money> = lines.iter().map(|line| line.0).collect();
        let Some(net) = total(&amounts) else {
            let text = if amounts.is_empty() { "" } else { t(&words::MIXED) };
            return view! { <span class="muted">{t(&words::TOTAL)}</span><strong class="num">{text}</strong> }
                .into_any();
        };
        let tax = sum(net.currency, lines.iter().filter_map(|line| line.1)).map_or(0, |tax| tax.minor);
        let money = |minor: i64| format::money(Money { minor, ..net });
        let parts = (tax != 0).then(|| {
            view! {
                <span class="muted">{t(&words::SUBTOTAL)}</span><span class="num">{money(net.minor)}</span>
                <span class="muted">{t(&words::TAX)}</span><span class="num">{money(tax)}</span>
            }
            .into_any()
        });
        view! {
            {parts}
            <span class="muted">{t(&words::TOTAL)}</span>
            <strong class="num">{money(net.minor.saturating_add(tax))}</strong>
        }
        .into_any()
    });
    view! {
        <section aria-label=t(&words::LINES)>
            <h3>{t(&words::LINES)}</h3>
            <div class="order-lines">{rows}</div>
            {add}
            <p class="order-sum" role="status">
                {sum}
            </p>
        </section>
    }
    .into_any()
}

/// What a line comes to, and the tax on it.
fn worth(form: Form, line: &Fields) -> Option<(Money, Option<Money>)> {
    let amount = amount(line)?;
    let of = get(line, order_line::PRODUCT);
    let rate = form.rates.with(|rates| rates.iter().find(|(id, _)| Some(*id) == of).map(|(_, rate)| *rate));
    Some((amount, rate.and_then(|rate| tax(amount, rate))))
}

fn line(form: Form, at: usize) -> AnyView {
    let n = (at + 1).to_string();
    let price_drawn = RwSignal::new(0_u32);
    default_price(form, at, price_drawn);
    let input = move |field: &'static model::Field| match field.id == order_line::UNIT_PRICE.id {
        true => form.filled(Some(at), field, price_drawn),
        false => form.input(Some(at), field, false),
    };
    let inputs: Vec<AnyView> = fields::of_line().into_iter().map(input).collect();
    let comes_to =
        erase::text(move || amount(&countable(form, &form.fields(Some(at)))).map_or(String::new(), format::money));
    let remove = tf(&words::REMOVE_LINE, &[("n", &n)]);
    let take_out = move |_| {
        form.trouble.set(Vec::new());
        form.typed.update(|(_, lines, _)| {
            if at < lines.len() {
                lines.remove(at);
            }
        });
        form.drawn.update(|drawn| *drawn += 1);
        // On the way out of the line that is there now, or of the last; where none is left, on what adds one.
        let lines = form.typed.with_untracked(|(_, lines, _)| lines.len() as u32);
        let there = (at as u32).min(lines.saturating_sub(1));
        erase::spawn(form.hold_cursor(".order-line-end button, .order-lines + button", there));
    };
    view! {
        <div class="order-line" role="group" aria-label=tf(&words::LINE, &[("n", &n)])>
            {inputs}
            <span class="order-line-end">
                <span class="num">{comes_to}</span>
                <button type="button" class="button quiet icon-only" title=remove.clone() aria-label=remove on:click=take_out>
                    <Icon of=Glyph::Trash />
                </button>
            </span>
        </div>
    }
    .into_any()
}

/// The price of the product that is chosen, until somebody writes another one.
fn default_price(form: Form, at: usize, drawn: RwSignal<u32>) {
    let chosen = Derived::new(move || get(&form.fields(Some(at)), order_line::PRODUCT));
    let answer = watch(move || chosen.get().map(|id| Query::Record { collection: product::ID, id }));
    let filled = Slot::new(Value::Empty);
    erase::effect(move || {
        let price = answer.with(|answer| match answer.as_deref() {
            Some(Answer::Record(found)) => {
                let found = found.get()?.as_ref().filter(|found| chosen.get() == Some(found.id))?;
                Some((found.id, value(&found.facts, product::UNIT_PRICE.id), get(&found.facts, product::TAX_RATE)))
            }
            _ => None,
        });
        let Some((id, price, rate)) = price else { return };
        form.rates.update(|rates| {
            rates.retain(|(known, _)| *known != id);
            rates.extend(rate.map(|rate| (id, rate)));
        });
        let Value::Money(amount) = price else { return };
        form.learn(id, Some(amount));
        let now = untrack(|| value(&form.fields(Some(at)), order_line::UNIT_PRICE.id));
        let untouched = now == filled.get_untracked();
        // The price that stands there was filled in, if perhaps before the line was drawn anew.
        if untouched || now == price {
            filled.set(price.clone());
        }
        if untouched && now != price {
            form.set(Some(at), order_line::UNIT_PRICE.id, price);
            drawn.update(|drawn| *drawn += 1);
        }
    });
}
