//! Operations in words, for the history, the undo button and what a toast says.

use super::{Lang, filled, label, lang, tf};
use crate::{format, messages};
use model::schema::{custom_field, option, order_line};
use model::{CollectionId, FieldId, Label, collection};

messages! {
    CREATED = "Added {what}", "新增了{what}";
    EDITED = "Changed {what}", "修改了{what}";
    DELETED = "Deleted {n} {n|record|records}", "删除了 {n} 条记录";
    DELETED_CUSTOMERS = "Deleted {n} {n|customer|customers}", "删除了 {n} 位客户";
    IMPORTED = "Imported {orders} {orders|order|orders}, {customers} new {customers|customer|customers}", "导入了 {orders} 笔订单，新增 {customers} 位客户";
    IMPORTED_ORDERS = "Imported {orders} {orders|order|orders}", "导入了 {orders} 笔订单";
    SAMPLED = "Added sample data: {customers} {customers|customer|customers}, {orders} orders", "加入了示例数据：{customers} 位客户、{orders} 笔订单";
    RESTORED = "Restored {n} {n|record|records}", "恢复了 {n} 条记录";
    EDITED_MANY = "Changed {what} of {n} {n|record|records}", "修改了 {n} 条记录的{what}";
    IMPORTED_RECORDS = "Imported {of}: {added} added, {changed} changed", "导入了{of}：新增 {added} 条，更新 {changed} 条";
    FIELD_OF = "{field} of the {what}", "{what}的{field}";
    COUNTED = "{n} {what}", "{n} {unit}{what}";
    REPLACED = "Restored a backup: {customers} {customers|customer|customers}, {orders} {orders|order|orders}", "恢复了备份：{customers} 位客户、{orders} 笔订单";
    REDID = "Redid: {what}", "重做了：{what}";
    UNDID = "Undid: {what}", "撤销了：{what}";
}

/// What an operation was, in words.
pub fn op_label(operation: &Label) -> String {
    let count = |n: &u32| format::integer(u64::from(*n));
    match operation {
        Label::Create(id) => tf(&CREATED, &[("what", &collection_label(*id))]),
        Label::Edit(id, field) => tf(&EDITED, &[("what", &field_word(*id, *field))]),
        Label::EditMany(id, field, n) => tf(&EDITED_MANY, &[("what", &field_word(*id, *field)), ("n", &count(n))]),
        Label::Records { collection: id, added, changed } => {
            let of = collection(*id).map_or(String::new(), |of| label(&format!("collections.{}", of.name)));
            tf(&IMPORTED_RECORDS, &[("of", &in_sentence(of)), ("added", &count(added)), ("changed", &count(changed))])
        }
        Label::Delete(id, n) if *id == model::schema::customer::ID => tf(&DELETED_CUSTOMERS, &[("n", &count(n))]),
        Label::Delete(_, n) => tf(&DELETED, &[("n", &count(n))]),
        Label::Import { customers: 0, orders } => tf(&IMPORTED_ORDERS, &[("orders", &count(orders))]),
        Label::Import { customers, orders } => {
            tf(&IMPORTED, &[("orders", &count(orders)), ("customers", &count(customers))])
        }
        Label::Sample { customers, orders } => {
            tf(&SAMPLED, &[("customers", &count(customers)), ("orders", &count(orders))])
        }
        Label::Backup { customers, orders } => {
            tf(&REPLACED, &[("customers", &count(customers)), ("orders", &count(orders))])
        }
        Label::Deed(deed, n) => filled(&label(&format!("deed.{}", deed.name())), &[("n", &count(n))]),
        Label::Restore(_, n) => tf(&RESTORED, &[("n", &count(n))]),
        Label::Undo(_, undo) if matches!(**undo, Label::Undo(..)) => match &**undo {
            Label::Undo(_, what) => tf(&REDID, &[("what", &op_label(what))]),
            other => op_label(other),
        },
        Label::Undo(_, what) => tf(&UNDID, &[("what", &op_label(what))]),
    }
}

/// So many records of a collection: "3 contacts".
pub fn counted(id: CollectionId, n: u32) -> String {
    let of = collection(id).map_or("", |of| of.name);
    let group = if n == 1 { "collection" } else { "collections" };
    // Chinese counts each kind of thing by its own word.
    let unit = match of {
        "customer" | "contact" | "user" => "位",
        "order" | "payment" => "笔",
        "task" | "target" => "项",
        "opportunity" | "product" | "team" | "tag" | "report" | "pipeline" | "pipeline_stage" | "attachment"
        | "custom_field" | "option" | "view" => "个",
        "survey_response" => "份",
        "payment_plan" => "期",
        "check_in" => "次",
        _ => "条",
    };
    let what = in_sentence(label(&format!("{group}.{of}")));
    tf(&COUNTED, &[("n", &format::integer(u64::from(n))), ("unit", unit), ("what", &what)])
}

/// The name of a field as it stands in a sentence; of its collection, where the field is unknown.
fn field_word(id: CollectionId, field: FieldId) -> String {
    match crate::fields::find(id, field) {
        // "Changed colour" says too little where records are not looked at one by one.
        Some(field) if [option::ID, custom_field::ID, order_line::ID].contains(&id) => {
            let field = in_sentence(crate::fields::label(id, field));
            tf(&FIELD_OF, &[("field", &field), ("what", &collection_label(id))])
        }
        Some(field) => in_sentence(crate::fields::label(id, field)),
        None => collection_label(id),
    }
}

fn collection_label(id: CollectionId) -> String {
    label(&format!("collection.{}", collection(id).map_or("customer", |collection| collection.name)))
}

/// English labels begin with a capital, which a word inside a sentence does not, unless it is a name ("WeChat", "SKU").
fn in_sentence(label: String) -> String {
    let capital = |byte: u8| byte.is_ascii_uppercase();
    match lang() {
        Lang::En if !label.bytes().skip(1).any(capital) => label.to_ascii_lowercase(),
        _ => label,
    }
}
