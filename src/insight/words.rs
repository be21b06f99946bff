//! What the pages of insight say.

use crate::messages;

messages! {
    pub PAGES = "Insight", "洞察";
    pub SEGMENTS = "Segments", "客户分群";
    pub LIFE_CYCLE = "Life cycle", "生命周期";

    pub NOT_SAVED = "The browser could not make the file", "浏览器未能生成文件";
    pub MONTHS = "Months", "月数";
    pub LAST_MONTHS = "Last {n} months", "最近 {n} 个月";
    pub WORKING = "Looking back over the months", "正在回溯各月";
    pub EMPTY_TITLE = "No orders yet", "还没有订单";
    pub EMPTY_TEXT =
        "The life cycle shows who is new, who is growing and who is leaving, month by month. It needs orders: who, when, how much.",
        "生命周期逐月告诉您：谁是新客，谁在成长，谁正在离开。它只需要订单：谁、何时、多少钱。";
    pub EMPTY_ACTION = "Import a purchase log", "导入购买记录";
    pub FEW_TITLE = "Not enough buyers yet", "买家还太少";
    pub FEW_TEXT =
        "Stages compare each silence with the rhythm of all buyers. That needs at least {needed} buyers; the book has {n}.",
        "判断阶段要把每位客户的沉默与全体买家的节奏相比，至少需要 {needed} 位买家，目前有 {n} 位。";

    pub OVER_TIME = "Customers by stage, month by month", "各月各阶段客户数";
    pub OVER_TIME_DEFINITION =
        "The stage of every customer at the end of each month, by the rule of today over the orders until then; the last column is the as-of day. Customers without an order have no past and are counted today only. Nothing is stored: correct an old order, and the months follow.",
        "每月月底每位客户的阶段：用今天的规则、按截至当时的订单判断；最后一列是评分日。尚未下单的客户没有过去，只计今天。这些数字不存档：更正一笔旧订单，各月随之改变。";
    pub DAY = "Day", "日期";
    pub STAGE = "Stage", "阶段";
    pub NOW = "Now", "现在";
    pub CHANGE_SINCE = "Since {day}", "自 {day} 以来";
    pub STAY = "A stay lasts", "平均停留";
    pub STAY_MONTHS = "{n} {n|month|months}", "{n} 个月";
    pub DO = "What to do", "该做什么";
    pub COLUMN = "{day}: {parts}", "{day}：{parts}";
    pub PART = "{stage} {n}", "{stage} {n}";

    pub FLOWS = "Who moved where", "阶段之间的流动";
    pub FLOWS_DEFINITION =
        "All moves from one month-end to the next in these months, added up: the row is where a customer was, the column where the customer went, the share is of the row. The diagonal are those who stayed.",
        "这些月份里相邻月底之间的全部流动之和：行是原来的阶段，列是去向，百分比按行计算。对角线是留在原阶段的客户。";
    pub FROM_TO = "From ↓ to →", "从 ↓ 到 →";
    pub NOBODY_YET = "Not a buyer yet", "尚未购买";
    pub FLOW_CELL = "{from} to {to}: {n}, {share} of the row", "{from}到{to}：{n}，占本行 {share}";

    pub MOVERS = "Moved since {day}", "自 {day} 以来的变化";
    pub MOVERS_TITLE = "Who moved this month", "本月谁变了阶段";
    pub MOVERS_DEFINITION =
        "Customers whose stage is another one than at the last month-end, those who brought most first. Why, stands on the customer's page.",
        "阶段与上月底不同的客户，贡献大的在前。原因见客户页面。";
    pub MOVERS_NONE = "Nobody has changed stage since {day}.", "自 {day} 以来没有人改变阶段。";
    pub MOVERS_SOME = "The {n} who brought most, of {all}.", "共 {all} 位，列出贡献最大的 {n} 位。";
    pub CUSTOMER = "Customer", "客户";
    pub FROM = "From", "从";
    pub TO = "To", "到";
    pub TOTAL = "Brought so far", "累计消费";
    pub LAST_ORDER = "Last order", "最近订单";
}
