//! Labels of what is not on the first list.

use super::labels;

labels! { LATER:
    "collection" {
        "user" "user" "用户";
        "team" "team" "团队";
        "lead" "lead" "线索";
        "pipeline" "pipeline" "销售管道";
        "pipeline_stage" "stage" "阶段";
        "opportunity" "opportunity" "商机";
        "opportunity_line" "opportunity line" "商机产品";
        "stage_change" "stage change" "阶段变更";
        "payment_plan" "instalment" "回款计划";
        "attachment" "attachment" "附件";
        "task" "task" "任务";
        "target" "target" "业绩目标";
        "report" "report" "报表";
        "check_in" "check-in" "外勤签到";
    }
    "collections" {
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
        "survey_response" "Survey responses" "答卷";
        "analysis" "Saved analyses" "已存分析";
        "user" "Users" "用户";
        "team" "Teams" "团队";
        "lead" "Leads" "线索";
        "pipeline" "Pipelines" "销售管道";
        "pipeline_stage" "Stages" "阶段";
        "opportunity" "Opportunities" "商机";
        "opportunity_line" "Opportunity lines" "商机产品";
        "stage_change" "Stage log" "阶段日志";
        "payment_plan" "Payment plan" "回款计划";
        "attachment" "Attachments" "附件";
        "task" "Tasks" "任务";
        "target" "Targets" "业绩目标";
        "report" "Reports" "报表";
        "check_in" "Check-ins" "外勤签到";
    }
    "customer" {
        "alive" "Still a customer, %" "仍是客户的概率 %";
        "overdue" "Overdue, % of own gaps" "沉默程度 %";
        "value_at_risk" "Value at risk" "风险价值";
        "outstanding" "Outstanding" "未回款";
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
        "tags" "Tags" "标签";
        "external_id" "External id" "外部编号";
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
        "tax_rate" "Tax, %" "税率 %";
        "tags" "Tags" "标签";
        "external_id" "External id" "外部编号";
    }
    "order" {
        "number" "Number" "订单编号";
        "customer" "Customer" "客户";
        "day" "Date" "日期";
        "total" "Total" "总金额";
        "status" "Status" "订单状态";
        "contact" "Contact" "联系人";
        "remark" "Remark" "备注";
        "opportunity" "Opportunity" "商机";
        "owner" "Owner" "负责人";
        "paid" "Paid" "已回款";
        "outstanding" "Outstanding" "未回款";
        "payment_status" "Payment status" "回款状态";
        "left_out" "Left out of figures" "未计入统计";
        "tags" "Tags" "标签";
        "external_id" "External id" "外部编号";
    }
    "order_line" {
        "order" "Order" "订单";
        "product" "Product" "产品";
        "quantity" "Quantity" "数量";
        "unit_price" "Unit price" "单价";
        "discount" "Discount" "折扣";
        "amount" "Amount" "金额";
        "tax" "Tax" "税额";
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
        "plan" "Instalment planned" "回款计划";
        "tags" "Tags" "标签";
        "external_id" "External id" "外部编号";
    }
    "activity" {
        "kind" "Kind" "跟进方式";
        "customer" "Customer" "客户";
        "contact" "Contact" "联系人";
        "at" "Time" "时间";
        "text" "Text" "内容";
        "direction" "Direction" "呼叫方向";
        "status" "Status" "状态";
        "outcome" "Outcome" "结果";
        "minutes" "Minutes" "时长（分钟）";
        "lead" "Lead" "线索";
        "opportunity" "Opportunity" "商机";
        "owner" "Owner" "负责人";
        "tags" "Tags" "标签";
    }
    "tag" { "name" "Name" "标签名称"; "colour" "Colour" "颜色";
    }
    "acquisition_spend" {
        "source" "Source" "渠道";
        "month" "Month" "月份";
        "amount" "Amount" "金额";
        "remark" "Remark" "备注";
        "tags" "Tags" "标签";
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
        "period" "Run again" "定期重算";
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
        "as_of" "As-of day" "评分基准日";
        "horizon_days" "Horizon" "预测期（天）";
        "currency" "Currency" "币种";
        "margin" "Margin, %" "毛利率 %";
        "discount" "Discount a year, %" "年折现率 %";
        "warn_overdue" "Warning from overdue, %" "沉默预警线 %";
        "warn_drop" "Warning from a drop, %" "骤降预警线 %";
        "stage_alive" "In danger: still a customer, below %" "危险期：仍是客户的概率低于 %";
        "stage_overdue" "In danger: overdue from, %" "危险期：沉默程度达到 %";
        "stage_active" "Termination: orders again, below %" "解约期：再次下单概率低于 %";
        "weight_behavioural" "Weight of behaviour" "行为忠诚权重";
        "weight_affective" "Weight of feeling" "情感忠诚权重";
        "weight_cognitive" "Weight of knowing" "认知忠诚权重";
        "large_deal" "Large deal from" "大单金额线";
        "large_deal_share" "Large deal from, % of the target" "大单占目标比例 %";
        "large_deal_stage" "Large deal from stage" "大单起始阶段";
        "pool_days" "Days until a lead returns to the pool" "线索退回公海天数";
        "care_days_a" "Days between contacts, level A" "A 级客户联系间隔（天）";
        "care_days_b" "Days between contacts, level B" "B 级客户联系间隔（天）";
        "seller" "Seller's name" "销售方名称";
        "seller_address" "Seller's address" "销售方地址";
        "care_days_c" "Days between contacts, level C" "C 级客户联系间隔（天）";
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
    "left_out" {
        "nobody" "No customer" "没有客户";
        "undated" "No date" "没有日期";
        "future" "Date to come" "日期未到";
        "elsewhere" "Another currency" "其他币种";
    }
    "direction" { "inbound" "Inbound" "呼入"; "outbound" "Outbound" "呼出";
    }
    "activity_status" { "planned" "Planned" "已计划"; "held" "Held" "已举行"; "not_held" "Not held" "未举行";
    }
    "end_reason" {
        "problem_unresolved" "Problem unresolved" "问题未解决";
        "need_gone" "Need gone" "需求消失";
        "chose_competitor" "Chose competitor" "选择竞品";
        "opted_out" "Opted out" "主动退出";
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
    "failure" {
        "unchanged" "All of them say that already; there is nothing to change." "它们都已经是这样，没有需要改动的。";
        "too_many" "{found} records are too many for one step; it takes {max}. Narrow the list and do it in several. Nothing was changed." "一次最多能处理 {max} 条，选中了 {found} 条。缩小列表范围，分几次进行。数据没有改动。";
        "field_in_use" "The type stays: {n} {n|record has|records have} a value in this field, which another type could not hold. Empty them first, or add a new field." "类型不能更改：{n} 条记录在这个字段中有值，换成其他类型就放不下了。先清空这些值，或者添加一个新字段。";
        "other_number" "The list has changed: it has {n} {n|record|records} now, not {shown} as it said. Nothing was changed; look at the list and do it again." "列表有变动：现在共有 {n} 条，而不是所示的 {shown} 条，数据没有改动。查看列表后再操作一次。";
        "full" "There is no number left for one more. Delete some that are not used." "编号已经用完。先删除一些不用的。";
        "file" "The file cannot be read. The book is as it was." "无法读取这个文件。客户册没有变动。";
        "backup" "The file cannot be restored. The book is as it was." "无法从这个文件恢复。客户册没有变动。";
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
    "gender" { "female" "Female" "女"; "male" "Male" "男"; "other" "Other" "其他";
    }
    "customer_level" {
        "key_a" "A – key" "A（重点客户）";
        "normal_b" "B – normal" "B（普通客户）";
        "low_c" "C – low priority" "C（非优先客户）";
    }
}
