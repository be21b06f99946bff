//! Words of the page.

crate::messages! {
    pub TITLE = "Today", "今天";
    pub WAITING = "{n} {n|thing waits|things wait} for you", "{n} 件事等您处理";
    pub CALM = "Nothing waits for you today", "今天没有待办事项";
    pub CALM_DONE = "Nothing waits any more. Done today: {n}.", "全部处理完毕，今天已完成 {n} 项。";
    pub CALM_NEXT = "Next: {name}, {when}.", "接下来：{name}，{when}。";
    pub CALM_TEXT = "What you plan, customers to think of and customers about to leave stand here in the morning.", "您的安排、需要关怀的客户和可能流失的客户，每天早上都会列在这里。";
    pub PLAN = "Plan something", "添加安排";
    pub FIELD = "In the field", "外勤";
    pub DONE_TODAY = "done today: {n}", "今天已完成 {n} 项";

    pub OVERDUE = "Overdue", "已逾期";
    pub AGENDA = "Today’s agenda", "今日日程";
    pub CARE = "Customers to think of", "需要关怀的客户";
    pub LEAVING = "Customers about to leave", "可能流失的客户";
    pub LEADS = "Leads to contact", "待联系的线索";
    pub CALL_LEAD = "Call {name}", "致电 {name}";
    pub DEALS = "Opportunities that want you", "需要跟进的商机";
    pub CLOSES = "closes {day}", "预计 {day} 成交";
    pub CLOSE_OVERDUE = "should have closed {day}", "应于 {day} 成交";
    pub ROTTING = "{n} {n|day|days} in this stage", "停留 {n} 天";
    pub LOG = "Log", "记录";
    pub LOG_FOR = "Log a conversation: {name}", "记录跟进：{name}";
    pub LARGE = "large", "大单";
    pub DUES = "Payments due", "应收回款";
    pub DAYS_LATE = "{n} {n|day|days} late", "逾期 {n} 天";
    pub DUE_ON = "due {day}", "{day} 到期";
    pub TARGETS = "Targets", "业绩目标";
    pub REACHED = "{reached} of {target} ({share} %); {passed} % of the time has passed", "{reached} / {target}（{share}%），时间已过 {passed}%";
    pub WATCH = "Watch everybody’s customers", "查看所有人的客户流失预警";
    pub ALL = "Show all {n}", "查看全部 {n} 项";
    pub AT_RISK = "{value} at risk", "{value} 有流失风险";
    pub LEAVE_OFF = "Snooze {name} for 30 days", "暂缓提醒 {name}，30 天";
    pub SEMICOLON = "; ", "；";
}
