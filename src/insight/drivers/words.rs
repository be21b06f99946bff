//! What the page of drivers says.

use crate::messages;

messages! {
    pub DRIVERS = "Drivers", "驱动因素";
    pub EMPTY = "This page shows what goes along with spend, repeat orders, leaving and satisfaction. It needs orders: who, when, how much.",
        "这里告诉您哪些因素与消费、复购、流失和满意度相关。它需要订单：谁、何时、多少钱。";

    pub OUTCOME = "What is explained", "解释什么";
    pub AMOUNT = "Net amount so far", "累计净额";
    pub REPEAT = "A second order", "再次下单";
    pub CHURN = "In danger or ended", "危险或解约";
    pub SATISFACTION = "Satisfaction (1–5)", "满意度（1–5）";
    pub RECOMMENDATION = "Recommendation (0–10)", "推荐意愿（0–10）";
    pub COMPARED = "Correlation of", "相关系数";
    pub VALUES = "Values (Pearson)", "数值（Pearson）";
    pub RANKS = "Ranks (Spearman)", "名次（Spearman）";
    pub CANDIDATES = "Candidates", "候选因素";
    pub CANDIDATES_MAX = "At most {n} at once.", "最多同时选 {n} 个。";
    pub PART_PRODUCT = "part of the outcome: net amount is order days times the amount of a day", "属于结果本身：净额等于下单天数乘以日均金额";
    pub PART_SHOWS = "part of the outcome: it shows whether there was a second order", "属于结果本身：它直接反映是否再次下单";
    pub PART_JUDGED = "part of the outcome: stages are judged by it", "属于结果本身：阶段正是据此判断";

    pub TALKS = "Conversations a year", "一年内沟通次数";
    pub TENURE = "Days since first order", "距首单天数";
    pub ORDER_DAYS = "Order days", "下单天数";
    pub MEAN_AMOUNT = "Amount of an order day", "日均金额";
    pub PRODUCTS = "Products bought", "买过的产品数";
    pub CATEGORIES = "Categories bought", "买过的品类数";
    pub AGE = "Age", "年龄";
    pub SIZE = "Employees", "人员规模";
    pub BUSINESS = "Is a business", "是企业";
    pub EMAIL = "Has an e-mail address", "有邮箱";
    pub PHONE = "Has a telephone number", "有电话";
    pub RECENCY = "Days since last order", "距最近订单天数";

    pub STEP_TALKS = "1 more conversation a year", "每年多沟通 1 次";
    pub STEP_TENURE = "100 more days since the first order", "首单早 100 天";
    pub STEP_ORDER_DAYS = "1 more order day", "多 1 个下单日";
    pub STEP_MEAN_AMOUNT = "{n} more on an order day", "每个下单日多 {n}";
    pub STEP_PRODUCTS = "1 more product", "多买 1 种产品";
    pub STEP_CATEGORIES = "1 more category", "多买 1 个品类";
    pub STEP_AGE = "10 more years of age", "年长 10 岁";
    pub STEP_SIZE = "one size larger", "规模大一级";
    pub STEP_BUSINESS = "a business, not a person", "是企业而非个人";
    pub STEP_EMAIL = "an e-mail address is known", "有邮箱";
    pub STEP_PHONE = "a telephone number is known", "有电话";
    pub STEP_RECENCY = "100 more days since the last order", "最近订单早 100 天";
    pub STEP_OWN = "{n} more of {name}", "{name}多 {n}";

    pub SAY_AMOUNT = "{step}: a customer spends about {x}, others being equal (95 % interval {low} to {high}).",
        "{step}：其他条件相同，客户消费约{x}（95% 区间 {low} 至 {high}）。";
    pub SAY_REPEAT = "{step}: the odds of a second order are about {x}, others being equal (95 % interval {low} to {high}).",
        "{step}：其他条件相同，再次下单的发生比（odds）约{x}（95% 区间 {low} 至 {high}）。";
    pub SAY_CHURN = "{step}: the odds of leaving are about {x}, others being equal (95 % interval {low} to {high}).",
        "{step}：其他条件相同，流失的发生比（odds）约{x}（95% 区间 {low} 至 {high}）。";
    pub SAY_SCORE = "{step}: the answer is about {x} points, others being equal (95 % interval {low} to {high}).",
        "{step}：其他条件相同，评分约{x} 分（95% 区间 {low} 至 {high}）。";
    pub MORE = "{x} more", "多 {x}";
    pub LESS = "{x} less", "少 {x}";
    pub HIGHER = "{x} higher", "高 {x}";
    pub LOWER = "{x} lower", "低 {x}";
    pub BEYOND = "over {x}", "超过 {x}";
    pub SAY_NONE = "No effect that could not be chance: {names}.", "看不出区别于偶然的影响：{names}。";
    pub NOT_CAUSE = "This is what goes along, not proof of cause.", "这是相关，不能证明因果。";
    pub COMMA = ", ", "、";

    pub ROWS = "Figures from {n} {n|customer|customers}", "由 {n} 位客户算得";
    pub ROWS_EVERY = "Figures from {n} customers: one in {k} of {all}, in the order of the book", "由 {n} 位客户算得：{all} 位中按客户册顺序每 {k} 位取 1 位";
    pub MISSING = "{n} {n|customer was|customers were} left out because something is not known ({by}).", "{n} 位因资料不全未计入（{by}）。";
    pub MISSING_OF = "{name}: {n}", "{name}：{n}";
    pub FEW_ROWS = "Not enough data: {n} of {needed} customers of whom the outcome and all candidates are known.", "数据不足：结果与全部候选因素都已知的客户 {n} 位，需要 {needed} 位。";
    pub NO_FACTOR = "Choose at least one candidate.", "至少选择一个候选因素。";
    pub NO_VARIATION = "The outcome is the same for everybody: nothing to explain.", "所有客户的结果都相同，没有可解释的差异。";
    pub WARN_FEW = "Few customers for {k} candidates: {n}, where {needed} would be better. Intervals are wide, and effects may look larger than they are.", "{k} 个候选因素只有 {n} 位客户，最好有 {needed} 位。区间较宽，影响可能被夸大。";
    pub WARN_FEW_RARER = "Few customers for {k} candidates: the rarer outcome has {n}, where {needed} would be better. Intervals are wide, and effects may look larger than they are.", "{k} 个候选因素只有 {n} 位客户属于较少的一类，最好有 {needed} 位。区间较宽，影响可能被夸大。";
    pub WARN_ALIKE = "Much the same as others (VIF above 5): {names}. Their intervals are wider than they would be alone.", "与其他因素相近（VIF 大于 5）：{names}。区间比单独分析时更宽。";
    pub WARN_SAME = "Nearly the same as others (VIF above 10): {names}. Leave one out: their effects cannot be told apart.", "与其他因素几乎相同（VIF 大于 10）：{names}。请去掉一个，否则无法区分各自的影响。";
    pub WARN_TESTS = "{k} candidates are tested at once: go by the adjusted p.", "同时检验 {k} 个因素：请看校正后的 p。";
    pub WARN_HAVE = "{name}: only {k} {k|customer is|customers are} a yes. The effect hangs on {k|this one|these few}.", "{name}：只有 {k} 位客户为“是”，影响全系于这几位。";
    pub WARN_LACK = "{name}: only {k} {k|customer is|customers are} a no. The effect hangs on {k|this one|these few}.", "{name}：只有 {k} 位客户为“否”，影响全系于这几位。";
    pub WARN_APART = "{name}: all but {k} {k|customer has|customers have} the same value. The effect hangs on {k|this one|these few}.", "{name}：除 {k} 位客户外数值都相同，影响全系于这几位。";
    pub WARN_UNTOLD = "{warning} That is too few to tell it.", "{warning}人数太少，不作判断。";
    pub WARN_SEPARATED = "The candidates tell yes from no almost perfectly, of all customers or of a group of them, or say the same. Effects are held back by a penalty; do not read their size.", "这些因素对全部或某一组客户几乎能完全区分是与否，或彼此重复。影响已作收缩处理，大小不可解读。";
    pub WARN_DROPPED = "The same for everybody, or made up of others, and so left out: {names}.", "所有客户相同，或由其他因素组合而成，已略去：{names}。";

    pub SHARES_TITLE = "What explains the differences", "差异由什么解释";
    pub SHARES_DEFINITION =
        "The share of the differences between customers that the candidates explain together (R²), split among them: the mean gain of each over all orders in which they can enter (LMG). A large share says that a candidate goes along with the outcome, not that it causes it.",
        "候选因素合起来解释了客户差异的多少（R²），再分摊给各因素：取每个因素在所有进入次序下增益的平均（LMG）。份额大表示相关密切，不表示因果。";
    pub SHARES_LINE = "Together they explain {r2} of the differences between the same customers to whom they were fitted ({adjusted} allowing for their number); of others it would be less.", "对拟合所用的同一批客户，合计解释了 {r2} 的差异（按因素个数调整后为 {adjusted}）；换一批客户会低一些。";
    pub F_LINE = "Against chance: F = {f}, p {p} for all of them together.", "与偶然相比：全部因素合计 F = {f}，p {p}。";
    pub FACTOR = "Candidate", "因素";
    pub SHARE_OF_ALL = "Of all differences", "占全部差异";
    pub SHARE_OF_R2 = "Of what is explained", "占已解释部分";

    pub FIT_TITLE = "Others being equal", "其他条件相同时";
    pub FIT_DEFINITION =
        "A regression with all candidates at once. Amounts enter as ln(1 + net amount of a buyer in whole units; below zero counts as zero), so effects are per cent; answers are least squares on the newest answer of each customer; both with intervals that allow for unequal variances (HC1), but never narrower than the classical ones. Yes or no is a logit with Wald intervals, effects are changes of the odds. A candidate leads to the customers who have it or of whom it is known, where a filter can ask for that. The coefficient is for one unit, the effect for the step that is named. Adjusted p is Holm's. VIF tells how alike a candidate is to the others.",
        "把全部候选因素放在一起回归。金额取 ln(1 + 买家净额，以货币单位计，负数按零)，因此影响是百分比；评分对每位客户最近一次回答做最小二乘；两者的区间都允许方差不等（HC1），但不窄于经典区间。是与否用 logit 和 Wald 区间，影响是发生比（odds）的变化。能用筛选表达的因素，点击可查看具备该条件或资料已知的客户。系数对应一个单位，影响对应所写的步长。校正 p 用 Holm 法。VIF 表示与其他因素的相近程度。";
    pub CHOICE_LINE = "McFadden’s R² {r2}; of {auc} of all pairs of a yes and a no among the same customers to whom it was fitted it tells which is which (AUC). Of others it would be less.", "McFadden R² {r2}；在拟合所用的同一批客户中任取一个“是”和一个“否”，有 {auc} 能分清（AUC）；换一批客户会低一些。";
    pub STEP = "Step", "步长";
    pub EFFECT = "Effect (95 % interval)", "影响（95% 区间）";
    pub EFFECT_CELL = "{x} ({low} to {high})", "{x}（{low} 至 {high}）";
    pub COEFFICIENT = "Coefficient", "系数";
    pub LOW = "From (95 %)", "下限（95%）";
    pub HIGH = "To (95 %)", "上限（95%）";
    pub P = "p", "p";
    pub P_ADJUSTED = "p adjusted", "校正 p";
    pub VIF = "VIF", "VIF";
    pub SHARE_R2 = "Share of R²", "R² 份额";
    pub P_BELOW = "< 0.001", "< 0.001";

    pub MATRIX_TITLE = "What goes together", "什么与什么相关";
    pub MATRIX_DEFINITION =
        "Correlations of two columns each, −1 to 1, over the same customers as the regression; darker is stronger, whatever the sign. Pearson compares values, Spearman ranks, which large values cannot dominate. The interval is by Fisher’s z; the file has it for every pair, with p.",
        "两两之间的相关系数，−1 至 1，所用客户与回归相同；颜色越深越强，不论正负。Pearson 比较数值，Spearman 比较名次，不受个别大数支配。区间用 Fisher z 变换；文件中列出每一对的区间与 p。";
    pub WITH = "With", "与";
    pub CORRELATION = "Correlation", "相关系数";
    pub MATRIX_CELL = "{r}: {a} and {b}, 95 % interval {low} to {high}, p {p}", "{r}：{a}与{b}，95% 区间 {low} 至 {high}，p {p}";
    pub MATRIX_CELL_BARE = "{r}: {a} and {b}, p {p}", "{r}：{a}与{b}，p {p}";
}
