//! A text that speaks of records: their names are links, everything else is only text.

use super::field::address;
use leptos::prelude::*;
use model::mention::{Piece, pieces};

/// The text with its links.
pub fn linked(text: &str) -> AnyView {
    let piece = |piece: Piece<'_>| match piece {
        Piece::Text(text) => text.to_owned().into_any(),
        Piece::Record { of, id, name } => match address(of, id) {
            Some(href) => view! { <a class="mention" href=href>{name.to_owned()}</a> }.into_any(),
            None => name.to_owned().into_any(),
        },
    };
    pieces(text).into_iter().map(piece).collect::<Vec<_>>().into_any()
}
