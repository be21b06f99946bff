//! What a page can look at. A query is watched: the worker answers at once and again whenever the answer changed.

use crate::{InsightQuery, Sealed, SellingQuery, Target};
use model::{CollectionId, FieldId, OptionId, RecordId, Rule};
use serde::{Deserialize, Serialize};

/// A question to the book.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Query {
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
    /// What was written on several devices at once in a record.
    Conflicts {
        /// Its collection.
        collection: CollectionId,
        /// Which.
        id: RecordId,
    },
    /// The workspace's own fields and options.
    Schema,
    /// How many living records have a value in this field.
    FieldUse {
        /// Their collection.
        collection: CollectionId,
        /// The field.
        field: FieldId,
    },
    /// Records whose name holds the text, those that begin with it first.
    Find {
        /// Their collection.
        collection: CollectionId,
        /// What was typed; empty for the newest.
        text: String,
        /// Those that refer to this record come before all others: the orders of a customer.
        near: Option<RecordId>,
        /// How many at most.
        limit: u32,
    },
    /// How many records a change would be for, whatever a list showed.
    Meant(Target),
    /// What these records are called.
    Named {
        /// Their collection.
        collection: CollectionId,
        /// Which.
        records: Vec<RecordId>,
    },
    /// An order's lines and payments.
    Order {
        /// Which.
        id: RecordId,
    },
    /// RFM grid, segments, stages, 80/20 curve.
    Segments,
    /// The state of the book: counts, as-of day, settings, history, storage.
    Book,
    /// Records of any kind that words are found in.
    Search(SearchQuery),
    /// A page of insight.
    Insight(Sealed<InsightQuery>),
    /// A page of selling.
    Selling(Sealed<SellingQuery>),
}

/// What is looked for everywhere.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SearchQuery {
    /// What was typed so far, in any order, with typing errors, in Chinese or pinyin. Only the beginning of a very long text counts.
    pub text: String,
    /// What to answer while nothing is typed: these records, as far as they are in the book.
    pub recent: Vec<(CollectionId, RecordId)>,
    /// How the page words the values of option lists that every book has, as far as fields of the workspace's own take them.
    pub words: Vec<OptionWord>,
}

/// A value of an option list, as the page words it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OptionWord {
    /// The list.
    pub list: String,
    /// The value.
    pub value: OptionId,
    /// The word.
    pub word: String,
}

/// Which records of a collection, in which order, and which of them are on screen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RecordsQuery {
    /// Whose list.
    pub collection: CollectionId,
    /// Deleted records instead of living ones.
    pub deleted: bool,
    /// Words that must all occur in the record's texts or in the names it refers to; case does not matter.
    pub search: String,
    /// Only records that this holds for.
    pub rule: Rule,
    /// By which field, and whether largest first; `None` for the order in which they came (deleted ones: last deleted first).
    pub sort: Option<(FieldId, bool)>,
    /// By which field they are grouped; each group has a line of its own before its records.
    pub group: Option<FieldId>,
    /// Fields wanted of each row.
    pub columns: Vec<FieldId>,
    /// First line of the window.
    pub offset: u32,
    /// Lines of the window.
    pub len: u32,
}

impl RecordsQuery {
    /// All living records of a collection, without columns and without a window.
    pub fn of(collection: CollectionId) -> RecordsQuery {
        RecordsQuery {
            collection,
            deleted: false,
            search: String::new(),
            rule: Rule::default(),
            sort: None,
            group: None,
            columns: Vec::new(),
            offset: 0,
            len: 0,
        }
    }
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
