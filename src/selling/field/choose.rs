//! Whom to visit: near ones, or those whose turn is past.

use super::{Day, Start, ask, distance, geo, read, words};
use crate::format;
use crate::i18n::{Msg, t, tf};
use crate::state::{Derived, Slot};
use crate::talks::{CUSTOMERS, who};
use crate::ui::erase::{self, Told};
use crate::ui::{EmptyState, Skeleton, button, button_saying};
use leptos::prelude::*;
use protocol::{FieldAnswer, FieldQuery, Near, NearCustomer, NearOrder, Position, Whom};
use std::sync::Arc;

/// Customers shown at first, and with each "more".
const STEP: u32 = 20;

pub(super) fn section(day: Day) -> AnyView {
    let order = Slot::new(NearOrder::Overdue);
    let region = Slot::new(None::<String>);
    let max = Slot::new(STEP);
    let answer = ask(move || {
        let from = day.start.with(|start| start.as_ref().map(|start| start.position));
        Some(FieldQuery::Near { from, order: order.get(), region: region.get(), limit: max.get() })
    });
    let near = Derived::new(move || {
        read(answer, |answer| match answer {
            FieldAnswer::Near(near) => Some(Arc::new(near.clone())),
            _ => None,
        })
    });
    let empty = Derived::new(move || near.with(|near| near.as_ref().map(|near| near.all == 0)));
    erase::view(move || match empty.get() {
        None => view! { <Skeleton lines=6 /> }.into_any(),
        Some(true) => view! {
            <EmptyState title=t(&words::NO_CUSTOMERS) text=erase::text(|| t(&words::NO_CUSTOMERS_TEXT).to_owned())>
                <a class="button" href="customers">{t(&words::TO_CUSTOMERS)}</a>
            </EmptyState>
        }
        .into_any(),
        Some(false) => view! {
            <section class="field-choose" aria-label=t(&words::CHOOSE)>
                <h2>{t(&words::CHOOSE)}</h2>
                {start(day, order)}
                <div class="field-filters">
                    {orders(order)}
                    {regions(near, region)}
                </div>
                {list(day, near)}
                {erase::maybe(move || {
                    let left = near.with(|near| near.as_ref().map_or(0, |near| near.total as usize - near.customers.len()));
                    let text = tf(&words::MORE, &[("n", &format::integer(left as u64))]);
                    (left > 0).then(|| button_saying("button quiet", text, move || max.update(|max| *max += STEP)))
                })}
                {places(near)}
            </section>
        }
        .into_any(),
    })
    .into_any()
}

/// Where one sets out: where one is, or at a customer's.
fn start(day: Day, order: Slot<NearOrder>) -> AnyView {
    let trouble = Slot::new(None::<&'static str>);
    let asking = RwSignal::new(false);
    let here = move || {
        asking.set(true);
        trouble.set(None);
        erase::spawn(async move {
            let found = geo::here().await;
            asking.try_set(false);
            match found {
                Ok(fix) => {
                    day.start.set(Some(Start { position: fix.position, name: String::new() }));
                    order.set(NearOrder::Distance);
                }
                Err(why) => trouble.set(Some(why)),
            }
        });
    };
    // A customer's place is known once it was asked for.
    let wanted = Slot::new(None::<Whom>);
    let asked = crate::data::watch(move || {
        let id = wanted.with(|whom| whom.as_ref().map(|whom| whom.id))?;
        Some(protocol::Query::Record { collection: model::schema::customer::ID, id })
    });
    erase::effect(move || {
        let Some(whom) = wanted.get() else { return };
        let place = asked.with(|answer| match answer.as_deref() {
            Some(protocol::Answer::Record(record)) => {
                record.get().and_then(Clone::clone).filter(|record| record.id == whom.id)
            }
            _ => None,
        });
        let Some(record) = place else { return };
        let text = record.facts.iter().find(|(field, _)| *field == model::schema::customer::POSITION.id);
        match text.and_then(|(_, value)| Position::parse(value.text()?)) {
            Some(position) => {
                trouble.set(None);
                day.start.set(Some(Start { position, name: whom.name.clone() }));
                order.set(NearOrder::Distance);
            }
            None => trouble.set(Some(t(&words::NO_PLACE))),
        }
    });
    let set: Told<Option<Whom>> = Arc::new(move |whom| {
        if whom.is_none() {
            day.start.set(None);
            trouble.set(None);
        }
        wanted.set(whom);
    });
    let whom = Derived::new(move || wanted.get());
    let said = erase::maybe(move || {
        let text = match (asking.get(), trouble.get(), day.start.get()) {
            (true, ..) => t(&words::LOCATING).to_owned(),
            (_, Some(why), _) => why.to_owned(),
            (_, _, Some(start)) if start.name.is_empty() => t(&words::FROM_HERE).to_owned(),
            (_, _, Some(start)) => tf(&words::FROM_CUSTOMER, &[("name", &start.name)]),
            _ => return None,
        };
        Some(view! { <p class="note" role="status">{text}</p> }.into_any())
    });
    view! {
        <div class="field-start">
            {button("button", &words::NEAR_ME, here)}
            {who(t(&words::NEAR_CUSTOMER).to_owned(), whom, CUSTOMERS, false, None, set)}
        </div>
        {said}
    }
    .into_any()
}

fn orders(order: Slot<NearOrder>) -> AnyView {
    let option = move |(value, msg): (NearOrder, &'static Msg)| {
        let pressed = erase::text(move || (order.get() == value).to_string());
        view! { <button type="button" aria-pressed=pressed on:click=move |_| order.set(value)>{t(msg)}</button> }
            .into_any()
    };
    let options = [(NearOrder::Overdue, &words::BY_OVERDUE), (NearOrder::Distance, &words::BY_DISTANCE)];
    view! { <div class="switch" role="group" aria-label=t(&words::ORDER)>{Vec::from(options.map(option))}</div> }
        .into_any()
}

fn regions(near: Derived<Option<Arc<Near>>>, region: Slot<Option<String>>) -> AnyView {
    let all =
        Derived::new(move || near.with(|near| near.as_ref().map(|near| near.regions.clone()).unwrap_or_default()));
    let options = erase::view(move || {
        let one = |(name, count): (String, u32)| {
            let chosen = region.with_untracked(|region| region.as_deref() == Some(name.as_str()));
            let text = format!("{name} ({})", format::integer(u64::from(count)));
            view! { <option value=name prop:selected=chosen>{text}</option> }.into_any()
        };
        all.get().into_iter().map(one).collect::<Vec<_>>().into_any()
    });
    let choose = move |event| {
        let value = event_target_value(&event);
        region.set((!value.is_empty()).then_some(value));
    };
    view! {
        <select class="select field-region" aria-label=t(&words::REGION) on:change=choose>
            <option value="">{t(&words::ALL_REGIONS)}</option>
            {options}
        </select>
    }
    .into_any()
}

fn list(day: Day, near: Derived<Option<Arc<Near>>>) -> AnyView {
    let rows = erase::keyed(move || {
        let all = near.with(|near| near.as_ref().map(|near| near.customers.clone()).unwrap_or_default());
        let row =
            |customer: NearCustomer| -> erase::Row { (format!("{customer:?}"), Box::new(move || line(day, customer))) };
        all.into_iter().map(row).collect()
    });
    view! { <ul class="field-list">{rows}</ul> }.into_any()
}

fn line(day: Day, customer: NearCustomer) -> AnyView {
    let id = customer.id;
    let days = |n: u32| format::integer(u64::from(n));
    let silent = match customer.silent_days {
        Some(n) => tf(&words::SILENT, &[("n", &days(n))]),
        None => t(&words::NEVER).to_owned(),
    };
    let late = customer.overdue_days.is_some_and(|days| days > 0);
    let place = match (customer.metres, customer.position) {
        (Some(metres), _) => distance(metres),
        (None, Some(_)) => String::new(),
        (None, None) => t(&words::WITHOUT_PLACE).to_owned(),
    };
    let facts =
        [customer.region.clone(), place].into_iter().filter(|fact| !fact.is_empty()).collect::<Vec<_>>().join(" · ");
    let chosen = erase::flag(move || day.stops.with(|stops| stops.contains(&id)));
    let toggle = move |event| {
        let on = event_target_checked(&event);
        day.stops.update(|stops| {
            stops.retain(|stop| *stop != id);
            if on {
                stops.push(id);
            }
        });
    };
    let href = format!("customers?id={id}");
    let name = if customer.name.is_empty() { t(&words::UNNAMED).to_owned() } else { customer.name };
    let pick = tf(&words::VISIT_THEM, &[("name", &name)]);
    view! {
        <li class="field-row">
            <input type="checkbox" class="field-check" aria-label=pick prop:checked=chosen on:change=toggle />
            <span class="field-who">
                <a href=href>{name}</a>
                <span class="muted">{facts}</span>
            </span>
            <span class="field-silent" class:late=late>{silent}</span>
        </li>
    }
    .into_any()
}

/// How many have a place, and what to do about the others.
fn places(near: Derived<Option<Arc<Near>>>) -> AnyView {
    erase::maybe(move || {
        near.with(|near| {
            let near = near.as_ref()?;
            let n = |n: u32| format::integer(u64::from(n));
            let told = tf(&words::PLACED, &[("n", &n(near.placed)), ("all", &n(near.all))]);
            let wrong =
                (near.unreadable > 0).then(|| format!(" {}", tf(&words::UNREADABLE, &[("n", &n(near.unreadable))])));
            Some(view! { <p class="note">{told}{wrong}</p> }.into_any())
        })
    })
    .into_any()
}
