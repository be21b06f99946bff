//! How the customer stands: stage, segment, loyalty, outlook, each with its reason.

use super::{Shown, loyalty, outlook, rfm, stage, words};
use crate::format;
use crate::i18n::{t, tf};
use crate::state::Derived;
use crate::ui::erase;
use leptos::prelude::*;
use protocol::ScoreAnswer;
use std::sync::Arc;

#[component]
pub(super) fn Score(shown: Shown) -> impl IntoView {
    let score =
        Derived::new(move || shown.with(|customer| customer.score.clone()).flatten().map(|score| Arc::new(*score)));
    let scoring = erase::maybe(move || {
        score.with(Option::is_none).then(|| view! { <p class="note">{t(&words::SCORING)}</p> }.into_any())
    });
    // Each piece is drawn by itself: together they would keep a tap waiting.
    let piece = move |draw: fn(Arc<ScoreAnswer>) -> Option<AnyView>| erase::maybe(move || draw(score.get()?));
    view! {
        <section class="score" aria-label=t(&words::SCORE)>
            {scoring}
            {piece(|score| Some(stage::stage(&score)))}
            {piece(|score| score.loyalty.clone().map(loyalty::loyalty))}
            {piece(|score| score.rfm.clone().map(|rfm| rfm::segment(score.segment, rfm)))}
            {piece(outlook::outlook)}
            {piece(|score| Some(basis(&score)))}
        </section>
    }
    .into_any()
}

fn basis(score: &ScoreAnswer) -> AnyView {
    let (as_of, buyers) = (score.as_of, u64::from(score.buyers));
    let basis = tf(&words::AS_OF, &[("day", &format::day(as_of)), ("n", &format::integer(buyers))]);
    view! { <p class="note basis">{basis}</p> }.into_any()
}
