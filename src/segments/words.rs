//! What the segments page says.

use crate::messages;

/// Where long English names of segments may break in a narrow cell; browsers know it only for some languages.
pub(super) const BREAKS: [(&str, &str); 4] = [
    ("Champions", "Cham\u{ad}pions"),
    ("Promising", "Promis\u{ad}ing"),
    ("Hibernating", "Hiber\u{ad}nating"),
    ("attention", "atten\u{ad}tion"),
];

messages! {
    pub TITLE = "Segments", "客户分群";
    pub AS_OF = "As of {day} · {n} {n|buyer|buyers}", "截至 {day} · {n} 位买家";
    pub AS_OF_CHANGE = "Change the day", "更改日期";
    pub WORKING = "Counting again. The figures below are from before the last change.", "正在重新计算，下面是上一次的结果。";
    pub WORKING_FIRST = "Counting for the first time.", "正在进行第一次计算。";

    pub EMPTY_TITLE = "No orders yet", "还没有订单";
    pub EMPTY_TEXT =
        "Segments show who buys often, who is drifting away and who brings the revenue. They need orders: who, when, how much.",
        "客户分群告诉您：谁常买，谁在流失，收入来自谁。它只需要订单：谁、何时、多少钱。";
    pub EMPTY_ACTION = "Import a purchase log", "导入购买记录";

    pub CUSTOMERS = "Customers", "客户数";
    pub SHARE = "Share", "占比";
    pub REVENUE = "Revenue", "收入";
    pub REVENUE_SHARE = "Of revenue", "收入占比";

    pub OWN_TITLE = "Your own segments", "自定义分群";
    pub OWN_NEW = "New segment", "新建分群";
    pub OWN_NONE =
        "None yet. Filter the customers by what they are, what they bought or when somebody last talked with them, and save the filter as a view: it stands here then.",
        "还没有。按客户资料、购买情况或最近沟通时间筛选客户，再把筛选存为视图，就会出现在这里。";
    pub OWN_DEFINITION =
        "A saved filter follows the book: whoever meets its conditions now is in it. A list is a tag: whoever has it is in it, until somebody takes it away. “Make a list” gives a new tag to everybody who is in the segment today. Both can be compared, exported, and changed in bulk like any list.",
        "保存的筛选随数据变化：现在符合条件的客户都在其中。名单就是标签：打上标签的客户在其中，直到被移除。“转为名单”给今天在分群里的每位客户打上一个新标签。两者都可以对比、导出和批量处理。";
    pub OWN_MORE = "{n} more {n|list|lists} among the tags", "标签中还有 {n} 个名单";
    pub OWN_KIND = "Kind", "类型";
    pub OWN_FOLLOWS = "follows its conditions", "随条件变化";
    pub OWN_STAYS = "list", "固定名单";
    pub OWN_DO = "What can be done", "操作";
    pub OWN_FREEZE = "Make a list", "转为名单";
    pub OWN_FREEZE_NAME = "Make a list of who is in “{name}” today", "把今天在“{name}”中的客户转为名单";

    pub GRID_TITLE = "Recency and frequency", "近度与频度";
    pub GRID_DEFINITION =
        "Each buyer scores 1 to 5 for how lately they bought (recency, up) and on how many days (frequency, right). The cuts are the fifths of your own buyers; equal buyers always score the same. Darker means more customers.",
        "每位买家按最近一次购买的远近（近度，纵向）和购买天数（频度，横向）各得 1 至 5 分，分界取您自己买家的五等分点，情况相同则得分相同。颜色越深，客户越多。";
    pub GRID_RECENCY = "Recency", "近度";
    pub GRID_FREQUENCY = "Frequency", "频度";
    pub GRID_LATELY = "lately", "最近";
    pub GRID_LONG_AGO = "long ago", "很久以前";
    pub GRID_SELDOM = "seldom", "很少";
    pub GRID_OFTEN = "often", "经常";
    pub GRID_WHERE = ", recency {r}, frequency {f}: ", "，近度 {r} 分，频度 {f} 分：";
    pub GRID_CUSTOMERS = " {n|customer|customers} ", " 位客户 ";
    pub GRID_OF_REVENUE = " of revenue", " 的收入";

    pub SEGMENTS_TITLE = "By segment", "按分群";
    pub SEGMENTS_DEFINITION =
        "Every buyer belongs to exactly one segment, by the cell of the grid; prospects have not ordered yet.",
        "每位买家按网格中的位置属于且只属于一个分群；未购客户还没有下过单。";
    pub SEGMENT = "Segment", "分群";

    pub STAGES_TITLE = "Life cycle", "生命周期";
    pub STAGES_DEFINITION =
        "Where each relationship stands, judged by the customer's own rhythm: a silence that is long for one is normal for another. The stage rests on a purchase model fitted to all buyers.",
        "每段客户关系所处的阶段，按客户自己的购买节奏判断：同样的沉默，对有的客户算久，对有的客户却正常。判断依据是用全部买家拟合的购买模型。";
    pub STAGE = "Stage", "阶段";
    pub STAGES_DO = "What to do", "该做什么";
    pub STAGE_PART = "{stage}: {n} {n|customer|customers}, {share}", "{stage}：{n} 位客户，占 {share}";
    pub STAGES_UNKNOWN_TITLE = "Not enough data for stages", "数据不足，无法判断阶段";
    pub STAGES_UNKNOWN =
        "Stages compare each silence with the rhythm of all buyers. That needs at least {needed} buyers; the book has {n}.",
        "判断阶段要把每位客户的沉默与全体买家的节奏相比，至少需要 {needed} 位买家，目前有 {n} 位。";
    pub STAGE_UNKNOWN_SOME =
        "{n} {n|customer is|customers are} left out: the stage cannot be told.",
        "有 {n} 位客户无法判断阶段，未列入。";

    pub DO_EXPLORATION = "Make contact and learn what they need.", "主动联系，了解需求。";
    pub DO_SOCIALISATION = "Make the second order easy.", "让第二次购买毫不费力。";
    pub DO_GROWTH = "Show what goes with what they buy.", "推荐与已购相配的产品。";
    pub DO_MATURITY = "Keep your word, and say thank you.", "守住品质，常表谢意。";
    pub DO_DANGER = "Call now and ask why.", "马上联系，问清原因。";
    pub DO_TERMINATION = "Find the reason; win back, or let go well.", "找出原因：挽回，或体面告别。";

    pub MODEL_LINE = "Purchase model {name}, fitted to {n} {n|buyer|buyers}", "购买模型 {name}，由 {n} 位买家拟合";
    pub MODEL_WHAT =
        "The model sees two things in the orders: how often customers buy while the relationship lives, and how often a relationship ends after a purchase. From each customer's history it tells how likely the relationship still lives.",
        "模型从订单中看出两件事：关系还在时客户多久买一次，以及每次购买之后关系结束的可能有多大。再由每位客户的历史，算出关系仍然存在的概率。";
    pub MODEL_RATE =
        "Buying: r = {r}, α = {alpha} weeks. While the relationship lives, an average customer buys about every {weeks} weeks.",
        "购买：r = {r}，α = {alpha} 周。关系存续期间，平均约 {weeks} 周购买一次。";
    pub MODEL_ENDING =
        "Ending: a = {a}, b = {b}. After a purchase, about {share} of relationships end.",
        "结束：a = {a}，b = {b}。每次购买之后，约 {share} 的关系就此结束。";
    pub MODEL_FIT = "Log-likelihood {value}.", "对数似然 {value}。";
    pub MODEL_PRIOR =
        "The orders alone do not settle the model: {share} of it comes from published experience, the rest from your orders.",
        "仅凭订单还不足以确定模型：{share} 来自公开发表的经验，其余来自您的订单。";

    pub MODEL_OPEN =
        "The orders leave a parameter open, because customers are too alike: there is no standard error, and figures of single customers have no interval.",
        "订单不足以确定某个参数（客户过于相似）：没有标准误，单个客户的数字也没有区间。";
    pub MODEL_SEARCH =
        "The search for the parameters ended before it had settled: take the figures with care.",
        "参数的搜索在收敛之前结束：请谨慎看待这些数字。";
    pub UNPAID =
        "{n} order {n|day nets|days net} to nothing or less: {n|it counts|they count} in time, but not in the mean amount of an order.",
        "有 {n} 个下单日净额为零或负：计入购买时间，不计入每单平均金额。";

    pub PARETO_TITLE = "Who brings the revenue", "收入来自谁";
    pub PARETO_DEFINITION =
        "Buyers in order of revenue, best first: the curve shows what share of all revenue the best so many per cent bring. The straight line is what it would be if all brought the same.",
        "把买家按收入从高到低排列：曲线表示贡献最大的百分之几带来了多少收入；直线表示人人相同时的情形。";
    pub PARETO_SENTENCE =
        "The best {share} of buyers bring {revenue} of revenue.",
        "贡献最大的 {share} 买家带来 {revenue} 的收入。";
    pub PARETO_SLIDER = "Best share of buyers", "贡献最大的买家";
    pub PARETO_X = "Buyers, best first", "买家（从高到低）";
    pub PARETO_Y = "Revenue", "收入";
    pub PARETO_GINI = "Gini coefficient", "基尼系数";
    pub PARETO_GINI_WHY =
        "0: all bring the same. 1: one brings everything.",
        "0 表示人人相同，1 表示全部收入来自一人。";
    pub PARETO_BALANCE = "Balance point", "平衡点";
    pub PARETO_BALANCE_WHY =
        "The best {share} of buyers bring at least {rest} of revenue: the book's own “80/20”.",
        "贡献最大的 {share} 买家带来至少 {rest} 的收入：这就是您自己的“二八比例”。";
    pub CLASS = "Class", "类别";
    pub CLASS_A = "A", "A 类";
    pub CLASS_A_WHY = "{share} of the buyers bring the first 80 % of revenue: keep them.", "{share} 的买家带来前 80% 的收入：重点保持。";
    pub CLASS_B = "B", "B 类";
    pub CLASS_B_WHY = "{share} bring the next 15 %: raise them.", "{share} 的买家带来其后的 15%：培养提升。";
    pub CLASS_C = "C", "C 类";
    pub CLASS_C_WHY = "{share} bring the last 5 %: serve them at little cost.", "{share} 的买家带来最后的 5%：低成本服务。";
    pub PARETO_N = "Buyers counted", "计入买家";
    pub PARETO_CLIPPED =
        "{n} {n|buyer|buyers} with more returns than purchases {n|counts|count} as zero.",
        "{n} 位退款多于购买的买家按零计算。";
    pub PARETO_NONE_TITLE = "No revenue to share out", "没有可分配的收入";
    pub PARETO_NONE =
        "The curve needs orders with an amount in {currency}.",
        "曲线需要以 {currency} 计价且有金额的订单。";
    pub PARETO_TABLE_X = "Best share of buyers", "贡献最大的买家";
    pub PARETO_TABLE_Y = "Share of revenue", "收入占比";
}
