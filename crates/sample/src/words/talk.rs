//! What is said in calls and written in notes. `{}` is a product.

use crate::random::Random;

/// With customers who have bought.
static BUYER_ZH: [&str; 16] = [
    "询问{}的库存，下周再联系。",
    "对上次的{}很满意，想再订一批。",
    "反映包装破损，已安排补发。",
    "介绍了新到的{}，客户有兴趣。",
    "确认收货地址有变，已更新。",
    "希望改为月结，已转财务。",
    "最近生意淡，暂不补货，下月回访。",
    "生日问候，客户很高兴。",
    "建议试用{}，已寄样品。",
    "对比了别家的{}，价格略高，需要跟进。",
    "节前想订礼盒，约好周五报价。",
    "反馈送货慢了两天，已致歉并送券。",
    "门店装修，预计一个月后恢复订货。",
    "推荐了一位朋友，已登记。",
    "请采购看了新目录，等回复。",
    "更喜欢微信联系，不要打电话。",
];

/// With customers who have bought.
static BUYER_EN: [&str; 16] = [
    "Asked whether {} is in stock; call back next week.",
    "Happy with the last delivery of {}, wants more.",
    "Parcel arrived damaged, replacement sent.",
    "Told them about {}; interested.",
    "New delivery address, updated.",
    "Wants a monthly account, passed on to accounting.",
    "Quiet season, no order for now; try again next month.",
    "Wished a happy birthday.",
    "Sent a sample of {}.",
    "Found {} cheaper elsewhere; follow up.",
    "Needs gift boxes before the holidays, quote due on Friday.",
    "Delivery was two days late; apologised with a voucher.",
    "Shop closed for renovation, back in a month.",
    "Recommended us to a friend.",
    "Left the new catalogue with the buyer.",
    "Prefers messages to calls.",
];

/// With those who have not.
static PROSPECT_ZH: [&str; 6] = [
    "初次联系，对{}感兴趣。",
    "已寄样品：{}，下周回访。",
    "展会上交换了名片。",
    "在官网询价{}，已发报价。",
    "说目前有固定供应商，保持联系。",
    "约好下周到店看货。",
];

/// With those who have not.
static PROSPECT_EN: [&str; 6] = [
    "First contact, interested in {}.",
    "Sent samples of {}; call next week.",
    "Met at the trade show.",
    "Asked for a price for {}, quote sent.",
    "Has a supplier at the moment; keep in touch.",
    "Will visit the shop next week.",
];

/// A short text in the customer's language. `product` bears both names, Chinese first.
pub(crate) fn text(chinese: bool, bought: bool, product: &str, random: &mut Random) -> String {
    let (zh, en) = product.split_once(' ').unwrap_or((product, product));
    let texts: &[&str] = match (chinese, bought) {
        (true, true) => &BUYER_ZH,
        (false, true) => &BUYER_EN,
        (true, false) => &PROSPECT_ZH,
        (false, false) => &PROSPECT_EN,
    };
    random.of(texts).replacen("{}", if chinese { zh } else { en }, 1)
}
