//! Saved analyses: what was set on a page, what came of it, and what comes of it now (mission S18: repeated periodically).

mod figures;
mod keep;
mod words;

use crate::data::{self, watch};
use crate::format;
use crate::i18n::{t, tf};
use crate::ui::{EmptyState, Skeleton, erase};
use figures::Run;
pub(super) use keep::keeper;
use leptos::prelude::*;
use model::schema::analysis;
use model::{RecordId, Rule, Value};
use protocol::{Answer, CompareQuery, InsightQuery, ListRow, Query, RecordsQuery, Request, Sealed, Target};

/// Most that are shown.
const SAVED_MAX: u32 = 100;

/// A saved analysis.
#[derive(Clone, PartialEq)]
struct Saved {
    id: RecordId,
    name: String,
    /// `None` where another version made it.
    query: Option<InsightQuery>,
    run: Option<Run>,
}

fn read(row: &ListRow) -> Option<Saved> {
    let ListRow::Record(row) = row else { return None };
    let [name, spec, result] = row.cells.as_slice() else { return None };
    let query = match spec {
        Value::Bytes(bytes) => protocol::decode(bytes).ok(),
        _ => None,
    };
    Some(Saved { id: row.id, name: name.text().unwrap_or("").to_owned(), query, run: Run::of(result) })
}

/// The page.
#[component]
pub fn AnalysesPage() -> impl IntoView {
    let answer = watch(|| {
        Some(Query::Records(RecordsQuery {
            rule: Rule::default(),
            sort: Some((analysis::NAME.id, false)),
            columns: vec![analysis::NAME.id, analysis::SPEC.id, analysis::RESULT.id],
            len: SAVED_MAX,
            ..RecordsQuery::of(analysis::ID)
        }))
    });
    let list = erase::view(move || {
        let saved = answer.with(|answer| match answer.as_deref() {
            Some(Answer::Records(answer)) if answer.collection == analysis::ID => {
                Some(answer.rows.iter().filter_map(read).collect::<Vec<_>>())
            }
            _ => None,
        });
        match saved {
            None => view! { <Skeleton lines=6/> }.into_any(),
            Some(saved) if saved.is_empty() => view! {
                <EmptyState title=t(&words::EMPTY_TITLE) text=erase::text(|| t(&words::EMPTY_TEXT).to_owned())>
                    <a class="button primary" href="overview">{t(&words::TO_OVERVIEW)}</a>
                </EmptyState>
            }
            .into_any(),
            Some(saved) => saved.into_iter().map(one).collect_view().into_any(),
        }
    });
    view! {
        <div class="page insight-page">
            <header class="page-head"><h1>{t(&super::words::ANALYSES)}</h1></header>
            {super::tabs("analyses")}
            <div class="insight-charts"><div class="insight-wide">{list}</div></div>
        </div>
    }
    .into_any()
}

fn one(saved: Saved) -> AnyView {
    let Saved { id, name, query, run } = saved;
    let delete = move || data::act(Request::Delete(Target::Records(analysis::ID, vec![id])));
    let delete_name = tf(&words::DELETE_NAME, &[("name", &name)]);
    let body = match query {
        Some(query) => compared(id, &name, query, run),
        None => view! { <p class="note">{t(&words::UNKNOWN)}</p> }.into_any(),
    };
    view! {
        <section class="chart-frame saved-analysis">
            <header class="chart-head">
                <h2>{name.clone()}</h2>
                <button type="button" class="button quiet danger" aria-label=delete_name on:click=move |_| delete()>
                    {t(&words::DELETE)}
                </button>
            </header>
            {body}
        </section>
    }
    .into_any()
}

/// Asked again, periods in rules are counted from today.
fn as_of_today(query: InsightQuery) -> InsightQuery {
    match query {
        InsightQuery::Compare(query) => {
            InsightQuery::Compare(CompareQuery { today: crate::ui::field::today(), ..query })
        }
        query => query,
    }
}

/// The figures that were kept beside those of now.
fn compared(id: RecordId, name: &str, query: InsightQuery, run: Option<Run>) -> AnyView {
    let asked = as_of_today(query.clone());
    let now = watch(move || Some(Query::Insight(Sealed::new(&asked))));
    let table = erase::view(move || match super::head::read(now, figures::of) {
        None => view! { <Skeleton lines=3/> }.into_any(),
        Some((now, currency)) => figures_table(run.as_ref(), &now, currency),
    });
    let keep = move || {
        if let Some((run, _)) = untrack(|| super::head::read(now, figures::of)) {
            let (collection, field) = (analysis::ID, analysis::RESULT.id);
            data::act(Request::Edit { collection, record: id, field, value: run.to_value() });
        }
    };
    let open_name = tf(&words::OPEN_NAME, &[("name", name)]);
    let keep_name = tf(&words::KEEP_NAME, &[("name", name)]);
    let path = figures::page_of(&query);
    view! {
        {table}
        <p class="insight-pair">
            <button
                type="button"
                class="button"
                aria-label=open_name
                on:click=move |_| {
                    if let Some(path) = path {
                        super::head::open(path, query.clone());
                    }
                }
            >
                {t(&words::OPEN)}
            </button>
            <button type="button" class="button" aria-label=keep_name on:click=move |_| keep()>
                {t(&words::KEEP)}
            </button>
        </p>
    }
    .into_any()
}

fn figures_table(kept: Option<&Run>, now: &Run, currency: Option<model::Currency>) -> AnyView {
    if now.figures.is_empty() {
        return view! { <p class="note">{t(&words::NO_FIGURES)}</p> }.into_any();
    }
    let rows: Vec<AnyView> = now
        .figures
        .iter()
        .filter_map(|&(number, value)| {
            let name = figures::name(number)?;
            let before = kept.and_then(|kept| kept.get(number));
            let row = view! {
                <tr>
                    <th scope="row">{t(name)}</th>
                    <td class="num muted">{before.map(|before| figures::text(number, before, currency))}</td>
                    <td class="num">{figures::text(number, value, currency)}</td>
                    <td class="num">{before.map(|before| figures::change(number, value, before, currency))}</td>
                </tr>
            };
            Some(row.into_any())
        })
        .collect();
    let last = kept.map(|kept| tf(&words::LAST, &[("day", &format::day(kept.as_of))]));
    let today = format!("{}, {}", t(&words::NOW), format::day(now.as_of));
    view! {
        <table class="table insight-table">
            <thead>
                <tr>
                    <th scope="col">{t(&words::FIGURE)}</th>
                    <th class="num" scope="col">{last}</th>
                    <th class="num" scope="col">{today}</th>
                    <th class="num" scope="col">{t(&words::CHANGE)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
