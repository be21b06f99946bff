//! Who changed stage since the last month-end.

use super::super::words;
use super::place_name;
use crate::format;
use crate::i18n::{t, tf};
use crate::ui::StageDot;
use leptos::prelude::*;
use model::Money;
use protocol::{LifeCycleAnswer, Stage};

fn since(answer: &LifeCycleAnswer) -> String {
    answer.days.iter().rev().nth(1).map_or_else(String::new, |day| format::day(*day))
}

fn place(place: Option<Stage>) -> AnyView {
    match place {
        Some(stage) => view! { <StageDot stage=stage/> }.into_any(),
        None => view! { <span class="muted">{place_name(None)}</span> }.into_any(),
    }
}

/// The list, each a way to the customer.
pub(super) fn list(answer: &LifeCycleAnswer) -> AnyView {
    let day = since(answer);
    if answer.movers.is_empty() {
        return view! { <p class="note">{tf(&words::MOVERS_NONE, &[("day", &day)])}</p> }.into_any();
    }
    let (n, all) = (format::integer(answer.movers.len() as u64), format::integer(answer.movers_all.into()));
    let some = (answer.movers.len() < answer.movers_all as usize)
        .then(|| view! { <p class="note">{tf(&words::MOVERS_SOME, &[("n", &n), ("all", &all)])}</p> }.into_any());
    let rows: Vec<AnyView> = answer
        .movers
        .iter()
        .map(|mover| {
            let total = Money { minor: mover.total, currency: answer.currency };
            view! {
                <tr>
                    <th scope="row"><a href=format!("customers?id={}", mover.id)>{mover.name.clone()}</a></th>
                    <td>{place(mover.from)}</td>
                    <td>{place(mover.to)}</td>
                    <td class="num" title=format::money(total)>{format::money_short(total)}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    view! {
        <p class="note">{tf(&words::MOVERS, &[("day", &day)])}</p>
        {some}
        <div class="scroll-y" role="group" tabindex="0" aria-label=t(&words::MOVERS_TITLE)>
            <table class="table mover-table">
                <thead>
                    <tr>
                        <th scope="col">{t(&words::CUSTOMER)}</th>
                        <th scope="col">{t(&words::FROM)}</th>
                        <th scope="col">{t(&words::TO)}</th>
                        <th class="num" scope="col">{t(&words::TOTAL)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The list as a file.
pub(super) fn sheet(answer: &LifeCycleAnswer) -> Vec<Vec<String>> {
    let heads = [&words::CUSTOMER, &words::FROM, &words::TO, &words::TOTAL, &words::LAST_ORDER];
    let mut rows = vec![heads.iter().map(|head| t(head).to_owned()).collect::<Vec<_>>()];
    rows.extend(answer.movers.iter().map(|mover| {
        let total = Money { minor: mover.total, currency: answer.currency };
        let last = mover.last_order.map_or_else(String::new, |day| day.iso());
        vec![mover.name.clone(), place_name(mover.from), place_name(mover.to), total.plain(), last]
    }));
    rows
}
