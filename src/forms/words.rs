//! Words of the forms for new records.

crate::messages! {
    pub DUPLICATE = "Duplicate", "复制";
    pub COPY_SUFFIX = " (copy)", "（副本）";
    pub NEW_OF = "New {what}", "新建{what}";
    pub NEEDS_NAME = "A record needs a name to be found again by.", "需要一个名称，方便以后查找。";
    pub NEEDED = "This is needed.", "此项必填。";
    pub ADD = "Add", "添加";
    pub MORE = "More fields", "更多字段";
    pub LINES = "Lines", "明细";
    pub LINE = "Line {n}", "第 {n} 行";
    pub ADD_LINE = "Add a line", "添加一行";
    pub REMOVE_LINE = "Remove line {n}", "删除第 {n} 行";
    pub TOTAL = "Total", "合计";
    pub MIXED = "Lines in several currencies have no total: use one currency for all of them.", "明细币种不一致，无法合计。请统一使用一种币种。";
    pub SUBTOTAL = "Subtotal", "小计";
    pub TAX = "Tax", "税额";
    pub BEYOND = "That is more than the {amount} that is due. Correct the amount, or record what is beyond as a credit of the customer.", "超过应收金额 {amount}。请更正金额，或把多出部分登记为预收款。";
    pub BEYOND_YES = "Record with credit", "登记并记为预收";
}
