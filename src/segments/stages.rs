//! The life cycle as one bar: how many customers stand in each stage.

use super::figures::{share, stages};
use super::list::stage_name;
use super::words;
use crate::format;
use crate::i18n::{t, tf};
use leptos::prelude::*;
use protocol::SegmentsAnswer;

/// Parts below this share show no number: it would not fit.
const NUMBER_SHARE_MIN: f64 = 0.05;

/// The bar; each part is a link to its customers. Empty stages have no part, the list below names them.
pub(super) fn bar(answer: &SegmentsAnswer) -> impl IntoView + use<> {
    let groups = stages(answer);
    let all = groups.iter().map(|(_, group)| group.customers).sum();
    let parts = groups.into_iter().filter(|(_, group)| group.customers > 0).map(|(stage, group)| {
        let part = share(group.customers, all);
        let count = format::integer(group.customers.into());
        let name = tf(
            &words::STAGE_PART,
            &[("stage", &stage_name(stage)), ("n", &count), ("share", &format::percent(part, 1))],
        );
        view! {
            <a
                class="stage-part"
                data-stage=stage.name()
                href=format!("customers?stage={}", stage.name())
                style:flex-grow=group.customers.to_string()
                aria-label=name.clone()
                title=name
            >
                {(part >= NUMBER_SHARE_MIN).then(|| format::percent(part, 0))}
            </a>
        }
    });
    let parts = parts.collect_view();
    view! { <div class="stage-bar" role="group" aria-label=t(&words::STAGES_TITLE)>{parts}</div> }
}
