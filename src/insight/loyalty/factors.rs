//! The factors, and what each adds to the scores of a group.

use super::super::head;
use super::super::offers::words::BY_VIEW;
use super::{LAYERS, Set, factor_name, signed, way, words};
use crate::format;
use crate::i18n::{t, tf};
use crate::ui::marks::{segment_label, stage_label};
use crate::ui::{button, erase};
use leptos::prelude::*;
use protocol::{LoyalGroup, LoyalListed, LoyaltyPageAnswer, Segment, Stage};

/// Groups that can be looked at: those with orders, and the workspace's own; reactive.
fn groups(set: Set) -> Vec<LoyalGroup> {
    let stages = Stage::ALL[1..].iter().map(|stage| LoyalGroup::Stage(*stage));
    let segments = Segment::ALL.iter().filter(|segment| **segment != Segment::Prospect);
    let all = stages.chain(segments.map(|segment| LoyalGroup::Segment(*segment)));
    set.views.with(|views| all.chain(views.iter().map(|view| LoyalGroup::View(view.id))).collect())
}

/// What a group is called; reactive.
pub(super) fn group_name(group: LoyalGroup, set: Set) -> String {
    match group {
        LoyalGroup::Stage(stage) => stage_label(stage),
        LoyalGroup::Segment(segment) => segment_label(segment),
        LoyalGroup::View(id) => set.views.with(|views| {
            let view = views.iter().find(|view| view.id == id);
            view.map_or_else(|| t(&BY_VIEW).to_owned(), |view| view.name.clone())
        }),
    }
}

pub(super) fn choose(set: Set) -> AnyView {
    let menu = move || {
        let groups = groups(set);
        let options = groups.iter().enumerate().map(|(at, group)| (at.to_string(), group_name(*group, set))).collect();
        let selected = groups.iter().position(|one| *one == set.group.get_untracked()).unwrap_or(0).to_string();
        let chosen = move |at: String| {
            if let Some(one) = at.parse().ok().and_then(|at: usize| groups.get(at).copied()) {
                set.group.set(one);
            }
        };
        head::choice(&words::GROUP, options, &selected, chosen)
    };
    view! { <div class="insight-controls">{erase::view(menu)}</div> }.into_any()
}

pub(super) fn table(answer: &LoyaltyPageAnswer, set: Set) -> AnyView {
    let group = set.group.get_untracked();
    let (n, mean) = answer.group;
    let name = group_name(group, set);
    let line = match mean {
        Some(mean) => {
            let points = |n: f64| format::fixed(n, 1);
            let mean = head::with_range(points(mean), answer.group_range.map(|range| range.map(points)));
            let n = format::integer(n.into());
            tf(&words::GROUP_LINE, &[("group", &name), ("n", &n), ("mean", &mean)])
        }
        None => tf(&words::GROUP_NONE, &[("group", &name)]),
    };
    let rows: Vec<AnyView> = answer
        .factors
        .iter()
        .map(|row| {
            view! {
                <tr class:none=row.n == 0>
                    <th scope="row">{t(factor_name(row.factor))}</th>
                    <td>{t(LAYERS[row.factor.layer()])}</td>
                    <td class="num">{way(row.n, t(factor_name(row.factor)), set, LoyalListed::Factor(row.factor))}</td>
                    <td class="num">{row.mean.map(|mean| format::fixed(mean * 100.0, 0))}</td>
                    <td class="num">{row.points.map(signed)}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    view! {
        <p class="insight-pair">
            <span>{line}</span>
            {(n > 0).then(|| button("button quiet", &words::MEMBERS, move || set.pick(LoyalListed::Group)))}
        </p>
        <div class="scroll-x" role="group" tabindex="0" aria-label=t(&words::FACTORS)>
            <table class="table insight-table">
                <thead>
                    <tr>
                        <th scope="col">{t(&words::FACTOR)}</th>
                        <th scope="col">{t(&words::LAYER)}</th>
                        <th class="num" scope="col">{t(&words::OBSERVED)}</th>
                        <th class="num" scope="col">{t(&words::MEAN)}</th>
                        <th class="num" scope="col">{t(&words::ADDS)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

pub(super) fn sheet(answer: &LoyaltyPageAnswer) -> Vec<Vec<String>> {
    let head = [&words::FACTOR, &words::LAYER, &words::OBSERVED, &words::MEAN, &words::ADDS];
    let mut rows = vec![head.map(|name| t(name).to_owned()).to_vec()];
    let plain = |n: Option<f64>| n.map_or_else(String::new, |n| format!("{n:.2}"));
    rows.extend(answer.factors.iter().map(|row| {
        let layer = t(LAYERS[row.factor.layer()]).to_owned();
        let mean = plain(row.mean.map(|mean| mean * 100.0));
        vec![t(factor_name(row.factor)).to_owned(), layer, row.n.to_string(), mean, plain(row.points)]
    }));
    rows
}
