//! Words of the page.

use crate::i18n::Msg;
use protocol::selling::leads::{Likeness, Whose};

crate::messages! {
    pub TITLE = "Leads", "线索";
    pub COUNT = "{n} of {all}", "{n} / {all} 条";

    pub MINE = "Mine", "我的";
    pub TEAM = "My team", "我的团队";
    pub ALL = "All", "全部";
    pub POOL = "Public pool", "公海";
    pub TABS = "Whose leads", "线索归属";
    pub STATUSES = "By status", "按状态";
    pub OPEN = "Open", "未关闭";
    pub ANY = "All statuses", "全部状态";
    pub IAM = "I am {name}", "我是{name}";
    pub WHO = "Who are you?", "您是谁？";

    pub CAPTURE = "New lead in one line", "一行新建线索";
    pub CAPTURE_HINT = "Name, phone or e-mail", "姓名、电话或邮箱";
    pub ADD = "Add", "添加";
    pub READ = "Recognised", "已识别";
    pub READ_NAME = "Name {text}", "姓名 {text}";
    pub READ_COMPANY = "Company {text}", "公司 {text}";
    pub READ_PHONE = "Phone {text}", "电话 {text}";
    pub READ_EMAIL = "E-mail {text}", "邮箱 {text}";
    pub READ_WECHAT = "WeChat {text}", "微信 {text}";
    pub READ_REMARK = "Remark {text}", "备注 {text}";
    pub TO_POOL_HINT = "Goes into the public pool", "将放入公海";

    pub DUPLICATES = "Perhaps in the book already", "可能已在客户册中";
    pub OF_CUSTOMER = "of {name}", "所属客户：{name}";
    pub OWNED_BY = "Owner: {name}", "负责人：{name}";
    pub LIKE_PHONE = "same phone: {text}", "电话相同：{text}";
    pub LIKE_EMAIL = "same e-mail: {text}", "邮箱相同：{text}";
    pub LIKE_WECHAT = "same WeChat: {text}", "微信相同：{text}";
    pub LIKE_NAME = "same name: {text}", "姓名相同：{text}";
    pub LIKE_COMPANY = "same company: {text}", "公司相同：{text}";
    pub LIKE_NEAR = "similar name: {text}", "名称相近：{text}";

    pub DUE = "{n} to contact today", "今天待联系 {n} 条";
    pub CONVERTED = "{share} converted", "转化率 {share}";
    pub SOON = "{n} {n|goes|go} back to the pool within 3 days", "3 天内将有 {n} 条退回公海";
    pub FIGURES = "Sources and pool", "来源与公海";
    pub SOURCES = "Leads by source", "按来源";
    pub SOURCE = "Source", "来源";
    pub NO_SOURCE = "Not told", "未填写";
    pub LEADS = "Leads", "线索";
    pub WON = "Converted", "已转化";
    pub RATE = "Rate", "转化率";
    pub POOL_RULE = "Automatic return to the pool", "自动退回公海";
    pub POOL_TEXT = "A lead that nobody has spoken with for so many days loses its owner, when this page or Today is opened. One undo takes it back. Empty means never.", "超过该天数无人跟进的线索会失去负责人：打开本页或“今天”时执行，可以一次撤销。留空表示从不退回。";
    pub POOL_DAYS = "Days without contact", "无跟进天数";
    pub IDLE = "Idle now: {names}", "现已超期：{names}";

    pub PATH = "Status", "状态";
    pub CONVERT = "Convert", "转化";
    pub UNQUALIFIED = "Unqualified", "不合格";
    pub REOPEN = "Open again", "重新打开";
    pub BECAME = "Converted into", "已转化为";
    pub CLAIM = "Claim", "领取";
    pub GIVE_BACK = "Return to the pool", "退回公海";
    pub IN_POOL = "In the public pool", "在公海中";
    pub IDLE_FOR = "{n} {n|day|days} without contact", "{n} 天未跟进";
    pub RETURNS_IN = "goes back to the pool in {n} {n|day|days}", "{n} 天后退回公海";
    pub RETURNS_NOW = "due to go back to the pool", "应退回公海";
    pub DONE = "done", "已完成";

    pub FOLLOW_UP = "Next contact", "下次联系";
    pub CONVERT_TITLE = "Convert the lead", "转化线索";
    pub CONVERT_TEXT = "Made in one step, with everything the lead has; one undo takes all of it back.", "一步完成，线索的全部内容一并带入；可以一次全部撤销。";
    pub CUSTOMER = "Customer", "客户";
    pub NEW_CUSTOMER = "A new customer", "新建客户";
    pub KNOWN_CUSTOMER = "{name}, who is in the book ({why})", "已有客户：{name}（{why}）";
    pub KIND = "Kind", "类型";
    pub BUSINESS = "Business", "企业";
    pub PERSON = "Person", "个人";
    pub CUSTOMER_NAME = "Name of the customer", "客户名称";
    pub CONTACT = "Contact {name}", "联系人：{name}";
    pub DEAL = "An opportunity", "商机";
    pub DEAL_NAME = "Name of the opportunity", "商机名称";
    pub AMOUNT = "Amount", "金额";
    pub PIPELINE = "Pipeline", "销售管道";
    pub CLOSE_DATE = "Expected close", "预计成交日期";
    pub LABELLED = "{label}: {text}", "{label}：{text}";
    pub ALONG = "{talks} {talks|conversation|conversations} and {tasks} {tasks|task|tasks} go along.", "{talks} 条跟进记录和 {tasks} 项任务一并带入。";

    pub EMPTY = "No leads yet", "还没有线索";
    pub EMPTY_TEXT = "Type a name, a phone number or an e-mail address above; that is enough for a lead. A file of leads can be imported.", "在上方输入姓名、电话或邮箱，就能建立一条线索；也可以导入线索文件。";
    pub NONE_HERE = "No lead here", "这里没有线索";
    pub NONE_TEXT = "None of the leads is of this kind.", "没有符合条件的线索。";
    pub POOL_EMPTY_TEXT = "The public pool is empty: every open lead has an owner.", "公海为空：所有未关闭的线索都有负责人。";
    pub SHOW_ALL = "Show all leads", "查看全部线索";
    pub IMPORT = "Import", "导入";
    pub NO_ME = "Say who you are to see what is yours.", "请先选择您是谁，才能看到您的线索。";
}

/// The name of a tab.
pub(super) fn tab(whose: Whose) -> &'static Msg {
    match whose {
        Whose::Mine => &MINE,
        Whose::Team => &TEAM,
        Whose::All => &ALL,
        Whose::Pool => &POOL,
    }
}

/// Why a record may be the same, with what it has in common.
pub(super) fn likeness(likeness: Likeness) -> &'static Msg {
    match likeness {
        Likeness::Phone => &LIKE_PHONE,
        Likeness::Email => &LIKE_EMAIL,
        Likeness::WeChat => &LIKE_WECHAT,
        Likeness::Name => &LIKE_NAME,
        Likeness::Company => &LIKE_COMPANY,
        Likeness::NearName => &LIKE_NEAR,
    }
}
