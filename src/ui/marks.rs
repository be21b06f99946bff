//! Marks of meaning: stage, segment, score.

use crate::format::css_percent;
use crate::i18n::label;
use leptos::prelude::*;
use protocol::{Segment, Stage};

/// The key of a stage's label.
pub fn stage_label(stage: Stage) -> String {
    label(&format!("stage.{}", stage.name()))
}

/// The key of a segment's label.
pub fn segment_label(segment: Segment) -> String {
    label(&format!("segment.{}", segment.name()))
}

/// A stage as a dot of its colour and its name.
#[component]
pub fn StageDot(
    /// Which.
    stage: Stage,
) -> impl IntoView {
    view! {
        <span class="stage" data-stage=stage.name()>
            <span class="dot" aria-hidden="true"></span>
            {stage_label(stage)}
        </span>
    }
}

/// A segment's name as a pill.
#[component]
pub fn SegmentPill(
    /// Which.
    segment: Segment,
) -> impl IntoView {
    view! {
        <span class="pill" data-segment=segment.name()>
            {segment_label(segment)}
        </span>
    }
}

/// A share as a thin bar; the number stands beside it, so it is silent.
#[component]
pub fn ScoreBar(
    /// 0–1.
    share: f64,
) -> impl IntoView {
    let width = css_percent(share);
    view! {
        <span class="score-bar" aria-hidden="true">
            <span style:width=width></span>
        </span>
    }
}
