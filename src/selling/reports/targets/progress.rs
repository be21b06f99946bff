//! How far everybody is: bars with the time that has passed, the order of the best, and the way to the records.

use super::super::behind::{Asked, LIMIT};
use super::super::builder::choose;
use super::super::words;
use super::{Targets, amount, definition, elsewhere, period_name, who_name};
use crate::format::{self, css_percent};
use crate::i18n::{Msg, t, tf};
use crate::state::Slot;
use crate::ui::erase;
use leptos::prelude::*;
use model::Day;
use protocol::{Pace, ReportsQuery, TargetCell, TargetRow, TargetsAnswer, TargetsOf, Who};

/// Shares that count as alike: within them one is on pace.
const ALIKE: f64 = 0.05;

/// The section of progress.
pub(super) fn progress(targets: Targets, of: TargetsOf, asked: Asked) -> AnyView {
    let at = Slot::new(targets.with_untracked(|targets| targets.as_ref().map_or(0, |targets| current(targets))));
    let periods =
        targets.with_untracked(|targets| targets.as_ref().map(|targets| targets.periods.clone())).unwrap_or_default();
    let choices =
        periods.iter().enumerate().map(|(at, (start, _))| (at.to_string(), period_name(of, *start))).collect();
    let set = move |text: String| at.set(text.parse().unwrap_or(0));
    let picker = (periods.len() > 1)
        .then(|| choose(t(&words::PERIOD_SHOWN).to_owned(), choices, at.get_untracked().to_string(), set));
    let list = erase::view(move || {
        let at = at.get();
        targets.with(|targets| targets.as_ref().map_or_else(erase::nothing, |targets| rows(targets, at, asked)))
    });
    view! {
        <section class="target-progress">
            <header class="chart-head">
                <h2>{t(&words::PROGRESS)}</h2>
                {picker}
            </header>
            {list}
            <details class="why">
                <summary>{t(&crate::ui::HOW_COUNTED)}</summary>
                <p class="why-body">{t(definition(of))} " " {t(&words::PACE_HINT)}</p>
            </details>
        </section>
    }
    .into_any()
}

/// The period of today; of another year its last one, or its first.
fn current(targets: &TargetsAnswer) -> usize {
    let today = targets.today;
    let holds = |(first, last): &(Day, Day)| (*first..=*last).contains(&today);
    let past = targets.periods.last().is_some_and(|(_, last)| *last < today);
    let last = targets.periods.len().saturating_sub(1);
    targets.periods.iter().position(holds).unwrap_or(if past { last } else { 0 })
}

fn rows(targets: &TargetsAnswer, at: usize, asked: Asked) -> AnyView {
    let Some(&(from, to)) = targets.periods.get(at) else { return erase::nothing() };
    let cell = |row: &TargetRow| row.cells.get(at).copied();
    // The company first, then teams, then people: each by the share that was reached.
    let rank = |row: &TargetRow| match row.who {
        Who::Company => 0,
        Who::Team(_) => 1,
        Who::Person(_) => 2,
        Who::Nobody => 3,
    };
    let share = |row: &TargetRow| {
        let cell = cell(row)?;
        let target = cell.target.filter(|target| *target > 0)?;
        Some(Pace::of(target, cell.reached, from, to, targets.today).reached)
    };
    let mut order: Vec<&TargetRow> = targets.rows.iter().collect();
    order.sort_by(|a, b| {
        let by_share = share(b).partial_cmp(&share(a)).unwrap_or(std::cmp::Ordering::Equal);
        let by_size = || cell(b).map(|cell| cell.reached).cmp(&cell(a).map(|cell| cell.reached));
        rank(a).cmp(&rank(b)).then(by_share).then_with(by_size)
    });
    let mut place = 0;
    let list: Vec<AnyView> = order
        .into_iter()
        .filter_map(|row| {
            let cell = cell(row)?;
            let ranked = matches!(row.who, Who::Person(_)) && cell.target.is_some();
            place += u32::from(ranked);
            Some(line(targets, row, cell, (from, to), ranked.then_some(place), asked))
        })
        .collect();
    let none = targets.rows.iter().filter_map(cell).all(|cell| cell.target.is_none());
    let note = none.then(|| view! { <p class="note">{t(&words::NO_TARGETS)}</p> }.into_any());
    let passed = Pace::of(1, 0, from, to, targets.today).passed;
    let passed = (passed > 0.0 && passed < 1.0).then(|| {
        let text = tf(&words::PASSED, &[("share", &format::percent(passed, 0))]);
        view! { <p class="note">{text}</p> }.into_any()
    });
    view! {
        {note}
        {passed}
        <ul class="target-list">{list}</ul>
        {elsewhere(targets)}
    }
    .into_any()
}

/// How somebody stands against the time that has passed.
fn state(pace: &Pace) -> (&'static str, &'static Msg) {
    match pace {
        pace if pace.reached >= 1.0 => ("good", &words::DONE),
        pace if pace.over => ("bad", &words::MISSED),
        pace if pace.reached > pace.passed + ALIKE => ("good", &words::AHEAD),
        pace if pace.reached < pace.passed - ALIKE => ("warn", &words::BEHIND_PACE),
        _ => ("plain", &words::ON_PACE),
    }
}

fn line(
    targets: &TargetsAnswer,
    row: &TargetRow,
    cell: TargetCell,
    (from, to): (Day, Day),
    rank: Option<u32>,
    asked: Asked,
) -> AnyView {
    let name = who_name(row);
    let title = tf(
        &words::RECORDS_OF,
        &[("name", &tf(&words::CELL, &[("who", &name), ("period", &period_name(targets.of, from))]))],
    );
    let query = ReportsQuery::Reached { measure: targets.of.measure, who: row.who, from, to, limit: LIMIT };
    let open = move |_| asked.set(Some((title.clone(), query.clone())));
    let reached = amount(targets, cell.reached);
    let rank =
        rank.map(|n| view! { <span class="muted num">{tf(&words::RANK, &[("n", &n.to_string())])}</span> }.into_any());
    let rest = match cell.target {
        None => {
            let text = tf(&words::WITHOUT_TARGET, &[("reached", &reached)]);
            view! { <span class="target-figures muted">{text}</span> }.into_any()
        }
        Some(target) => {
            let pace = Pace::of(target, cell.reached, from, to, targets.today);
            let (look, text) = state(&pace);
            let started = pace.passed > 0.0;
            let derived = cell.derived.then(|| view! { <span class="muted">{t(&words::DERIVED)}</span> }.into_any());
            let figures = tf(&words::OF_TARGET, &[("reached", &reached), ("target", &amount(targets, target))]);
            let share = format::percent(pace.reached, 0);
            let likely = pace.projected.filter(|_| started && pace.passed < 1.0).map(|n| {
                let text = tf(&words::LIKELY, &[("projected", &amount(targets, n))]);
                view! { <span class="muted">{text}</span> }.into_any()
            });
            let told =
                started.then(|| view! { <span class="target-state" data-state=look>{t(text)}</span> }.into_any());
            let mark = (started && pace.passed < 1.0).then(|| {
                view! { <span class="target-passed" style:inset-inline-start=css_percent(pace.passed)></span> }
                    .into_any()
            });
            view! {
                <span class="target-figures">
                    <span class="num">{figures}</span>
                    {derived}
                    <strong class="num">{share}</strong>
                    {told}
                    {likely}
                </span>
                <span class="target-bar" data-state=look aria-hidden="true">
                    <span class="target-reached" style:width=css_percent(pace.reached)></span>
                    {mark}
                </span>
            }
            .into_any()
        }
    };
    view! {
        <li class="target-line" data-whole=matches!(row.who, Who::Company).to_string()>
            <span class="target-who">
                {rank}
                <button type="button" class="report-link" on:click=open>{name}</button>
            </span>
            {rest}
        </li>
    }
    .into_any()
}
