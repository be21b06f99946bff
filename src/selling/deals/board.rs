//! The board: a column for each stage. A phone shows one stage at a time.

use super::card;
use super::desk::{Desk, TOP, reference};
use super::drag::{self, Drag};
use super::words;
use crate::fields;
use crate::format;
use crate::i18n::{t, tf};
use crate::state::Derived;
use crate::ui::{Glyph, Icon, erase, more};
use leptos::html;
use leptos::prelude::*;
use model::schema::opportunity;
use model::{Money, OptionId, RecordId, options};
use protocol::deals::{BoardColumn, DealOutcome, DealStage};
use std::sync::Arc;

type Shown = Derived<Option<Arc<BoardColumn>>>;

/// The board.
pub(super) fn board(desk: Desk) -> AnyView {
    let node = NodeRef::<html::Div>::new();
    let drag = drag::listen(desk, node);
    // A stage that is renamed or recoloured is drawn anew; one whose opportunities come and go is not.
    let columns = Derived::new(move || {
        let plain = |stage: DealStage| DealStage { count: 0, ..stage };
        let columns = |board: &protocol::deals::Board| {
            board.columns.iter().map(|column| column.stage.clone().map(plain)).collect::<Vec<_>>()
        };
        desk.board(columns).unwrap_or_default()
    });
    let drawn = erase::keyed(move || {
        let column = |stage: Option<DealStage>| -> erase::Row {
            (format!("{stage:?}"), Box::new(move || column(desk, drag, stage)))
        };
        columns.get().into_iter().map(column).collect()
    });
    let ghost = drag::ghost(drag);
    view! {
        {stage_tabs(desk)}
        <div class="board" node_ref=node role="group" aria-label=t(&words::BOARD)>
            {drawn}
        </div>
        <p class="note board-hint">{t(&words::HINT)}</p>
        {ghost}
    }
    .into_any()
}

/// The stage that a phone shows: the one chosen, else the first in which something stands.
fn current(desk: Desk) -> Option<Option<RecordId>> {
    let chosen = desk.current.get();
    desk.board(|board| {
        let id = |column: &BoardColumn| column.stage.as_ref().map(|stage| stage.id);
        let chosen = chosen.filter(|chosen| board.columns.iter().any(|column| id(column) == *chosen));
        let filled = board.columns.iter().find(|column| column.count > 0).or(board.columns.first());
        chosen.or(filled.map(id))
    })
    .flatten()
}

/// On a phone: which stage.
fn stage_tabs(desk: Desk) -> AnyView {
    let tabs = erase::view(move || {
        let now = current(desk);
        let tab = |column: &BoardColumn| {
            let id = column.stage.as_ref().map(|stage| stage.id);
            let name = column.stage.as_ref().map_or(t(&words::NOWHERE).to_owned(), |stage| stage.name.clone());
            let n = format::integer(column.count.into());
            view! {
                <button type="button" class="tab" aria-pressed=(now == Some(id)).to_string()
                    on:click=move |_| desk.current.set(Some(id))>
                    {name}
                    " "
                    <span class="muted num">{n}</span>
                </button>
            }
            .into_any()
        };
        desk.board(|board| board.columns.iter().map(tab).collect::<Vec<_>>()).unwrap_or_default().into_any()
    });
    view! { <div class="board-tabs" role="group" aria-label=t(&words::STAGES)>{tabs}</div> }.into_any()
}

/// The colour of a stage, by name.
pub(super) fn hue(colour: Option<OptionId>) -> &'static str {
    colour
        .and_then(|id| fields::choice(&options::COLOUR, id).hue.or(options::COLOUR.value(id).map(|value| value.name)))
        .unwrap_or("grey")
}

/// Sums by currency in few characters.
pub(super) fn sums(of: &[Money]) -> String {
    of.iter().map(|sum| format::money_short(*sum)).collect::<Vec<_>>().join(" · ")
}

fn column(desk: Desk, drag: Drag, stage: Option<DealStage>) -> AnyView {
    let id = stage.as_ref().map(|stage| stage.id);
    let shown: Shown = Derived::new(move || {
        let here = |board: &protocol::deals::Board| {
            let found = board.columns.iter().find(|column| column.stage.as_ref().map(|stage| stage.id) == id);
            found.cloned().map(Arc::new)
        };
        desk.board(here).flatten()
    });
    let name = stage.as_ref().map_or(t(&words::NOWHERE).to_owned(), |stage| stage.name.clone());
    let count = erase::text(move || {
        shown.with(|column| column.as_ref().map_or(String::new(), |column| format::integer(column.count.into())))
    });
    let total = erase::text(move || shown.with(|column| column.iter().map(|column| sums(&column.totals)).collect()));
    let open = stage.as_ref().is_some_and(|stage| stage.outcome == DealOutcome::Open);
    let weighted = open.then(|| {
        let text = erase::text(move || {
            let sum: String = shown.with(|column| column.iter().map(|column| sums(&column.weighted)).collect());
            if sum.is_empty() { sum } else { tf(&words::WEIGHTED, &[("amount", &sum)]) }
        });
        view! { <span class="muted">{text}</span> }.into_any()
    });
    // Fifty cards a stage are drawn stage by stage, so that a tap is heard in between.
    let cards = erase::later(move || {
        erase::keyed(move || {
            let row = |card: &protocol::deals::DealCard| -> erase::Row {
                let (key, card) = (card::key(card), Arc::new(card.clone()));
                (key, Box::new(move || card::card(desk, drag, card)))
            };
            shown.with(|column| column.iter().flat_map(|column| &column.cards).map(row).collect())
        })
    });
    let none = erase::maybe(move || {
        let empty = shown.with(|column| column.as_ref().is_some_and(|column| column.cards.is_empty()));
        empty.then(|| view! { <p class="note board-none">{t(&words::NONE_HERE)}</p> }.into_any())
    });
    let counted = Derived::new(move || {
        shown.with(|column| column.as_ref().map_or((0, 0), |column| (column.cards.len(), column.count)))
    });
    let more = erase::maybe(move || {
        let (here, all) = counted.get();
        more(here, all, move || show_more(desk, id))
    });
    let add = stage.as_ref().filter(|_| open).map(|stage| {
        let (id, name) = (stage.id, tf(&words::ADD_HERE, &[("stage", &stage.name)]));
        view! {
            <button type="button" class="button quiet icon-only" title=name.clone() aria-label=name
                on:click=move |_| desk.add(vec![reference(opportunity::STAGE.id, id)])>
                <Icon of=Glyph::Plus />
            </button>
        }
        .into_any()
    });
    let is_current = Derived::new(move || current(desk) == Some(id));
    let is_over = Derived::new(move || id.is_some() && drag.over.get() == id);
    let hue = hue(stage.as_ref().and_then(|stage| stage.colour));
    let said = name.clone();
    view! {
        <section class="board-column" class:current=move || is_current.get() class:over=move || is_over.get()
            data-stage=id.map(|id| id.to_string()) aria-label=said>
            <header class="board-head" data-hue=hue>
                <h2><span class="board-dot" aria-hidden="true"></span><span data-own="">{name}</span></h2>
                <span class="muted num">{count}</span>
                {add}
                <p class="board-sum num"><span>{total}</span> " " {weighted}</p>
            </header>
            <ul class="board-cards">{cards}</ul>
            {none}
            {more}
        </section>
    }
    .into_any()
}

fn show_more(desk: Desk, stage: Option<RecordId>) {
    let Some(stage) = stage else { return };
    desk.more.update(|more| match more.iter_mut().find(|(id, _)| *id == stage) {
        Some((_, n)) => *n += TOP,
        None => more.push((stage, 2 * TOP)),
    });
}
