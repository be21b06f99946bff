//! What saved analyses say.

use crate::messages;

messages! {
    pub SAVE = "Save", "保存";
    pub SAVE_TITLE = "Save this analysis", "保存此分析";
    pub SAVE_TEXT = "Its settings are kept, and its figures of today to compare with.", "保存当前设置，以及今天的数字供日后比较。";
    pub NAME = "Name", "名称";
    pub NEEDS_NAME = "Give it a name.", "请填写名称。";

    pub EMPTY_TITLE = "Nothing saved yet", "还没有保存的分析";
    pub EMPTY_TEXT = "Set a page of insight the way you want it and press Save there. It stands here then, and tells next month what has changed.", "把洞察页面设置好后点保存，它就会出现在这里，下个月告诉您变化。";
    pub TO_OVERVIEW = "Go to the overview", "前往概览";
    pub FIGURE = "Figure", "指标";
    pub LAST = "Kept on {day}", "{day} 保存";
    pub NOW = "Now", "现在";
    pub CHANGE = "Change", "变化";
    pub OPEN = "Open", "打开";
    pub OPEN_NAME = "Open {name}", "打开 {name}";
    pub KEEP = "Keep today’s figures", "保存今天的数字";
    pub KEEP_NAME = "Keep today’s figures of {name}", "保存今天的数字：{name}";
    pub AGAIN = "Run again every", "定期重算";
    pub NEVER = "Only by hand", "仅手动";
    pub DUE = "Due: a new period has begun since {day}. Look at the change, then keep today’s figures.", "待重算：{day} 之后已进入新周期。看过变化后请保存今天的数字。";
    pub DELETE = "Delete", "删除";
    pub DELETE_NAME = "Delete {name}", "删除 {name}";
    pub UNKNOWN = "Made by another version of Rapport: open the page and save it anew.", "由其他版本创建：请打开对应页面重新保存。";
    pub ELSEWHERE = "Amounts that were kept in another currency, or without one, are not compared. Keep today’s figures to compare with from now on.", "以其他币种保存、或保存时未记币种的金额不作比较。保存今天的数字，供以后比较。";
    pub MORE = "{n} more {n|analysis|analyses}, later by name, {n|is|are} not shown. Delete what is no longer needed.", "按名称排在后面的 {n} 项分析未显示，可删除不再需要的。";
    pub NO_FIGURES = "There are no figures to compare.", "没有可比较的数字。";

    pub BUYERS = "Buyers", "买家";
    pub DANGER = "In danger", "危险期占比";
    pub ENDED = "Ended", "解约期占比";
    pub WARNED = "On the churn watch", "预警客户";
    pub AT_RISK = "Value at risk", "风险价值";
    pub REPEAT = "Repeat rate", "复购率";
    pub LOYALTY = "Loyalty, mean", "忠诚度均值";
    pub COVERAGE = "Weight observed", "已观测权重";
    pub REVENUE = "Net amount", "净额";
    pub ACTIVE = "Customers who ordered", "下单客户";
    pub NPS = "Recommendation (NPS)", "净推荐值（NPS）";
    pub CSAT = "Satisfied, %", "满意 %";
    pub ENGAGED = "Talked with", "有沟通";
    pub RULES = "Rules", "规则数";
    pub VALUES = "Different values", "不同取值";
    pub EXPLAINED = "Explained", "可解释比例";
    pub CLUSTERS = "Clusters", "聚类数";
    pub LARGEST = "Share of the largest cluster", "最大聚类占比";
    pub CUSTOMERS = "Customers", "客户";
    pub TOTAL = "Net amount so far", "累计净额";
    pub VALUE = "Value to come", "未来价值";
    pub RANK = "Ranked right by the forecast", "预测排序正确率";
    pub FIRST_SIZE = "First group, customers", "第一组客户";
    pub SECOND_SIZE = "Second group, customers", "第二组客户";
    pub FIRST_MEAN = "First group, amount a customer", "第一组人均净额";
    pub SECOND_MEAN = "Second group, amount a customer", "第二组人均净额";
    pub BEST_FIFTH = "Share of the best fifth", "前五分之一买家占比";
    pub CLASS_A = "Buyers in class A", "A 类买家";
    pub RECENCY = "Ranked right by recency", "按最近购买排序正确率";
}
