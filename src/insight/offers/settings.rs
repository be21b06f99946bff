//! What is set on the page: limits of the rules, how customers are grouped, which product is looked at.

use super::super::head;
use super::{Asked, words};
use crate::format;
use crate::i18n::{t, tf};
use crate::state::Slot;
use crate::ui::erase;
use leptos::prelude::*;
use model::RecordId;
use protocol::{InsightQuery, RulesQuery};

/// Supports that can be chosen, millionths; the fifth at first.
const SUPPORTS: [u32; 9] = [100, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000];
const SUPPORT: u32 = 4;
/// Confidence at first, and how far the slider goes, per cent.
const CONFIDENCE: u32 = 10;
const CONFIDENCE_RANGE: (u32, u32) = (1, 95);

/// What is set.
#[derive(Clone, Copy)]
pub(super) struct Set {
    /// Which of the supports.
    support: Slot<u32>,
    confidence: Slot<u32>,
    least: Slot<u32>,
    /// By segment instead of by stage.
    pub by_segment: Slot<bool>,
    /// The product looked at, if one was chosen.
    pub product: Slot<Option<RecordId>>,
}

impl Set {
    pub fn new() -> Set {
        let saved = head::opened(|query| match query {
            InsightQuery::Rules(query) => Some(query.clone()),
            _ => None,
        });
        let support = saved.as_ref().and_then(|saved| SUPPORTS.iter().position(|ppm| *ppm == saved.support_ppm));
        Set {
            support: Slot::new(support.map_or(SUPPORT, |at| at as u32)),
            confidence: Slot::new(saved.as_ref().map_or(CONFIDENCE, |saved| saved.confidence_percent)),
            least: Slot::new(saved.as_ref().map_or(2, |saved| saved.least_products)),
            by_segment: Slot::new(saved.is_some_and(|saved| saved.by_segment)),
            product: Slot::new(None),
        }
    }

    /// Reactive.
    pub fn query(self) -> RulesQuery {
        super::query(support_of(self.support.get()), self.confidence.get(), self.least.get())
    }
}

fn support_of(at: u32) -> u32 {
    SUPPORTS.get(at as usize).copied().unwrap_or(SUPPORTS[SUPPORT as usize])
}

/// A share of millionths: "0.05%", "2%".
fn share(ppm: u32) -> String {
    let digits = if ppm.is_multiple_of(10_000) {
        0
    } else if ppm.is_multiple_of(1_000) {
        1
    } else {
        2
    };
    format::percent(f64::from(ppm) / 1e6, digits)
}

/// The limits of the rules.
pub(super) fn of_rules(asked: Asked, set: Set) -> AnyView {
    let support_share = move || share(support_of(set.support.get()));
    let support = erase::text(move || {
        let share = support_share();
        match asked.rules(|answer| answer.least) {
            Some(n) => tf(&words::SUPPORT_SAID, &[("share", &share), ("n", &format::integer(n.into()))]),
            None => tf(&words::SUPPORT_SHARE, &[("share", &share)]),
        }
    });
    let confidence_share = move || format::percent(f64::from(set.confidence.get()) / 100.0, 0);
    let confidence = erase::text(move || tf(&words::CONFIDENCE_SAID, &[("share", &confidence_share())]));
    let options = [2, 3, 4].map(|n: u32| (n.to_string(), tf(&words::AT_LEAST, &[("n", &n.to_string())])));
    let least = set.least.get_untracked().to_string();
    let chosen = move |n: String| {
        if let Ok(n) = n.parse() {
            set.least.set(n);
        }
    };
    let most = SUPPORTS.len() as u32 - 1;
    view! {
        <div class="insight-controls">
            {slider(support, erase::text(support_share), (0, most), set.support)}
            {slider(confidence, erase::text(confidence_share), CONFIDENCE_RANGE, set.confidence)}
            {head::choice(&words::PRODUCTS_OF_RULE, options.to_vec(), &least, chosen)}
        </div>
    }
    .into_any()
}

/// `said` is its name with the value, `value_said` the value alone.
fn slider(
    said: erase::Reactive<String>,
    value_said: erase::Reactive<String>,
    (least, most): (u32, u32),
    value: Slot<u32>,
) -> AnyView {
    view! {
        <label class="insight-choice">
            <span>{said}</span>
            <input
                type="range"
                min=least.to_string()
                max=most.to_string()
                step="1"
                aria-valuetext=value_said
                prop:value=value.get_untracked().to_string()
                on:change:target=move |event| {
                    if let Ok(n) = event.target().value().parse() {
                        value.set(n);
                    }
                }
            />
        </label>
    }
    .into_any()
}

/// How customers are grouped.
pub(super) fn of_groups(set: Set) -> AnyView {
    let options = [("stage", &words::BY_STAGE), ("segment", &words::BY_SEGMENT)];
    let options = options.iter().map(|(key, name)| ((*key).to_owned(), t(name).to_owned())).collect();
    let selected = if set.by_segment.get_untracked() { "segment" } else { "stage" };
    view! {
        <div class="insight-controls">
            {head::choice(&words::BY, options, selected, move |key| set.by_segment.set(key == "segment"))}
        </div>
    }
    .into_any()
}
