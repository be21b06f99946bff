//! What is typed and not saved: kept on this device by the worker, one after the other for each form.

use super::send;
use crate::ui::erase;
use protocol::{Draft, Reply, Request};
use std::cell::RefCell;

thread_local! {
    // Forms whose draft is being written, and what is to be written after that.
    static WRITING: RefCell<Vec<(String, Option<Vec<u8>>)>> = const { RefCell::new(Vec::new()) };
}

/// Keeps what stands in a form now; nothing forgets it. What comes while it is being written is written next, the last of it.
pub fn keep(form: &str, bytes: Vec<u8>) {
    let first = WRITING.with_borrow_mut(|all| match all.iter_mut().find(|(name, _)| name == form) {
        Some((_, next)) => {
            *next = Some(bytes.clone());
            false
        }
        None => {
            all.push((form.to_owned(), None));
            true
        }
    });
    if first {
        erase::spawn(write(form.to_owned(), bytes));
    }
}

async fn write(form: String, mut bytes: Vec<u8>) {
    loop {
        // A draft that cannot be kept is not worth a word: what was typed is still on the screen.
        let _ = send(Request::KeepDraft { form: form.clone(), bytes }).await;
        let next = WRITING.with_borrow_mut(|all| {
            let at = all.iter().position(|(name, _)| *name == form)?;
            let next = all[at].1.take();
            if next.is_none() {
                all.swap_remove(at);
            }
            next
        });
        match next {
            Some(next) => bytes = next,
            None => return,
        }
    }
}

/// Forgets what was typed into a form: it was saved, or given up.
pub fn forget(form: &str) {
    keep(form, Vec::new());
}

/// What was typed into a form and not saved.
pub async fn get(form: String) -> Option<Draft> {
    // What waits to be written is newer than what is.
    let waiting =
        WRITING.with_borrow(|all| all.iter().find(|(name, _)| *name == form).and_then(|(_, next)| next.clone()));
    if let Some(bytes) = waiting {
        return (!bytes.is_empty()).then(|| Draft { at: js_sys::Date::now() as i64, bytes });
    }
    match send(Request::Draft { form }).await {
        Ok(Reply::Draft(draft)) => draft,
        _ => None,
    }
}
