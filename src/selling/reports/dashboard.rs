//! The dashboard: saved and ready-made reports as tiles, in the order that the user gives them.

use super::behind::Asked;
use super::frame::frame;
use super::{ask, names, read, step, words};
use crate::commands::offer_said;
use crate::data::act;
use crate::i18n::{Msg, t, tf};
use crate::state::{Derived, Slot};
use crate::ui::{EmptyState, Glyph, Icon, Skeleton, erase};
use leptos::prelude::*;
use model::RecordId;
use protocol::{ReportsAnswer, ReportsDeed, ReportsQuery, Tile};
use std::sync::Arc;

type Tiles = Derived<Option<Arc<Vec<Tile>>>>;

pub(super) fn dashboard(asked: Asked) -> AnyView {
    let answer = ask(|| Some(ReportsQuery::Dashboard));
    let tiles: Tiles = Derived::new(move || {
        read(answer, |answer| match answer {
            ReportsAnswer::Dashboard(tiles, _) => Some(Arc::new(tiles.clone())),
            _ => None,
        })
    });
    let anything = Derived::new(move || {
        read(answer, |answer| match answer {
            ReportsAnswer::Dashboard(_, anything) => Some(*anything),
            _ => None,
        })
    });
    erase::view(move || match anything.get() {
        None => view! { <Skeleton lines=8 /> }.into_any(),
        Some(false) => view! {
            <EmptyState title=t(&words::EMPTY_TITLE) text=erase::text(|| t(&words::EMPTY_TEXT).to_owned())>
                <a class="button primary" href="import">{t(&words::EMPTY_ACTION)}</a>
            </EmptyState>
        }
        .into_any(),
        Some(true) => board(tiles, asked),
    })
    .into_any()
}

fn board(tiles: Tiles, asked: Asked) -> AnyView {
    let arranging = RwSignal::new(false);
    let arrange = move || arranging.update(|on| *on = !*on);
    offer_said("arrange", &words::ARRANGE, "paixu px", Glyph::Columns, arrange);
    let pressed = erase::text(move || arranging.get().to_string());
    let shown = Derived::new(move || of(tiles, |tile| tile.shown));
    let dragged = Slot::new(None::<RecordId>);
    let list = erase::keyed(move || {
        let row = |id: RecordId| -> erase::Row {
            (id.to_string(), Box::new(move || tile(id, tiles, shown, arranging, dragged, asked)))
        };
        shown.get().into_iter().map(row).collect()
    });
    let hidden = erase::show(
        move || !of(tiles, |tile| !tile.shown).is_empty(),
        move || {
            let buttons = erase::view(move || {
                let tiles = tiles.get().unwrap_or_default();
                let one = |tile: &Tile| {
                    let (id, name) = (tile.id, names::tile(tile));
                    let text = tf(&words::SHOW_NAMED, &[("name", &name)]);
                    let show = move |_| act(step(ReportsDeed::Show { id, shown: true }));
                    view! { <button type="button" class="button" on:click=show>{text}</button> }.into_any()
                };
                tiles.iter().filter(|tile| !tile.shown).map(one).collect::<Vec<_>>().into_any()
            });
            view! {
                <section class="report-hidden">
                    <h2>{t(&words::HIDDEN)}</h2>
                    <div class="report-buttons">{buttons}</div>
                </section>
            }
            .into_any()
        },
    );
    view! {
        <div class="report-buttons">
            <a class="button primary" href="reports?tab=report">
                <Icon of=Glyph::Plus />
                {t(&words::NEW_REPORT)}
            </a>
            <button type="button" class="button" aria-pressed=pressed on:click=move |_| arrange()>
                {t(&words::ARRANGE)}
            </button>
        </div>
        <ul class="report-tiles">{list}</ul>
        {hidden}
    }
    .into_any()
}

fn of(tiles: Tiles, holds: fn(&Tile) -> bool) -> Vec<RecordId> {
    tiles.with(|tiles| {
        tiles.iter().flat_map(|tiles| tiles.iter()).filter(|tile| holds(tile)).map(|tile| tile.id).collect()
    })
}

fn tile(
    id: RecordId,
    tiles: Tiles,
    shown: Derived<Vec<RecordId>>,
    arranging: RwSignal<bool>,
    dragged: Slot<Option<RecordId>>,
    asked: Asked,
) -> AnyView {
    let of = move |tiles: &Option<Arc<Vec<Tile>>>| {
        tiles.iter().flat_map(|tiles| tiles.iter()).find(|tile| tile.id == id).cloned()
    };
    let this = Derived::new(move || tiles.with(of));
    let name = Derived::new(move || this.with(|tile| tile.as_ref().map_or_else(String::new, names::tile)));
    let report = Derived::new(move || this.with(|tile| tile.as_ref().and_then(|tile| tile.report.clone())));
    let wide = Derived::new(move || report.with(|report| report.as_ref().is_some_and(|report| report.wide)));
    let heading = view! { <h2>{erase::text(move || name.get())}</h2> }.into_any();
    let change = erase::view(move || {
        let name = tf(&words::CHANGE_NAMED, &[("name", &name.get())]);
        view! { <a class="button quiet" href=format!("reports?tab=report&id={id}") aria-label=name>{t(&words::CHANGE)}</a> }
            .into_any()
    })
    .into_any();
    let content = frame(name, report, asked, heading, change);
    let tools = erase::show(move || arranging.get(), move || tools(id, shown, name, wide));
    let over = RwSignal::new(false);
    let take = move |event: web_sys::DragEvent| {
        // Firefox drags nothing that carries nothing.
        if let Some(data) = event.data_transfer() {
            let _ = data.set_data("text/plain", "");
        }
        dragged.set(Some(id));
    };
    let pass = move |event: web_sys::DragEvent| {
        if dragged.with_untracked(Option::is_some) {
            event.prevent_default();
            over.set(true);
        }
    };
    let drop = move |event: web_sys::DragEvent| {
        event.prevent_default();
        over.set(false);
        if let Some(from) = dragged.get_untracked().filter(|from| *from != id) {
            go_to(from, id, &shown.get_untracked());
        }
        dragged.set(None);
    };
    let draggable = erase::text(move || arranging.get().to_string());
    view! {
        <li class="report-tile" class:wide=move || wide.get() class:over=move || over.get() draggable=draggable
            on:dragstart=take on:dragover=pass on:dragleave=move |_| over.set(false)
            on:dragend=move |_| dragged.set(None) on:drop=drop>
            {tools}
            {content}
        </li>
    }
    .into_any()
}

/// A tile takes the place of another one: from above it goes behind that, from below before it.
fn go_to(from: RecordId, to: RecordId, shown: &[RecordId]) {
    let place = |id: RecordId| shown.iter().position(|known| *known == id);
    let (Some(at), Some(place)) = (place(from), place(to)) else { return };
    let before = if at < place { shown.get(place + 1).copied() } else { Some(to) };
    act(step(ReportsDeed::Move { id: from, before }));
}

/// What arranges a tile.
fn tools(id: RecordId, shown: Derived<Vec<RecordId>>, name: Derived<String>, wide: Derived<bool>) -> AnyView {
    let neighbour = move |by: isize| {
        let shown = shown.get();
        let at = shown.iter().position(|known| *known == id)?;
        shown.get(at.checked_add_signed(by)?).copied()
    };
    let mover = move |by: isize, icon: Glyph, words: &'static Msg| {
        let said = erase::text(move || tf(words, &[("name", &name.get())]));
        let last = erase::flag(move || neighbour(by).is_none());
        let go = move |_| {
            if let Some(to) = untrack(|| neighbour(by)) {
                go_to(id, to, &shown.get_untracked());
            }
        };
        view! {
            <button type="button" class="button quiet icon-only" aria-label=said disabled=last on:click=go>
                <Icon of=icon />
            </button>
        }
        .into_any()
    };
    let widen = move |_| act(step(ReportsDeed::Widen { id, wide: !wide.get_untracked() }));
    let hide = move |_| act(step(ReportsDeed::Show { id, shown: false }));
    let pressed = erase::text(move || wide.get().to_string());
    let wide_named = erase::text(move || tf(&words::WIDE_NAMED, &[("name", &name.get())]));
    let hide_named = erase::text(move || tf(&words::HIDE_NAMED, &[("name", &name.get())]));
    view! {
        <div class="report-buttons report-arrange">
            {mover(-1, Glyph::Up, &words::EARLIER_UP)}
            {mover(1, Glyph::Down, &words::LATER_DOWN)}
            <button type="button" class="button quiet" aria-label=wide_named aria-pressed=pressed on:click=widen>
                {t(&words::WIDE)}
            </button>
            <button type="button" class="button quiet" aria-label=hide_named on:click=hide>
                {t(&words::HIDE)}
            </button>
        </div>
    }
    .into_any()
}
