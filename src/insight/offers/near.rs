//! What goes with a product.

use super::words;
use crate::format;
use crate::i18n::{t, tf};
use leptos::prelude::*;
use protocol::{NeighbourRow, OffersOfAnswer};

/// Of the product's orders the share with the other one, and how many times as often that is as in all orders.
fn measures(near: &NeighbourRow, answer: &OffersOfAnswer) -> [f64; 2] {
    let [both, one, other, all] =
        [near.together, answer.product.orders, near.product.orders, answer.orders].map(|n| f64::from(n.max(1)));
    [both / one, both * all / (one * other)]
}

/// The table.
pub(super) fn table(answer: &OffersOfAnswer) -> AnyView {
    if answer.neighbours.is_empty() {
        return view! { <p class="note">{t(&words::NEAR_NONE)}</p> }.into_any();
    }
    let row = |near: &NeighbourRow| {
        let [share, times] = measures(near, answer);
        let n = format::integer(near.together.into());
        let share = tf(&words::SHARE_OF, &[("share", &format::percent(share, 0)), ("n", &n)]);
        view! {
            <tr>
                <th scope="row">
                    <a href=format!("records?of=product&id={}", near.product.id)>{near.product.name.clone()}</a>
                </th>
                <td class="num">{share}</td>
                <td class="num">{format::fixed(times, 1)}</td>
            </tr>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = answer.neighbours.iter().map(row).collect();
    view! {
        <div class="scroll-y" role="group" tabindex="0" aria-label=t(&words::NEAR)>
            <table class="table mover-table">
                <thead>
                    <tr>
                        <th scope="col">{t(&words::PRODUCT)}</th>
                        <th class="num" scope="col">{t(&words::SHARE)}</th>
                        <th class="num" scope="col">{t(&words::TIMES)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The table as a file.
pub(super) fn sheet(answer: &OffersOfAnswer) -> Vec<Vec<String>> {
    let heads = [&words::PRODUCT, &words::ORDERS, &words::SHARE, &words::TIMES];
    let mut rows = vec![heads.iter().map(|head| t(head).to_owned()).chain(["G²".to_owned()]).collect::<Vec<_>>()];
    rows.extend(answer.neighbours.iter().map(|near| {
        let [share, times] = measures(near, answer);
        let figures = [format!("{share:.4}"), format!("{times:.4}"), format!("{:.4}", near.likeness)];
        [near.product.name.clone(), near.together.to_string()].into_iter().chain(figures).collect()
    }));
    rows
}
