//! Orders and conversations, newest first.

use super::{Shown, TIMELINE_STEP, words};
use crate::fields;
use crate::format;
use crate::forms::{create, create_near};
use crate::i18n::{Msg, t, tf};
use crate::state::{Derived, Slot};
use crate::talks;
use crate::turns;
use crate::ui::field::option_text;
use crate::ui::{Glyph, Icon, button_saying, erase};
use leptos::prelude::*;
use model::options::{ACTIVITY_KIND, ORDER_STATUS};
use model::schema::{Collection, activity, order, payment};
use model::{Day, Money, OptionId, RecordId, Value};
use protocol::{LineAnswer, TalkMore, TimelineEntry};
use std::sync::Arc;

/// Entries drawn in one go: a few milliseconds at a quarter of a desk's speed.
const PIECE: usize = 10;

/// Entries fetched at once where only some of them are shown.
const NARROWED: u32 = 500;

#[derive(Clone, Copy, PartialEq)]
enum Which {
    All,
    Orders,
    Talks,
    /// Conversations of one kind.
    Kind(OptionId),
}

impl Which {
    fn takes(self, entry: &TimelineEntry) -> bool {
        match entry {
            TimelineEntry::Order { .. } => matches!(self, Which::All | Which::Orders),
            TimelineEntry::Activity { kind, .. } => match self {
                Which::Kind(wanted) => *kind == Some(wanted),
                which => which != Which::Orders,
            },
        }
    }
}

#[component]
pub(super) fn Timeline(shown: Shown, timeline_max: Slot<u32>) -> impl IntoView {
    let which = Slot::new(Which::All);
    // What is narrowed shows more of the past at once: most of what was fetched is something else.
    erase::effect(move || {
        if which.get() != Which::All {
            timeline_max.update(|max| *max = (*max).max(NARROWED));
        }
    });
    let entries = Derived::new(move || {
        let which = which.get();
        let read = |customer: &protocol::CustomerAnswer| {
            customer.timeline.iter().filter(|entry| which.takes(entry)).cloned().collect::<Vec<_>>()
        };
        shown.with(read).unwrap_or_default()
    });
    let left = move || {
        shown.with(|customer| customer.timeline_total.saturating_sub(customer.timeline.len() as u32)).unwrap_or(0)
    };
    let more = erase::maybe(move || {
        let left = left();
        let text = tf(&words::MORE, &[("n", &format::integer(u64::from(left)))]);
        (left > 0)
            .then(|| button_saying("button quiet", text, move || timeline_max.update(|max| *max += TIMELINE_STEP)))
    });
    let nothing = erase::maybe(move || {
        let msg = if shown.with(|customer| customer.timeline_total == 0).unwrap_or(false) {
            &words::NOTHING_YET
        } else {
            &words::NOTHING_OF_KIND
        };
        entries.with(Vec::is_empty).then(|| view! { <p class="note">{t(msg)}</p> }.into_any())
    });
    // Each piece is drawn in a turn of its own, for each customer from the first.
    let who = Derived::new(move || shown.with(|customer| customer.id));
    let drawn = Slot::new((None, 0));
    let count = Derived::new(move || match drawn.get() {
        (whose, count) if whose == who.get() => count.max(PIECE),
        _ => PIECE,
    });
    erase::effect(move || {
        let (whose, count) = (who.get(), count.get());
        if count < entries.with(Vec::len) {
            erase::spawn(async move {
                turns::next().await;
                drawn.set((whose, count + PIECE));
            });
        }
    });
    let rows = erase::keyed(move || {
        let row = |entry: TimelineEntry| -> erase::Row { (entry_key(&entry), Box::new(move || one(entry))) };
        entries.with(|entries| entries.iter().take(count.get()).cloned().map(row).collect())
    });
    view! {
        <section class="timeline" aria-label=t(&words::TIMELINE)>
            <header class="timeline-head">
                <h2>{t(&words::TIMELINE)}</h2>
                {switch(which)}
                {kinds(which)}
            </header>
            {add(shown)}
            <ol>{rows}</ol>
            {nothing}
            {more}
        </section>
    }
    .into_any()
}

/// The ways to add an order or a conversation of this customer.
fn add(shown: Shown) -> AnyView {
    let of_order = move || shown.id().map(|id| (order::CUSTOMER.id, Value::Reference(id))).into_iter().collect();
    let of_talk = move || shown.id().map(|id| (activity::CUSTOMER.id, Value::Reference(id))).into_iter().collect();
    let near = Arc::new(move || shown.id());
    view! {
        <div class="add-list">
            {create("button quiet", &order::COLLECTION, Arc::new(of_order), Arc::new(|_| ()))}
            {create("button quiet", &activity::COLLECTION, Arc::new(of_talk), Arc::new(|_| ()))}
            {create_near("button quiet", &payment::COLLECTION, Arc::new(Vec::new), near, Arc::new(|_| ()))}
        </div>
    }
    .into_any()
}

/// What it is and what it shows: an entry that changed is drawn anew.
fn entry_key(entry: &TimelineEntry) -> String {
    match entry {
        TimelineEntry::Order { id, total, number, .. } => {
            format!("{id} {} {number}", total.map_or(0, |total| total.minor))
        }
        TimelineEntry::Activity { id, at, text, more, kind } => format!("{id} {at} {text} {kind:?} {more:?}"),
    }
}

fn switch(which: Slot<Which>) -> AnyView {
    let option = move |(value, msg): (Which, &'static Msg)| {
        view! {
            <button
                type="button"
                aria-pressed=move || (which.get() == value).to_string()
                on:click=move |_| which.set(value)
            >
                {t(msg)}
            </button>
        }
        .into_any()
    };
    let options = [(Which::All, &words::ALL), (Which::Orders, &words::ORDERS), (Which::Talks, &words::TALKS)];
    view! {
        <div class="switch" role="group" aria-label=t(&words::SHOW)>
            {Vec::from(options.map(option))}
        </div>
    }
    .into_any()
}

/// Conversations of one kind only.
fn kinds(which: Slot<Which>) -> AnyView {
    let choose = move |event| {
        let kind = event_target_value(&event).parse().ok().map(OptionId);
        which.set(kind.map_or(Which::Talks, Which::Kind));
    };
    let option = move |choice: fields::Choice| {
        let chosen = erase::flag(move || which.get() == Which::Kind(choice.id));
        view! { <option value=choice.id.0.to_string() prop:selected=chosen>{choice.label}</option> }.into_any()
    };
    let options: Vec<AnyView> = fields::choices(&ACTIVITY_KIND).into_iter().map(option).collect();
    let none = erase::flag(move || !matches!(which.get(), Which::Kind(_)));
    view! {
        <select class="timeline-kind" aria-label=t(&words::KIND_OF_TALK) on:change=choose>
            <option value="" prop:selected=none>{t(&words::ANY_KIND)}</option>
            {options}
        </select>
    }
    .into_any()
}

fn one(entry: TimelineEntry) -> AnyView {
    match entry {
        TimelineEntry::Order { id, day, number, total, status, lines } => {
            order_entry(id, day, number, total, status, lines)
        }
        TimelineEntry::Activity { id, at, kind, text, more } => activity_entry(id, at, kind, &text, &more),
    }
}

/// What an entry is called, and its own page.
fn link(of: &Collection, id: RecordId, name: String) -> AnyView {
    view! { <a href=format!("records?of={}&id={id}", of.name)>{name}</a> }.into_any()
}

fn order_entry(
    id: RecordId,
    day: Day,
    number: String,
    total: Option<Money>,
    status: Option<OptionId>,
    lines: Vec<LineAnswer>,
) -> AnyView {
    let name = match number.as_str() {
        "" => t(&words::ORDER).to_owned(),
        number => tf(&words::ORDER_NUMBER, &[("number", number)]),
    };
    // Completed is the ordinary case: only what differs is worth a word.
    let status = status.filter(|status| Some(*status) != ORDER_STATUS.id("completed"));
    let status = status.map(|status| option_text(&ORDER_STATUS, status)).unwrap_or_default();
    let total = total.map(format::money).unwrap_or_default();
    let count = lines.len().to_string();
    let head = view! {
        <span class="entry-what">{link(&order::COLLECTION, id, name)} <span class="muted">{status}</span></span>
        <span class="num">{total}</span>
    };
    let body = if lines.is_empty() {
        view! { <div class="entry-line">{head}</div> }.into_any()
    } else {
        view! {
            <details>
                <summary class="entry-line">{head}</summary>
                <ul class="lines">{lines.into_iter().map(line).collect::<Vec<_>>()}</ul>
                <span class="visually-hidden">{tf(&words::LINES, &[("n", &count)])}</span>
            </details>
        }
        .into_any()
    };
    entry(Glyph::Order, format::day(day), body)
}

fn line(line: LineAnswer) -> AnyView {
    let LineAnswer { product, quantity, amount } = line;
    view! {
        <li>
            <span>{product}</span>
            <span class="num muted">{quantity.map(|quantity| format!("× {}", quantity.plain())).unwrap_or_default()}</span>
            <span class="num">{amount.map(format::money).unwrap_or_default()}</span>
        </li>
    }
    .into_any()
}

fn activity_entry(id: RecordId, at: i64, kind: Option<OptionId>, text: &str, more: &TalkMore) -> AnyView {
    let icon = match kind.and_then(|kind| ACTIVITY_KIND.value(kind)).map(|kind| kind.name) {
        Some("call") => Glyph::Call,
        Some("meeting") => Glyph::Meeting,
        Some("visit") => Glyph::Visit,
        Some("email") => Glyph::Mail,
        Some("message") => Glyph::Message,
        _ => Glyph::Note,
    };
    let (kind, how) = talks::what(kind, more);
    let body = view! {
        <div class="entry-line">
            <span class="entry-what">{link(&activity::COLLECTION, id, kind)} <span class="muted">{how}</span></span>
        </div>
        {talks::body(text, more)}
    };
    entry(icon, format::instant(at as f64), body.into_any())
}

fn entry(icon: Glyph, when: String, body: AnyView) -> AnyView {
    view! {
        <li class="entry">
            <Icon of=icon />
            <time>{when}</time>
            <div class="entry-body">{body}</div>
        </li>
    }
    .into_any()
}
