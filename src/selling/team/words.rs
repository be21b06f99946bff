//! Words of the page.

crate::messages! {
    pub TITLE = "Team", "团队";
    pub PEOPLE = "{n} {n|user|users}", "{n} 位用户";
    pub THAT_IS_ME = "This is me", "这是我";
    pub I_AM = "I am {name}", "我是{name}";
    pub NOT_ME = "Not me", "不是我";
    pub HAND_OVER = "Hand over", "移交";
    pub HAND_OVER_OF = "Hand over what {name} owns", "移交{name}名下的记录";
    pub HAND_OVER_TEXT = "All of it goes to the new owner in one step; one undo takes it back.", "一步全部转给新负责人，可以一次撤销。";
    pub TO = "New owner", "新负责人";
    pub NEEDS_TO = "Choose who gets it.", "请选择接手的人。";
    pub NEEDS_KIND = "Choose at least one kind of records.", "请至少选择一类记录。";
    pub NOTHING = "Nothing", "无";
    pub COUNTED = "{what} {n}", "{what} {n}";
    pub JOIN = ", ", "、";
    pub LEFT = "{name} does not work here any more and still owns {what}.", "{name}已离职，名下仍有：{what}。";
    pub ORPHANS = "The owner of {what} was deleted.", "以下记录的负责人已被删除：{what}。";
    pub LEADS_IT = "leads it", "负责人";
    pub TEAMS = "Teams", "团队";
    pub EMPTY = "Nobody here yet", "还没有用户";
    pub EMPTY_TEXT = "Add yourself and your colleagues: then records can have owners, and lists can show what is yours.", "添加您自己和同事，记录就能有负责人，列表可以只看您的。";
}
