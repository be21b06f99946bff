//! What the page of trust says.

use crate::messages;

messages! {
    pub TRUST = "Can I trust this?", "可信度";
    pub EMPTY = "Here the forecasts are judged by your own log. That needs orders: who, when, how much.",
        "这里用您自己的记录检验预测是否准确。它只需要订单：谁、何时、多少钱。";

    pub RANKING = "Did the forecasts come true?", "预测应验了吗？";
    pub RANKING_DEFINITION =
        "The log is cut at two thirds of its time, which begins when one in a hundred customers has ordered: a single wrong date moves no cut. The model is fitted anew to what came before, as if today were that day, and asked who will order in the rest; then it is compared with who did. A rank figure is the share of all pairs of one who ordered and one who did not in which the first was ranked higher: 50% is a coin, 100% is perfect. Recency ranks by the last order alone; the RFM sum by the three scores together. One is called better than the other where the 95 % interval of the difference (DeLong's, of the same customers) leaves out zero. The error is the mean squared distance of forecast and outcome (Brier): 0 is perfect, lower is better; the interval of its difference is that of the mean over the same customers (t). The interval of those expected to order is what chance alone would do, were each chance right.",
        "把记录按时间在三分之二处切开（从百分之一的客户已下单时算起，单个错误日期不影响切分），只用前面的部分重新拟合模型，就像当时那一天一样，预测谁会在后面下单，再与实际比较。排序准确率：任取一位后来下单的和一位没有下单的客户，前者排在前面的比例；50% 等于抛硬币，100% 为完美。“最近购买”只看最近一次下单；“RFM 总分”为三项得分之和。只有当两者之差的 95% 区间（DeLong 法，同一批客户）不含零时，才说一种排序更好。误差是预测与结果之差的平方均值（Brier），0 为完美，越低越好；误差之差的区间由同一批客户逐位相减求均值得出（t）。预期下单人数的区间，是假定每个概率都正确时偶然造成的波动。";
    pub CUT_LINE = "Fitted to the orders until {day}; judged by the {days} days after, {n} {n|customer|customers}.", "用 {day} 之前的订单拟合，用其后 {days} 天检验，共 {n} 位客户。";
    pub BETTER = "The chance of an order ranks your customers better than recency alone, by {points} points (95 % interval {low} to {high}).", "“再次下单概率”对您客户的排序比只看最近购买更准，高 {points} 个百分点（95% 区间 {low} 至 {high}）。";
    pub EQUAL = "Whether the chance of an order ranks your customers better than recency alone cannot be told: the difference is {points} points (95 % interval {low} to {high}). For who comes first, the last order may tell you as much.", "“再次下单概率”对您客户的排序是否比只看最近购买更准，尚无定论：相差 {points} 个百分点（95% 区间 {low} 至 {high}）。若只论先后，看最近一次下单也许就够了。";
    pub WORSE = "Recency alone ranks your customers better than the chance of an order, by {points} points (95 % interval {low} to {high}). To choose whom to contact first, sort by the last order.", "只看最近购买，对您客户的排序比“再次下单概率”更准，高 {points} 个百分点（95% 区间 {low} 至 {high}）。决定先联系谁时，请按最近订单排序。";
    pub WORSE_RFM = "The RFM sum ranks better than the chance of an order, by {points} points (95 % interval {low} to {high}).", "RFM 总分的排序比“再次下单概率”更准，高 {points} 个百分点（95% 区间 {low} 至 {high}）。";
    pub SKILL = "Its chances are closer to what happened than giving everybody the same: the error is {error} against {plain}, {by} lower (95 % interval {low} to {high}).", "它给出的概率比“人人一样”更接近实际：误差 {error}，对照 {plain}，低 {by}（95% 区间 {low} 至 {high}）。";
    pub SKILL_OPEN = "Whether its chances are closer to what happened than giving everybody the same cannot be told: the error is {error} against {plain}, a difference of {by} (95 % interval {low} to {high}). Read them as an order, not as chances.", "它给出的概率是否比“人人一样”更接近实际，尚无定论：误差 {error}，对照 {plain}，相差 {by}（95% 区间 {low} 至 {high}）。请只看先后，不要当作概率。";
    pub NO_SKILL = "Its chances are further from what happened than giving everybody the same: the error is {error} against {plain}, {by} higher (95 % interval {low} to {high}). Read them as an order, not as chances.", "它给出的概率比“人人一样”离实际更远：误差 {error}，对照 {plain}，高 {by}（95% 区间 {low} 至 {high}）。请只看先后，不要当作概率。";
    pub PRIOR = "{share} of that fit was the published prior, because there were few buyers.", "当时买家较少，那次拟合有 {share} 来自公开的先验。";
    pub WHAT = "Figure", "项目";
    pub FORECAST = "Forecast", "预测";
    pub HAPPENED = "Happened", "实际";
    pub RANK_CHANCE = "Rank, by the chance of an order", "排序准确率：再次下单概率";
    pub RANK_RECENCY = "Rank, by recency alone", "排序准确率：只看最近购买";
    pub RANK_RFM = "Rank, by the RFM sum", "排序准确率：RFM 总分";
    pub ERROR = "Error of the chances (Brier)", "概率误差（Brier）";
    pub ERROR_PLAIN = "Error, had all the same chance", "概率误差：人人一样";
    pub ORDERED = "Customers who ordered", "后来下单的客户";
    pub ORDERS = "Order days", "下单日数";
    pub RANGE = "{figure} ({low} to {high})", "{figure}（{low} 至 {high}）";
    pub NOT_ENOUGH = "not enough", "数据不足";

    pub TOO_SHORT = "The log is too short to be cut: it has to go back at least 42 days.", "记录太短，无法切开：至少要有 42 天。";
    pub TOO_FEW = "Not enough data: the first two thirds of the log have {n} of {needed} buyers.", "数据不足：记录的前三分之二有 {n} 位买家，需要 {needed} 位。";
    pub ONE_KIND = "Nothing to compare: after {day} all of the {n} customers ordered, or none.", "无从比较：{day} 之后，{n} 位客户全部下单，或全都没有下单。";

    pub CALIBRATION = "Said and happened, by fifths", "预测与实际（分五组）";
    pub CALIBRATION_DEFINITION =
        "Customers known at the cut, in five groups of as many by their chance of an order, lowest first. Where forecasts can be taken at their word, the share that ordered is near the mean chance. The interval is Wilson's, 95 %.",
        "切开时已有的客户，按再次下单概率从低到高分成人数相同的五组。若预测可靠，实际下单比例应接近平均概率。区间为 Wilson 95% 区间。";
    pub FIFTH = "Fifth", "组";
    pub FIFTH_OF = "Fifth {n}", "第 {n} 组";
    pub MEMBERS_OF = "{name}: the {n} who brought most, of {all}", "{name}：共 {all} 位，列出贡献最大的 {n} 位";
    pub CUSTOMER = "Customer", "客户";
    pub DID_ORDER = "ordered", "下单";
    pub DID_NOT = "did not order", "未下单";
    pub CUSTOMERS = "Customers", "客户数";
    pub SAID = "Said", "预测";
    pub INTERVAL = "95 % interval", "95% 区间";
    pub LOW = "95 % interval, low", "95% 区间下限";
    pub HIGH = "95 % interval, high", "95% 区间上限";
    pub WITHIN = "within", "相符";
    pub TOO_HIGH = "said too much", "预测偏高";
    pub TOO_LOW = "said too little", "预测偏低";
    pub VERDICT = "Verdict", "判断";

    pub STAGES = "Who ordered, by stage", "各阶段的下单比例";
    pub STAGES_DEFINITION =
        "The stage of each customer at the cut, by the rule of today, and the share of them that ordered afterwards, with Wilson's 95 % interval. Stages that mean something order less from maturity over growth and danger to termination.",
        "切开时每位客户的阶段（按今天的规则），以及其后下单的比例和 Wilson 95% 区间。若阶段有意义，从成熟期、成长期、危险期到解约期，比例应依次下降。";
    pub STAGE = "Stage", "阶段";

    pub CARD = "The models in short", "模型卡";
    pub CARD_DEFINITION =
        "These are the models behind every chance, stage and value in this book, as fitted to the whole log. Parameters are found by maximum likelihood; the standard error behind each tells how far it may be off. Same orders, same figures, on every device.",
        "这是客户册中一切概率、阶段与价值背后的模型，用全部记录拟合。参数以最大似然估计，后面的标准误表示可能的偏差。订单相同，任何设备上的结果都相同。";
    pub CARD_N = "Fitted to {n} {n|buyer|buyers}, {repeats} of them with a paid repeat.", "用 {n} 位买家拟合，其中 {repeats} 位有付款复购。";
    pub CHOSEN_MBG = "When customers order: MBG/NBD. A customer may leave after any order, the first included.", "何时下单：MBG/NBD。客户在任何一次下单后都可能离开，包括首单。";
    pub CHOSEN_BG = "When customers order: BG/NBD. A customer may leave after any order but the first.", "何时下单：BG/NBD。客户在首单之后的任何一次下单后都可能离开。";
    pub WHY = "Chosen because it explains the log better than the other: log-likelihood {this} against {other}, with as many parameters.", "选它是因为它比另一个更能解释记录：对数似然 {this}，对照 {other}，参数个数相同。";
    pub WHY_EQUAL = "Both explain the log alike (log-likelihood {this}); the one is taken in which first orders may be last ones.", "两者对记录的解释相同（对数似然 {this}），取首单也可能是末单的那个。";
    pub SPEND_MODEL = "How much they order for: Gamma-Gamma. The expected amount lies between a customer's own mean and that of the book, the nearer to their own the more they have paid.", "每单多少钱：Gamma-Gamma。预期金额介于客户自己的均值与全册均值之间，付款次数越多，越接近自己的均值。";
    pub NO_PURCHASES = "No purchase model: {n} of {needed} buyers.", "没有购买模型：{n} 位买家，需要 {needed} 位。";
    pub NO_SPEND = "No spend model: {n} of {needed} customers with a paid repeat.", "没有金额模型：{n} 位有付款复购的客户，需要 {needed} 位。";
    pub PARAMETER = "Parameter", "参数";
    pub MEANS = "What it means", "含义";
    pub ESTIMATE = "Estimate", "估计值";
    pub STANDARD_ERROR = "Standard error", "标准误";
    pub OPEN = "open", "未定";
    pub MEANS_R = "How alike customers are in their pace: the higher, the more alike", "客户下单节奏的相似程度，越大越相似";
    pub MEANS_ALPHA = "Weeks; with r, how often they order: r/α a week", "以周计；与 r 一起决定下单频率：每周 r/α 次";
    pub MEANS_A = "With b, how many leave after an order: a/(a+b)", "与 b 一起决定每次下单后离开的比例：a/(a+b)";
    pub MEANS_B = "See a", "见 a";
    pub MEANS_P = "How even the orders of one customer are", "同一客户各单金额的均匀程度";
    pub MEANS_Q = "How alike customers are in what they spend", "客户之间消费水平的相似程度";
    pub MEANS_V = "The scale of amounts, minor units", "金额的尺度，以最小货币单位计";
    pub ASSUMES = "What is assumed", "假设";
    pub ASSUMES_PACE = "Each customer orders at a pace of their own that does not change while they stay: no season, no fashion, no campaign.", "每位客户在留存期间按自己不变的节奏下单：没有季节、潮流和促销。";
    pub ASSUMES_LEAVE = "Leaving is silent, final, and happens right after an order.", "离开是无声的、不再回头的，并且发生在某次下单之后。";
    pub ASSUMES_DAY = "Several orders of a day are one. Refunds lower the amount, not the number.", "同一天的多笔订单算一次。退款减少金额，不减少次数。";
    pub ASSUMES_SPEND = "What a customer spends on an order has nothing to do with how often they order.", "客户每单花多少，与多久下一次单无关。";
    pub WEAK = "Where it is weak", "弱点";
    pub WEAK_PRIOR = "{share} of the fit is a published prior, because there are fewer than 500 buyers.", "买家不足 500 位，拟合有 {share} 来自公开的先验。";
    pub WEAK_SPEND_PRIOR = "{share} of the spend model is a published prior.", "金额模型有 {share} 来自公开的先验。";
    pub WEAK_OPEN = "The log leaves a parameter open, so errors cannot be told.", "记录不足以确定某个参数，无法给出标准误。";
    pub WEAK_SEARCH = "The search for the best parameters ended early.", "参数搜索提前结束。";
    pub WEAK_DEPENDENT = "Here amount and number go together (correlation {n}), against the assumption: values of frequent and of rare customers lean.", "客户册中金额与次数相关（相关系数 {n}），与假设不符：常客与稀客的价值估计会有偏差。";
    pub WEAK_ONE = "It knows nothing of a customer but days and amounts: who has one order is judged like all who have one order of that age.", "它只知道日期和金额：只下过一单的客户，与所有同期只下一单的客户一视同仁。";
    pub WEAK_REGULAR = "Subscriptions and other even rhythms are more regular than it takes them to be; seasonal shops are less.", "订阅等规律购买比模型设想的更有规律；季节性生意则更没有规律。";
    pub WEAK_COMEBACK = "Who comes back after a long silence surprises it.", "长期沉默后又回来的客户，会出乎它的意料。";
}
