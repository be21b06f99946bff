//! What the scorecard says.

use crate::messages;

messages! {
    pub EMPTY = "The scorecard needs customers with orders, conversations or survey answers. Import a purchase log to begin.", "评分卡需要有订单、沟通或答卷的客户。先导入购买记录。";
    pub NOW = "Now", "本期";
    pub BEFORE = "Before", "上期";
    pub MEASURE = "Measure", "指标";
    pub DIMENSION = "Dimension", "维度";

    pub SCORES = "Satisfaction, loyalty, engagement", "满意、忠诚、参与";
    pub SCORES_DEFINITION =
        "Of the answers of the period: satisfied (4 and 5 of 5) with Wilson's interval, “was it easy” (mean of 1 to 7) with its t interval, recommendation (promoters less detractors, −100 to 100) with an adjusted Wald interval; fewer than three answers make no recommendation score. Each period has the interval of its own score; that of the change between both stands on the overview. Repeat rate: of the customers who ordered in the period, those who had ordered before it. Behavioural loyalty is the mean of all buyers with its t interval. Engaged: customers with a conversation in the period. Intervals are 95 %.",
        "按本期答卷：满意（5 分制中 4、5 分）附 Wilson 区间；“是否轻松”（1–7 均值）附 t 区间；净推荐值（推荐者减贬损者，−100 至 100）附修正 Wald 区间，不足三份答卷不给分。两期各附自己得分的区间；两期之间变化的区间见概览。复购率：本期下单客户中之前下过单的比例。行为忠诚：全部买家的均值，附 t 区间。参与：本期有过沟通的客户。区间均为 95%。";
    pub SATISFACTION = "Satisfaction", "满意度";
    pub LOYALTY = "Loyalty", "忠诚";
    pub ENGAGEMENT = "Engagement", "参与度";
    pub SATISFIED = "Satisfied, %", "满意 %";
    pub EASY = "Was easy, 1–7", "轻松程度 1–7";
    pub NPS = "Recommendation", "净推荐值";
    pub REPEAT = "Repeat rate", "复购率";
    pub BEHAVIOUR = "Behavioural loyalty, mean", "行为忠诚均值";
    pub ENGAGED = "Customers talked with", "有沟通的客户";
    pub INTERVAL = "{score} ({low} to {high}, n = {n})", "{score}（{low} 至 {high}，n = {n}）";
    pub NO_ANSWERS = "no answers", "无答卷";
    pub NO_ORDERS = "no orders", "无订单";
    pub INVALID = "{n} {n|answer does|answers do} not count: outside the range, without a day or without a customer.", "{n} 份答卷不计：分数越界、缺日期或缺客户。";
    pub ASK = "Type in or import survey responses", "录入或导入答卷";

    pub CHANNELS = "Channels", "渠道";
    pub CHANNELS_DEFINITION = "Conversations of the period by kind, beside those of the period before; and the answers of the period by the way they came.", "本期各类沟通次数与上期相比，以及本期答卷按来源渠道的结果。";
    pub KIND = "Conversations", "沟通方式";
    pub CHANNEL = "Answers by", "答卷渠道";
    pub N = "Answers", "答卷数";
    pub NOT_SAID = "not said", "未注明";
    pub NONE = "Nothing in this period.", "本期没有记录。";

    pub TOUCHPOINTS = "Touchpoints", "接触点";
    pub TOUCHPOINTS_DEFINITION = "The answers of the period by where customers were asked. A point with a low score and many answers is where to mend first.", "本期答卷按接触点的结果。答卷多而得分低的接触点最先改进。";
    pub TOUCHPOINT = "Touchpoint", "接触点";

    pub TRAITS = "Traits", "个性特征";
    pub TRAITS_DEFINITION = "Of how many customers each trait is known. What is not known cannot be treated in its own way.", "每项特征已知的客户数。不了解就无法区别对待。";
    pub TRAIT = "Trait", "特征";
    pub KNOWN = "Known of", "已知客户";
    pub MISSING = "Missing", "未知客户";
    pub KNOWN_SHARE = "Share known", "已知占比";
    pub NOT_KNOWN = "{trait} not known", "{trait}未知";

    pub FEEDBACK = "Market feedback", "市场反馈";
    pub FEEDBACK_DEFINITION = "What customers said with their answers in the period: lowest scores first, of equals the newest.", "客户在本期答卷中写下的意见：低分在前，同分新的在前。";
    pub FEEDBACK_SOME = "The first {n} of {all}", "共 {all} 条，显示前 {n} 条";
    pub SAID = "Said", "意见";
    pub CUSTOMER = "Customer", "客户";
    pub SCORE = "Score", "评分";
    pub DAY = "Date", "日期";
    pub ASKED = "Asked", "问题";
}
