//! Words of conversations and files.

crate::messages! {
    pub LOG_TITLE = "Log a conversation", "记录跟进";
    pub LOG = "Log", "记录";
    pub SAVE = "Save", "保存";
    pub CANCEL = "Cancel", "取消";
    pub KIND = "Kind", "方式";
    pub WHO = "With", "对象";
    pub WHO_HINT = "Name, phone, company", "姓名、电话、公司";
    pub RECENT = "Talked with lately", "最近联系";
    pub NO_NAME = "Without a name", "未命名";
    pub NEW_LEAD_NAMED = "New lead: {text}", "新建线索：{text}";
    pub NEEDS_WHO = "Choose whom it was with.", "请选择跟进对象。";
    pub TEXT = "What was said", "内容";
    pub TEXT_HINT = "What was said, what was agreed. @ links a record.", "聊了什么，约定了什么。输入 @ 可关联资料。";
    pub MENTION = "Records to link", "可关联的资料";
    pub OUTCOME = "Outcome", "结果";
    pub DIRECTION = "Who began it", "发起方";
    pub OUTBOUND = "We did", "我方";
    pub INBOUND = "They did", "对方";
    pub WHEN = "When", "时间";
    pub MINUTES = "Minutes", "时长（分钟）";
    pub MINUTES_OF = "{n} min", "{n} 分钟";
    pub NEXT = "Next step", "下一步";
    pub NEXT_HINT = "Send the offer, call again …", "发报价、再联系……";
    pub NEXT_DAY = "On", "日期";
    pub NEXT_TIME = "At (if it matters)", "时刻（可不填）";
    pub TOMORROW = "Tomorrow", "明天";
    pub IN_THREE_DAYS = "In 3 days", "3 天后";
    pub NEXT_WEEK = "In a week", "一周后";
    pub NEEDS_DAY = "Choose a day.", "请选择日期。";
    pub FOLLOW_UP = "Follow up: {who}", "跟进：{who}";
    pub WITH = "With", "相关：";
    pub TALKS = "Conversations", "跟进记录";
    pub NOTHING_SAID = "Nothing was said yet that anybody wrote down.", "还没有跟进记录。";
    pub MORE = "Show more ({n} left)", "显示更多（还有 {n} 条）";

    pub FILES = "Photos and files", "照片和文件";
    pub FILE = "File", "文件";
    pub NO_FILES = "None yet. They stay on this device.", "还没有。文件只保存在这台设备上。";
    pub ADD_PHOTO = "Photo", "照片";
    pub ADD_FILE = "File", "文件";
    pub FULL_SIZE = "Keep photos at full size", "照片保留原尺寸";
    pub KEEPING = "Keeping the files …", "正在保存文件……";
    pub TAKE_OUT = "Take out {name}", "移除 {name}";
    pub OPEN_FILE = "Show {name}", "查看 {name}";
    pub SAVE_FILE = "Save as a file", "另存为文件";
    pub DELETE_FILE = "Delete", "删除";
    pub NOT_HERE = "not on this device", "不在这台设备上";
    pub FILE_GONE = "{name} is not on this device: it was added on another one, or the browser has cleared it. The record is kept; add the file again.", "这台设备上没有 {name}：它可能是在别的设备上添加的，或者已被浏览器清除。记录仍然保留，可以重新添加文件。";
    pub TOO_LARGE = "{name} is too large: at most {max}. Nothing was kept; choose a smaller file, or keep it elsewhere and write down where.", "{name} 太大，最多 {max}，没有保存。请选择更小的文件，或者存到别处并记下位置。";

    pub REACH = "Call or write", "联系方式";
    pub CALL = "Call", "电话";
    pub SMS = "SMS", "短信";
    pub WHATSAPP = "WhatsApp", "WhatsApp";
    pub EMAIL = "E-mail", "邮件";
    pub WECHAT = "WeChat", "微信";
    pub COPIED = "WeChat id copied: paste it into the search of WeChat.", "微信号已复制，可以在微信搜索里粘贴。";
    pub DO_NOT_CALL = "They asked not to be called.", "对方要求不要打电话。";
    pub WITHDRAWN = "They have withdrawn their consent to be contacted.", "对方已撤回同意。";
    pub ASK_FIRST = "Contact them all the same?", "仍要联系吗？";
    pub LEAVE_IT = "Leave it", "不联系";
    pub ANYWAY = "all the same", "仍然联系";

    pub UNCHANGED = "Unchanged since it was made.", "签到后未被修改。";
    pub CHANGED = "Changed since it was made: place, time, customer or photo are not what they were.", "签到后被修改过：位置、时间、客户或照片与当时不一致。";
    pub NO_PROOF = "Without a seal: it was typed in or imported.", "没有校验：由手工填写或导入。";

    pub PLACE = "Place", "位置";
    pub PLACE_UNKNOWN = "Not known yet. Stand at their door and keep it.", "还不知道。到客户门口后可以保存。";
    pub PLACE_UNREADABLE = "{place}: cannot be read. Write latitude and longitude, such as 31.2304, 121.4737.", "{place}：无法识别。请填写纬度和经度，例如 31.2304, 121.4737。";
    pub I_AM_HERE = "I am here", "我在这里";
    pub MAP = "Map", "地图";

    pub WHO_CALLS = "Who calls", "来电";
    pub NUMBER = "Telephone number", "电话号码";
    pub NUMBER_HINT = "A telephone system opens this page with the number; it does not stay in the address or the history.", "电话系统会带着号码打开此页；号码不会留在地址栏或历史记录里。";
    pub FIND = "Find", "查找";
    pub LOG_CALL = "Log this call", "记录这次来电";
    pub SEVERAL = "{n} records have this number.", "有 {n} 条资料使用这个号码。";
    pub NOBODY = "Nobody in the book has {number}.", "客户册里没有 {number}。";
    pub NEW_CALLER = "Somebody new", "新的来电人";
    pub NOBODY_TEXT = "Write down who it is, and log the call.", "写下是谁，再记录这次来电。";
    pub NAME = "Name", "姓名";
    pub NEW_LEAD = "New lead", "新建线索";
    pub NEW_CUSTOMER = "New customer", "新建客户";
    pub LAST = "Last: {when}", "上次：{when}";
    pub NEVER = "Not talked with yet", "还没有联系过";
}
