//! What the page of clusters says.

use crate::messages;

messages! {
    pub CLUSTERS = "Clusters", "聚类";
    pub EMPTY_TEXT = "Clusters are customers who are alike: how lately they ordered, how often, for how much. They need orders: who, when, how much.",
        "聚类把相似的客户归到一起：最近何时下单、多久一次、花多少钱。它只需要订单：谁、何时、多少钱。";
    pub FEW_TITLE = "Too few customers for clusters", "客户太少，无法聚类";
    pub FEW_TEXT = "Not enough data: {n} of {needed} customers that have all the chosen figures.", "数据不足：所选指标齐全的客户有 {n} 位，需要 {needed} 位。";
    pub SAME_TITLE = "No clusters", "没有聚类";
    pub SAME_TEXT = "In these figures all customers are the same.", "在这些指标上，所有客户都一样。";
    pub WORKING = "Looking for customers who are alike", "正在寻找相似的客户";

    pub ALIKE_IN = "Alike in", "按哪些指标";
    pub HOW_MANY = "How many", "几类";
    pub CLEAREST = "As many as are clearest", "由数据决定";
    pub N_CLUSTERS = "{n} clusters", "{n} 类";
    pub LEFT_OUT = "{n} of {all} buyers have all of these figures; the others are in no cluster.", "{all} 位买家中有 {n} 位这些指标齐全；其余不归入任何一类。";
    pub CHOSEN = "{n} clusters are the clearest of those tried.", "试过的类数中，{n} 类分得最清楚。";
    pub TRIED = "How clear each number of clusters is", "各类数分得有多清楚";
    pub TRIED_TEXT = "Simplified silhouette, −1 to 1: how much nearer customers are to the centre of their own cluster than to the next one. {values}.",
        "简化轮廓系数（−1 到 1）：客户离本类中心比离最近的另一类近多少。{values}。";
    pub TRIED_ONE = "{k} clusters {value}", "{k} 类 {value}";

    pub TITLE = "Customers who are alike", "相似的客户";
    pub DEFINITION =
        "k-means++ on the chosen figures, each in standard deviations after the lowest and highest 1 % were drawn in; amounts and order days by their logarithm. The best of several starts from a fixed seed, so every device finds the same. Cells are plain means of the cluster, below them the 95 % interval of the mean (t), as if the cluster had been given and not found from these figures; the darker, the higher the cluster lies among all. Shares are of the customers, and of the net amount, of all clusters.",
        "对所选指标做 k-means++：两端各 1% 的值收拢后按标准差计；金额与下单天数取对数。从固定种子多次起步取最好的一次，因此每台设备结果相同。单元格是该类的平均值，下方为均值的 95% 区间（t），视该类为已知，而非由这些指标找出；颜色越深，该类在全体中越高。占比按全部类的客户数和净额计算。";
    pub CLUSTER = "Cluster", "类别";
    pub SIZE = "Customers", "客户数";
    pub SHARE = "Share", "占比";
    pub OF_AMOUNT = "Of net amount", "占净额";
    pub APART = "How distinct", "区分程度";
    pub SILHOUETTE = "Silhouette", "轮廓系数";
    pub ALL = "All", "全部";
    pub CELL = "{name}, {field}: {value}", "{name}，{field}：{value}";
    pub BAR = "{name}: {n} {n|customer|customers}, {share}", "{name}：{n} 位客户，{share}";
    pub APART_CLEAR = "clearly apart", "区分很清楚";
    pub APART_FAIR = "apart", "区分清楚";
    pub APART_WEAK = "runs into its neighbours", "与邻近的类相连";
    pub APART_HARDLY = "hardly distinct", "几乎没有区分";

    pub FACTS = "{n} {n|customer|customers} ({share}), {amount} of the net amount.", "{n} 位客户（{share}），占净额 {amount}。";
    pub FACTS_PLAIN = "{n} {n|customer|customers} ({share}).", "{n} 位客户（{share}）。";
    pub NEAREST = "Most typical", "最典型的客户";

    pub LAST_ORDER = "Days since last order", "距上次下单（天）";
    pub ORDER_DAYS = "Order days", "下单天数";
    pub AMOUNT = "Net amount", "净额";
    pub A_DAY = "Amount an order day", "每个下单日金额";
    pub GAP = "Days between orders", "下单间隔（天）";
    pub LOYALTY = "Loyalty", "忠诚度";
    pub ACTIVE = "Chance of an order", "下单概率";
    pub LIFETIME_VALUE = "Life-time value", "终身价值";
    pub TENURE = "Days since first order", "距首单（天）";

    pub LAST_ORDER_LOW = "lately", "最近来过";
    pub LAST_ORDER_HIGH = "long ago", "久未下单";
    pub ORDER_DAYS_LOW = "seldom", "来得少";
    pub ORDER_DAYS_HIGH = "often", "来得勤";
    pub AMOUNT_LOW = "small amounts", "金额小";
    pub AMOUNT_HIGH = "large amounts", "金额大";
    pub A_DAY_LOW = "small orders", "单次金额小";
    pub A_DAY_HIGH = "large orders", "单次金额大";
    pub GAP_LOW = "short gaps", "间隔短";
    pub GAP_HIGH = "long gaps", "间隔长";
    pub LOYALTY_LOW = "low loyalty", "忠诚度低";
    pub LOYALTY_HIGH = "high loyalty", "忠诚度高";
    pub ACTIVE_LOW = "order unlikely", "不太会再下单";
    pub ACTIVE_HIGH = "order likely", "很可能再下单";
    pub LIFETIME_VALUE_LOW = "low value", "价值低";
    pub LIFETIME_VALUE_HIGH = "high value", "价值高";
    pub TENURE_LOW = "new", "新来的";
    pub TENURE_HIGH = "long-standing", "老客户";
    pub LIKE_ALL = "like the rest", "与全体相近";
}
