//! A product that is to be deleted while orders and opportunities name it.

use super::ask;
use super::words;
use crate::data;
use crate::format;
use crate::i18n::{t, tf};
use crate::state::Derived;
use crate::ui::{Dialog, button, erase};
use leptos::prelude::*;
use model::schema::product;
use model::{RecordId, Value};
use protocol::money::ProductUse;
use protocol::{MoneyAnswer, MoneyQuery, Request};
use std::sync::Arc;

/// What is done when it is to go after all.
pub type Delete = Arc<dyn Fn() + Send + Sync>;

/// Asks before a product in use is deleted; one that nothing names goes at once. `asked` is set by whoever wants it deleted.
pub fn in_use(id: RecordId, asked: RwSignal<bool>, delete: Delete) -> AnyView {
    let told = ask::ask(move || Some(MoneyQuery::Use(id)));
    let used = Derived::new(move || {
        ask::read(told, |answer| match answer {
            MoneyAnswer::Use(used) => Some(*used),
            _ => None,
        })
    });
    let free = delete.clone();
    let open = RwSignal::new(false);
    erase::effect(move || {
        if let (true, Some(used)) = (asked.get(), used.get()) {
            asked.set(false);
            if used == ProductUse::default() { free() } else { open.set(true) }
        }
    });
    view! {
        <Dialog open=open title=t(&words::USE_TITLE)>{question(id, used, open, delete.clone())}</Dialog>
    }
    .into_any()
}

fn question(id: RecordId, used: Derived<Option<ProductUse>>, open: RwSignal<bool>, delete: Delete) -> AnyView {
    let used = used.get_untracked().unwrap_or_default();
    let line = |n: u32, words| {
        (n > 0).then(|| view! { <li>{tf(words, &[("n", &format::integer(n.into()))])}</li> }.into_any())
    };
    let inactive = move || {
        open.set(false);
        let value = Value::Bool(false);
        data::act(Request::Edit { collection: product::ID, record: id, field: product::ACTIVE.id, value });
    };
    let go = move || {
        open.set(false);
        delete();
    };
    view! {
        <ul class="use-list">
            {line(used.order_lines, &words::USE_LINES)}
            {line(used.deal_lines, &words::USE_DEALS)}
        </ul>
        <p class="note">{t(&words::USE_TEXT)}</p>
        <div class="form-end">
            {button("button quiet", &words::USE_DELETE, go)}
            {button("button primary", &words::USE_INACTIVE, inactive)}
        </div>
    }
    .into_any()
}
