//! How an opportunity ends: the day, and for a lost one why and to whom. A won one may become an order at once.

use super::desk::{Desk, input, step};
use super::words;
use crate::app::go;
use crate::data;
use crate::i18n::{failure, label, t, tf};
use crate::selling::endings::{Ending, Endings};
use crate::state::Slot;
use crate::ui::field::{currency, reader, today};
use crate::ui::{Dialog, button, erase, toast};
use leptos::prelude::*;
use model::schema::FromValue;
use model::{Day, Kind, OptionId, RecordId, Value, options};
use protocol::{DealsDeed, MoneyDeed, Reply, Request, Sealed, SellingDeed, Target};
use std::cell::Cell;
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

/// Told when it is sent, and with true when it is done.
type Done = Arc<dyn Fn(&Ending, bool) + Send + Sync>;

/// The dialog of the board, and the one that follows a win.
pub(super) fn dialog(desk: Desk) -> AnyView {
    let won = RwSignal::new(false);
    let done = move |ending: &Ending, saved: bool| match saved {
        true => drop(won.try_set(ending.won)),
        // The card that takes the cursor may be drawn before it is told that it is done.
        false => desk.focus.set(one(ending)),
    };
    view! {
        {asked(desk.endings, Arc::new(done))}
        <Dialog open=won title=t(&words::MAKE_ORDER)>
            {erase::view(move || next(desk.endings, won))}
        </Dialog>
    }
    .into_any()
}

/// The dialog of a page that does nothing more about it.
pub fn question(endings: Endings) -> AnyView {
    asked(endings, Arc::new(|_, _| ()))
}

/// The opportunity that ends, where it is one alone.
fn one(ending: &Ending) -> Option<RecordId> {
    match &ending.deals {
        Target::Records(_, deals) => deals.first().copied().filter(|_| deals.len() == 1),
        Target::List(..) => None,
    }
}

fn asked(endings: Endings, done: Done) -> AnyView {
    erase::view(move || {
        // The dialog is made anew for each: its title says whose it is.
        let ending = endings.about.get();
        let title = ending.as_ref().map_or(String::new(), |ending| {
            tf(if ending.won { &words::WIN_TITLE } else { &words::LOSE_TITLE }, &[("name", &ending.name)])
        });
        let (ending, done) = (Arc::new(ending), Arc::clone(&done));
        view! {
            <Dialog open=endings.asking title=title>
                {ending.as_ref().as_ref().map(|ending| form(endings, ending, &done))}
            </Dialog>
        }
        .into_any()
    })
    .into_any()
}

fn form(endings: Endings, ending: &Ending, done: &Done) -> AnyView {
    let typed = Typed {
        closed: Slot::new(Value::Day(today())),
        reason: Slot::new(Value::Empty),
        competitor: Slot::new(Value::Empty),
        no_day: Slot::new(false),
        no_reason: Slot::new(false),
    };
    let never = Slot::new(false);
    let why = (!ending.won).then(|| {
        view! {
            {input(label("opportunity.lost_reason"), Kind::Option(&options::LOST_REASON), typed.reason, (typed.no_reason, &words::REASON_NEEDED), true)}
            {input(label("opportunity.competitor"), Kind::Text, typed.competitor, (never, &words::REASON_NEEDED), false)}
        }
        .into_any()
    });
    let day = t(if ending.won { &words::CLOSED_ON } else { &words::LOST_ON }).to_owned();
    let submit_word = t(if ending.won { &words::WIN } else { &words::LOSE });
    let submit = {
        let (ending, done) = (ending.clone(), Arc::clone(done));
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            save(endings, &ending, typed, &done);
        }
    };
    view! {
        <form class="form" on:submit=submit novalidate>
            <div class="form-fields">
                {why}
                {input(day, Kind::Day, typed.closed, (typed.no_day, &words::DAY_NEEDED), false)}
            </div>
            <div class="form-end">
                {button("button", &words::CANCEL, move || endings.asking.set(false))}
                <button type="submit" class="button primary">{submit_word}</button>
            </div>
        </form>
    }
    .into_any()
}

fn save(endings: Endings, ending: &Ending, typed: Typed, done: &Done) {
    let checked = |kind: Kind, at: Slot<Value>| reader(currency()).check(kind, &at.get_untracked()).ok();
    let closed = checked(Kind::Day, typed.closed).and_then(Day::from_value);
    let reason = OptionId::from_value(typed.reason.get_untracked());
    let competitor = checked(Kind::Text, typed.competitor).and_then(String::from_value);
    typed.no_day.set(closed.is_none());
    typed.no_reason.set(!ending.won && reason.is_none());
    if closed.is_none() || (!ending.won && reason.is_none()) {
        return;
    }
    let (ending, done) = (ending.clone(), Arc::clone(done));
    done(&ending, false);
    let deed = DealsDeed::Move { deals: ending.deals.clone(), stage: ending.stage, reason, competitor, closed };
    data::act_telling(
        step(deed),
        Box::new(move |saved| {
            if saved {
                endings.asking.try_set(false);
                done(&ending, true);
            }
        }),
    );
}

/// What comes after a win.
fn next(endings: Endings, won: RwSignal<bool>) -> AnyView {
    let ending = endings.about.get_untracked();
    let name = ending.as_ref().map_or(String::new(), |ending| ending.name.clone());
    let make = move || {
        won.set(false);
        if let Some(id) = ending.as_ref().and_then(one) {
            order(id);
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

thread_local! {
    // Whose order is being made: a second press is no second order.
    static MAKING: Cell<Option<RecordId>> = const { Cell::new(None) };
}

/// Makes an order of the opportunity, with its products, and shows it.
fn order(opportunity: RecordId) {
    if MAKING.replace(Some(opportunity)) == Some(opportunity) {
        return;
    }
    let deed = MoneyDeed::OrderFromDeal { opportunity, day: today(), number: String::new() };
    erase::spawn(async move {
        let made = data::send(Request::Sell(Sealed::new(&SellingDeed::Money(deed)))).await;
        MAKING.set(None);
        match made {
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
