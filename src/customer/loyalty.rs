//! Loyalty: the score, and the points that make it, above and below an average customer.

use super::words;
use crate::format;
use crate::i18n::{Msg, t, tf};
use crate::ui::{ScoreBar, Why};
use leptos::prelude::*;
use protocol::{LoyaltyAnswer, LoyaltyFactor};

pub(super) fn loyalty(answer: LoyaltyAnswer) -> AnyView {
    let LoyaltyAnswer { score, range, baseline, factors } = answer;
    let widest = factors.iter().map(|(_, _, points)| points.abs()).fold(1.0, f64::max);
    let range = range.map(|range| {
        let [low, high] = range.map(|points| format::fixed(points, 0));
        let text = tf(&words::RANGE_95, &[("low", &low), ("high", &high)]);
        view! { <span class="muted">{text}</span> }.into_any()
    });
    let average = tf(&words::AVERAGE, &[("n", &format::fixed(baseline, 0))]);
    let formula = tf(&words::LOYALTY_FORMULA, &[("baseline", &format::fixed(baseline, 1))]);
    let factors: Vec<AnyView> = factors.into_iter().map(|factor| row(factor, widest)).collect();
    view! {
        <div class="score-part">
            <h2>{t(&words::LOYALTY)}</h2>
            <p class="score-lead">
                <strong class="big">{format::fixed(score, 0)}</strong>
                <span class="muted">{t(&words::OF_100)}</span>
                {range}
            </p>
            <ScoreBar share=score / 100.0 />
            <p class="muted">{average}</p>
            <ul class="factors">{factors}</ul>
            <Why>
                <p>{formula}</p>
                <p>{t(&words::LOYALTY_ELSEWHERE)} " " <a href="loyalty">{t(&words::LOYALTY_PAGE)}</a></p>
            </Why>
        </div>
    }
    .into_any()
}

fn row((factor, _, points): (LoyaltyFactor, f64, f64), widest: f64) -> AnyView {
    let up = points >= 0.0;
    let width = format::css_percent(points.abs() / widest / 2.0);
    let sign = match points.round() {
        0.0 => "",
        _ if up => "+",
        _ => "−",
    };
    let text = format!("{sign}{}", format::fixed(points.abs(), 0));
    view! {
        <li class="factor" class:down=!up>
            <span>{t(factor_words(factor, up))}</span>
            <span class="factor-bar" aria-hidden="true">
                <span style:width=width></span>
            </span>
            <span class="num">{text}</span>
        </li>
    }
    .into_any()
}

fn factor_words(factor: LoyaltyFactor, up: bool) -> &'static Msg {
    match (factor, up) {
        (LoyaltyFactor::Alive, true) => &words::ALIVE_UP,
        (LoyaltyFactor::Alive, false) => &words::ALIVE_DOWN,
        (LoyaltyFactor::Rate, true) => &words::RATE_UP,
        (LoyaltyFactor::Rate, false) => &words::RATE_DOWN,
        (LoyaltyFactor::Spend, true) => &words::SPEND_UP,
        (LoyaltyFactor::Spend, false) => &words::SPEND_DOWN,
        (LoyaltyFactor::Tenure, true) => &words::TENURE_UP,
        (LoyaltyFactor::Tenure, false) => &words::TENURE_DOWN,
    }
}
