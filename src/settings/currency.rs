//! The menu of currencies: the usual ones first, then all that the browser knows.

use super::{intl, words};
use crate::i18n::t;
use leptos::prelude::*;
use model::Currency;

/// Offered first: the currencies of the countries where most readers of the two languages live.
const COMMON: [&str; 12] = ["CNY", "USD", "EUR", "GBP", "JPY", "HKD", "TWD", "SGD", "KRW", "AUD", "CAD", "INR"];

/// A menu of currencies.
#[component]
pub(crate) fn CurrencySelect(
    /// The chosen one.
    #[prop(into)]
    value: Signal<Option<Currency>>,
    /// Told of another choice.
    #[prop(into)]
    on_change: Callback<Currency>,
    /// Id of the control, for its label.
    id: &'static str,
) -> impl IntoView {
    let all = StoredValue::new(intl::currencies());
    let code = move || value.get().map(|currency| currency.code().to_owned()).unwrap_or_default();
    let option = move |code: String| {
        let name = intl::currency_name(&code);
        let text = if name == code { code.clone() } else { format!("{code} · {name}") };
        let own = code.clone();
        // Selected option by option: a select's own value is set before its options are there.
        let selected = move || value.get().is_some_and(|currency| currency.code() == own);
        view! { <option value=code prop:selected=selected>{text}</option> }
    };
    // The chosen one may be in neither list: an old browser, or a code made up in a file.
    let unlisted = move || {
        let code = code();
        let listed = COMMON.contains(&code.as_str()) || all.with_value(|all| all.contains(&code));
        (!listed && !code.is_empty()).then(|| option(code))
    };
    let others = move || {
        let others: Vec<_> =
            all.with_value(|all| all.iter().filter(|code| !COMMON.contains(&code.as_str())).cloned().collect());
        others.into_iter().map(option).collect_view()
    };
    view! {
        <select
            id=id
            on:change:target=move |event| {
                if let Some(currency) = Currency::from_code(&event.target().value()) {
                    on_change.run(currency);
                }
            }
        >
            {unlisted}
            <optgroup label=t(&words::CURRENCY_COMMON)>
                {move || COMMON.into_iter().map(|code| option(code.to_owned())).collect_view()}
            </optgroup>
            <optgroup label=t(&words::CURRENCY_ALL)>{others}</optgroup>
        </select>
    }
    .into_any()
}
