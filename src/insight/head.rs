//! What pages of insight have in common: the line below the title, and what stands there while there is nothing to tell.

use super::words;
use crate::data::watch;
use crate::format;
use crate::i18n::{Msg, t, tf};
use crate::state::Slot;
use crate::ui::{EmptyState, Skeleton, erase};
use leptos::prelude::*;
use model::Day;
use protocol::{Answer, InsightAnswer, InsightQuery, Query, Sealed};
use std::cell::RefCell;
use std::sync::Arc;

/// What a page asks.
type Question = Arc<dyn Fn() -> InsightQuery + Send + Sync>;
/// What is kept of a page, and where its answer comes.
type Asking = (Question, Slot<Option<Arc<Answer>>>);

thread_local! {
    /// Of the page on screen: what is kept when the analysis is saved.
    static ASKING: RefCell<Option<Asking>> = const { RefCell::new(None) };
    /// What a saved analysis asks, on the way to its page.
    static OPENED: RefCell<Option<InsightQuery>> = const { RefCell::new(None) };
}

/// The answer to a question, asked anew when what is set changes. It is the page's: what is saved of it is this question.
pub(super) fn ask(question: impl Fn() -> InsightQuery + Send + Sync + 'static) -> Slot<Option<Arc<Answer>>> {
    let question: Question = Arc::new(question);
    ask_saving(question.clone(), question)
}

/// As [`ask`], where more is set on the page than the answer depends on: `saved` has all of it.
pub(super) fn ask_saving(question: Question, saved: Question) -> Slot<Option<Arc<Answer>>> {
    let answer = watch(move || Some(Query::Insight(Sealed::new(&question()))));
    ASKING.set(Some((saved, answer)));
    answer
}

/// What the page on screen asks now, and what it was answered.
pub(super) fn asked() -> Option<(InsightQuery, Option<Arc<Answer>>)> {
    ASKING.with_borrow(|asking| {
        let (saved, answer) = asking.as_ref()?;
        Some((untrack(|| saved()), answer.get_untracked()))
    })
}

/// Goes to the page of a question, with what it asks set there.
pub(super) fn open(path: &str, query: InsightQuery) {
    OPENED.set(Some(query));
    crate::app::go(path);
}

/// What a saved analysis sets on a page, if it is of this one.
pub(super) fn opened<T>(of: impl FnOnce(&InsightQuery) -> Option<T>) -> Option<T> {
    let found = OPENED.with_borrow(|opened| opened.as_ref().and_then(of));
    if found.is_some() {
        OPENED.set(None);
    }
    found
}

/// Something of the answer that is there, if it is the wanted one; reactive.
pub(super) fn read<T>(figures: Slot<Option<Arc<Answer>>>, f: impl FnOnce(&InsightAnswer) -> Option<T>) -> Option<T> {
    figures.with(|answer| match answer.as_deref() {
        Some(Answer::Insight(answer)) => answer.get().and_then(f),
        _ => None,
    })
}

/// A page: its title, the line beside it, the way to the others, and what it shows.
pub(super) fn page(
    path: &'static str,
    title: &'static Msg,
    line: impl Fn() -> String + Send + 'static,
    body: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    view! {
        <div class="page insight-page">
            <header class="page-head">
                <h1>{t(title)}</h1>
                <p class="insight-controls note">{erase::text(line)}</p>
            </header>
            {super::tabs(path)}
            {super::left_out::note()}
            {erase::view(body)}
        </div>
    }
    .into_any()
}

/// A change with its sign.
pub(super) fn signed(change: i64) -> String {
    let n = format::integer(change.unsigned_abs());
    match change {
        0 => "0".to_owned(),
        change if change > 0 => format!("+{n}"),
        _ => format!("−{n}"),
    }
}

/// What a page has to show.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Shown {
    /// The worker is at it.
    Working,
    /// No orders.
    Empty,
    /// So many buyers, and so many are needed.
    Few(u32, u32),
    /// Figures.
    Figures,
}

/// What a book of so many buyers has to show on a page that needs so many.
pub(super) fn shown(buyers: u32, needed: u32) -> Shown {
    match buyers {
        0 => Shown::Empty,
        buyers if buyers < needed => Shown::Few(buyers, needed),
        _ => Shown::Figures,
    }
}

/// "As of … · n buyers".
pub(super) fn as_of(day: Day, buyers: u32) -> String {
    let n = format::integer(buyers.into());
    tf(&crate::segments::AS_OF, &[("day", &format::day(day)), ("n", &n)])
}

/// What stands there while the worker is at it.
pub(super) fn working(what: &'static Msg) -> AnyView {
    view! {
        <p class="note" role="status">{t(what)}</p>
        <Skeleton lines=8/>
    }
    .into_any()
}

/// The choice of the days until the as-of day that are compared with as many before.
pub(super) fn period(days: Slot<u32>) -> AnyView {
    let periods = [(30, &words::DAYS_30), (90, &words::DAYS_90), (365, &words::DAYS_365)];
    let periods = periods.iter().map(|(n, name): &(u32, _)| (n.to_string(), t(name).to_owned())).collect();
    let chosen = move |n: String| {
        if let Ok(n) = n.parse() {
            days.set(n);
        }
    };
    choice(&words::COMPARED_OVER, periods, &days.get_untracked().to_string(), chosen)
}

/// What stands in place of figures.
pub(super) fn instead(shown: Shown, empty: &'static Msg) -> AnyView {
    match shown {
        Shown::Working | Shown::Figures => working(&words::WORKING),
        Shown::Empty => super::left_out::empty(&words::EMPTY_TITLE, empty, &words::EMPTY_ACTION),
        Shown::Few(buyers, needed) => {
            let (n, needed) = (format::integer(buyers.into()), needed.to_string());
            let text = tf(&words::FEW_TEXT, &[("n", &n), ("needed", &needed)]);
            view! {
                <EmptyState title=t(&words::FEW_TITLE) text=erase::text(move || text.clone())>
                    <a class="button primary" href="import">{t(&words::EMPTY_ACTION)}</a>
                </EmptyState>
            }
            .into_any()
        }
    }
}

/// A choice among few; `chosen` hears which.
pub(super) fn choice(
    name: &'static Msg,
    options: Vec<(String, String)>,
    selected: &str,
    chosen: impl Fn(String) + 'static,
) -> AnyView {
    let options: Vec<AnyView> = options
        .into_iter()
        .map(|(value, text)| {
            let is = value == selected;
            view! { <option value=value selected=is>{text}</option> }.into_any()
        })
        .collect();
    view! {
        <label class="insight-choice">
            <span>{t(name)}</span>
            <select class="input" on:change:target=move |event| chosen(event.target().value())>{options}</select>
        </label>
    }
    .into_any()
}
