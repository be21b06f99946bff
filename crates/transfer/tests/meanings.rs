//! What columns mean, by names and by values.

mod common;
use common::*;
use protocol::import::{Question, Role};
use transfer::header::{Hint, hint};

#[test]
fn names_are_known_in_both_languages_and_every_spelling() {
    let role = |name| match hint(name) {
        Some(Hint::Role(role, _)) => Some(role),
        _ => None,
    };
    for (expected, names) in [
        (
            Role::CustomerId,
            vec![
                "customer_id",
                "CustomerID",
                "Customer ID",
                "customer-no.",
                "member no",
                "客户编号",
                "会员号",
                "会员卡号",
                "用户ID",
            ],
        ),
        (Role::CustomerName, vec!["Customer Name", "clientName", "客户名称", "姓名", "客户", "收货人姓名"]),
        (Role::Email, vec!["E-mail", "EMAIL ADDRESS", "邮箱", "电子邮箱"]),
        (Role::Phone, vec!["Mobile Phone", "tel", "手机", "手机号码", "联系电话"]),
        (Role::Region, vec!["Region", "State/Province", "地区", "省份", "城市"]),
        (Role::Industry, vec!["Segment", "industry", "行业"]),
        (Role::OrderNumber, vec!["Order ID", "InvoiceNo", "订单号", "订单编号"]),
        (Role::Day, vec!["Order Date", "InvoiceDate", "date", "下单日期", "日期", "订单日期", "付款时间", "成交时间"]),
        (
            Role::Amount,
            vec![
                "Sales",
                "Amount (USD)",
                "order_total_price",
                "dollar_value",
                "金额(元)",
                "实付金额",
                "订单金额（元）",
                "总金额",
            ],
        ),
        (Role::Currency, vec!["Currency", "币种"]),
        (Role::Quantity, vec!["Qty", "number_of_cds", "数量"]),
        (
            Role::UnitPrice,
            vec!["UnitPrice", "Unit Price (GBP)", "price", "单价", "价格", "售价", "list price", "unit_price_usd"],
        ),
        (Role::Product, vec!["Product Name", "商品", "产品"]),
        (Role::Category, vec!["Category", "品类", "分类"]),
    ] {
        for name in names {
            assert_eq!(role(name), Some(expected), "{name}");
        }
    }
    for name in ["Row ID", "Profit", "Discount", "discount amount", "运费", "优惠金额", "出生日期", "Postal Code"]
    {
        assert_eq!(hint(name), Some(Hint::Other), "{name}");
    }
}

#[test]
fn an_order_book_is_understood() {
    let text = "Row ID,Order ID,Order Date,Ship Date,Ship Mode,Customer ID,Customer Name,Segment,Country,City,State,Postal Code,Region,\
        Product ID,Category,Sub-Category,Product Name,Sales,Quantity,Discount,Profit\n\
        1,CA-1,11/8/2016,11/11/2016,Second Class,CG-1,Claire Gute,Consumer,United States,Henderson,Kentucky,42420,South,F-1,Furniture,Bookcases,Shelf,261.96,2,0,41.9136\n\
        2,CA-1,11/8/2016,11/11/2016,Second Class,CG-1,Claire Gute,Consumer,United States,Henderson,Kentucky,42420,South,F-2,Furniture,Chairs,\"Chair, blue\",731.94,3,0,219.582\n\
        3,US-2,10/18/2015,10/20/2015,Standard Class,SO-2,Sean O'Donnell,Corporate,United States,Miami,Florida,33311,South,F-3,Furniture,Tables,Table,957.5775,5,0.45,-383.031\n";
    let preview = preview(text);
    let role = |name: &str| {
        let column = preview.columns.iter().position(|column| column.name.as_deref() == Some(name)).expect(name);
        preview.mapping.roles[column]
    };
    assert_eq!(role("Customer ID"), Role::CustomerId);
    assert_eq!(role("Customer Name"), Role::CustomerName);
    assert_eq!(role("Order Date"), Role::Day);
    assert_eq!(role("Sales"), Role::Amount);
    assert_eq!(role("Quantity"), Role::Quantity);
    assert_eq!(role("Segment"), Role::Industry);
    assert_eq!(role("Region"), Role::Region);
    assert_eq!(role("Order ID"), Role::OrderNumber);
    assert_eq!(role("Product Name"), Role::Product);
    assert_eq!(role("Category"), Role::Category);
    for name in ["Row ID", "Ship Date", "Ship Mode", "City", "State", "Postal Code", "Product ID", "Discount", "Profit"]
    {
        assert_eq!(role(name), Role::Ignore, "{name}");
    }
    assert_eq!(preview.questions, []);
    let all = read(text);
    assert_eq!((all.rows.new_customers.len(), all.rows.number.clone()), (2, vec![0, 0, 1]));
    assert_eq!((all.customer(2).industry.as_str(), all.customer(2).region.as_str()), ("Corporate", "South"));
    assert_eq!((all.rows.new_products[1].name.as_str(), all.rows.amount[2]), ("Chair, blue", 95_758));
}

#[test]
fn a_chinese_shop_export_is_understood() {
    let text = "订单编号,会员号,姓名,手机号,下单时间,商品名称,数量,单价,实付金额(元),收货省份\n\
        D1,M001,王小明,13800138000,2024/1/31 10:05:00,茶杯,2,10.00,20.00,浙江\n\
        D2,M002,李娜,13900139000,2024/2/1 11:00:00,茶壶,1,99.00,￥99.00,上海\n";
    let mut expected =
        vec![Role::OrderNumber, Role::CustomerId, Role::CustomerName, Role::Phone, Role::Day, Role::Product];
    expected.extend([Role::Quantity, Role::Ignore, Role::Amount, Role::Region]);
    assert_eq!(roles(text), expected);
    let all = read(text);
    assert_eq!((all.customer(0).name.as_str(), all.customer(0).phone.as_str()), ("王小明", "13800138000"));
    assert_eq!((all.rows.amount[1], all.rows.currencies[0].code()), (9900, "CNY"));
}

#[test]
fn names_in_unknown_words_leave_it_to_the_values() {
    let text = "foo,bar,baz,qux\nC1,2024-01-31,1,12.50\nC2,2024-02-01,2,3.99\nC1,2024-02-02,1,8.00\n";
    assert_eq!(roles(text), [Role::CustomerId, Role::Day, Role::Quantity, Role::Amount]);
}

#[test]
fn without_names_addresses_phones_and_people_are_seen() {
    let text =
        "王小明,13800138000,wang@example.com,2024-01-31,12.50\n李娜,13900139000,li@example.com,2024-02-01,8.00\n";
    assert_eq!(roles(text), [Role::CustomerName, Role::Phone, Role::Email, Role::Day, Role::Amount]);
}

#[test]
fn a_row_number_is_nobody() {
    let preview = preview("1,2024-01-31,12.50\n2,2024-02-01,8.00\n3,2024-02-01,9.00\n");
    assert_eq!(preview.questions, [Question::Missing(Role::CustomerId)]);
    assert_eq!(roles("id,customer,date,amount\n1,A,2024-01-31,5\n2,B,2024-01-31,6\n")[0], Role::Ignore);
    assert_eq!(roles("customer_id,date,amount\n1,2024-01-31,5\n2,2024-01-31,6\n")[0], Role::CustomerId);
}

#[test]
fn a_price_is_no_amount_where_there_is_a_quantity() {
    let preview = preview("customer,date,quantity,unit price\nA,2024-01-31,2,5.00\n");
    assert_eq!((preview.mapping.roles[3], preview.questions), (Role::UnitPrice, vec![]));
    assert_eq!(roles("customer,date,price\nA,2024-01-31,5.00\n")[2], Role::Amount);
}

#[test]
fn the_required_are_asked_for() {
    let missing = preview("colour,shape\nred,round\nblue,square\n").questions;
    assert!(missing.contains(&Question::Missing(Role::Day)) && missing.contains(&Question::Missing(Role::Amount)));
}
