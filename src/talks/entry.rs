//! A conversation as it is read: which way, how long, with whom, what was said, what came of it.

use super::words;
use crate::i18n::{t, tf};
use crate::ui::field::{address, option_text};
use crate::ui::linked::linked;
use leptos::prelude::*;
use model::options::{ACTIVITY_KIND, DIRECTION};
use model::{OptionId, collection};
use protocol::{TalkMore, Whom};

/// What kind it was, and which way: "Call, inbound, 4 min".
pub fn what(kind: Option<OptionId>, more: &TalkMore) -> (String, String) {
    let kind = kind.map_or_else(|| crate::i18n::label("collection.activity"), |kind| option_text(&ACTIVITY_KIND, kind));
    let direction = more.direction.map(|direction| option_text(&DIRECTION, direction).to_lowercase());
    let minutes = more.minutes.map(|minutes| tf(&words::MINUTES_OF, &[("n", &minutes.plain())]));
    (kind, direction.into_iter().chain(minutes).collect::<Vec<_>>().join(" · "))
}

fn with(whom: &Whom) -> Option<AnyView> {
    let name = if whom.name.is_empty() {
        crate::i18n::label(&format!("collection.{}", collection(whom.of).map_or("", |of| of.name)))
    } else {
        whom.name.clone()
    };
    address(whom.of, whom.id).map(|href| view! { <a href=href>{name}</a> }.into_any())
}

/// Everything below the line that says what it was.
pub fn body(text: &str, more: &TalkMore) -> AnyView {
    let people: Vec<AnyView> = more.with.iter().filter_map(with).collect();
    let people = (!people.is_empty())
        .then(|| view! { <p class="entry-with muted"><span>{t(&words::WITH)}</span> {people}</p> }.into_any());
    let said = (!text.is_empty()).then(|| view! { <p class="entry-text">{linked(text)}</p> }.into_any());
    let outcome = (!more.outcome.is_empty()).then(|| {
        view! { <p class="entry-outcome"><span class="muted">{t(&words::OUTCOME)}</span> {more.outcome.clone()}</p> }.into_any()
    });
    view! {
        {people}
        {said}
        {outcome}
        {crate::parts::files(more.files.clone())}
    }
    .into_any()
}
