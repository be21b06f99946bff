//! Who changed stage, or stood in one: those of what was picked on the charts.

use super::super::{tag, words};
use super::{Set, place_name, stage};
use crate::format;
use crate::i18n::{t, tf};
use crate::ui::{StageDot, button};
use leptos::prelude::*;
use model::Money;
use protocol::{InsightQuery, LifeCycleAnswer, LifeCycleQuery, Mover, Stage};

/// What is listed, in words.
fn title(answer: &LifeCycleAnswer, query: LifeCycleQuery) -> String {
    let last = answer.days.len().saturating_sub(1);
    let on = |at: usize| answer.days.get(at).map_or_else(String::new, |day| format::day(*day));
    let name = |place: u8| place_name(stage(usize::from(place)));
    let at = last.saturating_sub(query.back.unwrap_or(0) as usize);
    let (since, day) = (on(at.saturating_sub(1)), on(at));
    match (query.back, query.from, query.to) {
        (None, None, None) => tf(&words::MOVERS, &[("day", &since)]),
        (Some(_), None, None) => tf(&words::MOVERS_MONTH, &[("since", &since), ("day", &day)]),
        (_, None, Some(to)) => tf(&words::MOVERS_AT, &[("to", &name(to)), ("day", &day)]),
        (back, from, to) => {
            let (from, to) = (name(from.unwrap_or(6)), name(to.unwrap_or(6)));
            let words = if back.is_some() { &words::MOVERS_CELL_MONTH } else { &words::MOVERS_CELL };
            tf(words, &[("from", &from), ("to", &to), ("since", &since), ("day", &day)])
        }
    }
}

/// Why somebody is in the stage, as on the customer's page.
fn reason(mover: &Mover, answer: &LifeCycleAnswer) -> String {
    let (days, overdue) = mover.silence.unwrap_or((0, 0.0));
    crate::customer::stage_reason(&mover.reason, days, overdue, answer.thresholds)
}

/// Where from; nothing on the first day, before which there is none.
fn from(mover: &Mover, answer: &LifeCycleAnswer) -> Option<Option<Stage>> {
    (answer.days.first() != Some(&mover.day)).then_some(mover.from)
}

fn place(place: Option<Stage>) -> AnyView {
    match place {
        Some(stage) => view! { <StageDot stage=stage/> }.into_any(),
        None => view! { <span class="muted">{place_name(None)}</span> }.into_any(),
    }
}

/// The list, each a way to the customer.
pub(super) fn list(answer: &LifeCycleAnswer, set: Set) -> AnyView {
    let query = untrack(|| set.query());
    let title = title(answer, query);
    let picked = query.back.or(query.from.or(query.to).map(u32::from)).is_some();
    let back = picked.then(|| button("button quiet", &words::MOVERS_ALL, move || set.pick(None, (None, None))));
    let line = view! { <p class="note insight-pair"><span>{title.clone()}</span> {back}</p> }.into_any();
    if answer.movers.is_empty() {
        return view! {
            {line}
            <p class="note">{t(&words::MOVERS_NONE)}</p>
        }
        .into_any();
    }
    let (n, all) = (format::integer(answer.movers.len() as u64), format::integer(answer.movers_all.into()));
    let some = (answer.movers.len() < answer.movers_all as usize)
        .then(|| view! { <p class="note">{tf(&words::MOVERS_SOME, &[("n", &n), ("all", &all)])}</p> }.into_any());
    // Of all months together somebody may be there more than once.
    let months = query.back.is_none() && query.from.is_some();
    let by = months.then(|| view! { <th scope="col">{t(&words::BY_DAY)}</th> }.into_any());
    let rows: Vec<AnyView> = answer
        .movers
        .iter()
        .map(|mover| {
            let total = Money { minor: mover.total, currency: answer.currency };
            let by = months.then(|| view! { <td>{format::day(mover.day)}</td> }.into_any());
            view! {
                <tr>
                    <th scope="row"><a href=format!("customers?id={}", mover.id)>{mover.name.clone()}</a></th>
                    <td>{from(mover, answer).map(place)}</td>
                    <td>{place(mover.to)}</td>
                    {by}
                    <td class="num" title=format::money(total)>{format::money_short(total)}</td>
                    <td class="mover-why">{reason(mover, answer)}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    let whole = InsightQuery::LifeCycle(LifeCycleQuery { limit: u32::MAX, ..query });
    let tag = (!months).then(|| tag::form(set.tags, title, answer.movers_all, whole));
    view! {
        {line}
        {some}
        <div class="scroll-y" role="group" tabindex="0" aria-label=t(&words::MOVERS_TITLE)>
            <table class="table mover-table">
                <thead>
                    <tr>
                        <th scope="col">{t(&words::CUSTOMER)}</th>
                        <th scope="col">{t(&words::FROM)}</th>
                        <th scope="col">{t(&words::TO)}</th>
                        {by}
                        <th class="num" scope="col">{t(&words::TOTAL)}</th>
                        <th class="mover-why" scope="col">{t(&words::REASONS)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {tag}
    }
    .into_any()
}

/// The list as a file.
pub(super) fn sheet(answer: &LifeCycleAnswer) -> Vec<Vec<String>> {
    let heads = [
        &words::CUSTOMER,
        &words::FROM,
        &words::TO,
        &words::BY_DAY,
        &words::TOTAL,
        &words::LAST_ORDER,
        &words::REASONS,
    ];
    let mut rows = vec![heads.iter().map(|head| t(head).to_owned()).collect::<Vec<_>>()];
    rows.extend(answer.movers.iter().map(|mover| {
        let total = Money { minor: mover.total, currency: answer.currency };
        let last = mover.last_order.map_or_else(String::new, |day| day.iso());
        let (from, to) = (from(mover, answer).map_or_else(String::new, place_name), place_name(mover.to));
        vec![mover.name.clone(), from, to, mover.day.iso(), total.plain(), last, reason(mover, answer)]
    }));
    rows
}
