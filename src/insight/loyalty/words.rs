//! What the page of loyalty says.

use crate::messages;

messages! {
    pub EMPTY = "Loyalty is made of what customers do, feel and know. It needs orders first: who, when, how much.", "忠诚由客户的行为、情感与认知组成。它首先需要订单：谁、何时、多少钱。";
    pub LAYERS = "Three layers", "三层忠诚";
    pub LAYERS_DEFINITION =
        "Behaviour: still active, how often, how much, how long. Feeling: the newest answers to “would you recommend us” and “are you satisfied”, and customers brought along. Knowing: conversations lately (each worth half as much after 90 days) and how complete the profile is. The score is the mean of what is observed, by these weights; nothing is made up for what is not, and the coverage says how much of the weight is observed. Means have their 95 % interval (t). Lists show behaviour alone, which every buyer has.",
        "行为：是否仍活跃、购买频率、金额、时长。情感：最近一次对“是否愿意推荐”“是否满意”的回答，以及带来的客户。认知：近期的沟通（每过 90 天权重减半）与资料完整度。总分按权重取已观测部分的平均，未观测的不作估计，覆盖率说明观测到多少权重。均值附 95% 区间（t）。列表中只显示每位买家都有的行为分。";
    pub LAYER = "Layer", "层次";
    pub WEIGHT = "Weight", "权重";
    pub OBSERVED = "Observed of", "有数据的客户";
    pub MEAN = "Mean", "均值";
    pub BEHAVIOUR = "Behaviour", "行为忠诚";
    pub FEELING = "Feeling", "情感忠诚";
    pub KNOWING = "Knowing", "认知忠诚";
    pub ALL_THREE = "All three", "三层合计";
    pub LINE = "{mean} of 100 on average, over {n} buyers; {coverage} of the weight is observed", "{n} 位买家平均 {mean} 分（满分 100），已观测权重占 {coverage}";
    pub LINE_WAS = "with the weights kept so far: {mean}", "按已保存的权重为 {mean} 分";
    pub LINE_NONE = "With these weights nobody has a score", "按此权重无人有分";
    pub KEEP = "Keep these weights", "保存权重";
    pub BACK = "Back to the kept weights", "恢复已保存的权重";
    pub TENS = "Buyers by points", "按分数分布的买家";
    pub TEN = "{from} to {to} points: {n}", "{from}–{to} 分：{n} 位";
    pub TEN_OF = "{from} to {to} points", "{from}–{to} 分";
    pub OBSERVED_OF = "{name}: observed", "{name}：有数据";
    pub POINTS = "Points", "分数";
    pub BUYERS = "Buyers", "买家";

    pub KINDS = "Attitude and patronage", "态度与行为";
    pub KINDS_DEFINITION =
        "Feeling and behaviour, each high from 50 points on (Dick & Basu, 1994). True: likes us and buys; keep it so. Latent: likes us and buys little; find out what stands in the way. Spurious: buys without liking us; gone with the next better offer. Who was never asked has no attitude here: it is not guessed.",
        "情感与行为两层，各以 50 分为界（Dick & Basu，1994）。真忠诚：喜欢且常买，保持即可；潜在忠诚：喜欢但买得少，找出障碍；虚假忠诚：常买但不喜欢，遇到更好的报价就会离开。没有被问过的客户态度未知，不作猜测。";
    pub TRUE = "True loyalty", "真忠诚";
    pub LATENT = "Latent loyalty", "潜在忠诚";
    pub SPURIOUS = "Spurious loyalty", "虚假忠诚";
    pub NEITHER = "No loyalty", "无忠诚";
    pub UNKNOWN = "Never asked", "态度未知";
    pub TRUE_DO = "Thank them, ask them to bring others", "致谢，请他们推荐";
    pub LATENT_DO = "Find out what keeps them from buying", "找出购买障碍";
    pub SPURIOUS_DO = "Find out what they dislike, before they go", "在离开前找出不满";
    pub NEITHER_DO = "Do no more than is asked", "按需服务即可";
    pub UNKNOWN_DO = "Ask them", "去问一问";
    pub KIND_FIGURES = "{n} · {value}", "{n} 位 · {value}";
    pub NO_ANSWERS = "Nobody was asked yet. Answers can be typed in or imported under survey responses.", "还没有人被问过。可在答卷中录入或导入。";
    pub NO_ANSWERS_WAY = "Survey responses", "答卷";
    pub MEMBERS = "Who that is", "名单";
    pub MEMBERS_DEFINITION = "The customers of the kind picked above, or of the column or figure that was picked on another chart, those who brought most first; the file has all of them. The points say what each factor adds to the score of an average customer of whom the same is observed; they sum to the difference, exactly.", "上面所选类型的客户，或在其他图表上所选柱或数字的客户，贡献最多的在前；文件包含全部客户。各因素的分值是相对于观测项目相同的平均客户所增减的分数，其和恰等于差额。";
    pub MEMBERS_NONE = "Nobody", "无";
    pub MEMBERS_SOME = "The first {n} of {all}", "共 {all} 位，显示前 {n} 位";
    pub CUSTOMER = "Customer", "客户";
    pub SCORE = "Loyalty", "忠诚度";
    pub BROUGHT = "Brought", "累计净额";
    pub WHY = "Why", "原因";
    pub AVERAGE = "average {n}", "平均 {n}";
    pub FACTOR_POINTS = "{factor} {points}", "{factor} {points}";

    pub FACTORS = "What it is made of", "构成因素";
    pub FACTORS_DEFINITION =
        "Each factor with the number of buyers it is observed of and their mean, and what it adds to the scores of a group beside an average customer, in points.",
        "每个因素的观测人数与均值，以及相对平均客户，它给所选群体的分数带来的增减。";
    pub FACTOR = "Factor", "因素";
    pub GROUP = "Group", "群体";
    pub ADDS = "Adds", "贡献";
    pub GROUP_LINE = "{group}: {n} buyers, {mean} points on average", "{group}：{n} 位买家，平均 {mean} 分";
    pub GROUP_NONE = "{group}: nobody", "{group}：无";
    pub ALIVE = "Still active", "仍活跃";
    pub RATE = "How often", "购买频率";
    pub SPEND = "How much", "购买金额";
    pub TENURE = "How long", "关系时长";
    pub NPS = "Would recommend", "愿意推荐";
    pub CSAT = "Satisfied", "满意";
    pub ADVOCACY = "Brought others", "带来客户";
    pub ENGAGEMENT = "Conversations", "沟通";
    pub FAMILIARITY = "Profile", "资料完整度";
}
