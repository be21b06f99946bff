//! Saved analyses: what was set on a page, what came of it, and what comes of it now (mission S18: repeated periodically).

mod figures;
mod keep;
mod words;

use crate::data::{self, watch};
use crate::format;
use crate::i18n::{t, tf};
use crate::state::Derived;
use crate::ui::field::{option_text, today};
use crate::ui::{EmptyState, Skeleton, erase};
use figures::Run;
pub(super) use keep::keeper;
use leptos::prelude::*;
use model::rule::Unit;
use model::schema::analysis;
use model::{Day, OptionId, RecordId, Rule, Value, options};
use protocol::{
    Answer, CompareQuery, InsightQuery, ListRow, LoyaltyQuery, Query, RecordsQuery, Request, Sealed, Target,
};

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
    /// How often it is to be run again.
    period: Option<Unit>,
}

/// The units by which an analysis is run again.
const PERIODS: [(&str, Unit); 3] = [("month", Unit::Month), ("quarter", Unit::Quarter), ("year", Unit::Year)];

/// The unit that an option of a period stands for.
fn unit(option: OptionId) -> Option<Unit> {
    PERIODS.iter().find(|(name, _)| options::PERIOD.id(name) == Some(option)).map(|(_, unit)| *unit)
}

/// The last day of the newest period that ended since the figures of `kept` were kept, as of `now`: then it is time to look again.
fn due(kept: Day, now: Day, period: Unit) -> Option<Day> {
    let start = period.start(now);
    (kept < start).then(|| Day(start.0.saturating_sub(1)))
}

fn read(row: &ListRow) -> Option<Saved> {
    let ListRow::Record(row) = row else { return None };
    let [name, spec, result, period] = row.cells.as_slice() else { return None };
    let period = match period {
        Value::Option(option) => unit(*option),
        _ => None,
    };
    let query = match spec {
        // What was set on a page before there was more to set ends earlier: nil is as usual.
        Value::Bytes(bytes) => protocol::decode(&[bytes.as_slice(), &[0; 16]].concat()).ok(),
        _ => None,
    };
    Some(Saved { id: row.id, name: name.text().unwrap_or("").to_owned(), query, run: Run::of(result), period })
}

/// The page.
#[component]
pub fn AnalysesPage() -> impl IntoView {
    let answer = watch(|| {
        Some(Query::Records(RecordsQuery {
            rule: Rule::default(),
            sort: Some((analysis::NAME.id, false)),
            columns: vec![analysis::NAME.id, analysis::SPEC.id, analysis::RESULT.id, analysis::PERIOD.id],
            len: SAVED_MAX,
            ..RecordsQuery::of(analysis::ID)
        }))
    });
    let saved = Derived::new(move || {
        answer.with(|answer| match answer.as_deref() {
            Some(Answer::Records(answer)) if answer.collection == analysis::ID => {
                let more = answer.total.saturating_sub(answer.rows.len() as u32);
                Some((answer.rows.iter().filter_map(read).collect::<Vec<_>>(), more))
            }
            _ => None,
        })
    });
    let all = Derived::new(move || saved.with(|saved| saved.as_ref().map_or_else(Vec::new, |saved| saved.0.clone())));
    let more = erase::maybe(move || {
        let more = saved.with(|saved| saved.as_ref().map_or(0, |saved| saved.1));
        let text = || tf(&words::MORE, &[("n", &format::integer(more.into()))]);
        (more > 0).then(|| view! { <p class="note">{text()}</p> }.into_any())
    });
    let known = Derived::new(move || saved.with(|saved| saved.as_ref().map(|saved| saved.0.is_empty())));
    let list = erase::view(move || match known.get() {
        None => view! { <Skeleton lines=6/> }.into_any(),
        Some(true) => view! {
            <EmptyState title=t(&words::EMPTY_TITLE) text=erase::text(|| t(&words::EMPTY_TEXT).to_owned())>
                <a class="button primary" href="overview">{t(&words::TO_OVERVIEW)}</a>
            </EmptyState>
        }
        .into_any(),
        Some(false) => rows(all),
    });
    view! {
        <div class="page insight-page">
            <header class="page-head"><h1>{t(&super::words::ANALYSES)}</h1></header>
            {super::tabs("analyses")}
            <div class="insight-charts"><div class="insight-wide">{more} {list}</div></div>
        </div>
    }
    .into_any()
}

/// Each of them stays what it is, with its figures, while another one changes.
fn rows(all: Derived<Vec<Saved>>) -> AnyView {
    erase::keyed(move || {
        let row = |saved: Saved| -> erase::Row {
            let asked = saved.query.as_ref().and_then(|query| protocol::encode(query).ok());
            let key = format!("{} {} {asked:?}", saved.id, saved.name);
            (key, Box::new(move || one(all, saved)))
        };
        all.get().into_iter().map(row).collect()
    })
}

fn one(all: Derived<Vec<Saved>>, saved: Saved) -> AnyView {
    let Saved { id, name, query, run, period } = saved;
    // What was kept of it and how often it is run again changes while it stands here.
    let now = Derived::new(move || {
        all.with(|all| all.iter().find(|saved| saved.id == id).map(|saved| (saved.run.clone(), saved.period)))
            .unwrap_or_else(|| (run.clone(), period))
    });
    let delete = move || data::act(Request::Delete(Target::Records(analysis::ID, vec![id])));
    let delete_name = tf(&words::DELETE_NAME, &[("name", &name)]);
    let body = match query {
        Some(query) => compared((id, &name), query, now),
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
        InsightQuery::Compare(query) => InsightQuery::Compare(CompareQuery { today: today(), ..query }),
        InsightQuery::Loyalty(query) => InsightQuery::Loyalty(LoyaltyQuery { today: today(), ..query }),
        query => query,
    }
}

/// What was kept of an analysis, and how often it is run again.
type Kept = Derived<(Option<Run>, Option<Unit>)>;

/// The figures that were kept beside those of now.
fn compared((id, name): (RecordId, &str), query: InsightQuery, kept: Kept) -> AnyView {
    let asked = as_of_today(query.clone());
    let now = watch(move || Some(Query::Insight(Sealed::new(&asked))));
    let table = erase::view(move || match super::head::read(now, figures::of) {
        None => view! { <Skeleton lines=3/> }.into_any(),
        Some(now) => {
            let (run, period) = kept.get();
            let due = run.as_ref().zip(period).and_then(|(kept, period)| due(kept.as_of, now.as_of, period));
            let due = due.map(|day| {
                let text = tf(&words::DUE, &[("day", &format::day(day))]);
                view! { <p class="saved-due" role="status"><strong>{text}</strong></p> }.into_any()
            });
            let table = figures_table(run.as_ref(), &now);
            view! { {due} {table} }.into_any()
        }
    });
    let keep = move || {
        if let Some(run) = untrack(|| super::head::read(now, figures::of)) {
            let (collection, field) = (analysis::ID, analysis::RESULT.id);
            data::act(Request::Edit { collection, record: id, field, value: run.to_value() });
        }
    };
    let open_name = tf(&words::OPEN_NAME, &[("name", name)]);
    let keep_name = tf(&words::KEEP_NAME, &[("name", name)]);
    let path = figures::page_of(&query);
    let period = Derived::new(move || kept.with(|kept| kept.1));
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
        {erase::view(move || again(id, period.get()))}
    }
    .into_any()
}

/// The choice of how often it is run again.
fn again(id: RecordId, period: Option<Unit>) -> AnyView {
    let name = |name: &str| options::PERIOD.id(name).map(|option| option_text(&options::PERIOD, option));
    let one = |(key, _): &(&str, Unit)| Some(((*key).to_owned(), name(key)?));
    let never = (String::new(), t(&words::NEVER).to_owned());
    let all = std::iter::once(never).chain(PERIODS.iter().filter_map(one)).collect();
    let now = PERIODS.iter().find(|(_, unit)| Some(*unit) == period).map_or("", |(key, _)| *key);
    let chosen = move |key: String| {
        let value = options::PERIOD.id(&key).map_or(Value::Empty, Value::Option);
        let (collection, field) = (analysis::ID, analysis::PERIOD.id);
        data::act(Request::Edit { collection, record: id, field, value });
    };
    view! { <div class="insight-controls">{super::head::choice(&words::AGAIN, all, now, chosen)}</div> }.into_any()
}

fn figures_table(kept: Option<&Run>, now: &Run) -> AnyView {
    if now.figures.is_empty() {
        return view! { <p class="note">{t(&words::NO_FIGURES)}</p> }.into_any();
    }
    let apart =
        |number: u8| kept.is_some_and(|kept| kept.get(number).is_some() && !figures::comparable(number, now, kept));
    let elsewhere = now.figures.iter().any(|(number, _)| apart(*number));
    let elsewhere = elsewhere.then(|| view! { <p class="note">{t(&words::ELSEWHERE)}</p> }.into_any());
    let rows: Vec<AnyView> = now
        .figures
        .iter()
        .filter_map(|&(number, value)| {
            let name = figures::name(number)?;
            let before = kept.and_then(|kept| Some((kept.get(number)?, kept.currency)));
            let told = before.map(|(before, currency)| figures::text(number, before, currency));
            let change = before.filter(|_| !apart(number));
            let change = change.map(|(before, _)| figures::change(number, value, before, now.currency));
            let row = view! {
                <tr>
                    <th scope="row">{t(name)}</th>
                    <td class="num muted">{told}</td>
                    <td class="num">{figures::text(number, value, now.currency)}</td>
                    <td class="num">{change}</td>
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
        {elsewhere}
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_analysis_is_due_when_a_new_period_has_begun() {
        let day = |text| Day::parse_iso(text).expect("a day");
        assert_eq!(due(day("2026-10-31"), day("2026-11-01"), Unit::Month), Some(day("2026-10-31")));
        assert_eq!(due(day("2026-11-01"), day("2026-11-30"), Unit::Month), None);
        assert_eq!(due(day("2026-10-31"), day("2026-11-30"), Unit::Quarter), None);
        assert_eq!(due(day("2025-12-31"), day("2026-11-30"), Unit::Year), Some(day("2025-12-31")));
    }

    #[test]
    fn what_was_saved_before_a_setting_existed_is_read() {
        // As it was written when the life cycle had months alone.
        let old =
            protocol::encode(&InsightQuery::LifeCycle(protocol::LifeCycleQuery { months: 12, ..Default::default() }));
        let old = old.expect("bytes")[..2].to_vec();
        let cells = vec![Value::Text("Old".into()), Value::Bytes(old), Value::Empty, Value::Empty];
        let row = ListRow::Record(protocol::RecordRow { id: RecordId(1), cells });
        let query = read(&row).and_then(|saved| saved.query);
        assert!(matches!(query, Some(InsightQuery::LifeCycle(query)) if query.months == 12 && query.back.is_none()));
    }
}
