//! What the overview says.

use crate::messages;

messages! {
    pub EMPTY = "The overview sums up who your customers are, how they are doing and who needs you today. It needs orders: who, when, how much.", "概览汇总您的客户是谁、状况如何、今天谁需要您。它需要订单：谁、何时、多少钱。";

    pub STEPS = "Four steps", "四步";
    pub STEPS_DEFINITION =
        "Identify, differentiate, interact, customise (Peppers & Rogers). Identified: a phone number, an e-mail address or a WeChat id is known. Differentiated: the life-cycle stage is known. Interacted with: a conversation in the period, of those whose relationship has not ended. Customised: something was made for them: a tag that puts them into a group treated in its own way, or a task for them that was completed, as a follow-up that was suggested and done. A level that came with a file does not count.",
        "识别、区分、互动、定制（Peppers & Rogers）。已识别：有电话、邮箱或微信。已区分：已知生命周期阶段。已互动：周期内有沟通记录，不计已解约的客户。已定制：为其做过专门的事：打了标签、归入区别对待的一组，或有为其完成的任务（例如建议的跟进已完成）。随文件导入的级别不算。";
    pub IDENTIFY = "Identify", "识别";
    pub DIFFERENTIATE = "Differentiate", "区分";
    pub INTERACT = "Interact", "互动";
    pub CUSTOMISE = "Customise", "定制";
    pub IDENTIFIED = "can be reached", "可联系";
    pub DIFFERENTIATED = "have a stage", "已知阶段";
    pub INTERACTED = "were talked with", "有过沟通";
    pub CUSTOMISED = "had something made for them", "有专门安排";
    pub STEP_OF = "{n} of {of}", "{n} / {of}";
    pub IDENTIFY_DO = "Show who cannot be reached", "查看无法联系的客户";
    pub DIFFERENTIATE_DO = "Show who has no stage", "查看阶段未知的客户";
    pub INTERACT_DO = "Show who was not talked with", "查看没有沟通的客户";
    pub CUSTOMISE_DO = "Show who had nothing made for them", "查看没有专门安排的客户";
    pub ALL_DONE = "Nothing left to do here", "这一步已完成";

    pub FIGURES = "The period", "本期";
    pub FIGURES_DEFINITION =
        "The days until the as-of day beside as many days before them. Net amount: what the orders come to after refunds. Repeat rate: of the customers who ordered in the period, those who had ordered before it, with Wilson's 95 % interval. Recommendation (NPS): promoters less detractors of the answers in the period, −100 to 100, with a 95 % interval (adjusted Wald). Satisfaction: answers 4 and 5 of 5, with Wilson's interval. Behind these changes stands the 95 % interval of the change itself (of shares Newcombe's), not of either figure: where it leaves out zero, more than chance has moved it. Value at risk: that of all on the churn watch, with the 95 % interval of the parameters of both models (delta method); before, what it would have been at the end of the period before, by today's models over the orders until then. Whom one snoozes today is in neither.",
        "截至评分基准日的这段时间，与之前同样长的一段相比。净额：订单扣除退款后的金额。复购率：本期下单的客户中，之前也下过单的比例，附 Wilson 区间。净推荐值（NPS）：本期答卷中推荐者减贬损者，−100 至 100，附 95% 区间（修正 Wald）。满意度：5 分制中 4、5 分的比例，附 Wilson 区间。这三项“变化”的区间是变化本身的 95% 区间（比例用 Newcombe 法），不是两期数值的区间；不含零时，变化不只是偶然。风险价值：流失预警中全部客户之和，附两个模型参数误差的 95% 区间（delta 法）；上期为用今天的模型、按截至上期末的订单推算的值。今天已暂缓的客户两边都不计。";
    pub FIGURE = "Figure", "指标";
    pub NOW = "Now", "本期";
    pub BEFORE = "Before", "上期";
    pub CHANGE = "Change", "变化";
    pub REVENUE = "Net amount", "净额";
    pub ACTIVE = "Customers who ordered", "下单客户";
    pub NEW = "For the first time", "首次下单";
    pub REPEAT = "Repeat rate", "复购率";
    pub NPS = "Recommendation (NPS)", "净推荐值（NPS）";
    pub CSAT = "Satisfied", "满意度";
    pub AT_RISK = "Value at risk", "风险价值";
    pub INTERVAL = "{score} ({low} to {high}, n = {n})", "{score}（{low} 至 {high}，n = {n}）";
    pub RANGE = "{score} ({low}–{high})", "{score}（{low}–{high}）";
    pub CHANGE_RANGE = "{change} (interval of the change: {low} to {high})", "{change}（变化的区间：{low} 至 {high}）";
    pub NO_ANSWERS = "no answers", "无答卷";
    pub POINTS = "{n} points", "{n} 点";

    pub GROUPS = "Stages and segments, then and now", "阶段与分群的变化";
    pub GROUPS_DEFINITION =
        "Customers in each stage and each segment today and at the end of the period before, by the rules of today over the orders until then. Prospects have no past.",
        "今天与上期末各阶段、各分群的客户数：用今天的规则、按截至当时的订单判断。潜在客户没有过去。";
    pub GROUP = "Group", "群体";

    pub ATTENTION = "Who needs you today", "今天谁需要您";
    pub ATTENTION_DEFINITION = "The first of the churn watch: customers with a warning, most value at risk first; below the value its 95 % interval, that of the parameters of both models (delta method). Whom one snoozes is left off.", "流失预警的前几位：有预警信号的客户，风险价值最高者在前；价值下方为 95% 区间，反映两个模型参数的误差（delta 法）。不含已暂缓的。";
    pub ATTENTION_NONE = "Nobody has a warning.", "没有预警。";
    pub ATTENTION_ALL = "All {n} on the churn watch", "流失预警共 {n} 位";
    pub CUSTOMER = "Customer", "客户";
    pub WHY = "Why", "原因";
    pub VALUE = "Value at risk", "风险价值";
}
