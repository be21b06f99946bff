//! What the pages of insight say.

use crate::messages;

messages! {
    pub PAGES = "Insight", "洞察";
    pub SEGMENTS = "Segments", "客户分群";
    pub LIFE_CYCLE = "Life cycle", "生命周期";
    pub DIMENSIONS = "Seven dimensions", "七个维度";
    pub COMPARED_OVER = "Compared over", "比较周期";
    pub DAYS_30 = "30 days", "30 天";
    pub DAYS_90 = "90 days", "90 天";
    pub DAYS_365 = "A year", "一年";
    pub ANALYSES = "Saved", "已存分析";
    pub OVERVIEW = "Overview", "概览";
    pub LOYALTY = "Loyalty", "忠诚度";

    pub OUT_WHOLE = "Not counted: {kinds}.", "未计入：{kinds}。";
    pub OUT_NOBODY = "{n} {n|order|orders} of no customer", "{n} 笔没有客户的订单";
    pub OUT_UNDATED = "{n} {n|order|orders} without a date", "{n} 笔没有日期的订单";
    pub OUT_FUTURE = "{n} {n|order|orders} after {day}", "{n} 笔 {day} 之后的订单";
    pub OUT_ELSEWHERE =
        "{n} {n|order is|orders are} in other currencies: counted as purchases, but not in amounts, which are in {currency}.",
        "另有 {n} 笔其他币种的订单：计入购买次数，不计入金额（金额单位为 {currency}）。";
    pub OUT_LIST = ", ", "、";
    pub OUT_BOTH = "{whole} {elsewhere}", "{whole}{elsewhere}";
    pub OUT_ORDERS = "See the orders", "查看订单";
    pub OUT_TITLE = "No order counts yet", "还没有能计入的订单";
    pub OUT_TEXT =
        "The book has orders, but none that counts; above it says why. An order counts from its day on, once it has a customer and a date.",
        "已有订单，但都还不能计入，原因见上。订单有了客户和日期，到了那一天就会计入。";

    pub RANGE = "{low} to {high}", "{low} 至 {high}";
    pub RANGE_OF = "{low} to {high} · n {n}", "{low} 至 {high} · n {n}";
    pub OF_N = "n {n}", "n {n}";
    pub WITH_RANGE = "{figure} ({low} to {high})", "{figure}（{low} 至 {high}）";
    pub FROM_95 = "{figure}, from (95 %)", "{figure}下限（95%）";
    pub TO_95 = "{figure}, to (95 %)", "{figure}上限（95%）";
    pub N_OF = "{figure}, n", "{figure} n";

    pub TAG_NAME = "Name of the tag", "标签名称";
    pub TAG_IT = "Tag {n} {n|customer|customers}", "给 {n} 位客户打标签";
    pub TAG_HINT = "The tag can be used in lists, filters and exports. One undo takes it back.", "标签可用于列表、筛选和导出；一次撤销即可收回。";
    pub SHOW_WHO = "Show these customers: {who}", "查看这些客户：{who}";

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
        "The stage of every customer at the end of each month, by the rule of today over the orders until then; the last column is the as-of day. Customers without an order have no past and are counted today only. Nothing is stored: correct an old order, and the months follow. How long a stay lasts is one over the share that left: of all who were in the stage at a month-end, those who were elsewhere at the next. A month that is not over is not in it. Below it is the 95 % interval (from Wilson’s of that share), as if a stay were as likely to end in one month as in another, and n, who was in the stage at each of these month-ends, added up. Where nobody left, neither is told.",
        "每月月底每位客户的阶段：用今天的规则、按截至当时的订单判断；最后一列是评分基准日。尚未下单的客户没有过去，只计今天。这些数字不存档：更正一笔旧订单，各月随之改变。平均停留是离开比例的倒数：某月底处于该阶段的客户中，下个月底已不在该阶段的占比；尚未结束的月份不计。下方为 95% 区间（由该占比的 Wilson 区间换算），假设每个月离开的可能相同；n 为各月底处于该阶段的客户数之和。没有人离开时两者都不显示。";
    pub DAY = "Day", "日期";
    pub STAGE = "Stage", "阶段";
    pub NOW = "Now", "现在";
    pub CHANGE_SINCE = "Since {day}", "自 {day} 以来";
    pub STAY = "A stay lasts", "平均停留";
    pub STAY_IN_MONTHS = "A stay lasts, months (of all months shown)", "平均停留（月，按所示全部月份）";
    pub STAY_MONTHS = "{n} {n|month|months}", "{n} 个月";
    pub DO = "What to do", "该做什么";
    pub COLUMN = "{day}: {parts}", "{day}：{parts}";
    pub PART = "{stage} {n}", "{stage} {n}";

    pub FLOWS = "Who moved where", "阶段之间的流动";
    pub FLOWS_DEFINITION =
        "All moves from one month-end to the next in these months, added up, or those of the one month that is chosen: the row is where a customer was, the column where the customer went, the share is of the row. The diagonal are those who stayed. Behind each share is its 95 % interval (Wilson), which takes every move for one by itself, also where a customer moved in several of the months. A cell lists its customers; those who stayed, in a single month.",
        "这些月份里相邻月底之间的全部流动之和，或所选单月的流动：行是原来的阶段，列是去向，百分比按行计算。对角线是留在原阶段的客户。每个占比附 95% 区间（Wilson），把每次流动视为相互独立，同一客户在几个月里的流动也是如此。点击单元格列出其中的客户；留在原阶段的只在单月中列出。";
    pub MOVES_OF = "Moves of", "流动时段";
    pub ALL_MONTHS = "All months", "全部月份";
    pub MONTH_OF = "Show the moves of this month. {told}", "查看本月的流动。{told}";
    pub FROM_TO = "From ↓ to →", "从 ↓ 到 →";
    pub NOBODY_YET = "Not a buyer yet", "尚未购买";
    pub FLOW_SHARE = "{to}, share", "{to}占比";
    pub FLOW_CELL = "{from} to {to}: {n}, {share} of the row", "{from}到{to}：{n}，占本行 {share}";

    pub MOVERS = "Moved since {day}", "自 {day} 以来的变化";
    pub MOVERS_MONTH = "Moved from {since} to {day}", "{since} 至 {day} 的变化";
    pub MOVERS_CELL = "{from} to {to}, month by month", "{from}到{to}（各月）";
    pub MOVERS_CELL_MONTH = "{from} to {to}, from {since} to {day}", "{since} 至 {day}：{from}到{to}";
    pub MOVERS_AT = "{to} on {day}", "{day} 处于{to}";
    pub MOVERS_ALL = "Who moved this month", "查看本月变化";
    pub MOVERS_TITLE = "Who that is", "是哪些客户";
    pub MOVERS_DEFINITION =
        "Customers whose stage is another one than at the last month-end; or those of the column, the figure or the cell that was picked. Those who brought most first, each with why the rule puts them in that stage on that day. The file has all of them.",
        "阶段与上月底不同的客户；或所选柱、数字、单元格中的客户。贡献大的在前，并说明当天按规则处于该阶段的原因。文件包含全部客户。";
    pub MOVERS_NONE = "Nobody", "没有客户";
    pub BY_DAY = "By", "截至";
    pub MOVERS_SOME = "The {n} who brought most, of {all}.", "共 {all} 位，列出贡献最大的 {n} 位。";
    pub CUSTOMER = "Customer", "客户";
    pub FROM = "From", "从";
    pub TO = "To", "到";
    pub TOTAL = "Brought so far", "累计净额";
    pub LAST_ORDER = "Last order", "最近订单";

    pub CHURN = "Churn watch", "流失预警";
    pub CHURN_TITLE = "Customers with a warning", "有预警的客户";
    pub CHURN_DEFINITION =
        "A warning is a silence that is long by the customer's own rhythm, a chance of ordering that fell within a month, gaps that get longer, amounts that fall, or a bad rating: a recommendation of 6 or less, or a satisfaction of 2 or less or 2 lower than before, in the last 90 days. Risk is the chance of no order within the horizon, below it the 95 % interval as far as the model's parameters are uncertain; value at risk is that times what a customer like this brings in it while active. Its 95 % interval, below it and in brackets behind the sum of all, is that of the parameters of both models (delta method): what customers happen to do comes on top, and a sum of many is told from about 2,000 of them. The offer is the most that pays for itself if it raises the chance of an order now by the points chosen, below it its interval, likewise.",
        "预警指：按客户自己的节奏沉默过久、一个月内下单概率骤降、间隔拉长、金额下滑，或评价很差：最近 90 天内推荐意愿不高于 6 分，或满意度不高于 2 分、比上次低 2 分以上。风险是预测期内不再下单的概率，下方为仅考虑模型参数误差的 95% 区间；风险价值是风险乘以这样的客户活跃时在预测期内带来的金额；其下方（合计则在括号内）的 95% 区间只反映两个模型参数的误差（delta 法），客户行为本身的偶然性另计，客户很多时合计的区间由约 2,000 位推算。优惠上限：若优惠能把现在下单的概率提高所选的百分点，最多花多少仍不亏；下方为同样算法的区间。";
    pub CHURN_EMPTY = "The churn watch shows who is about to leave and what that would cost. It needs orders: who, when, how much.",
        "流失预警告诉您：谁快要离开，会损失多少。它只需要订单：谁、何时、多少钱。";
    pub HORIZON = "Horizon, days", "预测期（天）";
    pub HORIZON_SAID = "Within {n} days", "{n} 天内";
    pub UPLIFT = "An offer raises the chance by", "优惠把概率提高";
    pub POINTS = "{n} points", "{n} 个百分点";
    pub ON_WATCH = "On watch", "预警中";
    pub SNOOZED = "Snoozed · {n}", "已暂缓 · {n}";
    pub WATCH_LINE = "{n} {n|customer|customers}, {value} at risk", "{n} 位客户，风险价值 {value}";
    pub WATCH_LINE_PLAIN = "{n} {n|customer|customers}", "{n} 位客户";
    pub WATCH_NONE = "Nobody has a warning.", "没有人触发预警。";
    pub SNOOZED_NONE = "Nobody is snoozed.", "没有暂缓的客户。";
    pub MOVERS_SOME_RISK = "The {n} with most at risk, of {all}.", "共 {all} 位，列出风险价值最大的 {n} 位。";
    pub COMMA = ", ", "，";
    pub SAID_ONCE = "{score} (n = {n})", "{score}（n = {n}）";
    pub FEW_ANSWERS = "not enough data: {n} of {needed} answers", "数据不足：{n} / {needed} 份答卷";
    pub MARGIN_UNKNOWN = "Offers count whole amounts, because no margin is set; it can be set below.", "尚未设定毛利率，优惠上限按全额计算；可在下方设定。";
    pub MARGIN_COSTS =
        "Offers count a margin of {margin}: so much is left of the orders whose products have a unit cost, {coverage} of what was bought. Another can be set below.",
        "优惠上限按 {margin} 的毛利率计算：由填了单位成本的产品的订单得出，占购买金额的 {coverage}；可在下方另行设定。";
    pub RISK = "Risk", "风险";
    pub AT_RISK = "Value at risk", "风险价值";
    pub OFFER = "Offer at most", "优惠上限";
    pub NEXT_ORDER = "Next order by", "预计下单";
    pub REASONS = "Why", "原因";
    pub SNOOZE = "Snooze", "暂缓";
    pub SNOOZE_FOR = "Snooze {name} for 30 days", "暂缓提醒 {name}，30 天";
    pub WAKE = "Wake", "恢复";
    pub WAKE_WHO = "Wake {name}: on the watch again", "恢复提醒 {name}";
    pub THRESHOLDS = "Thresholds and margin", "预警线与毛利率";
    pub WARN_OVERDUE = "Silent for longer than, % of own gaps", "沉默超过自己间隔的（%）";
    pub MARGIN = "Margin, % of an amount", "毛利率（%）";
    pub STAGE_ALIVE = "In danger: still a customer, below, %", "危险期：仍是客户的概率低于（%）";
    pub STAGE_OVERDUE = "In danger: overdue from, % of own gaps", "危险期：沉默程度达到自己间隔的（%）";
    pub STAGE_ACTIVE = "Termination: orders again within the horizon, below, %", "解约期：预测期内再次下单的概率低于（%）";
    pub WARN_DROP = "Chance fell within a month by, points", "一个月内概率下降（百分点）";
    pub WHY_OVERDUE = "silent longer than {share} of own gaps", "沉默超过自己 {share} 的间隔";
    pub WHY_DROPPED = "chance of ordering fell from {before} to {now}", "下单概率从 {before} 降到 {now}";
    pub WHY_SLOWING = "gaps get longer", "间隔越来越长";
    pub WHY_SPEND = "amounts fall", "金额下滑";
    pub WHY_FLAGGED = "unhappy", "不满意";
    pub WHY_DISSATISFIED = "satisfaction {now} of 5", "满意度 {now} 分（满分 5 分）";
    pub WHY_LESS_SATISFIED = "satisfaction fell from {before} to {now}", "满意度从 {before} 分降到 {now} 分";

    pub COHORTS = "Cohorts", "同期群";
    pub COHORTS_TITLE = "Who came back", "谁回来了";
    pub COHORTS_DEFINITION =
        "A row holds the customers whose first order fell in that period; a column is the age of the relationship in periods. A cell is the share of the row that ordered then, or what those orders net to a customer of the row; whoever points at it is told the 95 % interval (of a share by Wilson, of an amount by Student’s t, those who did not order counting as nothing; it does not go below nothing where nobody brought less, and is not told where all brought the same). Periods that are not over are marked; those that have not begun are empty, not zero. What a customer of the row will still bring is the mean life-time value, after margin, below it the 95 % interval of that mean (t); relationships that are over bring nothing.",
        "每行是首单落在该时期的客户；列是关系的年龄（以时期计）。单元格是该行客户当期下单的比例，或当期净额除以该行人数；指向单元格可见 95% 区间（比例用 Wilson，人均金额用 t 区间，未下单的客户按零计；没有人净额为负时，下限不低于零；全部相同时不显示）。未结束的时期有标记；尚未开始的为空，而不是零。人均未来价值是该行客户终身价值的均值（已计毛利率），下方为均值的 95% 区间（t）；已结束的关系计为零。";
    pub COHORTS_EMPTY = "Cohorts show how many of those who came in a month come back later. They need orders: who, when, how much.",
        "同期群告诉您：某月来的客户后来有多少又回来。它只需要订单：谁、何时、多少钱。";
    pub PERIOD = "Period", "时期";
    pub MONTHLY = "Months", "按月";
    pub QUARTERLY = "Quarters", "按季";
    pub YEARLY = "Years", "按年";
    pub SHOWN_AS = "Shown", "显示";
    pub RETENTION = "Share that ordered", "下单比例";
    pub REVENUE_PER = "Amount a customer", "人均金额";
    pub FIRST_ORDER = "First order", "首单";
    pub SIZE = "Customers", "客户数";
    pub COHORT_OF = "First order in {from}", "首单在 {from}";
    pub COHORT_VALUE = "Will bring, each", "人均未来价值";
    pub COHORT_OLDER = "{n} older {n|cohort is|cohorts are} left out; the file has them.", "另有 {n} 个更早的同期群未列出，见导出文件。";
    pub COHORT_LATER = "{n} later {n|period of the oldest cohort is|periods of the oldest cohorts are} left out; the file has them.", "最早的同期群另有 {n} 个较晚的时期未列出，见导出文件。";
    pub COHORT_CELL = "{from}, period {age}: {value}", "{from}，第 {age} 期：{value}";
    pub COHORT_OPEN = "{from}, period {age}, not over yet: {value}", "{from}，第 {age} 期（未结束）：{value}";
    pub COHORT_EACH = "{age}, each", "{age}人均";
    pub COHORT_RANGE = " (95 % interval {low} to {high})", "（95% 区间 {low} 至 {high}）";
    pub REPEAT_HOW = "The interval of the share is Wilson’s. That of the median gap is Woodruff’s: the gaps of a customer are alike, so customers, not gaps, are taken for drawn by chance; with few customers it is wide, and below six of them, or where it would reach beyond all gaps, it is not told.",
        "比例的区间用 Wilson 法。间隔中位数的区间用 Woodruff 法：同一客户的间隔彼此相近，因此以客户而非间隔为抽样单位；客户少时区间较宽；有间隔的客户不足 6 位，或区间会超出全部间隔时不显示。";
    pub REPEAT_ONE =
        "{rate} of buyers ordered again (95 % interval {low} to {high}); the only gap is {days} {days|day|days}; {n} order days a buyer.",
        "{rate} 的买家再次下单（95% 区间 {low} 至 {high}）；唯一的间隔为 {days} 天；人均 {n} 个下单日。";
    pub REPEAT_LINE =
        "{rate} of buyers ordered again (95 % interval {low} to {high}); half of the {gaps} gaps are shorter than {days} days{range}; {n} order days a buyer.",
        "{rate} 的买家再次下单（95% 区间 {low} 至 {high}）；{gaps} 个间隔中一半短于 {days} 天{range}；人均 {n} 个下单日。";
}
