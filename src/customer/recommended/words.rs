//! What the customer page says of products.

crate::messages! {
    pub TITLE = "Recommended", "推荐产品";
    pub WHY = "Bought {name} on {day}; {share} of such orders hold it, too.", "{day} 买过{name}；这样的订单有 {share} 同时含它。";
    pub FORMULA =
        "Products that go with what the customer bought, best first: by Dunning’s G² over all orders, of which a purchase counts half after 180 days. The share is of all orders with the product named. More on the page Recommendations.",
        "与该客户所购产品相配的产品，按全部订单的 Dunning G² 排序；一次购买过 180 天影响减半。比例以含所述产品的全部订单为准。详见“推荐”页。";
    pub SILENT = "Not to be called or written to: keep this for when they get in touch.", "该客户已声明请勿联系或撤回同意：等对方联系时再提。";
    pub ENDED = "The relationship was ended, so this is offered nowhere else.", "关系已经终止，其他地方不会向该客户推荐。";
    pub AGAIN = "Time to reorder", "该补货了";
    pub EVERY = "Every {n} {n|day|days} so far; the last was {since} {since|day|days} ago.", "此前约每 {n} 天买一次，上次在 {since} 天前。";
}
