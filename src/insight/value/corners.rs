//! Where to invest and where to let go: four corners, each with what to do and its first customers.

use super::super::frame::Whole;
use super::super::tag;
use super::{Figures, ends, first, money, read, words};
use crate::format;
use crate::i18n::{Msg, t, tf};
use crate::state::{Derived, Slot};
use crate::ui::chart_frame::{Draw, Sheet};
use crate::ui::{ChartFrame, erase};
use leptos::prelude::*;
use protocol::{InsightAnswer, InsightQuery, ValueAnswer, ValueCorner, ValueQuery};
use std::sync::Arc;

/// What a corner is called, and what to do there.
pub(super) fn named(corner: &ValueCorner) -> (&'static Msg, &'static Msg) {
    match (corner.high_value, corner.high_earned) {
        (true, true) => (&words::KEEP, &words::KEEP_DO),
        (true, false) => (&words::GROW, &words::GROW_DO),
        (false, true) => (&words::ASK, &words::ASK_DO),
        (false, false) => (&words::LET_GO, &words::LET_GO_DO),
    }
}

pub(super) fn frame(figures: Figures, set: Slot<ValueQuery>, chosen: Slot<usize>) -> AnyView {
    let draw: Draw = Arc::new(move || {
        let priced = set.with(|query| query.contact_cost > 0);
        let cards = read(figures, |answer| cards(answer, chosen, priced)).unwrap_or_else(erase::nothing);
        // Drawn by itself: the button that was pressed stays, and keeps the focus.
        let list = erase::view(move || {
            let told = |answer: &ValueAnswer| Some(first::list(answer, answer.corners.get(chosen.get())?, priced));
            read(figures, told).flatten().unwrap_or_else(erase::nothing)
        });
        view! {
            {cards}
            {list}
        }
        .into_any()
    });
    let sheet: Sheet =
        ("life-time-value-customers.csv", Arc::new(move || read(figures, first::sheet).unwrap_or_default()));
    let all = move || ValueQuery { limit: u32::MAX, ..set.get_untracked() };
    let whole: Whole = (
        Arc::new(move |nth| (nth == 0).then(|| InsightQuery::Value(all()))),
        Arc::new(|answer| match answer {
            InsightAnswer::Value(answer) => first::sheet(answer),
            _ => Vec::new(),
        }),
    );
    // Not drawn anew by an answer that says the same: a name that is being typed stays.
    let corner = Derived::new(move || {
        let at = chosen.get();
        read(figures, |answer| answer.corners.get(at).map(|corner| (at, t(named(corner).0), corner.customers)))
            .flatten()
    });
    let typed = Slot::new(Vec::new());
    let tag = erase::maybe(move || {
        let (at, name, n) = corner.get().filter(|(.., n)| *n > 0)?;
        let of = ValueQuery { corner: Some(at as u8), limit: u32::MAX, ..set.get() };
        Some(tag::form(typed, name.to_owned(), n, InsightQuery::Value(of)))
    });
    view! {
        <ChartFrame title=&words::CORNERS definition=&words::CORNERS_DEFINITION chart=draw sheet=sheet whole=whole/>
        {tag}
    }
    .into_any()
}

fn cards(answer: &ValueAnswer, chosen: Slot<usize>, priced: bool) -> AnyView {
    let whole = |minor: i64| format::money_short(money(answer, minor));
    let [value, earned] = answer.medians.map(whole);
    let medians = tf(&words::MEDIANS, &[("value", &value), ("earned", &earned)]);
    let (n, sum) = answer.losing;
    let losing = (n > 0).then(|| {
        let text = tf(&words::LOSING, &[("n", &format::integer(n.into())), ("value", &whole(sum))]);
        view! { <p><strong>{text}</strong></p> }.into_any()
    });
    let cards: Vec<AnyView> =
        answer.corners.iter().enumerate().map(|(at, corner)| card(answer, corner, (at, chosen), priced)).collect();
    view! {
        <p class="note">{medians}</p>
        {losing}
        <div class="value-corners">{cards}</div>
    }
    .into_any()
}

fn card(answer: &ValueAnswer, corner: &ValueCorner, (at, chosen): (usize, Slot<usize>), priced: bool) -> AnyView {
    let (name, action) = named(corner);
    let whole = |minor: i64| format::money_short(money(answer, minor));
    let fact = |name: &'static Msg, value: String, range: Option<AnyView>| {
        view! {
            <div>
                <dt>{t(name)}</dt>
                <dd>{value} {range.map(|range| (" ", range))}</dd>
            </div>
        }
        .into_any()
    };
    let after = priced.then(|| fact(&words::AFTER, whole(corner.net), None));
    let told = tf(&words::SHOW_FIRST_OF, &[("corner", t(name))]);
    let pressed = erase::attribute(move || Some((chosen.get() == at).to_string()));
    view! {
        <section class="value-corner">
            <h3>{t(name)}</h3>
            <dl>
                {fact(&words::CUSTOMERS, format::integer(corner.customers.into()), None)}
                {fact(&words::TO_COME, whole(corner.value), ends(answer, corner.value_range))}
                {fact(&words::EARNED, whole(corner.earned), None)}
                {fact(&words::CONTACTS, format::integer(corner.contacts.into()), None)}
                {after}
            </dl>
            <p class="note">{t(action)}</p>
            <span class="insight-pair">
                <button
                    type="button"
                    class="button"
                    aria-pressed=pressed
                    aria-label=told
                    on:click=move |_| chosen.set(at)
                >
                    {t(&words::SHOW_FIRST)}
                </button>
            </span>
        </section>
    }
    .into_any()
}
