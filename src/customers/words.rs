//! Words of the customer list.

crate::messages! {
    pub TITLE = "Customers", "客户";
    pub LIST = "Customers", "客户列表";
    pub COUNT_OF = "{n} of {all}", "{all} 位中的 {n} 位";


    pub ANY_STAGE = "Stage: any", "阶段：全部";
    pub ANY_SEGMENT = "Segment: any", "分群：全部";
    pub IS_STAGE = "Stage: {name}", "阶段：{name}";
    pub IS_SEGMENT = "Segment: {name}", "分群：{name}";
    pub IS_CELL = "Recency {r}, frequency {f}", "近度 {r}，频度 {f}";
    pub IS_SEARCH = "“{text}”", "“{text}”";
    pub FILTER_STAGE = "Filter by stage", "按阶段筛选";
    pub FILTER_SEGMENT = "Filter by segment", "按分群筛选";
    pub REMOVE_FILTER = "Remove filter", "去掉筛选";

    pub NONE_MATCH = "No customer matches", "没有符合条件的客户";
    pub NONE_MATCH_TEXT = "All of these must hold: {what}.", "条件需要全部满足：{what}。";
    pub FILTER_HOLDS = "the conditions of the filter", "筛选条件";
    pub JOIN = ", ", "、";
    pub CLEAR = "Clear filters", "清除筛选";

    pub EMPTY = "Your customer book is empty", "客户册还是空的";
    pub EMPTY_TEXT = "Import the orders you have, as a CSV file with who, when and how much; Rapport tells you who is loyal, who is leaving and who is worth a call. Everything stays on this device.", "导入已有的订单（CSV 文件，包含谁、何时、多少钱），Rapport 就会告诉您谁忠诚、谁要流失、该联系谁。所有数据只留在这台设备上。";
    pub EMPTY_IMPORT = "Import a purchase log", "导入购买记录";
    pub EMPTY_SAMPLE = "Or try it with sample data:", "或者先用示例数据试试：";
    pub SAMPLE_SIZE = "{n} customers", "{n} 位客户";

    pub NEW = "New customer", "新建客户";
}
