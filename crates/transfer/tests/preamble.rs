//! Titles and notes above the table.

mod common;
use common::*;
use protocol::import::{Delimiter, RejectReason, Role};

fn padded(line: &str, fields: usize) -> String {
    format!("{line}{}\n", ",".repeat(fields - 1))
}

#[test]
fn a_title_and_a_blank_line_are_passed_over() {
    let text = "Report generated on 2024-03-01\n\ncustomer,date,amount\nA,2024-01-31,5\nB,never,6\nA,2024-02-01,7\n";
    let preview = preview(text);
    assert_eq!((preview.skipped, preview.mapping.header, preview.rows), (2, true, 3));
    assert_eq!(preview.mapping.roles, [Role::CustomerName, Role::Day, Role::Amount]);
    assert_eq!((preview.sample[0].line, preview.sample[0].raw[0].as_str()), (4, "A"));
    let mut log = open(text);
    let all = read_as(&mut log, &preview.mapping, 1);
    let reject = &all.outcome.summary.rejects[0];
    assert_eq!((reject.line, reject.reason, all.outcome.summary.good), (5, RejectReason::NotADay, 2));
    let report = String::from_utf8(log.rejects_csv(&all.outcome.rejects, &[])).expect("UTF-8");
    assert_eq!(report, "\u{feff}line,column,reason,text,customer,date,amount\n5,date,not_a_day,never,B,never,6\n");
}

#[test]
fn an_alipay_bill() {
    let text = "支付宝交易记录明细查询\r\n账号:[a@example.com]\r\n起始日期:[2024-01-01 00:00:00]    终止日期:[2024-02-01 00:00:00]\r\n\
        ---------------------------------交易记录明细列表------------------------------------\r\n\
        交易号                  ,商家订单号               ,交易创建时间              ,交易对方            ,商品名称                ,金额（元）   ,收/支     ,交易状态    ,\r\n\
        2024010122001\t,T200P1\t,2024-01-01 10:00:00 ,王小明            ,茶杯                ,12.50   ,收入      ,交易成功    ,\r\n\
        2024010222002\t,T200P2\t,2024-01-13 11:00:00 ,李娜            ,茶壶                ,99.00   ,收入      ,交易成功    ,\r\n\
        ------------------------------------------------------------------------\r\n\
        共2笔记录\r\n已收入:2笔,111.50元\r\n导出时间:[2024-02-01 10:00:00]    用户:王\r\n";
    let preview = preview(text);
    assert_eq!((preview.mapping.delimiter, preview.skipped, preview.columns.len()), (Delimiter::Comma, 4, 8));
    assert_eq!(preview.questions, []);
    let all = read(text);
    assert_eq!((all.rows.amount.clone(), all.customer(1).name.as_str()), (vec![1250, 9900], "李娜"));
    let lines: Vec<_> = all.outcome.summary.rejects.iter().map(|reject| reject.line).collect();
    assert_eq!(lines, [8, 9, 10, 11], "notes below the table are reported");
}

#[test]
fn a_wechat_bill_with_more_notes_than_rows() {
    let mut text = String::from("\u{feff}");
    for line in [
        "微信支付账单明细",
        "微信昵称：[王]",
        "起始时间：[2024-01-01 00:00:00] 终止时间：[2024-02-01 00:00:00]",
        "导出类型：[全部]",
        "导出时间：[2024-02-01 10:00:00]",
        "",
        "共2笔记录",
        "收入：2笔 21.50元",
        "支出：0笔 0.00元",
        "中性交易：0笔 0.00元",
        "注：",
        "1. 充值/提现/理财通购买/零钱通存取/信用卡还款等交易，将计入中性交易",
        "",
        "----------------------微信支付账单明细列表--------------------",
    ] {
        text += &padded(line, 9);
    }
    text += "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注\n\
        2024-01-01 10:00:00,二维码收款,王小明,\"茶杯\",收入,¥12.50,/,已收钱,\"1000\t\",\"1\t\",\"/\"\n\
        2024-01-15 10:00:00,二维码收款,李娜,\"茶杯\",收入,¥9.00,/,已收钱,\"1001\t\",\"2\t\",\"/\"\n";
    let preview = preview(&text);
    assert_eq!((preview.skipped, preview.rows, preview.columns.len(), preview.questions), (14, 2, 11, vec![]));
    let all = read(&text);
    assert_eq!((all.rows.amount.clone(), all.customer(0).name.as_str()), (vec![1250, 900], "王小明"));
    assert_eq!(all.rows.new_numbers, ["1000", "1001"]);
}

#[test]
fn titles_that_a_spreadsheet_filled_up_with_empty_fields() {
    let text = "Sales report,,,,\n,,,,\nFrom:,2024-01-01,,,\ncustomer,date,product,quantity,amount\nA,2024-01-31,x,1,5\nB,2024-01-31,y,1,6\n";
    let preview = preview(text);
    assert_eq!((preview.skipped, preview.rows, preview.questions), (3, 2, vec![]));
}

#[test]
fn a_title_above_names_that_are_not_known() {
    let preview = preview("Umsätze\nfoo;bar;baz\nA;31.01.2024;5,50\nB;01.02.2024;6,00\n");
    assert_eq!((preview.skipped, preview.mapping.header, preview.mapping.delimiter), (1, true, Delimiter::Semicolon));
    assert_eq!(preview.columns[0].name.as_deref(), Some("foo"));
}

#[test]
fn a_title_above_data_without_header() {
    let all = read("My purchases\nC1,2024-01-31,12.50\nC2,2024-02-01,3.00\nC1,2024-02-02,1.00\n");
    assert_eq!((all.outcome.summary.good, all.outcome.summary.rejected), (3, 0));
}

#[test]
fn the_user_can_say_that_there_is_no_header_below_the_title() {
    let mut log = open("Title\ncustomer,date,amount\nA,2024-01-31,5\nB,2024-01-31,6\n");
    let mut mapping = log.preview().mapping;
    mapping.header = false;
    let preview = log.with(mapping).expect("preview");
    assert_eq!((preview.rows, preview.skipped, preview.sample[0].line), (3, 1, 2));
}

#[test]
fn notes_with_blanks_and_with_quotes_in_other_formats() {
    let blanks = preview(
        "Report generated on 2024-03-01\ncustomer_id  date  amount\n17  2024-01-31  12.50\n18  2024-02-13  9.99\n",
    );
    assert_eq!((blanks.mapping.delimiter, blanks.skipped, blanks.rows), (Delimiter::Spaces, 1, 2));
    let quoted = preview("\"Report,\nof two lines\"\ncustomer,date,amount\nA,2024-01-31,5\n");
    assert_eq!((quoted.skipped, quoted.rows, quoted.sample[0].line), (2, 1, 4));
}

#[test]
fn a_bad_first_row_is_no_title() {
    let all = read("C1,2024-01-31\nC1,2024-01-31,12.50\nC2,2024-02-01,3.00\nC1,2024-02-02,1.00\n");
    let reject = &all.outcome.summary.rejects[0];
    assert_eq!((reject.line, reject.reason), (1, RejectReason::WrongFieldCount { found: 2, expected: 3 }));
}

#[test]
fn a_header_of_another_width_is_no_title() {
    let preview = preview("customer,date,amount\nA,2024-01-31,5,x,y\nB,2024-01-31,6,x,y\nC,2024-01-31,7,x,y\n");
    assert_eq!((preview.skipped, preview.columns[0].name.as_deref()), (0, Some("customer")));
}

#[test]
fn blank_lines_alone_are_not_counted_as_skipped() {
    let preview = preview("\n\ncustomer,date,amount\nA,2024-01-31,5\n");
    assert_eq!((preview.skipped, preview.sample[0].line), (0, 4));
}
