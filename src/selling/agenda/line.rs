//! One line of the agenda: done with one tap, opened, called about, put off.

use super::{act, clock, snooze, words};
use crate::app::go;
use crate::fields;
use crate::i18n::{t, tf};
use crate::turns;
use crate::ui::field::address;
use crate::ui::{Glyph, Icon, erase};
use leptos::prelude::*;
use model::input::dialled;
use model::{OptionId, RecordId, options};
use protocol::{AgendaDeed, AgendaItem};
use std::cell::{Cell, RefCell};
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::DragEvent;

/// The way to a task: where it is open.
pub(in crate::selling) type Way = Arc<dyn Fn(RecordId) -> String + Send + Sync>;

/// What a line tells beside its subject.
#[derive(Clone, Copy, PartialEq)]
pub(in crate::selling) enum Tells {
    /// The day and the time.
    Day,
    /// The time only: the day stands above.
    Time,
}

const COMPLETED: OptionId = OptionId(3);
const CANCELLED: OptionId = OptionId(5);
const HIGH: OptionId = OptionId(3);
pub(super) const EVENT: OptionId = OptionId(2);

thread_local! {
    static DRAGGED: RefCell<Option<AgendaItem>> = const { RefCell::new(None) };
    static TICKED: Cell<Option<usize>> = const { Cell::new(None) };
}

/// What is being dragged, if anything; it is let go of.
pub(super) fn dropped() -> Option<AgendaItem> {
    DRAGGED.take()
}

pub(super) fn is_dragging() -> bool {
    DRAGGED.with_borrow(Option::is_some)
}

/// Remembers which box was ticked: its line goes, and the cursor would go with it.
pub(super) fn keep_place(event: &web_sys::Event) {
    let ticked = event.target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
    let at = boxes().iter().position(|node| ticked.as_ref().is_some_and(|ticked| ticked == node));
    TICKED.set(at);
}

fn boxes() -> Vec<web_sys::Node> {
    let all = document().query_selector_all(".agenda-check").ok();
    all.map_or_else(Vec::new, |all| (0..all.length()).filter_map(|at| all.get(at)).collect())
}

/// The cursor goes to the box that stands where the ticked one stood, once what changed is drawn.
pub(in crate::selling) fn back_to_place() {
    if TICKED.get().is_none() {
        return;
    }
    erase::spawn(async {
        turns::next().await;
        let body = document().body().map(web_sys::Node::from);
        let lost = document().active_element().map(web_sys::Node::from) == body;
        // Until the line is gone the cursor stands in it.
        if let Some(at) = TICKED.get().filter(|_| lost) {
            TICKED.set(None);
            let boxes = boxes();
            let node = boxes.get(at).or(boxes.last()).cloned();
            if let Some(input) = node.and_then(|node| node.dyn_into::<web_sys::HtmlElement>().ok()) {
                let _ = input.focus();
            }
        }
    });
}

/// Begins to drag a line, where it may go elsewhere.
fn drag(event: &DragEvent, item: Option<&AgendaItem>) {
    if let (Some(item), Some(data)) = (item, event.data_transfer()) {
        // Some browsers drag only what has a text.
        let _ = data.set_data("text/plain", &subject(item));
    }
    DRAGGED.set(item.cloned());
}

/// Neither done nor cancelled.
pub(super) fn is_open(item: &AgendaItem) -> bool {
    ![COMPLETED, CANCELLED].contains(&item.status)
}

/// The box that is ticked when it is done; nothing for what is not kept yet and so cannot be done.
fn tick(item: &AgendaItem) -> Option<AnyView> {
    let (id, open) = (item.id, is_open(item));
    let check = move |event: web_sys::Event| {
        keep_place(&event);
        let zone = clock::zone();
        act(if open { AgendaDeed::Complete { tasks: vec![id], zone } } else { AgendaDeed::Reopen { tasks: vec![id] } });
    };
    let told = tf(&words::DONE_NAMED, &[("name", &subject(item))]);
    let made = || {
        view! {
            <span class="agenda-box">
                <input type="checkbox" class="agenda-check" aria-label=told prop:checked=!open on:change=check />
            </span>
        }
        .into_any()
    };
    (!item.coming).then(made)
}

/// The way to call a number; nothing where none is known.
pub(in crate::selling) fn call(phone: &str, told: String) -> Option<AnyView> {
    let number = dialled(phone);
    let link = || {
        view! {
            <a class="button quiet icon-only" rel="external" href=format!("tel:{number}") title=told.clone() aria-label=told>
                <Icon of=Glyph::Call />
            </a>
        }
        .into_any()
    };
    (!number.is_empty()).then(link)
}

/// The line.
pub(in crate::selling) fn line(item: &AgendaItem, tells: Tells, way: &Way) -> AnyView {
    let name = subject(item);
    let (id, open) = (item.id, is_open(item));
    let call = open.then(|| call(&item.phone, tf(&words::CALL_NAMED, &[("name", &name)]))).flatten();
    let later = (open && !item.coming).then(|| {
        let told = tf(&words::PUT_OFF_NAMED, &[("name", &name)]);
        view! {
            <button type="button" class="button quiet icon-only" title=told.clone() aria-label=told
                on:click=move |_| snooze::open(id)>
                <Icon of=Glyph::Later />
            </button>
        }
        .into_any()
    });
    let dragged = item.clone();
    let movable = open && !item.coming;
    view! {
        <li class="agenda-line" class:done=!open class:coming=item.coming draggable=movable.then_some("true")
            on:dragstart=move |event| drag(&event, Some(&dragged).filter(|_| movable)) on:dragend=move |_| DRAGGED.set(None)>
            {tick(item)}
            <div class="agenda-what">
                <a class="agenda-subject" href=way(id)>{name}</a>
                <p class="agenda-meta">{meta(item, tells)}</p>
            </div>
            <span class="agenda-tools">{call}{later}</span>
        </li>
    }
    .into_any()
}

/// The subject.
pub(in crate::selling) fn subject(item: &AgendaItem) -> String {
    if item.name.is_empty() { t(&words::NO_NAME).to_owned() } else { item.name.clone() }
}

/// The time, or that it is the whole day.
pub(super) fn times(item: &AgendaItem) -> Option<String> {
    let when = item.when?;
    let Some(minute) = when.minute else { return Some(t(&words::WHOLE_DAY).to_owned()) };
    let from = clock::time(when.day, minute);
    let to =
        item.ends.filter(|ends| ends.day == when.day && !item.snoozed).and_then(|ends| Some((ends.day, ends.minute?)));
    Some(match to {
        Some((day, to)) if to > minute => tf(&words::UNTIL_TIME, &[("from", &from), ("to", &clock::time(day, to))]),
        _ => from,
    })
}

fn meta(item: &AgendaItem, tells: Tells) -> AnyView {
    let (when, kind, times) = (item.when, item.kind, times(item));
    let open = is_open(item);
    let time = erase::maybe(move || {
        let when = when?;
        let today = clock::zone().local(clock::now()).0;
        // An event that is over is not late.
        let late = open
            && kind != EVENT
            && (when.day < today
                || when.minute.is_some_and(|minute| clock::zone().instant(when.day, minute) < clock::now()));
        let day = (tells == Tells::Day).then(|| clock::near_day(when.day, today));
        let times = times.clone().filter(|_| when.minute.is_some() || tells == Tells::Time);
        let text = day.into_iter().chain(times).collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            return None;
        }
        // The colour is not the only sign.
        let told = late.then(|| view! { <span class="visually-hidden">{t(&words::LATE)}</span> }.into_any());
        Some(view! { <span class="agenda-when" class:late=late>{text}{told}</span> }.into_any())
    });
    let pressing = item.priority.filter(|priority| *priority >= HIGH && open).map(|priority| {
        view! { <span class="agenda-pressing">{fields::choice(&options::PRIORITY, priority).label}</span> }.into_any()
    });
    let customer = item
        .customer
        .as_ref()
        .map(|(id, name)| view! { <a href=format!("customers?id={id}")>{name.clone()}</a> }.into_any());
    let about = item
        .about
        .as_ref()
        .and_then(|(of, id, name)| Some(view! { <a href=address(*of, *id)?>{name.clone()}</a> }.into_any()));
    let repeat = item.repeat.map(|repeat| {
        let how = fields::choice(&options::REPEAT, repeat).label;
        let text = if item.coming { t(&words::COMING).to_owned() } else { how.clone() };
        view! { <span title=tf(&words::REPEATS, &[("how", &how)])>{text}</span> }.into_any()
    });
    let other = (item.kind != OptionId(1)).then(|| {
        let kind = fields::choice(&options::TASK_KIND, item.kind).label;
        view! { <span>{kind}</span> }.into_any()
    });
    let place = (!item.place.is_empty()).then(|| view! { <span>{item.place.clone()}</span> }.into_any());
    let snoozed = (item.snoozed && open).then(|| view! { <span>{t(&words::PUT_OFF_MARK)}</span> }.into_any());
    let whose = item.owner.as_ref().filter(|(id, _)| Some(*id) != super::super::me());
    let whose = whose.map(|(_, name)| view! { <span>{name.clone()}</span> }.into_any());
    let parts: Vec<AnyView> =
        [pressing, customer, about, other, repeat, place, snoozed, whose].into_iter().flatten().collect();
    view! { {time}{parts} }.into_any()
}

/// Where a chip stands among the hours of a day, as the style sheet takes it; nothing for one that stands in a list.
#[derive(Default)]
pub(super) struct At {
    /// With the box that says it is done; the style sheet shows it where a day has the room.
    pub(super) tick: bool,
    pub(super) top: String,
    pub(super) height: String,
    pub(super) left: String,
    pub(super) width: String,
}

/// A line in a narrow place: the time and the subject, a link as a whole.
pub(super) fn chip(item: &AgendaItem, way: &Way, at: At) -> AnyView {
    let time = item.when.and_then(|when| Some(clock::time(when.day, when.minute?)));
    let open = is_open(item);
    let movable = open && !item.coming;
    let dragged = item.clone();
    let to = way(item.id);
    let event = item.kind == EVENT;
    let tick = at.tick.then(|| tick(item)).flatten();
    view! {
        <li class="agenda-chip" class:done=!open class:coming=item.coming class:event=event draggable=movable.then_some("true")
            style:top=at.top style:height=at.height style:left=at.left style:width=at.width
            on:dragstart=move |event| drag(&event, Some(&dragged).filter(|_| movable)) on:dragend=move |_| DRAGGED.set(None)>
            {tick}
            <a href=to.clone() draggable="false" title=subject(item)
                on:click=move |event| { event.prevent_default(); go(&to); }>
                {time.map(|time| view! { <time>{time}</time> }.into_any())}
                <span>{subject(item)}</span>
            </a>
        </li>
    }
    .into_any()
}
