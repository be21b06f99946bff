//! Why a file cannot be read, in words: what happened, why, what to do.

use crate::i18n::{label, t, tf};
use crate::{fields, format, i18n, messages};
use protocol::Failure;
use protocol::import::{FileError, Role};

messages! {
    FILE_EMPTY = "The file is empty.", "文件是空的。";
    FILE_BINARY = "The file is not text. Save the sheet as XLSX or CSV and choose that file.", "这不是文本文件。把表格另存为 XLSX 或 CSV，再选择那个文件。";
    FILE_BINARY_KIND = "The file is of the kind {kind}, not text. Save the sheet as XLSX or CSV and choose that file.", "这是 {kind} 文件，不是文本。把表格另存为 XLSX 或 CSV，再选择那个文件。";
    FILE_ENCODING = "The text’s encoding is not known. Save the file as UTF-8 and choose it again.", "无法识别文字编码。把文件另存为 UTF-8，再选择一次。";
    FILE_TOO_LARGE = "The file has {bytes}; at most {max} can be read. Split it and import the parts one after the other.", "文件有 {bytes}，最多能读 {max}。拆成几个文件依次导入。";
    FILE_COLUMNS = "The file has {found} columns; at most {max} can be read. Remove those you do not need.", "文件有 {found} 列，最多能读 {max} 列。删掉用不到的列。";
    FILE_LINE = "Line {line} is longer than {max}. The file is probably not a table: choose another one.", "第 {line} 行超过 {max}，这个文件可能不是表格，请另选文件。";
    FILE_QUOTE = "A quotation mark opens in line {line} and never closes. The file was probably cut off: export it again.", "第 {line} 行的引号没有闭合，文件可能不完整。重新导出一次。";
    FILE_UNREADABLE = "The browser cannot read the file: was it moved or renamed? Choose it again. ({detail})", "浏览器读不到文件，可能被移动或改名了。重新选择一次。（{detail}）";
    FILE_LOCKED = "The workbook is locked with a password. Save it without one and choose it again.", "工作簿有密码保护。去掉密码另存后，再选择一次。";
    FILE_INFLATES = "The workbook unpacks to more than {max}. It is damaged, or not meant to be read: unpacking was stopped. Save the sheet as CSV and choose that file.", "工作簿解压后超过 {max}，可能已损坏或有恶意，已停止解压。请另存为 CSV 再选择。";
    FILE_WORKBOOK = "The workbook is damaged ({detail}). Open it in your spreadsheet program, save it again as XLSX or CSV, and choose that file.", "工作簿已损坏（{detail}）。用表格软件打开，另存为 XLSX 或 CSV，再选择那个文件。";
    FILE_NO_SHEET = "The workbook’s sheets are empty. Choose another file.", "工作簿里的工作表都是空的，请另选文件。";
    FILE_MISSING = "No column is chosen for “{role}”. Choose one.", "还没有指定“{role}”是哪一列。";
}

/// A failure of an import in words of the page's language.
pub(super) fn failure(failure: &Failure) -> String {
    match failure {
        Failure::File(error) => file_error(error),
        other => i18n::failure(other),
    }
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
            let field = fields::find(*of, *field).map_or(String::new(), |field| fields::label(*of, field));
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
