//! Words about people to think of.

crate::messages! {
    pub BIRTHDAY = "Birthday", "生日";
    pub ANNIVERSARY = "Anniversary", "纪念日";
    pub SILENCE = "Get in touch", "该联系了";
    pub SPRING = "Spring Festival", "春节";
    pub QINGMING = "Qingming", "清明节";
    pub BOAT = "Dragon Boat Festival", "端午节";
    pub MOON = "Mid-Autumn Festival", "中秋节";
    pub NATIONAL = "National Day (China)", "国庆节";
    pub NEW_YEAR = "New Year’s Day", "元旦";
    pub EASTER = "Easter", "复活节";
    pub THANKS = "Thanksgiving", "感恩节";
    pub CHRISTMAS = "Christmas", "圣诞节";

    pub ON_DAY = "{what} · {day}", "{what} · {day}";
    pub SILENT_FOR = "No conversation for {n} {n|day|days}", "{n} 天没有联系";
    pub NEVER = "No conversation yet", "还没有联系过";
    pub NOBODY = "Nobody waits for a word from you: no birthday or holiday is near, and nobody has been silent for too long.", "目前没有需要问候的客户：近期没有生日或节日，也没有客户太久未联系。";
    pub SHOWN = "The first of each kind are shown: {n} of {all}.", "每类显示前几位：{n} / {all}。";
    pub ABOUT = "Birthdays, anniversaries and holidays of the next week, and customers nobody has talked with for longer than their level allows. Who must not be contacted is left out.", "未来一周的生日、纪念日和节日，以及超过其级别联系期限的客户。请勿联系的客户不在此列。";

    pub DAYS = "After how many days", "多少天后提醒";
    pub LEVEL_A = "Level A", "A 级";
    pub LEVEL_B = "Level B", "B 级";
    pub LEVEL_C = "Others (0 for never)", "其他（0 为不提醒）";

    pub DONE_FOR = "Done: {name}", "完成：{name}";
    pub LATER_FOR = "Remind me tomorrow: {name}", "明天提醒我：{name}";
    pub CALL_WHO = "Call {name}", "致电 {name}";
    pub REMINDER_OF = "{what}: {name}", "{what}：{name}";
    pub MESSAGE = "Suggested message", "建议的问候";
    pub COPY = "Copy", "复制";
    pub COPIED = "Copied", "已复制";
    pub NOT_COPIED = "The browser did not allow copying. Select the text and copy it by hand.", "浏览器不允许复制，请手动选择并复制。";
    pub MAIL = "E-mail", "邮件";
    pub SMS = "SMS", "短信";
    pub WECHAT = "WeChat: {name}", "微信：{name}";
    pub SENT_MESSAGE = "I wrote a message", "已发消息";
    pub SENT_MAIL = "I wrote an e-mail", "已发邮件";
}
