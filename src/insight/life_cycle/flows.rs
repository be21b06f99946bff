//! Who moved where: a matrix of moves between month-ends.

use super::super::head;
use super::super::way::way;
use super::super::words;
use super::{Set, place_name, stage};
use crate::format;
use crate::i18n::{t, tf};
use leptos::prelude::*;
use protocol::LifeCycleAnswer;

/// Rows are never "stages that one leaves" for those who have not ordered: they come first, as they do in life.
const FROM: [usize; 6] = [6, 1, 2, 3, 4, 5];
/// Nobody goes back to not having ordered.
const TO: std::ops::Range<usize> = 1..6;
/// Steps of the heat ramp.
const HEAT_STEPS: f64 = 5.0;

/// The matrix; it is a table already.
pub(super) fn chart(answer: &LifeCycleAnswer, set: Set) -> AnyView {
    let back = set.back.get_untracked();
    let count = |from: usize, to: usize| answer.flows.get(from).map_or(0, |row| row[to]);
    let sum = |from: usize| answer.flows.get(from).map_or(0, |row| row[..6].iter().sum::<u32>());
    let heads: Vec<AnyView> = TO.map(|to| view! { <th scope="col">{place_name(stage(to))}</th> }.into_any()).collect();
    let rows: Vec<AnyView> = FROM
        .into_iter()
        .filter(|&from| sum(from) > 0)
        .map(|from| {
            let cells: Vec<AnyView> = TO
                .map(|to| {
                    let n = count(from, to);
                    let share = f64::from(n) / f64::from(sum(from).max(1));
                    let (from_name, to_name) = (place_name(stage(from)), place_name(stage(to)));
                    let shown = format::percent(share, 0);
                    let number = format::integer(n.into());
                    let told = [("from", &*from_name), ("to", &to_name), ("n", &number), ("share", &shown)];
                    let mut told = tf(&words::FLOW_CELL, &told);
                    if let Some(range) = answer.flow_ranges.get(from).map(|row| row[to]) {
                        let [low, high] = range.map(|share| format::percent(share, 0));
                        told += &tf(&words::COHORT_RANGE, &[("low", &low), ("high", &high)]);
                    }
                    // Who stayed is told of one month: of all together it would be nearly everybody, month for month.
                    let leads = n > 0 && (from != to || back.is_some());
                    let cell = match leads {
                        true => way(shown, told.clone(), move || set.pick(back, (Some(from as u8), Some(to as u8)))),
                        false if n == 0 => ().into_any(),
                        false => head::spoken(shown, told.clone()),
                    };
                    let heat = if n == 0 { 0 } else { (share * HEAT_STEPS).ceil().clamp(1.0, HEAT_STEPS) as u32 };
                    view! {
                        <td
                            class="num flow-cell"
                            class:stays=from == to
                            data-heat=heat.to_string()
                            title=told
                        >
                            {cell}
                        </td>
                    }
                    .into_any()
                })
                .collect();
            view! {
                <tr>
                    <th scope="row">{place_name(stage(from))}</th>
                    {cells}
                </tr>
            }
            .into_any()
        })
        .collect();
    view! {
        <div class="scroll-x" role="group" tabindex="0" aria-label=t(&words::FLOWS)>
            <table class="table flow-table">
                <thead>
                    <tr>
                        <th scope="col">{t(&words::FROM_TO)}</th>
                        {heads}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The matrix as a file: numbers of moves, the share of each in its row with the interval, and how long a stay in the stage of the row lasts.
pub(super) fn sheet(answer: &LifeCycleAnswer) -> Vec<Vec<String>> {
    let mut rows = vec![vec![t(&words::FROM_TO).to_owned()]];
    rows[0].extend(TO.flat_map(|to| {
        let to = place_name(stage(to));
        let [share, low, high] = head::ranged_heads(&tf(&words::FLOW_SHARE, &[("to", &to)]));
        [to, share, low, high]
    }));
    rows[0].extend(head::counted_heads(t(&words::STAY_IN_MONTHS)));
    for from in FROM {
        let mut row = vec![place_name(stage(from))];
        let (counts, ranges) = (answer.flows.get(from), answer.flow_ranges.get(from));
        let sum = counts.map_or(0, |row| row[..6].iter().sum::<u32>());
        row.extend(TO.flat_map(|to| {
            let n = counts.map_or(0, |row| row[to]);
            let share = (sum > 0).then(|| [f64::from(n) / f64::from(sum)]);
            let ([share], [low, high]) =
                (head::numbers(share), head::numbers(ranges.filter(|_| sum > 0).map(|row| row[to])));
            [n.to_string(), share, low, high]
        }));
        let stay = answer.stays.get(from).copied().flatten();
        let ([stay], [low, high]) =
            (head::numbers(stay.map(|stay| [stay])), head::numbers(answer.stay_ranges.get(from).copied().flatten()));
        let n = answer.stays_of.get(from).map_or_else(String::new, u32::to_string);
        row.extend([stay, low, high, n]);
        rows.push(row);
    }
    rows
}
