//! Words of the history.

crate::messages! {
    pub TITLE = "History", "操作记录";
    pub FILTERS = "Which changes", "筛选操作";
    pub KIND = "What happened", "操作类型";
    pub ANY_KIND = "Everything", "全部操作";
    pub ADDED = "Added", "新增";
    pub EDITED = "Changed", "修改";
    pub DELETED = "Deleted", "删除";
    pub RESTORED = "Restored", "恢复";
    pub IMPORTED = "Imported", "导入";
    pub UNDONE = "Undone", "撤销";
    pub DEVICE = "Where", "设备";
    pub ANY_DEVICE = "All devices", "所有设备";
    pub THIS_DEVICE = "This device", "本机";
    pub OTHER_DEVICES = "Other devices", "其他设备";
    pub DAY = "Day", "日期";
    pub CLEAR = "Show everything", "显示全部";

    pub EMPTY = "Nothing has happened yet", "还没有任何操作";
    pub EMPTY_TEXT = "What you add, change, import or delete is listed here, and each of it can be undone.", "新增、修改、导入和删除的内容都会列在这里，每一项都可以撤销。";
    pub IMPORT = "Import", "导入";
    pub NONE = "Nothing like that happened", "没有符合条件的操作";
    pub NONE_TEXT = "No operation fits this choice.", "当前条件下没有任何操作。";
    pub MORE = "Show earlier", "更早的操作";
    pub FAILED = "The history cannot be read", "无法读取操作记录";
    pub TRY_AGAIN = "Read again", "重新读取";

    pub TODAY = "Today", "今天";
    pub YESTERDAY = "Yesterday", "昨天";
    pub ELSEWHERE = "another device", "其他设备";
    pub WAS_UNDONE = "undone", "已撤销";
    pub UNDO = "Undo", "撤销";
    pub REDO = "Redo", "重做";
    pub UNDO_LABEL = "Undo: {what}, {when}", "撤销：{what}，{when}";
    pub REDO_LABEL = "Redo: {what}, {when}", "重做：{what}，{when}";
    pub DETAILS = "Details", "详情";
    pub DETAILS_LABEL = "Details: {what}, {when}", "详情：{what}，{when}";
    pub DETAILS_NONE = "This operation changed nothing.", "这次操作没有改动任何内容。";

    pub SET = "{who}: {field} set to {to}", "{who}：{field}填写为“{to}”";
    pub CLEARED = "{who}: {field} cleared, was {from}", "{who}：清空了{field}（原为“{from}”）";
    pub CHANGED = "{who}: {field} changed from {from} to {to}", "{who}：{field}由“{from}”改为“{to}”";
    pub UNCHANGED = "{who}: {field} stayed the same", "{who}：{field}没有变化";
    pub COMMA = ", ", "、";
    pub CREATED = "Added {of} {who}", "新增了{of}“{who}”";
    pub OF_NAMES = "{what}: {names}", "{what}：{names}";
    pub AND_MORE = "{names} and {n} more", "{names}等 {n} 项";
    pub ALL_TO = "{what} to {to}", "{what}，改为“{to}”";
    pub TOUCHED = "{what} ({n} {n|record|records})", "{what}（{n} 条记录）";

    pub RECORD = "Record", "记录";
    pub FIELD = "Field", "字段";
    pub BEFORE = "Before", "原值";
    pub AFTER = "After", "新值";
    pub NOW = "Now", "当前值";
    pub IN_BOOK = "in the book", "在册";
    pub IN_TRASH = "in the trash", "在回收站";
    pub NOT_THERE = "—", "—";
    pub CHANGES = "Changes", "改动";
    pub FIRST_OF = "The first {n} of {total}", "共 {total} 项，显示前 {n} 项";
    pub ADDED_ROWS = "{of}: {n} added", "{of}：新增 {n} 条";
    pub NO_NAME = "no name", "未命名";

    pub STAYED_TITLE = "Left as they are", "保持不变的内容";
    pub STAYED = "{n} {n|value was|values were} changed after what you undid, so {n|it stays|they stay}.", "有 {n} 处在被撤销的操作之后又改过，因此保持不变。";
    pub UNDERSTOOD = "Dismiss", "知道了";

    pub PAST = "History", "操作记录";
    pub PAST_FIELD = "Field", "字段";
    pub ANY_FIELD = "All fields", "所有字段";
    pub PAST_NONE = "No change is on record.", "没有改动记录。";
    pub CAME = "Came into the book", "加入客户册";
    pub WENT = "Deleted", "已删除";
    pub CAME_BACK = "Brought back", "已恢复";
    pub FROM_TO = "{field}: {from} → {to}", "{field}：{from} → {to}";
    pub FIELD_SAME = "{field}: no change to see", "{field}：没有可见的变化";
    pub SET_BACK = "Restore {value}", "恢复为“{value}”";
    pub SET_BACK_LABEL = "Restore {value}, {field}", "恢复为“{value}”，{field}";

    pub CONFLICT_TITLE = "Written twice", "有两处写入";
    pub CONFLICT_OTHER = "{field} was also written on another device at the same time: {value}", "{field}同时在另一台设备上写入了：{value}";
    pub CONFLICT_OWN = "{field} was also written on this device at the same time: {value}", "{field}同时在本机写入了：{value}";
    pub CONFLICT_EMPTY = "nothing", "空";
    pub CONFLICT_TAKE = "Use this value", "采用这个值";
    pub CONFLICT_TAKE_LABEL = "Use this value, {field}: {value}", "采用这个值，{field}：{value}";
    pub CONFLICT_KEEP = "Keep what stands", "保留当前值";
    pub CONFLICT_KEEP_LABEL = "Keep what stands, {field}", "保留当前值，{field}";
    pub AFTER_DELETE = "Changed on another device after it was deleted: {fields}. Restoring it shows the changes.", "删除之后，另一台设备上又修改了：{fields}。恢复后即可看到这些改动。";
}
