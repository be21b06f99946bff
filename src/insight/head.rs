//! What pages of insight have in common: the line below the title, and what stands there while there is nothing to tell.

use super::words;
use crate::data::watch;
use crate::format;
use crate::i18n::{Msg, t, tf};
use crate::state::Slot;
use crate::ui::{EmptyState, Skeleton, erase};
use leptos::prelude::*;
use model::Day;
use protocol::{Answer, Answered, InsightAnswer, InsightQuery, NPS_ANSWERS_MIN, Query, Sealed};
use std::cell::RefCell;
use std::mem::discriminant;
use std::sync::Arc;

/// What a page asks.
type Question = Arc<dyn Fn() -> InsightQuery + Send + Sync>;

thread_local! {
    /// Of the page on screen: what is kept when the analysis is saved.
    static ASKING: RefCell<Option<Question>> = const { RefCell::new(None) };
    /// What a saved analysis asks, on the way to its page.
    static OPENED: RefCell<Option<InsightQuery>> = const { RefCell::new(None) };
    /// What each page asked last: who comes back finds it as it was left.
    static LEFT: RefCell<Vec<InsightQuery>> = const { RefCell::new(Vec::new()) };
}

/// The answer to a question, asked anew when what is set changes. It is the page's: what is saved of it is this question.
pub(super) fn ask(question: impl Fn() -> InsightQuery + Send + Sync + 'static) -> Slot<Option<Arc<Answer>>> {
    let question: Question = Arc::new(question);
    ask_saving(question.clone(), question)
}

/// As [`ask`], where more is set on the page than the answer depends on: `saved` has all of it.
pub(super) fn ask_saving(question: Question, saved: Question) -> Slot<Option<Arc<Answer>>> {
    let answer = watch(move || Some(Query::Insight(Sealed::new(&question()))));
    ASKING.set(Some(saved.clone()));
    erase::effect(move || leave(saved()));
    answer
}

fn leave(query: InsightQuery) {
    LEFT.with_borrow_mut(|left| {
        left.retain(|other| discriminant(other) != discriminant(&query));
        left.push(query);
    });
}

/// What the page on screen asks now.
pub(super) fn asked() -> Option<InsightQuery> {
    ASKING.with_borrow(|asking| asking.as_ref().map(|saved| untrack(|| saved())))
}

/// Goes to the page of a question, with what it asks set there.
pub(super) fn open(path: &str, query: InsightQuery) {
    OPENED.set(Some(query));
    crate::app::go(path);
}

/// What is set on a page at first: what a saved analysis sets, or what was set when it was left.
pub(super) fn opened<T>(of: impl Fn(&InsightQuery) -> Option<T>) -> Option<T> {
    sent(&of).or_else(|| LEFT.with_borrow(|left| left.iter().find_map(&of)))
}

/// What a saved analysis sets on a page, if it is of this one.
pub(super) fn sent<T>(of: impl FnOnce(&InsightQuery) -> Option<T>) -> Option<T> {
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

/// The interval of a figure, if it has one, and of how many it is told.
pub(super) fn range_of(range: Option<[String; 2]>, n: u32) -> String {
    let n = format::integer(n.into());
    match range {
        Some([low, high]) => tf(&words::RANGE_OF, &[("low", &low), ("high", &high), ("n", &n)]),
        None => tf(&words::OF_N, &[("n", &n)]),
    }
}

/// A cell of a figure, its interval below.
pub(super) fn figure(text: String, range: Option<[String; 2]>) -> AnyView {
    let range = range.map(|[low, high]| {
        let text = tf(&words::RANGE, &[("low", &low), ("high", &high)]);
        view! { <span class="figure-range">{text}</span> }.into_any()
    });
    view! {
        <td class="num">
            {text} " " {range}
        </td>
    }
    .into_any()
}

/// A figure that says more to whoever points at it, and to whoever hears the page.
pub(super) fn spoken(text: String, told: String) -> AnyView {
    view! {
        <span aria-hidden="true">{text}</span>
        <span class="visually-hidden">{told}</span>
    }
    .into_any()
}

/// A figure in a sentence, its interval behind it.
pub(super) fn with_range(figure: String, range: Option<[String; 2]>) -> String {
    match range {
        Some([low, high]) => tf(&words::WITH_RANGE, &[("figure", &figure), ("low", &low), ("high", &high)]),
        None => figure,
    }
}

/// The heads of a figure and its interval in a file.
pub(super) fn ranged_heads(name: &str) -> [String; 3] {
    [name.to_owned(), tf(&words::FROM_95, &[("figure", name)]), tf(&words::TO_95, &[("figure", name)])]
}

/// The heads of a figure in a file: as [`ranged_heads`], and of how many.
pub(super) fn counted_heads(name: &str) -> Vec<String> {
    let [figure, low, high] = ranged_heads(name);
    vec![figure, low, high, tf(&words::N_OF, &[("figure", name)])]
}

/// A figure made of answers in a file: what it is, its interval, of how many.
pub(super) fn answered(of: Option<Answered>) -> Vec<String> {
    let Some(of) = of else { return vec![String::new(); 4] };
    let ([score], [low, high]) = (numbers(of.score.map(|score| [score])), numbers(of.range));
    vec![score, low, high, of.n.to_string()]
}

/// A figure made of answers as it is read: with its interval and of how many by `ranged`, where there is an interval.
pub(super) fn said(of: Answered, ranged: &'static Msg, written: impl Fn(f64) -> String) -> String {
    let n = format::integer(of.n.into());
    match (of.score.map(&written), of.range.map(|range| range.map(&written))) {
        (Some(score), Some([low, high])) => tf(ranged, &[("score", &score), ("low", &low), ("high", &high), ("n", &n)]),
        (Some(score), None) => tf(&words::SAID_ONCE, &[("score", &score), ("n", &n)]),
        (None, _) => tf(&words::FEW_ANSWERS, &[("n", &n), ("needed", &NPS_ANSWERS_MIN.to_string())]),
    }
}

/// Numbers in a file, where there are some.
pub(super) fn numbers<const N: usize>(of: Option<[f64; N]>) -> [String; N] {
    of.map_or_else(|| [const { String::new() }; N], |of| of.map(|n| format!("{n:.4}")))
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
            view! { <option value=value prop:selected=is>{text}</option> }.into_any()
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
