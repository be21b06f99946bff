//! The one place where every collection and field is declared.
//!
//! Forms, columns, filters, import, export, validation, search and merge read these declarations. A field's id
//! never changes meaning; ids from [`FieldId::CUSTOM`] on are a workspace's own fields, declared as data.

use crate::options::{self, OptionList};
use crate::value::{OptionId, Value};
use serde::{Deserialize, Serialize};
use std::marker::PhantomData;

/// Names a collection. Numbers this version does not know are carried, not dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CollectionId(pub u8);

/// Names a field within its collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FieldId(pub u16);

impl FieldId {
    /// Whether the record stands in the book. Creating a record writes `true`, deleting it `false`: so both are
    /// ordinary changes with a stamp, merged and undone like any other.
    pub const ALIVE: FieldId = FieldId(0);
    /// Where every collection keeps the name of a record, or what stands for one.
    pub const NAME: FieldId = FieldId(1);
    /// The first id of fields that are computed: read in lists and rules, never written.
    pub const COMPUTED: FieldId = FieldId(0x7000);
    /// The first id of the workspace's own fields.
    pub const CUSTOM: FieldId = FieldId(0x8000);
}

/// What a field holds, hence how it is shown, typed, filtered and stored.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// One line of text.
    Text,
    /// Text of several lines.
    LongText,
    /// An e-mail address.
    Email,
    /// A telephone number, kept as typed.
    Phone,
    /// A web address.
    Url,
    /// Yes or no.
    Bool,
    /// A number in millionths.
    Number,
    /// An amount with its currency: one cell, so both move together.
    Money,
    /// A day.
    Day,
    /// A moment.
    Instant,
    /// One entry of an option list.
    Option(&'static OptionList),
    /// Another record of that collection.
    Reference(CollectionId),
    /// Several records of that collection.
    References(CollectionId),
    /// What a part of the program keeps in a form of its own.
    Bytes,
}

/// How concurrent writes to a field are reconciled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Merge {
    /// The later stamp wins.
    LastWriter,
    /// An observed-remove set: what either side added stays.
    Set,
    /// The later stamp wins, but never over a refusal that its writer had not seen: that a person must not be called or written to counts at once.
    OptOut,
}

impl Merge {
    /// Whether this value refuses, under [`Merge::OptOut`].
    pub fn refuses(self, value: &Value) -> bool {
        const WITHDRAWN: OptionId = options::CONSENT_WITHDRAWN;
        self == Merge::OptOut && matches!(value, Value::Bool(true) | Value::Option(WITHDRAWN))
    }

    /// The rule for a field of a collection. A field that this version does not know merges by the last writer; sets of an unknown field carry
    /// their own rule, since they are written as [`Value::Set`].
    pub fn of(of: CollectionId, field: FieldId) -> Merge {
        collection(of).and_then(|collection| collection.field(field)).map_or(Merge::LastWriter, Field::merge)
    }
}

/// The declaration of one field.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its id within the collection.
    pub id: FieldId,
    /// Its stable name: with the collection's name the key of its label in the message catalogue.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
}

impl Field {
    /// Made by the engine from other records, not written.
    pub fn is_computed(&self) -> bool {
        (FieldId::COMPUTED..FieldId::CUSTOM).contains(&self.id)
    }

    /// Typed or chosen where it stands. What a part of the program keeps in a form of its own is not, nor a kind of a newer version.
    pub fn is_editable(&self) -> bool {
        !self.is_computed() && !matches!(self.kind, Kind::Bytes)
    }

    /// Whether its values can be added up to something: prices of a piece, rates, scores, places in a row and reminders cannot.
    pub fn adds_up(&self) -> bool {
        let alone = [
            "unit_price",
            "unit_cost",
            "tax_rate",
            "score",
            "probability",
            "instalment",
            "rotting_days",
            "remind_days",
            "remind_minutes",
            "accuracy",
        ];
        matches!(self.kind, Kind::Number | Kind::Money) && !alone.contains(&self.name)
    }

    /// How concurrent writes are reconciled.
    pub fn merge(&self) -> Merge {
        match self.kind {
            Kind::References(_) => Merge::Set,
            Kind::Option(list) if list.name == options::CONSENT.name => Merge::OptOut,
            Kind::Bool if self.name == "do_not_call" => Merge::OptOut,
            _ => Merge::LastWriter,
        }
    }
}

/// A field's id together with the Rust type of its values.
pub struct Key<T> {
    /// The field.
    pub id: FieldId,
    kind: PhantomData<fn() -> T>,
}

impl<T> Clone for Key<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Key<T> {}

impl<T> Key<T> {
    /// A key for the field with this id.
    pub const fn new(id: u16) -> Self {
        Key { id: FieldId(id), kind: PhantomData }
    }
}

/// A Rust type that a field's value can be read as.
pub trait FromValue: Sized {
    /// The value, if it is of this type.
    fn from_value(value: Value) -> Option<Self>;
}

macro_rules! from_value {
    ($($variant:ident => $type:ty),* $(,)?) => {$(
        impl FromValue for $type {
            fn from_value(value: Value) -> Option<Self> {
                match value { Value::$variant(inner) => Some(inner), _ => None }
            }
        }
        impl From<$type> for Value {
            fn from(inner: $type) -> Value { Value::$variant(inner) }
        }
    )*};
}

from_value! {
    Bool => bool, Number => crate::Decimal, Text => String, Money => crate::Money, Day => crate::Day,
    Instant => i64, Option => crate::OptionId, Reference => crate::RecordId, References => Vec<crate::RecordId>, Bytes => Vec<u8>,
}

/// Columns of a list: what a laptop shows side by side without cutting words short.
const COLUMNS_MAX: usize = 5;

/// Collections that have a list of their own beside the customers', in the order of its tabs.
pub const LISTED: [CollectionId; 17] = [
    order::ID,
    product::ID,
    contact::ID,
    lead::ID,
    opportunity::ID,
    payment::ID,
    payment_plan::ID,
    activity::ID,
    task::ID,
    check_in::ID,
    survey_response::ID,
    target::ID,
    tag::ID,
    acquisition_spend::ID,
    user::ID,
    team::ID,
    stage_change::ID,
];

/// The declaration of one collection.
#[derive(Clone, Copy, Debug)]
pub struct Collection {
    /// Its number on disk.
    pub id: CollectionId,
    /// Its stable name.
    pub name: &'static str,
    /// Its fields, in the order in which forms show them.
    pub fields: &'static [Field],
}

impl Collection {
    /// The declaration of a field; `None` for custom fields and those of newer versions.
    pub fn field(&self, id: FieldId) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.id == id)
    }

    /// The field with the id that another system gave.
    pub fn external_id(&self) -> Option<FieldId> {
        self.fields.iter().find(|field| field.name == "external_id").map(|field| field.id)
    }

    /// Written by the book alone: it tells what happened, which nobody types over.
    pub fn is_log(&self) -> bool {
        self.id == stage_change::ID
    }

    /// The fields that a list shows: the first few that fit a line, and what was said where that is the point.
    pub fn columns(&self) -> Vec<FieldId> {
        if self.id == customer::ID {
            use score::{LAST_ORDER, LOYALTY, ORDER_DAYS, SEGMENT, STAGE, VALUE};
            return vec![customer::NAME.id, STAGE, SEGMENT, LOYALTY, LAST_ORDER, ORDER_DAYS, VALUE];
        }
        if self.id == target::ID {
            use target::{AMOUNT, COUNT, MEASURE, OWNER, START, TEAM};
            return vec![MEASURE.id, OWNER.id, TEAM.id, START.id, AMOUNT.id, COUNT.id];
        }
        if self.id == report::ID {
            return vec![report::NAME.id, report::SHOWN.id];
        }
        let fits = |field: &&Field| field.kind != Kind::LongText || self.id == activity::ID;
        self.fields.iter().filter(fits).take(COLUMNS_MAX).map(|field| field.id).collect()
    }
}

/// What scores and orders say of a customer, as fields: read in lists, rules and exports like any other.
pub mod score {
    use super::{Field, FieldId, Kind, options};

    macro_rules! computed {
        ($( $(#[$doc:meta])* $key:ident = $id:literal $name:literal $kind:expr; )*) => {
            $( $(#[$doc])* pub const $key: FieldId = FieldId(0x7000 + $id); )*
            /// All of them.
            pub const FIELDS: &[Field] = &[ $( Field { id: $key, name: $name, kind: $kind } ),* ];
        };
    }

    computed! {
        /// Life-cycle stage.
        STAGE = 1 "stage" Kind::Option(&options::STAGE);
        /// RFM segment.
        SEGMENT = 2 "segment" Kind::Option(&options::SEGMENT);
        /// Loyalty, 0–100.
        LOYALTY = 3 "loyalty" Kind::Number;
        /// Day of the last order.
        LAST_ORDER = 4 "last_order" Kind::Day;
        /// Days on which they bought.
        ORDER_DAYS = 5 "order_days" Kind::Number;
        /// Net amount of all orders.
        VALUE = 6 "value" Kind::Money;
        /// Probability of an order within the horizon, in per cent.
        ACTIVE = 7 "active" Kind::Number;
        /// Recency score, 1–5.
        RECENCY = 8 "recency" Kind::Number;
        /// Frequency score, 1–5.
        FREQUENCY = 9 "frequency" Kind::Number;
        /// Monetary score, 1–5.
        MONETARY = 10 "monetary" Kind::Number;
        /// Life-time value within the horizon: discounted, after the margin.
        LIFETIME_VALUE = 11 "lifetime_value" Kind::Money;
        /// What they owe; in the currency in which that is most.
        OUTSTANDING = 12 "outstanding" Kind::Money;
        /// Probability that they are still a customer, in per cent.
        ALIVE = 13 "alive" Kind::Number;
        /// Silent for longer than so many of the own gaps, in per cent.
        OVERDUE = 14 "overdue" Kind::Number;
        /// Risk of no order within the horizon times what an active customer like this one brings in it.
        VALUE_AT_RISK = 15 "value_at_risk" Kind::Money;
    }
}

/// What payments and instalments say of an order, and why figures leave it out, as fields.
pub mod standing {
    use super::{Field, FieldId, Kind, options};

    /// What was received and kept.
    pub const PAID: FieldId = FieldId(0x7101);
    /// What is still owed; below zero for what is to be paid back.
    pub const OUTSTANDING: FieldId = FieldId(0x7102);
    /// Where the order's payments stand.
    pub const PAYMENT_STATUS: FieldId = FieldId(0x7103);
    /// Why figures leave it out; nothing where it counts, and where it is no purchase.
    pub const LEFT_OUT: FieldId = FieldId(0x7104);
    /// All of them.
    pub const FIELDS: &[Field] = &[
        Field { id: PAID, name: "paid", kind: Kind::Money },
        Field { id: OUTSTANDING, name: "outstanding", kind: Kind::Money },
        Field { id: PAYMENT_STATUS, name: "payment_status", kind: Kind::Option(&options::PAYMENT_STATUS) },
        Field { id: LEFT_OUT, name: "left_out", kind: Kind::Option(&options::LEFT_OUT) },
    ];
}

/// The computed fields of a collection.
pub fn computed(id: CollectionId) -> &'static [Field] {
    match id {
        customer::ID => score::FIELDS,
        order::ID => standing::FIELDS,
        _ => &[],
    }
}

/// The declaration of a collection; `None` for those of newer versions.
pub fn collection(id: CollectionId) -> Option<&'static Collection> {
    ALL.iter().copied().find(|collection| collection.id == id)
}

/// Whether a box that nobody ticked or unticked stands for a yes: a product is sold and a user works here until somebody says no.
pub fn is_yes_unsaid(of: CollectionId, field: FieldId) -> bool {
    [(product::ID, product::ACTIVE.id), (user::ID, user::ACTIVE.id)].contains(&(of, field))
}

/// What a field says where this stands in it.
pub fn said(of: CollectionId, field: FieldId, value: Value) -> Value {
    if value.is_empty() && is_yes_unsaid(of, field) { Value::Bool(true) } else { value }
}

/// What is kept where somebody says this: a box of the workspace's own that is not ticked holds nothing, like one that nobody touched, so that
/// what the field is can still be chosen anew.
pub fn kept(field: FieldId, value: Value) -> Value {
    if field >= FieldId::CUSTOM && value == Value::Bool(false) { Value::Empty } else { value }
}

mod declared;
pub mod pipelines;
pub use declared::*;

/// The id of the one [`setting`] record.
pub const THE_SETTINGS: crate::RecordId = crate::RecordId(1);

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn a_box_that_nobody_touched_says_what_it_is_taken_for() {
        let (yes, no) = (Value::Bool(true), Value::Bool(false));
        for (of, field) in [(product::ID, product::ACTIVE.id), (user::ID, user::ACTIVE.id)] {
            assert_eq!(said(of, field, Value::Empty), yes);
            assert_eq!(said(of, field, no.clone()), no, "somebody said so");
        }
        assert_eq!(said(customer::ID, customer::DO_NOT_CALL.id, Value::Empty), Value::Empty);
        assert_eq!(said(product::ID, product::SKU.id, Value::Empty), Value::Empty);
    }

    #[test]
    fn refusals_are_declared_where_people_are() {
        for (of, field) in [
            (customer::ID, customer::CONSENT.id),
            (customer::ID, customer::DO_NOT_CALL.id),
            (contact::ID, contact::CONSENT.id),
            (contact::ID, contact::DO_NOT_CALL.id),
        ] {
            assert_eq!(Merge::of(of, field), Merge::OptOut);
        }
        assert_eq!(Merge::of(customer::ID, customer::TAGS.id), Merge::Set);
        assert_eq!(Merge::of(product::ID, product::ACTIVE.id), Merge::LastWriter);
        assert_eq!(options::CONSENT.id("withdrawn"), Some(options::CONSENT_WITHDRAWN));
        assert_eq!(options::LEAD_STATUS.id("converted"), Some(options::LEAD_CONVERTED));
        assert!(Merge::OptOut.refuses(&Value::Option(options::CONSENT_WITHDRAWN)));
        assert!(!Merge::LastWriter.refuses(&Value::Bool(true)) && !Merge::OptOut.refuses(&Value::Bool(false)));
    }

    #[test]
    fn what_people_keep_can_be_tagged() {
        // Parts of something else, and what the workspace is made of.
        let others = [
            order_line::ID,
            opportunity_line::ID,
            attachment::ID,
            stage_change::ID,
            survey_response::ID,
            tag::ID,
            setting::ID,
            custom_field::ID,
            option::ID,
            view::ID,
            analysis::ID,
            report::ID,
            pipeline::ID,
            pipeline_stage::ID,
        ];
        for collection in ALL.iter().filter(|of| !others.contains(&of.id)) {
            let tags = collection.fields.iter().find(|field| field.name == "tags").map(|field| field.kind);
            assert_eq!(tags, Some(Kind::References(tag::ID)), "{}", collection.name);
        }
    }

    #[test]
    fn no_number_and_no_name_is_used_twice() {
        let mut collections = HashSet::new();
        for collection in ALL {
            assert!(collections.insert(collection.id), "{}", collection.name);
            let (mut ids, mut names) = (HashSet::new(), HashSet::new());
            for field in collection.fields {
                assert!(ids.insert(field.id) && names.insert(field.name), "{}.{}", collection.name, field.name);
                assert!(field.id > FieldId::ALIVE && field.id < FieldId::COMPUTED);
            }
            for field in computed(collection.id) {
                assert!(ids.insert(field.id) && names.insert(field.name) && field.is_computed());
            }
        }
    }
}
