//! Labels of what is sold and who sells it.

use super::labels;

labels! { SELLING:
    "user" {
        "name" "Name" "姓名";
        "team" "Team" "团队";
        "email" "E-mail" "邮箱";
        "phone" "Phone" "电话";
        "active" "Active" "在职";
        "tags" "Tags" "标签";
    }
    "team" {
        "name" "Name" "团队名称";
        "leader" "Leader" "负责人";
        "remark" "Remark" "备注";
        "tags" "Tags" "标签";
    }
    "lead" {
        "name" "Name" "姓名";
        "company" "Company" "公司";
        "status" "Status" "状态";
        "rating" "Rating" "热度";
        "mobile" "Mobile" "手机";
        "email" "E-mail" "邮箱";
        "source" "Source" "来源";
        "owner" "Owner" "负责人";
        "next_contact_at" "Next contact" "下次联系时间";
        "last_contacted_at" "Last contacted" "最近跟进时间";
        "title" "Title" "职务";
        "phone" "Phone" "电话";
        "wechat" "WeChat" "微信";
        "website" "Website" "网站";
        "address" "Address" "地址";
        "region" "Region" "区域";
        "industry" "Industry" "行业";
        "tags" "Tags" "标签";
        "remark" "Remark" "备注";
        "converted_at" "Converted" "转化时间";
        "customer" "Customer" "客户";
        "opportunity" "Opportunity" "商机";
        "owned_since" "Owned since" "领取时间";
        "external_id" "External id" "外部编号";
    }
    "pipeline" {
        "name" "Name" "名称";
        "position" "Position" "位置";
    }
    "pipeline_stage" {
        "name" "Name" "名称";
        "pipeline" "Pipeline" "销售管道";
        "probability" "Probability, %" "赢率 %";
        "outcome" "Outcome" "结果";
        "colour" "Colour" "颜色";
        "position" "Position" "位置";
        "rotting_days" "Rotting after days" "停滞天数";
    }
    "opportunity" {
        "name" "Name" "商机名称";
        "customer" "Customer" "客户";
        "amount" "Amount" "商机金额";
        "stage" "Stage" "阶段";
        "expected_close_date" "Expected close" "预计成交日期";
        "owner" "Owner" "负责人";
        "probability" "Probability, %" "赢率 %";
        "pipeline" "Pipeline" "销售管道";
        "forecast_category" "Forecast category" "预测类别";
        "next_step" "Next step" "下一步";
        "contacts" "Contacts" "联系人";
        "source" "Source" "来源";
        "competitor" "Competitor" "竞争对手";
        "lost_reason" "Lost reason" "失败原因";
        "closed_at" "Closed" "关闭日期";
        "tags" "Tags" "标签";
        "remark" "Remark" "备注";
        "lead" "Lead" "线索";
        "opened_at" "Opened" "创建日期";
        "external_id" "External id" "外部编号";
    }
    "opportunity_line" {
        "opportunity" "Opportunity" "商机";
        "product" "Product" "产品";
        "quantity" "Quantity" "数量";
        "unit_price" "Unit price" "单价";
        "discount" "Discount" "折扣";
        "amount" "Amount" "金额";
    }
    "stage_change" {
        "opportunity" "Opportunity" "商机";
        "from" "From" "原阶段";
        "to" "To" "新阶段";
        "at" "When" "时间";
    }
    "payment_plan" {
        "number" "Number" "编号";
        "order" "Order" "订单";
        "due" "Due" "应收日期";
        "amount" "Amount" "金额";
        "remind_days" "Remind days before" "提前提醒天数";
        "instalment" "Instalment" "期数";
        "remark" "Remark" "备注";
        "tags" "Tags" "标签";
    }
    "attachment" {
        "name" "Name" "名称";
        "media_type" "Media type" "类型";
        "bytes" "Bytes" "大小";
        "hash" "Hash" "校验值";
        "customer" "Customer" "客户";
        "activity" "Activity" "跟进记录";
        "check_in" "Check-in" "外勤签到";
        "lead" "Lead" "线索";
        "opportunity" "Opportunity" "商机";
    }
    "task" {
        "name" "Subject" "主题";
        "kind" "Kind" "类型";
        "due" "Due" "时间";
        "status" "Status" "状态";
        "customer" "Customer" "客户";
        "priority" "Priority" "优先级";
        "owner" "Owner" "负责人";
        "ends" "Ends" "结束时间";
        "all_day" "All day" "全天";
        "remind_minutes" "Remind minutes before" "提前提醒（分钟）";
        "repeat" "Repeat" "重复";
        "repeat_until" "Repeat until" "重复截止";
        "place" "Place" "地点";
        "contact" "Contact" "联系人";
        "lead" "Lead" "线索";
        "opportunity" "Opportunity" "商机";
        "order" "Order" "订单";
        "done_at" "Done" "完成时间";
        "snoozed_until" "Postponed until" "推迟至";
        "remark" "Remark" "备注";
        "repeat_from" "Repeats since" "重复起始日";
        "tags" "Tags" "标签";
        "repeat_on" "Stands for" "本次重复日";
        "repeat_at" "Planned for" "原定时间";
        "repeat_all_day" "Planned for all day" "原定全天";
        "repeat_ends" "Planned to end" "原定结束时间";
    }
    "target" {
        "measure" "Measure" "指标";
        "owner" "Owner" "负责人";
        "team" "Team" "团队";
        "period" "Period" "周期";
        "start" "From" "起始日期";
        "amount" "Amount" "金额";
        "count" "Count" "数量";
        "tags" "Tags" "标签";
    }
    "report" {
        "name" "Name" "名称";
        "spec" "Settings" "设置";
        "position" "Position" "位置";
        "shown" "On the dashboard" "显示在仪表盘";
    }
    "check_in" {
        "customer" "Customer" "客户";
        "at" "When" "时间";
        "position" "Position" "位置坐标";
        "accuracy" "Accuracy, m" "精度（米）";
        "note" "Note" "备注";
        "owner" "Owner" "签到人";
        "activity" "Activity" "跟进记录";
        "proof" "Proof" "凭证";
        "tags" "Tags" "标签";
    }
    "lead_status" {
        "new" "New" "新建";
        "contacted" "Contacted" "已联系";
        "nurturing" "Nurturing" "培育中";
        "qualified" "Qualified" "已验证";
        "converted" "Converted" "已转化";
        "unqualified" "Unqualified" "不合格";
    }
    "rating" {
        "cold" "Cold" "冷";
        "warm" "Warm" "温";
        "hot" "Hot" "热";
    }
    "deal_outcome" {
        "open" "Open" "进行中";
        "won" "Won" "赢单";
        "lost" "Lost" "输单";
    }
    "forecast_category" {
        "pipeline" "Pipeline" "管道";
        "best_case" "Best case" "最好情况";
        "commit" "Commit" "承诺";
        "omitted" "Omitted" "不计入";
    }
    "lost_reason" {
        "price" "Price" "价格";
        "chose_competitor" "Chose competitor" "客户选择竞品";
        "no_budget" "No budget" "预算限制";
        "requirement_changed" "Requirement changed" "需求变化";
        "project_cancelled" "Project cancelled" "立项失败";
        "complex_decision_chain" "Complex decision chain" "决策链复杂";
        "no_response" "No response" "无回应";
        "other" "Other" "其他";
    }
    "task_kind" {
        "task" "Task" "任务";
        "event" "Event" "日程";
        "reminder" "Reminder" "提醒";
    }
    "task_status" {
        "not_started" "Not started" "未开始";
        "in_progress" "In progress" "进行中";
        "completed" "Completed" "已完成";
        "deferred" "Deferred" "推迟";
        "cancelled" "Cancelled" "取消";
    }
    "priority" {
        "low" "Low" "低";
        "normal" "Normal" "普通";
        "high" "High" "高";
        "urgent" "Urgent" "紧急";
    }
    "repeat" {
        "daily" "Every day" "每天";
        "weekdays" "Every working day" "每个工作日";
        "weekly" "Every week" "每周";
        "fortnightly" "Every two weeks" "每两周";
        "monthly" "Every month" "每月";
        "quarterly" "Every quarter" "每季度";
        "yearly" "Every year" "每年";
    }
    "measure" {
        "revenue" "Revenue" "销售额";
        "payments" "Payments received" "回款额";
        "won_deals" "Won deals" "赢单额";
        "new_customers" "New customers" "新增客户数";
        "activities" "Activities" "跟进次数";
    }
    "period" {
        "month" "Month" "月";
        "quarter" "Quarter" "季度";
        "year" "Year" "年";
    }
    "deed" {
        "convert_lead" "Converted a lead" "转化了线索";
        "claim" "Claimed {n} {n|lead|leads}" "领取了 {n} 条线索";
        "return_to_pool" "Returned {n} {n|lead|leads} to the pool" "{n} 条线索退回公海";
        "transfer" "Transferred {n} {n|record|records}" "转移了 {n} 条记录";
        "move_deal" "Moved {n} {n|opportunity|opportunities} to another stage" "移动了 {n} 个商机的阶段";
        "win_deal" "Won {n} {n|opportunity|opportunities}" "赢单 {n} 个商机";
        "lose_deal" "Lost {n} {n|opportunity|opportunities}" "输单 {n} 个商机";
        "pipeline" "Changed a pipeline" "修改了销售管道";
        "order_from_deal" "Made an order of an opportunity" "商机转为订单";
        "plan_payments" "Planned {n} {n|instalment|instalments}" "制定了 {n} 期回款计划";
        "receive_payment" "Recorded a payment" "登记了回款";
        "refund" "Recorded a refund" "登记了退款";
        "end_relationship" "Ended a relationship" "终止了客户关系";
        "win_back" "Won a customer back" "赢回了客户";
        "log_talk" "Logged a conversation" "记录了跟进";
        "check_in" "Checked in" "外勤签到";
        "plan_visits" "Planned {n} {n|visit|visits}" "安排了 {n} 次拜访";
        "complete_task" "Completed {n} {n|task|tasks}" "完成了 {n} 项任务";
        "snooze_task" "Put off {n} {n|task|tasks}" "推迟了 {n} 项任务";
        "plan_task" "Planned {n} {n|task|tasks}" "安排了 {n} 项任务";
        "set_target" "Set {n} {n|target|targets}" "设定了 {n} 项目标";
        "arrange" "Arranged the dashboard" "调整了仪表盘";
    }
    "problem" {
        "negative_quantity" "A quantity cannot be below 0. Nothing was changed; write a return as an order with the status Returned." "数量不能小于 0，没有改动。退货请登记为状态“已退货”的订单。";
        "mixed_currencies" "The amounts are in more than one currency, so they have no sum. Nothing was changed; use one currency for all of them." "金额含有多种币种，无法合计，没有改动。请统一使用一种币种。";
        "payment_above_due" "That is more than is due: {amount}. Nothing was recorded; enter less, or do the same once more to keep it as a credit." "超过应收金额 {amount}，没有登记。请减少金额，或再次确认以登记为预收款。";
        "refund_above_paid" "No more can be paid back than was paid: {amount}. Nothing was recorded; enter less." "退款不能超过已收金额 {amount}，没有登记。请减少金额。";
        "no_amount" "The amount is not above 0. Nothing was recorded; enter a larger one." "金额必须大于 0，没有登记。";
        "plan_not_total" "The instalments do not come to the total: {amount} is the difference. Nothing was saved; put it on the last instalment, or correct the amounts." "各期金额之和与总金额相差 {amount}，没有保存。请把差额计入最后一期，或更正各期金额。";
        "end_before_start" "The end lies before the beginning. Nothing was changed; choose a later end." "结束早于开始，没有改动。请选择更晚的结束时间。";
        "already_converted" "{name} was converted already. Nothing was changed; open the customer it became." "{name}已经转化过，没有改动。请打开它转成的客户。";
        "not_in_pool" "None of these stands in the public pool any more. Nothing was changed; choose others." "所选线索都已不在公海中，没有改动。请选择其他线索。";
        "in_pool" "All of these stand in the public pool already, or are closed. Nothing was changed." "所选线索已在公海中或已关闭，没有改动。";
        "nothing_to_transfer" "There is nothing to transfer: all of it belongs there already." "没有需要转移的记录：都已归属该负责人。";
        "needs_name" "It needs a name. Nothing was changed; type one." "没有改动，请先填写名称。";
        "lost_needs_reason" "Nothing was changed: a lost opportunity needs a reason, so that the next one can be won. Choose one." "没有改动：输单需要填写失败原因，下一单才有机会赢。请选择一个原因。";
        "no_such_stage" "Nothing was changed: this stage is no longer there. Choose another one." "没有改动：这个阶段已不存在，请选择其他阶段。";
        "stage_in_use" "Nothing was changed: {n} {n|opportunity stands|opportunities stand} in the stage {name}. Choose the stage they go to, or move them first." "没有改动：还有 {n} 个商机处于阶段“{name}”。请选择它们转入的阶段，或者先移走它们。";
        "pipeline_in_use" "Nothing was changed: {n} {n|opportunity is|opportunities are} in the pipeline {name}. Choose the stage they go to, or move them first." "没有改动：销售管道“{name}”中还有 {n} 个商机。请选择它们转入的阶段，或者先移走它们。";
        "no_open_stage" "Nothing was changed: a pipeline needs at least one stage in which work goes on." "没有改动：销售管道至少需要一个进行中的阶段。";
        "stage_unnamed" "Nothing was changed: the pipeline and each of its stages need a name." "没有改动：销售管道和每个阶段都要有名称。";
        "no_probability" "Nothing was changed: a probability lies between 0 and 100 per cent." "没有改动：赢率应在 0 到 100% 之间。";
        "nothing_said" "Nothing is said of the conversation yet. Nothing was changed; write a sentence, an outcome, or add a photo." "还没有写下任何内容，没有改动。请写一句话、结果，或者添加照片。";
        "next_in_the_past" "The next step lies in the past. Nothing was changed; choose a day from today on." "下一步的时间已经过去，没有改动。请选择今天或以后的日期。";
        "nowhere" "A check-in needs a customer or a place. Nothing was changed; choose the customer." "签到需要客户或位置，没有改动。请选择客户。";
        "negative_target" "A target cannot be below 0. Nothing was changed; leave the cell empty for no target." "目标不能小于 0，没有改动。不设目标请留空。";
        "nameless_report" "A report needs a name to be found again. Nothing was changed; type one." "报表需要一个名称才能再次找到，没有改动。请输入名称。";
        "log_is_kept" "Nothing was changed: the book writes this log by itself, so that it tells what happened." "没有改动：这份日志由客户册自动记录，如实反映发生过的变更。";
        "no_such_end" "Nothing was changed: that pipeline has no stage for what was won or lost, and what has ended stays so. Add such a stage to it, or choose another pipeline." "没有改动：该销售管道没有对应的赢单或输单阶段，已有结果的商机须保持结果不变。请先为它添加这样的阶段，或选择其他销售管道。";
        "converted_by_hand" "Nothing was changed: a lead is converted by the step Convert on its page, which makes the customer as well." "没有改动：请在线索页面点击“转化”，同时会建立客户；状态“已转化”不能直接选择。";
        "stays_converted" "Nothing was changed: a lead that became a customer stays converted. Undo the conversion to take it back." "没有改动：已转成客户的线索保持“已转化”。如需取消，请撤销该次转化。";
        "negative_rule" "Nothing was changed: a large deal cannot begin below 0. Leave the field empty for no such limit." "没有改动：大单的起点不能小于 0。不设该条件请留空。";
    }
}
