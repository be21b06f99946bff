//! Labels that are found by id at run time: collections, fields, options, segments, stages.

use super::{Lang, lang};

macro_rules! labels {
    ($( $group:literal { $( $key:literal $en:literal $zh:literal; )* } )*) => {
        // One text for each group, with a line for each label: a table of its parts would be three times as large.
        static LABELS: &[(&str, &str)] = &[ $( ($group, concat!($( $key, "\0", $en, "\0", $zh, "\n" ),*)) ),* ];
    };
}

labels! {
    "collection" {
        "customer" "customer" "客户";
        "contact" "contact" "联系人";
        "product" "product" "产品";
        "order" "order" "订单";
        "order_line" "order line" "订单明细";
        "payment" "payment" "回款";
        "activity" "activity" "跟进记录";
        "tag" "tag" "标签";
        "setting" "setting" "设置";
        "custom_field" "custom field" "自定义字段";
        "acquisition_spend" "acquisition spend" "获客投入";
        "option" "option" "选项";
        "view" "view" "视图";
        "survey_response" "survey response" "答卷";
        "analysis" "analysis" "分析";
    }
    "collections" {
        "customer" "Customers" "客户";
        "contact" "Contacts" "联系人";
        "product" "Products" "产品";
        "order" "Orders" "订单";
        "order_line" "Order lines" "订单明细";
        "payment" "Payments" "回款";
        "activity" "Activities" "跟进记录";
        "tag" "Tags" "标签";
        "acquisition_spend" "Acquisition spend" "获客投入";
        "setting" "Settings" "设置";
        "custom_field" "Custom fields" "自定义字段";
        "option" "Options" "选项";
        "view" "Saved views" "视图";
        "survey_response" "Survey responses" "满意度答卷";
        "analysis" "Saved analyses" "已存分析";
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
        "snoozed_until" "Not on watch until" "暂不提醒至";
        "stage" "Stage" "阶段";
        "segment" "Segment" "分群";
        "loyalty" "Loyalty" "忠诚度";
        "last_order" "Last order" "最近下单";
        "order_days" "Orders" "订单";
        "value" "Value" "累计金额";
        "active" "Chance of an order, %" "再次下单概率 %";
        "recency" "R score" "R 分";
        "frequency" "F score" "F 分";
        "monetary" "M score" "M 分";
        "lifetime_value" "Life-time value" "终身价值";
    }
    "contact" {
        "name" "Name" "姓名";
        "customer" "Customer" "所属客户";
        "title" "Title" "职务";
        "department" "Department" "部门";
        "role" "Role" "决策角色";
        "mobile" "Mobile" "手机";
        "phone" "Phone" "电话";
        "email" "E-mail" "邮箱";
        "wechat" "WeChat" "微信";
        "birthday" "Birthday" "生日";
        "do_not_call" "Do not call" "请勿来电";
        "gender" "Gender" "性别";
        "anniversary" "Anniversary" "纪念日";
        "consent" "Consent" "联系依据";
        "remark" "Remark" "备注";
    }
    "product" {
        "name" "Name" "产品名称";
        "sku" "SKU" "编码";
        "category" "Category" "产品分类";
        "unit_price" "Unit price" "单价";
        "unit_cost" "Unit cost" "成本";
        "unit" "Unit" "单位";
        "active" "Active" "在售";
        "remark" "Remark" "备注";
    }
    "order" {
        "number" "Number" "订单编号";
        "customer" "Customer" "客户";
        "day" "Date" "日期";
        "total" "Total" "总金额";
        "status" "Status" "订单状态";
        "contact" "Contact" "联系人";
        "remark" "Remark" "备注";
    }
    "order_line" {
        "order" "Order" "订单";
        "product" "Product" "产品";
        "quantity" "Quantity" "数量";
        "unit_price" "Unit price" "单价";
        "discount" "Discount" "折扣";
        "amount" "Amount" "金额";
    }
    "payment" {
        "number" "Number" "回款编号";
        "order" "Order" "订单";
        "day" "Date" "回款日期";
        "amount" "Amount" "回款金额";
        "method" "Method" "回款方式";
        "status" "Status" "回款状态";
        "instalment" "Instalment" "期数";
        "remark" "Remark" "备注";
    }
    "activity" {
        "kind" "Kind" "跟进方式";
        "customer" "Customer" "客户";
        "contact" "Contact" "联系人";
        "at" "Time" "时间";
        "text" "Text" "内容";
        "direction" "Direction" "呼叫方向";
        "status" "Status" "状态";
    }
    "tag" { "name" "Name" "标签名称"; "colour" "Colour" "颜色"; }
    "acquisition_spend" {
        "source" "Source" "渠道";
        "month" "Month" "月份";
        "amount" "Amount" "金额";
        "remark" "Remark" "备注";
    }
    "survey_response" {
        "kind" "Asked" "问题类型";
        "customer" "Customer" "客户";
        "score" "Score" "评分";
        "day" "Date" "日期";
        "survey" "Survey" "调查名称";
        "comment" "Comment" "意见";
        "channel" "Channel" "渠道";
        "touchpoint" "Touchpoint" "接触点";
        "order" "Order" "订单";
    }
    "analysis" {
        "name" "Name" "名称";
        "spec" "Content" "内容";
        "result" "Last run" "上次结果";
    }
    "option" {
        "name" "Name" "名称";
        "list" "List" "选项列表";
        "value" "Number" "编号";
        "colour" "Colour" "颜色";
        "position" "Position" "位置";
        "retired" "Retired" "已停用";
    }
    "view" {
        "name" "Name" "视图名称";
        "collection" "Collection" "对象";
        "spec" "Content" "内容";
        "position" "Position" "位置";
    }
    "setting" {
        "as_of" "As-of day" "截至日期";
        "horizon_days" "Horizon" "预测天数";
        "currency" "Currency" "币种";
        "margin" "Margin, %" "毛利率 %";
        "discount" "Discount a year, %" "年折现率 %";
        "warn_overdue" "Warning from overdue, %" "逾期预警线 %";
        "warn_drop" "Warning from a drop, %" "骤降预警线 %";
        "weight_behavioural" "Weight of behaviour" "行为忠诚权重";
        "weight_affective" "Weight of feeling" "情感忠诚权重";
        "weight_cognitive" "Weight of knowing" "认知忠诚权重";
    }
    "custom_field" {
        "collection" "Collection" "对象";
        "field" "Field" "字段";
        "name" "Name" "字段名称";
        "kind" "Kind" "字段类型";
        "position" "Position" "位置";
    }
    "survey_kind" {
        "nps" "Would recommend, 0–10" "推荐意愿 0–10";
        "csat" "Satisfied, 1–5" "满意度 1–5";
        "ces" "Was easy, 1–7" "轻松程度 1–7";
    }
    "channel" {
        "phone" "Phone" "电话";
        "email" "E-mail" "邮件";
        "web" "Web" "网页";
        "message" "Message" "短信/微信";
        "in_person" "In person" "面对面";
        "post" "Post" "信函";
    }
    "touchpoint" {
        "purchase" "Purchase" "购买";
        "delivery" "Delivery" "交付";
        "use" "Use" "使用";
        "service" "Service" "服务";
        "complaint" "Complaint" "投诉";
        "renewal" "Renewal" "续约";
    }
    "customer_kind" { "business" "Business" "企业"; "person" "Person" "个人"; }
    "customer_level" {
        "key_a" "A – key" "A（重点客户）";
        "normal_b" "B – normal" "B（普通客户）";
        "low_c" "C – low priority" "C（非优先客户）";
    }
    "source" {
        "promotion" "Promotion" "促销";
        "search_engine" "Search engine" "搜索引擎";
        "advertising" "Advertising" "广告";
        "referral" "Referral" "转介绍";
        "web_sign_up" "Web sign-up" "线上注册";
        "web_enquiry" "Web enquiry" "线上询价";
        "appointment" "Appointment" "预约上门";
        "cold_visit" "Cold visit" "陌拜";
        "phone" "Phone" "电话咨询";
        "email" "E-mail" "邮件咨询";
        "partner" "Partner" "合作伙伴";
        "trade_show" "Trade show" "展会";
        "social_media" "Social media" "社交媒体";
        "campaign" "Campaign" "市场活动";
        "other" "Other" "其他";
    }
    "size" {
        "1_10" "1–10" "1–10 人";
        "11_50" "11–50" "11–50 人";
        "51_200" "51–200" "51–200 人";
        "201_500" "201–500" "201–500 人";
        "501_1000" "501–1,000" "501–1000 人";
        "1000_plus" "More than 1,000" "1000 人以上";
    }
    "gender" { "female" "Female" "女"; "male" "Male" "男"; "other" "Other" "其他"; }
    "end_reason" {
        "problem_unresolved" "Problem unresolved" "问题未解决";
        "need_gone" "Need gone" "需求消失";
        "chose_competitor" "Chose competitor" "选择竞品";
        "opted_out" "Opted out" "主动退出";
    }
    "contact_role" {
        "decision_maker" "Decision maker" "决策者";
        "evaluator" "Evaluator" "评估者";
        "influencer" "Influencer" "影响者";
        "executive_sponsor" "Executive sponsor" "高层支持者";
        "technical_evaluator" "Technical evaluator" "技术评估者";
        "user" "User" "使用者";
    }
    "order_status" {
        "draft" "Draft" "草稿";
        "confirmed" "Confirmed" "已确认";
        "fulfilled" "Fulfilled" "已发货";
        "completed" "Completed" "已完成";
        "cancelled" "Cancelled" "已取消";
        "returned" "Returned" "已退货";
    }
    "payment_method" {
        "cash" "Cash" "现金";
        "cheque" "Cheque" "支票";
        "wire" "Wire" "电汇";
        "online_transfer" "Online transfer" "网上转账";
        "alipay" "Alipay" "支付宝";
        "wechat_pay" "WeChat Pay" "微信支付";
        "card" "Card" "银行卡";
        "other" "Other" "其他";
    }
    "payment_status" {
        "planned" "Planned" "待回款";
        "partly_paid" "Partly paid" "部分回款";
        "paid" "Paid" "已回款";
        "overdue" "Overdue" "逾期";
        "refunded" "Refunded" "已退款";
    }
    "consent" {
        "consent" "Consent" "同意";
        "contract" "Contract" "合同";
        "legal_obligation" "Legal obligation" "法律义务";
        "vital_interest" "Vital interest" "重大利益";
        "public_interest" "Public interest" "公共利益";
        "legitimate_interest" "Legitimate interest" "正当利益";
        "withdrawn" "Withdrawn" "已撤回";
    }
    "direction" { "inbound" "Inbound" "呼入"; "outbound" "Outbound" "呼出"; }
    "activity_status" { "planned" "Planned" "已计划"; "held" "Held" "已举行"; "not_held" "Not held" "未举行"; }
    "colour" {
        "grey" "Grey" "灰色";
        "red" "Red" "红色";
        "orange" "Orange" "橙色";
        "yellow" "Yellow" "黄色";
        "green" "Green" "绿色";
        "teal" "Teal" "青色";
        "blue" "Blue" "蓝色";
        "violet" "Violet" "紫色";
    }
    "activity_kind" {
        "call" "Call" "通话";
        "meeting" "Meeting" "会议";
        "visit" "Visit" "拜访";
        "email" "E-mail" "邮件";
        "message" "Message" "消息";
        "note" "Note" "备注";
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

fn find(key: &str) -> Option<(&'static str, &'static str)> {
    let (group, name) = key.split_once('.')?;
    let (_, labels) = LABELS.iter().find(|(key, _)| *key == group)?;
    labels.split('\n').find_map(|line| line.strip_prefix(name)?.strip_prefix('\0')?.split_once('\0'))
}

/// The label with this key in both languages.
pub fn both(key: &str) -> Option<(&'static str, &'static str)> {
    find(key)
}

/// The label with this key ("customer.name", "segment.champions", "order_status.draft", …) in the language of the page.
/// An unknown key, from a newer version, shows its last part.
pub fn label(key: &str) -> String {
    match (find(key), lang()) {
        (Some((en, _)), Lang::En) => en.to_owned(),
        (Some((_, zh)), Lang::ZhCn) => zh.to_owned(),
        (None, _) => key.rsplit('.').next().unwrap_or(key).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::find;
    use model::{options, schema};

    #[test]
    fn everything_declared_has_a_label() {
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
