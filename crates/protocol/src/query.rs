//! What a page can look at. A query is watched: the worker answers at once and again whenever the answer changed.

use model::{CollectionId, FieldId, RecordId};
use serde::{Deserialize, Serialize};

/// A question to the book.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Query {
    /// A window of the customer list.
    Customers(ListQuery),
    /// One customer's page.
    Customer {
        /// Who.
        id: RecordId,
        /// How many entries of the timeline, newest first.
        timeline_max: u32,
    },
    /// A window of any collection's list.
    Records(RecordsQuery),
    /// One record of any collection.
    Record {
        /// Its collection.
        collection: CollectionId,
        /// Which.
        id: RecordId,
    },
    /// RFM grid, segments, stages, 80/20 curve.
    Segments,
    /// The state of the book: counts, as-of day, settings, history, storage.
    Book,
}

/// Which customers, in which order, and which of them are on screen.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ListQuery {
    /// Words that must all occur in name, phone, e-mail, region, external id or tags; case does not matter.
    pub search: String,
    /// Only customers of this RFM segment.
    pub segment: Option<Segment>,
    /// Only customers in this life-cycle stage.
    pub stage: Option<Stage>,
    /// Only customers in this cell of the RFM grid: recency and frequency score, 1–5.
    pub cell: Option<(u8, u8)>,
    /// Order of the list.
    pub sort: Sort,
    /// First row of the window.
    pub offset: u32,
    /// Rows of the window.
    pub len: u32,
}

/// Which records of a collection, in which order, and which of them are on screen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RecordsQuery {
    /// Whose list.
    pub collection: CollectionId,
    /// Deleted records instead of living ones.
    pub deleted: bool,
    /// Words that must all occur in the columns shown; case does not matter.
    pub search: String,
    /// By which field, and whether largest first; `None` for the order in which they came (deleted ones: last deleted first).
    pub sort: Option<(FieldId, bool)>,
    /// Fields wanted of each row.
    pub columns: Vec<FieldId>,
    /// First row of the window.
    pub offset: u32,
    /// Rows of the window.
    pub len: u32,
}

/// Order of the customer list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sort {
    /// By what.
    pub by: SortBy,
    /// Largest first.
    pub descending: bool,
}

/// What the customer list can be sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum SortBy {
    /// Name.
    #[default]
    Name,
    /// Life-cycle stage, in its order.
    Stage,
    /// RFM segment, best first.
    Segment,
    /// Loyalty score.
    Loyalty,
    /// Day of the last order.
    LastOrder,
    /// Number of orders.
    Orders,
    /// Net amount of all orders.
    Value,
    /// Probability of an order within the horizon.
    Active,
}

macro_rules! coded {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident $key:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[repr(u8)]
        pub enum $name { $($(#[$vdoc])* $variant),* }
        impl $name {
            /// All values, in their order.
            pub const ALL: &[$name] = &[$($name::$variant),*];
            /// Stable name: key in the message catalogue, in URLs and style sheets.
            pub fn name(self) -> &'static str {
                match self { $($name::$variant => $key),* }
            }
            /// The value with this name.
            pub fn from_name(name: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|value| value.name() == name)
            }
        }
    };
}

coded! {
    /// The eleven RFM segments, and those who have not bought; best first.
    Segment {
        /// Bought lately and often.
        Champions "champions",
        /// Buy often.
        Loyal "loyal",
        /// Lately, a few times.
        PotentialLoyalist "potential_loyalist",
        /// First order very lately.
        New "new",
        /// First order lately.
        Promising "promising",
        /// Middling, slipping.
        NeedAttention "need_attention",
        /// Seldom, a while ago.
        AboutToSleep "about_to_sleep",
        /// Bought often, long ago.
        AtRisk "at_risk",
        /// Bought very often, long ago.
        CantLose "cant_lose",
        /// Seldom, long ago.
        Hibernating "hibernating",
        /// Seldom, longest ago.
        Lost "lost",
        /// No order yet.
        Prospect "prospect",
    }
}

coded! {
    /// The six life-cycle stages.
    Stage {
        /// No purchase yet.
        Exploration "exploration",
        /// First trade.
        Socialisation "socialisation",
        /// Expanding.
        Growth "growth",
        /// Steady.
        Maturity "maturity",
        /// About to leave.
        Danger "danger",
        /// Gone.
        Termination "termination",
    }
}
