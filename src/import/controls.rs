//! How the file is read: encoding, separator, first line, dates, numbers, currency. Every change reads the file again.

use super::flow::Flow;
use super::names::Named;
use super::words;
use crate::i18n::{Msg, t};
use crate::settings::CurrencySelect;
use leptos::prelude::*;
use protocol::import::Mapping;

/// The controls in a row.
#[component]
pub(super) fn Controls(flow: Flow) -> impl IntoView {
    let currency = Signal::derive(move || flow.mapping.with(|mapping| mapping.as_ref().map(|known| known.currency)));
    let choose_currency =
        Callback::new(move |currency| flow.remap(|mapping| Mapping { currency, ..mapping.clone() }));
    view! {
        <fieldset class="import-controls">
            <legend>{t(&words::CONTROLS)}</legend>
            <Menu flow id="import-encoding" name=&words::ENCODING get=|m| m.encoding set=|m, v| m.encoding = v/>
            <Menu flow id="import-delimiter" name=&words::DELIMITER get=|m| m.delimiter set=|m, v| m.delimiter = v/>
            <Menu flow id="import-header" name=&words::HEADER get=|m| m.header set=|m, v| m.header = v/>
            <Menu flow id="import-day" name=&words::DAY_FORMAT get=|m| m.day set=|m, v| m.day = v/>
            <Menu flow id="import-decimal" name=&words::DECIMAL get=|m| m.decimal set=|m, v| m.decimal = v/>
            <div class="import-control">
                <label for="import-currency">{t(&words::CURRENCY)}</label>
                <CurrencySelect id="import-currency" value=currency on_change=choose_currency/>
            </div>
        </fieldset>
    }
}

/// One menu over the values of one part of the mapping.
#[component]
fn Menu<T: Named + Send + Sync>(
    flow: Flow,
    id: &'static str,
    name: &'static Msg,
    get: fn(&Mapping) -> T,
    set: fn(&mut Mapping, T),
) -> impl IntoView {
    let chosen = Memo::new(move |_| flow.mapping.with(|mapping| mapping.as_ref().map(get)));
    let choose = move |text: String| {
        let Some(&value) = text.parse().ok().and_then(|index: usize| T::ALL.get(index)) else { return };
        flow.remap(|mapping| {
            let mut mapping = mapping.clone();
            set(&mut mapping, value);
            mapping
        });
    };
    // Selected option by option: a select's own value is set before its options are there.
    let option = |(index, &value): (usize, &T)| {
        let selected = move || chosen.get() == Some(value);
        view! { <option value=index.to_string() prop:selected=selected>{move || t(value.msg())}</option> }
    };
    view! {
        <div class="import-control">
            <label for=id>{move || t(name)}</label>
            <select id=id on:change:target=move |event| choose(event.target().value())>
                {T::ALL.iter().enumerate().map(option).collect_view()}
            </select>
        </div>
    }
}
