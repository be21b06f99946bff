//! The frame of a chart: title, how it is counted, and the same figures as a table.

use super::{Glyph, Icon, erase, words};
use crate::i18n::{Msg, t};
use crate::insight::frame::{self, Whole};
use crate::state::Derived;
use leptos::prelude::*;
use std::sync::Arc;

/// How a picture or a table is drawn; runs again when what it reads changes.
pub type Draw = Arc<dyn Fn() -> AnyView + Send + Sync>;

/// The figures as a file: its name, and its rows.
pub type Sheet = (&'static str, Arc<dyn Fn() -> Vec<Vec<String>> + Send + Sync>);

/// Frames a chart and its table.
#[component]
pub fn ChartFrame(
    /// What it shows.
    title: &'static Msg,
    /// What of it is shown, behind the title.
    #[prop(optional)]
    of: Option<Derived<String>>,
    /// How it is counted.
    definition: &'static Msg,
    /// The same figures as a table; without it there is no switch.
    #[prop(optional)]
    table: Option<Draw>,
    /// The same figures as a file.
    #[prop(optional)]
    sheet: Option<Sheet>,
    /// All rows of that file, where the chart has only the first of them.
    #[prop(optional)]
    whole: Option<Whole>,
    /// The chart.
    chart: Draw,
) -> impl IntoView {
    let as_table = RwSignal::new(false);
    let switch = table.is_some().then(|| {
        let content = erase::view(move || {
            let (icon, text) = match as_table.get() {
                true => (Glyph::Chart, &words::AS_CHART),
                false => (Glyph::Table, &words::AS_TABLE),
            };
            view! {
                <Icon of=icon />
                {t(text)}
            }
            .into_any()
        });
        view! {
            <button type="button" class="button quiet" on:click=move |_| as_table.update(|on| *on = !*on)>
                {content}
            </button>
        }
        .into_any()
    });
    let sheet_name = sheet.as_ref().map(|(name, _)| *name);
    let file = sheet.map(|(name, rows)| {
        view! {
            <button
                type="button"
                class="button quiet"
                title=t(&words::AS_FILE)
                on:click=move |_| match &whole {
                    Some(whole) => frame::offer_whole(name, whole.clone()),
                    None => frame::offer(name, &rows()),
                }
            >
                <Icon of=Glyph::Export />
                "CSV"
            </button>
        }
        .into_any()
    });
    let node = NodeRef::<leptos::html::Section>::new();
    let file_name = sheet_name.map_or("chart", |name| name.trim_end_matches(".csv"));
    let (picture_name, drawing_name) = (format!("{file_name}.png"), format!("{file_name}.svg"));
    let drawing = view! {
        <button
            type="button"
            class="button quiet"
            title=t(&words::AS_DRAWING)
            on:click=move |_| {
                if let Some(piece) = node.get_untracked() {
                    let of = of.map(|of| untrack(|| of.get())).unwrap_or_default();
                    super::drawing::offer(&piece, &format!("{}{of}", t(title)), t(definition), &drawing_name);
                }
            }
        >
            <Icon of=Glyph::Export />
            "SVG"
        </button>
    }
    .into_any();
    let picture = view! {
        <button
            type="button"
            class="button quiet"
            title=t(&words::AS_PICTURE)
            on:click=move |_| {
                let (piece, name) = (node.get_untracked(), picture_name.clone());
                erase::spawn(async move {
                    if let Some(piece) = piece {
                        super::picture::offer(&piece, &name).await;
                    }
                });
            }
        >
            <Icon of=Glyph::Export />
            "PNG"
        </button>
    }
    .into_any();
    let content = erase::view(move || match &table {
        Some(table) if as_table.get() => table(),
        _ => chart(),
    });
    let behind = of.map(|of| erase::text(move || of.get()));
    view! {
        <section class="chart-frame" node_ref=node>
            <header class="chart-head">
                <h2>{t(title)}{behind}</h2>
                <span class="chart-tools">
                    {switch}
                    {file}
                    {drawing}
                    {picture}
                </span>
            </header>
            <div class="chart-content">{content}</div>
            <details class="why">
                <summary>{t(&words::DEFINITION)}</summary>
                <p class="why-body">{t(definition)}</p>
            </details>
        </section>
    }
    .into_any()
}
