//! Putting rows in another order: by buttons, and by dragging.

use super::words;
use crate::i18n::tf;
use crate::state::Slot;
use crate::ui::{Glyph, Icon};
use leptos::prelude::*;
use model::position::between;
use std::sync::Arc;

/// Told which row goes to which place.
pub type Move = Arc<dyn Fn(usize, usize) + Send + Sync>;

/// The position that brings the row at `from` to the place `to` among these.
pub fn placed(positions: &[String], from: usize, to: usize) -> String {
    let others: Vec<&str> =
        positions.iter().enumerate().filter(|(at, _)| *at != from).map(|(_, position)| position.as_str()).collect();
    let before = to.checked_sub(1).and_then(|at| others.get(at)).copied();
    between(before, others.get(to).copied())
}

/// The two buttons of a row.
pub fn buttons(name: &str, at: usize, count: usize, act: &Move) -> AnyView {
    let one = |msg, icon, to: Option<usize>| {
        let text = tf(msg, &[("name", name)]);
        let act = Arc::clone(act);
        let click = move |_| {
            if let Some(to) = to {
                act(at, to);
            }
        };
        view! {
            <button type="button" class="button quiet icon-only" title=text.clone() aria-label=text disabled=to.is_none()
                on:click=click>
                <Icon of=icon />
            </button>
        }
        .into_any()
    };
    let up = one(&words::UP, Glyph::Up, at.checked_sub(1));
    let down = one(&words::DOWN, Glyph::Down, Some(at + 1).filter(|to| *to < count));
    view! { <span class="custom-order">{up}{down}</span> }.into_any()
}

/// A row that can be dragged to the place of another one.
pub fn row(at: usize, dragged: Slot<Option<usize>>, act: &Move, content: AnyView) -> AnyView {
    let act = Arc::clone(act);
    let over = RwSignal::new(false);
    let take = move |event: web_sys::DragEvent| {
        // Firefox drags nothing that carries nothing.
        if let Some(data) = event.data_transfer() {
            let _ = data.set_data("text/plain", "");
        }
        dragged.set(Some(at));
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
        if let Some(from) = dragged.get_untracked().filter(|from| *from != at) {
            act(from, at);
        }
        dragged.set(None);
    };
    view! {
        <li class="custom-row" class:over=move || over.get() draggable="true" on:dragstart=take on:dragover=pass
            on:dragleave=move |_| over.set(false) on:dragend=move |_| dragged.set(None) on:drop=drop>
            {content}
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::placed;

    #[test]
    fn a_row_lands_where_it_is_put() {
        let mut all: Vec<String> = (0..4).map(model::position::nth).collect();
        for (from, to) in [(0, 3), (3, 0), (1, 2), (2, 1), (0, 1), (3, 2)] {
            let place = placed(&all, from, to);
            all[from] = place.clone();
            all.sort();
            assert_eq!(all.iter().position(|position| *position == place), Some(to), "{from} to {to}: {all:?}");
        }
    }
}
