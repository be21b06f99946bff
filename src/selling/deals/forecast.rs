//! What is to come, by month and category, with how sure it is.

use super::desk::{Asked, Desk, ask, read};
use super::sheet::{self, Behind};
use super::words;
use crate::fields;
use crate::format;
use crate::i18n::{label, t, tf};
use crate::state::Derived;
use crate::ui::chart_frame::{Draw, Sheet};
use crate::ui::{ChartFrame, EmptyState, Skeleton, erase};
use leptos::prelude::*;
use model::{Currency, Money, OptionId, options};
use protocol::deals::{DealsBehind, ForecastAnswer, ForecastOf, ForecastRow, ForecastWhen};
use protocol::{DealsAnswer, DealsQuery};
use std::sync::Arc;

fn told(answer: Asked) -> Option<ForecastAnswer> {
    read(answer, |answer| match answer {
        DealsAnswer::Forecast(answer) => Some(answer.clone()),
        _ => None,
    })
}

/// The view.
pub(super) fn forecast(desk: Desk) -> AnyView {
    let answer = ask(move || Some(DealsQuery::Forecast(desk.scope()?)));
    let behind = Behind::new();
    let of = Derived::new(move || desk.of_pipeline());
    let state = Derived::new(move || told(answer).map(|told| told.currencies.is_empty()));
    let content = erase::view(move || match state.get() {
        None => view! { <Skeleton lines=8 /> }.into_any(),
        Some(true) => view! {
            <EmptyState title=t(&words::NOTHING_OPEN) text=erase::text(|| t(&words::NOTHING_OPEN_TEXT).to_owned())>
                <a class="button" href="deals">{t(&words::BOARD)}</a>
            </EmptyState>
        }
        .into_any(),
        Some(false) => {
            let draw: Draw = Arc::new(move || drawn(answer, behind));
            let file: Sheet =
                ("forecast.csv", Arc::new(move || told(answer).map(|told| rows(&told)).unwrap_or_default()));
            view! { <ChartFrame title=&words::FORECAST_TITLE of=of definition=&words::FORECAST_DEFINITION chart=draw sheet=file /> }
                .into_any()
        }
    });
    view! {
        <div class="deals-figures">{content}</div>
        {sheet::dialog(desk, behind)}
    }
    .into_any()
}

/// When, in words.
fn when(when: ForecastWhen) -> String {
    match when {
        ForecastWhen::Overdue => t(&words::WHEN_OVERDUE).to_owned(),
        ForecastWhen::Undated => t(&words::WHEN_UNDATED).to_owned(),
        ForecastWhen::Total => t(&words::WHEN_TOTAL).to_owned(),
        ForecastWhen::Month(day) => format::month(day),
    }
}

fn category(id: OptionId) -> String {
    fields::choice(&options::FORECAST_CATEGORY, id).label
}

fn drawn(answer: Asked, behind: Behind) -> AnyView {
    let Some(told) = told(answer) else { return erase::nothing() };
    let tables: Vec<AnyView> = told.currencies.iter().map(|of| table(of, &told.categories, behind)).collect();
    let without = (told.without_amount > 0).then(|| {
        let n = format::integer(told.without_amount.into());
        view! { <p class="note">{tf(&words::WITHOUT_AMOUNT, &[("n", &n)])}</p> }.into_any()
    });
    view! {
        {tables}
        {without}
    }
    .into_any()
}

fn table(of: &ForecastOf, categories: &[OptionId], behind: Behind) -> AnyView {
    let most = of.rows.iter().filter(|row| row.when != ForecastWhen::Total).map(|row| row.all.total.max(row.between.1));
    let most = most.max().unwrap_or(0).max(1);
    let rows: Vec<AnyView> = of.rows.iter().map(|row| line(of.currency, row, categories, behind, most)).collect();
    let head = |name: String| view! { <th class="num" scope="col">{name}</th> }.into_any();
    let heads: Vec<AnyView> = categories.iter().map(|id| head(category(*id))).collect();
    view! {
        <div class="scroll-x" role="group" tabindex="0" aria-label=format!("{} {}", t(&words::FORECAST_TITLE), of.currency.code())>
            <table class="table insight-table forecast-table">
                <thead>
                    <tr>
                        <th scope="col">{t(&words::MONTH)}</th>
                        {heads}
                        {head(t(&words::AMOUNT).to_owned())}
                        {head(t(&words::WEIGHTED_HEAD).to_owned())}
                        {head(t(&words::BETWEEN).to_owned())}
                        {head(t(&words::WON_ALREADY).to_owned())}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn line(currency: Currency, row: &ForecastRow, categories: &[OptionId], behind: Behind, most: i64) -> AnyView {
    let money = |minor: i64| format::money_whole(Money { minor, currency });
    let name = when(row.when);
    let cell = |minor: i64, count: u32, of: Option<OptionId>| match count {
        0 => view! { <td class="num muted">"—"</td> }.into_any(),
        _ => {
            let of_name = format!("{name} {}", of.map(category).unwrap_or_default());
            let number = behind.number(money(minor), &of_name, None, DealsBehind::Expected(row.when, currency, of));
            view! { <td class="num">{number}</td> }.into_any()
        }
    };
    let by: Vec<AnyView> =
        categories.iter().zip(&row.by).map(|(id, told)| cell(told.total, told.count, Some(*id))).collect();
    let share = |minor: i64| format::css_percent(minor.max(0) as f64 / most as f64);
    let (low, high) = row.between;
    let bar = (row.when != ForecastWhen::Total && row.all.count > 0).then(|| {
        let width = format::css_percent((high.max(0) - low.max(0)) as f64 / most as f64);
        view! {
            <span class="forecast-bar" aria-hidden="true">
                <span class="forecast-range" style:left=share(low) style:width=width></span>
                <span class="forecast-point" style:left=share(row.all.weighted)></span>
            </span>
        }
        .into_any()
    });
    let between = (row.all.count > 0).then(|| format!("{} – {}", money(low), money(high)));
    let deviation = (row.all.count > 0).then(|| tf(&words::DEVIATION, &[("amount", &money(row.deviation))]));
    let won = (row.won != 0).then(|| {
        let of_name = format!("{name} {}", t(&words::WON_ALREADY));
        behind.number(money(row.won), &of_name, None, DealsBehind::WonIn(row.when, currency))
    });
    let weighted = match row.all.count {
        0 => money(row.all.weighted).into_any(),
        _ => {
            let of_name = format!("{name} {}", t(&words::WEIGHTED_HEAD));
            behind.number(money(row.all.weighted), &of_name, None, DealsBehind::Expected(row.when, currency, None))
        }
    };
    view! {
        <tr class:total=row.when == ForecastWhen::Total>
            <th scope="row">{name.clone()}</th>
            {by}
            {cell(row.all.total, row.all.count, None)}
            <td class="num"><strong>{weighted}</strong> <span class="muted">{deviation}</span></td>
            <td class="num">{between} {bar}</td>
            <td class="num">{won}</td>
        </tr>
    }
    .into_any()
}

fn rows(told: &ForecastAnswer) -> Vec<Vec<String>> {
    let plain = |minor: i64, currency: Currency| Money { minor, currency }.plain();
    let mut head = vec![t(&words::MONTH).to_owned(), label("setting.currency")];
    head.extend(told.categories.iter().map(|id| category(*id)));
    let more = [&words::AMOUNT, &words::WEIGHTED_HEAD, &words::BETWEEN, &words::BETWEEN, &words::WON_ALREADY];
    head.extend(more.map(|name| t(name).to_owned()));
    let mut all = vec![head];
    for of in &told.currencies {
        all.extend(of.rows.iter().map(|row| {
            let mut line = vec![when(row.when), of.currency.code().to_owned()];
            line.extend(row.by.iter().map(|cell| plain(cell.total, of.currency)));
            let more = [row.all.total, row.all.weighted, row.between.0, row.between.1, row.won];
            line.extend(more.map(|minor| plain(minor, of.currency)));
            line
        }));
    }
    all
}
