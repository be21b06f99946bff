//! Leads by source with what became of them, and after how many days an idle one goes back to the pool.

use super::head::Overview;
use super::words;
use crate::data;
use crate::format;
use crate::i18n::{input_error, t, tf};
use crate::state::{Derived, Slot};
use crate::ui::erase;
use crate::ui::field::{currency, option_text, reader};
use leptos::prelude::*;
use model::options::SOURCE;
use model::schema::{THE_SETTINGS, setting};
use model::{Decimal, Kind, Value};
use protocol::Request;
use protocol::selling::leads::SourceFigure;

/// Longest time that somebody waits before they give a lead up.
const DAYS_MAX: i64 = 3650;
/// Names that are told in a sentence.
const NAMED_MAX: usize = 5;

/// The dialog's content.
pub(super) fn content(overview: Overview) -> AnyView {
    let rows = erase::view(move || {
        let rows = overview.with(|overview| {
            let figures = overview.iter().flat_map(|overview| &overview.sources);
            figures.map(row).collect::<Vec<_>>()
        });
        rows.into_any()
    });
    view! {
        <section aria-label=t(&words::SOURCES)>
            <h3>{t(&words::SOURCES)}</h3>
            <div class="scroll-x" tabindex="0" role="group" aria-label=t(&words::SOURCES)>
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{t(&words::SOURCE)}</th>
                            <th scope="col" class="num">{t(&words::LEADS)}</th>
                            <th scope="col" class="num">{t(&words::WON)}</th>
                            <th scope="col" class="num">{t(&words::RATE)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
        {pool(overview)}
    }
    .into_any()
}

fn row(figure: &SourceFigure) -> AnyView {
    let name = figure.source.map_or_else(|| t(&words::NO_SOURCE).to_owned(), |source| option_text(&SOURCE, source));
    let rate = format::percent(f64::from(figure.converted) / f64::from(figure.leads.max(1)), 0);
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="num">{format::integer(figure.leads.into())}</td>
            <td class="num">{format::integer(figure.converted.into())}</td>
            <td class="num">{rate}</td>
        </tr>
    }
    .into_any()
}

fn pool(overview: Overview) -> AnyView {
    let trouble = Slot::new(None::<String>);
    // Other figures do not write over what is being typed.
    let days =
        Derived::new(move || overview.with(|overview| overview.as_ref().and_then(|overview| overview.pool_days)));
    let now = erase::text(move || days.get().map_or(String::new(), |days| days.to_string()));
    let save = move |text: String| {
        let value = match reader(currency()).read(Kind::Number, &text) {
            Ok(Value::Number(days))
                if days.0 % Decimal::ONE == 0 && (1..=DAYS_MAX).contains(&(days.0 / Decimal::ONE)) =>
            {
                Ok(Value::Number(days))
            }
            Ok(Value::Empty) => Ok(Value::Empty),
            Ok(_) => Err(input_error(model::input::InputError::NotANumber)),
            Err(why) => Err(input_error(why)),
        };
        match value {
            Ok(value) => {
                trouble.set(None);
                let (collection, record, field) = (setting::ID, THE_SETTINGS, setting::POOL_DAYS.id);
                data::act(Request::Edit { collection, record, field, value });
            }
            Err(why) => trouble.set(Some(why.to_owned())),
        }
    };
    let problem =
        erase::maybe(move || Some(view! { <p class="field-error" role="alert">{trouble.get()?}</p> }.into_any()));
    let idle = erase::maybe(move || {
        let names = overview.with(|overview| {
            let idle = overview.iter().flat_map(|overview| &overview.idle);
            let mut names: Vec<String> = idle.map(|idle| idle.name.clone()).collect();
            if names.len() > NAMED_MAX {
                names.truncate(NAMED_MAX);
                names.push("…".to_owned());
            }
            names
        });
        (!names.is_empty())
            .then(|| view! { <p class="note">{tf(&words::IDLE, &[("names", &names.join(", "))])}</p> }.into_any())
    });
    view! {
        <section class="lead-pool" aria-label=t(&words::POOL_RULE)>
            <h3>{t(&words::POOL_RULE)}</h3>
            <p class="muted">{t(&words::POOL_TEXT)}</p>
            <label class="form-row">
                <span>{t(&words::POOL_DAYS)}</span>
                <input class="input num" type="text" inputmode="numeric" prop:value=now
                    on:change:target=move |event| save(event.target().value()) />
                {problem}
            </label>
            {idle}
        </section>
    }
    .into_any()
}
