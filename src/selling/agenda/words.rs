//! Words of the page.

crate::messages! {
    pub TITLE = "Agenda", "日程";
    pub VIEWS = "Views", "视图";
    pub LIST = "List", "列表";
    pub DAY = "Day", "日";
    pub WEEK = "Week", "周";
    pub MONTH = "Month", "月";
    pub CARE = "Care", "客户关怀";
    pub BEFORE = "Back", "上一页";
    pub AFTER = "Forward", "下一页";
    pub GO_TODAY = "Go to today", "回到今天";
    pub SHOW_DONE = "Done ones, too", "含已完成";

    pub OVERDUE = "Overdue", "已逾期";
    pub TODAY = "Today", "今天";
    pub TOMORROW = "Tomorrow", "明天";
    pub THIS_WEEK = "This week", "本周";
    pub LATER = "Later", "以后";
    pub NO_DAY = "Without a day", "未定日期";
    pub YESTERDAY = "Yesterday", "昨天";
    pub WHOLE_DAY = "All day", "全天";
    pub MORE = "{n} more", "还有 {n} 项";

    pub EMPTY = "Nothing planned yet", "还没有安排";
    pub EMPTY_TEXT = "Write what is to be done in the line above, with a day and a time if it has one: “Call Li tomorrow 15:00”, “Team every Monday 9:00”.", "在上面一行写下要做的事，可带日期和时间，例如“明天 15:00 给李总打电话”“每周一上午9点例会”。";
    pub ALL_DONE = "All done", "全部完成";
    pub ALL_DONE_TEXT = "Nothing waits. What you plan next stands here.", "没有待办事项。新的安排会显示在这里。";
    pub EMPTY_ACTION = "Plan something", "添加安排";

    pub QUICK = "What is to be done, and when", "要做什么，什么时候";
    pub QUICK_HINT = "Call Li tomorrow 15:00", "明天 15:00 给李总打电话";
    pub QUICK_KIND = "Kind", "类型";
    pub ADD = "Add", "添加";
    pub READ_AS = "{what} · {when}", "{what} · {when}";
    pub NEEDS_SUBJECT = "Write what is to be done, too.", "请写明要做什么。";
    pub NO_SUCH_TIME = "“{text}” does not exist: that day or time is in no calendar. Nothing was added.", "“{text}”不存在：日历上没有这个日期或时间，没有添加。";

    pub NO_SUCH_REPEAT = "“{text}” is no way a task can come back here: every day, working day, week, two weeks, month, quarter or year, on one day of the week or month. Nothing was added.", "不能按“{text}”重复：可以每天、每个工作日、每周、每两周、每月、每季度或每年重复，每次一天。没有添加。";

    pub DONE_NAMED = "Done: {name}", "完成：{name}";
    pub NO_NAME = "No subject", "无主题";
    pub CALL_NAMED = "Call about {name}", "致电：{name}";
    pub PUT_OFF_NAMED = "Put off: {name}", "推迟：{name}";
    pub REPEATS = "Repeats: {how}", "重复：{how}";
    pub PUT_OFF_MARK = "put off", "已推迟";
    pub COMING = "planned by repetition", "按重复安排";
    pub LATE = "late", "已逾期";
    pub UNTIL_TIME = "{from}–{to}", "{from}–{to}";

    pub PUT_OFF = "Put off", "推迟";
    pub HOUR = "1 hour", "1 小时";
    pub NEXT_DAY = "Tomorrow", "明天";
    pub NEXT_WEEK = "Next week", "下周";
    pub UNTIL = "Until", "推迟至";

    pub COMPLETE = "Done", "完成";
    pub REOPEN = "Open again", "重新打开";
    pub CANCEL_IT = "Cancel", "取消";
    pub CANCEL_ONE = "Cancel this one", "取消这一次";
    pub CANCEL_SERIES = "Cancel the series", "取消整个系列";
    pub AS_CALENDAR = "Calendar file", "日历文件";
    pub DELETE = "Delete", "删除";
    pub ALL_FIELDS = "All fields", "全部字段";
    pub MOVE = "Move", "改期";
    pub MOVE_DAY = "Day", "日期";
    pub MOVE_TIME = "Time, empty for all day", "时间（留空为全天）";
    pub GONE = "This task is gone", "任务已不存在";
    pub GONE_TEXT = "It was deleted, here or on another device. Undo brings it back.", "它已在本设备或其他设备上被删除，可以撤销恢复。";

    pub EXPORT = "Calendar file (.ics)", "日历文件（ICS）";
    pub SAVE_FILE = "Save calendar file (.ics)", "保存日历文件（ICS）";
    pub EXPORT_NOTE = "Your phone's calendar reads it and reminds you while Rapport is closed.", "手机日历可以读取它，在 Rapport 关闭时提醒您。";
    pub FILE = "rapport-agenda.ics", "rapport-agenda.ics";
    pub NOT_SAVED = "The browser could not make the file. Your agenda is safe; try again.", "浏览器未能生成文件。日程是安全的，请重试。";
    pub BIRTHDAY_OF = "{name}: birthday", "{name}生日";
    pub ANNIVERSARY_OF = "{name}: anniversary", "{name}纪念日";

    pub NOTIFY = "Remind me here", "在此提醒我";
    pub NOTIFY_OFF = "Stop reminding me here", "停止在此提醒";
    pub NOTIFY_ON = "Reminders appear while Rapport is open. For the time when it is closed, take the calendar file.", "Rapport 打开时会提醒您；关闭时请使用日历文件。";
    pub NOTIFY_REFUSED = "The browser does not allow notifications. Allow them for this site in its settings; until then reminders appear within Rapport.", "浏览器未允许通知。请在浏览器设置中允许本站通知；在此之前，提醒显示在 Rapport 内。";
    pub REMINDED = "{name} · {when}", "{name} · {when}";
    pub REMINDED_MANY = "{n} reminders since Rapport was open last", "自上次打开 Rapport 以来有 {n} 条提醒";
    pub SHOW = "Show", "查看";
}
