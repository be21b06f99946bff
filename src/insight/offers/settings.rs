//! What is set on the page: limits of the rules, how customers are grouped, which product is looked at.

use super::super::head;
use super::{Asked, ROWS_MAX, words};
use crate::format;
use crate::i18n::{t, tf};
use crate::state::Slot;
use crate::ui::erase;
use leptos::prelude::*;
use model::RecordId;
use protocol::{InsightQuery, OfferGroups, RulesQuery};

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
    /// By what next products are told.
    pub by: Slot<OfferGroups>,
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
            by: Slot::new(saved.as_ref().map(|saved| saved.by).unwrap_or_default()),
            product: Slot::new(saved.and_then(|saved| saved.product)),
        }
    }

    /// What the rules depend on; reactive.
    pub fn query(self) -> RulesQuery {
        RulesQuery {
            support_ppm: support_of(self.support.get()),
            confidence_percent: self.confidence.get(),
            least_products: self.least.get(),
            limit: ROWS_MAX,
            ..RulesQuery::default()
        }
    }

    /// All of it.
    pub fn whole(self) -> RulesQuery {
        RulesQuery { by: self.by.get(), product: self.product.get(), ..self.query() }
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
    use OfferGroups::{Segment, Stage, View};
    let all = [(Stage, &words::BY_STAGE), (Segment, &words::BY_SEGMENT), (View, &words::BY_VIEW)];
    let options = (0..).zip(all).map(|(n, (_, name)): (u8, _)| (n.to_string(), t(name).to_owned())).collect();
    let selected = (set.by.get_untracked() as u8).to_string();
    let chosen = move |n: String| {
        if let Some((by, _)) = n.parse().ok().and_then(|n: usize| all.get(n)) {
            set.by.set(*by);
        }
    };
    view! {
        <div class="insight-controls">
            {head::choice(&words::BY, options, &selected, chosen)}
        </div>
    }
    .into_any()
}
