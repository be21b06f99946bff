//! The way past those who were chosen: in a short order, or in the reader's own; with times; and into the agenda.

use super::{Day, ask, distance, map_link, read, way_links, words};
use crate::data;
use crate::format;
use crate::i18n::{t, tf};
use crate::selling::me;
use crate::state::{Derived, Slot};
use crate::ui::field::{local_instant, today};
use crate::ui::{Glyph, Icon, button, erase};
use js_sys::Date;
use leptos::prelude::*;
use protocol::{FieldAnswer, FieldDeed, FieldQuery, Request, Route, Sealed, SellingDeed, Stop, Way};
use std::sync::Arc;

/// When the first visit begins, where nobody says otherwise: at nine, later in the day at the next quarter of an hour, in the evening tomorrow.
fn first() -> (String, String) {
    let now = Date::new_0();
    let quarters = (now.get_hours() * 4 + now.get_minutes() / 15 + 1).max(9 * 4);
    match quarters {
        0..72 => (today().iso(), format!("{:02}:{:02}", quarters / 4, quarters % 4 * 15)),
        _ => (model::Day(today().0 + 1).iso(), "09:00".to_owned()),
    }
}

/// How long a visit takes, where nobody says otherwise.
const MINUTES: u32 = 45;

#[derive(Clone, Copy)]
struct Plan {
    day: Day,
    date: Slot<String>,
    time: Slot<String>,
    minutes: Slot<u32>,
}

impl Plan {
    /// What is to be found out, while anybody is chosen.
    fn route(self) -> Option<Route> {
        let stops = self.day.stops.get();
        let start = local_instant(&format!("{}T{}", self.date.get(), self.time.get()))?;
        let from = self.day.start.with(|start| start.as_ref().map(|start| start.position));
        (!stops.is_empty()).then(|| Route {
            from,
            stops,
            as_given: self.day.as_given.get(),
            start,
            minutes: self.minutes.get(),
        })
    }
}

pub(super) fn section(day: Day) -> AnyView {
    let (date, time) = first();
    let plan = Plan { day, date: Slot::new(date), time: Slot::new(time), minutes: Slot::new(MINUTES) };
    let answer = ask(move || plan.route().map(FieldQuery::Route));
    let way = Derived::new(move || {
        read(answer, |answer| match answer {
            FieldAnswer::Route(way) => Some(Arc::new(way.clone())),
            _ => None,
        })
    });
    let any = Derived::new(move || day.stops.with(|stops| !stops.is_empty()));
    let content = erase::view(move || {
        match any.get() {
        false => view! { <p class="note">{t(&words::NOBODY_CHOSEN)}</p> }.into_any(),
        true => view! {
            {when(plan)}
            {total(way, day)}
            {stops(way, day)}
            <div class="button-row">
                {button("button primary", &words::PLAN, move || save(plan, way))}
                {erase::view(move || {
                    let stops = way.with(|way| way.as_ref().map(|way| way.stops.iter().filter_map(|stop| stop.position).collect()));
                    way_links(&stops.unwrap_or_else(Vec::new)).into_any()
                })}
                {button("button quiet", &words::CLEAR, move || day.stops.set(Vec::new()))}
            </div>
        }
        .into_any(),
    }
    });
    view! {
        <section class="field-route" aria-label=t(&words::WAY)>
            <h2>{t(&words::WAY)}</h2>
            {content}
        </section>
    }
    .into_any()
}

fn when(plan: Plan) -> AnyView {
    let input = |kind: &'static str, name: &'static crate::i18n::Msg, slot: Slot<String>| {
        view! {
            <label class="form-row">
                <span>{t(name)}</span>
                <input class="input" type=kind prop:value=move || slot.get() on:change=move |event| slot.set(event_target_value(&event)) />
            </label>
        }
        .into_any()
    };
    let minutes = move |event| {
        if let Ok(minutes) = event_target_value(&event).trim().parse::<u32>() {
            plan.minutes.set(minutes.clamp(5, 600));
        }
    };
    view! {
        <div class="field-when">
            {input("date", &words::DAY, plan.date)}
            {input("time", &words::FIRST_VISIT, plan.time)}
            <label class="form-row">
                <span>{t(&words::MINUTES_EACH)}</span>
                <input class="input" type="number" min="5" max="600" step="5" prop:value=move || plan.minutes.get().to_string()
                    on:change=minutes />
            </label>
        </div>
    }
    .into_any()
}

fn total(way: Derived<Option<Arc<Way>>>, day: Day) -> AnyView {
    let text = erase::text(move || {
        way.with(|way| {
            way.as_ref().map_or(String::new(), |way| {
                let metres = u32::try_from(way.metres).unwrap_or(u32::MAX);
                tf(&words::TOTAL, &[("n", &format::integer(way.stops.len() as u64)), ("way", &distance(metres))])
            })
        })
    });
    let shortest = erase::maybe(move || {
        day.as_given.get().then(|| button("button quiet", &words::SHORTEST, move || day.as_given.set(false)))
    });
    view! {
        <div class="field-total">
            <p role="status">{text}</p>
            {shortest}
        </div>
    }
    .into_any()
}

fn stops(way: Derived<Option<Arc<Way>>>, day: Day) -> AnyView {
    let rows = erase::view(move || {
        let Some(way) = way.get() else { return erase::nothing() };
        let order: Vec<_> = way.stops.iter().map(|stop| stop.customer).collect();
        let one = |(at, stop): (usize, &Stop)| {
            let order = order.clone();
            let put = move |to: usize| {
                let mut order = order.clone();
                let stop = order.remove(at);
                order.insert(to, stop);
                day.stops.set(order);
                day.as_given.set(true);
            };
            row(at, way.stops.len(), stop, day, put)
        };
        way.stops.iter().enumerate().map(one).collect::<Vec<_>>().into_any()
    });
    view! { <ol class="field-stops">{rows}</ol> }.into_any()
}

fn row(at: usize, count: usize, stop: &Stop, day: Day, put: impl Fn(usize) + Clone + 'static) -> AnyView {
    let id = stop.customer;
    let times = format!("{} – {}", format::time(stop.starts as f64), format::time(stop.ends as f64));
    let leg = stop.metres.map(|metres| tf(&words::LEG, &[("way", &distance(metres))]));
    let leg = leg.or_else(|| stop.position.is_none().then(|| t(&words::WITHOUT_PLACE).to_owned())).unwrap_or_default();
    let name = if stop.name.is_empty() { t(&words::UNNAMED).to_owned() } else { stop.name.clone() };
    let (up, down) = (put.clone(), put);
    let move_button = |icon, label: String, off: bool, act: Box<dyn Fn()>| {
        view! {
            <button type="button" class="button quiet icon-only" title=label.clone() aria-label=label disabled=off on:click=move |_| act()>
                <Icon of=icon />
            </button>
        }
        .into_any()
    };
    let told = |msg| tf(msg, &[("name", &name)]);
    let out = move || day.stops.update(|stops| stops.retain(|stop| *stop != id));
    let map = stop.position.map(|position| map_link(position, &words::MAP));
    view! {
        <li class="field-stop">
            <span class="field-who">
                <a href=format!("customers?id={id}")>{name.clone()}</a>
                <span class="muted">{times} " · " {leg}</span>
            </span>
            <span class="field-moves">
                {map}
                {move_button(Glyph::Up, told(&words::EARLIER), at == 0, Box::new(move || up(at.saturating_sub(1))))}
                {move_button(Glyph::Down, told(&words::LATER), at + 1 == count, Box::new(move || down(at + 1)))}
                {move_button(Glyph::Close, told(&words::LEAVE_OUT), false, Box::new(out))}
            </span>
        </li>
    }
    .into_any()
}

/// The visits become events, as they stand.
fn save(plan: Plan, way: Derived<Option<Arc<Way>>>) {
    let Some(route) = untrack(|| plan.route()) else { return };
    let shown = way
        .with_untracked(|way| way.as_ref().map(|way| way.stops.iter().map(|stop| stop.customer).collect::<Vec<_>>()));
    let Some(stops) = shown else { return };
    let deed = FieldDeed::PlanVisits {
        route: Route { stops, as_given: true, ..route },
        title: t(&words::VISIT_TITLE).to_owned(),
        owner: untrack(me),
    };
    let done = move |saved: bool| {
        if saved {
            plan.day.stops.set(Vec::new());
            plan.day.as_given.set(false);
        }
    };
    data::act_telling(Request::Sell(Sealed::new(&SellingDeed::Field(deed))), Box::new(done));
}
