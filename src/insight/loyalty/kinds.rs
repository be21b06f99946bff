//! Attitude beside patronage: four kinds of loyalty, and those who were never asked.

use super::{Set, words};
use crate::format;
use crate::i18n::{Msg, t, tf};
use leptos::prelude::*;
use model::Money;
use protocol::{LoyalKind, LoyaltyPageAnswer};

pub(super) fn name(kind: LoyalKind) -> &'static Msg {
    match kind {
        LoyalKind::True => &words::TRUE,
        LoyalKind::Latent => &words::LATENT,
        LoyalKind::Spurious => &words::SPURIOUS,
        LoyalKind::Neither => &words::NEITHER,
        LoyalKind::Unknown => &words::UNKNOWN,
    }
}

fn action(kind: LoyalKind) -> &'static Msg {
    match kind {
        LoyalKind::True => &words::TRUE_DO,
        LoyalKind::Latent => &words::LATENT_DO,
        LoyalKind::Spurious => &words::SPURIOUS_DO,
        LoyalKind::Neither => &words::NEITHER_DO,
        LoyalKind::Unknown => &words::UNKNOWN_DO,
    }
}

/// The four kinds as a square, attitude upwards and patronage to the right; each lists its members below.
pub(super) fn quadrant(answer: &LoyaltyPageAnswer, set: Set) -> AnyView {
    let cell = |kind: LoyalKind| {
        let (n, value) = answer.kinds[kind as usize];
        let (n, value) =
            (format::integer(n.into()), format::money_short(Money { minor: value, currency: answer.currency }));
        let is_listed = move || set.kind.get() == kind && set.listed.get().is_none();
        let pressed = crate::ui::erase::attribute(move || Some(is_listed().to_string()));
        let pick = move |_| {
            set.listed.set(None);
            set.kind.set(kind);
        };
        view! {
            <button type="button" class="loyal-kind" aria-pressed=pressed on:click=pick>
                <strong>{t(name(kind))}</strong>
                <span class="loyal-figures">{tf(&words::KIND_FIGURES, &[("n", &n), ("value", &value)])}</span>
                <span class="muted">{t(action(kind))}</span>
            </button>
        }
        .into_any()
    };
    let asked: u32 = answer.layers[1].0;
    let none = (asked == 0).then(|| {
        view! {
            <p class="note">
                {t(&words::NO_ANSWERS)} " " <a href="records?of=survey_response">{t(&words::NO_ANSWERS_WAY)}</a>
            </p>
        }
        .into_any()
    });
    view! {
        {none}
        <div class="loyal-kinds" role="group" aria-label=t(&words::KINDS)>
            {cell(LoyalKind::Latent)} {cell(LoyalKind::True)} {cell(LoyalKind::Neither)} {cell(LoyalKind::Spurious)}
            {cell(LoyalKind::Unknown)}
        </div>
    }
    .into_any()
}

pub(super) fn sheet(answer: &LoyaltyPageAnswer) -> Vec<Vec<String>> {
    let mut rows = vec![vec![t(&words::KINDS).to_owned(), t(&words::BUYERS).to_owned(), t(&words::BROUGHT).to_owned()]];
    rows.extend(LoyalKind::ALL.iter().map(|&kind| {
        let (n, minor) = answer.kinds[kind as usize];
        vec![t(name(kind)).to_owned(), n.to_string(), Money { minor, currency: answer.currency }.plain()]
    }));
    rows
}
