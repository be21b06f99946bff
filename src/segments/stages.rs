//! The life cycle as one bar: how many customers stand in each stage.

use super::figures::{share, stages};
use super::{BUYERS_MIN, list, model_line, words};
use crate::format;
use crate::i18n::{t, tf};
use crate::ui::marks::stage_label;
use leptos::prelude::*;
use protocol::SegmentsAnswer;

/// Parts below this share are too narrow, on a phone, for a number or a finger; the list below has the same link.
const TARGET_SHARE_MIN: f64 = 0.07;

/// Bar, list, what is left out, and the model behind it; or why there is no telling.
pub(super) fn life_cycle(answer: &SegmentsAnswer) -> AnyView {
    let n = format::integer(answer.stage_unknown.into());
    if answer.stages.is_empty() {
        let (n, needed) = (format::integer(answer.buyers.into()), BUYERS_MIN.to_string());
        return view! {
            <p><strong>{t(&words::STAGES_UNKNOWN_TITLE)}</strong></p>
            <p class="note">{tf(&words::STAGES_UNKNOWN, &[("needed", &needed), ("n", &n)])}</p>
        }
        .into_any();
    }
    let left_out = (answer.stage_unknown > 0)
        .then(|| view! { <p class="note">{tf(&words::STAGE_UNKNOWN_SOME, &[("n", &n)])}</p> }.into_any());
    let unpaid = (answer.unpaid_days > 0).then(|| {
        let text = tf(&words::UNPAID, &[("n", &format::integer(answer.unpaid_days.into()))]);
        view! { <p class="note">{text}</p> }.into_any()
    });
    view! {
        {bar(answer)}
        {list::stage_list(answer)}
        {left_out}
        {unpaid}
        {model_line::line(answer)}
    }
    .into_any()
}

/// The bar; each part is a link to its customers. Empty stages have no part, the list below names them.
fn bar(answer: &SegmentsAnswer) -> AnyView {
    let groups = stages(answer);
    let all = groups.iter().map(|(_, group)| group.customers).sum();
    let parts = groups.into_iter().filter(|(_, group)| group.customers > 0).map(|(stage, group)| {
        let part = share(group.customers, all);
        let count = format::integer(group.customers.into());
        let name = tf(
            &words::STAGE_PART,
            &[("stage", &stage_label(stage)), ("n", &count), ("share", &format::percent(part, 1))],
        );
        let grow = group.customers.to_string();
        if part < TARGET_SHARE_MIN {
            return view! {
                <span class="stage-part" data-stage=stage.name() style:flex-grow=grow title=name aria-hidden="true">
                    <span class="stage-share"></span>
                    <span class="stage-fill"></span>
                </span>
            }
            .into_any();
        }
        view! {
            <a
                class="stage-part"
                data-stage=stage.name()
                href=format!("customers?stage={}", stage.name())
                style:flex-grow=grow
                title=name
                on:click=crate::insight::way::afresh
            >
                <span class="visually-hidden">{stage_label(stage)} " "</span>
                <span class="stage-share">{format::percent(part, 0)}</span>
                <span class="stage-fill"></span>
            </a>
        }
        .into_any()
    });
    let parts: Vec<AnyView> = parts.collect();
    view! { <div class="stage-bar" role="group" aria-label=t(&words::STAGES_TITLE)>{parts}</div> }.into_any()
}
