//! Which product is looked at.

use super::settings::Set;
use super::{Asked, words};
use crate::format;
use crate::i18n::{t, tf};
use crate::state::Derived;
use crate::ui::erase;
use leptos::html::Select;
use leptos::prelude::*;
use model::RecordId;
use protocol::{OffersOfAnswer, RulesAnswer};

/// Where it stands on the page.
pub(super) const PLACE: &str = "offers-product";

/// Looks at a product and goes where it is told of.
pub(super) fn look_at(product: RecordId, set: Set) {
    set.product.set(Some(product));
    let select = document().query_selector(&format!("#{PLACE} select")).ok().flatten();
    if let Some(select) = select.and_then(|select| {
        use wasm_bindgen::JsCast;
        select.dyn_into::<web_sys::HtmlElement>().ok()
    }) {
        select.scroll_into_view();
        let _ = select.focus();
    }
}

/// The menu of all products that were bought, and a line about the one that is chosen.
pub(super) fn picker(asked: Asked, set: Set) -> AnyView {
    let node = NodeRef::<Select>::new();
    let products = Derived::new(move || {
        let named = |answer: &RulesAnswer| -> Vec<(RecordId, String)> {
            answer.products.iter().map(|product| (product.id, product.name.clone())).collect()
        };
        asked.rules(named).unwrap_or_default()
    });
    let options = erase::view(move || {
        let chosen = set.product.get_untracked();
        let option = |(id, name): (RecordId, String)| {
            view! { <option value=id.to_string() prop:selected=chosen == Some(id)>{name}</option> }.into_any()
        };
        products.get().into_iter().map(option).collect::<Vec<_>>().into_any()
    });
    // A product that was chosen elsewhere on the page.
    erase::effect(move || {
        if let (Some(id), Some(select)) = (set.product.get(), node.get()) {
            select.set_value(&id.to_string());
        }
    });
    let chosen = move |value: String| {
        let id = products.with_untracked(|all| all.iter().map(|(id, _)| *id).find(|id| id.to_string() == value));
        if id.is_some() {
            set.product.set(id);
        }
    };
    let line = erase::text(move || asked.product(about).unwrap_or_default());
    let retired = erase::maybe(move || {
        let retired = asked.product(|answer| answer.retired).unwrap_or(false);
        retired.then(|| view! { <p class="note">{t(&words::RETIRED)}</p> }.into_any())
    });
    view! {
        <div class="insight-controls">
            <label class="insight-choice offers-pick">
                <span>{t(&words::PRODUCT)}</span>
                <select class="input" node_ref=node on:change:target=move |event| chosen(event.target().value())>
                    {options}
                </select>
            </label>
        </div>
        <p>{line}</p>
        {retired}
    }
    .into_any()
}

fn about(answer: &OffersOfAnswer) -> String {
    let n = |n: u32| format::integer(n.into());
    let parts = [n(answer.product.orders), n(answer.orders), n(answer.owners)];
    let [orders, all, owners] = &parts;
    tf(&words::PRODUCT_LINE, &[("name", &answer.product.name), ("n", orders), ("all", all), ("owners", owners)])
}
