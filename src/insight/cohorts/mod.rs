//! Cohorts: customers by when they came, and how many of them came back at each age.

use super::frame::Whole;
use super::head::{self, Shown};
use super::rules::{self, Days};
use super::{way, words};
use crate::format;
use crate::i18n::{Msg, t, tf};
use crate::state::{Derived, Slot};
use crate::turns;
use crate::ui::chart_frame::{Draw, Sheet};
use crate::ui::{ChartFrame, erase};
use leptos::prelude::*;
use model::rule::Unit;
use model::{Day, Money, Rule};
use protocol::{Answer, CohortCell, CohortRow, CohortsAnswer, CohortsQuery, InsightAnswer, InsightQuery};
use std::sync::Arc;

/// Steps of the heat ramp.
const HEAT_STEPS: f64 = 5.0;

type Figures = Slot<Option<Arc<Answer>>>;

fn read<T>(figures: Figures, f: impl FnOnce(&CohortsAnswer) -> T) -> Option<T> {
    head::read(figures, |answer| match answer {
        InsightAnswer::Cohorts(answer) => Some(f(answer)),
        _ => None,
    })
}

/// The page.
#[component]
pub fn CohortsPage() -> impl IntoView {
    let saved = head::opened(|query| match query {
        InsightQuery::Cohorts(query) => Some((query.months, query.amount)),
        _ => None,
    });
    let (months, amount) = saved.unwrap_or((1, false));
    let (months, revenue) = (Slot::new(months), Slot::new(amount));
    let query = move |amount: bool| InsightQuery::Cohorts(CohortsQuery { months: months.get(), amount, whole: false });
    let figures: Figures = head::ask_saving(Arc::new(move || query(false)), Arc::new(move || query(revenue.get())));
    // A single buyer is a cohort.
    let now = Derived::new(move || read(figures, |answer| head::shown(answer.buyers, 1)).unwrap_or(Shown::Working));
    let body = move || match now.get() {
        Shown::Figures => charts(figures, months, revenue),
        other => head::instead(other, &words::COHORTS_EMPTY),
    };
    let line = move || read(figures, |a| head::as_of(a.as_of, a.buyers)).unwrap_or_default();
    head::page("cohorts", &words::COHORTS, line, body)
}

fn charts(figures: Figures, months: Slot<u32>, revenue: Slot<bool>) -> AnyView {
    let draw: Draw = Arc::new(move || {
        let revenue = revenue.get();
        read(figures, |answer| map(answer, answer.months, revenue)).unwrap_or_else(erase::nothing)
    });
    let sheet: Sheet = (
        "cohorts.csv",
        Arc::new(move || read(figures, |answer| rows(answer, revenue.get_untracked())).unwrap_or_default()),
    );
    let all = move || {
        let (months, amount) = (months.get_untracked(), revenue.get_untracked());
        InsightQuery::Cohorts(CohortsQuery { months, amount, whole: true })
    };
    let whole: Whole = (
        Arc::new(move |nth| (nth == 0).then(all)),
        Arc::new(move |answer| match answer {
            InsightAnswer::Cohorts(answer) => rows(answer, revenue.get_untracked()),
            _ => Vec::new(),
        }),
    );
    let periods = [("1", &words::MONTHLY), ("3", &words::QUARTERLY), ("12", &words::YEARLY)];
    let periods = periods.iter().map(|(n, name)| ((*n).to_owned(), t(name).to_owned())).collect();
    let shown = [("share", &words::RETENTION), ("amount", &words::REVENUE_PER)];
    let shown = shown.iter().map(|(key, name)| ((*key).to_owned(), t(name).to_owned())).collect();
    let selected = months.get_untracked().to_string();
    let selected_shown = if revenue.get_untracked() { "amount" } else { "share" };
    let chosen = move |n: String| {
        if let Ok(n) = n.parse() {
            months.set(n);
        }
    };
    view! {
        <div class="insight-controls">
            {head::choice(&words::PERIOD, periods, &selected, chosen)}
            {head::choice(&words::SHOWN_AS, shown, selected_shown, move |key| turns::when_seen(move || revenue.set(key == "amount")))}
        </div>
        {repeats(figures)}
        <div class="insight-charts">
            <div class="insight-wide">
                <ChartFrame title=&words::COHORTS_TITLE definition=&words::COHORTS_DEFINITION chart=draw sheet=sheet whole=whole/>
            </div>
        </div>
    }
    .into_any()
}

/// How the book reorders and how that is told, where somebody came back.
fn repeats(figures: Figures) -> AnyView {
    let line = move || read(figures, repeat).flatten();
    let draw = move || {
        let line = erase::text(move || line().unwrap_or_default());
        view! {
            <details class="why">
                <summary>{line}</summary>
                <div class="why-body">
                    <p>{t(&words::REPEAT_HOW)}</p>
                </div>
            </details>
        }
        .into_any()
    };
    erase::show(move || line().is_some(), draw).into_any()
}

/// How the book reorders, in a sentence.
fn repeat(answer: &CohortsAnswer) -> Option<String> {
    let repeat = answer.repeat?;
    let [rate, low, high] = repeat.rate.map(|share| format::percent(share, 1));
    let days = format::fixed(repeat.median_gap_days?, 0);
    let (gaps, n) = (format::integer(repeat.gaps.into()), format::fixed(repeat.frequency, 2));
    let range = repeat.median_gap_range.map_or_else(String::new, |range| {
        let [low, high] = range.map(|days| format::fixed(days, 0));
        tf(&words::COHORT_RANGE, &[("low", &low), ("high", &high)])
    });
    let told = [
        ("rate", &rate),
        ("low", &low),
        ("high", &high),
        ("gaps", &gaps),
        ("days", &days),
        ("range", &range),
        ("n", &n),
    ];
    let line = if repeat.gaps == 1 { &words::REPEAT_ONE } else { &words::REPEAT_LINE };
    Some(tf(line, &told.map(|(name, text)| (name, text.as_str()))))
}

/// What is shown of a cell: the share that ordered, or the amount a customer of the cohort.
fn figure(row: &CohortRow, cell: &CohortCell, revenue: bool) -> f64 {
    let size = f64::from(row.size.max(1));
    if revenue { cell.revenue as f64 / size } else { f64::from(cell.active) / size }
}

/// The days of the period that is `age` periods after `from`, as far as they are over.
fn days(as_of: Day, from: Day, months: u32, age: usize) -> Days {
    let moved = |by: usize| Unit::Month.moved(from, (months as usize * by) as i32);
    (moved(age), Day((moved(age + 1).0 - 1).min(as_of.0)))
}

/// What a period is called.
fn period(from: Day, months: u32) -> String {
    let iso = from.iso();
    let (year, month) = (iso.get(..4).unwrap_or(&iso), iso.get(5..7).and_then(|month| month.parse::<u32>().ok()));
    match months {
        12 => year.to_owned(),
        3 => format!("{year} Q{}", month.unwrap_or(1).div_ceil(3)),
        _ => format::month(from),
    }
}

/// The heat map; it is a table already.
fn map(answer: &CohortsAnswer, months: u32, revenue: bool) -> AnyView {
    let ages = answer.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    // The first period of a cohort is everybody; what matters is what comes after it.
    let later = answer.rows.iter().flat_map(|row| row.cells.iter().skip(1).map(move |cell| figure(row, cell, revenue)));
    let most = later.fold(0.0_f64, f64::max);
    let heads: Vec<AnyView> =
        (0..ages).map(|age| view! { <th class="num" scope="col">{age.to_string()}</th> }.into_any()).collect();
    let money = |minor: f64| format::money_short(Money { minor: minor.round() as i64, currency: answer.currency });
    // Whose first order fell in the period, and who of them ordered at an age.
    let as_of = answer.as_of;
    let who = move |from: Day| rules::first_ordered(days(as_of, from, months, 0));
    let cell = |row: &CohortRow, name: &str, age: usize| {
        let Some(cell) = row.cells.get(age).filter(|_| row.size > 0) else {
            return view! { <td></td> }.into_any();
        };
        let value = figure(row, cell, revenue);
        let shown = if revenue { money(value) } else { format::percent(value, 0) };
        let heat = if value <= 0.0 || most <= 0.0 {
            0
        } else {
            (value / most * HEAT_STEPS).ceil().clamp(1.0, HEAT_STEPS) as u32
        };
        let told = if cell.complete { &words::COHORT_CELL } else { &words::COHORT_OPEN };
        let mut told = tf(told, &[("from", name), ("age", &age.to_string()), ("value", &shown)]);
        // Everybody ordered in the period in which they came.
        let range = match revenue {
            true => cell.amount_range.map(|range| range.map(|minor| money(minor as f64))),
            false => (age > 0).then(|| cell.range.map(|share| format::percent(share, 0))),
        };
        if let Some([low, high]) = range {
            told += &tf(&words::COHORT_RANGE, &[("low", &low), ("high", &high)]);
        }
        let from = row.from;
        let rule = move || Rule::All(vec![who(from), rules::ordered(days(as_of, from, months, age))]);
        // What leads somewhere says so itself.
        let (text, title) = match cell.active {
            0 => (head::spoken(shown, told.clone()), Some(told)),
            _ => (way::customers_by(shown, &told, rule), None),
        };
        view! {
            <td class="num flow-cell" class:open=!cell.complete data-heat=heat.to_string() title=title>{text}</td>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = answer
        .rows
        .iter()
        .rev()
        .map(|row| {
            let name = period(row.from, months);
            let cells: Vec<AnyView> = (0..ages).map(|age| cell(row, &name, age)).collect();
            let told = tf(&words::COHORT_OF, &[("from", &name)]);
            let head = if row.size == 0 { name.into_any() } else { way::customers(name, &told, who(row.from)) };
            let short = |minor: i64| format::money_short(Money { minor, currency: answer.currency });
            let value = row.value.map_or_else(String::new, short);
            view! {
                <tr>
                    <th scope="row">{head}</th>
                    <td class="num muted">{format::integer(row.size.into())}</td>
                    {head::figure(value, row.value_range.map(|range| range.map(short)))}
                    {cells}
                </tr>
            }
            .into_any()
        })
        .collect();
    let cut = |words: &'static Msg, n: u32| {
        let text = || tf(words, &[("n", &format::integer(n.into()))]);
        (n > 0).then(|| view! { <p class="note">{text()}</p> }.into_any())
    };
    let (older, later) = (cut(&words::COHORT_OLDER, answer.older), cut(&words::COHORT_LATER, answer.later));
    view! {
        <div class="scroll-x" role="group" tabindex="0" aria-label=t(&words::COHORTS_TITLE)>
            <table class="table flow-table">
                <thead>
                    <tr>
                        <th scope="col">{t(&words::FIRST_ORDER)}</th>
                        <th class="num" scope="col">{t(&words::SIZE)}</th>
                        <th class="num" scope="col">{t(&words::COHORT_VALUE)}</th>
                        {heads}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {older}
        {later}
    }
    .into_any()
}

/// The heat map as a file; shares with their intervals, amounts with those of a customer.
fn rows(answer: &CohortsAnswer, revenue: bool) -> Vec<Vec<String>> {
    let ages = answer.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let mut first = [&words::FIRST_ORDER, &words::SIZE].map(|head| t(head).to_owned()).to_vec();
    first.extend(head::ranged_heads(t(&words::COHORT_VALUE)));
    for age in 0..ages {
        // Everybody ordered in the period in which they came.
        let [name, low, high] = head::ranged_heads(&age.to_string());
        first.push(name);
        first.extend([low, high].into_iter().filter(|_| age > 0 && !revenue));
        if revenue {
            first.extend(head::ranged_heads(&tf(&words::COHORT_EACH, &[("age", &age.to_string())])));
        }
    }
    let money = |minor: i64| Money { minor, currency: answer.currency }.plain();
    let line = |row: &CohortRow| {
        let mut line = vec![row.from.iso(), row.size.to_string(), row.value.map(money).unwrap_or_default()];
        line.extend(row.value_range.map_or_else(Default::default, |range| range.map(money)));
        for (age, cell) in row.cells.iter().enumerate() {
            line.push(if revenue { money(cell.revenue) } else { cell.active.to_string() });
            line.extend(head::numbers(Some(cell.range)).into_iter().filter(|_| age > 0 && !revenue));
            if revenue {
                line.push(money(figure(row, cell, revenue).round() as i64));
                line.extend(cell.amount_range.map_or_else(Default::default, |range| range.map(money)));
            }
        }
        line
    };
    std::iter::once(first).chain(answer.rows.iter().map(line)).collect()
}
