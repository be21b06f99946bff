//! Styles of what is not on the first list: a file of its own, fetched with the first part that needs it.

use futures_channel::oneshot::{Sender, channel};
use leptos::prelude::*;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Where the file stands.
enum Styles {
    Unasked,
    /// Who waits for it.
    Coming(Vec<Sender<bool>>),
    There,
}

thread_local! {
    static STYLES: RefCell<Styles> = const { RefCell::new(Styles::Unasked) };
}

/// Waits until they are in force; false where they could not be fetched: the next who asks has them fetched again.
pub async fn later() -> bool {
    let (done, coming) = channel();
    let begins = STYLES.with_borrow_mut(|styles| match styles {
        Styles::There => None,
        Styles::Coming(waiting) => {
            waiting.push(done);
            Some(false)
        }
        Styles::Unasked => {
            *styles = Styles::Coming(vec![done]);
            Some(true)
        }
    });
    match begins {
        None => return true,
        Some(true) if link().is_none() => settle(false),
        Some(_) => {}
    }
    coming.await.unwrap_or(false)
}

fn link() -> Option<()> {
    let meta = document().query_selector("meta[name=rapport-later]").ok()??;
    let link = document().create_element("link").ok()?;
    link.set_attribute("rel", "stylesheet").ok()?;
    link.set_attribute("href", &meta.get_attribute("content")?).ok()?;
    for (event, loaded) in [("load", true), ("error", false)] {
        let failed = link.clone();
        let heard = Closure::once_into_js(move || {
            if !loaded {
                failed.remove();
            }
            settle(loaded);
        });
        link.add_event_listener_with_callback(event, heard.unchecked_ref()).ok()?;
    }
    document().query_selector("head").ok()??.append_child(&link).ok()?;
    Some(())
}

fn settle(loaded: bool) {
    let now = if loaded { Styles::There } else { Styles::Unasked };
    if let Styles::Coming(waiting) = STYLES.replace(now) {
        for done in waiting {
            // Who waited may have left.
            let _ = done.send(loaded);
        }
    }
}
