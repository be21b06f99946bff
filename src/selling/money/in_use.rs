//! Products that are to be deleted while orders and opportunities name them, and tags that records have.

use super::ask;
use super::words;
use crate::data;
use crate::format;
use crate::i18n::{t, tf};
use crate::state::{Derived, Slot};
use crate::ui::{Dialog, button, erase};
use leptos::prelude::*;
use model::Value;
use model::schema::product;
use protocol::money::ProductUse;
use protocol::{Change, MoneyAnswer, MoneyQuery, Request, Target};
use std::sync::Arc;

/// Which products or tags are meant.
pub type Which = Arc<dyn Fn() -> Target + Send + Sync>;
/// What is done when they are to go after all.
pub type Delete = Arc<dyn Fn() + Send + Sync>;

/// Asks before products or tags in use are deleted; those that nothing names go at once. `asked` is set by whoever wants them deleted.
pub fn in_use(which: Which, asked: RwSignal<bool>, delete: Delete) -> AnyView {
    let open = RwSignal::new(false);
    let meant = which.clone();
    let told = ask::ask(move || asked.get().then(|| MoneyQuery::Use(untrack(|| meant()).uncounted())));
    let used = Derived::new(move || {
        ask::read(told, |answer| match answer {
            MoneyAnswer::Use(used) => Some(*used),
            _ => None,
        })
    });
    let free = delete.clone();
    let found = Slot::new(ProductUse::default());
    erase::effect(move || {
        let (true, Some(used)) = (asked.get(), used.get()) else { return };
        let is_used = used != ProductUse::default();
        found.set(used);
        open.set(is_used);
        asked.set(false);
        if !is_used {
            free();
        }
    });
    view! {
        <Dialog open=open title=t(&words::USE_TITLE)>
            {question(which.clone(), found.get_untracked(), open, delete.clone())}
        </Dialog>
    }
    .into_any()
}

fn question(which: Which, used: ProductUse, open: RwSignal<bool>, delete: Delete) -> AnyView {
    let go = move || {
        open.set(false);
        delete();
    };
    if used.records > 0 {
        let n = [used.used, used.records].map(|n| format::integer(n.into()));
        return view! {
            <p>{tf(&words::USE_TAGS, &[("tags", &n[0]), ("n", &n[1])])}</p>
            <p class="note">{t(&words::USE_TAGS_TEXT)}</p>
            <div class="form-end">
                {button("button quiet", &words::USE_DELETE, go)}
                {button("button primary", &words::USE_KEEP, move || open.set(false))}
            </div>
        }
        .into_any();
    }
    let line = |n: u32, words| {
        (n > 0).then(|| view! { <li>{tf(words, &[("n", &format::integer(n.into()))])}</li> }.into_any())
    };
    let products = format::integer(used.used.into());
    let inactive = move || {
        open.set(false);
        let change = Change::Set(Value::Bool(false));
        data::act(Request::EditMany { target: which(), field: product::ACTIVE.id, change });
    };
    view! {
        <p>{tf(&words::USE_PRODUCTS, &[("n", &products)])}</p>
        <ul class="use-list">
            {line(used.orders, &words::USE_ORDERS)}
            {line(used.deals, &words::USE_DEALS)}
        </ul>
        <p class="note">{t(&words::USE_TEXT)}</p>
        <div class="form-end">
            {button("button quiet", &words::USE_DELETE, go)}
            {button("button primary", &words::USE_INACTIVE, inactive)}
        </div>
    }
    .into_any()
}
