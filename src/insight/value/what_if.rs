//! What is tried: margin, discount, horizon, and what a contact costs. Nothing of it is kept.

use super::{Figures, read, words};
use crate::i18n::{Msg, t, tf};
use crate::state::Slot;
use crate::ui::erase;
use leptos::prelude::*;
use model::schema::Kind;
use model::{Currency, Money, Value, input};
use protocol::{ValueAnswer, ValueQuery};

/// A slider: what it says, its name, its range, what it sets, what is asked for, and what stands in the answer.
struct Slider {
    said: &'static Msg,
    name: &'static Msg,
    range: (u32, u32),
    set: fn(&mut ValueQuery, u32),
    asked: fn(&ValueQuery) -> Option<u32>,
    of: fn(&ValueAnswer) -> u32,
}

fn percent(share: f64) -> u32 {
    (share * 100.0).round() as u32
}

static SLIDERS: [Slider; 3] = [
    Slider {
        said: &words::MARGIN_SAID,
        name: &words::MARGIN_SLIDER,
        range: (1, 100),
        set: |query, n| query.margin_percent = Some(n),
        asked: |query| query.margin_percent,
        of: |answer| percent(answer.margin),
    },
    Slider {
        said: &words::DISCOUNT_SAID,
        name: &words::DISCOUNT_SLIDER,
        range: (0, 50),
        set: |query, n| query.discount_percent = Some(n),
        asked: |query| query.discount_percent,
        of: |answer| percent(answer.discount),
    },
    Slider {
        said: &words::HORIZON_SAID,
        name: &words::HORIZON_SLIDER,
        range: (30, 1_095),
        set: |query, n| query.horizon_days = Some(n),
        asked: |query| query.horizon_days,
        of: |answer| answer.horizon_days,
    },
];

pub(super) fn controls(figures: Figures, set: Slot<ValueQuery>) -> AnyView {
    let sliders: Vec<AnyView> = SLIDERS.iter().map(|one| slider(one, figures, set)).collect();
    let reset = erase::maybe(move || {
        let back = move |_| set.update(|query| *query = as_set(query));
        set.with(|query| *query != as_set(query)).then(|| {
            view! { <button type="button" class="button" on:click=back>{t(&words::AS_SET)}</button> }.into_any()
        })
    });
    let waiting = erase::text(move || {
        let is_behind = read(figures, |answer| set.with(|query| is_behind(query, answer))).unwrap_or(false);
        if is_behind { t(&words::WORKING).to_owned() } else { String::new() }
    });
    view! {
        <div class="insight-controls" role="group" aria-label=t(&words::TRY)>
            {sliders}
            {contact_cost(figures, set)}
            {reset}
            <span class="note" role="status">{waiting}</span>
        </div>
    }
    .into_any()
}

/// The same with margin, discount and horizon of the workspace.
pub(super) fn as_set(query: &ValueQuery) -> ValueQuery {
    ValueQuery { contact_cost: query.contact_cost, ..ValueQuery::default() }
}

/// What is shown is not yet what is asked for.
fn is_behind(query: &ValueQuery, answer: &ValueAnswer) -> bool {
    SLIDERS.iter().any(|one| (one.asked)(query).is_some_and(|n| n != (one.of)(answer)))
}

fn slider(one: &'static Slider, figures: Figures, set: Slot<ValueQuery>) -> AnyView {
    // Where the hand is, before it lets go.
    let held = Slot::new(None::<u32>);
    let asked = move || set.with(one.asked);
    let shown = move || held.get().or_else(asked).or_else(|| read(figures, one.of)).unwrap_or(one.range.0);
    let said = erase::text(move || tf(one.said, &[("n", &shown().to_string())]));
    let value = erase::text(move || shown().to_string());
    view! {
        <label class="insight-choice">
            <span class="value-said">{said}</span>
            <input
                type="range"
                min=one.range.0.to_string()
                max=one.range.1.to_string()
                step="1"
                aria-label=t(one.name)
                prop:value=value
                on:input:target=move |event| held.set(event.target().value().parse().ok())
                on:change:target=move |event| {
                    if let Ok(n) = event.target().value().parse() {
                        set.update(|query| (one.set)(query, n));
                    }
                    held.set(None);
                }
            />
        </label>
    }
    .into_any()
}

/// The field for what a contact costs.
fn contact_cost(figures: Figures, set: Slot<ValueQuery>) -> AnyView {
    let bad = Slot::new(false);
    let invalid = erase::attribute(move || bad.get().then(|| "true".to_owned()));
    let error = erase::maybe(move || {
        bad.get().then(|| view! { <p class="field-error" role="alert">{t(&words::CONTACT_COST_BAD)}</p> }.into_any())
    });
    let typed = move |text: String| {
        let cost = read(figures, |answer| answer.currency).and_then(|currency| cost(&text, currency));
        bad.set(cost.is_none());
        if let Some(cost) = cost {
            set.update(|query| query.contact_cost = cost);
        }
    };
    // A saved analysis comes back with its cost.
    let kept = untrack(|| {
        let minor = set.with(|query| query.contact_cost);
        read(figures, |answer| Money { minor, currency: answer.currency }.plain()).filter(|_| minor > 0)
    });
    let code = erase::text(move || read(figures, |a| a.currency.code().to_owned()).unwrap_or_default());
    view! {
        <label class="insight-choice">
            <span>{t(&words::CONTACT_COST)}</span>
            <input
                class="input num value-cost"
                type="text"
                inputmode="decimal"
                prop:value=kept.unwrap_or_default()
                aria-invalid=invalid
                on:change:target=move |event| typed(event.target().value())
            />
            <span>{code}</span>
        </label>
        {error}
    }
    .into_any()
}

/// Minor units of what was typed; nothing typed costs nothing.
fn cost(text: &str, currency: Currency) -> Option<i64> {
    match input::parse(Kind::Money, text, currency) {
        Ok(Value::Empty) => Some(0),
        Ok(Value::Money(money)) if money.currency == currency && money.minor >= 0 => Some(money.minor),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::cost;
    use model::Currency;

    #[test]
    fn a_cost_is_an_amount_of_the_book() {
        assert_eq!((cost("5", Currency::CNY), cost(" ", Currency::CNY)), (Some(500), Some(0)));
        assert_eq!(cost("0.75", Currency::EUR), Some(75));
        assert_eq!((cost("-5", Currency::CNY), cost("dear", Currency::CNY)), (None, None));
    }
}
