//! Customers by stage and by segment, then and now.

use super::super::head::signed;
use super::super::way;
use super::words;
use crate::format;
use crate::i18n::t;
use crate::ui::marks::{segment_label, stage_label};
use leptos::prelude::*;
use protocol::{OverviewAnswer, Segment, Stage};

/// A group: where its customers are, its name, how many now and before.
struct Group {
    href: String,
    name: String,
    now: u32,
    before: Option<u32>,
}

fn stages(answer: &OverviewAnswer) -> Vec<Group> {
    let group = |(at, stage): (usize, &Stage)| Group {
        href: format!("customers?stage={}", stage.name()),
        name: stage_label(*stage),
        now: answer.stages[0][at],
        // Prospects have no past.
        before: (*stage != Stage::Exploration).then_some(answer.stages[1][at]),
    };
    Stage::ALL.iter().enumerate().map(group).collect()
}

fn segments(answer: &OverviewAnswer) -> Vec<Group> {
    let group = |(at, segment): (usize, &Segment)| Group {
        href: format!("customers?segment={}", segment.name()),
        name: segment_label(*segment),
        now: answer.segments[0][at],
        before: (*segment != Segment::Prospect).then_some(answer.segments[1][at]),
    };
    Segment::ALL.iter().enumerate().map(group).collect()
}

pub(super) fn tables(answer: &OverviewAnswer) -> AnyView {
    view! {
        <div class="insight-beside">{table(stages(answer))} {table(segments(answer))}</div>
    }
    .into_any()
}

fn table(groups: Vec<Group>) -> AnyView {
    let rows: Vec<AnyView> = groups
        .into_iter()
        .map(|group| {
            let change = group.before.map(|before| signed(i64::from(group.now) - i64::from(before)));
            view! {
                <tr class:none=group.now == 0>
                    <th scope="row"><a href=group.href on:click=way::afresh>{group.name}</a></th>
                    <td class="num">{format::integer(group.now.into())}</td>
                    <td class="num muted">{group.before.map(|before| format::integer(before.into()))}</td>
                    <td class="num">{change}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    view! {
        <table class="table insight-table">
            <thead>
                <tr>
                    <th scope="col">{t(&words::GROUP)}</th>
                    <th class="num" scope="col">{t(&words::NOW)}</th>
                    <th class="num" scope="col">{t(&words::BEFORE)}</th>
                    <th class="num" scope="col">{t(&words::CHANGE)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

pub(super) fn sheet(answer: &OverviewAnswer) -> Vec<Vec<String>> {
    let mut rows = vec![[&words::GROUP, &words::NOW, &words::BEFORE].map(|name| t(name).to_owned()).to_vec()];
    rows.extend(stages(answer).into_iter().chain(segments(answer)).map(|group| {
        let before = group.before.map_or_else(String::new, |before| before.to_string());
        vec![group.name, group.now.to_string(), before]
    }));
    rows
}
