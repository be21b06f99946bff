//! Factors: their names, the step their effects are told for, and the choice among them.

use super::super::rules;
use super::super::way::{self, test};
use super::{Set, words};
use crate::fields;
use crate::format;
use crate::i18n::{Msg, t, tf};
use crate::ui::erase;
use leptos::prelude::*;
use model::rule::{Op, Rule};
use model::schema::customer;
use model::{Currency, Day, FieldId, Kind, Money, Value, options};
use protocol::{FACTORS_MAX, Factor, FactorAnswer, PartOf};

/// What a factor is called.
pub(super) fn name(factor: Factor) -> String {
    let name = match factor {
        Factor::Talks => &words::TALKS,
        Factor::Tenure => &words::TENURE,
        Factor::OrderDays => &words::ORDER_DAYS,
        Factor::MeanAmount => &words::MEAN_AMOUNT,
        Factor::Products => &words::PRODUCTS,
        Factor::Categories => &words::CATEGORIES,
        Factor::Age => &words::AGE,
        Factor::Size => &words::SIZE,
        Factor::Business => &words::BUSINESS,
        Factor::Email => &words::EMAIL,
        Factor::Phone => &words::PHONE,
        Factor::Recency => &words::RECENCY,
        Factor::Own(field) => {
            let found = fields::find(customer::ID, field);
            return found.map_or_else(|| format!("#{}", field.0), |field| fields::label(customer::ID, field));
        }
    };
    t(name).to_owned()
}

/// Days over which conversations are counted.
const YEAR_DAYS: u32 = 365;

/// Who has it, or of whom it is known; `None` where that is every buyer, or no rule says it.
pub(super) fn rule(factor: Factor, as_of: Day) -> Option<Rule> {
    let filled = |field: FieldId| Some(test(field, Op::Filled, Vec::new()));
    match factor {
        Factor::Talks => Some(rules::talked(rules::period(as_of, YEAR_DAYS, 0), None)),
        Factor::Age => filled(customer::BIRTHDAY.id),
        Factor::Size => filled(customer::SIZE.id),
        Factor::Business => {
            let business = options::CUSTOMER_KIND.id("business").map(Value::Option);
            Some(test(customer::KIND.id, Op::AnyOf, business.into_iter().collect()))
        }
        Factor::Email => filled(customer::EMAIL.id),
        Factor::Phone => filled(customer::PHONE.id),
        Factor::Own(field) => filled(field),
        Factor::Tenure
        | Factor::OrderDays
        | Factor::MeanAmount
        | Factor::Products
        | Factor::Categories
        | Factor::Recency => None,
    }
}

/// The name of a factor, leading to its customers where a rule says who they are.
pub(super) fn leading(factor: Factor, as_of: Day) -> AnyView {
    let name = name(factor);
    match rule(factor, as_of) {
        Some(rule) => way::customers(name.clone(), &name, rule),
        None => name.into_any(),
    }
}

/// The step that an effect is told for: how many units, and in words. Where units say little it is a standard deviation.
pub(super) fn step(answer: &FactorAnswer, currency: Currency) -> (f64, String) {
    let sd = answer.sd.unwrap_or(1.0);
    let plain = |units: f64, text: &'static Msg| (units, t(text).to_owned());
    match answer.factor {
        Factor::Talks => plain(1.0, &words::STEP_TALKS),
        Factor::Tenure => plain(100.0, &words::STEP_TENURE),
        Factor::OrderDays => plain(1.0, &words::STEP_ORDER_DAYS),
        Factor::MeanAmount => {
            let minor = (sd * f64::from(10_u32.pow(currency.digits()))).round() as i64;
            let n = format::money_short(Money { minor, currency });
            (sd, tf(&words::STEP_MEAN_AMOUNT, &[("n", &n)]))
        }
        Factor::Products => plain(1.0, &words::STEP_PRODUCTS),
        Factor::Categories => plain(1.0, &words::STEP_CATEGORIES),
        Factor::Age => plain(10.0, &words::STEP_AGE),
        Factor::Size => plain(1.0, &words::STEP_SIZE),
        Factor::Business => plain(1.0, &words::STEP_BUSINESS),
        Factor::Email => plain(1.0, &words::STEP_EMAIL),
        Factor::Phone => plain(1.0, &words::STEP_PHONE),
        Factor::Recency => plain(100.0, &words::STEP_RECENCY),
        Factor::Own(_) => (sd, tf(&words::STEP_OWN, &[("n", &format::number(sd)), ("name", &name(answer.factor))])),
    }
}

/// All candidates: those of every workspace, and its own number fields.
fn candidates() -> Vec<Factor> {
    let own = fields::of(customer::ID).into_iter().filter(|field| field.id >= FieldId::CUSTOM);
    let own = own.filter(|field| field.kind == Kind::Number).map(|field| Factor::Own(field.id));
    Factor::ALL.into_iter().chain(own).collect()
}

/// Boxes to tick; what is part of the outcome cannot be ticked, and says why.
pub(super) fn choice(set: Set) -> AnyView {
    // Of what is ticked only whether there is room for more matters here: the boxes keep what they show.
    let content = erase::view(move || {
        let outcome = set.outcome.get();
        let boxes: Vec<AnyView> =
            candidates().into_iter().map(|factor| one(set, factor, factor.part_of(outcome))).collect();
        view! { {boxes} }.into_any()
    });
    let most = tf(&words::CANDIDATES_MAX, &[("n", &FACTORS_MAX.to_string())]);
    view! {
        <fieldset class="drivers-factors">
            <legend>{t(&words::CANDIDATES)}</legend>
            {content}
            <p class="note">{most}</p>
        </fieldset>
    }
    .into_any()
}

fn one(set: Set, factor: Factor, part: Option<PartOf>) -> AnyView {
    let is_picked = move || set.picked.with(|picked| picked.contains(&factor));
    let checked = erase::flag(move || part.is_none() && is_picked());
    let disabled = erase::flag(move || part.is_some() || (!is_picked() && set.factors().len() >= FACTORS_MAX));
    let why = part.map(|part| {
        let why = match part {
            PartOf::Product => &words::PART_PRODUCT,
            PartOf::Shows => &words::PART_SHOWS,
            PartOf::Judged => &words::PART_JUDGED,
        };
        view! { <span class="note">{t(why)}</span> }.into_any()
    });
    let toggle = move |_| {
        set.picked.update(|picked| match picked.iter().position(|known| *known == factor) {
            Some(at) => {
                picked.remove(at);
            }
            None => picked.push(factor),
        });
    };
    view! {
        <label class="drivers-factor">
            <input type="checkbox" prop:checked=checked disabled=disabled on:change=toggle/>
            <span>{name(factor)}</span>
            {why}
        </label>
    }
    .into_any()
}
