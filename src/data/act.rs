//! Changes from the page: sent, said in a toast, and followed by the wish that the browser keeps the book.

use crate::i18n::{failure, op_label, t, tf};
use crate::state::Slot;
use crate::ui::{erase, toast};
use crate::{format, messages};
use leptos::prelude::*;
use model::Label;
use protocol::{Reply, Request, Sealed, Stayed};
use std::cell::Cell;
use std::sync::{Arc, LazyLock};

messages! {
    KEPT = "{what} · {n} {n|value|values} changed since then stayed", "{what} · 之后改过的 {n} 处保持不变";
    KEPT_WAY = "Show", "查看";
    ALONG = "{what}, and with it {others}", "{what}，连同{others}";
    LIST = ", ", "、";
    NOTHING_NEW = "Nothing new: the book has all of it already", "没有新内容：客户册里已经都有了";
}

type Kept = Option<Arc<Sealed<Stayed>>>;

// Global: the page that lists it may be opened after the undo.
static STAYED: LazyLock<Slot<Kept>> = LazyLock::new(|| Slot::lasting(None));

/// What the last undo left alone because it was changed since.
pub fn stayed() -> Slot<Kept> {
    *STAYED
}

/// Told whether a change was made.
pub type Outcome = Box<dyn FnOnce(bool)>;

/// Carries out a request and says what came of it, with undo where there is something to undo.
pub fn act(request: Request) {
    act_telling(request, Box::new(|_| ()));
}

/// As [`act`], for those who keep what was typed until it is saved.
pub fn act_telling(request: Request, outcome: Outcome) {
    erase::spawn(async move {
        let result = super::send(request).await;
        outcome(result.is_ok());
        match result {
            Ok(reply) => done(&reply),
            Err(error) => toast::problem(failure(&error)),
        }
    });
}

/// What every successful change is followed by; for those who send a request themselves.
pub fn done(reply: &Reply) {
    match reply {
        Reply::Done { seq, label, .. } => {
            // Undoing an undo is what Ctrl+Z does not do: so no button that invites to.
            let undo = (!matches!(label, Label::Undo(..))).then_some(*seq);
            toast::show(op_label(label), undo);
        }
        Reply::Undone { label, kept, stayed, .. } => {
            let text = op_label(label);
            match *kept {
                0 => toast::show(text, None),
                n => {
                    let text = tf(&KEPT, &[("what", &text), ("n", &format::integer(u64::from(n)))]);
                    toast::show_with_way(text, "history", &KEPT_WAY);
                }
            }
            STAYED.set((*kept > 0).then(|| Arc::new(stayed.clone())));
        }
        Reply::Along { seq, label, along } => {
            let one = |(of, n): &(model::CollectionId, u32)| crate::i18n::counted(*of, *n);
            let others = along.iter().map(one).collect::<Vec<_>>().join(t(&LIST));
            let text = op_label(label);
            let text = match along.is_empty() {
                true => text,
                false => tf(&ALONG, &[("what", &text), ("others", &others)]),
            };
            toast::show(text, Some(*seq));
        }
        Reply::Created { seq, label, .. } => toast::show(op_label(label), Some(*seq)),
        Reply::Imported { seq: None, .. } => toast::show(t(&NOTHING_NEW).to_owned(), None),
        _ => {}
    }
    keep();
}

thread_local! {
    static ASKED: Cell<bool> = const { Cell::new(false) };
}

/// Asks the browser, once a page life and after the first durable change, not to evict the book.
fn keep() {
    if !ASKED.replace(true)
        && let Ok(promise) = window().navigator().storage().persist()
    {
        erase::spawn(async move {
            let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
        });
    }
}
