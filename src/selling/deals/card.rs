//! The card of an opportunity.

use super::desk::Desk;
use super::drag::{self, Drag};
use super::place::Place;
use super::words;
use crate::format;
use crate::i18n::{Msg, t, tf};
use crate::ui::erase;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use model::RecordId;
use protocol::deals::{DealCard, DealOutcome, DealStage};
use std::sync::Arc;

/// What makes a card another one: all that it shows.
pub(super) fn key(card: &DealCard) -> String {
    let bytes = protocol::encode(card).unwrap_or_default();
    // FNV-1a: what it shows in few bytes.
    let hash = bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3));
    format!("{} {hash}", card.id)
}

/// Days, marks.
pub(super) fn marks(card: &DealCard) -> AnyView {
    let mark = |on: bool, class: &'static str, msg: &'static Msg| {
        on.then(|| view! { <span class=class>{t(msg)}</span> }.into_any())
    };
    let days = card.days.map(|days| {
        let text = tf(&words::DAYS_HERE, &[("n", &format::integer(days.into()))]);
        view! { <span class="muted">{text}</span> }.into_any()
    });
    view! {
        <p class="deal-marks">
            {days}
            {mark(card.rotting, "deal-mark warn", &words::ROTTING)}
            {mark(card.overdue, "deal-mark bad", &words::OVERDUE)}
            {mark(card.large, "deal-mark large", &words::LARGE)}
        </p>
    }
    .into_any()
}

/// When it closes, or closed.
pub(super) fn closing(card: &DealCard) -> Option<String> {
    let (msg, day) = match card.outcome {
        DealOutcome::Open => (&words::CLOSES, card.expected?),
        _ => (&words::CLOSED, card.closed?),
    };
    Some(tf(msg, &[("day", &format::day(day))]))
}

/// The card.
pub(super) fn card(desk: Desk, drag: Drag, card: Arc<DealCard>) -> AnyView {
    let node = NodeRef::<html::A>::new();
    focus_again(desk, card.id, node);
    let href = {
        let id = card.id;
        erase::text(move || Place { id: Some(id), ..desk.place.get() }.url())
    };
    let about: Vec<String> =
        [&card.customer, &card.owner].into_iter().flatten().map(|(_, name)| name.clone()).collect();
    let amount = card.amount.map(format::money_whole);
    let when = closing(&card);
    let next = (!card.next_step.is_empty())
        .then(|| view! { <p class="deal-next">{tf(&words::NEXT, &[("text", &card.next_step)])}</p> }.into_any());
    let on_key = {
        let card = Arc::clone(&card);
        move |event: KeyboardEvent| {
            let by = match event.key().as_str() {
                "ArrowRight" if event.alt_key() => 1,
                "ArrowLeft" if event.alt_key() => -1,
                _ => return,
            };
            event.prevent_default();
            if let Some(stage) = beside(&untrack(|| desk.stages()), &card, by) {
                desk.go(&card, &stage);
            }
        }
    };
    let held = {
        let id = card.id;
        erase::flag(move || drag.held.with(|held| held.as_ref().is_some_and(|held| held.on && held.card.id == id)))
    };
    let on_down = {
        let card = Arc::clone(&card);
        move |event| drag::press(drag, &card, &event)
    };
    view! {
        <li class="deal-card" class:held=held on:keydown=on_key on:pointerdown=on_down
            on:click:capture=move |event| drag::swallow(drag, &event)
            on:dragstart=|event| event.prevent_default()
            on:contextmenu=move |event| drag::no_menu(drag, &event)
            on:touchmove=move |event| drag::hold_still(drag, &event)>
            <a class="deal-name" href=href node_ref=node>{card.name.clone()}</a>
            <p class="deal-line"><strong class="num">{amount}</strong> <span class="muted">{when}</span></p>
            <p class="deal-about muted">{about.join(" · ")}</p>
            {next}
            {marks(&card)}
            {mover(desk, &card, untrack(|| desk.stages()), "deal-move")}
        </li>
    }
    .into_any()
}

/// The stage so many further on.
fn beside(stages: &[DealStage], card: &DealCard, by: isize) -> Option<DealStage> {
    let here = card.stage.as_ref().and_then(|(id, _)| stages.iter().position(|stage| stage.id == *id));
    let to = match here {
        Some(here) => here.checked_add_signed(by)?,
        None => 0,
    };
    stages.get(to).cloned()
}

/// A card that was moved from the keyboard is drawn anew elsewhere, and keeps the cursor.
fn focus_again(desk: Desk, id: RecordId, node: NodeRef<html::A>) {
    erase::effect(move || {
        if let Some(link) = node.get()
            && desk.focus.get_untracked() == Some(id)
        {
            desk.focus.set(None);
            let _ = link.focus();
        }
    });
}

/// Another of these stages by choice: on phones the way, elsewhere one of three.
pub(super) fn mover(desk: Desk, card: &DealCard, stages: Vec<DealStage>, class: &'static str) -> AnyView {
    let here = card.stage.as_ref().map(|(id, _)| *id);
    let nowhere = here.is_none().then(|| view! { <option value="" selected>{t(&words::CHOOSE)}</option> }.into_any());
    let option = |stage: &DealStage| {
        let is_here = Some(stage.id) == here;
        view! { <option value=stage.id.to_string() prop:selected=is_here>{stage.name.clone()}</option> }.into_any()
    };
    let options: Vec<AnyView> = stages.iter().map(option).collect();
    let card = card.clone();
    let label = tf(&words::MOVE, &[("name", &card.name)]);
    let on_change = move |event: leptos::ev::Targeted<web_sys::Event, web_sys::HtmlSelectElement>| {
        let select = event.target();
        let to: Option<RecordId> = select.value().parse().ok();
        // Until it is done it stands where it stood.
        select.set_value(&here.map(|id| id.to_string()).unwrap_or_default());
        if let Some(stage) = to.and_then(|to| stages.iter().find(|stage| stage.id == to)) {
            desk.go(&card, stage);
        }
    };
    view! {
        <label class=class>
            <span class="visually-hidden">{label}</span>
            <select class="select" on:change:target=on_change>
                {nowhere}
                {options}
            </select>
        </label>
    }
    .into_any()
}
