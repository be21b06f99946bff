//! What an opportunity is about: products, edited in place, and what they come to.

use super::desk::step;
use super::words;
use crate::format;
use crate::i18n::t;
use crate::selling::lines::{Lines, section};
use crate::state::Derived;
use crate::ui::erase;
use leptos::prelude::*;
use model::RecordId;
use model::schema::opportunity_line;
use protocol::DealsDeed;
use protocol::deals::Deal;
use std::sync::Arc;

type Shown = Derived<Option<Arc<Deal>>>;

/// The section.
pub(super) fn lines(deal: RecordId, shown: Shown) -> AnyView {
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
    let lines = Lines {
        of: opportunity_line::ID,
        all: Derived::new(move || shown.with(|deal| deal.iter().flat_map(|deal| deal.lines.clone()).collect())),
        change: Arc::new(move |change| step(DealsDeed::Line { deal, change })),
        words: [&words::PRODUCTS, &words::LINE, &words::ADD_LINE, &words::REMOVE_LINE],
    };
    section(lines, sum.into_any())
}
