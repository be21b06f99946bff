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
    Customers "M6 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM1.5 13.5c0-2.5 2-4 4.5-4s4.5 1.5 4.5 4M10.5 2.8a2.5 2.5 0 0 1 0 4.4M12 9.9c1.5.5 2.5 1.700 2.500 3.600";
    Segments "M2.500 2.500h4.500v4.500h-4.500ZM9 2.500h4.500v4.500h-4.500ZM2.500 9h4.500v4.500h-4.500ZM9 9h4.500v4.500h-4.500Z";
    Import "M8 2v8M4.500 6.800 8 10.300l3.500-3.500M2.500 13.500h11";
    Export "M8 10.500v-8M4.500 5.700 8 2.200l3.500 3.500M2.500 13.500h11";
    Settings "M2 4.500h6M12 4.500h2M10 6.300a1.800 1.800 0 1 0 0-3.600 1.800 1.800 0 0 0 0 3.600ZM2 11.500h2M8 11.500h6M6 13.300a1.800 1.800 0 1 0 0-3.600 1.800 1.800 0 0 0 0 3.600Z";
    Search "M7 11.500a4.500 4.500 0 1 0 0-9 4.500 4.500 0 0 0 0 9ZM10.300 10.300 14 14";
    Undo "M5.500 3 2.500 6l3 3M3 6h6.500a3.500 3.500 0 0 1 0 7H6.500";
    Close "M4 4l8 8M12 4l-8 8";
    Back "M9.500 3 4.500 8l5 5";
    Plus "M8 3v10M3 8h10";
    Trash "M3 4.500h10M6.500 4.500v-2h3v2M4.500 4.500l.500 9h6l.500-9";
    Note "M3 13h2.500L13 5.500 10.500 3 3 10.500ZM9 4.500 11.500 7";
    Check "M3 8.500 6.500 12 13 4.500";
    Down "M4 6l4 4 4-4";
    Right "M6 4l4 4-4 4";
    Up "M4 10l4-4 4 4";
    Sun "M8 10.800a2.800 2.800 0 1 0 0-5.600 2.800 2.800 0 0 0 0 5.600ZM8 1.500v1.200M8 13.300v1.200M1.500 8h1.200M13.300 8h1.200M3.400 3.400l.800.800M11.800 11.800l.800.800M3.400 12.600l.800-.800M11.800 4.200l.800-.800";
    Moon "M13 9.500A5.500 5.500 0 0 1 6.500 3a5.500 5.500 0 1 0 6.500 6.500Z";
    System "M2 3h12v8h-12ZM6 13.500h4M8 11v2.500";
    Table "M2.500 3h11v10h-11ZM2.500 6.500h11M2.500 9.800h11M6.500 6.500V13";
    Chart "M3 13V8M6.500 13V3.500M10 13V6.500M13.500 13v-3";
    Warning "M8 2.500 14 13.500H2ZM8 6.500v3M8 11.300v.400";
    Info "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 7.300v3.700M8 4.900v.400";
    Call "M3.500 2.500h2.500l1 3-1.500 1c.600 1.800 2.200 3.400 4 4l1-1.500 3 1v2.500c0 .600-.500 1-1 1C7 13.300 2.700 9 2.500 3.500c0-.500.400-1 1-1Z";
    Visit "M8 14c2.800-3 4.500-5.200 4.500-7.300a4.500 4.500 0 0 0-9 0C3.500 8.800 5.200 11 8 14ZM8 8.200a1.500 1.500 0 1 0 0-3 1.500 1.500 0 0 0 0 3Z";
    Message "M2.500 3.500h11v7.500h-6l-3 2.500v-2.500h-2Z";
    Mail "M2 3.500h12v9H2ZM2.500 4 8 8.500 13.500 4";
    Meeting "M2.500 3.500h11v10h-11ZM2.500 6.500h11M5.500 2v3M10.500 2v3";
    Order "M3.500 5.500h9l.700 8H2.800ZM5.700 7.500v-3a2.300 2.300 0 0 1 4.600 0v3";
    Language "M2 4h7M5.500 2.500V4M7.500 4c-.500 2.500-2.300 4.800-5 6M3.500 6.500c.800 1.500 2.200 2.800 4 3.500M8 13.500l3-7.500 3 7.500M9 11h4";
    Keyboard "M1.500 4h13v8h-13ZM4 6.500h.400M6.700 6.500h.400M9.300 6.500h.400M12 6.500h.400M5 9.500h6";
    More "M3.500 8h.400M8 8h.400M12.400 8h.400";
    File "M4 2h5l3.500 3.500V14H4ZM9 2v3.500h3.500";
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
