//! Whom to offer a product.

use super::words;
use crate::format;
use crate::i18n::{t, tf};
use crate::ui::StageDot;
use crate::ui::marks::stage_label;
use leptos::prelude::*;
use protocol::{CandidateRow, OfferReason, OffersOfAnswer};

fn reason(reason: &OfferReason) -> String {
    let (day, share) = (format::day(reason.on), format::percent(reason.share, 0));
    let n = format::integer(reason.together.into());
    tf(&words::BOUGHT, &[("name", &reason.bought), ("day", &day), ("share", &share), ("n", &n)])
}

/// The list, each a way to the customer.
pub(super) fn table(answer: &OffersOfAnswer) -> AnyView {
    let silent = (answer.silent > 0).then(|| {
        let n = format::integer(answer.silent.into());
        view! { <p class="note">{tf(&words::OFFER_SILENT, &[("n", &n)])}</p> }.into_any()
    });
    if answer.customers.is_empty() {
        return view! { <p class="note">{t(&words::OFFER_TO_NONE)}</p> {silent} }.into_any();
    }
    let (n, all) = (format::integer(answer.customers.len() as u64), format::integer(answer.candidates.into()));
    let line = match answer.customers.len() < answer.candidates as usize {
        true => tf(&words::OFFER_TO_SOME, &[("n", &n), ("all", &all)]),
        false => tf(&words::OFFER_TO_ALL, &[("n", &n)]),
    };
    let row = |one: &CandidateRow| {
        view! {
            <tr>
                <th scope="row"><a href=format!("customers?id={}", one.id)>{one.name.clone()}</a></th>
                <td>{one.stage.map(|stage| view! { <StageDot stage=stage/> }.into_any())}</td>
                <td class="muted">{reason(&one.reason)}</td>
            </tr>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = answer.customers.iter().map(row).collect();
    view! {
        <p><strong>{line}</strong></p>
        {silent}
        <div class="scroll-y" role="group" tabindex="0" aria-label=t(&words::OFFER_TO)>
            <table class="table mover-table">
                <thead>
                    <tr>
                        <th scope="col">{t(&words::CUSTOMER)}</th>
                        <th scope="col">{t(&words::STAGE)}</th>
                        <th scope="col">{t(&words::REASON)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The list as a file.
pub(super) fn sheet(answer: &OffersOfAnswer) -> Vec<Vec<String>> {
    let heads = [&words::PRODUCT, &words::CUSTOMER, &words::STAGE, &words::REASON];
    let mut rows = vec![heads.iter().map(|head| t(head).to_owned()).collect::<Vec<_>>()];
    rows.extend(answer.customers.iter().map(|one| {
        let stage = one.stage.map_or_else(String::new, stage_label);
        vec![answer.product.name.clone(), one.name.clone(), stage, reason(&one.reason)]
    }));
    rows
}
