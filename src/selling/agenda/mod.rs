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
mod words;
mod words_care;

pub(super) use care::row as care_row;
pub(super) use clock::{near, near_day, today};
pub use clock::{typed, zone};
pub(super) use line::{Tells, Way, back_to_place, call, line};
pub(super) use sheet::sheet;
pub(super) use snooze::dialog as snooze_dialog;

use crate::app::go;
use crate::commands::offer_said;
use crate::data::{self, prefs};
use crate::forms;
use crate::i18n::{Msg, t};
use crate::selling::asked;
use crate::state::{Derived, Slot};
use crate::ui::{Glyph, Icon, Skeleton, erase};
pub(super) use asked::Asked;
use leptos::prelude::*;
use model::schema::task;
use model::{Day, RecordId};
use place::{Place, View};
use protocol::{
    AgendaAnswer, AgendaDeed, AgendaItems, AgendaQuery, AgendaSpan, Care, CareAnswer, Request, Sealed, SellingAnswer,
    SellingDeed, SellingQuery,
};
use std::sync::Arc;

/// Whether everybody's agenda is shown, as this browser remembers it.
const EVERYBODY: &str = "rapport.agenda.everybody";
/// Lines of the list at first, and how many more at a time.
const LIST_TOP: u32 = 60;
/// Lines of a calendar.
const SPAN_MAX: u32 = 1_000;
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

/// Whose work is shown: that of the user at this device, or everybody's.
pub(super) fn whose() -> Slot<bool> {
    Slot::new(prefs::get(EVERYBODY).is_some_and(|all| all.as_bool() == Some(true)))
}

/// The owner whose agenda it is; `None` for everybody.
pub(super) fn owner(everybody: Slot<bool>) -> Option<RecordId> {
    if everybody.get() { None } else { super::me() }
}

/// The choice between one's own work and everybody's, where it is known who sits here.
pub(super) fn whose_choice(everybody: Slot<bool>) -> AnyView {
    let choose = move |all: bool| {
        prefs::set(EVERYBODY, &all.into());
        everybody.set(all);
    };
    erase::maybe(move || {
        super::me()?;
        offer_said("mine", &words::ONLY_MINE, "wode wd", Glyph::Contact, move || choose(false));
        offer_said("everybody", &words::EVERYBODYS, "suoyou sy", Glyph::Customers, move || choose(true));
        let tab = move |all: bool, name: &'static Msg| {
            let pressed = erase::attribute(move || Some((everybody.get() == all).to_string()));
            view! {
                <button type="button" class="button quiet" aria-pressed=pressed on:click=move |_| choose(all)>{t(name)}</button>
            }
            .into_any()
        };
        Some(
            view! {
                <span class="agenda-pair" role="group" aria-label=t(&words::WHOSE)>
                    {tab(false, &words::MINE)}
                    {tab(true, &words::ALL)}
                </span>
            }
            .into_any(),
        )
    })
    .into_any()
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
    let everybody = whose();
    let done = Slot::new(false);
    let top = Slot::new(LIST_TOP);
    // The open task does not change what is asked.
    let shown = Derived::new(move || Place { task: None, ..place.get() });
    let answer = ask(move || {
        let (place, today) = (shown.get(), today.get());
        let (zone, owner) = (clock::zone(), owner(everybody));
        if place.view == View::Care {
            return Some(AgendaQuery::Care(Care { day: today, zone, owner, limit: CARE_MAX }));
        }
        let (from, to) = span(place, today);
        let list = place.view == View::List;
        let limit = if list { top.get() } else { SPAN_MAX };
        let done = !list || done.get();
        let near = list.then(|| clock::near_days(today));
        Some(AgendaQuery::Span(AgendaSpan { zone, owner, customer: None, from, to, done, coming: !list, near, limit }))
    });
    let way: Way = Arc::new(move |id| Place { task: Some(id), ..place.get_untracked() }.url());
    let body = erase::view(move || {
        line::back_to_place();
        let (place, today) = (shown.get(), today.get());
        if place.view == View::Care {
            let care =
                read(answer, |answer| if let AgendaAnswer::Care(care) = answer { Some(care.clone()) } else { None });
            return care.map_or_else(waiting, |care: CareAnswer| {
                view! { <p class="note">{t(&words_care::ABOUT)}</p>{care::settings(&care)}{care::list(&care, today)} }.into_any()
            });
        }
        let items =
            read(answer, |answer| if let AgendaAnswer::Items(items) = answer { Some(items.clone()) } else { None });
        let more = move || top.update(|top| *top += LIST_TOP);
        items.map_or_else(waiting, |items: AgendaItems| drawn(&items, place, today, more, &way))
    });
    let close = move || go(&Place { task: None, ..place.get_untracked() }.url());
    let task = Derived::new(move || place.with(|place| place.task));
    let quick_day = move || {
        shown.with(|place| place.day).filter(|_| shown.with(|place| place.view == View::Day)).unwrap_or(today.get())
    };
    view! {
        <div class="page agenda-page">
            <header class="page-head">
                <h1>{t(&words::TITLE)}</h1>
                {whose_choice(everybody)}
                <div class="agenda-end">
                    {notify::switch()}
                    <button type="button" class="button quiet" title=t(&words::EXPORT_NOTE) on:click=move |_| export::save(None, untrack(|| owner(everybody)))>
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
        View::Day | View::Week => grid::grid(items, (place.view, day), today, way),
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
