//! Option lists: the values a field may take. Numbers are for ever; the words are in the message catalogue.

use crate::OptionId;

/// The value of [`CONSENT`] that refuses.
pub const CONSENT_WITHDRAWN: OptionId = OptionId(7);

/// The value of [`LEAD_STATUS`] of a lead that became a customer.
pub const LEAD_CONVERTED: OptionId = OptionId(5);

/// A named list of values.
#[derive(Debug, PartialEq)]
pub struct OptionList {
    /// Key of the list in the message catalogue.
    pub name: &'static str,
    /// The values in the order in which they are offered.
    pub values: &'static [OptionValue],
}

/// One value of a list.
#[derive(Debug, PartialEq)]
pub struct OptionValue {
    /// Its number on disk.
    pub id: OptionId,
    /// Key of its word in the message catalogue, under the list's.
    pub name: &'static str,
}

impl OptionList {
    /// The value with this number; `None` for one that the workspace or a newer version added.
    pub fn value(&self, id: OptionId) -> Option<&'static OptionValue> {
        self.values.iter().find(|value| value.id == id)
    }

    /// The number of the value with this name.
    pub fn id(&self, name: &str) -> Option<OptionId> {
        self.values.iter().find(|value| value.name == name).map(|value| value.id)
    }
}

/// Whether two values would be told apart by nobody: names that are the same but for capitals.
pub fn same_name(a: &str, b: &str) -> bool {
    a.trim().to_lowercase() == b.trim().to_lowercase()
}

/// Whether the program itself acts on the values of a list, and could do nothing with others: a workspace renames, orders and retires them, and adds
/// none.
pub fn is_closed(list: &str) -> bool {
    let closed = [&REPEAT, &MEASURE, &PERIOD, &SURVEY_KIND, &DEAL_OUTCOME, &FORECAST_CATEGORY];
    closed.iter().any(|closed| closed.name == list)
}

/// The first of these names that stands among them once more.
pub fn twice(names: &[String]) -> Option<&String> {
    let again = |(at, name): &(usize, &String)| names.iter().skip(at + 1).any(|other| same_name(name, other));
    names.iter().enumerate().find(again).map(|(_, name)| name)
}

macro_rules! option_lists {
    ($( $(#[$doc:meta])* $constant:ident $list:literal { $( $id:literal $name:literal ),* $(,)? } )*) => {
        $( $(#[$doc])* pub static $constant: OptionList = OptionList {
            name: $list,
            values: &[ $( OptionValue { id: OptionId($id), name: $name } ),* ],
        }; )*
        /// Every list this version knows.
        pub static ALL: &[&OptionList] = &[ $( &$constant ),* ];
    };
}

option_lists! {
    /// Business or person.
    CUSTOMER_KIND "customer_kind" { 1 "business", 2 "person" }
    /// How much attention a customer gets.
    CUSTOMER_LEVEL "customer_level" { 1 "key_a", 2 "normal_b", 3 "low_c" }
    /// Where a customer came from.
    SOURCE "source" {
        1 "promotion", 2 "search_engine", 3 "advertising", 4 "referral", 5 "web_sign_up", 6 "web_enquiry", 7 "appointment",
        8 "cold_visit", 9 "phone", 10 "email", 11 "partner", 12 "trade_show", 13 "social_media", 14 "campaign", 15 "other",
    }
    /// Employees of a business.
    SIZE "size" { 1 "1_10", 2 "11_50", 3 "51_200", 4 "201_500", 5 "501_1000", 6 "1000_plus" }
    /// Gender of a person.
    GENDER "gender" { 1 "female", 2 "male", 3 "other" }
    /// Why a relation ended.
    END_REASON "end_reason" { 1 "problem_unresolved", 2 "need_gone", 3 "chose_competitor", 4 "opted_out" }
    /// Part in a decision to buy.
    CONTACT_ROLE "contact_role" {
        1 "decision_maker", 2 "evaluator", 3 "influencer", 4 "executive_sponsor", 5 "technical_evaluator", 6 "user",
    }
    /// Where an order stands.
    ORDER_STATUS "order_status" { 1 "draft", 2 "confirmed", 3 "fulfilled", 4 "completed", 5 "cancelled", 6 "returned" }
    /// How money came.
    PAYMENT_METHOD "payment_method" {
        1 "cash", 2 "cheque", 3 "wire", 4 "online_transfer", 5 "alipay", 6 "wechat_pay", 7 "card", 8 "other",
    }
    /// Where a payment stands.
    PAYMENT_STATUS "payment_status" { 1 "planned", 2 "partly_paid", 3 "paid", 4 "overdue", 5 "refunded" }
    /// On what ground a person may be written to or called (GDPR, article 6).
    CONSENT "consent" {
        1 "consent", 2 "contract", 3 "legal_obligation", 4 "vital_interest", 5 "public_interest", 6 "legitimate_interest",
        7 "withdrawn",
    }
    /// Who called whom.
    DIRECTION "direction" { 1 "inbound", 2 "outbound" }
    /// Whether a call or a meeting took place.
    ACTIVITY_STATUS "activity_status" { 1 "planned", 2 "held", 3 "not_held" }
    /// Colours of tags and options.
    COLOUR "colour" { 1 "grey", 2 "red", 3 "orange", 4 "yellow", 5 "green", 6 "teal", 7 "blue", 8 "violet" }
    /// The eleven RFM segments and those who have not bought, best first. Computed, never typed.
    SEGMENT "segment" {
        1 "champions", 2 "loyal", 3 "potential_loyalist", 4 "new", 5 "promising", 6 "need_attention", 7 "about_to_sleep",
        8 "at_risk", 9 "cant_lose", 10 "hibernating", 11 "lost", 12 "prospect",
    }
    /// The six life-cycle stages. Computed, never typed.
    STAGE "stage" { 1 "exploration", 2 "socialisation", 3 "growth", 4 "maturity", 5 "danger", 6 "termination" }
    /// What kind of conversation.
    ACTIVITY_KIND "activity_kind" { 1 "call", 2 "meeting", 3 "visit", 4 "email", 5 "message", 6 "note" }
    /// What a survey asks: recommendation, satisfaction, effort.
    SURVEY_KIND "survey_kind" { 1 "nps", 2 "csat", 3 "ces" }
    /// By which way an answer came.
    CHANNEL "channel" { 1 "phone", 2 "email", 3 "web", 4 "message", 5 "in_person", 6 "post" }
    /// Where in the relation a customer was asked.
    TOUCHPOINT "touchpoint" { 1 "purchase", 2 "delivery", 3 "use", 4 "service", 5 "complaint", 6 "renewal" }
    /// Where a lead stands.
    LEAD_STATUS "lead_status" { 1 "new", 2 "contacted", 3 "nurturing", 4 "qualified", 5 "converted", 6 "unqualified" }
    /// How likely a lead is to buy.
    RATING "rating" { 1 "cold", 2 "warm", 3 "hot" }
    /// What it means for an opportunity to stand in a stage.
    DEAL_OUTCOME "deal_outcome" { 1 "open", 2 "won", 3 "lost" }
    /// How surely an opportunity belongs to the forecast.
    FORECAST_CATEGORY "forecast_category" { 1 "pipeline", 2 "best_case", 3 "commit", 4 "omitted" }
    /// Why an opportunity was lost.
    LOST_REASON "lost_reason" {
        1 "price", 2 "chose_competitor", 3 "no_budget", 4 "requirement_changed", 5 "project_cancelled",
        6 "complex_decision_chain", 7 "no_response", 8 "other",
    }
    /// What stands in the agenda.
    TASK_KIND "task_kind" { 1 "task", 2 "event", 3 "reminder" }
    /// Where a task stands.
    TASK_STATUS "task_status" { 1 "not_started", 2 "in_progress", 3 "completed", 4 "deferred", 5 "cancelled" }
    /// How pressing a task is.
    PRIORITY "priority" { 1 "low", 2 "normal", 3 "high", 4 "urgent" }
    /// How often a task comes back.
    REPEAT "repeat" { 1 "daily", 2 "weekdays", 3 "weekly", 4 "fortnightly", 5 "monthly", 6 "quarterly", 7 "yearly" }
    /// What a target counts.
    MEASURE "measure" { 1 "revenue", 2 "payments", 3 "won_deals", 4 "new_customers", 5 "activities" }
    /// How long a target runs.
    PERIOD "period" { 1 "month", 2 "quarter", 3 "year" }
    /// Why figures leave an order out: it is nobody's, has no day, is of a day to come, or its amount is in another currency. Computed, never typed.
    LEFT_OUT "left_out" { 1 "nobody", 2 "undated", 3 "future", 4 "elsewhere" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_stands_twice_is_found_wherever_it_stands() {
        let found = |names: &[&str]| {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            twice(&names).cloned()
        };
        assert_eq!(found(&["light", "dark", "medium"]), None);
        assert_eq!(found(&["light", "dark", "light"]).as_deref(), Some("light"));
        assert_eq!(found(&["light", "dark", " Dark"]).as_deref(), Some("dark"));
        assert_eq!(found(&["浅", "深", "浅"]).as_deref(), Some("浅"));
        assert_eq!(found(&[]), None);
    }
}
