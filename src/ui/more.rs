//! What stands below a list that shows only its first lines.

use super::{button, words};
use crate::format;
use crate::i18n::tf;
use leptos::prelude::*;

/// How many of all lines are not shown, and the way to more of them; nothing where all are.
pub fn more(shown: usize, all: u32, next: impl Fn() + Send + Sync + 'static) -> Option<AnyView> {
    let left = u64::from(all).saturating_sub(shown as u64);
    (left > 0).then(|| {
        view! {
            <p class="note">
                {tf(&words::MORE_ROWS, &[("n", &format::integer(left))])} " "
                {button("button quiet", &words::SHOW_MORE, next)}
            </p>
        }
        .into_any()
    })
}
