//! How an opportunity ends: the day, and for a lost one why and to whom. A won one may become an order at once.

use super::desk::{Desk, Ending, step};
use super::words;
use crate::app::go;
use crate::data;
use crate::i18n::{failure, label, t, tf};
use crate::state::Slot;
use crate::ui::field::{Editor, currency, editor, reader, today};
use crate::ui::{Dialog, button, erase, toast};
use leptos::prelude::*;
use model::schema::FromValue;
use model::{Day, Kind, OptionId, RecordId, Value, options};
use protocol::{DealsDeed, MoneyDeed, Reply, Request, Sealed, SellingDeed};
use std::sync::Arc;

/// What is typed.
#[derive(Clone, Copy)]
struct Typed {
    closed: Slot<Value>,
    reason: Slot<Value>,
    competitor: Slot<Value>,
    no_day: Slot<bool>,
    no_reason: Slot<bool>,
}

/// The dialog, and the one that follows a win.
pub(super) fn dialog(desk: Desk) -> AnyView {
    let won = RwSignal::new(false);
    let title = erase::view(move || {
        // The dialog is made anew for each: its title says whose it is.
        let ending = desk.ending.get();
        let title = ending.as_ref().map_or(String::new(), |ending| {
            tf(if ending.won { &words::WIN_TITLE } else { &words::LOSE_TITLE }, &[("name", &ending.name)])
        });
        view! {
            <Dialog open=desk.asking title=title>
                {erase::view(move || desk.ending.get_untracked().map_or_else(erase::nothing, |ending| form(desk, ending, won)))}
            </Dialog>
        }
        .into_any()
    });
    view! {
        {title}
        <Dialog open=won title=t(&words::MAKE_ORDER)>
            {erase::view(move || next(desk, won))}
        </Dialog>
    }
    .into_any()
}

fn form(desk: Desk, ending: Ending, won: RwSignal<bool>) -> AnyView {
    let typed = Typed {
        closed: Slot::new(Value::Day(today())),
        reason: Slot::new(Value::Empty),
        competitor: Slot::new(Value::Empty),
        no_day: Slot::new(false),
        no_reason: Slot::new(false),
    };
    let input = |name: String, kind: Kind, at: Slot<Value>, invalid: Slot<bool>, focus: bool| {
        let made = editor(Editor {
            label: name.clone(),
            kind,
            value: at.get_untracked(),
            names: Vec::new(),
            changed: Arc::new(move |value| {
                invalid.set(false);
                at.set(value);
            }),
            learned: None,
            near: None,
            focus,
            invalid,
        });
        view! { <label class="form-row"><span>{name}</span>{made}</label> }.into_any()
    };
    let never = Slot::new(false);
    let why = (!ending.won).then(|| {
        let trouble = erase::maybe(move || {
            typed.no_reason.get().then(|| {
                view! { <p class="field-error" role="alert">{t(&words::REASON_NEEDED)}</p> }.into_any()
            })
        });
        view! {
            {input(label("opportunity.lost_reason"), Kind::Option(&options::LOST_REASON), typed.reason, typed.no_reason, true)}
            {trouble}
            {input(label("opportunity.competitor"), Kind::Text, typed.competitor, never, false)}
        }
        .into_any()
    });
    let no_day = erase::show(
        move || typed.no_day.get(),
        || view! { <p class="field-error" role="alert">{t(&words::DAY_NEEDED)}</p> }.into_any(),
    );
    let day = t(if ending.won { &words::CLOSED_ON } else { &words::LOST_ON }).to_owned();
    let submit_word = t(if ending.won { &words::WIN } else { &words::LOSE });
    let submit = {
        let ending = ending.clone();
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            save(desk, &ending, typed, won);
        }
    };
    view! {
        <form class="form" on:submit=submit novalidate>
            <div class="form-fields">
                {why}
                {input(day, Kind::Day, typed.closed, typed.no_day, false)}
                {no_day}
            </div>
            <div class="form-end">
                {button("button", &words::CANCEL, move || desk.asking.set(false))}
                <button type="submit" class="button primary">{submit_word}</button>
            </div>
        </form>
    }
    .into_any()
}

fn save(desk: Desk, ending: &Ending, typed: Typed, won: RwSignal<bool>) {
    let checked = |kind: Kind, at: Slot<Value>| reader(currency()).check(kind, &at.get_untracked()).ok();
    let closed = checked(Kind::Day, typed.closed).and_then(Day::from_value);
    let reason = OptionId::from_value(typed.reason.get_untracked());
    let competitor = checked(Kind::Text, typed.competitor).and_then(String::from_value);
    typed.no_day.set(closed.is_none());
    typed.no_reason.set(!ending.won && reason.is_none());
    if closed.is_none() || (!ending.won && reason.is_none()) {
        return;
    }
    let deed = DealsDeed::Move { deals: vec![ending.id], stage: ending.stage, reason, competitor, closed };
    let is_won = ending.won;
    desk.focus.set(Some(ending.id));
    data::act_telling(
        step(deed),
        Box::new(move |done| {
            if done {
                desk.asking.try_set(false);
                won.try_set(is_won);
            }
        }),
    );
}

/// What comes after a win.
fn next(desk: Desk, won: RwSignal<bool>) -> AnyView {
    let ending = desk.ending.get_untracked();
    let name = ending.as_ref().map_or(String::new(), |ending| ending.name.clone());
    let make = move || {
        won.set(false);
        if let Some(ending) = &ending {
            order(ending.id);
        }
    };
    view! {
        <p>{tf(&words::WON_NEXT, &[("name", &name)])}</p>
        <div class="form-end">
            {button("button", &words::NOT_NOW, move || won.set(false))}
            {button("button primary", &words::MAKE_ORDER, make)}
        </div>
    }
    .into_any()
}

/// Makes an order of the opportunity, with its products, and shows it.
fn order(opportunity: RecordId) {
    let deed = MoneyDeed::OrderFromDeal { opportunity, day: today(), number: String::new() };
    erase::spawn(async move {
        match data::send(Request::Sell(Sealed::new(&SellingDeed::Money(deed)))).await {
            Ok(reply) => {
                data::done(&reply);
                if let Reply::Created { id, .. } = reply {
                    go(&format!("records?of=order&id={id}"));
                }
            }
            Err(why) => toast::problem(failure(&why)),
        }
    });
}

/// The way to an order from the page of an opportunity that is won.
pub(super) fn make_order(id: RecordId) -> AnyView {
    button("button", &words::MAKE_ORDER, move || order(id))
}
