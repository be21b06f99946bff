//! The three layers, the weights between them, and how many buyers have how many points.

use super::super::head;
use super::{Figures, LAYERS, Set, read, way, words};
use crate::data;
use crate::format;
use crate::i18n::{t, tf};
use crate::state::Slot;
use crate::ui::{button, erase};
use leptos::prelude::*;
use model::schema::{THE_SETTINGS, setting};
use model::{Decimal, Value};
use protocol::{LoyalListed, LoyaltyPageAnswer, Request};

pub(super) fn chart(answer: &LoyaltyPageAnswer, set: Set) -> AnyView {
    if answer.scored == 0 {
        return view! { <p>{t(&words::LINE_NONE)}</p> }.into_any();
    }
    let points = |n: f64| format::fixed(n, 1);
    let mean = head::with_range(points(answer.mean), answer.mean_range.map(|range| range.map(points)));
    let n = format::integer(answer.scored.into());
    let coverage = format::percent(answer.coverage, 0);
    let line = tf(&words::LINE, &[("mean", &mean), ("n", &n), ("coverage", &coverage)]);
    let was = (answer.weights != answer.kept).then(|| {
        let mean = format::fixed(answer.mean_kept, 1);
        view! { <p class="note">{tf(&words::LINE_WAS, &[("mean", &mean)])}</p> }.into_any()
    });
    let rows: Vec<AnyView> = (0..3)
        .map(|layer| {
            let ((n, mean), range) = (answer.layers[layer], answer.layer_ranges[layer]);
            view! {
                <tr>
                    <th scope="row">{t(LAYERS[layer])}</th>
                    <td class="num">{answer.weights[layer].to_string()}</td>
                    <td class="num">{way(n, t(LAYERS[layer]), set, LoyalListed::Layer(layer as u8))}</td>
                    {head::figure(mean.map_or_else(String::new, points), range.map(|range| range.map(points)))}
                </tr>
            }
            .into_any()
        })
        .collect();
    view! {
        <p><strong>{line}</strong></p>
        {was}
        <table class="table insight-table">
            <thead>
                <tr>
                    <th scope="col">{t(&words::LAYER)}</th>
                    <th class="num" scope="col">{t(&words::WEIGHT)}</th>
                    <th class="num" scope="col">{t(&words::OBSERVED)}</th>
                    <th class="num" scope="col">{t(&words::MEAN)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        {tens(answer, set)}
    }
    .into_any()
}

/// Buyers by tens of points, as columns that lead to them.
fn tens(answer: &LoyaltyPageAnswer, set: Set) -> AnyView {
    let most = answer.tens.iter().copied().max().unwrap_or(0).max(1);
    let columns: Vec<AnyView> = (0..10)
        .map(|ten| {
            let n = answer.tens[ten];
            let (from, to) = ((ten * 10).to_string(), (ten * 10 + 10).to_string());
            let told = tf(&words::TEN, &[("from", &from), ("to", &to), ("n", &format::integer(n.into()))]);
            view! {
                <button
                    type="button"
                    class="stage-column"
                    title=told.clone()
                    aria-label=told
                    disabled=n == 0
                    on:click=move |_| set.pick(LoyalListed::Ten(ten as u8))
                >
                    <span class="stage-space" style:flex-grow=(most - n).to_string()></span>
                    <span class="plain-slice" style:flex-grow=n.to_string()></span>
                </button>
            }
            .into_any()
        })
        .collect();
    view! {
        <h3 class="insight-sub">{t(&words::TENS)}</h3>
        <div class="stage-columns small" role="group" aria-label=t(&words::TENS)>{columns}</div>
        <p class="stage-axis note" aria-hidden="true"><span>"0"</span><span>"100"</span></p>
    }
    .into_any()
}

/// The sliders: what is set is tried at once, and kept when one says so.
pub(super) fn weights(figures: Figures, tried: Slot<Option<[u32; 3]>>) -> AnyView {
    let kept = move || read(figures, |answer| answer.kept);
    // Where the hand is, before it lets go: then the figures are asked for.
    let held = Slot::new(None::<[u32; 3]>);
    let now = move || held.get().or_else(|| tried.get()).or_else(kept).unwrap_or_default();
    let moved = move |layer: usize, typed: String| {
        let mut all = untrack(now);
        all[layer] = typed.parse().ok()?;
        Some(all)
    };
    let slider = move |layer: usize| {
        let said = erase::text(move || format!("{} {}", t(LAYERS[layer]), now()[layer]));
        let value = erase::text(move || now()[layer].to_string());
        view! {
            <label class="insight-choice">
                <span>{said}</span>
                <input
                    type="range"
                    min="0"
                    max="100"
                    step="5"
                    aria-label=t(LAYERS[layer])
                    prop:value=value
                    on:input:target=move |event| held.set(moved(layer, event.target().value()))
                    on:change:target=move |event| {
                        if let Some(all) = moved(layer, event.target().value()) {
                            tried.set(Some(all));
                        }
                        held.set(None);
                    }
                />
            </label>
        }
        .into_any()
    };
    let buttons = erase::maybe(move || {
        let was = kept();
        let weights = tried.get().filter(|weights| was != Some(*weights))?;
        let keep = button("button primary", &words::KEEP, move || {
            keep(weights, was);
            tried.set(None);
        });
        let back = button("button quiet", &words::BACK, move || tried.set(None));
        Some(view! { <span class="insight-pair">{keep} {back}</span> }.into_any())
    });
    view! { <div class="insight-controls">{slider(0)} {slider(1)} {slider(2)} {buttons}</div> }.into_any()
}

/// Writes those that are not as they were.
fn keep(weights: [u32; 3], was: Option<[u32; 3]>) {
    let keys = [setting::WEIGHT_BEHAVIOURAL.id, setting::WEIGHT_AFFECTIVE.id, setting::WEIGHT_COGNITIVE.id];
    let number = |n: u32| Value::Number(Decimal(i64::from(n) * Decimal::ONE));
    let moved = (0..3).filter(|&layer| was.is_none_or(|was| was[layer] != weights[layer]));
    let fields = moved.map(|layer| (keys[layer], number(weights[layer]))).collect();
    data::act(Request::EditFields { collection: setting::ID, record: THE_SETTINGS, fields });
}

pub(super) fn sheet(answer: &LoyaltyPageAnswer) -> Vec<Vec<String>> {
    let mut first = [&words::LAYER, &words::WEIGHT, &words::OBSERVED].map(|name| t(name).to_owned()).to_vec();
    first.extend(head::ranged_heads(t(&words::MEAN)));
    let mut rows = vec![first];
    let plain = |mean: Option<f64>| mean.map_or_else(String::new, |mean| format!("{mean:.2}"));
    rows.extend((0..3).map(|layer| {
        let (n, mean) = answer.layers[layer];
        let [low, high] = head::numbers(answer.layer_ranges[layer]);
        vec![t(LAYERS[layer]).to_owned(), answer.weights[layer].to_string(), n.to_string(), plain(mean), low, high]
    }));
    let all: u32 = answer.weights.iter().sum();
    let mean = (answer.scored > 0).then_some(answer.mean);
    let [low, high] = head::numbers(answer.mean_range);
    let scored = answer.scored.to_string();
    rows.push(vec![t(&words::ALL_THREE).to_owned(), all.to_string(), scored, plain(mean), low, high]);
    rows.push(vec![t(&words::POINTS).to_owned(), t(&words::BUYERS).to_owned()]);
    rows.extend((0..10).map(|ten| vec![format!("{}–{}", ten * 10, ten * 10 + 10), answer.tens[ten].to_string()]));
    rows
}
