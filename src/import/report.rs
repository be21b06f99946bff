//! The third step: what the whole file came to, and the import itself.

use super::flow::Flow;
use super::preview::Facts;
use super::records;
use super::records::report::{Nameless, UnknownTexts};
use super::rejects::Rejects;
use super::words;
use crate::format;
use crate::i18n::{Msg, t, tf};
use crate::ui::{button, erase};
use leptos::prelude::*;
use protocol::import::Report;

/// The dry run's report with the button that imports.
#[component]
pub(super) fn ReportStep(flow: Flow) -> impl IntoView {
    let records =
        move || flow.report.with(|report| report.as_ref().is_some_and(|report| report.records.collection.is_some()));
    let new = move || flow.report.with(|report| report.as_deref().is_some_and(brings_anything));
    let good = move || flow.report.with(|report| report.as_ref().is_some_and(|report| report.read.good > 0));
    let title = erase::text(move || {
        let msg = match (good(), new()) {
            (false, _) => &words::NOTHING_GOOD_TITLE,
            (true, false) => &words::NOTHING_NEW_TITLE,
            (true, true) => &words::REPORT_TITLE,
        };
        t(msg).to_owned()
    });
    let text = erase::maybe(move || {
        let msg = match (good(), new()) {
            (false, _) => &words::NOTHING_GOOD,
            (true, false) if records() => &records::NOTHING_NEW,
            (true, false) => &words::NOTHING_NEW,
            (true, true) => return None,
        };
        Some(view! { <p>{t(msg)}</p> }.into_any())
    });
    let facts = erase::maybe(move || flow.report.get().map(|report| figures(&report)));
    let commit = erase::show(new, move || button("button primary", &words::IMPORT, move || flow.commit()));
    view! {
        <div class="import-report">
            <Facts flow/>
            <h2>{title}</h2>
            {text}
            {facts}
            <UnknownTexts flow/>
            <Nameless flow/>
            <Rejects flow/>
            <div class="import-actions">
                {commit}
                {button("button", &words::BACK, move || flow.back())}
                {button("button", &words::OTHER_FILE, move || flow.reset())}
            </div>
        </div>
    }
}

/// Something would be added.
pub(super) fn brings_anything(report: &Report) -> bool {
    if report.records.collection.is_some() {
        return records::report::brings_anything(report);
    }
    report.customers_new > 0 || report.orders_new > 0 || report.products_new > 0
}

/// The figures of a report; those that are nothing and would only ask to be understood are left out.
pub(super) fn figures(report: &Report) -> AnyView {
    let facts = match report.records.collection {
        Some(_) => records::report::figures(report),
        None => of_purchases(report),
    };
    let rounded = (report.read.rounded > 0).then(|| {
        let n = format::integer(report.read.rounded.into());
        view! { <p class="note">{tf(&words::ROUNDED, &[("n", &n)])}</p> }.into_any()
    });
    let fact = |(term, value): (String, String)| {
        view! {
            <div class="report-fact">
                <dt>{term}</dt>
                <dd>{value}</dd>
            </div>
        }
        .into_any()
    };
    let facts: Vec<AnyView> = facts.into_iter().map(fact).collect();
    view! {
        <dl class="report-facts">{facts}</dl>
        {rounded}
    }
    .into_any()
}

fn of_purchases(report: &Report) -> Vec<(String, String)> {
    let count = |n: u32| format::integer(n.into());
    let mut facts: Vec<(&'static Msg, String)> = vec![
        (&words::REPORT_CUSTOMERS_NEW, count(report.customers_new)),
        (&words::REPORT_ORDERS_NEW, count(report.orders_new)),
    ];
    let optional = [
        (&words::REPORT_PRODUCTS_NEW, report.products_new),
        (&words::REPORT_CUSTOMERS_KNOWN, report.customers_known),
        (&words::REPORT_ORDERS_KNOWN, report.orders_known),
    ];
    facts.extend(optional.into_iter().filter(|(_, n)| *n > 0).map(|(msg, n)| (msg, count(n))));
    facts.push((&words::REPORT_ROWS, count(report.read.good)));
    if report.read.rejected > 0 {
        facts.push((&words::REPORT_REJECTED, count(report.read.rejected)));
    }
    if let Some((from, to)) = report.days {
        let range = [("from", format::day(from)), ("to", format::day(to))];
        let range = tf(&words::REPORT_DAYS_RANGE, &range.each_ref().map(|(name, day)| (*name, day.as_str())));
        facts.push((&words::REPORT_DAYS, range));
    }
    facts.extend(report.totals.iter().map(|total| (&words::REPORT_TOTAL, format::money(*total))));
    facts.into_iter().map(|(msg, value)| (t(msg).to_owned(), value)).collect()
}
