//! Tasks, events and reminders: list, day, week, month, and whom to think of.

mod care;
mod clock;
mod export;
mod grid;
mod line;
mod list;
mod messages;
mod month;
pub(crate) mod notify;
mod place;
mod quick;
mod sheet;
mod snooze;
mod whole;
mod words;
mod words_care;

pub(super) use care::rows as care_rows;
pub(super) use clock::{near, near_day, today};
pub use clock::{typed, zone};
pub(super) use line::{Tells, Way, back_to_place, call, line};
pub(super) use sheet::sheet;
pub(super) use snooze::dialog as snooze_dialog;
pub use whole::{Read, told_by};

use crate::app::go;
use crate::commands::offer_said;
use crate::data;
use crate::forms;
use crate::i18n::{Msg, t};
use crate::selling::asked;
use crate::selling::whose::{Choice, Whose};
use crate::state::{Derived, Slot};
use crate::ui::{Glyph, Icon, Skeleton, erase};
pub(super) use asked::Asked;
use leptos::prelude::*;
use model::Day;
use model::schema::task;
use place::{Place, View};
use protocol::{
    AgendaAnswer, AgendaDeed, AgendaItems, AgendaQuery, AgendaSpan, Care, Request, Sealed, SellingAnswer, SellingDeed,
    SellingQuery,
};
use std::sync::Arc;

/// Under which name this browser remembers whose agenda is shown.
const WHOSE: &str = "rapport.agenda.whose";
/// Lines of the list at first, and how many more at a time.
const LIST_TOP: u32 = 60;
/// The same of a day.
const DAY_TOP: u32 = 200;
/// Lines of each day of a week; the others are told as a number.
const WEEK_MAX: u32 = 100;
/// People of each kind to think of.
const CARE_MAX: u32 = 100;

/// Asks, and asks anew when what the question is made of changes.
pub(super) fn ask(question: impl Fn() -> Option<AgendaQuery> + 'static) -> Asked {
    asked::ask(move || question().map(SellingQuery::Agenda))
}

/// Something of the answer that is there; reactive.
pub(super) fn read<T>(answer: Asked, f: impl FnOnce(&AgendaAnswer) -> Option<T>) -> Option<T> {
    asked::read(answer, |answer| match answer {
        SellingAnswer::Agenda(answer) => f(answer),
        _ => None,
    })
}

/// Does a step, told with undo.
pub(super) fn act(deed: AgendaDeed) {
    data::act(Request::Sell(Sealed::new(&SellingDeed::Agenda(deed))));
}

/// Whose work is shown, here and in the morning: at first that of the user at this device.
pub(super) fn whose() -> Choice {
    Choice::kept(WHOSE, Whose::Mine)
}

/// The days that are shown: the span that is asked for.
fn span(place: Place, today: Day) -> (Option<Day>, Option<Day>) {
    let day = place.day.unwrap_or(today);
    match place.view {
        View::List | View::Care => (None, None),
        View::Day => (Some(day), Some(day)),
        View::Week => {
            let start = clock::week_start(day);
            (Some(start), Some(Day(start.0 + 6)))
        }
        View::Month => {
            let start = clock::week_start(clock::month_start(day, 0));
            (Some(start), Some(Day(start.0 + month::WEEKS * 7 - 1)))
        }
    }
}

/// The page.
#[component]
pub fn AgendaPage() -> impl IntoView {
    notify::start();
    let place = Place::now();
    let today = clock::today();
    let whose = whose();
    let done = Slot::new(false);
    // How many times the first lines.
    let top = Slot::new(1);
    // The open task does not change what is asked.
    let shown = Derived::new(move || Place { task: None, ..place.get() });
    let answer = ask(move || {
        let (place, today) = (shown.get(), today.get());
        let (zone, owners) = (clock::zone(), whose.owners()?);
        if place.view == View::Care {
            return Some(AgendaQuery::Care(Care { day: today, zone, owners, limit: CARE_MAX }));
        }
        let (from, to) = span(place, today);
        let list = place.view == View::List;
        let limit = match place.view {
            View::List | View::Care => LIST_TOP * top.get(),
            View::Day => DAY_TOP * top.get(),
            View::Week => WEEK_MAX,
            View::Month => month::CELL_MAX as u32,
        };
        let done = !list || done.get();
        let near = list.then(|| clock::near_days(today));
        Some(AgendaQuery::Span(AgendaSpan { zone, owners, customer: None, from, to, done, coming: !list, near, limit }))
    });
    let way: Way = Arc::new(move |id| Place { task: Some(id), ..place.get_untracked() }.url());
    let body = erase::view(move || {
        let place = shown.get();
        if place.view == View::Care {
            return care::page(answer, today);
        }
        line::back_to_place();
        let today = today.get();
        let items =
            read(answer, |answer| if let AgendaAnswer::Items(items) = answer { Some(items.clone()) } else { None });
        let more = move || top.update(|top| *top += 1);
        items.map_or_else(waiting, |items: AgendaItems| drawn(&items, place, today, more, &way))
    });
    let close = move || go(&Place { task: None, ..place.get_untracked() }.url());
    let task = Derived::new(move || place.with(|place| place.task));
    let quick_day = move || {
        shown.with(|place| place.day).filter(|_| shown.with(|place| place.view == View::Day)).unwrap_or(today.get())
    };
    let save = move || untrack(|| whose.owners()).into_iter().for_each(|owners| export::save(None, owners));
    offer_said("calendar-file", &words::SAVE_FILE, "export ics daochu rili dcrl", Glyph::Export, save);
    view! {
        <div class="page agenda-page">
            <header class="page-head">
                <h1>{t(&words::TITLE)}</h1>
                {whose.view()}
                <div class="agenda-end">
                    {notify::switch()}
                    <button type="button" class="button quiet" title=t(&words::EXPORT_NOTE) on:click=move |_| save()>
                        <Icon of=Glyph::Export />
                        <span>{t(&words::EXPORT)}</span>
                    </button>
                    {new_task()}
                </div>
            </header>
            {tabs(shown)}
            {erase::show(move || shown.with(|place| place.view != View::Care), move || quick::quick(quick_day))}
            {controls(shown, today, done)}
            {body}
            {sheet::sheet(task, close)}
            {snooze::dialog()}
        </div>
    }
    .into_any()
}

fn waiting() -> AnyView {
    view! { <Skeleton lines=8 /> }.into_any()
}

fn drawn(items: &AgendaItems, place: Place, today: Day, more: impl Fn() + Send + Sync + 'static, way: &Way) -> AnyView {
    let day = place.day.unwrap_or(today);
    match place.view {
        View::List | View::Care => list::list(items, today, more, way),
        View::Week => grid::grid(items, (place.view, day), today, way),
        View::Day => {
            let rest = crate::ui::more(items.items.len(), items.total, more);
            view! { {grid::grid(items, (place.view, day), today, way)}{rest} }.into_any()
        }
        View::Month => month::month(items, clock::month_start(day, 0), today, way),
    }
}

/// The form for what the line cannot say.
fn new_task() -> AnyView {
    let added = move |id| go(&Place { view: View::List, day: None, task: Some(id) }.url());
    forms::create("button", &task::COLLECTION, Arc::new(Vec::new), Arc::new(added))
}

fn tabs(shown: Derived<Place>) -> AnyView {
    let tab = move |view: View| {
        let name = match view {
            View::List => &words::LIST,
            View::Day => &words::DAY,
            View::Week => &words::WEEK,
            View::Month => &words::MONTH,
            View::Care => &words::CARE,
        };
        let href = erase::text(move || Place { view, ..shown.get() }.url());
        let current = erase::attribute(move || (shown.with(|place| place.view) == view).then(|| "page".to_owned()));
        view! { <a class="tab" href=href aria-current=current>{t(name)}</a> }.into_any()
    };
    let tabs: Vec<AnyView> = View::ALL.into_iter().map(tab).collect();
    view! { <nav class="tabs agenda-tabs" aria-label=t(&words::VIEWS)>{tabs}</nav> }.into_any()
}

/// Which days are shown, and the way to others; of the list, whether what is done is shown.
fn controls(shown: Derived<Place>, today: Derived<Day>, done: Slot<bool>) -> AnyView {
    erase::view(move || {
        let place = shown.get();
        let day = place.day.unwrap_or(today.get());
        let (step, name): (fn(Day, i32) -> Day, String) = match place.view {
            View::Care => return erase::nothing(),
            View::List => return done_switch(done),
            View::Day => (|day, n| Day(day.0 + n), clock::weekday_name(day, "long") + " · " + &crate::format::day(day)),
            View::Week => {
                let start = clock::week_start(day);
                let name = format!("{} – {}", clock::day_name(start), crate::format::day(Day(start.0 + 6)));
                (|day, n| Day(day.0 + 7 * n), name)
            }
            View::Month => (clock::month_start, crate::format::month(day)),
        };
        let link = |to: Option<Day>, name: &'static Msg, icon: Glyph, class: &'static str| {
            view! {
                <a class=class href=Place { day: to, ..place }.url() title=t(name) aria-label=t(name)><Icon of=icon /></a>
            }
            .into_any()
        };
        let back = Place { day: None, ..place }.url();
        let away = (place.day.is_some()).then(|| view! { <a class="button quiet" href=back>{t(&words::GO_TODAY)}</a> }.into_any());
        view! {
            <div class="agenda-span">
                {link(Some(step(day, -1)), &words::BEFORE, Glyph::Back, "button quiet icon-only")}
                <p class="agenda-span-name" role="status">{name}</p>
                {link(Some(step(day, 1)), &words::AFTER, Glyph::Back, "button quiet icon-only agenda-forward")}
                {away}
            </div>
        }
        .into_any()
    })
    .into_any()
}

fn done_switch(done: Slot<bool>) -> AnyView {
    view! {
        <label class="agenda-switch">
            <input type="checkbox" prop:checked=done.get_untracked() on:change:target=move |event| done.set(event.target().checked()) />
            <span>{t(&words::SHOW_DONE)}</span>
        </label>
    }
    .into_any()
}
