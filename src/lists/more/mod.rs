//! What a list has beside its lines: filter builder, columns, views, bulk changes, export. Loaded when first asked for.

mod bulk;
mod change;
mod display;
mod export;
mod filter;
mod owned;
mod related;
mod rule;
mod value;
mod views;
mod words;

use super::{Panel, State, set_panel};
use crate::data;
use crate::i18n::{Msg, failure, t};
use crate::parts::SavedViews;
use crate::ui::{Glyph, Icon, erase, toast};
use leptos::prelude::*;
use protocol::{RecordsQuery, Reply, Request};

pub use bulk::bulk;
pub use export::{export, lines};
pub use filter::editor as rule_editor;
pub use owned::owned;

/// What is open above the list.
pub fn panel(list: State, saved: SavedViews) -> AnyView {
    erase::view(move || match super::panel() {
        Panel::None => erase::nothing(),
        Panel::Filter => framed(&words::FILTER, filter::builder(list)),
        Panel::Display => framed(&words::DISPLAY, display::chooser(list)),
        Panel::Views => framed(&words::VIEWS, views::keeper(list, saved)),
    })
    .into_any()
}

/// Picks so many lines, or lets go of them, of which some were not seen: which records stand there is asked first.
pub async fn pick_unseen(list: State, offset: u32, len: u32, pick: bool) {
    let (query, picked) = (list.query.get_untracked(), list.picked.get_untracked());
    let window = RecordsQuery { offset, len, ..query.clone() };
    match data::send(Request::Lines(Box::new(window))).await {
        // Picked, let go of or done with meanwhile, it is not what was meant any more.
        Ok(Reply::Lines(ids))
            if list.query.try_get_untracked() == Some(query) && list.picked.try_get_untracked() == Some(picked) =>
        {
            list.picked.update(|picked| picked.put(&ids, pick));
        }
        Ok(_) => {}
        Err(error) => toast::problem(failure(&error)),
    }
}

/// A panel with its title; Escape closes it.
fn framed(title: &'static Msg, content: AnyView) -> AnyView {
    let key = |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            set_panel(Panel::None);
        }
    };
    view! {
        <section class="list-panel" aria-label=t(title) on:keydown=key>
            <header class="list-panel-head">
                <h2>{t(title)}</h2>
                <button type="button" class="button quiet icon-only" aria-label=t(&words::CLOSE) title=t(&words::CLOSE)
                    on:click=|_| set_panel(Panel::None)>
                    <Icon of=Glyph::Close />
                </button>
            </header>
            {content}
        </section>
    }
    .into_any()
}
