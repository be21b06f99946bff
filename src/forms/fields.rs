//! Which fields a form asks for first, which it cannot do without, and what stands in them at first.

use crate::fields;
use crate::ui::field::today;
use js_sys::Date;
use leptos::prelude::untrack;
use model::order::Fields;
use model::schema::{
    Collection, acquisition_spend, activity, check_in, contact, customer, lead, opportunity, order, order_line,
    payment, payment_plan, product, survey_response, tag, target, task, user,
};
use model::{Day, Field, FieldId, Kind, Value, options};

/// The fields that are asked for at once; the others can be opened.
pub fn first(of: &Collection) -> Vec<FieldId> {
    match of.id {
        customer::ID => vec![customer::NAME.id, customer::KIND.id, customer::PHONE.id, customer::EMAIL.id],
        contact::ID => {
            vec![contact::NAME.id, contact::CUSTOMER.id, contact::TITLE.id, contact::MOBILE.id, contact::EMAIL.id]
        }
        product::ID => vec![product::NAME.id, product::SKU.id, product::CATEGORY.id, product::UNIT_PRICE.id],
        order::ID => vec![order::CUSTOMER.id, order::DAY.id, order::NUMBER.id, order::STATUS.id],
        payment::ID => {
            vec![payment::ORDER.id, payment::AMOUNT.id, payment::DAY.id, payment::METHOD.id, payment::STATUS.id]
        }
        activity::ID => vec![activity::KIND.id, activity::CUSTOMER.id, activity::AT.id, activity::TEXT.id],
        tag::ID => vec![tag::NAME.id, tag::COLOUR.id],
        acquisition_spend::ID => {
            vec![acquisition_spend::SOURCE.id, acquisition_spend::MONTH.id, acquisition_spend::AMOUNT.id]
        }
        survey_response::ID => {
            let asked = [survey_response::KIND.id, survey_response::CUSTOMER.id, survey_response::SCORE.id];
            asked.into_iter().chain([survey_response::DAY.id, survey_response::COMMENT.id]).collect()
        }
        payment_plan::ID => vec![payment_plan::ORDER.id, payment_plan::DUE.id, payment_plan::AMOUNT.id],
        check_in::ID => vec![check_in::CUSTOMER.id, check_in::AT.id, check_in::NOTE.id],
        task::ID => {
            let asked =
                [task::NAME.id, task::KIND.id, task::DUE.id, task::ENDS.id, task::ALL_DAY.id, task::CUSTOMER.id];
            asked.into_iter().chain([task::REMIND_MINUTES.id, task::REPEAT.id, task::PRIORITY.id]).collect()
        }
        _ => of.fields.iter().take(5).map(|field| field.id).collect(),
    }
}

/// The fields without which the record would say nothing.
pub fn needed(of: &Collection) -> Vec<FieldId> {
    match of.id {
        order::ID => vec![order::CUSTOMER.id, order::DAY.id],
        payment::ID => vec![payment::ORDER.id, payment::AMOUNT.id],
        activity::ID => vec![activity::CUSTOMER.id, activity::TEXT.id],
        acquisition_spend::ID => vec![acquisition_spend::MONTH.id, acquisition_spend::AMOUNT.id],
        survey_response::ID => {
            vec![survey_response::KIND.id, survey_response::CUSTOMER.id, survey_response::SCORE.id]
        }
        payment_plan::ID => vec![payment_plan::ORDER.id, payment_plan::DUE.id, payment_plan::AMOUNT.id],
        target::ID => vec![target::MEASURE.id, target::PERIOD.id, target::START.id],
        _ => of.fields.first().map(|field| field.id).into_iter().collect(),
    }
}

/// The field that holds the name which a record needs.
pub fn named(of: &Collection) -> Option<FieldId> {
    let first = of.fields.first().filter(|first| first.kind == Kind::Text)?;
    needed(of).contains(&first.id).then_some(first.id)
}

/// The fields of a form: those of the first kind, then the others; without what is given.
pub fn asked(of: &Collection, given: &Fields) -> (Vec<&'static Field>, Vec<&'static Field>) {
    // What was said to a lead is of nobody else.
    let of_lead = of.id == activity::ID && given.iter().any(|(id, _)| *id == activity::LEAD.id);
    let open = |field: &&'static Field| {
        let known = given.iter().any(|(id, _)| *id == field.id) || (of_lead && field.id == activity::CUSTOMER.id);
        field.is_editable() && !known
    };
    let all: Vec<&'static Field> = fields::of(of.id).into_iter().filter(open).collect();
    let first = first(of);
    let at_once = first.iter().filter_map(|id| all.iter().find(|field| field.id == *id).copied()).collect();
    let others = all.into_iter().filter(|field| !first.contains(&field.id)).collect();
    (at_once, others)
}

/// What stands in the form at first.
pub fn defaults(of: &Collection) -> Fields {
    let owner = of.fields.iter().find(|field| field.name == "owner" && of.id != target::ID);
    let owned = owner.zip(untrack(crate::selling::me)).map(|(field, me)| (field.id, Value::Reference(me)));
    usual(of).into_iter().chain(owned).collect()
}

fn usual(of: &Collection) -> Fields {
    let option = |list: &options::OptionList, name| list.id(name).map_or(Value::Empty, Value::Option);
    match of.id {
        order::ID => {
            vec![(order::DAY.id, Value::Day(today())), (order::STATUS.id, option(&options::ORDER_STATUS, "confirmed"))]
        }
        payment::ID => {
            vec![(payment::DAY.id, Value::Day(today())), (payment::STATUS.id, option(&options::PAYMENT_STATUS, "paid"))]
        }
        activity::ID => vec![
            (activity::AT.id, Value::Instant(Date::now() as i64)),
            (activity::KIND.id, option(&options::ACTIVITY_KIND, "note")),
        ],
        acquisition_spend::ID => {
            let (year, month, _) = today().ymd();
            let first = Day::from_ymd(year, month, 1).map_or(Value::Empty, Value::Day);
            vec![(acquisition_spend::MONTH.id, first)]
        }
        survey_response::ID => vec![
            (survey_response::DAY.id, Value::Day(today())),
            (survey_response::KIND.id, option(&options::SURVEY_KIND, "nps")),
        ],
        lead::ID => vec![(lead::STATUS.id, option(&options::LEAD_STATUS, "new"))],
        task::ID => vec![
            (task::KIND.id, option(&options::TASK_KIND, "task")),
            (task::STATUS.id, option(&options::TASK_STATUS, "not_started")),
            (task::PRIORITY.id, option(&options::PRIORITY, "normal")),
        ],
        user::ID => vec![(user::ACTIVE.id, Value::Bool(true))],
        check_in::ID => vec![(check_in::AT.id, Value::Instant(Date::now() as i64))],
        opportunity::ID => vec![(opportunity::OPENED_AT.id, Value::Day(today()))],
        product::ID => vec![(product::ACTIVE.id, Value::Bool(true))],
        _ => Vec::new(),
    }
}

/// The fields of a line, in the order in which they are asked for.
pub fn of_line() -> Vec<&'static Field> {
    let ids = [order_line::PRODUCT.id, order_line::QUANTITY.id, order_line::UNIT_PRICE.id, order_line::DISCOUNT.id];
    ids.into_iter().filter_map(|id| fields::find(order_line::ID, id)).collect()
}
