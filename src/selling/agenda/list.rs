//! The agenda as a list: what is late first, then by nearness.

use super::line::{EVENT, Tells, Way, is_open, line};
use super::{clock, words};
use crate::format;
use crate::i18n::{Msg, t};
use crate::ui::EmptyState;
use crate::ui::erase;
use leptos::prelude::*;
use model::Day;
use protocol::{AgendaGroup, AgendaItem, AgendaItems, NearDays};

/// What a group is called.
fn name(group: AgendaGroup) -> &'static Msg {
    match group {
        AgendaGroup::Overdue => &words::OVERDUE,
        AgendaGroup::Today => &words::TODAY,
        AgendaGroup::Tomorrow => &words::TOMORROW,
        AgendaGroup::ThisWeek => &words::THIS_WEEK,
        AgendaGroup::Later => &words::LATER,
        AgendaGroup::NoDay => &words::NO_DAY,
        AgendaGroup::Done => &words::COMPLETE,
    }
}

fn group(item: &AgendaItem, near: NearDays) -> Option<AgendaGroup> {
    if !is_open(item) {
        return Some(AgendaGroup::Done);
    }
    near.group(item.when.map(|when| when.day), item.ends.map(|ends| ends.day), item.kind == EVENT)
}

/// The list; `more` asks for more lines of it.
pub(super) fn list(items: &AgendaItems, today: Day, more: impl Fn() + Send + Sync + 'static, way: &Way) -> AnyView {
    let near = clock::near_days(today);
    let section = |(of, all): (AgendaGroup, u32)| {
        let tells = match of {
            AgendaGroup::Today | AgendaGroup::Tomorrow => Tells::Time,
            _ => Tells::Day,
        };
        let lines = items.items.iter().filter(|item| group(item, near) == Some(of));
        let lines: Vec<AnyView> = lines.map(|item| line(item, tells, way)).collect();
        section(of, all, lines)
    };
    let groups: Vec<AnyView> = AgendaGroup::ALL.into_iter().zip(items.groups).filter_map(section).collect();
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
    view! { {groups}{crate::ui::more(items.items.len(), items.total, more)} }.into_any()
}

/// A group with how many are in it, be they shown or not; nothing while none is shown.
fn section(group: AgendaGroup, all: u32, lines: Vec<AnyView>) -> Option<AnyView> {
    if lines.is_empty() {
        return None;
    }
    Some(
        view! {
            <section class="agenda-group" class:late=group == AgendaGroup::Overdue>
                <h2>{t(name(group))}{" "}<span class="count muted">{format::integer(all.into())}</span></h2>
                <ul class="agenda-lines">{lines}</ul>
            </section>
        }
        .into_any(),
    )
}
