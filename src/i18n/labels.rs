//! Labels that are found by id at run time: collections, fields, options, segments, stages.

use super::{Lang, lang};
use crate::state::Slot;
use std::sync::LazyLock;

mod later;
mod selling;

/// Groups of labels: a name, and a line for each label with its key, its English and its Chinese text.
pub type Groups = &'static [(&'static str, &'static str)];

macro_rules! labels {
    ($name:ident: $( $group:literal { $( $key:literal $en:literal $zh:literal; )* } )*) => {
        // One text for each group, with a line for each label: a table of its parts would be three times as large.
        pub(super) static $name: crate::i18n::Groups = &[ $( ($group, concat!($( $key, "\0", $en, "\0", $zh, "\n" ),*)) ),* ];
    };
}
use labels;

labels! { LABELS:
    "collection" {
        "customer" "customer" "客户";
        "contact" "contact" "联系人";
        "product" "product" "产品";
        "order" "order" "订单";
        "order_line" "order line" "订单明细";
        "payment" "payment" "回款";
        "activity" "activity" "跟进记录";
        "tag" "tag" "标签";
        "setting" "settings" "设置";
        "custom_field" "custom field" "自定义字段";
        "acquisition_spend" "acquisition spend" "获客投入";
        "option" "option" "选项";
        "view" "view" "视图";
        "survey_response" "survey response" "答卷";
        "analysis" "analysis" "分析";
    }
    "collections" {
        "customer" "Customers" "客户";
    }
    "customer" {
        "name" "Name" "客户名称";
        "kind" "Kind" "客户类型";
        "phone" "Phone" "电话";
        "email" "E-mail" "邮箱";
        "region" "Region" "区域";
        "level" "Level" "客户级别";
        "source" "Source" "客户来源";
        "industry" "Industry" "客户行业";
        "size" "Employees" "人员规模";
        "website" "Website" "网站";
        "address" "Address" "地址";
        "wechat" "WeChat" "微信";
        "gender" "Gender" "性别";
        "birthday" "Birthday" "生日";
        "occupation" "Occupation" "职业";
        "external_id" "External id" "外部编号";
        "tags" "Tags" "标签";
        "parent" "Parent company" "上级客户";
        "referred_by" "Referred by" "推荐人";
        "ended_at" "Ended on" "终止日期";
        "end_reason" "Reason for ending" "终止原因";
        "do_not_call" "Do not call" "请勿来电";
        "remark" "Remark" "备注";
        "annual_revenue" "Annual revenue" "年营业额";
        "shipping_address" "Shipping address" "收货地址";
        "tax_id" "Tax number" "税号";
        "acquisition_cost" "Acquisition cost" "获客成本";
        "consent" "Consent" "联系依据";
        "snoozed_until" "Snoozed until" "暂缓至";
        "stage" "Stage" "阶段";
        "segment" "Segment" "分群";
        "loyalty" "Loyalty" "忠诚度";
        "last_order" "Last order" "最近下单";
        "order_days" "Orders" "订单";
        "value" "Value" "累计净额";
        "active" "Chance of an order, %" "再次下单概率 %";
        "recency" "R score" "R 分";
        "frequency" "F score" "F 分";
        "monetary" "M score" "M 分";
        "lifetime_value" "Life-time value" "终身价值";
        "owner" "Owner" "负责人";
        "position" "Position" "位置坐标";
    }
    "customer_kind" { "business" "Business" "企业"; "person" "Person" "个人";
    }
    "segment" {
        "champions" "Champions" "冠军客户";
        "loyal" "Loyal" "忠诚客户";
        "potential_loyalist" "Potential loyalist" "潜在忠诚";
        "new" "New" "新客户";
        "promising" "Promising" "有潜力";
        "need_attention" "Need attention" "需关注";
        "about_to_sleep" "About to sleep" "即将沉睡";
        "at_risk" "At risk" "流失风险";
        "cant_lose" "Can’t lose" "不可流失";
        "hibernating" "Hibernating" "沉睡";
        "lost" "Lost" "已流失";
        "prospect" "Prospect" "未购";
    }
    "stage" {
        "exploration" "Exploration" "开拓期";
        "socialisation" "Socialisation" "社会化期";
        "growth" "Growth" "成长期";
        "maturity" "Maturity" "成熟期";
        "danger" "Danger" "危险期";
        "termination" "Termination" "解约期";
    }
}

/// Labels of what the first list does not show; they come with the first part of the page.
static LATER: LazyLock<Slot<Option<[Groups; 2]>>> = LazyLock::new(|| Slot::lasting(None));

/// All of them, for the part that brings them.
pub fn later() -> [Groups; 2] {
    [later::LATER, selling::SELLING]
}

/// Takes them into use, once; who showed a key meanwhile is told. Every part that is loaded brings them, and whoever shows one draws parts:
/// told each time, it would be drawn for ever.
pub fn take_later(groups: [Groups; 2]) {
    if LATER.with_untracked(Option::is_none) {
        LATER.set(Some(groups));
    }
}

fn find(key: &str) -> Option<(&'static str, &'static str)> {
    let (group, name) = key.split_once('.')?;
    let within = |groups: Groups| {
        let (_, labels) = groups.iter().find(|(key, _)| *key == group)?;
        labels.split('\n').find_map(|line| line.strip_prefix(name)?.strip_prefix('\0')?.split_once('\0'))
    };
    within(LABELS).or_else(|| LATER.with(|later| later.iter().flatten().find_map(|groups| within(groups))))
}

/// The label with this key in both languages.
pub fn both(key: &str) -> Option<(&'static str, &'static str)> {
    find(key)
}

/// Makes the caller run again when the labels come that are not there yet: for what is written by hand.
pub fn track() {
    LATER.with(|_| ());
}

/// The word with this key ("customer.name", "segment.champions", "order_status.draft", …) in the language of the page, if it is there.
pub fn word(key: &str) -> Option<&'static str> {
    find(key).map(|(en, zh)| match lang() {
        Lang::En => en,
        Lang::ZhCn => zh,
    })
}

/// The same as a label: an unknown key, from a newer version, shows its last part.
pub fn label(key: &str) -> String {
    word(key).unwrap_or_else(|| key.rsplit('.').next().unwrap_or(key)).to_owned()
}

#[cfg(test)]
mod tests {
    use super::find;
    use model::{options, schema};

    #[test]
    fn everything_declared_has_a_label() {
        super::take_later(super::later());
        for collection in schema::ALL {
            assert!(find(&format!("collection.{}", collection.name)).is_some(), "{}", collection.name);
            for field in collection.fields {
                assert!(find(&format!("{}.{}", collection.name, field.name)).is_some(), "{}", field.name);
            }
        }
        for collection in schema::ALL {
            for field in schema::computed(collection.id) {
                assert!(find(&format!("{}.{}", collection.name, field.name)).is_some(), "{}", field.name);
            }
        }
        for id in schema::LISTED {
            let name = schema::collection(id).expect("declared").name;
            assert!(find(&format!("collections.{name}")).is_some(), "{name}");
        }
        for list in options::ALL {
            for value in list.values {
                assert!(find(&format!("{}.{}", list.name, value.name)).is_some(), "{}.{}", list.name, value.name);
            }
        }
        for segment in protocol::Segment::ALL {
            assert!(find(&format!("segment.{}", segment.name())).is_some());
        }
        for stage in protocol::Stage::ALL {
            assert!(find(&format!("stage.{}", stage.name())).is_some());
        }
    }
}
