//! The day that scores hold for and how far they look ahead.

use super::{Book, Section, set, words};
use crate::format;
use crate::i18n::{t, tf};
use crate::state::Derived;
use crate::ui::erase::{self, Reactive};
use leptos::prelude::*;
use model::schema::setting;
use model::{Day, Decimal, Value};
use protocol::AsOf;

/// Shorter horizons than a month say little, longer ones than three years trust the model too far.
const HORIZON_DAYS: std::ops::RangeInclusive<i64> = 30..=1095;

/// As-of day and horizon.
#[component]
pub(super) fn Scores(book: Book) -> impl IntoView {
    view! {
        <Section title=&words::SCORES>
            <AsOfDay book/>
            <Horizon book/>
        </Section>
    }
}

#[component]
fn AsOfDay(book: Book) -> impl IntoView {
    let as_of = Derived::new(move || book.with(|book| book.as_ref().map(|book| book.as_of)));
    // Open from the click on, though the day is only chosen with a date.
    let wanted = RwSignal::new(false);
    let chosen = move || wanted.get() || matches!(as_of.get(), Some(AsOf::Chosen(_)));
    let bad = RwSignal::new(false);
    let automatic = move |_| {
        wanted.set(false);
        bad.set(false);
        if matches!(as_of.get_untracked(), Some(AsOf::Chosen(_))) {
            set(setting::AS_OF.id, Value::Empty);
        }
    };
    let choose = move |text: String| match Day::parse_iso(&text) {
        Some(day) => {
            bad.set(false);
            if as_of.get_untracked() != Some(AsOf::Chosen(day)) {
                set(setting::AS_OF.id, Value::Day(day));
            }
        }
        None => bad.set(true),
    };
    let why = erase::text(move || match as_of.get() {
        Some(AsOf::Today(day)) => tf(&words::AS_OF_TODAY, &[("day", &format::day(day))]),
        Some(AsOf::NewestOrder(day)) => tf(&words::AS_OF_NEWEST, &[("day", &format::day(day))]),
        _ => String::new(),
    });
    let date = erase::text(move || as_of.get().map(|as_of| as_of.day().iso()).unwrap_or_default());
    let input = erase::show(chosen, move || {
        view! {
            <input
                class="input setting-date"
                type="date"
                aria-label=t(&words::AS_OF_DATE)
                aria-invalid=invalid(bad)
                prop:value=date.clone()
                on:change:target=move |event| choose(event.target().value())
            />
        }
        .into_any()
    });
    let error = erase::show(
        move || bad.get(),
        || view! { <p class="field-error" role="alert">{t(&words::AS_OF_BAD)}</p> }.into_any(),
    );
    view! {
        <fieldset class="setting">
            <legend>{t(&words::AS_OF)}</legend>
            <label class="choice">
                <input type="radio" name="as-of" prop:checked=move || !chosen() on:change=automatic/>
                <span>{t(&words::AS_OF_AUTO)}</span>
                <span class="note">{why}</span>
            </label>
            <label class="choice">
                <input type="radio" name="as-of" prop:checked=erase::flag(chosen) on:change=move |_| wanted.set(true)/>
                <span>{t(&words::AS_OF_CHOSEN)}</span>
            </label>
            {input}
            {error}
            <p class="note">{t(&words::AS_OF_HINT)}</p>
        </fieldset>
    }
}

fn invalid(bad: RwSignal<bool>) -> Reactive<Option<String>> {
    erase::attribute(move || bad.get().then(|| "true".to_owned()))
}

#[component]
fn Horizon(book: Book) -> impl IntoView {
    let days = Derived::new(move || book.with(|book| book.as_ref().map(|book| i64::from(book.horizon_days))));
    let bad = RwSignal::new(false);
    let choose = move |text: String| {
        let number = text.trim().parse().ok().filter(|number| HORIZON_DAYS.contains(number));
        bad.set(number.is_none());
        if let Some(number) = number.filter(|_| days.get_untracked() != number)
            && let Some(decimal) = Decimal::whole(number)
        {
            set(setting::HORIZON_DAYS.id, Value::Number(decimal));
        }
    };
    let limits = [("min", HORIZON_DAYS.start().to_string()), ("max", HORIZON_DAYS.end().to_string())];
    let error = erase::maybe(move || {
        let limits = limits.each_ref().map(|(name, value)| (*name, value.as_str()));
        let text = || tf(&words::HORIZON_BAD, &limits);
        bad.get().then(|| view! { <p class="field-error" role="alert">{text()}</p> }.into_any())
    });
    view! {
        <div class="setting">
            <label for="setting-horizon">{t(&words::HORIZON)}</label>
            <span class="setting-unit">
                <input
                    class="input num"
                    id="setting-horizon"
                    type="number"
                    inputmode="numeric"
                    min=HORIZON_DAYS.start().to_string()
                    max=HORIZON_DAYS.end().to_string()
                    aria-invalid=invalid(bad)
                    aria-describedby="setting-horizon-note"
                    prop:value=move || days.get().map(|days| days.to_string()).unwrap_or_default()
                    on:change:target=move |event| choose(event.target().value())
                />
                <span>{t(&words::DAYS)}</span>
            </span>
            <div id="setting-horizon-note">
                {error}
                <p class="note">{t(&words::HORIZON_HINT)}</p>
            </div>
        </div>
    }
}
