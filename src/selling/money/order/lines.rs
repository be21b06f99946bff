//! The lines of an order, edited in place, and what they come to.

use super::Shown;
use crate::format;
use crate::i18n::t;
use crate::selling::lines::{self, Lines};
use crate::selling::money::words;
use crate::state::Derived;
use crate::ui::erase;
use leptos::prelude::*;
use model::Money;
use model::order::difference;
use model::schema::order_line;
use protocol::Request;
use std::sync::Arc;

pub(super) fn section(shown: Shown) -> AnyView {
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
    let order = shown.id;
    let lines = Lines {
        of: order_line::ID,
        all: Derived::new(move || shown.with(|order| order.lines.clone()).unwrap_or_default()),
        change: Arc::new(move |change| Request::Line { order, change }),
        words: [&words::LINES, &words::LINE, &words::ADD_LINE, &words::REMOVE_LINE],
    };
    lines::section(lines, sums.into_any())
}
