//! The menu of currencies: the usual ones first, then all that the browser knows.

use super::{intl, words};
use crate::i18n::t;
use crate::state::Derived;
use crate::ui::erase::{self, Told};
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
    let option = move |code: &str| {
        let name = intl::currency_name(code);
        let text = if name == code { name } else { format!("{code} · {name}") };
        let (code, own) = (code.to_owned(), code.to_owned());
        // Selected option by option: a select's own value is set before its options are there.
        let selected = erase::flag(move || value.get().is_some_and(|currency| currency.code() == own));
        view! { <option value=code prop:selected=selected>{text}</option> }.into_any()
    };
    // The chosen one may be in neither list: an old browser, or a code made up in a file.
    let common: Vec<AnyView> = COMMON.into_iter().map(option).collect();
    let others: Vec<AnyView> =
        all.iter().filter(|code| !COMMON.contains(&code.as_str())).map(|code| option(code)).collect();
    let unlisted = erase::maybe(move || {
        let currency = value.get()?;
        let code = currency.code();
        let listed = COMMON.contains(&code) || all.iter().any(|other| other == code);
        (!listed && !code.is_empty()).then(|| option(code))
    });
    view! {
        <select
            id=id
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
