//! Words of the lists of records.

crate::messages! {
    pub TITLE = "Records", "资料";
    pub KINDS = "Kinds of records", "资料类型";
    pub TRASH = "Trash", "回收站";
    pub LEAVE_TRASH = "Back to the list", "返回列表";
    pub FIND = "Filter these records", "筛选这些资料";
    pub FIND_HINT = "Filter", "筛选";
    pub DELETE = "Delete", "删除";
    pub RESTORE = "Restore", "恢复";
    pub DELETED = "In the trash since it was deleted. Restoring it brings back what was deleted with it.", "已删除，在回收站中。恢复时，一起删除的内容也会恢复。";
    pub LOG = "The book writes this log by itself: it tells what happened, and nobody changes it.", "这份日志由客户册自动记录，如实反映发生过的变更，不能修改。";
    pub PRINT = "Print", "打印";
    pub CLOSE = "Close", "关闭";
    pub GONE = "This record is not in the book", "客户册中没有这条资料";
    pub GONE_TEXT = "The link may be old, or the import that brought it was undone.", "链接可能已过期，或者带来它的导入已被撤销。";
    pub EMPTY = "Nothing here yet", "这里还没有内容";
    pub EMPTY_TEXT = "Orders and products come with an import; contacts, payments and tags with what you add.", "订单和产品来自导入；联系人、回款和标签由您添加。";
    pub EMPTY_TRASH = "The trash is empty", "回收站是空的";
    pub EMPTY_TRASH_TEXT = "What you delete stays here until you restore it.", "删除的内容会留在这里，可以随时恢复。";
    pub NONE = "No record matches", "没有匹配的资料";
    pub NONE_TEXT = "Nothing holds all of what is asked for.", "没有资料符合全部条件。";
    pub CLEAR = "Clear the filter", "清除筛选";
    pub IMPORT = "Import", "导入";
    pub COUNT = "{n} {n|record|records}", "{n} 条";
    pub COUNT_OF = "{n} of {all}", "{n} / {all} 条";
    pub WHOLE = "Stages, products and people", "阶段、产品和决策人";
}
