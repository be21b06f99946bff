//! How the file is read: encoding, separator, first line, dates, numbers, currency. Every change reads the file again.

use super::flow::Flow;
use super::names::Named;
use super::words;
use crate::i18n::{Msg, t};
use crate::settings::CurrencySelect;
use crate::state::Derived;
use crate::ui::erase;
use leptos::prelude::*;
use protocol::import::Mapping;
use std::sync::Arc;

/// The controls in a row.
#[component]
pub(super) fn Controls(flow: Flow) -> impl IntoView {
    let currency = Derived::new(move || flow.mapping.with(|mapping| mapping.as_ref().map(|known| known.currency)));
    let choose_currency = Arc::new(move |currency| flow.remap(|mapping| Mapping { currency, ..mapping.clone() }));
    // A workbook knows both.
    let text_file = erase::show(
        move || flow.preview.with(|preview| preview.as_ref().is_none_or(|known| known.sheets.is_empty())),
        move || {
            view! {
                {menu(flow, "import-encoding", &words::ENCODING, part(|m| m.encoding, |m, v| m.encoding = v))}
                {menu(flow, "import-delimiter", &words::DELIMITER, part(|m| m.delimiter, |m, v| m.delimiter = v))}
            }
            .into_any()
        },
    );
    view! {
        <fieldset class="import-controls">
            <legend>{t(&words::CONTROLS)}</legend>
            {text_file}
            {menu(flow, "import-header", &words::HEADER, part(|m| m.header, |m, v| m.header = v))}
            {menu(flow, "import-day", &words::DAY_FORMAT, part(|m| m.day, |m, v| m.day = v))}
            {menu(flow, "import-decimal", &words::DECIMAL, part(|m| m.decimal, |m, v| m.decimal = v))}
            <div class="import-control">
                <label for="import-currency">{t(&words::CURRENCY)}</label>
                <CurrencySelect id="import-currency" value=currency on_change=choose_currency/>
            </div>
        </fieldset>
    }
    .into_any()
}

type Get = Box<dyn Fn(&Mapping) -> Option<usize> + Send + Sync>;
type Set = Box<dyn Fn(&mut Mapping, usize)>;

/// A part of the mapping with its values by number, so that one menu serves values of every type.
struct Part {
    names: Vec<&'static Msg>,
    get: Get,
    set: Set,
}

fn part<T: Named>(get: fn(&Mapping) -> T, set: fn(&mut Mapping, T)) -> Part {
    Part {
        names: T::ALL.iter().map(|value| value.msg()).collect(),
        get: Box::new(move |mapping| T::ALL.iter().position(|value| *value == get(mapping))),
        set: Box::new(move |mapping, index| {
            if let Some(&value) = T::ALL.get(index) {
                set(mapping, value);
            }
        }),
    }
}

/// One menu over the values of one part of the mapping.
fn menu(flow: Flow, id: &'static str, name: &'static Msg, part: Part) -> AnyView {
    let Part { names, get, set } = part;
    let count = names.len();
    let chosen = Derived::new(move || flow.mapping.with(|mapping| mapping.as_ref().and_then(&get)));
    let choose = move |text: String| {
        let Some(index) = text.parse().ok().filter(|index| *index < count) else { return };
        flow.remap(|mapping| {
            let mut mapping = mapping.clone();
            set(&mut mapping, index);
            mapping
        });
    };
    // Selected option by option: a select's own value is set before its options are there.
    let option = |(index, msg): (usize, &'static Msg)| {
        let selected = erase::flag(move || chosen.get() == Some(index));
        view! { <option value=index.to_string() prop:selected=selected>{t(msg)}</option> }.into_any()
    };
    let options: Vec<AnyView> = names.into_iter().enumerate().map(option).collect();
    view! {
        <div class="import-control">
            <label for=id>{t(name)}</label>
            <select id=id on:change:target=move |event| choose(event.target().value())>
                {options}
            </select>
        </div>
    }
    .into_any()
}
