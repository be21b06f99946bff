//! What the page of recommendations says.

use crate::messages;

messages! {
    pub OFFERS = "Recommendations", "推荐";
    pub AS_OF = "As of {day} · {n} {n|order|orders} with products", "截至 {day} · {n} 笔含产品的订单";
    pub EMPTY =
        "Recommendations tell what is bought together and what to offer to whom next. They need orders with lines: who, when, which products.",
        "推荐告诉您：哪些产品常一起买，接下来该向谁推荐什么。它需要带明细的订单：谁、何时、哪些产品。";
    pub NO_LINES_TITLE = "No products in the orders yet", "订单里还没有产品";
    pub NO_LINES =
        "The book has {n} {n|order|orders}, but none says which products were bought. Recommendations need order lines: import a file with a column of products, or add lines to an order.",
        "客户册里有 {n} 笔订单，但都没有写明买了哪些产品。推荐需要订单明细：请导入带产品列的文件，或在订单里添加明细。";
    pub IMPORT = "Import orders with products", "导入含产品的订单";
    pub WITHOUT = "{n} more {n|order says|orders say} nothing of products and {n|is|are} left out.", "另有 {n} 笔订单没有写明产品，未计入。";

    pub RULES = "Bought together", "一起购买的产品";
    pub RULES_DEFINITION =
        "A rule says: orders that hold the products on the left also hold the one on the right. Support is the share of all orders with products that hold both sides; confidence is, of the orders with the left side, the share that also holds the right side, in the table with its 95 % interval (Wilson); lift is how many times as often that is as in all orders, its interval that of the confidence over the share of all orders with the right side, which is taken as it is. Only rules beyond chance are shown, highest lift first: those with a lift above 1 whose G² (Dunning’s, log-likelihood ratio) is 3.84 or more; of products that have nothing to do with each other, about one pair in forty is among them by chance. A rule has four products at most. Cancelled and returned orders and drafts do not count, nor do products in the trash.",
        "规则的意思是：含左侧产品的订单也含右侧产品。支持度：同时含两侧的订单占全部含产品订单的比例；置信度：含左侧的订单中也含右侧的比例，表格中附 95% 区间（Wilson）；提升度：该比例是全部订单中右侧产品比例的多少倍，其区间由置信度的区间除以全部订单中右侧产品的比例得出（后者视为已知）。只列出超出偶然的规则，按提升度从高到低：提升度大于 1，且 Dunning G²（对数似然比）不低于 3.84；互不相干的产品中，约每四十对会有一对偶然入列。一条规则最多四种产品。草稿、已取消和已退货的订单不计，回收站里的产品不计。";
    pub SUPPORT_SAID = "Support at least {share} ({n} {n|order|orders})", "支持度不低于 {share}（{n} 笔订单）";
    pub SUPPORT_SHARE = "Support at least {share}", "支持度不低于 {share}";
    pub CONFIDENCE_SAID = "Confidence at least {share}", "置信度不低于 {share}";
    pub PRODUCTS_OF_RULE = "Products in a rule", "规则中的产品数";
    pub AT_LEAST = "{n} or more", "至少 {n} 种";
    pub RULE =
        "Whoever buys {lhs} also buys {rhs}: in {confidence} of {n} {n|order|orders}, {lift} times as often as in all orders.",
        "买{lhs}的，也会买{rhs}：{n} 笔订单中占 {confidence}，是全部订单中的 {lift} 倍。";
    pub RULE_COUNT = "{n} {n|order|orders} with all of them, {support} of all", "{n} 笔订单同时含这些产品，占全部的 {support}";
    pub AND = " and ", "和";
    pub COMMA = ", ", "、";
    pub RULES_ONE = "{n} {n|rule|rules}", "{n} 条规则";
    pub RULES_SOME = "{all} rules; the {n} with the highest lift are shown.", "共 {all} 条规则，列出提升度最高的 {n} 条。";
    pub RULES_NONE =
        "No products are bought together this often and beyond chance. Lower support or confidence to see rarer ones.",
        "没有产品达到这样的共同购买频率且超出偶然。降低支持度或置信度，可看到较少见的组合。";
    pub RULES_SINGLE =
        "Every order so far holds a single product, so nothing is bought together yet.",
        "目前每笔订单都只有一种产品，还没有一起购买的组合。";
    pub TOO_MANY =
        "So many combinations are this frequent that nobody could read them. Raise the support, and the strongest remain.",
        "达到这个支持度的组合太多，看不过来。提高支持度，留下最有力的规则。";
    pub LHS = "Whoever buys", "购买";
    pub RHS = "also buys", "也会购买";
    pub SUPPORT_HEAD = "Support", "支持度";
    pub CONFIDENCE_HEAD = "Confidence", "置信度";
    pub LIFT = "Lift", "提升度";
    pub ORDERS = "Orders", "订单数";
    pub WHO = "Whom to offer {name}", "该向谁推荐{name}";

    pub NEXT = "Next products by group", "各群体的下一件产品";
    pub NEXT_DEFINITION =
        "Every customer has products to be offered next: those that go with what they bought, by Dunning’s G² over all orders, where it is beyond chance; a purchase counts half after 180 days, and products they have are left out. Of each customer the best three count. A group shows the three products that are among the best of most of its members, and of how many. Members are customers with a product in their orders; those whose relationship has ended are left out, and those who are not to be called or have withdrawn their consent.",
        "每位客户都有接下来可推荐的产品：与其买过的产品相配者，相配程度按全部订单的 Dunning G² 计算，且须超出偶然；一次购买过 180 天影响减半，已有的产品除外。每位客户取最合适的三种。每个群体列出入选成员最多的三种产品及人数。成员指订单中有产品的客户；已终止关系、请勿来电或已撤回同意的客户不计入。";
    pub BY = "By", "分组";
    pub BY_STAGE = "Life-cycle stage", "生命周期阶段";
    pub BY_SEGMENT = "Segment", "客户分群";
    pub BY_VIEW = "Saved view", "已存视图";
    pub NO_VIEWS =
        "No view of customers is saved yet: filter the list of customers, save the view, and its next products stand here.",
        "还没有保存客户视图：筛选客户列表并保存视图后，这里会列出它的下一件产品。";
    pub GROUP = "Group", "群体";
    pub MEMBERS = "Members", "成员数";
    pub FIRST = "First", "第一";
    pub SECOND = "Second", "第二";
    pub THIRD = "Third", "第三";
    pub BECAUSE_OF = "bought {bought} ({n}); {share} of such orders hold it", "买过{bought}（{n} 位），此类订单中 {share} 含此产品";
    pub BECAUSE_HEAD = "Most frequent reason", "最常见原因";
    pub FOR = "for {n}", "{n} 位";
    pub NEXT_LINE = "Something can be offered to {n} of {all} {all|customer|customers}.", "{all} 位客户中，有 {n} 位可推荐产品。";
    pub NEXT_LINE_HEAD = "Members it would be for", "适合的成员数";
    pub NEXT_WORKING = "Looking at what each customer bought", "正在查看每位客户的购买";

    pub PRODUCT = "Product", "产品";
    pub PRODUCT_LINE =
        "{name} is in {n} of {all} {all|order|orders}; {owners} {owners|customer has|customers have} bought it.",
        "{name}：{all} 笔订单中有 {n} 笔含它，{owners} 位客户买过。";
    pub RETIRED = "It is no longer sold, so nobody is offered it elsewhere on this page.", "该产品已停售，本页其他地方不会推荐它。";
    pub NEAR = "What goes with a product", "与某产品相配的产品";
    pub NEAR_DEFINITION =
        "Products in the same orders as the chosen one, those first that meet it most beyond chance (Dunning’s G², log-likelihood ratio), twenty at most. A pair whose G² is below 3.84 is left out: of pairs that have nothing to do with each other, one in twenty exceeds it. The share is of the orders with the chosen product; the last column, how many times as often that is as in all orders.",
        "与所选产品同单出现的产品，按超出偶然的程度（Dunning G²，对数似然比）排序，最多二十种。G² 低于 3.84 的不列出：互不相干的产品中，约每四十对会有一对偶然入列。比例以含所选产品的订单为准；最后一列是该比例为全部订单中的多少倍。";
    pub NEAR_NONE = "Nothing meets this product more often than by chance.", "没有产品与它同单的次数超出偶然。";
    pub SHARE = "Of its orders", "占其订单";
    pub TIMES = "Times as often", "倍数";
    pub SHARE_OF = "{share} ({n})", "{share}（{n}）";

    pub OFFER_TO = "Whom to offer the product", "该向谁推荐这件产品";
    pub OFFER_TO_DEFINITION =
        "Customers who have not bought the chosen product, but others that go with it. Best first: the sum over what they bought of G² times a half for every 180 days since. The reason is the purchase that adds most; the share is of all orders with it. Customers whose relationship has ended are left out, and those who are not to be called or have withdrawn their consent.",
        "没有买过所选产品、但买过与之相配产品的客户。排序依据：其购买的各产品的 G² 之和，每过 180 天减半。原因是贡献最大的那次购买；比例以含该产品的全部订单为准。已终止关系、请勿来电或已撤回同意的客户不列出。";
    pub OFFER_TO_NONE = "Nothing anybody bought speaks for this product yet.", "目前没有购买记录支持推荐这件产品。";
    pub OFFER_TO_ALL = "{n} {n|customer|customers}", "{n} 位客户";
    pub OFFER_TO_SOME = "{all} customers; the best {n} are shown.", "共 {all} 位客户，列出最合适的 {n} 位。";
    pub OFFER_SILENT =
        "{n} {n|customer is|customers are} left out: not to be called or written to.",
        "另有 {n} 位客户已声明请勿联系或撤回同意，未列入。";
    pub CUSTOMER = "Customer", "客户";
    pub STAGE = "Stage", "阶段";
    pub REASON = "Why", "原因";
    pub BOUGHT = "bought {name} on {day}; {share} of such orders hold it, too ({n})", "{day} 买过{name}；这样的订单有 {share} 同时含它（{n} 笔）";
}
