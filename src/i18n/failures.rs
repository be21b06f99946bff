//! Failures in words: what happened, why, what to do.

use super::{Msg, filled, label, t, tf};
use crate::format;
use crate::messages;
use model::input::InputError;
use protocol::Failure;

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
    CANCELLED = "Cancelled. Nothing was changed.", "已取消，数据没有变动。";
    REMOVED = "The browser has removed the book from this device while it was open. What you see is not saved any more. Reload the page and restore your last backup.", "浏览器在使用过程中清除了本机上的客户册，现在看到的内容已经不再保存。请重新载入页面，再恢复最近的备份。";

    NOT_A_DAY = "There is no such day. Write it as 2024-01-31, or as today or yesterday.", "没有这一天。按 2024-01-31 的格式填写，也可以写今天、昨天。";
    NOT_A_NUMBER = "Not a number.", "不是数字。";
    TOO_LARGE = "Too large a number.", "数字太大。";
    TOO_PRECISE = "More decimals than the currency has.", "小数位数超过了币种的最小单位。";
    TOO_LONG = "Too long: at most 100,000 bytes.", "太长：最多 10 万字节。";
    NOT_AN_EMAIL = "Not an e-mail address: it looks like name@example.com.", "不是邮箱地址，应当像 name@example.com。";
    NOT_CHOSEN = "Not found under this name. Choose one from the list.", "没有找到这个名称。从列表中选择一个。";
    NOT_A_CURRENCY = "The three letters are no currency. Write a code such as EUR or CNY, or the amount alone.", "这三个字母不是币种代码。写 CNY、EUR 这样的代码，或者只写金额。";
    NOT_A_MOMENT = "Not a day with a time yet: a part is missing, or there is no such day. Fill in all of it, or clear it.", "日期和时间没有填完整，或者没有这一天。请填写完整，或全部清除。";
    NOT_OF_FIELD = "This field does not take such a value.", "这个字段不接受这样的值。";
}

/// Words of what only a part that is loaded later can come upon: they come with it.
fn later(name: &str, args: &[(&str, &str)]) -> String {
    filled(&label(&format!("failure.{name}")), args)
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
        Failure::Selling(problem) => {
            let amount = problem.amount.map(format::money).unwrap_or_default();
            let told =
                [("n", format::integer(u64::from(problem.n))), ("amount", amount), ("name", problem.name.clone())];
            let told = told.each_ref().map(|(key, text)| (*key, text.as_str()));
            filled(&label(&format!("problem.{}", problem.code.name())), &told)
        }
        Failure::TooMany { found, max } => {
            let whole = |n: u32| format::integer(u64::from(n));
            later("too_many", &[("found", &whole(*found)), ("max", &whole(*max))])
        }
        Failure::Input(error) => input_error(*error).to_owned(),
        // The page that imports has the details.
        Failure::File(_) => later("file", &[]),
        Failure::Unchanged => later("unchanged", &[]),
        Failure::NothingToUndo => t(&NOTHING_TO_UNDO).to_owned(),
        Failure::NothingToRedo => t(&NOTHING_TO_REDO).to_owned(),
        Failure::Cancelled => t(&CANCELLED).to_owned(),
        Failure::FieldInUse(n) => later("field_in_use", &[("n", &format::integer(u64::from(*n)))]),
        Failure::OtherNumber { shown, found } => {
            let whole = |n: &u32| format::integer(u64::from(*n));
            later("other_number", &[("n", &whole(found)), ("shown", &whole(shown))])
        }
        Failure::Full => later("full", &[]),
        Failure::Removed => t(&REMOVED).to_owned(),
        // The page that restores has the details.
        Failure::Backup(_) => later("backup", &[]),
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
        InputError::NotACurrency => &NOT_A_CURRENCY,
        InputError::NotAMoment => &NOT_A_MOMENT,
    };
    t(msg)
}
