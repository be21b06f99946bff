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
    let content = erase::view(move || match score.get() {
        Some(score) => parts(score),
        None => view! { <p class="note">{t(&words::SCORING)}</p> }.into_any(),
    });
    view! {
        <section class="score" aria-label=t(&words::SCORE)>
            {content}
        </section>
    }
    .into_any()
}

fn parts(score: Arc<ScoreAnswer>) -> AnyView {
    let (as_of, buyers) = (score.as_of, u64::from(score.buyers));
    let basis = tf(&words::AS_OF, &[("day", &format::day(as_of)), ("n", &format::integer(buyers))]);
    let rfm = score.rfm.clone().map(|rfm| rfm::segment(score.segment, rfm));
    let loyalty = score.loyalty.clone().map(loyalty::loyalty);
    view! {
        {stage::stage(&score)}
        {loyalty}
        {rfm}
        {outlook::outlook(score)}
        <p class="note basis">{basis}</p>
    }
    .into_any()
}
