//! What the page that compares says.

use crate::messages;

messages! {
    pub COMPARE = "Compare", "对比";
    pub EMPTY_TEXT = "Two groups of customers side by side: what they bring, how often they come, who leaves. It needs orders: who, when, how much.",
        "把两组客户放在一起看：带来多少、多久来一次、谁在离开。它只需要订单：谁、何时、多少钱。";
    pub WORKING = "Comparing", "正在对比";

    pub FIRST = "First group", "第一组";
    pub SECOND = "Second group", "第二组";
    pub EVERYBODY = "All customers", "全部客户";
    pub OF_SEGMENT = "Segments", "客户分群";
    pub OF_STAGE = "Stages", "生命周期阶段";
    pub OF_LEVEL = "Levels", "客户级别";
    pub OF_SOURCE = "Sources", "来源";
    pub OF_TAG = "Tags", "标签";
    pub OF_VIEW = "Saved views", "已存视图";
    pub OF_KEPT = "As saved", "保存时的分组";

    pub SIZE = "{n} {n|customer|customers}, net amount {total}", "{n} 位客户，净额 {total}";
    pub IN_BOTH = "{n} {n|customer is|customers are} in both groups; in the tests they count with {name} only.", "有 {n} 位客户同时在两组中；检验时只计入“{name}”。";
    pub IN_NONE = "Nobody is in both groups.", "没有客户同时在两组中。";

    pub TITLE = "Side by side", "并排对比";
    pub DEFINITION =
        "Each figure is of the customers of the group for whom there is one; how many those are stands below it, with the 95 % interval: of a mean by Student's t (not below nothing where nobody's figure is, nor beyond 100 points of loyalty), of a median by its order statistics (binomial, from 6 customers on), of a share by Wilson, of the net promoter score by adjusted Wald. Whoever has not ordered counts in amount and order days as nothing, and a relationship that is over counts in life-time value as nothing. The net promoter score counts the newest answer of each customer. Means are compared by Welch's test (days between orders by their logarithm), shares by the test of two proportions; p is adjusted by Holm for all lines together, and a difference is clear below 0.05. Below 10 customers on either side nothing is tested.",
        "每个数字只统计该组中有此数据的客户，人数与 95% 区间写在下方：平均值用 t 区间（没有人为负时下限不低于零，忠诚度不超过 100 分），中位数用次序统计量（二项分布，至少 6 位客户），比例用 Wilson 区间，净推荐值用修正 Wald 区间。未下单的客户在金额和下单天数中按零计，关系已结束的客户在终身价值中按零计。净推荐值取每位客户最近一次回答。平均值用 Welch 检验比较（下单间隔取对数），比例用双比例检验；p 值按 Holm 法对所有行一并校正，小于 0.05 才算差异明显。任一侧不足 10 位客户则不检验。";
    pub FIGURE = "Figure", "指标";
    pub DIFFERENCE = "Difference", "差异";
    pub LOW = "95 % from", "95% 下限";
    pub HIGH = "95 % to", "95% 上限";
    pub COUNT = "Customers", "客户数";
    pub P = "p", "p 值";
    pub OF_GROUP = "{name}, {figure}", "{name}，{figure}";

    pub AMOUNT = "Amount a customer", "人均净额";
    pub ORDER_DAYS = "Order days a customer", "人均下单天数";
    pub GAP = "Median days between orders", "下单间隔中位数（天）";
    pub LOYALTY = "Loyalty", "忠诚度";
    pub LEAVING = "In danger or ended", "危险或解约";
    pub AGAIN = "Ordered again", "复购率";
    pub LIFETIME_VALUE = "Life-time value a customer", "人均终身价值";
    pub NPS = "Net promoter score", "净推荐值";

    pub NO_ANSWERS = "no answers", "没有答卷";
    pub NO_DATA = "not enough data", "数据不足";
    pub CLEARLY = "clearly higher: {name}", "明显更高：{name}";
    pub UNCLEAR = "no clear difference", "没有明显差异";
    pub FEW = "too few to tell", "人数太少，无法判断";
    pub P_IS = "p {p}", "p {p}";
    pub P_BELOW = "p < 0.001", "p < 0.001";
}
