//! What the import of records says.

use crate::messages;

messages! {
    pub KIND = "What the file holds", "文件内容";
    pub PURCHASES = "Purchases", "购买记录";
    pub SHEET = "Sheet", "工作表";
    pub AS_LAST_TIME = "Read as the last time, when a file had these columns.", "列名与上次相同，已按上次的方式读取。";
    pub ERROR_CELLS =
        "{n} {n|cell holds|cells hold} a spreadsheet error such as #N/A and {n|is|are} taken as empty.",
        "{n} 个单元格是 #N/A 之类的表格错误，按空白处理。";
    pub YES = "Yes", "是";
    pub NO = "No", "否";

    pub POLICY = "Matches", "匹配";
    pub ON_MATCH = "Rows that match a record you have", "与已有资料匹配的行";
    pub MATCH_UPDATE = "Update it: what the file fills in replaces what is there", "更新：文件里填写的内容覆盖原有内容";
    pub MATCH_SKIP = "Leave it as it is", "跳过，保持原样";
    pub MATCH_CREATE = "Add another one", "另建一条";
    pub MATCH_BY = "They match by, in this order", "按以下顺序匹配";
    pub EARLIER = "Match by {name} earlier", "将“{name}”提前";
    pub UNKNOWN_REFERENCES = "Customers, products and people that are not in your book", "文件提到、但尚未建档的客户、产品和人员";
    pub REFERENCE_CREATE = "Add them by name", "按名称新建";
    pub REFERENCE_REJECT =
        "Add none: leave out rows of such customers and products, and leave such owners empty",
        "不新建：不导入涉及这些客户和产品的行，负责人留空";
    pub UNKNOWN_OPTIONS = "Words that are none of a field’s options", "不在选项中的文字";
    pub OPTION_REMARK = "Keep them in the remark", "写入备注";
    pub OPTION_EMPTY = "Leave the field empty", "该字段留空";

    pub WORDS = "What single words mean", "逐个指定文字的含义";
    pub WORDS_TEXT = "Each can be an option you have, a new one or nothing. The next file with these columns is read in the same way.", "每个词可以对应现有选项、新选项，或者不对应。下次列名相同的文件会按同样的方式读取。";
    pub WORD_BECOMES = "What “{word}” becomes", "“{word}”对应的选项";
    pub WORD_ROWS = "{n} {n|row|rows}", "{n} 行";
    pub WORD_ROWS_AT_LEAST = "{n} {n|row|rows} or more", "至少 {n} 行";
    pub WORD_REMARK = "Kept in the remark", "写入备注";
    pub WORD_EMPTY = "Left empty", "留空";
    pub WORD_NOTHING = "Nothing: leave it empty", "不对应任何选项，留空";
    pub WORD_NEW = "New option “{word}”", "新选项“{word}”";
    pub WORD_KNOWN = "Options you have", "现有选项";

    pub CREATED = "New: {of}", "新增{of}";
    pub UPDATED = "Changed: {of}", "更新{of}";
    pub CELLS = "{n} ({cells} {cells|cell|cells})", "{n}（{cells} 处）";
    pub UNCHANGED = "Already as in the file", "与文件一致，无需改动";
    pub SKIPPED = "Matches left as they are", "匹配后跳过";
    pub REPEATED = "Rows that repeat an earlier one", "与前面重复的行";
    pub ALONG = "Added along: {of}", "同时新增{of}";
    pub UNKNOWN_TITLE = "Words that are no options", "不在选项中的文字";
    pub UNKNOWN_KEPT = "{n} {n|cell|cells}: kept in the remark. To change that, go back to the columns.", "共 {n} 处，写入备注。如需更改，请返回核对各列。";
    pub UNKNOWN_EMPTIED = "{n} {n|cell|cells}: left empty. To change that, go back to the columns.", "共 {n} 处，留空。如需更改，请返回核对各列。";
    pub UNKNOWN_ROWS = "Rows", "行数";
    pub NAMELESS = "Names that nobody goes by", "找不到的名称";
    pub NAMELESS_TEXT = "{n} {n|cell stays|cells stay} empty; the rest of each row is imported.", "共 {n} 处留空，同一行的其他内容照常导入。";
    pub SEE = "See {of}", "查看{of}";
    pub NOTHING_NEW = "Everything in it is in your book already.", "其中的内容都已经在您的数据里。";

    pub TEMPLATES = "Start from a template", "从模板开始";
    pub TEMPLATES_TEXT =
        "A table with the right headings, to fill in with any spreadsheet. Its example row is not imported.",
        "列名已填好的表格，用任何表格软件填写即可。示例行不会导入。";
    pub TEMPLATE_OF = "Template for", "模板";
    pub TEMPLATE_WORKBOOK = "Download for Excel (XLSX)", "下载 Excel 模板";
    pub TEMPLATE_TEXT = "Download as CSV", "下载 CSV 模板";
    pub TEMPLATE_FILE = "{of}.{kind}", "{of}导入模板.{kind}";
    pub EXAMPLE_ROW = "Example: {text}", "例如：{text}";
    pub EXAMPLE_CUSTOMER = "Acme Ltd", "远景科技";
    pub EXAMPLE_PRODUCT = "Desk lamp", "台灯";
    pub EXAMPLE_PERSON = "Li Hua", "李华";
    pub EXAMPLE_TAG = "Newsletter", "老客户";
    pub EXAMPLE_TAGS = "Newsletter; Partner", "老客户；合作伙伴";
    pub EXAMPLE_CODE = "A-1001", "A-1001";
    pub EXAMPLE_EMAIL = "name@example.com", "name@example.com";
    pub EXAMPLE_PHONE = "+44 20 7946 0958", "138 0013 8000";
    pub EXAMPLE_URL = "www.example.com", "www.example.com";
    pub EXAMPLE_NUMBER = "2", "2";
    pub EXAMPLE_MONEY = "310.00", "310.00";
    pub EXAMPLE_DAY = "2024-03-05", "2024-03-05";
    pub EXAMPLE_TIME = "2024-03-05 14:30", "2024-03-05 14:30";

    pub NOT_AN_EMAIL = "not an e-mail address", "不是邮箱地址";
    pub NOT_YES_OR_NO = "neither yes nor no", "不是“是”或“否”";
    pub NOT_A_TIME = "not a time of day", "不是有效的时间";
    pub NOT_AN_OPTION = "none of the options", "不在选项中";
    pub MISSING_FIELD = "needed for a new record", "新增时必填";
    pub UNKNOWN_RECORD = "not in your book", "找不到这条资料";
    pub DELETED_RECORD = "in the trash: restore it first", "已在回收站，请先恢复";
    pub SEVERAL_RECORDS = "several go by that name", "有多条同名资料";
    pub SEVERAL_MATCHES = "matches several records", "与多条资料匹配";
    pub MIXED_CURRENCIES = "another currency than the order’s", "币种与同一订单不一致";
    pub EXAMPLE = "the template’s example", "模板的示例行";
}
