//! Words of the palette.

crate::messages! {
    pub TITLE = "Search and commands", "搜索与命令";
    pub HINT = "Name, phone, order number, pinyin, or a command", "姓名、电话、订单号、拼音，或一个命令";
    pub RESULTS = "Results", "结果";
    pub CLOSE = "Close", "关闭";
    pub RECENT = "Recent", "最近打开";
    pub HERE = "On this page", "本页";
    pub ACTIONS = "Actions", "操作";
    pub GO = "Go to", "前往";
    pub COMMANDS = "Commands", "命令";
    pub FOUND = "{n} {n|result|results}", "{n} 个结果";
    pub NOTHING = "Nothing found", "没有找到";
    pub NOTHING_TEXT = "Try fewer letters, the end of a phone number, or pinyin initials such as wxm for 王小明.", "可以少输几个字，或只输电话尾号、拼音首字母，例如用 wxm 找王小明。";
    pub LOOKING = "Reading the book", "正在读取客户册";
    pub NO_NAME = "No name", "未命名";
    pub OWN_FIELD = "Own field", "自定义字段";
    pub FOOT_MOVE = "Move", "移动";
    pub FOOT_OPEN = "Open", "打开";

    pub NEW_OF = "New {what}", "新建{what}";
    pub ALSO_NEW = "add create xinjian xj xinzeng", "添加 新增 创建";
    pub GO_TO = "Go to {page}", "前往{page}";
    pub TRASH = "Trash", "回收站";
    pub ALSO_TRASH = "deleted restore bin huishouzhan hsz", "已删除 恢复 垃圾箱";
    pub IMPORT = "Import a file", "导入文件";
    pub ALSO_IMPORT = "csv upload purchase log daoru dr", "上传 购买记录";
    pub SAMPLE = "Try it with sample data", "试用示例数据";
    pub ALSO_SAMPLE = "demo example shili sl", "演示 样例";
    pub UNDO = "Undo", "撤销";
    pub REDO = "Redo", "重做";
    pub ALSO_UNDO = "back revert chexiao cx chongzuo cz", "恢复 退回";
    pub THEME_LIGHT = "Light theme", "浅色主题";
    pub THEME_DARK = "Dark theme", "深色主题";
    pub THEME_SYSTEM = "Theme as the system", "主题跟随系统";
    pub ALSO_THEME = "appearance colour color mode night day zhuti zt shense qianse", "外观 夜间 模式 颜色";
    pub LANGUAGE = "切换到中文", "Switch to English";
    pub ALSO_LANGUAGE = "language chinese zhongwen zw yingwen yw", "语言";
    pub KEYS = "Keyboard shortcuts", "键盘快捷键";
    pub ALSO_KEYS = "help hotkeys kuaijiejian kjj", "帮助 按键";
    pub ALSO_PAGES = "kehu kh fenqun fq ziliao zl daoru dr shezhi sz lianxiren lxr chanpin cp dingdan dd huikuan hk genjin gj biaoqian bq", "页面";

    pub KEYS_EVERYWHERE = "Everywhere", "所有页面";
    pub KEYS_LIST = "In lists", "在列表中";
    pub KEY_PALETTE = "Search everything, run a command", "搜索全部，执行命令";
    pub KEY_SEARCH = "Search this list, or everything", "搜索当前列表，或搜索全部";
    pub KEY_MOVE = "Next, previous record", "下一条、上一条记录";
    pub KEY_ROWS = "Next, previous row", "下一行、上一行";
    pub KEY_PAGES = "A page on, a page back", "下一屏、上一屏";
    pub KEY_ENDS = "First, last row", "第一行、最后一行";
    pub KEY_OPEN = "Open the record", "打开记录";
    pub KEY_PICK = "Pick the row for a bulk change", "选中该行，以便批量修改";
    pub KEY_FILTER = "Filter the list", "筛选列表";
    pub KEY_CLOSE = "Close, leave a field as it was", "关闭，或放弃修改";
    pub KEY_HELP = "This list", "显示本列表";
    pub HISTORY = "See the history", "查看历史记录";
    pub ALSO_HISTORY = "log changes undo audit lishi jilu", "日志 改动 操作记录";
    pub BACKUP = "Save a backup", "保存备份";
    pub ALSO_BACKUP = "export copy file safe beifen bf", "备份 导出 文件";
    pub RESTORE = "Restore a backup", "恢复备份";
    pub ALSO_RESTORE = "file back huifu hf huanyuan", "还原 恢复 文件";
    pub FIELDS = "Fields and options", "字段与选项";
    pub LIFE_CYCLE = "Life cycle: who moved where", "生命周期：谁去了哪个阶段";
    pub ALSO_LIFE_CYCLE = "stages insight moves flow month shengmingzhouqi smzq", "阶段 洞察 流动 月";
    pub ALSO_FIELDS = "custom field option list customise ziduan xuanxiang", "自定义 选项列表";
}
