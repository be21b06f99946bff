//! What the settings page says.

use crate::messages;

messages! {
    pub FIELDS = "Fields and options", "字段与选项";
    pub FIELDS_TEXT = "Add fields of your own, and change what option lists offer.", "添加自定义字段，修改选项列表。";
    pub FIELDS_OPEN = "Edit fields and options", "编辑字段与选项";
    pub TITLE = "Settings", "设置";

    pub SCORES = "Scores", "评分";
    pub AS_OF = "Scores hold for", "评分基准日";
    pub AS_OF_HINT =
        "Silence is counted up to this day, and everything computed says so.",
        "沉默天数算到这一天，所有计算结果都会注明。";
    pub AS_OF_AUTO = "Automatic", "自动";
    pub AS_OF_TODAY = "Today, {day}", "今天，{day}";
    pub AS_OF_NEWEST =
        "{day}, the day of the newest order, because that is more than 60 days ago",
        "{day}，即最新订单的日期，因为它距今已超过 60 天";
    pub AS_OF_CHOSEN = "A day I choose", "自选日期";
    pub AS_OF_DATE = "Day", "日期";
    pub AS_OF_BAD = "Not a day: use the form 2024-01-31.", "不是有效日期：按 2024-01-31 的写法填写。";
    pub HORIZON = "Look ahead", "预测期";
    pub HORIZON_HINT =
        "“Chance of an order” means: that they buy again within this time.",
        "“再次下单概率”指在这段时间内再次购买的概率。";
    pub DAYS = "days", "天";
    pub HORIZON_BAD = "A whole number of days from {min} to {max}.", "填写 {min} 到 {max} 之间的整数天数。";

    pub MONEY = "Money", "金额";
    pub CURRENCY = "Currency of new amounts", "新金额的币种";
    pub SELLER_HINT = "Stands on printed orders and below payment reminders.", "显示在打印的订单和付款提醒中。";
    pub CURRENCY_HINT = "Amounts that are already there keep their own.", "已有金额的币种不变。";
    pub CURRENCY_COMMON = "Common", "常用";
    pub CURRENCY_ALL = "All", "全部";

    pub APPEARANCE = "Appearance", "外观";
    pub LANGUAGE = "Language", "语言";
    pub ENGLISH = "English", "English";
    pub CHINESE = "中文", "中文";
    pub THEME = "Theme", "主题";
    pub THEME_SYSTEM = "As the system", "跟随系统";
    pub THEME_LIGHT = "Light", "浅色";
    pub THEME_DARK = "Dark", "深色";
    pub START = "Begin with", "打开后显示";
    pub START_TODAY = "Today", "今天";
    pub START_CUSTOMERS = "Customers", "客户";

    pub STORAGE = "Storage", "存储";
    pub STORAGE_USED = "{used} used of about {quota} that this browser offers", "已用 {used}，浏览器最多提供约 {quota}";
    pub STORAGE_USED_PLAIN = "{used} used", "已用 {used}";
    pub STORAGE_KEPT = "Kept", "已受保护";
    pub STORAGE_KEPT_WHY =
        "The browser promised not to clear this data by itself. Only you can, by deleting this site's data.",
        "浏览器承诺不会自行清理这些数据。只有您删除本网站的数据时才会消失。";
    pub STORAGE_LOOSE = "Not protected yet", "尚未受保护";
    pub STORAGE_LOOSE_WHY =
        "When the device runs out of space, the browser may clear this data. Ask it to keep it.",
        "设备空间不足时，浏览器可能清理这些数据。可以让浏览器保留它们。";
    pub STORAGE_KEEP = "Keep my data", "保留我的数据";
    pub STORAGE_REFUSED =
        "The browser declined for now. It usually agrees after some visits, or once Rapport is installed.",
        "浏览器暂时没有同意。多访问几次，或者安装 Rapport 之后，通常就会同意。";
    pub STORAGE_SAFARI =
        "Safari clears what a website stored after seven days without a visit. Installing Rapport prevents that: share menu, “Add to Home Screen” or “Add to Dock”.",
        "Safari 会清除七天未访问网站所存的数据。安装 Rapport 即可避免：在分享菜单中选择“添加到主屏幕”或“添加到程序坞”。";
    pub STORAGE_INSTALL =
        "In Chrome and Edge: the install sign in the address bar.",
        "在 Chrome 和 Edge 中：点击地址栏里的安装图标。";

    pub HISTORY = "History", "操作记录";
    pub HISTORY_HINT = "Everything that changed the book, newest first. Each can be undone.", "对数据的每一次改动，最新的在前，都可以撤销。";
    pub HISTORY_ALL = "All of it, with what each changed", "全部操作及其改动内容";
    pub HISTORY_EMPTY = "Nothing has happened yet.", "还没有任何操作。";
    pub HISTORY_UNDO = "Undo", "撤销";
    pub HISTORY_REDO = "Redo", "重做";
    pub HISTORY_UNDO_LABEL = "Undo: {what}, {when}", "撤销：{what}，{when}";
    pub HISTORY_REDO_LABEL = "Redo: {what}, {when}", "恢复：{what}，{when}";
    pub HISTORY_UNDONE = "undone", "已撤销";

    pub ABOUT = "About", "关于";
    pub ABOUT_VERSION = "Rapport {version}", "Rapport {version}";
    pub ABOUT_BUILD = "Build {build}", "构建 {build}";
    pub ABOUT_OFFLINE = "Works without a connection once it was opened.", "打开过一次之后，没有网络也能使用。";
    pub ABOUT_PRIVATE = "Your data never leaves this device.", "您的数据不会离开这台设备。";
}
