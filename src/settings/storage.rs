//! Where the book is kept, how much room it takes, and whether the browser promised to keep it.

use super::{Book, Section, words};
use crate::format;
use crate::i18n::{t, tf};
use crate::state::{Derived, Slot};
use crate::ui::{button, erase};
use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// What came of asking the browser.
#[derive(Clone, Copy, PartialEq)]
enum Asked {
    Not,
    Granted,
    Refused,
}

/// Room, promise, and what Safari does.
#[component]
pub(super) fn Storage(book: Book) -> impl IntoView {
    let state = Derived::new(move || book.with(|book| book.as_ref().map(|book| book.storage)).unwrap_or_default());
    let asked = Slot::new(Asked::Not);
    // The book learns of the promise when it next looks at storage; the answer to the button is newer.
    let kept = move || state.get().persisted || asked.get() == Asked::Granted;
    let keep = move || {
        erase::spawn(async move {
            let granted = persist().await;
            asked.set(if granted { Asked::Granted } else { Asked::Refused });
        });
    };
    let room = erase::text(move || {
        let state = state.get();
        let (used, quota) = (format::bytes(state.used_bytes), format::bytes(state.quota_bytes));
        match state.quota_bytes {
            0 => tf(&words::STORAGE_USED_PLAIN, &[("used", &used)]),
            _ => tf(&words::STORAGE_USED, &[("used", &used), ("quota", &quota)]),
        }
    });
    let title = erase::text(move || t(if kept() { &words::STORAGE_KEPT } else { &words::STORAGE_LOOSE }).to_owned());
    let why =
        erase::text(move || t(if kept() { &words::STORAGE_KEPT_WHY } else { &words::STORAGE_LOOSE_WHY }).to_owned());
    let refused = erase::text(move || match asked.get() {
        Asked::Refused => t(&words::STORAGE_REFUSED).to_owned(),
        _ => String::new(),
    });
    let keep = erase::show(move || !kept(), move || button("button", &words::STORAGE_KEEP, keep));
    view! {
        <Section title=&words::STORAGE>
            <p>{room}</p>
            <div class="setting storage-promise" class:kept=erase::flag(kept)>
                <p><strong>{title}</strong></p>
                <p class="note">{why}</p>
                {keep}
                <p class="note" role="status">{refused}</p>
            </div>
            <p class="note">{t(&words::STORAGE_SAFARI)}</p>
            <p class="note">{t(&words::STORAGE_INSTALL)}</p>
        </Section>
    }
}

/// Asks the browser not to clear this site's data by itself.
async fn persist() -> bool {
    let Ok(promise) = window().navigator().storage().persist() else { return false };
    JsFuture::from(promise).await.is_ok_and(|granted| granted.is_truthy())
}
