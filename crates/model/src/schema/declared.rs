//! The collections and their fields. Numbers are for ever.

use super::Collection;

macro_rules! collections {
    ($( $(#[$doc:meta])* $module:ident = $number:literal { $( $key:ident : $type:ty = $id:literal $name:literal $kind:expr; )* } )*) => {
        $(
            $(#[$doc])*
            pub mod $module {
                #![allow(missing_docs)]
                #[allow(unused_imports)]
                use crate::schema::{Collection, CollectionId, Field, FieldId, Key, Kind, options};
                #[allow(unused_imports)]
                use crate::{Day, Decimal, Money, OptionId, RecordId};

                /// The collection.
                pub const ID: CollectionId = CollectionId($number);
                $( pub const $key: Key<$type> = Key::new($id); )*
                pub const COLLECTION: Collection = Collection {
                    id: ID,
                    name: stringify!($module),
                    fields: &[ $( Field { id: FieldId($id), name: $name, kind: $kind } ),* ],
                };
            }
        )*
        /// Every collection this version knows.
        pub const ALL: &[&Collection] = &[ $( &$module::COLLECTION ),* ];
    };
}

collections! {
    /// A customer: a business or a person.
    customer = 1 {
        NAME: String = 1 "name" Kind::Text;
        KIND: OptionId = 2 "kind" Kind::Option(&options::CUSTOMER_KIND);
        PHONE: String = 3 "phone" Kind::Phone;
        EMAIL: String = 4 "email" Kind::Email;
        REGION: String = 5 "region" Kind::Text;
        LEVEL: OptionId = 6 "level" Kind::Option(&options::CUSTOMER_LEVEL);
        SOURCE: OptionId = 7 "source" Kind::Option(&options::SOURCE);
        INDUSTRY: String = 8 "industry" Kind::Text;
        SIZE: OptionId = 9 "size" Kind::Option(&options::SIZE);
        WEBSITE: String = 10 "website" Kind::Url;
        ADDRESS: String = 11 "address" Kind::LongText;
        WECHAT: String = 12 "wechat" Kind::Text;
        GENDER: OptionId = 13 "gender" Kind::Option(&options::GENDER);
        BIRTHDAY: Day = 14 "birthday" Kind::Day;
        OCCUPATION: String = 15 "occupation" Kind::Text;
        EXTERNAL_ID: String = 16 "external_id" Kind::Text;
        TAGS: Vec<RecordId> = 17 "tags" Kind::References(super::tag::ID);
        PARENT: RecordId = 18 "parent" Kind::Reference(super::customer::ID);
        REFERRED_BY: RecordId = 19 "referred_by" Kind::Reference(super::customer::ID);
        ENDED_AT: Day = 20 "ended_at" Kind::Day;
        END_REASON: OptionId = 21 "end_reason" Kind::Option(&options::END_REASON);
        DO_NOT_CALL: bool = 22 "do_not_call" Kind::Bool;
        REMARK: String = 23 "remark" Kind::LongText;
        ANNUAL_REVENUE: Money = 24 "annual_revenue" Kind::Money;
        SHIPPING_ADDRESS: String = 25 "shipping_address" Kind::LongText;
        TAX_ID: String = 26 "tax_id" Kind::Text;
        ACQUISITION_COST: Money = 27 "acquisition_cost" Kind::Money;
        CONSENT: OptionId = 28 "consent" Kind::Option(&options::CONSENT);
        SNOOZED_UNTIL: Day = 29 "snoozed_until" Kind::Day;
        OWNER: RecordId = 30 "owner" Kind::Reference(super::user::ID);
        POSITION: String = 31 "position" Kind::Text;
    }
    /// A person at a business.
    contact = 2 {
        NAME: String = 1 "name" Kind::Text;
        CUSTOMER: RecordId = 2 "customer" Kind::Reference(super::customer::ID);
        TITLE: String = 3 "title" Kind::Text;
        DEPARTMENT: String = 4 "department" Kind::Text;
        ROLE: OptionId = 5 "role" Kind::Option(&options::CONTACT_ROLE);
        MOBILE: String = 6 "mobile" Kind::Phone;
        PHONE: String = 7 "phone" Kind::Phone;
        EMAIL: String = 8 "email" Kind::Email;
        WECHAT: String = 9 "wechat" Kind::Text;
        BIRTHDAY: Day = 10 "birthday" Kind::Day;
        DO_NOT_CALL: bool = 11 "do_not_call" Kind::Bool;
        GENDER: OptionId = 12 "gender" Kind::Option(&options::GENDER);
        ANNIVERSARY: Day = 13 "anniversary" Kind::Day;
        CONSENT: OptionId = 14 "consent" Kind::Option(&options::CONSENT);
        REMARK: String = 15 "remark" Kind::LongText;
        TAGS: Vec<RecordId> = 16 "tags" Kind::References(super::tag::ID);
        EXTERNAL_ID: String = 17 "external_id" Kind::Text;
    }
    /// Something that is sold.
    product = 3 {
        NAME: String = 1 "name" Kind::Text;
        SKU: String = 2 "sku" Kind::Text;
        CATEGORY: String = 3 "category" Kind::Text;
        UNIT_PRICE: Money = 4 "unit_price" Kind::Money;
        UNIT_COST: Money = 5 "unit_cost" Kind::Money;
        UNIT: String = 6 "unit" Kind::Text;
        ACTIVE: bool = 7 "active" Kind::Bool;
        REMARK: String = 8 "remark" Kind::LongText;
        TAX_RATE: Decimal = 9 "tax_rate" Kind::Number;
        TAGS: Vec<RecordId> = 10 "tags" Kind::References(super::tag::ID);
        EXTERNAL_ID: String = 11 "external_id" Kind::Text;
    }
    /// A purchase; its lines are records of their own.
    order = 4 {
        NUMBER: String = 1 "number" Kind::Text;
        CUSTOMER: RecordId = 2 "customer" Kind::Reference(super::customer::ID);
        DAY: Day = 3 "day" Kind::Day;
        TOTAL: Money = 4 "total" Kind::Money;
        STATUS: OptionId = 5 "status" Kind::Option(&options::ORDER_STATUS);
        CONTACT: RecordId = 6 "contact" Kind::Reference(super::contact::ID);
        REMARK: String = 7 "remark" Kind::LongText;
        OPPORTUNITY: RecordId = 8 "opportunity" Kind::Reference(super::opportunity::ID);
        OWNER: RecordId = 9 "owner" Kind::Reference(super::user::ID);
        TAGS: Vec<RecordId> = 10 "tags" Kind::References(super::tag::ID);
        EXTERNAL_ID: String = 11 "external_id" Kind::Text;
    }
    /// One product of an order.
    order_line = 5 {
        ORDER: RecordId = 1 "order" Kind::Reference(super::order::ID);
        PRODUCT: RecordId = 2 "product" Kind::Reference(super::product::ID);
        QUANTITY: Decimal = 3 "quantity" Kind::Number;
        UNIT_PRICE: Money = 4 "unit_price" Kind::Money;
        DISCOUNT: Money = 5 "discount" Kind::Money;
        AMOUNT: Money = 6 "amount" Kind::Money;
        TAX: Money = 7 "tax" Kind::Money;
    }
    /// Money received for an order.
    payment = 6 {
        NUMBER: String = 1 "number" Kind::Text;
        ORDER: RecordId = 2 "order" Kind::Reference(super::order::ID);
        DAY: Day = 3 "day" Kind::Day;
        AMOUNT: Money = 4 "amount" Kind::Money;
        METHOD: OptionId = 5 "method" Kind::Option(&options::PAYMENT_METHOD);
        STATUS: OptionId = 6 "status" Kind::Option(&options::PAYMENT_STATUS);
        INSTALMENT: Decimal = 7 "instalment" Kind::Number;
        REMARK: String = 8 "remark" Kind::LongText;
        PLAN: RecordId = 9 "plan" Kind::Reference(super::payment_plan::ID);
        TAGS: Vec<RecordId> = 10 "tags" Kind::References(super::tag::ID);
        EXTERNAL_ID: String = 11 "external_id" Kind::Text;
    }
    /// A conversation or a note.
    activity = 7 {
        KIND: OptionId = 1 "kind" Kind::Option(&options::ACTIVITY_KIND);
        CUSTOMER: RecordId = 2 "customer" Kind::Reference(super::customer::ID);
        CONTACT: RecordId = 3 "contact" Kind::Reference(super::contact::ID);
        AT: i64 = 4 "at" Kind::Instant;
        TEXT: String = 5 "text" Kind::LongText;
        DIRECTION: OptionId = 6 "direction" Kind::Option(&options::DIRECTION);
        STATUS: OptionId = 7 "status" Kind::Option(&options::ACTIVITY_STATUS);
        OUTCOME: String = 8 "outcome" Kind::Text;
        MINUTES: Decimal = 9 "minutes" Kind::Number;
        LEAD: RecordId = 10 "lead" Kind::Reference(super::lead::ID);
        OPPORTUNITY: RecordId = 11 "opportunity" Kind::Reference(super::opportunity::ID);
        OWNER: RecordId = 12 "owner" Kind::Reference(super::user::ID);
        TAGS: Vec<RecordId> = 13 "tags" Kind::References(super::tag::ID);
    }
    /// A word that groups records.
    tag = 8 {
        NAME: String = 1 "name" Kind::Text;
        COLOUR: OptionId = 2 "colour" Kind::Option(&options::COLOUR);
    }
    /// What the workspace has chosen: one record, [`setting::THE`].
    setting = 9 {
        AS_OF: Day = 1 "as_of" Kind::Day;
        HORIZON_DAYS: Decimal = 2 "horizon_days" Kind::Number;
        CURRENCY: String = 3 "currency" Kind::Text;
        MARGIN: Decimal = 4 "margin" Kind::Number;
        DISCOUNT: Decimal = 5 "discount" Kind::Number;
        WARN_OVERDUE: Decimal = 6 "warn_overdue" Kind::Number;
        WARN_DROP: Decimal = 7 "warn_drop" Kind::Number;
        WEIGHT_BEHAVIOURAL: Decimal = 8 "weight_behavioural" Kind::Number;
        WEIGHT_AFFECTIVE: Decimal = 9 "weight_affective" Kind::Number;
        WEIGHT_COGNITIVE: Decimal = 10 "weight_cognitive" Kind::Number;
        LARGE_DEAL: Money = 11 "large_deal" Kind::Money;
        LARGE_DEAL_SHARE: Decimal = 12 "large_deal_share" Kind::Number;
        POOL_DAYS: Decimal = 13 "pool_days" Kind::Number;
        CARE_DAYS_A: Decimal = 14 "care_days_a" Kind::Number;
        CARE_DAYS_B: Decimal = 15 "care_days_b" Kind::Number;
        CARE_DAYS_C: Decimal = 16 "care_days_c" Kind::Number;
        LARGE_DEAL_STAGE: RecordId = 17 "large_deal_stage" Kind::Reference(super::pipeline_stage::ID);
        STAGE_ALIVE: Decimal = 18 "stage_alive" Kind::Number;
        STAGE_OVERDUE: Decimal = 19 "stage_overdue" Kind::Number;
        STAGE_ACTIVE: Decimal = 20 "stage_active" Kind::Number;
        SELLER: String = 40 "seller" Kind::Text;
        SELLER_ADDRESS: String = 41 "seller_address" Kind::LongText;
    }
    /// A field of the workspace's own.
    custom_field = 10 {
        OF: Decimal = 1 "collection" Kind::Number;
        FIELD: Decimal = 2 "field" Kind::Number;
        NAME: String = 3 "name" Kind::Text;
        KIND: String = 4 "kind" Kind::Text;
        POSITION: String = 5 "position" Kind::Text;
    }
    /// Money spent on winning customers, by source and month.
    acquisition_spend = 11 {
        SOURCE: OptionId = 1 "source" Kind::Option(&options::SOURCE);
        MONTH: Day = 2 "month" Kind::Day;
        AMOUNT: Money = 3 "amount" Kind::Money;
        REMARK: String = 4 "remark" Kind::LongText;
        TAGS: Vec<RecordId> = 5 "tags" Kind::References(super::tag::ID);
    }
    /// What the workspace has made of one value of an option list: its word, colour and place, or a value of its own.
    option = 12 {
        NAME: String = 1 "name" Kind::Text;
        LIST: String = 2 "list" Kind::Text;
        VALUE: Decimal = 3 "value" Kind::Number;
        COLOUR: OptionId = 4 "colour" Kind::Option(&options::COLOUR);
        POSITION: String = 5 "position" Kind::Text;
        RETIRED: bool = 6 "retired" Kind::Bool;
    }
    /// A list as somebody wants to see it again: filter, order, columns.
    view = 13 {
        NAME: String = 1 "name" Kind::Text;
        OF: Decimal = 2 "collection" Kind::Number;
        SPEC: Vec<u8> = 3 "spec" Kind::Bytes;
        POSITION: String = 4 "position" Kind::Text;
    }
    /// What a customer answered when asked: would recommend (NPS, 0–10), satisfied (CSAT, 1–5), was it easy (CES, 1–7).
    survey_response = 14 {
        KIND: OptionId = 1 "kind" Kind::Option(&options::SURVEY_KIND);
        CUSTOMER: RecordId = 2 "customer" Kind::Reference(super::customer::ID);
        SCORE: Decimal = 3 "score" Kind::Number;
        DAY: Day = 4 "day" Kind::Day;
        SURVEY: String = 5 "survey" Kind::Text;
        COMMENT: String = 6 "comment" Kind::LongText;
        CHANNEL: OptionId = 7 "channel" Kind::Option(&options::CHANNEL);
        TOUCHPOINT: OptionId = 8 "touchpoint" Kind::Option(&options::TOUCHPOINT);
        ORDER: RecordId = 9 "order" Kind::Reference(super::order::ID);
    }
    /// An analysis as somebody wants to run it again: its question, and what came of it when it was last kept.
    analysis = 15 {
        NAME: String = 1 "name" Kind::Text;
        SPEC: Vec<u8> = 2 "spec" Kind::Bytes;
        RESULT: Vec<u8> = 3 "result" Kind::Bytes;
        PERIOD: OptionId = 4 "period" Kind::Option(&options::PERIOD);
    }
    /// Somebody who works with the book. A record only: who may see what comes with accounts.
    user = 16 {
        NAME: String = 1 "name" Kind::Text;
        TEAM: RecordId = 2 "team" Kind::Reference(super::team::ID);
        EMAIL: String = 3 "email" Kind::Email;
        PHONE: String = 4 "phone" Kind::Phone;
        ACTIVE: bool = 5 "active" Kind::Bool;
        TAGS: Vec<RecordId> = 6 "tags" Kind::References(super::tag::ID);
    }
    /// People who work together.
    team = 17 {
        NAME: String = 1 "name" Kind::Text;
        LEADER: RecordId = 2 "leader" Kind::Reference(super::user::ID);
        REMARK: String = 3 "remark" Kind::LongText;
        TAGS: Vec<RecordId> = 4 "tags" Kind::References(super::tag::ID);
    }
    /// Somebody who may become a customer. Without an owner it stands in the public pool.
    lead = 18 {
        NAME: String = 1 "name" Kind::Text;
        COMPANY: String = 2 "company" Kind::Text;
        STATUS: OptionId = 3 "status" Kind::Option(&options::LEAD_STATUS);
        RATING: OptionId = 4 "rating" Kind::Option(&options::RATING);
        MOBILE: String = 5 "mobile" Kind::Phone;
        EMAIL: String = 6 "email" Kind::Email;
        SOURCE: OptionId = 7 "source" Kind::Option(&options::SOURCE);
        OWNER: RecordId = 8 "owner" Kind::Reference(super::user::ID);
        NEXT_CONTACT_AT: i64 = 9 "next_contact_at" Kind::Instant;
        LAST_CONTACTED_AT: i64 = 10 "last_contacted_at" Kind::Instant;
        TITLE: String = 11 "title" Kind::Text;
        PHONE: String = 12 "phone" Kind::Phone;
        WECHAT: String = 13 "wechat" Kind::Text;
        WEBSITE: String = 14 "website" Kind::Url;
        ADDRESS: String = 15 "address" Kind::LongText;
        REGION: String = 16 "region" Kind::Text;
        INDUSTRY: String = 17 "industry" Kind::Text;
        TAGS: Vec<RecordId> = 18 "tags" Kind::References(super::tag::ID);
        REMARK: String = 19 "remark" Kind::LongText;
        CONVERTED_AT: i64 = 20 "converted_at" Kind::Instant;
        CUSTOMER: RecordId = 21 "customer" Kind::Reference(super::customer::ID);
        OPPORTUNITY: RecordId = 22 "opportunity" Kind::Reference(super::opportunity::ID);
        OWNED_SINCE: i64 = 23 "owned_since" Kind::Instant;
        EXTERNAL_ID: String = 24 "external_id" Kind::Text;
    }
    /// A way on which opportunities go, stage by stage.
    pipeline = 19 {
        NAME: String = 1 "name" Kind::Text;
        POSITION: String = 2 "position" Kind::Text;
    }
    /// A stage of a pipeline.
    pipeline_stage = 20 {
        NAME: String = 1 "name" Kind::Text;
        PIPELINE: RecordId = 2 "pipeline" Kind::Reference(super::pipeline::ID);
        PROBABILITY: Decimal = 3 "probability" Kind::Number;
        OUTCOME: OptionId = 4 "outcome" Kind::Option(&options::DEAL_OUTCOME);
        COLOUR: OptionId = 5 "colour" Kind::Option(&options::COLOUR);
        POSITION: String = 6 "position" Kind::Text;
        ROTTING_DAYS: Decimal = 7 "rotting_days" Kind::Number;
    }
    /// A sale that may come about.
    opportunity = 21 {
        NAME: String = 1 "name" Kind::Text;
        CUSTOMER: RecordId = 2 "customer" Kind::Reference(super::customer::ID);
        AMOUNT: Money = 3 "amount" Kind::Money;
        STAGE: RecordId = 4 "stage" Kind::Reference(super::pipeline_stage::ID);
        EXPECTED_CLOSE_DATE: Day = 5 "expected_close_date" Kind::Day;
        OWNER: RecordId = 6 "owner" Kind::Reference(super::user::ID);
        PROBABILITY: Decimal = 7 "probability" Kind::Number;
        PIPELINE: RecordId = 8 "pipeline" Kind::Reference(super::pipeline::ID);
        FORECAST_CATEGORY: OptionId = 9 "forecast_category" Kind::Option(&options::FORECAST_CATEGORY);
        NEXT_STEP: String = 10 "next_step" Kind::Text;
        CONTACTS: Vec<RecordId> = 11 "contacts" Kind::References(super::contact::ID);
        SOURCE: OptionId = 12 "source" Kind::Option(&options::SOURCE);
        COMPETITOR: String = 13 "competitor" Kind::Text;
        LOST_REASON: OptionId = 14 "lost_reason" Kind::Option(&options::LOST_REASON);
        CLOSED_AT: Day = 15 "closed_at" Kind::Day;
        TAGS: Vec<RecordId> = 16 "tags" Kind::References(super::tag::ID);
        REMARK: String = 17 "remark" Kind::LongText;
        LEAD: RecordId = 18 "lead" Kind::Reference(super::lead::ID);
        OPENED_AT: Day = 19 "opened_at" Kind::Day;
        EXTERNAL_ID: String = 20 "external_id" Kind::Text;
    }
    /// One product of an opportunity.
    opportunity_line = 22 {
        OPPORTUNITY: RecordId = 1 "opportunity" Kind::Reference(super::opportunity::ID);
        PRODUCT: RecordId = 2 "product" Kind::Reference(super::product::ID);
        QUANTITY: Decimal = 3 "quantity" Kind::Number;
        UNIT_PRICE: Money = 4 "unit_price" Kind::Money;
        DISCOUNT: Money = 5 "discount" Kind::Money;
        AMOUNT: Money = 6 "amount" Kind::Money;
    }
    /// That an opportunity went from one stage to another, and when: the stage log.
    stage_change = 23 {
        OPPORTUNITY: RecordId = 1 "opportunity" Kind::Reference(super::opportunity::ID);
        FROM: RecordId = 2 "from" Kind::Reference(super::pipeline_stage::ID);
        TO: RecordId = 3 "to" Kind::Reference(super::pipeline_stage::ID);
        AT: i64 = 4 "at" Kind::Instant;
    }
    /// Money that is due for an order: one instalment.
    payment_plan = 24 {
        NUMBER: String = 1 "number" Kind::Text;
        ORDER: RecordId = 2 "order" Kind::Reference(super::order::ID);
        DUE: Day = 3 "due" Kind::Day;
        AMOUNT: Money = 4 "amount" Kind::Money;
        REMIND_DAYS: Decimal = 5 "remind_days" Kind::Number;
        INSTALMENT: Decimal = 6 "instalment" Kind::Number;
        REMARK: String = 7 "remark" Kind::LongText;
        TAGS: Vec<RecordId> = 8 "tags" Kind::References(super::tag::ID);
    }
    /// A file or photo that belongs to a record; its bytes stand beside the book, under their hash.
    attachment = 25 {
        NAME: String = 1 "name" Kind::Text;
        MEDIA_TYPE: String = 2 "media_type" Kind::Text;
        BYTES: Decimal = 3 "bytes" Kind::Number;
        HASH: String = 4 "hash" Kind::Text;
        CUSTOMER: RecordId = 5 "customer" Kind::Reference(super::customer::ID);
        ACTIVITY: RecordId = 6 "activity" Kind::Reference(super::activity::ID);
        CHECK_IN: RecordId = 7 "check_in" Kind::Reference(super::check_in::ID);
        LEAD: RecordId = 8 "lead" Kind::Reference(super::lead::ID);
        OPPORTUNITY: RecordId = 9 "opportunity" Kind::Reference(super::opportunity::ID);
    }
    /// Something to be done: a task, an event in the calendar, a reminder.
    task = 26 {
        NAME: String = 1 "name" Kind::Text;
        KIND: OptionId = 2 "kind" Kind::Option(&options::TASK_KIND);
        DUE: i64 = 3 "due" Kind::Instant;
        STATUS: OptionId = 4 "status" Kind::Option(&options::TASK_STATUS);
        CUSTOMER: RecordId = 5 "customer" Kind::Reference(super::customer::ID);
        PRIORITY: OptionId = 6 "priority" Kind::Option(&options::PRIORITY);
        OWNER: RecordId = 7 "owner" Kind::Reference(super::user::ID);
        ENDS: i64 = 8 "ends" Kind::Instant;
        ALL_DAY: bool = 9 "all_day" Kind::Bool;
        REMIND_MINUTES: Decimal = 10 "remind_minutes" Kind::Number;
        REPEAT: OptionId = 11 "repeat" Kind::Option(&options::REPEAT);
        REPEAT_UNTIL: Day = 12 "repeat_until" Kind::Day;
        PLACE: String = 13 "place" Kind::Text;
        CONTACT: RecordId = 14 "contact" Kind::Reference(super::contact::ID);
        LEAD: RecordId = 15 "lead" Kind::Reference(super::lead::ID);
        OPPORTUNITY: RecordId = 16 "opportunity" Kind::Reference(super::opportunity::ID);
        ORDER: RecordId = 17 "order" Kind::Reference(super::order::ID);
        DONE_AT: i64 = 18 "done_at" Kind::Instant;
        SNOOZED_UNTIL: i64 = 19 "snoozed_until" Kind::Instant;
        REMARK: String = 20 "remark" Kind::LongText;
        REPEAT_FROM: Day = 21 "repeat_from" Kind::Day;
        TAGS: Vec<RecordId> = 22 "tags" Kind::References(super::tag::ID);
        REPEAT_ON: Day = 23 "repeat_on" Kind::Day;
        REPEAT_AT: i64 = 24 "repeat_at" Kind::Instant;
        REPEAT_ALL_DAY: bool = 25 "repeat_all_day" Kind::Bool;
        REPEAT_ENDS: i64 = 26 "repeat_ends" Kind::Instant;
    }
    /// What somebody or a team is to reach in a period.
    target = 27 {
        MEASURE: OptionId = 1 "measure" Kind::Option(&options::MEASURE);
        OWNER: RecordId = 2 "owner" Kind::Reference(super::user::ID);
        TEAM: RecordId = 3 "team" Kind::Reference(super::team::ID);
        PERIOD: OptionId = 4 "period" Kind::Option(&options::PERIOD);
        START: Day = 5 "start" Kind::Day;
        AMOUNT: Money = 6 "amount" Kind::Money;
        COUNT: Decimal = 7 "count" Kind::Number;
        TAGS: Vec<RecordId> = 8 "tags" Kind::References(super::tag::ID);
    }
    /// A report as somebody wants to see it again, and where it stands on the dashboard.
    report = 28 {
        NAME: String = 1 "name" Kind::Text;
        SPEC: Vec<u8> = 2 "spec" Kind::Bytes;
        POSITION: String = 3 "position" Kind::Text;
        SHOWN: bool = 4 "shown" Kind::Bool;
    }
    /// That somebody was at a place, with proof.
    check_in = 29 {
        CUSTOMER: RecordId = 1 "customer" Kind::Reference(super::customer::ID);
        AT: i64 = 2 "at" Kind::Instant;
        POSITION: String = 3 "position" Kind::Text;
        ACCURACY: Decimal = 4 "accuracy" Kind::Number;
        NOTE: String = 5 "note" Kind::LongText;
        OWNER: RecordId = 6 "owner" Kind::Reference(super::user::ID);
        ACTIVITY: RecordId = 7 "activity" Kind::Reference(super::activity::ID);
        PROOF: String = 8 "proof" Kind::Text;
        TAGS: Vec<RecordId> = 9 "tags" Kind::References(super::tag::ID);
    }
}
