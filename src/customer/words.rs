//! Words of the customer page.

crate::messages! {
    pub BACK = "Back to the list", "返回列表";
    pub CLOSE = "Close", "关闭";
    pub ADD_NOTE = "Note", "记一笔";
    pub DELETE = "Delete customer", "删除客户";
    pub GONE = "This customer is not in the book", "客户册里没有这位客户";
    pub GONE_TEXT = "Perhaps deleted, or the link is from another book.", "可能已被删除，或者链接来自另一本客户册。";
    pub TO_LIST = "All customers", "全部客户";
    pub UNNAMED = "Without a name", "未命名";

    pub SCORE = "Score", "评分";
    pub AS_OF = "As of {day}, compared with {n} customers who have ordered", "截至 {day}，与 {n} 位下过单的客户相比";
    pub SCORING = "Scores are being computed.", "正在计算评分。";
    pub STAGE = "Life-cycle stage", "生命周期阶段";
    pub SEGMENT = "Segment", "客户分群";
    pub LOYALTY = "Loyalty", "忠诚度";
    pub FORECAST = "Outlook", "展望";

    pub NO_PURCHASE = "No order yet.", "还没有下过单。";
    pub ENDED = "The relationship was ended.", "关系已经终止。";
    pub NOT_ENOUGH = "{buyers} {buyers|customer has|customers have} ordered so far; from {needed} on, rhythms can be told apart.", "目前有 {buyers} 位客户下过单，达到 {needed} 位后才能判断购买节奏。";
    pub SILENT = "Silent for {days} days: the chance of another order within the horizon is below {active}.", "已经 {days} 天没有动静，预测期内再次下单的概率低于 {active}。";
    pub FLAGGED = "A complaint is overdue, or they rated us badly.", "有投诉逾期未处理，或者给过差评。";
    pub PROBABLY_GONE = "Silent for {days} days: the chance that they are still a customer is below {alive}.", "已经 {days} 天没有动静，仍是客户的可能性低于 {alive}。";
    pub GONE_AND_OVERDUE = "Silent for {days} days, longer than {share} of their own gaps between orders: the chance that they are still a customer is below {alive}.", "已经 {days} 天没有动静，超过自己 {share} 的下单间隔，仍是客户的可能性低于 {alive}。";
    pub AND_UNHAPPY = "{silent} {unhappy}", "{silent}{unhappy}";
    pub OVERDUE = "Silent for {days} days, longer than {share} of their own gaps between orders.", "已经 {days} 天没有动静，超过自己 {share} 的下单间隔。";
    pub FIRST_ORDER = "One order so far.", "目前只下过一单。";
    pub STEADY = "Orders come in a steady rhythm; neither pace nor amounts still rise.", "下单节奏稳定，频率和金额不再上升。";
    pub GROWING_BOTH = "Orders come more and more often, and get larger.", "下单越来越频繁，金额也越来越大。";
    pub GROWING_RHYTHM = "Orders come more and more often.", "下单越来越频繁。";
    pub GROWING_SPEND = "Orders get larger.", "订单金额越来越大。";
    pub GROWING_FEW = "Few orders yet: the rhythm is still forming.", "订单还不多，节奏正在形成。";
    pub STAGE_UNKNOWN = "Cannot be told yet", "暂时无法判断";

    pub DO_EXPLORATION = "Find out what they need and make a first order easy.", "弄清需求，让第一单容易下。";
    pub DO_SOCIALISATION = "Ask how the first order went, and keep what was promised.", "回访第一单的体验，兑现承诺。";
    pub DO_GROWTH = "Show what else fits, and make ordering again easy.", "介绍合适的其他产品，让复购更方便。";
    pub DO_MATURITY = "Keep the standard; thank them, and ask for referrals.", "保持水准，表达感谢，请他们转介绍。";
    pub DO_DANGER = "Call now and ask what is wrong, before they decide.", "马上联系，在他们做决定之前问清原因。";
    pub DO_TERMINATION = "One last offer at most; spend the effort elsewhere.", "最多再做一次挽回，把精力放到别处。";
    pub STAGE_ALIVE = "Chance that they are still a customer: {alive}.", "仍是客户的可能性：{alive}。";
    pub STAGE_SILENCE = "Silent for {days} {days|day|days}, longer than {share} of their own gaps between orders.", "沉默 {days} 天，超过自己 {share} 的下单间隔。";
    pub STAGE_BUYERS = "{n} {n|customer has|customers have} ordered so far.", "目前有 {n} 位客户下过单。";
    pub IF_SILENT = "Without another order: {stage} from {day}.", "若不再下单，{day} 起进入{stage}。";
    pub IF_ORDERS = "With an order now: {stage}.", "若现在下单：{stage}。";
    pub IF_ORDERS_SAME = "An order now would not change the stage.", "现在下单不会改变阶段。";
    pub OUTLOOK = "{silent} {orders}", "{silent}{orders}";
    pub STAGE_FORMULA =
        "From the purchase model; the first that holds. Termination: the relationship was ended, or the chance of an order within the horizon is below {active} and that they are still a customer below {alive} or they are silent for longer than {overdue} of their own gaps. Danger: the chance that they are still a customer is below {alive}, silent for longer than {overdue} of their own gaps, or unhappy (a bad rating lately, a complaint that is overdue). Otherwise by number, rhythm and size of orders. The bounds are set on the page of the churn watch.",
        "依据购买模型，依次判断。解约期：关系已终止，或预测期内下单的概率低于 {active}，且仍是客户的可能性低于 {alive} 或沉默超过自己 {overdue} 的间隔。危险期：仍是客户的可能性低于 {alive}，或沉默超过自己 {overdue} 的间隔，或不满意（近期差评、投诉逾期）。其余按订单数量、节奏和金额划分。界限可在流失预警页设定。";

    pub RECENCY = "Recency", "近度";
    pub FREQUENCY = "Frequency", "频度";
    pub MONETARY = "Amount", "金额";
    pub RECENCY_VALUE = "last order {n} {n|day|days} ago", "上次下单在 {n} 天前";
    pub FREQUENCY_VALUE = "orders on {n} {n|day|days}", "{n} 天有订单";
    pub MONETARY_VALUE = "{amount} in all", "共 {amount}";
    pub SCORE_OF = "{n} of 5", "{n} / 5";
    pub CUTS = "Cuts", "分界";
    pub CUTS_TEXT = "Each measure splits all customers who have ordered into five groups of about the same size, 5 being best. Recency and frequency decide the segment.", "每项指标把下过单的客户分成人数大致相等的五组，5 为最好。近度和频度决定分群。";

    pub OF_100 = "of 100", "满分 100";
    pub AVERAGE = "An average customer has {n}.", "平均水平为 {n}。";
    pub ALIVE_UP = "probably still with us", "很可能还在";
    pub ALIVE_DOWN = "possibly gone", "可能已离开";
    pub RATE_UP = "buys often", "购买频繁";
    pub RATE_DOWN = "buys seldom", "购买较少";
    pub SPEND_UP = "spends much", "消费较高";
    pub SPEND_DOWN = "spends little", "消费较低";
    pub TENURE_UP = "with us for long", "合作已久";
    pub TENURE_DOWN = "with us for a short time", "合作时间短";
    pub LOYALTY_FORMULA = "Score = {baseline} for an average customer, plus the points shown. Each factor is the customer’s rank among all who have ordered. This is behaviour alone, as in lists. The 95 % interval comes from the two factors that are estimates: that they are still a customer, and how often they buy.", "得分 = 平均水平 {baseline} + 各项加减分。每个因素是该客户在所有下过单的客户中的位次。这里与列表一样只有行为忠诚。95% 区间来自两项估计值：仍是客户的概率和购买频率。";

    pub LOYALTY_ELSEWHERE = "On the page Loyalty answers to surveys, conversations and the profile count, too, so that the score there may be another.", "“忠诚度”页还计入问卷回答、沟通记录与资料完整度，因此那里的分数可能不同。";
    pub LOYALTY_PAGE = "Loyalty of all customers", "全部客户的忠诚度";

    pub P_ACTIVE = "Orders again within {n} days", "{n} 天内再次下单";
    pub RANGE_95 = "95 %: {low} – {high}", "95% 区间：{low} – {high}";
    pub P_ACTIVE_FORMULA = "Probability from the purchase model (BG/NBD or MBG/NBD), fitted to all customers’ orders, given this customer’s number of orders, last order and time since the first; nil where the relationship was ended. The risk of leaving is what is missing to 100 %. The interval tells how sure the model is of its parameters.", "由购买模型（BG/NBD 或 MBG/NBD）得出的概率：模型用所有客户的订单拟合，再代入该客户的订单数、最近一单和首单至今的时间；关系已终止的为 0。流失风险就是离 100% 的差。区间表示模型参数有多可靠。";
    pub NEXT_ORDER = "Next order, if still a customer", "若仍是客户，下一单";
    pub NEXT_AROUND = "around {day}", "约 {day}";
    pub NEXT_RANGE = "{from} – {to}", "{from} – {to}";
    pub NEXT_FORMULA = "If they are still customers: half of such customers order by the first date; one in ten before the range, one in ten after it.", "假如仍是客户：一半的同类客户会在该日期前下单；一成早于这个区间，一成晚于这个区间。";
    pub EXPECTED = "Orders expected in {n} days", "{n} 天内预计订单";
    pub EXPECTED_FORMULA = "Expected number of days with an order, the chance of being gone included. Nine in ten such customers order on so many days: the exact predictive distribution of the model, 5 to 95 %.", "预计有订单的天数，已计入离开的可能。九成这样的客户在下方范围内：取自模型的精确预测分布，5% 至 95%。";
    pub WORTH = "Value in {n} days", "{n} 天内的价值";
    pub WORTH_RANGE = "nine in ten: {from} – {to}", "九成在 {from} – {to}";
    pub WORTH_FORMULA = "{orders} expected orders × {amount} expected per order × {margin} margin; later orders are discounted by {discount} a year. The range is that of nine in ten customers with the same history.", "预计订单 {orders} × 每单预计 {amount} × 毛利率 {margin}；越晚的订单按每年 {discount} 折现。区间覆盖历史相同客户的九成。";
    pub WORTH_FORMULA_GROSS = "{orders} expected orders × {amount} expected per order, before costs; later orders are discounted by {discount} a year. The margin can be set on the page Life-time value. The range is that of nine in ten customers with the same history.", "预计订单 {orders} × 每单预计 {amount}，未扣成本；越晚的订单按每年 {discount} 折现。毛利率可在“终身价值”页设置。区间覆盖历史相同客户的九成。";
    pub AT_RISK = "At risk in {n} days", "{n} 天内有风险的金额";
    pub AT_RISK_FORMULA = "Chance of no order in this time, times what they bring in it if they are still customers. Before costs. The 95 % interval is that of the parameters of both models (delta method); what the customer happens to do comes on top.", "这段时间内不下单的概率 × 若仍是客户会带来的金额，未扣成本。95% 区间只反映两个模型参数的误差（delta 法），客户行为本身的偶然性另计。";
    pub SILENCE = "Silence", "沉默";
    pub SILENCE_VALUE = "{days} d\nlonger than {share} of own gaps", "{days} 天\n超过自己 {share} 的间隔";
    pub SILENCE_DAYS = "{days} d", "{days} 天";
    pub SILENCE_FORMULA = "Share of this customer’s own gaps between orders that are shorter than the present silence, estimated from their rhythm.", "按该客户的节奏估计，下单间隔短于当前沉默时间的比例。";
    pub P_ALIVE = "Still a customer", "仍是客户";
    pub P_ALIVE_FORMULA = "Probability that the relationship lives on this day, from the same purchase model.", "在这一天关系仍然存续的概率，来自同一个购买模型。";
    pub PRIOR = "Your book is small, so {share} of the purchase model comes from published experience with other businesses.", "客户册还小，购买模型有 {share} 来自公开发表的其他企业经验。";

    pub FACTS = "Facts", "资料";
    pub ADD_FACT = "Add …", "补充……";
    pub CONTACTS = "Contacts", "联系人";

    pub TIMELINE = "Timeline", "时间线";
    pub SHOW = "Show", "显示";
    pub ALL = "All", "全部";
    pub ORDERS = "Orders", "订单";
    pub TALKS = "Talks", "跟进";
    pub KIND_OF_TALK = "Kind of conversation", "跟进方式";
    pub ANY_KIND = "Any kind", "全部方式";
    pub ORDER = "Order", "订单";
    pub ORDER_NUMBER = "Order {number}", "订单 {number}";
    pub LINES = "{n} {n|line|lines}", "{n} 项";
    pub MORE = "Show more ({n} left)", "显示更多（还有 {n} 条）";
    pub NOTHING_YET = "Nothing yet. Orders come with an import; a note takes two taps.", "还没有内容。订单随导入而来，跟进点两下就能记。";
    pub NOTHING_OF_KIND = "None among the entries shown.", "已显示的内容中没有。";

    pub NOTE_KIND = "Kind", "方式";
    pub NOTE_HINT = "What was said, what was agreed …", "聊了什么，约定了什么……";
    pub NOTE_SAVE = "Save", "保存";
    pub NOTE_MORE = "More: next step, photo …", "更多：下一步、照片……";
    pub LOG = "Log", "记录";
    pub NOTE_CANCEL = "Cancel", "取消";
    pub DEALS = "Opportunities", "商机";
}
