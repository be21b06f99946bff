//! Next products by stage and by segment.

use super::words;
use crate::format;
use crate::i18n::{t, tf};
use crate::ui::marks::{segment_label, stage_label};
use crate::ui::{Skeleton, StageDot};
use leptos::prelude::*;
use protocol::{GroupOffer, GroupOffers, OffersAnswer};

/// What stands there while the customers are looked at.
pub(super) fn working() -> AnyView {
    view! {
        <p class="note" role="status">{t(&words::NEXT_WORKING)}</p>
        <Skeleton lines=4/>
    }
    .into_any()
}

/// The most frequent reason, in words.
fn because(one: &GroupOffer) -> Option<String> {
    let (bought, n, share) = one.because.as_ref()?;
    let (n, share) = (format::integer((*n).into()), format::percent(*share, 0));
    Some(tf(&words::BECAUSE_OF, &[("bought", bought), ("n", &n), ("share", &share)]))
}

/// A row a group that has members.
pub(super) fn table(answer: &OffersAnswer, by_segment: bool) -> AnyView {
    let group = |(name, href, group): (AnyView, String, &GroupOffers)| {
        let product = |at: usize| {
            let cell = group.products.get(at).map(|one| {
                let n = tf(&words::FOR, &[("n", &format::integer(one.n.into()))]);
                let because =
                    because(one).map(|text| view! { <span class="muted offers-why">{text}</span> }.into_any());
                view! {
                    <a href=format!("records?of=product&id={}", one.id)>{one.name.clone()}</a>
                    " "
                    <span class="muted offers-for">{n}</span>
                    {because}
                }
                .into_any()
            });
            view! { <td>{cell}</td> }.into_any()
        };
        view! {
            <tr>
                <th scope="row"><a class="group-link" href=href>{name}</a></th>
                <td class="num">{format::integer(group.members.into())}</td>
                {product(0)}
                {product(1)}
                {product(2)}
            </tr>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = if by_segment {
        let some = answer.segments.iter().filter(|(_, group)| group.members > 0);
        let named = some.map(|(segment, group)| {
            let href = format!("customers?segment={}", segment.name());
            (segment_label(*segment).into_any(), href, group)
        });
        named.map(group).collect()
    } else {
        let some = answer.stages.iter().filter(|(_, group)| group.members > 0);
        let named = some.map(|(stage, group)| {
            let name = view! { <StageDot stage=*stage/> }.into_any();
            (name, format!("customers?stage={}", stage.name()), group)
        });
        named.map(group).collect()
    };
    let (n, all) = (format::integer(answer.offered.into()), format::integer(answer.customers.into()));
    let line = tf(&words::NEXT_LINE, &[("n", &n), ("all", &all)]);
    view! {
        <p>{line}</p>
        <div class="scroll-x" role="group" tabindex="0" aria-label=t(&words::NEXT)>
            <table class="table mover-table offers-groups">
                <thead>
                    <tr>
                        <th scope="col">{t(&words::GROUP)}</th>
                        <th class="num" scope="col">{t(&words::MEMBERS)}</th>
                        <th scope="col">{t(&words::FIRST)}</th>
                        <th scope="col">{t(&words::SECOND)}</th>
                        <th scope="col">{t(&words::THIRD)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// A line a group and product.
pub(super) fn sheet(answer: &OffersAnswer, by_segment: bool) -> Vec<Vec<String>> {
    let heads = [&words::GROUP, &words::MEMBERS, &words::PRODUCT, &words::NEXT_LINE_HEAD, &words::BECAUSE_HEAD];
    let mut rows = vec![heads.iter().map(|head| t(head).to_owned()).collect::<Vec<_>>()];
    let mut add = |name: String, group: &GroupOffers| {
        rows.extend(group.products.iter().map(|one| {
            let members = group.members.to_string();
            vec![name.clone(), members, one.name.clone(), one.n.to_string(), because(one).unwrap_or_default()]
        }));
    };
    if by_segment {
        answer.segments.iter().for_each(|(segment, group)| add(segment_label(*segment), group));
    } else {
        answer.stages.iter().for_each(|(stage, group)| add(stage_label(*stage), group));
    }
    rows
}
