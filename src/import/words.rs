//! What the import page says.

use crate::messages;

messages! {
    pub TITLE = "Import", "导入";
    pub STEPS = "Steps", "步骤";
    pub STEP_FILE = "File", "选文件";
    pub STEP_PREVIEW = "Columns", "核对各列";
    pub STEP_CHECK = "Check and import", "检查并导入";

    pub DROP_TITLE = "Drop a file here", "把文件拖到这里";
    pub DROP_OR = "or", "或者";
    pub DROP_BUTTON = "Choose a file", "选择文件";
    pub DROP_ANYWHERE = "Drop the file to read it", "松手即可读取";
    pub DROP_KINDS =
        "XLSX, CSV, TSV or text; any separator, any common encoding. The file stays on this device.",
        "XLSX、CSV、TSV 或文本文件，分隔符和常见编码都能识别。文件不会离开本机。";
    pub NEEDS_TITLE = "What a purchase log needs", "购买记录需要什么";
    pub NEEDS_RECORDS =
        "Files of customers, contacts, products, orders, payments, activities and tags are recognised by their columns, too.",
        "客户、联系人、产品、订单、回款、跟进记录和标签的文件也能按列名识别。";
    pub NEEDS_WHO = "Who bought: an id, a name, an e-mail or a phone number", "谁买的：编号、姓名、邮箱或电话";
    pub NEEDS_WHEN = "When: a day in any usual form", "何时：任何常见写法的日期";
    pub NEEDS_HOW_MUCH = "How much: an amount, or a price and a quantity", "多少钱：金额，或者单价和数量";
    pub NEEDS_MORE =
        "One row for each order or order line. Order number, product, quantity, region and more are taken along if the file has them.",
        "每笔订单或订单明细一行。文件里若有订单号、产品、数量、区域等，也会一并导入。";
    pub EXAMPLE_TITLE = "For example", "例如";
    pub EXAMPLE = "customer,date,amount
Acme Ltd,2024-03-05,310.00
Li Hua,2024-03-07,86.50
Acme Ltd,2024-04-02,295.00", "客户,日期,金额
王小明,2024-03-05,310.00
李华,2024-03-07,86.50
王小明,2024-04-02,295.00";
    pub NOTHING_SENT = "Nothing is added before you say so, and an import can be undone.", "在您确认之前不会写入任何数据，导入后也可以撤销。";

    pub SAMPLE_TITLE = "Try it with sample data", "用示例数据试试";
    pub SAMPLE_TEXT = "Invented customers with plausible histories. One click removes them again.", "虚构的客户，购买历史合乎常理。一键即可清除。";
    pub SAMPLE_SIZE = "{n} {n|customer|customers}", "{n} 位客户";
    pub SAMPLE_WORKING = "Making sample data", "正在生成示例数据";
    pub SAMPLE_DONE = "Sample data added", "已添加示例数据";
    pub SAMPLE_ADDED = "{n} {n|customer|customers} with {orders} {orders|order|orders}.", "{n} 位客户，{orders} 笔订单。";
    pub SAMPLE_ONLY = "The book holds only sample data.", "目前只有示例数据。";
    pub SAMPLE_REMOVE = "Remove the sample data first", "先清除示例数据";
    pub UNDOING = "Taking it back", "正在撤销";

    pub OPENING = "Reading {name}", "正在读取 {name}";
    pub OTHER_FILE = "Choose another file", "另选文件";
    pub ERROR_TITLE = "{name} was not read. Your book is unchanged.", "未能读取 {name}，已有数据没有任何改动。";
    pub ERROR_TITLE_PLAIN = "That did not work. Your book is unchanged.", "操作未成功，已有数据没有任何改动。";
    pub CANCELLED = "Cancelled. Nothing was added.", "已取消，没有写入任何数据。";

    pub FACT_SIZE = "Size", "大小";
    pub FACT_ROWS = "Rows", "行数";
    pub FACT_COLUMNS = "Columns", "列数";
    pub SKIPPED =
        "{n} {n|line|lines} above the table {n|is|are} not read.",
        "表格上方的 {n} 行不读取。";
    pub PREVIEW_TITLE = "How the file is read", "文件这样读取";
    pub PREVIEW_HINT =
        "Say what each column means. Below it stand the first rows as they will be taken; where the file says it differently, its own text is underneath.",
        "在每列上方选择它的含义。下面是前几行的读取结果；读法与原文不同的，原文写在下方。";
    pub TABLE_LABEL = "First rows of the file", "文件的前几行";
    pub LINE = "Line", "行";
    pub COLUMN_N = "Column {n}", "第 {n} 列";
    pub COLUMN_ROLE = "What {name} means", "{name} 的含义";
    pub COLUMN_EMPTY = "{n} empty", "{n} 行为空";
    pub EMPTY_CELL = "empty", "空";

    pub CONTROLS = "Reading the file", "读取方式";
    pub ENCODING = "Encoding", "编码";
    pub DELIMITER = "Separator", "分隔符";
    pub HEADER = "First line", "首行";
    pub HEADER_YES = "Names the columns", "是列名";
    pub HEADER_NO = "Is data", "是数据";
    pub DAY_FORMAT = "Dates", "日期";
    pub DECIMAL = "Numbers", "数字";
    pub CURRENCY = "Currency", "币种";

    pub UTF8 = "UTF-8", "UTF-8";
    pub UTF16_LE = "UTF-16 LE", "UTF-16 LE";
    pub UTF16_BE = "UTF-16 BE", "UTF-16 BE";
    pub GB18030 = "GB18030 / GBK", "GB18030 / GBK";
    pub WINDOWS_1252 = "Windows-1252 (Western)", "Windows-1252（西欧）";
    pub COMMA = "Comma ,", "逗号 ,";
    pub SEMICOLON = "Semicolon ;", "分号 ;";
    pub TAB = "Tab", "制表符";
    pub PIPE = "Bar |", "竖线 |";
    pub SPACES = "Blanks", "空格";
    pub YMD_DIGITS = "20240131", "20240131";
    pub YMD = "Year, month, day", "年 月 日";
    pub DMY = "Day, month, year", "日 月 年";
    pub MDY = "Month, day, year", "月 日 年";
    pub EPOCH_DAYS = "Days since 1970", "自 1970 年起的天数";
    pub EPOCH_SECONDS = "Seconds since 1970", "自 1970 年起的秒数";
    pub EPOCH_MILLIS = "Milliseconds since 1970", "自 1970 年起的毫秒数";
    pub EXCEL_SERIAL = "Spreadsheet day number", "电子表格的日期序号";
    pub POINT = "1,234.50", "1,234.50";
    pub DECIMAL_COMMA = "1.234,50", "1.234,50";

    pub GROUP_WHO = "Who", "谁";
    pub GROUP_ORDER = "Order", "订单";
    pub GROUP_WHAT = "What", "买了什么";
    pub IGNORE = "Not imported", "不导入";
    pub CUSTOMER_ID = "Customer id", "客户编号";
    pub CUSTOMER_NAME = "Customer name", "客户名称";
    pub FIRST_NAME = "Given name", "名";
    pub LAST_NAME = "Family name", "姓";
    pub EMAIL = "E-mail", "邮箱";
    pub PHONE = "Phone", "电话";
    pub REGION = "Region", "区域";
    pub INDUSTRY = "Industry", "行业";
    pub ORDER_NUMBER = "Order number", "订单号";
    pub DAY = "Date", "日期";
    pub AMOUNT = "Amount", "金额";
    pub ROLE_CURRENCY = "Currency code", "币种代码";
    pub QUANTITY = "Quantity", "数量";
    pub UNIT_PRICE = "Unit price", "单价";
    pub PRODUCT = "Product", "产品";
    pub CATEGORY = "Product category", "产品分类";

    pub QUESTIONS = "{n} {n|question|questions} the file leaves open", "文件本身无法回答的 {n} 个问题";
    pub ASK_DAY = "{raw} can be read as several days. Which is right?", "{raw} 可以读成不同的日期，哪个正确？";
    pub ASK_DAY_PLAIN = "The dates can be read in several ways. Which is right?", "日期有多种读法，哪种正确？";
    pub ASK_DECIMAL = "Which amount is {raw}?", "{raw} 是多少？";
    pub ASK_DECIMAL_PLAIN = "How are the amounts written?", "金额是怎么写的？";
    pub ASK_MISSING = "Which column says {role}? Choose it in the table.", "哪一列是{role}？在表格上方选择。";
    pub WHO = "who bought", "买家";
    pub WHEN = "when", "日期";
    pub HOW_MUCH = "how much", "金额";

    pub MISSING_CUSTOMER = "nobody is named", "没有客户";
    pub MISSING_DAY = "no date", "没有日期";
    pub NOT_A_DAY = "not a date in this form", "不是这种写法的日期";
    pub DAY_OUT_OF_RANGE = "before 1900 or after 2199", "早于 1900 年或晚于 2199 年";
    pub MISSING_AMOUNT = "no amount", "没有金额";
    pub NOT_A_NUMBER = "not a number", "不是数字";
    pub TOO_LARGE = "too large a number", "数字过大";
    pub NOT_A_CURRENCY = "not a currency code", "不是币种代码";
    pub WRONG_FIELD_COUNT = "{found} {found|field|fields} instead of {expected}", "有 {found} 个字段，应为 {expected} 个";
    pub TOO_LONG = "too long a text", "文字过长";

    pub CHECK = "Check the whole file", "检查整个文件";
    pub CHECK_FIRST = "Choose first which column says {role}.", "先指定哪一列是{role}。";
    pub CHECKING = "Checking", "正在检查";

    pub BACK = "Back to the columns", "返回核对各列";
    pub REPORT_TITLE = "What the import adds", "导入将增加";
    pub DONE_TITLE = "Imported", "导入完成";
    pub REPORT_CUSTOMERS_NEW = "New customers", "新客户";
    pub REPORT_CUSTOMERS_KNOWN = "Known customers", "已有客户";
    pub REPORT_ORDERS_NEW = "New orders", "新订单";
    pub REPORT_ORDERS_KNOWN = "Orders already there", "已有订单";
    pub REPORT_PRODUCTS_NEW = "New products", "新产品";
    pub REPORT_ROWS = "Rows taken", "有效行";
    pub REPORT_REJECTED = "Rows left out", "无效行";
    pub REPORT_DAYS = "Period", "订单日期";
    pub REPORT_DAYS_RANGE = "{from} – {to}", "{from} 至 {to}";
    pub REPORT_TOTAL = "Sum", "合计";
    pub ROUNDED =
        "{n} {n|amount has|amounts have} more decimals than the currency and {n|is|are} rounded.",
        "有 {n} 个金额的小数位多于币种规定，已舍入到规定位数。";
    pub IMPORT = "Import", "导入";
    pub IMPORTING = "Importing", "正在导入";
    pub NOTHING_NEW_TITLE = "Nothing new in this file", "文件里没有新内容";
    pub NOTHING_NEW = "Every order in it is in your book already.", "其中的订单都已经在您的数据里。";
    pub NOTHING_GOOD_TITLE = "No row can be taken", "没有可以导入的行";
    pub NOTHING_GOOD =
        "The table below says why. Mostly one column is read as something it is not: go back to the columns, change it and check again.",
        "原因见下表。多半是某一列的含义或写法选错了：返回核对各列，改好再检查。";

    pub REJECTS_TITLE = "Rows left out", "无效行";
    pub REJECTS_FIRST = "The first {n} of {all}", "共 {all} 行，显示前 {n} 行";
    pub REJECTS_WHY = "Reason", "原因";
    pub REJECTS_COLUMN = "Column", "列";
    pub REJECTS_TEXT = "What stands there", "原文";
    pub REJECTS_DOWNLOAD = "Download all rows left out", "下载全部无效行";
    pub REJECTS_FILE = "rows-left-out.csv", "无效行.csv";

    pub SEE_CUSTOMERS = "See your customers", "查看客户";
    pub SEE_SEGMENTS = "See segments", "查看客户分群";
    pub UNDO = "Undo the import", "撤销导入";
    pub UNDO_SAMPLE = "Remove the sample data", "清除示例数据";
    pub UNDONE = "Undone. The book is as it was before.", "已撤销，数据恢复原样。";
    pub SAMPLE_REMOVED = "The sample data is gone. Your own file can come.", "示例数据已清除，可以导入您自己的文件了。";
    pub PARTLY_UNDONE = "Undone. What was changed since then stayed.", "已撤销。之后改动过的内容予以保留。";
    pub MORE = "Import another file", "再导入一个文件";
}
