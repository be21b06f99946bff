//! The agenda as a list: what is late first, then by nearness.

use super::line::{Tells, Way, is_done, line};
use super::{clock, words};
use crate::format;
use crate::i18n::{Msg, t, tf};
use crate::ui::EmptyState;
use crate::ui::erase;
use leptos::prelude::*;
use model::{Day, OptionId};
use protocol::{AgendaItem, AgendaItems};

const EVENT: OptionId = OptionId(2);

/// The group in which a line stands.
fn group(item: &AgendaItem, today: Day) -> Option<&'static Msg> {
    let Some(when) = item.when else { return Some(&words::NO_DAY) };
    let last = item.ends.map_or(when.day, |ends| ends.day.max(when.day));
    let week = clock::week_start(today).0 + 7;
    Some(match when.day {
        // An event that is over does not wait any more.
        _ if item.kind == EVENT && last < today => return None,
        day if item.kind == EVENT && day < today => &words::TODAY,
        day if day < today => &words::OVERDUE,
        day if day == today => &words::TODAY,
        day if day.0 == today.0 + 1 => &words::TOMORROW,
        day if day.0 < week => &words::THIS_WEEK,
        _ => &words::LATER,
    })
}

const GROUPS: [&Msg; 6] =
    [&words::OVERDUE, &words::TODAY, &words::TOMORROW, &words::THIS_WEEK, &words::LATER, &words::NO_DAY];

/// The list; `more` asks for more lines of it.
pub(super) fn list(
    items: &AgendaItems,
    today: Day,
    (done, more): (bool, impl Fn() + Send + Sync + 'static),
    way: &Way,
) -> AnyView {
    let groups = GROUPS.map(|name| {
        let of =
            |item: &&AgendaItem| !is_done(item) && group(item, today).is_some_and(|group| std::ptr::eq(group, name));
        let lines: Vec<AnyView> = items.items.iter().filter(of).map(|item| line(item, tells(name), way)).collect();
        section(name, lines)
    });
    let finished = items.items.iter().rev().filter(|item| done && is_done(item));
    let finished: Vec<AnyView> = finished.map(|item| line(item, Tells::Day, way)).collect();
    let finished = section(&words::COMPLETE, finished);
    let groups: Vec<AnyView> = groups.into_iter().chain([finished]).flatten().collect();
    if groups.is_empty() {
        let (title, text) = match items.any {
            true => (&words::ALL_DONE, &words::ALL_DONE_TEXT),
            false => (&words::EMPTY, &words::EMPTY_TEXT),
        };
        let begin = || {
            let input = document().query_selector(".agenda-quick input").ok().flatten();
            if let Some(input) =
                input.and_then(|input| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(input).ok())
            {
                let _ = input.focus();
            }
        };
        return view! {
            <EmptyState title=t(title) text=erase::text(move || t(text).to_owned())>
                {crate::ui::button("button primary", &words::EMPTY_ACTION, begin)}
            </EmptyState>
        }
        .into_any();
    }
    let shown = items.items.len() as u32;
    let some = (shown < items.total).then(|| {
        let (n, all) = (format::integer(shown.into()), format::integer(items.total.into()));
        view! {
            <p class="note">
                {tf(&words::SHOWN, &[("n", &n), ("all", &all)])} " " {crate::ui::button("button quiet", &words::SHOW_MORE, more)}
            </p>
        }
        .into_any()
    });
    view! { {groups}{some} }.into_any()
}

fn tells(group: &'static Msg) -> Tells {
    let days = [&words::TODAY, &words::TOMORROW].map(std::ptr::from_ref::<Msg>);
    if days.contains(&std::ptr::from_ref(group)) { Tells::Time } else { Tells::Day }
}

fn section(name: &'static Msg, lines: Vec<AnyView>) -> Option<AnyView> {
    if lines.is_empty() {
        return None;
    }
    let late = std::ptr::eq(name, &raw const words::OVERDUE);
    Some(
        view! {
            <section class="agenda-group" class:late=late>
                <h2>{t(name)}{" "}<span class="count muted">{format::integer(lines.len() as u64)}</span></h2>
                <ul class="agenda-lines">{lines}</ul>
            </section>
        }
        .into_any(),
    )
}
