//! Words of the widgets.

crate::messages! {
    pub CLOSE = "Close", "关闭";
    pub CANCEL = "Cancel", "取消";
    pub UNDO = "Undo", "撤销";
    pub DISMISS = "Dismiss", "知道了";
    pub NOTIFICATIONS = "Notifications", "通知";
    pub AS_TABLE = "Table", "表格";
    pub AS_CHART = "Chart", "图表";
    pub AS_DRAWING = "As a drawing", "保存为矢量图";
    pub AS_PICTURE = "As a picture", "保存为图片";
    pub NO_PICTURE = "The browser could not draw the picture. The figures can be saved as CSV.", "浏览器未能生成图片，可改存 CSV。";
    pub AS_FILE = "Save the figures as a file", "将数字存为文件";
    pub DEFINITION = "How it is counted", "计算方法";
    pub WHY = "why", "原因";
    pub READING = "Reading", "正在读取";
    pub BUILDING = "Preparing", "正在整理";
    pub WRITING = "Saving", "正在保存";
    pub STARTING = "Starting", "正在开始";
    pub PAUSE = "Pause", "暂停";
    pub CONTINUE = "Continue", "继续";
    pub PAUSED = "Paused", "已暂停";
    pub CANCELLING = "Cancelling", "正在取消";
    pub STEP_OF = "{phase}: {done} of {total}", "{phase}：{done} / {total}";
    pub MORE_ROWS = "{n} more are not shown here.", "另有 {n} 条未显示。";
    pub SHOW_MORE = "Show more", "显示更多";
    pub YES = "Yes", "是";
    pub NO = "No", "否";
    pub NONE = "—", "—";
    pub EDIT = "Change {label}", "修改{label}";
    pub NO_NAME = "No name", "未命名";
    pub RETIRED_VALUE = "{value} (retired)", "{value}（已停用）";
    pub PICK_DAY = "Calendar for {label}", "{label}的日历";
    pub DAY_HINT = "2024-01-31, today", "2024-01-31、今天";
    pub NOTHING_FOUND = "Nothing found", "没有找到";
    pub NEW_NAMED = "New {what} “{name}”", "新建{what}“{name}”";
    pub REMOVE = "Remove {what}", "移除{what}";
    pub DRAFT_OF = "Draft of {when}", "{when} 的草稿";
    pub DRAFT_BEFORE = "There is a draft of {when} from before", "之前还有 {when} 的草稿";
    pub DRAFT_SHOW = "Use it instead", "改用草稿";
    pub DISCARD = "Discard", "丢弃";
}
