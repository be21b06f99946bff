//! The menu of currencies: the usual ones first, then all that the browser knows.

use super::intl::{self, CurrencyNames};
use super::words;
use crate::i18n::t;
use crate::state::Derived;
use crate::ui::erase::{self, Told};
use leptos::html;
use leptos::prelude::*;
use model::Currency;

/// Offered first: the currencies of the countries where most readers of the two languages live.
const COMMON: [&str; 12] = ["CNY", "USD", "EUR", "GBP", "JPY", "HKD", "TWD", "SGD", "KRW", "AUD", "CAD", "INR"];

/// A menu of currencies.
#[component]
pub(crate) fn CurrencySelect(
    /// The chosen one.
    value: Derived<Option<Currency>>,
    /// Told of another choice.
    on_change: Told<Currency>,
    /// Id of the control, for its label.
    id: &'static str,
) -> impl IntoView {
    let all = intl::currencies();
    let names = CurrencyNames::new();
    let option = |names: &CurrencyNames, code: &str, chosen: bool| {
        let name = names.of(code);
        let text = if name == code { name } else { format!("{code} · {name}") };
        view! { <option value=code.to_owned() prop:selected=chosen>{text}</option> }.into_any()
    };
    // Told to the select once its options are there; a hundred and a half of them that each watch the choice take long to draw.
    let node = NodeRef::<html::Select>::new();
    erase::effect(move || {
        if let (Some(select), Some(currency)) = (node.get(), value.get())
            && select.value() != currency.code()
        {
            select.set_value(currency.code());
        }
    });
    // What is known already stands there at once.
    let now = untrack(|| value.get()).map_or_else(String::new, |currency| currency.code().to_owned());
    // The chosen one may be in neither list: an old browser, or a code made up in a file.
    let common: Vec<AnyView> = COMMON.into_iter().map(|code| option(&names, code, code == now)).collect();
    let others: Vec<AnyView> = all
        .iter()
        .filter(|code| !COMMON.contains(&code.as_str()))
        .map(|code| option(&names, code, *code == now))
        .collect();
    let unlisted = erase::maybe(move || {
        let currency = value.get()?;
        let code = currency.code();
        let listed = COMMON.contains(&code) || all.iter().any(|other| other == code);
        (!listed && !code.is_empty()).then(|| option(&CurrencyNames::new(), code, true))
    });
    view! {
        <select
            id=id
            node_ref=node
            on:change:target=move |event| {
                if let Some(currency) = Currency::from_code(&event.target().value()) {
                    on_change(currency);
                }
            }
        >
            {unlisted}
            <optgroup label=t(&words::CURRENCY_COMMON)>
                {common}
            </optgroup>
            <optgroup label=t(&words::CURRENCY_ALL)>{others}</optgroup>
        </select>
    }
    .into_any()
}
