//! What is to be done today: the first page in the morning. Each section asks its own area and says how much of it waits.

mod agenda;
mod care;
mod deals;
mod dues;
mod leads;
mod leaving;
mod targets;
mod words;

use super::agenda::{self as days, Way, sheet, snooze_dialog};
use super::whose::Choice;
use crate::app::go;
use crate::data::watch;
use crate::format;
use crate::i18n::{Msg, t, tf};
use crate::state::{Derived, Slot};
use crate::ui::{EmptyState, Glyph, Icon, Skeleton, erase};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use model::{Day, RecordId};
use protocol::{Answer, Care, Query, Sealed, SellingAnswer, SellingQuery, TodayAnswer, TodayQuery};
use std::sync::Arc;

/// Lines of a section, at most; the rest is where the section leads.
const LINES_MAX: u32 = 8;
/// People of each kind to think of.
const CARE_MAX: u32 = 4;

/// The sections of the page in their order.
const SECTIONS: [fn(Page) -> AnyView; 8] = [
    agenda::overdue,
    agenda::today,
    care::section,
    leads::section,
    deals::section,
    dues::section,
    targets::section,
    leaving::section,
];

/// How much of each section waits; `None` until its answer is there.
type Counts = [Option<u32>; SECTIONS_MAX];
/// Sections that the page has room for.
const SECTIONS_MAX: usize = 16;

/// What sections share.
#[derive(Clone)]
struct Page {
    /// Which section it is.
    number: usize,
    answer: Slot<Option<Arc<Answer>>>,
    counts: Slot<Counts>,
    today: Derived<Day>,
    way: Way,
    /// Whose work it is.
    whose: Choice,
}

impl Page {
    /// Something of the answer that is there; reactive.
    fn read<T>(&self, f: impl FnOnce(&TodayAnswer) -> T) -> Option<T> {
        self.answer.with(|answer| match answer.as_deref() {
            Some(Answer::Selling(answer)) => match answer.get()? {
                SellingAnswer::Today(answer) => Some(f(answer)),
                _ => None,
            },
            _ => None,
        })
    }

    /// Says how much of this section waits, whenever that changes.
    fn counts(&self, count: impl Fn() -> Option<u32> + Send + Sync + 'static) {
        let (number, counts) = (self.number, self.counts);
        let count = Derived::new(count);
        erase::effect(move || {
            let n = count.get();
            counts.update(|counts| counts[number] = n);
        });
    }
}

/// A section: its title with how much it is, the way to the rest, and its lines.
fn section(title: &'static Msg, n: u32, shown: usize, more: &'static str, lines: Vec<AnyView>) -> AnyView {
    if lines.is_empty() {
        return erase::nothing();
    }
    framed(title, move || (n, shown), (more, &words::ALL), lines.into_any())
}

/// A section whose lines stay while it changes how many there are, and how many of them are shown.
fn framed(
    title: &'static Msg,
    sizes: impl Fn() -> (u32, usize) + Copy + Send + 'static,
    (more, all): (&'static str, &'static Msg),
    lines: AnyView,
) -> AnyView {
    let count = move || format::integer(sizes().0.into());
    let rest = erase::maybe(move || {
        let (n, shown) = sizes();
        let all = || view! { <a class="today-all" href=more>{tf(all, &[("n", &count())])}</a> }.into_any();
        (shown < n as usize).then(all)
    });
    view! {
        <section class="agenda-group">
            <h2>{t(title)}{" "}<span class="count muted">{erase::text(count)}</span></h2>
            <ul class="agenda-lines">{lines}</ul>
            {rest}
        </section>
    }
    .into_any()
}

/// The page.
#[component]
pub fn TodayPage() -> impl IntoView {
    super::agenda::notify::start();
    super::leads::return_idle();
    let query = use_location().query;
    let task =
        Derived::new(move || query.with(|query| query.get_str("task").and_then(|id| id.parse::<RecordId>().ok())));
    let today = days::today();
    let whose = days::whose();
    let answer = watch(move || {
        let (day, zone, owners) = (today.get(), days::zone(), whose.owners()?);
        let care = Care { day, zone, owners, limit: CARE_MAX };
        Some(Query::Selling(Sealed::new(&SellingQuery::Today(TodayQuery { care, limit: LINES_MAX }))))
    });
    let counts: Slot<Counts> = Slot::new([None; SECTIONS_MAX]);
    let way: Way = Arc::new(|id| format!("today?task={id}"));
    let page = Page { number: 0, answer, counts, today, way, whose };
    let waiting = Derived::new(move || counts.with(|counts| counts.iter().flatten().sum::<u32>()));
    // Sections whose part is still on its way do not hold up the others.
    let known = Derived::new(move || counts.with(|counts| counts[..3].iter().all(Option::is_some)));
    let line = {
        let page = page.clone();
        erase::text(move || {
            let day = format::day(today.get());
            if !known.get() || waiting.get() == 0 {
                return day;
            }
            let n = format::integer(waiting.get().into());
            let done = page.read(|answer| answer.done).filter(|done| *done > 0);
            let done = done.map(|done| tf(&words::DONE_TODAY, &[("n", &format::integer(done.into()))]));
            [Some(day), Some(tf(&words::WAITING, &[("n", &n)])), done]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" · ")
        })
    };
    let calm = {
        let page = page.clone();
        erase::view(move || match (known.get(), waiting.get()) {
            (false, _) => view! { <Skeleton lines=8 /> }.into_any(),
            (true, 0) => calm(&page),
            _ => erase::nothing(),
        })
    };
    let sections: Vec<AnyView> =
        SECTIONS.iter().enumerate().map(|(number, section)| section(Page { number, ..page.clone() })).collect();
    view! {
        <div class="page today-page">
            <header class="page-head">
                <h1>{t(&words::TITLE)}</h1>
                <p class="muted" role="status">{line}</p>
                {whose.view()}
                <a class="button quiet" href="field">
                    <Icon of=Glyph::Visit />
                    <span>{t(&words::FIELD)}</span>
                </a>
            </header>
            {super::deals::large_banner()}
            {calm}
            <div class="today-sections">{sections}</div>
            {sheet(task, || go("today"))}
            {snooze_dialog()}
        </div>
    }
    .into_any()
}

fn calm(page: &Page) -> AnyView {
    let (done, next) = page.read(|answer| (answer.done, answer.next.clone())).unwrap_or_default();
    let today = page.today.get();
    let done = (done > 0).then(|| tf(&words::CALM_DONE, &[("n", &format::integer(done.into()))]));
    let next = next
        .and_then(|item| Some((item.when?, item.name)))
        .map(|(when, name)| tf(&words::CALM_NEXT, &[("name", &name), ("when", &days::near(when, today))]));
    let text = [done, next].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let text = if text.is_empty() { t(&words::CALM_TEXT).to_owned() } else { text };
    view! {
        <EmptyState title=t(&words::CALM) text=erase::text(move || text.clone())>
            <a class="button primary" href="agenda">{t(&words::PLAN)}</a>
        </EmptyState>
    }
    .into_any()
}
