//! What the page of life-time value says.

use crate::messages;

messages! {
    pub VALUE = "Life-time value", "终身价值";
    pub EMPTY = "Life-time value shows what your customers will bring, where to spend on them and where not. It needs orders: who, when, how much.",
        "终身价值告诉您：客户今后会带来多少，该在谁身上投入，不该在谁身上。它只需要订单：谁、何时、多少钱。";
    pub FEW_REPEATS_TITLE = "Not enough repeat orders yet", "复购还太少";
    pub FEW_REPEATS = "What an order will amount to is told from customers who paid again. That needs {needed} of them; the book has {n}. What a new customer costs is told below.",
        "一笔订单会有多少钱，要看再次付款的客户，至少需要 {needed} 位，目前有 {n} 位。获客成本见下方。";

    pub TRY = "What if", "试算";
    pub MARGIN_SAID = "Margin {n}%", "毛利率 {n}%";
    pub MARGIN_SLIDER = "Margin, per cent", "毛利率（%）";
    pub DISCOUNT_SAID = "Discount {n}% a year", "年折现率 {n}%";
    pub DISCOUNT_SLIDER = "Discount a year, per cent", "年折现率（%）";
    pub HORIZON_SAID = "Within {n} days", "{n} 天内";
    pub HORIZON_SLIDER = "Horizon, days", "预测期（天）";
    pub CONTACT_COST = "A contact costs", "每次联系的成本";
    pub CONTACT_COST_BAD = "Type an amount of the book's currency, such as 5.00.", "请输入以客户册币种计的金额，例如 5.00。";
    pub WORKING = "Working it out", "正在计算";
    pub AS_SET = "As set", "恢复设定";

    pub TOTAL = "What the customers will bring", "客户将带来的价值";
    pub TOTAL_DEFINITION =
        "For each customer: margin, times the expected amount of an order, times the expected orders within the horizon, each week's discounted (life-time value, Fader, Hardie & Lee 2005); all customers added up. Nothing is assumed of a retention rate: when customers order and when they leave is what the purchase model has learned from the log. The interval tells how sure the parameters of both models are, 95 %; what customers happen to do comes on top of it. In a large book it is told from about 5,000 customers. Relations that are over are left out.",
        "对每位客户：毛利率 × 每单预期金额 × 预测期内的预期订单数，逐周折现（终身价值，Fader、Hardie 与 Lee，2005），再把所有客户相加。这里不假设留存率：客户何时下单、何时离开，由购买模型从记录中学得。区间表示两个模型的参数有多可靠（95%），客户行为本身的偶然性另计；客户很多时由约 5,000 位客户推算。已结束的关系不计。";
    pub TOTAL_LINE = "{n} {n|customer|customers}, within {days} days, margin {margin}, discount {discount} a year", "{n} 位客户，{days} 天内，毛利率 {margin}，年折现率 {discount}";
    pub INTERVAL = "95 % interval: {low} to {high}", "95% 区间：{low} 至 {high}";
    pub NO_INTERVAL = "No interval: the log leaves a parameter of the models open.", "没有区间：记录不足以确定模型的某个参数。";
    pub INSTEAD = "As set it is {value}.", "按设定则为 {value}。";
    pub ENDED = "{n} {n|relationship is|relationships are} over and left out.", "另有 {n} 段关系已结束，未计入。";
    pub NO_AMOUNT = "{n} {n|buyer is|buyers are} left out: the spend model has no expected amount for them.", "另有 {n} 位买家未计入：金额模型无法给出他们的预期金额。";
    pub UNPAID = "{n} order {n|day nets|days net} to nothing or less: {n|it counts|they count} in time, but not in the mean amount of an order.",
        "有 {n} 个下单日净额为零或负：计入购买时间，不计入每单平均金额。";
    pub MARGIN_UNKNOWN = "Whole amounts are counted, because no margin is set; it can be set below.", "尚未设定毛利率，按全额计算；可在下方设定。";
    pub MARGIN_COSTS =
        "No margin is set: it is told from the order lines whose product has a unit cost, {coverage} of what was bought. A margin set below counts instead.",
        "尚未设定毛利率：由产品填了单位成本的订单行得出，占购买金额的 {coverage}；在下方设定后以设定为准。";
    pub AMOUNT = "Amount", "金额";
    pub TOTAL_WHO = "Show them", "查看客户";
    pub WHAT = "Figure", "项目";
    pub LOW = "95 % interval, low", "95% 区间下限";
    pub HIGH = "95 % interval, high", "95% 区间上限";

    pub TENTHS = "How the value is spread", "价值分布";
    pub TENTHS_DEFINITION =
        "All customers with a life-time value, most valuable first, in ten groups of as many. The share is of the value of all. Below the value and the mean stands the 95 % interval, as that of the total; who is in a tenth is taken as it is. Each row leads to the list of customers by life-time value, as the workspace has set margin, discount and horizon.",
        "所有有终身价值的客户，从高到低分成人数相同的十组；占比以总价值为准。价值和人均下方为 95% 区间，算法同总价值；各档包含哪些客户视为已知。点击任意一行，查看按终身价值排序的客户列表（毛利率、折现率和预测期以设定为准）。";
    pub TENTH = "Tenth", "十分之一";
    pub TENTH_NAME = "{from}–{to}%", "{from}–{to}%";
    pub TENTHS_TRIED = "As set, each tenth leads to its customers; what is only tried has no list.", "按设定计算时，每一档都可点开查看客户；试算结果没有列表。";
    pub TENTH_LINK = "{name}: customers by life-time value", "{name}：按终身价值查看客户";
    pub CUSTOMERS = "Customers", "客户数";
    pub VALUE_SUM = "Value", "价值";
    pub SHARE = "Share", "占比";
    pub MEAN = "Mean", "人均";
    pub LEAST = "At least", "最低";

    pub YEARS = "Value by year of first order", "按首单年份的价值";
    pub YEARS_DEFINITION =
        "All buyers by the year of their first order, and their mean life-time value, those included whose relationship is over: what they will still bring, not what they brought so far. Below it is the 95 % interval of that mean (t) over the customers of the year; it takes the models as they are. Those who came lately have been seen for a shorter time, so the models lean on what all customers do.",
        "全部买家按首单年份分组，列出平均终身价值（含关系已结束的）：今后还会带来多少，不含已带来的部分。下方为该年客户均值的 95% 区间（t），模型视为已知。新近来的客户观察时间较短，模型更多依据全体客户的行为推断。";
    pub YEAR = "Year", "年份";
    pub TO_COHORTS = "Cohorts: who came again, and what they brought", "同期群：谁再次购买，带来多少";

    pub CORNERS = "Where to invest, where to let go", "在哪里投入，在哪里放手";
    pub CORNERS_DEFINITION =
        "Customers are split twice, each time at the median of all: by what they will still bring (life-time value, less what contacts cost at the pace of the last 365 days) and by what they have earned you so far (net orders times margin). High is above the median. Contacts are the conversations of the last 365 days that took place, no notes and nothing merely planned; what one costs is yours to type and is not kept. Below what is to come stands its 95 % interval, as that of the total; who is in a corner is taken as it is.",
        "客户按两项各以中位数分为高低：今后还会带来多少（终身价值，减去按最近 365 天的频率计算的联系成本）；迄今已赚多少（净订单额 × 毛利率）。高于中位数为高。联系指最近 365 天内实际进行的沟通，备注、仅计划中的和未举行的不算；每次成本由您输入，不会保存。今后价值下方为 95% 区间，算法同总价值；各类包含哪些客户视为已知。";
    pub KEEP = "Keep", "留住";
    pub KEEP_DO = "They brought much and will again. Look after them first: a person to call, the first choice, no waiting.", "过去贡献大，今后仍会。优先照顾：专人对接，优先挑选，不让他们等。";
    pub GROW = "Grow", "培养";
    pub GROW_DO = "They will bring more than they have. Spend here: advice, second products, a reason to come again.", "今后会比过去带来更多。在这里投入：多给建议，推荐搭配，给他们再来的理由。";
    pub ASK = "Ask", "问清";
    pub ASK_DO = "They brought much and will bring little. Ask why, and pay for winning back no more than comes back.", "过去贡献大，今后不多。问清原因；挽回的花费不要超过能挽回的价值。";
    pub LET_GO = "Let go", "放手";
    pub LET_GO_DO = "They brought little and will bring little. Serve them at low cost, and end what costs more than it brings.", "过去贡献小，今后也不多。低成本服务；得不偿失的关系，就此结束。";
    pub TO_COME = "To come", "今后";
    pub EARNED = "Earned so far", "迄今已赚";
    pub CONTACTS = "Contacts in 365 days", "365 天内联系次数";
    pub AFTER = "After contacts", "扣除联系成本";
    pub SHOW_FIRST = "First customers", "前几位客户";
    pub SHOW_FIRST_OF = "First customers: {corner}", "前几位客户：{corner}";
    pub FIRST_OF = "{corner}: the first {n} of {all}", "{corner}：共 {all} 位，列出前 {n} 位";
    pub NOBODY = "Nobody.", "没有客户。";
    pub MEDIANS = "High is above {value} to come and above {earned} earned.", "高：今后超过 {value}，已赚超过 {earned}。";
    pub LOSING = "{n} {n|customer costs|customers cost} more in contacts than they will bring: {value} together.", "{n} 位客户的联系成本超过其今后价值，合计 {value}。";
    pub CORNER = "Corner", "类别";
    pub CUSTOMER = "Customer", "客户";
    pub STAGE = "Stage", "阶段";

    pub SOURCES = "What a new customer costs", "获客成本";
    pub SOURCES_DEFINITION =
        "Acquisition spend of a source, divided by the customers of that source whose first order fell in the months of that spend. Who came in another month counts with the acquisition cost on the customer’s page, if there is one. Value is the mean life-time value of all buyers of the source, those included whose relationship is over; what they brought so far is not in it; below it and the ratio is the 95 % interval of that mean (t), the cost being what it is. Ratio is value over cost; three and more is usually called healthy. Payback is the cost over what a buyer of the source has earned you in a month of the relationship so far, or until it ended; below it the 95 % interval of that monthly mean as the ratio of two sums (Cochran’s linearised error, t on the scale of logarithms), the cost again being what it is. Where spend or new customers are missing, nothing is told.",
        "某来源的获客花费，除以该来源中首单落在花费当月的客户数；其他月份来的客户，按客户资料里填写的获客成本计入。价值是该来源全部买家（含关系已结束的）的平均终身价值，不含已带来的部分；价值与比值下方为该均值的 95% 区间（t），成本视为已知。比值为价值除以成本，通常三以上算健康。回本月数为成本除以该来源买家迄今（或至关系结束）平均每月赚到的钱；下方为 95% 区间，把每月均值视为两个总和之比（Cochran 线性化误差，对数尺度上的 t 区间），成本同样视为已知。缺少花费或新客时不作判断。";
    pub SOURCE = "Source", "客户来源";
    pub NO_SOURCE = "No source", "未填写来源";
    pub ALL_SPEND = "All with spend", "有花费的合计";
    pub SPEND = "Spend", "花费";
    pub NEW = "New customers", "新客户";
    pub CAC = "Cost of one", "单客成本";
    pub MEAN_VALUE = "Value of one", "单客价值";
    pub RATIO = "Value over cost", "价值 / 成本";
    pub PAYBACK = "Payback", "回本";
    pub PAYBACK_WHOLE = "Payback (whole amounts)", "回本（按全额）";
    pub PAYBACK_MONTHS = "{n} {n|month|months}", "{n} 个月";
    pub NOT_ENOUGH = "not enough", "数据不足";
    pub PAYBACK_GROSS =
        "Payback counts whole amounts as earned, because no margin is set; it can be set below.",
        "尚未设定毛利率，回本按全额视为赚到计算；可在下方设定。";
    pub NO_SPEND = "No acquisition spend is written down yet, and no customer has an acquisition cost, so nothing can be told of cost.", "还没有记录获客花费，客户资料里也没有获客成本，无法计算成本。";
    pub ADD_SPEND = "Add acquisition spend", "记录获客花费";
    pub TOLD =
        "{value} of it is the acquisition cost written with {n} {n|customer|customers}: it counts where no spend of the source is written for the month of their first order.",
        "其中 {value} 是填写在 {n} 位客户资料里的获客成本：首单当月该来源没有记录花费时才计入。";
    pub ELSEWHERE = "Left out, in another currency: {value} in {n} {n|entry|entries}.", "其他币种未计入：{value}，共 {n} 条。";
    pub INCOMPLETE = "Left out: {n} {n|entry|entries} without a month that has come, or without an amount.", "未计入：{n} 条缺少金额，或月份缺失、尚未到来。";

    pub SETTINGS = "Margin and discount", "毛利率与折现率";
    pub MARGIN = "Margin, % of an amount", "毛利率（%）";
    pub DISCOUNT = "Discount, % a year", "年折现率（%）";
}
