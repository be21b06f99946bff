//! Icons: one stroked path each, drawn on a 16 × 16 grid in the colour of the text.

use leptos::prelude::*;

macro_rules! glyphs {
    ($( $name:ident $path:literal; )*) => {
        /// An icon of the set.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs)]
        pub enum Glyph { $($name),* }

        impl Glyph {
            fn path(self) -> &'static str {
                match self { $(Glyph::$name => $path),* }
            }
        }
    };
}

glyphs! {
    Customers "M6 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM1.5 13.5c0-2.5 2-4 4.5-4s4.5 1.5 4.5 4M10.5 2.8a2.5 2.5 0 0 1 0 4.4M12 9.9c1.5.5 2.5 1.7 2.5 3.6";
    Segments "M2.5 2.5h4.5v4.5h-4.5ZM9 2.5h4.5v4.5h-4.5ZM2.5 9h4.5v4.5h-4.5ZM9 9h4.5v4.5h-4.5Z";
    Import "M8 2v8M4.5 6.8 8 10.3l3.5-3.5M2.5 13.5h11";
    Settings "M2 4.5h6M12 4.5h2M10 6.3a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6ZM2 11.5h2M8 11.5h6M6 13.3a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6Z";
    Search "M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM10.3 10.3 14 14";
    Undo "M5.5 3 2.5 6l3 3M3 6h6.5a3.5 3.5 0 0 1 0 7H6.5";
    Close "M4 4l8 8M12 4l-8 8";
    Back "M9.5 3 4.5 8l5 5";
    Copy "M5.5 5.5h8v8h-8ZM10.5 5.5v-3h-8v8h3";
    Plus "M8 3v10M3 8h10";
    Trash "M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.5 9h6l.5-9";
    Note "M3 13h2.5L13 5.5 10.5 3 3 10.5ZM9 4.5 11.5 7";
    Sun "M8 10.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6ZM8 1.5v1.2M8 13.3v1.2M1.5 8h1.2M13.3 8h1.2M3.4 3.4l.8.8M11.8 11.8l.8.8M3.4 12.6l.8-.8M11.8 4.2l.8-.8";
    Moon "M13 9.5A5.5 5.5 0 0 1 6.5 3a5.5 5.5 0 1 0 6.5 6.5Z";
    System "M2 3h12v8h-12ZM6 13.5h4M8 11v2.5";
    Table "M2.5 3h11v10h-11ZM2.5 6.5h11M2.5 9.8h11M6.5 6.5V13";
    Chart "M3 13V8M6.5 13V3.5M10 13V6.5M13.5 13v-3";
    Call "M3.5 2.5h2.5l1 3-1.5 1c.6 1.8 2.2 3.4 4 4l1-1.5 3 1v2.5c0 .6-.5 1-1 1C7 13.3 2.7 9 2.5 3.5c0-.5.4-1 1-1Z";
    Visit "M8 14c2.8-3 4.5-5.2 4.5-7.3a4.5 4.5 0 0 0-9 0C3.5 8.8 5.2 11 8 14ZM8 8.2a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3Z";
    Message "M2.5 3.5h11v7.5h-6l-3 2.5v-2.5h-2Z";
    Mail "M2 3.5h12v9H2ZM2.5 4 8 8.5 13.5 4";
    Meeting "M2.5 3.5h11v10h-11ZM2.5 6.5h11M5.5 2v3M10.5 2v3";
    Order "M3.5 5.5h9l.7 8H2.8ZM5.7 7.5v-3a2.3 2.3 0 0 1 4.6 0v3";
    Filter "M2.5 4h11M4.5 8h7M6.5 12h3";
    Columns "M2.5 3h11v10h-11ZM6.2 3v10M9.8 3v10";
    Pick "M2.5 2.5h11v11h-11ZM5 8l2.2 2.2L11 6";
    Export "M8 10.3V2.5M4.5 5.8 8 2.3l3.5 3.5M2.5 13.5h11";
    Up "M8 13V3.5M4 7.2 8 3.2l4 4";
    Down "M8 3v9.5M4 8.8l4 4 4-4";
    Product "M2.5 5 8 2.2 13.5 5v6L8 13.8 2.5 11ZM2.8 5.2 8 8l5.2-2.8M8 8v5.6";
    Payment "M8 14a6 6 0 1 0 0-12 6 6 0 0 0 0 12ZM5.8 4.8 8 7.8l2.2-3M6 8.3h4M6 10.3h4M8 7.8v4";
    Tag "M2.5 2.5h5.2l5.8 5.8-5.2 5.2-5.8-5.8ZM5.3 5.3h.3";
    Contact "M2 3h12v10H2ZM6 8a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM3.8 11c0-1.2 1-2 2.2-2s2.2.8 2.2 2M10 6.5h2.5M10 9.5h2.5";
    Command "M5.5 10.5h5v-5h-5ZM5.5 5.5V4A1.5 1.5 0 1 0 4 5.5ZM10.5 5.5H12A1.5 1.5 0 1 0 10.5 4ZM10.5 10.5V12a1.5 1.5 0 1 0 1.5-1.5ZM5.5 10.5H4A1.5 1.5 0 1 0 5.5 12Z";
    More "M3 8h.4M7.8 8h.4M12.6 8h.4";
    Later "M8 14a6 6 0 1 0 0-12 6 6 0 0 0 0 12ZM8 4.8V8l2.3 1.6";
    Keyboard "M1.5 4h13v8h-13ZM4 6.5h.4M6.7 6.5h.4M9.3 6.5h.4M12 6.5h.4M5 9.5h6";
}

/// An inline icon. It says nothing by itself: what carries it has the words.
#[component]
pub fn Icon(
    /// Which.
    of: Glyph,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <path d=of.path()></path>
        </svg>
    }
}
