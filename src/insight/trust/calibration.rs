//! What was said and what happened: fifths by the chance of an order, and stages.

use super::super::way::way;
use super::{Figures, audited, members, number, table, words};
use crate::format;
use crate::i18n::{Msg, t, tf};
use crate::state::Slot;
use crate::ui::chart_frame::{Draw, Sheet};
use crate::ui::marks::stage_label;
use crate::ui::{ChartFrame, StageDot, erase};
use leptos::prelude::*;
use protocol::{AuditAnswer, CalibrationRow, StageRow};
use std::sync::Arc;

/// Fifths, lowest chance first.
pub(super) fn fifths(figures: Figures) -> AnyView {
    let shown = Slot::new(None);
    let draw: Draw =
        Arc::new(move || audited(figures, |audit| fifths_table(audit, shown)).unwrap_or_else(erase::nothing));
    let sheet: Sheet = ("calibration.csv", Arc::new(move || audited(figures, fifths_rows).unwrap_or_default()));
    view! { <ChartFrame title=&words::CALIBRATION definition=&words::CALIBRATION_DEFINITION chart=draw sheet=sheet/> }
        .into_any()
}

/// Stages, in their order.
pub(super) fn stages(figures: Figures) -> AnyView {
    let shown = Slot::new(None);
    let draw: Draw =
        Arc::new(move || audited(figures, |audit| stages_table(audit, shown)).unwrap_or_else(erase::nothing));
    let sheet: Sheet = ("ordered-by-stage.csv", Arc::new(move || audited(figures, stages_rows).unwrap_or_default()));
    view! { <ChartFrame title=&words::STAGES definition=&words::STAGES_DEFINITION chart=draw sheet=sheet/> }.into_any()
}

/// Whether what was said lies within the interval of what happened.
fn verdict(row: &CalibrationRow) -> &'static Msg {
    let [_, low, high] = row.actual;
    match row.predicted {
        said if said < low => &words::TOO_LOW,
        said if said > high => &words::TOO_HIGH,
        _ => &words::WITHIN,
    }
}

fn interval([_, low, high]: [f64; 3]) -> String {
    format!("{} – {}", format::percent(low, 0), format::percent(high, 0))
}

/// A number of customers that lists the first of them below.
fn leads(n: u32, who: &str, at: usize, shown: Slot<Option<usize>>) -> AnyView {
    let told = tf(&super::super::words::SHOW_WHO, &[("who", who)]);
    let text = way(format::integer(n.into()), told, move || shown.set(Some(at)));
    view! { <td class="num">{text}</td> }.into_any()
}

fn fifth_name(at: usize) -> String {
    tf(&words::FIFTH_OF, &[("n", &(at + 1).to_string())])
}

fn fifths_table(audit: &AuditAnswer, shown: Slot<Option<usize>>) -> AnyView {
    let row = |(at, row): (usize, &CalibrationRow)| {
        view! {
            <tr>
                <th scope="row">{(at + 1).to_string()}</th>
                {leads(row.customers, &fifth_name(at), at, shown)}
                {number(format::percent(row.predicted, 1))}
                {number(format::percent(row.actual[0], 1))}
                {number(interval(row.actual))}
                <td>{t(verdict(row))}</td>
            </tr>
        }
        .into_any()
    };
    let rows = audit.fifths.iter().enumerate().map(row).collect();
    let heads = [
        (&words::FIFTH, false),
        (&words::CUSTOMERS, true),
        (&words::SAID, true),
        (&words::HAPPENED, true),
        (&words::INTERVAL, true),
        (&words::VERDICT, false),
    ];
    let listed = shown.get().and_then(|at| {
        let (rows, of) = (audit.fifth_members.get(at)?, audit.fifths.get(at)?);
        Some(members::list(&fifth_name(at), of.customers, rows))
    });
    let table = table(t(&words::CALIBRATION), &heads, rows);
    view! { {table} {listed} }.into_any()
}

fn stages_table(audit: &AuditAnswer, shown: Slot<Option<usize>>) -> AnyView {
    let row = |(at, row): (usize, &StageRow)| {
        view! {
            <tr>
                <th scope="row"><StageDot stage=row.stage/></th>
                {leads(row.customers, &stage_label(row.stage), at, shown)}
                {number(format::percent(row.active[0], 1))}
                {number(interval(row.active))}
            </tr>
        }
        .into_any()
    };
    let rows = audit.stages.iter().enumerate().map(row).collect();
    let heads = [(&words::STAGE, false), (&words::CUSTOMERS, true), (&words::HAPPENED, true), (&words::INTERVAL, true)];
    let listed = shown.get().and_then(|at| {
        let (rows, of) = (audit.stage_members.get(at)?, audit.stages.get(at)?);
        Some(members::list(&stage_label(of.stage), of.customers, rows))
    });
    let table = table(t(&words::STAGES), &heads, rows);
    view! { {table} {listed} }.into_any()
}

fn shares(of: [f64; 3]) -> Vec<String> {
    of.iter().map(|share| format!("{share:.4}")).collect()
}

fn fifths_rows(audit: &AuditAnswer) -> Vec<Vec<String>> {
    let heads = [&words::FIFTH, &words::CUSTOMERS, &words::SAID, &words::HAPPENED].map(|head| t(head).to_owned());
    let mut rows = vec![[heads.to_vec(), bounds()].concat()];
    rows.extend(audit.fifths.iter().enumerate().map(|(at, row)| {
        let first = vec![(at + 1).to_string(), row.customers.to_string(), format!("{:.4}", row.predicted)];
        [first, shares(row.actual)].concat()
    }));
    rows
}

fn stages_rows(audit: &AuditAnswer) -> Vec<Vec<String>> {
    let heads = [&words::STAGE, &words::CUSTOMERS, &words::HAPPENED].map(|head| t(head).to_owned());
    let mut rows = vec![[heads.to_vec(), bounds()].concat()];
    rows.extend(
        audit
            .stages
            .iter()
            .map(|row| [vec![stage_label(row.stage), row.customers.to_string()], shares(row.active)].concat()),
    );
    rows
}

/// Heads of the two columns of an interval.
fn bounds() -> Vec<String> {
    [&words::LOW, &words::HIGH].map(|end| t(end).to_owned()).to_vec()
}
