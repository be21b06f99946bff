//! What the file alone does not tell, asked before anything else.

use super::decide::{first_value, need, open_questions};
use super::flow::Flow;
use super::names::{self, Named};
use super::telling::telling_day;
use super::words;
use crate::format;
use crate::i18n::{t, tf};
use crate::ui::erase::{self, Reactive};
use leptos::prelude::*;
use model::{Currency, Day, Money};
use protocol::import::{DayFormat, DecimalMark, Mapping, Preview, Question, Role};

/// The questions, or nothing where the file speaks for itself.
#[component]
pub(super) fn Questions(flow: Flow) -> impl IntoView {
    erase::maybe(move || {
        let preview = flow.preview.get()?;
        let questions = open_questions(&preview);
        if questions.is_empty() {
            return None;
        }
        let title = tf(&words::QUESTIONS, &[("n", &questions.len().to_string())]);
        let ask = |question| match question {
            Question::Day(readings) => day(flow, &preview, readings),
            Question::Decimal => decimal(flow, &preview),
            Question::Missing(role) => {
                let role = names::need(need(role));
                view! { <p class="question-missing">{tf(&words::ASK_MISSING, &[("role", role)])}</p> }.into_any()
            }
        };
        let questions: Vec<AnyView> = questions.into_iter().map(ask).collect();
        let section = view! {
            <section class="import-questions">
                <h2>{title}</h2>
                {questions}
            </section>
        };
        Some(section.into_any())
    })
}

fn day(flow: Flow, preview: &Preview, readings: Vec<(DayFormat, Day)>) -> AnyView {
    let same = readings.windows(2).all(|pair| pair[0].1 == pair[1].1);
    let told = same.then(|| telling_day(preview, &readings)).flatten();
    let (raw, readings) = match told {
        Some((raw, readings)) => (Some(raw), readings),
        None => (first_value(preview, Role::Day).map(str::to_owned), readings),
    };
    let title = match raw {
        Some(raw) => tf(&words::ASK_DAY, &[("raw", &raw)]),
        None => t(&words::ASK_DAY_PLAIN).to_owned(),
    };
    let option = |(format, day): (DayFormat, Day)| {
        let chosen =
            erase::flag(move || flow.mapping.with(|mapping| mapping.as_ref().is_some_and(|known| known.day == format)));
        let choose = move || flow.remap(|mapping| Mapping { day: format, ..mapping.clone() });
        radio("import-ask-day", format::day(day), t(format.msg()).to_owned(), chosen, Box::new(choose))
    };
    ask(title, readings.into_iter().map(option).collect())
}

fn decimal(flow: Flow, preview: &Preview) -> AnyView {
    let raw = first_value(preview, Role::Amount).or_else(|| first_value(preview, Role::UnitPrice));
    let title = match raw {
        Some(raw) => tf(&words::ASK_DECIMAL, &[("raw", raw)]),
        None => t(&words::ASK_DECIMAL_PLAIN).to_owned(),
    };
    let currency = preview.mapping.currency;
    let option = |mark: DecimalMark| {
        let chosen = erase::flag(move || {
            flow.mapping.with(|mapping| mapping.as_ref().is_some_and(|known| known.decimal == mark))
        });
        let choose = move || flow.remap(|mapping| Mapping { decimal: mark, ..mapping.clone() });
        let name = t(mark.msg()).to_owned();
        let (title, note) = match raw.and_then(|raw| meaning(raw, mark, currency)) {
            Some(money) => (format::money(money), name),
            None => (name, String::new()),
        };
        radio("import-ask-decimal", title, note, chosen, Box::new(choose))
    };
    ask(title, DecimalMark::ALL.iter().copied().map(option).collect())
}

/// The amount that `raw` would be. More decimals than the currency has are cut for the question; the importer rounds.
fn meaning(raw: &str, mark: DecimalMark, currency: Currency) -> Option<Money> {
    let plain = match mark {
        DecimalMark::Point => raw.replace(',', ""),
        DecimalMark::Comma => raw.replace('.', "").replace(',', "."),
    };
    let digits = currency.digits() as usize;
    let end = plain.find('.').map_or(plain.len(), |point| (point + 1 + digits).min(plain.len()));
    model::input::money(plain.get(..end)?, currency).ok()
}

fn ask(title: String, options: Vec<AnyView>) -> AnyView {
    view! {
        <fieldset class="question">
            <legend>{title}</legend>
            {options}
        </fieldset>
    }
    .into_any()
}

fn radio(group: &'static str, title: String, note: String, chosen: Reactive<bool>, choose: Box<dyn Fn()>) -> AnyView {
    view! {
        <label class="choice">
            <input type="radio" name=group prop:checked=chosen on:change=move |_| choose()/>
            <span>{title}</span>
            <span class="note">{note}</span>
        </label>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_shown_under_both_marks() {
        let minor = |raw, mark| meaning(raw, mark, Currency::USD).map(|money| money.minor);
        assert_eq!(minor("1,234", DecimalMark::Point), Some(123_400));
        assert_eq!(minor("1,234", DecimalMark::Comma), Some(123));
        assert_eq!(minor("1.234", DecimalMark::Point), Some(123));
        assert_eq!(minor("1.234", DecimalMark::Comma), Some(123_400));
        assert_eq!(minor("much", DecimalMark::Comma), None);
    }
}
