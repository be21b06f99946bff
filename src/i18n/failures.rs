//! Failures in words: what happened, why, what to do.

use super::{Msg, label, t, tf};
use crate::format;
use crate::messages;
use model::input::InputError;
use protocol::Failure;
use protocol::import::{FileError, Role};

messages! {
    PROTOCOL = "The page and its data worker are of different versions. Reload the page.", "页面和数据程序的版本不一致。重新载入页面即可。";
    NOT_LOADED = "A part of Rapport did not load. Nothing was changed. Check the network, reload the page and try again.", "Rapport 的一部分没有加载成功，数据没有改动。请检查网络，重新载入页面后再试。";
    UNAVAILABLE = "The browser offers no storage here, as in private windows. Open Rapport in an ordinary window. ({detail})", "浏览器在这里不提供存储空间，无痕窗口就是这样。在普通窗口里打开即可。（{detail}）";
    STORAGE = "The browser refused to save. Nothing was changed. Try again; if it stays so, reload the page. ({detail})", "浏览器没有保存成功，数据没有变动。再试一次；如果还是不行，重新载入页面。（{detail}）";
    QUOTA = "Not enough room: {needed} needed, {free} free. Nothing was changed. Free some disk space and try again.", "空间不够：需要 {needed}，剩余 {free}。数据没有变动。清理磁盘后再试。";
    QUOTA_PLAIN = "Not enough room: {needed} needed, and this device or this browser has no more for Rapport. Nothing was changed. Free some disk space and try again.", "空间不够：需要 {needed}，本机或浏览器已经没有空间留给 Rapport。数据没有变动。清理磁盘后再试。";
    BLOCKED = "Another tab holds the book open with an older version. Close the other tabs of Rapport and reload.", "另一个标签页还用旧版本打开着客户册。关闭其他标签页，再重新载入。";
    NEWER = "The book was written by a newer version of Rapport (format {found}, this version reads up to {known}). Reload to get the newer version.", "客户册是用更新的版本写的（格式 {found}，本版本最高读到 {known}）。重新载入以更新版本。";
    DAMAGED = "A part of the book on this device is damaged ({detail}). To get it back, delete the data of this site in the browser, open Rapport again and restore your last backup, or import your purchase log.", "本机上的客户册有一部分损坏（{detail}）。要找回数据，请在浏览器中删除本网站的数据，重新打开 Rapport，再恢复最近的备份或者重新导入购买记录。";
    NOT_FOUND = "This record is no longer in the book.", "这条记录已经不在客户册里了。";
    NOTHING_TO_UNDO = "There is nothing to undo.", "没有可以撤销的操作。";
    NOTHING_TO_REDO = "There is nothing to bring back: nothing was undone, or something was changed since.", "没有可以重做的操作：没有撤销过，或者之后又有改动。";
    TOO_MANY = "{found} records are too many for one step; it takes {max}. Narrow the list and do it in several. Nothing was changed.", "一次最多能处理 {max} 条，选中了 {found} 条。缩小列表范围，分几次进行。数据没有改动。";
    CANCELLED = "Cancelled. Nothing was changed.", "已取消，数据没有变动。";
    FIELD_IN_USE = "The type stays: {n} {n|record has|records have} a value in this field, which another type could not hold. Empty them first, or add a new field.", "类型不能更改：{n} 条记录在这个字段中有值，换成其他类型就放不下了。先清空这些值，或者添加一个新字段。";
    FULL = "There is no number left for one more. Delete some that are not used.", "编号已经用完。先删除一些不用的。";
    REMOVED = "The browser has removed the book from this device while it was open. What you see is not saved any more. Reload the page and restore your last backup.", "浏览器在使用过程中清除了本机上的客户册，现在看到的内容已经不再保存。请重新载入页面，再恢复最近的备份。";
    BACKUP = "The file cannot be restored. The book is as it was.", "无法从这个文件恢复。客户册没有变动。";

    NOT_A_DAY = "There is no such day. Write it as 2024-01-31, or as today or yesterday.", "没有这一天。按 2024-01-31 的格式填写，也可以写今天、昨天。";
    NOT_A_NUMBER = "Not a number.", "不是数字。";
    TOO_LARGE = "Too large a number.", "数字太大。";
    TOO_PRECISE = "More decimals than the currency has.", "小数位数超过了币种的最小单位。";
    TOO_LONG = "Too long: at most 100,000 bytes.", "太长：最多 10 万字节。";
    NOT_AN_EMAIL = "Not an e-mail address: it looks like name@example.com.", "不是邮箱地址，应当像 name@example.com。";
    NOT_CHOSEN = "Not found under this name. Choose one from the list.", "没有找到这个名称。从列表中选择一个。";
    NOT_OF_FIELD = "This field does not take such a value.", "这个字段不接受这样的值。";

    FILE_EMPTY = "The file is empty.", "文件是空的。";
    FILE_BINARY = "The file is not text. Save the sheet as XLSX or CSV and choose that file.", "这不是文本文件。把表格另存为 XLSX 或 CSV，再选择那个文件。";
    FILE_BINARY_KIND = "The file is of the kind {kind}, not text. Save the sheet as XLSX or CSV and choose that file.", "这是 {kind} 文件，不是文本。把表格另存为 XLSX 或 CSV，再选择那个文件。";
    FILE_ENCODING = "The text’s encoding is not known. Save the file as UTF-8 and choose it again.", "无法识别文字编码。把文件另存为 UTF-8，再选择一次。";
    FILE_TOO_LARGE = "The file has {bytes}; at most {max} can be read. Split it and import the parts one after the other.", "文件有 {bytes}，最多能读 {max}。拆成几个文件依次导入。";
    FILE_COLUMNS = "The file has {found} columns; at most {max} can be read. Remove those you do not need.", "文件有 {found} 列，最多能读 {max} 列。删掉用不到的列。";
    FILE_LINE = "Line {line} is longer than {max}. The file is probably not a table.", "第 {line} 行超过 {max}，这个文件可能不是表格。";
    FILE_QUOTE = "A quotation mark opens in line {line} and never closes. The file was probably cut off: export it again.", "第 {line} 行的引号没有闭合，文件可能不完整。重新导出一次。";
    FILE_UNREADABLE = "The browser cannot read the file: was it moved or renamed? Choose it again. ({detail})", "浏览器读不到文件，可能被移动或改名了。重新选择一次。（{detail}）";
    FILE_LOCKED = "The workbook is locked with a password. Save it without one and choose it again.", "工作簿有密码保护。去掉密码另存后，再选择一次。";
    FILE_INFLATES = "The workbook unpacks to more than {max}. It is damaged, or not meant to be read: nothing was unpacked further.", "工作簿解压后超过 {max}，可能已损坏或有恶意，已停止解压。";
    FILE_WORKBOOK = "The workbook is damaged ({detail}). Open it in your spreadsheet program, save it again as XLSX or CSV, and choose that file.", "工作簿已损坏（{detail}）。用表格软件打开，另存为 XLSX 或 CSV，再选择那个文件。";
    FILE_NO_SHEET = "Nothing stands in the workbook’s sheets.", "工作簿里的工作表都是空的。";
    FILE_MISSING = "No column is chosen for “{role}”. Choose one.", "还没有指定“{role}”是哪一列。";
}

/// A failure in words of the page's language.
pub fn failure(failure: &Failure) -> String {
    match failure {
        Failure::Protocol(_) => t(&PROTOCOL).to_owned(),
        Failure::NotLoaded => t(&NOT_LOADED).to_owned(),
        Failure::StorageUnavailable(detail) => tf(&UNAVAILABLE, &[("detail", detail)]),
        Failure::Storage(detail) => tf(&STORAGE, &[("detail", detail)]),
        // Browsers round what they say is free, some to the same ten gigabytes for everybody.
        Failure::Quota { needed_bytes, free_bytes } if free_bytes >= needed_bytes => {
            tf(&QUOTA_PLAIN, &[("needed", &format::bytes(*needed_bytes))])
        }
        Failure::Quota { needed_bytes, free_bytes } => {
            tf(&QUOTA, &[("needed", &format::bytes(*needed_bytes)), ("free", &format::bytes(*free_bytes))])
        }
        Failure::Blocked => t(&BLOCKED).to_owned(),
        Failure::NewerFormat { found, known } => {
            tf(&NEWER, &[("found", &found.to_string()), ("known", &known.to_string())])
        }
        Failure::Damaged(detail) => tf(&DAMAGED, &[("detail", detail)]),
        Failure::NotFound => t(&NOT_FOUND).to_owned(),
        Failure::TooMany { found, max } => {
            let whole = |n: u32| format::integer(u64::from(n));
            tf(&TOO_MANY, &[("found", &whole(*found)), ("max", &whole(*max))])
        }
        Failure::Input(error) => input_error(*error).to_owned(),
        Failure::File(error) => file_error(error),
        Failure::NothingToUndo => t(&NOTHING_TO_UNDO).to_owned(),
        Failure::NothingToRedo => t(&NOTHING_TO_REDO).to_owned(),
        Failure::Cancelled => t(&CANCELLED).to_owned(),
        Failure::FieldInUse(n) => tf(&FIELD_IN_USE, &[("n", &format::integer(u64::from(*n)))]),
        Failure::Full => t(&FULL).to_owned(),
        Failure::Removed => t(&REMOVED).to_owned(),
        // The page that restores has the details.
        Failure::Backup(_) => t(&BACKUP).to_owned(),
    }
}

/// Why a typed value cannot be taken, in words.
pub fn input_error(error: InputError) -> &'static str {
    let msg: &'static Msg = match error {
        InputError::NotADay => &NOT_A_DAY,
        InputError::NotANumber => &NOT_A_NUMBER,
        InputError::TooLarge => &TOO_LARGE,
        InputError::TooPrecise => &TOO_PRECISE,
        InputError::TooLong => &TOO_LONG,
        InputError::NotAnEmail => &NOT_AN_EMAIL,
        InputError::NotOfThisField => &NOT_OF_FIELD,
        InputError::NotChosen => &NOT_CHOSEN,
    };
    t(msg)
}

fn file_error(error: &FileError) -> String {
    match error {
        FileError::Empty => t(&FILE_EMPTY).to_owned(),
        FileError::Binary(None) => t(&FILE_BINARY).to_owned(),
        FileError::Binary(Some(kind)) => tf(&FILE_BINARY_KIND, &[("kind", kind)]),
        FileError::UnknownEncoding => t(&FILE_ENCODING).to_owned(),
        FileError::TooLarge { bytes, max_bytes } => {
            tf(&FILE_TOO_LARGE, &[("bytes", &format::bytes(*bytes)), ("max", &format::bytes(*max_bytes))])
        }
        FileError::TooManyColumns { found, max } => {
            let number = |count: u32| format::integer(count.into());
            tf(&FILE_COLUMNS, &[("found", &number(*found)), ("max", &number(*max))])
        }
        FileError::LineTooLong { line, max_bytes } => {
            tf(&FILE_LINE, &[("line", &line.to_string()), ("max", &format::bytes(*max_bytes))])
        }
        FileError::UnclosedQuote { line } => tf(&FILE_QUOTE, &[("line", &line.to_string())]),
        FileError::Unreadable(detail) => tf(&FILE_UNREADABLE, &[("detail", detail)]),
        FileError::Locked => t(&FILE_LOCKED).to_owned(),
        FileError::Inflates { max_bytes } => tf(&FILE_INFLATES, &[("max", &format::bytes(*max_bytes))]),
        FileError::Workbook(detail) => tf(&FILE_WORKBOOK, &[("detail", detail)]),
        FileError::NoSheet => t(&FILE_NO_SHEET).to_owned(),
        FileError::MissingField(of, field) => {
            let field =
                crate::fields::find(*of, *field).map_or(String::new(), |field| crate::fields::label(*of, field));
            tf(&FILE_MISSING, &[("role", &field)])
        }
        FileError::Missing(role) => tf(&FILE_MISSING, &[("role", &role_label(*role))]),
    }
}

/// The three roles that can be missing carry the names of what they are; the others never come here.
fn role_label(role: Role) -> String {
    label(match role {
        Role::Day => "order.day",
        Role::Amount => "order_line.amount",
        _ => "order.customer",
    })
}
