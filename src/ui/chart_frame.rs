//! The frame of a chart: title, how it is counted, and the same figures as a table.

use super::{Glyph, Icon, words};
use crate::i18n::t;
use leptos::prelude::*;

/// Frames a chart (`children`) and its table.
#[component]
pub fn ChartFrame(
    /// What it shows.
    #[prop(into)]
    title: Signal<String>,
    /// How it is counted.
    #[prop(into)]
    definition: Signal<String>,
    /// The same figures as a table; without it there is no switch.
    #[prop(into, optional)]
    table: Option<ViewFn>,
    /// The chart.
    children: ChildrenFn,
) -> impl IntoView {
    let as_table = RwSignal::new(false);
    let switch = table.is_some().then(|| {
        let icon = move || if as_table.get() { Glyph::Chart } else { Glyph::Table };
        let text = move || t(if as_table.get() { &words::AS_CHART } else { &words::AS_TABLE });
        view! {
            <button type="button" class="button quiet" on:click=move |_| as_table.update(|on| *on = !*on)>
                {move || view! { <Icon of=icon() /> }}
                {text}
            </button>
        }
    });
    let content = move || match &table {
        Some(table) if as_table.get() => table.run(),
        _ => children(),
    };
    view! {
        <section class="chart-frame">
            <header class="chart-head">
                <h2>{title}</h2>
                {switch}
            </header>
            <div class="chart-content">{content}</div>
            <details class="why">
                <summary>{t(&words::DEFINITION)}</summary>
                <p class="why-body">{definition}</p>
            </details>
        </section>
    }
    .into_any()
}
