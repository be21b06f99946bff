//! How far opportunities come: the funnel, how many are won, how fast.

use super::board::hue;
use super::desk::{Asked, Desk, ask, read};
use super::sheet::{self, Behind};
use super::words;
use crate::fields;
use crate::format;
use crate::i18n::{t, tf};
use crate::state::{Derived, Slot};
use crate::ui::chart_frame::{Draw, Sheet};
use crate::ui::field::today;
use crate::ui::{ChartFrame, EmptyState, Skeleton, erase};
use leptos::prelude::*;
use model::{Day, Decimal, options};
use protocol::deals::{DealsBehind, FunnelAnswer, FunnelStep};
use protocol::{DealsAnswer, DealsQuery};
use std::sync::Arc;

fn told(answer: Asked) -> Option<FunnelAnswer> {
    read(answer, |answer| match answer {
        DealsAnswer::Funnel(answer) => Some(answer.clone()),
        _ => None,
    })
}

/// The view.
pub(super) fn funnel(desk: Desk) -> AnyView {
    let days = Slot::new(365_u32);
    let since = Derived::new(move || match days.get() {
        0 => None,
        n => Some(Day(today().0 - n as i32)),
    });
    let answer = ask(move || Some(DealsQuery::Funnel { scope: desk.scope()?, since: since.get() }));
    let behind = Behind::new();
    let of = Derived::new(move || desk.of_pipeline());
    let state = Derived::new(move || told(answer).map(|told| told.opened == 0));
    let content = erase::view(move || match state.get() {
        None => view! { <Skeleton lines=8 /> }.into_any(),
        Some(true) => view! {
            <EmptyState title=t(&words::NOTHING_OPENED) text=erase::text(|| t(&words::NOTHING_OPENED_TEXT).to_owned())>
                <a class="button" href="deals">{t(&words::BOARD)}</a>
            </EmptyState>
        }
        .into_any(),
        Some(false) => {
            let draw: Draw =
                Arc::new(move || told(answer).map_or_else(erase::nothing, |told| drawn(&told, behind, since)));
            let file: Sheet =
                ("funnel.csv", Arc::new(move || told(answer).map(|told| rows(&told)).unwrap_or_default()));
            view! { <ChartFrame title=&words::FUNNEL_TITLE of=of definition=&words::FUNNEL_DEFINITION chart=draw sheet=file /> }
                .into_any()
        }
    });
    view! {
        <div class="deals-figures">
            {period(days)}
            {content}
        </div>
        {sheet::dialog(desk, behind)}
    }
    .into_any()
}

fn period(days: Slot<u32>) -> AnyView {
    let options = [(90, &words::DAYS_90), (365, &words::DAYS_365), (0, &words::EVER)];
    let option = |(n, name): (u32, &'static crate::i18n::Msg)| {
        let is = n == days.get_untracked();
        view! { <option value=n.to_string() prop:selected=is>{t(name)}</option> }.into_any()
    };
    let options: Vec<AnyView> = options.into_iter().map(option).collect();
    let chosen = move |event: leptos::ev::Targeted<web_sys::Event, web_sys::HtmlSelectElement>| {
        if let Ok(n) = event.target().value().parse() {
            days.set(n);
        }
    };
    view! {
        <label class="insight-choice">
            <span>{t(&words::OPENED_IN)}</span>
            <select class="input" on:change:target=chosen>{options}</select>
        </label>
    }
    .into_any()
}

fn days_said(days: Option<f64>) -> String {
    days.map_or(t(&words::UNKNOWN).to_owned(), format::number)
}

fn typed(step: &FunnelStep) -> String {
    format::percent(step.typed.0 as f64 / (100 * Decimal::ONE) as f64, 0)
}

fn drawn(told: &FunnelAnswer, behind: Behind, since: Derived<Option<Day>>) -> AnyView {
    let since = since.get_untracked();
    let rows: Vec<AnyView> = told.steps.iter().map(|step| line(step, behind, since)).collect();
    let head = |name: &'static crate::i18n::Msg| view! { <th class="num" scope="col">{t(name)}</th> }.into_any();
    view! {
        {figures(told, behind, since)}
        <div class="scroll-x" role="group" tabindex="0" aria-label=t(&words::FUNNEL_TITLE)>
            <table class="table insight-table funnel-table">
                <thead>
                    <tr>
                        <th scope="col">{t(&words::STAGE)}</th>
                        {head(&words::REACHED)}
                        {head(&words::CONVERSION)}
                        {head(&words::MEDIAN)}
                        {head(&words::TYPED)}
                        {head(&words::HISTORY)}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {reasons(told, behind, since)}
    }
    .into_any()
}

fn line(step: &FunnelStep, behind: Behind, since: Option<Day>) -> AnyView {
    let width = format::css_percent(step.cumulative.unwrap_or(0.0));
    let range = step.between.map(|(low, high)| format!("{} – {}", format::percent(low, 0), format::percent(high, 0)));
    let share = step.step.map(|share| format::percent(share, 0));
    let number =
        behind.number(format::integer(step.reached.into()), &step.name, since, DealsBehind::Reached(step.stage));
    view! {
        <tr>
            <th scope="row">
                {step.name.clone()}
                <span class="funnel-bar" data-hue=hue(step.colour) aria-hidden="true"><span style:width=width></span></span>
            </th>
            <td class="num">{number}</td>
            <td class="num">{share} " " <span class="muted">{range}</span></td>
            <td class="num">{days_said(step.median_days)}</td>
            <td class="num">{typed(step)}</td>
            <td class="num">{format::percent(step.history, 0)}</td>
        </tr>
    }
    .into_any()
}

fn figures(told: &FunnelAnswer, behind: Behind, since: Option<Day>) -> AnyView {
    let percent = |share: f64| format::percent(share, 0);
    let rate = told.win_rate.map_or(t(&words::UNKNOWN).to_owned(), |(rate, low, high)| {
        tf(&words::WIN_RATE_SAID, &[("rate", &percent(rate)), ("low", &percent(low)), ("high", &percent(high))])
    });
    let cycle = told.cycle_days.map_or(t(&words::UNKNOWN).to_owned(), |days| {
        tf(&words::CYCLE_SAID, &[("n", &format::integer(days.round() as u64))])
    });
    let velocity = match told.velocity.is_empty() {
        true => t(&words::UNKNOWN).to_owned(),
        false => told.velocity.iter().map(|money| format::money_whole(*money)).collect::<Vec<_>>().join(" · "),
    };
    let counted = |n: u32, name: &'static crate::i18n::Msg, which: DealsBehind| {
        let number = behind.number(format::integer(n.into()), t(name), since, which);
        view! { <div><dt>{t(name)}</dt><dd>{number}</dd></div> }.into_any()
    };
    let said = |name: &'static crate::i18n::Msg, text: String, known: bool, which: DealsBehind| {
        let number = if known { behind.number(text, t(name), since, which) } else { text.into_any() };
        view! { <div><dt>{t(name)}</dt><dd>{number}</dd></div> }.into_any()
    };
    view! {
        <dl class="deal-figures">
            {counted(told.open, &words::OPEN, DealsBehind::Open)}
            {counted(told.won, &words::WON, DealsBehind::Won)}
            {counted(told.lost, &words::LOST, DealsBehind::Lost)}
            {said(&words::WIN_RATE, rate, told.win_rate.is_some(), DealsBehind::Ended)}
            {said(&words::CYCLE, cycle, told.cycle_days.is_some(), DealsBehind::Won)}
            {said(&words::VELOCITY, velocity, !told.velocity.is_empty(), DealsBehind::Open)}
        </dl>
    }
    .into_any()
}

fn reasons(told: &FunnelAnswer, behind: Behind, since: Option<Day>) -> Option<AnyView> {
    if told.reasons.is_empty() {
        return None;
    }
    let row = |(reason, n): &(Option<model::OptionId>, u32)| {
        let name = reason.map_or(t(&words::NO_REASON).to_owned(), |id| fields::choice(&options::LOST_REASON, id).label);
        let width = format::css_percent(f64::from(*n) / f64::from(told.lost.max(1)));
        view! {
            <li>
                <span>{name.clone()}</span>
                <span class="num">
                    {behind.number(format::integer((*n).into()), &name, since, DealsBehind::LostFor(*reason))}
                </span>
                <span class="funnel-bar" data-hue="red" aria-hidden="true"><span style:width=width></span></span>
            </li>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = told.reasons.iter().map(row).collect();
    let view = view! {
        <h3 class="insight-sub">{t(&words::REASONS)}</h3>
        <ul class="lost-reasons">{rows}</ul>
    };
    Some(view.into_any())
}

fn rows(told: &FunnelAnswer) -> Vec<Vec<String>> {
    let head = [&words::STAGE, &words::REACHED, &words::CONVERSION, &words::MEDIAN, &words::TYPED, &words::HISTORY];
    let mut rows = vec![head.map(|name| t(name).to_owned()).to_vec()];
    rows.extend(told.steps.iter().map(|step| {
        let share = |share: Option<f64>| share.map_or(String::new(), |share| format::percent(share, 1));
        let days = step.median_days.map_or(String::new(), |days| format::fixed(days, 1));
        vec![
            step.name.clone(),
            step.reached.to_string(),
            share(step.step),
            days,
            typed(step),
            share(Some(step.history)),
        ]
    }));
    rows
}
