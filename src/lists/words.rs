//! Words of lists.

crate::messages! {
    pub NO_NAME = "No name", "未命名";
    pub NO_ORDER = "no order yet", "尚未下单";
    pub COUNT = "{n} {n|record|records}", "{n} 条";
    pub SUM = "Total", "合计";
    pub GROUP_NONE = "None", "未填写";
    pub PICK_ALL = "Pick all that the list shows", "选中列表中的全部";
    pub RESIZE = "Width of the column {name}", "“{name}”列的宽度";
    pub RESIZE_HINT = "Drag to change the width; double-click for the usual one", "拖动调整宽度，双击恢复默认";
    pub SORT = "Sort by", "排序";
    pub LAST_DELETED = "Last deleted", "最近删除";
    pub AS_ENTERED = "As entered", "录入顺序";
    pub SORTED_UP = "{name} ↑", "{name} ↑";
    pub SORTED_DOWN = "{name} ↓", "{name} ↓";

    pub SEARCH_ALL = "Search everything for “{text}”", "在全部数据中搜索“{text}”";

    pub VIEWS = "Views", "视图";
    pub ALL = "All", "全部";
    pub FILTER = "Filter", "筛选";
    pub DISPLAY = "Columns and groups", "列与分组";
    pub DISPLAY_SHORT = "Columns", "列";
    pub EXPORT = "Export", "导出";
    pub EXPORT_HINT = "Save this list as a CSV file", "把当前列表存为 CSV 文件";
    pub PICK = "Pick", "选择";
    pub SAVE_VIEW = "Save view", "保存视图";
}
