//! Words of the page.

crate::messages! {
    pub TITLE = "In the field", "外勤";
    pub CHECK_IN = "Check in", "签到";
    pub CANCEL = "Cancel", "取消";
    pub UNNAMED = "Without a name", "未命名";

    pub CHOOSE = "Whom to visit", "选择拜访客户";
    pub NEAR_ME = "Near me", "我的附近";
    pub NEAR_CUSTOMER = "Near a customer", "某客户附近";
    pub FROM_HERE = "Distances are counted from where you are.", "距离从您的当前位置算起。";
    pub FROM_CUSTOMER = "Distances are counted from {name}.", "距离从{name}算起。";
    pub NO_PLACE = "The place of this customer is not known yet. Check in there once and keep the place, or type it into the field Position.", "还不知道这位客户的位置。到现场签到一次并保存位置，或者填写“位置”字段。";
    pub ORDER = "Who comes first", "排序";
    pub BY_OVERDUE = "Overdue for contact", "久未联系";
    pub BY_DISTANCE = "By distance", "按距离";
    pub REGION = "Region", "区域";
    pub ALL_REGIONS = "All regions", "全部区域";
    pub SILENT = "{n} {n|day|days} silent", "{n} 天未联系";
    pub NEVER = "never contacted", "从未联系";
    pub WITHOUT_PLACE = "place not known", "位置未知";
    pub VISIT_THEM = "Visit {name}", "拜访 {name}";
    pub MORE = "Show more ({n} left)", "显示更多（还有 {n} 位）";
    pub PLACED = "The place of {n} of {all} customers is known. A check-in can keep a place.", "{all} 位客户中已知 {n} 位的位置。签到时可以保存位置。";
    pub UNREADABLE = "{n} {n|position|positions} cannot be read: write latitude and longitude, such as 31.2304, 121.4737.", "有 {n} 个位置无法识别：请填写纬度和经度，例如 31.2304, 121.4737。";
    pub NO_CUSTOMERS = "No customers yet", "还没有客户";
    pub NO_CUSTOMERS_TEXT = "Visits are planned from your customers. Add some, or import them.", "拜访计划从客户中选择。先添加或导入客户。";
    pub TO_CUSTOMERS = "To the customers", "前往客户";

    pub WAY = "The way", "路线";
    pub NOBODY_CHOSEN = "Choose whom to visit: the shortest way past them appears here.", "选择要拜访的客户，这里会排出较短的路线。";
    pub DAY = "Day", "日期";
    pub FIRST_VISIT = "First visit", "首站时间";
    pub MINUTES_EACH = "Minutes each", "每站时长（分钟）";
    pub TOTAL = "{n} {n|visit|visits}, {way} as the crow flies", "{n} 站，直线距离共 {way}";
    pub LEG = "{way} from the one before", "距上一站 {way}";
    pub SHORTEST = "Shortest way", "最短路线";
    pub EARLIER = "{name}: earlier", "{name}：提前";
    pub LATER = "{name}: later", "{name}：推后";
    pub LEAVE_OUT = "Leave {name} out", "去掉 {name}";
    pub MAP = "Map", "地图";
    pub WAY_IN_MAPS = "The way in maps", "在地图中导航";
    pub WAY_PART = "The way in maps, {from}–{to}", "在地图中导航（{from}–{to}）";
    pub WAY_LAST = "The way in maps, {from}", "在地图中导航（{from}）";
    pub PLAN = "Put into the agenda", "加入日程";
    pub CLEAR = "Clear", "清空";
    pub VISIT_TITLE = "Visit {name}", "拜访 {name}";

    pub LOCATING = "Finding out where you are …", "正在定位……";
    pub WAITS_FOR_PLACE = "Finding out where you are; then it is checked in …", "正在定位，完成后自动签到……";
    pub GO_WITHOUT = "Without a position", "不带位置";
    pub WITHOUT = "No position is kept.", "不保存位置。";
    pub LOCATED = "You are at {place}, to within {n} m.", "当前位置 {place}，精度 {n} 米。";
    pub LOCATE_AGAIN = "Locate again", "重新定位";
    pub DENIED = "This site may not know where you are. Allow it in the browser's settings for this page.", "浏览器没有允许本站获取位置。可以在浏览器的网站设置里允许。";
    pub TIMED_OUT = "No position within 15 seconds, as happens indoors.", "15 秒内没有得到位置，室内常会这样。";
    pub NO_POSITION = "The device could not tell where it is.", "设备无法确定位置。";
    pub NO_GEOLOCATION = "This browser cannot tell where it is.", "这个浏览器不能定位。";
    pub BY_HAND = "You can check in all the same, without a position.", "没有位置也可以签到。";
    pub CUSTOMER = "Customer", "客户";
    pub KEEP_PLACE = "This is where the customer is: keep the place", "这就是客户的位置：保存";
    pub NOTE = "Note", "备注";

    pub CHECK_INS = "Check-ins", "签到记录";
    pub ALL_CHECK_INS = "All check-ins", "全部签到";
    pub NO_CHECK_INS = "None yet. A check-in keeps place, time, note and photo, without a network, too.", "还没有签到。签到会记下位置、时间、备注和照片，没有网络也可以。";
    pub NO_CUSTOMER = "Without a customer", "未选客户";
    pub EXACT = "to within {n} m", "精度 {n} 米";
    pub WITHOUT_POSITION = "without a position", "没有位置";
    pub FAR = "{way} from the customer", "离客户 {way}";
    pub CLOSE_BY = "at the customer’s ({way})", "在客户处（{way}）";
    pub UNCHANGED = "unchanged since", "未被修改";
    pub CHANGED = "changed since", "之后被修改过";
}
