//! Next products by stage, by segment and by saved view.

use super::super::way;
use super::words;
use crate::format;
use crate::i18n::{t, tf};
use crate::ui::marks::{segment_label, stage_label};
use crate::ui::{Skeleton, StageDot};
use leptos::prelude::*;
use protocol::{GroupOffer, GroupOffers, OfferGroups, OffersAnswer, Stage};

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

/// A group: its name, the stage if it is one, and its list.
type Row<'a> = (String, Option<Stage>, String, &'a GroupOffers);

/// The groups; `None` while they are not known yet.
fn groups(answer: &OffersAnswer, by: OfferGroups) -> Option<Vec<Row<'_>>> {
    let list = |kind: &str, of: &dyn std::fmt::Display| format!("customers?{kind}={of}");
    Some(match by {
        OfferGroups::Stage => {
            let all = answer.stages.iter();
            all.map(|(of, group)| (stage_label(*of), Some(*of), list("stage", &of.name()), group)).collect()
        }
        OfferGroups::Segment => {
            let all = answer.segments.iter();
            all.map(|(of, group)| (segment_label(*of), None, list("segment", &of.name()), group)).collect()
        }
        OfferGroups::View => {
            let all = answer.views.as_ref()?.iter();
            all.map(|(id, name, group)| (name.clone(), None, list("view", id), group)).collect()
        }
    })
}

/// A row a group that has members.
pub(super) fn table(answer: &OffersAnswer, by: OfferGroups) -> AnyView {
    let Some(mut all) = groups(answer, by) else { return working() };
    if all.is_empty() {
        return view! { <p class="note">{t(&words::NO_VIEWS)}</p> }.into_any();
    }
    all.retain(|(.., group)| group.members > 0);
    let group = |(name, stage, href, group): Row<'_>| {
        let name = stage.map_or_else(|| name.into_any(), |stage| view! { <StageDot stage=stage/> }.into_any());

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
                <th scope="row"><a class="group-link" href=href on:click=way::afresh>{name}</a></th>
                <td class="num">{format::integer(group.members.into())}</td>
                {product(0)}
                {product(1)}
                {product(2)}
            </tr>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = all.into_iter().map(group).collect();
    let (n, all) = (format::integer(answer.offered.into()), format::integer(answer.customers.into()));
    let line = tf(&words::NEXT_LINE, &[("n", &n), ("all", &all)]);
    let silent = (answer.silent > 0).then(|| {
        let n = format::integer(answer.silent.into());
        view! { <p class="note">{tf(&words::OFFER_SILENT, &[("n", &n)])}</p> }.into_any()
    });
    view! {
        <p>{line}</p>
        {silent}
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
pub(super) fn sheet(answer: &OffersAnswer, by: OfferGroups) -> Vec<Vec<String>> {
    let heads = [&words::GROUP, &words::MEMBERS, &words::PRODUCT, &words::NEXT_LINE_HEAD, &words::BECAUSE_HEAD];
    let mut rows = vec![heads.iter().map(|head| t(head).to_owned()).collect::<Vec<_>>()];
    for (name, _, _, group) in groups(answer, by).unwrap_or_default() {
        rows.extend(group.products.iter().map(|one| {
            let members = group.members.to_string();
            vec![name.clone(), members, one.name.clone(), one.n.to_string(), because(one).unwrap_or_default()]
        }));
    }
    rows
}
