//! The first customers of a corner, each a way to the customer.

use super::super::head;
use super::corners::named;
use super::{amount, money, plain, ranged, words};
use crate::format;
use crate::i18n::{t, tf};
use crate::ui::StageDot;
use crate::ui::marks::stage_label;
use leptos::prelude::*;
use protocol::{ValueAnswer, ValueCorner, ValueRow};

pub(super) fn list(answer: &ValueAnswer, corner: &ValueCorner, priced: bool) -> AnyView {
    if corner.first.is_empty() {
        return view! { <p class="note">{t(&words::NOBODY)}</p> }.into_any();
    }
    let (n, all) = (corner.first.len().to_string(), format::integer(corner.customers.into()));
    let title = tf(&words::FIRST_OF, &[("corner", t(named(corner).0)), ("n", &n), ("all", &all)]);
    let row = |one: &ValueRow| {
        let after = priced.then(|| amount(answer, one.net));
        view! {
            <tr>
                <th scope="row"><a href=format!("customers?id={}", one.id)>{one.name.clone()}</a></th>
                <td>{one.stage.map(|stage| view! { <StageDot stage=stage/> }.into_any())}</td>
                {ranged(answer, one.value, one.value_range)}
                {amount(answer, one.earned)}
                <td class="num">{format::integer(one.contacts.into())}</td>
                {after}
            </tr>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = corner.first.iter().map(row).collect();
    let after = priced.then(|| view! { <th class="num" scope="col">{t(&words::AFTER)}</th> }.into_any());
    view! {
        <p aria-live="polite">{title.clone()}</p>
        <div class="scroll-x" role="group" tabindex="0" aria-label=title>
            <table class="table value-table">
                <thead>
                    <tr>
                        <th scope="col">{t(&words::CUSTOMER)}</th>
                        <th scope="col">{t(&words::STAGE)}</th>
                        <th class="num" scope="col">{t(&words::TO_COME)}</th>
                        <th class="num" scope="col">{t(&words::EARNED)}</th>
                        <th class="num" scope="col">{t(&words::CONTACTS)}</th>
                        {after}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The first customers of all corners as a file.
pub(super) fn sheet(answer: &ValueAnswer) -> Vec<Vec<String>> {
    let mut heads = [&words::CORNER, &words::CUSTOMER, &words::STAGE].map(|head| t(head).to_owned()).to_vec();
    heads.extend(head::ranged_heads(t(&words::TO_COME)));
    heads.extend([&words::EARNED, &words::CONTACTS, &words::AFTER].map(|head| t(head).to_owned()));
    let mut rows = vec![heads];
    for corner in &answer.corners {
        let name = t(named(corner).0);
        rows.extend(corner.first.iter().map(|one| {
            let [value, low, high] = plain(answer, one.value, one.value_range);
            vec![
                name.to_owned(),
                one.name.clone(),
                one.stage.map_or_else(String::new, stage_label),
                value,
                low,
                high,
                money(answer, one.earned).plain(),
                one.contacts.to_string(),
                money(answer, one.net).plain(),
            ]
        }));
    }
    rows
}
