//! The list of segments and the list of stages: the same figures for each group.

use super::figures::{customers, revenue_share, share, stages};
use super::words;
use crate::format;
use crate::i18n::{Msg, t};
use crate::insight::way;
use crate::ui::StageDot;
use crate::ui::marks::segment_label;
use leptos::prelude::*;
use model::Money;
use protocol::{Group, SegmentsAnswer, Stage};

/// The eleven segments and the prospects, best first.
pub(super) fn segments(answer: &SegmentsAnswer) -> AnyView {
    let all = customers(answer);
    let rows = answer.segments.iter().map(|&(segment, group)| {
        view! {
            <tr class:none=group.customers == 0>
                <th scope="row">
                    <a class="group-link" href=format!("customers?segment={}", segment.name()) on:click=way::afresh>
                        {segment_label(segment)}
                    </a>
                </th>
                {figures(answer, group, all)}
            </tr>
        }
        .into_any()
    });
    let rows: Vec<AnyView> = rows.collect();
    view! {
        <table class="table groups">
            <thead>
                <tr>
                    <th scope="col">{t(&words::SEGMENT)}</th>
                    {heads()}
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// The six stages in their order, each with what to do about it.
pub(super) fn stage_list(answer: &SegmentsAnswer) -> AnyView {
    let groups = stages(answer);
    let all = groups.iter().map(|(_, group)| group.customers).sum();
    let rows = groups.into_iter().map(|(stage, group)| {
        view! {
            <tr class:none=group.customers == 0>
                <th scope="row">
                    <a class="group-link" href=format!("customers?stage={}", stage.name()) on:click=way::afresh>
                        <StageDot stage=stage/>
                    </a>
                </th>
                {figures(answer, group, all)}
                <td class="group-action">{t(action(stage))}</td>
            </tr>
        }
        .into_any()
    });
    let rows: Vec<AnyView> = rows.collect();
    view! {
        <table class="table groups groups-stages">
            <thead>
                <tr>
                    <th scope="col">{t(&words::STAGE)}</th>
                    {heads()}
                    <th class="group-action" scope="col">{t(&words::STAGES_DO)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn heads() -> AnyView {
    view! {
        <th class="num" scope="col">{t(&words::CUSTOMERS)}</th>
        <th class="num" scope="col">{t(&words::SHARE)}</th>
        <th class="num" scope="col">{t(&words::REVENUE)}</th>
        <th class="num" scope="col">{t(&words::REVENUE_SHARE)}</th>
    }
    .into_any()
}

fn figures(answer: &SegmentsAnswer, group: Group, all: u32) -> AnyView {
    let money = Money { minor: group.revenue, currency: answer.currency };
    view! {
        <td class="num">{format::integer(group.customers.into())}</td>
        <td class="num muted">{format::percent(share(group.customers, all), 1)}</td>
        <td class="num" title=format::money(money)>{format::money_short(money)}</td>
        <td class="num muted">{format::percent(revenue_share(group.revenue, answer.revenue), 1)}</td>
    }
    .into_any()
}

/// What a stage asks of the one who keeps the book.
pub(crate) fn action(stage: Stage) -> &'static Msg {
    match stage {
        Stage::Exploration => &words::DO_EXPLORATION,
        Stage::Socialisation => &words::DO_SOCIALISATION,
        Stage::Growth => &words::DO_GROWTH,
        Stage::Maturity => &words::DO_MATURITY,
        Stage::Danger => &words::DO_DANGER,
        Stage::Termination => &words::DO_TERMINATION,
    }
}
