//! Words of the frame.

crate::messages! {
    pub SKIP = "Skip to content", "跳到内容";
    pub SECTIONS = "Sections", "栏目";
    pub TODAY = "Today", "今天";
    pub LEADS = "Leads", "线索";
    pub DEALS = "Deals", "商机";
    pub NEW_DEALS = "{n} new large {n|deal|deals}", "{n} 个新大单";
    pub MONEY = "Payments due", "回款";
    pub AGENDA = "Agenda", "日程";
    pub REPORTS = "Reports", "报表";
    pub FIELD = "In the field", "外勤";
    pub TEAM = "Team", "团队";
    pub MORE = "More", "更多";
    pub LOG = "Log", "记录";
    pub CALL = "Who calls", "来电";
    pub CUSTOMERS = "Customers", "客户";
    pub INSIGHT = "Insight", "洞察";
    pub SEGMENTS = "Segments", "客户分群";
    pub RECORDS = "Records", "资料";
    pub IMPORT = "Import", "导入";
    pub HISTORY = "History", "操作记录";
    pub LIFE_CYCLE = "Life cycle", "生命周期";
    pub CHURN = "Churn watch", "流失预警";
    pub COHORTS = "Cohorts", "同期群";
    pub OVERVIEW = "Overview", "概览";
    pub DIMENSIONS = "Seven dimensions", "七个维度";
    pub ANALYSES = "Saved", "已存分析";
    pub LOYALTY = "Loyalty", "忠诚度";
    pub OFFERS = "Recommendations", "推荐";
    pub PEOPLE = "Who are they", "客户画像";
    pub DRIVERS = "Drivers", "驱动因素";
    pub CLUSTERS = "Clusters", "聚类";
    pub COMPARE = "Compare", "对比";
    pub VALUE = "Life-time value", "终身价值";
    pub TRUST = "Can I trust this?", "可信度";
    pub SETTINGS = "Settings", "设置";

    pub SEARCH = "Search customers", "搜索客户";
    pub SEARCH_HINT = "Name, phone, e-mail, region …", "名称、电话、邮箱、区域……";
    pub UNDO_WHAT = "Undo: {what}", "撤销：{what}";
    pub UNDO_NOTHING = "Nothing to undo", "没有可以撤销的操作";

    pub OPENING = "Opening the book", "正在打开客户册";
    pub SAVED = "Saved", "已保存";
    pub SAVING = "Saving", "正在保存";
    pub OFFLINE = "Offline", "离线";
    pub PROBLEM = "Problem", "有问题";
    pub SAVED_TEXT = "Everything is saved in this browser, on this device. Nothing leaves it.", "所有内容都保存在这台设备的浏览器里，不会传到别处。";
    pub SAVING_TEXT = "A change is being written. What you see as done is already saved.", "正在写入改动。显示为完成的内容都已经保存。";
    pub OFFLINE_TEXT = "No network, and none needed: everything works and is saved on this device.", "没有网络，也不需要网络：一切照常，内容都保存在这台设备上。";
    pub HOLDS = "{customers} {customers|customer|customers}, {orders} {orders|order|orders}; {used} used on this device.", "{customers} 位客户、{orders} 笔订单，占用本机 {used}。";
    pub KEPT = "The browser has promised not to remove the data by itself.", "浏览器已承诺不会自行清除这些数据。";
    pub NOT_KEPT = "The browser may remove the data when space runs short, and Safari after 7 days without a visit. Install Rapport as an app to prevent that.", "空间不足时浏览器可能清除数据；Safari 在 7 天没有访问后也会清除。把 Rapport 安装为应用可以避免。";

    pub THEME_SYSTEM = "Theme: as the system", "主题：跟随系统";
    pub THEME_LIGHT = "Theme: light", "主题：浅色";
    pub THEME_DARK = "Theme: dark", "主题：深色";
    pub OTHER_LANGUAGE = "中文", "English";

    pub UPDATE = "A new version of Rapport is ready. Reload when it suits you; all open tabs reload together.", "Rapport 有新版本了。方便的时候重新载入，所有打开的标签页会一起更新。";
    pub UPDATING = "Updating. Tabs that are still loading finish first; then all of them reload.", "正在更新。等其他标签页加载完毕，就会一起重新载入。";
    pub RELOAD = "Reload", "重新载入";
    pub LATER = "Later", "稍后";
    pub BACKUP_OLD = "The last backup is of {when}. The book has changed since.", "上次备份是 {when}，之后又有改动。";
    pub BACKUP_OLD_LOOSE = "The last backup is of {when}. The book has changed since, and this browser may clear it by itself.", "上次备份是 {when}，之后又有改动，而浏览器可能自行清除数据。";
    pub BACKUP_NONE = "There is no backup of this book yet.", "这本客户册还没有备份。";
    pub BACKUP_NONE_LOOSE = "There is no backup of this book yet, and this browser may clear it by itself.", "这本客户册还没有备份，而浏览器可能自行清除数据。";
    pub BACK_UP = "Back up", "去备份";
    pub LOST = "This book held {records} {records|record|records} when you were last here, and is empty now: the browser has removed the data, or somebody has cleared it. Restore your last backup, or import your purchase log again; then install Rapport as an app, so that the browser keeps the data.", "上次打开时这里有 {records} 条记录，现在是空的：浏览器清除了数据，或者有人清空了它。请恢复最近的备份，或者重新导入购买记录，然后把 Rapport 安装为应用，浏览器就会保留数据。";
    pub IMPORT_AGAIN = "Import", "导入";
    pub RESTORE = "Restore a backup", "恢复备份";
    pub UNDERSTOOD = "Dismiss", "知道了";

    pub SHORTCUTS = "Keyboard shortcuts", "键盘快捷键";
    pub FIND_ANYTHING = "Search everything", "搜索全部";
    pub NOT_LOADED = "Search did not load: the network did not answer. Reload the page to try again; your data is safe.", "搜索未能加载：网络没有响应。可以重新载入页面再试，您的数据是安全的。";
}
