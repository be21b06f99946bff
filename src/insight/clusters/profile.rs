//! Clusters side by side: how many, how much of the amount, and the mean of each figure.

use super::super::head;
use super::super::words as pages;
use super::fields;
use super::words;
use crate::format;
use crate::i18n::{t, tf};
use leptos::prelude::*;
use protocol::{ClusterField, ClusterRow, ClustersAnswer};

/// Steps of the heat ramp, and deviations from the mean of all at its ends.
const HEAT_STEPS: f64 = 5.0;
const HEAT_ENDS: f64 = 1.5;

/// Dark is high.
fn heat(away: f64) -> u32 {
    (((away + HEAT_ENDS) / (2.0 * HEAT_ENDS)) * HEAT_STEPS).round().clamp(0.0, HEAT_STEPS) as u32
}

/// Their part of all customers in clusters.
pub(super) fn share(row: &ClusterRow, answer: &ClustersAnswer) -> f64 {
    f64::from(row.size) / f64::from(answer.n.max(1))
}

/// The table, with sizes as bars.
pub(super) fn table(answer: &ClustersAnswer) -> AnyView {
    let heads: Vec<AnyView> = answer
        .fields
        .iter()
        .map(|field| view! { <th class="num" scope="col">{t(fields::label(*field))}</th> }.into_any())
        .collect();
    let names = fields::names(answer);
    let rows: Vec<AnyView> = answer.clusters.iter().zip(&names).map(|(row, name)| line(row, name, answer)).collect();
    let of_all: Vec<AnyView> = answer
        .fields
        .iter()
        .zip(&answer.means)
        .zip(&answer.ranges)
        .map(|((field, mean), range)| {
            let shown = |value: f64| fields::shown(*field, value, answer.currency);
            head::figure(shown(*mean), range.map(|range| range.map(shown)))
        })
        .collect();
    view! {
        <div class="scroll-x" role="group" tabindex="0" aria-label=t(&words::TITLE)>
            <table class="table flow-table cluster-table">
                <thead>
                    <tr>
                        <th scope="col">{t(&words::CLUSTER)}</th>
                        <th scope="col">{t(&words::SIZE)}</th>
                        <th class="num" scope="col">{t(&words::OF_AMOUNT)}</th>
                        {heads}
                        <th scope="col">{t(&words::APART)}</th>
                    </tr>
                </thead>
                <tbody>
                    {rows}
                    <tr class="cluster-all">
                        <th scope="row">{t(&words::ALL)}</th>
                        <td>{format::integer(answer.n.into())}</td>
                        <td></td>
                        {of_all}
                        <td></td>
                    </tr>
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

fn line(row: &ClusterRow, name: &str, answer: &ClustersAnswer) -> AnyView {
    let cells: Vec<AnyView> = answer
        .fields
        .iter()
        .zip(&row.means)
        .zip(&row.ranges)
        .zip(&row.away)
        .map(|(((field, mean), range), away)| {
            let shown = |value: f64| fields::shown(*field, value, answer.currency);
            let range = range.map(|range| range.map(shown));
            let value = shown(*mean);
            let ends = range.clone().map(|[low, high]| {
                let text = tf(&pages::RANGE, &[("low", &low), ("high", &high)]);
                view! { <span class="figure-range">{text}</span> }.into_any()
            });
            let told = tf(
                &words::CELL,
                &[
                    ("name", name),
                    ("field", t(fields::label(*field))),
                    ("value", &head::with_range(value.clone(), range)),
                ],
            );
            view! {
                <td class="num flow-cell" data-heat=heat(*away).to_string() title=told>
                    {value} " " {ends}
                </td>
            }
            .into_any()
        })
        .collect();
    let (n, part) = (format::integer(row.size.into()), share(row, answer));
    let percent = format::percent(part, 0);
    let told = tf(&words::BAR, &[("name", name), ("n", &n), ("share", &percent)]);
    view! {
        <tr>
            <th scope="row">{name.to_owned()}</th>
            <td>
                <span class="cluster-bar" title=told>
                    <span class="cluster-part" style:inline-size=format::css_percent(part) aria-hidden="true"></span>
                    <span>{n} " · " {percent}</span>
                </span>
            </td>
            <td class="num">{row.amount_share.map(|share| format::percent(share, 0))}</td>
            {cells}
            <td>{t(fields::apart(row.silhouette))}</td>
        </tr>
    }
    .into_any()
}

/// The table as a file.
pub(super) fn sheet(answer: &ClustersAnswer) -> Vec<Vec<String>> {
    let heads = [&words::CLUSTER, &words::SIZE, &words::SHARE, &words::OF_AMOUNT];
    let mut first: Vec<String> = heads.iter().map(|head| t(head).to_owned()).collect();
    first.extend(answer.fields.iter().flat_map(|field| head::ranged_heads(t(fields::label(*field)))));
    first.push(t(&words::SILHOUETTE).to_owned());
    let share_of = |share: Option<f64>| share.map_or_else(String::new, |share| format!("{share:.4}"));
    let means = |means: &[f64], ranges: &[Option<[f64; 2]>]| -> Vec<String> {
        let one = |((field, mean), range): ((&ClusterField, &f64), &Option<[f64; 2]>)| {
            let plain = |value: f64| fields::plain(*field, value, answer.currency);
            let [low, high] = range.map_or_else(Default::default, |range| range.map(plain));
            [plain(*mean), low, high]
        };
        answer.fields.iter().zip(means).zip(ranges).flat_map(one).collect()
    };
    let mut rows = vec![first];
    for (row, name) in answer.clusters.iter().zip(fields::names(answer)) {
        let mut line = vec![name, row.size.to_string(), share_of(Some(share(row, answer))), share_of(row.amount_share)];
        line.extend(means(&row.means, &row.ranges));
        line.push(format!("{:.4}", row.silhouette));
        rows.push(line);
    }
    let mut all = vec![t(&words::ALL).to_owned(), answer.n.to_string(), String::new(), String::new()];
    all.extend(means(&answer.means, &answer.ranges));
    all.push(String::new());
    rows.push(all);
    rows
}

#[cfg(test)]
mod tests {
    use super::heat;

    #[test]
    fn heat_runs_from_low_to_high() {
        assert_eq!([-9.0, -1.5, 0.0, 1.5, 9.0].map(heat), [0, 0, 3, 5, 5]);
    }
}
