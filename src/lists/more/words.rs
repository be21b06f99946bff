//! Words of what a list has beside its lines.

use crate::i18n::Msg;
use model::Kind;
use model::rule::Op;

crate::messages! {
    pub CLOSE = "Close", "关闭";
    pub YES = "Yes", "是";
    pub NO = "No", "否";
    pub NO_NAME = "No name", "未命名";
    pub DELETED = "{name} (deleted)", "{name}（已删除）";
    pub NONE_TO_CHOOSE = "There is none yet.", "还没有可选的内容。";
    pub EXPORTED = "Saved {name}", "已保存 {name}";
    pub LINES = "Export lines", "导出明细";
    pub LINES_HINT = "Save the lines of these records as a CSV file", "把这些记录的产品明细存为 CSV 文件";
    pub NOT_SAVED = "The browser did not make the file: there may be too little memory. Narrow the list and try again.", "浏览器没有生成文件，可能内存不足。缩小列表范围后再试。";

    pub NOBODYS = "Nobody’s", "无负责人";
    pub CLAIM = "Claim", "领取";
    pub TO_POOL = "Return to the pool", "退回公海";
    pub TRANSFER = "Transfer", "转移";
    pub TRANSFER_TO = "New owner", "新负责人";
    pub TRANSFER_TITLE = "The new owner of {n} {n|record|records}. One undo takes it back.", "{n} 条记录的新负责人。可以一次撤销。";
    pub TRANSFER_NEEDS = "Choose a user.", "请选择一位用户。";

    pub FILTER = "Filter", "筛选";
    pub FOUND = "{n} of {all}", "{n} / {all} 条";
    pub CLEAR = "Clear the filter", "清除筛选";
    pub GROUP = "Group of conditions", "条件组";
    pub JOIN = "How the conditions are joined", "条件之间的关系";
    pub ALL_OF = "All of these hold", "全部满足";
    pub ANY_OF = "Any of these holds", "满足任意一条";
    pub NONE_OF = "None of these holds", "都不满足";
    pub ADD_TEST = "Add a condition", "添加条件";
    pub ADD_GROUP = "Add a group", "添加条件组";
    pub REMOVE_TEST = "Remove the condition", "去掉条件";
    pub REMOVE_GROUP = "Remove the group", "去掉条件组";
    pub FIELD = "Field", "字段";
    pub OPERATOR = "Comparison", "比较方式";
    pub VALUE = "Value", "值";
    pub VALUE_TO = "Value to", "上限";
    pub AND = "and", "至";
    pub FIELD_GONE = "Deleted field", "已删除的字段";
    pub FIELD_GONE_TEXT = "This condition is not in force: its field was deleted.", "字段已删除，这个条件不起作用。";
    pub RELATED = "Records that belong to it", "关联记录";
    pub RELATED_OF = "Related: {name}", "关联：{name}";
    pub MEASURE = "What is measured", "统计方式";
    pub WHICH = "Only those count for which:", "只统计符合以下条件的：";
    pub HOW_MANY = "how many", "数量";
    pub SUM_OF = "{field}: sum", "{field}合计";
    pub MEAN_OF = "{field}: average", "{field}平均值";
    pub MOST_OF = "{field}: largest", "{field}最大值";
    pub LEAST_OF = "{field}: smallest", "{field}最小值";
    pub LATEST_OF = "{field}: latest", "最近的{field}";
    pub EARLIEST_OF = "{field}: earliest", "最早的{field}";
    pub PERIOD = "Period", "时间段";
    pub NUMBER = "How many", "数量";
    pub NOT_A_LENGTH = "A whole number from 1 to 9,999.", "请输入 1 到 9,999 之间的整数。";
    pub UNIT = "Unit", "单位";

    pub IS = "is", "等于";
    pub IS_NOT = "is not", "不等于";
    pub IS_YES = "is ticked", "已勾选";
    pub IS_NO = "is not ticked", "未勾选";
    pub CONTAINS = "contains", "包含";
    pub CONTAINS_NOT = "does not contain", "不包含";
    pub BEGINS = "begins with", "开头是";
    pub ENDS = "ends with", "结尾是";
    pub BELOW = "is less than", "小于";
    pub AT_MOST = "is at most", "不超过";
    pub ABOVE = "is more than", "大于";
    pub AT_LEAST = "is at least", "不少于";
    pub BEFORE = "is before", "早于";
    pub AFTER = "is after", "晚于";
    pub ON = "is on", "是";
    pub BETWEEN = "is between", "介于";
    pub ONE_OF = "is one of", "是其中之一";
    pub HAS_ANY = "has any of", "有其中任意一个";
    pub HAS_ALL = "has all of", "全都有";
    pub HAS_NONE = "has none of", "都没有";
    pub NOT_ONE_OF = "is none of", "不是其中任何一个";
    pub EMPTY = "is empty", "为空";
    pub FILLED = "is not empty", "不为空";
    pub WITHIN = "is within", "在";
    pub NOT_WITHIN = "is not within", "不在";
    pub LONGER_AGO = "is longer ago than", "距今超过";

    TODAY = "today", "今天";
    LAST = "the last", "最近";
    NEXT = "the next", "未来";
    THIS = "this", "本";
    PREVIOUS = "the previous", "上一个";
    DAYS = "days", "天";
    WEEKS = "weeks", "周";
    MONTHS = "months", "个月";
    QUARTERS = "quarters", "个季度";
    YEARS = "years", "年";
    DAY = "day", "天";
    WEEK = "week", "周";
    MONTH = "month", "月";
    QUARTER = "quarter", "季度";
    YEAR = "year", "年";

    pub DISPLAY = "Columns and groups", "列与分组";
    pub GROUP_BY = "Group by", "分组依据";
    pub NO_GROUPS = "Not grouped", "不分组";
    pub COLUMNS = "Columns", "列";
    pub UP = "Move {name} forward", "“{name}”前移";
    pub DOWN = "Move {name} back", "“{name}”后移";
    pub USUAL = "The usual columns", "恢复默认列";

    pub VIEWS = "Views", "视图";
    pub NEW_VIEW = "Name of the new view", "新视图名称";
    pub NEW_VIEW_HINT = "Filter, order, columns and groups are kept under this name.", "以这个名称保存筛选、排序、列和分组。";
    pub SAVE_NEW = "Save as a new view", "另存为新视图";
    pub UPDATE = "Keep the changes in “{name}”", "把改动保存到“{name}”";
    pub RENAME = "Rename “{name}”", "重命名“{name}”";
    pub DELETE_VIEW = "Delete “{name}”", "删除“{name}”";
    pub NEEDS_NAME = "A view needs a name.", "视图需要有名称。";

    pub PICKED = "{n} picked", "已选 {n} 条";
    pub CHANGE = "Change a field", "修改字段";
    pub TAG = "Tag", "打标签";
    pub DELETE = "Delete", "删除";
    pub RESTORE = "Restore", "恢复";
    pub LET_GO = "Pick none", "取消选择";
    pub CHANGE_TITLE = "Change a field of {n} {n|record|records}", "修改 {n} 条记录的字段";
    pub CHANGE_SAVE = "Change", "修改";
    pub CHANGE_EMPTIES = "Left empty, it empties the field.", "不填写就会清空这个字段。";
    pub CHANGE_NEEDS = "Choose at least one.", "至少选择一个。";
    pub HOW = "What to do", "操作";
    pub HOW_ADD = "Add to what is there", "添加到现有内容";
    pub HOW_REMOVE = "Take out", "从中移除";
    pub HOW_SET = "Replace what is there", "替换现有内容";
    pub TAG_TITLE = "Tags of {n} {n|record|records}", "{n} 条记录的标签";
    pub TAG_CHOOSE = "Choose tags", "选择标签";
    pub TAG_ADD = "Add these tags", "添加这些标签";
    pub TAG_REMOVE = "Remove these tags", "移除这些标签";
}

/// The periods by name, in the order in which they are offered.
pub static PERIODS: [(&str, &Msg); 5] =
    [("last", &LAST), ("next", &NEXT), ("this", &THIS), ("previous", &PREVIOUS), ("today", &TODAY)];
/// The units after a number, in the order of `Unit::ALL`.
pub static UNITS: [&Msg; 5] = [&DAYS, &WEEKS, &MONTHS, &QUARTERS, &YEARS];

/// The same after "this" and "the one before".
pub static UNITS_ALONE: [&Msg; 5] = [&DAY, &WEEK, &MONTH, &QUARTER, &YEAR];

/// An operator in words, as it reads after a field of that kind.
pub fn op(op: Op, kind: Kind) -> &'static Msg {
    let dated = matches!(kind, Kind::Day | Kind::Instant);
    let several = matches!(kind, Kind::References(_));
    match op {
        Op::Is if kind == Kind::Bool => &IS_YES,
        Op::IsNot if kind == Kind::Bool => &IS_NO,
        Op::Is if dated => &ON,
        Op::Is => &IS,
        Op::IsNot => &IS_NOT,
        Op::Contains => &CONTAINS,
        Op::ContainsNot => &CONTAINS_NOT,
        Op::Begins => &BEGINS,
        Op::Ends => &ENDS,
        Op::Below if dated => &BEFORE,
        Op::Below => &BELOW,
        Op::AtMost => &AT_MOST,
        Op::Above if dated => &AFTER,
        Op::Above => &ABOVE,
        Op::AtLeast => &AT_LEAST,
        Op::Between => &BETWEEN,
        Op::AnyOf if several => &HAS_ANY,
        Op::AnyOf => &ONE_OF,
        Op::AllOf => &HAS_ALL,
        Op::NoneOf if several => &HAS_NONE,
        Op::NoneOf => &NOT_ONE_OF,
        Op::Empty => &EMPTY,
        Op::Filled => &FILLED,
        Op::Within(_) => &WITHIN,
        Op::NotWithin(_) => &NOT_WITHIN,
        Op::LongerAgo(..) => &LONGER_AGO,
    }
}
