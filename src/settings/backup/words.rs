//! What is said of backups.

use crate::messages;

messages! {
    pub TITLE = "Backup", "备份";
    pub WHAT =
        "One file with the whole book: every record, the trash, the history with its ways back, and the photos and files that are on this device. Keep it somewhere else.",
        "一个文件装下整本客户册：所有资料、回收站、可以撤销的操作记录，以及本机上的照片和文件。请保存到本机以外的地方。";
    pub NEVER = "No backup was saved in this browser yet.", "这个浏览器还没有保存过备份。";
    pub LAST = "Last backup: {when}, {size}", "上次备份：{when}，{size}";
    pub SAVE = "Save a backup", "保存备份";
    pub SAVING = "Making the backup", "正在生成备份";
    pub SAVED = "Backup saved: {name}, {size}", "备份已保存：{name}，{size}";
    pub CANCELLED = "Cancelled. No backup was made.", "已取消，没有生成备份。";
    pub RESTORE = "Restore a backup", "恢复备份";
    pub OR_DROP = "or drop the file here", "或者把文件拖到这里";

    pub DIALOG = "Restore a backup", "恢复备份";
    pub READING = "Checking {name}", "正在检查 {name}";
    pub RESTORING = "Restoring {name}", "正在恢复 {name}";
    pub SIZE_FORMAT = "{size}, format {format}", "{size}，格式 {format}";
    pub NEWEST = "Newest change", "最近一次改动";
    pub FILES = "Photos and files", "照片和文件";
    pub CHANGES = "Operations in the history", "操作记录条数";
    pub NO_CHANGE = "none", "无";
    pub KIND = "Records", "资料";
    pub THERE = "In the backup", "备份中";
    pub HERE = "Here now", "现在这里";
    pub OTHER = "Kind {n}", "类型 {n}";
    pub REPLACES =
        "Restoring puts this book in the place of the present one, as a whole. The present one is kept for 30 days: Undo brings it back.",
        "恢复会用备份整体替换现在的客户册。现在的客户册会保留 30 天，撤销即可找回。";
    pub OLDER =
        "The book here has changes that are newer than this backup.",
        "现在的客户册里有比这份备份更新的改动。";
    pub CONFIRM = "Replace the book", "替换客户册";
    pub KEEP = "Keep the present book", "保留现在的客户册";
    pub CHOOSE_OTHER = "Choose another file", "另选文件";
    pub FAILED = "{name} was not restored. The book is as it was.", "未能恢复 {name}，客户册没有变动。";

    pub EMPTY = "The file is empty.", "文件是空的。";
    pub NOT_A_BACKUP =
        "This is not a backup of Rapport. Choose a file that ends in .rapport; purchase logs are read on the import page.",
        "这不是 Rapport 的备份。请选择以 .rapport 结尾的文件；购买记录请到导入页面读取。";
    pub NEWER =
        "The backup was made by a newer version of Rapport: format {found}, this version reads up to {known}. Reload the page to get the newer version, then try again.",
        "这份备份来自更新版本的 Rapport：格式 {found}，当前版本最高支持 {known}。请重新载入页面更新后再试。";
    pub CUT_OFF =
        "The file ends too early: it was not copied or downloaded completely. Get it once more from where it is kept.",
        "文件不完整，可能没有复制或下载完。请从保存的地方重新取一份。";
    pub ALTERED =
        "The file is damaged: after {at} it is not as it was written. Use another copy, or an earlier backup.",
        "文件已损坏：{at} 之后的内容与写入时不一致。请换一份副本，或者用更早的备份。";
    pub UNREADABLE =
        "The browser cannot read the file: was it moved or changed? Choose it again. ({detail})",
        "浏览器读不到文件，可能被移动或修改了。请重新选择。（{detail}）";
}
