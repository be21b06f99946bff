//! What this is, which version, and the two promises.

use super::{Section, words};
use crate::boot;
use crate::i18n::{t, tf};
use leptos::prelude::*;

/// Version, offline use, privacy.
#[component]
pub(super) fn About() -> impl IntoView {
    let version = tf(&words::ABOUT_VERSION, &[("version", env!("CARGO_PKG_VERSION"))]);
    let build = tf(&words::ABOUT_BUILD, &[("build", &boot::build())]);
    view! {
        <Section title=&words::ABOUT>
            <p>
                {version} " " <span class="note">{build}</span>
            </p>
            <p class="note">{t(&words::ABOUT_PRIVATE)} " " {t(&words::ABOUT_OFFLINE)}</p>
        </Section>
    }
}
