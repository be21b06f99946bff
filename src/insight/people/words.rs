//! What the page of who the customers are says.

use crate::messages;

messages! {
    pub PEOPLE = "Who are they", "客户画像";
    pub AS_OF = "As of {day} · {n} {n|customer|customers}", "截至 {day} · {n} 位客户";
    pub EMPTY = "This page shows who your customers are: by industry, occupation, age, region and more, and what each group brings. It needs customers; orders tell the rest.",
        "这里告诉您客户是谁：按行业、职业、年龄、区域等查看，以及各群体带来多少。只要有客户就能看，订单会补充其余内容。";

    pub TRAIT = "By", "按";
    pub AGE_GROUP = "Age group", "年龄段";
    pub CROSSED = "Crossed with", "交叉";
    pub FIFTHS = "Fifths of value", "价值五等分";
    pub STAGES = "Life-cycle stages", "生命周期阶段";

    pub TABLE_TITLE = "Customers by trait", "各群体的客户";
    pub TABLE_DEFINITION =
        "One row for each value, the largest first; beyond thirty they are added up as others. Amounts are net of all orders so far; below that of a customer, a mean, stands its 95 % interval (t). In danger or ended is the share of those who are past exploration and whose stage is known, with its 95 % interval (Wilson): where intervals overlap widely, a difference may be chance. Loyalty is the mean of those who have one, 0 to 100, with its 95 % interval (t). Ages are whole years on the as-of day; a birthday in the future or more than 120 years ago is not counted as said.",
        "每个取值一行，人数多的在前；超过三十个的合并为“其他”。金额为至今全部订单的净额；人均下方为 95% 区间（t）。危险或解约的比例以阶段已知、已过开拓期的客户为分母，附 95% 区间（Wilson）：区间大幅重叠时，差异可能只是偶然。忠诚度为有分数者的平均值，0 至 100，附 95% 区间（t）。年龄为评分基准日的周岁；未来的或 120 年以前的生日视为未填写。";
    pub CUSTOMERS = "Customers", "客户数";
    pub SHARE = "Share", "占比";
    pub AMOUNT = "Net amount so far", "累计净额";
    pub PER_CUSTOMER = "A customer", "人均";
    pub LEAVING = "In danger or ended", "危险或解约";
    pub LEAVING_CELL = "{share} ({low} to {high})", "{share}（{low} 至 {high}）";
    pub LEAVING_OF = "{n} of {all} past exploration", "已过开拓期的 {all} 位中有 {n} 位";
    pub LOYALTY = "Mean loyalty", "平均忠诚度";
    pub ALL = "All", "全部";
    pub OTHERS = "{n} {n|other|others}", "其他 {n} 个";
    pub NOT_SAID = "Not said", "未填写";
    pub AGES = "{from}–{to}", "{from}–{to} 岁";
    pub AGES_BELOW = "Below {to}", "{to} 岁以下";
    pub AGES_FROM = "{from} and over", "{from} 岁及以上";
    pub NOBODY = "Nothing is known of this yet. Fill the field in, or import it.", "还没有这方面的资料。填写该字段，或导入资料。";
    pub FEW_STAGES =
        "Not enough data for stages and loyalty: {n} of {needed} buyers.", "数据不足，无法判断阶段与忠诚度：买家 {n} 位，需要 {needed} 位。";
    pub SHOW_WHO = "{who}: show these customers", "{who}：查看这些客户";

    pub CROSS_TITLE = "Where they stand", "各群体的分布";
    pub CROSS_DEFINITION =
        "Each cell holds the customers of the row who are in the column, and their share of the row; darker means a larger share. Fifths divide the buyers by net amount so far, customers with equal amounts together, so fifths may differ in size. A cell leads to its customers; pointed at, it tells the 95 % interval of its share (Wilson).",
        "单元格是该行客户中属于该列的人数，以及占本行的比例；颜色越深，比例越大。五等分按至今净额划分买家，金额相同的归在一起，因此各份人数可能不等。点击单元格查看客户；指向它可见比例的 95% 区间（Wilson）。";
    pub FIFTH_1 = "Top fifth", "最高 1/5";
    pub FIFTH_2 = "Second", "第二";
    pub FIFTH_3 = "Third", "第三";
    pub FIFTH_4 = "Fourth", "第四";
    pub FIFTH_5 = "Lowest", "最低 1/5";
    pub NO_ORDER = "No order yet", "尚未下单";
    pub NO_STAGE = "Not known", "未知";
    pub CELL = "{n} ({share})", "{n}（{share}）";
    pub CELL_TOLD = "{n} ({share}, 95 % interval {low} to {high}): {row}, {column}, show these customers", "{n}（{share}，95% 区间 {low} 至 {high}）：{row}，{column}，查看这些客户";
}
